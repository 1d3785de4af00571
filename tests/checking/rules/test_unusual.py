"""What is merely unusual is noted: never an error, and not where the name or the size explains it."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.recognising.forms.marks import marked
from final_accounts.reports import Form, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

PLAIN = account(("totals", ("收入总计933.26万元，支出总计933.26万元。",)))


def basic(welfare: str) -> Form:
    return form("basic", "302 商品和服务支出|100.00", f"30229 福利费|{welfare}", "30201 办公费|49.99")


def test_one_line_that_takes_most_of_the_operating_funds() -> None:
    report = with_forms(PLAIN, basic("86.73"))
    found = findings("unusual.dominant-line", report)
    assert [finding.message for finding in found] == ["“福利费”86.73万元占商品和服务支出的86.73%，明显偏高"]


def test_half_of_the_operating_funds_is_not_most_of_them() -> None:
    assert findings("unusual.dominant-line", with_forms(PLAIN, basic("50.00"))) == []
    office = form("basic", "302 商品和服务支出|100.00", "30201 办公费|90.00")
    assert findings("unusual.dominant-line", with_forms(PLAIN, office)) == []


def test_figures_that_may_be_misread_are_not_unusual() -> None:
    assert findings("unusual.dominant-line", with_forms(PLAIN, marked(basic("86.73")))) == []
    spent = form("general-budget", "2101301 城乡医疗救助|204.92|204.92|")
    assert findings("unusual.programme-in-basic", with_forms(PLAIN, marked(spent))) == []


def test_programme_money_in_basic_expenditure() -> None:
    spent = form(
        "general-budget",
        "2101301 城乡医疗救助|204.92|204.92|",
        "2101103 公务员医疗补助|5.71|5.71|",
        "2101399 其他医疗救助支出|77.21||77.21",
    )
    found = findings("unusual.programme-in-basic", with_forms(PLAIN, spent))
    assert [finding.message for finding in found] == [
        "“2101301 城乡医疗救助”204.92万元列为基本支出，按名称似为项目资金"
    ]
    booked_right = form("general-budget", "2101301 城乡医疗救助|204.92||204.92")
    assert findings("unusual.programme-in-basic", with_forms(PLAIN, booked_right)) == []


def test_a_budget_missed_by_multiples() -> None:
    sentence = "医疗救助（款）其他医疗救助支出（项）。年初预算为{}万元，支出决算为{}万元，完成年初预算的{}%。"

    def said(budget: str, final: str, rate: str) -> list[str]:
        report = account(("general-budget-items", (sentence.format(budget, final, rate),)))
        return [finding.calculation for finding in findings("unusual.budget-missed", report)]

    assert said("40.00", "2907.50", "7268.75") == ["2907.50 ÷ 40.00 = 7268.75%"]
    assert said("40.00", "120.00", "300") == []
    assert said("40.00", "12.00", "30") == []
    assert said("1.00", "9.00", "900") == [], "small change may move by multiples"


def test_the_unusual_is_a_note() -> None:
    checked = check(with_forms(PLAIN, basic("86.73")))
    rated = {f.severity for f in checked.findings if f.rule.startswith("unusual.")}
    assert rated == {Severity.NOTE}


def short(*amounts: str, whole: str = "19.71", words: str = "主要包括") -> list[str]:
    names = ("办公费", "邮电费", "差旅费", "工会经费", "福利费", "其他交通费用", "其他商品和服务支出")
    listed = "、".join(f"{name}{amount}万元" for name, amount in zip(names, amounts, strict=False))
    report = account(("basic", (f"公用经费{whole}万元，{words}：{listed}。",)))
    return [finding.message for finding in findings("unusual.short-list", report)]


def test_a_list_that_is_one_digit_short() -> None:
    assert short("1.76", "0.87", "2.88", "3.11", "0.18", "8.80", "1.13") == [
        "“公用经费”19.71万元所列7项之和为18.73万元，少0.98万元，恰为一位数字之差"
    ]


def test_a_list_that_leaves_something_out_or_nothing() -> None:
    # Whole, within the rounding of its parts.
    assert short("1.76", "0.87", "2.88", "4.11", "0.18", "8.80", "1.13") == []
    # A gap of several digits is a part that is left out.
    assert short("1.76", "0.87", "2.88", "4.11", "0.18", "5.33", "1.13") == []
    # Too few amounts to look whole.
    assert short("1.76", "0.87", "2.88", "4.11", whole="19.62") == []
    # Too much is an error, and told as such.
    assert short("1.76", "0.87", "2.88", "5.11", "0.18", "8.80", "1.13") == []


def operating(agency: str, funds: str, said: str = "公用经费") -> list[str]:
    basic = f"一般公共预算财政拨款基本支出300.00万元，其中：人员经费250.00万元；{said}{funds}万元。"
    report = account(("operating", (f"本部门机关运行经费支出{agency}万元。",)), ("basic", (basic,)))
    return [finding.message for finding in findings("unusual.operating-funds", report)]


def test_agency_operating_funds_beyond_those_they_are_a_part_of() -> None:
    assert operating("60.00", "49.99") == [
        "机关运行经费60.00万元，多于一般公共预算基本支出的公用经费49.99万元"
    ]
    assert operating("50.00", "50.00") == operating("40.00", "50.00") == []


def test_agency_operating_funds_that_rounding_brings_within_the_whole() -> None:
    assert operating("50.0", "49.96") == []


def contracts(bought: str, awarded: str) -> list[str]:
    report = account(("procurement", (f"2024年度政府采购支出总额{bought}万元。{awarded}",)))
    return [finding.message for finding in findings("unusual.contracts", report)]


@pytest.mark.parametrize(
    "awarded",
    [
        "授予中小企业合同金额{}万元，其中：授予小微企业合同金额8.00万元。",
        "在预留的项目中，由中小企业供应商中标或成交的，采购金额{}万元。",
    ],
)
def test_contracts_of_small_firms_beyond_all_that_was_bought(awarded: str) -> None:
    assert contracts("90.00", awarded.format("170.00")) == [
        "授予中小企业的合同金额170.00万元，多于政府采购总额90.00万元"
    ]
    assert contracts("90.00", awarded.format("90.00")) == contracts("90.00", awarded.format("20.00")) == []
    assert contracts("90.0", awarded.format("90.04")) == []

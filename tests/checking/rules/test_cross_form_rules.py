"""Rules between the narrative and the forms."""

from __future__ import annotations

import pytest

from final_accounts.figures import YUAN, Verdict

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, findings, shown, with_forms
from ..form_making import form

TOTALS = form(
    "income-expenditure",
    "收本年收入合计|300.00",
    "收总计|320.00",
    "支本年支出合计|290.00",
    "支总计|320.00",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年度收入总计320.00万元，支出总计320.00万元。", [("consistent", "320.00", "320.00")] * 2),
        ("2024年度收入总计302.00万元。", [("inconsistent", "302.00", "320.00")]),
        ("2024年度收入总计320万元。", [("consistent", "320", "320.00")]),
        ("2024年度收入总计3200000元。", [("consistent", "3200000", "3200000.00")]),
        ("2024年度收入总计320.01万元。", [("consistent", "320.01", "320.00")]),
        ("2024年度收入总计320.02万元。", [("inconsistent", "320.02", "320.00")]),
        ("2024年度一项支出5.00万元，2023年度收入总计250.00万元。", []),
        ("支出总计290.00万元。", [("inconsistent", "290.00", "320.00")]),
        # what stands beside 年末结转和结余 is without it
        ("支出总计290.00万元，年末结转和结余30.00万元。", [("consistent", "290.00", "290.00")]),
        ("支出总计299.00万元，年末结转和结余30.00万元。", [("inconsistent", "299.00", "320.00")]),
    ],
)
def test_an_amount_and_its_cell(text: str, found: list[Judged]) -> None:
    report = with_forms(account(("totals", text)), TOTALS)
    assert shown(findings("cross.amount-form", report)) == found


def test_what_appropriations_brought_and_paid_this_year() -> None:
    lines = form("appropriation", "收本年收入合计|374.63", "支本年支出合计||370.33|366.13")
    text = "2020年度财政拨款收入{}万元，支出{}万元。财政拨款本年收入374.63万元，本年支出370.83万元。"
    report = with_forms(account(("appropriation", text.format("374.63", "370.38"))), lines)
    assert shown(findings("cross.amount-form", report)) == [
        ("consistent", "374.63", "374.63"),
        ("inconsistent", "370.38", "370.33"),
        ("consistent", "374.63", "374.63"),
        ("inconsistent", "370.83", "370.33"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the total, or the year's amount under its name
        ("2024年度收入总计320.00万元，其中年初结转和结余30.00万元。", [("consistent", "320.00", "320.00")]),
        ("2024年度收入总计290.00万元。", [("consistent", "290.00", "290.00")]),
        ("2024年度收入总计230.00万元。", [("inconsistent", "230.00", "320.00")]),
        ("2024年度财政拨款收入总计230.00万元。", []),
    ],
)
def test_a_grand_total_in_the_section_on_income(text: str, found: list[Judged]) -> None:
    lines = form("income-expenditure", "收本年收入合计|290.00", "收总计|320.00")
    assert shown(findings("cross.amount-form", with_forms(account(("income", text)), lines))) == found


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        ("totals", "政府性基金收入66.60万元", [("consistent", "66.60", "66.60")]),
        ("totals", "政府性基金收入66.06万元", [("inconsistent", "66.06", "66.60")]),
        ("totals", "上年政府性基金收入66.06万元", []),
        ("general-budget", "一般公共预算财政拨款收入554.00万元", [("inconsistent", "554.00", "545.00")]),
    ],
)
def test_kinds_of_appropriations(topic: str, text: str, found: list[Judged]) -> None:
    lines = form(
        "income-expenditure",
        "收一、一般公共预算财政拨款收入|545.00",
        "收二、政府性基金预算财政拨款收入|66.60",
    )
    report = with_forms(account((topic, f"{text}。")), lines)
    assert shown(findings("cross.amount-form", report)) == found


def test_a_kind_of_projects_is_not_all_of_them() -> None:
    rows = form("expenditure", "合计|30.00|10.00|20.00")
    text = "2024年度项目支出20.00万元。其中：基本建设类项目支出0.00万元。"
    report = with_forms(account(("expenditure", text)), rows)
    assert shown(findings("cross.amount-form", report)) == [("consistent", "20.00", "20.00")]


@pytest.mark.parametrize(
    ("printed", "found"),
    [("0.27", [("consistent", "0.27", "0.27")]), ("0.72", [("inconsistent", "0.72", "0.27")])],
)
def test_capital_expenditure_by_its_former_name(printed: str, found: list[Judged]) -> None:
    rows = form("basic", "310 资本性支出|0.27", "31002 办公设备购置|0.27", "31099 其他资本性支出|0.00")
    text = f"公用经费10.00万元，主要包括：其他资本性支出{printed}万元、办公费3.00万元。"
    assert shown(findings("cross.economic-form", with_forms(account(("basic", text)), rows))) == found


def test_an_amount_and_its_cell_in_yuan() -> None:
    cells = form("income-expenditure", "收总计|138,366,269.56", unit=YUAN)
    text = "2024年度收入总计{}万元。"
    for printed, verdict in (
        ("13836.63", "consistent"),
        ("13836.6", "consistent"),
        ("13830.7", "inconsistent"),
    ):
        report = with_forms(account(("totals", text.format(printed))), cells)
        (finding,) = findings("cross.amount-form", report)
        assert finding.verdict.value == verdict


def test_the_total_of_another_form_is_recognised() -> None:
    other = form("appropriation", "收总计|280.00|", "支总计||280.00")
    report = with_forms(account(("totals", "2024年度收入总计280.00万元。")), TOTALS, other)
    (finding,) = explained("cross.amount-form", report)
    assert finding.verdict is Verdict.INCONSISTENT
    assert finding.explanation == "疑似误用了《财政拨款收入支出决算总表》“总计”行“金额”列的数字280.00万元。"


BUDGET = form(
    "general-budget",
    "合计|30.00|20.00|10.00",
    "20505 普通教育|20.00|20.00|0",
    "2050502 小学教育|20.00|20.00|0",
    "20132 组织事务|10.00|0|10.00",
    "2013201 行政运行|6.00|0|6.00",
    "21015 医疗保障管理事务|4.00|4.00|0",
    "2101501 行政运行|4.00|4.00|0",
)


@pytest.mark.parametrize(
    ("item", "amount", "found"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）", "20.00", [("consistent", "20.00", "20.00")]),
        ("教育支出（类）普通教育（款）小学教育（项）", "20.01", [("consistent", "20.01", "20.00")]),
        ("教育支出（类）普通教育（款）小学教育（项）", "21.00", [("inconsistent", "21.00", "20.00")]),
        ("教育支出（类）普通教育（款）高中教育（项）", "21.00", []),
        # the name alone is not enough: its section tells which of the two is meant
        ("卫生健康支出（类）医疗保障管理事务（款）行政运行（项）", "4.00", [("consistent", "4.00", "4.00")]),
        ("一般公共服务支出（类）组织事务（款）行政运行（项）", "4.00", [("inconsistent", "4.00", "6.00")]),
    ],
)
def test_an_item_and_its_row(item: str, amount: str, found: list[Judged]) -> None:
    report = account(("general-budget-items", f"1.{item}：支出决算为{amount}万元，完成预算100%。"))
    assert shown(findings("cross.item-form", with_forms(report, BUDGET))) == found
    assert not findings("cross.item-form", report)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("963.03", "consistent"), ("963.04", "consistent"), ("963.05", "inconsistent")],
)
def test_a_category_and_its_line(printed: str, verdict: str) -> None:
    lines = form("appropriation", "支九、卫生健康支出||963.03|963.03", "支十九、住房保障支出||28.08|28.08")
    text = (
        f"一般公共预算财政拨款支出991.11万元，主要用于以下方面：卫生健康（类）支出{printed}万元；"
        "住房保障（类）支出28.08万元。"
    )
    report = with_forms(account(("general-budget", text)), lines)
    assert [finding.verdict.value for finding in findings("cross.category-form", report)] == [
        verdict,
        "consistent",
    ]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("45.75", [("consistent", "45.75", "45.75")]),
        ("45.76", [("consistent", "45.76", "45.75")]),
        ("45.57", [("inconsistent", "45.57", "45.75")]),
    ],
)
def test_a_line_of_basic_expenditure_and_its_row(printed: str, found: list[Judged]) -> None:
    rows = form("basic", "30101 基本工资|45.75", "30103 奖金|10.00")
    text = f"人员经费90.00万元，主要包括：基本工资{printed}万元、伙食补助费3.00万元。"
    report = with_forms(account(("basic", text)), rows)
    assert shown(findings("cross.economic-form", report)) == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [("80.00", [("consistent", "80.00", "80.00")]), ("88.00", [("inconsistent", "88.00", "80.00")])],
)
def test_a_head_of_basic_expenditure_and_its_row(printed: str, found: list[Judged]) -> None:
    rows = form("basic", "301 工资福利支出|80.00", "30101 基本工资|45.75", "30103 奖金|34.25")
    text = f"人员经费90.00万元（工资福利支出{printed}万元、对个人和家庭的补助支出10.00万元）。"
    report = with_forms(account(("basic", text)), rows)
    assert shown(findings("cross.economic-form", report)) == found

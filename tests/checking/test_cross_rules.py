"""Rules between the narrative and the forms, and between sentences."""

from __future__ import annotations

import pytest

from final_accounts.figures import YUAN, Verdict

from ..recognising.narrative_making import account
from .claim_making import Judged, findings, judged, shown, with_forms
from .form_making import form

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
    ],
)
def test_an_amount_and_its_cell(text: str, found: list[Judged]) -> None:
    report = with_forms(account(("totals", text)), TOTALS)
    assert shown(findings("cross.amount-form", report)) == found


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
    (finding,) = findings("cross.amount-form", report)
    assert finding.verdict is Verdict.INCONSISTENT
    assert finding.explanation == "疑似误用了《财政拨款收入支出决算总表》“总计”的数字。"


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
    ("later", "found"),
    [
        ("5.00", [("consistent", "5.00", "5.00")]),
        ("5.01", [("consistent", "5.01", "5.00")]),
        ("6.00", [("inconsistent", "6.00", "5.00")]),
    ],
)
def test_an_amount_said_in_two_places(later: str, found: list[Judged]) -> None:
    report = account(
        ("three-public", "公务接待费支出5.00万元，比上年减少1.00万元。"),
        ("three-public", f"公务接待费支出决算为{later}万元。"),
    )
    assert shown(findings("cross.repeated-amount", report)) == found
    cells = form("three-public", "预算数|5.00|0|0|0|0|5.00", "决算数|5.00|0|0|0|0|5.00")
    assert not findings("cross.repeated-amount", with_forms(report, cells)), "the form decides"


@pytest.mark.parametrize(
    ("later", "verdict"), [("1.20", "consistent"), ("1.21", "consistent"), ("1.02", "inconsistent")]
)
def test_an_amount_said_again_at_once(later: str, verdict: str) -> None:
    text = f"国内公务接待支出1.20万元。国内公务接待12批次，130人次，共计支出{later}万元。"
    ((found, stated, right),) = judged("cross.said-again", text, topic="three-public")
    assert (found, stated, right) == (verdict, later, "1.20")


@pytest.mark.parametrize(
    ("budget", "fund", "verdict"),
    [
        ("200.00", "50.00", "consistent"),
        # rounding may make 0.015 of three figures
        ("200.00", "50.01", "undetermined"),
        ("200.00", "50.03", "inconsistent"),
        # what is left may have been spent from other money
        ("200.00", "40.00", "undetermined"),
    ],
)
def test_the_budgets_within_the_years_expenditure(budget: str, fund: str, verdict: str) -> None:
    report = account(
        ("expenditure", "本年支出合计250.00万元，其中：基本支出100.00万元，项目支出150.00万元。"),
        ("general-budget", f"一般公共预算财政拨款支出{budget}万元。"),
        ("fund", f"政府性基金预算财政拨款支出{fund}万元。"),
    )
    (finding,) = findings("cross.funds-within-expenditure", report)
    assert finding.verdict.value == verdict


@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        ("300.00", "consistent"),
        ("299.99", "consistent"),
        ("299.98", "inconsistent"),
        ("320.00", "consistent"),
    ],
)
def test_a_total_covers_its_year(total: str, verdict: str) -> None:
    report = account(
        ("totals", f"2024年度收入总计{total}万元。"),
        ("income", "本年收入合计300.00万元，其中：财政拨款收入300.00万元。"),
    )
    (finding,) = findings("cross.total-covers-year", report)
    assert finding.verdict.value == verdict
    assert not findings("cross.total-covers-year", with_forms(report, TOTALS)), "the form decides"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本部门无项目支出，未开展评价。", [("inconsistent", "无", "150.00")]),
        ("2024年度无公务用车购置费支出。", []),
        ("本部门无项目支出结转。", []),
        ("本部门无政府采购支出。", []),
    ],
)
def test_what_is_denied(text: str, found: list[Judged]) -> None:
    report = account(
        ("expenditure", "本年支出合计250.00万元，其中：基本支出100.00万元，项目支出150.00万元。"),
        ("procurement", "政府采购支出总额0万元。"),
        ("performance", text),
    )
    assert shown(findings("cross.absence", report)) == found

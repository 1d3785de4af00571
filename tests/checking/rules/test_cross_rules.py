"""Rules between sentences of the narrative."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged, shown, with_forms
from ..form_making import form

TOTALS = form("income-expenditure", "收本年收入合计|300.00", "收总计|320.00")


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
    ("first", "later", "found"),
    [
        ("全县“三公”经费支出", "县直“三公”经费支出", 0),
        ("某市“三公”经费支出", "某市示例局的“三公”经费支出", 0),
        ("某市样本委“三公”经费支出", "某市示例局“三公”经费支出", 0),
        ("某市示例局“三公”经费支出", "2024年度“三公”经费支出", 1),
        ("某市示例局“三公”经费支出", "示例局2024年度“三公”经费支出", 1),
        ("全县“三公”经费支出", "全县“三公”经费支出", 1),
        ("青山区“三公”经费支出", "绿水市“三公”经费支出", 0),
        ("青山区“三公”经费支出", "某市青山区“三公”经费支出", 1),
        # What an amount holds in brackets is not what another holds: 预算40.00万元（含甲公务接待费9.00万元）
        ("预算40.00万元（含示例队“三公”经费", "支出30.00万元（含示例队“三公”经费", 0),
    ],
)
def test_amounts_of_two_bodies(first: str, later: str, found: int) -> None:
    report = account(("three-public", [f"{first}9.00万元。", f"{later}5.00万元。"]))
    assert len(findings("cross.repeated-amount", report)) == found


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


def test_a_treasurys_expenditure_is_of_one_budget_with_its_transfers() -> None:
    report = account(
        ("expenditure", "本年支出合计250.00万元，其中上解上级支出50.00万元。"),
        ("general-budget", "一般公共预算财政拨款支出200.00万元。"),
        ("fund", "政府性基金预算财政拨款支出90.00万元。"),
    )
    assert not findings("cross.funds-within-expenditure", report)


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
    ("appropriations", "verdict"),
    [("300.00", "consistent"), ("300.01", "consistent"), ("308.00", "inconsistent")],
)
def test_a_total_covers_its_appropriations(appropriations: str, verdict: str) -> None:
    report = account(
        ("totals", "2024年度收入总计300.00万元，支出总计300.00万元。"),
        ("appropriation", f"2024年度财政拨款收、支总计{appropriations}万元。"),
    )
    (finding,) = findings("cross.total-covers-year", report)
    assert finding.verdict == verdict
    if verdict == "inconsistent":
        assert finding.message == "收入总计300.00万元小于财政拨款收、支总计308.00万元"


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


def test_what_a_heading_names_is_denied_by_the_sentence_below_it() -> None:
    report = account(
        ("income", "本年收入合计250.00万元，其中：政府性基金预算财政拨款收入20.00万元。"),
        ("procurement", "政府采购支出总额20.00万元。"),
        ("fund", "2024年度无该项支出。"),
        ("three-public", "2024年度无该项支出。"),
    )
    assert findings("cross.absence", report) == []
    spent = account(
        ("three-public", "2024年度“三公”经费支出决算3.00万元，比2023年度增加1.00万元。"),
        ("three-public", "2024年度无该项支出。"),
    )
    assert shown(findings("cross.absence", spent)) == [("inconsistent", "无", "3.00")]


def test_the_largest_of_several_is_a_part() -> None:
    report = account(
        ("three-public", ("“三公”经费支出9.00万元。", "“三公”经费最大的支出是6.50万元的车辆运行费。"))
    )
    assert all(f.verdict.value == "consistent" for f in findings("cross.repeated-amount", report))


@pytest.mark.parametrize(
    "paragraphs",
    [
        # 财政拨款支出 of all budgets beside that of the general public budget
        ("财政拨款支出90.00万元。", "一般公共预算财政拨款支出80.00万元。"),
        # each category has its own
        (
            "一般公共预算财政拨款支出80.00万元。教育支出50.00万元，其中：基本支出30.00万元，项目支出20.00万元。"
            "住房保障支出30.00万元，其中：基本支出30.00万元，项目支出0万元。",
        ),
    ],
)
def test_amounts_of_another_scope(paragraphs: tuple[str, ...]) -> None:
    report = account(("general-budget", paragraphs))
    assert all(f.verdict.value == "consistent" for f in findings("cross.repeated-amount", report))


@pytest.mark.parametrize(
    ("own", "whole", "wrong"),
    [
        ("总收入100.00万元，其中本年收入100.00万元。", "收入总计120.00万元，其中：上年结转20.00万元。", 0),
        ("总收入100.00万元，其中本年收入100.00万元。", "收入总计120.01万元，其中：上年结转20.00万元。", 0),
        ("总收入100.00万元，其中本年收入100.00万元。", "收入总计130.00万元，其中：上年结转20.00万元。", 1),
        ("收入总计120.00万元。", "本年总收入100.00万元，年初结转结余20.00万元。", 0),
    ],
)
def test_what_was_carried_over_may_stand_between_names_of_a_total(own: str, whole: str, wrong: int) -> None:
    report = account(("totals", [own, whole]))
    verdicts = [f.verdict.value for f in findings("cross.repeated-amount", report)]
    assert verdicts.count("inconsistent") == wrong


def test_appropriations_are_the_same_in_the_parts_of_one_section() -> None:
    report = account(
        ("general-budget", "财政拨款支出90.00万元，占本年支出合计的90%。"),
        ("general-budget-items", "财政拨款支出年初预算数为60.00万元，支出决算数为80.00万元。"),
    )
    assert shown(findings("cross.repeated-amount", report)) == [("inconsistent", "80.00", "90.00")]


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("其中镇本级“三公”经费4.00万元。", []),
        ("镇本级“三公”经费5.00万元。", [("consistent", "5.00", "5.00")]),
        ("政府性基金预算安排的支出1.00万元，其中“三公”经费1.00万元。", []),
        ("全年“三公”经费4.00万元。", [("inconsistent", "4.00", "5.00")]),
    ],
)
def test_an_amount_of_one_level_or_fund_is_another(later: str, found: list[Judged]) -> None:
    report = account(("three-public", ["“三公”经费支出5.00万元，比上年减少1.00万元。", later]))
    assert shown(findings("cross.repeated-amount", report)) == found


def test_the_years_appropriation_is_not_the_total() -> None:
    text = "财政拨款收入总计60.00万元，其中：年初结转和结余5.00万元，本年财政拨款收入55.00万元。"
    assert not findings("cross.repeated-amount", account(("appropriation", text)))

"""What the narrative says of carry-overs, coded items, funds, completions and shares, against the forms."""

from __future__ import annotations

import pytest

from ..recognising.narrative.narrative_making import account
from .claim_making import Judged, findings, shown, with_forms
from .form_making import form

TOTALS = form(
    "income-expenditure",
    "收一、一般公共预算财政拨款收入|250.00",
    "收二、政府性基金预算财政拨款收入|",
    "收本年收入合计|300.00",
    "收年初结转和结余|20.00",
    "收总计|320.00",
    "支本年支出合计|290.00",
    "支年末结转和结余|30.00",
    "支总计|320.00",
)
ITEMS = form(
    "general-budget",
    "合计|30.00|22.00|8.00",
    "205 教育支出|30.00|22.00|8.00",
    "20502 普通教育|30.00|22.00|8.00",
    "2050202 小学教育|20.00|15.00|5.00",
    "2050203 初中教育|10.00|7.00|3.00",
)
FUND = form(
    "fund",
    "合计|2.00|9.00|10.00|0|10.00|1.00",
    "22960 彩票公益金安排的支出|2.00|9.00|10.00|0|10.00|1.00",
    "2296002 用于社会福利的彩票公益金支出|2.00|9.00|10.00|0|10.00|1.00",
)
EXPENSES = form(
    "three-public",
    "预算数|10.00|0|6.00|0|6.00|4.00",
    "决算数|7.00|0|4.00|0|4.00|3.00",
)


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        ("totals", "年初结转和结余20.00万元，", [("consistent", "20.00", "20.00")]),
        ("totals", "年末结转和结余39.00万元，", [("inconsistent", "39.00", "30.00")]),
        ("totals", "年末财政拨款结转和结余3.00万元，", []),
        ("fund", "年初结转和结余2.00万元，年末结转和结余4.00万元，",
         [("consistent", "2.00", "2.00"), ("inconsistent", "4.00", "1.00")]),
        ("appropriation", "一般公共预算财政拨款收入205.00万元，", [("inconsistent", "205.00", "250.00")]),
        ("appropriation", "政府性基金预算财政拨款收入0万元，", []),
    ],
)  # fmt: skip
def test_carry_overs_and_appropriations(topic: str, text: str, found: list[Judged]) -> None:
    report = with_forms(
        account((topic, f"2024年度{text}本部门一般公共预算财政拨款支出250.00万元。")), TOTALS, FUND
    )
    assert shown(findings("cross.amount-form", report)) == found


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        ("general-budget-items", "1.小学教育（2050202）20.00万元。", [("consistent", "20.00", "20.00")]),
        ("general-budget-items", "1.小学教育（2050202）26.00万元。", [("inconsistent", "26.00", "20.00")]),
        ("general-budget-items", "1.2050203初中教育10.01万元。", [("consistent", "10.01", "10.00")]),
        (
            "general-budget-items",
            "1.教育支出（类）普通教育（款）小学教育（项）支出20.00万元。其中：基本支出15.00万元，"
            "项目支出6.00万元。",
            [
                ("consistent", "20.00", "20.00"),
                ("consistent", "15.00", "15.00"),
                ("inconsistent", "6.00", "5.00"),
            ],
        ),
        (
            "general-budget",
            "教育支出（类）31.00万元，其中：普通教育（款）30.00万元，小学教育（项）20.00万元；"
            "初中教育（项）9.00万元。",
            [
                ("inconsistent", "31.00", "30.00"),
                ("consistent", "30.00", "30.00"),
                ("consistent", "20.00", "20.00"),
                ("inconsistent", "9.00", "10.00"),
            ],
        ),
        (
            "general-budget",
            "教育支出30.00万元。主要用于：①小学教育20.00万元；②初中教育16.00万元。",
            [("consistent", "20.00", "20.00"), ("inconsistent", "16.00", "10.00")],
        ),
        ("general-budget", "教育支出30.00万元，主要用于：①小学教育20.00万元；②校舍维修16.00万元。",
         [("consistent", "20.00", "20.00")]),
        ("fund", "用于社会福利的彩票公益金支出10.00万元。", [("consistent", "10.00", "10.00")]),
        ("fund", "（一）2296002-用于社会福利10.10万元。", [("inconsistent", "10.10", "10.00")]),
        ("fund", "用于社会福利的彩票公益金支出16.00万元。", [("inconsistent", "16.00", "10.00")]),
    ],
)  # fmt: skip
def test_items_by_code_column_level_and_fund(topic: str, text: str, found: list[Judged]) -> None:
    report = with_forms(account((topic, text)), ITEMS, FUND)
    assert shown(findings("cross.item-form", report)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“三公”经费预算10.00万元，决算7.00万元，完成预算的70%，其中：公务接待费决算3.00万元，"
            "完成预算的75%。",
            "consistent",
        ),
        (
            "“三公”经费预算10.00万元，决算7.00万元，完成预算的70%，其中：公务接待费决算3.00万元，"
            "完成预算的57%。",
            "inconsistent",
        ),
        ("公务接待费支出3.00万元，完成全年预算的57%。", "inconsistent"),
        # the form's budget is no initial budget unless the totals are one
        ("公务接待费支出3.00万元，完成年初预算的57%。", "undetermined"),
    ],
)  # fmt: skip
def test_a_completion_of_a_budget_that_only_the_form_prints(text: str, found: str) -> None:
    report = with_forms(account(("three-public", text)), EXPENSES)
    assert findings("completion.rate", report)[-1].verdict.value == found


@pytest.mark.parametrize(
    ("share", "verdict"), [("83.33%", "consistent"), ("78.13%", "consistent"), ("88.33%", "inconsistent")]
)
def test_a_share_of_a_total_that_only_the_form_prints(share: str, verdict: str) -> None:
    text = f"收入结构：财政拨款收入250.00万元，占总收入的{share}。"
    (found,) = findings("share.rate", with_forms(account(("income", text)), TOTALS))
    assert found.verdict.value == verdict

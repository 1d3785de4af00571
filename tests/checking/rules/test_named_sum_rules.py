"""What a section says without a list of parts adds up all the same."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

RULE = "cross.named-parts"


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.00万元",
            [("consistent", "100.00", "100.00")],
        ),
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.10万元",
            [("inconsistent", "100.00", "100.10")],
        ),
        # 100.01 printed as 100.00, its digits cut off.
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.02万元",
            [("truncated", "100.00", "100.02")],
        ),
        # A list speaks for itself, and what is said with two values or only in part proves nothing.
        ("basic", "基本支出100.00万元，其中：人员经费80.00万元，公用经费25.00万元", []),
        ("basic", "基本支出100.00万元，人员经费80.00万元，公用经费25.00万元，公用经费26.00万元", []),
        ("basic", "基本支出100.00万元，人员经费80.00万元", []),
        (
            "procurement",
            "政府采购支出总额9.00万元，货物支出5.00万元，工程支出0万元，服务支出3.00万元",
            [("inconsistent", "9.00", "8.00")],
        ),
    ],
)
def test_named_parts_add_up(topic: str, text: str, found: list[Judged]) -> None:
    assert judged(RULE, f"{text}。", topic=topic) == found


SPENT = "一般公共预算财政拨款支出150.00万元，其中：基本支出{}万元，项目支出50.00万元。"
BASIC = "一般公共预算财政拨款基本支出100.00万元。"


@pytest.mark.parametrize(
    ("spent", "messages"),
    [
        (SPENT.format("100.00"), []),
        # An amount printed short may be rounded.
        (SPENT.format("100"), []),
        (SPENT.format("101.00"), ["“一般公共预算财政拨款基本支出”100.00万元，前文“基本支出”为101.00万元"]),
        (SPENT.format("101.00") + "教育支出60.00万元，其中：基本支出40.00万元，项目支出20.00万元。", []),
    ],
)
def test_basic_expenditure_is_one_amount_in_both_sections(spent: str, messages: list[str]) -> None:
    report = account(("general-budget", spent), ("basic", BASIC))
    wrong = [f for f in findings("cross.basic-expenditure", report) if f.verdict != "consistent"]
    assert [finding.message for finding in wrong] == messages


def test_basic_expenditure_may_have_lost_its_digits() -> None:
    spent = "一般公共预算财政拨款支出1500060元，其中：基本支出1000060元，项目支出500000元。"
    report = account(("general-budget", spent), ("basic", BASIC))
    assert [f.verdict for f in findings("cross.basic-expenditure", report)] == ["truncated"]

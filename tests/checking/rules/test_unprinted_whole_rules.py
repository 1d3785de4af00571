"""Shares of a whole that the report prints nowhere."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged, shown

RULE = "share.same-whole"
BASIC = "基本支出180.00万元，占一般公共预算支出的90.00%。项目支出20.00万元，占一般公共预算支出的{}%。"
KINDS = "货物类采购{}万元，占政府采购预算的58.80%。服务类采购70.00万元，占政府采购预算的41.20%。"


def test_basic_and_project_expenditure_are_their_whole() -> None:
    assert judged(RULE, BASIC.format("10.00"), topic="general-budget") == [
        ("consistent", "90.00", "90.00"),
        ("consistent", "10.00", "10.00"),
    ]
    assert judged(RULE, BASIC.format("19.00"), topic="general-budget")[1] == (
        "inconsistent",
        "19.00",
        "10.00",
    )


@pytest.mark.parametrize(
    ("goods", "verdict"),
    # 70 ÷ 41.2 % lies between 169.88 and 169.92, of which 58.8 % are 99.88 to 99.93 and what rounding adds
    [("99.90", "consistent"), ("99.92", "consistent"), ("100.90", "inconsistent")],
)
def test_shares_of_one_whole_agree_on_what_it_is(goods: str, verdict: str) -> None:
    assert [found for found, _, _ in judged(RULE, KINDS.format(goods), topic="procurement")] == [verdict]


def test_the_one_that_no_other_agrees_with_is_told() -> None:
    text = "".join(
        f"{name}{amount}万元，占全市资产总额的{share}%。"
        for name, amount, share in (
            ("固定资产", "330.00", "33.00"),
            ("流动资产", "300.00", "31.00"),
            ("在建工程", "240.00", "24.00"),
        )
    )
    (wrong,) = (f for f in findings(RULE, account(("assets", text))) if f.verdict == "inconsistent")
    assert wrong.message == (
        "流动资产占全市资产总额的比重：报告写31.00%；“固定资产”330.00万元占其33.00%，按此推算应为30.00%"
    )


def test_shares_of_several_wholes_at_once_are_left_alone() -> None:
    text = "".join(
        f"{name}{amount}万元，占全市支出和收入的比重分别为{share}%；"
        for name, amount, share in (("教育支出", "30.00", "30.00"), ("卫生支出", "20.00", "10.00"))
    )
    assert findings(RULE, account(("expenditure", text))) == []


def test_a_whole_that_is_printed_is_none_of_its_business() -> None:
    text = "一般公共预算支出200.00万元。" + BASIC.format("19.00")
    assert findings(RULE, account(("general-budget", text))) == []


EVALUATED = "对一般公共预算项目支出开展绩效自评，涉及资金{}万元，占一般公共预算项目支出总额的100%。"


@pytest.mark.parametrize(
    ("amount", "found"),
    # 250.00 less 180.00; 100 % may be anything from 99.5 %
    [
        ("70.00", [("consistent", "100", "100.00")]),
        ("69.66", [("consistent", "100", "99.51")]),
        ("69.50", [("inconsistent", "100", "99.29")]),
    ],
)
def test_projects_are_what_basic_expenditure_leaves(amount: str, found: list[Judged]) -> None:
    report = account(
        ("general-budget", "2024年度一般公共预算财政拨款支出250.00万元。"),
        ("basic", "2024年度一般公共预算财政拨款基本支出180.00万元。"),
        ("performance", EVALUATED.format(amount)),
    )
    assert shown(findings("share.project-whole", report)) == found


def test_projects_of_a_budget_whose_basic_expenditure_is_said_with_two_values_are_left_alone() -> None:
    report = account(
        ("general-budget", "2024年度一般公共预算财政拨款支出250.00万元。"),
        ("basic", "一般公共预算财政拨款基本支出180.00万元。一般公共预算财政拨款基本支出181.00万元。"),
        ("performance", EVALUATED.format("60.00")),
    )
    assert findings("share.project-whole", report) == []

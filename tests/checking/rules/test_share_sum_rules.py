"""Shares that a sentence prints without their amounts, and what they are together."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, judged

RULE = "share.together"
BEFORE = "2024年度收入、支出总计均为300.00万元。"


@pytest.mark.parametrize(
    ("topic", "text", "total"),
    [
        ("expenditure", "本年支出中，基本支出占64.29%，项目支出占{}%。", ("35.71", "38.71")),
        # 33.33 and twice 33.34 are thirds, rounded
        ("income", "财政拨款收入占比{}%、事业收入占比33.34%、其他收入占比33.34%。", ("33.33", "33.35")),
        ("income", "本年收入构成：财政拨款收入占{}%，其他收入占6.67%。", ("93.33", "95.33")),
        (
            "general-budget",
            "主要用于以下方面：教育支出占{}%，社会保障和就业支出占20%，住房保障支出占30%。",
            ("50", "60"),
        ),
        ("procurement", "货物支出占{}%，工程支出占10%，服务支出占30%。", ("60", "70")),
        (
            "expenditure",
            "基本支出占{}%，其中人员经费占50%，公用经费占14.29%，项目支出占35.71%。",
            ("64.29", "74.29"),
        ),
    ],
)
def test_kinds_of_one_whole_are_no_more_than_all_of_it(topic: str, text: str, total: tuple[str, str]) -> None:
    right, wrong = (judged(RULE, BEFORE, text.format(value), topic=topic) for value in total)
    assert {verdict for verdict, _, _ in right} == {"consistent"}
    assert "inconsistent" in {verdict for verdict, _, _ in wrong}


@pytest.mark.parametrize(
    "text",
    [
        # one is a kind of the other
        "财政拨款收入占98%，一般公共预算财政拨款收入占97%。",
        # of different wholes
        "基本支出占本年支出的64%，项目支出占全市项目支出的90%。",
        # with their amounts: each is held against its own
        "基本支出180.00万元，占80%，项目支出100.00万元，占40%。",
        "基本支出占64.29%。",
    ],
)
def test_other_shares_are_left_alone(text: str) -> None:
    assert [
        found for found in judged(RULE, BEFORE, text, topic="expenditure") if found[0] != "consistent"
    ] == []


def test_what_a_reader_is_told() -> None:
    made = account(
        ("expenditure", "本年支出合计280.00万元。本年支出中，基本支出占67.29%，项目支出占35.71%。")
    )
    assert [str(found.message) for found in findings(RULE, made)] == [
        "同一总体的各项比重67.29%、35.71%相加为103.00%，超过100%"
    ]

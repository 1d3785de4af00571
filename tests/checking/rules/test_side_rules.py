"""Rules on the two sides of an account."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

OTHER = ("totals", "2024年度收入总计250.00万元，支出总计250.00万元。")


def stated(topic: str, text: str) -> list[str | None]:
    return [f.stated for f in findings("wording.wrong-side", account(OTHER, (topic, text)))]


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        ("income", "本年收入合计250.00万元，其中：财政拨款收入200.00万元；事业收入50.00万元。", []),
        (
            "income",
            "本年支出合计250.00万元，其中：财政拨款收入200.00万元；事业收入50.00万元。",
            ["本年支出合计"],
        ),
        ("income", "本年收入合计250.00万元，其中：财政拨款收入200.00万元；事业支出50.00万元。", ["事业支出"]),
        ("income", "本年收入合计250.00万元，其中：财政拨款支出 250.00万元，占100%。", ["财政拨款支出"]),
        ("expenditure", "本年支出合计250.00万元，其中：基本支出200.00万元；项目支出50.00万元。", []),
        (
            "expenditure",
            "本年支出合计250.00万元，其中：基本收入200.00万元；项目支出50.00万元。",
            ["基本收入"],
        ),
        (
            "expenditure",
            "本年收入合计250.00万元，其中：基本支出200.00万元；项目支出50.00万元。",
            ["本年收入合计"],
        ),
        ("income", "2024年度本年支出合计250.00万元，其中：事业收入250.00万元。", ["本年支出合计"]),
        ("totals", "本年收入、收入总计分别为240.00万元、250.00万元。", []),
        # both sides are told, or only what is carried over
        ("income", "本年收入合计250.00万元，本年支出合计250.00万元。", []),
        ("expenditure", "本年收入合计250.00万元，本年支出合计250.00万元。", []),
        ("income", "财政拨款收入250.00万元，全部用于财政拨款支出250.00万元。", []),
        ("income", "本年支出合计250.00万元。", []),
        ("totals", "2024年度支出、支出总计均为250.00万元。", ["支出、支出总计"]),
        ("totals", "2024年度收入总计、收入总计均为250.00万元。", ["收入总计、收入总计"]),
        ("totals", "2024年度收入、支出总计均为250.00万元。", []),
        ("appropriation", "2024年度财政拨款收入、支出总计均为250.00万元。", []),
        # what is never income
        ("basic", "2024年度财政拨款基本收入250.00万元，其中：人员经费200.00万元。", ["财政拨款基本收入"]),
        ("basic", "2024年度财政拨款基本支出250.00万元，较基本收入预算增加。", []),
        ("operating", "2024年度机关运行经费收入50.00万元，比上年增加1.00万元。", ["机关运行经费收入"]),
        ("operating", "2024年度机关运行经费支出50.00万元，比上年增加1.00万元。", []),
        (
            "general-budget-items",
            "1.行政运行（项）。年初预算50.00万元，收入决算60.00万元，完成年初预算的120%。",
            ["预算50.00万元，收入决算"],
        ),
        ("general-budget-items", "1.行政运行（项）。年初预算50.00万元，支出决算60.00万元。", []),
        ("fund", "政府性基金预算财政拨款收入年初预算50.00万元，收入决算60.00万元。", []),
    ],
)
def test_a_name_on_the_wrong_side(topic: str, text: str, found: list[str]) -> None:
    assert stated(topic, text) == found

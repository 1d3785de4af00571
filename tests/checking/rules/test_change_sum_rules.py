"""The changes of the three public expenses add up as their amounts do."""

from __future__ import annotations

import pytest

from ..claim_making import Judged, judged

RULE = "change.parts"
TOTAL = "“三公”经费支出9.00万元，比上年{total}万元。"
PARTS = (
    "其中：因公出国（境）费2.00万元，比上年增加0.50万元；",
    "公务用车购置及运行维护费6.00万元，比上年减少1.30万元；公务接待费1.00万元，比上年减少0.20万元。",
)


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("减少1.00", [("consistent", "1.00", "1.00")]),
        # Each may be the difference of two rounded amounts, off by a last digit.
        ("减少1.04", [("consistent", "1.04", "1.00")]),
        ("减少1.06", [("inconsistent", "1.06", "1.00")]),
        ("减少1.20", [("inconsistent", "1.20", "1.00")]),
        # The parts shrink together.
        ("增加1.00", [("inconsistent", "1.00", "-1.00")]),
    ],
)
def test_the_total_changed_by_what_its_parts_did(total: str, found: list[Judged]) -> None:
    assert judged(RULE, TOTAL.format(total=total) + "".join(PARTS), topic="three-public") == found


def test_vehicles_are_bought_and_run() -> None:
    text = (
        "公务用车购置及运行维护费6.00万元，较年初预算减少3.00万元，其中：公务用车购置费2.00万元，较年初预算"
        "减少1.00万元；公务用车运行维护费4.00万元，较年初预算减少1.00万元。"
    )
    assert judged(RULE, text, topic="three-public") == [("inconsistent", "3.00", "2.00")]


@pytest.mark.parametrize(
    "texts",
    [
        # One part is not told, or told twice, or measured from something else.
        ("“三公”经费支出9.00万元，比上年减少5.00万元。", PARTS[1]),
        (TOTAL.format(total="减少5.00") + "".join(PARTS), "公务接待费1.00万元，比上年减少0.30万元。"),
        ("“三公”经费支出9.00万元，较年初预算减少5.00万元。" + "".join(PARTS),),
    ],
)
def test_what_is_not_known_is_not_added(texts: tuple[str, ...]) -> None:
    assert judged(RULE, *texts, topic="three-public") == []


UNSPENT = (
    "“三公”经费支出7.00万元，较年初预算{total}万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费6.00万元，"
    "较年初预算减少1.30万元；公务接待费1.00万元，较年初预算减少0.20万元。"
)


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("减少1.50", []),
        # 因公出国 may have been planned.
        ("减少4.50", []),
        ("减少1.49", []),
        ("减少1.30", [("inconsistent", "1.30", "1.50")]),
        ("增加1.50", [("inconsistent", "1.50", "-1.50")]),
    ],
)
def test_what_nothing_was_spent_on_did_not_grow(total: str, found: list[Judged]) -> None:
    assert judged(RULE, UNSPENT.format(total=total), topic="three-public") == found


LEVEL = (
    "“三公”经费支出7.00万元，比上年减少{total}万元，其中：{overseas}；公务用车购置及运行维护费6.00万元，比上年减少"
    "1.30万元；公务接待费1.00万元，比上年增加0.20万元。"
)


@pytest.mark.parametrize(
    ("total", "overseas", "found"),
    [
        ("1.10", "因公出国（境）费支出与上年持平", [("consistent", "1.10", "1.10")]),
        ("1.30", "因公出国（境）费支出与2023年持平", [("inconsistent", "1.30", "1.10")]),
        # Rounding may hide a last digit in each of the two years that are called level.
        ("1.13", "因公出国（境）费支出与上年持平", [("consistent", "1.13", "1.10")]),
        # What is nearly level, level with another year, or no amount, leaves it open.
        ("1.30", "因公出国（境）费支出与上年基本持平", []),
        ("1.30", "因公出国（境）费支出与2021年持平", []),
        ("1.30", "因公出国（境）团组与上年持平", []),
        ("1.30", "因公出国（境）费预算与上年持平", []),
    ],
)
def test_what_is_level_with_last_year_adds_nothing(total: str, overseas: str, found: list[Judged]) -> None:
    assert judged(RULE, LEVEL.format(total=total, overseas=overseas), topic="three-public") == found

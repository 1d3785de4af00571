"""Numbers of headings and items."""

from __future__ import annotations

import pytest

from final_accounts.recognising.recogniser import recognise

from ...recognising.narrative.narrative_making import document
from ..claim_making import findings

TITLES = (
    "收入支出决算总体情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况说明",
)
TEXT = "2024年度收入、支出总计均为300.00万元。"


def stated(*lines: str) -> list[tuple[str | None, str | None]]:
    report = recognise(document("某某县档案局2024年度部门决算", "第二部分 2024年度部门决算情况说明", *lines))
    return [(f.stated, f.recomputed) for f in findings("numbering.heading", report)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ("一二三四五", []),
        ("一二二四五", [("二、", "三、")]),
        ("一二七四五", [("七、", "三、")]),
        ("二二三四五", [("二、", "一、")]),
        ("一二三四四", [("四、", "五、")]),
        # something may be missing, or more is numbered in another way
        ("一二三四六", []),
        ("一二四五六", []),
        ("五六七八九", []),
        ("一三三四四", []),
    ],
)
def test_the_one_number_that_does_not_fit(numbers: str, found: list[tuple[str, str]]) -> None:
    lines = [
        line for number, title in zip(numbers, TITLES, strict=True) for line in (f"{number}、{title}", TEXT)
    ]
    assert stated(*lines) == found


ITEMS = [f"{n}.教育支出（类）普通教育（款）第{n}项教育（项）：支出决算为10.00万元。" for n in range(1, 13)]


def test_items_under_one_heading() -> None:
    heading = f"一、{TITLES[4]}"
    assert stated(heading, *ITEMS) == []
    assert stated(heading, *ITEMS[:9], "9" + ITEMS[9][2:], *ITEMS[10:]) == [("9.", "10.")]
    # a list of its own under each heading
    assert stated(heading, *ITEMS[:3], f"二、{TITLES[1]}", *ITEMS[:4]) == []
    # 2、 stands for 二、 where numbers were made by the word processor
    assert stated(heading, *ITEMS[:5], f"2、{TITLES[1]}", TEXT) == []


def test_bracketed_numbers_beyond_ten() -> None:
    lines = [
        f"（{number}）{TITLES[0]}" for number in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
    ]
    assert stated(f"一、{TITLES[1]}", TEXT, *lines, f"（十一）{TITLES[1]}", f"（十二）{TITLES[2]}") == []
    wrong = [*lines, f"（十）{TITLES[1]}", f"（十二）{TITLES[2]}"]
    assert stated(f"一、{TITLES[1]}", TEXT, *wrong) == [("（十）", "（十一）")]


def test_amounts_that_begin_a_line_are_no_headings() -> None:
    assert not stated(TEXT, "1. 83", "2. 40", "2. 83", "4. 19", "5. 20")

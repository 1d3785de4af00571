"""Bold printed several times over is undone; numbers that repeat by right are not."""

from __future__ import annotations

import pytest

from final_accounts.reading.overprint import undo_overprint


def overprinted(text: str, times: int, size: int = 12) -> str:
    """A line as such PDFs yield it: each piece of at most `size` characters, `times` over."""
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return "".join(piece * times for piece in pieces)


TITLES = [
    "收入支出决算总体情况",
    "一般公共预算财政拨款支出",
    "机关运行经费支出情况",
    "国有资产占有使用情况",
    "财政拨款收入决算情况",
]


@pytest.mark.parametrize("times", [2, 3, 4])
def test_titles_printed_over_and_over(times: int) -> None:
    assert undo_overprint([overprinted(title, times) for title in TITLES]) == TITLES


@pytest.mark.parametrize("times", [2, 3, 4])
def test_each_character_printed_over_and_over(times: int) -> None:
    titles = [*TITLES, "一、2020年度收入支出决算总体情况说明"]
    assert undo_overprint([overprinted(title, times, size=1) for title in titles]) == titles


def test_pieces_of_numbers_brackets_and_signs() -> None:
    titles = [overprinted(title, 4) for title in TITLES]
    lines = [
        "（（（（一一一一））））主要职能主要职能主要职能主要职能。。。。",
        overprinted("第二部分", 4) + " 2020202020202020 " + overprinted("年度部门决算情况", 4),
        "整预算数的整预算数的整预算数的整预算数的 99.9599.9599.9599.95%%%%。。。。其中其中其中其中：：：：",
        "用于以下方面:社会保障社会保障社会保障社会保障支出 0.16 万元，占 0.01%",
    ]
    assert undo_overprint([*titles, *lines])[len(titles) :] == [
        "（一）主要职能。",
        "第二部分 2020 年度部门决算情况",
        "整预算数的 99.95%。其中：",
        "用于以下方面:社会保障支出 0.16 万元，占 0.01%",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "收入总计1111.05万元",
        "合计 2,000,000",
        "1,111.11",
        "3333.33%",
        "项目0.000000元",
        "电话22222222",
        "合计\t0.00\t0.00\t0.00\t0.00\t",
        "0.00 0.00 0.00 0.00 0.00",
    ],
)
def test_numbers_that_repeat_are_left_alone(line: str) -> None:
    titles = [overprinted(title, 4) for title in TITLES]
    assert undo_overprint([*titles, line])[-1] == line


def test_a_text_without_overprint_is_unchanged() -> None:
    lines = ["研究研究", "全部全部纳入", "收入总计1111.05万元", "各项各项各项各项工作", *TITLES]
    assert undo_overprint(lines) == lines


def test_few_repeated_phrases_are_an_accident_of_wording() -> None:
    lines = [overprinted(title, 2) for title in TITLES[:3]]
    assert undo_overprint(lines) == lines

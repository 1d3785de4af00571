"""Tables over several pages: rows in one, those that a page break cut made whole."""

from __future__ import annotations

import pytest

from final_accounts.documents import Block, Cell, Paragraph, Table
from final_accounts.places import Place
from final_accounts.recognising.torn_tables import over_pages

HEAD = ["指标", "分值", "得分"]


def table(index: int, page: int | None, *rows: list[str], loose: bool = False) -> Table:
    cells = tuple(
        tuple(
            Cell(text, Place(page=page, table=index, row=at, column=column))
            for column, text in enumerate(row)
        )
        for at, row in enumerate(rows)
    )
    return Table(index, cells, Place(page=page, table=index), loose=loose)


def texts(*blocks: Block) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in over_pages(blocks)
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("first", "rows"),
    [
        (["质量指标", "10", "9"], [HEAD, ["数量", "20", "20"], ["质量指标", "10", "9"]]),
        (["", "（件）", ""], [HEAD, ["数量", "20（件）", "20"]]),
        (["（20分）", "", ""], [HEAD, ["数量（20分）", "20", "20"]]),
        (["项目名称", "样本项目", ""], [HEAD, ["数量", "20", "20"], ["项目名称", "样本项目", ""]]),
        (["", "5", ""], [HEAD, ["数量", "20", "20"], ["", "5", ""]]),
    ],
)
def test_the_next_page_goes_on(first: list[str], rows: list[list[str]]) -> None:
    last = ["总分", "100", "95"]
    upper, lower = table(0, 3, HEAD, ["数量", "20", "20"]), table(1, 4, first, last)
    assert texts(upper, lower) == [[*rows, last]]


def test_three_pages_are_one_table_and_places_stay() -> None:
    parts = [table(index, index + 1, ["甲", str(index), "1"]) for index in range(3)]
    (whole,) = over_pages(parts)
    assert isinstance(whole, Table)
    assert [row[0].place.page for row in whole.rows] == [1, 2, 3]
    assert whole.place == parts[0].place


@pytest.mark.parametrize(
    "lower",
    [
        table(1, 5, ["甲", "1", "1"]),
        table(1, 4, ["甲", "1"]),
        table(1, None, ["甲", "1", "1"]),
        table(1, 4, ["甲", "1", "1"], loose=True),
    ],
)
def test_other_tables_stay_apart(lower: Table) -> None:
    assert len(texts(table(0, 3, HEAD), lower)) == 2


def test_a_paragraph_between_parts_tables() -> None:
    upper, lower = table(0, 3, HEAD), table(1, 4, ["甲", "1", "1"])
    between = Paragraph(0, "附件2")
    assert list(over_pages([upper, between, lower])) == [upper, between, lower]

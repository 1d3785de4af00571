"""Head rows of forms."""

from __future__ import annotations

import pytest

from final_accounts.documents import Cell
from final_accounts.places import Place
from final_accounts.recognising.forms.header import LINE_COLUMN, Row, is_number_row, kind_of_name, read_header


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("栏次", "", "1", "2"), True),
        (("1", "2", "3", "4", "5", "6"), True),
        (("3", "4"), True),
        (("1", "2", "3", "4", "护费5", "6", "7"), True),
        (("1", "）费2", "3", "置费4", "护费5", "6", "7"), True),
        (("1", "2", "3", "护费5", "6", "7"), False),
        (("5", "6", "7", "8", "护费9"), False),
        (("合计1", "费2", "3", "4"), False),
        (("合计", "1", "2", "3", "4"), False),
        (("2010101", "1", "2", "3", "4"), False),
        (("1.00", "2.00"), False),
        (("1", "2", "3", "4", "5", "", "718", "", "", "10", "1112"), True),
        (("1", "2", "3", "4", "5", "7.18"), False),
        (("1", "2", "3", "5", "718"), False),
    ],
)
def test_a_row_that_counts_columns(texts: tuple[str, ...], numbers: bool) -> None:
    assert is_number_row(tuple(Cell(text, Place()) for text in texts)) is numbers


@pytest.mark.parametrize("name", ["行次", "行 号", "行"])
def test_the_column_of_line_numbers(name: str) -> None:
    """A scan may lose the second line of the name in so narrow a column."""
    assert kind_of_name(name) == LINE_COLUMN
    assert kind_of_name("行政运行") != LINE_COLUMN


def row(*cells: str | tuple[str, int]) -> Row:
    """Cells of a row; a merged one is told with its width, and blanks stand behind it."""
    told = [(cell, 1) if isinstance(cell, str) else cell for cell in cells]
    return tuple(
        Cell(text if at == 0 else "", Place(), 1, width if at == 0 else 1)
        for text, width in told
        for at in range(width)
    )


def test_names_over_columns_in_which_nothing_stands() -> None:
    head = row(("项目", 2), ("本年支出合计", 2), "基本支出"), row("科目代码", ("科目名称", 2), "", "")
    body = row("", ("合计", 2), "79.10", "58.50"), row("208", ("社会保障和就业支出", 2), "58.10", "38.50")
    columns = read_header([*head, *body]).columns
    assert [(column.name, column.kind) for column in columns] == [
        ("科目代码", "code"),
        ("科目名称", "name"),
        ("", "ignored"),
        ("本年支出合计", "value"),
        ("基本支出", "value"),
    ]


def test_a_name_over_several_columns_of_amounts_stays() -> None:
    head = row("科目名称", ("本年支出", 2))
    columns = read_header([head, row("合计", "79.10", "58.50")]).columns
    assert [column.name for column in columns] == ["科目名称", "本年支出", ""]

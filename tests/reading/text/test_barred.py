"""Tables whose cells stand between bars: heads as wikis mark them, cells that go on in the next line."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.documents import Source, Table
from final_accounts.reading.text.reader import read_text


def table_of(folder: Path, text: str) -> Table:
    path = folder / "made.txt"
    path.write_text(text, encoding="utf-8")
    (table,) = read_text(Source(path.name, "txt", "0" * 64, None, path)).tables
    return table


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    "head",
    ["|| 科目 || 合计 ||", "^ 科目 ^ 合计 ^", "| 科目 | 合计 |\n|------+------|"],
)
def test_a_head_may_be_marked(tmp_path: Path, head: str) -> None:
    assert cells(table_of(tmp_path, f"{head}\n| 208 | 1.00 |\n| 210 | 2.00 |\n")) == [
        ["科目", "合计"],
        ["208", "1.00"],
        ["210", "2.00"],
    ]


def test_rows_without_a_bar_at_their_end(tmp_path: Path) -> None:
    made = table_of(tmp_path, "|=科目 |=合计 |=基本\n|208 |1.00 |\n|210 |2.00 |2.00\n")
    assert cells(made) == [["科目", "合计", "基本"], ["208", "1.00", ""], ["210", "2.00", "2.00"]]


def test_blank_cells_of_a_row_are_no_double_bars(tmp_path: Path) -> None:
    assert cells(table_of(tmp_path, "|科目|合计|基本|\n||3.00||\n|208|1.00|1.00|\n"))[1:] == [
        ["", "3.00", ""],
        ["208", "1.00", "1.00"],
    ]


def test_a_cell_broken_over_lines_goes_on(tmp_path: Path) -> None:
    made = table_of(
        tmp_path, "| 科目 | 合计 | 基本 |\n| 208 | 137,500,26\n\n5.00 | 7.00 |\n| 210 | 1.00 | 1.00 |\n"
    )
    assert cells(made)[1:] == [["208", "137,500,265.00", "7.00"], ["210", "1.00", "1.00"]]


def test_the_rest_of_a_number_joins_it(tmp_path: Path) -> None:
    made = table_of(tmp_path, "| 208 | 137,500,26 |\n|  | 5.00 |\n| 210 | 1.00 |\n|  | 2.00 |\n")
    assert cells(made) == [["208", "137,500,265.00"], ["210", "1.00"], ["", "2.00"]]


def test_words_that_had_no_room_join_those_above(tmp_path: Path) -> None:
    made = table_of(
        tmp_path,
        "|科目代码   |科目名称   |合计       |\n"
        "|208        |社会保障和 |1,337.71   |\n"
        "|           |就业支出   |           |\n"
        "|210        |卫生健康   |443.81     |\n"
        "|           |其他       |           |\n",
    )
    assert cells(made)[1:] == [
        ["208", "社会保障和就业支出", "1,337.71"],
        ["210", "卫生健康", "443.81"],
        ["", "其他", ""],
    ]


def test_rows_padded_to_as_many_letters_are_not_wrapped(tmp_path: Path) -> None:
    text = "|栏次    |1 |\n|合计    |  |\n|科目名称|  |\n"
    assert len(table_of(tmp_path, text).rows) == 3

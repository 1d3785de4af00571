"""Amounts put into columns by runs: the fewest that meet every sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from final_accounts.figures import Figure
from final_accounts.recognising.forms.filling import Lane, arrangements
from final_accounts.recognising.forms.sums import CellSum, may_hold


def figures(texts: str) -> list[Figure]:
    return [Figure(text, Decimal(text), "万元", 2) for text in texts.split()]


def lanes(height: int, width: int) -> list[Lane]:
    rows = tuple(range(height))
    return [
        Lane(tuple((row, column) for row in rows), rows, 1 if column else None) for column in range(width)
    ]


def sums(height: int, width: int) -> list[CellSum]:
    """In each row the first cell is the sum of the others, in each column the first of those below."""
    across = [
        CellSum((row, 0), tuple(((row, column), 1) for column in range(1, width))) for row in range(height)
    ]
    down = [
        CellSum((0, column), tuple(((row, column), 1) for row in range(1, height))) for column in range(width)
    ]
    return [*across, *down]


def grids(texts: str, height: int, width: int) -> list[list[str]]:
    amounts = figures(texts)
    found = arrangements(lanes(height, width), amounts, sums(height, width))
    return [
        [" ".join(amounts[way[row, column]].text for column in range(width)) for row in range(height)]
        for way in found
    ]


BY_ROWS = [["20.00 12.00 8.00", "10.00 9.00 1.00", "6.00 1.00 5.00", "4.00 2.00 2.00"]]


def test_columns_one_after_another() -> None:
    assert grids("20.00 10.00 6.00 4.00 12.00 9.00 1.00 2.00 8.00 1.00 5.00 2.00", 4, 3) == BY_ROWS


def test_a_first_line_across_and_columns_below_it() -> None:
    assert grids("20.00 12.00 8.00 10.00 6.00 4.00 9.00 1.00 2.00 1.00 5.00 2.00", 4, 3) == BY_ROWS


def test_rows_one_after_another() -> None:
    assert grids("20.00 12.00 8.00 10.00 9.00 1.00 6.00 1.00 5.00 4.00 2.00 2.00", 4, 3) == BY_ROWS


def test_a_column_in_two_runs_with_another_between() -> None:
    assert grids("20.00 12.00 10.00 6.00 4.00 9.00 1.00 2.00 8.00 1.00 5.00 2.00", 4, 3) == BY_ROWS


def test_the_total_may_come_last() -> None:
    assert grids("12.00 9.00 1.00 2.00 8.00 1.00 5.00 2.00 20.00 10.00 6.00 4.00", 4, 3) == BY_ROWS


def test_a_table_that_may_be_turned_is_read_both_ways() -> None:
    found = grids("20.00 10.00 10.00 12.00 9.00 3.00 8.00 1.00 7.00", 3, 3)
    assert sorted(rows[0] for rows in found) == ["20.00 10.00 10.00", "20.00 12.00 8.00"]


def test_nothing_where_a_sum_fails_or_a_cell_is_blank() -> None:
    assert grids("20.00 10.00 6.00 4.00 12.00 9.00 1.00 2.00 8.00 1.00 5.00 3.00", 4, 3) == []
    assert grids("20.00 10.00 6.00 4.00 12.00 9.00 1.00 2.00 8.00 1.00 5.00", 4, 3) == []


def test_ways_that_say_the_same_are_one() -> None:
    """Three noughts in a column may come in one run or in two."""
    texts = "5.00 3.00 2.00 0.00 5.00 3.00 2.00 0.00 0.00 0.00 0.00 0.00"
    assert grids(texts, 4, 3) == [["5.00 5.00 0.00", "3.00 3.00 0.00", "2.00 2.00 0.00", "0.00 0.00 0.00"]]


def test_rounding_is_no_failure_and_a_part_beyond_its_whole_is() -> None:
    one = CellSum((0, 0), (((0, 1), 1), ((0, 2), 1)))

    def holds(texts: Sequence[str]) -> bool:
        return may_hold(one, {(0, at): figure for at, figure in enumerate(figures(" ".join(texts)))})

    assert holds(["10.00", "4.00", "6.01"])
    assert not holds(["10.00", "4.00", "6.02"])
    assert holds(["10.00", "10.01"])
    assert not holds(["10.00", "10.02"])
    assert holds(["10.00", "-3.00"])

"""Whether a stretch of lines is a table at all: what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .counting import counts_columns
from .fragments import Fragment
from .heads import HeadCell
from .pitch import Row

FEWEST_NUMBERS = 6
"""Numbers that the smallest table without rules has."""

FEWEST_HEADED = 4
"""Columns, and amounts in each row, of a table of one or two rows below a head of merged cells."""

FEWEST_NAMED = 3
"""Columns, each with a name, of a form that has no figures."""

SAME_EDGE = 0.4
"""Ems by which the edges of numbers in one column may differ."""


def is_table(
    head: Sequence[HeadCell], rows: Sequence[Row], columns: int, enclosed: bool, in_money: bool = False
) -> bool:
    """Whether numbers below one another, a row that numbers the columns, or rules speak for a table.

    Below a unit of money the names of columns do.
    """
    if columns < 2 or len(head) + len(rows) < 3:
        return False
    if in_money and columns >= FEWEST_NAMED and len(_named(head)) == columns:
        return True
    if counts_columns(rows) and len(head) >= 3:
        return True
    standing = [column for column in _number_columns(rows).values() if _stand_in_line(column)]
    filled = sum(len({item.first for item in row}) >= 2 for row in rows)
    if (enclosed and head and filled >= 1) or _is_headed(head, rows, columns):
        return True
    if filled < 3 or sum(map(len, standing)) < FEWEST_NUMBERS:
        return False
    amounts = [
        column for column in standing if sum(_has_marks(item.text) for item in column) * 2 > len(column)
    ]
    return bool(amounts) and (len(standing) >= 2 or len(amounts[0]) >= FEWEST_NUMBERS)


def _named(head: Sequence[HeadCell]) -> set[int]:
    """The columns that have a name of their own."""
    return {cell.column for cell in head if cell.column_span == 1}


def _is_headed(head: Sequence[HeadCell], rows: Sequence[Row], columns: int) -> bool:
    """Whether a head of merged cells stands over one or two rows of amounts, with a name for each column."""
    if len(rows) > 2 or columns < FEWEST_HEADED or len(_named(head)) < columns:
        return False
    return any(cell.column_span > 1 for cell in head) and all(
        sum(item.fragment.is_number and _has_marks(item.fragment.text) for item in row) >= FEWEST_HEADED
        for row in rows
    )


def _number_columns(rows: Sequence[Row]) -> dict[int, list[Fragment]]:
    columns: dict[int, list[Fragment]] = {}
    for row in rows:
        for item in row:
            if item.fragment.is_number:
                columns.setdefault(item.first, []).append(item.fragment)
    return columns


def _has_marks(text: str) -> bool:
    """Whether a number, or a part of one, is more than a count: it has a fraction, thousands, five digits."""
    return any(mark in text for mark in ".,．，") or len(text) >= 5


def _stand_in_line(numbers: Sequence[Fragment]) -> bool:
    """Whether most numbers of a column share their right, middle or left edge; there must be two."""
    return len(numbers) >= 2 and _in_line(numbers) > 0.6


def _in_line(numbers: Sequence[Fragment]) -> float:
    """The share of numbers that stand at the edge that most of them share."""
    reach = SAME_EDGE * numbers[0].em
    shares = []
    for edges in (
        [number.box[2] for number in numbers],
        [number.middle for number in numbers],
        [number.box[0] for number in numbers],
    ):
        middle = median(edges)
        shares.append(sum(abs(edge - middle) <= reach for edge in edges) / len(edges))
    return max(shares)


def tilts(rows: Sequence[Row]) -> float:
    """How well the numbers stand in their columns, 0.8 to 1."""
    columns = [column for column in _number_columns(rows).values() if len(column) >= 2]
    if not columns:
        return 0.9
    return 0.8 + 0.2 * sum(_in_line(column) * len(column) for column in columns) / sum(map(len, columns))

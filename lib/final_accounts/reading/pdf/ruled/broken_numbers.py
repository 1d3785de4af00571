"""Cells that hold no whole number but what is left of one, or two numbers run together.

A row may be parted by the end of a page: what stands below the head of the next one completes it.

A workbook's print cuts off what has no room in its cell, and the file holds no more than is seen: 147,953,3.
Such a cell may be anything: it is read, and marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..unruled.fragments import is_amount, is_numeric, is_whole_number
from .cells import Texts
from .tables import FoundTable

FEWEST_DIGITS = 4


def with_broken_marked(table: FoundTable) -> FoundTable:
    """The table, its cells that hold parts of numbers marked as perhaps blank.

    So are the numbers of their columns that are as long: what is cut off may leave a number as well.
    """
    room: dict[int, int] = {}
    for (_, column), text in table.texts.items():
        if is_broken(text):
            room[column] = min(room.get(column, len(text)), _length(text))
    marked = {
        (row, column): (*table.alternatives.get((row, column), ()), "")
        for (row, column), text in table.texts.items()
        if column in room
        and (is_broken(text) or (is_amount(text) and _length(text) >= room[column] - 1))
        and "" not in table.alternatives.get((row, column), ())
    }
    return replace(table, alternatives={**table.alternatives, **marked}) if marked else table


def _length(text: str) -> int:
    return len("".join(text.split()))


def is_broken(text: str) -> bool:
    """Whether a text of digits with commas or points is no number, or several."""
    bare = "".join(text.split())
    if sum(map(str.isdecimal, bare)) < FEWEST_DIGITS or not is_numeric(bare):
        return False
    pieces = text.split()
    if not is_whole_number(bare):
        return any(mark in bare for mark in ",，") or (len(pieces) > 1 and bare.count(".") > 1)
    return len(pieces) > 1 and all(map(is_whole_number, pieces)) and any(map(is_amount, pieces))


def with_whole_rows(pages: Sequence[tuple[FoundTable, ...]]) -> list[tuple[FoundTable, ...]]:
    """The tables of successive pages, each row that goes on upon the next page put together on the first."""
    result = list(pages)
    for number in range(1, len(result)):
        if not result[number] or not result[number - 1]:
            continue
        upper, lower = result[number - 1][-1], result[number][0]
        whole = _completed(upper, lower)
        if whole is not None:
            first = lower.goes_on_at
            rest = {position: text for position, text in lower.texts.items() if position[0] != first}
            result[number - 1] = (*result[number - 1][:-1], replace(upper, texts=whole))
            result[number] = (replace(lower, texts=rest), *result[number][1:])
    return result


def _completed(upper: FoundTable, lower: FoundTable) -> Texts | None:
    """The texts of a table with its last row completed by the first of the next one; None if it is whole."""
    if lower.goes_on_at is None or upper.grid.columns != lower.grid.columns or not upper.texts:
        return None
    last = max(row for row, _ in upper.texts)
    above, below = _row(upper.texts, last), _row(lower.texts, lower.goes_on_at)
    joined = {column: above.get(column, "") + text for column, text in below.items()}
    numbers = [column for column, text in below.items() if is_numeric(text)]
    parts = [
        column for column in numbers if _is_part(above.get(column, "")) and is_whole_number(joined[column])
    ]
    if not parts or len(parts) < len(numbers) or any(column not in above for column in below):
        return None
    return {**upper.texts, **{(last, column): text for column, text in joined.items()}}


def _row(texts: Mapping[tuple[int, int], str], row: int) -> dict[int, str]:
    return {column: text for (at, column), text in texts.items() if at == row}


def _is_part(text: str) -> bool:
    """Whether a number ends where none does."""
    return is_numeric(text) and "".join(text.split())[-1] in ",，.．"

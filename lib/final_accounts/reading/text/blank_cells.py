"""Tables with each cell on a line of its own whose blank cells are blank lines: nothing of them is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..lines import CODE

Line = tuple[int, tuple[str, ...]]
"""A line of a table: its number from 0, and the cells on it."""

_FEWEST_ROWS = 4
_LEAST_WIDTH = 4
_REGULAR = 0.8
"""Of the rows so many are of one length: between others a page ends."""
_LEAST_BROKEN = 0.1
"""Of the rows more have a blank line between others: fewer may be where numbers of pages stood."""


def with_blank_cells(lines: Sequence[str], held: Sequence[Line]) -> list[Line]:
    """The lines of a table with its blank ones among them, if these are cells: from code to code, or from
    one line's number to the next, there are always as many lines."""
    if any(len(cells) > 1 for _, cells in held) or not _are_cells(lines, held):
        return list(held)
    printed = dict(held)
    return [(at, printed.get(at, ("",))) for at in range(held[0][0], held[-1][0] + 1)]


def _are_cells(lines: Sequence[str], held: Sequence[Line]) -> bool:
    codes = [at for at, cells in held if CODE.fullmatch(cells[0])]
    if _are_regular(codes):
        # In a text with blank lines between all others there is one behind each code.
        beside = sum(bool(lines[at + 1].strip()) for at in codes)
        return beside > len(codes) / 2 and _some_are_blank(lines, codes)
    numbers = _line_numbers(held)
    beside = sum(bool(lines[at - 1].strip()) for at in numbers)
    return _are_regular(numbers) and beside > 0 and _some_are_blank(lines, numbers)


def _are_regular(begins: Sequence[int]) -> bool:
    lengths = Counter(after - before for before, after in pairwise(begins))
    if len(begins) < _FEWEST_ROWS:
        return False
    length, count = lengths.most_common(1)[0]
    return length >= _LEAST_WIDTH and count >= _REGULAR * (len(begins) - 1)


def _some_are_blank(lines: Sequence[str], begins: Sequence[int]) -> bool:
    """Whether enough rows have a blank line between others: behind the last cell a page may have ended."""
    rows = [[bool(line.strip()) for line in lines[begin:end]] for begin, end in pairwise(begins)]
    return sum(_is_broken(row) for row in rows) > _LEAST_BROKEN * len(rows)


def _is_broken(row: Sequence[bool]) -> bool:
    return any(after and not before for before, after in pairwise(row))


def _line_numbers(held: Sequence[Line]) -> list[int]:
    """The lines that hold 1, 2, 3 and so on: the numbers of the lines of income."""
    found: list[int] = []
    for at, cells in held:
        if cells[0] == str(len(found) + 1) and (not found or at - found[-1] >= _LEAST_WIDTH):
            found.append(at)
        elif cells[0] == "2" and len(found) == 1:
            found = []
    return found

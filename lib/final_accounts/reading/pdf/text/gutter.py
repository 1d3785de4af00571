"""Pages whose running text is set in two columns: where the gutter is, and in which order they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from ..pages.page import Char, Page
from .lines import Line, lines_of, rows_of

BIN = 3.0
"""Points of a page's width for which characters are counted together."""

INNER = (0.35, 0.65)
"""Shares of the page's width between which a gutter lies."""

MOST_CROSSING = 0.25
"""Share of the lines that may run over the gutter: titles over both columns."""

ODD = 0.1
"""Share of the lines of which one may stand in the gutter, as a page number does."""

FEWEST_LINES = 6
"""Lines that a column has at least."""

FEWEST_MARKS = 3
"""Marks of sentences that a column has at least: columns of a table have none."""

LEAST_MARKED = 0.25
"""Marks of sentences to a line of a column, at least."""

NEAR = 2.5
"""Ems from the gutter within which most lines end on its left, and begin on its right."""

NARROWEST = 0.6
"""Ems that a gutter is wide at least."""

_MARKS = frozenset("，。；")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that are read one after the other: of one column between `left` and `right`."""

    lines: tuple[Line, ...]
    left: float
    right: float


def gutters_of(pages: Sequence[tuple[Page, Sequence[Char]]]) -> list[float | None]:
    """For each page, with its running text, the middle of the gutter between two columns of it; None if it
    has one column.

    A page whose columns do not show by themselves has the gutter of another if hardly a line runs over it.
    """
    found = [_gutter(page, chars) for page, chars in pages]
    known = [(page.width, gutter) for (page, _), gutter in zip(pages, found, strict=True) if gutter]
    if not known:
        return found
    usual = Counter(known).most_common(1)[0][0]
    return [
        usual[1] if gutter is None and page.width == usual[0] and _is_kept_free(chars, usual[1]) else gutter
        for (page, chars), gutter in zip(pages, found, strict=True)
    ]


def _is_kept_free(chars: Sequence[Char], gutter: float) -> bool:
    """Whether hardly a line runs over a gutter, of as many as a column has."""
    rows = rows_of(char for char in chars if not char.text.isspace())
    over = sum(any(char.box[0] < gutter < char.box[2] for char in row) for row in rows)
    return len(rows) >= FEWEST_LINES and over <= MOST_CROSSING * len(rows)


def _gutter(page: Page, chars: Sequence[Char]) -> float | None:
    """The middle of the gutter of a page whose text fills two columns, or one beside other lines."""
    inked = [char for char in chars if not char.text.isspace()]
    free = _free(page, inked)
    if free is None:
        return None
    start, end = free
    em = median(char.height for char in inked)
    rows = rows_of(inked)
    beside = [row for row in rows if not _crosses(row, start, end)]
    if end - start < NARROWEST * em or len(beside) < (1 - MOST_CROSSING) * len(rows):
        return None
    middle = (start + end) / 2
    lefts = [part for row in beside if (part := [char for char in row if char.middle[0] < middle])]
    rights = [part for row in beside if (part := [char for char in row if char.middle[0] > middle])]
    if min(len(lefts), len(rights)) < FEWEST_LINES:
        return None
    full = [
        _are_prose(lefts) and 2 * sum(start - part[-1].box[2] < NEAR * em for part in lefts) >= len(lefts),
        _are_prose(rights) and 2 * sum(part[0].box[0] - end < NEAR * em for part in rights) >= len(rights),
    ]
    if all(full):
        return middle
    return middle if any(full) and not _are_level(rights if full[0] else lefts, rows) else None


def _are_level(parts: Sequence[Sequence[Char]], rows: Sequence[Sequence[Char]]) -> bool:
    """Whether most lines of one side stand on a baseline with one of the other: labels beside a text."""
    own = {id(char) for part in parts for char in part}
    level = sum(
        any(id(char) in own for char in row) and any(id(char) not in own for char in row) for row in rows
    )
    return 2 * level >= len(parts)


def _free(page: Page, chars: Sequence[Char]) -> tuple[float, float] | None:
    """The widest stretch about the middle of a page in which hardly anything is printed."""
    first, last = (int(share * page.width / BIN) for share in INNER)
    bins = last - first + 1
    edges = np.array([(char.box[0], char.box[2]) for char in chars]).reshape(-1, 2)
    starts, ends = np.clip((edges // BIN).astype(int).T - first + ((0,), (1,)), 0, bins)
    begun, ended = (np.bincount(at, minlength=bins + 1) for at in (starts, np.maximum(starts, ends)))
    counts = np.cumsum(begun - ended)[:bins].tolist()
    most = max(counts)
    wide = _widest(counts, MOST_CROSSING * most)
    if wide is None:
        return None
    # Lines that are a little longer than most narrow the gutter; a page number below it does not.
    within = counts[slice(*wide)]
    start, end = _widest([most, *within, most], min(within) + ODD * most) or (1, 1)
    return (first + wide[0] + start - 1) * BIN, (first + wide[0] + end - 1) * BIN


def _widest(counts: Sequence[int], most: float) -> tuple[int, int] | None:
    """From where to where no count is larger, with a larger one on either side; the widest such stretch."""
    best: tuple[int, int] | None = None
    start = 0
    for at, count in enumerate(counts):
        if count > most:
            if 0 < start < at and (best is None or at - start > best[1] - best[0]):
                best = start, at
            start = at + 1
    return best


def _crosses(row: Sequence[Char], start: float, end: float) -> bool:
    return any(start < char.middle[0] < end for char in row)


def _are_prose(rows: Sequence[Sequence[Char]]) -> bool:
    marks = sum(char.text in _MARKS for row in rows for char in row)
    return marks >= max(FEWEST_MARKS, LEAST_MARKED * len(rows))


def lines_beside(chars: Sequence[Char], gutter: float | None, page: int) -> tuple[Line, ...]:
    """The lines of a page, those of two columns apart though they stand on one baseline."""
    if gutter is None:
        return lines_of(chars, page)
    left: list[Char] = []
    right: list[Char] = []
    over: list[Char] = []
    for row in rows_of(chars):
        inked = [char for char in row if not char.text.isspace()]
        crosses = any(char.box[0] < gutter < char.box[2] for char in inked)
        for char in row:
            (over if crosses else left if char.middle[0] < gutter else right).append(char)
    return (*lines_of(over, page), *lines_of(left, page), *lines_of(right, page))


def parts_of(page: Page, lines: Sequence[Line], gutter: float | None) -> Iterator[Part]:
    """The lines in reading order: between two that run over the gutter the left column, then the right."""
    if gutter is None:
        yield Part(tuple(lines), 0.0, page.width)
        return
    over = [line for line in lines if line.box[0] < gutter < line.box[2]]
    rest = [line for line in lines if line not in over]
    bounds = sorted(over, key=lambda line: line.box[3])
    above = float("-inf")
    for line in [*bounds, None]:
        below = line.box[3] if line is not None else float("inf")
        band = [other for other in rest if above <= other.box[3] < below]
        left = tuple(other for other in band if other.box[2] <= gutter)
        yield Part(left, 0.0, gutter)
        yield Part(tuple(other for other in band if other not in left), gutter, page.width)
        if line is not None:
            yield Part((line,), 0.0, page.width)
        above = below

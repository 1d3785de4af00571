"""Tables without rules whose cells are set to the top of their rows, as word processors set them.

The first line of every cell stands level with the numbers of its row, so that rows may be as near one another
as the lines of a label are; elsewhere the lines of a cell are centred in its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from .fragments import begins_item
from .pitch import MOST_LEFT, Placed, broken, from_top, near_heights, number_columns

LEADING = 1.75
"""Ems from one line of a label to the next in a table whose cells are set to their top, at most."""

LEAST_ROW = 0.9
"""Ems from row to row in a table whose cells are set to their top, at least."""

LEVEL = 0.3
"""Ems by which a label and the numbers of its row may differ in height where both are set to the top."""

MOST_AGAINST = 0.1
"""Share of the rows, and of the lines beside none, that may look otherwise than in a table set to the top."""


def is_set_to_top(placed: Sequence[Placed]) -> bool:
    """Whether the cells are set to their top: labels begin level with the numbers of their rows, and what
    goes on below them stands beside none; no row of numbers stands between two lines of a label."""
    anchors = top_anchors(placed)
    labels = _labels(placed)
    level = {anchor for column in labels for item in column if (anchor := _level_with(item, anchors))}
    if labels and len(anchors) - len(level) > MOST_AGAINST * len(anchors):
        return False
    if any(lower - upper < LEAST_ROW * _em(placed) for upper, lower in pairwise(anchors)):
        return False
    goes_on, others = _lines_of_rests(placed), 0
    for column in labels:
        room = room_of(column)
        for above, item in pairwise(column):
            if _level_with(item, anchors) is not None:
                continue
            follows = _follows(above, item, room)
            between = any(above.fragment.baseline < row < item.fragment.baseline for row in anchors)
            goes_on += follows and not between
            others += between if follows else not begins_item(item.fragment.text)
    return goes_on > 0 and others <= MOST_AGAINST * (goes_on + others)


def top_anchors(placed: Sequence[Placed]) -> list[float]:
    """The heights of the rows that hold numbers where cells are set to their top."""
    reach = leading(placed)
    heights = sorted(
        run[0].baseline for numbers in number_columns(placed).values() for run in broken(numbers, reach)
    )
    return [median(group) for group in near_heights(heights, LEVEL * _em(placed))]


def from_their_top(
    texts: Sequence[Placed], anchors: Sequence[float], room: float
) -> Iterator[tuple[Sequence[Placed], int | None]]:
    """The cells of a column set to their top, each with the row with which its first line stands level."""
    cells: list[list[Placed]] = []
    for item in texts:
        begins = _level_with(item, anchors) is not None or begins_item(item.fragment.text)
        if cells and not begins and _follows(cells[-1][-1], item, room):
            cells[-1].append(item)
        else:
            cells.append([item])
    for cell in cells:
        row = _level_with(cell[0], anchors)
        yield cell, None if row is None else anchors.index(row)


def leading(placed: Sequence[Placed]) -> float:
    """Points from one line of a cell to its next one, at most."""
    return LEADING * _em(placed)


def room_of(texts: Sequence[Placed]) -> float:
    return max((item.fragment.width for item in texts), default=0.0)


def _lines_of_rests(placed: Sequence[Placed]) -> int:
    """How many lines hold nothing but the rests of numbers that are broken above them."""
    reach = leading(placed)
    runs = [run for numbers in number_columns(placed).values() for run in broken(numbers, reach)]
    begun = [run[0].baseline for run in runs]
    rests = near_heights(sorted(part.baseline for run in runs for part in run[1:]), LEVEL * _em(placed))
    return sum(all(abs(rest[0] - first) > LEVEL * _em(placed) for first in begun) for rest in rests)


def _labels(placed: Sequence[Placed]) -> list[list[Placed]]:
    """The texts of each column from top to bottom."""
    columns: dict[int, list[Placed]] = {}
    for item in from_top(placed):
        if not item.fragment.is_number:
            columns.setdefault(item.first, []).append(item)
    return list(columns.values())


def _level_with(item: Placed, anchors: Sequence[float]) -> float | None:
    """The row of numbers with which a text stands level."""
    fragment = item.fragment
    return next((row for row in anchors if abs(row - fragment.baseline) < LEVEL * fragment.em), None)


def _follows(above: Placed, item: Placed, room: float) -> bool:
    """Whether a text goes on what stands right above it: that is full."""
    upper, lower = above.fragment, item.fragment
    near = lower.baseline - upper.baseline <= LEADING * lower.em
    # What stands in brackets is not parted from them: 维修 and （护）费.
    together = lower.text.find("）") + 2 if lower.text.startswith("（") else 0
    return near and room - upper.width < max(MOST_LEFT, together) * lower.em


def _em(placed: Sequence[Placed]) -> float:
    return median(item.fragment.em for item in placed)

"""The row that counts the columns of a form: 栏次 1 2 3 …"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .columns import Gap
from .heads import off_middle
from .pitch import Placed, Row


def counts_columns(rows: Sequence[Row]) -> bool:
    """Whether one of the first rows counts three columns or more: 1 2 3 …"""
    for row in rows[:2]:
        counted = [int(item.fragment.text) for item in row if item.fragment.text.isdecimal()]
        if len(counted) >= 3 and counted[0] == 1 and all(b == a + 1 for a, b in pairwise(counted)):
            return True
    return False


def with_merged_labels(row: Row, edges: Sequence[float], rooms: Sequence[Gap]) -> Row:
    """A row that counts the columns, each label over the blank columns about whose middle it is printed.

    `rooms` are where the inner ones of the `edges` may lie. Another row is given back as it is: its labels
    may be indented.
    """
    if not counts_columns([row]):
        return row
    columns = len(edges) - 1
    filled = {column for item in row for column in range(item.first, item.last + 1)}
    return tuple(
        item if item.fragment.is_number else _merged(item, edges, rooms, filled, columns) for item in row
    )


def _merged(
    item: Placed, edges: Sequence[float], rooms: Sequence[Gap], filled: set[int], columns: int
) -> Placed:
    first, last = item.first, item.last
    while first > 0 and first - 1 not in filled:
        first -= 1
    while last + 1 < columns and last + 1 not in filled:
        last += 1
    spans = [(start, end) for start in range(first, item.first + 1) for end in range(item.last, last + 1)]
    spans.sort(key=lambda span: span[1] - span[0])
    middle = item.fragment.middle
    start, end = min(spans, key=lambda span: off_middle(middle, span[0], span[1] + 1, edges, rooms))
    return Placed(item.fragment, start, end)

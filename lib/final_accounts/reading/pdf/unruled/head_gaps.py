"""Where the head of a table without rules shows that a column ends.

The body says little where it is short or blank. Names of columns are centred in their cells, so that a cell
reaches as far to one side of its name as to the other: that tells which names stand side by side though at
different heights, and how far a column may reach past its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from ....places import Box
from .columns import Gap, gap_between
from .head_blocks import Block
from .heads import HeadCell

BESIDE = 0.25
"""Ems that may lie between the heights of two cells side by side: one of them may be merged with the row
below, so that its text stands half a row lower."""

LEAF_GAP = 2.0
"""What a gap in the head counts: each is printed once, while the body repeats its own in every row."""

CENTRED_GAP = 0.4
"""What it counts besides that the edge lies where the names on both sides would be centred: less than an
edge costs, so that it moves edges and makes none."""

OFF_CENTRE = 1.0
"""Points by which a centred name may be off the middle of its cell."""


def head_gaps(blocks: Sequence[Block], sides: tuple[float, float]) -> list[Gap]:
    """The gaps between each cell of the head and the nearest one to its right.

    `sides` are the left and the right side of the table in points. A gap that holds another one is left
    out: it says nothing more, and less clearly.
    """
    gaps: list[Gap] = []
    for block in blocks:
        right = block.box[2]
        beside = [
            other.box
            for other in blocks
            if other is not block
            and other.middle > block.middle
            and other.box[0] > right - 0.2 * block.em
            and (_is_beside(block, other) or _is_apart(block, other, blocks, sides))
        ]
        if beside:
            gaps.append(gap_between(block.box, min(beside), LEAF_GAP))
    return [gap for gap in gaps if not any(_holds(gap, other) for other in gaps)]


def _is_beside(block: Block, other: Block) -> bool:
    """Whether two cells stand at one height."""
    above = min(block.box[3], other.box[3])
    return max(block.box[1], other.box[1]) - above < BESIDE * block.em


def _is_apart(block: Block, other: Block, blocks: Sequence[Block], sides: tuple[float, float]) -> bool:
    """Whether the higher of two cells cannot be merged over the lower one.

    It would have to reach as far to its other side, over a cell beside it or past the table.
    """
    upper, lower = sorted((block, other), key=lambda cell: cell.level)
    reach = max(abs(lower.box[0] - upper.middle), abs(lower.box[2] - upper.middle))
    left, right = upper.middle - reach, upper.middle + reach
    slack = upper.em
    if left < sides[0] - slack or right > sides[1] + slack:
        return True
    return any(
        left + slack < third.middle < right - slack
        for third in blocks
        if third is not upper and third is not lower and _is_beside(upper, third)
    )


def _holds(gap: Gap, other: Gap) -> bool:
    inside = gap.left <= other.left and other.right <= gap.right
    return inside and other.right - other.left < gap.right - gap.left


def centred_gaps(cells: Sequence[HeadCell], columns: int, sides: tuple[float, float]) -> list[Gap]:
    """Where the edges between the columns may lie if each column's own name is centred in it.

    None if the names cannot all be centred, or some column has no name. `sides` are those of the text of
    the table, which the outer edges enclose.
    """
    names = {cell.column: cell.box for cell in cells if cell.column_span == 1}
    if len(names) < columns:
        return []
    boxes = [names[column] for column in range(columns)]
    rooms = [(-inf, sides[0]), *((left[2], right[0]) for left, right in pairwise(boxes)), (sides[1], inf)]
    rooms = _reflected(rooms, boxes)
    rooms = _reflected(rooms[::-1], boxes[::-1])[::-1]
    if any(left > right for left, right in rooms):
        return []
    return [Gap(left, right, CENTRED_GAP) for left, right in rooms[1:-1]]


def _reflected(rooms: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The rooms of edges, each cut down to where the edge before it lies on the other side of a name."""
    found = [rooms[0]]
    for room, box in zip(rooms[1:], boxes, strict=True):
        twice = box[0] + box[2]
        left = max(room[0], twice - found[-1][1] - 2 * OFF_CENTRE)
        right = min(room[1], twice - found[-1][0] + 2 * OFF_CENTRE)
        found.append((left, right))
    return found

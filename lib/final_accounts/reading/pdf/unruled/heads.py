"""The head of a table without rules: cells of several lines, and cells merged over several columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from ....places import Box
from .columns import Gap
from .flush_left import spans_from_left
from .head_blocks import Block

WELL_BELOW = 0.6
"""Of the way from a merged cell to the lowest cells of the head. A cell that is merged with rows below
stands at their middle, so what stands no lower than half way is beside the merged cell, not under it."""

IN_LOWEST_ROW = 0.5
"""Ems by which the middles of the cells in the lowest row of a head may differ. Rows may differ in height,
so that a cell merged with rows below may stand lower than `WELL_BELOW`."""

AS_WELL = 0.5
"""Ems that merged cells may in all be farther off the middles of the cells in the lowest row."""

OUTER_ROOM = 6.0
"""Points by which the outer edges of a table may be off: nothing but its text shows them."""

UNCOVERED = 0.35
"""What it costs that a merged cell leaves a column out, in widths of that column."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head: its text, its place in the head's rows, and how much of them it takes."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


def head_cells(
    blocks: Sequence[Block], edges: Sequence[float], rooms: Sequence[Gap], flush_left: bool = False
) -> list[HeadCell]:
    """The cells of the head, each over the columns between the `edges` that it is printed for.

    `rooms` are where the inner edges may lie. Merged cells stand about the middle of their columns, or
    begin with the first of them in a table set `flush_left`.
    """
    columns = len(edges) - 1
    leaves: dict[int, Block] = {}
    for block in blocks:
        first, last = columns_under(block.box, edges, block.em)
        if first == last and (first not in leaves or leaves[first].level < block.level):
            leaves[first] = block
    groups = [block for block in blocks if not any(block is leaf for leaf in leaves.values())]
    levels = _by_level(groups)
    cells: list[HeadCell] = []
    depth = [0] * columns
    for row, level in enumerate(levels):
        for block, (first, last) in _spans(level, leaves, edges, rooms, level is levels[-1], flush_left):
            if first == last and first in leaves:
                # What stands over one column only is the upper part of that column's own name.
                lines = (*block.lines, *leaves[first].lines)
                leaves[first] = Block(tuple(sorted(lines, key=lambda line: line.baseline)))
                continue
            cells.append(HeadCell(block.text, row, first, 1, last - first + 1, block.box))
            depth[first : last + 1] = [row + 1] * (last - first + 1)
    height = len(levels) + 1
    for column, leaf in leaves.items():
        row = depth[column]
        cells.append(HeadCell(leaf.text, row, column, height - row, 1, leaf.box))
    return cells


def columns_under(box: Box, edges: Sequence[float], em: float) -> tuple[int, int]:
    """The first and the last column that a box lies over; what sticks out by half a character is let be."""
    slack = min(0.5 * em, (box[2] - box[0]) / 3)
    last = len(edges) - 2
    first = min(max(bisect_right(edges, box[0] + slack) - 1, 0), last)
    return first, min(max(bisect_right(edges, box[2] - slack) - 1, first), last)


def _by_level(groups: Sequence[Block]) -> list[list[Block]]:
    """Merged cells in the rows in which they stand, each row from left to right."""
    levels: list[list[Block]] = []
    for block in sorted(groups, key=lambda block: block.level):
        if levels and block.level - levels[-1][0].level <= 0.7 * block.em:
            levels[-1].append(block)
        else:
            levels.append([block])
    return [sorted(level, key=lambda block: block.middle) for level in levels]


def _spans(
    level: Sequence[Block],
    leaves: dict[int, Block],
    edges: Sequence[float],
    rooms: Sequence[Gap],
    is_last: bool,
    flush_left: bool,
) -> list[tuple[Block, tuple[int, int]]]:
    """The columns of each merged cell in one row: those below it, so that it stands over their middle.

    If it `is_last` above the lowest row, and the cells stand about the middle of what is in that row alone
    as well, it is these columns that are below.
    """
    em = level[0].em
    height = max(block.level for block in level)
    deepest = max((leaf.level - height for leaf in leaves.values()), default=0.0)
    depths = [
        leaves[column].level - height if column in leaves else deepest for column in range(len(edges) - 1)
    ]
    least = WELL_BELOW * deepest
    if flush_left:
        return spans_from_left(level, [depth > least for depth in depths], edges)
    off, spans = _set_over(level, [depth > least for depth in depths], edges, rooms)
    if is_last and deepest - IN_LOWEST_ROW * em > least:
        least = deepest - IN_LOWEST_ROW * em
        off_lowest, lowest = _set_over(level, [depth > least for depth in depths], edges, rooms)
        merged = all(last > first for _, (first, last) in lowest)
        if merged and off_lowest <= off + AS_WELL * em:
            return lowest
    return spans


def _set_over(
    level: Sequence[Block], below: Sequence[bool], edges: Sequence[float], rooms: Sequence[Gap]
) -> tuple[float, list[tuple[Block, tuple[int, int]]]]:
    """The merged cells over the columns that have a cell `below`, and how far off their middles they are."""
    spans: list[tuple[Block, tuple[int, int]]] = []
    for run in _runs(below):
        inside = [block for block in level[len(spans) :] if block.middle < edges[run[-1] + 1]]
        spans.extend(zip(inside, _parted(inside, run, edges, rooms), strict=True))
    off = sum(off_middle(block.middle, first, last + 1, edges, rooms) for block, (first, last) in spans)
    return (off if len(spans) == len(level) else inf), spans


def _runs(below: Sequence[bool]) -> list[list[int]]:
    """The stretches of neighbouring columns that have a cell below."""
    runs: list[list[int]] = []
    for column, holds in enumerate(below):
        if not holds:
            continue
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _parted(
    blocks: Sequence[Block], run: Sequence[int], edges: Sequence[float], rooms: Sequence[Gap]
) -> list[tuple[int, int]]:
    """First and last column of each block: in order, none shared, each block over its columns' middle."""
    # best[k] is, for the columns so far, the least cost with k blocks set, and where they were set.
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(run[0], 0): (0.0, ())}
    for column in [*run, run[-1] + 1]:
        for number in range(len(blocks) + 1):
            reached = best.get((column, number))
            if reached is None or column > run[-1]:
                continue
            cost, placed = reached
            skipped = cost + UNCOVERED * (edges[column + 1] - edges[column])
            _keep(best, (column + 1, number), skipped, placed)
            if number == len(blocks):
                continue
            for last in range(column, run[-1] + 1):
                off = off_middle(blocks[number].middle, column, last + 1, edges, rooms)
                _keep(best, (last + 1, number + 1), cost + off, (*placed, (column, last)))
    found = best.get((run[-1] + 1, len(blocks)))
    if found is None:
        # More cells than columns: each over the column below its middle.
        return [columns_under((block.middle,) * 4, edges, 0.0) for block in blocks]
    return list(found[1])


def off_middle(middle: float, first: int, last: int, edges: Sequence[float], rooms: Sequence[Gap]) -> float:
    """How far a cell's middle is from where it stands over the columns between two edges, in points.

    The edges are known to lie in their rooms only: within what that allows, a tenth of the way counts.
    """
    ends = [
        (rooms[edge - 1].left, rooms[edge - 1].right)
        if 0 < edge < len(edges) - 1
        else (edges[edge] - OUTER_ROOM, edges[edge] + OUTER_ROOM)
        for edge in (first, last)
    ]
    low, high = (ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2
    usual = abs(middle - (edges[first] + edges[last]) / 2)
    return max(low - middle, middle - high, 0.0) + 0.1 * usual


def _keep(
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]],
    state: tuple[int, int],
    cost: float,
    placed: tuple[tuple[int, int], ...],
) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = cost, placed

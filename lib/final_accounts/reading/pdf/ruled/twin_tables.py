"""Two tables side by side whose rows stand level are one: income on the left, expenditure on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from .cells import Grid, Region
from .tables import FoundTable

T = TypeVar("T")

SIDES = ("收入", "支出")
"""What the tables are headed: two forms that only happen to stand level have other heads."""

LEVEL = 2.0
"""Points by which the rules of rows that stand level may differ."""

FEWEST_ROWS = 4
"""Rows that both tables have at least: less stands level by chance."""


def joined_twins(tables: Sequence[FoundTable]) -> tuple[FoundTable, ...]:
    """The tables of a page from top to bottom, those that stand level with one on their left joined to it."""
    joined: list[FoundTable] = []
    for table in sorted(tables, key=lambda table: (table.grid.ys[0], table.grid.xs[0])):
        left = next((other for other in joined if _are_twins(other, table)), None)
        if left is None:
            joined.append(table)
        else:
            joined[joined.index(left)] = _joined(*sorted((left, table), key=lambda one: one.grid.xs[0]))
    return tuple(joined)


def _are_twins(one: FoundTable, other: FoundTable) -> bool:
    left, right = sorted((one, other), key=lambda table: table.grid.xs[0])
    if left.grid.xs[-1] >= right.grid.xs[0] or min(left.grid.rows, right.grid.rows) < FEWEST_ROWS:
        return False
    level = all(abs(y - z) <= LEVEL for y, z in zip(left.grid.ys, right.grid.ys, strict=False))
    return level and (_head(left), _head(right)) == SIDES


def _head(table: FoundTable) -> str:
    """The first text of a table, which names the side, without spaces."""
    return "".join(table.texts.get((0, 0), "").split())


def _joined(left: FoundTable, right: FoundTable) -> FoundTable:
    """Both as one table. The gap between them belongs to the last column of the left one."""
    shift = left.grid.columns
    xs = (*left.grid.xs[:-1], *right.grid.xs)
    ys = max(left.grid.ys, right.grid.ys, key=len)
    moved = tuple(replace(region, column=region.column + shift) for region in right.grid.regions)
    below = (
        *_blank(range(left.grid.rows, len(ys) - 1), range(shift), xs, ys),
        *_blank(range(right.grid.rows, len(ys) - 1), range(shift, len(xs) - 1), xs, ys),
    )
    return replace(
        left,
        grid=Grid(left.grid.page, xs, ys, (*left.grid.regions, *moved, *below)),
        texts=left.texts | _moved(right.texts, shift),
        confidence=min(left.confidence, right.confidence),
        remarks=(*left.remarks, *right.remarks),
        alternatives={**left.alternatives, **_moved(right.alternatives, shift)},
    )


def _moved(held: Mapping[tuple[int, int], T], shift: int) -> dict[tuple[int, int], T]:
    """What cells hold, by row and column, as many columns farther right."""
    return {(row, column + shift): value for (row, column), value in held.items()}


def _blank(rows: range, columns: range, xs: Sequence[float], ys: Sequence[float]) -> tuple[Region, ...]:
    """Single cells in which nothing stands."""
    return tuple(
        Region(row, column, 1, 1, (xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in rows
        for column in columns
    )

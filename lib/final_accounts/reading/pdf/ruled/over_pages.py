"""Ruled tables cut by a page where cells of theirs are merged: both parts get the columns of the finer one.

A page that ends below 项目 over 科目代码 and 科目名称 shows one column where the next page shows two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ..text.layout import PageText
from .grid import SAME_RULE
from .tables import FoundTable

T = TypeVar("T")


def with_common_columns(
    texts: Sequence[PageText], tables: Mapping[int, tuple[FoundTable, ...]]
) -> dict[int, tuple[FoundTable, ...]]:
    """The tables by page number, those that directly follow one another over a page in common columns.

    `texts` are the running lines of the pages, a page in two columns having two texts."""
    found = dict(tables)
    for upper, lower in pairwise(texts):
        above, below = found.get(upper.page.number), found.get(lower.page.number)
        if not above or not below or lower.page.number != upper.page.number + 1:
            continue
        last, first = above[-1], below[0]
        if any(line.box[1] > last.grid.ys[-1] for line in upper.lines):
            continue
        if any(line.box[3] < first.grid.ys[0] for line in lower.lines):
            continue
        found[upper.page.number] = (*above[:-1], _in_columns(last, first.grid.xs))
        found[lower.page.number] = (_in_columns(first, last.grid.xs), *below[1:])
    return found


def _in_columns(table: FoundTable, xs: Sequence[float]) -> FoundTable:
    """The table in finer columns, its cells merged over them; as it is where they are not finer."""
    own = table.grid.xs
    steps = [next((at for at, x in enumerate(xs) if abs(x - edge) <= SAME_RULE), -1) for edge in own]
    if len(xs) <= len(own) or -1 in steps or (steps[0], steps[-1]) != (0, len(xs) - 1):
        return table

    def moved(held: Mapping[tuple[int, int], T]) -> dict[tuple[int, int], T]:
        return {(row, steps[column]): value for (row, column), value in held.items()}

    regions = tuple(
        replace(
            region,
            column=steps[region.column],
            column_span=steps[region.column + region.column_span] - steps[region.column],
        )
        for region in table.grid.regions
    )
    grid = replace(table.grid, xs=tuple(xs), regions=regions)
    return replace(table, grid=grid, texts=moved(table.texts), alternatives=moved(table.alternatives))

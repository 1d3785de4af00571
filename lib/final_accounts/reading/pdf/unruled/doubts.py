"""Numbers of a table without rules that may stand in the column beside theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..ruled.cells import Texts
from .columns import STEP, Gap
from .counting import counts_columns
from .fragments import Fragment
from .pitch import Row

MOST_ROWS = 4
"""In a longer body the numbers of a column show by themselves where it ends."""

ROOM = 2.0
"""Points that an edge needs between two texts."""


def alternatives_beside(
    rows: Sequence[Row], edges: Sequence[float], gaps: Sequence[Gap], texts: Texts, top: int
) -> dict[tuple[int, int], tuple[str, ...]]:
    """What else the cells may hold because an edge could as well lie on the other side of some numbers.

    `gaps` are those from which the `edges` were found; `texts` are spelt from the rows, of which the first
    is row `top`. Both columns get an alternative: in one the number may be missing, in the other it may be.
    """
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for column, beside in _exchangeable(rows, edges, gaps):
        for index, row in enumerate(rows, start=top):
            text = texts.get((index, column))
            if text is not None and not counts_columns([row]):
                found[index, column] = ("",)
                found[index, beside] = (*found.get((index, beside), ()), text)
    return found


def _exchangeable(
    rows: Sequence[Row], edges: Sequence[float], gaps: Sequence[Gap]
) -> Iterator[tuple[int, int]]:
    """Columns of numbers beside an empty column, with that one, where the head leaves both open."""
    body = [row for row in rows if not counts_columns([row])]
    if not 0 < len(body) <= MOST_ROWS:
        return
    held: dict[int, list[Fragment]] = {}
    for row in body:
        for item in row:
            for column in range(item.first, item.last + 1):
                held.setdefault(column, []).append(item.fragment)
    for column, fragments in held.items():
        if not all(fragment.is_number for fragment in fragments):
            continue
        for beside in (column - 1, column + 1):
            inner = 0 <= beside < len(edges) - 1 and beside not in held
            if inner and _may_stand(fragments, edges[max(column, beside)], beside < column, gaps):
                yield column, beside


def _may_stand(fragments: Sequence[Fragment], edge: float, to_the_left: bool, gaps: Sequence[Gap]) -> bool:
    """Whether an edge could be moved past the fragments without leaving a gap that others make."""
    starts = {fragment.box[0] for fragment in fragments}
    ends = {fragment.box[2] for fragment in fragments}
    passed = [
        gap
        for gap in gaps
        if gap.left - STEP <= edge <= gap.right + STEP and gap.left not in ends and gap.right not in starts
    ]
    if not passed:
        return False
    if to_the_left:
        return min(gap.right for gap in passed) >= max(ends) + ROOM
    return max(gap.left for gap in passed) <= min(starts) - ROOM

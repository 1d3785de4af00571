"""The columns and rows of a stretch of lines, as a table without vertical rules has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....places import Box
from ..pages.geometry import box_around
from ..ruled.cells import Grid
from ..ruled.tables import FoundTable
from .body import Rule, below_head, body_start
from .columns import Gap, column_edges, gap_between, room_about
from .counting import with_merged_labels
from .flush_left import begin_at, left_sides, names_parted, sides_of_names
from .fragments import TextLine, is_amount
from .head_blocks import Block, head_blocks
from .head_gaps import centred_gaps, head_gaps
from .heads import HeadCell, columns_under, head_cells
from .pitch import Placed, Row
from .rows import table_rows
from .stretches import Stretch

BEFORE_LEFT = 1.0
"""Points from the edge of a column to what is set flush left in it, at least."""

SAME_SIDE = 12.0
"""Points by which the sides of two parts of one table may differ."""


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table without a grid, and the cells of its head as they are printed: texts and boxes.

    `room` is where each inner edge of its columns may lie; `lefts` are the left sides of columns set flush
    left. `ends_page` says that nothing stands below it but a page number, so that it may go on.
    """

    table: FoundTable
    head: tuple[tuple[str, Box], ...]
    room: tuple[Gap, ...]
    lefts: tuple[float, ...] = ()
    ends_page: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A stretch of lines as a table: `edges` of its columns with the outer ones, head cells, body rows.

    `goes_on` says that it has the columns of the page before.
    """

    box: Box
    edges: tuple[float, ...]
    head: tuple[HeadCell, ...]
    rows: tuple[Row, ...]
    body_top: float
    goes_on: bool
    printed_head: tuple[tuple[str, Box], ...]
    room: tuple[Gap, ...]
    lefts: tuple[float, ...]
    gaps: tuple[Gap, ...]

    @property
    def columns(self) -> int:
        return len(self.edges) - 1


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a stretch part: `inner` edges between them, `sides` outside, from the `gaps`.

    `lefts` are the left sides of columns set flush left, `blocks` the head's cells, `printed` as they stood
    before names over such columns were parted.
    """

    inner: list[float]
    sides: tuple[float, float]
    gaps: list[Gap]
    blocks: list[Block]
    printed: tuple[tuple[str, Box], ...]
    lefts: tuple[float, ...] = ()
    goes_on: bool = False


def layout_of(stretch: Stretch, rules: Sequence[Rule], carried: Unruled | None) -> Layout | None:
    """The columns and rows of a stretch of lines; None if it has one column or no body."""
    lines = stretch.lines
    start = _body_starts(stretch, rules, carried)
    body = lines[start:]
    if not body:
        return None
    heights = [rule.at for rule in rules]
    box = box_around([line.box for line in lines])
    found = _columns(lines[:start], body, rules, box, carried)
    edges = [min(box[0] - 1, found.sides[0]), *found.inner, max(box[2] + 1, found.sides[1])]
    if len(edges) < 3:
        return None
    placed = [
        Placed(fragment, *columns_under(fragment.box, edges, fragment.em))
        for line in body
        for fragment in line.fragments
    ]
    first = body[0].box[1]
    rows = table_rows(placed, [height for height in heights if first < height < body[-1].baseline])
    room = tuple(room_about(edge, found.gaps) for edge in found.inner)
    rows = [with_merged_labels(row, edges, room) for row in rows]
    cells = tuple(head_cells(found.blocks, edges, room, flush_left=bool(found.lefts)))
    gaps = tuple(found.gaps)
    return Layout(
        box, tuple(edges), cells, tuple(rows), first, found.goes_on, found.printed, room, found.lefts, gaps
    )


def _body_starts(stretch: Stretch, rules: Sequence[Rule], carried: Unruled | None) -> int:
    """The index of the first line below the head."""
    lines = stretch.lines
    start = 0 if stretch.goes_on else body_start(lines, rules)
    if carried is not None and not stretch.in_money and _are_labels(lines[:start], carried.table):
        return 0
    return below_head(lines) if start == len(lines) and stretch.in_money else start


def _columns(
    head: Sequence[TextLine],
    body: Sequence[TextLine],
    rules: Sequence[Rule],
    box: Box,
    carried: Unruled | None,
) -> _Columns:
    """The columns of a table between its `head` and `body`: those of the page before where it goes on."""
    blocks = head_blocks(head, rules)
    gaps = [gap_between(before.box, after.box) for line in body for before, after in pairwise(line.fragments)]
    inked = [fragment.box for line in body for fragment in line.fragments]
    gaps.extend(head_gaps(blocks, (box[0], box[2])))
    printed = tuple((block.text, block.box) for block in blocks)
    if carried is not None and (not head or _same_head(carried.head, printed)):
        xs = carried.table.grid.xs
        sides, below = (xs[0], xs[-1]), _is_below(carried.table.grid, box)
        if carried.lefts and below and begin_at(carried.lefts, body):
            parted = head_blocks(names_parted(head, carried.lefts), rules)
            return _Columns([*xs[1:-1]], sides, gaps, parted, printed, carried.lefts, goes_on=True)
        shared = column_edges([*gaps, *carried.room], inked)
        if len(shared) == len(carried.room) and below:
            return _Columns(shared, sides, [*gaps, *carried.room], blocks, printed, goes_on=True)
    sides, inner = (box[0], box[2]), column_edges(gaps, inked)
    if lefts := left_sides(blocks, body):
        parted = head_blocks(names_parted(head, lefts), rules)
        inner = [left - BEFORE_LEFT for left in lefts[1:]]
        return _Columns(inner, sides, gaps, parted, printed, tuple(lefts))
    if lefts := sides_of_names(blocks, body):
        inner = [(_last_end(inked, left) + left) / 2 for left in lefts[1:]]
        return _Columns(inner, sides, gaps, blocks, printed, tuple(lefts))
    return _Columns(_about_names(inner, gaps, inked, blocks, box), sides, gaps, blocks, printed)


def _last_end(boxes: Sequence[Box], side: float) -> float:
    """Where the last text to the left of a column ends."""
    ends = (box[2] for box in boxes if box[2] <= side - BEFORE_LEFT)
    return max(ends, default=side - 2 * BEFORE_LEFT)


def _are_labels(lines: Sequence[TextLine], before: FoundTable) -> bool:
    """Whether lines stand below the labels of a table alone, and not below its numbers as a head would."""
    numbers = {column for (_, column), text in before.texts.items() if is_amount(text)}
    xs = before.grid.xs
    return bool(numbers) and all(
        any(
            left <= part.box[0] and part.box[2] <= right and column not in numbers
            for column, (left, right) in enumerate(pairwise(xs))
        )
        for line in lines
        for part in line.fragments
    )


def _about_names(
    inner: list[float], gaps: Sequence[Gap], inked: Sequence[Box], blocks: Sequence[Block], box: Box
) -> list[float]:
    """The inner edges, moved to where the names of the columns are centred between them, if they may be."""
    edges = [box[0] - 1, *inner, box[2] + 1]
    if len(edges) < 3:
        return inner
    cells = head_cells(blocks, edges, [room_about(edge, gaps) for edge in inner])
    centred = column_edges([*gaps, *centred_gaps(cells, len(edges) - 1, (box[0], box[2]))], inked)
    return centred if len(centred) == len(inner) else inner


def _same_head(head: Sequence[tuple[str, Box]], other: Sequence[tuple[str, Box]]) -> bool:
    """Whether two heads have the same cells at the same distances from the left."""
    return len(head) == len(other) and all(
        text == text_ and abs(box[0] - box_[0]) < 2 and abs(box[2] - box_[2]) < 2
        for (text, box), (text_, box_) in zip(head, other, strict=True)
    )


def _is_below(grid: Grid, box: Box) -> bool:
    """Whether a box stands below the columns of the page before.

    Where the outer ones end is known from what they held there only.
    """
    xs = grid.xs
    left, right = max(xs[1] - xs[0], SAME_SIDE), max(xs[-1] - xs[-2], SAME_SIDE)
    return xs[0] - left <= box[0] and box[2] <= xs[-1] + right

"""Tables without rules, or with horizontal ones only: columns from gaps, rows from numbers.

Nothing but geometry is used here, and the unit that stands above a form. A stretch of lines is a table
only if its numbers stand below one another in columns, or below names in a form of few figures; a wrong
table does more harm than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ....places import Box
from ...lines import tidy
from ..pages.geometry import box_around
from ..pages.page import Page
from ..ruled.cells import Grid, Region, Texts, chars_outside
from ..ruled.tables import FoundTable
from ..text.furniture import is_page_number
from .body import Rule, horizontal_rules
from .charts import is_chart
from .columns import CARRIED, Gap
from .doubts import alternatives_beside
from .evidence import is_table, tilts
from .fragments import TextLine, begins_item, text_lines, text_lines_of
from .heads import columns_under
from .layout import Layout, Unruled, layout_of
from .spelling import spelt_rows
from .stretches import Carried, Stretch, stretches

BESIDE_RULES, WITHOUT_RULES = 0.95, 0.9
"""How sure a table is that has rules above and below it, or none at all."""

OFF_RULE = 3.0
"""Points by which columns may be off the rules of the page before."""


def borderless_tables(
    page: Page, areas: Sequence[Box], before: Sequence[Unruled] = ()
) -> tuple[Unruled, ...]:
    """The tables of a page outside the `areas` of its ruled ones, from top to bottom.

    `before` are those of the page before: what goes on here without a head, or under the same head,
    takes the columns of the last of them.
    """
    chars = chars_outside(page.chars, areas)
    digits = sum(char.text.isdecimal() for char in chars)
    if digits < 4:
        return ()
    lines = text_lines(chars) if areas else text_lines_of(page)
    rules = horizontal_rules(page)
    carried = before[-1] if before and before[-1].ends_page else None
    found: list[Unruled] = []
    for stretch in stretches(page, lines, _carried(carried) if carried else None):
        found.extend(_tables(page, stretch, rules, carried))
        carried = None
    if found:
        found[-1] = replace(found[-1], ends_page=_ends(found[-1].table, lines))
    return tuple(found)


def _carried(before: Unruled) -> Carried:
    ys = before.table.grid.ys
    pitch = median(lower - upper for upper, lower in pairwise(ys))
    labels = [text for (_, column), text in before.table.texts.items() if column == 0]
    return Carried(
        before.table.grid.xs, [text for text, _ in before.head], pitch, any(map(begins_item, labels))
    )


def _ends(table: FoundTable, lines: Sequence[TextLine]) -> bool:
    """Whether nothing but a page number stands below a table."""
    foot = table.grid.ys[-1]
    return all(is_page_number(line.text) for line in lines if line.baseline > foot)


def carried_on(page: Page, table: FoundTable) -> Unruled:
    """A ruled table as one that may go on without rules on the next page."""
    room = tuple(Gap(x - OFF_RULE, x + OFF_RULE, CARRIED) for x in table.grid.xs[1:-1])
    return Unruled(table, (), room, ends_page=_ends(table, text_lines_of(page)))


def _tables(
    page: Page, stretch: Stretch, rules: Sequence[Rule], carried: Unruled | None
) -> Iterator[Unruled]:
    """The table that a stretch of lines is, or the two that a line between them parts; none if it is none."""
    lines = stretch.lines
    left, top, right, bottom = box_around(line.box for line in lines)
    across = [
        rule
        for rule in rules
        if top - 30 < rule.at < bottom + 30 and min(rule.end, right) - max(rule.start, left) > 0.0
    ]
    layout = layout_of(stretch, across, carried)
    if layout is None:
        return
    breaking = next((index for index, line in enumerate(lines) if _breaks(line, layout)), None)
    if breaking is not None:
        if breaking >= 2:
            yield from _tables(page, replace(stretch, lines=lines[:breaking]), rules, carried)
        if len(lines) - breaking > 2:
            yield from _tables(page, Stretch(lines[breaking + 1 :]), rules, None)
        return
    enclosed = _is_enclosed(layout, across)
    if is_chart(page, layout.box, lines):
        return
    if layout.goes_on or is_table(layout.head, layout.rows, layout.columns, enclosed, stretch.in_money):
        yield _found(page, layout, BESIDE_RULES if enclosed else WITHOUT_RULES)


def _breaks(line: TextLine, layout: Layout) -> bool:
    """Whether a line cannot be of the table: a text without a gap over several columns, no merged cell."""
    if len(line.fragments) > 1 or line.numbers or line.baseline < layout.body_top:
        return False
    (fragment,) = line.fragments
    first, last = columns_under(fragment.box, layout.edges, fragment.em)
    return last - first >= 2 and len(fragment.text) > 8


def _is_enclosed(layout: Layout, rules: Sequence[Rule]) -> bool:
    """Whether three rules as wide as the table stand above its head, below it, and below the last row."""
    left, top, right, bottom = layout.box
    wide = [rule.at for rule in rules if rule.end - rule.start > 0.8 * (right - left)]
    head_foot = max((box[3] for _, box in layout.printed_head), default=top)
    above = any(at < top + 2 for at in wide)
    between = any(head_foot - 4 < at < layout.body_top + 4 for at in wide)
    return above and between and any(at > bottom - 4 for at in wide)


def _found(page: Page, layout: Layout, sure: float) -> Unruled:
    """The table as a grid with the texts of its cells."""
    height = max((cell.row + cell.row_span for cell in layout.head), default=0)
    ys = _row_edges(layout, height)
    regions: dict[tuple[int, int], Region] = {}
    texts: Texts = {}
    for cell in layout.head:
        _put(regions, layout.edges, ys, cell.row, cell.column, cell.row_span, cell.column_span)
        texts[cell.row, cell.column] = tidy(cell.text)
    for index, cells in enumerate(spelt_rows(layout.rows), start=height):
        for column, span, text in cells:
            _put(regions, layout.edges, ys, index, column, 1, span)
            texts[index, column] = text
    grid = Grid(page.number, tuple(layout.edges), tuple(ys), tuple(regions.values()))
    doubts = alternatives_beside(layout.rows, layout.edges, layout.gaps, texts, height)
    found = FoundTable(
        grid,
        texts,
        round(sure * tilts(layout.rows), 3),
        alternatives=doubts,
        goes_on_at=height if layout.goes_on else None,
        is_bare=True,
    )
    return Unruled(found, layout.printed_head, layout.room, layout.lefts)


def _put(
    regions: dict[tuple[int, int], Region],
    edges: Sequence[float],
    ys: Sequence[float],
    row: int,
    column: int,
    row_span: int,
    column_span: int,
) -> None:
    box = (edges[column], ys[row], edges[column + column_span], ys[row + row_span])
    regions[row, column] = Region(row, column, row_span, column_span, box)


def _row_edges(layout: Layout, height: int) -> list[float]:
    """The edges between the rows of the head and of the body, from top to bottom."""
    top = layout.box[1]
    levels = [
        [cell.box for cell in layout.head if cell.row == row and cell.row_span == 1] for row in range(height)
    ]
    boxes = [box_around(level) if level else None for level in levels]
    boxes.extend(box_around(item.fragment.box for item in row) for row in layout.rows)
    edges = [top - 1]
    for upper, lower in pairwise(boxes):
        edge = edges[-1] + 1 if upper is None or lower is None else (upper[3] + lower[1]) / 2
        edges.append(max(edge, edges[-1] + 0.5))
    edges.append(max(layout.box[3] + 1, edges[-1] + 0.5))
    return edges

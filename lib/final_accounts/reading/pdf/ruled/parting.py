"""Ruled tables whose rules leave rows together: a box around the body, or rules between the columns only.

The columns are then known from the rules, and the rows are told as in tables without any.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..pages.geometry import box_around
from ..pages.page import Char, Page
from ..text.lines import SAME_BASELINE
from ..unruled.counting import counts_columns
from ..unruled.fragments import is_numeric, is_whole_number, text_lines
from ..unruled.heads import columns_under
from ..unruled.pitch import Placed, Row, holds_several_rows
from ..unruled.rows import table_rows
from ..unruled.spelling import spelt_rows
from .cells import Grid, Region, Texts, chars_inside, step_of
from .tables import FoundTable

FEWEST_LINES = 2.5
"""Heights of a character. A lower row holds no two rows."""

FEWEST_COLUMNS = 2
"""Columns that must hold a number in each of several rows before a row is taken apart."""

PARTED = 0.95
"""How sure a table is whose rows were told without rules."""


def parted(page: Page, tables: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables with each row of numbers in a row of its own.

    A mere box around a table is left out: it says nothing of the columns.
    """
    found = []
    for table in tables:
        held = _chars_by_row(page, table.grid)
        rows = {
            row: parts
            for row in range(table.grid.rows)
            if not _wraps_numbers(table, row, held[row]) and (parts := _parts(table.grid, row, held[row]))
        }
        if rows and table.grid.columns == 1:
            continue
        found.append(_with_rows(table, rows) if rows else table)
    return found


def _chars_by_row(page: Page, grid: Grid) -> list[list[Char]]:
    held: list[list[Char]] = [[] for _ in range(grid.rows)]
    for char in chars_inside(page.chars, grid.box):
        held[step_of(grid.ys, char.middle[1])].append(char)
    return held


def _wraps_numbers(table: FoundTable, row: int, chars: Sequence[Char]) -> bool:
    """Whether a number of a row goes on in a second line, having no room in its cell, and none stands below
    another: then the row is one."""
    texts = {column: text for (at, column), text in table.texts.items() if at == row}
    if any(sum(map(is_numeric, text.split())) > 1 for text in texts.values()):
        return False
    lines: dict[int, set[int]] = {}
    for char in chars:
        column = step_of(table.grid.xs, char.middle[0])
        lines.setdefault(column, set()).add(round(char.origin[1] / max(char.height, 1.0)))
    return any(is_whole_number(text) and len(lines.get(column, ())) > 1 for column, text in texts.items())


def _parts(grid: Grid, row: int, chars: Sequence[Char]) -> list[Row]:
    """The rows and cells that stand in one row of a grid; none where its rules part them all."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    regions = [region for region in grid.regions if region.row <= row < region.row + region.row_span]
    if any(region.row_span > 1 for region in regions):
        return []
    is_open = len(regions) == 1
    if not chars or (bottom - top < FEWEST_LINES * chars[0].height and not is_open):
        return []
    baselines = [char.origin[1] for char in chars]
    if not is_open and max(baselines) - min(baselines) < SAME_BASELINE * min(char.height for char in chars):
        return []
    lines = text_lines(chars)
    if grid.columns == 1:
        # Without columns, numbers side by side are what shows rows.
        several = [line for line in lines if len(line.numbers) >= FEWEST_COLUMNS]
        rows = [tuple(Placed(part, 0, 0) for part in line.fragments) for line in several]
        return rows if len(rows) > 1 else []
    placed = [
        Placed(part, *columns_under(part.box, grid.xs, part.em)) for line in lines for part in line.fragments
    ]
    if is_open and grid.columns > 2:
        filled = {item.first for item in placed}
        return table_rows(placed, ()) if len(filled) > 2 and any(line.is_gapped for line in lines) else []
    rows = table_rows(placed, ())
    if len(rows) > 1 and (holds_several_rows(placed) or counts_columns(rows)):
        return rows
    return []


def _with_rows(table: FoundTable, parts: dict[int, list[Row]]) -> FoundTable:
    """The table with the given rows taken apart."""
    grid = table.grid
    ys: list[float] = []
    moved: list[int] = []
    regions: list[Region] = []
    texts: Texts = {}
    for row in range(grid.rows):
        moved.append(len(ys))
        ys.append(grid.ys[row])
        if row not in parts:
            continue
        boxes = [box_around(item.fragment.box for item in part) for part in parts[row]]
        ys.extend(max((upper[3] + lower[1]) / 2, ys[-1] + 0.5) for upper, lower in pairwise(boxes))
    ys.append(max(grid.ys[-1], ys[-1] + 0.5))
    moved.append(len(ys) - 1)
    for region in grid.regions:
        if region.row not in parts:
            span = moved[region.row + region.row_span] - moved[region.row]
            regions.append(Region(moved[region.row], region.column, span, region.column_span, region.box))
    for row, column in table.texts:
        if row not in parts:
            texts[moved[row], column] = table.texts[row, column]
    alternatives = {
        (moved[row], column): others
        for (row, column), others in table.alternatives.items()
        if row not in parts
    }
    for row, rows in parts.items():
        for index, cells in enumerate(spelt_rows(rows), start=moved[row]):
            for column, span, text in cells:
                box = (grid.xs[column], ys[index], grid.xs[column + span], ys[index + 1])
                regions.append(Region(index, column, 1, span, box))
                texts[index, column] = text
    whole = Grid(grid.page, grid.xs, tuple(ys), tuple(regions))
    sure = min(table.confidence, PARTED)
    return FoundTable(whole, texts, sure, table.remarks, parted=True, alternatives=alternatives)

"""Rows of two sides whose blank cells a conversion left out: names, lines and amounts in their columns.

All that follows a lost cell stands too far left, and the row ends with as many blank ones instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from ...documents import Cell
from ...figures import parse_figure
from .catalogue import compact
from .header import LINE_COLUMN, NAME_COLUMN, VALUE_COLUMN, Column, Row

_LINE = re.compile(r"\d{1,3}")
_NAME = re.compile(r"[\u4e00-\u9fff]")
_SIDES = 2
_Lines = dict[int, int]
"""The last line number in each column of them."""


def with_blanks_back(columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """The rows with such cells in the only columns that fit all of them; others come back as they are."""
    numbered = [at for at, column in enumerate(columns) if column.kind == LINE_COLUMN]
    if len(numbered) != _SIDES or sum(column.kind == NAME_COLUMN for column in columns) != _SIDES:
        return list(rows)
    lines: _Lines = {}
    found = []
    for row in rows:
        if _is_short(row) and not all(map(_may_stand, columns, row)):
            row = _placed(columns, row, lines)
        found.append(row)
        for at in numbered:
            if at < len(row) and _LINE.fullmatch(compact(row[at].text)):
                lines[at] = int(compact(row[at].text))
    return found


def _is_short(row: Row) -> bool:
    """Whether a row's cells stand without a gap from the left, with blank ones behind them."""
    filled = [bool(cell.text.strip()) for cell in row]
    return not filled[-1] and filled == sorted(filled, reverse=True) and any(filled)


def _may_stand(column: Column, cell: Cell) -> bool:
    """Whether a cell may be under a head, as far as names and numbers tell."""
    text = compact(cell.text)
    if column.kind == NAME_COLUMN:
        return not text or _NAME.search(text) is not None
    if column.kind == LINE_COLUMN:
        return not text or _LINE.fullmatch(text) is not None
    return column.kind != VALUE_COLUMN or _NAME.search(text) is None


def _placed(columns: Sequence[Column], row: Row, lines: _Lines) -> Row:
    cells = [cell for cell in row if cell.text.strip()]
    ways = list(_ways(columns, cells, lines))
    if len(ways) != 1:
        return row
    placed = [replace(cell, text="", row_span=1, column_span=1) for cell in row]
    for at, cell in zip(ways[0], cells, strict=True):
        placed[at] = cell
    return tuple(placed)


def _ways(columns: Sequence[Column], cells: Sequence[Cell], lines: _Lines) -> Iterator[tuple[int, ...]]:
    """The columns in which the cells of a row may stand, in their order."""
    for chosen in combinations(range(len(columns)), len(cells)):
        if all(_fits(columns, at, cell, lines) for at, cell in zip(chosen, cells, strict=True)):
            yield chosen


def _fits(columns: Sequence[Column], at: int, cell: Cell, lines: _Lines) -> bool:
    """Whether a cell is what a column holds: a number that goes on from a side's last line is that line's."""
    text = compact(cell.text)
    next_in = [where for where, line in lines.items() if _LINE.fullmatch(text) and int(text) == line + 1]
    kind = columns[at].kind
    if kind == LINE_COLUMN:
        return at in next_in
    if kind == NAME_COLUMN:
        return _NAME.search(text) is not None
    return kind == VALUE_COLUMN and not next_in and parse_figure(text) is not None

"""The body rows of a form, for each of the ways in which forms are laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...documents import Cell
from ...figures import Figure, is_dash
from ...reports import FormRow
from .catalogue import (
    CODE,
    CODES,
    EXPENDITURE,
    INCOME,
    PANELS,
    THREE_PUBLIC,
    TWO_SIDED,
    FormKind,
    compact,
    row_names,
    squeeze,
    words,
)
from .cell_figures import dashed, figure_in, figures_in
from .header import (
    CODE_COLUMN,
    LINE_COLUMN,
    NAME_COLUMN,
    VALUE_COLUMN,
    Column,
    Row,
    compact_label,
    is_number_row,
    value_names,
)
from .three_public import read_three_public

_CODE_AND_NAME = re.compile(r"(\d{3}(?:\d{2}){0,2})[.、:：-]?(\D.*)")


@dataclass(frozen=True, slots=True)
class Body:
    """The value columns and the rows that a table holds."""

    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class _Panel:
    """One of the blocks of columns that stand side by side: positions in the table's row."""

    codes: tuple[int, ...]
    name: int | None
    line: int | None
    values: tuple[int, ...]
    group: str


def read_body(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> Body | None:
    """The columns and rows of a form's table, None if the table is not laid out as this form is."""
    kept = [row for row in rows if not is_number_row(row)]
    return _READERS[kind.layout](kind, columns, kept)


def _read_codes(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> Body | None:
    panel = next(iter(_panels(columns)), None)
    values = [index for index, column in enumerate(columns) if column.kind == VALUE_COLUMN]
    if panel is None or not values:
        return None
    whole = _Panel(panel.codes, panel.name, panel.line, tuple(values), "")
    names = value_names([columns[index] for index in values])
    found = (_row(row, whole, whole.values) for row in rows)
    return Body(names, tuple(row for row in found if row is not None))


def _read_panels(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> Body | None:
    """Panels side by side become rows below one another; their totals stand in rows of their own."""
    panels = [panel for panel in _panels(columns) if panel.values]
    if not panels:
        return None
    if len(panels) == 1:
        return _read_codes(kind, columns, rows)
    width = min(len(panel.values) for panel in panels)
    names = value_names([columns[index] for index in panels[0].values[:width]])
    totals = [row for row in rows if _is_total_row(row, panels)]
    unfolded: list[FormRow] = []
    for panel in panels:
        found = (_row(row, panel, panel.values[:width]) for row in rows if row not in totals)
        unfolded.extend(row for row in found if row is not None)
    for row in totals:
        unfolded.extend(_totals(row, width))
    return Body(names, tuple(unfolded))


def _read_two_sided(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> Body | None:
    """Income left, expenditure right: the rows of one side, then those of the other."""
    panels = [panel for panel in _panels(columns) if panel.values]
    if len(panels) < 2:
        return None
    names: list[str] = []
    for panel in panels:
        names.extend(
            name for name in value_names([columns[index] for index in panel.values]) if name not in names
        )
    found: list[FormRow] = []
    sides = [_side(panel, number) for number, panel in enumerate(panels)]
    if INCOME not in sides:
        # A head that reads 支出 over both is a head misread.
        sides[0] = INCOME
    for side, panel in zip(sides, panels, strict=True):
        own = value_names([columns[index] for index in panel.values])
        where = dict(zip(own, panel.values, strict=True))
        positions = tuple(where.get(name) for name in names)
        read = (_row(row, panel, positions, side) for row in rows)
        found.extend(row for row in read if row is not None)
    return Body(tuple(names), tuple(found))


def _read_three_public(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> Body | None:
    read = read_three_public(kind, columns, rows)
    return Body(*read) if read else None


_READERS: dict[str, Callable[[FormKind, Sequence[Column], Sequence[Row]], Body | None]] = {
    CODES: _read_codes,
    PANELS: _read_panels,
    TWO_SIDED: _read_two_sided,
    THREE_PUBLIC: _read_three_public,
}


def _panels(columns: Sequence[Column]) -> Iterator[_Panel]:
    """Cut the columns where labels begin again after values."""
    start = 0
    for index in range(1, len(columns) + 1):
        at_end = index == len(columns)
        if at_end or (
            columns[index].kind in (CODE_COLUMN, NAME_COLUMN) and columns[index - 1].kind == VALUE_COLUMN
        ):
            yield _panel(columns, start, index)
            start = index


def _panel(columns: Sequence[Column], start: int, end: int) -> _Panel:
    def of(kind: str) -> tuple[int, ...]:
        return tuple(index for index in range(start, end) if columns[index].kind == kind)

    names, lines = of(NAME_COLUMN), of(LINE_COLUMN)
    group = next((column.groups[0] for column in columns[start:end] if column.groups), "")
    return _Panel(
        of(CODE_COLUMN),
        names[-1] if names else None,
        lines[0] if lines else None,
        of(VALUE_COLUMN),
        group,
    )


def _side(panel: _Panel, number: int) -> str:
    label = squeeze(panel.group)
    if label in words("header", "income_side"):
        return INCOME
    if label in words("header", "expenditure_side") or number == 1:
        return EXPENDITURE if number < 2 else "nature"
    return INCOME if number == 0 else "nature"


def _row(row: Row, panel: _Panel, positions: Sequence[int | None], side: str | None = None) -> FormRow | None:
    """One panel of a printed row, None if it holds neither a label nor a figure."""
    code, label = _code_and_label(row, panel)
    cells = [row[position] if position is not None else None for position in positions]
    values, unread = figures_in(cells)
    dashes = frozenset(dashed(cells))
    if not code and not label and not any(values):
        return None
    line = compact(row[panel.line].text) if panel.line is not None else None
    first = next(
        (index for index in (*panel.codes, panel.name) if index is not None and row[index].text.strip()),
        positions[0] if positions and positions[0] is not None else 0,
    )
    return FormRow(code, label, line or None, values, row[first].place, side, dashes, unread)


def _code_and_label(row: Row, panel: _Panel) -> tuple[str | None, str]:
    printed = "".join(compact(row[index].text) for index in panel.codes)
    name = compact_label(row[panel.name].text) if panel.name is not None else ""
    code = printed.removesuffix(".0")
    if CODE.fullmatch(code):
        return code, name
    both = _CODE_AND_NAME.fullmatch(compact(name)) if not code else None
    if both:
        return both.group(1), both.group(2)
    together = _CODE_AND_NAME.fullmatch(code)
    if together and not name:
        return together.group(1), together.group(2)
    return None, "".join(compact_label(row[index].text) for index in panel.codes) + name


def _is_total_row(row: Row, panels: Sequence[_Panel]) -> bool:
    """Whether a whole row holds totals; a total beside another panel's coded line is that panel's row."""
    if any(CODE.fullmatch(compact(row[index].text)) for panel in panels for index in panel.codes):
        return False
    labels = row_names("personnel_total") | row_names("operating_total") | row_names("basic_total")
    first = next((squeeze(cell.text) for cell in row if cell.text.strip()), "")
    return first in labels


def _totals(row: Row, width: int) -> Iterator[FormRow]:
    """人员经费合计 652.05 公用经费合计 236.27: each label takes the figures up to the next label."""
    label: Cell | None = None
    taken: list[Figure] = []
    for cell in row:
        figure = figure_in(cell)
        if cell.text.strip() and figure is None and not is_dash(cell.text):
            if label is not None:
                yield _total(label, taken, width)
            label, taken = cell, []
        elif figure is not None:
            taken.append(figure)
    if label is not None:
        yield _total(label, taken, width)


def _total(label: Cell, figures: Sequence[Figure], width: int) -> FormRow:
    values: list[Figure | None] = list(figures[:width])
    values += [None] * (width - len(values))
    return FormRow(None, compact_label(label.text), None, tuple(values), label.place)

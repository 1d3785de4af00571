"""The form of the three public expenses: rows of budget and final, however it was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...documents import Cell
from ...figures import parse_figure
from ...places import Place
from ...reports import FormRow
from .catalogue import FormKind, compact, row_names, squeeze, without_enumerator
from .cell_figures import dashed, figures_in
from .header import NAME_COLUMN, VALUE_COLUMN, Column, Row, compact_label

_OF_VEHICLES = "公务用车"

FEWEST_EXPENSES = 4
"""Columns of each group in a form of budget and final account: the total and the three expenses."""

_OF_A_YEAR = re.compile(r"[上本去]年|\d{4}")
_MEASURE_OF_YEAR = re.compile(r"(?:(?P<year>\d{4})年度?|本年度?)?(?P<measure>.*?数?)(?:单位)?(?:万元|元)?")

BUDGET, FINAL = "预算数", "决算数"
_NAMES = {
    "total": "合计",
    "overseas": "因公出国（境）费",
    "vehicles": "公务用车小计",
    "purchase": "公务用车购置费",
    "upkeep": "公务用车运行维护费",
    "hospitality": "公务接待费",
    "conference": "会议费",
    "training": "培训费",
}


def read_three_public(
    kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[tuple[str, ...], tuple[FormRow, ...]] | None:
    """The columns and the rows 预算数 and 决算数, None if the table is none of the known layouts.

    The layouts: a row each for budget and final; one row with two groups of columns; a line for each
    expense with a column each for budget and final, or a group of columns each, by the budget that paid.
    """
    values = [index for index, column in enumerate(columns) if column.kind == VALUE_COLUMN]
    heads = _measures(columns, values)
    is_grouped = any(columns[index].groups for index in values) and set(heads.values()) >= {BUDGET, FINAL}
    by_payer = is_grouped and all(kind.role(columns[index].name) in (None, "total") for index in values)
    if by_payer and any(column.kind == NAME_COLUMN for column in columns):
        return _a_line_each(kind, columns, rows, heads)
    if is_grouped and None not in heads.values():
        return _two_groups(kind, columns, rows, heads)
    if _is_named_twice([columns[index] for index in values]):
        # The names over both groups were lost or stand over one column: the budget is printed first.
        half = len(values) // 2
        sides = dict.fromkeys(values[:half], BUDGET) | dict.fromkeys(values[half:], FINAL)
        return _two_groups(kind, [_with_plain_total(column) for column in columns], rows, dict(sides))
    if is_grouped:
        return _two_groups(kind, columns, rows, heads)
    if FINAL in heads.values() and any(column.kind == NAME_COLUMN for column in columns):
        return _a_line_each(kind, columns, rows, heads)
    return _a_row_each(kind, columns, rows, values)


def _is_named_twice(columns: Sequence[Column]) -> bool:
    """Whether the second half of some columns has the names of the first, of two measures of one year."""
    names = [_without_measure(squeeze(column.name)) for column in columns]
    half = len(names) // 2
    of_years = any(_OF_A_YEAR.search(text) for column in columns for text in (*column.groups, column.name))
    return half >= FEWEST_EXPENSES and names[:half] == names[half:] and not of_years


def _without_measure(name: str) -> str:
    return name.removeprefix(BUDGET).removeprefix(FINAL) or name


def _with_plain_total(column: Column) -> Column:
    """The column, 预算数合计 as 合计: the name over its group was read as one with its own."""
    plain = _without_measure(column.name)
    return replace(column, name=plain) if plain in row_names("total") else column


def _measures(columns: Sequence[Column], values: Sequence[int]) -> dict[int, str | None]:
    """What each column of values is headed by; of those headed by years only the last year's counts."""
    heads = {index: _measure(columns[index]) for index in values}
    headed = {index: _MEASURE_OF_YEAR.fullmatch(squeeze(columns[index].name)) for index in values}
    of_years = [found for found in headed.values() if found and found["year"]]
    last = max((found["year"] for found in of_years), default=None)
    for index, found in headed.items():
        if heads[index] is None and found and found["year"] == last:
            measure = found["measure"].removesuffix("数") + "数"
            heads[index] = next((m for m in (BUDGET, FINAL) if m == measure), None)
    return heads


def _measure(column: Column) -> str | None:
    """预算数 or 决算数, if a column or a group over it is headed so."""
    for text in (*column.groups, column.name):
        if squeeze(text) in row_names("budget"):
            return BUDGET
        if squeeze(text) in row_names("final"):
            return FINAL
    return None


def _a_row_each(
    kind: FormKind, columns: Sequence[Column], rows: Sequence[Row], values: Sequence[int]
) -> tuple[tuple[str, ...], tuple[FormRow, ...]] | None:
    label_at = next((index for index, column in enumerate(columns) if column.kind == NAME_COLUMN), None)
    found: list[FormRow] = []
    for row in rows:
        label = compact_label(row[label_at].text) if label_at is not None else ""
        if parse_figure(label, None, row[0].place) is not None:
            # A row that begins with an amount has lost cells: what stands under which head is unknown.
            return None
        cells = [row[index] for index in values]
        if label or any(cell.text.strip() for cell in cells):
            found.append(_row(label or FINAL, cells, row[label_at or 0].place))
    names = tuple(_name(kind, columns[index]) for index in values)
    return (names, tuple(found)) if names else None


def _two_groups(
    kind: FormKind, columns: Sequence[Column], rows: Sequence[Row], heads: dict[int, str | None]
) -> tuple[tuple[str, ...], tuple[FormRow, ...]]:
    sides = {head: [index for index in heads if heads[index] == head] for head in (BUDGET, FINAL)}
    names: list[str] = []
    for positions in sides.values():
        names.extend(name for index in positions if (name := _name(kind, columns[index])) not in names)
    data = next((row for row in rows if any(cell.text.strip() for cell in row)), None)
    found = []
    for label, positions in sides.items():
        where = {_name(kind, columns[index]): index for index in positions}
        cells = [data[where[name]] if data and name in where else None for name in names]
        place = next((cell.place for cell in cells if cell), rows[0][0].place if rows else Place())
        found.append(_row(label, cells, place))
    return tuple(names), tuple(found)


def _a_line_each(
    kind: FormKind, columns: Sequence[Column], rows: Sequence[Row], heads: dict[int, str | None]
) -> tuple[tuple[str, ...], tuple[FormRow, ...]] | None:
    label_at = next(index for index, column in enumerate(columns) if column.kind == NAME_COLUMN)
    lines: dict[str, Row] = {}
    for row in rows:
        role = line_role(kind, row[label_at].text)
        if role and not (role in lines and _holds_figures(lines[role], heads)):
            lines[role] = row
    if "hospitality" not in lines:
        return None
    found = []
    for label in (BUDGET, FINAL):
        at = next((index for index in heads if heads[index] == label), None)
        if at is None:
            continue
        cells = [row[at] for row in lines.values()]
        found.append(_row(label, cells, cells[0].place))
    return tuple(_NAMES[role] for role in lines), tuple(found)


def _holds_figures(row: Row, heads: dict[int, str | None]) -> bool:
    """Whether a line prints an amount: 一、“三公”经费支出 may be the heading of 支出合计 and what follows."""
    return any(parse_figure(row[index].text, None, row[index].place) is not None for index in heads)


def line_role(kind: FormKind, label: str) -> str | None:
    """The role of the column that a line's label names, None if it is no expense of the form."""
    name = compact(label).removeprefix("其中:")
    return kind.role(without_enumerator(name)) or kind.role(squeeze(name))


def _name(kind: FormKind, column: Column) -> str:
    """The catalogue's name of a column, the printed one where the catalogue has none."""
    inner = [group for group in column.groups if _measure(Column(group, (), "")) is None]
    # The name above may be wrapped, and read as several.
    of_vehicles = any(kind.role(name + column.name) == "vehicles" or _OF_VEHICLES in name for name in inner)
    if of_vehicles and squeeze(column.name) in row_names("total") | {"小计"}:
        return _NAMES["vehicles"]
    role = kind.role(column.name)
    return _NAMES.get(role or "", column.name)


def _row(label: str, cells: Sequence[Cell | None], place: Place) -> FormRow:
    values, unread = figures_in(cells)
    return FormRow(None, label, None, values, place, None, frozenset(dashed(cells)), unread)

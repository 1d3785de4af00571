"""Forms of which a text conversion left words and numbers in their order, but not in their columns.

Codes and line numbers tell where a row begins, the catalogue and the head how many amounts it may have.
Where a row has fewer, an amount may stand in several columns: the sums of the form decide or it is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...documents import Cell
from ...figures import parse_figure
from .catalogue import CODE, CODES, PANELS, TWO_SIDED, FormKind, compact, row_names, squeeze
from .header import Row
from .loose_blocks import read_coded_blocks, read_sided_blocks
from .loose_cells import Item, LooseForm, is_amount, spread
from .loose_expenses import read_expenses
from .loose_heads import before_data, coded_columns, head_lines, value_names
from .loose_sides import read_sides

_ECONOMIC_CODE = re.compile(r"3(?:0[1-9]|1\d|99)(?:\d{2})?")
_CATEGORY = re.compile(r"3(?:0[1-9]|1\d|99)")
_REST_OF_CODE = re.compile(r"\d{2}(?:[\u4e00-\u9fff].*)?")
_CODE_AND_NAME = re.compile(r"(\d{7}|\d{5}|\d{3})([\u4e00-\u9fff].*)")
_LEVELS = ("类", "款", "项")
"""Heads of the columns of a code in three, which a conversion may leave before 合计."""
_FEWEST_ROWS = 3
_FEWEST_UNIFORM = 8
_ROUNDING = Decimal("0.02")


def read_loose(kind: FormKind, above: Sequence[str], rows: Sequence[Row]) -> LooseForm | None:
    """The form that rows of words and numbers make below some lines of its head; None if they make none.

    Blank cells among them tell the columns of the others, where each row has its own.
    """
    printed = [row for row in rows if row[0].text.strip()]
    head = squeeze("".join([*above, *(cell.text for cell in before_data(kind, printed))]))
    if kind.layout == CODES:
        lines = head_lines(kind, above, printed)
        placed = _codes(kind, head, lines, rows) if len(printed) < len(rows) else None
        return placed or _codes(kind, head, lines, printed) or read_coded_blocks(kind, above, printed)
    if kind.layout == PANELS:
        return _panels(kind, printed)
    if kind.layout == TWO_SIDED:
        placed = read_sides(kind, head, rows) if len(printed) < len(rows) else None
        return placed or read_sides(kind, head, printed) or read_sided_blocks(kind, head, printed)
    return read_expenses(kind, head, printed)


def _is_total(name: str) -> bool:
    return name in row_names("total")


def _codes(
    kind: FormKind, head: str, lines: Sequence[Sequence[str]], rows: Sequence[Row]
) -> LooseForm | None:
    names = value_names(kind, head, lines, rows)
    items = list({item.code: item for item in reversed(list(_coded_items(rows)))}.values())[::-1]
    placed = any(item.is_placed() for item in items)
    if names is not None and placed:
        for item in items:
            item.fill(len(names))
    if names is None or not items or any(len(item.amounts) > len(names) for item in items):
        return None
    if len(items) < _FEWEST_ROWS and any(len(item.amounts) < len(names) for item in items):
        return None
    columns = coded_columns(names)
    first_is_total = kind.role(names[0]) == "total"
    if first_is_total and not placed:
        columns = columns[: 2 + _width(kind, names, items)]
    made = [
        (
            replace(item.start, text=item.code),
            replace(item.start, text=item.label),
            *spread(item, len(columns) - 2, first_is_total),
        )
        for item in items
    ]
    return LooseForm(columns, tuple(made), placed)


def _width(kind: FormKind, names: Sequence[str], items: Sequence[Item]) -> int:
    """How many columns are not blank in all rows, as far as the rows tell: the first ones."""
    if _are_of_first_columns(items, len(names)):
        return len(items[0].amounts)
    most = max(len(item.amounts) for item in items)
    total = next((item for item in items if _is_total(squeeze(item.label))), None)
    basic_and_project = [kind.role(name) for name in names[1:3]] == ["basic", "project"]
    if basic_and_project and total is not None and len(total.amounts) == most == 3 and _adds_up(total):
        # Every body spends on both; the other kinds of expenditure are rare.
        return most
    return len(names)


def _are_of_first_columns(items: Sequence[Item], width: int) -> bool:
    """Whether all rows have as many amounts, a total and two parts or more that nine in ten of them show to
    make it up: then it is the columns behind that are blank in all."""
    count = len(items[0].amounts)
    if not 3 <= count < width or len(items) < _FEWEST_UNIFORM:
        return False
    uniform = all(len(item.amounts) == count for item in items)
    return uniform and sum(map(_adds_up, items)) * 10 >= len(items) * 9


def _adds_up(item: Item) -> bool:
    """Whether a row's first amount is what the others make up, but for rounding."""
    values = [figure.value for cell in item.amounts if (figure := parse_figure(cell.text)) is not None]
    if len(values) < len(item.amounts):
        return False
    return abs(values[0] - sum(values[1:], Decimal(0))) <= _ROUNDING


def _coded_items(rows: Sequence[Row]) -> Iterator[Item]:
    """The rows that begin with a code, or with 合计."""
    current: Item | None = None
    one_a_line = sum(len(row) == 1 for row in rows) > len(rows) * 0.8
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            text = compact(cell.text)
            begun = _beginning(cell, text, all(compact(before.text) in _LEVELS for before in row[:at]))
            if begun is not None:
                if current is not None and current.amounts:
                    yield current
                current = begun
            elif current is None:
                continue
            elif not text:
                if current.label and not current.closed:
                    current.amounts.append(cell)
            elif is_amount(text):
                _take(current, cell, number, one_a_line)
            elif current.amounts:
                current.closed = True
            elif current.code:
                current.label += text
            else:
                current = None
    if current is not None and current.amounts:
        yield current


def _beginning(cell: Cell, text: str, at_start: bool) -> Item | None:
    if at_start and CODE.fullmatch(text):
        return Item(cell, code=text)
    both = _CODE_AND_NAME.fullmatch(text) if at_start else None
    if both:
        return Item(cell, code=both.group(1), label=both.group(2))
    if at_start and _is_total(squeeze(text)):
        return Item(cell, label=text)
    return None


def _take(item: Item, cell: Cell, number: int, one_a_line: bool) -> None:
    """Give an amount to a row: the amounts of a row stand on one line, unless each cell has its own."""
    if item.closed or (item.row is not None and item.row != number and not one_a_line):
        item.closed = True
        return
    item.row = number
    item.amounts.append(cell)


def _panels(kind: FormKind, rows: Sequence[Row]) -> LooseForm | None:
    """Panels side by side, a code, a name and an amount each; one below the other here."""
    items: list[Item] = []
    totals = row_names("personnel_total") | row_names("operating_total")
    for cell in _with_whole_codes(rows):
        text = compact(cell.text)
        both = _CODE_AND_NAME.fullmatch(text)
        if _ECONOMIC_CODE.fullmatch(text):
            items.append(Item(cell, code=text))
        elif both and _ECONOMIC_CODE.fullmatch(both.group(1)):
            items.append(Item(cell, code=both.group(1), label=both.group(2)))
        elif squeeze(text) in totals:
            items.append(Item(cell, label=text))
        elif items and is_amount(text) and not items[-1].closed:
            items[-1].amounts.append(cell)
            items[-1].closed = True
        elif items and not items[-1].closed and not is_amount(text):
            items[-1].label += text
    items = [item for item in items if item.code or item.amounts]
    printed = [item.code or item.label for item in items]
    if len(items) < _FEWEST_ROWS or len(set(printed)) < len(printed) or not any(i.amounts for i in items):
        return None
    columns = coded_columns([next(iter(kind.columns.values()))[0]])
    made = [
        (replace(item.start, text=item.code), replace(item.start, text=item.label), *_spread_one(item))
        for item in items
    ]
    return LooseForm(columns, tuple(made))


def _with_whole_codes(rows: Sequence[Row]) -> Sequence[Cell]:
    """The cells of some rows, codes in two columns (301, 01) put together where there are several."""
    cells: list[Cell] = []
    joined: list[Cell] = []
    for row in rows:
        cells += row
        before = ""
        for cell in row:
            text = compact(cell.text)
            if _CATEGORY.fullmatch(before) and _REST_OF_CODE.fullmatch(text):
                joined[-1] = replace(joined[-1], text=before + text)
            else:
                joined.append(cell)
            before = text
    return joined if len(cells) - len(joined) >= _FEWEST_ROWS else cells


def _spread_one(item: Item) -> Iterator[Cell]:
    yield item.amounts[0] if item.amounts else replace(item.start, text="")

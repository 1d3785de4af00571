"""Two-sided forms of which only words and numbers are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...documents import Cell
from .catalogue import (
    EXPENDITURE,
    INCOME,
    FormKind,
    compact,
    is_enumerated,
    row_names,
    side_of_line,
    squeeze,
    without_enumerator,
    words,
)
from .header import LINE_COLUMN, NAME_COLUMN, VALUE_COLUMN, Column, Row
from .loose_cells import Item, LooseForm, is_amount, numbers_columns, spread
from .loose_wrapped import wrapped_items

_ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_FEWEST_ROWS = 3
_LABELLED = 0.7
"""Of the lines of expenditure so many have a label: the last ones stand beside carried-over income."""


def read_sides(kind: FormKind, head: str, rows: Sequence[Row]) -> LooseForm | None:
    """Lines of income and of expenditure, each told by its line number, or by its label if they have none."""
    by_number = _sides(kind, head, _numbered_items(rows))
    by_label = by_number or _sides(kind, head, _labelled_items(head, rows))
    numbered = any(name in head for name in words("header", "line"))
    return by_label or _sides(kind, head, wrapped_items(rows, len(kind.columns), numbered))


def _sides(kind: FormKind, head: str, items: Sequence[Item]) -> LooseForm | None:
    width = len(kind.columns)
    sides = {side: [item for item in items if item.side == side] for side in (INCOME, EXPENDITURE)}
    labelled = sum(bool(item.label) for item in sides[EXPENDITURE])
    if min(map(len, sides.values())) < _FEWEST_ROWS or labelled < _LABELLED * len(sides[EXPENDITURE]):
        return None
    if any(not item.label and any(cell.text.strip() for cell in item.amounts) for item in sides[EXPENDITURE]):
        return None
    widths = {INCOME: 1, EXPENDITURE: width}
    placed = any(item.is_placed() for item in items)
    for item in items if placed else ():
        item.fill(widths[item.side])
    if any(len(item.amounts) > widths[item.side] for item in items):
        return None
    blank = replace(items[0].start, text="")
    made: list[Row] = []
    for side, others in ((INCOME, width + 2), (EXPENDITURE, 3)):
        for item in sides[side]:
            own = (
                replace(item.start, text=item.label),
                replace(item.start, text=item.line),
                *spread(item, widths[side], True),
            )
            made.append((*own, *[blank] * others) if side == INCOME else (*[blank] * others, *own))
    return LooseForm(side_columns(kind, head), tuple(made), placed)


def side_columns(kind: FormKind, head: str) -> tuple[Column, ...]:
    """The columns of a two-sided form below its head: item, line and amount, then those of expenditure."""
    amount = next((name for name in words("rows", "final") if name in head), "决算数")
    right = [names[0] for names in kind.columns.values()]
    return (
        *_side_columns("收入", [amount]),
        *_side_columns("支出", right if len(right) > 1 else [amount]),
    )


def _side_columns(side: str, names: Sequence[str]) -> Iterator[Column]:
    yield Column("项目", (side,), NAME_COLUMN)
    yield Column("行次", (side,), LINE_COLUMN)
    for name in names:
        yield Column(name, (side,), VALUE_COLUMN)


def _numbered_items(rows: Sequence[Row]) -> list[Item]:
    """Lines by their numbers: those of income count from 1, those of expenditure from where they begin."""
    items: list[Item] = []
    income, expenditure, label = 1, 0, ""
    for cell, is_page, is_head in _below_head(rows):
        text = compact(cell.text)
        if is_head:
            label = ""
        elif text.isdigit() and int(text) in (income, expenditure or int(text)) and _may_begin(items, text):
            is_income = int(text) == income
            side = INCOME if is_income else EXPENDITURE
            items.append(Item(cell, line=text, side=side, label=_own_label(label)))
            income, expenditure = (income + 1, expenditure) if is_income else (income, int(text) + 1)
            label = ""
        elif is_amount(text) or not text:
            if items and not label and not is_page:
                items[-1].amounts.append(cell)
        else:
            label += text
    return items


def _below_head(rows: Sequence[Row]) -> Iterator[tuple[Cell, bool, bool]]:
    """The cells from the row 栏次 on, which numbers the columns; with each whether it may be the number of a
    page, an integer alone on its line, and whether it stands in that row, which a page may repeat."""
    one_a_line = sum(len(row) == 1 for row in rows) > len(rows) / 2
    cells = [(cell, len(row) == 1 and not one_a_line) for row in rows for cell in row]
    heads = [at for at, (cell, _) in enumerate(cells) if numbers_columns(squeeze(cell.text))]
    number: int | None = None
    for cell, is_alone in cells[heads[0] if heads else 0 :]:
        text = compact(cell.text)
        if numbers_columns(squeeze(text)):
            number = number or 0
        elif number is not None and text == str(number + 1):
            number += 1
        elif squeeze(text) not in words("header", "line"):
            number = None
        yield cell, is_alone and text.isdigit(), number is not None


def _may_begin(items: Sequence[Item], text: str) -> bool:
    """Whether an integer may be a line's number: the first of expenditure comes after the first of income."""
    return bool(items) or text == "1"


def _own_label(label: str) -> str:
    """The label without the end of the one before it, which wrapped below its own amounts."""
    marks = [match.start() for match in _ENUMERATED.finditer(label)]
    return label[marks[-1] :] if marks else label


def _labelled_items(head: str, rows: Sequence[Row]) -> list[Item]:
    """Lines by their labels, which tell their side; none if lines are numbered, or an amount stands behind a
    label that is not known."""
    if any(name in head for name in words("header", "line")):
        return []
    items: list[Item] = []
    begun, pending = False, ""
    for cell in (cell for row in rows for cell in row):
        text = compact(cell.text)
        if is_amount(text):
            if begun and pending:
                return []
            begun = begun or (bool(items) and not pending)
            if begun:
                items[-1].amounts.append(cell)
            continue
        longer = items[-1].label + pending + text if items and not items[-1].amounts else ""
        label = next((name for name in (longer, text, pending + text) if _is_line(name)), None)
        if label is None:
            pending += text
            continue
        if label == longer:
            items.pop()
        if not begun:
            items, begun = [], is_enumerated(label)
        items.append(Item(cell, label=label, side=_own_side(label, items)))
        pending = ""
    return items


def labelled_lines(cells: Sequence[Cell]) -> list[Item]:
    """The lines of both sides by their labels alone, from the first numbered 一、 on; none if words are left
    that belong to no line."""
    items: list[Item] = []
    pending = ""
    for cell in cells:
        text = compact(cell.text)
        label = next((name for name in (text, pending + text) if _is_line(name)), None)
        if label is None:
            pending += "" if text.isdigit() or not items else text
        elif items or is_enumerated(label):
            items.append(Item(cell, label=label, side=_own_side(label, items)))
            pending = ""
    return [] if pending else items


def _own_side(label: str, before: Sequence[Item]) -> str:
    """The side of a line; of two grand totals of one name the first is that of income."""
    side = _side_of(label)
    if side is not None:
        return side
    is_second = any(squeeze(item.label) == squeeze(label) for item in before)
    return EXPENDITURE if is_second else INCOME


def _side_of(label: str) -> str | None:
    return side_of_line(label.removeprefix("其中:"))


def _is_line(label: str) -> bool:
    return _side_of(label) is not None or without_enumerator(label) in row_names("grand_total")

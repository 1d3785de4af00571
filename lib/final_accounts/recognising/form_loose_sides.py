"""Two-sided forms and that of the three public expenses, of which only words and numbers are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ..documents import Cell
from ..figures import parse_figure
from .form_catalogue import EXPENDITURE, INCOME, FormKind, compact, squeeze, words
from .form_header import LINE_COLUMN, NAME_COLUMN, VALUE_COLUMN, Column, Row
from .form_loose_cells import Item, LooseForm, column_count, is_amount, numbers_columns, spread

_ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_FEWEST_ROWS = 3
_LABELLED = 0.7
"""Of the lines of expenditure so many have a label: the last ones stand beside carried-over income."""
_MOST_BLANK = 8
_MEASURES = ("预算数", "决算数")


def read_sides(kind: FormKind, head: str, rows: Sequence[Row]) -> LooseForm | None:
    """Lines of income and of expenditure, each told by its line number."""
    right = [names[0] for role, names in kind.columns.items()]
    items = _numbered_items(rows)
    sides = {side: [item for item in items if item.side == side] for side in (INCOME, EXPENDITURE)}
    labelled = sum(bool(item.label) for item in sides[EXPENDITURE])
    if min(map(len, sides.values())) < _FEWEST_ROWS or labelled < _LABELLED * len(sides[EXPENDITURE]):
        return None
    if any(item.amounts and not item.label for item in sides[EXPENDITURE]):
        return None
    widths = {INCOME: 1, EXPENDITURE: len(right)}
    if any(len(item.amounts) > widths[item.side] for item in items):
        return None
    amount = next((name for name in words("rows", "final") if name in head), "决算数")
    columns = (
        *_side_columns("收入", [amount]),
        *_side_columns("支出", right if len(right) > 1 else [amount]),
    )
    blank = replace(items[0].start, text="")
    made: list[Row] = []
    for side, others in ((INCOME, len(right) + 2), (EXPENDITURE, 3)):
        for item in sides[side]:
            own = (
                replace(item.start, text=item.label),
                replace(item.start, text=item.line),
                *spread(item, widths[side], True),
            )
            made.append((*own, *[blank] * others) if side == INCOME else (*[blank] * others, *own))
    return LooseForm(columns, tuple(made))


def _side_columns(side: str, names: Sequence[str]) -> Iterator[Column]:
    yield Column("项目", (side,), NAME_COLUMN)
    yield Column("行次", (side,), LINE_COLUMN)
    for name in names:
        yield Column(name, (side,), VALUE_COLUMN)


def _numbered_items(rows: Sequence[Row]) -> list[Item]:
    """Lines by their numbers: those of income count from 1, those of expenditure from where they begin."""
    items: list[Item] = []
    heads = (at for at, row in enumerate(rows) if any(numbers_columns(squeeze(cell.text)) for cell in row))
    first = next(heads, -1)
    income, expenditure, label = 1, 0, ""
    for row in rows[first + 1 :]:
        for cell in row:
            text = compact(cell.text)
            if text.isdigit() and int(text) in (income, expenditure or int(text)) and _may_begin(items, text):
                is_income = int(text) == income
                side = INCOME if is_income else EXPENDITURE
                items.append(Item(cell, line=text, side=side, label=_own_label(label)))
                income, expenditure = (income + 1, expenditure) if is_income else (income, int(text) + 1)
                label = ""
            elif is_amount(text):
                if items and not label:
                    items[-1].amounts.append(cell)
            else:
                label += text
    return items


def _may_begin(items: Sequence[Item], text: str) -> bool:
    """Whether an integer may be a line's number: the first of expenditure comes after the first of income."""
    return bool(items) or text == "1"


def _own_label(label: str) -> str:
    """The label without the end of the one before it, which wrapped below its own amounts."""
    marks = [match.start() for match in _ENUMERATED.finditer(label)]
    return label[marks[-1] :] if marks else label


def read_expenses(kind: FormKind, head: str, rows: Sequence[Row]) -> LooseForm | None:
    """One row of amounts, of the budget and of the final account or of the latter alone: the one way to
    leave columns blank with which its sums come out."""
    roles = list(kind.columns)
    both = all(name in head for name in _MEASURES)
    width = column_count(rows) or len(roles) * (2 if both else 1)
    measures = _MEASURES if width == 2 * len(roles) else ("",)
    data = [row for row in rows if sum("." in cell.text for cell in row) >= 2 and all(map(_is_figure, row))]
    if width != len(measures) * len(roles) or len(data) != 1 or both != (measures is _MEASURES):
        return None
    blank = width - len(data[0])
    if not 0 <= blank <= _MOST_BLANK:
        return None
    fitting = [
        placed
        for left_out in combinations(range(width), blank)
        if _adds_up(kind, roles, placed := _without(data[0], left_out, width))
    ]
    if len(fitting) != 1:
        return None
    columns = tuple(
        Column(kind.columns[role][0], (measure,) if measure else (), VALUE_COLUMN)
        for measure in measures
        for role in roles
    )
    origin = data[0][0]
    return LooseForm(columns, (tuple(cell or replace(origin, text="") for cell in fitting[0]),))


def _is_figure(cell: Cell) -> bool:
    return parse_figure(cell.text) is not None


def _without(row: Row, left_out: Sequence[int], width: int) -> list[Cell | None]:
    cells = iter(row)
    return [None if at in left_out else next(cells) for at in range(width)]


def _adds_up(kind: FormKind, roles: Sequence[str], cells: Sequence[Cell | None]) -> bool:
    """Whether each sum of each measure comes out to the last digit, blank cells being nothing."""
    figures = [parse_figure(cell.text) if cell is not None else None for cell in cells]
    values = [figure.value if figure is not None else Decimal(0) for figure in figures]
    for start in range(0, len(values), len(roles)):
        of = dict(zip(roles, values[start : start + len(roles)], strict=True))
        for role, parts in kind.sums.items():
            if of[role] != sum((sign * of[part] for part, sign in parts), Decimal(0)):
                return False
    return True

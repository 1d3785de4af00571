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
from ...figures import Figure
from ...reports import Form
from .catalogue import (
    CODE,
    CODES,
    PANELS,
    THREE_PUBLIC,
    TWO_SIDED,
    FormKind,
    category_codes,
    compact,
    form_kinds,
    line_names,
    row_names,
    squeeze,
    without_enumerator,
)
from .header import CODE_COLUMN, NAME_COLUMN, VALUE_COLUMN, Column, Row
from .identities import BALANCE, LINE_SUM, TOTAL_SUM, Identity, identities
from .loose_cells import Item, LooseForm, column_count, is_amount, numbers_columns, spread
from .loose_expenses import read_expenses
from .loose_sides import read_sides
from .marks import marked

_ECONOMIC_CODE = re.compile(r"3(?:0[1-9]|1\d|99)(?:\d{2})?")
_CODE_AND_NAME = re.compile(r"(\d{7}|\d{5}|\d{3})([\u4e00-\u9fff].*)")
_FEWEST_ROWS = _FEWEST_SUMS = 3
_FEWEST_HOLDING = 2


def read_loose(kind: FormKind, above: Sequence[str], rows: Sequence[Row]) -> LooseForm | None:
    """The form that rows of words and numbers make below some lines of its head; None if they make none."""
    head = squeeze("".join([*above, *(cell.text for cell in _before_data(kind, rows))]))
    if kind.layout == CODES:
        return _codes(kind, head, _head_lines(kind, above, rows), rows)
    if kind.layout == PANELS:
        return _panels(kind, rows)
    if kind.layout == TWO_SIDED:
        return read_sides(kind, head, rows)
    return read_expenses(kind, head, rows)


def _before_data(kind: FormKind, rows: Sequence[Row]) -> Iterator[Cell]:
    for row in rows:
        for cell in row:
            name = squeeze(cell.text)
            if numbers_columns(name) or (kind.layout == CODES and CODE.fullmatch(name)):
                return
            yield cell


def _head_lines(kind: FormKind, above: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The printed lines of a head."""
    by_line: dict[int | None, list[str]] = {}
    for cell in _before_data(kind, rows):
        by_line.setdefault(cell.place.row, []).append(cell.text)
    return [squeeze(line) for line in [*above, *("".join(texts) for texts in by_line.values())]]


def _is_total(name: str) -> bool:
    return name in row_names("total")


def _codes(kind: FormKind, head: str, lines: Sequence[str], rows: Sequence[Row]) -> LooseForm | None:
    names = _value_names(kind, head, lines, rows)
    items = list({item.code: item for item in reversed(list(_coded_items(rows)))}.values())[::-1]
    if names is None or not items or any(len(item.amounts) > len(names) for item in items):
        return None
    if len(items) < _FEWEST_ROWS and any(len(item.amounts) < len(names) for item in items):
        return None
    columns = (
        Column("科目代码", (), CODE_COLUMN),
        Column("科目名称", (), NAME_COLUMN),
        *(Column(name, (), VALUE_COLUMN) for name in names),
    )
    first_is_total = kind.role(names[0]) == "total"
    made = [
        (
            replace(item.start, text=item.code),
            replace(item.start, text=item.label),
            *spread(item, len(names), first_is_total),
        )
        for item in items
    ]
    return LooseForm(columns, tuple(made))


def _value_names(
    kind: FormKind, head: str, lines: Sequence[str], rows: Sequence[Row]
) -> tuple[str, ...] | None:
    """The names of a form's value columns: those of its head in order, or the catalogue's if as many."""
    numbered = column_count(rows)
    by_cells: dict[str, str] = {}
    for cell in _before_data(kind, rows):
        role = kind.role(cell.text)
        if role is not None:
            by_cells.setdefault(role, squeeze(cell.text))
    for found in (by_cells, _names_in(kind, head)):
        if set(found) >= set(kind.columns) and numbered in (None, len(found)):
            roles = _in_order(kind, list(found), lines)
            return None if roles is None else tuple(found[role] for role in roles)
    catalogued = tuple(names[0] for names in kind.columns.values())
    return catalogued if numbered == len(catalogued) else None


def _names_in(kind: FormKind, head: str) -> dict[str, str]:
    """The names of columns that stand in a head whose cells ran together, by their roles."""
    known = {name: role for role, names in (*kind.columns.items(), *kind.optional.items()) for name in names}
    pattern = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    found: dict[str, str] = {}
    for match in pattern.finditer(head):
        found.setdefault(known[match.group()], match.group())
    return found


def _in_order(kind: FormKind, roles: Sequence[str], lines: Sequence[str]) -> list[str] | None:
    """The columns in their order on paper, None if nothing tells it.

    No sum does: it is that of one line of the head which names them all. Where their names wrap, a tall
    one is printed above the others, wherever it stands; then all know the order by the catalogue.
    """
    printed = _parts_behind_total(kind, roles)
    known = [role for role in kind.columns if role in roles]
    if [role for role in printed if role in kind.columns] == known:
        return printed
    if any(set(_names_in(kind, line)) >= set(roles) for line in lines):
        return printed
    return known if len(known) == len(roles) else None


def _parts_behind_total(kind: FormKind, roles: Sequence[str]) -> list[str]:
    """The columns in their order on paper: the parts of a total below it are printed after all of its row."""
    parts = [part for part, _ in kind.sums.get("total", ()) if part in roles]
    others = [role for role in roles if role not in parts]
    at = others.index("total") + 1 if "total" in others else len(others)
    return [*others[:at], *(role for role in roles if role in parts), *others[at:]]


def _coded_items(rows: Sequence[Row]) -> Iterator[Item]:
    """The rows that begin with a code, or with 合计."""
    current: Item | None = None
    one_a_line = sum(len(row) == 1 for row in rows) > len(rows) * 0.8
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            text = compact(cell.text)
            begun = _beginning(cell, text, at == 0)
            if begun is not None:
                if current is not None and current.amounts:
                    yield current
                current = begun
            elif current is None:
                continue
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
    for cell in (cell for row in rows for cell in row):
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
    name = next(iter(kind.columns.values()))[0]
    columns = (
        Column("科目代码", (), CODE_COLUMN),
        Column("科目名称", (), NAME_COLUMN),
        Column(name, (), VALUE_COLUMN),
    )
    made = [
        (replace(item.start, text=item.code), replace(item.start, text=item.label), *_spread_one(item))
        for item in items
    ]
    return LooseForm(columns, tuple(made))


def _spread_one(item: Item) -> Iterator[Cell]:
    yield item.amounts[0] if item.amounts else replace(item.start, text="")


def confirmed_or_marked(form: Form) -> Form:
    """The form as it is if its sums come out, or fail as one wrong figure makes them fail.

    Else with all its figures marked: a sum may be wrong in print or in reading, and nothing tells which.
    """
    sums = [one for one in identities(form) if not any(figure.uncertain for figure in one.figures)]
    if _are_enough(form, sums) and _are_whole(form) and _fail_as_one(form, sums):
        return form
    return marked(form)


def _are_enough(form: Form, sums: Sequence[Identity]) -> bool:
    """Whether sums show where the figures stand; they need not show more where no cell is blank."""
    layout = form_kinds()[form.key].layout
    if layout in (CODES, TWO_SIDED) and any(one.family in _OF_ALL for one in sums):
        return True
    if layout == TWO_SIDED:
        return False
    fewest = 1 if layout == CODES else _FEWEST_HOLDING if layout == THREE_PUBLIC else _FEWEST_SUMS
    return len(sums) >= fewest and (layout != CODES or _is_full(form))


_OF_ALL = frozenset({TOTAL_SUM, LINE_SUM, BALANCE})


def _is_full(form: Form) -> bool:
    return all(value is not None for row in form.rows for value in row.values)


def _are_whole(form: Form) -> bool:
    """Whether no label of a line and no number seems to be cut: where cells wrap, pieces go astray."""
    figures = [value for row in form.rows for value in row.values if value is not None and value.value]
    longest = max((figure.decimals for figure in figures), default=0)
    if longest > 2 and any(figure.decimals < longest for figure in figures):
        return False
    if longest and not all(figure.decimals for figure in figures):
        # A number of a page among the amounts.
        return False
    if form_kinds()[form.key].layout != TWO_SIDED:
        return True
    known = line_names() | set(category_codes())
    told = [row for row in form.rows if any(value is not None and value.value for value in row.values)]
    return all(without_enumerator(row.label) in known for row in told)


def _fail_as_one(form: Form, sums: Sequence[Identity]) -> bool:
    """Whether no sum fails, or several by just what one figure in all of them is off: a row that was lost
    or misplaced fails those of one kind, or each by another amount.

    The sums of the three public expenses are all of one kind: there no cell may be blank and others hold.
    """
    failing = [one for one in sums if not one.may_hold]
    if not failing:
        return True
    if form_kinds()[form.key].layout == THREE_PUBLIC:
        if not _is_full(form) or len(sums) - len(failing) < _FEWEST_HOLDING:
            return False
    elif len({one.family for one in failing}) < 2:
        return False
    changes = [{figure.place: change for figure, change in _changes(one)} for one in failing]
    shared = set(changes[0]).intersection(*changes[1:])
    return any(len({change[place] for change in changes}) == 1 for place in shared)


def _changes(sum_of: Identity) -> Iterator[tuple[Figure, Decimal]]:
    """Each figure of a sum, and by how much it would have to change for the sum to come out."""
    yield sum_of.stated, -sum_of.gap
    for term in sum_of.terms:
        yield term.figure, sum_of.gap * term.sign

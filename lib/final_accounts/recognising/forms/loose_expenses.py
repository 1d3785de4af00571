"""The form of the three public expenses, of which only words and numbers are left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ...documents import Cell
from ...figures import parse_figure
from .catalogue import FormKind, row_names, squeeze
from .header import NAME_COLUMN, VALUE_COLUMN, Column, Row
from .loose_cells import Item, LooseForm, is_amount, spread
from .three_public import BUDGET, FINAL, line_role

_MOST_BLANK = 8
_MOST_FITTING = 12
"""Ways to place the amounts that are told as possible: of more, too little is known."""
_FEWEST_LINES = 4
_FEWEST_NUMBERS = 4
_FEWEST_REPEATED = 3


def read_expenses(kind: FormKind, head: str, rows: Sequence[Row]) -> LooseForm | None:
    """A line for each expense, or one row of amounts of the budget and of the final account."""
    cells = [cell for row in rows for cell in row]
    return _a_line_each(kind, cells) or _one_row(kind, head, cells)


def _a_line_each(kind: FormKind, cells: Sequence[Cell]) -> LooseForm | None:
    """A line for each expense, told by its label: its number, if lines are numbered, and an amount for each
    measure, blank ones left out."""
    items = list(_lines(kind, cells))
    first = next((cells.index(item.start) for item in items if item.amounts), 0)
    measures = tuple(name for cell in cells[:first] if (name := _measure_in(cell.text)) is not None)
    told = [item for item in items if item.amounts]
    if len(told) < _FEWEST_LINES or len(set(measures)) < len(measures):
        return None
    if not set(measures) & row_names("final"):
        return None
    if all(item.amounts[0].text.strip() == str(number) for number, item in enumerate(items, 1)):
        items = [replace(item, amounts=item.amounts[1:]) for item in items]
    items = _totals_of_payers(items, cells[:first], len(measures))
    if any(len(item.amounts) > len(measures) for item in items):
        return None
    columns = (Column("项目", (), NAME_COLUMN), *(Column(name, (), VALUE_COLUMN) for name in measures))
    made = [
        (replace(item.start, text=item.label), *spread(item, len(measures), False, first_column=1))
        for item in items
    ]
    return LooseForm(columns, tuple(made))


def _totals_of_payers(items: Sequence[Item], head: Sequence[Cell], measures: int) -> list[Item]:
    """The lines with the first amount of each measure alone: its total, before what each budget paid."""
    named = [name for cell in head if (name := squeeze(cell.text)) in row_names("total")]
    if measures < 2 or len(named) != measures:
        return list(items)
    counts = {len(item.amounts) for item in items}
    width, left = divmod(max(counts), measures)
    if len(counts) > 1 or left or width < 2:
        return list(items)
    return [replace(item, amounts=item.amounts[::width]) for item in items]


_MEASURES = row_names("budget") | row_names("final")
_YEARS = re.compile(r"^(?:20\d\d年|本年)(?:度(?!数))?|(?:单位)?(?:万元|元)$")


def _measure_in(head: str) -> str | None:
    """The measure that a column is headed by, with its year and unit or without: 2024年决算数（万元）."""
    name = _YEARS.sub("", _YEARS.sub("", squeeze(head)))
    return next((found for found in (name, f"{name}数") if found in _MEASURES), None)


def _lines(kind: FormKind, cells: Sequence[Cell]) -> Iterator[Item]:
    """The lines of the expenses that follow the head: the first label with amounts behind it begins them."""
    found: list[Item] = []
    for cell in cells:
        if is_amount(cell.text):
            if found and not found[-1].closed:
                found[-1].amounts.append(cell)
            continue
        if found:
            found[-1].closed = True
        if line_role(kind, cell.text) is not None:
            found.append(Item(cell, label=cell.text))
    begun = next((at for at, item in enumerate(found) if item.amounts), len(found))
    yield from found[begun:]


def _one_row(kind: FormKind, head: str, cells: Sequence[Cell]) -> LooseForm | None:
    """One row of amounts below the names of its columns: each in its place if none is blank, else as the
    sums leave it possible."""
    roles = [*kind.columns, *(role for role, names in kind.optional.items() if _names_one(head, names))]
    both = all(_names_one(head, row_names(measure)) for measure in ("budget", "final"))
    measures = (BUDGET, FINAL) if both else ("",)
    width = len(roles) * len(measures)
    numbers, data = _row(cells)
    if numbers not in (0, width) or not 0 <= width - len(data) <= _MOST_BLANK:
        return None
    if len(data) < max(3, len(roles) // 2) or not any("." in cell.text for cell in data):
        return None
    named = all(_names_one(head, names) for role, names in kind.columns.items() if role != "total")
    repeated = both and all(head.count(measure) == len(roles) for measure in measures)
    if not (named or numbers == width or repeated):
        return None
    order = _order(head, roles, measures)
    ways = list(_ways(kind, order, data))
    if not 1 <= len(ways) <= _MOST_FITTING:
        return None
    columns = tuple(
        Column(_name(kind, role), (measure,) if measure else (), VALUE_COLUMN) for measure, role in order
    )
    return LooseForm(columns, (_placed(ways, data[0]),))


def _order(head: str, roles: Sequence[str], measures: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The columns of the row, each the measure and the role: all expenses of the budget before those of the
    final account, or both of each expense beside each other, if the head repeats them over and over."""
    repeated = len(measures) > 1 and all(head.count(measure) >= _FEWEST_REPEATED for measure in measures)
    if repeated:
        return [(measure, role) for role in roles for measure in measures]
    return [(measure, role) for measure in measures for role in roles]


def _names_one(head: str, names: Iterable[str]) -> bool:
    return any(name in head for name in names)


def _name(kind: FormKind, role: str) -> str:
    return (kind.columns.get(role) or kind.optional[role])[0]


def _row(cells: Sequence[Cell]) -> tuple[int, list[Cell]]:
    """How many columns are numbered, and the amounts below the head; none if words stand among them."""
    start = next((at for at, cell in enumerate(cells) if is_amount(cell.text)), len(cells))
    data = list(cells[start:])
    if not all(is_amount(cell.text) for cell in data):
        return 0, []
    numbers = 0
    while numbers < len(data) and data[numbers].text.strip() == str(numbers + 1):
        numbers += 1
    return (numbers, data[numbers:]) if numbers >= _FEWEST_NUMBERS else (0, data)


def _ways(
    kind: FormKind, order: Sequence[tuple[str, str]], data: Sequence[Cell]
) -> Iterator[tuple[Cell | None, ...]]:
    """The ways to leave columns blank with which the sums come out but for rounding, those that come out
    to the last digit first."""
    width = len(order)
    if len(data) == width:
        yield tuple(data)
        return
    figures = [parse_figure(cell.text) for cell in data]
    values = [figure.value if figure is not None else Decimal(0) for figure in figures]
    step = Decimal(1).scaleb(-max((figure.decimals for figure in figures if figure is not None), default=0))
    rounded = []
    for left_out in combinations(range(width), width - len(data)):
        placed, taken = [], iter(values)
        for at in range(width):
            placed.append(Decimal(0) if at in left_out else next(taken))
        gap = _widest_gap(kind, order, placed)
        if gap <= step:
            cells = iter(data)
            way = tuple(None if at in left_out else next(cells) for at in range(width))
            if gap == 0:
                yield way
            else:
                rounded.append(way)
    yield from rounded


def _widest_gap(kind: FormKind, order: Sequence[tuple[str, str]], values: Sequence[Decimal]) -> Decimal:
    """By how much the worst of the sums of each measure fails, blank cells being nothing."""
    gaps = []
    of: Mapping[tuple[str, str], Decimal] = dict(zip(order, values, strict=True))
    for measure in dict.fromkeys(measure for measure, _ in order):
        for role, parts in kind.sums.items():
            whole = sum((sign * of[measure, part] for part, sign in parts), Decimal(0))
            gaps.append(abs(of[measure, role] - whole))
    return max(gaps, default=Decimal(0))


def _placed(ways: Sequence[Sequence[Cell | None]], origin: Cell) -> Row:
    """The row as the first way has it, each cell with what else it holds in the others."""
    made = []
    for column, cells in enumerate(zip(*ways, strict=True)):
        texts = [cell.text if cell is not None else "" for cell in cells]
        own = cells[0] if cells[0] is not None else replace(origin, text="")
        others = tuple(dict.fromkeys(text for text in texts if text != own.text))
        place = replace(own.place, row=origin.place.row, column=column)
        made.append(replace(own, place=place, alternatives=others))
    return tuple(made)

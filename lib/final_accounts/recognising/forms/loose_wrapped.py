"""Lines of two-sided forms whose labels wrap: the halves of both sides stand among the amounts.

A label is put together from what begins a known line and what goes on with it. Amounts between its halves
are its own; where they could be another's, nothing is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...documents import Cell
from .catalogue import (
    EXPENDITURE,
    INCOME,
    category_codes,
    compact,
    is_enumerated,
    line_names,
    row_names,
    sides_begun_by,
    without_enumerator,
)
from .header import Row
from .loose_cells import Item, is_amount

_SIDES = (INCOME, EXPENDITURE)
_MOST_ROWS = 6
"""Printed lines over which a label wraps."""


class _Undecided(Exception):
    """What stands in a line may belong to several labels, or to none."""


@dataclass(slots=True)
class _Label:
    """A label in the making with the printed lines on which it began and ended, and the amounts beside it."""

    item: Item
    first: int
    last: int
    side: str = ""

    @property
    def sides(self) -> frozenset[str]:
        if not without_enumerator(self.item.label):
            return frozenset(_SIDES)
        return frozenset((self.side,)) if self.side else sides_begun_by(self.item.label)

    @property
    def is_whole(self) -> bool:
        label = without_enumerator(self.item.label)
        return label in line_names() or label in category_codes()


@dataclass(slots=True)
class _Reading:
    """The labels so far, in the order in which they began; with line numbers, what stands behind each."""

    labels: list[_Label] = field(default_factory=list)
    numbered: list[tuple[int, Item]] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=lambda: {INCOME: 1, EXPENDITURE: 0})

    def open_at(self, row: int) -> list[_Label]:
        """The labels that may go on: the last of each side."""
        latest = self.labels[-2:]
        if len(latest) == 2 and latest[0].sides <= latest[1].sides and latest[0].is_whole:
            latest = latest[1:]
        return [label for label in latest if row - label.first <= _MOST_ROWS]


def wrapped_items(rows: Sequence[Row], width: int, numbered: bool) -> list[Item]:
    """The lines of both sides, `width` amounts at most on that of expenditure; none if any is in doubt."""
    begun = next((at for at, row in enumerate(rows) if row and _begins_form(row[0])), len(rows))
    heads = {tuple(compact(cell.text) for cell in row) for row in rows[:begun]}
    reading = _Reading()
    try:
        for at, row in enumerate(rows[begun:]):
            texts = tuple(compact(cell.text) for cell in row)
            if texts in heads or (len(row) == 1 and texts[0].isdigit() and not numbered):
                continue
            _take_row(reading, at, row, width, numbered)
        _settle_sides(reading.labels)
        return _matched(reading) if numbered else [label.item for label in reading.labels]
    except _Undecided:
        return []


def _begins_form(cell: Cell) -> bool:
    return is_enumerated(cell.text) and INCOME in sides_begun_by(cell.text)


def _take_row(reading: _Reading, at: int, row: Row, width: int, numbered: bool) -> None:
    open_before = reading.open_at(at)
    before = len(reading.labels)
    owner: Item | None = None
    waiting: list[Cell] = []
    words = [cell for cell in row if not is_amount(cell.text)]
    for cell in row:
        text = compact(cell.text)
        side = _numbered_side(reading, text) if numbered else None
        if side is not None:
            reading.expected[side] = int(text) + 1
            owner = Item(cell, line=text, side=side)
            reading.numbered.append((at, owner))
        elif not is_amount(text):
            label = _with_piece(reading, at, cell, text, open_before, cell is words[-1])
            owner = None if numbered else label.item
            if waiting:
                _left(open_before, label).item.amounts.extend(waiting)
                waiting = []
        elif owner is not None:
            owner.amounts.append(cell)
        else:
            waiting.append(cell)
    if waiting:
        if numbered:
            raise _Undecided
        _give_alone(open_before, waiting, width)
    if owner is not None and not numbered:
        _pass_on(owner, [one for one in open_before if one.last == at - 1])
    beside = reading.labels[before:]
    if len(beside) == 2:
        for side, label in zip(_SIDES, beside, strict=True):
            label.side = side if side in label.sides else label.side


def _with_piece(
    reading: _Reading, at: int, cell: Cell, text: str, open_before: list[_Label], is_last: bool
) -> _Label:
    """The label with which a piece goes on, or a new one that it begins; `is_last` of its printed line."""
    if not is_enumerated(text):
        going_on = [one for one in open_before if sides_begun_by(one.item.label + text) & one.sides]
        if len(going_on) > 1:
            going_on = _narrowed(going_on, is_last)
        if going_on:
            label = going_on[0]
            label.item.label += text
            label.last = at
            open_before.remove(label)
            return label
    if without_enumerator(text) and not sides_begun_by(text):
        raise _Undecided
    reading.labels.append(_Label(Item(cell, label=text), at, at))
    return reading.labels[-1]


def _narrowed(going_on: Sequence[_Label], is_last: bool) -> list[_Label]:
    """The one of several labels with which a piece goes on: one that is not whole; of two that are alike
    either; of two sides that of income if more stands behind it."""
    broken = [one for one in going_on if not one.is_whole]
    alike = len({one.item.label for one in broken}) == 1 and not any(one.item.amounts for one in broken)
    if len(broken) == 1 or (broken and alike):
        return broken[:1]
    income = [one for one in broken if one.sides == {INCOME}]
    if len(broken) != 2 or len(income) != 1 or is_last:
        raise _Undecided
    return income


def _numbered_side(reading: _Reading, text: str) -> str | None:
    """The side whose next line a number counts."""
    if not text.isdigit():
        return None
    number = int(text)
    if number == reading.expected[INCOME]:
        return INCOME
    first = not reading.expected[EXPENDITURE] and number > 1
    return EXPENDITURE if first or number == reading.expected[EXPENDITURE] else None


def _left(open_before: Sequence[_Label], right: _Label) -> _Label:
    """The label of income whose amount stands before a label of expenditure."""
    left = [one for one in open_before if one is not right and INCOME in one.sides and not one.item.amounts]
    if len(left) != 1 or EXPENDITURE not in right.sides:
        raise _Undecided
    return left[0]


def _pass_on(income: Item, above: Sequence[_Label]) -> None:
    """Give what stands behind the one amount of a line of income to the label of expenditure above it."""
    right = [one for one in above if one.sides == {EXPENDITURE} and not one.item.amounts]
    if sides_begun_by(income.label) == {INCOME} and len(income.amounts) > 1 and len(right) == 1:
        right[0].item.amounts.extend(income.amounts[1:])
        del income.amounts[1:]


def _give_alone(open_before: Sequence[_Label], amounts: Sequence[Cell], width: int) -> None:
    """Give amounts that stand alone to the label inside which they stand.

    Of two labels that of income has one amount, that of expenditure two and more if it may.
    """
    waiting = [one for one in open_before if not one.item.amounts]
    if len(waiting) == 1:
        waiting[0].item.amounts.extend(amounts)
        return
    left = [one for one in waiting if one.sides == {INCOME}]
    right = [one for one in waiting if one.sides == {EXPENDITURE}]
    count = {1: 1, 2: 0, width + 1: 1}.get(len(amounts)) if width > 1 else None
    if len(left) != 1 or len(right) != 1 or count is None:
        raise _Undecided
    left[0].item.amounts.extend(amounts[:count])
    right[0].item.amounts.extend(amounts[count:])


def _settle_sides(labels: Sequence[_Label]) -> None:
    """Give every label its side; of two grand totals of one name the first is that of income."""
    totals = [one for one in labels if without_enumerator(one.item.label) in row_names("grand_total")]
    for side, total in zip(_SIDES, totals, strict=False):
        total.side = side if side in total.sides else total.side
    for label in labels:
        if len(label.sides) != 1:
            raise _Undecided
        (label.item.side,) = label.sides


def _matched(reading: _Reading) -> list[Item]:
    """The numbered lines, each with the label that stands about it on its side."""
    for label in reading.labels:
        about = [
            item
            for at, item in reading.numbered
            if item.side == label.item.side and label.first <= at <= label.last and not item.label
        ]
        if len(about) != 1:
            raise _Undecided
        about[0].label = label.item.label
    return [item for _, item in reading.numbered]

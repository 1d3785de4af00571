"""Whether the sums of a form that was put together from words and numbers bear out where these stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import Figure
from ...reports import Form, FormRow
from .catalogue import (
    CODES,
    THREE_PUBLIC,
    TWO_SIDED,
    category_codes,
    form_kinds,
    line_names,
    without_enumerator,
)
from .header import VALUE_COLUMN, Column, Row
from .identities import BALANCE, LINE_SUM, TOTAL_SUM, Identity, identities
from .marks import marked, marked_row

_FEWEST_SUMS = 3
_FEWEST_HOLDING = 2
_OF_ALL = frozenset({TOTAL_SUM, LINE_SUM, BALANCE})


def confirmed_or_marked(form: Form) -> Form:
    """The form as it is if its sums come out, or fail as one wrong figure makes them fail.

    Else with all its figures marked: a sum may be wrong in print or in reading, and nothing tells which.
    """
    sums = [one for one in identities(form) if not any(figure.uncertain for figure in one.figures)]
    if _are_enough(form, sums) and _are_whole(form) and _fail_as_one(form, sums):
        return form
    return marked(form)


def with_doubled_marked(form: Form, columns: Sequence[Column], rows: Sequence[Row]) -> Form:
    """The form with those rows uncertain that hold more figures than the row of cells printed at their place:
    then one number stands in two cells, and another, which would prove it, is lost."""
    at_values = [index for index, column in enumerate(columns) if column.kind == VALUE_COLUMN]
    printed = {row[0].place: sum(bool(row[index].text.strip()) for index in at_values) for row in rows}
    made = (
        marked_row(row) if _count(row) > printed.get(row.place, len(row.values)) else row for row in form.rows
    )
    return replace(form, rows=tuple(made))


def _count(row: FormRow) -> int:
    return sum(value is not None for value in row.values)


def _are_enough(form: Form, sums: Sequence[Identity]) -> bool:
    """Whether sums show where the figures stand; they need not show more where no cell is blank."""
    layout = form_kinds()[form.key].layout
    if layout in (CODES, TWO_SIDED) and any(one.family in _OF_ALL for one in sums):
        return True
    if layout == TWO_SIDED:
        return False
    fewest = 1 if layout == CODES else _FEWEST_HOLDING if layout == THREE_PUBLIC else _FEWEST_SUMS
    return len(sums) >= fewest and (layout != CODES or _is_full(form))


def _is_full(form: Form) -> bool:
    return all(value is not None for row in form.rows for value in row.values)


def _are_whole(form: Form) -> bool:
    """Whether no label of a line and no number seems to be cut: where cells wrap, pieces go astray."""
    figures = [value for row in form.rows for value in row.values if value is not None and value.value]
    longest = max((figure.decimals for figure in figures), default=0)
    shorter = any(0 < figure.decimals < longest for figure in figures)
    if shorter and (longest > 2 or any(_keeps_noughts(figure, longest) for figure in figures)):
        return False
    if longest and not all(figure.decimals for figure in figures):
        # A number of a page among the amounts.
        return False
    if form_kinds()[form.key].layout != TWO_SIDED:
        return True
    known = line_names() | set(category_codes())
    told = [row for row in form.rows if any(value is not None and value.value for value in row.values)]
    return all(without_enumerator(row.label) in known for row in told)


def _keeps_noughts(figure: Figure, decimals: int) -> bool:
    """Whether an amount ends in a nought behind its point: then 3.1 beside it is no 3.10."""
    return figure.decimals == decimals and figure.text.rstrip().endswith("0")


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
    elif len({one.family for one in failing}) < 2 and not _is_grand_total_off(failing):
        return False
    # The cells of a line may lie in one place: what is printed tells them apart.
    changes = [{(figure.place, figure.text): change for figure, change in _changes(one)} for one in failing]
    shared = set(changes[0]).intersection(*changes[1:])
    room = sum((one.slack for one in failing), Decimal(0))
    return any(
        max(change[cell] for change in changes) - min(change[cell] for change in changes) <= room
        for cell in shared
    )


def _is_grand_total_off(failing: Sequence[Identity]) -> bool:
    """Whether a side's total fails against its own lines and against the other side's total."""
    return len(failing) > 1 and all(one.family == BALANCE for one in failing)


def _changes(sum_of: Identity) -> Iterator[tuple[Figure, Decimal]]:
    """Each figure of a sum, and by how much it would have to change for the sum to come out."""
    yield sum_of.stated, -sum_of.gap
    for term in sum_of.terms:
        yield term.figure, sum_of.gap * term.sign

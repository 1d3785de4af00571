"""A form whose numbers stand beside other items' labels: two lists of items were put together row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import WAN_YUAN, Verdict, key_of
from ...places import Place
from ...recognising.forms.catalogue import form_kinds
from ...recognising.forms.named_rows import name_row
from ...reports import Form, FormRow, Report
from ...wordings import Wording, tell
from .evidence import Evidence

_FORM = "general-budget"
_AGAINST = "expenditure"
_ROLES = ("total", "basic", "project")
_FEWEST = 5
"""So many rows in order with the numbers of other items are no chance."""

Amounts = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class DisplacedRows:
    """The rows of a form from the first on that has another item's numbers; `failing` are the computations
    with figures of theirs that do not come out."""

    title: str
    places: tuple[Place, ...]
    message: Wording
    cause: Wording
    failing: tuple[int, ...]


def displaced_rows(report: Report, evidence: Evidence) -> Iterator[DisplacedRows]:
    """The form of the general public budget whose rows have, in their order, the numbers that the form of
    all expenditure gives for other items.

    Source: the two forms list the same items; where a bureau has no other funds their rows are the same.
    """
    form, against = report.form(_FORM), report.form(_AGAINST)
    if form is None or against is None or form.loose or against.loose:
        return
    right = _by_code(against)
    rows = [(row, amounts) for row in form.rows if any(amounts := _amounts(form, row))]
    elsewhere = [(n, code) for n, (row, amounts) in enumerate(rows) if (code := _whose(amounts, row, right))]
    order = list(right)
    in_order = _longest_rise([order.index(code) for _, code in elsewhere])
    if in_order < _FEWEST:
        return
    first, code = elsewhere[0]
    behind = [row for row, _ in rows[first:]]
    if in_order * 2 < len(behind):
        return
    keys = {key_of(value) for row in behind for value in row.values if value is not None}
    failing = tuple(
        index
        for index, finding in enumerate(evidence.findings)
        if finding.verdict is Verdict.INCONSISTENT
        and any(key_of(figure) in keys for figure in finding.figures)
    )
    if len(failing) < _FEWEST:
        return
    begins = behind[0]
    other = next(row for row in against.rows if row.code == code)
    yield DisplacedRows(
        title=form.title,
        places=tuple(value.place for value in begins.values if value is not None),
        message=tell(
            "found.rows_displaced",
            form=form.title,
            row=name_row(begins),
            other=name_row(other),
            against=against.title,
            count=len(elsewhere),
        ),
        cause=tell("cause.rows_displaced", count=len(failing) - 1),
        failing=failing,
    )


def _by_code(form: Form) -> Mapping[str | None, Amounts]:
    return {row.code: _amounts(form, row) for row in form.rows if row.code}


def _amounts(form: Form, row: FormRow) -> Amounts:
    """The total, basic and project expenditure of a row in 万元, blanks as nought."""
    kind = form_kinds()[form.key]
    found = dict.fromkeys(_ROLES, Decimal(0))
    for name, value in zip(form.columns, row.values, strict=False):
        role = kind.role(name)
        if role in found and value is not None and value.is_money:
            found[role] = value.to(WAN_YUAN).value
    return tuple(found.values())


def _whose(amounts: Amounts, row: FormRow, right: Mapping[str | None, Amounts]) -> str | None:
    """The other item that has a row's amounts: that of its own level where several have them."""
    if right.get(row.code) == amounts:
        return None
    same = [code for code, others in right.items() if code is not None and others == amounts]
    return next((code for code in same if len(code) == len(row.code or "")), same[0] if same else None)


def _longest_rise(places: Sequence[int]) -> int:
    """How many of some places in a list stand in its order."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)

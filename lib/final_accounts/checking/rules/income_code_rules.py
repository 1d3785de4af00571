"""The codes of form 2 against those of form 3, where nothing was carried over between years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...figures import WAN_YUAN, Figure, Verdict
from ...recognising.forms.catalogue import column_of
from ...recognising.forms.identities import identities
from ...recognising.forms.named_rows import name_row, total_row
from ...reports import Finding, Form, FormRow, Report
from ...wordings import NOTHING, Wording, joined, tell
from ..findings.forms import printed
from ..registry import rule
from ..verdicts import printed_view

_ITEM = 7
_MOST = 2
"""So many codes may have a slip; more are booked otherwise."""

_MOSTLY = 0.7
_CARRIED = re.compile(r"结转|结余|专用基金")

Items = Mapping[str, tuple[FormRow, Figure]]
"""The items of a form with the amount of its first column."""


@rule("forms.income-codes", "cross", form="income")
def income_codes(report: Report) -> Iterator[Finding]:
    """Where nothing is carried over, each item took in what it spent: form 2 has the codes and amounts of
    form 3.

    Source: 财决公开02表, 03表. It speaks of one or two items only, where all others and the totals agree,
    both forms add up, no other form contradicts form 3, and no carry-over is printed anywhere. Income may
    have been booked otherwise, so the policy makes it a warning.
    """
    income, expenditure = report.form("income"), report.form("expenditure")
    if income is None or expenditure is None or _carries_over(report) or not _same_total(income, expenditure):
        return
    taken, spent = _items(income), _items(expenditure)
    same = [code for code in taken if code in spent and _equal(taken[code][1], spent[code][1])]
    differing = [code for code in taken if code in spent and code not in same]
    only = [code for code in (*taken, *spent) if (code in taken) != (code in spent)]
    odd = (*differing, *only)
    if not same or len(odd) > _MOST or len(same) < _MOSTLY * len(taken):
        return
    if odd and (_broken(income) or _broken(expenditure) or _exceeded(report, spent, odd)):
        return  # The rules on sums and between forms speak of it.
    if not odd:
        message = tell("found.income_codes_agree", title=income.title, other=expenditure.title)
        widest = max(
            abs(taken[code][1].to(WAN_YUAN).value - spent[code][1].to(WAN_YUAN).value) for code in same
        )
        yield replace(_finding(income, Verdict.CONSISTENT, message, ()), difference=f"{widest:f}")
        return
    what = joined([_told(code, taken.get(code), spent.get(code)) for code in sorted(odd)], "；", "; ")
    rows = tuple(side[code][0] for code in odd for side in (taken, spent) if code in side)
    message = tell("found.income_codes", title=income.title, other=expenditure.title, what=what)
    yield _finding(income, Verdict.INCONSISTENT, message, rows)


def _broken(form: Form) -> bool:
    return any(not identity.may_hold for identity in identities(form))


def _exceeded(report: Report, spent: Items, odd: Sequence[str]) -> bool:
    """Whether the general budget alone spends more on an item than form 3 has in all."""
    general = report.form("general-budget")
    budget = {} if general is None else _items(general)
    for code in odd:
        if code in budget and (code not in spent or _above(budget[code][1], spent[code][1])):
            return True
    return False


def _above(one: Figure, other: Figure) -> bool:
    return one.to(WAN_YUAN).value > other.to(WAN_YUAN).value and not _equal(one, other)


def _items(form: Form) -> Items:
    column = column_of(form, "total")
    found: dict[str, tuple[FormRow, Figure]] = {}
    for row in form.rows:
        figure = row.values[column] if column is not None else None
        if row.code is not None and len(row.code) == _ITEM and figure is not None and figure.value:
            if row.code in found:
                return {}  # Forms that print a code again list several units.
            found[row.code] = (row, figure)
    return found


def _carries_over(report: Report) -> bool:
    """Whether anything but nought is printed as brought forward, left, or used of what was left; where form 1
    is not at hand it may be."""
    return report.form("income-expenditure") is None or any(
        figure.value != 0
        for form in report.forms
        if form.key in ("income-expenditure", "appropriation")
        for row in form.rows
        if _CARRIED.search(row.label)
        for figure in row.values
        if figure is not None
    )


def _same_total(one: Form, other: Form) -> bool:
    totals = []
    for form in (one, other):
        row, column = total_row(form), column_of(form, "total")
        figure = row.values[column] if row is not None and column is not None else None
        if figure is None:
            return False
        totals.append(figure)
    return _equal(*totals)


def _equal(one: Figure, other: Figure) -> bool:
    return printed_view(one.to(WAN_YUAN)).meets(printed_view(other.to(WAN_YUAN)))


def _told(code: str, taken: tuple[FormRow, Figure] | None, spent: tuple[FormRow, Figure] | None) -> Wording:
    row, _ = taken or spent or (None, None)
    return tell(
        "named.taken_and_spent",
        row=code if row is None else name_row(row),
        taken=_amount(taken),
        spent=_amount(spent),
    )


def _amount(item: tuple[FormRow, Figure] | None) -> str | Wording:
    return tell("named.no_amount") if item is None else f"{printed(item[1])}{item[1].unit or ''}"


def _finding(form: Form, verdict: Verdict, message: Wording, rows: tuple[FormRow, ...]) -> Finding:
    return Finding(
        rule="forms.income-codes",
        kind="cross",
        verdict=verdict,
        message=message,
        section=form.title,
        explanation=tell("cause.income_codes") if rows else NOTHING,
        places=tuple(row.place for row in rows) or (form.place,),
    )

"""What if rows of a form were others: exchanged, printed once, left out no longer, or filled in rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from ...figures import WAN_YUAN, Figure, Key, key_of
from ...places import Place
from ...recognising.forms.catalogue import column_of
from ...recognising.forms.named_rows import name_row
from ...reports import Finding, Form, FormRow, Report
from ...wordings import Wording, joined, tell
from ..registry import run_rules
from ..rules.form_codes import repeated_row
from .evidence import Evidence
from .exchanges import wanting_each_other

_MOST_PAIRS = 40
"""So many pairs of figures are looked at for rows to exchange."""

_MOST_TRIED = 4
"""So many suppositions are tried: each costs as much as all rules."""

_MOST_FAILING = 60
"""Where more computations fail than this, no one row is to blame."""

_TREES = ("forms.tree-sum", "forms.total-sum")
_BY_CODE = ("expenditure", "general-budget")
_ROLES = ("total", "basic", "project")
_SLACK = Decimal("0.011")


@dataclass(frozen=True, slots=True)
class RowsOtherwise:
    """A supposition on rows of a form that mends findings and makes none: what is wrong, what may have
    happened, where, and the numbers of the findings, the one that it is told in first."""

    title: str
    message: Wording
    cause: Wording
    places: tuple[Place, ...]
    mended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Supposed:
    form: Form
    rows: tuple[FormRow, ...]
    message: Wording
    cause: str
    places: tuple[Place, ...]
    counts: bool = True
    """Whether the cause tells how many findings it mends."""


_Cells = dict[Key, tuple[Form, FormRow, int]]


def rows_otherwise(report: Report, evidence: Evidence, settled: set[int]) -> Iterator[RowsOtherwise]:
    """The suppositions that mend several findings (one, where a row was left out), the first of each form."""
    left = set(evidence.failing) - settled
    if len(left) > _MOST_FAILING:
        return
    if not left and all(repeated_row(form) is None for form in report.forms):
        return
    before = {_identity(finding) for finding in evidence.findings if finding.verdict.is_wrong}
    told: set[int] = set()
    for supposed in islice(_suppositions(report, evidence, left), _MOST_TRIED):
        if id(supposed.form) in told:
            continue
        after = {_identity(finding) for finding in _wrong_with(report, supposed)}
        mended = tuple(
            index
            for index, finding in enumerate(evidence.findings)
            if finding.verdict.is_wrong and _identity(finding) not in after
        )
        enough = 2 if supposed.cause == "cause.exchanged" else 1
        mended = tuple(sorted(mended, key=lambda index: _told_best(evidence.findings[index].rule)))
        if after <= before and len(mended) >= enough and not settled.intersection(mended):
            told.add(id(supposed.form))
            cause = tell(supposed.cause, count=len(mended)) if supposed.counts else tell(supposed.cause)
            yield RowsOtherwise(supposed.form.title, supposed.message, cause, supposed.places, mended)


def _told_best(rule_name: str) -> int:
    """In the finding of which rule a mistake of rows is told best, the least first."""
    if rule_name in ("forms.row-repeated", "forms.code-name"):
        return 0
    if rule_name in _TREES:
        return 1
    return 2 if rule_name.startswith("forms.") else 3


def _suppositions(report: Report, evidence: Evidence, failing: set[int]) -> Iterator[_Supposed]:
    cells: _Cells = {
        key_of(value): (form, row, column)
        for form in report.forms
        for row in form.rows
        for column, value in enumerate(row.values)
        if value is not None
    }
    for form in report.forms:
        again = repeated_row(form)
        if again is not None:
            rows = tuple(row for row in form.rows if row is not again)
            message = tell("found.row_repeated", title=form.title, row=name_row(again))
            yield _Supposed(form, rows, message, "cause.typed_twice", (again.place,), False)
    yield from _exchanged(evidence, failing, cells)
    seen: set[tuple[int, str | None]] = set()
    for index in sorted(failing):
        finding = evidence.findings[index]
        at = cells.get(key_of(finding.stated_figure)) if finding.stated_figure is not None else None
        if finding.rule in _TREES and at is not None and at[0].key in _BY_CODE:
            for supposed in _filled_in(report, finding, at):
                name = (id(supposed.form), str(supposed.places))
                if name not in seen:
                    seen.add(name)
                    yield supposed


def _exchanged(evidence: Evidence, failing: set[int], cells: _Cells) -> Iterator[_Supposed]:
    """Two rows of a form that hold each other's figures, or bear each other's names."""
    seen: set[tuple[int, int]] = set()
    for figure, opposite in islice(wanting_each_other(evidence, failing), _MOST_PAIRS):
        one, other = cells.get(key_of(figure)), cells.get(key_of(opposite))
        if one is None or other is None or one[0] is not other[0] or one[1] is other[1]:
            continue
        form = one[0]
        first, second = (row for row in form.rows if row is one[1] or row is other[1])
        if (id(first), id(second)) in seen:
            continue
        seen.add((id(first), id(second)))
        names = {"title": form.title, "first": name_row(first), "second": name_row(second)}
        for key, instead in (
            ("found.rows_exchanged", (_holding(first, second), _holding(second, first))),
            (
                "found.names_exchanged",
                (replace(first, label=second.label), replace(second, label=first.label)),
            ),
        ):
            rows = tuple(instead[0] if r is first else instead[1] if r is second else r for r in form.rows)
            yield _Supposed(form, rows, tell(key, **names), "cause.exchanged", (first.place, second.place))


def _filled_in(report: Report, finding: Finding, at: tuple[Form, FormRow, int]) -> Iterator[_Supposed]:
    """Rows that the other form of the same items has: left out here, or with other figures here."""
    form, head, column = at
    role = next((role for role in _ROLES if column_of(form, role) == column), None)
    if role is None or finding.difference is None:
        return
    unit = finding.unit or WAN_YUAN
    own = {row.code: row for row in form.rows if row.code}
    below = [code for code in own if code != head.code and code.startswith(head.code or "")]
    longest = max(map(len, below), default=0)
    for other in report.forms:
        if other is form or other.key not in _BY_CODE:
            continue
        theirs = column_of(other, role)
        for row in other.rows if theirs is not None else ():
            code, amount = row.code or "", row.values[theirs] if theirs is not None else None
            if len(code) != longest or not code.startswith(head.code or "") or amount is None:
                continue
            printed = own.get(code)
            now = printed.values[column] if printed is not None else None
            missing = amount.to(unit).value - (now.value if now is not None else 0)
            if abs(missing - Decimal(finding.difference)) > _SLACK * (1 if unit == WAN_YUAN else 10_000):
                continue
            yield _with_row(form, other, row, printed)


def _with_row(form: Form, other: Form, row: FormRow, printed: FormRow | None) -> _Supposed:
    """The form with a row as another form has it, in place of its own or besides."""
    filled = _as_in(form, other, row, printed)
    values = {
        "title": form.title,
        "row": name_row(row),
        "other": other.title,
        "amounts": _amounts(other, row),
    }
    if printed is None:
        later = next(
            (i for i, own in enumerate(form.rows) if own.code and own.code > (row.code or "")), len(form.rows)
        )
        rows = (*form.rows[:later], filled, *form.rows[later:])
        return _Supposed(form, rows, tell("found.row_left_out", **values), "cause.row_left_out", (row.place,))
    rows = tuple(filled if own is printed else own for own in form.rows)
    message = tell("found.row_otherwise", **values)
    return _Supposed(form, rows, message, "cause.row_otherwise", (printed.place, row.place))


def _as_in(form: Form, other: Form, row: FormRow, printed: FormRow | None) -> FormRow:
    values: list[Figure | None] = list(printed.values) if printed is not None else [None] * len(form.columns)
    for role in _ROLES:
        here, there = column_of(form, role), column_of(other, role)
        if here is None or there is None:
            continue
        own, theirs = values[here], row.values[there]
        if theirs is not None:
            theirs = theirs.to(form.unit)
        values[here] = theirs if own is None or theirs is None else replace(theirs, place=own.place)
    return replace(printed or row, values=tuple(values))


def _amounts(form: Form, row: FormRow) -> Wording:
    """What a row holds in the columns that both forms have."""
    columns = [column for role in _ROLES if (column := column_of(form, role)) is not None]
    cells = ((form.columns[column], row.values[column]) for column in columns)
    return joined(
        (f"{name}{value.value:f}{value.unit or ''}" for name, value in cells if value is not None), "，", ", "
    )


def _wrong_with(report: Report, supposed: _Supposed) -> Iterator[Finding]:
    """What is wrong with the report if a form had these rows."""
    changed = replace(supposed.form, rows=supposed.rows)
    forms = tuple(changed if form is supposed.form else form for form in report.forms)
    findings, _ = run_rules(replace(report, forms=forms))
    return (finding for finding in findings if finding.verdict.is_wrong)


def _holding(row: FormRow, other: FormRow) -> FormRow:
    """The row with another's figures, where its own stand."""
    values = tuple(
        theirs if theirs is None or own is None else replace(theirs, place=own.place)
        for own, theirs in zip(row.values, other.values, strict=True)
    )
    return replace(row, values=values, dashes=other.dashes, unread=other.unread)


def _identity(finding: Finding) -> object:
    """What makes a finding of two runs the same one: its rule, and where what it is about stands."""
    about = finding.stated_figure
    return finding.rule, about.place if about is not None else finding.places[:1]

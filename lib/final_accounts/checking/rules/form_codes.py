"""Codes and names of the functional classification in one form, held against the other forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ...figures import Verdict
from ...recognising.forms.identities import TOTAL_SUM, TREE_SUM, identities
from ...recognising.forms.named_rows import name_row
from ...reports import Finding, Form, FormRow, Report
from ...wordings import Wording, tell
from ..findings.forms import printed
from ..registry import rule

_CODED = ("income", "expenditure", "general-budget", "fund", "state-capital")
_WITHIN_EXPENDITURE = ("general-budget", "fund", "state-capital")
_ITEM, _SECTION = 7, 5
_ALIKE = 0.6
"""Names of one code that are so much alike are two ways to print it: cut off, or with 支出 at the end."""

_MOSTLY = 0.7
"""Of two forms with so many codes in common one has been read, and printed, whole."""


@rule("forms.code-name", "cross")
def code_name(report: Report) -> Iterator[Finding]:
    """A code has in all forms the same name. It is wrong where another form calls it otherwise, and gives
    that name to another code; or where only another code of the section has its name elsewhere.

    Source: 政府收支分类科目, each code has one name. Names that are alike may be cut off or abbreviated, but
    not to the very name of another code.
    """
    forms = [form for form in report.forms if form.key in _CODED and _items(form)]
    named = [[row for row in form.rows if row.code is not None and _plain(row.label)] for form in forms]
    names = [{row.code or "": row.label for row in rows} for rows in named]
    for number, (form, rows) in enumerate(zip(forms, named, strict=True)):
        judged = (
            _misnamed(forms, names, number, row) or _miscoded(forms, names, number, row) for row in rows
        )
        found = [wrong for wrong in judged if wrong is not None]
        yield from found
        if len(forms) > 1 and not found:
            yield _agrees("forms.code-name", form, tell("found.codes_agree", title=form.title))


@rule("forms.code-known", "cross", form="expenditure")
def code_known(report: Report) -> Iterator[Finding]:
    """What the general budget, the funds or the state capital spend on an item, form 3 has under it too.

    Source: 财决公开03表, 05表, 07表, 08表: what appropriations pay for is a part of all expenditure. It
    speaks only where form 3 adds up and has most of the items.
    """
    everything = report.form("expenditure")
    if everything is None or any(not identity.may_hold for identity in identities(everything)):
        return
    known = {row.code: row for row in _items(everything)}
    for form in report.forms:
        rows = [row for row in _items(form) if _spends(row)] if form.key in _WITHIN_EXPENDITURE else []
        strange = [row for row in rows if row.code not in known]
        if not rows or len(rows) - len(strange) < _MOSTLY * len(rows):
            continue
        unused = [row for code, row in known.items() if code not in {own.code for own in rows}]
        for row in strange:
            yield _unknown(form, row, everything, unused)
        if not strange:
            message = tell("found.code_known", title=form.title, other=everything.title)
            yield _agrees("forms.code-known", form, message)


@rule("forms.row-repeated", "cross")
def row_repeated(report: Report) -> Iterator[Finding]:
    """A row of codes stands once in its form, where the sums count it once.

    Source: 财决公开02, 03, 05表 give each code one row. Forms that list several units print codes again, and
    count each: of them it says nothing.
    """
    for form in report.forms:
        if form.key not in _CODED:
            continue
        repeated = repeated_row(form)
        if repeated is not None:
            message = tell("found.row_repeated", title=form.title, row=name_row(repeated))
            cause = tell("cause.typed_twice")
            yield _finding("forms.row-repeated", form, repeated, message, repeated.code, None, cause)


def repeated_row(form: Form) -> FormRow | None:
    """The second of two equal rows, if it is the only code printed again and all sums of codes, of which
    there are some, come out without it."""
    first: dict[str, FormRow] = {}
    again = []
    for row in form.rows:
        if row.code is not None and first.setdefault(row.code, row) is not row:
            again.append(row)
    if len(again) != 1 or not _spends(again[0]) or not _equal(first[again[0].code or ""], again[0]):
        return None
    once = replace(form, rows=tuple(row for row in form.rows if row is not again[0]))
    sums = [identity for identity in identities(once) if identity.family in (TREE_SUM, TOTAL_SUM)]
    return again[0] if sums and all(identity.may_hold for identity in sums) else None


def _equal(one: FormRow, other: FormRow) -> bool:
    values = zip(one.values, other.values, strict=True)
    return one.label == other.label and all((a and a.value) == (b and b.value) for a, b in values)


def _items(form: Form) -> Sequence[FormRow]:
    return [row for row in form.rows if row.code is not None and len(row.code) == _ITEM]


def _spends(row: FormRow) -> bool:
    return any(value is not None and value.interval().low > 0 for value in row.values)


def _misnamed(
    forms: Sequence[Form], names: Sequence[Mapping[str, str]], number: int, row: FormRow
) -> Finding | None:
    """A row with another code's name. Where the forms are divided evenly, the first is right."""
    code, own = row.code or "", row.label
    called = [other for other in range(len(forms)) if other != number and code in names[other]]
    unlike = [other for other in called if _called_otherwise(own, code, names[other])]
    alike = [number, *(other for other in called if other not in unlike)]
    if len(unlike) < len(alike) or (len(unlike) == len(alike) and min(alike) < min(unlike)):
        return None
    for other in unlike:
        right = [code for code, name in names[other].items() if _plain(name) == _plain(own)]
        if right:
            message = tell(
                "found.code_of_another",
                title=forms[number].title,
                code=code,
                name=own,
                other=forms[other].title,
                others=names[other][code],
                right=right[0],
            )
            cause = tell("cause.name_of_another")
            return _finding("forms.code-name", forms[number], row, message, own, names[other][code], cause)
    return None


def _miscoded(
    forms: Sequence[Form], names: Sequence[Mapping[str, str]], number: int, row: FormRow
) -> Finding | None:
    """An item whose name the other forms have under another code of its section, and no form under both.
    Where the forms are divided evenly, the first is right."""
    code, own = row.code or "", _plain(row.label)
    with_code = [at for at, held in enumerate(names) if code in held]
    codes = [{other for other, name in held.items() if _plain(name) == own} for held in names]
    meant = {other for at, held in enumerate(codes) if at not in with_code for other in held}
    if len(code) != _ITEM or codes[number] != {code} or len(meant) != 1:
        return None
    right = next(iter(meant))
    with_right = [at for at, held in enumerate(names) if right in held]
    outvoted = (len(with_right), -min(with_right)) > (len(with_code), -min(with_code))
    if right[:_SECTION] != code[:_SECTION] or set(with_right) & set(with_code) or not outvoted:
        return None
    other = forms[with_right[0]].title
    message = tell(
        "found.code_elsewhere", title=forms[number].title, row=name_row(row), other=other, right=right
    )
    cause = tell("cause.code_slip", right=right, code=code)
    return _finding("forms.code-name", forms[number], row, message, code, right, cause)


def _called_otherwise(own: str, code: str, names: Mapping[str, str]) -> bool:
    """Whether another form calls a code by a name that is no other way to print its own."""
    if not _alike(own, names[code]):
        return True
    anothers = any(_plain(name) == _plain(own) for other, name in names.items() if other != code)
    return anothers and _plain(own) != _plain(names[code])


def _unknown(form: Form, row: FormRow, everything: Form, unused: Sequence[FormRow]) -> Finding:
    meant = [other for other in unused if _plain(other.label) == _plain(row.label)]
    right = meant[0].code if len(meant) == 1 else None
    total = next(value for value in row.values if value is not None and value.interval().low > 0)
    cause = tell("cause.code_missing")
    if right is not None:
        cause = tell("cause.code_slip", right=right, code=row.code or "")
    message = tell(
        "found.code_unknown",
        title=form.title,
        row=name_row(row),
        amount=f"{printed(total)}{total.unit or ''}",
        other=everything.title,
    )
    return _finding("forms.code-known", form, row, message, row.code, right, cause)


def _finding(
    rule_name: str,
    form: Form,
    row: FormRow,
    message: Wording,
    stated: str | None,
    right: str | None,
    cause: Wording,
) -> Finding:
    return Finding(
        rule=rule_name,
        kind="cross",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=stated,
        recomputed=right,
        section=form.title,
        explanation=cause,
        places=(row.place,),
    )


def _agrees(rule_name: str, form: Form, message: Wording) -> Finding:
    return Finding(
        rule=rule_name,
        kind="cross",
        verdict=Verdict.CONSISTENT,
        message=message,
        section=form.title,
        places=(form.place,),
    )


def _plain(label: str) -> str:
    """A name without spaces, brackets and marks."""
    return re.sub(r"[\s“”\"'‘’（）()、，,·.]|(?:支出)$", "", label)


def _alike(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    if not first or not second or first in second or second in first:
        return True
    return SequenceMatcher(None, first, second).ratio() >= _ALIKE

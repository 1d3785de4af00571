"""Rules on the categories of expenditure in the forms: their lines, and the names of their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...figures import Figure, Verdict
from ...recognising.forms.catalogue import EXPENDITURE, category_codes, column_of, without_enumerator
from ...recognising.forms.identities import TOTAL_SUM, TREE_SUM, identities
from ...recognising.forms.named_rows import name_row, own_column, roots
from ...reports import Finding, Form, FormRow, Report
from ...settings import reference
from ...wordings import NOTHING, Wording, tell
from ..findings.classification import holder, plain_name, section_of_item
from ..findings.form_cells import bare
from ..findings.forms import printed
from ..registry import rule

_CODED = ("expenditure", "general-budget", "fund", "state-capital", "income")
_FEW = 2
"""Categories that a form of codes has at least."""


@rule("forms.category-known", "cross")
def category_known(report: Report) -> Iterator[Finding]:
    """A category on which form 1 or form 4 spends has its code in the form that goes through the items.

    Source: 财决公开01表 against 03表, 04表 against 05表: both give every category. It speaks only where the
    form of codes adds up.
    """
    for summary, detail, column in _pairs(report):
        if not _adds_up(detail):
            continue
        uppermost = roots(detail.rows)
        held = {(row.code or "")[:3] for row in uppermost}
        lines = [(row, code, cell) for row, code, cell in _lines(summary, column) if cell.interval().low > 0]
        if len(held) < _FEW or not {code for _, code, _ in lines} & held:
            continue
        for row, code, cell in lines:
            if code not in held:
                yield _unknown(summary, row, cell, detail, _meant(cell, detail, uppermost, lines))
        if all(code in held for _, code, _ in lines):
            message = tell("found.category_known", title=summary.title, other=detail.title)
            yield _finding("forms.category-known", summary, None, message, NOTHING)


@rule("forms.code-category", "cross")
def code_category(report: Report) -> Iterator[Finding]:
    """What one category alone has in the classification, and the category itself, is coded under it.

    Source: 政府收支分类科目, functional_classification.toml. Names that no list has say nothing, nor codes
    that no category has.
    """
    known = reference("functional_classification")["categories"]
    for form in report.forms:
        if form.key not in _CODED:
            continue
        wrong = False
        for row in form.rows:
            code = (row.code or "")[:3]
            right = _category_of(row) if code in known else None
            if right is not None and right != code:
                wrong = True
                message = tell(
                    "found.code_category",
                    title=form.title,
                    code=row.code or "",
                    name=bare(row.label),
                    right=f"{right} {known[right][0]}",
                    own=f"{code} {known[code][0]}",
                )
                yield _finding("forms.code-category", form, row, message, tell("cause.name_of_another"))
        if not wrong and any(row.code for row in form.rows):
            message = tell("found.code_category_agrees", title=form.title)
            yield _finding("forms.code-category", form, None, message, NOTHING)


def _pairs(report: Report) -> Iterator[tuple[Form, Form, int | None]]:
    """Forms of categories with the form of codes that goes through the same, and the column of it."""
    summary, expenditure = report.form("income-expenditure"), report.form("expenditure")
    if summary is not None and expenditure is not None:
        yield summary, expenditure, None
    appropriation, general = report.form("appropriation"), report.form("general-budget")
    if appropriation is not None and general is not None:
        column = column_of(appropriation, "general")
        if column is not None:
            yield appropriation, general, column


def _lines(summary: Form, column: int | None) -> Iterator[tuple[FormRow, str, Figure]]:
    """The lines of categories with their codes and amounts."""
    codes = category_codes()
    for row in summary.rows:
        code = codes.get(without_enumerator(row.label)) if row.side == EXPENDITURE else None
        place = own_column(summary, row) if column is None else column
        cell = row.values[place] if code is not None and place is not None else None
        if code is not None and cell is not None:
            yield row, code, cell


def _adds_up(detail: Form) -> bool:
    """Whether a form of codes has been read, and printed, whole."""
    sums = [identity for identity in identities(detail) if identity.family in (TREE_SUM, TOTAL_SUM)]
    return any(identity.family == TOTAL_SUM for identity in sums) and all(s.may_hold for s in sums)


def _meant(
    cell: Figure, detail: Form, uppermost: Sequence[FormRow], lines: Sequence[tuple[FormRow, str, Figure]]
) -> str | None:
    """The category of the form of codes that has a line's amount and no line of its own."""
    named = {code for _, code, _ in lines}
    column = column_of(detail, "total")
    totals: dict[str, list[Figure]] = {}
    for row in uppermost:
        value = row.values[column] if column is not None else None
        if value is not None and row.code is not None:
            totals.setdefault(row.code[:3], []).append(value)
    equal = [
        code
        for code, values in totals.items()
        if code not in named and sum(value.value for value in values) == cell.value
    ]
    return equal[0] if len(equal) == 1 else None


def _category_of(row: FormRow) -> str | None:
    """The code of the only category that has a row's name on the row's level."""
    listed = reference("functional_classification")
    name = plain_name(row.label)
    match len(row.code or ""):
        case 3:
            return holder(listed["categories"], name)
        case 5:
            return holder(listed["sections"], name)
        case 7:
            within = section_of_item(name)
            return within[:3] if within is not None else _category_of_rest(listed["categories"], name)
    return None


def _category_of_rest(categories: Mapping[str, Sequence[str]], name: str) -> str | None:
    """The category that an item called 其他 with its name is of."""
    return holder(categories, name.removeprefix("其他")) if name.startswith("其他") else None


def _unknown(summary: Form, row: FormRow, cell: Figure, detail: Form, meant: str | None) -> Finding:
    amount = f"{printed(cell)}{cell.unit or ''}"
    message = tell(
        "found.category_unknown",
        title=summary.title,
        row=name_row(row),
        amount=amount,
        other=detail.title,
    )
    cause = tell("cause.category_missing")
    if meant is not None:
        right = f"{meant} {reference('functional_classification')['categories'][meant][0]}"
        cause = tell("cause.category_slip", right=right)
    return _finding("forms.category-known", summary, row, message, cause)


def _finding(name: str, form: Form, row: FormRow | None, message: Wording, cause: Wording) -> Finding:
    return Finding(
        rule=name,
        kind="cross",
        verdict=Verdict.CONSISTENT if row is None else Verdict.INCONSISTENT,
        message=message,
        stated=None if row is None else row.code or bare(row.label),
        section=form.title,
        explanation=cause,
        places=(form.place if row is None else row.place,),
    )

"""What one form says again of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...figures import Verdict
from ...recognising.forms.catalogue import (
    EXPENDITURE,
    INCOME,
    category_codes,
    column_of,
    without_enumerator,
)
from ...recognising.forms.identities import Identity, Term
from ...recognising.forms.named_rows import (
    cell_name,
    fund_income,
    fund_lines,
    is_called,
    own_column,
    roots,
    row_called,
    side_row,
    side_rows,
    total_row,
)
from ...reports import Finding, Form, FormRow, Report
from ...settings import reference
from ...wordings import joined, tell
from ..findings.forms import Judged, judge_identity, printed, sum_finding, usual_decimals
from ..registry import rule

Cell = tuple[Form, FormRow, int | None]


def _term(cell: Cell, label: str = "") -> Term | None:
    form, row, column = cell
    figure = row.addend(column) if column is not None else None
    if figure is None or column is None:
        return None
    where = tell("named.cell", title=form.title, cell=cell_name(form, row, column))
    return Term(figure, 1, where, label or where)


def _same(stated: Cell, parts: Sequence[Cell]) -> Iterator[tuple[Form, Identity]]:
    """The identity of a cell with one or more cells of another form, if all that it needs is printed."""
    form, row, column = stated
    figure = row.values[column] if column is not None else None
    terms = tuple(term for part in parts if (term := _term(part)) is not None)
    if figure is not None and column is not None and terms:
        yield form, Identity("between", cell_name(form, row, column), figure, terms)


def _findings(
    report: Report, rule_name: str, relations: Callable[[Report], Iterator[tuple[Form, Identity]]]
) -> Iterator[Finding]:
    decimals = usual_decimals(*report.forms)
    for form, identity in relations(report):
        outcome = judge_identity(identity, decimals)
        yield sum_finding(rule_name, "cross", form.title, Judged(identity, outcome))


@rule("forms.income-lines", "cross", form="income")
def income_lines(report: Report) -> Iterator[Finding]:
    """Each income line of form 1 is the total of its column in form 2. Source: 财决公开01表, 02表."""
    yield from _findings(report, "forms.income-lines", _income_lines)


def _income_lines(report: Report) -> Iterator[tuple[Form, Identity]]:
    summary, detail = report.form("income-expenditure"), report.form("income")
    total = total_row(detail) if detail else None
    if summary is None or detail is None or total is None:
        return
    for role in (*reference("forms")["rows"]["income"], "total"):
        name, group = ("income_total", None) if role == "total" else (role, "income")
        lines = [row for row in side_rows(summary, INCOME) if is_called(row, name, group=group)]
        stated = (detail, total, column_of(detail, role))
        yield from _same(stated, [(summary, row, own_column(summary, row)) for row in lines])


@rule("forms.expenditure-categories", "cross", form="expenditure")
def expenditure_categories(report: Report) -> Iterator[Finding]:
    """Each category of form 1 is the same category of form 3, and 本年支出合计 its 合计.

    Source: 财决公开01表, 03表.
    """
    yield from _findings(report, "forms.expenditure-categories", _expenditure_categories)


def _expenditure_categories(report: Report) -> Iterator[tuple[Form, Identity]]:
    summary, detail = report.form("income-expenditure"), report.form("expenditure")
    if summary is not None and detail is not None:
        column = column_of(detail, "total")
        amount = next((own_column(summary, row) for row in summary.rows if row.side == EXPENDITURE), None)
        yield from _categories(summary, amount, detail, column)


def _categories(
    summary: Form, amount: int | None, detail: Form, column: int | None
) -> Iterator[tuple[Form, Identity]]:
    """The expenditure lines of a two-sided form against the code tree of a form of codes."""
    uppermost = roots(detail.rows)
    codes = category_codes()
    total = side_row(summary, EXPENDITURE, "expenditure_total")
    whole = total_row(detail)
    for row in summary.rows:
        code = codes.get(without_enumerator(row.label)) if row.side == EXPENDITURE else None
        if code is None or (total is not None and row is total):
            continue
        parts = [part for part in uppermost if (part.code or "").startswith(code)]
        yield from _same((summary, row, amount), [(detail, part, column) for part in parts])
    if total is not None and whole is not None:
        yield from _same((summary, total, amount), [(detail, whole, column)])


@rule("forms.appropriation-income", "cross", form="appropriation")
def appropriation_income(report: Report) -> Iterator[Finding]:
    """The three appropriations are the same in form 1 and form 4, and their sum is 财政拨款收入 of form 2.

    Source: 财决公开01表, 02表, 04表.
    """
    yield from _findings(report, "forms.appropriation-income", _appropriation_income)


def _appropriation_income(report: Report) -> Iterator[tuple[Form, Identity]]:
    form = report.form("appropriation")
    if form is None:
        return
    summary, detail = report.form("income-expenditure"), report.form("income")
    for fund in ("general", "fund", "capital"):
        own = fund_income(form, fund)
        other = fund_income(summary, fund) if summary else None
        if own is not None and other is not None and summary is not None:
            cells = [(summary, other, own_column(summary, other))]
            yield from _same((form, own, own_column(form, own)), cells)
    total, whole = side_row(form, INCOME, "income_total"), total_row(detail) if detail else None
    if total is not None and whole is not None and detail is not None:
        cells = [(detail, whole, column_of(detail, "appropriation"))]
        yield from _same((form, total, own_column(form, total)), cells)


@rule("forms.appropriation-expenditure", "cross", form="appropriation")
def appropriation_expenditure(report: Report) -> Iterator[Finding]:
    """The three budgets of form 4 are the totals and categories of forms 5, 7 and 8.

    Source: 财决公开04表, 05表, 07表, 08表.
    """
    yield from _findings(report, "forms.appropriation-expenditure", _appropriation_expenditure)


_BUDGET_FORMS = {
    "general": ("general-budget",),
    "fund": ("fund",),
    "capital": ("state-capital", "state-capital-income"),
}


def _appropriation_expenditure(report: Report) -> Iterator[tuple[Form, Identity]]:
    form = report.form("appropriation")
    if form is None:
        return
    for fund, keys in _BUDGET_FORMS.items():
        amount = column_of(form, fund)
        for detail in (report.form(key) for key in keys):
            if detail is None or amount is None:
                continue
            yield from _categories(form, amount, detail, column_of(detail, "total"))
            yield from _carried(form, detail, fund)


def _carried(form: Form, detail: Form, fund: str) -> Iterator[tuple[Form, Identity]]:
    """Opening and income of the fund forms against the income side of form 4."""
    whole = total_row(detail)
    if whole is None:
        return
    opening = [row for row in fund_lines(form) if is_called(row, fund, group="funds")]
    income = fund_income(form, fund)
    for role, rows in (("opening", opening), ("income", [income] if income else [])):
        cells = [(form, row, own_column(form, row)) for row in rows]
        yield from _same((detail, whole, column_of(detail, role)), cells)


@rule("forms.basic-total", "cross", form="basic")
def basic_total(report: Report) -> Iterator[Finding]:
    """人员经费合计 + 公用经费合计 of form 6 is the basic expenditure of form 5.

    Source: 财决公开05表, 06表.
    """
    yield from _findings(report, "forms.basic-total", _basic_total)


_HEADS = {"personnel_total": ("301", "303"), "operating_total": ("302",)}
"""Economic heads of personnel and of operating funds: where they have figures a blank total is unread."""


def _basic_total(report: Report) -> Iterator[tuple[Form, Identity]]:
    basic, budget = report.form("basic"), report.form("general-budget")
    whole = total_row(budget) if budget else None
    if basic is None or budget is None or whole is None:
        return
    stated = (budget, whole, column_of(budget, "basic"))
    column = column_of(basic, "amount")
    totals = [row for role in _HEADS if (row := row_called(basic.rows, role)) is not None]
    both = total_row(basic, "basic_total")
    if len(totals) == len(_HEADS):
        if not any(_is_unread(basic, row, heads) for row, heads in zip(totals, _HEADS.values(), strict=True)):
            yield from _same(stated, [(basic, row, column) for row in totals])
    elif both is not None:
        yield from _same(stated, [(basic, both, column)])


def _is_unread(basic: Form, total: FormRow, heads: tuple[str, ...]) -> bool:
    """Whether a total is blank though lines below its heads have figures."""
    filled = (row for row in basic.rows if any(value and value.value for value in row.values))
    return not any(total.values) and any((row.code or "").startswith(heads) for row in filled)


def at_most(rule_name: str, less: Term, more: Term, title: str) -> Finding:
    """The finding that one figure is not above another; rounding is given to both."""
    left, right = less.figure, more.figure
    own = right.to(left.unit) if left.unit and left.is_money and right.is_money else right
    holds = left.interval().low <= own.interval().high
    unit = left.unit or ""
    over = left.value - own.value
    stated, most = f"{printed(left)}{unit}", f"{printed(right)}{right.unit or ''}"
    told = {"less": less.where, "stated": stated, "more": more.where, "most": most}
    return Finding(
        rule=rule_name,
        kind="cross",
        verdict=Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
        message=tell("found.form_at_most_agrees", **told)
        if holds
        else tell("found.form_at_most", **told, over=f"{over:f}{unit}"),
        stated=f"{left.value:f}",
        recomputed=f"≤{own.value:f}",
        difference=f"{over:f}",
        unit=left.unit,
        section=title,
        calculation=f"{left.value:f} ≤ {own.value:f}",
        places=(left.place, right.place),
        stated_figure=left,
        figures=(left, right),
    )


@rule("forms.budget-within-expenditure", "cross", form="general-budget")
def budget_within_expenditure(report: Report) -> Iterator[Finding]:
    """No code of form 5 exceeds the same code of form 3, in total, basic or project expenditure.

    Source: 财决公开03表, 05表: the general budget is a part of all expenditure.
    """
    budget, everything = report.form("general-budget"), report.form("expenditure")
    if budget is None or everything is None:
        return
    by_code: dict[str, list[FormRow]] = {}
    for row in everything.rows:
        by_code.setdefault(row.code or "", []).append(row)
    for row in budget.rows:
        same = by_code.get(row.code, []) if row.code else []
        if len(same) != 1:
            continue
        for role in ("total", "basic", "project"):
            less = _term((budget, row, column_of(budget, role)))
            more = _term((everything, same[0], column_of(everything, role)))
            if less is not None and more is not None:
                yield at_most("forms.budget-within-expenditure", less, more, budget.title)


@rule("forms.three-public-least", "cross", form="three-public")
def three_public_least(report: Report) -> Iterator[Finding]:
    """What form 6 spends on 30212, 31013, 30231 and 30217 is within the same expense of form 9.

    Source: 财决公开06表, 09表: basic expenditure is a part of what form 9 counts. A form 9 without any
    figure counts as nought.
    """
    public, basic = report.form("three-public"), report.form("basic")
    if public is None or basic is None:
        return
    final = row_called(public.rows, "final")
    for role, code in reference("forms")["least"].items():
        row = next((row for row in basic.rows if row.code == code), None)
        less = _term((basic, row, column_of(basic, "amount"))) if row else None
        if less is None or final is None or column_of(public, role) is None:
            continue
        more = _term((public, final, column_of(public, role)))
        if more is not None:
            yield at_most("forms.three-public-least", less, more, public.title)
        elif public.empty and less.figure.interval().low > 0:
            yield _left_out(less, public, final, role)


def _left_out(less: Term, public: Form, final: FormRow, role: str) -> Finding:
    figure, unit = less.figure, less.figure.unit or ""
    cell = cell_name(public, final, column_of(public, role) or 0)
    return Finding(
        rule="forms.three-public-least",
        kind="cross",
        verdict=Verdict.INCONSISTENT,
        message=tell(
            "found.form_left_out",
            less=less.where,
            stated=f"{printed(figure)}{unit}",
            title=public.title,
            cell=cell,
        ),
        stated=tell("named.blank"),
        recomputed=f"≥{figure.value:f}",
        unit=figure.unit,
        section=public.title,
        calculation=joined((f"{figure.value:f}", tell("named.blank")), " ≤ ", " ≤ "),
        places=(figure.place, final.place),
        stated_figure=figure,
        figures=(figure,),
    )

"""Rules between the narrative and the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...reports import AmountClaim, Finding, Form, Part, Report, SumClaim, View
from ...settings import reference
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..findings.claims import Reading, claim_finding, judge_readings, short_precision_note
from ..findings.form_cells import (
    FormCell,
    bare,
    category_cells,
    category_rows,
    coded_cells,
    column_of,
    item_cells,
    named_cells,
)
from ..registry import rule
from ..verdicts import printed_view

_CODE = re.compile(r"(?<!\d)[（(]?(\d{7})[）)]?(?!\d)")
_SPENT = ("小计", "本年支出小计", "本年支出合计")
_BEFORE_NAME = r"^(?:[①-⑳]|[（(]?\d{1,2}[）).、．])?(?:主要)?(?:用于)?"


@rule("cross.amount-form", "cross")
def amount_in_form(report: Report) -> Iterator[Finding]:
    """A total that the narrative names is the figure of its form's cell.

    Source: domain.md, every narrative amount ↔ its cell.
    """
    for claim in money_amounts(report):
        if claim.item:
            continue
        if claim.key is None:
            cells = list(_grand_totals(report, claim))
            if cells:
                yield _against_form(report, claim, cells, "cross.amount-form")
            continue
        if claim.measure == "budget" and "年初" in claim.subject:
            # The forms print the budget as adjusted over the year.
            continue
        if claim.key == "basic" and _is_of_unread_form(report, claim):
            continue
        cells = list(named_cells(report, claim.key, claim.measure))
        if claim.key == "basic":
            # That of all expenditure stands in another form than that of the general budget.
            cells.sort(key=lambda cell: cell.form.key != claim.statement.section.topic)
        if cells and claim.key == "general-budget" and "公共预算" not in claim.subject:
            # 财政拨款支出 may be that of all budgets.
            cells += named_cells(report, "appropriation-expenditure", claim.measure)
        if cells and claim.key == "total-expenditure" and _closing_stands_beside(report, claim):
            cells += named_cells(report, "expenditure", claim.measure)
        if cells:
            yield _against_form(report, claim, cells, "cross.amount-form")


def _grand_totals(report: Report, claim: AmountClaim) -> Iterator[FormCell]:
    """What 收入总计 may be in the section on the year's income, and 支出总计 in that on its expenditure: the
    grand total, or the year's own amount under its name."""
    side = {"income": "收入", "expenditure": "支出"}.get(claim.statement.section.topic or "", "")
    narrative = claim.statement.section.part is Part.NARRATIVE
    if not side or not narrative or not re.search(rf"^(?:本年)?{side}总计$", bare(claim.subject)):
        return
    for key in (f"total-{claim.statement.section.topic}", claim.statement.section.topic or ""):
        yield from named_cells(report, key, claim.measure)


def _closing_stands_beside(report: Report, claim: AmountClaim) -> bool:
    """Whether 支出总计 may be without the closing carry-over: its section names that as a third amount."""
    section = claim.statement.section
    return any(
        c.measure == "closing" and c.statement.section.index == section.index for c in money_amounts(report)
    )


def _is_of_unread_form(report: Report, claim: AmountClaim) -> bool:
    """Whether basic expenditure is, or may be, that of the form which is not there: of all funds, or of the
    general budget alone."""
    topic = claim.statement.section.topic
    if report.form("expenditure") is None and topic in ("expenditure", None):
        return True
    return report.form("general-budget") is None and topic != "expenditure"


@rule("cross.item-form", "cross", form="general-budget")
def item_in_form(report: Report) -> Iterator[Finding]:
    """An item of the functional classification has in the narrative the amount of its row in the form."""
    form = report.form("general-budget")
    if form is None or form.empty:
        return
    for claim in money_amounts(report):
        if claim.measure != "final" or claim.statement.section.part is not Part.NARRATIVE:
            continue
        cells = list(_item_cells(form, claim)) or list(_fund_cells(report.form("fund"), claim))
        if len(cells) == 1 and cells[0].figure.is_money:
            yield _against_form(report, claim, cells, "cross.item-form")

    yield from _items_of_categories(report, form)


def _items_of_categories(report: Report, form: Form) -> Iterator[Finding]:
    """“农林水支出A万元，主要用于：①防汛B万元；②…”: where A is the category's row, or all parts are called
    like items of one category, B is its item's."""
    for claim in report.claims:
        general = (claim.statement.section.topic or "").startswith("general-budget")
        if not isinstance(claim, SumClaim) or claim.of != "list" or not general:
            continue
        named = [(re.sub(_BEFORE_NAME, "", part.label), part.figure) for part in claim.parts]
        code = _category_of(form, claim.whole, [name for name, _ in named])
        for name, figure in named if code is not None else ():
            cells = list(item_cells(form, (name,), below=code or ""))
            if len(cells) == 1 and figure.is_money:
                amount = AmountClaim(statement=claim.statement, subject=name, figure=figure)
                yield _against_form(report, amount, cells, "cross.item-form")


def _category_of(form: Form, whole: Figure, names: Sequence[str]) -> str | None:
    """The code of the category that an amount and the items listed under it are of."""
    for code, cell in category_rows(form):
        if _same_amount(cell, whole):
            return code
    fit = [code for code, _ in category_rows(form) if all(_is_item_below(form, code, name) for name in names)]
    return fit[0] if len(fit) == 1 and len(names) > 1 else None


def _is_item_below(form: Form, code: str, name: str) -> bool:
    return any(True for _ in item_cells(form, (name,), below=code))


def _same_amount(one: Figure, other: Figure) -> bool:
    return other.is_money and one.to(other.unit or WAN_YUAN).interval().meets(other.interval())


def _item_cells(form: Form, claim: AmountClaim) -> Iterator[FormCell]:
    """The cells that an item's amount must be: by its code where the sentence prints one, by its names."""
    code = _CODE.search(claim.subject)
    if code and (claim.statement.section.topic or "").startswith("general-budget"):
        yield from coded_cells(form, code[1])
    elif claim.item and (not claim.subject or _is_item_subject(claim)):
        level = _code_length(claim)
        if level:
            yield from item_cells(form, claim.item, column_of(form, claim.subject), level)


@rule("cross.category-form", "cross", form="appropriation")
def category_in_form(report: Report) -> Iterator[Finding]:
    """A category of the expenditure structure has in the narrative the amount of its line in the form."""
    form = report.form("appropriation")
    if form is None or form.empty:
        return
    for claim in report.claims:
        if (
            not isinstance(claim, SumClaim)
            or claim.of != "list"
            or claim.statement.section.topic
            not in (
                "general-budget",
                "general-budget-structure",
                "general-budget-total",
            )
        ):
            continue
        for part in claim.parts:
            cells = list(category_cells(form, part.label))
            if len(cells) == 1 and part.figure.is_money:
                amount = AmountClaim(statement=claim.statement, subject=part.label, figure=part.figure)
                yield _against_form(report, amount, cells, "cross.category-form")


@rule("cross.economic-form", "cross", form="basic")
def economic_in_form(report: Report) -> Iterator[Finding]:
    """A line of personnel or operating funds has in the narrative the amount of its row in the form."""
    form = report.form("basic")
    if form is None or form.empty:
        return
    former_names = reference("economic_classification")["former_names"]
    cells: dict[str, list[FormCell]] = {}
    formerly: dict[str, FormCell] = {}
    for row in form.rows:
        if row.code and len(row.code) in (3, 5) and row.values and row.values[0] is not None:
            cell = FormCell(row.values[0], form, f"《{form.title}》{row.code}“{row.label}”")
            cells.setdefault(bare(row.label), []).append(cell)
            if row.code in former_names:
                formerly[bare(former_names[row.code])] = cell
    for claim in report.claims:
        if not isinstance(claim, SumClaim) or claim.of == "last-year":
            continue
        if claim.statement.section.topic != "basic":
            continue
        for part in claim.parts:
            found = cells.get(bare(part.label), [])
            if len(found) == 1 and part.figure.is_money:
                if bare(part.label) in formerly:
                    found = [formerly[bare(part.label)], *found]
                amount = AmountClaim(statement=claim.statement, subject=part.label, figure=part.figure)
                yield _against_form(report, amount, found, "cross.economic-form")


def _fund_cells(form: Form | None, claim: AmountClaim) -> Iterator[FormCell]:
    """The cell of an item that the government-managed funds paid for, in the section on them."""
    if form is None or claim.statement.section.topic != "fund":
        return
    named = (form.column(name) for name in _SPENT)
    column = next((column for column in named if column is not None), None)
    if column is None:
        return
    code = _CODE.search(claim.subject)
    if code:
        yield from coded_cells(form, code[1], column)
        return
    number = r"^[（(]?[\d一二三四五六七八九十]+[）).、．]"
    name = claim.item[-1] if claim.item else re.sub(number, "", claim.subject)
    if not claim.item or _is_item_subject(claim):
        yield from item_cells(form, (name,), column)


def _code_length(claim: AmountClaim) -> int:
    """How many digits the code of the claim's own row has: 3 for 类, 5 for 款, 7 for 项; 0 for none."""
    level = re.search(r"[（(](类|款)[）)](?:支出)?(?:决算数?)?$", claim.subject)
    if level is None:
        return 7
    general = (claim.statement.section.topic or "").startswith("general-budget")
    return {"类": 3, "款": 5}[level[1]] if general else 0


def _is_item_subject(claim: AmountClaim) -> bool:
    """Whether the amount is the item's own: its label is a measure word or the item itself."""
    label = claim.subject
    return (
        bool(re.search(r"决算|^支出|年初预算|^[（(]?项", label))
        or bool(re.search(r"[（(][类款项][）)](?:支出)?$", label))
        or label == claim.item[-1]
        or len(label) <= 4
    )


def _as_printed(figure: Figure) -> Reading:
    """A cell's own value: the narrative's usual digits say nothing of the forms'."""

    def compute(view: View) -> Interval:
        seen, own = view(figure), printed_view(figure)
        if seen.low == seen.high:
            return seen
        # As wide as the cell's own digits leave it, wherever the view has it.
        middle, half = (seen.low + seen.high) / 2, max(seen.high - seen.low, own.high - own.low) / 2
        return Interval(middle - half, middle + half)

    return Reading(compute, f"{figure.value}", (figure,))


def _against_form(report: Report, claim: AmountClaim, cells: Sequence[FormCell], name: str) -> Finding:
    unit = claim.figure.unit or WAN_YUAN
    readings = [_as_printed(cell.figure.to(unit)) for cell in cells]
    reading, outcome = judge_readings(report, claim.figure, readings)
    cell = cells[readings.index(reading)]
    right = cell.figure.to(unit)
    digits = max(claim.figure.decimals, 2)
    subject = claim.subject if not claim.item else claim.item[-1]
    shown = f"{right.value:.{digits}f}{unit}"
    consistent = outcome.verdict is Verdict.CONSISTENT
    message = tell(
        "found.against_form_agrees" if consistent else "found.against_form",
        subject=subject,
        stated=claim.figure.text,
        cell=cell.where,
        value=shown,
    )
    return claim_finding(
        name,
        "cross",
        claim,
        claim.figure,
        outcome,
        message=message,
        calculation="" if consistent else f"{claim.figure.value} ≠ {right.value:.{digits}f}",
        explanation=short_precision_note(outcome, report),
        figures=(cell.figure,),
        compute=reading.compute,
    )

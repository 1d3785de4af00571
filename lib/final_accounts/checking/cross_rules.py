"""Rules between the narrative and the forms, and between sentences of the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..figures import WAN_YUAN, YUAN_PER_UNIT, Figure, Interval, Verdict
from ..reports import (
    AbsenceClaim,
    AmountClaim,
    Claim,
    EqualityClaim,
    Finding,
    Form,
    FormRow,
    Part,
    Report,
    SumClaim,
    View,
)
from ..settings import reference
from .claim_findings import Reading, claim_finding, judge_readings, short_precision_note
from .explanation import copied_from, digit_slip, explain
from .registry import rule
from .verdicts import Outcome, exact_view, printed_view


@dataclass(frozen=True, slots=True)
class FormCell:
    """A figure of a form with the words that name it."""

    figure: Figure
    form: Form
    where: str


@rule("cross.amount-form", "cross")
def amount_in_form(report: Report) -> Iterator[Finding]:
    """A total that the narrative names is the figure of its form's cell.

    Source: domain.md, every narrative amount ↔ its cell.
    """
    for claim in _amounts(report):
        if claim.key is None or claim.item:
            continue
        if claim.measure == "budget" and "年初" in claim.subject:
            # The forms print the budget as adjusted over the year.
            continue
        cells = list(named_cells(report, claim.key, claim.measure))
        if cells:
            yield _against_form(report, claim, cells, "cross.amount-form")


@rule("cross.item-form", "cross", form="general-budget")
def item_in_form(report: Report) -> Iterator[Finding]:
    """An item of the functional classification has in the narrative the amount of its row in the form."""
    form = report.form("general-budget")
    if form is None or form.empty:
        return
    for claim in _amounts(report):
        if claim.measure != "final" or not claim.item or claim.statement.section.part is not Part.NARRATIVE:
            continue
        if claim.subject and not _is_item_subject(claim):
            continue
        cells = list(item_cells(report, form, claim.item))
        if len(cells) == 1 and cells[0].figure.is_money:
            yield _against_form(report, claim, cells, "cross.item-form")


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
            cells = list(_category_cells(form, part.label))
            if len(cells) == 1 and part.figure.is_money:
                amount = AmountClaim(statement=claim.statement, subject=part.label, figure=part.figure)
                yield _against_form(report, amount, cells, "cross.category-form")


@rule("cross.repeated-amount", "cross")
def repeated_amount(report: Report) -> Iterator[Finding]:
    """The same amount said twice is the same number; where a form prints it, the form decides instead."""
    by_key: dict[tuple[str, str | None, int | None], list[AmountClaim]] = {}
    for claim in _amounts(report):
        if (
            claim.key
            and claim.measure == "final"
            and not claim.item
            and claim.statement.section.part is Part.NARRATIVE
        ):
            group = claim.statement.section.topic if claim.key in ("basic", "project") else None
            by_key.setdefault((claim.key, group, claim.fiscal_year), []).append(claim)
    for (key, _, _), claims in by_key.items():
        if any(True for _ in named_cells(report, key, "final")):
            continue
        first = claims[0]
        for claim in claims[1:]:
            if not claim.figure.is_money or not first.figure.is_money or _part_label(claim.subject):
                continue
            if _part_label(first.subject):
                continue
            reading = _same(first.figure.to(claim.figure.unit or WAN_YUAN))
            _, outcome = judge_readings(report, claim.figure, [reading])
            yield claim_finding(
                "cross.repeated-amount",
                "cross",
                claim,
                claim.figure,
                outcome,
                message=f"“{claim.subject}”{claim.figure.text}，前文“{first.subject}”为{first.figure.text}",
                calculation=f"{claim.figure.value} ≠ {first.figure.value}"
                if outcome.verdict is not Verdict.CONSISTENT
                else "",
                explanation=_explain_amount(report, claim, first.figure, outcome),
                figures=(first.figure,),
                compute=reading.compute,
            )


@rule("cross.said-again", "cross")
def said_again(report: Report) -> Iterator[Finding]:
    """An amount repeated in the next words (接待3批次，18人次，共计支出A) is the one given before."""
    for claim in report.claims:
        if not isinstance(claim, EqualityClaim):
            continue
        first, *others = claim.figures
        for other in others:
            if not (first.figure.is_money and other.figure.is_money):
                continue
            reading = _same(first.figure.to(other.figure.unit or WAN_YUAN))
            _, outcome = judge_readings(report, other.figure, [reading])
            wrong = outcome.verdict is not Verdict.CONSISTENT
            yield claim_finding(
                "cross.said-again",
                "cross",
                claim,
                other.figure,
                outcome,
                message=f"“{other.label}”{other.figure.text}，前文“{first.label}”为{first.figure.text}",
                calculation=f"{other.figure.value} ≠ {first.figure.value}" if wrong else "",
                explanation=explain(other.figure, outcome.nominal) if wrong else "",
                figures=(first.figure,),
                compute=reading.compute,
            )


@rule("cross.economic-form", "cross", form="basic")
def economic_in_form(report: Report) -> Iterator[Finding]:
    """A line of personnel or operating funds has in the narrative the amount of its row in the form."""
    form = report.form("basic")
    if form is None or form.empty:
        return
    cells: dict[str, list[FormCell]] = {}
    for row in form.rows:
        if row.code and len(row.code) == 5 and row.values and row.values[0] is not None:
            cell = FormCell(row.values[0], form, f"《{form.title}》{row.code}“{row.label}”")
            cells.setdefault(_bare(row.label), []).append(cell)
    for claim in report.claims:
        if not isinstance(claim, SumClaim) or claim.statement.section.topic != "basic":
            continue
        for part in claim.parts:
            found = cells.get(_bare(part.label), [])
            if len(found) == 1 and part.figure.is_money:
                amount = AmountClaim(statement=claim.statement, subject=part.label, figure=part.figure)
                yield _against_form(report, amount, found, "cross.economic-form")


@rule("cross.funds-within-expenditure", "cross")
def funds_within_expenditure(report: Report) -> Iterator[Finding]:
    """The three budgets' expenditures together never exceed the year's, and make it up where nothing but
    appropriations was spent.
    """
    total = _first(report, "expenditure")
    parts = [_first(report, key) for key in ("general-budget", "fund", "state-capital")]
    known = [part for part in parts if part is not None and part.figure.is_money]
    if total is None or not total.figure.is_money or parts[0] is None or len(known) < 2:
        return
    unit = total.figure.unit or WAN_YUAN
    figures = [part.figure.to(unit) for part in known]

    def compute(view: View) -> Interval:
        spent = Interval.total(view(figure) for figure in figures)
        return Interval(spent.low, max(spent.high, total.figure.value + total.figure.step))

    _, outcome = judge_readings(report, total.figure, [Reading(compute, "", tuple(figures))])
    together = sum((figure.value for figure in figures), Decimal(0))
    written = " + ".join(str(figure.value) for figure in figures) + f" = {together}"
    if outcome.verdict is Verdict.CONSISTENT and not total.figure.interval().contains(together):
        outcome = Outcome(Verdict.UNDETERMINED, "", together)
    yield claim_finding(
        "cross.funds-within-expenditure",
        "cross",
        total,
        total.figure,
        Outcome(outcome.verdict, outcome.needed, together),
        message=f"各类财政拨款支出合计{together}{unit}，{total.subject}为{total.figure.text}",
        calculation=written,
        explanation="财政拨款支出合计超过了本年支出合计。" if outcome.verdict is Verdict.INCONSISTENT else "",
        figures=[part.figure for part in known],
    )


@rule("cross.total-covers-year", "cross")
def total_covers_year(report: Report) -> Iterator[Finding]:
    """收入总计 is at least 本年收入合计, 支出总计 at least 本年支出合计, where no form decides."""
    if report.form("income-expenditure") is not None:
        return
    for total_key, year_key in (("total-income", "income"), ("total-expenditure", "expenditure")):
        total = _first(report, total_key)
        year = _first(report, year_key)
        if total is None or year is None or not (total.figure.is_money and year.figure.is_money):
            continue
        amount = year.figure.to(total.figure.unit or WAN_YUAN)
        short = total.figure.interval().high < amount.interval().low
        outcome = Outcome(Verdict.INCONSISTENT if short else Verdict.CONSISTENT, "", amount.value)
        yield claim_finding(
            "cross.total-covers-year",
            "cross",
            total,
            total.figure,
            outcome,
            message=f"{total.subject}{total.figure.text}小于{year.subject}{year.figure.text}"
            if short
            else f"{total.subject}{total.figure.text}不小于{year.subject}{year.figure.text}",
            calculation=f"{total.figure.value} < {amount.value}" if short else "",
            explanation="总计含年初结转，不应小于本年合计。" if short else "",
            figures=(year.figure,),
        )


@rule("cross.absence", "cross")
def absence(report: Report) -> Iterator[Finding]:
    """What the report says it does not have, it prints no amount of."""
    for claim in report.claims:
        if not isinstance(claim, AbsenceClaim):
            continue
        amounts = [
            c
            for c in _amounts(report)
            if c.key == claim.subject and c.measure == "final" and c.figure.value > 0
        ]
        if not amounts:
            continue
        amount = amounts[0]
        yield Finding(
            rule="cross.absence",
            kind="cross",
            verdict=Verdict.INCONSISTENT,
            message=f"文中称“{claim.statement.text.strip()}”，但“{amount.subject}”为{amount.figure.text}",
            stated="无",
            recomputed=f"{amount.figure.value:f}",
            unit=amount.figure.unit,
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation="文字表述与金额矛盾，疑似沿用模板或照抄他处。",
            places=(claim.statement.place, amount.figure.place),
            figures=(amount.figure,),
        )


def named_cells(report: Report, key: str, measure: str) -> Iterator[FormCell]:
    """The form cells that print a named amount: data in amounts_in_forms.toml."""
    entry = reference("amounts_in_forms").get(key, {}).get(measure)
    if entry is None:
        return
    for source in entry:
        form = report.form(source["form"])
        if form is None or form.empty:
            continue
        column = next(
            (form.column(name) for name in source["columns"] if form.column(name) is not None), None
        )
        if column is None:
            continue
        for row in form.rows:
            if _bare(row.label) in source["rows"] and ("side" not in source or row.side == source["side"]):
                value = row.values[column]
                if value is not None:
                    yield FormCell(value, form, f"《{form.title}》“{row.label}”")
                    break


def item_cells(report: Report, form: Form, item: Sequence[str]) -> Iterator[FormCell]:
    """The form rows whose label is the last name of an item path."""
    name = _bare(item[-1])
    rows = [row for row in form.rows if row.code and len(row.code) == 7 and _bare(row.label) == name]
    if len(rows) > 1 and len(item) > 1:
        rows = [row for row in rows if _section_label(form, row) == _bare(item[-2])] or rows
    for row in rows:
        if row.values and row.values[0] is not None:
            yield FormCell(row.values[0], form, f"《{form.title}》{row.code}“{row.label}”")


def _section_label(form: Form, row: FormRow) -> str | None:
    return next((_bare(r.label) for r in form.rows if r.code and row.code and r.code == row.code[:5]), None)


def _category_cells(form: Form, label: str) -> Iterator[FormCell]:
    """The line of form 4 that a category's name means, in the general public budget's column."""
    wanted = re.sub(r"[（(]类[）)]|支出$", "", _bare(label)).removesuffix("支出")
    column = form.column("一般公共预算财政拨款") or form.column("合计")
    if column is None or len(wanted) < 2:
        return
    for row in form.rows:
        if row.side == "expenditure" and _bare(row.label).removesuffix("支出") == wanted:
            value = row.values[column]
            if value is not None:
                yield FormCell(value, form, f"《{form.title}》“{row.label}”")


def _amounts(report: Report) -> Iterator[AmountClaim]:
    return (c for c in report.claims if isinstance(c, AmountClaim) and c.figure.unit in YUAN_PER_UNIT)


def _first(report: Report, key: str) -> AmountClaim | None:
    return next((c for c in _amounts(report) if c.key == key and c.measure == "final"), None)


def _is_item_subject(claim: AmountClaim) -> bool:
    """Whether the amount is the item's own: its label is a measure word or the item itself."""
    label = claim.subject
    return (
        bool(re.search(r"决算|^支出|年初预算|^[（(]?项", label)) or label == claim.item[-1] or len(label) <= 4
    )


def _part_label(subject: str) -> bool:
    """Whether a label speaks of a part (其他, 中) rather than of the named amount itself."""
    return bool(re.search(r"其他|中$|结转|结余|占", subject))


def _bare(label: str) -> str:
    text = re.sub(r"\s|[“”\"']", "", label)
    return re.sub(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]+[）)]|其中[：:])", "", text)


def _same(figure: Figure) -> Reading:
    def compute(view: View) -> Interval:
        return view(figure)

    return Reading(compute, f"{figure.value}", (figure,))


def _as_printed(figure: Figure) -> Reading:
    """A cell's own value: the narrative's usual digits say nothing of the forms'."""

    def compute(view: View) -> Interval:
        return view(figure) if view is exact_view else printed_view(figure)

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
    message = (
        f"“{subject}”{claim.figure.text}与{cell.where}一致"
        if consistent
        else f"“{subject}”：文字写{claim.figure.text}，{cell.where}为{shown}"
    )
    return claim_finding(
        name,
        "cross",
        claim,
        claim.figure,
        outcome,
        message=message,
        calculation="" if consistent else f"{claim.figure.value} ≠ {right.value:.{digits}f}",
        explanation=_explain_amount(report, claim, right, outcome),
        figures=(cell.figure,),
        compute=reading.compute,
    )


def _other_named_cell(report: Report, claim: AmountClaim, right: Figure) -> FormCell | None:
    """The total of another form that the stated figure rounds to, where it is not a trivial number."""
    if len(claim.figure.text.strip("万元亿")) < 4:
        return None
    for key, entry in reference("amounts_in_forms").items():
        for measure in entry:
            for cell in named_cells(report, key, measure):
                value = cell.figure.to(claim.figure.unit or WAN_YUAN)
                if value.value != right.value and claim.figure.interval().contains(value.value):
                    return cell
    return None


def _explain_amount(report: Report, claim: Claim, right: Figure, outcome: Outcome) -> str:
    if outcome.verdict is Verdict.CONSISTENT or not isinstance(claim, AmountClaim):
        return ""
    if outcome.verdict is Verdict.TRUNCATED:
        return "疑似直接截去尾数，未四舍五入。"
    taken = _other_named_cell(report, claim, right)
    if taken is not None:
        return f"疑似误用了{taken.where}的数字。"
    own = (claim.figure,)
    copied = copied_from(report, claim.figure, own) if claim.figure.decimals else None
    slip = digit_slip(
        f"{claim.figure.value:f}",
        f"{right.to(claim.figure.unit or WAN_YUAN).value:.{claim.figure.decimals}f}",
    )
    return (slip or copied or explain(claim.figure, outcome.nominal)) + short_precision_note(outcome, report)

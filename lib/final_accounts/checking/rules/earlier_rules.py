"""Rules between this year's account and last year's own, where both are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...places import Place
from ...recognising.forms.named_rows import cell_name, own_column, side_row
from ...reports import AmountClaim, ChangeClaim, Finding, Form, Part, Report, View
from ...wordings import NOTHING, Wording, tell
from ..findings.amounts import money_amounts, same
from ..findings.claims import Reading, claim_finding, judge_readings
from ..findings.form_cells import bare, item_cells, named_cells
from ..findings.forms import printed
from ..registry import rule
from ..verdicts import show, weigh

_TWO_SIDED = ("income-expenditure", "appropriation")
_SIDE_OF_YEAR = re.compile(r"年初|年末|上年|本年|[初末]")
_ENOUGH = 3
"""So many figures that all differ tell of another scope, not of so many mistakes."""


@rule("earlier.last-year", "cross")
def last_year_told(report: Report) -> Iterator[Finding]:
    """What a report says of last year is what last year's report said: its printed base, the amount
    less its change, or the amount that it gives for that year.

    Source: the two published accounts. A bureau may restate last year, so the policy makes it a warning;
    where nothing at all agrees, that is told once.
    """
    earlier = _last_year(report)
    if earlier is None:
        return
    changes = list(_changes(report, earlier))
    bases = {finding.stated_figure.place for finding in changes if finding.stated_figure is not None}
    found = [*changes, *_amounts_of_last_year(report, earlier, bases)]
    if len(found) >= _ENOUGH and all(finding.verdict is Verdict.INCONSISTENT for finding in found):
        yield _another_scope(earlier, found)
    else:
        yield from found


@rule("earlier.carry-over", "cross")
def carried_over(report: Report) -> Iterator[Finding]:
    """What a year opens with is what the year before closed with: 年初结转和结余 = 上年的年末结转和结余.

    Source: 财决公开01表, 04表 of the two accounts, or their sentences. Balances may be adjusted in between,
    so the policy makes it a warning.
    """
    earlier = _last_year(report)
    if earlier is None:
        return
    in_forms = list(_carried_in_forms(report, earlier))
    yield from in_forms or _carried_in_sentences(report, earlier)


def _last_year(report: Report) -> Report | None:
    earlier = report.earlier
    if earlier is None or report.fiscal_year is None or earlier.fiscal_year != report.fiscal_year - 1:
        return None
    return earlier


def _changes(report: Report, earlier: Report) -> Iterator[Finding]:
    """The printed bases and changes of the named amounts and the items."""
    amounts = {claim.figure.place: claim for claim in report.claims if isinstance(claim, AmountClaim)}
    for claim in report.claims:
        if not isinstance(claim, ChangeClaim) or claim.against != "last-year" or claim.current is None:
            continue
        amount = amounts.get(claim.current.place)
        told = claim.base if claim.base is not None else claim.difference
        if amount is None or told is None or not (told.is_money and claim.current.is_money):
            continue
        before = _final(earlier, amount)
        if before is None or (claim.base is None and claim.direction is None):
            continue
        reading = _reading(claim, before, told)
        _, outcome = judge_readings(report, told, [reading])
        agrees = outcome.verdict is Verdict.CONSISTENT
        yield claim_finding(
            "earlier.last-year",
            "cross",
            claim,
            told,
            outcome,
            message=tell(
                "found.last_year_agrees" if agrees else "found.last_year",
                subject=claim.subject,
                amount=_words(before),
            ),
            calculation="" if agrees else reading.calculation,
            explanation=NOTHING if agrees else tell("cause.other_scope"),
            figures=(claim.current,),
            compute=reading.compute,
        )


def _amounts_of_last_year(report: Report, earlier: Report, bases: Set[Place]) -> Iterator[Finding]:
    """The amounts that a report gives for the year before: 2023年度收入总计A. Bases of changes are told."""
    for claim in money_amounts(report):
        own_part = claim.statement.section.part is Part.NARRATIVE
        if not own_part or claim.fiscal_year != earlier.fiscal_year or claim.figure.place in bases:
            continue
        before = _final(earlier, claim) if claim.measure == "prior" else None
        if before is None:
            continue
        reading = same(before.to(claim.figure.unit or WAN_YUAN))
        _, outcome = judge_readings(report, claim.figure, [reading])
        agrees = outcome.verdict is Verdict.CONSISTENT
        yield claim_finding(
            "earlier.last-year",
            "cross",
            claim,
            claim.figure,
            outcome,
            message=tell(
                "found.last_year_agrees" if agrees else "found.year_before",
                subject=claim.subject,
                year=earlier.fiscal_year,
                amount=_words(before),
                said=_words(claim.figure),
            ),
            calculation="" if agrees else f"{claim.figure.value} ≠ {reading.calculation}",
            explanation=NOTHING if agrees else tell("cause.other_scope"),
            compute=reading.compute,
        )


def _final(earlier: Report, amount: AmountClaim) -> Figure | None:
    """Last year's final amount of what an amount names: its form's cell, else its sentence."""
    if amount.item:
        return _final_of_item(earlier, amount.item)
    if amount.key is None:
        return None
    cell = next(named_cells(earlier, amount.key, "final"), None)
    if cell is not None:
        return cell.figure
    return next(
        (
            claim.figure
            for claim in money_amounts(earlier)
            if claim.key == amount.key
            and claim.measure == "final"
            and claim.fiscal_year in (None, earlier.fiscal_year)
        ),
        None,
    )


def _final_of_item(earlier: Report, item: Sequence[str]) -> Figure | None:
    """Last year's amount of an item, where exactly one is meant by its name."""
    form = earlier.form("general-budget")
    if form is not None and not form.empty:
        cells = list(item_cells(form, item))
        return cells[0].figure if len(cells) == 1 else None
    told = {
        claim.figure.value: claim.figure
        for claim in money_amounts(earlier)
        if claim.measure == "final"
        and [bare(name) for name in claim.item] == [bare(name) for name in item]
        and claim.statement.section.part is Part.NARRATIVE
    }
    return next(iter(told.values())) if len(told) == 1 else None


def _reading(claim: ChangeClaim, before: Figure, told: Figure) -> Reading:
    unit = told.unit or WAN_YUAN
    then = before.to(unit)
    if claim.base is not None or claim.current is None:
        return Reading(lambda view: view(then), f"{told.value} ≠ {then.value}", ())
    now, sign = claim.current.to(unit), claim.direction or 1

    def compute(view: View) -> Interval:
        grown = view(now) - view(then)
        return grown if sign > 0 else -grown

    first, second = (now, then) if sign > 0 else (then, now)
    return Reading(compute, f"{first.value} − {second.value} = {first.value - second.value}", (now,))


def _another_scope(earlier: Report, found: Sequence[Finding]) -> Finding:
    return Finding(
        rule="earlier.last-year",
        kind="cross",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.nothing_of_last_year", count=len(found), year=earlier.fiscal_year),
        explanation=tell("cause.other_reach"),
        places=tuple(place for finding in found for place in finding.places[:1]),
    )


def _carried_in_forms(report: Report, earlier: Report) -> Iterator[Finding]:
    """The opening line of a two-sided form against the closing line of the same form a year before."""
    for key in _TWO_SIDED:
        now, then = report.form(key), earlier.form(key)
        opening = _line(now, "income", "opening")
        closing = _line(then, "expenditure", "closing")
        if now is None or then is None or opening is None or closing is None:
            continue
        where, figure = opening
        yield _carried(
            report, figure, closing[1], tell("named.cell", title=now.title, cell=where), now.title, ""
        )


def _line(form: Form | None, side: str, role: str) -> tuple[Wording, Figure] | None:
    row = side_row(form, side, role) if form is not None else None
    column = own_column(form, row) if form is not None and row is not None else None
    figure = row.values[column] if row is not None and column is not None else None
    if form is None or row is None or column is None or figure is None or not figure.is_money:
        return None
    return cell_name(form, row, column), figure


def _carried_in_sentences(report: Report, earlier: Report) -> Iterator[Finding]:
    """The opening balance that a section names against the closing balance of last year's section."""
    closings = _balances(earlier, "closing")
    for key, claim in _balances(report, "opening").items():
        last = closings.get(key)
        if last is not None:
            section = claim.statement.section.title
            text = claim.statement.text.strip()
            yield _carried(
                report, claim.figure, last.figure, tell("named.quoted", words=claim.subject), section, text
            )


def _balances(report: Report, measure: str) -> dict[tuple[str, str], AmountClaim]:
    """The balances of each section by what they are balances of; those said of another year left out."""
    found: dict[tuple[str, str], AmountClaim] = {}
    for claim in money_amounts(report):
        section = claim.statement.section
        if claim.measure != measure or section.part is not Part.NARRATIVE or section.topic is None:
            continue
        if claim.fiscal_year in (None, report.fiscal_year) and not claim.item:
            found.setdefault((section.topic, _SIDE_OF_YEAR.sub("", bare(claim.subject))), claim)
    return found


def _words(figure: Figure) -> str:
    """A figure as printed, with its unit: two accounts are seldom in the same one, and cells print none."""
    text = printed(figure)
    return f"{text}{figure.unit}" if figure.unit and text[-1:].isdigit() else text


def _carried(
    report: Report, opening: Figure, closing: Figure, where: Wording, section: str, quote: str
) -> Finding:
    right = closing.to(opening.unit or WAN_YUAN)
    outcome = weigh(opening, same(right).compute, report.usual_decimals)
    agrees = outcome.verdict is Verdict.CONSISTENT
    return Finding(
        rule="earlier.carry-over",
        kind="cross",
        verdict=outcome.verdict,
        message=tell(
            "found.opening_agrees" if agrees else "found.opening",
            where=where,
            amount=_words(opening),
            before=_words(closing),
        ),
        stated=f"{opening.value:f}",
        recomputed=show(right.value, max(opening.decimals, 2)),
        difference=f"{opening.value - Decimal(right.value):f}",
        unit=opening.unit,
        section=section or None,
        quote=quote or None,
        explanation=NOTHING if agrees else tell("cause.opening_adjusted"),
        calculation="" if agrees else f"{opening.value:f} ≠ {right.value:f}",
        places=(opening.place,),
        stated_figure=opening,
        figures=(opening,),
    )

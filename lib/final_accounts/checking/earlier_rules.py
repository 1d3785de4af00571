"""Rules between this year's account and last year's own, where both are at hand."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import WAN_YUAN, Figure, Interval, Verdict
from ..reports import AmountClaim, ChangeClaim, Finding, Report, View
from ..wordings import NOTHING, tell
from .claim_findings import Reading, claim_finding, judge_readings
from .form_cells import named_cells
from .registry import rule


@rule("earlier.last-year", "cross")
def last_year_told(report: Report) -> Iterator[Finding]:
    """What a report says of last year is what last year's report said: its printed base, or the amount
    less its change.

    Source: the two published accounts. A bureau may restate last year, so the policy makes it a warning.
    """
    earlier = report.earlier
    if earlier is None or report.fiscal_year is None or earlier.fiscal_year != report.fiscal_year - 1:
        return
    keys = {claim.figure.place: claim.key for claim in report.claims if isinstance(claim, AmountClaim)}
    for claim in report.claims:
        if not isinstance(claim, ChangeClaim) or claim.against != "last-year" or claim.current is None:
            continue
        key = keys.get(claim.current.place)
        told = claim.base if claim.base is not None else claim.difference
        if key is None or told is None or not (told.is_money and claim.current.is_money):
            continue
        before = _final(earlier, key)
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
                amount=before.text,
            ),
            calculation="" if agrees else reading.calculation,
            explanation=NOTHING if agrees else tell("cause.other_scope"),
            figures=(claim.current,),
            compute=reading.compute,
        )


def _final(earlier: Report, key: str) -> Figure | None:
    """Last year's final amount of a key: its form's cell, else its sentence."""
    cell = next(named_cells(earlier, key, "final"), None)
    if cell is not None:
        return cell.figure
    return next(
        (
            claim.figure
            for claim in earlier.claims
            if isinstance(claim, AmountClaim)
            and claim.key == key
            and claim.measure == "final"
            and claim.figure.is_money
        ),
        None,
    )


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

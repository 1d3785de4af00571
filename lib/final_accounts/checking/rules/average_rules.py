"""Rules on averages: what is spent on each guest, what each vehicle costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from ...figures import WAN_YUAN, YUAN, YUAN_PER_UNIT, Interval, Verdict, rounded
from ...reports import AmountClaim, AverageClaim, Finding, Labelled, Report, View
from ...wordings import NOTHING, Wording, tell
from ..findings.amounts import said_of
from ..findings.claims import Reading, claim_finding, judge_readings
from ..findings.form_cells import named_cells
from ..registry import rule
from ..verdicts import Outcome, nominal_value, printed_view

_MOST_READINGS = 30

_TELLING = 3
"""Digits that a recomputed average is told with at least."""

Divided = tuple[Reading, str]
"""A way to understand an average, and its calculation with the names and units of the figures."""


@rule("cross.average", "cross")
def average(report: Report) -> Iterator[Finding]:
    """An average is the amount over the heads or vehicles that the section counts: 均值 = 金额 ÷ 数量.

    人均接待费 may be of all hospitality or of the domestic, with or without foreign guests: it holds if any
    of these gives it. It is contradicted only where amount and count are each printed with one value; an
    amount that no sentence says is the form's.
    Source: the words 人均 and 车均; what a report divides by is its own convention, so the calculation is
    told.
    """
    amounts = said_of(report, "three-public", "final")
    for claim in report.claims:
        if not isinstance(claim, AverageClaim) or not claim.average.is_money or not claim.over:
            continue
        said = [amount for key in claim.keys for amount in amounts.get(key, ())]
        spread = [Labelled(amount.subject, amount.figure) for amount in said]
        ways = list(islice(_ways(claim, spread or list(_in_forms(report, claim))), _MOST_READINGS))
        if ways:
            certain = all(_one_value(amounts.get(key, ())) for key in claim.keys)
            yield from _judged(report, claim, ways, certain)


def _in_forms(report: Report, claim: AverageClaim) -> Iterator[Labelled]:
    """The amounts that only a form prints."""
    for key in claim.keys:
        yield from (Labelled(cell.where, cell.figure) for cell in named_cells(report, key, "final"))


def _judged(report: Report, claim: AverageClaim, ways: Sequence[Divided], certain: bool) -> Iterator[Finding]:
    stated = claim.average
    reading, outcome = judge_readings(report, stated, [way for way, _ in ways])
    if outcome.nominal is None:
        if stated.value or reading.figures[0].value:
            return
        # Nothing spread over nobody is nothing.
        outcome = Outcome(Verdict.CONSISTENT, "", None)
    elif outcome.needed == "printed":
        # Who prints amounts with two digits may still round an average to whole yuan.
        outcome = replace(outcome, verdict=Verdict.CONSISTENT)
    if outcome.verdict is Verdict.CONSISTENT:
        yield _finding(claim, reading, outcome, tell("found.average_agrees", **_told(claim, ways, reading)))
    elif certain:
        reading, unit_told = _in_other_unit(report, claim, ways) or (reading, NOTHING)
        outcome = replace(outcome, nominal=nominal_value(reading.compute))
        nominal = outcome.nominal or Decimal(0)
        # What 万元 are printed for may be a few yuan.
        digits = max(stated.decimals, 2, _TELLING - 1 - nominal.adjusted() if nominal else 0)
        value = rounded(nominal, digits)
        words = _told(claim, ways, reading)
        message = tell("found.average", value=f"{value:f}{stated.unit}", **words)
        found = _finding(claim, reading, outcome, message)
        yield replace(
            found,
            recomputed=f"{value:f}",
            difference=f"{stated.value - value:f}",
            explanation=unit_told,
        )


def _told(claim: AverageClaim, ways: Sequence[Divided], reading: Reading) -> dict[str, str]:
    written = next(words for way, words in ways if way is reading)
    return {"subject": claim.subject, "stated": claim.average.text, "calculation": written}


def _finding(claim: AverageClaim, reading: Reading, outcome: Outcome, message: Wording) -> Finding:
    return claim_finding(
        "cross.average",
        "cross",
        claim,
        claim.average,
        outcome,
        message=message,
        calculation=reading.calculation,
        figures=reading.figures,
        compute=reading.compute,
    )


def _in_other_unit(
    report: Report, claim: AverageClaim, ways: Sequence[Divided]
) -> tuple[Reading, Wording] | None:
    """The reading that gives the average once it is taken in 万元 for 元, or the other way round, and that
    this is what happened."""
    stated = claim.average
    unit, happened = (WAN_YUAN, "wan_missing") if stated.unit == YUAN else (YUAN, "wan_too_many")
    meant, factor = stated.read_as(unit), YUAN_PER_UNIT[stated.unit or YUAN] / YUAN_PER_UNIT[unit]
    for way, _ in ways:

        def compute(view: View, own: Reading = way) -> Interval:
            return own.compute(view) * factor

        _, outcome = judge_readings(report, meant, [Reading(compute, "", way.figures)])
        if outcome.verdict.is_borne_out:
            right = f"{''.join(stated.text.split()).removesuffix(stated.unit or '')}{unit}"
            return way, tell("cause.likely", cause=tell(f"happened.{happened}", right=right))
    return None


def _ways(claim: AverageClaim, spread: Sequence[Labelled]) -> Iterator[Divided]:
    """The readings that the text allows, the plainest first."""
    own, *beside = claim.over
    choices = sorted(product((0, 1, -1), repeat=len(beside)), key=lambda signs: sum(map(abs, signs)))
    for signs in choices:
        others = [(count, sign) for count, sign in zip(beside, signs, strict=True) if sign]
        for amount in spread:
            yield _way(claim, amount, own, others)


def _way(
    claim: AverageClaim, amount: Labelled, own: Labelled, others: Sequence[tuple[Labelled, int]]
) -> Divided:
    money = amount.figure.to(claim.average.unit or YUAN)

    def compute(view: View) -> Interval:
        seen = (view(count.figure) if sign > 0 else -view(count.figure) for count, sign in others)
        return view(money) / Interval.total((view(own.figure), *seen))

    counts = ((own, 1), *others)
    figures = (amount.figure, *(count.figure for count, _ in counts))
    number = _joined([(f"{count.figure.value:f}", sign) for count, sign in counts])
    words = _joined([(f"{count.label}{count.figure.text}", sign) for count, sign in counts])
    reading = Reading(compute, f"{money.value:f} ÷ {number}", figures)
    unit = "" if amount.figure.text.endswith(amount.figure.unit or "") else amount.figure.unit
    return reading, f"{amount.label}{amount.figure.text}{unit} ÷ {words}"


def _joined(terms: Sequence[tuple[str, int]]) -> str:
    """Terms with their signs, in brackets where they are several."""
    text = "".join((" + " if sign > 0 else " − ") + term for term, sign in terms).removeprefix(" + ")
    return f"（{text}）" if len(terms) > 1 else text


def _one_value(claims: Sequence[AmountClaim]) -> bool:
    """Whether amounts may all be one, printed with more or fewer digits."""
    seen = [printed_view(claim.figure.to(WAN_YUAN)) for claim in claims]
    return all(one.meets(seen[0]) for one in seen)

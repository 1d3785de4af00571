"""Rules on changes: X增加D，增长P%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Verdict
from ...reports import ChangeClaim, Finding, Report
from ...wordings import NOTHING, Wording, tell
from ..findings.amounts import amount_told, is_nothing
from ..findings.change_readings import (
    difference_readings,
    magnitude,
    outgrown,
    rate_from_difference,
    rate_readings,
    stray_in_change,
    turned_round,
)
from ..findings.claims import Reading, claim_finding, judge_readings, short_precision_note, undetermined
from ..registry import rule
from ..verdicts import Outcome, show_rate

_RATES = {1: "named.growth", -1: "named.decline"}
_AMOUNTS = {1: "named.increase", -1: "named.decrease"}


def changes(report: Report) -> Iterator[ChangeClaim]:
    """The changes that the narrative asserts."""
    return (claim for claim in report.claims if isinstance(claim, ChangeClaim))


@rule("change.rate", "change")
def change_rate(report: Report) -> Iterator[Finding]:
    """A growth rate is the difference over last year's amount: 增减率 = 增减额 ÷ （本年数 ∓ 增减额）.

    Source: the narrative's own sentence; domain.md, a printed number is an interval.
    """
    for claim in changes(report):
        rate = claim.rate
        if rate is None or rate.unit != PERCENT:
            continue
        readings = list(rate_readings(claim))
        if not readings:
            reason = tell("cause.rate_alone" if claim.difference is None else "cause.change_alone")
            yield undetermined("change.rate", "change", claim, rate, reason, _printed(claim))
            continue
        reading, outcome = judge_readings(report, rate, readings)
        if outcome.verdict is not Verdict.CONSISTENT and _signed_twice(report, claim, rate, readings):
            continue  # wording.double-sign speaks of it
        difference = claim.difference
        if outcome.nominal is None and difference is not None and difference.value == 0 and rate.value == 0:
            outcome = Outcome(Verdict.CONSISTENT, "usual", rate.value)
        elif outcome.nominal is None and _of_nothing(report, claim.current, difference):
            outcome = Outcome(Verdict.INCONSISTENT, "", None)
        if outcome.verdict is not Verdict.CONSISTENT and (
            _zero_base(claim) or turned_round(report, claim) or stray_in_change(report, claim)
        ):
            continue  # change.zero-base, change.direction or unit.stray speaks of it
        yield claim_finding(
            "change.rate",
            "change",
            claim,
            rate,
            outcome,
            message=_rate_message(claim, rate, outcome),
            calculation=reading.calculation,
            explanation=_meant_as_decrease(report, claim, rate) or short_precision_note(outcome, report),
            figures=reading.figures,
            compute=reading.compute,
        )


@rule("change.zero-base", "change")
def zero_base(report: Report) -> Iterator[Finding]:
    """An implied base of zero has no growth rate at all.

    Source: domain.md. The rule speaks only where the amount equals its own increase and is not zero.
    """
    for claim in changes(report):
        if claim.rate is None or not _zero_base(claim) or claim.rate.value == 0:
            continue
        _, outcome = judge_readings(report, claim.rate, list(rate_readings(claim)))
        if outcome.verdict is Verdict.CONSISTENT:
            # A base too small to be printed may bear out any high rate.
            continue
        figures = _printed(claim)
        base = tell("named.in_budget" if claim.against == "budget" else "named.last_year")
        yield claim_finding(
            "change.zero-base",
            "change",
            claim,
            claim.rate,
            Outcome(Verdict.INCONSISTENT, "", None),
            message=tell(
                "found.change_zero_base", subject=_subject(claim), base=base, stated=claim.rate.text
            ),
            explanation=tell("cause.zero_base", base=base),
            figures=figures,
        )


@rule("change.direction", "direction")
def change_direction(report: Report) -> Iterator[Finding]:
    """A change has one direction: 增加 … 增长, 减少 … 下降, and it is that of the amounts themselves.

    Source: the narrative's own sentence; where both words stand, the one that the rate bears out is right.
    """
    before: ChangeClaim | None = None
    for claim in changes(report):
        if before is not None and _in_the_same_word(before, claim):
            continue
        if _goes_the_other_way(report, claim):
            before = claim
            yield _against_the_amounts(claim)
        elif _is_self_contradicting(claim):
            before = claim
            yield _against_itself(claim, direction_borne_out(report, claim))


def _goes_the_other_way(report: Report, claim: ChangeClaim) -> bool:
    """Whether a change is in one direction, and the amounts in the other."""
    is_one_way = len({claim.direction, claim.rate_direction} - {None}) == 1
    return is_one_way and claim.current is not None and turned_round(report, claim)


def _is_self_contradicting(claim: ChangeClaim) -> bool:
    """Whether a change increases by the one word and decreases by the other, and by something."""
    first, second = claim.direction, claim.rate_direction
    if first is None or second is None or first == second:
        return False
    return all(figure is not None and figure.value != 0 for figure in (claim.difference, claim.rate))


def _against_the_amounts(claim: ChangeClaim) -> Finding:
    assert claim.base is not None and claim.current is not None
    stated = claim.rate_direction or claim.direction or 1
    words = _AMOUNTS if claim.rate_direction is None else _RATES
    said, right = tell(words[stated]), tell(words[-stated])
    from_budget = claim.against == "budget"
    message = tell(
        "found.change_direction_from_budget" if from_budget else "found.change_direction_of_amounts",
        subject=_subject(claim),
        base=amount_told(claim.base),
        current=amount_told(claim.current),
        right=right,
        stated=said,
    )
    return _direction_finding(claim, message, said, right, -stated)


def _against_itself(claim: ChangeClaim, right: int) -> Finding:
    first, second = claim.direction, claim.rate_direction
    assert claim.difference is not None and claim.rate is not None
    message = tell(
        "found.change_direction",
        subject=_subject(claim),
        first=tell(_AMOUNTS[first or 1]),
        difference=claim.difference.text,
        second=tell(_RATES[second or 1]),
        rate=claim.rate.text,
        right=tell(_RATES[right]),
    )
    said = tell(_RATES[(second if right != second else first) or 1])
    return _direction_finding(claim, message, said, tell(_RATES[right]), right)


def _direction_finding(
    claim: ChangeClaim, message: Wording, said: Wording, right: Wording, direction: int
) -> Finding:
    figures = _printed(claim)
    return Finding(
        rule="change.direction",
        kind="direction",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=said,
        recomputed=right,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=tell("cause.wrong_direction", right=right),
        calculation=_calculation(claim, direction),
        places=tuple(figure.place for figure in figures),
        figures=figures,
    )


def _in_the_same_word(before: ChangeClaim, claim: ChangeClaim) -> bool:
    """Whether one word gives the direction of both rates: 各减少D1、D2，各增长P1、P2."""
    one, other = before.rate, claim.rate
    if before.statement != claim.statement or one is None or other is None:
        return False
    if (before.direction, before.rate_direction) != (claim.direction, claim.rate_direction):
        return False
    begin = claim.statement.place.start or 0
    between = claim.statement.text[(one.place.end or 0) - begin : (other.place.start or 0) - begin]
    return re.fullmatch(r"[\s、，,和及与]*", between) is not None


def direction_meant(report: Report, claim: ChangeClaim) -> int:
    """The direction of a change once change.direction has its way: +1 or -1."""
    first, second = claim.direction, claim.rate_direction
    if _goes_the_other_way(report, claim):
        return -(first or second or 1)
    if first is None or second is None or first == second:
        return first or 1
    return direction_borne_out(report, claim)


@rule("change.difference", "change")
def change_difference(report: Report) -> Iterator[Finding]:
    """A difference is this year's amount less the printed base (last year's amount or the budget)."""
    for claim in changes(report):
        difference, base, current = claim.difference, claim.base, claim.current
        if difference is None or base is None or current is None:
            continue
        if not (base.is_money and current.is_money):
            continue
        # 差值为D, 增加（减少）D: the words leave open which way.
        sign = claim.direction or (1 if current.to(WAN_YUAN).value >= base.to(WAN_YUAN).value else -1)
        readings = difference_readings(claim, difference, base, sign)
        if not readings or turned_round(report, claim):
            continue  # change.direction speaks of a difference that has the other direction
        reading, outcome = judge_readings(report, difference, readings)
        yield claim_finding(
            "change.difference",
            "change",
            claim,
            difference,
            outcome,
            message=tell(
                "found.change_difference",
                subject=_subject(claim),
                word=tell(_AMOUNTS[sign]),
                stated=amount_told(difference),
                calculation=reading.calculation,
            ),
            calculation=reading.calculation,
            figures=reading.figures,
            compute=reading.compute,
        )


def _of_nothing(report: Report, *figures: Figure | None) -> bool:
    """Whether an amount and its difference are each a bare 0: then no rate but 0 % can be told."""
    return all(
        figure is not None and figure.decimals == 0 and is_nothing(report, figure) for figure in figures
    )


def _zero_base(claim: ChangeClaim) -> bool:
    current, difference = claim.current, claim.difference
    return (
        current is not None
        and difference is not None
        and claim.direction == 1
        and current.value == difference.value != 0
        and current.unit == difference.unit
    )


def direction_borne_out(report: Report, claim: ChangeClaim) -> int:
    """The direction under which difference and rate agree; that of the difference if both or neither do."""
    first = claim.direction or 1
    if claim.current is not None and claim.difference is not None and claim.rate is not None:
        fits = {}
        for sign in (1, -1):
            reading = rate_from_difference(claim.current, claim.difference, sign)
            _, outcome = judge_readings(report, claim.rate, [reading])
            fits[sign] = outcome.verdict.is_borne_out
        if fits[1] != fits[-1]:
            return 1 if fits[1] else -1
    return first


def _signed_twice(report: Report, claim: ChangeClaim, rate: Figure, readings: list[Reading]) -> bool:
    """Whether 下降-P% is right but for its sign."""
    if rate.value >= 0 or claim.rate_direction != -1:
        return False
    _, outcome = judge_readings(report, magnitude(rate), readings)
    return outcome.verdict is Verdict.CONSISTENT


def _printed(claim: ChangeClaim) -> tuple[Figure, ...]:
    return tuple(f for f in (claim.difference, claim.rate, claim.current, claim.base) if f is not None)


def _calculation(claim: ChangeClaim, sign: int) -> str:
    if claim.current is None or claim.difference is None:
        return ""
    return rate_from_difference(claim.current, claim.difference, sign).calculation


def _subject(claim: ChangeClaim) -> str:
    return claim.subject or tell("named.this_item")


def _rate_message(claim: ChangeClaim, rate: Figure, outcome: Outcome) -> Wording:
    word = tell(_RATES.get(claim.rate_direction or 0, "named.change"))
    if outcome.verdict is Verdict.CONSISTENT:
        return tell("found.change_rate_agrees", subject=_subject(claim), word=word, stated=rate.text)
    if claim.current is not None and claim.difference is not None and _beyond_amount(claim):
        return tell(
            "found.change_beyond_amount",
            subject=_subject(claim),
            difference=claim.difference.text,
            current=claim.current.text,
        )
    value = tell("named.no_value") if outcome.nominal is None else f"{show_rate(outcome.nominal, rate)}%"
    return tell("found.change_rate", subject=_subject(claim), word=word, stated=rate.text, value=value)


def _beyond_amount(claim: ChangeClaim) -> bool:
    """Whether an amount is said to have grown by more than it is, so that last year's was below zero."""
    current, difference = claim.current, claim.difference
    if current is None or difference is None or not (current.is_money and difference.is_money):
        return False
    grown = claim.direction == 1 and claim.base is None and claim.against == "last-year"
    return grown and outgrown(current, difference)


def _meant_as_decrease(report: Report, claim: ChangeClaim, rate: Figure) -> Wording:
    """What explains an increase greater than its amount: that it is a decrease, if that has the rate."""
    current, difference = claim.current, claim.difference
    if not _beyond_amount(claim) or current is None or difference is None:
        return NOTHING
    if current.value == 0 and rate.value == HUNDRED:
        fits = True
    else:
        outcome = judge_readings(report, rate, [rate_from_difference(current, difference, -1)])[1]
        fits = outcome.verdict is Verdict.CONSISTENT
    if not fits:
        return NOTHING
    return tell("cause.likely", cause=tell("happened.as_decrease", amount=difference.text))

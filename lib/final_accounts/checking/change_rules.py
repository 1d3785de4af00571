"""Rules on changes: X增加D，增长P%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ..reports import ChangeClaim, Finding, Report, View
from ..wordings import Wording, tell
from .claim_findings import Reading, claim_finding, judge_readings, short_precision_note, undetermined
from .registry import rule
from .verdicts import Outcome

_ANY_RATE = Decimal(10) ** 12
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
        readings = list(_rate_readings(claim))
        if not readings:
            reason = tell("cause.rate_alone")
            yield undetermined("change.rate", "change", claim, rate, reason, _printed(claim))
            continue
        reading, outcome = judge_readings(report, rate, readings)
        difference = claim.difference
        if outcome.nominal is None and difference is not None and difference.value == 0 and rate.value == 0:
            outcome = Outcome(Verdict.CONSISTENT, "usual", rate.value)
        if outcome.verdict is not Verdict.CONSISTENT and _zero_base(claim):
            continue  # change.zero-base speaks of it
        yield claim_finding(
            "change.rate",
            "change",
            claim,
            rate,
            outcome,
            message=_rate_message(claim, rate, outcome),
            calculation=reading.calculation,
            explanation=short_precision_note(outcome, report),
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
        _, outcome = judge_readings(report, claim.rate, list(_rate_readings(claim)))
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
    for claim in changes(report):
        first, second = claim.direction, claim.rate_direction
        printed_words = first is not None and second is not None
        if not printed_words or claim.difference is None or claim.rate is None:
            continue
        if claim.difference.value == 0 or claim.rate.value == 0:
            continue
        figures = _printed(claim)
        if first == second:
            if claim.base is None or claim.current is None:
                continue
            if not (claim.base.is_money and claim.current.is_money):
                continue
            grown = claim.current.to(WAN_YUAN).value - claim.base.to(WAN_YUAN).value
            if grown == 0 or (grown > 0) == (first == 1):
                continue
            right = 1 if grown > 0 else -1
            stated_word, right_word = tell(_RATES[first or 1]), tell(_RATES[right])
            message = tell(
                "found.change_direction_of_amounts",
                subject=_subject(claim),
                base=claim.base.text,
                current=claim.current.text,
                right=right_word,
                stated=stated_word,
            )
        else:
            right = _direction_borne_out(report, claim)
            stated_word = tell(_RATES[(second if right != second else first) or 1])
            right_word = tell(_RATES[right])
            message = tell(
                "found.change_direction",
                subject=_subject(claim),
                first=tell(_AMOUNTS[first or 1]),
                difference=claim.difference.text,
                second=tell(_RATES[second or 1]),
                rate=claim.rate.text,
                right=right_word,
            )
        yield Finding(
            rule="change.direction",
            kind="direction",
            verdict=Verdict.INCONSISTENT,
            message=message,
            stated=stated_word,
            recomputed=right_word,
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell("cause.wrong_direction", right=right_word),
            calculation=_calculation(claim, right),
            places=tuple(figure.place for figure in figures),
            stated_figure=None,
            figures=figures,
        )


@rule("change.difference", "change")
def change_difference(report: Report) -> Iterator[Finding]:
    """A difference is this year's amount less the printed base (last year's amount or the budget)."""
    for claim in changes(report):
        difference, base, current = claim.difference, claim.base, claim.current
        if difference is None or base is None or current is None:
            continue
        # 差值为D, 增加（减少）D: the words leave open which way.
        sign = claim.direction or (1 if current.to(WAN_YUAN).value >= base.to(WAN_YUAN).value else -1)
        readings = []
        for amount in (current, *claim.alternatives):
            if {amount.unit, base.unit, difference.unit} <= {"元", WAN_YUAN}:
                readings.append(_difference_reading(amount, base, sign, difference.unit or WAN_YUAN))
        if not readings:
            continue
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
                stated=difference.text,
                calculation=reading.calculation,
            ),
            calculation=reading.calculation,
            figures=reading.figures,
            compute=reading.compute,
        )


def _difference_reading(current: Figure, base: Figure, sign: int, unit: str) -> Reading:
    now, then = current.to(unit), base.to(unit)

    def compute(view: View) -> Interval:
        grown = view(now) - view(then)
        return grown if sign > 0 else -grown

    first, second = (now, then) if sign > 0 else (then, now)
    value = first.value - second.value
    return Reading(compute, f"{first.value} − {second.value} = {value}{unit}", (current, base))


def _rate_readings(claim: ChangeClaim) -> Iterator[Reading]:
    """The ways to recompute a rate: with every amount the sentence may mean, in every printed direction."""
    signs = [s for s in (claim.direction, claim.rate_direction) if s is not None]
    meant = [f for f in (claim.current, *claim.alternatives) if f is not None and f.is_money]
    if claim.direction == 1 and claim.difference is not None and claim.difference.is_money:
        meant = [f for f in meant if not _outgrown(f, claim.difference)] or meant
    for current in meant:
        if claim.base is not None and claim.base.is_money:
            yield _rate_from_base(current, claim.base, (claim.rate_direction or claim.direction or 1))
        if claim.difference is not None and claim.difference.is_money:
            for sign in dict.fromkeys(signs or [1, -1]):
                yield _rate_from_difference(current, claim.difference, sign)


def _outgrown(current: Figure, difference: Figure) -> bool:
    """Whether an amount cannot have grown by a difference that is larger than it."""
    more = difference.to(current.unit or WAN_YUAN)
    return more.interval().low > (current.interval().high if current.value else 0)


def _rate_from_difference(current: Figure, difference: Figure, sign: int) -> Reading:
    amount = difference.to(current.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        now, change = view(current), view(amount)
        # The rate rises with the difference and falls with the amount: its ends lie at two corners.
        low_base = now.high - change.low if sign > 0 else now.high + change.low
        high_base = now.low - change.high if sign > 0 else now.low + change.high
        if low_base < 0 and now.low >= 0:
            # An increase greater than the amount itself: last year's would have been below zero.
            low_rate = EXACT.divide(change.high, low_base) * HUNDRED
            return Interval(low_rate, EXACT.divide(change.low, high_base) * HUNDRED)
        if low_base <= 0:
            raise ZeroDivisionError("the base is nothing but rounding")
        if high_base <= 0:
            # The base may be as small as one likes, the rate as large.
            return Interval(EXACT.divide(change.low, low_base) * HUNDRED, _ANY_RATE)
        low = Interval.exactly(change.low) / Interval.exactly(low_base)
        high = Interval.exactly(change.high) / Interval.exactly(high_base)
        return Interval(min(low.low, high.low), max(low.high, high.high)) * HUNDRED

    mark = "−" if sign > 0 else "+"
    base = current.value - sign * amount.value
    text = f"{amount.value} ÷ （{current.value} {mark} {amount.value}） = {amount.value} ÷ {base}"
    return Reading(compute, text, (current, difference))


def _rate_from_base(current: Figure, base: Figure, sign: int) -> Reading:
    then = base.to(current.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        ratio = (view(current) / view(then)) - Interval.exactly(1)
        return (ratio if sign > 0 else -ratio) * HUNDRED

    first, second = (current, then) if sign > 0 else (then, current)
    return Reading(compute, f"（{first.value} − {second.value}） ÷ {then.value}", (current, base))


def _zero_base(claim: ChangeClaim) -> bool:
    current, difference = claim.current, claim.difference
    return (
        current is not None
        and difference is not None
        and claim.direction == 1
        and current.value == difference.value != 0
        and current.unit == difference.unit
    )


def _direction_borne_out(report: Report, claim: ChangeClaim) -> int:
    """The direction under which difference and rate agree; that of the difference if both or neither do."""
    first = claim.direction or 1
    if claim.current is not None and claim.difference is not None and claim.rate is not None:
        fits = {}
        for sign in (1, -1):
            reading = _rate_from_difference(claim.current, claim.difference, sign)
            _, outcome = judge_readings(report, claim.rate, [reading])
            fits[sign] = outcome.verdict in (Verdict.CONSISTENT, Verdict.TRUNCATED)
        if fits[1] != fits[-1]:
            return 1 if fits[1] else -1
    return first


def _printed(claim: ChangeClaim) -> tuple[Figure, ...]:
    return tuple(f for f in (claim.difference, claim.rate, claim.current, claim.base) if f is not None)


def _calculation(claim: ChangeClaim, sign: int) -> str:
    if claim.current is None or claim.difference is None:
        return ""
    return _rate_from_difference(claim.current, claim.difference, sign).calculation


def _subject(claim: ChangeClaim) -> str:
    return claim.subject or tell("named.this_item")


def _rate_message(claim: ChangeClaim, rate: Figure, outcome: Outcome) -> Wording:
    word = tell(_RATES.get(claim.rate_direction or 0, "named.change"))
    if outcome.verdict is Verdict.CONSISTENT:
        return tell("found.change_rate_agrees", subject=_subject(claim), word=word, stated=rate.text)
    value = tell("named.no_value") if outcome.nominal is None else f"{outcome.nominal:.2f}%"
    return tell("found.change_rate", subject=_subject(claim), word=word, stated=rate.text, value=value)

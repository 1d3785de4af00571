"""The ways in which a change can be recomputed from the amounts that its sentence prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, YUAN, Figure, Interval, Verdict
from ...reports import ChangeClaim, Part, Report, View
from .claims import Reading, judge_readings

_ANY_RATE = Decimal(10) ** 12


def rate_readings(claim: ChangeClaim) -> Iterator[Reading]:
    """The ways to recompute a rate: with every amount the sentence may mean, in every printed direction."""
    signs = [s for s in (claim.direction, claim.rate_direction) if s is not None]
    meant = [f for f in (claim.current, *claim.alternatives) if f is not None and f.is_money]
    if claim.direction == 1 and claim.difference is not None and claim.difference.is_money:
        meant = [f for f in meant if not outgrown(f, claim.difference)] or meant
    for current in meant:
        if claim.base is not None and claim.base.is_money:
            yield _rate_from_base(current, claim.base, (claim.rate_direction or claim.direction or 1))
            if claim.difference is None:
                # 较上年决算数D，下降P%: 减少 is left out before D.
                yield rate_from_difference(current, claim.base, claim.rate_direction or 1)
        if claim.difference is not None and claim.difference.is_money:
            for sign in dict.fromkeys(signs or [1, -1]):
                yield rate_from_difference(current, claim.difference, sign)
            if claim.difference.value < 0 and claim.direction == -1:
                # 减少-D says its direction twice: D is how much less it became.
                yield rate_from_difference(current, claim.difference, 1)
                yield rate_from_difference(current, magnitude(claim.difference), -1)
    if not meant:
        yield from _rates_of_base(claim, signs)


def _rates_of_base(claim: ChangeClaim, signs: Sequence[int]) -> Iterator[Reading]:
    """The ways to recompute a rate where only the amount that it is measured from is printed."""
    base, difference = claim.base, claim.difference
    if base is None or difference is None or not (base.is_money and difference.is_money):
        return
    yield _rate_over_base(difference, base)
    for sign in dict.fromkeys(signs or [1, -1]):
        # 去年完成A，同比增加D: told of the year before, A is what grew.
        yield rate_from_difference(base, difference, sign)


def outgrown(current: Figure, difference: Figure) -> bool:
    """Whether an amount cannot have grown by a difference that is larger than it."""
    more = difference.to(current.unit or WAN_YUAN)
    return more.interval().low > (current.interval().high if current.value else 0)


def magnitude(difference: Figure) -> Figure:
    """A figure without its sign."""
    return replace(difference, value=abs(difference.value))


def rate_from_difference(current: Figure, difference: Figure, sign: int) -> Reading:
    """The rate that an amount and its difference give; of an increase below zero it is below zero too."""
    amount = difference.to(current.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        change, now = view(amount), view(current)
        if current.value == 0:
            # What is printed as nought was not less than nothing.
            now = Interval(Decimal(0), now.high)
        if change.high < 0:
            return -_rate(now, -change, -sign)
        return _rate(now, change, sign)

    mark = "−" if sign > 0 else "+"
    base = current.value - sign * amount.value
    text = f"{amount.value} ÷ （{current.value} {mark} {amount.value}） = {amount.value} ÷ {base}"
    return Reading(compute, text, (current, difference))


def _rate(now: Interval, change: Interval, sign: int) -> Interval:
    """In percent. It rises with the difference and falls with the amount: its ends lie at two corners."""
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


def _rate_from_base(current: Figure, base: Figure, sign: int) -> Reading:
    then = base.to(current.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        ratio = (view(current) / view(then)) - Interval.exactly(1)
        return (ratio if sign > 0 else -ratio) * HUNDRED

    first, second = (current, then) if sign > 0 else (then, current)
    return Reading(compute, f"（{first.value} − {second.value}） ÷ {then.value}", (current, base))


def _rate_over_base(difference: Figure, base: Figure) -> Reading:
    """与上年A相比，增加D，增长P%, where this year's amount is not printed."""
    then = base.to(difference.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        return view(difference) / view(then) * HUNDRED

    return Reading(compute, f"{difference.value} ÷ {then.value}", (difference, base))


def difference_readings(claim: ChangeClaim, difference: Figure, base: Figure, sign: int) -> list[Reading]:
    """The difference between the base and each amount that the sentence may mean, if all are money."""
    amounts = [f for f in (claim.current, *claim.alternatives) if f is not None]
    return [
        _difference_reading(amount, base, sign, difference.unit or WAN_YUAN)
        for amount in amounts
        if {amount.unit, base.unit, difference.unit} <= {YUAN, WAN_YUAN}
    ]


def _difference_reading(current: Figure, base: Figure, sign: int, unit: str) -> Reading:
    now, then = current.to(unit), base.to(unit)

    def compute(view: View) -> Interval:
        grown = view(now) - view(then)
        return grown if sign > 0 else -grown

    first, second = (now, then) if sign > 0 else (then, now)
    value = first.value - second.value
    return Reading(compute, f"{first.value} − {second.value} = {value}{unit}", (current, base))


def turned_round(report: Report, claim: ChangeClaim) -> bool:
    """Whether the difference, or the rate alone, is that of the printed amounts the other way round."""
    base, told = claim.base, claim.difference or claim.rate
    sign = claim.direction if claim.difference is not None else claim.rate_direction
    if told is None or base is None or sign is None or told.value == 0:
        return False
    own, turned = (_from_base(claim, told, base, way) for way in (sign, -sign))
    if not own or judge_readings(report, told, own)[1].verdict is Verdict.CONSISTENT:
        return False
    return judge_readings(report, told, turned[:1])[1].verdict is Verdict.CONSISTENT


def _from_base(claim: ChangeClaim, told: Figure, base: Figure, sign: int) -> list[Reading]:
    if told.unit != PERCENT:
        return difference_readings(claim, told, base, sign)
    meant = (claim.current, *claim.alternatives)
    money = [f for f in meant if f is not None and f.is_money and base.is_money]
    return [_rate_from_base(amount, base, sign) for amount in money]


def stray_in_change(report: Report, claim: ChangeClaim) -> bool:
    """Whether an amount in 元 gives the rate of its change in 万元 only when it is read in 万元."""
    current, difference, rate = claim.current, claim.difference, claim.rate
    if current is None or difference is None or rate is None or not rate.value:
        return False
    if (current.unit, difference.unit, rate.unit) != (YUAN, WAN_YUAN, PERCENT) or current.decimals != 2:
        return False
    if claim.statement.section.part is not Part.NARRATIVE or claim.direction is None:
        return False
    verdicts = [
        judge_readings(report, rate, [rate_from_difference(amount, difference, claim.direction)])[1].verdict
        for amount in (current, current.read_as(WAN_YUAN))
    ]
    return verdicts[0] is Verdict.INCONSISTENT and verdicts[1] is Verdict.CONSISTENT

"""Rules on changes: X增加D，增长P%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ..reports import ChangeClaim, Finding, Report, View
from .claim_findings import Reading, claim_finding, judge_readings, short_precision_note, undetermined
from .explanation import Candidate, explain, named_amounts
from .registry import rule
from .verdicts import Outcome

_ANY_RATE = Decimal(10) ** 12
_WORDS = {1: "增长", -1: "下降"}


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
            reason = "句中只有比率，没有上年数或增减额。"
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
            explanation=_explain_rate(report, claim, rate, outcome) + short_precision_note(outcome, report),
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
        yield claim_finding(
            "change.zero-base",
            "change",
            claim,
            claim.rate,
            Outcome(Verdict.INCONSISTENT, "", None),
            message=f"{claim.subject}：本年数与增加额相等，上年为0，不存在增长率，报告写{claim.rate.text}",
            explanation="基数为0时增长率无意义，应写“上年无此项支出”。",
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
            stated_word, right_word = _WORDS[first or 1], _WORDS[right]
            message = (
                f"{claim.subject}：{claim.base.text}变为{claim.current.text}，"
                f"应为{right_word}，报告写“{stated_word}”"
            )
        else:
            right = _direction_borne_out(report, claim)
            stated_word = _WORDS[second or 1] if right != second else _WORDS[first or 1]
            right_word = _WORDS[right]
            message = (
                f"{claim.subject}：同一句中“{'增加' if first == 1 else '减少'}{claim.difference.text}”"
                f"与“{_WORDS[second or 1]}{claim.rate.text}”方向相反，按数字应为“{right_word}”"
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
            explanation=f"疑似方向用词写反或沿用了模板：应为“{right_word}”。",
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
        if difference is None or base is None or current is None or claim.direction is None:
            continue
        sign = claim.direction
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
            message=(
                f"{claim.subject}：报告写{'增加' if sign == 1 else '减少'}{difference.text}，"
                f"按{reading.calculation}"
            ),
            calculation=reading.calculation,
            explanation=explain(difference, outcome.nominal)
            if outcome.verdict is Verdict.INCONSISTENT
            else "",
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
    for current in (claim.current, *claim.alternatives):
        if current is None or not current.is_money:
            continue
        if claim.base is not None and claim.base.is_money:
            yield _rate_from_base(current, claim.base, (claim.rate_direction or claim.direction or 1))
        if claim.difference is not None and claim.difference.is_money:
            for sign in dict.fromkeys(signs or [1, -1]):
                yield _rate_from_difference(current, claim.difference, sign)


def _rate_from_difference(current: Figure, difference: Figure, sign: int) -> Reading:
    amount = difference.to(current.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        now, change = view(current), view(amount)
        # The rate rises with the difference and falls with the amount: its ends lie at two corners.
        low_base = now.high - change.low if sign > 0 else now.high + change.low
        high_base = now.low - change.high if sign > 0 else now.low + change.high
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
        and not claim.alternatives
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


def _rate_message(claim: ChangeClaim, rate: Figure, outcome: Outcome) -> str:
    word = _WORDS.get(claim.rate_direction or 0, "变动")
    value = "无法计算" if outcome.nominal is None else f"{outcome.nominal:.2f}%"
    if outcome.verdict is Verdict.CONSISTENT:
        return f"{claim.subject}{word}{rate.text}，与重算一致"
    return f"{claim.subject}：报告写{word}{rate.text}，按本年数与增减额重算应为{value}"


def _other_bases(report: Report, current: Figure, difference: Figure) -> Iterator[Candidate]:
    """Other printed amounts that the difference may have been divided by."""
    for other in named_amounts(report):
        if other.figure.value == current.value or not other.figure.is_money:
            continue
        base = other.figure.to(difference.unit or WAN_YUAN)
        if base.interval().low > 0:
            yield (
                f"疑似以“{other.subject}”{other.figure.text}为基数计算。",
                lambda base=base: difference.interval() / base.interval() * HUNDRED,  # type: ignore[misc]
            )


def _explain_rate(report: Report, claim: ChangeClaim, rate: Figure, outcome: Outcome) -> str:
    if outcome.verdict is Verdict.TRUNCATED:
        return "疑似直接截去尾数，未四舍五入。"
    if outcome.verdict is not Verdict.INCONSISTENT:
        return ""
    current, difference = claim.current, claim.difference
    candidates: list[Candidate] = []
    if current is not None and difference is not None and difference.is_money and current.is_money:
        amount = difference.to(current.unit or WAN_YUAN)
        sign = claim.direction or 1
        candidates = [
            (
                f"疑似以本年数{current.text}为基数计算，"
                f"应以上年数{current.value - sign * amount.value}{current.unit}为基数。",
                lambda: amount.interval() / current.interval() * HUNDRED,
            ),
            (
                "疑似增减方向用反：基数取成了本年数的另一侧。",
                lambda: _rate_from_difference(current, amount, -sign).compute(lambda f: f.interval()),
            ),
        ]
        if rate.decimals and rate.value > 0:
            candidates += list(_other_bases(report, current, amount))
    return explain(rate, outcome.nominal, candidates)

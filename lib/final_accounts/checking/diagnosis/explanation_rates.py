"""What could have happened to a wrong percentage: another base, another direction, a slip of its digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict, judge, key_of
from ...reports import ChangeClaim, CompletionClaim, Finding, ShareClaim
from ...wordings import Wording, tell
from ..findings.amounts import amount_told
from ..verdicts import printed_view, usual_view
from .evidence import LONG, taken_as
from .explanation import (
    CUT_OFF,
    FAR,
    NEAR,
    REMOTE,
    SIMPLE,
    USUAL,
    Cause,
    digit_slip,
    is_telling,
    moved_point,
    one_edit_away,
    shown,
)
from .explanation_index import Named, Printed, RateClaim

_MANY = 3
"""Of so many amounts that give a rate, which was its base cannot be told."""

_TELLING = 3
"""A rate of so many digits is given by few amounts."""

_LINES = 4
"""A rate may have been copied from so many paragraphs before."""

_VAGUE = Decimal("1.05")
"""A rate that may as well be so many times as large has hardly a digit that is known: some place of the point
fits by chance."""

_COARSE = Decimal("0.05")
"""Half a last digit of an amount printed with one digit behind the point."""


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A rate as numerator over base: the numerator, the right base's value, and words for both."""

    top: Figure
    base: Decimal
    paragraph: int | None


def causes_of_rate(printed: Printed, finding: Finding, usual_decimals: int | None) -> Iterator[Cause]:
    """What may have made a percentage what it is. Source: domain.md, how reports are really printed."""
    stated, compute = finding.stated_figure, finding.compute
    if stated is None or compute is None or stated.unit != PERCENT:
        return
    claims = _claims(printed, finding, stated)
    if finding.verdict is Verdict.TRUNCATED:
        yield Cause(CUT_OFF, USUAL)
        yield from _left_over(printed, claims, stated)
        return
    for claim in claims:
        yield from _natural(printed, claim, stated)
    view = usual_view(usual_decimals) if usual_decimals is not None else printed_view
    try:
        computed = compute(view)
    except ZeroDivisionError:
        return
    if judge(stated.interval(), stated.cut_interval(), computed) is Verdict.TRUNCATED:
        # Only amounts printed short save it from being called cut.
        yield Cause(CUT_OFF, USUAL)
        return
    yield from _upside_down(claims, stated, computed)
    yield from _slips(stated, computed, finding.recomputed)
    for claim in claims:
        yield from _copied(printed, claim, stated)
        yield from _other_bases(printed, claim, stated)


def _claims(printed: Printed, finding: Finding, stated: Figure) -> Sequence[RateClaim]:
    claims = printed.rates.get(key_of(stated), [])
    kinds = {"change": ChangeClaim, "share": ShareClaim, "completion": CompletionClaim}
    return [claim for claim in claims if isinstance(claim, kinds.get(finding.kind, Finding))][:1]


def _cost(stated: Figure, computed: Interval, cost: int = SIMPLE) -> int | None:
    """What it costs to say that a rate was computed so; None if that does not give it."""
    verdict = judge(stated.interval(), stated.cut_interval(), computed)
    if verdict is Verdict.INCONSISTENT:
        return None
    return cost if verdict is Verdict.CONSISTENT else max(cost, NEAR)


def _natural(printed: Printed, claim: RateClaim, stated: Figure) -> Iterator[Cause]:
    """The mistakes that the sentence's own figures can make."""
    for told, top, bottom in _mixed_up(claim):
        try:
            computed = top / bottom * HUNDRED
        except ZeroDivisionError:
            continue
        cost = _cost(stated, computed, USUAL)
        if cost is not None:
            yield Cause(told, cost, "base")
    yield from _left_over(printed, [claim], stated)


def _mixed_up(claim: RateClaim) -> Iterator[tuple[Wording, Interval, Interval]]:
    """Ways to compute a rate from the right figures wrongly: words, numerator, base."""
    match claim:
        case ChangeClaim(difference=difference) if difference is not None and difference.is_money:
            for current in (claim.current, *claim.alternatives):
                if current is not None and current.is_money:
                    yield from _changes_mixed_up(claim, current, difference)
        case ChangeClaim(current=current, base=base) if current is not None and base is not None:
            if current.is_money and base.is_money:
                then = base.to(current.unit or WAN_YUAN)
                grown = taken_as(current, current.value - then.value)
                told = replace(claim, difference=taken_as(grown, abs(grown.value)))
                told = replace(told, direction=1 if grown.value > 0 else -1)
                yield from _changes_mixed_up(told, current, taken_as(grown, abs(grown.value)))
        case ShareClaim(part=part, whole=whole) if whole is not None and part.is_money and whole.is_money:
            own = whole.to(part.unit or WAN_YUAN)
            yield tell("happened.rest_of_hundred"), own.interval() - part.interval(), own.interval()
        case CompletionClaim(final=final, budget=budget) if final is not None and budget is not None:
            if final.is_money and budget.is_money:
                planned = budget.to(final.unit or WAN_YUAN)
                yield tell("happened.divided_upside_down"), planned.interval(), final.interval()
                beyond = final.interval() - planned.interval()
                yield tell("happened.beyond_budget"), beyond, planned.interval()
                yield tell("happened.short_of_budget"), -beyond, planned.interval()


def _changes_mixed_up(
    claim: ChangeClaim, current: Figure, difference: Figure
) -> Iterator[tuple[Wording, Interval, Interval]]:
    grown = difference.to(current.unit or WAN_YUAN)
    sign = claim.direction or 1
    base = current.value - sign * grown.value
    yield (
        tell(
            "happened.final_base" if claim.against == "budget" else "happened.this_years_base",
            current=amount_told(current),
            base=f"{base:f}{current.unit}",
        ),
        grown.interval(),
        current.interval(),
    )
    if base > 0:
        told = tell(
            "happened.base_over_change",
            base=tell("named.in_budget" if claim.against == "budget" else "named.last_year"),
        )
        yield told, taken_as(current, base).interval(), grown.interval()
    other = "happened.as_decrease" if sign > 0 else "happened.as_increase"
    flipped = current.interval() + grown.interval() if sign > 0 else current.interval() - grown.interval()
    yield tell(other, amount=amount_told(difference)), grown.interval(), flipped


def _left_over(printed: Printed, claims: Sequence[RateClaim], stated: Figure) -> Iterator[Cause]:
    """A share that is what the other shares of its whole leave of 100 %."""
    for claim in claims:
        if not isinstance(claim, ShareClaim) or claim.whole is None:
            continue
        of_whole = printed.shares.get(key_of(claim.whole), ())
        if len(of_whole) > LONG:
            continue  # What so many leave over is rounding.
        siblings = [
            other
            for other in of_whole
            if other.statement == claim.statement and other is not claim and other.share.value
        ]
        shares = [other.share.value for other in siblings]
        # Of two shares the greater is what the smaller leaves.
        left = len(shares) > 1 or (shares and shares[0] < stated.value)
        if left and HUNDRED - sum(shares) == stated.value and _squeezed(claim, siblings):
            yield Cause(tell("happened.left_over"), USUAL, "left-over")


def _squeezed(claim: ShareClaim, siblings: Sequence[ShareClaim]) -> bool:
    """Whether a share bears the errors of the others: their roundings, or those of one that is wrong.

    Where it is far off and all others hold, its amount is wrong; where none holds, the whole is.
    """
    computed = _share(claim)
    near = claim.share.step * (len(siblings) + 1)
    stated = Interval(claim.share.value - near, claim.share.value + near)
    if computed is None or stated.meets(computed):
        return computed is not None
    hold = [_holds(other) for other in siblings]
    return not all(hold) and (any(hold) or len(hold) == 1)


def _share(claim: ShareClaim) -> Interval | None:
    whole = claim.whole
    if whole is None or not (whole.is_money and claim.part.is_money):
        return None
    base = whole.to(claim.part.unit or WAN_YUAN).interval()
    return claim.part.interval() / base * HUNDRED if base.low > 0 else None


def _holds(claim: ShareClaim) -> bool:
    computed = _share(claim)
    return computed is not None and _cost(claim.share, computed) is not None


def _upside_down(claims: Sequence[RateClaim], stated: Figure, computed: Interval) -> Iterator[Cause]:
    """Budget over final amount, where the budget is printed elsewhere than in the sentence."""
    elsewhere = any(isinstance(claim, CompletionClaim) and claim.budget is None for claim in claims)
    if elsewhere and computed.low > 0 and not computed.contains(HUNDRED):
        cost = _cost(stated, Interval.exactly(HUNDRED * HUNDRED) / computed, USUAL)
        if cost is not None:
            yield Cause(tell("happened.divided_upside_down"), cost, "base")


def _copied(printed: Printed, claim: RateClaim, stated: Figure) -> Iterator[Cause]:
    """A rate told not far before, repeated where another belongs: long enough to be no accident."""
    if _significant(stated) < _TELLING or stated.value == HUNDRED:
        return
    line, start = stated.place.paragraph, stated.place.start or 0
    before = [
        (figure.place.paragraph, figure.place.start or 0, figure)
        for figure in printed.rates_of(stated.value)
        if line is not None and figure.place.paragraph is not None
        if 0 <= line - figure.place.paragraph <= _LINES
        if (figure.place.paragraph, figure.place.start or 0) < (line, start)
        if _may_be_copied(printed.rates[key_of(figure)][0], claim)
    ]
    if before:
        nearest = max(before, key=lambda one: one[:2])[2]
        yield Cause(tell("happened.rate_copied", rate=printed.figure_told(nearest)), SIMPLE, "elsewhere")


def _may_be_copied(other: RateClaim, claim: RateClaim) -> bool:
    """Whether two rates are of one kind and of other amounts: a category and its only item have one rate
    by right."""
    if type(other) is not type(claim):
        return False
    one, two = _ratio(other), _ratio(claim)
    if one is None or two is None:
        return True
    same_top = one.top.to(WAN_YUAN).value == two.top.to(WAN_YUAN).value
    return not same_top and (isinstance(claim, ShareClaim) or one.base != two.base)


def _slips(stated: Figure, computed: Interval, recomputed: str | None) -> Iterator[Cause]:
    """A moved point, or one slip of the pen."""
    nominal = Decimal(recomputed) if recomputed is not None else (computed.low + computed.high) / 2
    like = taken_as(stated, nominal)
    known = computed.low > 0 and computed.high <= _VAGUE * computed.low
    for places in (1, -1, 2, -2, 3, -3) if stated.value not in (0, HUNDRED) else ():
        meant = taken_as(stated, stated.value.scaleb(-places), stated.decimals + places)
        telling = known or (_significant(stated) > 1 and meant.interval().contains(nominal))
        if telling and meant.interval().meets(computed):
            yield Cause(moved_point(places, shown(nominal, like)))
            return
    digits = f"{abs(stated.value):f}"

    def fits(value: Decimal) -> bool:
        return taken_as(stated, value).interval().meets(computed)

    width = max(computed.high - computed.low, 10 * stated.step)
    edits = dict.fromkeys(one_edit_away(digits))
    # Of a rate of one digit (0.02%) some slip comes near by chance.
    long = _significant(stated) > 1
    for text in sorted(edits, key=lambda text: abs(Decimal(text) - nominal)):
        value = Decimal(text)
        if abs(value - nominal) > width:
            return
        slip = digit_slip(digits, text)
        exactly = taken_as(stated, value).interval().contains(nominal)
        if slip is not None and fits(value) and is_telling(digits, text, fits) and (exactly or long):
            yield Cause(slip)
            return


def _ratio(claim: RateClaim) -> _Ratio | None:
    """The numerator of a rate, and the base that it should have."""
    top: Figure | None = None
    whole: Figure | None = None
    match claim:
        case ChangeClaim():
            top, whole = claim.difference, claim.current
        case ShareClaim():
            top, whole = claim.part, claim.whole
        case CompletionClaim():
            top, whole = claim.final, claim.budget
    if top is None or whole is None or not (top.is_money and whole.is_money) or not top.value:
        return None
    return _Ratio(top, whole.to(WAN_YUAN).value, top.place.paragraph)


def _other_bases(printed: Printed, claim: RateClaim, stated: Figure) -> Iterator[Cause]:
    """Other printed amounts that the rate may have been taken of."""
    ratio = _ratio(claim)
    trivial = stated.value == 0 or (stated.value == HUNDRED and not isinstance(claim, ChangeClaim))
    if ratio is None or trivial or not stated.decimals:
        return
    amount = ratio.top.to(WAN_YUAN).interval()
    meant = Interval(stated.interval().low, stated.cut_interval().high)
    if meant.low <= 0:
        return
    around = amount / meant * HUNDRED
    found: list[tuple[int, int, Named]] = []
    for named in printed.between(Interval(around.low - _COARSE, around.high + _COARSE)):
        near = ratio.paragraph is not None and named.paragraph == ratio.paragraph
        near = near or (named.total and isinstance(claim, ShareClaim))
        base = named.figure.to(WAN_YUAN).interval()
        if named.form is None and base.low > 0 and named.figure.to(WAN_YUAN).value != ratio.base:
            cost = _cost(stated, amount / base * HUNDRED, SIMPLE if near else FAR)
            if cost is not None:
                found.append((cost, named.order, named))
    if not found:
        return
    found.sort(key=lambda one: one[:2])
    cost, _, best = found[0]
    values = {named.figure.to(WAN_YUAN).value for other, _, named in found if other == cost}
    told = tell("happened.other_base", base=best.told)
    if cost >= FAR and _significant(stated) < _TELLING:
        # A rate of few digits fits many amounts: one that fits alone is possible, no more.
        if len(values) == 1:
            yield Cause(told, REMOTE, "base")
    elif len(values) < _MANY:
        yield Cause(told, cost, "base")
    else:
        yield Cause(tell("happened.some_base", base=best.told), cost, "base")


def _significant(stated: Figure) -> int:
    return sum(char.isdigit() for char in f"{abs(stated.value):f}".lstrip("0."))

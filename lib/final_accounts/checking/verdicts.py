"""From printed figures to a verdict: every rule that recomputes a number comes through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ..figures import PERCENT, WAN_YUAN, Figure, Interval, Verdict, judge, rounded
from ..reports import Computation, View

TWICE = "twice"
"""What a percentage needs that was rounded to one more digit first: 33.047 % to 33.05 %, that to 33.1 %."""

_COMPUTED = 2
"""Digits behind the point that percentages are usually computed with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`needed` is the precision that settled it, usual or printed, or TWICE. `nominal` is the value computed
    from the figures as they stand, None where there is none."""

    verdict: Verdict
    needed: str
    nominal: Decimal | None


def exact_view(figure: Figure) -> Interval:
    """The figure taken as exact."""
    return Interval.exactly(figure.value)


def weigh(stated: Figure, compute: Computation, usual_decimals: int | None = None) -> Outcome:
    """Hold a stated figure against its recomputation.

    The document's usual precision of money amounts is taken first, the printed digits second, because
    reports drop trailing zeros (domain.md). A stated percentage counts with its printed digits.
    """
    verdict, needed = settle(stated, compute, usual_decimals)
    return Outcome(verdict, needed, nominal_value(compute))


def settle(
    stated: Figure,
    compute: Computation,
    usual_decimals: int | None = None,
    through: Callable[[View], View] | None = None,
) -> tuple[Verdict, str]:
    """The verdict on a stated figure, and the precision that settled it; `through` changes how figures
    are looked at."""
    best = Verdict.INCONSISTENT
    views: list[tuple[str, View]] = []
    if usual_decimals is not None:
        views.append(("usual", usual_view(usual_decimals)))
    views.append(("printed", printed_view))
    for needed, plain_view in views:
        view = through(plain_view) if through else plain_view
        try:
            computed = compute(view)
        except ZeroDivisionError:
            return Verdict.UNDETERMINED, needed
        own = view(stated) if stated.unit != PERCENT else stated.interval()
        verdict = judge(own, stated.cut_interval(), computed)
        if verdict is Verdict.CONSISTENT:
            return verdict, needed
        if verdict is Verdict.TRUNCATED:
            best = verdict
    return best, views[-1][0]


def printed_view(figure: Figure) -> Interval:
    """The values that round to the printed digits; ten times as wide behind 约, exact for heads."""
    if figure.approximate:
        return Interval(figure.value - 5 * figure.step, figure.value + 5 * figure.step)
    if figure.is_count:
        return Interval.exactly(figure.value)
    if figure.is_money and figure.value == 0 and not figure.decimals:
        # A bare 0 stands for 0.00, not for anything below one half.
        return figure.interval(2)
    return figure.interval()


def usual_view(decimals: int) -> View:
    """Money in 万元 at `decimals` digits at least, anything else as printed."""

    def view(figure: Figure) -> Interval:
        if figure.approximate or figure.unit != WAN_YUAN:
            return printed_view(figure)
        return figure.interval(decimals)

    return view


def nominal_value(compute: Computation) -> Decimal | None:
    """The value computed from the figures as they stand, None if it does not exist."""
    try:
        interval = compute(exact_view)
    except ZeroDivisionError:
        return None
    return (interval.low + interval.high) / 2


def is_rounded_twice(stated: Figure, nominal: Decimal | None) -> bool:
    """Whether a percentage is what its value comes to if it is rounded to one more digit first.

    Two digits behind the point are what is computed with: one with as many was hardly rounded from more.
    """
    if nominal is None or stated.unit != PERCENT or stated.decimals >= _COMPUTED:
        return False
    first = rounded(nominal, stated.decimals + 1)
    return rounded(first, stated.decimals) == stated.value != rounded(nominal, stated.decimals)


def show_rate(value: Decimal, stated: Figure) -> str:
    """A recomputed percentage with its sign, and as many digits as tell it from the one that is printed."""
    digits = max(2, stated.decimals)
    if rounded(value, stated.decimals) != stated.value:
        while rounded(rounded(value, digits), stated.decimals) == stated.value:
            digits += 1
    return f"{rounded(value, digits):f}"


def show(value: Decimal | None, decimals: int) -> str | None:
    """A recomputed value as text, at the precision of the figure it is held against."""
    return None if value is None else f"{rounded(value, decimals):f}"

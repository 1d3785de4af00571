"""The ways in which a percentage of an amount can be recomputed from the amounts that are printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...figures import HUNDRED, WAN_YUAN, Figure, Interval
from ...reports import View
from .amounts import share_of
from .claims import Reading


def ratio(part: Figure, whole: Figure) -> Reading:
    """A part over its whole, in percent."""
    other = whole.to(part.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        top, bottom = view(part), view(other)
        if part.value == 0 and part.decimals == 0 and bottom.low > 0 and top.high >= Decimal("0.5"):
            # A bare 0 is a printed zero, not something below one half; 0.0 without its digit may be 0.02.
            top = Interval.exactly(0)
        return top / bottom * HUNDRED

    return Reading(compute, f"{part.value} ÷ {other.value}", (part, whole))


def ratio_of_sum(part: Figure, parts: Sequence[Figure]) -> Reading:
    """A part over what it makes up together with others."""
    addends = [figure.to(part.unit or WAN_YUAN) for figure in parts]

    def compute(view: View) -> Interval:
        return view(part) / Interval.total(view(figure) for figure in addends) * HUNDRED

    written = " + ".join(f"{figure.value:f}" for figure in addends)
    return Reading(compute, f"{part.value} ÷ （{written}）", (part, *parts))


def ratio_of_rest(part: Figure, whole: Figure, other: Figure) -> Reading:
    """A part over what a whole leaves beside another part of it."""
    unit = part.unit or WAN_YUAN
    total, taken = whole.to(unit), other.to(unit)

    def compute(view: View) -> Interval:
        return view(part) / (view(total) - view(taken)) * HUNDRED

    return Reading(compute, f"{part.value} ÷ （{total.value} − {taken.value}）", (part, whole, other))


def ratio_by_difference(final: Figure, difference: Figure, sign: int) -> Reading:
    """A final amount over its budget, told by how far the one lies above (+1) or below (-1) the other."""
    gap = difference.to(final.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        budget = view(final) - view(gap) if sign > 0 else view(final) + view(gap)
        return view(final) / budget * HUNDRED

    mark = "−" if sign > 0 else "+"
    return Reading(compute, f"{final.value} ÷ （{final.value} {mark} {gap.value}）", (final, difference))


def ratio_by_sibling(part: Figure, other: Figure, others_share: Figure) -> Reading:
    """A part over the whole of which another amount is so many percent."""
    beside = other.to(part.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        return share_of(view(part) / view(beside), others_share.interval()) * HUNDRED

    written = f"{part.value} ÷ （{beside.value} ÷ {others_share.value}%）"
    return Reading(compute, written, (part, other, others_share))

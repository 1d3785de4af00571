"""An amount of the narrative against the same amount elsewhere, and what may have happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import HUNDRED, WAN_YUAN, YUAN, YUAN_PER_UNIT, Figure, Interval
from ...recognising.forms.identities import in_unit_of
from ...reports import AmountClaim, Part, Report, View
from .claims import Reading

_MEASURE = re.compile(r"(?:本年|当年|年初|全年|调整)?(?:支出)?(?:决算|预算)?数?(?:支出)?")
"""What names no amount by itself: 支出决算, 年初预算数."""
_EXACT = 2
"""Digits of 万元 with which less than 50元 alone would be printed as nought."""


def money_amounts(report: Report) -> Iterator[AmountClaim]:
    """The amounts of money that sentences assert, in order."""
    return (c for c in report.claims if isinstance(c, AmountClaim) and c.figure.unit in YUAN_PER_UNIT)


def called(claim: AmountClaim) -> str:
    """What an amount is called: its item with the measure, where the sentence names only the measure."""
    item = claim.item[-1] if claim.item else ""
    if not item or item in claim.subject or not _MEASURE.fullmatch(claim.subject):
        return claim.subject
    return f"{item}（{claim.subject}）" if claim.subject else item


def amount_told(figure: Figure) -> str:
    """A figure as printed, with the unit that a cell leaves to its head, or A of A、B万元 to B."""
    text = "".join(figure.text.split())
    return text if not figure.is_money or text.endswith("元") else f"{text}{figure.unit}"


def other_unit(stray: Figure) -> Figure:
    """A figure in 元 as one in 万元, any other as one in 元."""
    return stray.read_as(WAN_YUAN if stray.unit == YUAN else YUAN)


def said_of(report: Report, topic: str, measure: str) -> Mapping[str, Sequence[AmountClaim]]:
    """This year's amounts that the narrative's sections of a topic say of one measure, by key.

    A final amount under the year before is this year's, misdated, where no other is said: what is last
    year's has another measure (wording.wrong-year tells of it).
    """
    found: dict[str, list[AmountClaim]] = {}
    misdated: dict[str, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        section = claim.statement.section
        if section.part is not Part.NARRATIVE or section.topic != topic or claim.measure != measure:
            continue
        if claim.key is None or claim.item or claim.figure.approximate:
            continue
        if claim.fiscal_year == report.fiscal_year:
            found.setdefault(claim.key, []).append(claim)
        elif measure == "final" and claim.fiscal_year and claim.fiscal_year + 1 == report.fiscal_year:
            misdated.setdefault(claim.key, []).append(claim)
    return misdated | found


def one_value(claims: Sequence[AmountClaim]) -> bool:
    """Whether some amounts are there, all of one value."""
    return len({claim.figure.to(WAN_YUAN).value for claim in claims}) == 1


def is_nothing(report: Report, figure: Figure) -> bool:
    """Whether a nought is nothing, and not what is left of a little in a report that prints few digits."""
    return figure.value == 0 and max(figure.to(WAN_YUAN).decimals, _digits(report)) >= _EXACT


def maybe_little(report: Report, figure: Figure) -> Figure:
    """A bare nought that may be left of a little, with the digits that the report prints: 0 as 0.0."""
    if figure.unit != WAN_YUAN or figure.value or figure.decimals or is_nothing(report, figure):
        return figure
    return replace(figure, decimals=_digits(report))


def _digits(report: Report) -> int:
    """The digits that a report's amounts in 万元 keep, or the most that any of them has."""
    printed = (claim.figure.to(WAN_YUAN).decimals for claim in money_amounts(report) if claim.figure.value)
    return max(printed, default=_EXACT) if report.usual_decimals is None else report.usual_decimals


def share_of(whole: Interval, percent: Interval) -> Interval:
    """A share of an amount; neither is below nought."""
    low = max(whole.low, Decimal(0)) * max(percent.low, Decimal(0))
    return Interval(low, whole.high * percent.high) * (1 / HUNDRED)


def same(figure: Figure) -> Reading:
    """The reading under which a figure must be that other one."""

    def compute(view: View) -> Interval:
        return view(figure)

    return Reading(compute, f"{figure.value}", (figure,))


def made_up_of(figure: Figure, terms: Sequence[tuple[Figure, int]]) -> Reading:
    """The reading under which a figure is what others make together, each with its sign (1 or -1)."""
    addends = [(in_unit_of(figure, term), sign) for term, sign in terms]

    def compute(view: View) -> Interval:
        return Interval.total(view(term) if sign > 0 else -view(term) for term, sign in addends)

    return Reading(compute, "", tuple(term for term, _ in terms))

"""An amount of the narrative against the same amount elsewhere, and what may have happened to it."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import YUAN_PER_UNIT, Figure, Interval
from ..reports import AmountClaim, Report, View
from .claim_findings import Reading


def money_amounts(report: Report) -> Iterator[AmountClaim]:
    """The amounts of money that sentences assert, in order."""
    return (c for c in report.claims if isinstance(c, AmountClaim) and c.figure.unit in YUAN_PER_UNIT)


def same(figure: Figure) -> Reading:
    """The reading under which a figure must be that other one."""

    def compute(view: View) -> Interval:
        return view(figure)

    return Reading(compute, f"{figure.value}", (figure,))

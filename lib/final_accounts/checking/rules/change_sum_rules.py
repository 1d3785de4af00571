"""The changes of the three public expenses: what the total changed by is what its parts did together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...recognising.narrative.amounts import loose_key
from ...reports import ChangeClaim, Finding, Part, Report, View
from ...wordings import tell
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule
from .change_rules import changes, direction_meant
from .three_public_rules import PARTS


@rule("change.parts", "sum")
def change_parts(report: Report) -> Iterator[Finding]:
    """What “三公”经费 changed by is the changes of 因公出国（境）费, 公务用车购置及运行维护费 and 公务接待费
    together, increases less decreases, from last year and from the budget; a direction that change.direction
    tells is taken as it must be.

    Source: domain.md, form 9, two years of which each add up. It speaks only where the change of each is
    printed, with one value.
    """
    for said in _said(report).values():
        for whole_key, part_keys in PARTS.items():
            parts = [change for key in part_keys for change in _parts(said, key)]
            if whole_key in said and all(_parts(said, key) for key in part_keys):
                yield _judged(report, said[whole_key], parts)


def _said(report: Report) -> Mapping[tuple[str, int | None], Mapping[str, ChangeClaim]]:
    """The changes of the expenses by what they are measured from and by key, those that are said with two
    values left out."""
    found: dict[tuple[str, int | None], dict[str, list[ChangeClaim]]] = {}
    for claim in changes(report):
        section, difference = claim.statement.section, claim.difference
        key = loose_key(claim.subject)
        told = difference is not None and difference.is_money and not difference.approximate
        if not told or key is None or section.topic != "three-public" or section.part is not Part.NARRATIVE:
            continue
        if claim.direction is None and _signed(claim) != 0:
            continue
        from_last = claim.against == "last-year" and report.fiscal_year is not None
        year = claim.base_year or (report.fiscal_year or 0) - 1 if from_last else claim.base_year
        found.setdefault((claim.against, year), {}).setdefault(key, []).append(claim)
    return {
        measured: {key: claims[0] for key, claims in by_key.items() if len(set(map(_signed, claims))) == 1}
        for measured, by_key in found.items()
    }


def _signed(claim: ChangeClaim) -> Decimal:
    """What an amount changed by in 万元, a decrease below zero."""
    if claim.difference is None:
        return Decimal(0)
    return claim.difference.to(WAN_YUAN).value * (claim.direction or 1)


def _parts(said: Mapping[str, ChangeClaim], key: str) -> list[ChangeClaim]:
    """The change of an expense, or of those that make it up where it is not said itself."""
    if key in said:
        return [said[key]]
    parts = [said[part] for part in PARTS.get(key, ()) if part in said]
    return parts if len(parts) == len(PARTS.get(key, ())) else []


def _judged(report: Report, whole: ChangeClaim, parts: Sequence[ChangeClaim]) -> Finding:
    stated = whole.difference
    if stated is None:
        raise ValueError("a change without its difference cannot be added up")
    unit = stated.unit or WAN_YUAN
    way = direction_meant(report, whole)
    signed: list[tuple[int, Figure]] = [
        (way * direction_meant(report, part), part.difference.to(unit))
        for part in parts
        if part.difference is not None
    ]

    def compute(view: View) -> Interval:
        return Interval.total(view(figure) * Decimal(sign) for sign, figure in signed)

    own = tuple(part.difference for part in parts if part.difference is not None)
    _, outcome = judge_readings(report, stated, [Reading(compute, "", own)])
    total = sum((sign * figure.value for sign, figure in signed), Decimal(0))
    subject = tell("named.difference_of", subject=whole.subject)
    written = " ".join(f"{'+' if sign > 0 else '−'} {figure.value}" for sign, figure in signed)
    return claim_finding(
        "change.parts",
        "sum",
        whole,
        stated,
        replace(outcome, nominal=total),
        message=tell("found.sum_agrees", subject=subject, stated=stated.text)
        if outcome.verdict is Verdict.CONSISTENT
        else tell(
            "found.sum",
            subject=subject,
            stated=stated.text,
            count=len(parts),
            total=f"{total}{unit}",
            gap=f"{abs(total - stated.value)}{unit}",
        ),
        calculation=f"{written.removeprefix('+ ')} = {total}",
        figures=own,
        compute=compute,
    )

"""Rules on units in sentences: amounts that lost theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures import MONEY_UNITS, PERCENT, WAN_YUAN, YUAN, Figure, Verdict
from ...reports import AmountClaim, ChangeClaim, Finding, Part, Report, ShareClaim, Statement
from ...settings import reference
from ...wordings import Wording, tell
from ..findings.amounts import called
from ..registry import rule
from .sum_rules import unit_stray

_ENOUGH = 12
"""So many amounts in 万元 tell in what unit a narrative speaks."""

_SMALL = 1_000
_UNNAMED = {"prior": "named.last_years_amount", "budget": "named.budget_amount"}


@rule("unit.amount-missing", "unit")
def unit_missing(report: Report) -> Iterator[Finding]:
    """An amount in a sentence has its unit, a share its percent sign.

    A bare number with digits behind the point is such an amount where a claim rests on it, or where it
    stands right behind the name of money, as amounts with units do elsewhere.
    """
    for claim in report.claims:
        if not _is_sentence(claim.statement):
            continue
        if isinstance(claim, AmountClaim) and _lacks_unit(claim.figure):
            name = called(claim) or tell(_UNNAMED.get(claim.measure, "named.this_item"))
            yield _finding(claim.figure.unit or report.unit, name, claim.figure, claim.statement)
        elif isinstance(claim, ChangeClaim) and claim.difference is not None and claim.difference.unit_lost:
            name = claim.subject or tell("named.this_item")
            unit = claim.difference.unit or report.unit
            yield _finding(unit, name, claim.difference, claim.statement)
        elif isinstance(claim, ShareClaim) and claim.share.unit_lost:
            whole = claim.whole_name or tell("named.whole")
            name = tell("bound.share_of", subject=claim.subject, whole=whole)
            yield _finding(PERCENT, name, claim.share, claim.statement)
    yield from _unbound(report)


@rule("unit.lone-yuan", "unit")
def lone_yuan(report: Report) -> Iterator[Finding]:
    """The one small amount in 元 of a narrative whose amounts are in 万元 may have lost its 万.

    It speaks where nothing else tells (unit.stray), and not of interest, averages and rates of pay.
    """
    paltry = reference("wording")["amounts"]["paltry"]
    found = [printed for printed in _printed(report) if not re.search(paltry, printed[0])]
    lone = [(name, figure, statement) for name, figure, statement in found if figure.unit == YUAN]
    if len(lone) != 1 or sum(figure.unit == WAN_YUAN for _, figure, _ in found) < _ENOUGH:
        return
    name, figure, statement = lone[0]
    if figure.value >= _SMALL or not figure.decimals:
        return
    if any(figure.place in finding.places for finding in unit_stray(report)):
        return
    right = f"{figure.value:f}{WAN_YUAN}"
    yield Finding(
        rule="unit.lone-yuan",
        kind="unit",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.unit_lone", label=name, stated=figure.text, right=right),
        stated=figure.text,
        recomputed=right,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.stray_unit"),
        places=(figure.place,),
        figures=(figure,),
    )


def _printed(report: Report) -> Iterator[tuple[str | Wording, Figure, Statement]]:
    """The amounts and differences of the narrative's sentences that are not nought, with their names."""
    for claim in report.claims:
        if not _is_sentence(claim.statement):
            continue
        if isinstance(claim, AmountClaim) and claim.figure.is_money and claim.figure.value > 0:
            yield called(claim) if claim.subject else "", claim.figure, claim.statement
        if isinstance(claim, ChangeClaim):
            grown = claim.difference
            if grown is not None and grown.is_money and grown.value > 0:
                yield claim.subject, grown, claim.statement


def _lacks_unit(figure: Figure) -> bool:
    return figure.unit_lost or (figure.unit is None and figure.decimals > 0)


def _unbound(report: Report) -> Iterator[Finding]:
    """Bare numbers that no claim rests on, in the place of an amount."""
    units = _units(report)
    words = reference("wording")["amounts"]
    for figure, statement in report.unbound:
        if figure.unit is not None or not figure.decimals or not _is_sentence(statement) or not units:
            continue
        start, end = (
            (place or 0) - (statement.place.start or 0) for place in (figure.place.start, figure.place.end)
        )
        found = (re.search(label, statement.text[:start]) for label in words["label"])
        named = next((match["name"] for match in found if match is not None), None)
        if named is None or re.search(words["not_label"], named):
            continue
        if re.match(words["ending"], statement.text[end:]):
            yield _finding(units.get(statement.section.index, report.unit), named, figure, statement)


def _units(report: Report) -> dict[int, str]:
    """The money unit that each section of the narrative prints first; none of a section without."""
    units: dict[int, str] = {}
    for statement in report.statements:
        printed = re.search(rf"\d\s*({MONEY_UNITS})", statement.text)
        if printed is not None and statement.section.part is Part.NARRATIVE:
            units.setdefault(statement.section.index, printed[1])
    return units


def _is_sentence(statement: Statement) -> bool:
    """Whether it is running text of the narrative; a table written as text has its unit at its head."""
    return (
        statement.section.part is Part.NARRATIVE
        and re.search(r"[，。；]", statement.text) is not None
        and re.search(rf"单位[：:]\s*(?:{MONEY_UNITS})", statement.text) is None
    )


def _finding(unit: str, name: str | Wording, figure: Figure, statement: Statement) -> Finding:
    return Finding(
        rule="unit.amount-missing",
        kind="unit",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.amount_without_unit", subject=name, stated=figure.text),
        stated=figure.text,
        recomputed=f"{figure.text}{unit}",
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.unit_left_out", unit=unit),
        places=(figure.place,),
        figures=(figure,),
    )

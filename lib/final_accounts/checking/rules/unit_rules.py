"""Rules on units in sentences: amounts that lost theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures import MONEY_UNITS, PERCENT, WAN_YUAN, YUAN, Figure, Verdict
from ...reports import AmountClaim, ChangeClaim, Finding, Part, Report, ShareClaim, Statement
from ...settings import reference
from ...wordings import Wording, tell
from ..findings.amounts import called
from ..registry import rule
from .sum_rules import unit_stray

_ENOUGH = 12
"""So many amounts in 万元 tell in what unit a narrative speaks."""

_REASON = re.compile(
    r"(?:[一二三四五六七八九十]是)?(?P<name>[^，。；：、,;:]{2,30})(?:增加|减少|增长|下降)了?\s*$"
)
"""By how much something in a reason is said to have changed."""
_SMALL = 1_000
_DIGITS = 4
"""So many digits are no chance where two amounts have the same."""
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
    """An amount in 元 whose digits the account also prints in 万元, or the one small amount in 元 of a
    narrative whose amounts are in 万元, may have lost its 万.

    It speaks where nothing else tells (unit.stray); of the lone one not where it is interest, an average or a
    rate of pay.
    """
    found = list(_printed(report))
    printed = {figure.value for _, figure, _ in found if figure.unit == WAN_YUAN}
    in_yuan = {figure.place: one for one in found if (figure := one[1]).unit == YUAN and figure.decimals}
    told = {place for finding in unit_stray(report) for place in finding.places} if in_yuan else set()
    lone = _lone(found)
    for name, figure, statement in in_yuan.values():
        if figure.place in told:
            continue
        if figure.value in printed and len(figure.value.as_tuple().digits) >= _DIGITS:
            yield _lost_wan(tell("found.unit_repeated", **_said(name, figure)), figure, statement)
        elif figure is lone:
            yield _lost_wan(tell("found.unit_lone", **_said(name, figure)), figure, statement)


def _lone(found: Sequence[tuple[str | Wording, Figure, Statement]]) -> Figure | None:
    """The one amount in 元 among many in 万元, where it is small."""
    paltry = reference("wording")["amounts"]["paltry"]
    named = [figure for name, figure, _ in found if not re.search(paltry, name)]
    lone = [figure for figure in named if figure.unit == YUAN]
    enough = sum(figure.unit == WAN_YUAN for figure in named) >= _ENOUGH
    return lone[0] if len(lone) == 1 and enough and lone[0].value < _SMALL else None


def _said(name: str | Wording, figure: Figure) -> dict[str, str | Wording]:
    return {
        "label": name or tell("named.this_item"),
        "stated": figure.text,
        "right": f"{figure.value:f}{WAN_YUAN}",
    }


def _lost_wan(message: Wording, figure: Figure, statement: Statement) -> Finding:
    return Finding(
        rule="unit.lone-yuan",
        kind="unit",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=figure.text,
        recomputed=f"{figure.value:f}{WAN_YUAN}",
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
    for figure, statement, role in report.bound:
        if role == "reason" and figure.is_money and figure.value > 0 and _is_sentence(statement):
            before = statement.text[: (figure.place.start or 0) - (statement.place.start or 0)]
            reason = _REASON.search(before)
            if reason is not None:
                yield reason["name"], figure, statement


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

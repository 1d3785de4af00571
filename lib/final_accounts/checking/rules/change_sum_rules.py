"""The changes of the three public expenses: what the total changed by is what its parts did together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...recognising import words
from ...recognising.narrative.amounts import loose_key
from ...reports import AbsenceClaim, ChangeClaim, Finding, Part, Report, View
from ...wordings import tell
from ..findings.amounts import said_of
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule
from .change_rules import changes, direction_meant
from .three_public_rules import PARTS, said_or_parts

_ANY = Decimal(10) ** 12
"""By how much an expense of which nothing is left may have fallen."""

_Measured = tuple[str, int | None]
"""What a change is measured from: last-year or budget, and the year."""


@rule("change.parts", "sum")
def change_parts(report: Report) -> Iterator[Finding]:
    """What “三公”经费 changed by is the changes of 因公出国（境）费, 公务用车购置及运行维护费 and 公务接待费
    together, increases less decreases, from last year and from the budget; a direction that change.direction
    tells is taken as it must be.

    Source: domain.md, form 9, two years of which each add up. It speaks only where the change of each is
    printed, with one value, or said to be none (与上年持平); what nothing was spent on cannot have grown.
    """
    unspent, level = _unspent(report), _level(report)
    for measured, said in _said(report).items():
        for whole_key, part_keys in PARTS.items():
            parts = [change for key in part_keys for change in said_or_parts(said, key)]
            silent = [key for key in part_keys if not said_or_parts(said, key)]
            unchanged = [key for key in silent if key in level[measured]]
            untold = [key for key in silent if key not in unchanged]
            if whole_key in said and parts and all(key in unspent for key in untold):
                finding = _judged(report, said[whole_key], parts, len(unchanged), whole_of=not untold)
                if not untold or finding.verdict is Verdict.INCONSISTENT:
                    yield finding


def _unspent(report: Report) -> frozenset[str]:
    """The expenses of which the narrative says that nothing was spent."""
    nought = {
        key
        for key, claims in said_of(report, "three-public", "final").items()
        if all(claim.figure.value == 0 for claim in claims)
    }
    return frozenset(nought) | {c.key for c in report.claims if isinstance(c, AbsenceClaim) and c.key}


def _said(report: Report) -> Mapping[_Measured, Mapping[str, ChangeClaim]]:
    """The changes of the expenses by what they are measured from and by key, those that are said with two
    values left out."""
    found: dict[_Measured, dict[str, list[ChangeClaim]]] = {}
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


def _level(report: Report) -> Mapping[_Measured, set[str]]:
    """The expenses that are said not to have changed, by what they are measured from."""
    found: dict[_Measured, set[str]] = defaultdict(set)
    before = (report.fiscal_year or 0) - 1
    for statement in report.statements:
        if statement.section.topic != "three-public" or statement.section.part is not Part.NARRATIVE:
            continue
        for match in _unchanged().finditer(statement.text):
            key = loose_key(match["subject"])
            if key is not None and int(match["year"] or before) == before:
                found["last-year", before].add(key)
    return found


@cache
def _unchanged() -> re.Pattern[str]:
    """因公出国（境）费支出与2023年持平; 基本持平 says less."""
    years = words.either(words.vocabulary()["against"]["years"])
    return re.compile(
        rf"(?:^|[，。；：:])(?P<subject>[^，。；：:\d]{{2,30}}?(?:费用?|支出|决算数?))[与和同较比](?:(?P<year>20\d\d)年度?|{years})"
        rf"(?:决算|支出)?数?(?:相比)?[，]?(?:保持|完全)?{words.either(words.vocabulary()['directions']['flat'])}"
    )


def _signed(claim: ChangeClaim) -> Decimal:
    """What an amount changed by in 万元, a decrease below zero."""
    if claim.difference is None:
        return Decimal(0)
    return claim.difference.to(WAN_YUAN).value * (claim.direction or 1)


def _slack(difference: Figure, view: View) -> Interval:
    """By how much more than rounding a difference may be off: it was taken between two rounded amounts."""
    seen = view(difference)
    half = (seen.high - seen.low) / 2
    return Interval(-half, half)


def _judged(
    report: Report, whole: ChangeClaim, parts: Sequence[ChangeClaim], unchanged: int, whole_of: bool
) -> Finding:
    """The finding on a change and those of its parts, besides those `unchanged`; where they are not
    `whole_of` it, the others fell."""
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

    own = tuple(part.difference for part in parts if part.difference is not None)

    def compute(view: View) -> Interval:
        total = Interval.total(view(figure) * Decimal(sign) for sign, figure in signed)
        # What is printed alike in both years may differ by what rounding hides in either.
        hidden = [stated] * (2 * unchanged)
        total = total + Interval.total(_slack(figure, view) for figure in (stated, *own, *hidden))
        if whole_of:
            return total
        return Interval(total.low - _ANY, total.high) if way > 0 else Interval(total.low, total.high + _ANY)

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
            "found.sum" if whole_of or way > 0 else "found.sum_beyond",
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

"""Rules on what the three public expenses count: guests, travellers, vehicles bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..figures import Figure, Verdict
from ..reports import AmountClaim, Finding, Report, Statement
from ..settings import reference
from ..wordings import tell
from .amount_findings import money_amounts
from .registry import rule

_TOPIC = "three-public"
Counts = Mapping[int, list[tuple[Figure, Statement]]]
"""The counted things of each paragraph, in order."""


@rule("count.heads", "count")
def heads(report: Report) -> Iterator[Finding]:
    """A batch of guests or a group of travellers has one head at least: 批次 ≤ 人次, 团组 ≤ 人.

    Source: the sentences on 公务接待 and 因公出国（境）, which give both numbers side by side.
    """
    for counted in _counted(report).values():
        for (groups, statement), (people, other) in pairwise(counted):
            if statement != other or not _side_by_side(statement, groups, people):
                continue
            if people.value >= groups.value:
                continue  # That it may be right says nothing of either number.
            yield Finding(
                rule="count.heads",
                kind="count",
                verdict=Verdict.INCONSISTENT,
                message=tell("found.heads", groups=groups.text, people=people.text),
                stated=f"{people.value:f}",
                recomputed=f"≥{groups.value:f}",
                difference=f"{people.value - groups.value:f}",
                unit=people.unit,
                section=statement.section.title or None,
                quote=statement.text.strip(),
                explanation=tell("cause.heads"),
                places=(people.place, groups.place),
                stated_figure=people,
                figures=(people, groups),
            )


@rule("count.nothing", "count")
def nothing_counted(report: Report) -> Iterator[Finding]:
    """Where money was spent on guests, travel abroad or buying vehicles, their number is not nought.

    It speaks only where all such numbers of the paragraph are nought. Source: the sentences on the three
    public expenses; words in claims.toml.
    """
    counted = _counted(report)
    told: set[tuple[int, str]] = set()
    for claim in money_amounts(report):
        paragraph, words = claim.figure.place.paragraph, reference("claims")["counted"].get(claim.key or "")
        if claim.measure != "final" or words is None or paragraph is None or (paragraph, words) in told:
            continue
        things = [
            (figure, statement)
            for figure, statement in counted.get(paragraph, ())
            if re.search(words, statement.text[: _end(figure, statement)])
        ]
        if not things or claim.item:
            continue
        told.add((paragraph, words))
        if claim.figure.interval().low > 0 and all(thing.value == 0 for thing, _ in things):
            yield _on_number(claim, [figure for figure, _ in things])


def _on_number(claim: AmountClaim, things: list[Figure]) -> Finding:
    number = "、".join(thing.text for thing in things)
    return Finding(
        rule="count.nothing",
        kind="count",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.nothing_counted", subject=claim.subject, amount=claim.figure.text, number=number),
        stated=number,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=tell("cause.nothing_counted"),
        places=(things[0].place, claim.figure.place),
    )


def _counted(report: Report) -> Counts:
    found: dict[int, list[tuple[Figure, Statement]]] = {}
    for figure, statement, role in report.bound:
        paragraph = figure.place.paragraph
        counts = role == "count" and figure.is_count and not figure.approximate
        if counts and paragraph is not None and statement.section.topic == _TOPIC:
            found.setdefault(paragraph, []).append((figure, statement))
    for counted in found.values():
        counted.sort(key=lambda pair: pair[0].place.start or 0)
    return found


def _end(figure: Figure, statement: Statement) -> int:
    return (figure.place.end or 0) - (statement.place.start or 0)


def _side_by_side(statement: Statement, groups: Figure, people: Figure) -> bool:
    """Whether two numbers are a number of batches or groups and that of their people."""
    words = reference("claims")["counted"]
    begin = statement.place.start or 0
    between = statement.text[_end(groups, statement) : (people.place.start or 0) - begin]
    of_groups = re.search(words["groups"], statement.text[: _end(groups, statement)])
    return bool(
        of_groups and re.search(words["people"], people.text) and re.fullmatch(words["between"], between)
    )

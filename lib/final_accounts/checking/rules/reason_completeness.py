"""Changes and differences for which an account gives no reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures import HUNDRED, Figure, Verdict
from ...reports import ChangeClaim, CompletionClaim, Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import Wording, joined, tell
from ..registry import rule

_GIVEN = 2
"""Reasons of items are asked for where so many times more items give theirs."""


@rule("completeness.reasons", "completeness")
def reasons(report: Report) -> Iterator[Finding]:
    """What changed since last year, or was spent otherwise than planned, is explained.

    Source: 部门决算公开 rules, 增减变动原因; words and topics in disclosure.toml. A reason anywhere
    in the section is enough, and items are asked for one only where most others give theirs; one finding a
    report.
    """
    changes, items = _unexplained_changes(report), _unexplained_items(report)
    if not changes and not items:
        return
    told = [_of_change(claim) for claim in changes] + [_of_item(claim) for claim in items]
    first = (*changes, *items)[0]
    yield Finding(
        rule="completeness.reasons",
        kind="completeness",
        verdict=Verdict.UNDETERMINED,
        message=tell("found.reasons_missing", what=joined(told, "、", ", ")),
        section=first.statement.section.title or None,
        quote=first.statement.text.strip(),
        explanation=tell("cause.reasons_missing"),
        places=(
            *(figure.place for figure in map(_change, changes) if figure is not None),
            *(claim.rate.place for claim in items),
        ),
    )


def _of_change(claim: ChangeClaim) -> Wording:
    changed = _change(claim)
    return tell(
        "found.reason_of_change",
        subject=claim.subject or tell("named.this_item"),
        word=_way(claim, changed),
        amount=changed.text if changed else "",
    )


def _way(claim: ChangeClaim, changed: Figure | None) -> Wording:
    """增加 or 减少 of an amount, 增长 or 下降 of a rate, 变动 where the sentence leaves it open."""
    if changed is claim.difference:
        return tell({1: "named.increase", -1: "named.decrease"}.get(claim.direction or 0, "named.change"))
    return tell({1: "named.growth", -1: "named.decline"}.get(claim.rate_direction or 0, "named.change"))


def _of_item(claim: CompletionClaim) -> Wording:
    name = claim.item[-1] if claim.item else claim.subject
    return tell("found.reason_of_item", subject=name or tell("named.this_item"), amount=claim.rate.text)


def _change(claim: ChangeClaim) -> Figure | None:
    """The amount of a change, or its rate where only that is told; None where it is nought."""
    figures = [figure for figure in (claim.difference, claim.rate) if figure is not None]
    if any(figure.value == 0 for figure in figures):
        return None
    return next(iter(figures), None)


def _unexplained_changes(report: Report) -> Sequence[ChangeClaim]:
    """The first change since last year of every topic in which no reason is given for any."""
    found: dict[str, ChangeClaim] = {}
    for claim in report.claims:
        section = claim.statement.section
        if (
            isinstance(claim, ChangeClaim)
            and claim.against == "last-year"
            and section.part is Part.NARRATIVE
            and section.topic is not None
            and section.topic in reference("disclosure")["reasons"]["topics"]
            and _change(claim) is not None
        ):
            found.setdefault(section.topic, claim)
    return [claim for topic, claim in found.items() if not _is_explained(report, topic, claim)]


def _is_explained(report: Report, topic: str, claim: ChangeClaim) -> bool:
    """Whether a reason is given anywhere in the topic's sections, or something is said beside the change."""
    own = [statement for statement in report.statements if statement.section.part is Part.NARRATIVE]
    paragraph = claim.statement.place.paragraph
    of_topic = "".join(statement.text for statement in own if statement.section.topic == topic)
    beside = "".join(statement.text for statement in own if statement.place.paragraph == paragraph)
    return _has("given", _without_purposes(of_topic)) or _has("near", beside)


def _has(key: str, text: str) -> bool:
    return re.search(reference("disclosure")["reasons"][key], text) is not None


def _without_purposes(text: str) -> str:
    """What money is spent on (主要用于 …) is no reason for a change."""
    return re.sub(reference("disclosure")["reasons"]["purpose"], "", text)


def _unexplained_items(report: Report) -> Sequence[CompletionClaim]:
    """The items spent otherwise than planned without a reason, none where that is the account's way."""
    claims = [claim for claim in report.claims if isinstance(claim, CompletionClaim) and claim.item]
    starts = [_start(claim.statement) for claim in claims]
    lacking, given = [], 0
    for claim, end in zip(claims, (*starts[1:], None), strict=False):
        if not claim.rate.interval().contains(HUNDRED):
            said = _without_purposes(_from(report, claim.statement, end))
            if any(_has(key, said) for key in ("given", "near", "level")):
                given += 1
            else:
                lacking.append(claim)
    return lacking if given >= _GIVEN * len(lacking) else []


def _start(statement: Statement) -> tuple[int, int]:
    return statement.place.paragraph or 0, statement.place.start or 0


def _from(report: Report, first: Statement, end: tuple[int, int] | None) -> str:
    """What is said of one item: from its sentence to the next item's, or to the end of its section."""
    return "".join(
        statement.text
        for statement in report.statements
        if statement.section == first.section
        and _start(first) <= _start(statement)
        and (end is None or _start(statement) < end)
    )

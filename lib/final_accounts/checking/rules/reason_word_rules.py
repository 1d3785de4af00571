"""Rules on what reasons say: an increase that is explained by what fell, a decrease by what grew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures import HUNDRED, Verdict
from ...reports import ChangeClaim, CompletionClaim, Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import tell
from ..registry import rule

_CARRIED = re.compile("结转|结余")
"""What is left over grows as less is spent."""


_LEAD = 4
"""Letters that may lead to a reason in a sentence of its own: 变动主要原因."""


@rule("change.reason-words", "direction")
def reason_words(report: Report) -> Iterator[Finding]:
    """A decrease is not explained by what only grew, nor an increase by what only fell: 公用经费减少，
    主要原因是办公支出增加; 决算数小于预算数的主要原因是年中追加预算.

    Source: the narrative's own sentence; words under [reasons] in claims.toml. Words prove nothing, so the
    policy makes it a note; it speaks only where the sentence goes one way and its reason names nothing that
    goes with it. What is carried over is left out.
    """
    own = [s for s in report.statements if s.section.part is Part.NARRATIVE]
    for before, statement in zip([None, *own], own, strict=False):
        match = _pattern("of").search(statement.text)
        if match is None:
            continue
        way = _way(report, before, statement, match.start())
        against = match["reason"] if way is not None else ""
        if way is None or _pattern("open").search(against) or _going(way).search(against):
            continue
        said = _going(-way).search(against)
        if said is not None:
            yield _on_words(statement, way, said.group(), match)


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(reference("claims")["reasons"][name])


def _going(way: int) -> re.Pattern[str]:
    return _pattern("growth" if way > 0 else "decline")


def _way(report: Report, before: Statement | None, statement: Statement, end: int) -> int | None:
    """Which way that went which a reason explains: by the words that lead to it, else by the changes told."""
    compared = _pattern("compared").search(statement.text[:end])
    if compared is not None:
        return 1 if compared["more"] else -1
    beside = before is not None and before.place.paragraph == statement.place.paragraph
    if _pattern("unlike").search(statement.text[:end]):
        return _completion(report, [statement, *([before] if beside and before is not None else [])])
    told = _changes(report, statement, end)
    if not told and beside and end <= _LEAD and before is not None:
        told = _changes(report, before, len(before.text))
    ways = {way for claim in told for way in (claim.direction, claim.rate_direction) if way is not None}
    carried = any(_CARRIED.search(claim.subject) for claim in told)
    nought = any(f is not None and f.value <= 0 for c in told for f in (c.difference, c.rate))
    return ways.pop() if len(ways) == 1 and not carried and not nought else None


def _completion(report: Report, statements: Sequence[Statement]) -> int | None:
    """Which way an amount went from its budget, by the rate of it that was spent."""
    rates = [
        claim.rate.value
        for claim in report.claims
        if isinstance(claim, CompletionClaim) and claim.statement in statements
    ]
    if len(rates) != 1 or rates[0] == HUNDRED:
        return None
    return 1 if rates[0] > HUNDRED else -1


def _changes(report: Report, statement: Statement, end: int) -> list[ChangeClaim]:
    """The changes that a sentence tells before a place in it."""
    start = statement.place.start or 0
    return [
        claim
        for claim in report.claims
        if isinstance(claim, ChangeClaim) and claim.statement == statement
        for figure in (claim.rate or claim.difference,)
        if figure is not None and (figure.place.end or 0) - start <= end
    ]


def _on_words(statement: Statement, way: int, said: str, match: re.Match[str]) -> Finding:
    return Finding(
        rule="change.reason-words",
        kind="direction",
        verdict=Verdict.UNDETERMINED,
        message=tell(
            "found.reason_words", way=tell("named.growth" if way > 0 else "named.decline"), said=said
        ),
        stated=said,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.reason"),
        places=(statement.place,),
    )

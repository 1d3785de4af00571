"""Rules on the reasons that sentences give: what a change is explained as, and what it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...figures import Verdict
from ...recognising.narrative.amounts import loose_key
from ...reports import ChangeClaim, Finding, Report, Statement
from ...wordings import tell
from ..registry import rule

_WAYS = {"增加": 1, "增长": 1, "上升": 1, "增多": 1, "提高": 1} | {
    "减少": -1,
    "下降": -1,
    "降低": -1,
    "减低": -1,
}
_REASON = re.compile(
    rf"(?:^|[，,。；;])\s*(?P<subject>[^，,。；;：:\d]{{2,30}}?)??(?P<word>{'|'.join(_WAYS)})的?(?:主要)?原因"
)
_WORDS = {1: "named.growth", -1: "named.decline"}

Reasons = Mapping[int | None, Sequence[tuple[Statement, re.Match[str]]]]
"""By paragraph: what is explained in which sentence."""


@rule("change.reason", "direction")
def reason(report: Report) -> Iterator[Finding]:
    """What is explained is the change that was told before: 增加5万元，增长的主要原因是 …; or that of the
    amount it names: 公务接待费增加的主要原因是 …

    Source: the narrative's own sentence. It speaks only where all changes of the sentence before, or of that
    amount in the paragraph, go one way; without a name only where the paragraph explains none the other way.
    """
    changes: dict[int | None, list[ChangeClaim]] = defaultdict(list)
    for claim in report.claims:
        if isinstance(claim, ChangeClaim):
            changes[claim.statement.place.paragraph].append(claim)
    for paragraph, found in _explained(report).items():
        unnamed = {_WAYS[match["word"]] for _, match in found if match["subject"] is None}
        for statement, match in found:
            end = (statement.place.start or 0) + match.start("word")
            if match["subject"] is not None:
                told = _of_amount(changes[paragraph], match["subject"])
            elif len(unnamed) == 1:
                told = _last_before(changes[paragraph], end)
            else:
                continue
            ways = {_way(claim) for claim in told}
            if ways in ({1}, {-1}) and ways != {_WAYS[match["word"]]}:
                yield _on_reason(statement, match["word"], told)


def _explained(report: Report) -> Reasons:
    found: dict[int | None, list[tuple[Statement, re.Match[str]]]] = defaultdict(list)
    for statement in report.statements:
        for match in _REASON.finditer(statement.text):
            found[statement.place.paragraph].append((statement, match))
    return found


def _of_amount(claims: Sequence[ChangeClaim], subject: str) -> Sequence[ChangeClaim]:
    """The changes of the amount that a reason names, none if it names no amount known by its name."""
    key = loose_key(subject)
    return [claim for claim in claims if key is not None and loose_key(claim.subject) == key]


def _last_before(claims: Sequence[ChangeClaim], end: int) -> Sequence[ChangeClaim]:
    """The changes of the last sentence before a place that tells any."""
    before = [claim for claim in claims if _end(claim) <= end]
    last = max((claim.statement.place.start or 0 for claim in before), default=0)
    return [claim for claim in before if (claim.statement.place.start or 0) == last]


def _end(claim: ChangeClaim) -> int:
    figures = (claim.difference, claim.rate)
    return max((figure.place.end or 0 for figure in figures if figure is not None), default=0)


def _way(claim: ChangeClaim) -> int | None:
    """The one way in which an amount changed; None where it did not, or its words leave it open."""
    figures = [figure for figure in (claim.difference, claim.rate) if figure is not None]
    if not figures or any(figure.value <= 0 for figure in figures):
        return None
    ways = {claim.direction, claim.rate_direction} - {None}
    return ways.pop() if len(ways) == 1 else None


def _on_reason(statement: Statement, word: str, told: Sequence[ChangeClaim]) -> Finding:
    right = tell(_WORDS[-_WAYS[word]])
    figures = [figure for claim in told for figure in (claim.difference, claim.rate) if figure is not None]
    return Finding(
        rule="change.reason",
        kind="direction",
        verdict=Verdict.INCONSISTENT,
        message=tell(
            "found.reason", said=word, subject=told[0].subject or tell("named.this_item"), right=right
        ),
        stated=word,
        recomputed=right,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.reason"),
        places=tuple(figure.place for figure in figures),
    )

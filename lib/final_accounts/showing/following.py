"""Which card leads to which: from what follows to what it follows from, from a chart's value to its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..reports import Finding, Severity
from .grouping import FindingGroup
from .language import say
from .messages import SEVERITY_WORDS

_CONSEQUENCE = "consequence"

Contrast = tuple[Decimal, Decimal, str]
"""A stated value, a recomputed one, and their unit."""


@dataclass(frozen=True, slots=True)
class CardLink:
    """A card by its number, from 1, and what it is called."""

    number: int
    words: str


def links_to(groups: Sequence[FindingGroup]) -> tuple[CardLink, ...]:
    """A link to each card, in order."""
    return tuple(
        CardLink(number, say("findings.badge", severity=SEVERITY_WORDS[group.severity], number=number))
        for number, group in enumerate(groups, start=1)
    )


def cards_by_contrast(groups: Sequence[FindingGroup]) -> Mapping[Contrast, CardLink]:
    """Where a reader finds what is said of two values that differ: their card, or the one it follows from."""
    links, causes = links_to(groups), causes_of(groups)
    found: dict[Contrast, CardLink] = {}
    for number, group in enumerate(groups, start=1):
        for finding in group.findings:
            stated, recomputed = _decimal(finding.stated), _decimal(finding.recomputed)
            if stated is not None and recomputed is not None and finding.unit:
                link = links[causes.get(number, number) - 1]
                found.setdefault((stated, recomputed, finding.unit), link)
    return found


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def causes_of(groups: Sequence[FindingGroup]) -> Mapping[int, int]:
    """For the number of each card that follows from another the number of that one; numbers count from 1.

    A consequence tells the finding from which it follows, or the wrong figure that this is about and that
    took part in it. What names neither has none.
    """
    causes = [
        (number, group.first)
        for number, group in enumerate(groups, start=1)
        if group.severity is not Severity.NOTE and len(group) == 1
    ]
    found = {}
    for number, group in enumerate(groups, start=1):
        if group.first.needed == _CONSEQUENCE:
            cause = next((own for own, lead in causes if _follows(group.first, lead)), None)
            if cause is not None:
                found[number] = cause
    return found


def _follows(finding: Finding, lead: Finding) -> bool:
    if lead.message in finding.explanation:
        return True
    wrong = lead.stated_figure
    if wrong is None or "".join(wrong.text.split()) not in finding.explanation:
        return False
    return any((figure.place, figure.text) == (wrong.place, wrong.text) for figure in finding.figures)

"""Which cards only follow from another: so that a reader goes from either to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..reports import Finding, Severity
from .grouping import FindingGroup

_CONSEQUENCE = "consequence"


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

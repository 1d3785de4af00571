"""What the checker made of a planted mistake: found, named, corrected, explained; what it said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from final_accounts.checking.diagnosis.explanation import NOTHING_FITS
from final_accounts.figures import Figure
from final_accounts.reports import Finding

from .planting import Mistake
from .sheet import Spot, Token

_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_HEAD_LINES = 16
"""Within how many lines of a form's head its own first line stands."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One planted mistake and the errors and warnings on its account."""

    found: bool = False
    named: bool = False
    """The planted figure itself is what the finding calls wrong."""
    corrected: bool = False
    """A finding gives the right figure."""
    explained: bool = False
    elsewhere: tuple[Finding, ...] = ()


def judge_findings(mistake: Mistake, spots: Mapping[Token, Spot], alarms: Sequence[Finding]) -> Verdict:
    """Hold the errors and warnings against what was planted."""
    mine = [finding for finding in alarms if _speaks_of(finding, mistake, spots)]
    others = tuple(finding for finding in alarms if finding not in mine)
    texts = [f"{finding.explanation}{finding.message}" for finding in mine]
    corrected = any(_corrects(finding, mistake) for finding in mine)
    admitted = mistake.untold and any(NOTHING_FITS in text for text in texts)
    return Verdict(
        found=bool(mine),
        named=any(_names(finding, mistake, spots) for finding in mine),
        corrected=corrected,
        explained=admitted or any(word in text for text in texts for word in mistake.explained),
        elsewhere=others,
    )


def _speaks_of(finding: Finding, mistake: Mistake, spots: Mapping[Token, Spot]) -> bool:
    token = mistake.token
    if token.role == "form-number":
        return finding.kind == "numbering" and finding.stated == mistake.stated
    if token.role == "form-unit":
        line = spots[token].line
        return finding.kind == "unit" and any(
            abs((place.line or 0) - line) <= _HEAD_LINES for place in finding.places
        )
    if token.exact is None or mistake.kind in ("percent sign doubled", "unit missing"):
        first, last = spots[token].paragraph
        return any(first <= (place.line or 0) <= last for place in finding.places)
    return any(_is_planted(figure, mistake, spots) for figure in _figures(finding))


def _figures(finding: Finding) -> Iterator[Figure]:
    yield from finding.figures
    if finding.stated_figure is not None:
        yield finding.stated_figure


def _is_planted(figure: Figure, mistake: Mistake, spots: Mapping[Token, Spot]) -> bool:
    return any(
        figure.place.line == spots[token].line and figure.value == _value(text)
        for token, text in mistake.overrides.items()
        if token in spots
    )


def _names(finding: Finding, mistake: Mistake, spots: Mapping[Token, Spot]) -> bool:
    if mistake.token.exact is None:
        return True
    figure = finding.stated_figure
    return figure is not None and _is_planted(figure, mistake, spots)


def _corrects(finding: Finding, mistake: Mistake) -> bool:
    if mistake.token.exact is None:
        return (
            finding.recomputed is None
            or finding.recomputed in (mistake.right, mistake.token.text)
            or (mistake.right in finding.message)
        )
    right = _value(mistake.right)
    texts = (finding.recomputed or "", finding.explanation, finding.message)
    return any(_near(Decimal(number.replace(",", "")), right) for text in texts for number in _numbers(text))


def _numbers(text: str) -> list[str]:
    return [number for number in _NUMBER.findall(text) if any(char.isdigit() for char in number)]


def _near(value: Decimal, right: Decimal | None) -> bool:
    """Equal but for the last printed digit, which sums of rounded figures cannot give."""
    if right is None:
        return False
    return abs(value - right) <= Decimal("0.015") * max(Decimal(1), abs(right) / 10_000)


def _value(text: str) -> Decimal | None:
    match = _NUMBER.search(text.replace(" ", ""))
    return Decimal(match.group().replace(",", "")) if match else None

"""What a checked report says of itself, arranged for showing: claims by section, verdicts by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import groupby

from ..figures import Figure, Verdict
from ..places import Place
from ..reports import (
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    CountClaim,
    Finding,
    Labelled,
    Report,
    Section,
    ShareClaim,
    Statement,
    SumClaim,
)
from .language import say
from .messages import ROLE_WORDS

WORST_LAST = tuple(Verdict)

KINDS_OF_CLAIMS: Mapping[type[Claim], tuple[str, ...]] = {
    AverageClaim: ("cross",),
    BalanceClaim: ("balance",),
    ChangeClaim: ("change", "direction"),
    CompletionClaim: ("completion",),
    CountClaim: ("count",),
    ShareClaim: ("share",),
    SumClaim: ("sum", "count"),
}
"""The kinds of findings that speak of a claim as such, and not only of one of its figures."""


@dataclass(frozen=True, slots=True)
class RoledFigure:
    """A figure of a claim: `role` is the claim's field, `label` the report's own word or None."""

    role: str
    label: str | None
    figure: Figure

    @property
    def words(self) -> str:
        return self.label or ROLE_WORDS.get(self.role, self.role)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim with the verdict of its worst figure."""

    claim: Claim
    figures: tuple[RoledFigure, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one section of the report, in reading order."""

    section: Section
    lines: tuple[ClaimLine, ...]

    @property
    def doubtful(self) -> int:
        """How many claims hold a figure that is inconsistent or truncated."""
        return sum(line.verdict.is_wrong for line in self.lines)


def figures_of(claim: Claim) -> Iterator[RoledFigure]:
    """Every figure of a claim, in the order of the claim's fields."""
    for claim_field in fields(claim):
        value = getattr(claim, claim_field.name)
        if isinstance(value, Figure):
            yield RoledFigure(claim_field.name, _own_label(claim, claim_field.name), value)
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, Labelled):
                    yield RoledFigure(claim_field.name, part.label, part.figure)


def _own_label(claim: Claim, role: str) -> str | None:
    match claim, role:
        case ShareClaim(whole_name=name), "whole":
            return name
        case CompletionClaim(budget_name=name), "budget":
            return name
        case ChangeClaim(direction=direction), "difference" if direction:
            return say("role.increase" if direction > 0 else "role.decrease")
        case ChangeClaim(rate_direction=direction), "rate" if direction:
            return say("role.growth" if direction > 0 else "role.decline")
        case _:
            return None


def verdicts_by_place(checked: CheckedReport) -> Mapping[tuple[Place, str], Verdict]:
    """The ledger's verdict of each figure, by its place and printed text."""
    return {(entry.figure.place, entry.figure.text): entry.verdict for entry in checked.ledger.entries}


def claim_groups(checked: CheckedReport) -> tuple[ClaimGroup, ...]:
    """The claims section by section, in reading order."""
    ledger = verdicts_by_place(checked)
    judged = _verdicts_by_kind(checked)
    lines = [_claim_line(claim, judged, ledger) for claim in checked.report.claims]
    ordered = sorted(lines, key=lambda line: line.claim.statement.section.index)
    grouped = groupby(ordered, key=lambda line: line.claim.statement.section)
    return tuple(ClaimGroup(section, tuple(group)) for section, group in grouped)


def _verdicts_by_kind(checked: CheckedReport) -> Mapping[tuple[Place, str, str], Verdict]:
    """The worst verdict on each stated figure from findings of one kind, by place, printed text and kind."""
    worst: dict[tuple[Place, str, str], Verdict] = {}
    for finding in checked.findings:
        # A direction is a word: then every figure of its sentence stands for it. What is merely unusual
        # judges no figure.
        judged = () if finding.verdict is Verdict.UNDETERMINED else finding.figures
        for figure in (finding.stated_figure,) if finding.stated_figure else judged:
            key = (figure.place, figure.text, finding.kind)
            worst[key] = max(worst.get(key, finding.verdict), finding.verdict, key=WORST_LAST.index)
    return worst


def _claim_line(
    claim: Claim,
    judged: Mapping[tuple[Place, str, str], Verdict],
    ledger: Mapping[tuple[Place, str], Verdict],
) -> ClaimLine:
    """The claim with what rules of its own kind say of it; an amount has what the ledger says of it."""
    figures = tuple(figures_of(claim))
    keys = [(item.figure.place, item.figure.text) for item in figures]
    kinds = KINDS_OF_CLAIMS.get(type(claim), ())
    known = [judged.get((*key, kind)) for key in keys for kind in kinds]
    if not kinds:
        known = [ledger.get(key) for key in keys]
    verdicts = [verdict for verdict in known if verdict is not None]
    return ClaimLine(claim, figures, max(verdicts, key=WORST_LAST.index, default=Verdict.UNDETERMINED))


def quote_parts(finding: Finding, report: Report) -> tuple[str, str, str]:
    """The quoted sentence before, at and behind the figure or the words that the finding is about.

    Where they cannot be told apart in the sentence, all of it is in the first part.
    """
    quote, figure = finding.quote or "", finding.stated_figure
    words = finding.stated or "" if figure is None else figure.text
    start = None if figure is None else _offset_in_quote(quote, figure, report)
    if start is None:
        if not words or words == quote or quote.count(words) != 1:
            return quote, "", ""
        start = quote.index(words)
    end = start + len(words)
    return quote[:start], quote[start:end], quote[end:]


def _offset_in_quote(quote: str, figure: Figure, report: Report) -> int | None:
    place = figure.place
    if place.paragraph is None or place.start is None:
        return None
    statement = _statement_at(report, quote, place)
    if statement is None or statement.place.start is None:
        return None
    start = place.start - statement.place.start
    return start if start >= 0 and quote.startswith(figure.text, start) else None


def _statement_at(report: Report, quote: str, place: Place) -> Statement | None:
    return next(
        (s for s in report.statements if s.text == quote and s.place.paragraph == place.paragraph), None
    )

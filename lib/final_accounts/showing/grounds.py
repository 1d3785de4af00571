"""The sentences that a finding's other figures stand in: what it is held against, without the original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..figures import Figure
from ..places import Place
from ..reports import Finding, Report, Statement

MOST = 3
"""Sentences that one finding quotes besides its own."""
AROUND = 60
"""Letters before the first figure and behind the last that are quoted."""


@dataclass(frozen=True, slots=True)
class Ground:
    """An excerpt of another sentence: its pieces in order, each with whether it is a figure meant, and the
    place of the first of these."""

    pieces: tuple[tuple[str, bool], ...]
    place: Place


def grounds(finding: Finding, report: Report) -> tuple[Ground, ...]:
    """Where the figures stand that the finding's own sentence does not hold, the first MOST sentences in the
    order of the finding; nothing for cells of tables, which messages name."""
    held: dict[Statement, list[Figure]] = {}
    for figure in finding.figures:
        statement = _statement_of(figure, report)
        if statement is not None and statement.text.strip() != (finding.quote or "").strip():
            held.setdefault(statement, []).append(figure)
    return tuple(_excerpt(one, figures) for one, figures in list(held.items())[:MOST])


def _statement_of(figure: Figure, report: Report) -> Statement | None:
    """The sentence that prints the figure where its place says."""
    place = figure.place
    if place.paragraph is None or place.start is None:
        return None
    return next((s for s in report.statements if _prints(s, figure, place)), None)


def _prints(statement: Statement, figure: Figure, place: Place) -> bool:
    own = statement.place
    if own.paragraph != place.paragraph or own.source != place.source or own.start is None:
        return False
    start = (place.start or 0) - own.start
    return start >= 0 and statement.text.startswith(figure.text, start)


def _excerpt(statement: Statement, figures: list[Figure]) -> Ground:
    first = statement.place.start or 0
    starts = {_start(figure) - first: len(figure.text) for figure in figures}
    spans = [(start, start + length) for start, length in sorted(starts.items())]
    lead, *pieces, rest = _pieces(statement.text, spans)
    before, behind = lead[0].lstrip(), rest[0].rstrip()
    before = before if len(before) <= AROUND else f"…{before[-AROUND:]}"
    behind = behind if len(behind) <= AROUND else f"{behind[:AROUND]}…"
    told = ((before, False), *pieces, (behind, False))
    return Ground(tuple(piece for piece in told if piece[0]), min(figures, key=_start).place)


def _start(figure: Figure) -> int:
    return figure.place.start or 0


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text before, at, between and behind the spans: what stands before and behind them always."""
    at = 0
    for start, end in spans:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False

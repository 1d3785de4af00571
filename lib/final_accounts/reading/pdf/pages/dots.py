"""Rules printed as rows of dots or short strokes, each an object of its own: together they are a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ....places import Box

LONGEST_MARK = 8.0
"""Points. A longer stroke is a rule by itself."""

WIDEST_GAP = 5.0
"""Points between two dots or strokes of one rule."""

FEWEST_MARKS = 8
"""Dots or strokes of the shortest rule: fewer may be the dots of a chart or the leader of a line."""

ALIKE = 0.6
"""Share of its gaps in which a rule of dots is regular."""

SAME_LINE = 0.6
"""Points by which marks of one rule may lie off their line."""


def dotted_rules(marks: Iterable[Box]) -> Iterator[Box]:
    """The rules that small marks form, as boxes of no thickness along an axis.

    Most gaps of a rule are alike.
    """
    small = [mark for mark in marks if max(mark[2] - mark[0], mark[3] - mark[1]) <= LONGEST_MARK]
    if len(small) < FEWEST_MARKS:
        return
    for start, end, at in _runs([(mark[0], mark[2], (mark[1] + mark[3]) / 2) for mark in small]):
        yield start, at, end, at
    for start, end, at in _runs([(mark[1], mark[3], (mark[0] + mark[2]) / 2) for mark in small]):
        yield at, start, at, end


def _runs(spans: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Start, end and line of the stretches of marks, given as start, end and line each."""
    lines: dict[int, list[tuple[float, float, float]]] = {}
    for span in spans:
        lines.setdefault(round(span[2] / SAME_LINE), []).append(span)
    for line in lines.values():
        if len(line) < FEWEST_MARKS:
            continue
        run: list[tuple[float, float, float]] = []
        for span in sorted(line):
            if run and span[0] - run[-1][1] > WIDEST_GAP:
                yield from _rule(run)
                run = []
            run.append(span)
        yield from _rule(run)


def _rule(run: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """The rule of a stretch of marks, if there are enough and their gaps are alike."""
    if len(run) < FEWEST_MARKS:
        return
    gaps = sorted(after[0] - before[1] for before, after in pairwise(run))
    usual = gaps[len(gaps) // 2]
    alike = sum(abs(gap - usual) <= 0.3 * abs(usual) + 0.3 for gap in gaps)
    # Where a rule crosses another, the dots of both stand close together.
    if usual > 0 and alike >= ALIKE * len(gaps):
        yield run[0][0], run[-1][1], run[0][2]

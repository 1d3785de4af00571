"""Where the columns of a table part that has no rules between them.

Two fragments side by side on a line stand in two cells, so somewhere in the gap between them a column
ends. The fewest edges that pass through every such gap, and through as few fragments as may be, are the
edges of the columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ....places import Box

STEP = 0.5
"""Points between two positions that are looked at."""

EDGE_COST = 0.5
"""What an edge costs, in gaps: one gap that no other edge passes through is worth one."""

CROSSING_COST = 0.4
"""What it costs that an edge passes through a fragment. Merged cells and long labels are crossed."""


NARROW_COST = 0.4
"""What it costs that an edge has no room at all; with `CLEAR` points of room it costs nothing."""

CLEAR = 10.0

CARRIED = 4.0
"""What it counts that the page before has an edge."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between two neighbours on a line, in points from the left; `weight` is what it counts."""

    left: float
    right: float
    weight: float = 1.0


def gap_between(left: Box, right: Box, weight: float = 1.0) -> Gap:
    """The gap between two boxes; where they touch or overlap, the middle of what they share."""
    if right[0] > left[2]:
        return Gap(left[2], right[0], weight)
    middle = (left[2] + right[0]) / 2
    return Gap(middle - STEP, middle + STEP, weight)


def room_about(edge: float, gaps: Sequence[Gap]) -> Gap:
    """Where an edge may lie without leaving any of the gaps that it passes through, as a gap that counts
    as much as all columns of a page ought to."""
    passed = [gap for gap in gaps if gap.left - STEP <= edge <= gap.right + STEP]
    left = max((gap.left for gap in passed), default=edge)
    right = min((gap.right for gap in passed), default=edge)
    return Gap(min(left, edge), max(right, edge), CARRIED)


def column_edges(gaps: Sequence[Gap], inked: Sequence[Box]) -> list[float]:
    """The inner edges of the columns, from left to right, in points.

    `inked` are the boxes of the body's fragments, which an edge should not pass through.
    """
    if not gaps:
        return []
    start = min(gap.left for gap in gaps)
    count = int((max(gap.right for gap in gaps) - start) / STEP) + 2
    covered = _coverage([(gap.left, gap.right, gap.weight) for gap in gaps], start, count)
    crossed = _coverage([(box[0] + STEP, box[2] - STEP, 1.0) for box in inked], start, count)
    peaks = _peaks([cover - CROSSING_COST * cross for cover, cross in zip(covered, crossed, strict=True)])
    peaks = [(first, last) for first, last in peaks if covered[first] > 0]
    xs = [start + STEP * (first + last) / 2 for first, last in peaks]
    costs = [
        EDGE_COST + CROSSING_COST * crossed[first] + NARROW_COST * max(1 - STEP * (last - first) / CLEAR, 0.0)
        for first, last in peaks
    ]
    chosen = _cheapest(xs, costs, gaps)
    return [xs[index] for index in chosen]


def _coverage(spans: Sequence[tuple[float, float, float]], start: float, count: int) -> list[float]:
    """How much lies over each position: the sum of the weights of the spans that hold it."""
    steps = [0.0] * (count + 1)
    for left, right, weight in spans:
        first = max(round((left - start) / STEP), 0)
        last = min(round((right - start) / STEP), count - 1)
        if first <= last:
            steps[first] += weight
            steps[last + 1] -= weight
    heights, height = [], 0.0
    for step in steps[:count]:
        height += step
        heights.append(height)
    return heights


def _peaks(scores: Sequence[float]) -> list[tuple[int, int]]:
    """First and last position of each stretch that stands higher than what is on either side."""
    peaks = []
    first = 0
    for index in range(1, len(scores) + 1):
        if index < len(scores) and abs(scores[index] - scores[first]) < 1e-6:
            continue
        rises = first == 0 or scores[first - 1] < scores[first]
        falls = index == len(scores) or scores[index] < scores[first]
        if rises and falls:
            peaks.append((first, index - 1))
        first = index
    return peaks


def _cheapest(xs: Sequence[float], costs: Sequence[float], gaps: Sequence[Gap]) -> list[int]:
    """The indices of the edges whose `costs`, with those of the gaps they leave out, are least."""
    count = len(xs)
    missed = _missed(xs, gaps)
    best = [0.0] * (count + 2)
    before = [0] * (count + 2)
    # Position 0 stands for the left side of the table, position count + 1 for its right side.
    for end in range(1, count + 2):
        reached = [best[begin] + missed[begin][end] for begin in range(end)]
        before[end] = min(range(end), key=reached.__getitem__)
        best[end] = reached[before[end]] + (costs[end - 1] if end <= count else 0.0)
    chosen = []
    at = before[count + 1]
    while at:
        chosen.append(at - 1)
        at = before[at]
    return chosen[::-1]


def _missed(xs: Sequence[float], gaps: Sequence[Gap]) -> list[list[float]]:
    """The weight of the gaps that lie wholly between two edges, by the positions of these."""
    count = len(xs)
    weights = [[0.0] * (count + 2) for _ in range(count + 2)]
    for gap in gaps:
        first = bisect_left(xs, gap.left - STEP) + 1
        last = bisect_right(xs, gap.right + STEP)
        if first <= last:
            weights[first][last] += gap.weight
    # missed[i][j] sums the weights of gaps whose first edge lies behind i and whose last before j.
    missed = [[0.0] * (count + 2) for _ in range(count + 2)]
    for begin in range(count, -1, -1):
        row, inner, own = missed[begin], missed[begin + 1], weights[begin + 1]
        running = 0.0
        for end in range(begin + 1, count + 2):
            row[end] = inner[end] + running
            running += own[end]
    return missed

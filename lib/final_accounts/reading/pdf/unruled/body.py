"""Where the head of a table without a grid ends: above its first number, at a rule, or below its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..pages.geometry import box_around
from ..pages.page import Page
from ..ruled.grid import merged_rules
from .fragments import TextLine, begins_item

OFF_HEAD = 1.5
"""Ems from the lowest name of a column to the first row of a body without numbers, at least."""


COUNTS = "栏次"
"""The label of the row that counts the columns."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule: its height, its left and its right end, in points."""

    at: float
    start: float
    end: float


def horizontal_rules(page: Page) -> list[Rule]:
    """The horizontal rules of a page, from top to bottom."""
    merged = merged_rules([ruling for ruling in page.rulings if ruling.horizontal])
    return [Rule(rule.at, rule.start, rule.end) for rule in merged if rule.end - rule.start > 20]


def body_start(lines: Sequence[TextLine], rules: Sequence[Rule]) -> int:
    """The index of the first line of the body: the first one with a number, and what stands beside it."""
    start = next((index for index, line in enumerate(lines) if line.numbers), None)
    if start is None:
        left, _, right, _ = box_around(line.box for line in lines)
        inner = [rule.at for rule in rules if rule.end - rule.start > 0.6 * (right - left)]
        below = [at for at in inner if lines[0].baseline < at < lines[-1].baseline]
        if not below:
            return len(lines)
        return next(index for index, line in enumerate(lines) if line.baseline > below[0])
    if COUNTS in (fragment.text for fragment in lines[start].fragments):
        # What stands half a line above the row that counts the columns is a name merged with it.
        return start
    while start and lines[start].baseline - lines[start - 1].baseline < 0.75 * lines[start].em:
        start -= 1
    # The label of the first row, of two lines, begins above its number.
    return start - (start > 0 and any(begins_item(part.text) for part in lines[start - 1].fragments))


def below_head(lines: Sequence[TextLine]) -> int:
    """The index of the first line that stands well below the names of columns: below the line before it, or
    below the name right above."""
    last = max(index for index, line in enumerate(lines) if line.is_gapped)
    for index in range(last + 1, len(lines)):
        line = lines[index]
        left, _, right, _ = line.box
        above = [
            upper.baseline
            for upper in lines[:index]
            if any(part.box[0] < right and left < part.box[2] for part in upper.fragments)
        ]
        nearest = max(above, default=lines[index - 1].baseline)
        if line.baseline - min(nearest, lines[index - 1].baseline) > OFF_HEAD * line.em:
            return index
    return len(lines)

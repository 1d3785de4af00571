"""Grids that are the plot of a chart and no table: by the numbers of an axis, or by bars of unlike height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ....figures import parse_figure
from ....places import Box
from ..pages.geometry import contains, grown
from ..pages.page import Char, Page
from ..text.lines import rows_of, text_of
from .cells import Grid, Texts

MOST_FILLED = 0.4
"""Share of the cells that hold text in a plot: the values of its bars."""

AXIS = 80.0
"""Points beside a plot in which the numbers of its axis stand."""

AT_RULE = 4.0
"""Points between the middle of an axis' number and the rule that it belongs to."""

FEWEST_TICKS = 3
UNEVEN = Decimal("0.02")
"""Share by which the steps of an axis may differ: its numbers are rounded."""

SAME_HEIGHT = 3.0
"""Points by which the feet of bars may differ, and their heads must."""

WIDEST_BAR = 0.45
"""Share of a plot's width."""


def is_plot(page: Page, grid: Grid, texts: Texts) -> bool:
    """Whether a grid is the plot of a chart: mostly empty, and with an axis beside it or bars in it."""
    if len(texts) > MOST_FILLED * len(grid.regions):
        return False
    return _has_ticks(page, grid) or _has_bars(page, grid)


def _has_ticks(page: Page, grid: Grid) -> bool:
    """Whether numbers in equal steps stand at the rules on one side, outside the grid."""
    left, top, right, bottom = grid.box
    for side in ((left - AXIS, top - 6, left, bottom + 6), (right, top - 6, right + AXIS, bottom + 6)):
        ticks = [value for row in rows_of(_inside(page, side)) if (value := _tick(row, grid)) is not None]
        steps = [upper - lower for upper, lower in pairwise(ticks)]
        if len(ticks) >= FEWEST_TICKS and min(steps) > 0 and max(steps) - min(steps) <= UNEVEN * max(steps):
            return True
    return False


def _inside(page: Page, box: Box) -> list[Char]:
    return [char for char in page.chars if contains(box, char.middle)]


def _tick(row: Sequence[Char], grid: Grid) -> Decimal | None:
    """The number of an axis, None for what stands at no rule."""
    figure = parse_figure(text_of(row).split()[-1]) if any(not char.text.isspace() for char in row) else None
    middle = row[0].middle[1]
    at_rule = any(abs(y - middle) <= AT_RULE for y in grid.ys)
    return figure.value if figure is not None and at_rule else None


def _has_bars(page: Page, grid: Grid) -> bool:
    """Whether narrow areas without text rise from one foot to different heights."""
    left, _, right, _ = grid.box
    areas = [
        area
        for area in (*_filled(page, grid), *_outlined(page, grid))
        if area[2] - area[0] <= WIDEST_BAR * (right - left)
    ]
    middles = [char.middle for char in page.chars if not char.text.isspace()] if areas else []
    bars = [area for area in areas if not any(contains(area, middle) for middle in middles)]
    for bar in bars:
        beside = [other for other in bars if abs(other[3] - bar[3]) <= SAME_HEIGHT]
        if any(abs(other[1] - bar[1]) > SAME_HEIGHT and not _share(other, bar) for other in beside):
            return True
    return False


def _filled(page: Page, grid: Grid) -> Iterator[Box]:
    around = grown(grid.box, SAME_HEIGHT)
    for area in page.drawings:
        if contains(around, area[:2]) and contains(around, area[2:]):
            yield area


def _outlined(page: Page, grid: Grid) -> Iterator[Box]:
    """Rectangles of single strokes: two sides of one height and a top just as wide."""
    around = grown(grid.box, SAME_HEIGHT)
    sides = sorted(
        (
            rule
            for rule in page.rulings
            if not rule.horizontal and contains(around, (rule.at, rule.start)) and rule.end <= around[3]
        ),
        key=lambda rule: (round(rule.start), round(rule.end), rule.at),
    )
    tops = [rule for rule in page.rulings if rule.horizontal]
    for one, other in pairwise(sides):
        if abs(one.start - other.start) > 1.0 or abs(one.end - other.end) > 1.0 or other.at - one.at < 1.0:
            continue
        if any(
            abs(top.at - one.start) <= 1.0
            and abs(top.start - one.at) <= 1.5
            and abs(top.end - other.at) <= 1.5
            for top in tops
        ):
            yield one.at, one.start, other.at, one.end


def _share(one: Box, other: Box) -> bool:
    """Whether two areas overlap in width: a cell over another, not a bar beside one."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1.0

"""Bars of two years beside their recomputation, on one scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...figures import HUNDRED, PERCENT, rounded
from ..language import say
from .style import (
    ALARM,
    BASELINE,
    INK,
    LAST_YEAR,
    MARK,
    PANEL,
    QUIET,
    THIS_YEAR,
    Fill,
    embolden,
    inches_wide,
    number,
    signed,
    slice_fill,
    wrap,
)

_BEFORE_BRACKET = re.compile(r"\s?(?=[（(])")

BAR, APART = 0.62, 0.1
"""Inches of a bar, wider under a long number, and between two."""
NARROWEST = 0.04
BARS_HEIGHT = 1.75
"""Inches from the lowest to the highest value."""
ABOVE, YEAR_LINE, NAME_LINE, CHANGE_LINE = 0.26, 0.2, 0.185, 0.2
NAME_POINTS, VALUE_POINTS, CHANGE_POINTS = 9.0, 9.0, 8.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of one series; `name` is the series, empty where there is one alone."""

    name: str
    value: Decimal | None
    unit: str
    differs: bool
    fill: Fill

    @property
    def text(self) -> str:
        """The value as written at the bar's end: a percent sign, but no unit of money."""
        if self.value is None:
            return say("charts.not_printed")
        mark = f"{MARK} " if self.differs else ""
        return mark + number(self.value, self.unit if self.unit == PERCENT else "")


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one label, oldest first, and in words what changed."""

    label: str
    bars: tuple[Bar, ...]
    change: str


def bar_fill(position: int, count: int) -> Fill:
    """Two years are a light and a dark of one colour; more series take the colours of slices."""
    if count <= 2:
        return THIS_YEAR if position == count - 1 else LAST_YEAR
    return slice_fill(position)


def change_text(old: Decimal | None, new: Decimal | None, unit: str, with_rate: bool) -> str:
    """The change from the old to the new value: 增减 of money, and in percent where there is a base."""
    if old is None or new is None:
        return ""
    difference = new - old
    if not difference:
        return say("charts.unchanged")
    key = "charts.increase" if difference > 0 else "charts.decrease"
    text = say(key, amount=number(abs(difference), unit))
    if not with_rate or old <= 0:
        return text
    return say("charts.change", change=text, rate=signed(rounded(difference * HUNDRED / old, 2), "%"))


def value_range(groups: Sequence[Group]) -> tuple[float, float]:
    """The scale that holds zero and every value."""
    values = [float(bar.value) for group in groups for bar in group.bars if bar.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    return (low, high) if high > low else (0.0, 1.0)


def label_lines(label: str, groups: int) -> list[str]:
    return wrap(label, NAME_POINTS, max(PANEL / groups - 0.1, NAME_LINE))


def change_lines(change: str, groups: int) -> list[str]:
    """The change in one line, or its percent in a second."""
    if not change or inches_wide(change, CHANGE_POINTS) <= PANEL / groups - 0.1:
        return [change] if change else []
    return _BEFORE_BRACKET.split(change, maxsplit=1)


def words_height(groups: Sequence[Group]) -> float:
    """Inches for years, labels and changes under the bars."""
    years = YEAR_LINE if any(bar.name for group in groups for bar in group.bars) else 0.0
    lines = max(len(label_lines(group.label, len(groups))) for group in groups)
    changes = max(len(change_lines(group.change, len(groups))) for group in groups)
    return years + lines * NAME_LINE + changes * CHANGE_LINE + 0.08


def bars_height(words: float, scale: tuple[float, float]) -> float:
    """Inches that a panel needs on that scale, with `words` inches of text at the bottom."""
    below = ABOVE if scale[0] < 0 else 0.0
    return ABOVE + BARS_HEIGHT + below + words


@dataclass(frozen=True, slots=True)
class BarSize:
    """Inches of a bar, and points of the value above it."""

    width: float
    points: float


def bar_size(*panels: Sequence[Group]) -> BarSize:
    """A size at which the values over neighbouring bars touch in none of the panels."""
    groups = [group for panel in panels for group in panel]
    step = PANEL / max(len(panel) for panel in panels)
    widest = max(inches_wide(bar.text, VALUE_POINTS) for group in groups for bar in group.bars)
    count = max(len(group.bars) for group in groups)
    room = max((step - min(0.34, step / 4)) / count - APART, NARROWEST)
    return BarSize(min(max(BAR, widest), room), VALUE_POINTS * min(1.0, (room + APART / 2) / widest))


def draw_bars(
    axes: Axes, groups: Sequence[Group], scale: tuple[float, float], size: BarSize, words: float
) -> None:
    """Draw into axes whose unit is an inch; `scale` is the lowest and the highest value of both panels,
    `words` the height of the text at the bottom."""
    low, high = scale
    per_unit = BARS_HEIGHT / (high - low)
    zero = words + (ABOVE if low < 0 else 0.0) - low * per_unit
    step = axes.get_xlim()[1] / len(groups)
    for position, group in enumerate(groups):
        centre = step * (position + 0.5)
        span = len(group.bars) * size.width + (len(group.bars) - 1) * APART
        left = centre - span / 2
        for bar in group.bars:
            height = float(bar.value or 0) * per_unit
            _draw_bar(axes, bar, Rectangle((left, zero), size.width, height), size.points)
            if bar.name:
                middle, y = left + size.width / 2, words - YEAR_LINE / 2 - 0.02
                axes.text(middle, y, bar.name, ha="center", va="center", fontsize=8, color=QUIET)
            left += size.width + APART
        ends = [centre - span / 2 - 0.12, centre + span / 2 + 0.12]
        axes.plot(ends, [zero, zero], color=BASELINE, linewidth=0.9)
        _draw_words(axes, group, len(groups), centre, words - (YEAR_LINE if group.bars[0].name else 0) - 0.02)


def _draw_words(axes: Axes, group: Group, groups: int, centre: float, y: float) -> None:
    for line in label_lines(group.label, groups):
        middle = y - NAME_LINE / 2
        axes.text(centre, middle, line, ha="center", va="center", fontsize=NAME_POINTS, color=INK)
        y -= NAME_LINE
    for line in change_lines(group.change, groups):
        middle = y - CHANGE_LINE / 2
        axes.text(centre, middle, line, ha="center", va="center", fontsize=CHANGE_POINTS, color=QUIET)
        y -= CHANGE_LINE


def _draw_bar(axes: Axes, bar: Bar, shape: Rectangle, points: float) -> None:
    middle = shape.get_x() + shape.get_width() / 2
    end = shape.get_y() + shape.get_height()
    if bar.value is None:
        axes.text(middle, end + 0.12, bar.text, ha="center", va="center", fontsize=8, color=QUIET)
        return
    shape.set(
        facecolor=bar.fill.colour,
        edgecolor=ALARM if bar.differs else "none",
        linewidth=1.8 if bar.differs else 0,
        hatch="////" if bar.differs else bar.fill.hatch,
        hatchcolor="white",
        hatch_linewidth=0.6,
    )
    axes.add_patch(shape)
    colour = ALARM if bar.differs else INK
    over = 0.12 if bar.value >= 0 else -0.12
    text = axes.text(middle, end + over, bar.text, ha="center", va="center", fontsize=points, color=colour)
    if bar.differs:
        embolden(text, colour)

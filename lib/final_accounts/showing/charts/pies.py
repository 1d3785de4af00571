"""A pie beside its recomputation: slices at their true angle, each named outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Wedge

from ...figures import HUNDRED
from ..language import say
from .style import ALARM, INK, LEADER, MARK, PANEL, QUIET, RULE, embolden, number, slice_fill, wrap

RADIUS = 0.9
ELBOW = 0.2
"""Inches from the pie's rim to the labels."""
NAME_POINTS, VALUE_POINTS = 8.5, 9.5
NAME_LINE, VALUE_LINE, GAP = 0.155, 0.175, 0.07
"""Inches a line of a name, a value, and the space between two labels."""
LABEL_WIDTH = PANEL / 2 - RADIUS - ELBOW - 0.04
CIRCLE = 360.0
MISSING_PCT = Decimal("0.5")
"""A gap in the circle this small is rounding."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice with its label. `index` gives the colour; angles in degrees, counter-clockwise from east."""

    index: int
    name: tuple[str, ...]
    value: str
    start: float
    end: float
    differs: bool

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def on_right(self) -> bool:
        return math.cos(math.radians(self.middle)) >= -1e-9

    @property
    def rim_height(self) -> float:
        """Height of the slice's middle over the pie's centre, in radii."""
        return math.sin(math.radians(self.middle))

    @property
    def label_height(self) -> float:
        """Inches of its label with the space around it."""
        return len(self.name) * NAME_LINE + VALUE_LINE + GAP


def cut(
    labels: Sequence[str],
    shares_pct: Sequence[Decimal | None],
    differs: Sequence[bool],
    first_angle: float,
) -> tuple[Slice, ...]:
    """Slices clockwise from `first_angle`, 1 % being 3.6 degrees; shares over 100 % in all are scaled down.

    A share of None has no slice; zero has one, without width, where it differs from the other pie.
    Raises ValueError for a negative share: a pie cannot show it.
    """
    known = [share for share in shares_pct if share is not None]
    if any(share < 0 for share in known):
        raise ValueError("a pie cannot show a negative share")
    scale = CIRCLE / float(max(sum(known, Decimal(0)), HUNDRED))
    angle = first_angle
    slices = []
    for index, (label, share) in enumerate(zip(labels, shares_pct, strict=True)):
        if share is None or (share == 0 and not differs[index]):
            continue
        end = angle - float(share) * scale
        mark = f"{MARK} " if differs[index] else ""
        name = tuple(wrap(label, NAME_POINTS, LABEL_WIDTH))
        slices.append(Slice(index, name, mark + number(share, "%"), end, angle, differs[index]))
        angle = end
    return tuple(slices)


def column_heights(slices: Sequence[Slice]) -> tuple[float, float]:
    """Inches that the labels on the right and on the left need."""
    right, left = (
        sum(piece.label_height for piece in slices if piece.on_right is side) for side in (True, False)
    )
    return right, left


def best_first_angle(labels: Sequence[str], *rounds: Sequence[Decimal | None]) -> float:
    """The angle from which the labels of all the given pies stand nearest to their slices.

    Noon is kept where little is gained; a single slice has its label at the right.
    """
    if all(len([share for share in shares if share]) == 1 for shares in rounds):
        return CIRCLE / 2
    nothing = [False] * len(labels)

    def crowding(angle: float) -> float:
        pies = [cut(labels, shares, nothing, angle) for shares in rounds]
        room = pie_height(pies)
        moved = sum(_moved(slices, room) for slices in pies)
        turned = abs((angle - 90 + CIRCLE / 2) % CIRCLE - CIRCLE / 2)
        return moved + 0.5 * room + 0.003 * turned

    return min((90.0 + 15 * step for step in range(24)), key=crowding)


def _moved(slices: Sequence[Slice], room: float) -> float:
    """How far the labels stand from their slices, squared.

    It counts more at the top and the bottom, where a line to a far label crosses the pie.
    """
    total = 0.0
    for right in (True, False):
        for piece, middle in _placed(slices, right, room):
            far = (middle - _wanted(piece, room)) ** 2
            total += far * (1 + 6 * piece.rim_height**2) + 0.02 * abs(piece.rim_height)
    return total


def pie_height(rounds: Sequence[Sequence[Slice]]) -> float:
    """Inches that the highest of the pies needs."""
    return max([2 * RADIUS + 0.35, *(max(column_heights(slices)) + 0.05 for slices in rounds)])


def draw_no_pie(axes: Axes, words: str) -> None:
    """The place of a pie whose shares were not printed."""
    centre = (axes.get_xlim()[1] / 2, axes.get_ylim()[1] / 2)
    axes.add_patch(Circle(centre, RADIUS, fill=False, edgecolor=LEADER, linewidth=0.9, linestyle=(0, (4, 3))))
    axes.text(*centre, words, ha="center", va="center", fontsize=9.5, color=QUIET)


def draw_pie(axes: Axes, slices: Sequence[Slice], listed_pct: Decimal) -> None:
    """Draw into axes whose unit is an inch. `listed_pct` is what the shares add to."""
    width, height = axes.get_xlim()[1], axes.get_ylim()[1]
    centre = (width / 2, height / 2)
    axes.add_patch(Circle(centre, RADIUS, facecolor="#f4f6f8", edgecolor=RULE, linewidth=0.8))
    for piece in slices:
        fill = slice_fill(piece.index)
        axes.add_patch(
            Wedge(
                centre,
                RADIUS,
                piece.start,
                piece.end,
                facecolor=fill.colour,
                hatch=fill.hatch,
                edgecolor="white",
                linewidth=0.9 if len(slices) > 1 else 0,
                hatch_linewidth=0.5,
            )
        )
        if piece.end - piece.start < 2.0:
            _hairline(axes, centre, piece, fill.colour)
    for piece in slices:
        if piece.differs:
            axes.add_patch(
                Wedge(centre, RADIUS, piece.start, piece.end, fill=False, edgecolor=ALARM, linewidth=1.8)
            )
    if HUNDRED - listed_pct > MISSING_PCT and slices:
        _name_gap(axes, centre, slices, HUNDRED - listed_pct)
    for right in (True, False):
        _draw_labels(axes, centre, slices, right)


def _hairline(axes: Axes, centre: tuple[float, float], piece: Slice, colour: str) -> None:
    """A thin slice disappears between its white edges: its middle line keeps it visible."""
    angle = math.radians(piece.middle)
    axes.plot(
        [centre[0], centre[0] + RADIUS * math.cos(angle)],
        [centre[1], centre[1] + RADIUS * math.sin(angle)],
        color=colour,
        linewidth=0.9,
        solid_capstyle="butt",
    )


def _name_gap(axes: Axes, centre: tuple[float, float], slices: Sequence[Slice], gap_pct: Decimal) -> None:
    middle = math.radians((slices[-1].start + slices[0].end - CIRCLE) / 2)
    axes.text(
        centre[0] + 0.6 * RADIUS * math.cos(middle),
        centre[1] + 0.6 * RADIUS * math.sin(middle),
        f"{say('charts.gap')}\n{number(gap_pct, '%')}",
        ha="center",
        va="center",
        fontsize=7.5,
        color=QUIET,
    )


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Centres of labels, from the top down, as near as can be to the wanted ones without overlap.

    Least squares: labels that would overlap form a block about the mean of their wishes; all stay within
    0 and `room` if they fit there.
    """
    if not heights:
        return []
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2)
    blocks: list[tuple[float, int]] = []
    for wish, offset in zip(wanted, offsets, strict=True):
        mean, count = wish + offset, 1
        while blocks and blocks[-1][0] < mean:
            earlier, members = blocks.pop()
            mean = (mean * count + earlier * members) / (count + members)
            count += members
        blocks.append((mean, count))
    highest, lowest = room - heights[0] / 2, heights[-1] / 2 + offsets[-1]
    level = [min(max(mean, lowest), highest) for mean, count in blocks for _ in range(count)]
    return [height - offset for height, offset in zip(level, offsets, strict=True)]


def _wanted(piece: Slice, room: float) -> float:
    return room / 2 + (RADIUS + 0.08) * piece.rim_height


def _placed(slices: Sequence[Slice], right: bool, room: float) -> list[tuple[Slice, float]]:
    """The slices of one side from the top down, with the heights of their labels' centres."""
    side = sorted((piece for piece in slices if piece.on_right is right), key=lambda piece: -piece.rim_height)
    wanted = [_wanted(piece, room) for piece in side]
    middles = spread(wanted, [piece.label_height for piece in side], room)
    return list(zip(side, middles, strict=True))


def _draw_labels(axes: Axes, centre: tuple[float, float], slices: Sequence[Slice], right: bool) -> None:
    direction, align = (1, "left") if right else (-1, "right")
    for piece, middle in _placed(slices, right, axes.get_ylim()[1]):
        angle = math.radians(piece.middle)
        rim = (centre[0] + RADIUS * math.cos(angle), centre[1] + RADIUS * math.sin(angle))
        knee = (centre[0] + 1.06 * RADIUS * math.cos(angle), centre[1] + 1.06 * RADIUS * math.sin(angle))
        edge = centre[0] + direction * (RADIUS + ELBOW - 0.05)
        axes.plot(
            [rim[0], knee[0], edge],
            [rim[1], knee[1], middle],
            color=ALARM if piece.differs else LEADER,
            linewidth=0.7,
        )
        x, y = centre[0] + direction * (RADIUS + ELBOW), middle + (piece.label_height - GAP) / 2
        for line in piece.name:
            axes.text(x, y - NAME_LINE / 2, line, ha=align, va="center", fontsize=NAME_POINTS, color=INK)
            y -= NAME_LINE
        colour = ALARM if piece.differs else INK
        value = axes.text(
            x, y - VALUE_LINE / 2, piece.value, ha=align, va="center", fontsize=VALUE_POINTS, color=colour
        )
        embolden(value, colour)

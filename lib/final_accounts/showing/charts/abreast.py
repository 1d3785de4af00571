"""A chart for a page: as published, as stated, as recomputed, abreast in one picture that can be cut up."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from ...reports import Chart
from ..language import say
from ..published import PublishedChart
from .drawing import PANEL_HEAD, as_png, draw_sides, name_panel, raster
from .sides import Side, all_sides, two_sides
from .style import DOTS_PER_INCH, PANEL, inch_axes
from .text import chart_alt_text, heading, side_alt_text

APART = 0.24
"""Inches between two panels: half of it goes to each when they are cut apart."""
FOOT = 0.06
TALLEST = 3.4
"""Inches of a published picture at most; a taller one is made smaller."""
PANEL_PIXELS = round(PANEL * DOTS_PER_INCH)


@dataclass(frozen=True, slots=True)
class AbreastPanel:
    """One panel of the picture: pixels from its left edge, and its own sentence."""

    left: int
    right: int
    alt: str


@dataclass(frozen=True, slots=True)
class Abreast:
    """The picture as PNG, `width` inches wide, with the sentence for all of it and its panels."""

    png: bytes
    width: float
    alt: str
    panels: tuple[AbreastPanel, ...]


def draw_abreast(chart: Chart, published: PublishedChart | None) -> Abreast:
    """The published picture, if there is one, and the chart's sides beside it, on one scale."""
    picture = None if published is None else _fitting(published.picture(PANEL_PIXELS))
    sides = two_sides(chart) if published is not None else all_sides(chart)
    count = len(sides) + (picture is not None)
    width = count * PANEL + count * APART

    def page(chart: Chart, sides: Sequence[Side], height: float) -> tuple[Figure, Sequence[Axes]]:
        if picture is not None:
            height = max(height, picture.height / DOTS_PER_INCH)
        figure = Figure(figsize=(width, PANEL_HEAD + height + FOOT), dpi=DOTS_PER_INCH)
        FigureCanvasAgg(figure)
        whole = inch_axes(figure, 0, 0, width, PANEL_HEAD + height + FOOT)
        lefts = [APART / 2 + at * (PANEL + APART) for at in range(count)]
        heads = [(side.name, side.origin) for side in sides]
        if published is not None:
            heads.insert(0, (say("charts.as_published"), say("charts.from_page", page=published.page)))
        for left, (name, origin) in zip(lefts, heads, strict=True):
            name_panel(whole, name, origin, left, PANEL_HEAD + height + FOOT)
        return figure, [inch_axes(figure, left, FOOT, PANEL, height) for left in lefts[-len(sides) :]]

    drawn = raster(draw_sides(chart, sides, page))
    alts = [side_alt_text(chart, side) for side in sides]
    if picture is not None and published is not None:
        drawn.paste(picture, (round(APART / 2 * DOTS_PER_INCH), round(PANEL_HEAD * DOTS_PER_INCH)))
        place = say("place.page", page=published.page)
        alts.insert(0, say("chart_alt.published", heading=heading(chart), place=place))
    edges = [round(at * (PANEL + APART) * DOTS_PER_INCH) for at in range(count + 1)]
    panels = tuple(
        AbreastPanel(left, right, words) for (left, right), words in zip(pairwise(edges), alts, strict=True)
    )
    return Abreast(as_png(drawn), width, chart_alt_text(chart), panels)


def _fitting(picture: Image.Image) -> Image.Image:
    """The published picture within a panel."""
    most = round(TALLEST * DOTS_PER_INCH)
    if picture.height <= most:
        return picture
    return picture.resize((round(picture.width * most / picture.height), most), Image.Resampling.LANCZOS)


def cut_panels(png: bytes, edges: Sequence[tuple[int, int]]) -> list[bytes]:
    """The picture cut into its panels, each a PNG with the same palette."""
    whole = Image.open(io.BytesIO(png))
    pieces = []
    for left, right in edges:
        file = io.BytesIO()
        whole.crop((left, 0, min(right, whole.width), whole.height)).save(file, "PNG", optimize=True)
        pieces.append(file.getvalue())
    return pieces

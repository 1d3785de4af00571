"""What shows that lines with gaps are the labels of a chart and no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ....figures import parse_figure
from ....places import Box
from ..pages.geometry import contains, grown, overlap
from ..pages.page import Page
from .fragments import Fragment, TextLine

LARGEST_KEY = 14.0
"""Points. The square before an entry of a chart's legend is no larger."""

FEWEST_TICKS = 4
"""Numbers on the shortest axis."""


def is_chart(page: Page, box: Box, lines: Sequence[TextLine]) -> bool:
    """Whether the lines in a box are a chart's: by what is drawn there, or by an axis among them."""
    if any(_holds(picture, box) for picture in page.pictures if not _is_background(picture, page)):
        return True
    drawn = [area for area in page.drawings if not _is_background(area, page)]
    texts = [fragment for line in lines for fragment in line.fragments]
    return _has_keys(drawn, box, lines) or _has_bars(drawn, box, texts) or _has_axis(texts)


def _has_bars(drawn: Sequence[Box], box: Box, texts: Sequence[Fragment]) -> bool:
    """Whether areas are drawn that hold no text; the shading of rows and cells does, or is wide."""
    bands: dict[tuple[int, int], list[Box]] = {}
    for area in drawn:
        if overlap(area, box):
            bands.setdefault((round(area[1]), round(area[3])), []).append(area)
    for band in bands.values():
        wide = sum(area[2] - area[0] for area in band) > 0.5 * (box[2] - box[0])
        if not wide and not any(_holds(area, text.box) for area in band for text in texts):
            return True
    return False


def _has_keys(drawn: Sequence[Box], box: Box, lines: Sequence[TextLine]) -> bool:
    """Whether small squares stand before two lines or more, as in a legend."""
    keys = [
        area
        for area in drawn
        if max(area[2] - area[0], area[3] - area[1]) <= LARGEST_KEY and overlap(area, grown(box, 20.0))
    ]
    before = 0
    for line in lines:
        left, top, _, bottom = line.box
        before += any(
            0 <= left - key[2] < 1.5 * line.em and top < (key[1] + key[3]) / 2 < bottom for key in keys
        )
    return before >= 2


def _has_axis(texts: Sequence[Fragment]) -> bool:
    """Whether numbers below one another fall in equal steps, in values as in height: ticks of an axis.

    What numbers the rows of a table rises.
    """
    for column in _stacked(texts):
        ticks = [
            (number.baseline, figure.value) for number in column if (figure := parse_figure(number.text))
        ]
        if len(ticks) < max(FEWEST_TICKS, len(column)):
            continue
        falls = {upper[1] - lower[1] for upper, lower in pairwise(ticks)}
        steps = [lower[0] - upper[0] for upper, lower in pairwise(ticks)]
        if len(falls) == 1 and min(falls) > Decimal(0) and max(steps) - min(steps) < 0.3 * min(steps):
            return True
    return False


def _stacked(texts: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """Numbers with one right edge, from top to bottom."""
    columns: dict[int, list[Fragment]] = {}
    for text in texts:
        if text.is_number:
            columns.setdefault(round(text.box[2] / 3), []).append(text)
    for column in columns.values():
        yield sorted(column, key=lambda number: number.baseline)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of one box lies in another."""
    return contains(outer, ((inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2))


def _is_background(box: Box, page: Page) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > 0.7 * page.width * page.height

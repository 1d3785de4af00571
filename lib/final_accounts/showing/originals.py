"""The original around anything that has a place: a piece of its page, or a chart as it was published.

A Place holds no file, so the report that it belongs to is asked for it.
"""

from __future__ import annotations

import io
from dataclasses import replace

from ..documents import Picture as PicturedBlock
from ..documents import Table
from ..errors import InvalidSetting
from ..figures import Figure
from ..places import Place
from ..reports import Chart, CheckedReport, Finding, Form, FormRow, Report
from .crops import crop
from .messages import place_words
from .pictures import Picture
from .published import published_charts
from .scans import PIXELS_A_POINT, around, boxes_in, file_of, places_of, shown_part

MARGIN = 28.0
"""Points of the page on each side: a line of text."""

LARGEST_SCALE = 20.0

Spot = Place | Figure | Finding | Form | FormRow | Table | PicturedBlock
"""A place in the original, or what has one."""


def image(report: Report | CheckedReport, wanted: Spot | Chart, scale: float = 2.0) -> Picture:
    """The piece of the original's page around a place, framed in red; of a chart the one that was published.

    `wanted` is a place or what has one; `scale` counts pixels a point. Raises ValueError where the
    original has no page with that place (a Word file, a workbook), or no picture of that chart;
    InvalidSetting for a scale that is not above 0 and at most 20.

    >>> fa.image(checked, checked.findings[0].stated_figure)  # doctest: +SKIP
    >>> fa.image(checked, checked.report.charts[2], scale=3)  # doctest: +SKIP
    """
    if not 0 < scale <= LARGEST_SCALE:
        raise InvalidSetting("scale", scale, f"must be more than 0 and at most {LARGEST_SCALE:g}")
    report = report.report if isinstance(report, CheckedReport) else report
    if isinstance(wanted, Chart):
        return _published(report, wanted, scale)
    place = _place(report, wanted)
    path = file_of(report.document.source, place)
    if path is None or place.page is None or place.box is None:
        raise ValueError(f"{report.document.source.name} has no page with {place.describe()} on it")
    boxes = boxes_in(path, place, report)
    shown = around(boxes or (place.box,))
    if isinstance(wanted, Finding):
        shown, boxes = shown_part(path, place, report, wanted)
    data = crop(path, replace(place, box=shown), scale, MARGIN, boxes)
    return Picture(data, place_words(place), round(_width(data) / scale * PIXELS_A_POINT))


def _place(report: Report, wanted: Spot) -> Place:
    if isinstance(wanted, Place):
        return wanted
    if isinstance(wanted, Finding):
        return next(places_of(wanted, report), Place())
    return wanted.place


def _published(report: Report, chart: Chart, scale: float) -> Picture:
    found = next(
        (spot for one, spot in zip(report.charts, published_charts(report), strict=True) if one == chart),
        None,
    )
    if found is None:
        raise ValueError(f"{report.document.source.name} shows no picture of the chart {chart.title!r}")
    wide = found.box[2] - found.box[0]
    file = io.BytesIO()
    found.picture(round(wide * scale)).save(file, "PNG")
    return Picture(file.getvalue(), chart.title, round(wide * PIXELS_A_POINT))


def _width(png: bytes) -> int:
    """Pixels: a PNG says so at a fixed place."""
    return int.from_bytes(png[16:20], "big")

"""The charts of a PDF as they were published: pieces of its pages, found beside the captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ..documents import Document, Picture, Table
from ..places import Box, Place
from ..reading.sheets import sheets_at
from ..reports import Chart, Report

SMALLEST = (110.0, 70.0)
"""Points of a chart, wide and high; anything less is a logo, a rule or a stamp."""
LARGEST_PART = 0.85
"""Of a page's height; anything more is its background."""
APART = 8.0
"""Points between strokes that still belong to one drawing."""
FARTHEST = 130.0
"""Points between a caption and its picture: a line or two may stand between."""
MOST_STROKES = 3000
"""A page with more is a map or a picture in strokes; joining them would take too long."""
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM)


@dataclass(frozen=True, slots=True)
class PublishedChart:
    """Where on its page a chart was published: a page of a PDF, and the chart's box there."""

    path: Path
    page: int
    box: Box

    def picture(self, pixels_wide: int) -> Image.Image:
        """The chart as published, `pixels_wide` pixels wide. Raises PdfiumError for a page that cannot be
        drawn."""
        left, top, right, bottom = self.box
        scale = pixels_wide / (right - left)
        with sheets_at(self.path) as document:
            page = document[self.page - 1]
            width, height = page.get_size()
            cut = (max(left, 0), max(height - bottom, 0), max(width - right, 0), max(top, 0))
            drawn: Image.Image = page.render(scale=scale, crop=cut).to_pil().convert("RGB")
        return drawn


def published_charts(report: Report) -> tuple[PublishedChart | None, ...]:
    """For each chart of the report its published picture, None where there is none to cut out.

    A picture belongs to one chart: the one whose caption stands in it, over it, or under it. Behind a
    caption at the foot of a page it may stand at the head of the next.
    """
    source = report.document.source
    if not source.has_pages or source.parts or not source.path.exists():
        return (None,) * len(report.charts)
    captions = [chart.place if chart.declared else Place() for chart in report.charts]
    pages = {page + more for page in _pages(captions) for more in (0, 1)}
    with sheets_at(source.path) as document:
        last = len(document)
        regions = {
            page: tuple(_regions(document[page - 1], page, report.document))
            for page in sorted(pages)
            if page <= last
        }
    found: list[PublishedChart | None] = []
    taken: set[tuple[int, Box]] = set()
    for chart in report.charts:
        spot = _spot(chart, captions, regions, taken) if chart.declared else None
        if spot is not None:
            taken.add(spot)
        found.append(PublishedChart(source.path, *spot) if spot else None)
    return tuple(found)


def _pages(captions: Iterable[Place]) -> set[int]:
    return {place.page for place in captions if place.page is not None and place.box is not None}


def _spot(
    chart: Chart,
    captions: Sequence[Place],
    regions: dict[int, tuple[Box, ...]],
    taken: set[tuple[int, Box]],
) -> tuple[int, Box] | None:
    """The region that is nearest to the caption and not nearer to another one."""
    page, box = chart.place.page, chart.place.box
    if page is None or box is None:
        return None
    free = [region for region in regions.get(page, ()) if (page, region) not in taken]
    others = [place.box for place in captions if place.page == page and place.box not in (None, box)]
    for region in free:
        if region[1] - 2 <= (box[1] + box[3]) / 2 <= region[3] + 2:
            return page, region
    below = [region for region in free if -4 <= region[1] - box[3] <= FARTHEST]
    above = [region for region in free if -4 <= box[1] - region[3] <= FARTHEST / 2]
    between = [other[1] for other in others if other is not None]
    for region in sorted(below, key=lambda region: region[1]):
        if not any(box[3] <= top < region[1] for top in between):
            return page, region
        break
    following = regions.get(page + 1, ())
    first_caption = min((p.box[1] for p in captions if p.page == page + 1 and p.box), default=float("inf"))
    for region in sorted(following, key=lambda region: region[1]):
        if not below and region[1] < FARTHEST and region[1] < first_caption and not above:
            return page + 1, region
        break
    return (page, max(above, key=lambda region: region[3])) if above else None


def _regions(page: pypdfium2.PdfPage, number: int, document: Document) -> Iterator[Box]:
    """Boxes of the page that may be charts: its pictures, and drawings that are no ruled table."""
    pictures = [
        block.place.box
        for block in document.blocks
        if isinstance(block, Picture) and block.place.page == number and block.place.box
    ]
    tables = [
        block.place.box
        for block in document.blocks
        if isinstance(block, Table) and block.place.page == number and block.place.box
    ]
    width, height = page.get_size()
    for box in (*pictures, *_drawings(page, height)):
        box = (max(box[0], 0), max(box[1], 0), min(box[2], width), min(box[3], height))
        wide, high = box[2] - box[0], box[3] - box[1]
        if wide < SMALLEST[0] or high < SMALLEST[1] or high > LARGEST_PART * height:
            continue
        if not any(_overlap(box, table) > 0.3 for table in tables):
            yield box


def _drawings(page: pypdfium2.PdfPage, height: float) -> list[Box]:
    """Boxes of strokes and fills that lie together. Turned pages are left out: they hold wide tables."""
    if page.get_rotation():
        return []
    left, bottom, _, _ = page.get_mediabox()
    boxes: list[Box] = []
    for drawn in islice(page.get_objects(filter=_DRAWN, max_depth=1), MOST_STROKES):
        one, low, other, high = drawn.get_bounds()
        boxes.append((one - left, height - (high - bottom), other - left, height - (low - bottom)))
    boxes = [box for box in boxes if box[3] - box[1] <= LARGEST_PART * height]
    return _joined(boxes)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that touch, with APART points around them, made one."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        touching = [other for other in joined if _touch(box, other)]
        joined = [other for other in joined if other not in touching]
        joined.append(_around([box, *touching]))
    return joined if len(joined) == len(set(joined)) and not _any_touch(joined) else _joined(set(joined))


def _any_touch(boxes: Sequence[Box]) -> bool:
    return any(_touch(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] - APART <= other[2]
        and other[0] - APART <= one[2]
        and one[1] - APART <= other[3]
        and other[1] - APART <= one[3]
    )


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _overlap(box: Box, other: Box) -> float:
    """The part of a box that lies in another."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(wide, 0) * max(high, 0) / area if area else 0.0

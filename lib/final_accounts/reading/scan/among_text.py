"""Forms that stand as pictures on pages of text: recognised, they join what is printed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from ...places import Box
from ..pdf.pages.geometry import area, contains
from ..pdf.pages.page import Page
from ..pdf.ruled.grid import grids_of
from .grid import runs_of
from .image import Colour, Gray
from .print import RULES, may_be_print, says_something
from .text import RecognisedPage, shown_size

SMALLEST = (200.0, 60.0)
"""Points of a picture that may hold a form, wide and high."""

LARGE = 0.4
"""Share of the page from which a picture may show a form without rules, or text."""

RULED = 0.5
"""Share of a picture's width or height over which one of its rules runs."""

THICKEST = 3
"""Points that a rule is thick at most where a page is drawn small; the bars of a chart are thicker."""

DARKER = 25
"""Levels by which a rule is darker than the paper where a page is drawn small."""

SAMPLED = 150.0
"""Dots an inch at which it is told whether a picture shows text."""

WHITE = 255


def pictures_of_print(page: Page, sheet: pdfium.PdfPage) -> tuple[Box, ...]:
    """The boxes of those pictures of a page of text that may show a form, or text."""
    if page.turn or not any(map(_is_large_enough, page.pictures)):
        return ()
    small = sheet.render(scale=1, grayscale=True).to_numpy()
    return tuple(
        box
        for box in filter(_is_large_enough, page.pictures)
        if (_is_ruled(_cut(small, box, 1)) or area(box) >= LARGE * page.width * page.height)
        and _may_be_print(sheet, box)
    )


def _is_large_enough(box: Box) -> bool:
    return box[2] - box[0] >= SMALLEST[0] and box[3] - box[1] >= SMALLEST[1]


def _is_ruled(gray: Gray) -> bool:
    """Whether lines run over a picture both ways: few ways to tell are as quick, and most charts fail it."""
    if not gray.size:
        return False
    dark = gray < np.percentile(gray, 90) - DARKER
    return min(_rules(dark.mean(axis=1)), _rules(dark.mean(axis=0))) >= RULES


def _rules(shares: npt.NDArray[np.float64]) -> int:
    """How many rules run over a picture, by how much of each of its rows or columns is dark."""
    return sum(end - start <= THICKEST for start, end in runs_of((shares >= RULED).tolist()))


def _may_be_print(sheet: pdfium.PdfPage, box: Box) -> bool:
    scale = SAMPLED / 72
    return may_be_print(_cut(drawn(sheet, scale), box, scale), scale)


def drawn(sheet: pdfium.PdfPage, scale: float) -> Colour:
    """A page in colours, `scale` pixels a point."""
    picture: Colour = sheet.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
    return picture


def _cut(picture: Gray, box: Box, scale: float) -> Gray:
    left, top, right, bottom = (max(round(value * scale), 0) for value in box)
    return picture[top:bottom, left:right]


def alone(picture: Colour, boxes: Sequence[Box], scale: float) -> Colour:
    """The picture of a page with nothing but what stands in these boxes, in points."""
    empty = np.full_like(picture, WHITE)
    for box in boxes:
        _cut(empty, box, scale)[:] = _cut(picture, box, scale)
    return empty


def joined(found: RecognisedPage, page: Page, boxes: Sequence[Box]) -> Page:
    """A page with what was recognised in its pictures at `boxes`: as it is where that was no form and no
    text, or lies on its side."""
    if found.turn or not _is_print(found):
        return page
    upright = replace(found, width=shown_size(page)[0], height=shown_size(page)[1])
    after = max((char.run for char in page.chars), default=-1) + 1
    own = [char._replace(box=upright.turned_box(char.box)) for char in page.chars]
    return replace(
        upright,
        media=page.media,
        chars=(*own, *(char._replace(run=char.run + after) for char in found.chars)),
        stray=page.stray,
        rulings=(*page.rulings, *found.rulings),
        drawings=(*page.drawings, *found.drawings),
        pictures=tuple(box for box in page.pictures if box not in boxes),
        overprinted=page.overprinted,
        left_out=page.left_out,
        cuts=page.cuts,
    )


def _is_print(found: RecognisedPage) -> bool:
    areas = [grid.box for grid in grids_of(found)]
    inside, outside = [], 0
    for line in found.lines:
        middle = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
        if any(contains(box, middle) for box in areas):
            inside.append(line.text)
        else:
            outside += len(line.text)
    return says_something(inside, outside)

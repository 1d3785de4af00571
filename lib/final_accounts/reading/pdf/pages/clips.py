"""Clips across a page behind which the rest of a table is: browsers print what fits, and nothing beyond.

Of the cells that do not fit they draw those that their margin crosses, and only there they set a clip.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ....places import Box
from .drawings import MOST_OBJECTS, Ruling
from .geometry import Matrix, bounds, moved, moved_point
from .paper_edge import Cut

if TYPE_CHECKING:
    from .page import Char

NARROWER = 1.0
"""Points by which the margin at the right must be narrower than that at the left for clips to be looked at,
and by which a clip must cut something off."""

FURNITURE = 0.05
"""Share of the page's height, at its head and at its foot, where browsers print outside their margins."""

WINDOW = 0.5
"""Share of the page's width and height that a clip takes at least if it bounds all that the page shows."""


def behind_clips(
    page: pdfium.PdfPage,
    to_shown: Matrix,
    size: tuple[float, float],
    chars: Iterable[Char],
    rulings: Iterable[Ruling],
) -> tuple[Cut, ...]:
    """Where a clip that bounds the whole page cuts something off at the right.

    Clips are looked at only where text or rules reach farther into the right margin than into the left.
    """
    width, height = size
    top, foot = FURNITURE * height, (1 - FURNITURE) * height
    ends = [char.box[::2] for char in chars if top < char.origin[1] < foot]
    ends.extend((rule.start, rule.end) for rule in rulings if rule.horizontal)
    if not ends or width - max(end for _, end in ends) > min(start for start, _ in ends) - NARROWER:
        return ()
    return tuple(_clipped(page, to_shown, size))


def _clipped(page: pdfium.PdfPage, to_shown: Matrix, size: tuple[float, float]) -> Iterator[Cut]:
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        handle = raw.FPDFPage_GetObject(page.raw, index)
        clip = _window(raw.FPDFPageObj_GetClipPath(handle), to_shown, size)
        if clip is None:
            continue
        box = _bounds(handle, to_shown)
        if box is not None and box[0] < clip[2] < box[2] - NARROWER:
            is_text = raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_TEXT
            yield Cut((box[1] + box[3]) / 2, is_text, by_clip=True)


def _window(clip: raw.FPDF_CLIPPATH, to_shown: Matrix, size: tuple[float, float]) -> Box | None:
    """The one clip of an object if it bounds most of the page."""
    if not clip or raw.FPDFClipPath_CountPaths(clip) != 1:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in islice(range(raw.FPDFClipPath_CountPathSegments(clip, 0)), 9):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, 0, index), x, y)
        points.append(moved_point(to_shown, x.value, y.value))
    if not points:
        return None
    left, top, right, bottom = box = bounds(points)
    return box if right - left > WINDOW * size[0] and bottom - top > WINDOW * size[1] else None


def _bounds(handle: raw.FPDF_PAGEOBJECT, to_shown: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    return moved(to_shown, (left.value, bottom.value, right.value, top.value))

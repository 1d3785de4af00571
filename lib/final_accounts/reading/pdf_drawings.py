"""What is drawn on one PDF page: rulings, filled areas, curves and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..places import Box
from .pdf_dots import LONGEST_MARK, dotted_rules
from .pdf_geometry import IDENTITY, Matrix, Point, bounds, moved, moved_point, times
from .pdf_ink import Ground, Ink, fill_colour

THICKEST_RULE = 3.0
"""Points. A filled rectangle no thicker than this is a rule; a thicker one is shading or a bar."""

STRAIGHT = 0.75
"""Points. A stroke that strays no more than this from an axis is horizontal or vertical."""

SMALLEST_FRAME = (80.0, 50.0)
"""Points, width and height, from which an outline may frame a chart."""

MOST_OBJECTS = 200_000
"""Objects of a page that are looked at: a page of a report has some thousands, a bomb has more."""

DEEPEST_FORM = 8
"""Form objects nested deeper than this are not followed: no office program nests so deep, bombs do."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight rule along an axis: at `at` (y if horizontal, x if not) from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


def ruling_moved(matrix: Matrix, ruling: Ruling) -> Ruling:
    if ruling.horizontal:
        box = moved(matrix, (ruling.start, ruling.at, ruling.end, ruling.at))
    else:
        box = moved(matrix, (ruling.at, ruling.start, ruling.at, ruling.end))
    return _as_ruling(box)


def _as_ruling(box: Box) -> Ruling:
    left, top, right, bottom = box
    if bottom - top <= right - left:
        return Ruling(True, (top + bottom) / 2, left, right)
    return Ruling(False, (left + right) / 2, top, bottom)


def drawn_objects(
    page: pdfium.PdfPage, to_shown: Matrix
) -> tuple[tuple[Ruling, ...], tuple[Box, ...], tuple[Box, ...]]:
    """The rulings, drawn areas and pictures of a page."""
    rulings: list[Ruling] = []
    drawings: list[Box] = []
    pictures: list[Box] = []
    marks: list[Box] = []
    for handle, matrix in islice(_walk(page.raw, to_shown), MOST_OBJECTS):
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found, drawn = _path(handle, times(_matrix_of(handle), matrix), marks)
            rulings.extend(found)
            drawings.extend(drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(moved(times(_matrix_of(handle), matrix), (0.0, 0.0, 1.0, 1.0)))
    rulings.extend(_as_ruling(rule) for rule in dotted_rules(marks))
    return tuple(rulings), tuple(drawings), tuple(pictures)


def filled_areas(page: pdfium.PdfPage, to_shown: Matrix) -> list[Ground]:
    """The areas that a page fills with a colour, in the order of drawing."""
    grounds: list[Ground] = []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for handle, matrix in islice(_walk(page.raw, to_shown), MOST_OBJECTS):
        if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPath_GetDrawMode(handle, fill, stroke)
        if fill.value:
            ink = Ink(fill_colour(handle))
            shape = times(_matrix_of(handle), matrix)
            grounds.extend(Ground(bounds(points), ink) for points, _ in _subpaths(handle, shape))
    return grounds


def _walk(page: raw.FPDF_PAGE, matrix: Matrix) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _descend(raw.FPDFPage_GetObject(page, index), matrix, 0)


def _descend(
    handle: raw.FPDF_PAGEOBJECT, matrix: Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM:
        yield handle, matrix
        return
    if depth >= DEEPEST_FORM:
        return
    inner = times(_matrix_of(handle), matrix)
    for index in range(raw.FPDFFormObj_CountObjects(handle)):
        yield from _descend(raw.FPDFFormObj_GetObject(handle, index), inner, depth + 1)


def _matrix_of(handle: raw.FPDF_PAGEOBJECT) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _path(handle: raw.FPDF_PAGEOBJECT, matrix: Matrix, marks: list[Box]) -> tuple[list[Ruling], list[Box]]:
    """The rulings that a path object draws, or the area it fills; small marks are added to `marks`."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if not fill.value and not stroke.value:
        return [], []
    rulings: list[Ruling] = []
    drawings: list[Box] = []
    for points, curved in _subpaths(handle, matrix):
        box = bounds(points)
        width, height = box[2] - box[0], box[3] - box[1]
        if max(width, height) <= LONGEST_MARK and min(width, height) <= THICKEST_RULE:
            marks.append(box)
        if fill.value and not stroke.value and min(width, height) <= THICKEST_RULE:
            rulings.append(_as_ruling(box))
        elif stroke.value and not curved:
            rulings.extend(_straight_strokes(points))
        framed = width >= SMALLEST_FRAME[0] and height >= SMALLEST_FRAME[1]
        if curved or framed or (fill.value and min(width, height) > THICKEST_RULE):
            drawings.append(box)
    return [ruling for ruling in rulings if ruling.end - ruling.start > STRAIGHT], drawings


def _subpaths(handle: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """The connected stretches of a path as their points, and whether any part is a curve."""
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(handle)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(moved_point(matrix, x.value, y.value))
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, curved


def _straight_strokes(points: list[Point]) -> Iterator[Ruling]:
    for start, end in pairwise(points):
        box = bounds([start, end])
        if min(box[2] - box[0], box[3] - box[1]) <= STRAIGHT:
            yield _as_ruling(box)

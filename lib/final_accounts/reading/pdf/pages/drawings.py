"""What is drawn on one PDF page: rulings, filled areas, curves and images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ....places import Box
from . import pdfium_calls as calls
from .dots import LONGEST_MARK, dotted_rules
from .geometry import Matrix, Point, area, bounds, moved, moved_point, times
from .ink import Ground, Ink, fill_colours

THICKEST_RULE = 3.0
"""Points. A filled rectangle no thicker than this is a rule; a thicker one is shading or a bar."""

STRAIGHT = 0.75
"""Points. A stroke that strays no more than this from an axis is horizontal or vertical."""

ROUNDING = 0.01
"""Points by which two edges may differ that are meant to be one."""

SIMPLE = 5
"""Segments of a rectangle: a path of no more has one part."""

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
    shapes = _shapes(page, to_shown)
    rulings: list[Ruling] = []
    drawings: list[Box] = []
    marks: list[Box] = []
    for path in _paths([shape for shape in shapes if shape.kind == raw.FPDF_PAGEOBJ_PATH]):
        if path.is_filled or path.is_stroked:
            found, drawn = _drawn(path, marks)
            rulings.extend(found)
            drawings.extend(drawn)
    rulings.extend(_as_ruling(rule) for rule in dotted_rules(marks))
    images = [shape for shape in shapes if shape.kind == raw.FPDF_PAGEOBJ_IMAGE]
    pictures = tuple(moved(matrix, (0.0, 0.0, 1.0, 1.0)) for matrix in _matrices(images))
    return tuple(rulings), tuple(drawings), pictures


def filled_areas(page: pdfium.PdfPage, to_shown: Matrix) -> list[Ground]:
    """The areas that a page fills with a colour, in the order of drawing."""
    shapes = [shape for shape in _shapes(page, to_shown) if shape.kind == raw.FPDF_PAGEOBJ_PATH]
    colours = fill_colours([shape.handle for shape in shapes])
    return [
        Ground(bounds(points), Ink(colour or (0, 0, 0)))
        for path, colour in zip(_paths(shapes), colours, strict=True)
        if path.is_filled
        for points, _ in path.parts
    ]


class _Shape(NamedTuple):
    """An object of a page that is no text: its address, its kind, and the matrix of what it stands in."""

    handle: int
    kind: int
    matrix: Matrix


def _shapes(page: pdfium.PdfPage, matrix: Matrix) -> list[_Shape]:
    """The paths and images of a page, also those within form objects."""
    address = calls.address_of(page.raw)
    count = min(calls.count_objects(address), MOST_OBJECTS)
    handles = map(calls.page_object, repeat(address), range(count))
    return list(islice(_descended(handles, matrix, 0), MOST_OBJECTS))


def _descended(handles: Iterable[int], matrix: Matrix, depth: int) -> Iterator[_Shape]:
    for handle in handles:
        kind = calls.object_type(handle)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield _Shape(handle, kind, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            (inner,) = _matrices([_Shape(handle, kind, matrix)])
            count = min(calls.count_form_objects(handle), MOST_OBJECTS)
            yield from _descended(map(calls.form_object, repeat(handle), range(count)), inner, depth + 1)


def _matrices(shapes: Sequence[_Shape]) -> Iterator[Matrix]:
    """The matrix from the space of each object to the page as shown."""
    found = np.zeros((len(shapes), 6), dtype=np.float32)
    known = map(calls.object_matrix, [shape.handle for shape in shapes], calls.rows(found))
    for shape, is_known, (a, b, c, d, e, f) in zip(shapes, list(known), found.tolist(), strict=True):
        yield times((a, b, c, d, e, f), shape.matrix) if is_known else shape.matrix


class _Path(NamedTuple):
    """A path on the page as shown, by its connected parts: their points, and whether any of it is a curve.

    `fill` is how it is filled: alternating, where what lies in two of its parts is left open, or winding,
    where that depends on their direction; 0 if it is not.
    """

    fill: int
    is_stroked: bool
    parts: list[tuple[list[Point], bool]]

    @property
    def is_filled(self) -> bool:
        return bool(self.fill != raw.FPDF_FILLMODE_NONE)


def _paths(shapes: Sequence[_Shape]) -> Iterator[_Path]:
    handles = [shape.handle for shape in shapes]
    modes = np.zeros((len(shapes), 2), dtype=np.int32)
    calls.each(calls.draw_mode, handles, calls.rows(modes), calls.rows(modes, 1))
    counts = [max(count, 0) for count in map(calls.count_segments, handles)]
    is_simple = [
        bool(fill) and not stroke and count <= SIMPLE
        for (fill, stroke), count in zip(modes.tolist(), counts, strict=True)
    ]
    thin = _thin_areas([shape for shape, simple in zip(shapes, is_simple, strict=True) if simple])
    rules = [next(thin) if simple else None for simple in is_simple]
    ends = _segment_ends(
        [(handle, count) for handle, count, rule in zip(handles, counts, rules, strict=True) if rule is None]
    )
    for matrix, (fill, stroke), count, rule in zip(
        _matrices(shapes), modes.tolist(), counts, rules, strict=True
    ):
        parts = [(rule, False)] if rule else list(_parts(islice(ends, count), matrix))
        yield _Path(fill, bool(stroke), parts)


def _thin_areas(shapes: Sequence[_Shape]) -> Iterator[list[Point] | None]:
    """Of each filled path two corners if it is no thicker than a rule: nothing more need be known of it."""
    found = np.zeros((len(shapes), 4), dtype=np.float32)
    handles = [shape.handle for shape in shapes]
    known = map(calls.object_bounds, handles, *(calls.rows(found, side) for side in range(4)))
    for shape, is_known, box in zip(shapes, list(known), found.tolist(), strict=True):
        left, top, right, bottom = moved(shape.matrix, (box[0], box[1], box[2], box[3]))
        is_thin = is_known and min(right - left, bottom - top) <= THICKEST_RULE
        yield [(left, top), (right, bottom)] if is_thin else None


def _segment_ends(paths: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[float], int]]:
    """Kind, end and closing of each segment of some paths, which are given with how many they have."""
    segments = [
        segment
        for handle, count in paths
        for segment in map(calls.path_segment, repeat(handle), range(count))
    ]
    ends = np.zeros((len(segments), 2), dtype=np.float32)
    calls.each(calls.segment_point, segments, calls.rows(ends), calls.rows(ends, 1))
    kinds, closings = map(calls.segment_type, segments), map(calls.segment_closes, segments)
    return zip(kinds, ends.tolist(), closings, strict=True)


def _parts(
    segments: Iterable[tuple[int, list[float], int]], matrix: Matrix
) -> Iterator[tuple[list[Point], bool]]:
    """The connected stretches of a path, given by the kind, the end and the closing of its segments."""
    points: list[Point] = []
    curved = False
    for kind, (x, y), closes in segments:
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        points.append(moved_point(matrix, x, y))
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if closes:
            points.append(points[0])
    if points:
        yield points, curved


def _drawn(path: _Path, marks: list[Box]) -> tuple[list[Ruling], list[Box]]:
    """The rulings that a path draws, or the areas it fills; small marks are added to `marks`."""
    if (ring := _ring(path)) is not None:
        return ring
    rulings: list[Ruling] = []
    drawings: list[Box] = []
    for points, curved in path.parts:
        box = bounds(points)
        width, height = box[2] - box[0], box[3] - box[1]
        if max(width, height) <= LONGEST_MARK and min(width, height) <= THICKEST_RULE:
            marks.append(box)
        if path.is_filled and not path.is_stroked and min(width, height) <= THICKEST_RULE:
            rulings.append(_as_ruling(box))
        elif path.is_stroked and not curved:
            rulings.extend(_straight_strokes(points))
        framed = width >= SMALLEST_FRAME[0] and height >= SMALLEST_FRAME[1]
        if curved or framed or (path.is_filled and min(width, height) > THICKEST_RULE):
            drawings.append(box)
    return [ruling for ruling in rulings if ruling.end - ruling.start > STRAIGHT], drawings


def _ring(path: _Path) -> tuple[list[Ruling], list[Box]] | None:
    """The sides of a rectangle drawn as the area between it and a slightly smaller one, as borders of cells
    are; None if the path is something else."""
    if not path.is_filled or path.is_stroked or [curved for _, curved in path.parts] != [False, False]:
        return None
    (points, _), (others, _) = path.parts
    if path.fill == raw.FPDF_FILLMODE_WINDING and _is_clockwise(points) == _is_clockwise(others):
        return None
    outer, inner = sorted((bounds(points), bounds(others)), key=area, reverse=True)
    widths = inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]
    # Where a side has no width another border is drawn.
    if not (0.0 < max(widths) <= THICKEST_RULE and min(widths) >= -ROUNDING):
        return None
    left, top, right, bottom = ((at + of) / 2 for at, of in zip(outer, inner, strict=True))
    sides = (
        Ruling(False, left, outer[1], outer[3]),
        Ruling(True, top, outer[0], outer[2]),
        Ruling(False, right, outer[1], outer[3]),
        Ruling(True, bottom, outer[0], outer[2]),
    )
    drawn = [side for side, width in zip(sides, widths, strict=True) if width > ROUNDING]
    width, height = outer[2] - outer[0], outer[3] - outer[1]
    framed = width >= SMALLEST_FRAME[0] and height >= SMALLEST_FRAME[1]
    return [side for side in drawn if side.end - side.start > STRAIGHT], [outer] if framed else []


def _is_clockwise(points: Sequence[Point]) -> bool:
    """Whether the points of a closed line turn to the right, seen with y pointing down."""
    around = [*points, points[0]]
    return sum(x * later_y - later_x * y for (x, y), (later_x, later_y) in pairwise(around)) > 0


def _straight_strokes(points: list[Point]) -> Iterator[Ruling]:
    for start, end in pairwise(points):
        box = bounds([start, end])
        if min(box[2] - box[0], box[3] - box[1]) <= STRAIGHT:
            yield _as_ruling(box)

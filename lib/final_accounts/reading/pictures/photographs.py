"""Photographs of sheets of paper: the sheet is found on its darker ground and drawn as if seen from above."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from .curl import uncurled

Corners = npt.NDArray[np.float32]
"""Four rows of x and y: top left, top right, bottom right, bottom left."""

Line = tuple[float, float, float]
"""a, b, c of ax + by = c."""

Pixels = npt.NDArray[np.uint8]

WHITE = (255, 255, 255)
PAPER = 248
"""The level of evenly lit paper."""

SAMPLED = 1000
"""Pixels of the longer side of what the sheet is looked for in."""

COARSEST = 600
"""Pixels of the longer side of a photograph on which a page can be read, at least."""

CLOSED = 25
"""Pixels of the sample that text and rules are wide at most; filling them leaves the sheet alone."""

SMALLEST, LARGEST = 0.35, 0.97
"""Share of the picture that the sheet takes; a scan shows nothing else."""

DARKER = 0.7
"""How bright the ground is at most, as a share of the sheet: the coloured ground of a page on a screen is
brighter."""

STRAIGHT = 0.02
"""Share of its outline by which the edge of the sheet may leave a straight line."""

FRAME = 2
"""Pixels of the sample at its edges."""

ENDS = 0.05
"""Share of a side at each of its ends where the corners of the sheet may be bent."""

FEWEST_POINTS = 20
"""Points of the outline along a side by which its line is told."""


def flattened(picture: Image.Image) -> Image.Image:
    """A photograph's sheet alone, evenly lit, its edges those of the picture; any other picture as it is."""
    pixels = np.asarray(picture)
    corners = corners_of(np.asarray(picture.convert("L")))
    if corners is None:
        return picture
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = round(float(max(sides[0], sides[2]))), round(float(max(sides[1], sides[3])))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    sheet = cv2.warpPerspective(pixels, matrix, (width, height), borderValue=WHITE)
    return Image.fromarray(uncurled(_lit(np.asarray(sheet, dtype=np.uint8))))


def _lit(sheet: Pixels) -> Pixels:
    """The sheet as if light fell on all of it alike, its paper nearly white."""
    scale = min(SAMPLED / max(sheet.shape), 1.0)
    small = cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    paper = cv2.GaussianBlur(paper, (4 * CLOSED + 1, 4 * CLOSED + 1), 0)
    paper = cv2.resize(paper, sheet.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(sheet, paper, scale=PAPER), dtype=np.uint8)


def corners_of(gray: Pixels) -> Corners | None:
    """The corners of the sheet that a photograph shows, None if it shows none on a darker ground."""
    if max(gray.shape) < COARSEST:
        return None
    scale = min(SAMPLED / max(gray.shape), 1.0)
    small = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    filled = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    _, bright = cv2.threshold(cv2.GaussianBlur(filled, (9, 9), 0), 0, 255, cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    sheet = max(outlines, key=cv2.contourArea, default=None)
    if sheet is None:
        return None
    hull = cv2.convexHull(sheet)
    edge = np.asarray(cv2.approxPolyDP(hull, STRAIGHT * cv2.arcLength(hull, True), True), np.int32)
    share = cv2.contourArea(edge) / small.size
    if len(edge) != 4 or not SMALLEST <= share <= LARGEST or not _stands_out(small, edge):
        return None
    rough = _in_order(edge.reshape(4, 2).astype(np.float32))
    outline = sheet.reshape(-1, 2)
    # Where the sheet runs out of the picture its outline is that of the picture.
    within = ((outline > FRAME) & (outline < np.array(small.shape[::-1]) - 1 - FRAME)).all(axis=1)
    exact = _refined(rough, outline[within].astype(np.float32))
    return np.asarray((exact + 0.5) / scale - 0.5, np.float32)


def _stands_out(gray: Pixels, edge: npt.NDArray[np.int32]) -> bool:
    inside = cv2.fillConvexPoly(np.zeros(gray.shape, np.uint8), edge, 1).astype(bool)
    return float(np.median(gray[~inside])) <= DARKER * float(np.median(gray[inside]))


def _refined(corners: Corners, outline: npt.NDArray[np.float32]) -> Corners:
    """The corners where the lines cross that run along the sides of the outline: the corners themselves may
    be bent or rounded."""
    sides = [_line_along(outline, *ends) for ends in zip(corners, np.roll(corners, -1, axis=0), strict=True)]
    return np.array([_crossing(sides[at - 1], sides[at]) for at in range(4)], np.float32)


def _line_along(outline: npt.NDArray[np.float32], start: Corners, end: Corners) -> Line:
    """The line through those points of an outline that lie beside the middle part of one of its sides."""
    along = (end - start) / np.linalg.norm(end - start)
    reach, off = (outline - start) @ along, (outline - start) @ np.array([-along[1], along[0]])
    length = float(np.linalg.norm(end - start))
    middle = (reach > ENDS * length) & (reach < (1 - ENDS) * length) & (abs(off) < STRAIGHT * length)
    points = outline[middle] if middle.sum() >= FEWEST_POINTS else np.array([start, end])
    dx, dy, x, y = cv2.fitLine(points, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
    return dy, -dx, dy * x - dx * y


def _crossing(first: Line, second: Line) -> tuple[float, float]:
    (a, b, c), (d, e, f) = first, second
    determinant = a * e - b * d
    return (c * e - b * f) / determinant, (a * f - c * d) / determinant


def _in_order(corners: Corners) -> Corners:
    sums, differences = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return corners[order]

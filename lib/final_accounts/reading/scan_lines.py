"""Where the lines of text stand in the straightened picture of a page: in its cells and outside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from .pdf_cells import Grid, Region
from .scan_grid import runs_of
from .scan_image import Frame, Gray, ink_of

SMALLEST_MARK = 1.6
"""Points. A speck is smaller, the shortest dash or the lowest character is not."""

LARGEST_TYPE = 26.0
"""Points, width and height. What is larger is a figure."""

USUAL_TYPE = 9.0
"""Points of a character, where a page does not tell."""

MARGIN = 0.3
"""Heights of a character around a line, as the reading model was trained to see."""

LEAST_SCALE = 1.2
"""Pixels a point at which the finding model sees small type."""

Boxes = npt.NDArray[np.int64]
"""Rows of left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class TextSpot:
    """Where a line of text stands: the box of its ink, and the larger one to be read."""

    ink: Frame
    window: Frame


@dataclass(frozen=True, slots=True)
class Marks:
    """The connected spots of ink of a page, without specks and figures; `type_height` is the usual
    height of a character in pixels, `figures` are the boxes of what is too large to be a character."""

    boxes: Boxes
    figures: Boxes
    type_height: float


def marks_of(gray: Gray, scale: float) -> Marks:
    """The marks of an evened picture without rules; `scale` is pixels a point."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(gray), connectivity=8)
    boxes = np.column_stack((stats[1:, :2], stats[1:, :2] + stats[1:, 2:4])).astype(np.int64)
    longer = stats[1:, 2:4].max(axis=1)
    large = stats[1:, 2:4].min(axis=1) > LARGEST_TYPE * scale
    marks = boxes[(longer >= SMALLEST_MARK * scale) & ~large & (longer < 2 * LARGEST_TYPE * scale)]
    heights = marks[:, 3] - marks[:, 1]
    typical = heights[(heights > 4 * scale) & (heights < 18 * scale)]
    height = float(np.percentile(typical, 70)) if len(typical) >= 5 else USUAL_TYPE * scale
    return Marks(marks, boxes[large], height)


def cell_spots(marks: Marks, grid: Grid, scale: float) -> Iterator[TextSpot]:
    """The lines in the cells of a grid. A cell without marks has none."""
    for region in grid.regions:
        frame = _inner(region, scale)
        yield from _spots(_within(marks.boxes, frame), frame, marks.type_height)


def _inner(region: Region, scale: float) -> Frame:
    """A region in pixels without the rules around it."""
    left, top, right, bottom = (value * scale for value in region.box)
    half = max(1.0, 0.4 * scale)
    return round(left + half), round(top + half), round(right - half), round(bottom - half)


def _spots(boxes: Boxes, frame: Frame, height: float) -> Iterator[TextSpot]:
    """The lines that marks form, one below the other."""
    if not len(boxes):
        return
    top, foot = int(boxes[:, 1].min()), int(boxes[:, 3].max())
    filled = np.zeros(foot - top, dtype=bool)
    for start, end in boxes[:, [1, 3]] - top:
        filled[start:end] = True
    for start, end in _whole_lines(list(runs_of(filled.tolist())), height):
        middle = (boxes[:, 1] + boxes[:, 3]) / 2 - top
        own = boxes[(middle >= start) & (middle < end)]
        if len(own):
            ink = _around(own)
            yield TextSpot(ink, window_of(ink, frame, height))


def _whole_lines(runs: Sequence[tuple[int, int]], height: float) -> list[tuple[int, int]]:
    """Stretches of ink that are lines: strokes of one character that do not touch are joined."""
    lines: list[tuple[int, int]] = []
    for run in runs:
        if lines and run[1] - lines[-1][0] <= 1.35 * height and _is_part(lines[-1], run, height):
            lines[-1] = (lines[-1][0], run[1])
        else:
            lines.append(run)
    return lines


def _is_part(above: tuple[int, int], below: tuple[int, int], height: float) -> bool:
    """Whether one of two stretches is too low to be a line."""
    return min(above[1] - above[0], below[1] - below[0]) < 0.6 * height


def window_of(ink: Frame, frame: Frame, height: float) -> Frame:
    """The part of a frame that shows a line with the margin it needs, and as high as a character at least."""
    left, top, right, bottom = ink
    line = max(bottom - top, height)
    margin = round(MARGIN * min(line, 1.5 * height))
    extra = round((line - (bottom - top)) / 2)
    return (
        max(frame[0], left - margin),
        max(frame[1], top - margin - extra),
        min(frame[2], right + margin),
        min(frame[3], bottom + margin + extra),
    )


def loose_spots(
    find: Callable[[Gray], Sequence[Frame]], gray: Gray, grids: Sequence[Grid], marks: Marks, scale: float
) -> Iterator[TextSpot]:
    """The lines outside the grids, which `find` points out."""
    height, width = gray.shape
    rest = gray.copy()
    for grid in grids:
        left, top, right, bottom = (round(value * scale) for value in grid.box)
        rest[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = 255
    for start, end in _bands(grids, width, height, scale):
        for left, top, right, bottom in find(rest[start:end]):
            frame = (left, top + start, right, bottom + start)
            own = _within(marks.boxes, frame)
            if len(own):
                ink = _around(own)
                yield TextSpot(ink, window_of(ink, (0, start, width, end), ink[3] - ink[1]))


def _bands(grids: Sequence[Grid], width: int, height: int, scale: float) -> Iterator[tuple[int, int]]:
    """Top and foot of the stretches of a page that no wide table fills."""
    free = np.ones(height, dtype=bool)
    for grid in grids:
        if (grid.xs[-1] - grid.xs[0]) * scale > 0.6 * width:
            free[max(round(grid.ys[0] * scale), 0) : round(grid.ys[-1] * scale)] = False
    for start, end in runs_of(free.tolist()):
        if end - start >= 6 * scale:
            yield start, end


def _within(boxes: Boxes, frame: Frame) -> Boxes:
    """The boxes whose middle lies in a frame."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, top, right, bottom = frame
    return boxes[(x >= left) & (x < right) & (y >= top) & (y < bottom)]


def _around(boxes: Boxes) -> Frame:
    """The box around some boxes."""
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom

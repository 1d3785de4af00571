"""Where the marks of a straightened page stand, and the lines that they form in the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from ..pdf.ruled.cells import Grid, Region
from .grid import runs_of
from .image import Frame, Gray, ink_of

SMALLEST_MARK = 1.6
"""Points. A speck is smaller, the shortest dash or the lowest character is not."""

THICKEST_REST = 0.8
"""Points. What is no thicker and lies at the edge of a cell is what was left of a rule."""

LARGEST_TYPE = 26.0
"""Points, width and height. What is larger is a figure."""

USUAL_TYPE = 9.0
"""Points of a character, where a page does not tell."""

MARGIN = 0.3
"""Heights of a character around a line, as the reading model was trained to see."""

STICKING_OUT, FAR_OUT = 20, 0.25
"""Of how many marks of a line one may stick out, and by how many heights of the others it does."""

TIGHT, CUT, TOUCH = 1.05, 0.25, 0.15
"""Heights of a character: from line to line where they touch, about the middle of two where they are cut, and
by which a character may reach over the cut."""

MOST_TOUCHING = 0.34
"""Share of the marks of such lines that may reach farther over a cut. All those of one high line do."""

LOWEST = 0.35
"""Heights of a character that every letter, digit and word but 一 is high."""

Boxes = npt.NDArray[np.int64]
"""Rows of left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class TextSpot:
    """Where a line of text stands: the box of its ink, and the larger one to be read.

    `goes_on` says that another line stands below it in its cell: a number may be wrapped there; `alone`
    that the finding model did not see it, only its ink beside lines that it saw.
    """

    ink: Frame
    window: Frame
    goes_on: bool = False
    alone: bool = False


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
        inside = within(marks.boxes, frame)
        printed = inside[~_is_rest_of_rule(inside, frame, scale)]
        spots = list(spots_of(printed, frame, marks.type_height))
        yield from (replace(spot, goes_on=True) for spot in spots[:-1])
        yield from spots[-1:]


def _inner(region: Region, scale: float) -> Frame:
    """A region in pixels without the rules around it."""
    left, top, right, bottom = (value * scale for value in region.box)
    half = max(1.0, 0.4 * scale)
    return round(left + half), round(top + half), round(right - half), round(bottom - half)


def _is_rest_of_rule(boxes: Boxes, frame: Frame, scale: float) -> npt.NDArray[np.bool_]:
    """Which marks are thin and lie along an edge of their cell."""
    thick = max(1, round(THICKEST_REST * scale))
    left, top, right, foot = boxes.T
    level = (foot - top <= thick) & ((top <= frame[1] + 1) | (foot >= frame[3] - 1))
    upright = (right - left <= thick) & ((left <= frame[0] + 1) | (right >= frame[2] - 1))
    return np.asarray(level | upright)


def spots_of(boxes: Boxes, frame: Frame, height: float) -> Iterator[TextSpot]:
    """The lines that marks form, one below the other."""
    if not len(boxes):
        return
    top, foot = int(boxes[:, 1].min()), int(boxes[:, 3].max())
    filled = np.zeros(foot - top, dtype=bool)
    for start, end in boxes[:, [1, 3]] - top:
        filled[start:end] = True
    for run in _whole_lines(list(runs_of(filled.tolist())), height):
        lines = list(_touching_lines((run[0] + top, run[1] + top), boxes[:, [1, 3]], height))
        for start, end in lines:
            shared = np.minimum(boxes[:, 3], end) - np.maximum(boxes[:, 1], start)
            own = boxes[shared >= np.minimum(0.5 * (boxes[:, 3] - boxes[:, 1]), 0.4 * height)]
            if len(own):
                left, head, right, below = around(own)
                ink = left, max(head, start), right, min(below, end)
                # What is read of one of two lines that touch must not show the other.
                above = frame[1] if (start, end) == lines[0] else start
                under = frame[3] if (start, end) == lines[-1] else end
                yield TextSpot(ink, window_of(ink, (frame[0], above, frame[2], under), height))


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


def _touching_lines(run: tuple[int, int], extents: Boxes, height: float) -> Iterator[tuple[int, int]]:
    """A stretch of ink parted into the lines that touch in it, if it is as high as some and few marks go over
    from one to the next. `extents` are the tops and feet of all marks."""
    start, end = run
    count = round((end - start - height) / (TIGHT * height)) + 1
    inside = extents[(extents[:, 0] < end) & (extents[:, 1] > start)]
    for step in range(1, count):
        at = run[0] + step * (end - run[0]) / count
        near = range(round(at - CUT * height), round(at + CUT * height) + 1)
        cut = min(near, key=lambda row: (_over(inside, row, height), _over(inside, row, 0), abs(row - at)))
        if _over(inside, cut, height) > MOST_TOUCHING * len(inside):
            continue
        yield start, cut
        start = cut
    yield start, end


def _over(extents: Boxes, row: int, height: float) -> int:
    """How many marks go over a row, by more than a touch if a height of characters is given."""
    touch = TOUCH * height
    return int(((extents[:, 0] < row - touch) & (extents[:, 1] > row + touch)).sum())


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


def is_speck(spot: TextSpot, text: str, height: float) -> bool:
    """Whether what was read as a character is too low to be one: dirt, or a rough shade."""
    is_flat = not any(char.isalnum() and char != "一" for char in text)
    return spot.ink[3] - spot.ink[1] < LOWEST * height and not is_flat


def within(boxes: Boxes, frame: Frame) -> Boxes:
    """The boxes whose middle lies in a frame."""
    return boxes[is_within(boxes, frame)]


def is_within(boxes: Boxes, frame: Frame) -> npt.NDArray[np.bool_]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, top, right, bottom = frame
    return np.asarray((x >= left) & (x < right) & (y >= top) & (y < bottom))


def around(boxes: Boxes) -> Frame:
    """The box around some boxes. Of many in one line, the few that stick out far do not count: strokes that
    touch one of the next line."""
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    few = len(boxes) // STICKING_OUT
    if few:
        tops, feet = np.sort(boxes[:, 1]), np.sort(boxes[:, 3])
        head, foot = int(tops[few]), int(feet[-1 - few])
        far = FAR_OUT * (foot - head)
        top = head if head - top > far else top
        bottom = foot if bottom - foot > far else bottom
    return left, top, right, bottom

"""Where the lines of text stand in the straightened picture of a page: in its cells and outside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

SAME_LINE = 0.2
"""Share of the lower of two boxes by which their middles may differ in one line."""

SAME_HEIGHT = 1.5
"""How many times as high as the lower one the higher of two boxes in one line may be."""

WORD_GAP = 1.2
"""Heights of a line that may lie between two boxes of one line which the finding model parts."""

COLUMN_GAP = 1.5
"""Heights of a line from which a gap parts two texts, as the labels of a chart or two columns."""

GUTTER = 0.8
"""Heights of a character that a gutter is wide at least."""

GUTTER_GAP = 0.6
"""Heights of a line that it leaves free in a gutter at least: a column of a table may have few amounts."""

INNER = (0.35, 0.65)
"""Shares of the page's width between which a gutter lies."""

MOST_OVER = 0.1
"""Share of the lines that may run over a gutter: titles over both columns."""

FEWEST_LINES = 6
"""Lines that show a gutter."""

STICKING_OUT, FAR_OUT = 20, 0.25
"""Of how many marks of a line one may stick out, and by how many heights of the others it does."""

LEAST_STROKE = 0.45
"""Heights of a line that a stroke is long which the finding model may have lost beside a line: 一."""

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
        inside = _within(marks.boxes, frame)
        printed = inside[~_is_rest_of_rule(inside, frame, scale)]
        spots = list(_spots(printed, frame, marks.type_height))
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
        found = [(left, top + start, right, foot + start) for left, top, right, foot in find(rest[start:end])]
        band = _within(marks.boxes, (0, start, width, end))
        lines = list(_lines_of(found, band, gutter_of(band, width, marks.type_height)))
        for ink in lines:
            yield TextSpot(ink, window_of(ink, (0, start, width, end), ink[3] - ink[1]))
        for ink in _overlooked(band, lines, marks.type_height):
            yield TextSpot(ink, window_of(ink, (0, start, width, end), ink[3] - ink[1]), alone=True)


def gutter_of(boxes: Boxes, width: int, height: float) -> float | None:
    """The middle of a stretch about the middle of a page that the lines keep free, as between two columns."""
    covered = np.zeros(width + 1, dtype=np.int64)
    np.add.at(covered, np.clip(boxes[:, 0], 0, width), 1)
    np.add.at(covered, np.clip(boxes[:, 2], 0, width), -1)
    counts = np.cumsum(covered)
    most = int(counts.max(initial=0))
    first, last = (round(share * width) for share in INNER)
    if most < FEWEST_LINES:
        return None
    free = (counts[first:last] <= MOST_OVER * most).tolist()
    start, end = max(runs_of(free), key=lambda run: run[1] - run[0], default=(0, 0))
    is_between = start > 0 and end < last - first
    return first + (start + end) / 2 if is_between and end - start >= GUTTER * height else None


def _lines_of(found: Sequence[Frame], boxes: Boxes, gutter: float | None) -> Iterator[Frame]:
    """The ink of the lines that the finding model points out, made whole and parted at wide gaps.

    The model cuts a line where a character is faint or thin, and takes two texts side by side for one.
    """
    free = np.ones(len(boxes), dtype=bool)
    for frame in found:
        free &= ~_is_within(boxes, frame)
    for frame in _joined(found):
        inside = _is_within(boxes, frame)
        if not inside.any():
            continue
        left, top, right, foot = _around(boxes[inside])
        high = foot - top
        strokes = free & (boxes[:, 2] - boxes[:, 0] >= LEAST_STROKE * high)
        wider = (left - round(WORD_GAP * high), top, right + round(WORD_GAP * high), foot)
        inside |= strokes & _is_within(boxes, wider)
        yield from _parted(boxes[inside], COLUMN_GAP * high, gutter, GUTTER_GAP * high)


def _overlooked(boxes: Boxes, lines: Sequence[Frame], height: float) -> Iterator[Frame]:
    """Marks as high as a digit at the height of a line, but in none: the model overlooks single figures."""
    free = np.abs(boxes[:, 3] - boxes[:, 1] - 0.75 * height) <= 0.3 * height
    beside = np.zeros(len(boxes), dtype=bool)
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    for line in lines:
        free &= ~_is_within(boxes, line)
        beside |= np.abs(middles - (line[1] + line[3]) / 2) <= SAME_LINE * (line[3] - line[1])
    if not (free & beside).any():
        return
    for row in _spots(boxes[free & beside], (0, 0, int(boxes[:, 2].max()), int(boxes[:, 3].max())), height):
        yield from _parted(_within(boxes[free & beside], _widened(row.ink)), 0.6 * height)


def _widened(ink: Frame) -> Frame:
    return ink[0], ink[1], ink[2] + 1, ink[3] + 1


def _joined(frames: Sequence[Frame]) -> list[Frame]:
    """The boxes from left to right, those that follow one another in one line made one."""
    lines: list[Frame] = []
    for frame in sorted(frames):
        before = next((index for index, line in enumerate(lines) if _follows(line, frame)), None)
        if before is None:
            lines.append(frame)
        else:
            left, top, right, foot = lines[before]
            lines[before] = (left, min(top, frame[1]), max(right, frame[2]), max(foot, frame[3]))
    return lines


def _follows(line: Frame, frame: Frame) -> bool:
    lower, higher = sorted((line[3] - line[1], frame[3] - frame[1]))
    apart = abs(line[1] + line[3] - frame[1] - frame[3]) / 2
    level = higher <= SAME_HEIGHT * lower and apart <= SAME_LINE * lower
    return level and frame[0] - line[2] <= WORD_GAP * lower


def _parted(boxes: Boxes, gap: float, gutter: float | None = None, least: float = 0.0) -> Iterator[Frame]:
    """The boxes around the marks of a line, parted where nothing stands over a gap, or over a lesser one in
    the gutter."""
    ordered = boxes[np.argsort(boxes[:, 0], kind="stable")]
    reach = np.maximum.accumulate(ordered[:, 2])
    apart = ordered[1:, 0] - reach[:-1] >= gap
    if gutter is not None:
        in_gutter = (reach[:-1] <= gutter) & (gutter <= ordered[1:, 0])
        apart |= in_gutter & (ordered[1:, 0] - reach[:-1] >= least)
    cuts = np.flatnonzero(apart) + 1
    for part in np.split(ordered, cuts):
        yield _around(part)


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
    return boxes[_is_within(boxes, frame)]


def _is_within(boxes: Boxes, frame: Frame) -> npt.NDArray[np.bool_]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, top, right, bottom = frame
    return np.asarray((x >= left) & (x < right) & (y >= top) & (y < bottom))


def _around(boxes: Boxes) -> Frame:
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

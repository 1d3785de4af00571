"""Where the lines of text stand outside the tables of a scanned page, as the model that finds them says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..pdf.ruled.cells import Grid
from .grid import runs_of
from .image import Frame, Gray
from .lines import Boxes, Marks, TextSpot, around, is_within, spots_of, window_of, within

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

LEAST_STROKE = 0.45
"""Heights of a line that a stroke is long which the finding model may have lost beside a line: 一."""


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
        band = within(marks.boxes, (0, start, width, end))
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
        free &= ~is_within(boxes, frame)
    for frame in _joined(found):
        inside = is_within(boxes, frame)
        if not inside.any():
            continue
        left, top, right, foot = around(boxes[inside])
        high = foot - top
        strokes = free & (boxes[:, 2] - boxes[:, 0] >= LEAST_STROKE * high)
        wider = (left - round(WORD_GAP * high), top, right + round(WORD_GAP * high), foot)
        inside |= strokes & is_within(boxes, wider)
        yield from _parted(boxes[inside], COLUMN_GAP * high, gutter, GUTTER_GAP * high)


def _overlooked(boxes: Boxes, lines: Sequence[Frame], height: float) -> Iterator[Frame]:
    """Marks as high as a digit at the height of a line, but in none: the model overlooks single figures."""
    free = np.abs(boxes[:, 3] - boxes[:, 1] - 0.75 * height) <= 0.3 * height
    beside = np.zeros(len(boxes), dtype=bool)
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    for line in lines:
        free &= ~is_within(boxes, line)
        beside |= np.abs(middles - (line[1] + line[3]) / 2) <= SAME_LINE * (line[3] - line[1])
    if not (free & beside).any():
        return
    for row in spots_of(boxes[free & beside], (0, 0, int(boxes[:, 2].max()), int(boxes[:, 3].max())), height):
        yield from _parted(within(boxes[free & beside], _widened(row.ink)), 0.6 * height)


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
        yield around(part)


def _bands(grids: Sequence[Grid], width: int, height: int, scale: float) -> Iterator[tuple[int, int]]:
    """Top and foot of the stretches of a page that no wide table fills."""
    free = np.ones(height, dtype=bool)
    for grid in grids:
        if (grid.xs[-1] - grid.xs[0]) * scale > 0.6 * width:
            free[max(round(grid.ys[0] * scale), 0) : round(grid.ys[-1] * scale)] = False
    for start, end in runs_of(free.tolist()):
        if end - start >= 6 * scale:
            yield start, end

"""A number and the label of the next column that were taken for one line: parted where the ink has a gap.

In tables without rules a number at the right edge of its column all but touches the label that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .grid import runs_of
from .image import Frame, Gray
from .lines import TextSpot, window_of
from .models import LineReading

WIDE_GAP = 0.45
"""Heights of a line that are free at least between the two; within a sentence a number stands closer."""

_SIDE_BY_SIDE = re.compile(r"[\d,]+\.\d{1,2}\s?[\u4e00-\u9fff（].*|.*[\u4e00-\u9fff）]\s?[\d,]+\.\d{1,2}")


def parted_spots(
    ink: Gray, spots: Sequence[TextSpot], readings: Sequence[LineReading]
) -> Iterator[list[TextSpot]]:
    """For each line the spots that it consists of, one where there is nothing to part."""
    for spot, reading in zip(spots, readings, strict=True):
        gap = _widest_gap(ink, spot.ink) if _SIDE_BY_SIDE.fullmatch(reading.text) else None
        yield [spot] if gap is None else _cut_at(spot, *gap)


def _widest_gap(ink: Gray, frame: Frame) -> tuple[int, int] | None:
    """Left and right of the widest stretch of a line without ink, None if none is wide."""
    left, top, right, foot = frame
    inked = ink[top:foot, left:right].sum(axis=0)
    gaps = list(runs_of((inked == 0).tolist()))
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return (left + start, left + end) if end - start >= WIDE_GAP * (foot - top) else None


def _cut_at(spot: TextSpot, start: int, end: int) -> list[TextSpot]:
    left, top, right, foot = spot.ink
    middle = (start + end) // 2
    halves = ((left, top, start, foot), (end, top, right, foot))
    frames = ((0, 0, middle, spot.window[3]), (middle, 0, spot.window[2], spot.window[3]))
    return [
        replace(spot, ink=half, window=window_of(half, frame, foot - top))
        for half, frame in zip(halves, frames, strict=True)
    ]

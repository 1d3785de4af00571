"""A second look at recognised numbers: how many digits and marks their ink shows, whatever they are.

The reading model may drop a smudged digit and be sure of the rest. Its ink is still there: digits part
into tall strips of like width, points and commas into low ones at the foot of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from .grid import runs_of
from .image import Gray

TALL, LOW = 0.6, 0.45
"""Share of a line's height from which a strip of ink is a digit, and up to which it is a point or comma."""

FOOT = 0.5
"""Share of a line's height below which points and commas begin."""

SMALLEST_POINT = 0.08
"""Height and width of a point's ink as shares of the line's; what is smaller is dust."""

FEWEST_SAMPLES = 8
"""Digits of a page that must stand apart before it is known how wide its digits are."""

_PLAIN = re.compile(r"[\d.,]+")


SAME_EXTENT = 0.4
"""Share of the room of a mark by which a number may be longer or shorter than it should be."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What the ink of one line parts into, in heights of a digit: the widths of its tall strips, the
    room between two that are neighbours, how many low strips stand at its foot, and how long it is."""

    tall: tuple[float, ...]
    gaps: tuple[float, ...]
    low: int
    extent: float


def glyphs_of(ink: Gray) -> Glyphs:
    """The glyphs of a line of digits from its ink: 1 and 0, cut out to the ink's own height."""
    height = ink.shape[0]
    tall: list[int] = []
    gaps: list[int] = []
    heights: list[int] = []
    low, end = 0, None
    for start, stop in runs_of((ink.sum(axis=0) > 0).tolist()):
        rows = np.flatnonzero(ink[:, start:stop].any(axis=1))
        high = int(rows[-1]) + 1 - int(rows[0])
        if high >= TALL * height:
            tall.append(stop - start)
            heights.append(high)
            if end is not None:
                gaps.append(start - end)
            end = stop
        elif high <= LOW * height and rows[0] >= FOOT * height:
            low += int(ink[:, start:stop].sum() >= max(2, (SMALLEST_POINT * height) ** 2))
            end = None
    # A comma reaches below its line: the ink of 1,049 is higher than that of 1049.
    digit = median(heights) if heights else height
    return Glyphs(
        tuple(width / digit for width in tall),
        tuple(gap / digit for gap in gaps),
        low,
        ink.shape[1] / digit,
    )


def contradicted(numbers: Sequence[tuple[str, Glyphs]]) -> list[bool]:
    """For each number of a page whether its ink shows more or fewer digits or marks than were read.

    Digits that touch are told apart by the width of those that do not.
    """
    apart = [(text, glyphs) for text, glyphs in numbers if len(glyphs.tall) == _digits(text)]
    widths = [width for _, glyphs in apart for width in glyphs.tall]
    gaps = [gap for _, glyphs in apart for gap in glyphs.gaps]
    if len(widths) < FEWEST_SAMPLES or not gaps:
        return [False] * len(numbers)
    gap = median(gaps)
    digit = median(widths) + gap
    marked = [
        (glyphs.extent + gap - _digits(text) * digit) / glyphs.low
        for text, glyphs in apart
        if glyphs.low == len(text) - _digits(text) > 0
    ]
    pitch = _Pitch(digit, median(marked) if marked else 0.0, gap)
    return [_PLAIN.fullmatch(text) is not None and pitch.differs(text, shown) for text, shown in numbers]


@dataclass(frozen=True, slots=True)
class _Pitch:
    """The room that a digit and a mark take on a page, and the gap between two digits."""

    digit: float
    mark: float
    gap: float

    def differs(self, text: str, shown: Glyphs) -> bool:
        """Whether ink shows another count of digits or marks than a number has.

        Where blurred ink runs together its parts cannot be counted: then its length must tell.
        """
        marks = len(text) - _digits(text)
        parts = sum(max(1, round((width + self.gap) / self.digit)) for width in shown.tall)
        if parts == _digits(text) and shown.low == marks:
            return False
        expected = _digits(text) * self.digit + marks * self.mark - self.gap
        return abs(shown.extent - expected) > SAME_EXTENT * self.mark


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)

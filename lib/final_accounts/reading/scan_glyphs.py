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

from .scan_grid import runs_of
from .scan_image import Gray

TALL, LOW = 0.6, 0.45
"""Share of a line's height from which a strip of ink is a digit, and up to which it is a point or comma."""

FOOT = 0.5
"""Share of a line's height below which points and commas begin."""

SMALLEST_POINT = 0.08
"""Height and width of a point's ink as shares of the line's; what is smaller is dust."""

FEWEST_SAMPLES = 8
"""Digits of a page that must stand apart before it is known how wide its digits are."""

_PLAIN = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What the ink of one line parts into, in heights of the line: the widths of its tall strips, the
    room between two that are neighbours, and how many low strips stand at its foot."""

    tall: tuple[float, ...]
    gaps: tuple[float, ...]
    low: int


def glyphs_of(ink: Gray) -> Glyphs:
    """The glyphs of a line of digits from its ink: 1 and 0, cut out to the ink's own height."""
    height = ink.shape[0]
    tall: list[float] = []
    gaps: list[float] = []
    low, end = 0, None
    for start, stop in runs_of((ink.sum(axis=0) > 0).tolist()):
        rows = np.flatnonzero(ink[:, start:stop].any(axis=1))
        high = (int(rows[-1]) + 1 - int(rows[0])) / height
        if high >= TALL:
            tall.append((stop - start) / height)
            if end is not None:
                gaps.append((start - end) / height)
            end = stop
        elif high <= LOW and rows[0] >= FOOT * height:
            low += int(ink[:, start:stop].sum() >= max(2, (SMALLEST_POINT * height) ** 2))
            end = None
    return Glyphs(tuple(tall), tuple(gaps), low)


def contradicted(numbers: Sequence[tuple[str, Glyphs]]) -> list[bool]:
    """For each number of a page whether its ink shows more or fewer digits or marks than were read.

    Digits that touch are told apart by the width of those that do not.
    """
    apart = [glyphs for text, glyphs in numbers if len(glyphs.tall) == _digits(text)]
    widths = [width for glyphs in apart for width in glyphs.tall]
    gaps = [gap for glyphs in apart for gap in glyphs.gaps]
    if len(widths) < FEWEST_SAMPLES or not gaps:
        return [False] * len(numbers)
    gap = median(gaps)
    pitch = median(widths) + gap
    return [
        _PLAIN.fullmatch(text) is not None and _differs(text, shown, pitch, gap) for text, shown in numbers
    ]


def _differs(text: str, shown: Glyphs, pitch: float, gap: float) -> bool:
    digits = sum(max(1, round((width + gap) / pitch)) for width in shown.tall)
    return digits != _digits(text) or shown.low != len(text) - _digits(text)


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)

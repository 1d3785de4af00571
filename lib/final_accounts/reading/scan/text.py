"""Recognised lines become characters with boxes, so that what reads printed pages reads scanned ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median_low

from ...places import Box
from ..pdf.pages.geometry import bounds, moved_point
from ..pdf.pages.page import Char, Page

INSTALL = 'to read scans, install the recogniser: pip install "final-accounts[ocr]"'
"""What to do where the extra is missing."""

UNSURE_DIGIT = 0.9
"""How sure the model must be of each digit; what is below is told."""

WIDE, DIGIT, POINT = 1.0, 0.5, 0.28
"""Heights of a character that a Chinese character, a digit or letter, and a point or comma is wide."""

HALF_EMPTY = 0.5
"""Heights of a character that a Chinese bracket or stop leaves free on one side."""

FEWEST_UNITS = 4.0
"""Heights of a character that a line must be wide for its length to tell the size of its type."""

SAME_SIZE = 0.15
"""Share by which the types of two lines may differ and still be of one size."""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One recognised line: its mended text, the box of its ink in points, and how sure the model is of
    it, 0 to 1: of all its characters on the average, and of its least sure digit, None without digits.

    `certain` is False where a character was taken for the digit of its shape, and where the ink shows
    another count of digits. `others` are other numbers that a number may be, the likeliest first,
    `doubtful` the figures of a sentence that may be misread."""

    text: str
    box: Box
    sureness: float
    least_digit: float | None
    certain: bool = True
    others: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def chars_of(lines: Sequence[ScanLine]) -> tuple[Char, ...]:
    """The characters of all lines, each line drawn as one, its characters spread over it by their kind."""
    heights = _levelled([_type_height(line) for line in lines])
    return tuple(
        char
        for run, (line, height) in enumerate(zip(lines, heights, strict=True))
        for char in _spread(line, height, run)
    )


def _units(char: str) -> float:
    if ord(char) >= 0x2E80 or char in "“”‘’…—":
        return WIDE
    return POINT if char in ".,:;'|!() " else DIGIT


def _type_height(line: ScanLine) -> float:
    """The size of a line's type: from its length, or from its ink where it is too short to tell."""
    left, top, right, bottom = line.box
    ink = max(bottom - top, 1.0)
    units = _units_of(line.text)
    # Only Chinese characters are as high as their type: digits are lower, a wide stop lower still.
    by_ink = ink if any("\u4e00" <= char <= "\u9fff" for char in line.text) else ink / 0.75
    if units < FEWEST_UNITS:
        return by_ink
    return min(max((right - left) / units, 0.8 * by_ink), 1.3 * by_ink)


def _units_of(text: str) -> float:
    """How wide the ink of a text is, in heights of a character."""
    return max(sum(map(_units, text)) - _free_before(text) - _free_after(text), POINT)


def _free_before(text: str) -> float:
    return HALF_EMPTY if text[:1] in tuple("（《“【") else 0.0


def _free_after(text: str) -> float:
    return HALF_EMPTY if text[-1:] in tuple("）》”】。，、；：") else 0.0


def _levelled(heights: Sequence[float]) -> list[float]:
    """The sizes with those that only differ by measurement made equal."""
    rest = sorted(heights)
    levels: list[float] = []
    while rest:
        middle = median_low(rest)
        levels.append(middle)
        rest = [height for height in rest if abs(height - middle) > SAME_SIZE * middle]
    return [
        next((level for level in levels if abs(height - level) <= SAME_SIZE * level), height)
        for height in heights
    ]


def _spread(line: ScanLine, height: float, run: int) -> Iterator[Char]:
    left, top, right, bottom = line.box
    step = (right - left) / _units_of(line.text)
    middle = (top + bottom) / 2
    at = left - step * _free_before(line.text)
    for char in line.text:
        width = step * _units(char)
        box = (at, middle - height / 2, at + width, middle + height / 2)
        yield Char(char, box, (at, middle + 0.4 * height), run)
        at += width


@dataclass(frozen=True, slots=True)
class RecognisedPage(Page):
    """A page whose characters and rules were recognised in its picture, straightened by `skew` degrees."""

    lines: tuple[ScanLine, ...] = ()
    skew: float = 0.0

    def shown_box(self, box: Box) -> Box:
        """The box around a straightened one on the page as shown, which lies askew."""
        # super() without arguments does not work in a class with slots.
        return Page.shown_box(self, self._turned_by(box, -self.skew))

    def turned_box(self, shown: Box) -> Box:
        """The straightened box around one on the page as shown."""
        return self._turned_by(Page.turned_box(self, shown), self.skew)

    def _turned_by(self, box: Box, degrees: float) -> Box:
        """The box around a box turned counter-clockwise about the middle of the page."""
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        x, y = self.width / 2, self.height / 2
        matrix = (cosine, -sine, sine, cosine, x - cosine * x - sine * y, y + sine * x - cosine * y)
        return bounds([moved_point(matrix, *corner) for corner in product(box[::2], box[1::2])])


def shown_size(page: Page) -> tuple[float, float]:
    """Width and height of a page as shown, in points."""
    return (page.height, page.width) if page.turn % 2 else (page.width, page.height)

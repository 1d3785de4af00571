"""One scanned page from its picture: which way up it lies, its rules, its lines and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from ...places import Box
from ..pdf.pages.drawings import Ruling
from ..pdf.pages.geometry import moved, quarter_turns
from ..pdf.pages.page import Page
from ..pdf.ruled.grid import grids_of
from .glyphs import contradicted, glyphs_of
from .grid import rulings_of, without_rules
from .image import Colour, Gray, evened, ink_of, shrunk, skew_of, straightened, turned, without_stamps
from .lines import TextSpot, cell_spots, is_speck, marks_of, window_of
from .loose_lines import loose_spots
from .models import Finder, LineReading, Reader
from .numbers import FIGURE, figures_in_doubt, is_number, mended
from .parting import read_in_parts
from .text import UNSURE_DIGIT, RecognisedPage, ScanLine, chars_of, shown_size

POINTS = 72.0
"""Points an inch."""

SAMPLED = 150.0
"""Dots an inch at which it is told which way up a page lies."""

SAMPLES = 8
"""Lines that are read to tell which way up a page lies."""

UPRIGHT = 0.85
"""How sure the model is, on the average, of lines that stand upright."""

LEGIBLE = 0.5
"""How sure the model must be of a line outside tables: what is below is a scribble or a picture."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A straightened picture and how it came about: quarter turns clockwise, then `skew` degrees."""

    gray: Gray
    quarters: int
    skew: float


class Recogniser:
    """Recognises pages, one after the other, with models that are loaded once."""

    def __init__(self, models: Path, threads: int) -> None:
        self._reader = Reader(models, threads)
        self._finder = Finder(models, threads)
        cv2.setNumThreads(threads)

    def recognise(self, page: Page, picture: Colour) -> RecognisedPage:
        """The page with the characters and rules of its picture, which shows all of it."""
        width, _ = shown_size(page)
        scale = picture.shape[1] / width
        dpi = scale * POINTS
        sheet = self._upright(evened(without_stamps(picture, dpi), dpi), scale)
        rulings = rulings_of(sheet.gray, scale)
        frame = _frame(page, sheet, rulings)
        clean = without_rules(sheet.gray, rulings, scale)
        marks = marks_of(clean, scale)
        grids = grids_of(frame)
        read = partial(self._read, clean)
        cells = [spot for grid in grids for spot in cell_spots(marks, grid, scale)]
        loose = list(loose_spots(self._finder.find, clean, grids, marks, scale))
        kept = [
            *zip(cells, read(cells), strict=True),
            *(one for one in read_in_parts(ink_of(clean), loose, read) if _is_text(*one)),
        ]
        kept = [
            (spot, reading)
            for spot, reading in kept
            if reading.text.strip() and not is_speck(spot, reading.text, marks.type_height)
        ]
        lines = _looked_at_again(clean, kept, [_line(spot, reading, scale) for spot, reading in kept])
        figures = tuple(_in_points(box, scale) for box in marks.figures.tolist())
        return replace(frame, lines=lines, chars=chars_of(lines), drawings=figures)

    def _read(self, gray: Gray, spots: Sequence[TextSpot]) -> list[LineReading]:
        return self._reader.read([_cut(gray, spot) for spot in spots])

    def _upright(self, gray: Gray, scale: float) -> _Sheet:
        """The picture straightened and turned so that its lines are read from left to right."""
        skew = skew_of(gray)
        level = straightened(gray, skew)
        quarters = self._quarters(shrunk(level, SAMPLED / (scale * POINTS)), SAMPLED / POINTS)
        return _Sheet(turned(level, quarters) if quarters else level, quarters, skew)

    def _quarters(self, gray: Gray, scale: float) -> int:
        """Quarter turns clockwise after which the lines of a picture are read from left to right."""
        samples, sideways = _samples(gray, scale)
        quarters = 3 if sideways else 0
        if sideways:
            samples, _ = _samples(turned(gray, quarters), scale)
        if not samples:
            return quarters
        surely = self._sureness(samples)
        if surely >= UPRIGHT or surely >= self._sureness([turned(sample, 2) for sample in samples]):
            return quarters
        return (quarters + 2) % 4

    def _sureness(self, samples: Sequence[Gray]) -> float:
        return float(np.mean([reading.mean for reading in self._reader.read(samples)]))


def _samples(gray: Gray, scale: float) -> tuple[list[Gray], bool]:
    """Pictures of some lines of a page, and whether most of its lines run up or down instead.

    Characters stand closer to one another in a line than lines do, so smeared along the lines they
    become long strips, and smeared across them they do not.
    """
    clean = without_rules(gray, rulings_of(gray, scale), scale)
    ink = ink_of(clean)
    reach = max(2, round(0.5 * marks_of(clean, scale).type_height))
    along, across = _strips(ink, reach, False), _strips(ink, reach, True)
    length = sum(right - left for left, _, right, _ in along)
    if sum(foot - top for _, top, _, foot in across) > 1.5 * length:
        return [], True
    usual = float(np.median([foot - top for _, top, _, foot in along])) if along else 0.0
    lines = [box for box in along if 0.7 * usual <= box[3] - box[1] <= 1.5 * usual]
    lines.sort(key=lambda box: abs((box[2] - box[0]) - 6 * usual))
    frame = (0, 0, gray.shape[1], gray.shape[0])
    windows = [window_of(box, frame, usual) for box in lines[:SAMPLES]]
    return [clean[top:foot, left:right] for left, top, right, foot in windows], False


def _strips(ink: Gray, reach: int, upward: bool) -> list[tuple[int, int, int, int]]:
    """The boxes of the strips, four times as long as thick, that ink forms when smeared one way."""
    kernel = np.ones((reach, 1) if upward else (1, reach), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel))
    found = []
    for left, top, width, height, _ in stats[1:].tolist():
        long, thick = (height, width) if upward else (width, height)
        if thick >= reach and long >= 4 * thick:
            found.append((left, top, left + width, top + height))
    return found


def _frame(page: Page, sheet: _Sheet, rulings: tuple[Ruling, ...]) -> RecognisedPage:
    """The page turned as its picture was, with rules and without anything else."""
    width, height = shown_size(page)
    to_frame = quarter_turns(sheet.quarters, width, height)
    return RecognisedPage(
        number=page.number,
        width=height if sheet.quarters % 2 else width,
        height=width if sheet.quarters % 2 else height,
        turn=sheet.quarters,
        media=moved(to_frame, page.shown_box(page.media)),
        chars=(),
        stray=(),
        rulings=rulings,
        drawings=(),
        pictures=(),
        skew=sheet.skew,
    )


def _is_text(spot: TextSpot, reading: LineReading) -> bool:
    """Whether what was read outside tables is text; ink that the model overlooked may be a figure only."""
    if spot.alone:
        return reading.mean >= UNSURE_DIGIT and is_number(mended(reading.text)[0])
    return reading.mean >= LEGIBLE


def _cut(gray: Gray, spot: TextSpot) -> Gray:
    left, top, right, bottom = spot.window
    return gray[top:bottom, left:right]


def _line(spot: TextSpot, reading: LineReading, scale: float) -> ScanLine:
    text, certain = mended(reading.text, spot.goes_on)
    box = _in_points(spot.ink, scale)
    if is_number(text):
        # In a number whatever stands there counts, its marks too.
        others = (mended(other, spot.goes_on)[0] for other in reading.others)
        different = tuple(dict.fromkeys(other for other in others if other != text))
        return ScanLine(text, box, reading.mean, min(reading.sure), certain, different)
    # In a sentence a digit may be wrong, and nobody would see it.
    digits = [reading.sure[at] for found in FIGURE.finditer(reading.text) for at in range(*found.span())]
    doubtful = figures_in_doubt(reading.text, reading.sure, reading.others, UNSURE_DIGIT)
    return ScanLine(text, box, reading.mean, min(digits, default=None), certain, doubtful=doubtful)


def _looked_at_again(
    gray: Gray, kept: Sequence[tuple[TextSpot, LineReading]], lines: Sequence[ScanLine]
) -> tuple[ScanLine, ...]:
    """The lines, their numbers not certain where the ink contradicts them."""
    ink = ink_of(gray)
    numbers = {index: line.text for index, line in enumerate(lines) if is_number(line.text)}
    shown = []
    for index, text in numbers.items():
        left, top, right, bottom = kept[index][0].ink
        shown.append((text, glyphs_of(ink[top:bottom, left:right])))
    wrong = {index for index, differs in zip(numbers, contradicted(shown), strict=True) if differs}
    return tuple(replace(line, certain=False) if index in wrong else line for index, line in enumerate(lines))


def _in_points(box: Sequence[int], scale: float) -> Box:
    left, top, right, bottom = (value / scale for value in box)
    return left, top, right, bottom

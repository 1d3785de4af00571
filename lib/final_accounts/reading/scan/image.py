"""The picture of a scanned page made fit for reading: upright, evenly lit, without stamps.

Pictures are arrays of rows from the top; grey is 0 for black and 255 for white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
Colour = npt.NDArray[np.uint8]
"""Rows × columns × blue, green, red."""

Frame = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, the last two excluded."""

LARGEST_SKEW = 5.0
"""Degrees. Sheets lie more askew than this on no feeder; figures drawn askew do."""

FINEST_SKEW = 0.02
"""Degrees: less than a pixel over the width of a sheet at 300 dpi."""

COLOURED = 50
"""Levels between the strongest and the weakest of red, green and blue from which a pixel has a colour."""

SMALLEST_STAMP, LARGEST_STAMP = 14.0, 100.0
"""Millimetres, width and height. Seals measure 18 to 45, two may overlap; coloured print is no higher than a
line, the coloured rules of a table are wider."""

STAMP_GAP = 2.0
"""Millimetres between two strokes of one stamp."""

COLOUR_BLEED = 1.0
"""Millimetres, both sides together, by which compression smears the colour of a stroke."""

STAMP_GRAY = (60, 190)
"""The greys that a red or blue stamp has in a picture without colours."""

THINNEST_STAMP, THINNEST_STROKE = 0.7, 0.4
"""Millimetres of a stamp's frame and star, and of its other strokes."""

MOST_FILLED = 0.6
"""Share of its frame that a stamp inks at most. What fills more is a shaded cell or a chart."""

PAPER = 250
"""The grey of evened paper."""

FAINTEST, DARKEST = 55, 130
"""Levels below paper at which ink is told from it: the fewest, and the most where the paper is noisy."""

SHADE = 25
"""Levels below paper from which a pixel belongs to print or to dirt."""

PALE = 100
"""The grey of the darkest print from which a page is printed too pale."""

BLACK, MOST_DARKENED = 40, 2.5
"""The grey to which pale print is darkened, and how many times darker it gets at most: noise does, too."""

MILLIMETRES = 25.4


def without_stamps(picture: Colour, dpi: float) -> Gray:
    """The picture in grey, its seals and coloured stamps bleached, black under them kept.

    In a stamp's own colour channel its ink is nearly as bright as paper, and black print stays black. In
    a picture without colours a stamp is a middle grey, which its ink alone is over more than a hair.
    """
    gray = _gray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    blue, green, red = cv2.split(picture)
    brightest = _gray(cv2.max(cv2.max(blue, green), red))
    chroma = cv2.subtract(brightest, cv2.min(cv2.min(blue, green), red))
    coloured = ((chroma >= COLOURED) & (brightest >= 80)).astype(np.uint8)
    if coloured.any():
        return _bleached(gray, brightest, coloured, _stamps(coloured, dpi), dpi)
    stamps = _stamps(_evenly_gray(gray, THINNEST_STAMP, dpi), dpi)
    return _bleached(gray, gray, _evenly_gray(gray, THINNEST_STROKE, dpi), stamps, dpi) if stamps else gray


def _evenly_gray(gray: Gray, width: float, dpi: float) -> Gray:
    """1 where a picture is of a middle grey over so many millimetres, and over more pixels than the soft
    edge of a stroke has."""
    side = _odd(width / MILLIMETRES * dpi)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (max(side, 5), max(side, 5)))
    return _gray(cv2.morphologyEx(cv2.inRange(gray, *STAMP_GRAY), cv2.MORPH_OPEN, kernel) // 255)


def _bleached(gray: Gray, channel: Gray, stamped: Gray, stamps: Sequence[Frame], dpi: float) -> Gray:
    """The picture, what is stamped in it taken from a channel in which it is nearly white, and made so."""
    reach = _odd(COLOUR_BLEED / MILLIMETRES * dpi)
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    bleached = gray.copy()
    for left, top, right, bottom in stamps:
        spot = (slice(top, bottom), slice(left, right))
        level = max(float(np.percentile(channel[spot][stamped[spot] > 0], 20)), 1.0)
        whitened = cv2.convertScaleAbs(channel[spot], alpha=255 / level)
        bleached[spot] = np.where(cv2.dilate(stamped[spot], around) > 0, whitened, gray[spot])
    return bleached


def _stamps(coloured: Gray, dpi: float) -> list[Frame]:
    """Left, top, right and bottom of each stamp."""
    shrink = max(1, round(dpi / 75))
    small = cv2.resize(coloured, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    reach = _odd(STAMP_GAP / MILLIMETRES * dpi / shrink)
    joined = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    least, most = SMALLEST_STAMP / MILLIMETRES * dpi, LARGEST_STAMP / MILLIMETRES * dpi
    found = []
    for left, top, width, height, _ in (stats[index] * shrink for index in range(1, count)):
        inked = float(coloured[top : top + height, left : left + width].mean())
        if min(width, height) >= least and max(width, height) <= most and inked <= MOST_FILLED:
            found.append((int(left), int(top), int(left + width), int(top + height)))
    return found


def evened(gray: Gray, dpi: float) -> Gray:
    """The picture with white paper everywhere: shadows, yellowed paper and light shading divided away."""
    shrink = max(1, round(dpi / 40))
    small = cv2.resize(gray, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7)))
    paper = cv2.blur(paper, (7, 7))
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _darkened(_gray(cv2.divide(gray, np.maximum(paper, 40), scale=PAPER)))


def _darkened(gray: Gray) -> Gray:
    """An evened picture whose pale print is made as dark as print should be."""
    sample = gray[::3, ::3]
    print_ = sample[sample < PAPER - SHADE]
    darkest = float(np.percentile(print_, 10)) if print_.size else 0.0
    if darkest < PALE:
        return gray
    factor = min((PAPER - BLACK) / max(PAPER - darkest, 1.0), MOST_DARKENED)
    levels = np.arange(256)
    table = np.clip(PAPER - (PAPER - levels) * factor, 0, 255).astype(np.uint8)
    return _gray(cv2.LUT(gray, table))


def skew_of(gray: Gray) -> float:
    """Degrees by which the lines of an evened picture fall to the right; quarter turns do not matter.

    The angle at which rows and columns of ink are most unequal, that is, stand most in lines.
    """
    small = shrunk(gray, 1600 / max(gray.shape))
    ys, xs = np.nonzero(small < PAPER - FAINTEST)
    if len(ys) < 200:
        return 0.0
    if len(ys) > 120_000:
        chosen = np.random.default_rng(0).choice(len(ys), 120_000, replace=False)
        ys, xs = ys[chosen], xs[chosen]
    ys, xs = ys - ys.mean(), xs - xs.mean()
    best, step, reach = 0.0, 0.25, LARGEST_SKEW
    while True:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        angles = angles[np.abs(angles) <= LARGEST_SKEW]
        best = float(max(angles, key=lambda angle: _in_lines(ys, xs, math.radians(angle))))
        if step <= FINEST_SKEW:
            return round(best, 3)
        reach, step = step, step / 4


def _in_lines(ys: npt.NDArray[np.float64], xs: npt.NDArray[np.float64], angle: float) -> float:
    """How unequal the counts of ink are along rows and columns that fall by an angle."""
    sine, cosine = math.sin(angle), math.cos(angle)
    total = 0.0
    for along in (ys * cosine - xs * sine, xs * cosine + ys * sine):
        counts = np.bincount((along - along.min()).astype(np.int64)).astype(np.float64)
        total += float(np.square(np.diff(counts)).sum())
    return total


def straightened(gray: Gray, skew: float) -> Gray:
    """The picture turned about its middle so that lines which fell by `skew` degrees run level."""
    if abs(skew) < FINEST_SKEW:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
    return _gray(cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,)))


def shrunk(gray: Gray, factor: float) -> Gray:
    """The picture made smaller by a factor below 1; any other factor leaves it as it is."""
    if factor >= 1:
        return gray
    return _gray(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def turned(gray: Gray, quarters: int) -> Gray:
    """The picture after quarter turns clockwise."""
    return np.ascontiguousarray(np.rot90(gray, -quarters))


def ink_of(gray: Gray) -> Gray:
    """1 where an evened picture is inked, 0 where it is not, however noisy its paper is."""
    sample = gray[::7, ::5].astype(np.int16)
    paper = sample[sample > PAPER - 2 * FAINTEST]
    noise = float(np.percentile(np.abs(paper - PAPER), 68)) if paper.size else 0.0
    return (gray < PAPER - min(max(FAINTEST, 5 * noise), DARKEST)).astype(np.uint8)


def _odd(length: float) -> int:
    """The odd whole number nearest to a length, 3 at least: the side of a structuring element."""
    return max(3, 2 * round((length - 1) / 2) + 1)


def _gray(picture: npt.NDArray[np.generic] | cv2.typing.MatLike) -> Gray:
    return np.asarray(picture, dtype=np.uint8)

"""Sheets that were curled when they were photographed: their rules, or lines, tell how, and are levelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Map = npt.NDArray[np.float32]
Line = npt.NDArray[np.float64]
"""Rows of x and y: the middle of a line from its left end to its right."""

LONG = 0.35
"""Share of the sheet over which a rule runs that tells of its curl."""

PIECE = 40
"""Pixels of a rule that are straight, however the sheet is curled."""

THIN = 8
"""Pixels that a rule is thick at most."""

HIGH = 60
"""Pixels that a line of text is high at most."""

SMEARED = 120
"""Pixels to either side over which the level of a line of text is told: its characters are no rule."""

STEP = 16
"""Pixels between two places at which the level of a line is told."""

BENDS, TURNS = 4, 2
"""Powers of x and of y by which a sheet curls: paper bends smoothly."""

FEWEST = 3
"""Rules or lines that tell of a curl at least."""

SLIGHT = 2.0
"""Pixels by which lines may stray: less disturbs nothing."""

FAINTEST = 14
"""Levels by which a rule must at least be darker than the paper beside it."""


def uncurled(sheet: Pixels) -> Pixels:
    """The sheet with its long rules straight and level, and with them what stands between."""
    # What is left after the first time is told better, for the lines run level by then.
    level = _levelled(_levelled(sheet, with_text=True), with_text=True)
    turned = _levelled(np.ascontiguousarray(level.swapaxes(0, 1)), with_text=False)
    return np.ascontiguousarray(turned.swapaxes(0, 1))


def _levelled(sheet: Pixels, with_text: bool) -> Pixels:
    """The sheet with its horizontal rules level, and the lines of text above, below or without any."""
    dark = _dark(np.asarray(cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY), dtype=np.uint8))
    lines = list(_rules(dark))
    if with_text:
        lines += [line for line in _lines(dark) if not _is_between(line, lines)]
    if len(lines) < FEWEST:
        return sheet
    height, width = sheet.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    ups = cv2.resize(_ups(lines, across, down), (width, height), interpolation=cv2.INTER_LINEAR)
    if float(np.abs(ups).max()) <= SLIGHT:
        return sheet
    flat = cv2.remap(sheet, across, down + ups, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8)


def _ups(lines: Sequence[Line], across: Map, down: Map) -> Map:
    """By how many pixels the sheet lies lower than in its middle, at every STEP of these places: a smooth
    surface upon which each line would be level."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    terms = np.hstack([_terms(points, low, high), np.eye(len(lines))[owner]])
    found = np.linalg.lstsq(terms, points[:, 1], rcond=None)[0][: BENDS * (TURNS + 1)]
    places = np.stack([across[::STEP, ::STEP].ravel(), down[::STEP, ::STEP].ravel()], axis=1)
    # Where no line runs the sheet goes on as at the nearest one.
    ups = _terms(places.clip(low, high), low, high) @ found
    return np.asarray(ups.reshape(across[::STEP, ::STEP].shape), dtype=np.float32)


def _terms(points: Line, low: npt.NDArray[np.float64], high: npt.NDArray[np.float64]) -> Line:
    """The powers of x and y at some points, both from -1 to 1."""
    x, y = ((2 * points - low - high) / (high - low)).T
    return np.stack([x**bend * y**turn for bend in range(1, BENDS + 1) for turn in range(TURNS + 1)], axis=1)


def _is_between(line: Line, rules: Sequence[Line]) -> bool:
    """Whether a line of text stands among rules, which tell the curl better."""
    levels = [_level(rule) for rule in rules]
    return bool(levels) and min(levels) - HIGH <= _level(line) <= max(levels) + HIGH


def _level(line: Line) -> float:
    return float(line[:, 1].mean())


def _dark(gray: Pixels) -> Pixels:
    """1 where the sheet is darker than around it."""
    side = 2 * (gray.shape[1] // 120) + 11
    dark = cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, FAINTEST)
    return np.asarray(dark, dtype=np.uint8)


def _rules(dark: Pixels) -> Iterator[Line]:
    """The long horizontal rules of a sheet."""
    strokes = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, 9), np.uint8))
    strokes = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((1, PIECE), np.uint8))
    return _traced(np.asarray(strokes, dtype=np.uint8), THIN, STEP)


def _lines(dark: Pixels) -> Iterator[Line]:
    """The long lines of text, the characters of each smeared into one stroke."""
    clean = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    strokes = cv2.morphologyEx(clean, cv2.MORPH_CLOSE, np.ones((1, PIECE), np.uint8))
    return _traced(np.asarray(strokes, dtype=np.uint8), HIGH, SMEARED)


def _traced(strokes: Pixels, thickest: int, smoothed: int) -> Iterator[Line]:
    """The middle of each long stroke, over `smoothed` pixels to either side."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes)
    for index in range(1, count):
        left, top, width, height, area = stats[index].tolist()
        if width < LONG * strokes.shape[1] or area > thickest * width:
            continue
        part = labels[top : top + height, left : left + width] == index
        thick = part.sum(axis=0)
        seen = np.flatnonzero(thick)
        middles = (part * np.arange(height)[:, None]).sum(axis=0)[seen] / thick[seen] + top
        window = np.ones(2 * smoothed + 1) / (2 * smoothed + 1)
        smooth = np.convolve(np.pad(middles, smoothed, "edge"), window, "valid")
        yield np.stack([seen + left, smooth], axis=1)[::STEP]

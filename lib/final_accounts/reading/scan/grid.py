"""The rules of a scanned page, found in its picture, and the picture without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ..pdf.pages.drawings import Ruling
from .image import Gray

SHORTEST_RULE = 11.0
"""Points. The rows of a form are no lower, and few strokes of its type are as long."""

SURE_RULE = 60.0
"""Points from which a straight stroke is a rule, whatever it meets. No character is as large."""

UNBROKEN = 30.0
"""Points that such a rule must run without a break: strokes of characters in one line, as of 一 and 部,
are shorter."""

MOST_STROKES = 3000
"""Short strokes of a page that are looked at, the longest first; a form has some hundred."""

LONGEST_BREAK = 1.2
"""Points of a rule that a scanner may lose."""

SAME_LINE, JOINED = 0.8, 5.0
"""Points across and along by which two strokes may lie apart and still be parts of one broken rule."""

FAINTEST = 14
"""Levels by which a rule must at least be darker than the paper beside it."""

MOST_BEND = 0.25
"""Points by which the middle of a short rule may stray: the ring of a seal strays more."""

THICKEST_RULE = 2.6
"""Points. What is thicker is a shaded area or a bar of a chart."""

REACH = 1.2
"""Points by which a rule may miss the one that it meets."""


def rulings_of(gray: Gray, scale: float) -> tuple[Ruling, ...]:
    """The rules of an upright, evened picture in points; `scale` is pixels a point.

    Strokes that are short and do not end at rules are parts of characters.
    """
    dark = _dark(gray, scale)
    found = [*_mended(_rules(dark, scale, True)), *_mended(_rules(dark, scale, False))]
    found.sort(key=lambda stroke: _length(stroke[0]), reverse=True)
    kept = [rule for rule, part in found if _length(rule) >= SURE_RULE and part >= UNBROKEN]
    rest = [rule for rule, part in found if _length(rule) < SURE_RULE or part < UNBROKEN][:MOST_STROKES]
    while True:
        # The box of a character has sides that meet each other, but no rule that is surely one.
        added = [rule for rule in rest if _is_held(rule, kept)]
        if not added:
            return tuple(kept)
        kept.extend(added)
        rest = [rule for rule in rest if rule not in added]


def _length(rule: Ruling) -> float:
    return rule.end - rule.start


def _dark(gray: Gray, scale: float) -> Gray:
    """1 where a picture is darker than around it: hairlines, which a fixed threshold would lose, too."""
    side = 2 * round(4 * scale) + 1
    return np.asarray(
        cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, FAINTEST),
        dtype=np.uint8,
    )


def _rules(dark: Gray, scale: float, horizontal: bool) -> Iterator[Ruling]:
    """Straight strokes one way that are long and thin enough."""
    gap = max(3, round(LONGEST_BREAK * scale))
    length = max(8, round(SHORTEST_RULE * scale))
    closing, opening = ((gap, 1), (length, 1)) if horizontal else ((1, gap), (1, length))
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(closing[::-1], np.uint8))
    strokes = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(opening[::-1], np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(strokes)
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        long, thick = (width, height) if horizontal else (height, width)
        # A rule that is not quite level fills its frame thinly: its area tells how thick it is.
        if area / long > THICKEST_RULE * scale or thick > 3 * THICKEST_RULE * scale:
            continue
        part = labels[top : top + height, left : left + width] == index
        if long < SURE_RULE * scale and _bend(part if horizontal else part.T) > MOST_BEND * scale:
            continue
        at = middles[index][1 if horizontal else 0] + 0.5
        start = left if horizontal else top
        yield Ruling(horizontal, float(at) / scale, start / scale, (start + long) / scale)


def _mended(rules: Iterable[Ruling]) -> list[tuple[Ruling, float]]:
    """The strokes of one direction, those that lie in one line with a short break between them joined;
    each with the length of its longest part."""
    whole: list[tuple[Ruling, float]] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        before = next(
            (
                index
                for index, (other, _) in enumerate(whole)
                if abs(other.at - rule.at) <= SAME_LINE and -SHORTEST_RULE <= rule.start - other.end <= JOINED
            ),
            None,
        )
        if before is None:
            whole.append((rule, _length(rule)))
            continue
        other, longest = whole[before]
        parts = _length(other), _length(rule)
        at = (other.at * parts[0] + rule.at * parts[1]) / sum(parts)
        joined = Ruling(rule.horizontal, at, other.start, max(other.end, rule.end))
        whole[before] = joined, max(longest, _length(rule))
    return whole


def _bend(stroke: npt.NDArray[np.bool_]) -> float:
    """By how many pixels the middle of a horizontal stroke strays from the line between its ends."""
    third = stroke.shape[1] // 3
    levels = np.arange(stroke.shape[0])
    start, middle, end = (
        float(np.average(levels, weights=part.sum(axis=1)))
        for part in (stroke[:, :third], stroke[:, third:-third], stroke[:, -third:])
    )
    return abs(middle - (start + end) / 2)


def _is_held(rule: Ruling, others: Sequence[Ruling]) -> bool:
    """Whether a stroke ends at rules that cross it on either side, as the line of a cell does."""
    crossing = [
        other.at
        for other in others
        if other.horizontal != rule.horizontal and other.start - REACH <= rule.at <= other.end + REACH
    ]
    return all(any(abs(at - end) <= REACH for at in crossing) for end in (rule.start, rule.end))


def without_rules(gray: Gray, rulings: Sequence[Ruling], scale: float) -> Gray:
    """The picture with its rules painted white, so that none is taken for a stroke of a character."""
    cleaned = gray.copy()
    half = max(2, round(0.9 * scale))
    for rule in rulings:
        at, start, end = (round(value * scale) for value in (rule.at, rule.start, rule.end))
        across, along = slice(max(at - half, 0), at + half + 1), slice(max(start - half, 0), end + half + 1)
        cleaned[(across, along) if rule.horizontal else (along, across)] = 255
    return cleaned


def runs_of(filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end (excluded) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(filled, dtype=np.int8), [0]))))
    yield from ((int(start), int(end)) for start, end in list(pairwise(edges.tolist()))[::2])

"""The rules of a scanned page, found in its picture, and the picture without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, mul

import cv2
import numpy as np
import numpy.typing as npt

from ..pdf.pages.drawings import Ruling
from .image import FAINTEST as INK
from .image import PAPER, Gray

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

ONE_STEP = 0.75
"""Pixels of it that one step makes in a rule that is not quite level."""

THICKEST_RULE = 2.6
"""Points. What is thicker is a shaded area or a bar of a chart."""

REACH = 1.5
"""Points by which the end of a rule may miss the middle of the one that it meets, which may be thick."""

DOT, DOT_THICKNESS, DOT_GAP = 7.0, 1.5, 3.2
"""Points: the longest dash of a dotted rule, or cross of two, how thick it is, and the room between two."""

SHORTEST_DOTTED = 20.0
"""Points without a longer gap."""

LEAST_PIXELS = 4
"""Pixels that even the thinnest dash may be thick: scanners blur."""

LEAST_DASHED = 0.25
"""Share of a dotted rule that is dashes. Digits between two rules stand as close, but are none."""

LEAST_CROSSED = 2
"""Rules that cross a dotted one. The dots of a table of contents are crossed by none."""

LEAST_CUT = 8.0
"""Points that the sides of such a row are long."""

LEAST_APART = 24.0
"""Points between two uprights that hang from one rule to one level, or stand on it from one, where a page
cuts a row. Strokes of a character that touches a rule lie closer."""

_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class _Broken:
    """One rule of a picture from the strokes of one line into which it is broken, from its start on."""

    strokes: tuple[Ruling, ...]

    @property
    def whole(self) -> Ruling:
        lengths = [_length(stroke) for stroke in self.strokes]
        at = sum(map(mul, (stroke.at for stroke in self.strokes), lengths)) / sum(lengths)
        end = max(stroke.end for stroke in self.strokes)
        return Ruling(self.strokes[0].horizontal, at, self.strokes[0].start, end)

    @property
    def is_sure(self) -> bool:
        return _length(self.whole) >= SURE_RULE and max(map(_length, self.strokes)) >= UNBROKEN


def rulings_of(gray: Gray, scale: float) -> tuple[Ruling, ...]:
    """The rules of an upright, evened picture in points; `scale` is pixels a point.

    Strokes that are short and do not end at rules are parts of characters.
    """
    dark = _dark(gray, scale)
    strokes = [*_strokes(dark, scale, True), *_strokes(dark, scale, False)]
    strokes.extend(_dotted(dark, scale, [stroke for stroke in strokes if _length(stroke) >= SURE_RULE]))
    broken = [*_mended(stroke for stroke in strokes if stroke.horizontal)]
    broken.extend(_mended(stroke for stroke in strokes if not stroke.horizontal))
    sure = [rule.whole for rule in broken if rule.is_sure]
    found = [part for rule in broken for part in _without_text(rule, sure)]
    kept = [rule.whole for rule in found if rule.is_sure]
    unsure = [rule.whole for rule in found if not rule.is_sure]
    rest = sorted(unsure, key=_length, reverse=True)[:MOST_STROKES]
    while True:
        # The box of a character has sides that meet each other, but no rule that is surely one.
        added = [rule for rule in rest if _is_held(rule, kept)]
        if not added:
            return (*kept, *_cut_rows(rest, kept))
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


def _strokes(
    dark: Gray,
    scale: float,
    horizontal: bool,
    longest_break: float = LONGEST_BREAK,
    least: float = SHORTEST_RULE,
) -> Iterator[Ruling]:
    """Straight strokes one way that are long and thin enough."""
    gap = max(3, round(longest_break * scale))
    length = max(8, round(least * scale))
    closing, opening = ((gap, 1), (length, 1)) if horizontal else ((1, gap), (1, length))
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(closing[::-1], np.uint8))
    strokes = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(opening[::-1], np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(strokes)
    bend = max(MOST_BEND * scale, ONE_STEP)
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        long, thick = (width, height) if horizontal else (height, width)
        # A rule that is not quite level fills its frame thinly: its area tells how thick it is.
        if area / long > THICKEST_RULE * scale or thick > 3 * THICKEST_RULE * scale:
            continue
        part = labels[top : top + height, left : left + width] == index
        if long < SURE_RULE * scale and _bend(part if horizontal else part.T) > bend:
            continue
        at = middles[index][1 if horizontal else 0] + 0.5
        start = left if horizontal else top
        yield Ruling(horizontal, float(at) / scale, start / scale, (start + long) / scale)


def _dotted(dark: Gray, scale: float, solid: Sequence[Ruling]) -> list[Ruling]:
    """Rules of dots or dashes that cross others, as those of a table do."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    thin = max(DOT_THICKNESS * scale, LEAST_PIXELS)
    is_part = (np.maximum(wide, high) <= DOT * scale) & (area <= thin * (wide + high))
    is_part[0] = False
    parts = is_part.astype(np.uint8)[labels]
    found = []
    for horizontal, thick in ((True, high), (False, wide)):
        dashes = (is_part & (thick <= thin)).astype(np.uint8)[labels]
        for rule in _strokes(parts, scale, horizontal, DOT_GAP, SHORTEST_DOTTED):
            if _along(dashes, rule, scale).mean() >= LEAST_DASHED:
                found.append(rule)
    others = [*solid, *found]
    return [rule for rule in found if len(_crossing(rule, others)) >= LEAST_CROSSED]


def _along(ink: Gray, rule: Ruling, scale: float) -> npt.NDArray[np.bool_]:
    """Where a rule has ink, from its start to its end."""
    at, start, end, reach = (round(value * scale) for value in (rule.at, rule.start, rule.end, DOT_THICKNESS))
    lines = ink if rule.horizontal else ink.T
    return np.asarray(lines[max(at - reach, 0) : at + reach + 1, start:end].any(axis=0))


def _mended(rules: Iterable[Ruling]) -> list[_Broken]:
    """The strokes of one direction, those that lie in one line with a short break between them joined."""
    broken: list[_Broken] = []
    wholes: list[Ruling] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        before = next((index for index, other in enumerate(wholes) if _continues(other, rule)), None)
        if before is None:
            broken.append(_Broken((rule,)))
            wholes.append(rule)
        else:
            broken[before] = _Broken((*broken[before].strokes, rule))
            wholes[before] = broken[before].whole
    return broken


def _continues(before: Ruling, rule: Ruling) -> bool:
    return abs(before.at - rule.at) <= SAME_LINE and -SHORTEST_RULE <= rule.start - before.end <= JOINED


def _without_text(rule: _Broken, others: Sequence[Ruling]) -> Iterator[_Broken]:
    """A rule apart from the strokes behind its last cell or before its first one: characters of the next
    cell that stand in line with it."""
    strokes = rule.strokes
    crossing = _crossing(rule.whole, others)
    while len(strokes) > 1 and _meets(strokes[-2].end, crossing) and not _meets(strokes[-1].end, crossing):
        yield _Broken(strokes[-1:])
        strokes = strokes[:-1]
    while len(strokes) > 1 and _meets(strokes[1].start, crossing) and not _meets(strokes[0].start, crossing):
        yield _Broken(strokes[:1])
        strokes = strokes[1:]
    yield _Broken(strokes)


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
    crossing = _crossing(rule, others)
    return _meets(rule.start, crossing) and _meets(rule.end, crossing)


def _crossing(rule: Ruling, others: Iterable[Ruling]) -> list[float]:
    """Where rules cross another along it."""
    return [
        other.at
        for other in others
        if other.horizontal != rule.horizontal
        and other.start - REACH <= rule.at <= other.end + REACH
        and rule.start - REACH <= other.at <= rule.end + REACH
    ]


def _meets(end: float, crossing: Iterable[float]) -> bool:
    return any(abs(at - end) <= REACH for at in crossing)


def _cut_rows(rest: Iterable[Ruling], kept: Sequence[Ruling]) -> Iterator[Ruling]:
    """The uprights of rows that a page cuts: beyond the last rule, or before the first, and with their other
    ends on one level. The sides of the table are among them, or go on so far."""
    levels = [rule for rule in kept if rule.horizontal]
    uprights = [rule for rule in rest if not rule.horizontal]
    sides = [*uprights, *(rule for rule in kept if not rule.horizontal)]
    for level in levels:
        for near, far, way in ((_START, _END, 1), (_END, _START, -1)):
            ends = [
                rule.at
                for rule in sides
                if (far(rule) - level.at) * way >= LEAST_CUT and _covers(level, rule)
            ]
            if not (_meets(level.start, ends) and _meets(level.end, ends)):
                continue
            cut = [
                rule
                for rule in uprights
                if abs(near(rule) - level.at) <= REACH
                and _covers(level, rule)
                # In a row that ends at another rule it is a stroke of a character.
                and not any(_covers(other, rule) and (other.at - level.at) * way > REACH for other in levels)
            ]
            for rule in cut:
                if any(
                    abs(far(other) - far(rule)) <= REACH and abs(other.at - rule.at) >= LEAST_APART
                    for other in cut
                ):
                    yield rule


def _covers(level: Ruling, upright: Ruling) -> bool:
    return level.start - REACH <= upright.at <= level.end + REACH


def without_rules(gray: Gray, rulings: Sequence[Ruling], scale: float) -> Gray:
    """The picture with its rules painted white, so that none is taken for a stroke of a character."""
    cleaned = gray.copy()
    half = max(2, round(0.9 * scale))
    for rule in rulings:
        at, start, end = (round(value * scale) for value in (rule.at, rule.start, rule.end))
        lines = cleaned if rule.horizontal else cleaned.T
        along = slice(max(start - half, 0), end + half + 1)
        lines[max(at - half, 0) : at + half + 1, along] = 255
        for edge, beyond in ((at - half - 1, at - half - 2), (at + half + 1, at + half + 2)):
            if 0 <= beyond < len(lines):
                # A step of a rule that is not quite level: a line of single pixels reads as a 1.
                lines[edge, along][lines[beyond, along] > PAPER - INK] = 255
    return cleaned


def runs_of(filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end (excluded) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(filled, dtype=np.int8), [0]))))
    yield from ((int(start), int(end)) for start, end in list(pairwise(edges.tolist()))[::2])

"""Texts of several columns that were taken for one line: parted where the ink has a gap between them.

In tables without rules a number at the right edge of its column all but touches the label that follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .columns import WIDE, Gap, gaps_between_columns, gaps_of
from .image import Gray
from .lines import TextSpot, window_of
from .models import LineReading

WIDE_GAP = 0.45
"""Heights of a line that a gap is wide which parts an amount from what is beside it, though no neighbour
has that gap; within a sentence a number stands closer."""

_AMOUNT = r"-?[\d,]+\.\d\d"
_BESIDE_AMOUNT = re.compile(rf"{_AMOUNT}\s?[\u4e00-\u9fff（].*|.*[\u4e00-\u9fff）]\s?{_AMOUNT}|[\d,.\s-]+")
_HEADS = re.compile(r"[\u4e00-\u9fff]{2,}(?: [\u4e00-\u9fff]{2,})+")
"""Words with spaces between them, as heads of columns."""

_NUMERIC = re.compile(r"[-\d,.%]+")
_AMOUNTS = re.compile(_AMOUNT), re.compile(rf"{_AMOUNT}|\d{{3,7}}")
"""An amount, and what may stand in the column right of one. The digits of a single number may stand so far
apart, too, where one of them is a 1."""

FAR_GAP = 0.8
"""Heights of a line by which no digits of one number are apart."""

_ORDINAL = re.compile("[一二三四五六七八九十]+")
_OPEN = re.compile(r".*[,.、，。；：:（(《“≥≤-]")
_CLOSE = re.compile(r"[.,、，。；：:）)》”%].*")
_PARTS = re.compile(r".*[）)》”]"), re.compile(r"[（(《“].*")
"""What ends or begins a part of a sentence, of which another part stands beside it."""

_COUNTED = re.compile(r"[年月日万元个人次辆台项家批].*")
"""What follows a number without its being another column."""

Read = Callable[[Sequence[TextSpot]], list[LineReading]]


def read_in_parts(ink: Gray, spots: Sequence[TextSpot], read: Read) -> Iterator[tuple[TextSpot, LineReading]]:
    """What the lines outside ruled tables say, those parted that run over columns."""
    known: dict[TextSpot, LineReading] = {}

    def reading_of(wanted: Sequence[TextSpot]) -> list[LineReading]:
        new = [spot for spot in wanted if spot not in known]
        known.update(zip(new, read(new), strict=True))
        return [known[spot] for spot in wanted]

    gaps = gaps_between_columns(ink, [spot.ink for spot in spots])
    for index, (spot, reading) in enumerate(zip(spots, reading_of(spots), strict=True)):
        if not gaps[index] and _HEADS.fullmatch(reading.text):
            gaps[index] = gaps_of(ink, spot.ink, WIDE)
        elif not gaps[index] and _BESIDE_AMOUNT.fullmatch(reading.text):
            widest = max(gaps_of(ink, spot.ink, WIDE_GAP), key=lambda gap: gap[1] - gap[0], default=None)
            gaps[index] = [] if widest is None else [widest]
    parts = [parts_of(spot, between) for spot, between in zip(spots, gaps, strict=True)]
    reading_of([part for some in parts for part in some])
    whole: list[TextSpot] = []
    for spot, between, some in zip(spots, gaps, parts, strict=True):
        sides = pairwise(known[part].text for part in some)
        height = spot.ink[3] - spot.ink[1]
        kept = (
            gap
            for gap, (left, right) in zip(between, sides, strict=True)
            if are_apart(left, right, (gap[1] - gap[0]) / height)
        )
        whole.extend(parts_of(spot, list(kept)))
    yield from zip(whole, reading_of(whole), strict=True)


def are_apart(left: str, right: str, gap: float) -> bool:
    """Whether two texts may stand in two columns; the gap between them is told in heights of their line."""
    if _OPEN.fullmatch(left) or _CLOSE.match(right) or (left[-1:].isdecimal() and _COUNTED.match(right)):
        return False
    before, after = _NUMERIC.fullmatch(left), _NUMERIC.fullmatch(right)
    if before and after:
        return gap >= FAR_GAP or all(
            form.fullmatch(text) for form, text in zip(_AMOUNTS, (left, right), strict=True)
        )
    if before or after:
        return True
    return not (_ORDINAL.fullmatch(left) or _PARTS[0].fullmatch(left) or _PARTS[1].match(right))


def parts_of(spot: TextSpot, gaps: Sequence[Gap]) -> list[TextSpot]:
    """What stands left of, between and right of the gaps of a line, which are given from left to right."""
    if not gaps:
        return [spot]
    left, top, right, foot = spot.ink
    starts, ends = [left, *(end for _, end in gaps)], [*(start for start, _ in gaps), right]
    edges = [0, *((start + end) // 2 for start, end in gaps), spot.window[2]]
    parts = []
    for start, end, (least, most) in zip(starts, ends, pairwise(edges), strict=True):
        part = (start, top, end, foot)
        window = window_of(part, (least, 0, most, spot.window[3]), foot - top)
        parts.append(replace(spot, ink=part, window=window))
    return parts

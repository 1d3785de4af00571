"""How near two rows of a table without rules are: told from whole numbers, and from labels.

A number may be broken over lines, and so may a label: what stands below another need not be a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from .fragments import Fragment, begins_item, is_amount, is_code, is_numeric, is_whole_number

ONE_CELL = 0.85
"""Of the least distance of two rows: lines of one column that are nearer belong to one cell."""

MOST_LEFT = 2.0
"""Ems that are left at the end of a line which goes on in the next one, at most."""

LOOSER = 1.15
"""Distances of the lines of one label that two labels are apart at least."""

FEWEST_ENDED = 4
"""Labels right below others that tell how near two rows may be."""

MOST_DIGITS = 18
"""Characters of the longest number."""

_CENTS = re.compile(r"[.．]\d{2}$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment and the columns it is printed over."""

    fragment: Fragment
    first: int
    last: int


Row = tuple[Placed, ...]


def row_pitch(placed: Sequence[Placed]) -> float:
    """The least distance of two rows in points, told from whole numbers.

    Numbers below one another in the column that has most of them, and lines with two numbers or more:
    a high row hides how near two low ones would be, a broken number makes lines where no row is. Where few
    rows hold numbers, the lines of labels tell it too.
    """
    em = median(item.fragment.em for item in placed)
    heights: list[float] = []
    longest: list[float] = []
    for numbers in number_columns(placed).values():
        whole = [
            run[0].baseline
            for run in broken(numbers, 1.5 * em)
            if len(run) == 1 and is_whole_number(run[0].text)
        ]
        heights.extend(whole)
        longest = max(longest, whole, key=len)
    several = [median(line) for line in near_heights(sorted(heights), 0.2 * em) if len(line) >= 2]
    steps = [*_steps(longest, em), *_steps(several, em)]
    pitch = min(steps, default=1.6 * em)
    return min(pitch, _label_pitch(placed, ONE_CELL * pitch, em))


def _label_pitch(placed: Sequence[Placed], reach: float, em: float) -> float:
    """The least distance of two labels one below the other, if some are nearer than `reach`.

    What goes on in the next line fills its column; a shorter line is a label by itself, and an item begins
    one. Infinite where labels are no farther apart than the lines of one. Few lines that fill their column
    are merely the longest labels.
    """
    ended: list[float] = []
    full: list[float] = []
    columns: dict[int, list[Fragment]] = {}
    for item in from_top(placed):
        if not item.fragment.is_number:
            columns.setdefault(item.first, []).append(item.fragment)
    for labels in columns.values():
        room = max(label.width for label in labels)
        for upper, lower in pairwise(labels):
            step = lower.baseline - upper.baseline
            if 0.9 * em < step < reach:
                goes_on = room - upper.width < MOST_LEFT * em and not begins_item(lower.text)
                (full if goes_on else ended).append(step)
    leading = median(full) if 2 * len(full) > len(ended) else 0.0
    apart = sorted(step for step in ended if step > LOOSER * leading)
    if len(apart) < FEWEST_ENDED or len(apart) < 0.8 * len(ended):
        return inf
    return apart[len(apart) // 10]


def holds_several_rows(placed: Sequence[Placed]) -> bool:
    """Whether two columns hold whole numbers below one another, or one column amounts or codes, each
    with something beside it."""
    em = median(item.fragment.em for item in placed)
    columns = 0
    for column, numbers in number_columns(placed).items():
        runs = broken(numbers, 1.5 * em)
        if len(runs) < 2 or not all(is_whole_number(run[0].text) for run in runs if len(run) == 1):
            continue
        columns += 1
        beside = sum(
            any(
                other.first != column and abs(other.fragment.baseline - run[0].baseline) < 0.3 * em
                for other in placed
            )
            for run in runs
        )
        if beside == len(runs) and all(is_amount(run[0].text) for run in runs):
            return True
    return columns >= 2


def _steps(heights: Sequence[float], em: float) -> list[float]:
    """The lesser distances of neighbouring rows, without what is no distance of rows."""
    steps = sorted(step for upper, lower in pairwise(sorted(heights)) if (step := lower - upper) > 0.9 * em)
    return steps[len(steps) // 10 :][:1]


def number_columns(placed: Sequence[Placed]) -> dict[int, list[Fragment]]:
    """The numbers of each column from top to bottom."""
    columns: dict[int, list[Fragment]] = {}
    for item in from_top(placed):
        if item.fragment.is_number:
            columns.setdefault(item.first, []).append(item.fragment)
    return columns


def broken(numbers: Sequence[Fragment], reach: float) -> list[list[Fragment]]:
    """The numbers of a column, the parts of a broken one together; `reach` is the most from line to line."""
    room = max((number.width for number in numbers), default=0.0)
    runs: list[list[Fragment]] = []
    for number in numbers:
        near = bool(runs) and number.baseline - runs[-1][-1].baseline < reach
        if near and completes([part.text for part in runs[-1]], number.text, runs[-1][-1].width, room):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def completes(parts: Sequence[str], text: str, width: float, room: float) -> bool:
    """Whether a text completes the number whose parts stand above it.

    It does if that lacks something, or fills its column (`width` of `room` points) and is longer. What has
    two decimals is whole.
    """
    number = "".join("".join(parts).split())
    joined = number + "".join(text.split())
    if is_code(number) and is_code(text):
        return False
    if not is_numeric(joined) or joined.count(".") > 1 or len(joined) > MOST_DIGITS:
        return False
    if not is_whole_number(number) or text[0] in ",，.．":
        return True
    grown = "." in joined or len(joined) < 2 * len(number)
    if not grown or len(number) <= 4 or not is_whole_number(joined) or _CENTS.search(number):
        return False
    # One digit more, of twice the width of a mark, would not have found room.
    digits = sum(map(str.isdecimal, number))
    return room - width < max(0.1 * room, 2 * width / (len(number) + digits))


def from_top(placed: Iterable[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda item: item.fragment.baseline)


def near_heights(heights: Sequence[float], reach: float) -> list[list[float]]:
    """Heights in groups, each no farther than `reach` from the one before."""
    groups: list[list[float]] = []
    for height in heights:
        if groups and height - groups[-1][-1] < reach:
            groups[-1].append(height)
        else:
            groups.append([height])
    return groups

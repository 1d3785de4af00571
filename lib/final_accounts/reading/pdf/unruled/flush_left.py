"""Tables without rules whose names are set flush left: as browsers print them with all that is below, as word
processors with the numbers flush right.

Merged names begin where their first column does instead of standing about the middle of their columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median

from .fragments import SOFT_GAP, Fragment, TextLine, is_amount
from .head_blocks import Block

SAME_SIDE = 1.5
"""Points by which the left sides of what stands in one column may differ."""

MOST_INDENTED = 0.15
"""Share of the body's texts that may begin elsewhere: indented labels."""

LEAST_MET = 0.6
"""Share of the names below which something begins where they do."""

FEWEST_COLUMNS = 3

LEAST_GAP = 1.0
"""Points between two names side by side."""

NEARLY = 0.1
"""Ems by which a name may be narrower than its characters should be."""

FEWEST_BESIDE = 2
"""Texts that begin at one distance from the left in a column that has no name of its own."""

FEWEST_TEXTS = 4

MOST_CROSSING = 0.03
"""Share of the body's texts that may reach into the next column."""

LEAST_IN_LINE = 0.8
"""Share of a column's numbers that end at one distance from the left."""

FEWEST_NUMBERS = 3

FEWEST_ALIKE = 5
"""Numbers before the next column that tell by themselves that they are set flush right."""


def left_sides(blocks: Sequence[Block], body: Sequence[TextLine]) -> list[float]:
    """The left sides of the columns, in points from the left; none if the table is not set flush left.

    `blocks` are the cells of the head, `body` the lines below it, nearly all of whose texts begin below one.
    What stands beside another text below one name, in several lines, is a column too.
    """
    if not blocks:
        return []
    sides = _groups([line.box[0] for block in blocks for line in block.lines])
    parts = [part for line in body for part in line.fragments]
    if sum(_count(side, parts) > 0 for side in sides) < LEAST_MET * len(sides):
        return []
    beside = _groups([part.box[0] for line in body for part in _beside(line, sides)])
    sides = sorted([*sides, *(side for side in beside if _count(side, parts) >= FEWEST_BESIDE)])
    met = _met(parts, sides)
    return (
        sides
        if begin_at(sides, body) and len(met) >= FEWEST_TEXTS and len(set(met)) >= FEWEST_COLUMNS
        else []
    )


def sides_of_names(blocks: Sequence[Block], body: Sequence[TextLine]) -> list[float]:
    """The left sides of the columns where names and labels are set flush left and numbers flush right, in
    points from the left; none if they are not.

    Each number ends before the next name begins, labels of unlike length begin where their name does, and
    something stands below every name: merged ones begin where another does.
    """
    sides = _groups([line.box[0] for block in blocks for line in block.lines])
    if len(sides) < FEWEST_COLUMNS:
        return []
    ends = [*sides[1:], inf]
    columns: list[list[Fragment]] = [[] for _ in sides]
    crossing = 0
    for part in (part for line in body for part in line.fragments):
        column = max(sum(side <= part.box[0] + SAME_SIDE for side in sides) - 1, 0)
        columns[column].append(part)
        crossing += part.box[0] < sides[0] - SAME_SIDE or part.box[2] > ends[column]
    if crossing > MOST_CROSSING * sum(map(len, columns)) or not all(columns):
        return []
    numbers = [[part for part in column if is_amount(part.text)] for column in columns]
    begin = [_begin_in_line(side, column) for side, column in zip(sides, columns, strict=True)]
    if False in begin:
        return []
    several = [column for column in numbers if len(column) >= FEWEST_NUMBERS]
    flush_right = len(several) >= FEWEST_BESIDE and all(map(_end_in_line, several))
    return sides if (flush_right and True in begin) or _end_alike(numbers, ends) else []


def _end_alike(numbers: Sequence[Sequence[Fragment]], ends: Sequence[float]) -> bool:
    """Whether the numbers of many columns end equally far from where the next name begins: one row tells."""
    inner = zip(numbers[:-1], ends, strict=False)
    rooms = [end - part.box[2] for column, end in inner for part in column]
    return len(rooms) >= FEWEST_ALIKE and max(rooms) - min(rooms) <= SAME_SIDE


def _end_in_line(numbers: Sequence[Fragment]) -> bool:
    end = median(number.box[2] for number in numbers)
    return _share(abs(number.box[2] - end) <= SAME_SIDE for number in numbers) >= LEAST_IN_LINE


def _begin_in_line(side: float, column: Sequence[Fragment]) -> bool | None:
    """Whether the labels of a column begin where its name does; None where too few are of unlike length."""
    labels = [part for part in column if not part.is_number]
    if len({round(label.width) for label in labels}) < FEWEST_NUMBERS:
        return None
    return _share(abs(label.box[0] - side) <= SAME_SIDE for label in labels) >= LEAST_IN_LINE


def _share(told: Iterable[bool]) -> float:
    found = list(told)
    return sum(found) / len(found) if found else 0.0


def begin_at(sides: Sequence[float], body: Sequence[TextLine]) -> bool:
    """Whether nearly all texts of some lines begin at the left sides of columns."""
    parts = [part for line in body for part in line.fragments]
    return len(_met(parts, sides)) >= (1 - MOST_INDENTED) * len(parts)


def _met(parts: Sequence[Fragment], sides: Sequence[float]) -> list[float]:
    return [side for part in parts if (side := _near(part.box[0], sides)) is not None]


def _beside(line: TextLine, sides: Sequence[float]) -> list[Fragment]:
    """The parts of a line left of all names, or to the right of another one below the same name."""
    columns = [sum(side <= part.box[0] + SAME_SIDE for side in sides) for part in line.fragments]
    return [
        part
        for part, column, before in zip(line.fragments, columns, [0, *columns], strict=False)
        if column == before
    ]


def _count(side: float, parts: Sequence[Fragment]) -> int:
    return sum(abs(part.box[0] - side) <= SAME_SIDE for part in parts)


def names_parted(lines: Sequence[TextLine], sides: Sequence[float]) -> list[TextLine]:
    """The lines of the head, names that were drawn as one text parted where a column begins."""
    parted = (tuple(name for part in line.fragments for name in _names(part, sides)) for line in lines)
    return [TextLine(parts) for parts in parted]


def _names(part: Fragment, sides: Sequence[float]) -> list[Fragment]:
    """A text of full characters, cut at the sides on which one of them begins after a gap.

    A name that is merged over several columns has no gaps.
    """
    text = "".join(part.text.split())
    left, top, right, bottom = part.box
    room = part.width - len(text) * part.em
    names: list[Fragment] = []
    for side in sides:
        length = int((side - left) / part.em + NEARLY)
        ends = left + length * part.em
        widest = min(SOFT_GAP * part.em, room + LEAST_GAP / 2)
        if not 0 < length < len(text) or not LEAST_GAP <= side - ends <= widest:
            continue
        room -= side - ends
        names.append(replace(part, text=text[:length], box=(left, top, min(ends, side), bottom)))
        text, left = text[length:], side
    return [*names, replace(part, text=text, box=(left, top, right, bottom))] if names else [part]


def _groups(values: Sequence[float]) -> list[float]:
    """Values nearer than SAME_SIDE to one another as one, the least of them."""
    ordered = sorted(values)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > SAME_SIDE]


def _near(value: float, sides: Sequence[float]) -> float | None:
    return next((side for side in sides if abs(value - side) <= SAME_SIDE), None)


def spans_from_left(
    level: Sequence[Block], below: Sequence[bool], edges: Sequence[float]
) -> list[tuple[Block, tuple[int, int]]]:
    """The columns of merged names in one row: from where each begins to the next one, as far as there is a
    name `below` it."""
    starts = [max(sum(edge <= block.box[0] for edge in edges) - 1, 0) for block in level]
    spans = []
    for block, first, after in zip(level, starts, [*starts[1:], len(below)], strict=True):
        last = first
        while last + 1 < after and below[last + 1]:
            last += 1
        spans.append((block, (first, last)))
    return spans

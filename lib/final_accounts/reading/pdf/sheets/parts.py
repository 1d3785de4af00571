"""What a page shows of a workbook's sheet: the heights of its rows, its columns, and where they are cut off.

A spreadsheet program prints a sheet wider than the paper on pages side by side. Nothing on them says so;
but a row keeps its height from one to the other, and what runs over the edge goes on beyond it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..pages.drawings import Ruling
from ..pages.page import Page
from ..ruled.grid import merged_rules
from ..unruled.fragments import Fragment, TextLine, text_lines

SAME_EDGE = 1.0
"""Points by which an edge may lie elsewhere on another page."""

SAME_TEXT = 4.0
"""Points by which a text with another number in it may begin elsewhere on another page."""

FEWEST_ROWS = 3
"""Rows of a sheet that tell that it goes on beside."""

HEAD_ROWS, HEAD_MISSED = 3, 2
"""Rows of a head, and rules between them that its merged cells may leave out on one of two pages."""

FEWEST_REPEATED = 10
"""Characters that a column must share with one of another page to be the same column again."""

MOST_TRACES = 0.25
"""Characters of merged cells that may be drawn behind a column shown again, to one of its own."""

LONGEST_LINES = 30
"""Characters of a line, on the average of a page, from which it is running text."""

MOSTLY = 0.5
"""Share of its lines that hold nothing but numbers, on a page of a table's figures alone."""

BELOW = 10.0
"""Points below a height in which characters of a line may stand whose baseline is above it."""

_NUMBER = re.compile(r"\d+")
_OF_NUMBERS = frozenset("0123456789.,-%")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The rules of a page: heights `ys`, places `xs`, `left` and `right` end, and the upright ones.

    `cut` is where what is new on the page begins: its left end, or behind columns that every page repeats.
    `is_bare` says of a page without rules that it prints hardly more than numbers; `lines` are the heights of
    its lines, to the point, if they may be rows of a table.
    """

    page: Page
    ys: tuple[float, ...]
    xs: tuple[float, ...]
    upright: tuple[Ruling, ...] = field(repr=False)
    cut: float = 0.0
    is_bare: bool = False
    lines: tuple[int, ...] = ()

    @property
    def left(self) -> float:
        return self.xs[0]

    @property
    def right(self) -> float:
        return self.xs[-1]

    @property
    def is_ruled(self) -> bool:
        return len(self.ys) > 1 and len(self.xs) > 1


def part_of(page: Page) -> SheetPart:
    """The rules of a page as edges of rows and columns."""
    level = merged_rules([ruling for ruling in page.rulings if ruling.horizontal])
    upright = tuple(merged_rules([ruling for ruling in page.rulings if not ruling.horizontal]))
    ends = [end for rule in level for end in (rule.start, rule.end)]
    xs = _distinct([*(rule.at for rule in upright), *([min(ends), max(ends)] if ends else [])])
    lines = () if page.rulings else _lines_of_cells(page)
    bare = bool(lines) and _prints_numbers(page, len(lines))
    ys = _distinct([rule.at for rule in level])
    return SheetPart(page, ys, xs, upright, xs[0] if xs else 0.0, bare, lines)


def _lines_of_cells(page: Page) -> tuple[int, ...]:
    """Where the lines of a page stand; none if they are as long as those of running text."""
    lines = {round(char.origin[1]) for char in page.chars if not char.text.isspace()}
    return tuple(sorted(lines)) if len(page.chars) < LONGEST_LINES * len(lines) else ()


def _prints_numbers(page: Page, lines: int) -> bool:
    words = {
        round(char.origin[1])
        for char in page.chars
        if char.text not in _OF_NUMBERS and not char.text.isspace()
    }
    return lines - len(words) > MOSTLY * lines


def _distinct(values: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * SAME_EDGE:
            found.append(value)
    return tuple(found)


def have_same_rows(left: SheetPart, right: SheetPart) -> bool:
    """Whether the rows of two pages stand at the same heights, as far as the right one has any."""
    if not right.is_ruled or not left.is_ruled:
        return not right.ys and not left.ys
    top, foot = right.ys[0] - SAME_EDGE, right.ys[-1] + SAME_EDGE
    within = [y for y in left.ys if top <= y <= foot]
    missed = [*_missing(right.ys, within), *_missing(within, right.ys)]
    head = right.ys[min(HEAD_ROWS, len(right.ys) - 1)]
    in_head = [y for y in missed if y < head]
    return len(in_head) <= HEAD_MISSED and len(missed) - len(in_head) <= len(right.ys) // 10


def has_its_lines(part: SheetPart, other: SheetPart) -> bool:
    """Whether a page has lines of text at the height of each of the other's, several of them."""
    held, wanted = (_distinct([char.baseline for char in page.chars]) for page in (part.page, other.page))
    return len(wanted) > FEWEST_ROWS and not _missing(wanted, held)


def have_same_columns(part: SheetPart, other: SheetPart) -> bool:
    """Whether two pages show the same columns of a sheet."""
    return not _missing(part.xs, other.xs) and not _missing(other.xs, part.xs)


def _missing(values: Sequence[float], among: Sequence[float]) -> list[float]:
    return [value for value in values if all(abs(value - other) > SAME_EDGE for other in among)]


def repeated_columns(left: SheetPart, right: SheetPart, fewest: int = FEWEST_REPEATED) -> float:
    """Where the columns end that the right page shows again; its left end if it shows none.

    A column is known again by `fewest` characters below its head, with fewer than usual by its head too.
    """
    end = right.left
    for own, other in zip(right.xs[1:], left.xs[1:], strict=False):
        if abs((own - right.left) - (other - left.left)) > SAME_EDGE:
            break
        head, body = _printed(right, end, own, left.ys)
        known_head, known_body = _printed(left, other - own + end, other, left.ys)
        # Merged cells leave traces of texts that the page does not show.
        if len(body) < FEWEST_REPEATED and (fewest == FEWEST_REPEATED or len(head) + len(body) < fewest):
            break
        if not _is_spelt_in(known_body, body) or Counter(known_head) - Counter(head):
            break
        end = own
    return end


def _is_spelt_in(text: str, other: str) -> bool:
    """Whether another text has all characters of one in their order, and few besides."""
    if len(other) > (1 + MOST_TRACES) * len(text):
        return False
    rest = iter(other)
    return all(char in rest for char in text)


def _printed(part: SheetPart, start: float, end: float, ys: Sequence[float]) -> tuple[str, str]:
    """What stands in a column: in the first of the rows at some heights, and below them."""
    top, head, foot = ys[0], ys[min(HEAD_ROWS, len(ys) - 1)], ys[-1]
    inside = [
        char
        for char in part.page.chars
        if 2 * start <= char.box[0] + char.box[2] <= 2 * end
        and top <= char.origin[1] <= foot
        and not char.text.isspace()
    ]
    spelt = sorted(inside, key=lambda char: (round(char.baseline), char.box[0]))
    return (
        "".join(char.text for char in spelt if char.baseline <= head),
        "".join(char.text for char in spelt if char.baseline > head),
    )


def edge_texts(left: SheetPart, right: SheetPart) -> list[Fragment]:
    """What the right page prints once more outside its table: what stands at head and foot of every page."""
    if not right.ys:
        top, foot = math.inf, math.inf
    else:
        top, foot = right.ys[0], right.ys[-1]
    known: dict[str, list[Fragment]] = {}
    for line in _lines_outside(left.page, top, foot):
        for part in line.fragments:
            known.setdefault(_NUMBER.sub("#", part.text), []).append(part)
    return [
        part
        for line in _lines_outside(right.page, top, foot)
        if not top < line.baseline < foot
        for part in line.fragments
        if any(_at_one_place(part, other) for other in known.get(_NUMBER.sub("#", part.text), ()))
    ]


def _lines_outside(page: Page, top: float, foot: float) -> list[TextLine]:
    """The lines of a page above and below two heights, and what stands near these within."""
    return text_lines(char for char in page.chars if not top + BELOW < char.origin[1] < foot - BELOW)


def _at_one_place(part: Fragment, other: Fragment) -> bool:
    return abs(part.baseline - other.baseline) <= SAME_EDGE and abs(part.box[0] - other.box[0]) <= SAME_TEXT


def open_rows(part: SheetPart, at: float) -> tuple[bool, ...]:
    """For each row whether no rule stands at the place `at`."""
    rules = [rule for rule in part.upright if abs(rule.at - at) <= 2 * SAME_EDGE]
    return tuple(
        not any(rule.start <= (top + foot) / 2 <= rule.end for rule in rules)
        for top, foot in pairwise(part.ys)
    )

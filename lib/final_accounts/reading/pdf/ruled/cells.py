"""The cells that rules leave between them, and the characters printed in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ....places import Box
from ...lines import tidy
from ..pages.page import Char
from ..text.lines import SAME_BASELINE, rows_of, text_of

TOUCHING = 0.12
"""Heights of a character. Digits no farther apart than this belong to one number, rule or no rule."""


WIDEST_MARGIN = 6.0
"""Points that a word processor leaves free beside the text of a cell, at the most."""


@dataclass(frozen=True, slots=True)
class Region:
    """One cell of a grid, merged or not, at its first position."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of one table: `ys` from top to bottom, `xs` from left to right, and its regions."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1


Texts = dict[tuple[int, int], str]
"""What is printed in a grid's regions, by row and column of their first position."""

Open = Callable[[int, int], bool]
"""Whether the cell at a row and column has no rule on one given side."""


def grid_of(page: int, xs: Sequence[float], ys: Sequence[float], right: Open, below: Open) -> Grid:
    """The grid whose cells run together where `right` or `below` says that no rule parts them.

    A merged cell is always a rectangle: from its first cell as far right as it is open, then down as
    long as the whole width is.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            last = column
            while last + 1 < columns and right(row, last) and (row, last + 1) not in taken:
                last += 1
            foot = row
            while foot + 1 < rows and all(
                below(foot, c) and (foot + 1, c) not in taken for c in range(column, last + 1)
            ):
                foot += 1
            taken.update((r, c) for r in range(row, foot + 1) for c in range(column, last + 1))
            box = (xs[column], ys[row], xs[last + 1], ys[foot + 1])
            regions.append(Region(row, column, foot - row + 1, last - column + 1, box))
    return Grid(page, tuple(xs), tuple(ys), tuple(regions))


def texts_in(grid: Grid, chars: Sequence[Char]) -> Texts:
    """What the characters spell in each region that holds any."""
    held: dict[tuple[int, int], list[Char]] = {}
    regions = _by_position(grid)
    for token in _tokens(chars_inside(chars, grid.box)):
        for piece, position in _placed(token, grid, regions):
            held.setdefault(position, []).extend(piece)
    boxes = {(region.row, region.column): region.box for region in grid.regions}
    spelt = {position: _spelling(piece, boxes[position]) for position, piece in held.items()}
    return {position: text for position, text in spelt.items() if text}


def chars_inside(chars: Iterable[Char], box: Box) -> list[Char]:
    """The characters whose middle lies in a box."""
    # Twice the middle, so that nothing need be halved: every character of a page comes through here.
    left, top, right, bottom = (2 * edge for edge in box)
    return [
        char
        for char in chars
        if top <= char.box[1] + char.box[3] <= bottom and left <= char.box[0] + char.box[2] <= right
    ]


def chars_outside(chars: Sequence[Char], boxes: Iterable[Box]) -> list[Char]:
    """The characters whose middle lies in none of some boxes."""
    left = list(chars)
    for box in boxes:
        inside = set(map(id, chars_inside(left, box)))
        left = [char for char in left if id(char) not in inside]
    return left


def _by_position(grid: Grid) -> dict[tuple[int, int], Region]:
    return {
        (row, column): region
        for region in grid.regions
        for row in range(region.row, region.row + region.row_span)
        for column in range(region.column, region.column + region.column_span)
    }


def _tokens(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters drawn one after the other without a gap: what can never lie in two cells by intent."""
    token: list[Char] = []
    # Where two texts lie over one another their characters come mingled.
    for char in sorted(chars, key=lambda char: char.run):
        if char.text.isspace():
            continue
        if token and not _follows(char, token[-1]):
            yield token
            token = []
        token.append(char)
    if token:
        yield token


def _follows(char: Char, before: Char) -> bool:
    if abs(char.baseline - before.baseline) > SAME_BASELINE * char.height:
        return False
    gap = char.box[0] - before.box[2]
    return -0.3 * char.height <= gap <= TOUCHING * char.height


def _placed(
    token: list[Char], grid: Grid, regions: dict[tuple[int, int], Region]
) -> Iterator[tuple[list[Char], tuple[int, int]]]:
    """The parts of a token, each whole in the region that holds most of it.

    What one text object draws without a gap is one text, though it may outgrow its cell; so is a
    number whose digits are drawn one by one.
    """
    drawn = [list(part) for _, part in groupby(token, key=lambda char: char.run)]
    if _is_one_number("".join(char.text for char in token)):
        drawn = [token]

    def region_at(char: Char) -> tuple[int, int]:
        across, down = char.middle
        region = regions[step_of(grid.ys, down), step_of(grid.xs, across)]
        return region.row, region.column

    for part in drawn:
        first = region_at(part[0])
        if len(part) == 1 or region_at(part[-1]) == first:
            yield part, first
            continue
        widths: dict[tuple[int, int], float] = {}
        for char in part:
            position = region_at(char)
            widths[position] = widths.get(position, 0.0) + char.width
        yield part, max(widths, key=lambda position: widths[position])


_NUMBER = re.compile(r"[-+－(（]?[\d,，.．]+%?[)）]?")


def step_of(edges: Sequence[float], value: float) -> int:
    """Between which two edges a value lies, counted from 0; the last two for what lies beyond."""
    return min(bisect_left(edges, value, 1), len(edges) - 1) - 1


def _spelling(chars: Sequence[Char], box: Box) -> str:
    """The text of a cell: its lines joined, a number that was wrapped made whole."""
    rows = rows_of(chars)
    text = ""
    for index, row in enumerate(rows):
        line = text_of(row).strip()
        wrapped = index > 0 and _fills(rows[index - 1], box) and _goes_on(text, line)
        text += line if wrapped or not text else "\n" + line
    return tidy(text)


def _fills(row: Sequence[Char], box: Box) -> bool:
    """Whether a line takes so much of its cell's width that another digit had no room beside the margins."""
    left, right = row[0].box[0], row[-1].box[2]
    free = (box[2] - box[0]) - (right - left)
    margin = max(0.0, min(left - box[0], box[2] - right, WIDEST_MARGIN))
    digit = (right - left) / len(row)
    return free < 1.3 * row[-1].height or free - 2 * margin < 1.2 * digit


def _goes_on(number: str, line: str) -> bool:
    """Whether a line completes the number above it; whole numbers of one length stand by themselves."""
    return _is_one_number(number + line) and ("." in number + line or len(line) < len(number))


def _is_one_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and text.count(".") <= 1

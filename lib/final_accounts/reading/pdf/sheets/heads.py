"""What a printed sheet says of itself: its title, the row that counts its columns, labels or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ....figures import is_dash
from ...lines import is_title
from ..pages.page import Char
from ..unruled.fragments import Fragment, TextLine, is_amount, text_lines
from .parts import BELOW, HEAD_ROWS, SAME_EDGE, SheetPart

_FORM_NUMBER = re.compile(r"公开\s*\w?\s*\d+\s*表")
_MAKER = re.compile(r"(?:部门|单位)(?:名称)?[:：](?!(?:人民币)?[亿万]?元)")
_UNIT = re.compile(r"单位[:：](?:人民币)?[亿万]?元")
_COUNT = re.compile(r"\d")
_NO_COUNT = re.compile(r"\d{3}|\d[^\d\s]|[^\d\s]\d")

SHORTEST_TITLE = 5
FEWEST_COUNTED = 3
DEEPEST_HEAD = 6
"""Rows of the longest head, which may count its columns."""


class Title(NamedTuple):
    """A title, where its first character starts, its baseline, and where its last character starts."""

    text: str
    x: float
    y: float
    end: float


def head_texts(part: SheetPart, apart_from: Sequence[Fragment]) -> list[Fragment]:
    """The texts that a page shows above its table or in the first rows, but for some that every page has."""
    others = {(round(text.baseline), text.text) for text in apart_from}
    head = part.ys[min(2, len(part.ys) - 1)] if part.ys else part.page.height
    return [
        text
        for line in _shown(part, head)
        if line.baseline < head
        for text in line.fragments
        if (round(text.baseline), text.text) not in others
    ]


def _shown(part: SheetPart, foot: float) -> list[TextLine]:
    """The lines of what a page shows of its sheet, and of what stands beside, down to a height."""
    above = (char for char in part.page.chars if char.origin[1] < foot + BELOW)
    return text_lines(char for char in above if part.cut < char.middle[0] <= part.right)


def titles(texts: Sequence[Fragment]) -> list[str]:
    """The titles among some texts."""
    plain = (_FORM_NUMBER.sub("", "".join(text.text.split())) for text in texts)
    return [
        text for text in plain if len(text) >= SHORTEST_TITLE and is_title(text) and not _MAKER.search(text)
    ]


def over_edge_texts(
    left: Sequence[Fragment], right_end: float, right: Sequence[Fragment], cut: float
) -> list[Fragment]:
    """The texts that end at the right end of one page and go on at the cut of the next, as one."""
    return [
        Fragment(before.text + after.text, before.box, before.baseline, before.em)
        for before in left
        if right_end - before.box[2] < before.em
        for after in right
        if abs(before.baseline - after.baseline) <= SAME_EDGE and after.box[0] - cut < after.em
    ]


def complete_each_other(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether who made a form stands on the left alone, without the unit of its amounts."""
    return makes(left) and not makes(right) and not names_unit(left)


def makes(texts: Sequence[Fragment]) -> bool:
    """Whether some texts say who made a form."""
    return _has(_MAKER, texts)


def _has(pattern: re.Pattern[str], texts: Sequence[Fragment]) -> bool:
    return any(pattern.search("".join(text.text.split())) for text in texts)


def counting(row: Sequence[SheetPart], right: SheetPart, fewest: int = FEWEST_COUNTED) -> bool | None:
    """Whether a line that counts columns goes on from the pages of a row to the next; None if none counts
    as many as `fewest`."""
    ours: dict[float, list[int]] = {}
    for part in row:
        for at, numbers in _counting(part).items():
            ours.setdefault(_level(at, ours), []).extend(numbers)
    for at, theirs in sorted(_counting(right).items()):
        before = ours.get(_level(at, ours), [])
        both = [*before, *theirs]
        if before and len(both) >= fewest and both == list(range(both[0], both[0] + len(both))):
            return True
        if len(before) > 1 or before == theirs[:1] == [1] or (ours and theirs[:3] == [1, 2, 3]):
            return False
    return None


def _level(at: float, heights: Collection[float]) -> float:
    """The one of some heights that is the same as another, else that one."""
    return next((height for height in heights if abs(height - at) <= SAME_EDGE), at)


def _counting(part: SheetPart) -> dict[float, list[int]]:
    """The rows of a head that hold whole numbers and perhaps words, by their height."""
    found: dict[float, list[int]] = {}
    foot = part.ys[min(DEEPEST_HEAD, len(part.ys) - 1)]
    if not _may_count(part, foot):
        return found
    for line in _shown(part, foot):
        if not part.ys[0] < line.baseline < foot:
            continue
        numbers = [int(text.text) for text in line.fragments if text.text.isdecimal() and len(text.text) < 3]
        others = [text for text in line.fragments if any(map(str.isdecimal, text.text))]
        if numbers and len(others) == len(numbers):
            found[line.baseline] = numbers
    return found


def _may_count(part: SheetPart, foot: float) -> bool:
    """Whether the head has a line with short numbers apart: a quick look before its lines are made."""
    top, low = part.ys[0] - BELOW, foot + BELOW
    drawn: dict[int, list[str]] = {}
    before = -1
    for char in part.page.chars:
        if top < char.origin[1] < low:
            line = drawn.setdefault(round(char.origin[1]), [])
            line.append(char.text if char.run == before else f" {char.text}")
            before = char.run
    texts = map("".join, drawn.values())
    return any(_COUNT.search(text) and not _NO_COUNT.search(text) for text in texts)


def titles_of_runs(part: SheetPart) -> list[Title]:
    """The titles above a table that are drawn in one piece, though clipped, each with where it begins.

    A title in the middle of a sheet is drawn on each of its pages, as far as it lies there.
    """
    runs: dict[int, list[Char]] = {}
    top = part.ys[0] if part.ys else part.page.height
    for char in part.page.chars:
        if char.origin[1] < top:
            runs.setdefault(char.run, []).append(char)
    found = []
    for chars in runs.values():
        text = _FORM_NUMBER.sub("", "".join("".join(char.text for char in chars).split()))
        if len(text) >= SHORTEST_TITLE and is_title(text) and not _MAKER.search(text):
            found.append(Title(text, *chars[0].origin, chars[-1].origin[0]))
    return found


def names_unit(texts: Sequence[Fragment]) -> bool:
    """Whether some texts name the unit of the amounts."""
    return _has(_UNIT, texts)


def has_labels(part: SheetPart) -> bool:
    """Whether the first column below the head holds more words and codes than amounts."""
    foot = min((x for x in part.xs if x > part.cut + SAME_EDGE), default=part.right)
    head = part.ys[min(HEAD_ROWS, len(part.ys) - 1)]
    first = [
        text
        for line in _shown(part, part.ys[-1])
        if head < line.baseline < part.ys[-1]
        for text in line.fragments
        if text.middle < foot
    ]
    amounts = sum((is_amount(text.text) and "." in text.text) or is_dash(text.text) for text in first)
    return len(first) > 2 * amounts


def has_new_amounts(row: Sequence[SheetPart], part: SheetPart) -> bool:
    """Whether a page shows nothing but numbers below names that no page before it has."""
    head = part.ys[min(HEAD_ROWS, len(part.ys) - 1)]
    names = {text.text for text in _inside(part) if text.baseline < head and not text.is_number}
    body = [text for text in _inside(part) if text.baseline > head]
    known = {text.text for before in row for text in _inside(before)}
    return bool(names - known) and bool(body) and all(text.is_number for text in body)


def _inside(part: SheetPart) -> list[Fragment]:
    lines = [line for line in _shown(part, part.ys[-1]) if part.ys[0] < line.baseline < part.ys[-1]]
    return [text for line in lines for text in line.fragments]

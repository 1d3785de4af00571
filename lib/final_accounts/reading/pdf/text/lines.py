"""Characters of a page become printed lines: those on one baseline, parted where the gap is wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import median

from ....places import Box
from ..pages.geometry import box_around
from ..pages.glyphs import SKEW
from ..pages.page import Char

WORD_GAP = 0.3
"""Heights of a character. A wider gap is a space, though none was printed."""

LINE_GAP = 3.0
"""Heights of a character. A wider gap parts two texts that only happen to stand at one height."""

SAME_BASELINE = 0.35
"""Heights of a character by which the baselines of one line may differ."""

_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in the page's reading direction. `height` is the usual one of its characters,
    `type_height` that of the Chinese ones where there are any: digits are often set in another font.

    `leads_to_page` marks an entry of a table of contents: its page number stands far to the right.
    """

    text: str
    page: int
    box: Box
    height: float
    type_height: float
    leads_to_page: bool = False


def lines_of(chars: Iterable[Char], page: int) -> tuple[Line, ...]:
    """The lines that the characters form, from top to bottom, and from left to right at one height."""
    found: list[Line] = []
    for row in rows_of(chars):
        pieces = _joined_entries(_parted(row))
        found.extend(line for piece in pieces if (line := _line(piece, page)) is not None)
    return tuple(found)


def sideways_lines(chars: Iterable[Char], page: int) -> tuple[Line, ...]:
    """What runs up or down the page, such as the label of a chart's axis: one line a text object.

    What runs askew is a watermark or a seal, and no text of the page.
    """
    sideways = sorted((char for char in chars if char.turn != SKEW), key=lambda char: char.run)
    found = []
    for _, drawn in groupby(sideways, key=lambda char: char.run):
        inked = [char for char in drawn if not char.text.isspace()]
        if inked:
            box = box_around(char.box for char in inked)
            text = "".join(char.text for char in inked)
            width = median(char.width for char in inked)
            found.append(Line(text, page, box, width, width))
    return tuple(found)


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """The characters by baseline, from top to bottom, each row from left to right."""
    found = list(chars)
    rows: list[list[Char]] = []
    start, highest = 0.0, 0.0
    for at, char in _sorted_by([char.origin[1] for char in found], found):
        _, top, _, bottom = char.box
        height = bottom - top
        if rows and at - start <= SAME_BASELINE * min(height, highest):
            rows[-1].append(char)
            if height > highest and not char.text.isspace():
                highest = height
        else:
            rows.append([char])
            start, highest = at, height
    return [[char for _, char in _sorted_by([char.box[0] for char in row], row)] for row in rows]


def _sorted_by(keys: Sequence[float], chars: Sequence[Char]) -> Iterable[tuple[float, Char]]:
    """The characters by a number of each. They mostly stand in order already."""
    ordered = sorted(keys)
    if ordered == keys:
        return zip(keys, chars, strict=True)
    return ((keys[at], chars[at]) for at in sorted(range(len(keys)), key=keys.__getitem__))


def text_of(row: Sequence[Char]) -> str:
    """The text of characters on one baseline, with a space where the gap shows one.

    Two numbers that were drawn apart get a space too, though they touch: crowded labels of a chart.
    """
    parts: list[str] = []
    drawn = ""
    end, run, is_inked = 0.0, -1, False
    for index, (text, box, _, of_run, *_) in enumerate(row):
        was_inked, is_inked = is_inked, not text.isspace()
        if is_inked and was_inked:
            is_wide = box[0] - end > WORD_GAP * (box[3] - box[1])
            crowded = run != of_run and _FRACTION.fullmatch(drawn) is not None
            if is_wide or (crowded and _FRACTION.match(_drawn_from(row, index))):
                parts.append(" ")
        drawn = drawn + text if run == of_run else text
        parts.append(text)
        end, run = box[2], of_run
    return "".join(parts)


_FRACTION = re.compile(r"[\d,]+\.\d+%?")


def _drawn_from(row: Sequence[Char], start: int) -> str:
    """What one text object draws from a position in a row on."""
    run = row[start].run
    return "".join(char.text for char in takewhile(lambda char: char.run == run, row[start:]))


def _parted(row: Sequence[Char]) -> list[list[Char]]:
    """A row cut where nothing is printed for a long stretch."""
    pieces: list[list[Char]] = [[]]
    last: Char | None = None
    for char in row:
        if not char.text.isspace():
            if last is not None and char.box[0] - last.box[2] > LINE_GAP * max(char.height, last.height):
                pieces.append([])
            last = char
        pieces[-1].append(char)
    return pieces


def _joined_entries(pieces: list[list[Char]]) -> list[list[Char]]:
    """Pieces of a row, where a title printed wide and an entry with its page number are one again."""
    texts = ["".join(char.text for char in piece).strip() for piece in pieces]
    wide_title = all(len(text) == 1 and not text.isascii() for text in texts)
    entry = len(texts) == 2 and len(texts[0]) > 1 and _PAGE_NUMBER.fullmatch(texts[1]) is not None
    if len(pieces) > 1 and (wide_title or entry):
        return [[char for piece in pieces for char in piece]]
    return pieces


_LEADER = re.compile(r"(?:\.{3,}|…+|·{3,}|-{3,}|_{3,}|(?:\. ){3,})\s*\d*\s*$")


def _line(piece: Sequence[Char], page: int) -> Line | None:
    inked = [char for char in piece if not char.text.isspace()]
    if not inked:
        return None
    text = text_of(piece).strip()
    boxes = [char.box for char in inked]
    heights = [box[3] - box[1] for box in boxes]
    of_type = [height for char, height in zip(inked, heights, strict=True) if char.text >= "\u2e80"]
    far = any(
        after[0] - before[2] > LINE_GAP * height
        for (before, after), height in zip(pairwise(boxes), heights, strict=False)
    )
    return Line(
        text=text,
        page=page,
        box=box_around(boxes),
        height=median(heights),
        type_height=median(of_type or heights),
        leads_to_page=_LEADER.search(text) is not None or (far and text[-1].isdigit()),
    )

"""What stands side by side on one printed line: the pieces of text that may each be a table's cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import median

from ....figures import is_dash
from ....places import Box
from ...lines import CODE
from ..pages.geometry import box_around
from ..pages.page import Char, Page
from ..text.lines import rows_of, text_of

HARD_GAP = 0.9
"""Ems. No text leaves so much room between two of its characters, unless it is spread on purpose."""

SOFT_GAP = 0.55
"""Ems. What was drawn apart with more room between is taken apart."""

WORD_GAP = 0.25
"""Ems. The same for two words of more than one character."""

KIND_GAP = 0.12
"""Ems. A number and a text that were drawn apart with more room between are two cells."""

NO_GAP = 0.06
"""Ems. What touches so closely is drawn to be one."""

NUMBER_GAP = 1.0
"""Ems that may stand before or behind the comma or the point of one number."""

FEWEST_STARTS = 3
"""Numbers that begin at one distance from the left where a column set flush left begins."""

SPREAD = 6.0
"""Ems over which a label of two characters may be spread."""

FIRST_WIDE = "\u2e80"

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
_NUMERIC = re.compile(r"[-+－−–(（]?[\d,，.．]+%?[)）]?")
_WHOLE = re.compile(r"[-+－−–(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?%?[)）]?")
_GROUPED = re.compile(r"\d[,，]\d")
_FRACTION = re.compile(r"[\d,，]*\d[.．]\d{1,6}%?")
_MARKS = frozenset(".．,，")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|其中[：:]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of one line. `em` is the width of a full character in points.

    `halves` are the two characters of a label that seems to be spread over its cell (收　　入).
    """

    text: str
    box: Box
    baseline: float
    em: float
    halves: tuple[Fragment, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it is a number, a part of one, or a dash."""
        return is_numeric(self.text) or is_dash(self.text)

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True)
class TextLine:
    """The fragments on one baseline, from left to right."""

    fragments: tuple[Fragment, ...]

    @property
    def baseline(self) -> float:
        return self.fragments[0].baseline

    @property
    def em(self) -> float:
        return self.fragments[0].em

    @property
    def box(self) -> Box:
        return box_around(fragment.box for fragment in self.fragments)

    @property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def numbers(self) -> tuple[Fragment, ...]:
        return tuple(fragment for fragment in self.fragments if fragment.is_number)

    @property
    def is_gapped(self) -> bool:
        """Whether the line has a gap that no running text has, or two amounts side by side."""
        return any(
            after.box[0] - before.box[2] > HARD_GAP * self.em
            or (is_amount(before.text) and is_amount(after.text))
            for before, after in pairwise(self.fragments)
        )


def is_numeric(text: str) -> bool:
    """Whether a text is made of what numbers are made of, and has a digit."""
    bare = "".join(text.split())
    return _NUMERIC.fullmatch(bare) is not None and any(char.isdecimal() for char in bare)


def is_whole_number(text: str) -> bool:
    """Whether a text is a number with nothing missing: its thousands in groups of three."""
    return _WHOLE.fullmatch("".join(text.split())) is not None


def is_amount(text: str) -> bool:
    """Whether a text is a whole number that is more than a count: with a fraction, or of four digits."""
    bare = "".join(text.split())
    return is_whole_number(bare) and (
        _FRACTION.search(bare) is not None or sum(map(str.isdecimal, bare)) >= 4
    )


def is_code(text: str) -> bool:
    """Whether a text may be the code of a function or of an economic category: 3, 5 or 7 digits."""
    return CODE.fullmatch(text) is not None


def begins_item(text: str) -> bool:
    """Whether a label begins as that of an item does: whatever stands above it is another cell."""
    return _ITEM.match(text) is not None


def text_lines_of(page: Page) -> Sequence[TextLine]:
    """The lines of a whole page. Several stages look at them, one after the other."""
    return _text_lines_of(_SameTuple(page.chars))


class _SameTuple:
    """A tuple that is equal to itself only, so that a cache need not look into it."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Char, ...]) -> None:
        self.items = items

    def __hash__(self) -> int:
        return id(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameTuple) and self.items is other.items


@lru_cache(maxsize=16)
def _text_lines_of(chars: _SameTuple) -> Sequence[TextLine]:
    return text_lines(chars.items)


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """The lines that characters form, from top to bottom, each in its fragments."""
    rows = [[char for char in row if not char.text.isspace()] for row in rows_of(chars)]
    rows = [row for row in rows if row]
    starts = _number_starts(rows)
    lines = []
    for row in rows:
        em = _em(row)
        pieces = [_fragment(piece, em) for piece in _pieces(row, em, starts)]
        lines.append(TextLine(tuple(_joined_spreads(pieces, starts))))
    return lines


def _number_starts(rows: Sequence[Sequence[Char]]) -> frozenset[int]:
    """Where the numbers of a column set flush left begin, in points from the left: several, of unlike length.

    Numbers set at the right begin at one place only if they are as long as one another.
    """
    lengths: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        for _, drawn in groupby(row, key=lambda char: char.run):
            chars = list(drawn)
            if chars[0].text.isdecimal() and is_amount(_spelt(chars)):
                lengths[round(chars[0].box[0])].append(len(chars))
    return frozenset(
        start for start, found in lengths.items() if len(found) >= FEWEST_STARTS and len(set(found)) > 1
    )


def _em(row: Sequence[Char]) -> float:
    """The width of a full character on a line; twice that of a digit where there is none."""
    full = [char.box for char in row if char.text >= FIRST_WIDE and _WIDE.match(char.text)]
    wide = [right - left for left, _, right, _ in full if right > left]
    if wide:
        return median(wide)
    return max(2 * median(char.width for char in row), 1.0)


def _fragment(piece: Sequence[Char], em: float) -> Fragment:
    return Fragment(
        text=text_of(piece),
        box=box_around(char.box for char in piece),
        baseline=median([char.origin[1] for char in piece]),
        em=em,
    )


def _pieces(row: Sequence[Char], em: float, starts: frozenset[int]) -> list[list[Char]]:
    """The inked characters of a row, cut where one cell may end and the next begin.

    `starts` are where the numbers of a column begin: what is drawn from there on is another cell.
    """
    pieces: list[list[Char]] = []
    spelt = ""
    for token in _tokens(row, em, starts):
        text = _spelt(token)
        gap = token[0].box[0] - pieces[-1][-1].box[2] if pieces else 0.0
        begins = spelt[-1:] not in _MARKS and _begins_cell(token, gap, em, starts)
        if pieces and not begins and _belongs(spelt, text, gap, em):
            pieces[-1].extend(token)
            spelt += text
        else:
            pieces.append(token)
            spelt = text
    return pieces


def _begins_cell(token: Sequence[Char], gap: float, em: float, starts: frozenset[int]) -> bool:
    """Whether a token stands where the numbers of a column begin, and apart from the piece to its left."""
    return round(token[0].box[0]) in starts and abs(gap) > NO_GAP * em


def _tokens(row: Sequence[Char], em: float, starts: frozenset[int]) -> list[list[Char]]:
    """What one text object draws without a gap as wide as a character.

    One that draws several cells with such gaps between them says nothing of lesser ones: there it is what
    stands close that was drawn together.
    """
    tokens: list[list[Char]] = []
    for _, drawn in groupby(row, key=lambda char: char.run):
        chars = list(drawn)
        jumps = any(right.box[0] - left.box[2] > HARD_GAP * em for left, right in pairwise(chars))
        widest = (KIND_GAP if jumps else HARD_GAP) * em
        tokens.append([])
        for char in chars:
            last = tokens[-1][-1] if tokens[-1] else None
            gap = char.box[0] - last.box[2] if last else 0.0
            ends = gap > 0.2 * em and _FRACTION.fullmatch(_spelt(tokens[-1])) and char.text.isdecimal()
            # Some fonts print a space behind the point of a number.
            inside = last is not None and last.text in _MARKS
            begins = gap > WORD_GAP * em and round(char.box[0]) in starts and not inside
            if gap > widest or ends or begins:
                tokens.append([])
            tokens[-1].append(char)
    return tokens


def _belongs(left: str, right: str, gap: float, em: float) -> bool:
    """Whether a token, what it spells on the `right`, goes on the piece to its `left`."""
    if is_number_part(left) and is_number_part(right):
        return _is_one_number(left, right, gap, em)
    if is_numeric(left) != is_numeric(right):
        # What lies under the number beside it is a label cut off at the edge of its cell.
        return -KIND_GAP * em <= gap <= KIND_GAP * em
    # Words drawn one by one are cells; characters drawn one by one may be a label that is spread.
    return gap <= (WORD_GAP if len(left) > 1 and len(right) > 1 else SOFT_GAP) * em


def _is_one_number(left: str, right: str, gap: float, em: float) -> bool:
    """Whether two pieces of numbers are one: they stand close, the closer the less they make a whole."""
    if _FRACTION.fullmatch(left):
        # The last digits of a number may be drawn apart; another number has a point of its own.
        return abs(gap) <= NO_GAP * em and not any(mark in right for mark in ".．,，")
    if left[-1] in ",，.．" or right[0] in ",，.．":
        if left[-1] in ".．" and is_code(right) and gap > WORD_GAP * em:
            # What is cut off behind its point goes on below; beside it stands the code of another column.
            return False
        if _FRACTION.fullmatch(right) and not is_whole_number(left + right):
            return False
        both = _GROUPED.search(left) is not None and _GROUPED.search(right) is not None
        return gap <= (KIND_GAP if both else NUMBER_GAP) * em
    if gap <= KIND_GAP * em:
        return not (is_whole_number(left) and _FRACTION.fullmatch(right) and gap > 0)
    return gap <= SOFT_GAP * em and not is_whole_number(left) and is_whole_number(left + right)


def is_number_part(text: str) -> bool:
    """Whether every character may stand in a number."""
    return all(char.isdecimal() or char in ",，.．%()（）-－−–+" for char in text)


def _spelt(chars: Sequence[Char]) -> str:
    return "".join(char.text for char in chars)


def _joined_spreads(pieces: Sequence[Fragment], starts: frozenset[int]) -> list[Fragment]:
    """The pieces of a line, where a label of two characters spread over its cell is one again.

    Three single characters in a row are left: they may head three narrow columns.
    """
    lone = [len(piece.text) == 1 and _WIDE.match(piece.text) is not None for piece in pieces]

    def near(left: int) -> bool:
        if not (left >= 0 and left + 1 < len(pieces) and lone[left] and lone[left + 1]):
            return False
        if round(pieces[left + 1].box[0]) in starts:
            return False
        return pieces[left + 1].box[0] - pieces[left].box[2] <= SPREAD * pieces[left].em

    joined: list[Fragment] = []
    for index, piece in enumerate(pieces):
        if near(index - 1) and not near(index - 2) and not near(index):
            before = joined[-1]
            box = box_around([before.box, piece.box])
            text = f"{before.text} {piece.text}"
            joined[-1] = replace(before, text=text, box=box, halves=(before, piece))
        else:
            joined.append(piece)
    return joined

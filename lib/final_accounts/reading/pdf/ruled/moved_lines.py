"""Lines that the second reader counts to the cell above or below, by the room of the font and not the ink."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ..pages.page import Char
from .cells import Region, chars_inside

_BEYOND = 1.0
"""Points by which ink may stand over the rule of its cell."""

_FIGURE = re.compile(r"[\d.,%-]")

_Pair = tuple[str, str]
"""What we and the second reader spell in one region, without blanks."""


class BothSpellings:
    """What we and the second reader spell in each region of a table."""

    def __init__(self, spelt: Iterable[tuple[Region, str, str]], chars: Sequence[Char]) -> None:
        self._chars = chars
        self._from: dict[int, list[tuple[Region, _Pair]]] = {}
        self._to: dict[int, list[tuple[Region, _Pair]]] = {}
        for region, ours, theirs in spelt:
            pair = (region, (bare(ours), bare(theirs)))
            self._from.setdefault(region.row, []).append(pair)
            self._to.setdefault(region.row + region.row_span, []).append(pair)

    def only_lines_moved(self, region: Region, ours: str, theirs: str) -> bool:
        """Whether the second reader spells in a cell what we spell, but for lines of those above or below.

        Both then read the same characters, and where the ink of a line lies, between which rules, is certain.
        """
        own, other = bare(ours), bare(theirs)
        if not own or not self._lies_within(region):
            return False
        above = list(_touching(self._to.get(region.row, ()), region))
        below = list(_touching(self._from.get(region.row + region.row_span, ()), region))
        return _moved(own, other, above, below) or _moved(
            own[::-1], other[::-1], _turned(below), _turned(above)
        )

    def _lies_within(self, region: Region) -> bool:
        """Whether the ink in a region crosses no rule above or below."""
        _, top, _, foot = region.box
        held = chars_inside(self._chars, region.box)
        return all(top - _BEYOND <= char.box[1] and char.box[3] <= foot + _BEYOND for char in held)


def _touching(pairs: Iterable[tuple[Region, _Pair]], region: Region) -> Iterator[_Pair]:
    """What is spelt in those regions that share columns with another."""
    left, right = region.column, region.column + region.column_span
    for other, pair in pairs:
        if other.column < right and left < other.column + other.column_span:
            yield pair


def _moved(own: str, other: str, before: Sequence[_Pair], behind: Sequence[_Pair]) -> bool:
    """Whether `other` begins with the end of a neighbour's text, and what it lacks of `own` stands behind."""
    for at in range(len(other) + 1):
        taken, kept = other[:at], other[at:]
        if not own.startswith(kept) or not (not taken or _is_end(taken, kept, before)):
            continue
        lost = own[len(kept) :]
        if not lost or (not _one_number(kept, lost) and any(text.startswith(lost) for _, text in behind)):
            return True
    return False


def _is_end(taken: str, kept: str, before: Sequence[_Pair]) -> bool:
    """Whether a neighbour's text ends in whole words so: all of it where it would touch a number of ours."""
    for text, _ in before:
        rest = text.removesuffix(taken)
        if text.endswith(taken) and not _one_number(rest, taken) and not (rest and _one_number(taken, kept)):
            return True
    return False


def _one_number(left: str, right: str) -> bool:
    """Whether two texts that touch make one number."""
    return bool(_FIGURE.fullmatch(left[-1:]) and _FIGURE.fullmatch(right[:1]))


def _turned(pairs: Sequence[_Pair]) -> list[_Pair]:
    return [(ours[::-1], theirs[::-1]) for ours, theirs in pairs]


def bare(text: str) -> str:
    """A text without its blanks, each character in its ordinary form."""
    return "".join(unicodedata.normalize("NFKC", text).split())

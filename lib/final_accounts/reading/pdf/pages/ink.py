"""What of a page's text can be seen, and what of it is a watermark laid over the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from ....places import Box
from . import pdfium_calls as calls
from .geometry import box_around, contains, overlap

if TYPE_CHECKING:
    from .drawings import Ruling
    from .glyphs import Glyphs
    from .page import Char

WHITE = 0.97
"""Lightness, 0 of black and 1 of white, from which ink cannot be seen on white paper."""

FAINT = 0.6
"""Lightness from which ink is fainter than any text that is meant to be read as such."""

APART = 0.25
"""By how much the lightness of ink and ground must differ for the ink to be seen."""

SMALLEST = 1.0
"""Points. Smaller type cannot be read."""

LARGE = 1.8
"""How many times as high as the type it lies upon a watermark in dark ink is at least."""

LAID_OVER = 0.2
"""Share of a character's box that another one's covers where one is laid over the other."""

FEWEST_LAID_OVER = 2
"""Characters of a watermark that lie upon others."""

REPEATS = 3
"""How often the same faint text on one page is a watermark, though it lies upon nothing."""

_STROKED, _INVISIBLE, _CLIP_ONLY = 1, 3, 7


Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text object is drawn: its colour on white paper, how light that is, and whether at all."""

    colour: Colour = (0, 0, 0)
    is_drawn: bool = True

    @property
    def lightness(self) -> float:
        red, green, blue = self.colour
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled area and its colour."""

    box: Box
    ink: Ink


HIDDEN, WATERMARK = "hidden", "watermark"


def inks_of(objects: Sequence[int]) -> list[Ink]:
    """The inks of text objects (their addresses); the usual one where there is none."""
    modes = map(calls.render_mode, objects)
    return [_ink(colour, mode) for colour, mode in zip(fill_colours(objects), modes, strict=True)]


@lru_cache(maxsize=1_000)
def _ink(colour: Colour | None, mode: int) -> Ink:
    """The ink of a fill colour and a text rendering mode (ISO 32000-1, 9.3.6)."""
    shown = colour if colour is not None and mode != _STROKED else (0, 0, 0)
    return Ink(shown, mode not in (_INVISIBLE, _CLIP_ONLY))


def fill_colours(objects: Sequence[int]) -> list[Colour | None]:
    """The colours with which objects (their addresses) are filled, as they look on white paper; None where
    unknown."""
    channels = np.zeros((len(objects), 4), dtype=np.uint32)
    known = list(map(calls.fill_colour, objects, *(calls.rows(channels, channel) for channel in range(4))))
    return [
        _on_white(*colour) if is_known else None
        for is_known, colour in zip(known, channels.tolist(), strict=True)
    ]


@lru_cache(maxsize=1_000)
def _on_white(red: int, green: int, blue: int, alpha: int) -> Colour:
    """What a colour that lets the paper through looks like (all from 0 to 255)."""
    if alpha == 255:
        return red, green, blue
    share = alpha / 255
    return (
        round(255 - share * (255 - red)),
        round(255 - share * (255 - green)),
        round(255 - share * (255 - blue)),
    )


def may_hide(glyphs: Glyphs) -> bool:
    """Whether some characters of a page may be hidden or belong to a watermark; if not, `unseen` finds none.

    This is a quick look at all of them at once.
    """
    if not all(ink.is_drawn and ink.lightness < FAINT for ink in glyphs.inks):
        return True
    wide, high = (glyphs.boxes[:, side + 2] - glyphs.boxes[:, side] for side in (0, 1))
    if ((wide < SMALLEST) & (high < SMALLEST)).any():
        return True
    colours: dict[Colour, int] = {}
    of_run = np.array([colours.setdefault(ink.colour, len(colours)) for ink in glyphs.inks], dtype=np.int64)
    upright = np.array([not text.isspace() for text in glyphs.texts], dtype=bool) & (glyphs.turns >= 0)
    sizes = np.rint(np.where(glyphs.turns % 2, wide, high))[upright]
    groups, counts = np.unique(of_run[glyphs.runs][upright] + 1j * sizes, return_counts=True)
    if len(counts) < 2:
        return False
    usual = groups.imag[counts == counts.max()].min()
    # The characters of a group may be half a point off its size.
    return bool(sizes.max() + 0.5 >= LARGE * (usual - 0.5))


def unseen(
    chars: Sequence[Char],
    inks: Sequence[Ink],
    rulings: Sequence[Ruling],
    pictures: Sequence[Box],
    grounds: Callable[[], Sequence[Ground]],
) -> dict[int, str]:
    """By the text objects that are no part of the page's text why not: HIDDEN or WATERMARK.

    `inks` are those of the text objects by number; `grounds` gives the filled areas, and is only asked
    where light ink must be told from none.
    """
    hidden = {run for run, ink in enumerate(inks) if not ink.is_drawn or ink.lightness >= WHITE}
    hidden |= {char.run for char in chars if _is_tiny(char)}
    if hidden:
        hidden = set(_not_shown(chars, inks, hidden, pictures, grounds()))
    seen = [char for char in chars if char.run not in hidden and not char.text.isspace()]
    watermarks = _watermarks(seen, inks, rulings)
    return dict.fromkeys(hidden, HIDDEN) | dict.fromkeys(watermarks, WATERMARK)


def _is_tiny(char: Char) -> bool:
    """Whether type is too small to be read; 一 and 丨 are slight one way only."""
    left, top, right, bottom = char.box
    return bottom - top < SMALLEST and right - left < SMALLEST


def _not_shown(
    chars: Sequence[Char],
    inks: Sequence[Ink],
    suspects: set[int],
    pictures: Sequence[Box],
    grounds: Sequence[Ground],
) -> Iterator[int]:
    """The suspected text objects of which nothing is seen: neither on a dark ground, nor a picture's words.

    Invisible text upon a picture is what was recognised in it.
    """
    for run, drawn in groupby(
        sorted((c for c in chars if c.run in suspects), key=lambda c: c.run), key=lambda c: c.run
    ):
        inked = [char for char in drawn if not char.text.isspace()]
        if not any(_shows(char, inks[run], pictures, grounds) for char in inked):
            yield run


def _shows(char: Char, ink: Ink, pictures: Sequence[Box], grounds: Sequence[Ground]) -> bool:
    if char.height < SMALLEST:
        return False
    if any(contains(picture, char.middle) for picture in pictures):
        return True
    under = [ground.ink.lightness for ground in grounds if contains(ground.box, char.middle)]
    return ink.is_drawn and bool(under) and ink.lightness - under[-1] >= APART


def _watermarks(chars: Sequence[Char], inks: Sequence[Ink], rulings: Sequence[Ruling]) -> set[int]:
    """The text objects in a faint ink, or in a type much larger, that are laid over the page's text.

    What one ink draws in one size is one watermark, however often.
    """
    colours = [ink.colour for ink in inks]
    groups: defaultdict[tuple[Colour, int], list[Char]] = defaultdict(list)
    for char in chars:
        groups[colours[char.run], round(_size(char))].append(char)
    if len(groups) < 2:
        return set()
    usual = max(groups.values(), key=len)
    if inks[usual[0].run].lightness >= FAINT:
        return set()
    found: set[int] = set()
    for group in groups.values():
        is_faint = inks[group[0].run].lightness >= FAINT
        if group is usual or not (is_faint or _size(group[0]) >= LARGE * _size(usual[0])):
            continue
        around = box_around(char.box for char in group)
        rest = _Near([c for c in chars if overlap(c.box, around) and inks[c.run].lightness < FAINT])
        larger = 0.0 if is_faint else LARGE
        is_laid = sum(rest.lies_under(char, larger) for char in group) >= FEWEST_LAID_OVER
        if is_laid or (is_faint and (_crosses(group, rulings) or _is_repeated(group))):
            found.update(char.run for char in group)
    return found


def _size(char: Char) -> float:
    """The height of a character in its own direction."""
    return char.width if char.turn % 2 else char.height


class _Near:
    """Characters by where they stand, to find those that another one is laid over."""

    STEP = 24.0

    def __init__(self, chars: Sequence[Char]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Char]] = defaultdict(list)
        for char in chars:
            for cell in self._covered(char.box):
                self._cells[cell].append(char)

    def _covered(self, box: Box) -> Iterator[tuple[int, int]]:
        for x in range(int(box[0] // self.STEP), int(box[2] // self.STEP) + 1):
            for y in range(int(box[1] // self.STEP), int(box[3] // self.STEP) + 1):
                yield x, y

    def lies_under(self, char: Char, larger: float) -> bool:
        """Whether this character lies upon one than which it is so many times larger."""
        return any(
            _size(char) >= larger * _size(other) and _laid(char, other)
            for cell in self._covered(char.box)
            for other in self._cells.get(cell, ())
        )


def _laid(char: Char, other: Char) -> bool:
    wide = min(char.box[2], other.box[2]) - max(char.box[0], other.box[0])
    high = min(char.box[3], other.box[3]) - max(char.box[1], other.box[1])
    smaller = min(char.width * char.height, other.width * other.height)
    return wide > 0 and high > 0 and wide * high >= LAID_OVER * smaller


def _crosses(chars: Sequence[Char], rulings: Sequence[Ruling]) -> bool:
    """Whether rules run through the middle of some characters."""
    crossed = 0
    for char in chars:
        left, top, right, bottom = char.box
        inner = (
            left + 0.25 * char.width,
            top + 0.3 * char.height,
            right - 0.25 * char.width,
            bottom - 0.3 * char.height,
        )
        crossed += any(_runs_through(ruling, inner) for ruling in rulings)
    return crossed >= FEWEST_LAID_OVER


def _runs_through(ruling: Ruling, box: Box) -> bool:
    if ruling.horizontal:
        return overlap(box, (ruling.start, ruling.at - 0.01, ruling.end, ruling.at + 0.01))
    return overlap(box, (ruling.at - 0.01, ruling.start, ruling.at + 0.01, ruling.end))


def _is_repeated(chars: Sequence[Char]) -> bool:
    texts: defaultdict[int, str] = defaultdict(str)
    for char in chars:
        texts[char.run] += char.text
    counts = Counter(text for text in texts.values() if len(text) > 1)
    return bool(counts) and max(counts.values()) >= REPEATS

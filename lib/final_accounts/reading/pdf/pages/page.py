"""What is printed on one PDF page: characters, rulings and pictures, in the page's reading direction.

Coordinates are points from the top left corner of the page turned so that most of its text runs from
left to right. `Page.shown_box` turns a box back to the page as a viewer shows it, which is what a Place
carries. Everything here comes from pypdfium2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium

from ....places import Box
from .box_rules import strokes_of
from .clips import behind_clips
from .drawings import Ruling, drawn_objects, filled_areas, ruling_moved
from .geometry import Matrix, moved, moved_point, overlap, quarter_turns, rounded_box, times
from .glyphs import SKEW, Glyphs, glyphs_of
from .ink import may_hide, unseen
from .paper_edge import Cut, beyond_edges
from .scan_text import is_scan_text, may_be_scan

BAND = 8.0
"""Points: characters are looked up by the band of the page in which their baseline lies."""


HALF = 2**20
"""More fields than a page has from its corner in any direction (see `_crowded`)."""


class Char(NamedTuple):
    """One printed character. `box` has the font's full height, `origin` is where its baseline starts.

    `run` numbers the text object that drew it, `turn` counts the quarter turns clockwise in which it
    stands (SKEW for any other angle), `mapped` is False where the font does not say which character
    the glyph is.
    """

    text: str
    box: Box
    origin: tuple[float, float]
    run: int
    turn: int = 0
    mapped: bool = True

    @property
    def baseline(self) -> float:
        return self.origin[1]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


_CHAR_OF: Callable[[Iterable[object]], Char] = partial(tuple.__new__, Char)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as printed. `chars` keep the order of the content stream, overprint removed.

    `width` and `height` are those of the turned page, `turn` the quarter turns (clockwise) from the
    shown page to it. `media` is the box of the whole sheet, of which the page shows a part. `stray`
    holds characters that run in another direction than most of the page. `drawings` are the boxes of
    filled areas and curves, `pictures` those of images. `left_out` holds by their kind (HIDDEN, WATERMARK)
    the characters that are no part of the text. `cuts` tells where an edge of it cuts off text or
    rules that go on behind it. `beside` is the number of a page that perhaps shows the other half of its
    rows, 0 for none. `is_scan_text` says that the text is what another program recognised in the picture.
    """

    number: int
    width: float
    height: float
    turn: int
    media: Box
    chars: tuple[Char, ...]
    stray: tuple[Char, ...]
    rulings: tuple[Ruling, ...]
    drawings: tuple[Box, ...]
    pictures: tuple[Box, ...]
    overprinted: int = 0
    left_out: Mapping[str, tuple[Char, ...]] = field(default_factory=dict)
    cuts: tuple[Cut, ...] = ()
    beside: int = 0
    is_scan_text: bool = False

    def shown_box(self, box: Box) -> Box:
        """A box of this page in the coordinates of the page as shown."""
        if not self.turn:
            return rounded_box(box)
        back = quarter_turns((4 - self.turn) % 4, self.width, self.height)
        return rounded_box(moved(back, box))

    def turned_box(self, shown: Box) -> Box:
        """A box of the page as shown in the coordinates of this page."""
        size = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        return moved(quarter_turns(self.turn, *size), shown)


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """The page at `index` (from 0). Raises pdfium.PdfiumError if it cannot be loaded."""
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            to_shown, size = _to_shown(page)
            glyphs = glyphs_of(text_page.raw, to_shown)
        finally:
            text_page.close()
        media = moved(to_shown, page.get_mediabox())
        rulings, drawings, pictures = drawn_objects(page, to_shown)
        printed = _chars(glyphs)
        recognised = may_be_scan(pictures, size) and is_scan_text(page, printed, glyphs.inks, pictures)
        cuts = behind_clips(page, to_shown, size, printed, rulings)
        reasons: dict[int, str] = {}
        if may_hide(glyphs):
            upright = [char for char in printed if char.turn != SKEW]
            reasons = unseen(upright, glyphs.inks, rulings, pictures, lambda: filled_areas(page, to_shown))
    finally:
        page.close()
    left_out: dict[str, tuple[Char, ...]] = {}
    for run, reason in reasons.items():
        left_out[reason] = (*left_out.get(reason, ()), *(char for char in printed if char.run == run))
    chars, strokes = strokes_of([char for char in printed if char.run not in reasons] if reasons else printed)
    found = Page(
        number=index + 1,
        width=size[0],
        height=size[1],
        turn=0,
        media=media,
        chars=tuple(chars),
        stray=(),
        rulings=(*rulings, *strokes),
        drawings=drawings,
        pictures=pictures,
        left_out=left_out,
        cuts=cuts,
        is_scan_text=recognised,
    )
    return _turned(found)


def _to_shown(page: pdfium.PdfPage) -> tuple[Matrix, tuple[float, float]]:
    """The matrix from the page's user space to the page as shown, and the size of the latter."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    flip: Matrix = (1.0, 0.0, 0.0, -1.0, -left, top)
    quarters = (page.get_rotation() // 90) % 4
    size = (height, width) if quarters % 2 else (width, height)
    return times(flip, quarter_turns(quarters, width, height)), size


def _chars(glyphs: Glyphs) -> list[Char]:
    columns = zip(
        glyphs.texts,
        zip(*glyphs.boxes.T.tolist(), strict=True),
        zip(*glyphs.origins.T.tolist(), strict=True),
        glyphs.runs.tolist(),
        glyphs.turns.tolist(),
        glyphs.mapped,
        strict=True,
    )
    # A tuple is made faster than by the constructor, which is a function of Python.
    return list(map(_CHAR_OF, columns))


def _turned(page: Page) -> Page:
    """The page in the direction in which most of its text runs, overprint and what is off it removed."""
    turn = _turn(page.chars)
    matrix = quarter_turns(turn, page.width, page.height)
    size = (page.height, page.width) if turn % 2 else (page.width, page.height)
    chars = [_char_moved(matrix, char, turn) for char in page.chars] if turn else page.chars
    visible = [char for char in chars if overlap(char.box, (0.0, 0.0, *size))]
    single = without_overprint(visible)
    rulings = tuple(ruling_moved(matrix, ruling) for ruling in page.rulings)
    return replace(
        page,
        width=size[0],
        height=size[1],
        turn=turn,
        media=moved(matrix, page.media),
        chars=tuple(char for char in single if char.turn == 0),
        stray=tuple(char for char in single if char.turn != 0),
        rulings=rulings,
        drawings=tuple(moved(matrix, box) for box in page.drawings),
        pictures=tuple(moved(matrix, box) for box in page.pictures),
        overprinted=len(visible) - len(single),
        left_out={
            reason: tuple(_char_moved(matrix, char, turn) for char in chars)
            for reason, chars in page.left_out.items()
        },
        # A browser, which sets clips, turns no text.
        cuts=(*(() if turn else page.cuts), *beyond_edges(chars, rulings, size)),
    )


def _turn(chars: Sequence[Char]) -> int:
    """How many quarters of a turn set most of the text upright."""
    if not any(char.turn for char in chars):
        return 0
    turns = Counter(char.turn for char in chars if char.turn != SKEW and not char.text.isspace())
    return (4 - turns.most_common(1)[0][0]) % 4 if turns else 0


def _char_moved(matrix: Matrix, char: Char, turn: int) -> Char:
    upright = (char.turn + turn) % 4 if char.turn != SKEW else SKEW
    box, origin = moved(matrix, char.box), moved_point(matrix, *char.origin)
    return char._replace(box=box, origin=origin, turn=upright)


def without_overprint(chars: Sequence[Char]) -> list[Char]:
    """The characters without those printed again over themselves, as bold type is often faked.

    The same character starting nearly where one already stands is a copy: no two glyphs of a text lie
    closer than a seventh of their height or half of their width.
    """
    crowded = _crowded(chars)
    seen: dict[tuple[str, float], list[tuple[float, float]]] = {}
    kept = []
    for char in chars:
        if char.text not in crowded:
            kept.append(char)
            continue
        left, baseline, reach = char.box[0], char.origin[1], _reach(char)
        for band in {(baseline - reach) // BAND, (baseline + reach) // BAND}:
            if any(
                abs(left - x) <= reach and abs(baseline - y) <= reach
                for x, y in seen.get((char.text, band), ())
            ):
                break
        else:
            seen.setdefault((char.text, baseline // BAND), []).append((left, baseline))
            kept.append(char)
    return kept


def _reach(char: Char) -> float:
    """Points around a character in which the same one is a copy of it."""
    left, top, right, bottom = char.box
    return min(0.15 * (bottom - top), 0.45 * max(right - left, 0.5), 7.0)


def _crowded(chars: Sequence[Char]) -> set[str]:
    """The characters of which some may stand within reach of another.

    Two points within reach share a field of one of four grids of fields twice as wide, each half a field off
    the others.
    """
    if not chars:
        return set()
    numbers: dict[str, int] = {}
    texts = np.array([numbers.setdefault(char.text, len(numbers)) for char in chars])
    boxes = np.array([char.box for char in chars])
    starts = np.column_stack((boxes[:, 0], [char.origin[1] for char in chars]))
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    reach = np.minimum(np.minimum(0.15 * high, 0.45 * np.maximum(wide, 0.5)), 7.0)
    widest = np.full(len(numbers), 0.1)
    np.maximum.at(widest, texts, reach)
    fields = starts / (2 * widest[texts])[:, None]
    found: set[int] = set()
    for off in ((0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5)):
        across, down = np.floor(fields + off).astype(np.int64).T + HALF
        keys = np.sort((texts * 2 * HALF + across) * 2 * HALF + down)
        found.update((keys[1:][keys[1:] == keys[:-1]] // (2 * HALF) ** 2).tolist())
    return {text for text, number in numbers.items() if number in found}

"""What is printed on one PDF page: characters, rulings and pictures, in the page's reading direction.

Coordinates are points from the top left corner of the page turned so that most of its text runs from
left to right. `Page.shown_box` turns a box back to the page as a viewer shows it, which is what a Place
carries. Everything here comes from pypdfium2.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..places import Box
from .pdf_box_rules import strokes_of
from .pdf_clips import behind_clips
from .pdf_drawings import Ruling, drawn_objects, filled_areas, ruling_moved
from .pdf_geometry import IDENTITY, Matrix, moved, moved_point, overlap, quarter_turns, rounded_box, times
from .pdf_ink import Ink, ink_of, unseen
from .pdf_paper_edge import Cut, beyond_edges

LINE_END_HYPHEN = "\x02"
"""What pdfium writes for a hyphen at the end of a line."""

_LOOKALIKE = re.compile("[\u2f00-\u2fdf\uf900-\ufaff]")
"""Radicals and compatibility forms that some programs write for the ordinary character of one shape."""

_MEANINGLESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uefff\uf100-\uf8ff]")
"""Control characters, replacements and private ones, but for the bullets of symbol fonts (U+F000 …)."""


BAND = 8.0
"""Points: characters are looked up by the band of the page in which their baseline lies."""

SKEW = -1
"""The turn of a character that runs along no axis: of a watermark or a seal."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """One page as printed. `chars` keep the order of the content stream, overprint removed.

    `width` and `height` are those of the turned page, `turn` the quarter turns (clockwise) from the
    shown page to it. `media` is the box of the whole sheet, of which the page shows a part. `stray`
    holds characters that run in another direction than most of the page. `drawings` are the boxes of
    filled areas and curves, `pictures` those of images. `left_out` holds by their kind (HIDDEN, WATERMARK)
    the characters that are no part of the text. `cuts` tells where its right or left edge cuts off text or
    rules that go on behind it.
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

    def shown_box(self, box: Box) -> Box:
        """A box of this page in the coordinates of the page as shown."""
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
            inks: list[Ink] = []
            printed = list(_chars(text_page.raw, to_shown, inks))
        finally:
            text_page.close()
        media = moved(to_shown, page.get_mediabox())
        rulings, drawings, pictures = drawn_objects(page, to_shown)
        upright = [char for char in printed if char.turn != SKEW]
        cuts = behind_clips(page, to_shown, size, printed, rulings)
        reasons = unseen(upright, inks, rulings, pictures, lambda: filled_areas(page, to_shown))
    finally:
        page.close()
    left_out: dict[str, tuple[Char, ...]] = {}
    for run, reason in reasons.items():
        left_out[reason] = (*left_out.get(reason, ()), *(char for char in printed if char.run == run))
    chars, strokes = strokes_of([char for char in printed if char.run not in reasons])
    rules = (*rulings, *strokes)
    return _turned(
        Page(index + 1, *size, 0, media, tuple(chars), (), rules, drawings, pictures, 0, left_out, cuts)
    )


def _to_shown(page: pdfium.PdfPage) -> tuple[Matrix, tuple[float, float]]:
    """The matrix from the page's user space to the page as shown, and the size of the latter."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    flip: Matrix = (1.0, 0.0, 0.0, -1.0, -left, top)
    quarters = (page.get_rotation() // 90) % 4
    size = (height, width) if quarters % 2 else (width, height)
    return times(flip, quarter_turns(quarters, width, height)), size


def _chars(text_page: raw.FPDF_TEXTPAGE, matrix: Matrix, inks: list[Ink]) -> Iterator[Char]:
    """The characters of a page, without those that pdfium made up between them.

    The ink of each text object is added to `inks`.
    """
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    turned = math.atan2(matrix[1], matrix[0])
    runs: dict[bytes, _Run] = {}
    for index in range(raw.FPDFText_CountChars(text_page)):
        text, is_meant = _meaning(raw.FPDFText_GetUnicode(text_page, index))
        if text == LINE_END_HYPHEN and raw.FPDFText_IsHyphen(text_page, index) == 1:
            text, is_meant = "-", True
        if text in "\r\n" or (text == " " and raw.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, rect)
        drawn = raw.FPDFText_GetTextObject(text_page, index)
        # The bytes of the pointer: much quicker than to make a number of it.
        run = runs.get(bytes(drawn))
        if run is None or run.turn is None:
            raw.FPDFText_GetCharOrigin(text_page, index, x, y)
            turn = _quarters(raw.FPDFText_GetCharAngle(text_page, index), turned)
            start = x.value, y.value
            if run is None:
                inks.append(ink_of(drawn) if drawn else Ink())
                room = _room(drawn) if drawn else (0.0, 0.0)
                run = _Run(len(runs), y.value, 0 if turn == turned == 0 and drawn else None, room)
                runs[bytes(drawn)] = run
        else:
            turn, start = run.turn, (rect.left, run.baseline)
        box = moved(matrix, (rect.left, rect.bottom, rect.right, rect.top))
        origin = moved_point(matrix, *start)
        above, below = run.room
        if turn == 0 and box[3] - box[1] < 0.95 * (above + below):
            box = (box[0], origin[1] - above, box[2], origin[1] + below)
        is_mapped = is_meant and raw.FPDFText_HasUnicodeMapError(text_page, index) != 1
        yield Char(text, box, origin, run.number, turn, is_mapped)


class _Run(NamedTuple):
    """A text object: its number, and the baseline and the turn that all its characters share if they run
    from left to right on a page that is not turned; else the turn is None. `room` is that of its font."""

    number: int
    baseline: float
    turn: int | None
    room: tuple[float, float]


@lru_cache(maxsize=10_000)
def _meaning(code: int) -> tuple[str, bool]:
    """The character of a code point, and whether it means anything."""
    text = chr(code) if code < 0x110000 else "\ufffd"
    if _LOOKALIKE.match(text):
        text = unicodedata.normalize("NFKC", text)
    return text, not _MEANINGLESS.match(text)


def _room(drawn: raw.FPDF_PAGEOBJECT) -> tuple[float, float]:
    """How far a font of drawings (Type 3, nameless) reaches above and below its baseline; 0 for others.

    pdfium's box of a character has the height of its font, but for these, which browsers print: there
    it is that of the glyph, next to nothing for 一.
    """
    font, size, matrix = raw.FPDFTextObj_GetFont(drawn), ctypes.c_float(), raw.FS_MATRIX()
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    known = (
        raw.FPDFFont_GetBaseFontName(font, None, 0) <= 1
        and raw.FPDFTextObj_GetFontSize(drawn, size)
        and raw.FPDFFont_GetAscent(font, size.value, ascent)
        and raw.FPDFFont_GetDescent(font, size.value, descent)
        and raw.FPDFPageObj_GetMatrix(drawn, matrix)
    )
    if not known:
        return 0.0, 0.0
    scale = math.hypot(matrix.c, matrix.d)
    return max(ascent.value * scale, 0.0), max(-descent.value * scale, 0.0)


def _quarters(angle: float, turned: float) -> int:
    """Quarter turns clockwise of a character on the shown page; SKEW if none fits.

    pdfium counts a character's angle clockwise.
    """
    quarters = (angle + turned) / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < 0.1 else SKEW


def _turned(page: Page) -> Page:
    """The page in the direction in which most of its text runs, overprint and what is off it removed."""
    turns = Counter(char.turn for char in page.chars if char.turn != SKEW and not char.text.isspace())
    turn = (4 - turns.most_common(1)[0][0]) % 4 if turns else 0
    matrix = quarter_turns(turn, page.width, page.height)
    size = (page.height, page.width) if turn % 2 else (page.width, page.height)
    chars = [_char_moved(matrix, char, turn) for char in page.chars]
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


def _char_moved(matrix: Matrix, char: Char, turn: int) -> Char:
    if matrix == IDENTITY:
        return char
    upright = (char.turn + turn) % 4 if char.turn != SKEW else SKEW
    box, origin = moved(matrix, char.box), moved_point(matrix, *char.origin)
    return char._replace(box=box, origin=origin, turn=upright)


def without_overprint(chars: list[Char]) -> list[Char]:
    """The characters without those printed again over themselves, as bold type is often faked.

    The same character starting nearly where one already stands is a copy: no two glyphs of a text lie
    closer than a seventh of their height or half of their width.
    """
    seen: dict[tuple[str, float], list[tuple[float, float]]] = {}
    kept = []
    for char in chars:
        left, top, right, bottom = char.box
        baseline = char.origin[1]
        reach = min(0.15 * (bottom - top), 0.45 * max(right - left, 0.5), 7.0)
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

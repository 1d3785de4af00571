"""The characters of a PDF page as pdfium holds them, asked for in columns.

A call of pdfium takes longer than what it does. So each question is asked for all characters in a row, with
plain addresses instead of objects for pointers, and what belongs to a text object is asked once for it.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from . import pdfium_calls as calls
from .geometry import Matrix
from .ink import Ink, inks_of

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

LINE_END_HYPHEN = "\x02"
"""What pdfium writes for a hyphen at the end of a line."""

SKEW = -1
"""The turn of a character that runs along no axis: of a watermark or a seal."""

_LOOKALIKE = re.compile("[\u2f00-\u2fdf\uf900-\ufaff]")
"""Radicals and compatibility forms that some programs write for the ordinary character of one shape."""

_MEANINGLESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uefff\uf100-\uf8ff]")
"""Control characters, replacements and private ones, but for the bullets of symbol fonts (U+F000 …)."""

_SPACE, _LINE_ENDS = 0x20, (0x0A, 0x0D)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page in the order of its content, one in each row of the arrays.

    `boxes` (left, top, right, bottom) and `origins` (x, y) are points on the page as shown. `runs` numbers
    the text objects from 0, `inks` are theirs; `turns` counts quarter turns clockwise (SKEW for any other
    angle), `mapped` is 0 where the font does not say which character the glyph is.
    """

    texts: Sequence[str]
    boxes: Floats
    origins: Floats
    runs: Integers
    turns: Integers
    mapped: Sequence[bool]
    inks: Sequence[Ink]


def glyphs_of(text_page: raw.FPDF_TEXTPAGE, matrix: Matrix) -> Glyphs:
    """The characters of a page, without those that pdfium made up between them; `matrix` leads from the
    user space of the page to the page as shown."""
    page = calls.address_of(text_page)
    codes = _codes(page)
    kept = _printed(page, codes)
    texts, are_meant = _meanings(page, codes, kept)
    drawn = list(map(calls.text_object, repeat(page), kept))
    numbers = {handle: number for number, handle in enumerate(dict.fromkeys(drawn))}
    runs = np.fromiter(map(numbers.__getitem__, drawn), np.int64, len(drawn))
    objects = [handle or 0 for handle in numbers]
    errors = map(calls.has_map_error, repeat(page), kept)
    boxes = _loose_boxes(page, len(codes))[kept]
    starts, turns = _starts_and_turns(page, kept, runs, objects, boxes, matrix)
    boxes, origins = _boxes_moved(matrix, boxes), _points_moved(matrix, starts)
    return Glyphs(
        texts=texts,
        boxes=_with_room(boxes, origins, runs, turns, objects),
        origins=origins,
        runs=runs,
        turns=turns,
        mapped=[is_meant and error != 1 for is_meant, error in zip(are_meant, errors, strict=True)],
        inks=inks_of(objects),
    )


def _codes(page: int) -> list[int]:
    """The code points of a page's characters."""
    count = calls.count_chars(page)
    units: npt.NDArray[np.uint16] = np.zeros(count + 1, dtype=np.uint16)
    # Beyond 16 bits a character takes two units, and those without any code point none.
    if calls.text(page, 0, count, units.ctypes.data) == count + 1:
        return list(units[:-1].tolist())
    return list(map(calls.char_unicode, repeat(page), range(count)))


def _printed(page: int, codes: Sequence[int]) -> list[int]:
    """The indexes of the characters that pdfium did not make up: ends of lines, and spaces between words."""
    generated = calls.is_generated
    return [
        index
        for index, code in enumerate(codes)
        if code > _SPACE or not (code in _LINE_ENDS or (code == _SPACE and generated(page, index) == 1))
    ]


@lru_cache(maxsize=10_000)
def _meaning(code: int) -> tuple[str, bool]:
    """The character of a code point, and whether it means anything."""
    text = chr(code) if code < 0x110000 else "\ufffd"
    if _LOOKALIKE.match(text):
        text = unicodedata.normalize("NFKC", text)
    return text, not _MEANINGLESS.match(text)


def _meanings(page: int, codes: Sequence[int], kept: Sequence[int]) -> tuple[list[str], list[bool]]:
    """What the characters mean, and whether they mean anything."""
    own = [codes[index] for index in kept]
    known = {code: _meaning(code) for code in set(own)}
    meanings = list(map(known.__getitem__, own))
    if ord(LINE_END_HYPHEN) in known:
        meanings = [
            ("-", True) if text == LINE_END_HYPHEN and calls.is_hyphen(page, index) == 1 else (text, is_meant)
            for index, (text, is_meant) in zip(kept, meanings, strict=True)
        ]
    return [text for text, _ in meanings], [is_meant for _, is_meant in meanings]


def _loose_boxes(page: int, count: int) -> Floats:
    """The boxes of all characters in user space: left, top, right, bottom, y pointing up."""
    boxes = np.zeros((count, 4), dtype=np.float32)
    calls.each(calls.loose_char_box, repeat(page), range(count), calls.rows(boxes))
    return boxes.astype(np.float64)


def _starts_and_turns(
    page: int,
    kept: Sequence[int],
    runs: Integers,
    objects: Sequence[int],
    boxes: Floats,
    matrix: Matrix,
) -> tuple[Floats, Integers]:
    """Where the baseline of each character starts, in user space, and how it is turned as shown.

    What a text object draws from left to right on a page that is not turned shares baseline and turn of
    its first character, and starts at the left of its box.
    """
    turned = math.atan2(matrix[1], matrix[0])
    firsts = np.unique(runs, return_index=True)[1].tolist()
    starts, turns = _asked(page, [kept[index] for index in firsts], turned)
    level = (turns == 0) & np.array([handle != 0 and turned == 0 for handle in objects], dtype=bool)
    others = np.flatnonzero(~level[runs]).tolist()
    every_start = np.column_stack((boxes[:, 0], starts[runs, 1]))
    every_turn = turns[runs]
    every_start[firsts] = starts
    every_start[others], every_turn[others] = _asked(page, [kept[index] for index in others], turned)
    return every_start, every_turn


def _asked(page: int, indexes: Sequence[int], turned: float) -> tuple[Floats, Integers]:
    """Where the baselines of some characters start, in user space, and how they are turned as shown."""
    starts = np.zeros((len(indexes), 2), dtype=np.float64)
    calls.each(calls.char_origin, repeat(page), indexes, calls.rows(starts), calls.rows(starts, 1))
    angles = np.fromiter(map(calls.char_angle, repeat(page), indexes), np.float64, len(indexes))
    return starts, _quarters(angles + turned)


def _quarters(angles: Floats) -> Integers:
    """Quarter turns clockwise of characters on the shown page; SKEW if none fits.

    pdfium counts a character's angle clockwise.
    """
    quarters = angles / (math.pi / 2)
    nearest = np.rint(quarters)
    return np.where(np.abs(quarters - nearest) < 0.1, nearest.astype(np.int64) % 4, SKEW)


def _points_moved(matrix: Matrix, points: Floats) -> Floats:
    a, b, c, d, e, f = matrix
    x, y = points.T
    return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def _boxes_moved(matrix: Matrix, boxes: Floats) -> Floats:
    """Boxes as left, top, right, bottom around what the matrix makes of each."""
    one, other = _points_moved(matrix, boxes[:, [0, 1]]), _points_moved(matrix, boxes[:, [2, 3]])
    return np.hstack((np.minimum(one, other), np.maximum(one, other)))


def _with_room(
    boxes: Floats, origins: Floats, runs: Integers, turns: Integers, objects: Sequence[int]
) -> Floats:
    """The boxes, those of characters as high as their font where pdfium's tell of a glyph instead."""
    rooms = _rooms(objects)
    if rooms is None:
        return boxes
    above, below, is_drawn = rooms[runs].T
    tops, feet, level = origins[:, 1] - above, origins[:, 1] + below, (turns == 0) & (above + below > 0)
    low = level & (is_drawn > 0) & (boxes[:, 3] - boxes[:, 1] < 0.95 * (above + below))
    high = level & (is_drawn == 0) & (boxes[:, 1] < tops)
    boxes[low | high, 1] = tops[low | high]
    boxes[low, 3] = feet[low]
    return boxes


def _rooms(objects: Sequence[int]) -> Floats | None:
    """How far the font of each text object reaches above and below its baseline, and 1 if it is one of
    drawings (Type 3, nameless), else 0; all 0 for other fonts that are in the file, None if it has no others.

    pdfium's box of a character has the height of its font, but for those of drawings, which browsers print:
    there it is that of the glyph, next to nothing for 一. For a font that is not in the file another one
    stands in, of which some glyphs are higher than the font that was meant.
    """
    fonts = list(map(calls.font, objects))
    kinds = {font: _has_no_name(font) for font in set(fonts) if font is not None and _stands_alone(font)}
    drawn = [at for at, font in enumerate(fonts) if font in kinds]
    if not drawn:
        return None
    handles = [objects[at] for at in drawn]
    sizes, matrices = np.zeros((len(drawn), 1), dtype=np.float32), np.zeros((len(drawn), 6), dtype=np.float32)
    calls.each(calls.font_size, handles, calls.rows(sizes))
    calls.each(calls.object_matrix, handles, calls.rows(matrices))
    reach: dict[tuple[int, float], tuple[float, float]] = {}
    rooms = np.zeros((len(objects), 3), dtype=np.float64)
    for at, (size,), (_, _, c, d, _, _) in zip(drawn, sizes.tolist(), matrices.tolist(), strict=True):
        key = fonts[at], size
        if key not in reach:
            reach[key] = _reach(*key)
        scale = math.hypot(c, d)
        rooms[at] = reach[key][0] * scale, reach[key][1] * scale, kinds[fonts[at]]
    return rooms


def _stands_alone(font: int) -> bool:
    """Whether a font is one of drawings, or not in the file."""
    return _has_no_name(font) or raw.FPDFFont_GetIsEmbedded(ctypes.cast(font, raw.FPDF_FONT)) == 0


def _has_no_name(font: int) -> bool:
    return bool(raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), None, 0) <= 1)


def _reach(font: int, size: float) -> tuple[float, float]:
    """How far a font of a size reaches above and below its baseline, in its own space; 0 where it does not
    say."""
    handle = ctypes.cast(font, raw.FPDF_FONT)
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    if not raw.FPDFFont_GetAscent(handle, size, ascent) or not raw.FPDFFont_GetDescent(handle, size, descent):
        return 0.0, 0.0
    return max(ascent.value, 0.0), max(-descent.value, 0.0)

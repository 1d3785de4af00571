"""Pages whose text another program recognised in their picture, and laid there unseen for searching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ....places import Box
from .geometry import area, contains
from .ink import Ink

if TYPE_CHECKING:
    from .page import Char

PICTURE_SHARE = 0.5
"""Share of a page that its pictures must take to be a scan."""

UNSEEN_SHARE = 0.9
"""Share of a scan's characters that are unseen and upon its picture; a page number may be printed on it."""

OPAQUE_SHARE = 0.9
"""Share of a picture's pixels that let nothing through: at its edges some may."""


def may_be_scan(pictures: Sequence[Box], size: tuple[float, float]) -> bool:
    """Whether pictures take so much of a page of this size (width, height) that it may be a scan."""
    return sum(map(area, pictures)) >= PICTURE_SHARE * size[0] * size[1]


def is_scan_text(
    page: pdfium.PdfPage, chars: Sequence[Char], inks: Sequence[Ink], pictures: Sequence[Box]
) -> bool:
    """Whether the characters of a page stand unseen where its pictures are: drawn without ink, or behind
    them. `inks` are those of the text objects by number."""
    inked = [char for char in chars if not char.text.isspace()]
    fewest = UNSEEN_SHARE * len(inked)
    upon = sum(any(contains(picture, char.middle) for picture in pictures) for char in inked)
    if not inked or upon < fewest:
        return False
    return sum(not inks[char.run].is_drawn for char in inked) >= fewest or _is_covered(page)


def _is_covered(page: pdfium.PdfPage) -> bool:
    """Whether all text of a page is drawn before its pictures, and these let nothing through."""
    kinds = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE)
    drawn = list(page.get_objects(filter=kinds, max_depth=1))
    texts = [at for at, shape in enumerate(drawn) if shape.type == raw.FPDF_PAGEOBJ_TEXT]
    pictures = drawn[texts[-1] + 1 :] if texts else []
    return bool(pictures) and len(texts) + len(pictures) == len(drawn) and all(map(_is_opaque, pictures))


def _is_opaque(picture: pdfium.PdfObject) -> bool:
    """Whether a picture covers what was drawn before it, told from how it is drawn at 72 dots an inch."""
    try:
        pixels = picture.get_bitmap(render=True, scale_to_original=False).to_numpy()
    except pdfium.PdfiumError:
        # A damaged picture hides nothing.
        return False
    return pixels.shape[2] < 4 or bool((pixels[:, :, 3] == 255).mean() >= OPAQUE_SHARE)

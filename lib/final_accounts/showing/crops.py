"""A piece of a PDF page around one place, the place or what matters of it framed in red."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from ..places import Box, Place
from ..reading.sheets import sheets_at

FRAME = "#c8102e"
FRAME_POINTS = 1.2
AROUND = 2.0
"""Points between the figure and its frame."""

MOST_PIXELS = 8_000_000
"""Of a piece: a page may claim any size, and drawing it must not take the machine's memory."""


def crop(source_path: Path, place: Place, scale: float, margin: float, framed: Sequence[Box] = ()) -> bytes:
    """The piece as PNG: `scale` pixels a point, `margin` points of the page on each side of the box, which is
    framed itself where no boxes to be `framed` are given.

    A piece of more than MOST_PIXELS is drawn smaller.

    Raises ValueError for a place without page or box, or one that lies outside the page, and PdfiumError
    for a file that cannot be drawn.
    """
    if place.page is None or place.box is None:
        raise ValueError(f"{place.describe()} has no box on a page")
    with sheets_at(source_path) as document:
        page = document[place.page - 1]
        width, height = page.get_size()
        left, top, right, bottom = place.box
        cut = (
            max(left - margin, 0),
            max(height - bottom - margin, 0),
            max(width - right - margin, 0),
            max(top - margin, 0),
        )
        if cut[0] + cut[2] >= width or cut[1] + cut[3] >= height:
            raise ValueError(f"{place.describe()} lies outside its page of {width:g} × {height:g} points")
        points = (width - cut[0] - cut[2]) * (height - cut[1] - cut[3])
        scale = min(scale, math.sqrt(MOST_PIXELS / points))
        piece: Image.Image = page.render(scale=scale, crop=cut).to_pil().convert("RGB")
    for left, top, right, bottom in framed or (place.box,):
        _frame(piece, (left - cut[0], top - cut[3], right - cut[0], bottom - cut[3]), scale)
    file = io.BytesIO()
    piece.save(file, "PNG")
    return file.getvalue()


def _frame(piece: Image.Image, box: tuple[float, float, float, float], scale: float) -> None:
    left, top, right, bottom = box
    corners = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
    thick = max(round(FRAME_POINTS * scale), 1)
    ImageDraw.Draw(piece).rectangle([corner * scale for corner in corners], outline=FRAME, width=thick)

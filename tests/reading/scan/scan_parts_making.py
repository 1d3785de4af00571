"""Parts of scanned pages by hand: pages, lines, a drawn form, a table."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from final_accounts.reading.pdf.ruled.cells import grid_of
from final_accounts.reading.pdf.ruled.tables import FoundTable
from final_accounts.reading.scan.image import Gray
from final_accounts.reading.scan.text import RecognisedPage, ScanLine

SCALE = 2.0
"""Pixels a point of the pictures here: 144 dots an inch."""


def page(**kept: object) -> RecognisedPage:
    plain = {"number": 3, "width": 600.0, "height": 800.0, "turn": 0, "media": (0.0, 0.0, 600.0, 800.0)}
    empty = dict.fromkeys(("chars", "stray", "rulings", "drawings", "pictures"), ())
    return RecognisedPage(**(plain | empty | kept))


def line(text: str, box: tuple[float, float, float, float] = (0, 0, 50, 10), **kept: object) -> ScanLine:
    return ScanLine(**({"text": text, "box": box, "sureness": 1.0, "least_digit": 1.0} | kept))


def form(angle: float = 0.0) -> Gray:
    """A table of 3 × 4 cells, 300 × 120 points, with bars for text in some cells."""
    sheet = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(sheet)
    for row in range(4):
        draw.line((200, 200 + 80 * row, 800, 200 + 80 * row), 0, 2)
    for column in range(5):
        # The head of the two last columns is one cell.
        top = 280 if column == 3 else 200
        draw.line((200 + 150 * column, top, 200 + 150 * column, 440), 0, 2)
    draw.rectangle((220, 225, 290, 245), 0)
    draw.rectangle((690, 300, 780, 318), 0)
    draw.rectangle((690, 330, 740, 348), 0)
    return np.asarray(sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))


def lined(*boxes: tuple[int, int, int, int]) -> Gray:
    """A sheet with one black bar for each mark."""
    sheet = Image.new("L", (1000, 300), 255)
    for box in boxes:
        ImageDraw.Draw(sheet).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), 0)
    return np.asarray(sheet)


def table(*texts: str) -> FoundTable:
    grid = grid_of(3, [0, 100, 200], [0, 20, 40], lambda *_: False, lambda *_: False)
    return FoundTable(grid, {divmod(index, 2): text for index, text in enumerate(texts)})

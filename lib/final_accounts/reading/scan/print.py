"""Whether a picture shows print, a form or a page of text, and is no chart and no photograph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import cv2

from ...figures import parse_figure
from .grid import rulings_of
from .image import Colour, evened, ink_of, without_stamps

RULES = 3
"""Rules each way of a ruled form at least. A chart has lines one way."""

LETTERS = 250
"""Spots of the size of a letter in a picture of a page. Charts and photographs have fewer."""

LETTER_HEIGHT = (4.0, 30.0)
"""Points of the spots that may be letters or parts of them."""

MOST_INKED = 0.25
"""Share of a picture of print that is inked at most."""

FEWEST_NUMBERS = 4
"""Numbers in cells of what is more than the frame around something."""

FEWEST_CHARACTERS = 150
"""Characters of a picture that shows running text."""


def may_be_print(picture: Colour, scale: float) -> bool:
    """Whether a picture of `scale` pixels a point has rules both ways, or letters enough."""
    gray = evened(without_stamps(picture, 72 * scale), 72 * scale)
    ways = Counter(rule.horizontal for rule in rulings_of(gray, scale))
    if min(ways[True], ways[False]) >= RULES:
        return True
    ink = ink_of(gray)
    if ink.mean() > MOST_INKED:
        return False
    heights = cv2.connectedComponentsWithStats(ink)[2][1:, cv2.CC_STAT_HEIGHT] / scale
    letters = (heights >= LETTER_HEIGHT[0]) & (heights <= LETTER_HEIGHT[1])
    return int(letters.sum()) >= LETTERS


def says_something(in_cells: Iterable[str], characters: int) -> bool:
    """Whether what was recognised is a form or running text, and not the labels of a chart: by the texts of
    the cells of its tables, and the number of characters outside of them."""
    return _numbers(in_cells) >= FEWEST_NUMBERS or characters >= FEWEST_CHARACTERS


def _numbers(texts: Iterable[str]) -> int:
    return sum(parse_figure(text) is not None for text in texts)

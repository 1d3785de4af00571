"""Rules that a page prints as characters: ┌─┬┐ and their kin become strokes, as if they had been drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ...text.box_drawing import is_box_drawing
from .drawings import Ruling

if TYPE_CHECKING:
    from .page import Char

FEWEST = 8
"""Upright box-drawing characters of a page from which they are the rules of a table."""

LEADING = 0.4
"""Heights of a character by which a stroke goes on to the lines above and below."""

TOUCHING = 0.5
"""Widths of a character that may lie between two that form one rule."""


def strokes_of(chars: Sequence[Char]) -> tuple[list[Char], list[Ruling]]:
    """The characters without those that draw rules, and the rules that these draw.

    A lone ─ is a dash, and stays.
    """
    drawn = [char for char in chars if is_box_drawing(char.text) and char.turn == 0]
    if sum(bool(_arms(char.text) & {"UP", "DOWN"}) for char in drawn) < FEWEST:
        return list(chars), []
    used: set[int] = set()
    rulings: list[Ruling] = []
    for row in _by_line(drawn):
        for char, before, after in _with_neighbours(row):
            arms = _arms(char.text)
            upright = arms & {"UP", "DOWN"}
            joined = (before is not None and "RIGHT" in _arms(before.text)) or (
                after is not None and "LEFT" in _arms(after.text)
            )
            if upright or joined:
                used.add(id(char))
                rulings.extend(_strokes(char, arms))
    return [char for char in chars if id(char) not in used], rulings


def _by_line(drawn: Sequence[Char]) -> list[list[Char]]:
    """The characters by the line on which they stand, each line from left to right."""
    lines: dict[int, list[Char]] = {}
    for char in drawn:
        lines.setdefault(round(char.baseline), []).append(char)
    return [sorted(line, key=lambda char: char.box[0]) for line in lines.values()]


def _with_neighbours(row: Sequence[Char]) -> Iterator[tuple[Char, Char | None, Char | None]]:
    """Each character with those that touch it on its left and right."""
    touching = [after.box[0] - before.box[2] <= TOUCHING * before.width for before, after in pairwise(row)]
    for index, char in enumerate(row):
        before = row[index - 1] if index and touching[index - 1] else None
        after = row[index + 1] if index + 1 < len(row) and touching[index] else None
        yield char, before, after


@lru_cache(maxsize=256)
def _arms(text: str) -> frozenset[str]:
    """The directions in which a box-drawing character goes from its middle, from its name in Unicode."""
    words = set(unicodedata.name(text, "").split())
    if "HORIZONTAL" in words:
        words |= {"LEFT", "RIGHT"}
    if "VERTICAL" in words:
        words |= {"UP", "DOWN"}
    return frozenset(words & {"UP", "DOWN", "LEFT", "RIGHT"})


def _strokes(char: Char, arms: frozenset[str]) -> Iterator[Ruling]:
    left, top, right, bottom = char.box
    x, y = char.middle
    beyond, across = LEADING * char.height, TOUCHING * char.width
    if arms & {"LEFT", "RIGHT"}:
        start, end = left - across if "LEFT" in arms else x, right + across if "RIGHT" in arms else x
        yield Ruling(True, y, start, end)
    if arms & {"UP", "DOWN"}:
        start, end = top - beyond if "UP" in arms else y, bottom + beyond if "DOWN" in arms else y
        yield Ruling(False, x, start, end)

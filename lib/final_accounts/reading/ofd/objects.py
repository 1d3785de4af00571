"""What a page of an OFD document draws, in millimetres from the page's top left corner downwards.

Terms and defaults are those of GB/T 33190-2016: 5.3 page objects, 7 transformations, 8.3 colours, 9 paths,
10 images, 11 text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = a x + c y + e, y' = b x + d y + f."""
Colour = tuple[float, ...]
"""One (grey), three (RGB) or four (CMYK) parts, 0 to 1."""

UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK: Colour = (0.0,)
LINE_WIDTH = 0.353
"""Millimetres of a line that names no width."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, where its origin stands, and how far behind it the next one does; None if the file does
    not say."""

    text: str
    x: float
    y: float
    advance: float | None


@dataclass(frozen=True, slots=True)
class Text:
    """Characters in one font. `size` is in millimetres; `stretch` is how wide they are for their height.

    `colour` is None for text that is there to be searched and not seen.
    """

    matrix: Matrix
    glyphs: tuple[Glyph, ...]
    size: float
    stretch: float = 1.0
    colour: Colour | None = BLACK


@dataclass(frozen=True, slots=True)
class Shape:
    """A path in SVG's notation, which is that of the standard but for the letters of two commands."""

    matrix: Matrix
    path: str
    width: float = LINE_WIDTH
    stroke: Colour | None = BLACK
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that fills the unit square of its matrix, its first row on top."""

    matrix: Matrix
    data: bytes


Drawn = Text | Shape | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its sides in millimetres, and what it draws, in order."""

    width: float
    height: float
    drawn: tuple[Drawn, ...]


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first what `inner` does and then what `outer` does."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def numbers(text: str | None) -> tuple[float, ...]:
    """The numbers of a list in an attribute; those that are none, or beyond all measure, are left out."""
    found = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if math.isfinite(value) and abs(value) < _LARGEST:
            found.append(value)
    return tuple(found)


_LARGEST = 1e6


def number(text: str | None, default: float) -> float:
    """The first number of an attribute, `default` without one."""
    return next(iter(numbers(text)), default)


def matrix_of(text: str | None) -> Matrix:
    """The matrix of a CTM attribute; that which changes nothing without one."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else UNCHANGED


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a box; None where it has no extent that could be drawn on."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def steps_of(text: str | None) -> tuple[float, ...]:
    """The steps from character to character of a DeltaX or DeltaY attribute, in which `g 3 2.5` stands for
    three of 2.5 (11.3)."""
    words = iter((text or "").split())
    found: list[float] = []
    for word in words:
        if word == "g":
            count, step = next(words, "0"), next(words, "0")
            found.extend(numbers(step) * min(int(number(count, 0)), _MOST_STEPS))
        else:
            found.extend(numbers(word))
    return tuple(found[:_MOST_STEPS])


_MOST_STEPS = 10_000
"""No line has as many characters."""


def glyphs_of(
    text: str, x: float, y: float, across: Sequence[float], down: Sequence[float]
) -> Iterator[Glyph]:
    """The characters of a text code from its start, by the steps between them; where a file tells none, they
    follow one another as their font has it (`advance` None)."""
    for index, char in enumerate(text):
        step = across[index] if index < len(across) else None
        yield Glyph(char, x, y, step)
        x += step or 0.0
        y += down[index] if index < len(down) else 0.0

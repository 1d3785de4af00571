"""A printed account under construction: lines of words and figures, and what must hold between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .checks import Check


@dataclass(eq=False, slots=True)
class Token:
    """A piece of print that may be wrong: a figure, a word of direction, a form's number, a year.

    `text` is what is printed; `unit` is printed behind it unless `bare` (cells of forms, words). `exact` is
    the true value in the unit, None for words. `fact` names the quantity: tokens of one fact are equal.
    """

    text: str
    role: str
    unit: str = ""
    exact: Fraction | None = None
    decimals: int = 0
    fact: str = ""
    bare: bool = False
    space: str = ""
    fen: int | None = None
    form: str = ""
    row: int = -1
    column: int = -1
    others: dict[str, str] = field(default_factory=dict)
    """What a known mistake would print here: name of the mistake to text."""

    def printed(self, text: str | None = None) -> str:
        shown = self.text if text is None else text
        return shown if self.bare else f"{shown}{self.space}{self.unit}"


_NUMBER = re.compile(r"\d[\d,.]*")
_CLOSING = frozenset("，。；：、）”%")

Piece = str | Token
Overrides = Mapping[Token, str]
"""Planted print by token: the whole of what stands there, unit included."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a token stands in the rendered text: line from 1, characters from 0, and the line itself.

    `paragraph` is the first and the last line of its paragraph.
    """

    line: int
    start: int
    end: int
    text: str
    paragraph: tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """Lines of pieces, and the checks between tokens. `wrapped` is the width of wrapped text, 0 for none."""

    lines: list[list[Piece]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    wrapped: int = 0

    def put(self, *pieces: Piece) -> None:
        """One paragraph."""
        self.lines.append(list(pieces))

    def row(self, cells: Sequence[Piece]) -> None:
        """One row of a form: cells parted by tabs."""
        pieces: list[Piece] = []
        for index, cell in enumerate(cells):
            if index:
                pieces.append("\t")
            pieces.append(cell)
        self.lines.append(pieces)

    def check(self, check: Check) -> None:
        self.checks.append(check)

    def tokens(self) -> Iterator[Token]:
        for line in self.lines:
            for piece in line:
                if isinstance(piece, Token):
                    yield piece

    def render(self, overrides: Overrides | None = None) -> tuple[str, dict[Token, Spot]]:
        """The text and where each token stands in it."""
        planted = overrides or {}
        out: list[str] = []
        spots: dict[Token, Spot] = {}
        for line in self.lines:
            text, spans = _joined(line, planted)
            pieces = _wrap(text, self.wrapped, spans) if self.wrapped and "\t" not in text else [(0, text)]
            block = (len(out) + 1, len(out) + len(pieces))
            for start, part in pieces:
                for token, (first, last) in spans.items():
                    if start <= first < start + len(part) or (first == start and not part):
                        spots[token] = Spot(len(out) + 1, first - start, last - start, part, block)
                out.append(part)
            if "\t" not in text:
                out.append("")
        return "\n".join(out) + "\n", spots

    def same_facts(self) -> dict[str, list[Token]]:
        """Tokens by the quantity that they print, of those printed twice or oftener."""
        by_fact: dict[str, list[Token]] = {}
        for token in self.tokens():
            if token.fact:
                by_fact.setdefault(token.fact, []).append(token)
        return {fact: tokens for fact, tokens in by_fact.items() if len(tokens) > 1}


def _joined(line: Iterable[Piece], planted: Overrides) -> tuple[str, dict[Token, tuple[int, int]]]:
    text, spans = "", {}
    for piece in line:
        if isinstance(piece, Token):
            shown = planted.get(piece, piece.printed())
            spans[piece] = (len(text), len(text) + len(shown))
            text += shown
        else:
            text += piece
    return text, spans


def _wrap(text: str, width: int, spans: Mapping[Token, tuple[int, int]]) -> list[tuple[int, str]]:
    """Lines of about a width in Chinese characters (a digit is half of one): no printed figure is broken,
    and no line begins with a closing mark."""
    whole = [*spans.values(), *(match.span() for match in _NUMBER.finditer(text))]
    lines, start = [], 0
    while start < len(text):
        end, used = start, 0
        while end < len(text) and used <= 2 * width - 2:
            used += 2 if ord(text[end]) > 0x2000 else 1
            end += 1
        for first, last in whole:
            if first < end < last:
                end = first if first > start else last
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        lines.append((start, text[start:end]))
        start = end
    return lines or [(0, text)]

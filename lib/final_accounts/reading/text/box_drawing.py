"""Tables drawn with the characters ┌─┬┐ in plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BOX = re.compile("[\u2500-\u257f]")
_UPRIGHT = re.compile("[\u2502\u2503\u2506\u2507\u250a\u250b\u250c-\u254b\u2551-\u256c]")
_ACROSS = re.compile("[\u2500\u2501\u2550]")
_FRAME = re.compile("\\s*[\u2500-\u257f]")
_RULE = re.compile("[\u2500-\u257f]{2,}")
"""A rule beside a merged cell; a lone ─ is a dash."""
_TYPED_RULE = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_MOST_LINES = 2_000
_TYPED_LINE = re.compile(r"\s*[+|].*[+|]\s*")
_TYPED_PIECE = re.compile(r"\+[-=+]*\+")
_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")


def is_box_drawing(text: str) -> bool:
    """Whether a character is one of Unicode's box drawings."""
    return _BOX.match(text) is not None


def is_framed(line: str) -> bool:
    """Whether a line begins and ends with a box drawing, as every line of such a table does."""
    return _FRAME.match(line) is not None and _BOX.match(line.rstrip()[-1:]) is not None


def drawn_from_type(lines: Sequence[str], start: int) -> list[str]:
    """The lines of a table ruled with + - and |, as if drawn with box drawings; none if none begins there."""
    held = start + 1 < len(lines) and lines[start + 1].strip()[:1] == "|"
    if not held or not _TYPED_RULE.fullmatch(lines[start]):
        return []
    end = start
    while end < min(len(lines), start + _MOST_LINES) and _TYPED_LINE.fullmatch(lines[end]):
        end += 1
    return [_drawn(line) for line in lines[start:end]]


def typed_rows(block: Sequence[str]) -> list[BoxRow]:
    """The rows of such a table: every one stands between two rules, its cells wrapped wherever they must;
    none where a rule does not go all the way."""
    edges = _edges(block)
    if len(edges) < 2 or any(_is_text(line) and _ACROSS.search(line) for line in block):
        return []
    rows: list[BoxRow] = []
    waiting: list[list[str]] = []
    for number, line in enumerate(block):
        if _is_text(line):
            waiting.append([text.strip() for text in _cells(line, edges)])
        elif waiting:
            texts = ("".join(pieces) for pieces in zip(*waiting, strict=True))
            rows.append(BoxRow(tuple(texts), number - len(waiting)))
            waiting = []
    return rows


def _drawn(line: str) -> str:
    ruled = _TYPED_PIECE.sub(lambda piece: piece.group().translate(_AS_DRAWN), line)
    return ruled.replace("|", "\u2502")


_AS_DRAWN = str.maketrans("+-=", "\u253c\u2500\u2500")


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row of a table in box drawings: its cells, a merged one and blanks for the rest, and its first line
    (from 0)."""

    cells: tuple[str, ...]
    line: int


def boxed_rows(lines: Sequence[str], start: int) -> tuple[list[BoxRow], int]:
    """The rows of the table that begins at a framed line, and the line after it; none if it is no table."""
    end = start
    while end < len(lines) and is_framed(lines[end]):
        end += 1
    block = [line.rstrip() for line in lines[start:end]]
    edges = _edges(block)
    if len(edges) < 2 or not any(_is_text(line) for line in block):
        return [], start
    rows: list[BoxRow] = []
    waiting: list[tuple[int, list[str]]] = []
    for number, line in enumerate(block, start=start):
        if _is_text(line):
            waiting.append((number, _cells(line, edges)))
        elif waiting:
            rows.extend(_rows(waiting))
            waiting = []
    rows.extend(_rows(waiting))
    return rows, end


def _is_text(line: str) -> bool:
    """Whether a line holds cells and is no rule."""
    inked = any(not is_box_drawing(char) and not char.isspace() for char in line)
    return inked or _ACROSS.search(line) is None


def _rows(lines: Sequence[tuple[int, list[str]]]) -> Iterator[BoxRow]:
    """The rows between two rules that go all the way: cut where a rule ends in a merged cell.

    What stands between is one row whose cells are wrapped, or one a line if numbers stand in several.
    """
    parts: list[list[tuple[int, list[str]]]] = [[]]
    merged: set[int] = set()
    for number, cells in lines:
        ruled = {column for column, text in enumerate(cells) if _RULE.fullmatch(text.strip())}
        texts = ["" if column in ruled else text for column, text in enumerate(cells)]
        if ruled:
            merged |= set(range(len(cells))) - ruled
        # A merged cell says all that it says in its first row.
        parts[0].append((number, [text if column in merged else "" for column, text in enumerate(texts)]))
        if ruled:
            parts.append([])
        else:
            own = ["" if column in merged else text for column, text in enumerate(texts)]
            parts[-1].append((number, own))
    for part in parts:
        yield from _of_part(part)


def _of_part(lines: Sequence[tuple[int, list[str]]]) -> Iterator[BoxRow]:
    filled = [(number, cells) for number, cells in lines if any(text.strip() for text in cells)]
    if not filled:
        return
    columns = list(zip(*(cells for _, cells in filled), strict=True))
    numbers = (sum(_NUMBER.fullmatch(text.strip()) is not None for text in column) for column in columns)
    if max(numbers) > 1:
        for number, cells in filled:
            yield BoxRow(tuple(text.strip() for text in cells), number)
        return
    texts = ("\n".join(text.strip() for text in column if text.strip()) for column in columns)
    yield BoxRow(tuple(texts), filled[0][0])


def _edges(block: Sequence[str]) -> list[int]:
    """Where the columns of the table end, counted as the type is wide: a box drawing is one wide or two."""
    narrow, wide = (_positions(block, box) for box in (1, 2))
    return narrow if len(narrow) <= len(wide) else wide


def _positions(block: Sequence[str], box: int) -> list[int]:
    return sorted({at for line in block for at in _uprights(line, box)})


def _uprights(line: str, box: int) -> Iterator[int]:
    at = 0
    for char in line:
        if _UPRIGHT.match(char):
            yield at
        at += _width(char, box)


def _width(char: str, box: int) -> int:
    if is_box_drawing(char):
        return box
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cells(line: str, edges: Sequence[int]) -> list[str]:
    """The texts between the rules of a line, each in the first of the columns that it takes."""
    box = 1 if set(_uprights(line, 1)) <= set(edges) else 2
    cells = [""] * (len(edges) - 1)
    at, column = 0, -1
    for char in line:
        if _UPRIGHT.match(char):
            column = min(edges.index(at), len(edges) - 2) if at in edges else column
        elif 0 <= column < len(cells):
            cells[column] += char
        at += _width(char, box)
    return cells

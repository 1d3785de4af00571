"""Tables in plain text whose cells stand between bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..lines import width
from .tabs import TextRow

_LONGEST_HEAD = 60
_HARD_END = "  "
_RULE = re.compile(r"^\s*\|?[\s:|+-]+\|?\s*$")
_DOUBLE_BARS = re.compile(r"\s*\|\|(?:[^|]*\|\|)+\s*")
_CARETS = re.compile(r"\s*\^(?:[^|^]*\^)+\s*")
_CUT_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*,\d{0,2}")
_REST_OF_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_MOST_BROKEN = 6
"""Lines over which a row is broken."""
_WORD = re.compile(r"[\u4e00-\u9fff、（）“”]")


def begins_barred(lines: Sequence[str], start: int) -> bool:
    """Whether cells between bars begin: two bars, or one and more in the next line."""
    bars = lines[start].count("|")
    below = lines[start + 1].count("|") if start + 1 < len(lines) else 0
    if not bars:
        return _as_row(lines, start) != lines[start]
    return bars >= 2 or (below >= 1 and len(lines[start]) <= _LONGEST_HEAD)


def barred_rows(lines: Sequence[str], start: int) -> tuple[list[TextRow], int]:
    """The rows of the table that begins on a line, and the line after it.

    Without a bar at each end of its rows an outer cell may be blank. Heads may stand between double bars or
    carets, or begin with =, as wikis mark them.
    """
    held: list[tuple[int, str]] = []
    position, hard = start, _ends_rows_hard(lines, start)
    closed = _as_row(lines, start).strip()
    bars = closed.count("|") if closed[:1] == closed[-1:] == "|" else 0
    while position < len(lines) and "|" in (row := _as_row(lines, position)):
        at = position
        position += 1
        if _RULE.match(row):
            continue
        while hard and not row.endswith(_HARD_END) and position < len(lines) and lines[position].strip():
            row = f"{row} {lines[position]}"
            position += 1
        for end in _ends_of_row(lines, position, row, bars):
            row = "".join((row, *(line.strip() for line in lines[position:end])))
            position = end
        held.append((at, row.strip(" ")))
    held = _without_wraps(held)
    if held and all(len(text) > 1 and text[0] == text[-1] == "|" for _, text in held):
        held = [(at, text[1:-1]) for at, text in held]
    return [TextRow(_cells(text), at + 1) for at, text in held], position


def _ends_of_row(lines: Sequence[str], start: int, row: str, bars: int) -> Iterator[int]:
    """The line after the rest of a row that lacks its last bars, where `bars` a row of the table has."""
    last = row.rstrip()[-1:]
    if not row.lstrip().startswith("|") or last == "|" or row.count("|") >= bars:
        return
    for end in range(start + 1, min(len(lines), start + _MOST_BROKEN) + 1):
        if lines[end - 1].lstrip().startswith("|") and not lines[end - 1].startswith(" "):
            return
        count = row.count("|") + sum(line.count("|") for line in lines[start:end])
        if count >= bars:
            if count == bars and lines[end - 1].rstrip().endswith("|"):
                yield end
            return


def _without_wraps(held: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows with those that only go on in the one above joined to it: what goes on is what had no room
    there, where all rows are as wide, or the rest of a number that ends in the middle of its thousands."""
    # Padded to as many letters, or not at all, rows are not set for the eye.
    boxed = len({len(text) for _, text in held}) > 1 and any("  |" in text for _, text in held)
    rows: list[tuple[int, str]] = []
    above: Sequence[str] = ()
    for at, text in held:
        cells = text.split("|")
        if len(cells) == len(above) and _go_on(above, cells, boxed):
            joined = [over.rstrip() + cell.strip() for over, cell in zip(_own(rows[-1]), cells, strict=True)]
            rows[-1] = (rows[-1][0], "|".join(joined))
        else:
            rows.append((at, text))
        above = cells
    return rows


def _own(row: tuple[int, str]) -> list[str]:
    return row[1].split("|")


def _go_on(above: Sequence[str], cells: Sequence[str], boxed: bool) -> bool:
    filled = [(over, cell) for over, cell in zip(above, cells, strict=True) if cell.strip()]
    if not filled or len(filled) == sum(bool(over.strip()) for over in above) == len(cells):
        return False
    return all(_is_rest(over, cell) or (boxed and _had_no_room(over, cell)) for over, cell in filled)


def _had_no_room(over: str, cell: str) -> bool:
    """Whether the first letter of a cell had no room in the one above, which is padded to its width."""
    if width(over) != width(cell) or over[0] == " " or not _WORD.match(cell):
        return False
    return width(over.strip()) + width(cell.strip()[0]) >= width(over)


def _is_rest(over: str, cell: str) -> bool:
    head, rest = "".join(over.split()), "".join(cell.split())
    return _CUT_NUMBER.fullmatch(head) is not None and _REST_OF_NUMBER.fullmatch(rest) is not None


def _as_row(lines: Sequence[str], at: int) -> str:
    """A line with single bars, if it is a head between double bars or carets: the row below has as many."""
    line = lines[at]
    below = lines[at + 1].count("|") if at + 1 < len(lines) else 0
    for pattern, mark in ((_DOUBLE_BARS, "||"), (_CARETS, "^")):
        if below > 1 and below == line.count(mark) and pattern.fullmatch(line):
            return line.replace(mark, "|")
    return line


def _cells(row: str) -> tuple[str, ...]:
    cells = row.split("|")
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) > 1 and all(cell.startswith("=") for cell in filled):
        return tuple(cell.removeprefix("=") for cell in cells)
    return tuple(cells)


def _ends_rows_hard(lines: Sequence[str], start: int) -> bool:
    """Whether rows end in two spaces, Markdown's hard end of a line, so that others are wrapped."""
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    rows = [line for line in lines[start:end] if "|" in line and not _RULE.match(line)]
    return 2 * sum(line.endswith(_HARD_END) for line in rows) > len(rows)

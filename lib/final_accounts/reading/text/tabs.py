"""Tables in plain text whose cells are parted by tabs: one between two cells, or as many as align them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ..lines import is_heading, is_numbered, is_prose, tidy, width
from .furniture import PAGE_BREAK, begins_with_tab

_STOPS = (8, 4)
"""How many letters apart tab stops are."""
_FEWEST_ROWS = 3
_MOST_MIXED = 0.15
"""Of the cells of a table so many may be words among amounts or amounts among words: its totals' rows."""
_FEWEST_BY_EYE = 2
_MOST_FIRST = 0.8
AMOUNT = re.compile(r"\s*-?[\d,， ]+[.．]\s?\d+\s*")
_WORD = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table: the texts of its cells and the line (from 1) that it begins on."""

    cells: tuple[str, ...]
    line: int


def is_lone_cell(line: str) -> bool:
    """Whether a table of one cell a line may begin here: one leading tab, and no heading behind it."""
    return begins_with_tab(line) and line.count("\t") == 1 and not is_heading(tidy(line))


def is_tabbed(line: str) -> bool:
    """Whether the line holds cells: no contents line (title, tab, page), no heading with a stray tab."""
    if "\t" not in line or not line.strip() or is_heading(tidy(line)):
        return False
    return not re.fullmatch(r"[^\t]*[^\t\d.,%][^\t]*\t+\d{1,3}\s*", line)


def are_aligned_by_eye(lines: Sequence[str]) -> bool:
    """Whether the tables of a text are lined up with as many tabs as it takes: several are not in columns."""
    found, position = 0, 0
    while position < len(lines):
        if is_lone_cell(lines[position]) or not is_tabbed(lines[position]):
            position += 1
            continue
        rows, position = _rows(lines, position)
        found += not _are_in_columns(rows)
    return found >= _FEWEST_BY_EYE


def tabbed_rows(lines: Sequence[str], start: int, by_eye: bool) -> tuple[list[TextRow], int]:
    """Rows of tab-separated cells up to the first line that has none, blank lines below every row allowed.

    `by_eye` says that one tab does not part two cells. No rows where a line is no table.
    """
    rows, position = _rows(lines, start)
    if len(rows) == 1 and [bool(cell.strip()) for cell in rows[0].cells] == [True, False]:
        return [], start
    return _lined_up(rows) if by_eye else rows, position


def _rows(lines: Sequence[str], start: int) -> tuple[list[TextRow], int]:
    rows: list[TextRow] = []
    position, after, step = start, start, 0
    while position < len(lines) and (
        ("\t" in lines[position] and not is_lone_cell(lines[position]))
        or _is_row_of_one(rows, lines, position)
    ):
        rows.append(TextRow(tuple(lines[position].split("\t")), position + 1))
        after = position + 1
        step = step or _blanks_below(lines, position) + 1
        position += step
        if step > 1 and any(line.strip() for line in lines[after:position]):
            break
        while position < len(lines) and lines[position] == PAGE_BREAK:
            position += 1
    position = after
    rows = _without_doubled_tabs(rows)
    if len(rows) > 1 and not any(row.cells[0].strip() for row in rows):
        # Some converters put a tab before each cell, not between two.
        rows = [TextRow(row.cells[1:], row.line) for row in rows]
    return rows, position


def _is_row_of_one(rows: Sequence[TextRow], lines: Sequence[str], at: int) -> bool:
    """Whether a line without a tab is a row of a label alone, in a table whose blank cells are left out."""
    label = tidy(lines[at])
    if len(rows) < _FEWEST_ROWS or not is_numbered(label) or is_prose(label) or "|" in label:
        return False
    if len({len(row.cells) for row in rows}) == 1 or not all(
        cell.strip() for row in rows for cell in row.cells
    ):
        return False
    below = next((line for line in lines[at + 1 : at + 4] if "\t" in line or not is_numbered(tidy(line))), "")
    return "\t" in below


def _lined_up(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows with their cells in the columns in which tab stops align them; without their blank cells where
    these do not tell either."""
    told = sum(any(AMOUNT.fullmatch(cell) for cell in row.cells) for row in rows)
    for stop in _STOPS if told >= _FEWEST_ROWS else ():
        placed = [dict(_starts(row, stop)) for row in rows]
        columns = sorted({start for cells in placed for start in cells})
        tried = [
            replace(row, cells=tuple(cells.get(start, "") for start in columns))
            for row, cells in zip(rows, placed, strict=True)
        ]
        most = max(sum(bool(cell.strip()) for cell in row.cells) for row in rows)
        if len(columns) <= most + 1 and _are_in_columns(tried):
            return tried
    return [replace(row, cells=tuple(filter(str.strip, row.cells))) for row in rows if any(row.cells)]


def _are_in_columns(rows: Sequence[TextRow]) -> bool:
    """Whether words and amounts stand in columns of their own, and the first amounts of rows of unequal
    length in one or two."""
    told = [row for row in rows if any(AMOUNT.fullmatch(cell) for cell in row.cells)]
    if len(told) < _FEWEST_ROWS:
        return True
    cells = others = 0
    for column in zip_longest(*(row.cells for row in told), fillvalue=""):
        amounts = sum(AMOUNT.fullmatch(cell) is not None for cell in column)
        names = sum(_WORD.search(cell) is not None for cell in column)
        cells, others = cells + amounts + names, others + min(amounts, names)
    if others > _MOST_MIXED * cells:
        return False
    first = Counter(next(at for at, cell in enumerate(row.cells) if AMOUNT.fullmatch(cell)) for row in told)
    are_equal = len({len(row.cells) for row in told}) == 1
    return are_equal or len(first) <= 2 or max(first.values()) >= _MOST_FIRST * len(told)


def _starts(row: TextRow, stop: int) -> Iterator[tuple[int, str]]:
    """Where each cell that is not blank begins, with its text."""
    at = 0
    for cell in row.cells:
        if cell.strip():
            yield at, cell
        at = (at + width(cell)) // stop * stop + stop


def _without_doubled_tabs(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows without the blank cells between two tabs where two part any two cells."""
    between = [cell for row in rows for cell in row.cells[1::2]]
    if len(rows) < _FEWEST_ROWS or len(between) < 2 * len(rows) or any(cell.strip() for cell in between):
        return list(rows)
    return [replace(row, cells=row.cells[::2]) for row in rows]


def _blanks_below(lines: Sequence[str], at: int) -> int:
    """How many blank lines, one or none, stand between a row and the next line with cells."""
    double = at + 2 < len(lines) and not lines[at + 1].strip() and "\t" in lines[at + 2].strip()
    return int(double)


def one_cell_a_line(lines: Sequence[str], start: int) -> tuple[list[TextRow], int]:
    """Each line begins with a tab and holds one cell; an empty line ends the row."""
    rows: list[TextRow] = []
    cells: list[str] = []
    row_line, position = start + 1, start
    while position < len(lines):
        line = lines[position]
        if begins_with_tab(line):
            if not cells:
                row_line = position + 1
            cells.extend(part.strip() for part in line.lstrip(" ")[1:].split("\t"))
        elif not line.strip():
            if cells:
                rows.append(TextRow(tuple(cells), row_line))
                cells = []
            ahead = next((text for text in lines[position:] if text.strip()), "")
            if not begins_with_tab(ahead):
                break
        elif cells and "\t" not in line:
            cells[-1] = f"{cells[-1]}\n{line.strip()}".strip()
        else:
            break
        position += 1
    if cells:
        rows.append(TextRow(tuple(cells), row_line))
    return rows, position

"""From a grid of cells (a sheet, a web page's table) to the paragraphs and tables that a reader sees in it.

Publishers set titles, units and notes into the cells above and below a form, and several forms below one
another. No finance here: what is told apart is what stands alone in its row from what stands in columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ..documents import Cell
from ..errors import UnreadableSource
from ..places import Place
from .block_making import BlockMaker
from .lines import PrintedLine, is_numbered, is_title

Position = tuple[int, int]
"""Row and column, from 0."""

_NUMBER = re.compile(r"[-－−+(（]?(?:[\d,，]+(?:\.\d+)?|\.\d+)[%％]?[)）]?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SENTENCE = re.compile(r"[。；：:]")
_CAPTION = re.compile(r"[:：]")
_LONG = 25
"""Characters that no row's label has, and a note has."""
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_CHECK = re.compile("核对|校验|校对|勾稽|检查|差额|差异|平衡")
"""How a row begins that somebody put below a form to check it."""
_FORM_NUMBER = re.compile(r"\d\s*表\s*[）)]?\s*$")
_TITLE_ROWS = 3
"""The rows among which a form's title stands."""
_MOST_CELLS = 2_000_000
"""More than any report's table; a larger one is an attack on memory."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that holds something: its number in the grid, its filled cells by column, and the first and
    the last of its columns, filled or not."""

    number: int
    cells: tuple[tuple[int, Cell], ...]
    ends: tuple[int, int]

    @property
    def alone(self) -> bool:
        """Whether one cell stands alone in the row."""
        return len(self.cells) == 1

    @property
    def is_title(self) -> bool:
        """Whether a form's title, or its number, stands alone in the row."""
        return self.alone and is_title("".join(self.cells[0][1].text.split()))

    @property
    def is_of_table(self) -> bool:
        """Whether a lone text is a label with blank cells beside it: numbered, or between two of them."""
        (column, cell), *others = self.cells
        first, last = self.ends
        if others or first == last or cell.column_span > 1:
            return False
        return first < column < last or is_numbered(cell.text)

    @property
    def worded(self) -> Iterator[int]:
        """The columns that its words stand over."""
        for column, cell in self.cells:
            if _WORD.search(cell.text):
                yield from range(column, column + cell.column_span)

    @property
    def has_number(self) -> bool:
        texts = ("".join(cell.text.split()) for _, cell in self.cells)
        return any(_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts)

    @property
    def end(self) -> int:
        return max(column + cell.column_span for column, cell in self.cells)


def add_grid(
    maker: BlockMaker, name: str, cells: Mapping[Position, Cell], place_at: Callable[[Position], Place]
) -> None:
    """Add the blocks of a grid to `maker`.

    `cells` holds what is printed, a merged cell at its first position; an empty one among them counts as
    a column of its table. `place_at` gives the place of any position. Rows without text are left out.
    Raises UnreadableSource, naming `name`, if a table would be larger than any report's.
    """
    for band in _bands(cells):
        rows = _rows(band)
        for start, end in _segments(rows):
            _add_segment(maker, name, rows[start:end], place_at)


def _bands(cells: Mapping[Position, Cell]) -> list[dict[Position, Cell]]:
    """The forms that stand side by side, parted by empty columns: each has a title or no word at all.

    Numbers beside a form that nothing names are somebody's check, and none of its columns.
    """
    starts: list[int] = []
    reached = -1
    headless = _headless_columns(cells)
    spans = {(column, column + (cell.column_span if cell.text else 1)) for (_, column), cell in cells.items()}
    for start, end in sorted(spans):
        if not starts or start > reached or (start in headless and start != starts[-1]):
            starts.append(start)
        reached = max(reached, end)
    parts: list[dict[Position, Cell]] = [{} for _ in starts]
    for at, cell in cells.items():
        parts[bisect_right(starts, at[1]) - 1][at] = cell
    bands: list[dict[Position, Cell]] = []
    for part in parts:
        if not bands or _stands_alone(part):
            bands.append(part)
        else:
            bands[-1].update(part)
    return bands


def _headless_columns(cells: Mapping[Position, Cell]) -> set[int]:
    """The columns of a sheet with numbers and no word, right of a column that has a head."""
    rows = _rows({at: cell for at, cell in cells.items() if cell.place.sheet is not None})
    heads = list(takewhile(lambda row: not row.has_number, rows))
    headed = {column for row in heads if not row.alone for column in row.worded}
    worded = {column for row in rows for column in row.worded}
    numbered = {column for row in rows[len(heads) :] for column, _ in row.cells}
    return {column for column in numbered - worded if column - 1 in headed}


def _stands_alone(band: Mapping[Position, Cell]) -> bool:
    texts = [cell.text for cell in band.values() if cell.text.strip()]
    if not any(_WORD.search(text) for text in texts):
        return True
    # The number of a form may stand over its right half.
    return any(
        row.is_title and not _FORM_NUMBER.search(row.cells[0][1].text) for row in _rows(band)[:_TITLE_ROWS]
    )


def _rows(cells: Mapping[Position, Cell]) -> list[_Row]:
    by_row: dict[int, list[tuple[int, Cell]]] = {}
    for (row, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        by_row.setdefault(row, []).append((column, cell))
    return [
        _Row(number, filled, (listed[0][0], listed[-1][0]))
        for number, listed in by_row.items()
        if (filled := tuple((column, cell) for column, cell in listed if cell.text.strip()))
    ]


def _segments(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """The stretches of rows that belong together, as positions in `rows`."""
    start, has_data = 0, False
    for at, row in enumerate(rows):
        if at > start and (_begins_anew(rows, at, start, has_data) or _is_next_title(rows, at, start)):
            yield start, at
            start, has_data = at, False
        has_data = has_data or (row.has_number and not row.alone)
    if rows:
        yield start, len(rows)


def _begins_anew(rows: Sequence[_Row], at: int, start: int, has_data: bool) -> bool:
    """Whether a row opens something new: after an empty row, or as a banner over new column heads."""
    row = rows[at]
    ahead = next((later for later in rows[at:] if not later.alone), None)
    if row.number - rows[at - 1].number > 1:
        if _is_check(row, rows[start:at]):
            return True
        return ahead is None or (not ahead.has_number and (has_data or row.alone))
    if not (row.alone and has_data and ahead is not None and not ahead.has_number):
        return False
    after_note = rows[at - 1].alone and _is_note(rows[at - 1], _width(rows[start:at]))
    return after_note or _is_wide(row, _width(rows[start:at]))


def _is_check(row: _Row, above: Sequence[_Row]) -> bool:
    """Whether a row below a sheet's table only checks it: it says so, or has numbers and no label."""
    column, cell = row.cells[0]
    if cell.place.sheet is None or all(other.alone for other in above):
        return False
    is_bare = next(row.worded, None) is None and column > min(other.cells[0][0] for other in above)
    return is_bare or _CHECK.match("".join(cell.text.split())) is not None


def _is_next_title(rows: Sequence[_Row], at: int, start: int) -> bool:
    """Whether a row is the title of a form whose head follows, below a form that has its own head."""
    ahead = next((row for row in rows[at:] if not row.alone), None)
    has_head = any(not row.alone and not _is_note(row, 0) for row in rows[start:at])
    return rows[at].is_title and has_head and ahead is not None and not ahead.has_number


def _width(rows: Sequence[_Row]) -> int:
    first = min(column for row in rows for column, _ in row.cells)
    return max(row.end for row in rows) - first


def _is_wide(row: _Row, width: int) -> bool:
    return width > 1 and row.cells[0][1].column_span >= 0.6 * width


def _is_note(row: _Row, width: int) -> bool:
    """Whether a row below a table is text of its own: merged over it, a sentence, or 制表人：…"""
    if not row.alone:
        return len(row.cells) <= 4 and all(_CAPTION.search(cell.text) for _, cell in row.cells)
    text = row.cells[0][1].text
    return _is_wide(row, width) or len(text) > _LONG or _SENTENCE.search(text) is not None


def _add_segment(
    maker: BlockMaker, name: str, rows: Sequence[_Row], place_at: Callable[[Position], Place]
) -> None:
    first = next((at for at, row in enumerate(rows) if not row.alone or row.is_of_table), len(rows))
    last = len(rows)
    width = _width(rows[first:]) if first < last else 0
    while last > first and _is_note(rows[last - 1], width):
        last -= 1
    _add_texts(maker, rows[:first])
    if first < last:
        _add_table(maker, name, rows[first:last], place_at)
    _add_texts(maker, rows[last:])


def _add_texts(maker: BlockMaker, rows: Sequence[_Row]) -> None:
    for row in rows:
        for _, cell in row.cells:
            lines = cell.text.splitlines()
            printed = [
                PrintedLine(line, starts_paragraph=True if not at else None) for at, line in enumerate(lines)
            ]
            maker.paragraphs(printed, replace(cell.place, row=None, column=None))


def _add_table(
    maker: BlockMaker, name: str, rows: Sequence[_Row], place_at: Callable[[Position], Place]
) -> None:
    columns = _used_columns(rows)
    if len(rows) * len(columns) > _MOST_CELLS:
        raise UnreadableSource(
            name,
            f"a table of {len(rows)} rows and {len(columns)} columns is larger than any report's",
            "delete what stands far outside the forms, save the file anew and try again",
        )
    numbers = [row.number for row in rows]
    dense = []
    for row in rows:
        filled = dict(row.cells)
        dense.append(
            [
                _fitted(filled[column], row.number, numbers, column, columns)
                if column in filled
                else Cell("", place_at((row.number, column)))
                for column in columns
            ]
        )
    maker.table(dense, replace(dense[0][0].place, cell=None))


def _used_columns(rows: Sequence[_Row]) -> list[int]:
    """The columns of a table, without those of a sheet that nothing stands in: they only keep a distance."""
    left = min(row.ends[0] for row in rows)
    right = max(row.ends[1] for row in rows) + 1
    if rows[0].cells[0][1].place.sheet is None:
        return list(range(left, right))
    spans = {(column, column + cell.column_span) for row in rows for column, cell in row.cells}
    used: list[int] = []
    for start, end in sorted(spans):
        used.extend(range(max(start, used[-1] + 1 if used else start), min(end, right)))
    return used


def _fitted(cell: Cell, row: int, numbers: Sequence[int], column: int, columns: Sequence[int]) -> Cell:
    """The cell with its spans cut to the rows and columns that the table has."""
    if cell.row_span == 1 and cell.column_span == 1:
        return cell
    rows = bisect_left(numbers, row + cell.row_span) - bisect_left(numbers, row)
    across = bisect_left(columns, column + cell.column_span) - bisect_left(columns, column)
    return replace(cell, row_span=max(rows, 1), column_span=max(across, 1))

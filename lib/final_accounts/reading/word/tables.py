"""Tables of a Word document as rectangular rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ...documents import Cell, Table
from ...places import Place
from ..lines import is_number
from ..office.ooxml import Element, attribute, first, is_on, name_of, value_at

_MOST_COLUMNS = 256
"""Word itself ends at 63; a span beyond this is an attack on memory, and is cut."""

_NARROWEST = 90
"""Twentieths of a point. A narrower column has no room for text: the cells of two rows do not quite meet."""

_FEWEST_ROWS = 3
WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})
"""Elements whose content counts as if they were not there."""


def read_table(element: Element, index: int, text_of: Callable[[Element], str]) -> Table:
    """The table; `text_of` gives the lines of a cell. Hidden rows, and what a change deletes, are gone.

    A merged cell's text and spans stand at its first position; its other positions are empty cells. A row
    whose cells hold whole columns, a line a row, is taken apart. Empty lines are left out.
    """
    rows: list[list[Cell]] = []
    columns = _columns(element)
    open_merges: dict[int, tuple[int, int]] = {}
    for tr in _shown_rows(element):
        rows.append(_row(tr, Place(table=index, row=len(rows)), rows, columns, open_merges, text_of))
    width = max((len(row) for row in rows), default=0)
    for at, row in enumerate(rows):
        row.extend(_empty(Place(table=index, row=at, column=column)) for column in range(len(row), width))
    parted = [part for row in rows for part in _parted(row)]
    if len(parted) > len(rows):
        parted = [
            [replace(cell, place=replace(cell.place, row=at)) for cell in row]
            for at, row in enumerate(parted)
        ]
    return Table(index, tuple(map(tuple, parted)), Place(table=index))


def _columns(table: Element) -> Sequence[int]:
    """How many columns stand before each one of the grid, and before its end, those without room for text
    left out. Empty where all count: none is so narrow, or one of these holds text, so that the widths are
    not those of the page."""
    grid = next(_parts(table, "w:tblGrid"), None)
    widths = (
        [attribute(column, "w:w") or "" for column in _parts(grid, "w:gridCol")] if grid is not None else []
    )
    wide = [not width.isdecimal() or int(width) >= _NARROWEST for width in widths[:_MOST_COLUMNS]]
    if all(wide):
        return ()
    before = [0, *accumulate(wide)]
    for tr in _parts(table, "w:tr"):
        at = _count(tr, "w:trPr", "w:gridBefore")
        if at >= len(before):
            return ()
        for tc in _parts(tr, "w:tc"):
            end = at + max(_count(tc, "w:tcPr", "w:gridSpan"), 1)
            if end >= len(before) or (before[end] == before[at] and _bare_text(tc)):
                return ()
            at = end
    return before


def _parted(row: list[Cell]) -> list[list[Cell]]:
    """The rows that stand in one, as converters of PDF leave them where no rule parts the rows."""
    columns = [cell.text.split("\n") for cell in row]
    filled = [lines for cell, lines in zip(row, columns, strict=True) if cell.text]
    height = len(filled[0]) if filled else 0
    is_even = height >= _FEWEST_ROWS and all(len(lines) == height for lines in filled)
    numbers = is_even and any(all(map(is_number, filter(None, lines))) for lines in filled)
    if not numbers or any(cell.row_span > 1 for cell in row):
        return [[_without_empty_lines(cell) for cell in row]]
    return [
        [replace(cell, text=lines[at] if cell.text else "") for cell, lines in zip(row, columns, strict=True)]
        for at in range(height)
    ]


def _without_empty_lines(cell: Cell) -> Cell:
    printed = "\n".join(filter(None, cell.text.split("\n"))) if "\n" in cell.text else cell.text
    return cell if printed == cell.text else replace(cell, text=printed)


def is_layout(table: Element) -> bool:
    """Whether a table only lays out the page: of one column, or around a table of numbers, itself without."""
    cells = [list(_parts(tr, "w:tc")) for tr in _parts(table, "w:tr")]
    if max(map(len, cells), default=0) <= 1:
        return True
    inner = (part for row in cells for cell in row for part in cell.iter() if name_of(part) == "w:tbl")
    return any(map(_holds_numbers, inner)) and not _holds_numbers(table)


def layout_cells(table: Element) -> Iterator[Element]:
    """The cells of a table that lays out the page, in reading order, without those deleted or hidden."""
    for tr in _shown_rows(table):
        yield from _parts(tr, "w:tc")


def _holds_numbers(table: Element) -> bool:
    """Whether two cells of one row hold text, and one of them nothing but a number."""
    for tr in _parts(table, "w:tr"):
        texts = [_bare_text(cell) for cell in _parts(tr, "w:tc")]
        if sum(map(bool, texts)) > 1 and any(map(is_number, texts)):
            return True
    return False


def _bare_text(cell: Element) -> str:
    return "".join("".join(part.text or "" for part in cell.iter() if name_of(part) == "w:t").split())


def _shown_rows(table: Element) -> Iterator[Element]:
    for tr in _parts(table, "w:tr"):
        if first(tr, "w:trPr", "w:del") is None and not is_on(tr, "w:trPr", "w:hidden"):
            yield tr


def _parts(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found in WRAPPERS:
            yield from _parts(child, name)


def _row(
    tr: Element,
    place: Place,
    above: list[list[Cell]],
    columns: Sequence[int],
    open_merges: dict[int, tuple[int, int]],
    text_of: Callable[[Element], str],
) -> list[Cell]:
    """One row. `columns` are those of the grid that count (see `_columns`), `open_merges` maps a column to
    the first position of the cell merged down to here."""
    end = _count(tr, "w:trPr", "w:gridBefore")
    row = [_empty(replace(place, column=column)) for column in range(columns[end] if columns else end)]
    for tc in _parts(tr, "w:tc"):
        start = len(row)
        if start >= _MOST_COLUMNS:
            break
        span = min(max(_count(tc, "w:tcPr", "w:gridSpan"), 1), _MOST_COLUMNS - start)
        end += span
        if columns:
            span = columns[end] - columns[end - span]
            if not span:
                continue
        continues = _merge(tc) == "continue" and start in open_merges
        if continues:
            top, left = open_merges[start]
            above[top][left] = replace(above[top][left], row_span=(place.row or 0) - top + 1)
            row.append(_empty(replace(place, column=start)))
        else:
            text = "" if first(tc, "w:tcPr", "w:cellDel") is not None else text_of(tc)
            row.append(Cell(text, replace(place, column=start), 1, span))
            open_merges.pop(start, None)
            if _merge(tc) == "restart":
                open_merges[start] = (place.row or 0, start)
        row.extend(_empty(replace(place, column=column)) for column in range(start + 1, start + span))
        # What starts inside this cell's span is no longer open below it.
        for column in range(start + 1, start + span):
            open_merges.pop(column, None)
    return row


def _merge(tc: Element) -> str | None:
    merge = first(tc, "w:tcPr", "w:vMerge")
    return None if merge is None else attribute(merge, "w:val") or "continue"


def _count(element: Element, *path: str) -> int:
    printed = value_at(element, *path) or ""
    return min(int(printed), _MOST_COLUMNS) if printed.isdecimal() and len(printed) < 10 else 0


def _empty(place: Place) -> Cell:
    return Cell("", place)

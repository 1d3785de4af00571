"""Tables of a web page: which are tables and which only lay out the page, and their cells in a grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ...documents import Cell
from ...places import Place
from ..grids import Position
from .nodes import Node, has_numbers, is_amount, text_in

_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534
"""What the HTML standard lets a cell span."""
_LONG = 1_000
"""Characters that no cell of a form has, and a column of a page has."""
_PARAGRAPHS = 3
"""Paragraphs that one cell of a table with hardly more rows does not have."""
_FEWEST_HEADS, _MOST_HEAD_ROWS = 3, 4
_CAPTION = re.compile("[:：]")
_GROUPS = frozenset({"thead", "tbody", "tfoot", "form", "center"})


def is_layout(table: Node) -> bool:
    """Whether a table only lays out the page: one column, a table of numbers inside, or a whole article."""
    rows = list(rows_of(table))
    if max((len(list(cells_of(row))) for row in rows), default=0) <= 1:
        return True
    inner = [node for node in table.iter("table") if node is not table]
    if any(_is_wide(node) and has_numbers(node) for node in inner):
        return True
    longest = max((cell for row in rows for cell in cells_of(row)), key=lambda cell: len(text_in(cell)))
    length, paragraphs = len(text_in(longest)), sum(1 for _ in longest.iter("p", "div", "h1", "h2", "h3"))
    article = length > _LONG or (paragraphs >= _PARAGRAPHS and len(rows) <= _PARAGRAPHS)
    return article and 2 * length > len(text_in(table))


def _is_wide(table: Node) -> bool:
    return any(len(list(cells_of(row))) > 1 for row in rows_of(table))


def rows_of(table: Node) -> Iterator[Node]:
    """The rows of a table, a foot's last, wherever the page's source puts it."""
    feet = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag == "tfoot":
            feet.append(child)
        elif child.tag in _GROUPS:
            yield from rows_of(child)
    for foot in feet:
        yield from rows_of(foot)


def cells_of(row: Node) -> Iterator[Node]:
    """The cells of a row."""
    return (child for child in row if child.tag in ("td", "th"))


def grid_of(table: Node, text_of: Callable[[Node], str]) -> dict[Position, Cell]:
    """The cells of a table at their first positions; `text_of` gives the text of a cell.

    A cell that spans rows pushes those below it to the right, as browsers do.
    """
    rows = list(rows_of(table))
    grid: dict[Position, Cell] = {}
    taken: dict[int, int] = {}
    for at, row in enumerate(rows):
        column = 0
        for node in cells_of(row):
            while taken.get(column, 0) > at:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            width = min(_span(node, "colspan", _MOST_COLUMNS), _MOST_COLUMNS - column)
            height = _span(node, "rowspan", _MOST_ROWS) or len(rows)
            height = min(height, len(rows) - at)
            grid[at, column] = Cell(text_of(node), Place(), height, max(width, 1))
            for covered in range(column, column + max(width, 1)):
                taken[covered] = at + height
            column += max(width, 1)
    return grid


def is_head(grid: Mapping[Position, Cell]) -> bool:
    """Whether a table holds the heads of columns alone: few rows, no number, no caption."""
    texts = [cell.text for cell in grid.values() if cell.text]
    rows = {row for row, _ in grid}
    named = _width(grid) >= _FEWEST_HEADS and len(rows) <= _MOST_HEAD_ROWS and len(texts) >= _FEWEST_HEADS
    return named and not any(is_amount(text) or _CAPTION.search(text) for text in texts)


def goes_below(head: Mapping[Position, Cell], grid: Mapping[Position, Cell]) -> bool:
    """Whether a table of amounts is as wide as the head before it, but for a column over the scroll bar."""
    is_as_wide = bool(head) and 0 <= _width(head) - _width(grid) <= 1
    return is_as_wide and any(is_amount(cell.text) for cell in grid.values())


def below(head: Mapping[Position, Cell], grid: Mapping[Position, Cell]) -> dict[Position, Cell]:
    """A head with the rows under it in one grid."""
    height, width = max(row for row, _ in head) + 1, _width(grid)
    kept = {at: cell for at, cell in head.items() if at[1] < width}
    return kept | {(row + height, column): cell for (row, column), cell in grid.items()}


def _width(grid: Mapping[Position, Cell]) -> int:
    return max((column + cell.column_span for (_, column), cell in grid.items()), default=0)


def _span(node: Node, name: str, most: int) -> int:
    printed = (node.get(name) or "1").strip()
    return min(int(printed), most) if printed.isascii() and printed.isdigit() and len(printed) < 9 else 1

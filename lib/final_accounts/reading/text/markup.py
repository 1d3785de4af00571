"""Tables that a Markdown text holds as HTML, and the other tags that such texts carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ...documents import Cell
from ..web.nodes import Node
from ..web.tables import grid_of

_TABLE = re.compile(r"</?table\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:html|body|p|div|span|u|b|i|strong|em|sup|sub|font|center|a|img|br|hr|o:p)\b[^<>]*>|<!--.{0,300}?-->",
    re.IGNORECASE,
)
_BREAKS = frozenset({"br", "p", "div", "li"})
_MOST_LINES, _DEEPEST = 10_000, 20


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table in markup: what stands before it on its first line, its rows of cells as a grid, the line from
    0 that each row begins on, what stands behind it on its last line, and that line."""

    before: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    behind: str
    last: int


def without_tags(line: str) -> str:
    """A line of running text without the tags that say how it is set."""
    return _TAG.sub("", line)


def marked_table(lines: Sequence[str], start: int) -> MarkedTable | None:
    """The outermost table that opens on a line and closes on it or later; None if none does."""
    opening = _TABLE.search(lines[start])
    if opening is None or opening.group().startswith("</"):
        return None
    depth = 0
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        for tag in _TABLE.finditer(lines[at]):
            depth += -1 if tag.group().startswith("</") else 1
            if depth > _DEEPEST:
                return None
            if depth == 0:
                held = [*lines[start:at], lines[at][: tag.end()]]
                held[0] = held[0][opening.start() :] if at > start else lines[at][opening.start() : tag.end()]
                rows, numbers = _rows("\n".join(held), start)
                if not rows:
                    return None
                before, behind = lines[start][: opening.start()], lines[at][tag.end() :]
                return MarkedTable(before, rows, numbers, behind, at)
    return None


def _rows(markup: str, start: int) -> tuple[tuple[tuple[Cell, ...], ...], tuple[int, ...]]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    root = etree.fromstring(f"<html><body>{markup}</body></html>".encode(), parser)
    table: Node = next(root.iter("table"), None) if root is not None else None
    if table is None:
        return (), ()
    grid = grid_of(table, _text)
    if not grid:
        return (), ()
    height = max(row for row, _ in grid) + 1
    width = max(column + cell.column_span for (_, column), cell in grid.items())
    blank = Cell("", next(iter(grid.values())).place)
    rows = tuple(tuple(grid.get((row, column), blank) for column in range(width)) for row in range(height))
    begun = [start + (row.sourceline or 1) - 1 for row in table.iter("tr")]
    return rows, tuple(begun[:height] + [start] * (height - len(begun)))


def _text(cell: Node) -> str:
    return "".join(_pieces(cell)).strip()


def _pieces(node: Node) -> Iterator[str]:
    if node.text:
        yield node.text
    for child in node:
        if child.tag in _BREAKS:
            yield "\n"
        yield from _pieces(child)
        if child.tail:
            yield child.tail

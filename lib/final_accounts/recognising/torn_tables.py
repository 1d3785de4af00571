"""Tables that go on over pages without a head of their own: put together, rows that were cut made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..documents import Block, Cell, Paragraph, Table
from ..figures import parse_figure

_REST = re.compile(r"[）)】」”。，、；]|[（(]\d+分[）)]$")
"""How the rest of a cell begins whose first lines are on the page before."""


def over_pages(blocks: Iterable[Block]) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables, each with what directly follows it in as many columns on the next page."""
    open_table: Table | None = None
    last_page = 0
    for block in blocks:
        if isinstance(block, Table):
            if open_table is not None and _goes_on(open_table, last_page, block):
                open_table = replace(open_table, rows=_joined(open_table.rows, block.rows))
            else:
                if open_table is not None:
                    yield open_table
                open_table = block
            last_page = block.place.page or 0
        elif isinstance(block, Paragraph):
            if open_table is not None:
                yield open_table
                open_table = None
            yield block
    if open_table is not None:
        yield open_table


def _goes_on(table: Table, last_page: int, below: Table) -> bool:
    follows = below.place.page is not None and below.place.page == last_page + 1
    return follows and not (table.loose or below.loose) and len(table.rows[0]) == len(below.rows[0])


def _joined(
    above: tuple[tuple[Cell, ...], ...], below: tuple[tuple[Cell, ...], ...]
) -> tuple[tuple[Cell, ...], ...]:
    last, first = above[-1], below[0]
    if not _is_rest(first):
        return (*above, *below)
    whole = tuple(
        replace(upper, text=upper.text + lower.text) if upper.text.strip() else lower
        for upper, lower in zip(last, first, strict=True)
    )
    return (*above[:-1], whole, *below[1:])


def _is_rest(row: tuple[Cell, ...]) -> bool:
    """Whether a row is what a page break left of the one before: it has no number, and its first cell is
    blank or goes on."""
    texts = ["".join(cell.text.split()) for cell in row]
    if not any(texts) or any(parse_figure(text) is not None for text in texts):
        return False
    return not texts[0] or _REST.match(texts[0]) is not None

"""Pages of a table that a conversion gave column by column: its title, head and notes stand among the cells.

They are put before and behind the cells, so that these make one stretch of lines, over pages too where the
table goes on. Which cell stands in which row is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...documents import Block, Cell, Paragraph, Table
from ..lines import NOTE, is_prose, is_title, tidy
from .stretches import HEAD_OF_TABLE, holds_amount, is_empty, may_be_row

_FEWEST_AMOUNTS = 3
_TITLE = re.compile(r"[\u4e00-\u9fff]{3}.*表[）)]?(?:[（(].*[）)])?")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a table: the lines (from 0) of its title, the rest of its head, its cells and its notes."""

    title: tuple[int, ...]
    head: tuple[int, ...]
    cells: tuple[int, ...]
    notes: tuple[int, ...]
    is_mixed: bool


def with_heads_first(lines: Sequence[str], page_starts: frozenset[int]) -> list[int]:
    """The numbers (from 0) of all lines in the order in which tables whose head or notes stand among their
    cells can be read; as they are where no form feeds part the pages."""
    order: list[int] = []
    table: list[_Page] = []
    for start, end in pairwise((0, *sorted(page_starts), len(lines))) if page_starts else [(0, len(lines))]:
        page = _page(lines, start, end) if page_starts else None
        if page is None or page.title or not table:
            order += _ordered(table)
            table = []
        if page is None or not (page.title or table):
            order += range(start, end)
        else:
            table.append(page)
    return [*order, *_ordered(table)]


def renumbered(blocks: Iterable[Block], order: Sequence[int]) -> Iterator[Block]:
    """The blocks of some lines that stand in another order, with the lines on which they were printed."""

    def line_of(line: int | None) -> int | None:
        return None if line is None else order[line - 1] + 1

    def printed(cell: Cell) -> Cell:
        return replace(cell, place=replace(cell.place, line=line_of(cell.place.line)))

    for block in blocks:
        if isinstance(block, Paragraph):
            segments = (replace(one, line=line_of(one.line)) for one in block.segments)
            yield replace(block, segments=tuple(segments))
        elif isinstance(block, Table):
            rows = tuple(tuple(map(printed, row)) for row in block.rows)
            yield replace(block, rows=rows, place=replace(block.place, line=line_of(block.place.line)))
        else:
            yield block


def _ordered(table: Sequence[_Page]) -> Iterator[int]:
    """The lines of a table over one page or several: as they are if nothing stands among its cells."""
    if not any(page.is_mixed for page in table):
        for page in table:
            yield from sorted((*page.title, *page.head, *page.cells, *page.notes))
        return
    first, *others = table
    yield from (*first.title, *first.head)
    for page in table:
        yield from page.cells
    for page in table:
        yield from page.notes
    for page in others:
        yield from page.head


def _page(lines: Sequence[str], start: int, end: int) -> _Page | None:
    """The page if it holds cells of one table, perhaps its title, and nothing else."""
    title: list[int] = []
    head: list[int] = []
    cells: list[int] = []
    notes: list[int] = []
    in_note = False
    for at in range(start, end):
        text = tidy(lines[at])
        in_note = not is_empty(lines[at]) and (in_note or NOTE.match(text) is not None)
        if in_note:
            notes.append(at)
        elif is_empty(lines[at]) or may_be_row(lines[at]):
            cells.append(at)
        elif is_prose(text) or "\t" in text or "|" in text:
            return None
        elif HEAD_OF_TABLE.search(text):
            head.append(at)
        elif is_title(text) and _TITLE.fullmatch(text):
            title.append(at)
        else:
            return None
    filled = [at for at in cells if not is_empty(lines[at])]
    amounts = [at for at in filled if holds_amount(lines[at])]
    if len(title) > 1 or len(amounts) < _FEWEST_AMOUNTS:
        return None
    is_mixed = max((*title, *head), default=-1) > filled[0] or min(notes, default=end) < filled[-1]
    return _Page(tuple(title), tuple(head), tuple(cells), tuple(notes), is_mixed)

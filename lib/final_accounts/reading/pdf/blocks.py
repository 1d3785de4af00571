"""Blocks of a document from what was read of a PDF: tables and pictures set among the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...documents import Block, Cell, Paragraph, Picture, Table
from ...places import Box, Place
from .pages.page import Page
from .ruled.tables import FoundTable
from .sheets.wide_pages import place_on, printed_pages

SMALLEST_PICTURE = (100.0, 60.0)
"""Points, width and height. A smaller image is a logo or an ornament."""


def blocks_in_order(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], tables: Mapping[int, tuple[FoundTable, ...]]
) -> tuple[Block, ...]:
    """Paragraphs in their order, each table and picture before the first paragraph that begins below it."""
    others: list[tuple[int, float, Page, FoundTable | Box]] = []
    for page in pages:
        others.extend((page.number, found.grid.ys[0], page, found) for found in tables.get(page.number, ()))
        others.extend((page.number, box[1], page, box) for box in _pictures(page))
    others.sort(key=lambda entry: entry[:2])
    by_number = {printed.number: page for page in pages for printed in printed_pages(page)}
    return tuple(_merged(paragraphs, _numbered(others), by_number))


def _numbered(
    others: Sequence[tuple[int, float, Page, FoundTable | Box]],
) -> Iterator[tuple[int, float, Table | Picture]]:
    """Tables and pictures as blocks with their own running numbers."""
    tables = pictures = 0
    for number, top, page, found in others:
        if isinstance(found, FoundTable):
            yield number, top, _table(found, page, tables)
            tables += 1
        else:
            yield number, top, Picture(pictures, Place(*place_on(page, found)))
            pictures += 1


def _merged(
    paragraphs: Sequence[Paragraph],
    others: Iterator[tuple[int, float, Table | Picture]],
    pages: Mapping[int, Page],
) -> Iterator[Block]:
    waiting = next(others, None)
    for paragraph in paragraphs:
        first = paragraph.segments[0]
        if first.page is not None and first.box is not None:
            page = pages[first.page]
            top = page.turned_box(first.box)[1]
            while waiting is not None and waiting[:2] < (page.number, top):
                yield waiting[2]
                waiting = next(others, None)
        yield paragraph
    while waiting is not None:
        yield waiting[2]
        waiting = next(others, None)


def _pictures(page: Page) -> Iterator[Box]:
    width, height = SMALLEST_PICTURE
    for box in page.pictures:
        if box[2] - box[0] >= width and box[3] - box[1] >= height:
            yield box


def _table(found: FoundTable, page: Page, index: int) -> Table:
    """A found table as the block of this index; merged cells are their first position, the others empty."""
    grid = found.grid
    regions = {(region.row, region.column): region for region in grid.regions}
    rows = []
    for row in range(grid.rows):
        cells = []
        for column in range(grid.columns):
            region = regions.get((row, column))
            box = (
                region.box
                if region
                else (grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1])
            )
            cells.append(
                Cell(
                    text=found.texts.get((row, column), ""),
                    place=Place(*place_on(page, box), table=index, row=row, column=column),
                    row_span=region.row_span if region else 1,
                    column_span=region.column_span if region else 1,
                    alternatives=found.alternatives.get((row, column), ()),
                )
            )
        rows.append(tuple(cells))
    place = Place(*place_on(page, grid.box), table=index)
    return Table(index, tuple(rows), place, found.confidence, is_whole=found.is_whole)

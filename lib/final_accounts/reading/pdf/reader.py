"""Reading PDF: running text by pypdfium2, ruled tables by two readers held against each other.

Scanned pages are recognised first and go the same way then, if the extra `ocr` is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...documents import Document, Source
from ...places import Box
from ..lines import join_lines
from ..scan.doubts import doubts, judged, with_doubts
from ..scan.halves import with_halves_told
from ..scan.reader import Scanner, is_recognised
from .blocks import blocks_in_order
from .pages.damage import damage_remarks
from .pages.opening import (
    LeftOut,
    Legibility,
    judge_text,
    left_out_of,
    left_out_remarks,
    legibility_of,
    pages_of,
)
from .pages.page import Char, Page
from .ruled.broken_numbers import with_broken_marked, with_whole_rows
from .ruled.cells import chars_outside
from .ruled.grid import may_hold_table
from .ruled.over_pages import with_common_columns
from .ruled.parting import parted
from .ruled.tables import FoundTable, tables_of
from .ruled.twin_tables import joined_twins
from .sheets.edges import without_edges
from .sheets.missing_columns import cut_remarks, doubted, with_bare_doubted, with_cut_figures
from .sheets.parted_heads import with_whole_heads
from .sheets.wide_pages import WidePage, printed_pages, remarks_on, with_wide_pages
from .text.furniture import without_furniture
from .text.gutter import gutters_of, lines_beside, parts_of
from .text.layout import PageText, figure_areas, printed_lines
from .text.lines import Line, sideways_lines
from .unruled.layout import Unruled
from .unruled.tables import borderless_tables, carried_on

CHUNK = 40
"""Pages whose characters are in memory at once."""


def read_pdf(source: Source, fast: bool = False) -> Document:
    """The document that a PDF holds, in reading order.

    `fast` reads tables by our own grid alone. Raises UnreadableSource if the file is no PDF, is
    damaged, encrypted or empty, has a font that hides which characters it prints, or no text layer
    while the extra `ocr` is not installed.
    """
    damaged = damage_remarks(source)
    scanner = Scanner(source)
    read = list(_read_pages(source, fast, scanner))
    remarks = damaged + judge_text(source, [reading.legibility for reading in read], scanner.is_installed)
    remarks.extend(scanner.remarks)
    remarks.extend(doubts([(reading.page, reading.tables) for reading in read]))
    pages = [reading.page for reading in read]
    texts = _running_text(read)
    paragraphs = with_doubts(join_lines(printed_lines(texts)), pages)
    paragraphs = with_cut_figures(paragraphs, pages)
    doubted_too = with_bare_doubted([(reading.page, reading.tables) for reading in read])
    whole = with_whole_rows(doubted_too)
    tables = {
        reading.page.number: tuple(map(with_broken_marked, found))
        for reading, found in zip(read, whole, strict=True)
    }
    tables = with_common_columns(texts, tables)
    blocks = blocks_in_order(pages, paragraphs, tables)
    remarks.extend(left_out_remarks([reading.left_out for reading in read]))
    remarks.extend(remark for found in tables.values() for table in found for remark in table.remarks)
    remarks.extend(remarks_on(pages))
    remarks.extend(cut_remarks([(reading.page, reading.tables) for reading in read]))
    count = sum(len(printed_pages(page)) for page in pages)
    return Document(replace(source, pages=count), blocks, tuple(remarks))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is kept of a page: its frame, lines, tables and figures, but no single characters."""

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[FoundTable, ...]
    figures: tuple[Box, ...]
    legibility: Legibility
    left_out: LeftOut
    gutter: float | None

    @property
    def areas(self) -> tuple[Box, ...]:
        return tuple(table.grid.box for table in self.tables)


def _read_pages(source: Source, fast: bool, scanner: Scanner) -> Iterator[_Reading]:
    before: tuple[Unruled, ...] = ()
    for read in map(scanner.recognised, _chunks(with_wide_pages(pages_of(source)))):
        chunk = with_halves_told(read)
        ruled = _ruled_tables(source, [page for page in chunk if may_hold_table(page)], fast)
        kept: list[_Content] = []
        for page, inner in zip(chunk, with_whole_heads(without_edges(chunk)), strict=True):
            found = ruled.get(page.number, ())
            plots = tuple(table.grid.box for table in found if table.is_plot)
            page = replace(page, drawings=(*page.drawings, *plots))
            inner = replace(inner, drawings=page.drawings)
            own = parted(page, joined_twins([table for table in found if not table.is_plot]))
            unruled = borderless_tables(inner, [table.grid.box for table in own], before)
            tables = sorted((*own, *(found.table for found in unruled)), key=lambda table: table.grid.ys[0])
            before = unruled or tuple(carried_on(inner, table) for table in own[-1:] if table.parted)
            kept.append(_content(page, inner, doubted(page, judged(page, tables))))
        gutters = gutters_of([(content.page, content.text) for content in kept])
        for content, gutter in zip(kept, gutters, strict=True):
            yield _reading(content, gutter)


def _ruled_tables(source: Source, pages: Sequence[Page], fast: bool) -> dict[int, tuple[FoundTable, ...]]:
    """The ruled tables by page number. Only our own grid can see the rules of a page that is not in the file
    as we read it: recognised in a picture, or put together of several."""
    own = [page for page in pages if is_recognised(page) or isinstance(page, WidePage)]
    printed = [page for page in pages if not (is_recognised(page) or isinstance(page, WidePage))]
    return tables_of(source.path, printed, fast) | tables_of(source.path, own, fast=True)


def _chunks(pages: Iterable[Page]) -> Iterator[list[Page]]:
    chunk: list[Page] = []
    for page in pages:
        chunk.append(page)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass(frozen=True, slots=True)
class _Content:
    """A page with its tables, and the characters outside of them."""

    page: Page
    tables: tuple[FoundTable, ...]
    text: Sequence[Char]


def _content(page: Page, inner: Page, tables: tuple[FoundTable, ...]) -> _Content:
    """The content of a page; its text is that of the `inner` part, without the edges of the sheet."""
    return _Content(page, tables, chars_outside(inner.chars, [table.grid.box for table in tables]))


def _reading(content: _Content, gutter: float | None) -> _Reading:
    """What is kept of a page, its lines apart at the gutter between two columns."""
    page, areas = content.page, [table.grid.box for table in content.tables]
    sideways = sideways_lines(chars_outside(page.stray, areas), page.number)
    return _Reading(
        page=replace(page, chars=(), stray=(), rulings=(), drawings=(), left_out={}),
        lines=(*lines_beside(content.text, gutter, page.number), *sideways),
        gutter=gutter,
        tables=content.tables,
        figures=figure_areas(page, areas),
        legibility=legibility_of(page),
        left_out=left_out_of(page),
    )


def _running_text(read: Sequence[_Reading]) -> list[PageText]:
    """The running lines of each page: outside its tables, without page furniture."""
    with_tables = frozenset(reading.page.number for reading in read if reading.tables)
    kept = without_furniture([(reading.page, reading.lines) for reading in read], with_tables)
    return [
        PageText(reading.page, part.lines, reading.areas, reading.figures, part.right - part.left)
        for reading, lines in zip(read, kept, strict=True)
        for part in parts_of(reading.page, lines, reading.gutter)
    ]

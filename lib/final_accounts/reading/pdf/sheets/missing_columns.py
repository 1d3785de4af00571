"""Tables of which the page may not show all columns: what they hold may be right, but adds up to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ....documents import Paragraph
from ...scan.doubts import UNREADABLE
from ..pages.opening import ranges
from ..pages.page import Page
from ..ruled.tables import FoundTable
from .wide_pages import WidePage

HALF_SURE = 0.5
"""How sure a table is of which perhaps not all columns are known."""

FEWEST_RULES = 2
"""Rules of a table that run over the edge of the paper: a single one may be an ornament."""

FEWEST_LINES = 2
"""Lines of text outside of tables that the edge cuts through for the page to be told of."""

WITHIN = 2.0
"""Points above and below a table in which something belongs to it."""

_AMOUNT = re.compile(r"\d[.,]\d")
_NUMBER = re.compile(r"\d")
_END_NUMBER = re.compile(r"\d[\d,.]*%?$")


def doubted(page: Page, tables: Sequence[FoundTable]) -> tuple[FoundTable, ...]:
    """The tables of a page, in doubt where columns may be missing: beyond the edge of the paper, or on
    another page."""
    if isinstance(page, WidePage):
        return tuple(tables)
    return tuple(_in_doubt(table) if page.beside or _is_cut(page, table) else table for table in tables)


def _is_cut(page: Page, table: FoundTable) -> bool:
    top, foot = table.grid.ys[0] - WITHIN, table.grid.ys[-1] + WITHIN
    cuts = {cut for cut in page.cuts if top <= cut.height <= foot}
    return any(cut.is_text or cut.of_rows for cut in cuts) or len(cuts) >= FEWEST_RULES


def _in_doubt(table: FoundTable) -> FoundTable:
    """The table with its amounts uncertain, and all numbers of its last column: they may be cut through."""
    last = max((column for _, column in table.texts), default=0)
    doubtful = (
        position
        for position, text in table.texts.items()
        if (_NUMBER if position[1] == last else _AMOUNT).search(text)
    )
    marks = {position: (*table.alternatives.get(position, ()), UNREADABLE) for position in doubtful}
    return replace(
        table,
        confidence=min(table.confidence, HALF_SURE),
        alternatives={**table.alternatives, **marks},
        is_whole=False,
    )


def with_bare_doubted(
    read: Sequence[tuple[Page, Sequence[FoundTable]]],
) -> list[tuple[FoundTable, ...]]:
    """The tables of all pages, those without rules in doubt too where clips cut off others of the document.

    Of them only a cell that the clip happens to cross would tell that there is more behind it.
    """
    clipped = _clips_tables(read)
    return [
        tuple(_in_doubt(table) if clipped and table.is_bare and table.is_whole else table for table in tables)
        for _, tables in read
    ]


def with_cut_figures(paragraphs: Iterable[Paragraph], pages: Iterable[Page]) -> tuple[Paragraph, ...]:
    """The paragraphs, a number marked with which a line ends where the edge of the paper cuts it off."""
    cut = {page.number: page for page in pages if page.cuts and not isinstance(page, WidePage)}
    return tuple(
        replace(paragraph, doubts=(*paragraph.doubts, *spans))
        if cut and (spans := tuple(_cut_spans(paragraph, cut)))
        else paragraph
        for paragraph in paragraphs
    )


def _cut_spans(paragraph: Paragraph, pages: Mapping[int, Page]) -> Iterator[tuple[int, int]]:
    for segment in paragraph.segments:
        page = pages.get(segment.page or 0)
        if page is None or segment.box is None:
            continue
        _, top, _, foot = page.turned_box(segment.box)
        end = _END_NUMBER.search(paragraph.text[segment.start : segment.end])
        if end and any(cut.is_text and top <= cut.height <= foot for cut in page.cuts):
            yield segment.start + end.start(), segment.start + end.end()


def _clips_tables(read: Iterable[tuple[Page, Sequence[FoundTable]]]) -> bool:
    return any(
        any(cut.by_clip for cut in page.cuts) and any(_is_cut(page, table) for table in tables)
        for page, tables in read
    )


def cut_remarks(read: Sequence[tuple[Page, Sequence[FoundTable]]]) -> Iterator[str]:
    """Remarks on the pages of which tables, or only lines of text, run over the edge of the paper."""
    with_tables: list[int] = []
    with_rows: list[int] = []
    with_text: list[int] = []
    for page, tables in read:
        if isinstance(page, WidePage) or not page.cuts:
            continue
        has_more_rows = any(cut.of_rows for cut in page.cuts)
        if any(_is_cut(page, table) for table in tables):
            (with_rows if has_more_rows else with_tables).append(page.number)
        elif has_more_rows or len({round(cut.height) for cut in page.cuts if cut.is_text}) >= FEWEST_LINES:
            with_text.append(page.number)
    if with_tables:
        yield (
            f"第{'、'.join(ranges(with_tables))}页：表格比纸宽，伸出纸外的栏没有印出，"
            "无法补全；表内的数字都要对照原件"
        )
    if with_rows:
        yield (
            f"第{'、'.join(ranges(with_rows))}页：表格伸出纸的上边或下边，纸外的行没有印出，"
            "无法补全；表内的数字都要对照原件"
        )
    if _clips_tables(read) and any(table.is_bare for _, tables in read for table in tables):
        yield "本文件有表格伸出纸外，没有框线的表是否印全无法确定；表内的数字都要对照原件"
    if with_text:
        yield f"第{'、'.join(ranges(with_text))}页：有文字伸出纸外，没有印全，请对照原件"

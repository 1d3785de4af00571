"""Reading PDF: running text by pypdfium2, ruled tables by two readers held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..documents import Block, Cell, Document, Paragraph, Picture, Source, Table
from ..errors import UnreadableSource
from ..places import Box, Place
from .lines import join_lines
from .pdf_cells import is_inside
from .pdf_furniture import without_furniture
from .pdf_grid import may_hold_table
from .pdf_layout import PageText, figure_areas, printed_lines
from .pdf_pages import Page, read_page
from .pdf_tables import FoundTable, tables_of
from .pdf_text import Line, lines_of

SMALLEST_PICTURE = (100.0, 60.0)
"""Points, width and height. A smaller image is a logo or an ornament."""

MOST_UNMAPPED = 0.05
"""Share of a document's characters that may lack a meaning before it counts as unreadable."""

LONGEST_TAIL = 8192
"""Bytes from the end of a file in which its end mark is looked for: some programs write after it."""

FEWEST_CHARS = 10
"""Characters a page, on the average, below which a document has no text layer worth the name."""


def read_pdf(source: Source, fast: bool = False) -> Document:
    """The document that a PDF holds, in reading order.

    `fast` reads tables by our own grid alone. Raises UnreadableSource if the file is no PDF, is
    damaged, encrypted or empty, has no text layer, or a font that hides which characters it prints.
    """
    pages = _pages(source)
    remarks = _judged(source, pages)
    tables = tables_of(source.path, [page for page in pages if may_hold_table(page)], fast)
    texts = _texts(pages, tables)
    paragraphs = join_lines(printed_lines(texts))
    blocks = _in_order(pages, paragraphs, tables)
    remarks.extend(remark for found in tables.values() for table in found for remark in table.remarks)
    return Document(replace(source, pages=len(pages)), blocks, tuple(remarks))


def _pages(source: Source) -> list[Page]:
    """All pages as printed. Raises UnreadableSource."""
    document = _opened(source)
    try:
        count = len(document)
        if count == 0:
            raise UnreadableSource(source.name, *_NO_PAGES)
        pages = []
        for index in range(count):
            try:
                pages.append(read_page(document, index))
            except pdfium.PdfiumError as error:
                raise UnreadableSource(
                    source.name, f"page {index + 1} is damaged", "download it again"
                ) from error
        return pages
    finally:
        document.close()


_NO_PAGES = ("the PDF has no pages", "download it again or export it again")
_PROBLEMS = {
    # pdfium opens no document without pages, and knows no error for it.
    raw.FPDF_ERR_SUCCESS: _NO_PAGES,
    raw.FPDF_ERR_FORMAT: ("this is no PDF, or a damaged or incomplete one", "download it again"),
    raw.FPDF_ERR_PASSWORD: ("the PDF is encrypted", "open it with its password and save it without one"),
    raw.FPDF_ERR_SECURITY: (
        "the PDF is encrypted in an unknown way",
        "open it in a viewer and save it without encryption",
    ),
    raw.FPDF_ERR_FILE: ("the file cannot be opened", "check the path and its permissions"),
}


def _opened(source: Source) -> pdfium.PdfDocument:
    if not source.path.is_file():
        raise UnreadableSource(source.name, *_PROBLEMS[raw.FPDF_ERR_FILE])
    if source.path.stat().st_size == 0:
        raise UnreadableSource(source.name, "the file is empty", "download it again")
    if not _is_complete(source.path):
        raise UnreadableSource(source.name, *_PROBLEMS[raw.FPDF_ERR_FORMAT])
    try:
        return pdfium.PdfDocument(source.path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        problem = _PROBLEMS.get(code, _PROBLEMS[raw.FPDF_ERR_FORMAT])
        raise UnreadableSource(source.name, *problem) from error


def _is_complete(path: Path) -> bool:
    """Whether the end mark is there: pdfium opens a file cut off before it, without its last pages."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LONGEST_TAIL, 0))
        return b"%%EOF" in file.read()


def _judged(source: Source, pages: Sequence[Page]) -> list[str]:
    """Remarks on pages that may be incomplete. Raises UnreadableSource if the whole is not readable."""
    total = sum(len(page.chars) + len(page.stray) for page in pages)
    if total == 0 or (total < FEWEST_CHARS * len(pages) and any(_is_image(page) for page in pages)):
        raise UnreadableSource(
            source.name,
            "the PDF has no text layer: it is scanned, or its text was turned into shapes",
            "get the version with text (PDF, Word or web page), or run OCR on it first",
        )
    unmapped = sum(
        not char.mapped or _FOREIGN.match(char.text) is not None for page in pages for char in page.chars
    )
    if unmapped > MOST_UNMAPPED * total:
        raise UnreadableSource(
            source.name,
            f"its fonts do not say which characters they print ({unmapped} of {total} are unknown)",
            "get a PDF exported anew from the original, or the Word file",
        )
    remarks = []
    for page in pages:
        missing = sum(not char.mapped for char in page.chars)
        if missing:
            remarks.append(f"第{page.number}页：有{missing}个字符无法识别")
        if len(page.chars) < FEWEST_CHARS and _is_image(page):
            remarks.append(f"第{page.number}页：是图像，没有可读取的文字")
        elif _is_image(page):
            remarks.append(f"第{page.number}页：文字可能来自扫描识别，请核对")
    return remarks


_FOREIGN = re.compile("[\u00a1-\u024f\ufb00-\ufb06]")
"""Accented letters and ligatures: no report has many, but a font read by the wrong table gives them."""


def _is_image(page: Page) -> bool:
    """Whether one picture takes most of the page: a scan."""
    return any(
        (box[2] - box[0]) * (box[3] - box[1]) > 0.7 * page.width * page.height for box in page.pictures
    )


def _texts(pages: Sequence[Page], tables: dict[int, tuple[FoundTable, ...]]) -> list[PageText]:
    """The running lines of each page: outside its tables, without page furniture."""
    lines: list[tuple[Page, tuple[Line, ...]]] = []
    for page in pages:
        areas = [table.grid.box for table in tables.get(page.number, ())]
        outside = [char for char in page.chars if not any(is_inside(char, area) for area in areas)]
        lines.append((page, lines_of(outside, page.number)))
    with_tables = frozenset(number for number, found in tables.items() if found)
    texts = []
    for (page, _), kept in zip(lines, without_furniture(lines, with_tables), strict=True):
        areas = [table.grid.box for table in tables.get(page.number, ())]
        texts.append(PageText(page, kept, tuple(areas), figure_areas(page, areas)))
    return texts


def _in_order(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], tables: dict[int, tuple[FoundTable, ...]]
) -> tuple[Block, ...]:
    """Paragraphs in their order, each table and picture before the first paragraph that begins below it."""
    others: list[tuple[int, float, Table | Picture]] = []
    for page in pages:
        for found in tables.get(page.number, ()):
            box = page.shown_box(found.grid.box)
            others.append((page.number, found.grid.ys[0], _table(found, page, box)))
        for box in _pictures(page):
            others.append((page.number, box[1], Picture(0, Place(page=page.number, box=page.shown_box(box)))))
    others.sort(key=lambda entry: entry[:2])
    tops = {page.number: page for page in pages}
    return tuple(_merged(paragraphs, _numbered(others), tops))


def _numbered(
    others: Sequence[tuple[int, float, Table | Picture]],
) -> Iterator[tuple[int, float, Table | Picture]]:
    """Tables and pictures with their own running numbers, in each place of a table too."""
    tables = pictures = 0
    for page, top, block in others:
        if isinstance(block, Picture):
            yield page, top, replace(block, index=pictures)
            pictures += 1
            continue
        rows = tuple(
            tuple(replace(cell, place=replace(cell.place, table=tables)) for cell in row)
            for row in block.rows
        )
        yield page, top, replace(block, index=tables, rows=rows, place=replace(block.place, table=tables))
        tables += 1


def _merged(
    paragraphs: Sequence[Paragraph],
    others: Iterator[tuple[int, float, Table | Picture]],
    pages: dict[int, Page],
) -> Iterator[Block]:
    waiting = next(others, None)
    for paragraph in paragraphs:
        first = paragraph.segments[0]
        if first.page is not None and first.box is not None:
            top = pages[first.page].turned_box(first.box)[1]
            while waiting is not None and waiting[:2] < (first.page, top):
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


def _table(found: FoundTable, page: Page, shown: Box) -> Table:
    """A found table as a block; merged cells are their first position, the others empty."""
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
                    place=Place(page=page.number, box=page.shown_box(box), row=row, column=column),
                    row_span=region.row_span if region else 1,
                    column_span=region.column_span if region else 1,
                )
            )
        rows.append(tuple(cells))
    return Table(0, tuple(rows), Place(page=page.number, box=shown), found.confidence)

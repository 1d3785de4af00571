"""Small PDFs for tests, written with a font that need not be embedded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Document, Source
from final_accounts.reading.pdf.reader import read_pdf

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def make(path: Path, *pages: Draw, size: tuple[float, float] = A4, **options: object) -> Path:
    """A PDF with one page a function."""
    canvas = Canvas(str(path), pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def rotated(path: Path, target: Path, degrees: int) -> Path:
    """The same PDF with its pages turned clockwise when shown."""
    with pdfium.PdfDocument(path) as document:
        for page in document:
            page.set_rotation(degrees)
        document.save(target)
    return target


def source(path: Path) -> Source:
    return Source(path.name, "pdf", "0" * 64, None, path)


def read(path: Path, fast: bool = False) -> Document:
    return read_pdf(source(path), fast=fast)


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 12, font: str = FONT) -> None:
    """Text whose baseline starts at x, y points from the lower left corner."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def write_lines(canvas: Canvas, y: float, lines: Sequence[str], x: float = 80, size: float = 12) -> None:
    """Lines of running text, the first at y, the next ones 22 points lower each."""
    for index, line in enumerate(lines):
        write(canvas, x, y - 22 * index, line, size)


def draw_table(
    canvas: Canvas,
    x: float,
    y: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    font: str = FONT,
    prints: int = 1,
) -> None:
    """A fully ruled table with its upper left corner at x, y; rows are 18 points high."""
    total = sum(widths)
    for index in range(len(rows) + 1):
        canvas.line(x, y - 18 * index, x + total, y - 18 * index)
    edge = x
    for width in (0, *widths):
        edge += width
        canvas.line(edge, y, edge, y - 18 * len(rows))
    for index, row in enumerate(rows):
        left = x
        for width, text in zip(widths, row, strict=True):
            for times in range(prints):
                write(canvas, left + 2 + 0.3 * times, y - 18 * index - 13, text, 9, font)
            left += width


def cells(document: Document, table: int = 0) -> list[list[str]]:
    """The texts of a table, row by row."""
    return [[cell.text for cell in row] for row in document.tables[table].rows]


def texts(document: Document) -> list[str]:
    """The texts of all paragraphs."""
    return [paragraph.text for paragraph in document.paragraphs]

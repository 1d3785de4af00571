"""Statutory forms set without a grid, as many counties publish them, with the figures of the samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

from pylopdf_fonts_zh_cn import serif_path
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table
from samples.fonts import quadratic_font
from samples.specimens import Form, TableLook, load_specimen
from samples.tables import (
    Rows,
    broken_anywhere,
    column_widths,
    find_spans,
    parts_of,
    set_table,
)

ROOT = Path(__file__).parents[3]

MARGIN = 42.0
FONT = "BorderlessSerif"
SLUGS = ("danfeng", "liling")


@dataclass(frozen=True, slots=True)
class Look(TableLook):
    """How the forms are set: as TableLook says, and two more kinds of `rules`, dotted (rows of single dots)
    and dotted-grid. `lying` puts all forms upon lying or upright pages."""

    rules: str = "none"
    size: float | None = 9.0
    anywhere: bool = True
    face: str = FONT
    lying: bool | None = None


@cache
def forms_of(slug: str) -> tuple[Form, ...]:
    """The nine forms of a sample, with the columns and merged cells of the published ones."""
    specimen = load_specimen(ROOT / "data" / "reference" / "samples" / f"{slug}.toml")
    return tuple(specimen.forms.values())


@cache
def embed_font() -> None:
    """Make FONT known to the PDF writer. Published files embed their type: without it, pdfium loses
    characters that stand alone in a text object."""
    texts = {text for slug in SLUGS for form in forms_of(slug) for text in _texts(form)}
    characters = "".join(sorted(set("".join(texts)).union(map(chr, range(32, 127)))))
    font = quadratic_font(Path(serif_path()), characters, FONT)
    pdfmetrics.registerFont(TTFont(FONT, BytesIO(font)))


def _texts(form: Form) -> Iterator[str]:
    yield from (form.title, *form.left, *form.right, *form.notes)
    yield from (cell for row in form.grid.rows for cell in row)


def make_forms(path: Path, forms: Sequence[Form], look: Look) -> Path:
    """A PDF with each form on pages of its own; where a page is full the form goes on upon the next."""
    embed_font()
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    number = 0
    for form in forms:
        lying = form.landscape if look.lying is None else look.lying
        size = landscape(A4) if lying else A4
        waiting = [Part(rows, header) for rows, header in parts_of(form.grid)]
        is_first = True
        while waiting:
            part = waiting.pop(0)
            number += 1
            rest = _draw_page(canvas, form, part, look, size, is_first, is_last=not waiting)
            waiting[:0] = [rest] if rest else []
            is_first = False
            canvas.setFont(look.face, 9)
            canvas.drawCentredString(size[0] / 2, 30, str(number))
            canvas.showPage()
    canvas.save()
    return path


@dataclass(frozen=True, slots=True)
class Part:
    """Rows upon one page; the first `header` of them are head rows."""

    rows: Rows
    header: int


def _draw_page(
    canvas: Canvas,
    form: Form,
    part: Part,
    look: Look,
    size: tuple[float, float],
    is_first: bool,
    is_last: bool,
) -> Part | None:
    """Draw what the page holds; the rows that it has no room for come back."""
    width, top = size
    canvas.setPageSize(size)
    y = top - 60
    if is_first:
        canvas.setFont(look.face, 15)
        canvas.drawCentredString(width / 2, y, form.title)
        canvas.setFont(look.face, 9)
        for left, right in zip(form.left, form.right, strict=True):
            y -= 16
            canvas.drawString(MARGIN, y, left)
            canvas.drawRightString(width - MARGIN, y, right)
        y -= 8
    shown, rest = part, None
    while True:
        table = set_table(form.grid, shown.rows, shown.header, width - 2 * MARGIN, look)
        _, height = table.wrapOn(canvas, width - 2 * MARGIN, y)
        if y - height >= 60:
            break
        shown = replace(shown, rows=shown.rows[:-1])
        rest = Part(part.rows[: part.header] * form.grid.repeat + part.rows[len(shown.rows) :], part.header)
        rest = rest if form.grid.repeat else replace(rest, header=0)
    table.drawOn(canvas, MARGIN, y - height)
    if look.rules == "dotted":
        _dot_rows(canvas, y, table, width - 2 * MARGIN)
    if look.rules == "dotted-grid":
        _dot_rules(canvas, y, table, column_widths(form.grid, width - 2 * MARGIN, look), shown)
    y -= height + 14
    if is_last and rest is None:
        canvas.setFont(look.face, 9)
        for note in form.notes:
            for line in broken_anywhere(note, width - 2 * MARGIN, look.face, 9):
                canvas.drawString(MARGIN, y, line)
                y -= 13
    return rest


def _dot_rules(canvas: Canvas, top: float, table: Table, widths: Sequence[float], part: Part) -> None:
    """Rules of single dots around every cell, as spreadsheets print their hair lines."""
    xs = [MARGIN + sum(widths[:column]) for column in range(len(widths) + 1)]
    ys = [top - sum(table._rowHeights[:row]) for row in range(len(part.rows) + 1)]
    for span in find_spans(part.rows).values():
        left, right = xs[span.column], xs[span.last_column + 1]
        upper, lower = ys[span.row], ys[span.last_row + 1]
        _dot(canvas, left, right, upper, across=True)
        _dot(canvas, lower, upper, left, across=False)
    _dot(canvas, xs[0], xs[-1], ys[-1], across=True)
    _dot(canvas, ys[-1], ys[0], xs[-1], across=False)


def _dot_rows(canvas: Canvas, top: float, table: Table, width: float) -> None:
    """Rules of single dots above and below every row."""
    for row in range(len(table._rowHeights) + 1):
        y = top - sum(table._rowHeights[:row])
        _dot(canvas, MARGIN, MARGIN + width, y, across=True)


def _dot(canvas: Canvas, start: float, end: float, at: float, across: bool) -> None:
    while start < end:
        x, y = (start, at) if across else (at, start)
        canvas.rect(x - 0.25, y - 0.25, 0.5, 0.5, stroke=0, fill=1)
        start += 3

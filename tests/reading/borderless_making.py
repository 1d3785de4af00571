"""Statutory forms set without a grid, as many counties publish them, with the figures of the samples."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

from pylopdf_fonts_zh_cn import serif_path
from reportlab.lib.colors import Color, black, lightgrey
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from samples.fonts import quadratic_font  # noqa: E402
from samples.specimens import LINE_BREAK, Form, Grid, load_specimen  # noqa: E402
from samples.tables import Span, find_spans  # noqa: E402

MARGIN = 42.0
FONT = "BorderlessSerif"
SLUGS = ("danfeng", "liling")


@dataclass(frozen=True, slots=True)
class Look:
    """How the forms are set. `rules` is none, three-line, rows (thin lines), dotted (rows of single
    dots), dotted-grid, dashed (a grid in dashed strokes), frame (a ruled head, a box around the rest)
    or columns (the same with rules between the columns).

    `size` and `padding` in points; `align` overrides the alignment of number columns; `top` sets cells
    at the top of their rows; `squeeze` makes number columns so much narrower that numbers are wrapped;
    `shaded` tints every other row.
    """

    rules: str = "none"
    size: float = 9.0
    padding: float = 3.0
    numbers: str = "r"
    top: bool = False
    squeeze: float = 1.0
    lying: bool | None = None
    shaded: bool = False
    font: str = FONT


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
        waiting = list(_parts(form.grid))
        is_first = True
        while waiting:
            part = waiting.pop(0)
            number += 1
            rest = _draw_page(canvas, form, part, look, size, is_first, is_last=not waiting)
            waiting[:0] = [rest] if rest else []
            is_first = False
            canvas.setFont(look.font, 9)
            canvas.drawCentredString(size[0] / 2, 30, str(number))
            canvas.showPage()
    canvas.save()
    return path


@dataclass(frozen=True, slots=True)
class Part:
    """Rows upon one page; the first `header` of them are head rows."""

    rows: tuple[tuple[str, ...], ...]
    header: int


def _parts(grid: Grid) -> Iterator[Part]:
    """The rows upon each page, as the sample breaks them."""
    header, body = grid.rows[: grid.header], grid.rows[grid.header :]
    starts, ends = (0, *grid.breaks), (*grid.breaks, len(body))
    for start, end in zip(starts, ends, strict=True):
        headed = grid.repeat or start == 0
        rows = header + body[start:end] if headed else body[start:end]
        yield Part(rows, grid.header if headed else 0)


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
        canvas.setFont(look.font, 15)
        canvas.drawCentredString(width / 2, y, form.title)
        canvas.setFont(look.font, 9)
        for left, right in zip(form.left, form.right, strict=True):
            y -= 16
            canvas.drawString(MARGIN, y, left)
            canvas.drawRightString(width - MARGIN, y, right)
        y -= 8
    shown, rest = part, None
    while True:
        table, widths = _table(form.grid, shown, look, width - 2 * MARGIN)
        _, height = table.wrapOn(canvas, sum(widths), y)
        if y - height >= 60:
            break
        shown = replace(shown, rows=shown.rows[:-1])
        rest = Part(part.rows[: part.header] * form.grid.repeat + part.rows[len(shown.rows) :], part.header)
        rest = rest if form.grid.repeat else replace(rest, header=0)
    table.drawOn(canvas, MARGIN, y - height)
    if look.rules == "dotted":
        _dot_rows(canvas, y, table, sum(widths))
    if look.rules == "dotted-grid":
        _dot_rules(canvas, y, table, widths, shown)
    y -= height + 14
    if is_last and rest is None:
        canvas.setFont(look.font, 9)
        for note in form.notes:
            for line in _lines(note, width - 2 * MARGIN, look.font, 9):
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


def _table(grid: Grid, part: Part, look: Look, width: float) -> tuple[Table, list[float]]:
    shares = [
        share * (look.squeeze if letter == "r" else 1.0)
        for share, letter in zip(grid.widths, grid.align, strict=True)
    ]
    widths = [width * share / sum(shares) for share in shares]
    spans = find_spans(part.rows)
    texts = [["" for _ in row] for row in part.rows]
    for (row, column), span in spans.items():
        room = sum(widths[span.column : span.last_column + 1]) - 2 * look.padding
        texts[row][column] = "\n".join(
            line
            for piece in part.rows[row][column].split(LINE_BREAK)
            for line in _lines(piece, room, look.font, look.size)
        )
    commands = _style(grid, part, look, spans)
    leading = 1.25 * look.size
    heights = [max(grid.height if not look.squeeze < 1 else 0.0, leading + 2 * look.padding)] * len(texts)
    for span in sorted(spans.values(), key=lambda span: span.last_row - span.row):
        lines = texts[span.row][span.column].count("\n") + 1
        missing = lines * leading + 2 * look.padding - sum(heights[span.row : span.last_row + 1])
        heights[span.last_row] += max(missing, 0.0)
    return Table(texts, colWidths=widths, rowHeights=heights, style=commands), widths


def _style(
    grid: Grid, part: Part, look: Look, spans: dict[tuple[int, int], Span]
) -> list[tuple[object, ...]]:
    header, everything = part.header, ((0, 0), (-1, -1))
    commands: list[tuple[object, ...]] = [
        ("FONT", *everything, look.font, look.size, look.size * 1.25),
        ("VALIGN", *everything, "TOP" if look.top else "MIDDLE"),
        ("VALIGN", (0, 0), (-1, max(header - 1, 0)), "MIDDLE"),
        ("ALIGN", *everything, "CENTER"),
        *((f"{side}PADDING", *everything, look.padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    names = {"l": "LEFT", "c": "CENTER", "r": {"r": "RIGHT", "c": "CENTER", "l": "LEFT"}[look.numbers]}
    for column, letter in enumerate(grid.align):
        commands.append(("ALIGN", (column, header), (column, -1), names[letter]))
    commands.extend(
        ("SPAN", (span.column, span.row), (span.last_column, span.last_row))
        for span in spans.values()
        if (span.column, span.row) != (span.last_column, span.last_row)
    )
    if look.shaded:
        commands.extend(
            ("BACKGROUND", (0, row), (-1, row), lightgrey) for row in range(header, len(part.rows), 2)
        )
    commands.extend(_rules(look.rules, header, black))
    return commands


def _rules(rules: str, header: int, colour: Color) -> Iterator[tuple[object, ...]]:
    if rules in ("three-line", "rows"):
        yield "LINEABOVE", (0, 0), (-1, 0), 1.2, colour
        yield "LINEBELOW", (0, -1), (-1, -1), 1.2, colour
        if header:
            yield "LINEBELOW", (0, header - 1), (-1, header - 1), 0.6, colour
    if rules == "rows":
        yield "LINEBELOW", (0, header), (-1, -1), 0.3, colour
    if rules in ("frame", "columns"):
        yield "BOX", (0, 0), (-1, -1), 0.8, colour
        if header:
            yield "GRID", (0, 0), (-1, header - 1), 0.5, colour
    if rules == "columns":
        yield "LINEAFTER", (0, header), (-2, -1), 0.5, colour
    if rules == "dashed":
        yield "GRID", (0, 0), (-1, -1), 0.4, colour, "butt", (2, 2)


def _lines(text: str, room: float, font: str, size: float) -> Iterator[str]:
    """The text broken wherever it is too wide, within numbers too, as narrow cells break them."""
    line = ""
    for char in text:
        if line and stringWidth(line + char, font, size) > room:
            yield line
            line = char
        else:
            line += char
    yield line

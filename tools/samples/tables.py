"""Tables as flowables, ruled or not: merged cells, wrapped labels, headers repeated where a table goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportlab.lib.colors import black, lightgrey
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Table

from .breaking import Run, break_runs
from .prose import OVERPRINT
from .specimens import LINE_BREAK, MERGED_LEFT, MERGED_UP, Grid, TableLook

Rows = tuple[tuple[str, ...], ...]
Command = tuple[object, ...]

_LEADING_EM = 1.25
_NUMBER = re.compile(r"[\d,. ]+%?")
_ALIGNMENTS = {"l": "LEFT", "c": "CENTER", "r": "RIGHT"}
_EVERYTHING = ((0, 0), (-1, -1))


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: its first and last column and row, counted from 0."""

    column: int
    row: int
    last_column: int
    last_row: int


def find_spans(rows: Rows) -> dict[tuple[int, int], Span]:
    """The cells that own a place in the table, by (row, column) of their first place."""
    spans: dict[tuple[int, int], Span] = {}
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in (MERGED_LEFT, MERGED_UP):
                continue
            last_column = column
            while last_column + 1 < len(row) and row[last_column + 1] == MERGED_LEFT:
                last_column += 1
            last_row = at
            while last_row + 1 < len(rows) and rows[last_row + 1][column] == MERGED_UP:
                last_row += 1
            spans[at, column] = Span(column, at, last_column, last_row)
    return spans


def grid_tables(grid: Grid, width: float, look: TableLook) -> list[Flowable]:
    """The table, in as many parts as its `breaks` make, each upon a page of its own."""
    flowables: list[Flowable] = []
    for rows, header in parts_of(grid):
        if flowables:
            flowables.append(PageBreak())
        flowables.append(set_table(grid, rows, header, width, look))
    return flowables


def parts_of(grid: Grid) -> Iterator[tuple[Rows, int]]:
    """The rows upon each page as `breaks` says, and how many of them are header rows."""
    header, body = grid.rows[: grid.header], grid.rows[grid.header :]
    for start, end in zip((0, *grid.breaks), (*grid.breaks, len(body)), strict=True):
        headed = grid.repeat or start == 0
        yield (header + body[start:end], grid.header) if headed else (body[start:end], 0)


class OverprintedTable(Table):  # type: ignore[misc]
    """A table whose words are printed four times over, its rules once."""

    def draw(self) -> None:
        super().draw()
        rules, self._linecmds = self._linecmds, []
        for right, up in OVERPRINT[1:]:
            self.canv.saveState()
            self.canv.translate(right, up)
            super().draw()
            self.canv.restoreState()
        self._linecmds = rules


def set_table(grid: Grid, rows: Rows, header: int, width: float, look: TableLook) -> Table:
    """Rows of a grid, `header` of them its head, `width` points wide. ValueError if a number is too wide."""
    widths = column_widths(grid, width, look)
    size = look.size or grid.size
    spans = find_spans(rows)
    texts = [["" for _ in row] for row in rows]
    for (at, column), span in spans.items():
        room = sum(widths[span.column : span.last_column + 1]) - 2 * look.padding
        texts[at][column] = "\n".join(_lines(rows[at][column], room, size, look))
    least = grid.height if look.squeeze >= 1 else 0.0
    kind = OverprintedTable if look.overprint else Table
    return kind(
        texts,
        colWidths=widths,
        rowHeights=_row_heights(texts, spans, max(least, size * _LEADING_EM + 2 * look.padding), size, look),
        repeatRows=header,
        style=[*_style(grid, len(rows), header, spans, look), *_rules(look.rules, header)],
    )


def column_widths(grid: Grid, width: float, look: TableLook) -> list[float]:
    """The columns' widths in points."""
    shares = [
        share * (look.squeeze if letter == "r" else 1.0)
        for share, letter in zip(grid.widths, grid.align or " " * len(grid.widths), strict=True)
    ]
    return [width * share / sum(shares) for share in shares]


def _style(
    grid: Grid, count: int, header: int, spans: Mapping[tuple[int, int], Span], look: TableLook
) -> Iterator[Command]:
    size = look.size or grid.size
    yield "FONT", *_EVERYTHING, look.face, size, size * _LEADING_EM
    yield "VALIGN", *_EVERYTHING, "TOP" if look.top else "MIDDLE"
    if header:
        yield "VALIGN", (0, 0), (-1, header - 1), "MIDDLE"
    yield "ALIGN", *_EVERYTHING, "CENTER"
    for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"):
        yield f"{side}PADDING", *_EVERYTHING, look.padding
    for column, letter in enumerate(grid.align):
        shown = look.numbers if letter == "r" else letter
        yield "ALIGN", (column, header), (column, -1), _ALIGNMENTS[shown]
    for span in spans.values():
        if (span.column, span.row) != (span.last_column, span.last_row):
            yield "SPAN", (span.column, span.row), (span.last_column, span.last_row)
    for row in range(header, count, 2) if look.shaded else ():
        yield "BACKGROUND", (0, row), (-1, row), lightgrey


def _rules(rules: str, header: int) -> Iterator[Command]:
    head_end = header - 1
    if rules == "grid":
        yield "GRID", *_EVERYTHING, 0.6, black
    if rules == "dashed":
        yield "GRID", *_EVERYTHING, 0.4, black, "butt", (2, 2)
    if rules in ("three-line", "rows"):
        yield "LINEABOVE", (0, 0), (-1, 0), 1.2, black
        yield "LINEBELOW", (0, -1), (-1, -1), 1.2, black
        if header:
            yield "LINEBELOW", (0, head_end), (-1, head_end), 0.6, black
    if rules == "rows":
        yield "LINEBELOW", (0, header), (-1, -1), 0.3, black
    if rules in ("frame", "columns"):
        yield "BOX", *_EVERYTHING, 0.8, black
        if header:
            yield "GRID", (0, 0), (-1, head_end), 0.5, black
    if rules == "columns":
        yield "LINEAFTER", (0, header), (-2, -1), 0.5, black


def _row_heights(
    texts: list[list[str]],
    spans: Mapping[tuple[int, int], Span],
    least: float,
    size: float,
    look: TableLook,
) -> list[float]:
    """As high as the highest cell; a cell merged over rows makes its last row higher where it must."""
    heights = [least] * len(texts)
    by_rows = sorted(spans.values(), key=lambda span: span.last_row - span.row)
    for span in by_rows:
        lines = texts[span.row][span.column].count("\n") + 1
        needed = lines * size * _LEADING_EM + 2 * look.padding
        present = sum(heights[span.row : span.last_row + 1])
        heights[span.last_row] += max(needed - present, 0.0)
    return heights


def _lines(text: str, room: float, size: float, look: TableLook) -> Iterator[str]:
    """The lines of a cell. Unless it may break anywhere, a number is broken only where the data says so."""

    def measure(run: Run) -> float:
        return float(stringWidth(run.text, look.face, size))

    for part in text.split(LINE_BREAK):
        if look.anywhere:
            yield from broken_anywhere(part, room, look.face, size)
            continue
        lines = [part]
        if not _NUMBER.fullmatch(part):
            broken = break_runs((Run(part),), room, room, measure)
            lines = ["".join(run.text for run in line) for line in broken]
        for line in lines:
            if measure(Run(line)) > room:
                raise ValueError(f"rows: {line!r} is wider than its column")
            yield line


def broken_anywhere(text: str, room: float, face: str, size: float) -> Iterator[str]:
    """The text broken wherever it is too wide, within numbers too, as narrow cells break them."""
    line = ""
    for char in text:
        if line and stringWidth(line + char, face, size) > room:
            yield line
            line = char
        else:
            line += char
    yield line

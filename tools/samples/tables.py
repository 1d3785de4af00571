"""Ruled tables as flowables: merged cells, wrapped labels, headers repeated where a table goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.lib.colors import black
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Table

from .breaking import Run, break_runs
from .fonts import BODY
from .specimens import LINE_BREAK, MERGED_LEFT, MERGED_UP, Grid

_PADDING = 3.0
_LEADING_EM = 1.25
_NUMBER = re.compile(r"[\d,. ]+%?")
_ALIGNMENTS = {"l": "LEFT", "c": "CENTER", "r": "RIGHT"}


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: its first and last column and row, counted from 0."""

    column: int
    row: int
    last_column: int
    last_row: int


def find_spans(rows: tuple[tuple[str, ...], ...]) -> dict[tuple[int, int], Span]:
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


def ruled_tables(grid: Grid, width: float) -> list[Flowable]:
    """The table, in as many parts as its `breaks` make, each upon a page of its own."""
    widths = [width * share / sum(grid.widths) for share in grid.widths]
    header, body = grid.rows[: grid.header], grid.rows[grid.header :]
    starts = (0, *grid.breaks)
    ends = (*grid.breaks, len(body))
    flowables: list[Flowable] = []
    for start, end in zip(starts, ends, strict=True):
        if flowables:
            flowables.append(PageBreak())
        headed = grid.repeat or start == 0
        part = header + body[start:end] if headed else body[start:end]
        flowables.append(_ruled_table(grid, part, widths, grid.header if headed else 0))
    return flowables


def _ruled_table(grid: Grid, rows: tuple[tuple[str, ...], ...], widths: list[float], header: int) -> Table:
    spans = find_spans(rows)
    texts = [["" for _ in row] for row in rows]
    for (at, column), span in spans.items():
        room = sum(widths[span.column : span.last_column + 1]) - 2 * _PADDING
        texts[at][column] = _wrapped(rows[at][column], room, grid.size)
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, black),
        ("FONT", (0, 0), (-1, -1), BODY, grid.size, grid.size * _LEADING_EM),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), _PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PADDING),
    ]
    for column, letter in enumerate(grid.align):
        commands.append(("ALIGN", (column, header), (column, -1), _ALIGNMENTS[letter]))
    for span in spans.values():
        if (span.column, span.row) != (span.last_column, span.last_row):
            commands.append(("SPAN", (span.column, span.row), (span.last_column, span.last_row)))
    return Table(
        texts,
        colWidths=widths,
        rowHeights=_row_heights(texts, spans, grid),
        repeatRows=header,
        style=commands,
    )


def _row_heights(texts: list[list[str]], spans: dict[tuple[int, int], Span], grid: Grid) -> list[float]:
    """As high as the highest cell; a cell merged over rows makes its last row higher where it must."""
    heights = [max(grid.height, grid.size * _LEADING_EM + 2 * _PADDING)] * len(texts)
    by_rows = sorted(spans.values(), key=lambda span: span.last_row - span.row)
    for span in by_rows:
        lines = texts[span.row][span.column].count("\n") + 1
        needed = lines * grid.size * _LEADING_EM + 2 * _PADDING
        present = sum(heights[span.row : span.last_row + 1])
        heights[span.last_row] += max(needed - present, 0.0)
    return heights


def _wrapped(text: str, room: float, size: float) -> str:
    """The text on lines that fit; a number is broken only where the data says so. ValueError if too wide."""

    def measure(run: Run) -> float:
        return float(stringWidth(run.text, BODY, size))

    lines: list[str] = []
    for part in text.split(LINE_BREAK):
        if _NUMBER.fullmatch(part):
            lines.append(part)
        else:
            broken = break_runs((Run(part),), room, room, measure)
            lines += ["".join(run.text for run in line) for line in broken]
    for line in lines:
        if measure(Run(line)) > room:
            raise ValueError(f"rows: {line!r} is wider than its column")
    return "\n".join(lines)

"""A workbook's sheet wider than the paper, printed in strips as a spreadsheet program does.

Each page shows its part of the sheet through a window: what runs over its edge is drawn whole and cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ..pdf.pdf_making import FONT, Draw, write

LEFT, TOP, ROW, SIZE = 60.0, 760.0, 18.0, 9.0
HEAD_ROOM = 54.0
"""Points of a sheet above its table: title, and who made it beside the unit."""

HEAD = ("科目代码", "科目名称", "本年收入合计", "财政拨款收入", "事业收入", "其他收入")
BODY = (
    ("", "合计", "1,870.27", "1,862.27", "5.00", "3.00"),
    ("2010101", "行政运行", "19.81", "19.81", "0.00", "0.00"),
    ("2080505", "基本养老保险缴费", "1,809.03", "1,801.03", "5.00", "3.00"),
    ("2101102", "事业单位医疗", "12.29", "12.29", "0.00", "0.00"),
    ("2210201", "住房公积金", "29.14", "29.14", "0.00", "0.00"),
)
WIDTHS = (80.0, 200.0, 100.0, 100.0, 100.0, 100.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook. `merged` are the row, the first and the last column of cells merged across."""

    title: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    merged: Sequence[tuple[int, int, int]] = ()
    maker: str = "编制单位：白石县水务局"
    unit: str = "单位：万元"

    def edges(self) -> list[float]:
        return [0.0, *accumulate(self.widths)]


def window(sheet: Sheet, columns: range, rows: range, again: int = 0) -> Draw:
    """A page with some columns and rows of a sheet, and its first columns `again` at their left.

    The first rows come with what stands above the table.
    """

    def page(canvas: Canvas) -> None:
        edges = sheet.edges()
        left = LEFT
        if again:
            _show(canvas, sheet, rows, left, (0.0, edges[again]))
            left += edges[again]
        _show(canvas, sheet, rows, left, (edges[columns.start], edges[columns.stop]))

    return page


def _show(canvas: Canvas, sheet: Sheet, rows: range, left: float, part: tuple[float, float]) -> None:
    """The part of a sheet between two of its edges, from `left` on."""
    start, end = part
    head = HEAD_ROOM if rows.start == 0 else 0.0
    top = TOP - head
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left - 0.5, 0, end - start + 1, A4[1])
    canvas.clipPath(path, stroke=0)
    canvas.translate(left - start, 0)
    if head:
        whole = sheet.edges()[-1]
        write(canvas, (whole - stringWidth(sheet.title, FONT, 14)) / 2, TOP - 14, sheet.title, 14)
        write(canvas, 2, top + 4, sheet.maker, SIZE)
        write(canvas, whole - 2 - stringWidth(sheet.unit, FONT, SIZE), top + 4, sheet.unit, SIZE)
    for at, row in enumerate(rows):
        _row(canvas, sheet, row, top - ROW * at, part)
    foot = top - ROW * len(rows)
    canvas.line(start, foot, end, foot)
    canvas.restoreState()


def _row(canvas: Canvas, sheet: Sheet, row: int, y: float, part: tuple[float, float]) -> None:
    start, end = part
    canvas.line(start, y, end, y)
    spans = {first: last for at, first, last in sheet.merged if at == row}
    edges = sheet.edges()
    column = 0
    while column < len(sheet.widths):
        last = spans.get(column, column)
        for x in (edges[column], edges[last + 1]):
            if start <= x <= end:
                canvas.line(x, y, x, y - ROW)
        text = sheet.rows[row][column]
        room = edges[last + 1] - edges[column]
        width = stringWidth(text, FONT, SIZE)
        indent = (room - width) / 2 if last > column else room - width - 2 if "." in text else 2
        if edges[column] < end and edges[last + 1] > start:
            write(canvas, edges[column] + indent, y - 13, text, SIZE)
        column = last + 1

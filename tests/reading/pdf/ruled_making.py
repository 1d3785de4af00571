"""A small ruled form of expenditure, with cells that a test may draw in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .pdf_making import Draw, make, write

HEAD = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "1,058.10", "1,038.50", "19.60"],
    ["208", "社会保障和就业支出", "1,058.10", "1,038.50", "19.60"],
    ["20805", "养老支出", "1,058.10", "1,038.50", "19.60"],
]
XS = (60.0, 120.0, 240.0, 310.0, 380.0, 450.0)
TOP, HEIGHT, SIZE = 720.0, 18.0, 9.0

Special = Callable[[Canvas, float, float, float], None]
"""Draws one cell, given the left and right edge of its column and its baseline."""


def form_page(special: Mapping[tuple[int, int], Special] | None = None) -> Draw:
    """The page of the form; `special` draws the cells that it names by row (from 0, the head) and column."""

    def page(canvas: Canvas) -> None:
        write(canvas, 230, 760, "支出决算表", 15)
        write(canvas, 400, 740, "单位：万元", SIZE)
        rows = [HEAD, *ROWS]
        for index in range(len(rows) + 1):
            canvas.line(XS[0], TOP - HEIGHT * index, XS[-1], TOP - HEIGHT * index)
        for x in XS:
            canvas.line(x, TOP, x, TOP - HEIGHT * len(rows))
        for row, texts in enumerate(rows):
            y = TOP - HEIGHT * row - 13
            for column, text in enumerate(texts):
                draw = (special or {}).get((row, column))
                if draw is not None:
                    draw(canvas, XS[column], XS[column + 1], y)
                elif column < 2:
                    write(canvas, XS[column] + 2, y, text, SIZE)
                else:
                    write_right(canvas, XS[column + 1] - 2, y, text)

    return page


def write_right(canvas: Canvas, x: float, y: float, text: str) -> None:
    """Text that ends at x."""
    write(canvas, x - stringWidth(text, "STSong-Light", SIZE), y, text, SIZE)


def make_form(path: Path, special: Mapping[tuple[int, int], Special] | None = None) -> Path:
    return make(path, form_page(special), size=A4)

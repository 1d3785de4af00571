"""Text that cannot be seen, and text that is laid over other text: neither is read, both are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import Color, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Document

from .pdf_making import FONT, Draw, cells, make, read, texts, write
from .ruled_making import HEAD, HEIGHT, ROWS, TOP, XS, form_page

GREY = Color(0.8, 0.8, 0.8)


def read_over(tmp_path: Path, draw: Draw, below: bool = False) -> Document:
    """The form with something drawn over it, or below it."""

    def page(canvas: Canvas) -> None:
        for part in (draw, form_page()) if below else (form_page(), draw):
            canvas.saveState()
            part(canvas)
            canvas.restoreState()

    return read(make(tmp_path / "a.pdf", page, size=A4))


def is_whole(document: Document) -> bool:
    """Whether the form was read as if nothing else were there, and nothing in it is in doubt."""
    doubtful = [cell for row in document.tables[0].rows for cell in row if cell.alternatives]
    return cells(document) == [HEAD, *ROWS] and not doubtful


@pytest.mark.parametrize(
    ("text", "size", "step"), [("财政局公开", 60, 0), ("财政局", 9, 55), ("2024", 14, 70)]
)
def test_a_watermark_along_the_lines(tmp_path: Path, text: str, size: float, step: int) -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.setFillColor(GREY)
        canvas.setFont(FONT, size)
        if not step:
            canvas.drawString(150, TOP - 50, text)
        for x in range(60, 460, step or 1000):
            for y in range(600, 800, step or 1000):
                if step:
                    canvas.drawString(x, y, text)

    document = read_over(tmp_path, watermark, below=True)
    assert is_whole(document)
    several = "等32处" if step == 55 else "等18处" if step else ""
    assert document.remarks == (f"第1页：有横在文字上的水印“{text}”{several}，未计入",)


def test_a_large_dark_watermark(tmp_path: Path) -> None:
    def watermark(canvas: Canvas) -> None:
        write(canvas, 150, TOP - 50, "样本", 60)

    document = read_over(tmp_path, watermark, below=True)
    assert is_whole(document)
    assert document.remarks == ("第1页：有横在文字上的水印“样本”，未计入",)


def test_text_without_ink(tmp_path: Path) -> None:
    def invisible(canvas: Canvas) -> None:
        for row in range(4):
            text = canvas.beginText(XS[3] + 4, TOP - HEIGHT * row - 13)
            text.setFont(FONT, 9)
            text.setTextRenderMode(3)
            text.textOut("777.77")
            canvas.drawText(text)

    document = read_over(tmp_path, invisible)
    assert is_whole(document)
    assert document.remarks == ("第1页：有看不见的文字“777.77”等4处，未计入",)


def test_white_text_on_white_paper_and_on_a_dark_ground(tmp_path: Path) -> None:
    def heading(canvas: Canvas) -> None:
        canvas.setFillColor(Color(0.1, 0.2, 0.5))
        canvas.rect(60, 600, 300, 24, stroke=0, fill=1)
        canvas.setFillColor(white)
        write(canvas, 70, 607, "第二部分部门决算表", 12)
        write(canvas, 70, 500, "看不见的说明", 12)

    document = read_over(tmp_path, heading)
    assert is_whole(document)
    assert "第二部分部门决算表" in texts(document)
    assert document.remarks == ("第1页：有看不见的文字“看不见的说明”，未计入",)


def test_a_second_text_layer_below_the_first(tmp_path: Path) -> None:
    def layer(canvas: Canvas) -> None:
        canvas.translate(3, 1)
        for row, line in enumerate([HEAD, *ROWS]):
            for column, label in enumerate(line):
                text = canvas.beginText(XS[column] + 2, TOP - HEIGHT * row - 13)
                text.setFont(FONT, 9)
                text.setTextRenderMode(3)
                text.textOut(label)
                canvas.drawText(text)

    assert is_whole(read_over(tmp_path, layer))


def test_light_type_that_lies_on_nothing_is_text(tmp_path: Path) -> None:
    def caption(canvas: Canvas) -> None:
        canvas.setFillColor(Color(1.0, 0.75, 0.0))
        write(canvas, 70, 560, "目录", 26)
        canvas.setFillColor(GREY)
        write(canvas, 70, 520, "本表由财政局汇总", 10)

    document = read_over(tmp_path, caption)
    assert is_whole(document)
    assert texts(document)[-2:] == ["目录", "本表由财政局汇总"]
    assert document.remarks == ()


def test_the_same_watermark_on_many_pages_is_told_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColor(GREY)
        write(canvas, 150, TOP - 50, "财政局公开", 60)
        canvas.restoreState()
        form_page()(canvas)

    def plain(canvas: Canvas) -> None:
        write(canvas, 80, 700, "名词解释")

    document = read(make(tmp_path / "a.pdf", page, page, plain, page, size=A4))
    assert document.remarks == ("第1–2、4页：有横在文字上的水印“财政局公开”，未计入",)

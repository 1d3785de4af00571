"""Tables whose rules are the characters ┌─┬┐, in plain text and in PDFs."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pylopdf_fonts_zh_cn import serif_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from samples.fonts import quadratic_font

from final_accounts.documents import Document
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms

from ..pdf.pdf_making import cells, make, read

RULED = """支出决算表
单位：万元
┌────────┬──────────────┬────────┬────────┬────────┐
│科目编码│   科目名称   │  合计  │基本支出│项目支出│
├────────┼──────────────┼────────┼────────┼────────┤
│        │     合计     │ 58.10  │ 38.50  │ 19.60  │
├────────┼──────────────┼────────┼────────┼────────┤
│208     │社会保障和就业│ 58.10  │ 38.50  │ 19.60  │
│        │支出          │        │        │        │
├────────┼──────────────┼────────┼────────┼────────┤
│20805   │养老支出      │ 58.10  │ 38.50  │   ─    │
└────────┴──────────────┴────────┴────────┴────────┘
注：本表反映支出情况。
"""
FONT = "BoxSerif"
ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "58.10", "38.50", "19.60"],
    ["208", "社会保障和就业支出", "58.10", "38.50", "19.60"],
    ["20805", "养老支出", "58.10", "38.50", "─"],
]


def embed_box_font() -> None:
    """Make FONT known to the PDF writer, with the characters of the table."""
    characters = "".join(sorted(set(RULED) - {"\n"}))
    pdfmetrics.registerFont(TTFont(FONT, BytesIO(quadratic_font(Path(serif_path()), characters, FONT))))


def read_text(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def bare(document: Document) -> list[list[str]]:
    return [["".join(text.split()) for text in row] for row in cells(document)]


def test_a_table_ruled_by_characters(tmp_path: Path) -> None:
    document = read_text(tmp_path, RULED)
    assert bare(document) == ROWS
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "支出决算表", "单位：万元", "注：本表反映支出情况。",
    ]  # fmt: skip
    assert document.tables[0].rows[3][0].place.line == 11
    assert [form.key for form in recognise_forms(document)] == ["expenditure"]


def test_box_drawings_as_wide_as_chinese_characters(tmp_path: Path) -> None:
    wide = "┌────┬──┐\n│科目名称│合计│\n├────┼──┤\n│养老支出│12.5│\n│医疗支出│3.50│\n└────┴──┘\n"
    # A rule after each row is not needed where numbers stand below one another.
    assert bare(read_text(tmp_path, wide)) == [
        ["科目名称", "合计"],
        ["养老支出", "12.5"],
        ["医疗支出", "3.50"],
    ]


def test_merged_cells_of_a_head(tmp_path: Path) -> None:
    text = (
        "┌────────┬─────────────────┐\n"
        "│        │    本年支出     │\n"
        "│  项目  ├────────┬────────┤\n"
        "│        │基本支出│项目支出│\n"
        "├────────┼────────┼────────┤\n"
        "│养老    │ 38.50  │ 19.60  │\n"
        "└────────┴────────┴────────┘\n"
    )
    assert bare(read_text(tmp_path, text))[-1] == ["养老", "38.50", "19.60"]
    assert bare(read_text(tmp_path, text))[0][:2] == ["项目", "本年支出"]


def test_a_line_of_box_drawings_alone_is_no_table(tmp_path: Path) -> None:
    document = read_text(tmp_path, "────────────\n2024年度部门决算\n────────────\n")
    assert document.tables == ()
    assert "2024年度部门决算" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("leading", [9.0, 12.5])
def test_a_pdf_ruled_by_characters(tmp_path: Path, leading: float) -> None:
    embed_box_font()

    wide = re.sub("─{2,}", lambda rule: "─" * (len(rule[0]) // 2), RULED).replace("   ─    ", "   ─   ")

    def page(canvas: Canvas) -> None:
        # Each character where a fixed pitch puts it: a Chinese one takes two, and so does a box drawing.
        canvas.setFont(FONT, 9)
        for row, line in enumerate(wide.splitlines()):
            x = 60.0
            for char in line:
                if char != " ":
                    canvas.drawString(x, 700 - leading * row, char)
                x += 9.0 if stringWidth(char, FONT, 9) > 6 else 4.5

    document = read(make(tmp_path / "a.pdf", page))
    assert bare(document) == ROWS

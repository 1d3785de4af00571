"""Tables wider than the paper: what is cut off is told, and what is left proves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from final_accounts.recognising.forms.finder import recognise_forms

from .borderless_making import FONT, embed_font
from .pdf_making import Draw, draw_table, make, read, texts, write

HEAD = ("科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出")
ROWS = (
    HEAD,
    ("", "合计", "100.00", "60.00", "40.00"),
    ("201", "一般公共服务支出", "70.00", "30.00", "40.00"),
    ("210", "卫生健康支出", "20.00", "20.00", "0.00"),
    ("221", "住房保障支出", "10.00", "10.00", "0.00"),
)
NARROW, WIDE = (60.0, 130.0, 90.0, 80.0, 80.0), (80.0, 200.0, 130.0, 110.0, 110.0)
CUT = "第1页：表格比纸宽，伸出纸外的栏没有印出，无法补全；表内的数字都要对照原件"
BARE = "本文件有表格伸出纸外，没有框线的表是否印全无法确定；表内的数字都要对照原件"


def page(widths: Sequence[float], rows: Sequence[Sequence[str]] = ROWS) -> Draw:
    def draw(canvas: Canvas) -> None:
        write(canvas, 150, 780, "一般公共预算财政拨款支出决算表", 14)
        write(canvas, 60, 760, "单位：万元", 9)
        draw_table(canvas, 60, 750, widths, rows)

    return draw


def clipped(bare: bool = False) -> Draw:
    """A page as a browser prints it: of the cells that do not fit those alone that its margin crosses."""

    def draw(canvas: Canvas) -> None:
        embed_font()
        write(canvas, 200, 780, "支出决算表", 9, FONT)
        write(canvas, 40, 760, "单位：万元", 9, FONT)
        lefts, right = (40, 130, 320, 450, 555), A4[0] - 28
        for index, row in enumerate(ROWS):
            for left, text in zip(lefts[:4], row, strict=False):
                write(canvas, left, 730 - 20 * index, text, 9, FONT)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(28, 28, right - 28, A4[1] - 56)
        canvas.clipPath(path, stroke=0)
        write(canvas, lefts[4], 730, "项目", 9, FONT)
        for index in () if bare else range(len(ROWS) + 1):
            canvas.line(38, 744 - 20 * index, 680, 744 - 20 * index)
        canvas.restoreState()
        for left in () if bare else lefts:
            canvas.line(left - 2, 744, left - 2, 644)

    return draw


def test_a_table_beyond_the_paper_is_told_and_all_its_figures_are_uncertain(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", page(WIDE)))
    assert document.remarks == (CUT,)
    (table,) = document.tables
    assert (table.is_whole, table.confidence) == (False, 0.5)
    (form,) = recognise_forms(document)
    values = [value for row in form.rows for value in row.values if value is not None]
    assert "70.00" in [value.text for value in values]
    assert all(value.uncertain for value in values)
    assert not any(reading.decided for reading in form.readings)


def test_a_table_within_the_margins_is_whole(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", page(NARROW)))
    assert document.remarks == ()
    assert document.tables[0].is_whole
    assert document.tables[0].rows[1][2].alternatives == ()


def test_what_goes_on_from_a_cut_page_is_uncertain_too(tmp_path: Path) -> None:
    def rest(canvas: Canvas) -> None:
        draw_table(canvas, 60, 780, WIDE[:4], (("229", "其他支出", "5.00", "5.00"),) * 3)

    first = page(WIDE[:4], [row[:4] for row in ROWS])
    document = read(make(tmp_path / "a.pdf", lambda canvas: (first(canvas), _rules_on(canvas)), rest))
    (form,) = recognise_forms(document)
    assert [table.is_whole for table in document.tables] == [False, True]
    assert all(value.uncertain for row in form.rows for value in row.values if value is not None)


def _rules_on(canvas: Canvas) -> None:
    for index in range(len(ROWS) + 1):
        canvas.line(580, 750 - 18 * index, 640, 750 - 18 * index)


def test_a_clip_across_a_ruled_table(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", clipped()))
    assert document.remarks == (CUT,)
    assert [table.is_whole for table in document.tables] == [False]


def test_where_a_clip_cuts_one_table_without_rules_others_may_be_cut_unseen(tmp_path: Path) -> None:
    def other(canvas: Canvas) -> None:
        embed_font()
        write(canvas, 200, 780, "收入决算表", 9, FONT)
        for index, row in enumerate(ROWS):
            for left, text in zip((40, 130, 320, 450), row, strict=False):
                write(canvas, left, 730 - 20 * index, text.replace("支出", "收入"), 9, FONT)

    document = read(make(tmp_path / "a.pdf", clipped(bare=True), other))
    assert document.remarks == (CUT, BARE)
    assert [table.is_whole for table in document.tables] == [False, False]
    assert document.tables[1].rows[1][2].alternatives == ("？",)


def test_a_single_rule_over_the_edge_is_an_ornament(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        page(NARROW)(canvas)
        canvas.line(-10, 741, 700, 741)
        canvas.line(-10, 800, 700, 800)

    document = read(make(tmp_path / "a.pdf", draw))
    assert document.remarks == ()
    assert document.tables[0].is_whole


def test_lines_of_text_over_the_edge_are_told(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for index, text in enumerate(("收入决算情况说明", "支出决算情况说明", "财政拨款收支说明")):
            write(canvas, 60, 700 - 22 * index, text * 8, 12)

    document = read(make(tmp_path / "a.pdf", draw))
    assert document.remarks == ("第1页：有文字伸出纸外，没有印全，请对照原件",)


def test_text_beside_the_page_is_not_beyond_it(tmp_path: Path) -> None:
    """As where a spread is parted in two pages: the other one's text is off the paper, and far away."""

    def draw(canvas: Canvas) -> None:
        page(NARROW)(canvas)
        draw_table(canvas, 700, 750, NARROW, ROWS)

    document = read(make(tmp_path / "a.pdf", draw))
    assert document.remarks == ()
    assert [table.is_whole for table in document.tables] == [True]
    assert texts(document) == ["一般公共预算财政拨款支出决算表", "单位：万元"]


def test_a_number_that_the_edge_cuts_through_is_marked(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            700,
            "本部门收入1,234.00万元，" * 2 + "二〇二四年度支出总计一千零四十九万元即10,492,200.00元",
            12,
        )
        write(canvas, 60, 660, "本部门二〇二四年度收入总计1,049.22万元，支出总计1,049.22万元。", 12)

    document = read(make(tmp_path / "a.pdf", draw))
    marked = [p.text[start:end] for p in document.paragraphs for start, end in p.doubts]
    assert marked == ["10,492,2"]


def long_page(y: float) -> Draw:
    """A form whose upper edge stands at a height of the paper, in points from its foot."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 420, "本部门二〇二四年度支出合计一百万元。", 9)
        draw_table(canvas, 60, y, NARROW, ROWS)

    return draw


@pytest.mark.parametrize("y", [50, A4[1] + 40])
def test_rows_beyond_the_head_or_the_foot_of_the_paper_are_told_by_page(tmp_path: Path, y: float) -> None:
    document = read(make(tmp_path / "a.pdf", page(NARROW), long_page(y), size=A4), fast=True)
    assert document.remarks == (
        "第2页：表格伸出纸的上边或下边，纸外的行没有印出，无法补全；表内的数字都要对照原件",
    )
    assert [table.is_whole for table in document.tables] == [True, False]


def test_one_line_below_the_paper_is_no_row(tmp_path: Path) -> None:
    def printed(canvas: Canvas) -> None:
        draw_table(canvas, 60, 120, NARROW, ROWS)
        write(canvas, 60, -12, "D:\\2024\\budget.doc", 9)

    document = read(make(tmp_path / "a.pdf", printed, size=A4), fast=True)
    assert document.remarks == () and document.tables[0].is_whole

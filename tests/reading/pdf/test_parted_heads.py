"""Heads and labels of tables without rules that the end of a page parts from what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.unruled.flush_left import names_parted
from final_accounts.reading.pdf.unruled.fragments import Fragment, TextLine

from .borderless_making import FONT, embed_font
from .pdf_making import cells, make, read, texts, write

LEFTS = (37, 97, 237, 327, 417)
HEAD = (("科目代码", "科目名称", "本年收入合计", "财政拨款收入", "其他收入"), ("栏次", "", "1", "2", "3"))
ROWS = (
    ("", "合计", "1,870.27", "1,862.27", "8.00"),
    ("2010101", "行政运行", "19.81", "19.81", "0.00"),
    ("2080505", "基本养老保险缴费", "1,809.03", "1,801.03", "8.00"),
    ("2101102", "事业单位医疗", "12.29", "12.29", "0.00"),
)


def lines(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], step: float = 30) -> None:
    for index, row in enumerate(rows):
        for left, text in zip(LEFTS, row, strict=True):
            if text:
                write(canvas, left, top - step * index, text, 9, FONT)


def above(canvas: Canvas, top: float) -> None:
    write(canvas, 37, top + 40, "收入决算表", 9, FONT)
    write(canvas, 37, top + 20, "单位：万元", 9, FONT)


def test_a_head_at_the_foot_of_a_page_is_that_of_the_rows_on_the_next(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        write(canvas, 37, 780, "本部门依法公开决算，接受社会监督。", 9, FONT)
        above(canvas, 60)
        lines(canvas, 60, HEAD)

    document = read(make(tmp_path / "a.pdf", first, lambda canvas: lines(canvas, 800, ROWS)), fast=True)
    assert cells(document) == [*map(list, HEAD), *map(list, ROWS)]
    assert texts(document)[1:] == ["收入决算表", "单位：万元"]
    place = document.tables[0].rows[0][0].place
    assert place.page == 2
    assert place.box is not None and place.box[1] >= 0 and place.box[3] >= place.box[1]


def test_a_head_stands_as_far_below_its_unit_as_the_larger_type_of_both_allows(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        write(canvas, 37, 95, "收入决算表", 9, FONT)
        write(canvas, 37, 75, "单位：万元", 9, FONT)
        # A scan takes the short name for smaller type than it has.
        write(canvas, 37, 42, "项目", 8, FONT)
        lines(canvas, 24, HEAD[:1])

    rows = (*HEAD[1:], *ROWS)
    document = read(make(tmp_path / "a.pdf", first, lambda canvas: lines(canvas, 800, rows)), fast=True)
    assert cells(document)[:2] == [*map(list, HEAD)]


def test_a_head_may_be_parted_itself(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        above(canvas, 40)
        lines(canvas, 40, HEAD[:1])

    document = read(
        make(tmp_path / "a.pdf", first, lambda canvas: lines(canvas, 800, (*HEAD[1:], *ROWS))), fast=True
    )
    assert cells(document) == [*map(list, HEAD), *map(list, ROWS)]


def test_words_below_a_unit_are_no_head_where_no_rows_follow(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        above(canvas, 60)
        lines(canvas, 60, HEAD[:1])

    def prose(canvas: Canvas) -> None:
        write(canvas, 37, 800, "第三部分，情况说明。", 9, FONT)
        lines(canvas, 700, ROWS)

    document = read(make(tmp_path / "a.pdf", first, prose), fast=True)
    assert texts(document)[:2] == ["收入决算表", "单位：万元"]
    assert "科目代码" in "".join(texts(document))


def test_the_rest_of_a_label_in_the_first_column(tmp_path: Path) -> None:
    embed_font()
    head = (("项目", "行次", "金额", "项目", "行次"), ("栏次", "", "1", "栏次", ""))
    rows = tuple((f"{name}、支出", f"{at}", f"{at}.00", "", "") for at, name in enumerate("一二三四", 1))

    def first(canvas: Canvas) -> None:
        above(canvas, 300)
        lines(canvas, 300, (*head, *rows, ("五、一般公共", "5", "5.00", "", "")), 34)

    def second(canvas: Canvas) -> None:
        write(canvas, 37, 800, "预算财政拨款", 9, FONT)
        lines(canvas, 766, (("六、其他支出", "6", "6.00", "", ""), ("总计", "7", "7.00", "", "")), 34)

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    assert "预算财政拨款" not in texts(document)
    assert cells(document, 1)[0][0] == "预算财政拨款"


def test_names_as_far_apart_as_half_a_character_are_two() -> None:
    part = Fragment("项目支 上缴上级", (351.7, 0.0, 441.9, 12.0), 10.0, 12.0)
    (line,) = names_parted([TextLine((part,))], [351.7, 393.9])
    assert [name.text for name in line.fragments] == ["项目支", "上缴上级"]


def test_a_code_beside_a_number_cut_off_behind_its_point_is_another_cell(tmp_path: Path) -> None:
    embed_font()

    def page(canvas: Canvas) -> None:
        above(canvas, 700)
        lines(canvas, 700, HEAD)
        lines(canvas, 640, ROWS)
        write(canvas, 237, 520, "7,152.", 9, FONT)
        write(canvas, 265, 520, "30201", 9, FONT)
        write(canvas, 327, 520, "5.00", 9, FONT)

    document = read(make(tmp_path / "a.pdf", page), fast=True)
    assert not any("7,152.30201" in text for row in cells(document) for text in row)

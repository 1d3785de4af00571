"""Margins, indents and gaps tell paragraphs; titles, entries, labels and furniture stand alone."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .pdf_making import make, read, texts, write, write_lines
from .ruled_making import form_page

FULL = "二〇二四年度收入总计九百三十三万元，与上年相比减少五十万元，下降百分之五，主"
# pdfium takes the same text twice at one margin for overprint if the font is not embedded.
NEXT = "动原因是项目支出比上年有所减少，另有在职人员发生变动，压减了一部分一般性支"
LAST = "出，其余部分按进度拨付到各个单位，全年没有出现超出预算安排的情形，结余按规定"


def test_paragraphs_are_told_by_indent_or_by_a_short_line(tmp_path: Path) -> None:
    def indented(canvas: Canvas) -> None:
        write_lines(canvas, 760, ["　　" + FULL[:36], NEXT, LAST, "　　" + LAST[:36], FULL, "要减少"])

    def flush(canvas: Canvas) -> None:
        write_lines(canvas, 760, [FULL, NEXT, "要减少", LAST, FULL[::-1]])

    assert texts(read(make(tmp_path / "a.pdf", indented))) == [
        FULL[:36] + NEXT + LAST,
        LAST[:36] + FULL + "要减少",
    ]
    assert texts(read(make(tmp_path / "b.pdf", flush))) == [FULL + NEXT + "要减少", LAST + FULL[::-1]]


def test_items_that_run_over_by_a_word_keep_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for first in (FULL, NEXT):
            write_lines(canvas, 760, ["　　" + LAST[:36], first, NEXT[::-1], LAST[::-1], "完。"])
            canvas.showPage()
        for index, line in enumerate((FULL, NEXT, LAST, FULL[::-1])):
            write(canvas, 105, 760 - 44 * index, line[:34])
            write(canvas, 80, 738 - 44 * index, "完。")

    found = texts(read(make(tmp_path / "a.pdf", page)))
    assert found[-4:] == [line[:34] + "完。" for line in (FULL, NEXT, LAST, FULL[::-1])]


def test_a_line_of_digits_in_another_font_goes_on(tmp_path: Path) -> None:
    amount = "55.13"

    def page(canvas: Canvas) -> None:
        write_lines(canvas, 760, [FULL, NEXT, LAST, FULL[::-1], LAST[::-1]])
        write(canvas, 80, 650, amount, 9, "Helvetica")
        write(canvas, 80 + canvas.stringWidth(amount, "Helvetica", 9), 650, "万元。", 12)

    assert texts(read(make(tmp_path / "a.pdf", page)))[-1].endswith(LAST[::-1] + "55.13万元。")


def test_entries_of_the_contents_stay_apart(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for index, title in enumerate(["一、收入情况说明", "二、支出情况说明", "三、名词解释"]):
            write(canvas, 80, 740 - 22 * index, title)
            write(canvas, 500, 740 - 22 * index, str(3 + index))
        for index in range(4):
            write(canvas, 80, 600 - 22 * index, f"（{index}）说明" + "." * 125 + str(index))

    found = texts(read(make(tmp_path / "a.pdf", page)))
    assert found[:3] == ["一、收入情况说明3", "二、支出情况说明4", "三、名词解释5"]
    assert [text.replace(".", "") for text in found[3:]] == [f"（{n}）说明{n}" for n in range(4)]


def test_texts_at_one_height_but_far_apart_are_two_lines(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 700, "部门：某某局", 9)
        write(canvas, 400, 700, "单位：万元", 9)
        write(canvas, 200, 750, "目          录", 16)

    assert texts(read(make(tmp_path / "a.pdf", page))) == ["目录", "部门：某某局", "单位：万元"]


def test_crowded_numbers_of_a_chart_stand_alone(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(100, 400, 300, 200)
        canvas.rect(150, 420, 60, 100, fill=1)
        write(canvas, 150, 560, "28.08", 8, "Helvetica")
        write(canvas, 150 + canvas.stringWidth("28.08", "Helvetica", 8), 560, "58.10", 8, "Helvetica")
        write(canvas, 300, 500, "1,006.19", 8, "Helvetica")
        write(canvas, 342, 500, "1,049.22", 8, "Helvetica")

    assert texts(read(make(tmp_path / "a.pdf", page))) == ["28.08", "58.10", "1,006.19", "1,049.22"]


def test_the_end_of_a_caption_right_above_its_picture_is_no_label(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write_lines(canvas, 760, [FULL, NEXT, LAST, FULL[::-1] + "。", "　　（图五：" + FULL[:31], "图）"])
        canvas.rect(80, 400, 400, 240, fill=1)

    assert texts(read(make(tmp_path / "a.pdf", page)))[1:] == ["（图五：" + FULL[:31] + "图）"]


def test_the_label_of_an_upright_axis_is_kept_and_a_watermark_is_not(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write_lines(canvas, 760, [FULL, NEXT, LAST])
        for degrees, text in ((90, "amount"), (30, "SAMPLE")):
            canvas.saveState()
            canvas.translate(100, 400)
            canvas.rotate(degrees)
            write(canvas, 0, 0, text, 12, "Helvetica")
            canvas.restoreState()

    assert texts(read(make(tmp_path / "a.pdf", page))) == [FULL + NEXT + LAST, "amount"]


def test_a_page_number_beside_a_table_drawn_sideways(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(A4[0] + 200, 0)
        canvas.rotate(90)
        form_page()(canvas)
        canvas.restoreState()
        write(canvas, 280, 30, "- 12 -", 9)

    document = read(make(tmp_path / "a.pdf", page, size=A4))
    assert len(document.tables) == 1
    assert texts(document) == ["支出决算表", "单位：万元"]


def test_page_numbers_go_in_any_dress_and_other_numbers_stay(tmp_path: Path) -> None:
    def numbered(canvas: Canvas, dressed: str) -> None:
        write_lines(canvas, 740, [FULL, "不再增加。"])
        write(canvas, 290, 40, dressed, 9)

    def counted(canvas: Canvas) -> None:
        numbered(canvas, str(canvas.getPageNumber() + 2))

    path = make(
        tmp_path / "a.pdf",
        lambda canvas: numbered(canvas, "- 1 -"),
        lambda canvas: numbered(canvas, "第 2 页 共 6 页"),
        counted,
        counted,
        lambda canvas: numbered(canvas, "2000"),
    )
    assert texts(read(path)) == [FULL + "不再增加。"] * 5 + ["2000"]

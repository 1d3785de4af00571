"""A PDF becomes paragraphs, tables and pictures in reading order, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Paragraph, Picture, Table

from .pdf_making import cells, draw_table, make, read, rotated, texts, write, write_lines

FIRST = "　　二〇二四年度收入总计933.26万元，与上年相比减少50.12万元，下降5"
SECOND = ".10%，主要原因是项目支出比上年减少，此外在职人员有所变动，另外压减一"
THIRD = "般性支出。"
FORM = [
    ["科目代码", "科目名称", "金额", "备注"],
    ["2080505", "养老保险", "38.50", ""],
    ["2101101", "行政单位医疗", "1,020.13", "-"],
]
WIDTHS = (80, 120, 80, 80)


def number(canvas: Canvas, text: str) -> None:
    write(canvas, 295, 40, text, 9)


def test_lines_join_into_paragraphs_over_a_page_break(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        write_lines(canvas, 700, [FIRST, SECOND, THIRD, FIRST, SECOND])
        number(canvas, "1")

    def second(canvas: Canvas) -> None:
        write_lines(canvas, 760, [THIRD, FIRST, SECOND, THIRD])
        number(canvas, "2")

    document = read(make(tmp_path / "a.pdf", first, second))
    whole = (FIRST + SECOND + THIRD).strip("　")
    assert texts(document) == [whole, whole, whole]
    assert document.source.pages == 2
    assert [segment.page for segment in document.paragraphs[1].segments] == [1, 1, 2]
    left, top, right, bottom = document.paragraphs[1].segments[2].box or (0, 0, 0, 0)
    assert (round(left), round(right)) == (80, 140)
    assert 841.89 - 760 - 12 < top < 841.89 - 760 < bottom < 841.89 - 760 + 6


def test_a_table_has_places_and_is_not_narrative(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 760, "一、收入情况")
        draw_table(canvas, 80, 700, WIDTHS, FORM)
        write(canvas, 80, 600, "注：本表反映收入情况。", 9)

    document = read(make(tmp_path / "a.pdf", page))
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]
    assert texts(document) == ["一、收入情况", "注：本表反映收入情况。"]
    assert cells(document) == FORM
    amount = document.tables[0].rows[2][2]
    assert (amount.text, amount.place.page, amount.place.table) == ("1,020.13", 1, 0)
    assert (amount.place.row, amount.place.column) == (2, 2)
    assert amount.place.box == pytest.approx((280, 177.89, 360, 195.89), abs=0.02)
    assert document.tables[0].confidence == 1.0
    assert document.remarks == ()


def test_merged_header_cells_keep_their_label_at_their_first_position(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (700, 664, 646):
            canvas.line(80, y, 440, y)
        canvas.line(240, 682, 440, 682)
        for x in (80, 240, 440):
            canvas.line(x, 700, x, 646)
        canvas.line(340, 682, 340, 646)
        write(canvas, 100, 680, "项目名称", 9)
        write(canvas, 250, 688, "本年支出（含上年结转安排的支出）", 9)
        write(canvas, 260, 669, "小计", 9)
        write(canvas, 350, 669, "基本支出", 9)
        write(canvas, 100, 651, "医疗", 9)
        write(canvas, 260, 651, "12.5", 9)
        write(canvas, 350, 651, "0", 9)

    table = read(make(tmp_path / "a.pdf", page)).tables[0]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目名称", "本年支出（含上年结转安排的支出）", ""],
        ["", "小计", "基本支出"],
        ["医疗", "12.5", "0"],
    ]
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (2, 1)
    assert (table.rows[0][1].row_span, table.rows[0][1].column_span) == (1, 2)


def test_bold_printed_four_times_is_read_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for times in range(4):
            write(canvas, 100 + 0.4 * times, 760 - 0.2 * (times % 2), "（一）2020年支出99.95%", 16)
        draw_table(canvas, 80, 700, WIDTHS, [*FORM, ["合计", "", "1,111.11", "11"]], prints=4)

    document = read(make(tmp_path / "a.pdf", page))
    assert texts(document) == ["（一）2020年支出99.95%"]
    assert cells(document) == [*FORM, ["合计", "", "1,111.11", "11"]]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_read_upright_and_placed_as_shown(tmp_path: Path, rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        # The text runs so that it stands upright once the viewer has turned the page.
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[rotation])
        canvas.rotate(rotation)
        draw_table(canvas, 100, 500, WIDTHS, ROTATED, font="Helvetica")

    path = rotated(make(tmp_path / "flat.pdf", page, size=(595, 842)), tmp_path / "a.pdf", rotation)
    document = read(path)
    height = 842 if rotation == 180 else 595
    assert cells(document) == ROTATED
    assert document.tables[0].rows[0][0].place.box == pytest.approx(
        (100, height - 500, 180, height - 482), abs=0.02
    )
    assert document.remarks == ()


ROTATED = [["2080505", "pension", "38.50", "-"], ["2101101", "medical", "1,020.13", "-"]]


def test_a_table_printed_sideways_is_read_and_placed_as_shown(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(500, 100)
        canvas.rotate(90)
        draw_table(canvas, 0, 0, WIDTHS, ROTATED, font="Helvetica")

    document = read(make(tmp_path / "a.pdf", page, size=(595, 842)))
    assert cells(document) == ROTATED
    # The first cell runs upwards from the table's lower left corner of the shown page.
    assert document.tables[0].rows[0][0].place.box == pytest.approx((500, 662, 518, 742), abs=0.02)
    assert document.remarks == ()


def test_a_table_continued_on_the_next_page_stays_two(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        draw_table(canvas, 80, 700, WIDTHS, FORM)

    def second(canvas: Canvas) -> None:
        draw_table(canvas, 80, 780, WIDTHS, [["2101102", "事业单位医疗", "14.94", ""]])

    document = read(make(tmp_path / "a.pdf", first, second))
    assert cells(document, 1) == [["2101102", "事业单位医疗", "14.94", ""]]
    assert [table.index for table in document.tables] == [0, 1]
    assert document.tables[1].rows[0][0].place.table == 1


def test_an_empty_form_is_kept(tmp_path: Path) -> None:
    head = ["科目", "合计", "基本支出", *[""] * 7]

    def page(canvas: Canvas) -> None:
        draw_table(canvas, 40, 700, [50] * 10, [head, *[[""] * 10] * 9])

    document = read(make(tmp_path / "a.pdf", page))
    assert cells(document)[0] == head
    assert len(document.tables[0].rows) == 10
    assert (document.tables[0].confidence, document.remarks) == (1.0, ())


def test_a_boxed_remark_is_text_and_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(70, 640, 400, 100)
        write_lines(canvas, 700, ["本部门没有政府性基金预算财政拨款收入，也没有支出。"])
        for y in range(100, 200, 10):
            canvas.line(70, y, 90, y)

    document = read(make(tmp_path / "a.pdf", page))
    assert document.tables == ()
    assert texts(document) == ["本部门没有政府性基金预算财政拨款收入，也没有支出。"]


def test_chart_labels_do_not_get_into_a_sentence(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write_lines(canvas, 780, [FIRST, SECOND, THIRD, FIRST, SECOND])
        canvas.rect(120, 470, 350, 200)
        canvas.wedge(200, 500, 330, 630, 0, 200, fill=1)
        write(canvas, 330, 600, "基本支出35.82%", 9)
        write(canvas, 130, 520, "项目支出", 9)
        write_lines(canvas, 440, [THIRD, FIRST, SECOND, THIRD])

    document = read(make(tmp_path / "a.pdf", page))
    whole = (FIRST + SECOND + THIRD).strip("　")
    assert texts(document) == [whole, whole, "基本支出35.82%", "项目支出", whole]


def test_running_headers_go_and_captions_above_tables_stay(tmp_path: Path) -> None:
    def narrative(canvas: Canvas) -> None:
        write(canvas, 200, 800, "某某局2024年度部门决算", 9)
        write_lines(canvas, 740, [FIRST, SECOND, THIRD])

    def form(canvas: Canvas) -> None:
        write(canvas, 200, 800, "某某局2024年度部门决算", 9)
        write(canvas, 400, 780, "单位：万元", 9)
        draw_table(canvas, 80, 700, WIDTHS, FORM)

    document = read(make(tmp_path / "a.pdf", *[narrative] * 3, *[form] * 3))
    whole = (FIRST + SECOND + THIRD).strip("　")
    assert texts(document) == [whole] * 3 + ["单位：万元"] * 3


def test_a_picture_is_a_block_in_its_place(tmp_path: Path) -> None:
    image = tmp_path / "chart.png"
    Image.new("RGB", (20, 10), "red").save(image)

    def page(canvas: Canvas) -> None:
        write_lines(canvas, 740, [FIRST, SECOND, THIRD])
        canvas.drawImage(str(image), 100, 500, 200, 100)
        canvas.drawImage(str(image), 10, 10, 20, 10)
        write(canvas, 80, 450, "二、支出情况")

    document = read(make(tmp_path / "a.pdf", page))
    assert [type(block) for block in document.blocks] == [Paragraph, Picture, Paragraph]
    picture = document.blocks[1]
    assert isinstance(picture, Picture)
    assert picture.place.box == pytest.approx((100, 241.89, 300, 341.89), abs=0.02)


def test_the_fast_mode_reads_the_same(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw_table(canvas, 80, 700, WIDTHS, FORM, prints=4)

    path = make(tmp_path / "a.pdf", page)
    assert read(path, fast=True).tables == read(path).tables


def test_type_drawn_as_pictures_has_the_height_of_its_font(tmp_path: Path) -> None:
    """Browsers print variable fonts as drawings (Type 3), whose 一 is next to nothing high."""
    shape = b"1000 0 0 %d 900 %d d1 100 %d 800 %d re f"
    glyphs = [shape % (350, 380, 350, 20), shape % (0, 700, 0, 700)]
    procs = [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(glyph), glyph) for glyph in glyphs]
    text = b"BT /F1 12 Tf 80 700 Td <00> Tj <0100> Tj ET"
    unicode_map = (
        b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <00> <4E00> <01> <56FD> endbfchar"
    )
    path = tmp_path / "drawn.pdf"
    path.write_bytes(
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0]"
            b" /FirstChar 0 /LastChar 1 /Widths [1000 1000] /Encoding << /Differences [0 /a /b] >>"
            b" /CharProcs << /a 6 0 R /b 7 0 R >> /ToUnicode 8 0 R"
            b" /FontDescriptor << /Type /FontDescriptor /FontName /D /Flags 4 /Ascent 880 /Descent -120"
            b" /FontBBox [0 -120 1000 880] >> >>",
            *procs,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map),
        )
    )
    document = read(path)
    assert texts(document) == ["一国一"]
    assert document.remarks == ()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of objects written by hand, numbered from 1."""
    made, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer

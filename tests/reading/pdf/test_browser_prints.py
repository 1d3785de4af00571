"""Web pages and workbooks as browsers and office programs print them: all flush left, rows parted by pages,
lines along the edges of every sheet, numbers broken and cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.ruled.broken_numbers import is_broken, with_broken_marked, with_whole_rows
from final_accounts.reading.pdf.ruled.cells import Grid
from final_accounts.reading.pdf.ruled.tables import FoundTable
from final_accounts.reading.pdf.unruled.flush_left import names_parted
from final_accounts.reading.pdf.unruled.fragments import Fragment, TextLine

from .borderless_making import FONT, embed_font
from .pdf_making import cells, make, read, texts, write

LEFTS = (37, 97, 237, 327, 417)

HEAD = (
    (("项目", 0, 700), ("本年收入合计", 2, 690), ("财政拨款收入", 3, 690), ("其他收入", 4, 690)),
    (("科目代码", 0, 680), ("科目名称", 1, 680)),
    (("栏次", 0, 662), ("1", 2, 662), ("2", 3, 662), ("3", 4, 662)),
)

ROWS = (
    ("", "合计", "1,870.27", "1,862.27", "8.00"),
    ("2010101", "行政运行", "19.81", "19.81", "0.00"),
    ("2080505", "基本养老保险缴费", "1,809.03", "1,801.03", "8.00"),
    ("2101102", "事业单位医疗", "12.29", "12.29", "0.00"),
    ("2210201", "住房公积金", "29.14", "29.14", "0.00"),
)


def edges(canvas: Canvas, page: int) -> None:
    """What a browser prints along the edges of a sheet."""
    write(canvas, 24, 820, "11/22/26, 5:51", 8, FONT)
    write(canvas, 310, 820, "部门决算", 8, FONT)
    write(canvas, 24, 18, "https://www.example.gov.cn/2024", 8, FONT)
    write(canvas, 550, 18, f"{page}/3", 8, FONT)


def rows_at(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], step: float = 34) -> None:
    for index, row in enumerate(rows):
        for left, text in zip(LEFTS, row, strict=True):
            if text:
                write(canvas, left, top - step * index, text, 9, FONT)


def prose(canvas: Canvas) -> None:
    edges(canvas, 1)
    write(canvas, 37, 780, "本部门依法公开决算，接受社会监督。", 9, FONT)


def form(canvas: Canvas, rows: Sequence[Sequence[str]] = ROWS) -> None:
    write(canvas, 37, 740, "收入决算表", 9, FONT)
    write(canvas, 37, 722, "单位：万元", 9, FONT)
    for line in HEAD:
        for text, column, y in line:
            write(canvas, LEFTS[column], y, text, 9, FONT)
    rows_at(canvas, 628, rows)


def test_a_form_set_flush_left(tmp_path: Path) -> None:
    embed_font()
    document = read(make(tmp_path / "a.pdf", form), fast=True)
    assert cells(document) == [
        ["项目", "", "本年收入合计", "财政拨款收入", "其他收入"],
        ["科目代码", "科目名称", "", "", ""],
        ["栏次", "", "1", "2", "3"],
        *map(list, ROWS),
    ]


def test_a_form_goes_on_below_what_a_browser_prints_at_the_head(tmp_path: Path) -> None:
    embed_font()

    def second(canvas: Canvas) -> None:
        edges(canvas, 3)
        rows_at(canvas, 790, ROWS[1:4])

    def first(canvas: Canvas) -> None:
        edges(canvas, 2)
        form(canvas, ROWS * 3)

    document = read(make(tmp_path / "a.pdf", prose, first, second), fast=True)
    assert cells(document, 1) == [list(row) for row in ROWS[1:4]]
    assert "11/22/26" not in "".join(texts(document))


def test_a_form_set_flush_left_goes_on_under_its_head(tmp_path: Path) -> None:
    embed_font()
    # Nothing but short numbers stands here, so that the gaps alone tell other columns.
    short = tuple((code, "其他", "1.00", "", "1.00") for code in ("2010199", "2019999", "2080599", "2082799"))

    def second(canvas: Canvas) -> None:
        for line in HEAD:
            for text, column, y in line:
                write(canvas, LEFTS[column], y + 90, text, 9, FONT)
        rows_at(canvas, 718, short)

    document = read(make(tmp_path / "a.pdf", lambda canvas: form(canvas, ROWS * 3), second), fast=True)
    assert cells(document, 1) == [
        ["项目", "", "本年收入合计", "财政拨款收入", "其他收入"],
        ["科目代码", "科目名称", "", "", ""],
        ["栏次", "", "1", "2", "3"],
        *map(list, short),
    ]


def test_a_row_parted_by_the_end_of_a_page(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        form(canvas, (*ROWS, ("2299999", "其他支出", "20,510,", "20,510,", "0.00")))

    def second(canvas: Canvas) -> None:
        write(canvas, LEFTS[2], 800, "043.62", 9, FONT)
        write(canvas, LEFTS[3], 800, "043.62", 9, FONT)
        rows_at(canvas, 766, ROWS[1:4])

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    last = [cell.text for cell in document.tables[0].rows[-1]]
    assert last == ["2299999", "其他支出", "20,510,043.62", "20,510,043.62", "0.00"]
    assert [row for row in cells(document, 1) if any(row)] == [list(row) for row in ROWS[1:4]]


def test_rows_of_labels_alone_at_the_end_of_a_page_and_at_the_head_of_the_next(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        form(canvas, (*ROWS, ("", "上缴上级支出", "", "", "")))

    def second(canvas: Canvas) -> None:
        rows_at(canvas, 790, (("", "经营支出", "", "", ""), *ROWS[1:4]))

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    assert cells(document, 0)[-1] == ["", "上缴上级支出", "", "", ""]
    assert cells(document, 1) == [["", "经营支出", "", "", ""], *map(list, ROWS[1:4])]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("147,953,3", True),
        ("20, 510, 04", True),
        ("8,908,", True),
        ("11 1,049.22", True),
        ("8,347,1380.00", True),
        ("1,049.22", False),
        ("1, 049. 22", False),
        ("2080505", False),
        ("12.5%", False),
        ("1.2.3", False),
        ("20,5", False),
        ("基本支出", False),
    ],
)
def test_what_is_no_whole_number(text: str, broken: bool) -> None:
    assert is_broken(text) is broken


def table(texts_of: dict[tuple[int, int], str], goes_on_at: int | None = None) -> FoundTable:
    grid = Grid(1, (0.0, 1.0, 2.0, 3.0), (0.0, 1.0, 2.0), ())
    return FoundTable(grid, texts_of, goes_on_at=goes_on_at)


def test_numbers_cut_off_are_marked_with_those_as_long() -> None:
    found = with_broken_marked(
        table({(0, 1): "147,953,3", (1, 1): "4,465,876", (2, 1): "0.00", (0, 2): "4,465,876"})
    )
    assert found.alternatives == {(0, 1): ("",), (1, 1): ("",)}


BROKEN = {(0, 0): "201", (1, 0): "202", (1, 1): "8,908,", (1, 2): "0.00"}


@pytest.mark.parametrize(
    ("below", "goes_on_at", "whole"),
    [
        ({(0, 1): "567.81", (1, 1): "5.00"}, 0, "8,908,567.81"),
        ({(0, 1): "567.81", (1, 1): "5.00"}, None, "8,908,"),
        ({(0, 0): "203", (0, 1): "567.81", (0, 2): "1.00"}, 0, "8,908,"),
        ({(0, 1): "5,567.81"}, 0, "8,908,"),
    ],
    ids=["goes on", "another table", "a row of its own", "no part of it"],
)
def test_a_number_completed_on_the_next_page(
    below: dict[tuple[int, int], str], goes_on_at: int | None, whole: str
) -> None:
    ((upper,), (lower,)) = with_whole_rows([(table(BROKEN),), (table(below, goes_on_at),)])
    assert upper.texts[1, 1] == whole
    assert ((0, 1) in lower.texts) is (whole == "8,908,")


def test_names_drawn_as_one_text_are_parted_where_columns_begin() -> None:
    drawn = Fragment("事业收经营收附属单位", (391.0, 0.0, 517.0, 12.0), 10.0, 12.0)
    merged = Fragment("预算数", (36.0, 0.0, 72.0, 12.0), 10.0, 12.0)
    (line,) = names_parted([TextLine((merged, drawn))], [36.0, 61.0, 391.0, 430.0, 469.0])
    assert [(part.text, part.box[0]) for part in line.fragments] == [
        ("预算数", 36.0), ("事业收", 391.0), ("经营收", 430.0), ("附属单位", 469.0),
    ]  # fmt: skip


def test_a_number_broken_before_another_cell(tmp_path: Path) -> None:
    embed_font()

    def draw(text: str, gap: float) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            for index in range(4):
                write(canvas, 100, 700 - 20 * index, f"行政运行{index}", 9, FONT)
                write(canvas, 200, 700 - 20 * index, text, 9, FONT)
                width = canvas.stringWidth(text, FONT, 9)
                write(canvas, 200 + width + gap, 700 - 20 * index, "0.00", 9, FONT)
                write(canvas, 300, 700 - 20 * index, "1,200.50", 9, FONT)

        return page

    document = read(make(tmp_path / "a.pdf", draw("561,429.", 5)), fast=True)
    assert cells(document)[0] == ["行政运行0", "561,429.", "0.00", "1,200.50"]

"""Forms without a grid of few figures or none: the names of their columns tell what the body cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Document

from .borderless_making import FONT, embed_font
from .pdf_making import cells, make, read, write

EDGES = (42.0, 152.0, 262.0, 334.0, 444.0, 553.0)
"""The edges of the columns of a form, in points from the left."""

HEAD = (
    ("项目", 0, 2, 728),
    ("合计", 2, 3, 720),
    ("基本支出", 3, 4, 720),
    ("项目支出", 4, 5, 720),
    ("科目代码", 0, 1, 712),
    ("科目名称", 1, 2, 704),
)
"""Names, their columns, and their heights: 科目名称 is merged with the row of 栏次."""

Cell = tuple[str, int, int, float]


def page_with(
    path: Path, centred: tuple[Cell, ...], row: tuple[str, ...] = (), unit: str = "单位：万元"
) -> Document:
    """A page with cells centred over columns, and at the foot a row of labels and of numbers at the right."""
    embed_font()

    def page(canvas: Canvas) -> None:
        write(canvas, 200, 780, "国有资本经营预算财政拨款支出决算表", 15, FONT)
        write(canvas, 508, 745, unit, 9, FONT)
        for text, first, last, y in centred:
            middle = (EDGES[first] + EDGES[last]) / 2
            write(canvas, middle - stringWidth(text, FONT, 8) / 2, y, text, 8, FONT)
        for column, text in enumerate(row):
            if text and text[0].isdecimal():
                write(canvas, EDGES[column + 1] - 3 - stringWidth(text, FONT, 8), 686, text, 8, FONT)
            elif text:
                write(canvas, EDGES[column] + 3, 686, text, 8, FONT)
        write(canvas, 42, 640, "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。", 9, FONT)
        write(canvas, 42, 620, "2024 年 12 月 31 日", 9, FONT)

    return read(make(path, page), fast=True)


COUNTED = (
    ("栏次", 0, 1, 696.0), ("1", 2, 3, 696.0), ("2", 3, 4, 696.0), ("3", 4, 5, 696.0),
)  # fmt: skip


def test_names_side_by_side_at_different_heights_head_two_columns(tmp_path: Path) -> None:
    # 合计 cannot be merged over 科目名称: it would reach as far to its right, over 基本支出.
    document = page_with(tmp_path / "a.pdf", (*HEAD, *COUNTED), ("合计", "", "0.00", "0.00", "0.00"))
    assert len(document.tables) == 1
    assert cells(document) == [
        ["项目", "", "合计", "基本支出", "项目支出"],
        ["科目代码", "科目名称", "", "", ""],
        ["栏次", "", "1", "2", "3"],
        ["合计", "", "0.00", "0.00", "0.00"],
    ]


def test_a_form_of_one_row_below_its_unit(tmp_path: Path) -> None:
    document = page_with(tmp_path / "a.pdf", HEAD, ("合计", "", "0.00", "0.00", "0.00"))
    assert len(document.tables) == 1
    assert cells(document)[-1] == ["合计", "", "0.00", "0.00", "0.00"]


def test_a_form_without_figures_below_its_unit(tmp_path: Path) -> None:
    document = page_with(tmp_path / "a.pdf", HEAD, ("", "合计", "", "", ""))
    assert len(document.tables) == 1
    assert cells(document) == [
        ["项目", "", "合计", "基本支出", "项目支出"],
        ["科目代码", "科目名称", "", "", ""],
        ["", "合计", "", "", ""],
    ]


@pytest.mark.parametrize("unit", ["单位：处", "合计：12 元"])
def test_names_side_by_side_below_no_unit_of_money_are_no_form(tmp_path: Path, unit: str) -> None:
    document = page_with(tmp_path / "a.pdf", HEAD, ("", "合计", "", "", ""), unit)
    assert document.tables == ()


@pytest.mark.parametrize(
    ("widths", "column"),
    [((62.0, 48.0), 0), ((60.0, 320.0), 0), ((320.0, 60.0), 0)],
    ids=["both narrow", "a wide name", "a wide code"],
)
def test_the_label_of_counted_columns_stands_over_those_it_is_centred_about(
    tmp_path: Path, widths: tuple[float, float], column: int
) -> None:
    embed_font()
    edges = [42.0, 42 + widths[0], 42 + sum(widths)]
    edges += [edges[-1] + 60, edges[-1] + 120, edges[-1] + 180]

    def page(canvas: Canvas) -> None:
        def centred(text: str, first: int, last: int, y: float) -> None:
            middle = (edges[first] + edges[last]) / 2
            write(canvas, middle - stringWidth(text, FONT, 8) / 2, y, text, 8, FONT)

        names = ("科目代码", "科目名称", "合计", "基本支出", "项目支出")
        for index, name in enumerate(names):
            centred(name, index, index + 1, 500)
        centred("栏次", 0 if column == 0 else 1, 2, 482)
        for index in (2, 3, 4):
            centred(str(index - 1), index, index + 1, 482)
        for row, values in enumerate((("1,208.50", "208.50", "1,000.00"), ("307.12", "300.12", "7.00"))):
            write(canvas, 45, 464 - 16 * row, f"20805{row:02}", 8, FONT)
            write(canvas, edges[1] + 3, 464 - 16 * row, "行政运行", 8, FONT)
            for index, value in enumerate(values, start=3):
                write(canvas, edges[index] - 3 - stringWidth(value, FONT, 8), 464 - 16 * row, value, 8, FONT)

    (table,) = read(make(tmp_path / "a.pdf", page, size=landscape(A4)), fast=True).tables
    label = next(cell for cell in table.rows[1] if cell.text == "栏次")
    assert (label.place.column, label.column_span) == (column, 2 - column)


def test_a_merged_name_over_a_row_higher_than_its_own(tmp_path: Path) -> None:
    # 合计 is merged with the row of the merged name, and stands lower than half way between the two rows.
    names: tuple[Cell, ...] = (
        ("决算数", 0, 5, 735),
        ("公务用车购置及运行维护费", 1, 4, 722),
        ("合计", 0, 1, 708),
        ("公务接待费", 4, 5, 708),
        ("小计", 1, 2, 701),
        ("公务用车购置", 2, 3, 706),
        ("费", 2, 3, 696),
        ("公务用车运行", 3, 4, 706),
        ("维护费", 3, 4, 696),
    )
    document = page_with(tmp_path / "a.pdf", names, ("13.20", "10.00", "6.00", "4.00", "3.20"))
    assert len(document.tables) == 1
    assert cells(document) == [
        ["决算数", "", "", "", ""],
        ["合计", "公务用车购置及运行维护费", "", "", "公务接待费"],
        ["", "小计", "公务用车购置费", "公务用车运行维护费", ""],
        ["13.20", "10.00", "6.00", "4.00", "3.20"],
    ]


def test_numbers_at_the_right_of_columns_with_names_in_the_middle(tmp_path: Path) -> None:
    # The number of 小计 stands nearer to the end of its column than its name: only where the names are
    # centred tells that the column has not ended before it.
    names: tuple[Cell, ...] = (
        ("公务用车购置及运行维护费", 2, 5, 732),
        ("合计", 0, 1, 720),
        ("公务接待费", 1, 2, 720),
        ("小计", 2, 3, 720),
        ("公务用车购置费", 3, 4, 720),
        ("运行维护费", 4, 5, 720),
    )
    document = page_with(tmp_path / "a.pdf", names, ("13.20", "", "10.00", "", "10.00"))
    assert len(document.tables) == 1
    assert cells(document)[-1] == ["13.20", "", "10.00", "", "10.00"]

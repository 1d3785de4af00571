"""Running text in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from .pdf_making import cells, draw_table, make, read, texts, write

FIRST = (
    "　　本部门二〇二四年度收入合计一百零五万元，比上",
    "年增加五万元，增长百分之五。",
    "　　支出合计一百零三万元，其中基本支出九十万元，",
    "项目支出十三万元，用于办公楼维修和设备更新，",
    "按预算执行，没有结余。",
    "　　财政拨款收入一百万元，占本年收入合计的百分之",
)
SECOND = (
    "九十五，比上年增加四万元。",
    "　　三公经费支出三万元，其中公务用车运行维护费两",
    "万元，公务接待费一万元，均未超过预算，与上",
    "年相比持平，没有因公出国费用。",
    "　　机关运行经费支出二十万元，比上年减少一万元，",
    "主要是压缩办公费，严格执行公务接待标准。",
)
PARAGRAPHS = [
    "本部门二〇二四年度收入合计一百零五万元，比上年增加五万元，增长百分之五。",
    "支出合计一百零三万元，其中基本支出九十万元，项目支出十三万元，用于办公楼维修和设备更新，"
    "按预算执行，没有结余。",
    "财政拨款收入一百万元，占本年收入合计的百分之九十五，比上年增加四万元。",
    "三公经费支出三万元，其中公务用车运行维护费两万元，公务接待费一万元，均未超过预算，与上"
    "年相比持平，没有因公出国费用。",
    "机关运行经费支出二十万元，比上年减少一万元，主要是压缩办公费，严格执行公务接待标准。",
]


def column(canvas: Canvas, x: float, lines: Sequence[str], y: float = 700) -> None:
    for index, line in enumerate(lines):
        indent = 20 if line.startswith("　") else 0
        write(canvas, x + indent, y - 18 * index, line.strip("　"), 10)


def two_columns(canvas: Canvas) -> None:
    column(canvas, 60, FIRST)
    column(canvas, 330, SECOND)


def test_the_left_column_is_read_before_the_right_one(tmp_path: Path) -> None:
    assert texts(read(make(tmp_path / "a.pdf", two_columns), fast=True)) == PARAGRAPHS


def test_a_title_over_both_columns_comes_first(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 180, 740, "二〇二四年度部门决算情况说明", 16)
        two_columns(canvas)

    assert texts(read(make(tmp_path / "a.pdf", page), fast=True)) == [
        "二〇二四年度部门决算情况说明",
        *PARAGRAPHS,
    ]


def test_a_page_whose_text_ends_in_the_left_column(tmp_path: Path) -> None:
    def last(canvas: Canvas) -> None:
        column(canvas, 60, (*FIRST[:5], "　　特此说明，并接受社会监督，欢迎提出意见和建议，"))

    found = texts(read(make(tmp_path / "a.pdf", two_columns, last), fast=True))
    assert found == [*PARAGRAPHS, *PARAGRAPHS[:2], "特此说明，并接受社会监督，欢迎提出意见和建议，"]


def test_labels_beside_a_text_are_no_column(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for index, line in enumerate(SECOND):
            write(canvas, 60, 700 - 18 * index, f"第{index + 1}项", 10)
            write(canvas, 310, 700 - 18 * index, line.strip("　"), 10)

    assert texts(read(make(tmp_path / "a.pdf", page), fast=True))[:2] == [
        "第1项",
        "九十五，比上年增加四万元。",
    ]


def test_tables_side_by_side_stay_two(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw_table(canvas, 60, 700, (120, 80), (("收入项目", "决算数"), ("本年收入合计", "5.00")))
        draw_table(canvas, 310, 700, (120, 80), (("支出项目", "决算数"), ("本年支出合计", "4.00")))

    document = read(make(tmp_path / "a.pdf", page), fast=True)
    assert [cells(document, index)[1] for index in (0, 1)] == [
        ["本年收入合计", "5.00"],
        ["本年支出合计", "4.00"],
    ]


def test_cells_with_few_sentences_are_no_columns_of_a_text(tmp_path: Path) -> None:
    aims = ("目标一：保障职工工资，", "目标二：保障单位运转；", "目标三：保障开展工作。")
    ends = ("目标一完成：正常，", "目标二完成：正常；", "目标三完成：正常。")

    def page(canvas: Canvas) -> None:
        column(canvas, 180, (*aims, *("经办服务专业化的水平" for _ in range(14))))
        column(canvas, 310, (*ends, *("明显提升" for _ in range(14))), 709)

    found = texts(read(make(tmp_path / "a.pdf", page), fast=True))
    # Each line is read where it stands, none behind all of the other side.
    assert found.index("目标一完成：正常，") < found.index("目标三：保障开展工作。")

"""Forms without rules whose rows stand far apart, as browsers print saved pages: the lines of a label stand
nearer than rows, and many rows hold a label alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.unruled.body import Rule
from final_accounts.reading.pdf.unruled.fragments import Fragment, TextLine
from final_accounts.reading.pdf.unruled.head_blocks import head_blocks

from .borderless_making import FONT, embed_font
from .pdf_making import cells, make, read, write

ROW, LINE = 34.0, 12.8
"""Points from row to row, and between the lines of one label."""

LEFTS = (37, 143, 179, 292, 337)
NAMES = ("项目", "金额", "项目", "合计", "一般公共预算")

Item = tuple[Sequence[str], Sequence[str]]
"""The lines of a label, and what stands in its columns: a label on the left, or one on the right."""


def labelled(canvas: Canvas, y: float, column: int, lines: Sequence[str], numbers: Sequence[str]) -> None:
    """A label, its lines about the height `y`, and numbers beside it at that height."""
    top = y + LINE * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        write(canvas, LEFTS[column], top - LINE * index, line, 9, FONT)
    for index, number in enumerate(numbers, start=column + 1):
        write(canvas, LEFTS[index], y, number, 9, FONT)


def title(canvas: Canvas, y: float = 780) -> None:
    write(canvas, 37, y, "财政拨款收入支出决算表", 9, FONT)
    write(canvas, 37, y - 20, "单位：万元", 9, FONT)


def names(canvas: Canvas, y: float, told: Sequence[str] = NAMES) -> None:
    for left, name in zip(LEFTS, told, strict=True):
        write(canvas, left, y, name, 9, FONT)


def test_items_without_amounts_are_rows_of_their_own(tmp_path: Path) -> None:
    embed_font()

    def page(canvas: Canvas) -> None:
        title(canvas)
        names(canvas, 730)
        rows: list[tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]]] = [
            (["一、财政拨款"], ["99.34"], ["一、公共服务支出"], ["61.34", "61.34"]),
            ([], [], ["二、商业服务业等支出"], []),
            ([], [], ["三、金融支出"], []),
            ([], [], ["四、援助地区支出"], []),
            ([], [], ["五、自然资源和气象", "等支出"], []),
            ([], [], ["六、住房保障支出"], ["27.42", "27.42"]),
            ([], [], ["七、粮油物资储备支", "出"], []),
            ([], [], ["八、其他支出"], ["10.58", "10.58"]),
            (["本年收入合计"], ["99.34"], ["本年支出合计"], ["99.34", "99.34"]),
        ]
        for index, (left, amount, right, amounts) in enumerate(rows):
            y = 696 - ROW * index
            labelled(canvas, y, 0, left, amount)
            labelled(canvas, y, 2, right, amounts)

    found = cells(read(make(tmp_path / "a.pdf", page), fast=True))
    assert [row[2] for row in found[1:]] == [
        "一、公共服务支出",
        "二、商业服务业等支出",
        "三、金融支出",
        "四、援助地区支出",
        "五、自然资源和气象等支出",
        "六、住房保障支出",
        "七、粮油物资储备支出",
        "八、其他支出",
        "本年支出合计",
    ]
    assert [row[3] for row in found[1:]] == ["61.34", "", "", "", "", "27.42", "", "10.58", "99.34"]


def test_the_first_label_begins_above_its_number(tmp_path: Path) -> None:
    embed_font()

    def page(canvas: Canvas) -> None:
        title(canvas)
        names(canvas, 730)
        labelled(canvas, 690, 0, ["一、一般公共预算", "财政拨款"], ["99.34"])
        labelled(canvas, 690, 2, ["一、公共服务支出"], ["61.34", "61.34"])
        labelled(canvas, 656, 0, ["二、其他收入"], ["20.02"])
        labelled(canvas, 656, 2, ["二、外交支出"], ["58.02", "58.02"])
        labelled(canvas, 622, 0, ["合计"], ["119.36"])
        labelled(canvas, 622, 2, ["合计"], ["119.36", "119.36"])

    assert cells(read(make(tmp_path / "a.pdf", page), fast=True))[:2] == [
        list(NAMES),
        ["一、一般公共预算财政拨款", "99.34", "一、公共服务支出", "61.34", "61.34"],
    ]


def test_items_without_amounts_at_the_head_of_a_page(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        title(canvas, 230)
        names(canvas, 180)
        for index in range(3):
            y = 146 - ROW * index
            labelled(canvas, y, 0, [f"{'一二三'[index]}、财政拨款"], ["99.34"])
            labelled(canvas, y, 2, [f"{'一二三'[index]}、公共服务支出"], ["61.34", "61.34"])

    def second(canvas: Canvas) -> None:
        labelled(canvas, 780, 0, ["四、其他收入"], [])
        labelled(canvas, 780, 2, ["四、外交支出"], [])
        for index in range(3):
            labelled(canvas, 746 - ROW * index, 2, [f"{'五六七'[index]}、金融支出"], [])
        labelled(canvas, 644, 0, ["合计"], ["298.02"])
        labelled(canvas, 644, 2, ["合计"], ["184.02", "184.02"])

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    assert [row for row in cells(document, 1) if any(row)] == [
        ["四、其他收入", "", "四、外交支出", "", ""],
        *(["", "", f"{number}、金融支出", "", ""] for number in "五六七"),
        ["合计", "298.02", "合计", "184.02", "184.02"],
    ]


def test_ends_of_labels_at_the_head_of_a_page_are_no_names_of_columns(tmp_path: Path) -> None:
    embed_font()

    def first(canvas: Canvas) -> None:
        title(canvas, 230)
        names(canvas, 180, ("收入", "金额", "支出", *NAMES[3:]))
        for index in range(3):
            y = 146 - ROW * index
            labelled(canvas, y, 0, [f"{'一二三'[index]}、财政拨款"], ["99.34"])
            labelled(canvas, y, 2, [f"{'一二三'[index]}、公共服务支出"], ["61.34", "61.34"])

    def second(canvas: Canvas) -> None:
        for index in range(3):
            labelled(canvas, 780 - ROW * index, 2, [f"{'四五六'[index]}、金融事务", "支出"], [])
        labelled(canvas, 678, 2, ["七、住房支出"], ["10.00", "10.00"])
        labelled(canvas, 644, 0, ["合计"], ["298.02"])
        labelled(canvas, 644, 2, ["合计"], ["194.02", "194.02"])

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    assert [row for row in cells(document, 1) if any(row)] == [
        *(["", "", f"{number}、金融事务支出", "", ""] for number in "四五六"),
        ["", "", "七、住房支出", "10.00", "10.00"],
        ["合计", "298.02", "合计", "194.02", "194.02"],
    ]


def test_names_with_little_room_between_stand_a_row_above_the_first_one(tmp_path: Path) -> None:
    embed_font()
    lefts = (37, 80, 142, 203, 246, 289)

    def page(canvas: Canvas) -> None:
        title(canvas)
        rows = [
            ("", "", "本年支出合计", "基本支出", "项目支出", "上缴支出"),
            ("科目代码", "科目名称", "", "", "", ""),
            ("", "合计", "432.58", "253.98", "178.60", "0.00"),
            ("205", "教育支出", "13.00", "0.00", "13.00", "0.00"),
            ("206", "科技支出", "9.58", "3.98", "5.60", "0.00"),
            ("208", "社保支出", "410.00", "250.00", "160.00", "0.00"),
        ]
        for y, row in zip((730, 714, 680, 646, 612, 578), rows, strict=True):
            for left, text in zip(lefts, row, strict=True):
                if text:
                    write(canvas, left, y, text, 9, FONT)

    found = cells(read(make(tmp_path / "a.pdf", page), fast=True))
    assert found[0] == ["科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴支出"]
    assert found[1] == ["", "合计", "432.58", "253.98", "178.60", "0.00"]


def test_a_name_merged_with_the_row_that_counts_the_columns(tmp_path: Path) -> None:
    embed_font()
    lefts = (42, 200, 250)

    def page(canvas: Canvas) -> None:
        title(canvas)
        for left, y, text in (
            (42, 740, "项目"),
            (250, 740, "决算数"),
            (200, 734.5, "行次"),
            (42, 729, "栏次"),
            (260, 729, "1"),
        ):
            write(canvas, left, y, text, 8, FONT)
        for index, row in enumerate(
            (
                ("一、财政拨款收入", "1", "99.34"),
                ("二、其他收入", "2", "20.02"),
                ("本年收入合计", "3", "119.36"),
            )
        ):
            for left, text in zip(lefts, row, strict=True):
                write(canvas, left, 718 - 11 * index, text, 8, FONT)

    found = cells(read(make(tmp_path / "a.pdf", page), fast=True))
    assert found[0] == ["项目", "行次", "决算数"]
    assert found[-1] == ["本年收入合计", "3", "119.36"]


def test_a_rule_parts_only_the_names_that_stand_above_it() -> None:
    def line(y: float, *names: tuple[str, float]) -> TextLine:
        return TextLine(tuple(Fragment(text, (x, y - 8, x + 9 * len(text), y), y, 9.0) for text, x in names))

    lines = [
        line(100, ("项目", 37), ("事业收", 370), ("经营收", 405)),
        line(111, ("入", 370), ("入", 405)),
        line(113, ("代码", 37)),
    ]
    blocks = head_blocks(lines, [Rule(105, 30, 200)])
    assert {block.text for block in blocks} == {"项目", "代码", "事业收\n入", "经营收\n入"}

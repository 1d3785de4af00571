"""Forms without rules as word processors set them: cells begin at the top of their rows, rows stand as near
as the lines of a label do, names are set flush left and numbers flush right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.unruled.pitch import completes

from .borderless_making import FONT, embed_font
from .pdf_making import cells, make, read, write

LINE = 13.0
SIDES = (57, 111, 165, 261, 357, 453)
"""Where the columns begin, and where the last one ends."""

HEAD = ("科目代码", "科目名称", "合计", "基本支出", "项目支出")


def lay(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], flush_right: bool = True) -> None:
    """Rows from the top down, each as high as its highest cell; a break in a cell is one in its text."""
    y = top
    for row in rows:
        for column, cell in enumerate(row):
            for index, line in enumerate(cell.split("\n")):
                if flush_right and line.replace(",", "").replace(".", "").isdecimal() and len(line) > 1:
                    canvas.setFont(FONT, 8)
                    canvas.drawRightString(SIDES[column + 1] - 4, y - LINE * index, line)
                else:
                    write(canvas, SIDES[column], y - LINE * index, line, 8, FONT)
        y -= LINE * max(cell.count("\n") + 1 for cell in row)


def page_of(folder: Path, rows: Sequence[Sequence[str]], flush_right: bool = True) -> list[list[str]]:
    def page(canvas: Canvas) -> None:
        write(canvas, 57, 780, "一般公共预算财政拨款支出决算表", 8, FONT)
        write(canvas, 57, 765, "单位：万元", 8, FONT)
        lay(canvas, 750, [HEAD, *rows], flush_right)

    embed_font()
    return cells(read(make(folder / "a.pdf", page), fast=True))


ROWS = (
    ("", "合计", "431.95", "253.98", "177.97"),
    ("205", "教育支出", "13.00", "0.00", "13.00"),
    ("20502", "医疗保障", "13.00", "0.00", "13.00"),
    ("208", "社会保障\n和就业支\n出", "219.83", "214.85", "4.98"),
    ("20805", "行政事业\n单位养老\n支出", "219.83", "214.85", "4.98"),
    ("210", "卫生健康\n支出", "199.12", "39.13", "159.99"),
)


def joined(row: Sequence[str]) -> list[str]:
    return [cell.replace("\n", "") for cell in row]


@pytest.mark.parametrize("flush_right", [True, False])
def test_labels_go_on_below_the_line_of_their_numbers(tmp_path: Path, flush_right: bool) -> None:
    assert page_of(tmp_path, ROWS, flush_right) == [list(HEAD), *map(joined, ROWS)]


def test_numbers_go_on_below_as_well(tmp_path: Path) -> None:
    rows = (
        ("", "合计", "15,838,5\n33.37", "5,712,80\n2.88", "10,125,7\n30.49"),
        ("201", "一般公共\n服务支出", "5,044,26\n2.45", "4,789,44\n8.00", "254,814.\n45"),
        ("208", "社会保障\n和就业支\n出", "8,660,29\n7.88", "392,953.\n00", "8,267,34\n4.88"),
        ("210", "卫生健康", "645,989.\n32", "287,472.\n58", "358,516.\n74"),
        ("213", "农林水支\n出", "675,965.\n00", "0.00", "675,965.\n00"),
        ("221", "住房保障\n支出", "812,019.\n72", "242,929.\n30", "569,090.\n42"),
    )
    assert page_of(tmp_path, rows, flush_right=False) == [list(HEAD), *map(joined, rows)]


def test_a_name_stands_over_the_numbers_to_its_right_not_over_those_to_its_left(tmp_path: Path) -> None:
    rows = [row for row in ROWS if "\n" not in row[1]]
    rows += [("211", "节能环保", "28.86", "0.00", "28.86"), ("212", "城乡社区支出", "35.59", "0.00", "35.59")]
    assert page_of(tmp_path, rows) == [list(HEAD), *map(list, rows)]


def test_what_completes_a_number() -> None:
    assert completes(["15,838,5"], "33.37", 36.0, 36.0)
    assert completes(["15,838,533.3"], "7", 52.0, 52.0)
    assert completes(["35843.3"], "1", 29.0, 33.0)
    # A whole amount and the next one, codes below one another, a number that had room for more.
    assert not completes(["15,838,533.37"], "0", 56.0, 56.0)
    assert not completes(["2050201"], "206", 30.0, 30.0)
    assert not completes(["12345"], "6.00", 20.0, 36.0)


NAMES = ("合计", "因公出国", "小计", "购置费", "运行费", "接待费")
ENDS = (57, 97, 137, 177, 217, 257, 297)


def one_row(canvas: Canvas, *lines: Sequence[str]) -> None:
    write(canvas, 57, 780, "财政拨款“三公”经费支出决算表", 8, FONT)
    write(canvas, 57, 765, "单位：万元", 8, FONT)
    write(canvas, 57, 750, "决算数", 8, FONT)
    write(canvas, 137, 737, "公务用车购置及运行维护费", 8, FONT)
    for left, name in zip(ENDS, NAMES, strict=False):
        write(canvas, left, 737 if name in ("合计", "因公出国", "接待费") else 724, name, 8, FONT)
    canvas.setFont(FONT, 8)
    for index, line in enumerate(lines):
        for end, text in zip(ENDS[1:], line, strict=True):
            canvas.drawRightString(end - 4, 711 - LINE * index, text)


def test_one_row_of_numbers_tells_where_its_columns_end(tmp_path: Path) -> None:
    embed_font()
    row = ("1.16", "0.42", "0.67", "0.00", "0.67", "0.07")
    path = make(tmp_path / "a.pdf", lambda canvas: one_row(canvas, row))
    found = cells(read(path, fast=True))
    assert found[-1] == list(row)
    assert ["".join(name) for name in zip(*found[:-1], strict=True)] == [
        "决算数合计", "因公出国", "公务用车购置及运行维护费小计", "购置费", "运行费", "接待费",
    ]  # fmt: skip


def test_the_rests_of_numbers_alone_on_their_line(tmp_path: Path) -> None:
    embed_font()
    lines = [("170.7", "0.00", "168.3", "144.4", "23.87", "2.38"), ("2", "", "5", "7", "", "")]
    found = cells(read(make(tmp_path / "a.pdf", lambda canvas: one_row(canvas, *lines)), fast=True))
    assert found[-1] == ["170.72", "0.00", "168.35", "144.47", "23.87", "2.38"]


def test_the_lines_of_a_name_keep_their_order(tmp_path: Path) -> None:
    embed_font()
    rows = [
        ("科目代码", "科目名称", "一般公共", "项目支出", "基本支出"),
        ("", "", "预算财政", "", ""),
        ("", "", "拨款", "", ""),
        *[row for row in ROWS if "\n" not in row[1]],
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 57, 765, "单位：万元", 8, FONT)
        lay(canvas, 750, rows)

    found = cells(read(make(tmp_path / "a.pdf", page), fast=True))
    names = ["".join(row[2] for row in found if not row[1].startswith(("合计", "教育", "医疗")))]
    assert names == ["一般公共预算财政拨款"]


def test_what_stands_in_brackets_goes_to_the_next_line_whole(tmp_path: Path) -> None:
    rows = [*ROWS[:3], ("30213", "维修\n（护）费", "124.20", "124.20", "0.00"), *ROWS[3:]]
    assert page_of(tmp_path, rows) == [list(HEAD), *map(joined, rows)]

"""Charts drawn with strokes over gridlines are no tables; empty tables are no charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import black, blue
from reportlab.pdfgen.canvas import Canvas

from .pdf_making import Draw, draw_table, make, read, texts, write, write_lines

LEFT, FOOT, WIDE, HIGH = 150.0, 450.0, 300.0, 200.0
VALUES = (888.32, 160.90, 402.15)
LABELS = ("基本支出", "项目支出", "经营支出")


def chart(kind: str, axis: bool, across: bool = False) -> Draw:
    """Three bars over five gridlines: stroked, filled, or both; with numbers at the axis or without."""

    def page(canvas: Canvas) -> None:
        write(canvas, 80, 700, "二、支出决算情况说明")
        canvas.setLineWidth(0.5)
        for step in range(6):
            y = FOOT + HIGH * step / 5
            canvas.line(LEFT, y, LEFT + WIDE, y)
            if axis:
                write(canvas, LEFT - 40, y - 3, f"{200 * step}.00", 8)
        for column in range(4):
            if column == 0 or across:
                canvas.line(LEFT + 100 * column, FOOT, LEFT + 100 * column, FOOT + HIGH)
        for index, (value, label) in enumerate(zip(VALUES, LABELS, strict=True)):
            x, height = LEFT + 100 * index + 30, HIGH * value / 1000
            canvas.setFillColor(blue)
            canvas.rect(x, FOOT, 40, height, stroke=kind != "filled", fill=kind != "stroked")
            canvas.setFillColor(black)
            write(canvas, x + 5, FOOT + height + 3, f"{value:.2f}", 8)
            write(canvas, x, FOOT - 14, label, 8)

    return page


@pytest.mark.parametrize("kind", ["stroked", "filled", "stroked and filled"])
@pytest.mark.parametrize("axis", [True, False])
@pytest.mark.parametrize("across", [True, False])
def test_bars_over_gridlines_are_no_table(tmp_path: Path, kind: str, axis: bool, across: bool) -> None:
    document = read(make(tmp_path / "a.pdf", chart(kind, axis, across)))
    assert document.tables == ()
    found = texts(document)
    assert found[0] == "二、支出决算情况说明"
    assert {"888.32", "160.90", "402.15"} <= set(found)


def test_labels_of_a_chart_stay_apart_from_the_sentences_around_it(tmp_path: Path) -> None:
    sentence = (
        "二〇二四年度收入总计九百三十三万元，与上年相比减少五十万元，下降百分之五，主",
        "动原因是项目支出比上年有所减少，另有在职人员发生变动，压减了一部分一般性支",
        "出，其余部分按进度拨付到各个单位，全年没有出现超出预算安排的情形，结余按规定",
        "交回财政，不再结转下一年度使用，专项资金按用途使用，没有挪作他用的情形，也没",
        "有虚列支出。",
    )

    def page(canvas: Canvas) -> None:
        chart("stroked", axis=True)(canvas)
        write_lines(canvas, 400, sentence)

    found = texts(read(make(tmp_path / "a.pdf", page)))
    assert found[-1] == "".join(sentence)
    assert "888.32" in found


def test_an_empty_form_is_a_table(tmp_path: Path) -> None:
    rows = [["科目编码", "科目名称", "合计", "基本支出"], *[[""] * 4 for _ in range(8)]]
    document = read(make(tmp_path / "a.pdf", lambda canvas: draw_table(canvas, 80, 700, [80] * 4, rows)))
    assert (len(document.tables[0].rows), document.tables[0].rows[0][1].text) == (9, "科目名称")


def test_an_empty_form_with_numbers_of_pages_beside_it_is_a_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        head = ["科目编码", "科目名称", "合计", "基本支出"]
        draw_table(canvas, 120, 700, [80] * 4, [head, *[[""] * 4] * 8])
        # Lines counted in the margin rise downward; the numbers of an axis fall.
        for row in range(9):
            write(canvas, 90, 687 - 18 * row, str(row + 1), 9)

    assert len(read(make(tmp_path / "a.pdf", page)).tables) == 1

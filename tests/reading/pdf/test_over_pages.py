"""A ruled form that a page cuts inside its head, or inside a row, is one form."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Form

from .pdf_making import Draw, cells, draw_table, make, read, write

WIDTHS = (60.0, 130.0, 90.0, 90.0, 90.0)
MERGED = (190.0, *WIDTHS[2:])
NAMES = ["项目", "本年支出合计", "基本支出", "项目支出"]
HEAD = ["科目编码", "科目名称", "", "", ""]
ROWS = [
    ["", "合计", "58.10", "38.50", "19.60"],
    ["208", "社会保障和就业支出", "37.10", "18.50", "18.60"],
    ["210", "卫生健康支出", "21.00", "20.00", "1.00"],
]
NARROW = 100.0


def page(*tables: tuple[tuple[float, ...], list[list[str]]], titled: bool = False, note: str = "") -> Draw:
    """A page with tables right below one another, from its head or below the title of the form."""

    def draw(canvas: Canvas) -> None:
        y = 780.0
        if titled:
            write(canvas, 230, 200, "支出决算表", 15)
            write(canvas, 400, 180, "单位：万元", 9)
            y = 170.0
        for widths, rows in tables:
            draw_table(canvas, 60, y, widths, rows)
            y -= 18 * len(rows)
        if note:
            write(canvas, 60, y - 20, note, 9)

    return draw


def form(path: Path, *pages: Draw, fast: bool) -> Form:
    (found,) = recognise(read(make(path, *pages), fast)).forms
    return found


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_head_of_several_rows_is_cut(tmp_path: Path, fast: bool, above: int) -> None:
    upper = [(MERGED, [NAMES]), (WIDTHS, [HEAD, *ROWS[:above]])]
    lower = (WIDTHS, ROWS[above:])
    pages = page(*upper, titled=True), page(lower)
    if not above:
        pages = page(upper[0], titled=True), page((WIDTHS, [HEAD, *ROWS]))
    found = form(tmp_path / "a.pdf", *pages, fast=fast)
    assert found.columns == ("本年支出合计", "基本支出", "项目支出")
    assert [(row.code, row.label) for row in found.rows] == [
        (None, "合计"),
        ("208", "社会保障和就业支出"),
        ("210", "卫生健康支出"),
    ]
    assert [str(value.value) for value in found.rows[0].values if value] == ROWS[0][2:]


def test_a_head_without_sides_below_its_only_rule(tmp_path: Path) -> None:
    def upper(canvas: Canvas) -> None:
        draw_table(canvas, 60, 780, (200, 200), [["单位", "人数"], ["本级", "5"], ["中心", "7"]])
        write(canvas, 230, 120, "支出决算表", 15)
        write(canvas, 400, 100, "单位：万元", 9)
        canvas.line(60, 90, 510, 90)
        for x in (330, 390, 450):
            canvas.line(x, 90, x, 66)
        for x, name in zip((62, 332, 392, 452), NAMES, strict=True):
            write(canvas, x, 75, name, 9)

    found = form(tmp_path / "a.pdf", upper, page(((90, 180, 60, 60, 60), [HEAD, *ROWS])), fast=True)
    assert found.columns == ("本年支出合计", "基本支出", "项目支出")
    assert [row.label for row in found.rows] == [row[1] for row in ROWS]


@pytest.mark.parametrize("fast", [True, False])
def test_the_end_of_a_label_alone_in_its_row(tmp_path: Path, fast: bool) -> None:
    cut = ["208", "社会保障", *ROWS[1][2:]]
    rest = ["", "和就业支出", "", "", ""]
    upper = page((WIDTHS, [["科目编码", "科目名称", *NAMES[1:]], ROWS[0], cut]), titled=True)
    found = form(tmp_path / "a.pdf", upper, page((WIDTHS, [rest])), fast=fast)
    assert [row.label for row in found.rows] == ["合计", "社会保障和就业支出"]


@pytest.mark.parametrize(
    "between",
    [
        page((MERGED, [NAMES]), note="注：本表反映支出。"),
        page((MERGED, [NAMES, ["合计", "1.00", "1.00", "0.00"]])),
    ],
)
def test_columns_of_tables_apart_are_their_own(tmp_path: Path, between: Draw) -> None:
    wider = tuple(width + 5 for width in WIDTHS)
    document = read(make(tmp_path / "a.pdf", between, page((wider, ROWS))))
    assert cells(document)[0] == NAMES
    assert cells(document, 1) == ROWS


def test_a_note_between_keeps_columns_apart(tmp_path: Path) -> None:
    upper = page((MERGED, [NAMES, ["合计", "1.00", "1.00", "0.00"]]), note="注：本表反映本年度支出情况。")
    assert cells(read(make(tmp_path / "a.pdf", upper, page((WIDTHS, ROWS)))))[0] == NAMES

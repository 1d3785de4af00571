"""Sheets of a workbook printed on pages side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ..workbook.sheet_making import BODY, HEAD, WIDTHS, Sheet, window
from .borderless_making import FONT as BARE_FONT
from .borderless_making import embed_font
from .pdf_making import Draw, cells, make, read, texts, write

INCOME = Sheet("收入决算表", (HEAD, *BODY), WIDTHS)
GROUPED = replace(
    INCOME,
    rows=(("项目", "", "本年收入", "", "", ""), *INCOME.rows),
    merged=((0, 0, 1), (0, 2, 5)),
)
ALL = range(len(INCOME.rows))


def test_two_pages_side_by_side_are_one_table(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", window(INCOME, range(4), ALL), window(INCOME, range(4, 6), ALL))
    document = read(path)
    assert cells(document) == [list(HEAD), *map(list, BODY)]
    assert len(document.tables) == 1
    assert document.source.pages == 2
    assert document.remarks == ("第1、2页：同一张表左右分印，已按行拼成一张表读取，请对照原件",)


def test_each_cell_knows_the_page_that_shows_it(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", window(INCOME, range(4), ALL), window(INCOME, range(4, 6), ALL))
    row = read(path).tables[0].rows[1]
    assert [cell.place.page for cell in row] == [1, 1, 1, 1, 2, 2]
    assert row[4].place.box == (60.0, 153.89, 160.0, 171.89)


def test_what_runs_over_the_edge_is_read_once(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", window(INCOME, range(4), ALL), window(INCOME, range(4, 6), ALL))
    assert texts(read(path)) == ["收入决算表", "编制单位：白石县水务局", "单位：万元"]
    long = replace(INCOME, title="二〇二四年度部门收入预算与决算情况对照及说明一览表")
    path = make(tmp_path / "b.pdf", window(long, range(4), ALL), window(long, range(4, 6), ALL))
    assert texts(read(path))[0] == long.title


def test_strips_of_several_pages_one_after_the_other(tmp_path: Path) -> None:
    parts = [window(INCOME, columns, rows) for columns in (range(4), range(4, 6)) for rows in _halves()]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert cells(document) == [list(HEAD), *map(list, BODY[:2])]
    assert cells(document, 1) == list(map(list, BODY[2:]))
    assert document.remarks == ("第1、3页；第2、4页：同一张表左右分印，已按行拼成一张表读取，请对照原件",)


def test_pages_side_by_side_before_the_next_rows(tmp_path: Path) -> None:
    parts = [window(INCOME, columns, rows) for rows in _halves() for columns in (range(4), range(4, 6))]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert cells(document) == [list(HEAD), *map(list, BODY[:2])]
    assert cells(document, 1) == list(map(list, BODY[2:]))


def _halves() -> tuple[range, range]:
    return range(3), range(3, 6)


def test_a_merged_cell_over_the_edge(tmp_path: Path) -> None:
    rows = range(len(GROUPED.rows))
    path = make(tmp_path / "a.pdf", window(GROUPED, range(4), rows), window(GROUPED, range(4, 6), rows))
    document = read(path)
    assert cells(document)[0] == ["项目", "", "本年收入", "", "", ""]
    assert document.tables[0].rows[0][2].column_span == 4


def test_labels_that_every_page_repeats_are_read_once(tmp_path: Path) -> None:
    counted = replace(INCOME, rows=(HEAD, ("栏次", "", "1", "2", "3", "4"), *BODY))
    rows = range(len(counted.rows))
    path = make(
        tmp_path / "a.pdf", window(counted, range(4), rows), window(counted, range(4, 6), rows, again=2)
    )
    assert cells(read(path)) == [list(row) for row in counted.rows]


def test_two_forms_with_the_same_rows_are_two(tmp_path: Path) -> None:
    spent = replace(INCOME, title="支出决算表", widths=(60.0, 170.0, 80.0, 80.0, 40.0, 40.0))
    earned = replace(INCOME, widths=(80.0, 160.0, 60.0, 60.0, 60.0, 50.0))
    document = read(make(tmp_path / "a.pdf", window(earned, range(6), ALL), window(spent, range(6), ALL)))
    assert len(document.tables) == 2
    assert document.remarks == ()


def test_pages_of_one_pattern_are_tables_of_their_own(tmp_path: Path) -> None:
    def project(name: str) -> Sheet:
        rows = (("项目名称", name), ("主管部门", "白石县水务局"), ("预算数", "5.00"), ("执行数", "4.00"))
        return Sheet("项目绩效目标完成情况表", rows, (120.0, 330.0))

    pages = [window(project(name), range(2), range(4)) for name in ("河道整治", "水库维修", "饮水安全")]
    document = read(make(tmp_path / "a.pdf", *pages))
    assert len(document.tables) == 3
    assert document.remarks == ()


def test_what_may_be_the_other_half_is_told_and_its_amounts_are_uncertain(tmp_path: Path) -> None:
    unnamed = replace(INCOME, title="", maker="", unit="")
    document = read(
        make(tmp_path / "a.pdf", window(unnamed, range(4), ALL), window(unnamed, range(4, 6), ALL))
    )
    assert [len(table.rows[0]) for table in document.tables] == [4, 2]
    assert [table.confidence for table in document.tables] == [0.5, 0.5]
    assert document.tables[0].rows[1][2].alternatives == ("？",)
    assert document.tables[1].rows[1][0].alternatives == ("？",)
    assert document.remarks == (
        "第1页和第2页：各行等高，可能是同一张表左右分印，无法确定，没有拼接；两页表内的数字都要对照原件",
    )


def test_a_page_of_bare_numbers_without_rules_is_told(tmp_path: Path) -> None:
    def page(columns: range) -> Draw:
        def draw(canvas: Canvas) -> None:
            for row, line in enumerate(INCOME.rows):
                for column in columns:
                    x = 60 + sum(WIDTHS[columns.start : column])
                    write(canvas, x, 700 - 20 * row, line[column], 9)

        return draw

    document = read(make(tmp_path / "a.pdf", page(range(4)), page(range(4, 6))))
    assert document.remarks == (
        "第1页和第2页：各行等高，可能是同一张表左右分印，无法确定，没有拼接；两页表内的数字都要对照原件",
    )
    assert document.tables[0].rows[1][2].alternatives == ("？",)


def _bare(columns: range, title_at: float, sheet: Sheet = INCOME) -> Draw:
    """A page of a sheet without rules, its title in the middle of the sheet."""

    def draw(canvas: Canvas) -> None:
        embed_font()
        write(canvas, title_at, 760, "收入决算表", 14, BARE_FONT)
        for row, line in enumerate(sheet.rows):
            for column in columns:
                x = 60 + sum(sheet.widths[columns.start : column])
                write(canvas, x, 700 - 20 * row, line[column], 9, BARE_FONT)

    return draw


def test_a_title_that_moves_on_tells_of_halves_without_rules(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", _bare(range(4), 400), _bare(range(3, 6), 20)))
    assert document.remarks == (
        "第1页和第2页：各行等高，可能是同一张表左右分印，无法确定，没有拼接；两页表内的数字都要对照原件",
    )
    assert [table.is_whole for table in document.tables] == [False, False]


def test_pages_on_the_same_lines_under_one_title_are_not_told(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", _bare(range(4), 200), _bare(range(4), 200)))
    assert document.remarks == ()


def test_running_text_on_the_same_lines_is_no_sheet(tmp_path: Path) -> None:
    """Two reports on projects, each beginning with its title: they end alike and begin elsewhere."""

    def report(title_at: float) -> Draw:
        lines = (
            "一般公共预算财政拨款支出",
            "政府性基金预算支出",
            "其他支出",
            "事业收入",
            "合计",
            "小计",
            "项目",
        )

        def draw(canvas: Canvas) -> None:
            embed_font()
            write(canvas, title_at, 760, "收入支出决算总表", 14, BARE_FONT)
            for at, line in enumerate(lines):
                write(canvas, 60, 720 - 20 * at, line, 9, BARE_FONT)

        return draw

    assert read(make(tmp_path / "a.pdf", report(300), report(250))).remarks == ()

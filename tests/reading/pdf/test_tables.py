"""Grids from rules however they are drawn, cells from characters, and two readings held together."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas

from final_accounts.reading.pdf.pages.drawings import Ruling
from final_accounts.reading.pdf.pages.page import Char, Page, read_page, without_overprint
from final_accounts.reading.pdf.ruled import tables as pdf_tables
from final_accounts.reading.pdf.ruled.cells import Grid, Texts, grid_of, texts_in
from final_accounts.reading.pdf.ruled.grid import grids_of, may_hold_table
from final_accounts.reading.pdf.ruled.parting import parted

from .pdf_making import cells, draw_table, make, read, write

ROWS = [["科目", "小计", "基本支出"], ["合计", "1,049.22", "888.32"], ["208", "58.10", ""]]


def spell(text: str, x: float, y: float, run: int = 0, size: float = 10) -> list[Char]:
    """Characters half as wide as high, drawn as one text object with its baseline at y."""
    return [
        Char(
            char,
            (x + index * size / 2, y - 0.8 * size, x + (index + 1) * size / 2, y + 0.2 * size),
            (x, y),
            run,
        )
        for index, char in enumerate(text)
    ]


def page_of(
    chars: list[Char] | None = None, rulings: list[Ruling] | None = None, printed_over: int = 0
) -> Page:
    return Page(
        1, 600, 800, 0, (0, 0, 600, 800), tuple(chars or ()), (), tuple(rulings or ()), (), (), printed_over
    )


def closed(row: int, column: int) -> bool:
    return False


def rule(horizontal: bool, at: float, start: float, end: float) -> Ruling:
    return Ruling(horizontal, at, start, end)


def test_rules_drawn_as_thin_filled_rectangles(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (700, 682, 664, 646):
            canvas.rect(80, y, 241, 0.5, stroke=0, fill=1)
        for x in (80, 160, 240, 320):
            for y in (682, 664, 646):
                canvas.rect(x, y, 0.5, 18, stroke=0, fill=1)
        write_rows(canvas)

    assert cells(read(make(tmp_path / "a.pdf", page))) == ROWS


def test_rules_drawn_as_a_rectangle_round_each_cell(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (682, 664, 646):
            for x in (80, 160, 240):
                canvas.rect(x, y, 80, 18)
        write_rows(canvas)

    assert cells(read(make(tmp_path / "a.pdf", page))) == ROWS


def ring(canvas: Canvas, x: float, y: float, width: float, height: float, fill_mode: int, back: bool) -> None:
    """A rectangle less a smaller one, whose corners are taken the same way round or `back`."""
    corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    path = canvas.beginPath()
    for inset, around in ((0.0, corners), (0.75, corners[::-1] if back else corners)):
        points = [
            (x + inset + right * (width - 2 * inset), y + inset + up * (height - 2 * inset))
            for right, up in around
        ]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=fill_mode)


@pytest.mark.parametrize(("fill_mode", "back"), [(FILL_EVEN_ODD, False), (FILL_NON_ZERO, True)])
def test_rules_drawn_as_what_a_smaller_rectangle_leaves_of_each_cell(
    tmp_path: Path, fill_mode: int, back: bool
) -> None:
    def page(canvas: Canvas) -> None:
        for y in (682, 664, 646):
            for x in (80, 160, 240):
                ring(canvas, x, y, 78, 16, fill_mode, back)
        write_rows(canvas)

    assert cells(read(make(tmp_path / "a.pdf", page))) == ROWS


def test_one_rectangle_filled_upon_another_is_an_area_and_no_rules(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        ring(canvas, 80, 646, 240, 54, FILL_NON_ZERO, False)

    with pdfium.PdfDocument(make(tmp_path / "a.pdf", page)) as document:
        found = read_page(document, 0)
    assert not found.rulings
    assert len(found.drawings) == 2


def test_rules_and_text_inside_a_form_object(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("table")
        draw_table(canvas, 40, 350, [40, 40, 40], [["a", "b", "c"], ["1", "2.50", "3"]], font="Helvetica")
        canvas.endForm()
        canvas.scale(2, 2)
        canvas.doForm("table")

    document = read(make(tmp_path / "a.pdf", page))
    assert cells(document) == [["a", "b", "c"], ["1", "2.50", "3"]]
    assert document.tables[0].rows[1][1].place.box == pytest.approx((160, 177.89, 240, 213.89), abs=0.02)


def test_a_table_without_outer_side_rules(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (700, 682, 664, 646):
            canvas.line(80, y, 320, y)
        for x in (160, 240):
            canvas.line(x, 700, x, 646)
        write_rows(canvas)

    assert cells(read(make(tmp_path / "a.pdf", page))) == ROWS


def test_a_head_of_two_merged_cells_without_a_rule_above_it() -> None:
    across = [rule(True, y, 50, 250) for y in (120, 140, 160)]
    down = [rule(False, x, 120, 160) for x in (100, 200)] + [rule(False, 150, 101, 160)]
    (grid,) = grids_of(page_of(rulings=across + down))
    assert grid.ys == (101, 120, 140, 160)
    assert [(r.column, r.column_span) for r in grid.regions if r.row == 0] == [(0, 2), (2, 2)]


def test_a_line_that_only_begins_at_a_table_is_no_cell() -> None:
    across = [rule(True, y, 50, 250) for y in (120, 140, 160)]
    down = [rule(False, x, 120, 160) for x in (50, 150)] + [rule(False, 250, 20, 160)]
    (grid,) = grids_of(page_of(rulings=across + down))
    assert grid.ys == (120, 140, 160)


def write_rows(canvas: Canvas) -> None:
    for index, row in enumerate(ROWS):
        for column, text in enumerate(row):
            write(canvas, 82 + 80 * column, 687 - 18 * index, text, 9)


def test_two_tables_on_a_page_are_two_grids() -> None:
    rules = [rule(True, y + shift, 50, 250) for shift in (0, 300) for y in (100, 120, 140)] + [
        rule(False, x, 100 + shift, 140 + shift) for shift in (0, 300) for x in (50, 150, 250)
    ]
    grids = grids_of(page_of(rulings=rules))
    assert [grid.box for grid in grids] == [(50, 100, 250, 140), (50, 400, 250, 440)]
    assert [(grid.rows, grid.columns) for grid in grids] == [(2, 2), (2, 2)]


def test_rules_of_one_table_are_not_moved_by_those_of_another() -> None:
    first, second = (50.0, 51.6, 98.5, 100.7, 150.0), (50.0, 52.0, 100.0, 102.2, 150.0)
    rules = [rule(True, y + shift, 50, 150) for shift in (0, 300) for y in (100, 120, 140)]
    rules += [rule(False, x, 100, 140) for x in first] + [rule(False, x, 400, 440) for x in second]
    grids = grids_of(page_of(rulings=rules))
    assert [grid.xs for grid in grids] == [(50.0, 98.5, 150.0), (50.0, 100.0, 150.0)]


def test_double_rules_and_broken_rules_are_one() -> None:
    rules = [rule(True, y, 50, 250) for y in (100, 101, 120, 140)] + [
        rule(False, x, *span) for x in (50, 150, 250) for span in ((100, 119.5), (121, 140))
    ]
    (grid,) = grids_of(page_of(rulings=rules))
    assert (grid.rows, grid.columns, len(grid.regions)) == (2, 2, 4)


def test_a_frame_with_one_line_is_no_grid_worth_a_page() -> None:
    frame = [rule(True, y, 50, 250) for y in (100, 140)] + [rule(False, x, 100, 140) for x in (50, 250)]
    assert not may_hold_table(page_of(rulings=frame))
    assert grids_of(page_of(rulings=frame)) == ()


def test_a_missing_rule_merges_only_rectangles() -> None:
    # The rule between the two cells of the first row is missing, and that below its first cell.
    grid = grid_of(1, [0, 10, 20], [0, 10, 20], lambda r, c: r == 0, lambda r, c: (r, c) == (0, 0))
    assert [(r.row, r.column, r.row_span, r.column_span) for r in grid.regions] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


COLUMNS = grid_of(1, [0, 50, 100], [0, 40], closed, closed)


def test_a_number_wider_than_its_cell_stays_whole() -> None:
    chars = spell("137,500,265.00", 2, 20) + spell("12.5", 78, 20, run=1)
    assert texts_in(COLUMNS, chars) == {(0, 0): "137,500,265.00", (0, 1): "12.5"}


def test_a_number_drawn_digit_by_digit_stays_whole() -> None:
    chars = [
        char for index, text in enumerate("137500.26") for char in spell(text, 10 + 5 * index, 20, index)
    ]
    assert texts_in(COLUMNS, chars) == {(0, 0): "137500.26"}


def test_two_numbers_that_touch_at_a_rule_stay_two() -> None:
    chars = spell("1234.56", 15, 20) + spell("78.90", 50, 20, run=1)
    assert texts_in(COLUMNS, chars) == {(0, 0): "1234.56", (0, 1): "78.90"}


def test_a_wrapped_number_is_made_whole_and_stacked_ones_are_not() -> None:
    wrapped = spell("137,500,2", 2, 12) + spell("65.00", 2, 28, run=1)
    stacked = spell("1.50", 52, 12, run=2) + spell("2.50", 52, 28, run=3)
    assert texts_in(COLUMNS, wrapped + stacked) == {(0, 0): "137,500,265.00", (0, 1): "1.50 2.50"}


@pytest.mark.parametrize(("width", "texts"), [(31, ["7.56", "3.92"]), (60, ["7.5 6", "3.9 2"])])
def test_a_number_that_had_no_room_beside_the_margins_is_one_row(width: int, texts: list[str]) -> None:
    grid = grid_of(1, [0, width, 2 * width], [0, 40], closed, closed)
    chars = [
        char
        for column, (upper, lower) in enumerate((("7.5", "6"), ("3.9", "2")))
        for row, text in enumerate((upper, lower))
        for char in spell(text, 6 + column * width, 14 + 14 * row, run=2 * column + row)
    ]
    read = texts_in(grid, chars)
    assert [read[0, 0], read[0, 1]] == texts
    (table,) = parted(page_of(chars), [found(read, grid)])
    assert table.grid.rows == (1 if width == 31 else 2)


def test_overprint_goes_and_repeated_digits_stay() -> None:
    once = spell("1,111.11", 10, 20)
    again = [copy for run in (1, 2, 3) for copy in spell("1,111.11", 10 + 0.4 * run, 20 - 0.2 * run, run)]
    assert without_overprint(once + again) == once


def found(texts: Texts, grid: Grid = COLUMNS) -> pdf_tables.FoundTable:
    return pdf_tables.FoundTable(grid, texts)


def test_readings_that_agree_leave_no_doubt() -> None:
    table = pdf_tables.agreed(
        page_of(), found({(0, 0): "合计", (0, 1): "1 049.22"}), COLUMNS, {(0, 0): "合 计", (0, 1): "1049.22"}
    )
    assert (table.confidence, table.remarks) == (1.0, ())


def test_readings_that_differ_are_both_kept() -> None:
    table = pdf_tables.agreed(
        page_of(), found({(0, 0): "合计", (0, 1): "38.50"}), COLUMNS, {(0, 0): "合计", (0, 1): "38.59"}
    )
    assert table.texts[0, 1] == "38.50"
    assert table.alternatives == {(0, 1): ("38.59",)}
    assert (table.confidence, table.remarks) == (1.0, ())


def test_what_only_the_second_reading_has_is_taken_and_may_be_blank() -> None:
    table = pdf_tables.agreed(page_of(), found({(0, 1): "38.50"}), COLUMNS, {(0, 0): "合计", (0, 1): "38.50"})
    assert table.texts == {(0, 0): "合计", (0, 1): "38.50"}
    assert table.alternatives == {(0, 0): ("",)}


def test_a_line_that_the_second_reading_puts_too_low_fills_no_blank() -> None:
    rows = grid_of(1, [0, 50, 100], [0, 20, 40], closed, closed)
    table = pdf_tables.agreed(
        page_of(),
        found({(0, 0): "栏次", (0, 1): "1", (1, 1): "38.50"}, rows),
        rows,
        {(0, 1): "1", (1, 0): "栏次", (1, 1): "38.50"},
    )
    assert table.texts == {(0, 0): "栏次", (0, 1): "1", (1, 1): "38.50"}
    assert table.alternatives == {}


THREE = grid_of(1, [0, 50], [0, 20, 40, 60], closed, closed)


def test_letters_that_the_second_reading_leaves_in_the_cell_below_fill_no_blank() -> None:
    own = {(0, 0): "产出指标（50分）"}
    table = pdf_tables.agreed(page_of(), found(own, THREE), THREE, {(0, 0): "产出指标50", (1, 0): "（分）"})
    assert table.texts == own


INK = spell("合计", 2, 12) + spell("38.50", 2, 32, run=1) + spell("7.00", 2, 52, run=2)


@pytest.mark.parametrize(
    ("theirs", "doubted"),
    [
        (["", "合计", "38.507.00"], {}),
        (["合计38.50", "7.00", ""], {}),
        (["", "合计38.50", "7.00"], {}),
        (["", "合计38.60", "7.00"], {(1, 0): ("合计38.60",)}),
        (["合计", "计38.50", "7.00"], {}),
        (["合计", "38.50", "07.00"], {(2, 0): ("07.00",)}),
    ],
)
def test_lines_that_the_second_reading_counts_to_a_neighbour(
    theirs: list[str], doubted: dict[tuple[int, int], tuple[str, ...]]
) -> None:
    own = {(0, 0): "合计", (1, 0): "38.50", (2, 0): "7.00"}
    spelt = {(row, 0): text for row, text in enumerate(theirs) if text}
    table = pdf_tables.agreed(page_of(INK), found(own, THREE), THREE, spelt)
    assert table.texts == own
    assert table.alternatives == doubted


def test_ink_over_a_rule_leaves_the_doubt() -> None:
    low = spell("合计", 2, 12) + spell("38.50", 2, 23, run=1)
    table = pdf_tables.agreed(
        page_of(low), found({(0, 0): "合计", (1, 0): "38.50"}, THREE), THREE, {(1, 0): "合计38.50"}
    )
    assert table.alternatives == {(1, 0): ("合计38.50",)}


def test_digits_within_words_may_come_in_another_place() -> None:
    table = pdf_tables.agreed(
        page_of(), found({(0, 0): "任务1", (0, 1): "1.20"}), COLUMNS, {(0, 0): "1任务", (0, 1): "12.0"}
    )
    assert table.alternatives == {(0, 1): ("12.0",)}


def test_other_rows_or_columns_are_marked() -> None:
    other = grid_of(1, [0, 100], [0, 40], closed, closed)
    table = pdf_tables.agreed(
        page_of(), found({(0, 0): "合计", (0, 1): "38.50"}), other, {(0, 0): "合计 38.59"}
    )
    assert table.confidence == 0.8
    assert table.alternatives == {(0, 1): ("合计38.59",)}
    assert table.remarks == ("第1页：两种方法读出的表格行列数不同（1×2与1×1），请核对",)


def test_overprint_in_the_second_reading_is_no_difference() -> None:
    table = pdf_tables.agreed(
        page_of(printed_over=12),
        found({(0, 0): "合计", (0, 1): "8.5"}),
        COLUMNS,
        {(0, 0): "合合计计", (0, 1): "88..55"},
    )
    assert (table.confidence, table.remarks) == (1.0, ())

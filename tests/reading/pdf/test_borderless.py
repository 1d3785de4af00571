"""Forms without a grid come out of a PDF as the published text gives them; prose stays prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Document, Paragraph, Table
from final_accounts.reading.pdf.pages.page import read_page
from final_accounts.reading.pdf.unruled.columns import Gap, column_edges
from final_accounts.reading.pdf.unruled.fragments import text_lines
from final_accounts.reading.pdf.unruled.pitch import completes
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form as ReadForm

from .borderless_making import Look, forms_of, make_forms
from .pdf_making import FONT, cells, make, read, texts, write, write_lines

REPORTS = {"danfeng": ("003", 209), "liling": ("004", 144)}
"""The published text behind each set of forms, and how many figures its forms hold."""

LOOKS = {
    "no rules": Look(),
    "three lines": Look(rules="three-line"),
    "a thin line under each row": Look(rules="rows"),
    "numbers centred": Look(numbers="c"),
    "numbers at the left": Look(numbers="l"),
    "cells set at the top": Look(top=True),
    "small type, little room": Look(size=8, padding=1.2),
    "every other row shaded": Look(shaded=True),
    "all pages lying": Look(lying=True),
    "all pages upright": Look(lying=False, size=7.5, padding=2),
    "narrow columns, numbers wrapped": Look(squeeze=0.62),
    "three lines, numbers wrapped": Look(rules="three-line", squeeze=0.62),
    "a grid in dashes": Look(rules="dashed"),
    "a ruled head over a box": Look(rules="frame"),
    "rules between the columns only": Look(rules="columns"),
}

Figure = tuple[object, ...]


def figures(forms: Iterable[ReadForm]) -> Counter[Figure]:
    """Every figure with its form, row and column."""
    return Counter(
        (form.key, row.side, row.code, row.label, row.line, column, value.value)
        for form in forms
        for row in form.rows
        for column, value in zip(form.columns, row.values, strict=True)
        if value is not None
    )


@cache
def published(reports: Path, slug: str) -> Counter[Figure]:
    number, count = REPORTS[slug]
    found = figures(recognise_forms(read_document(next(reports.glob(f"{number}_*.txt")))))
    assert found.total() == count
    return found


def assert_all_right(document: Document, expected: Counter[Figure]) -> None:
    found = figures(recognise_forms(document))
    right = (found & expected).total()
    rate = f"{right} of {expected.total()} right ({right / expected.total():.1%})"
    missing, wrong = expected - found, found - expected
    assert not missing and not wrong, f"{rate}; missing {[*missing][:5]}; wrong {[*wrong][:5]}"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("slug", REPORTS)
def test_every_figure_of_the_nine_forms(tmp_path: Path, real_reports: Path, slug: str, look: Look) -> None:
    path = make_forms(tmp_path / "forms.pdf", forms_of(slug), look)
    assert_all_right(read(path, fast=True), published(real_reports, slug))


@pytest.mark.parametrize("slug", REPORTS)
def test_all_nine_forms_are_found_though_three_are_empty(tmp_path: Path, slug: str) -> None:
    document = read(make_forms(tmp_path / "forms.pdf", forms_of(slug), Look()), fast=True)
    forms = recognise_forms(document)
    assert [form.key for form in forms] == [
        "income-expenditure", "income", "expenditure", "appropriation", "general-budget",
        "basic", "fund", "state-capital", "three-public",
    ]  # fmt: skip
    assert [form.empty for form in forms][-3:-1] == [True, True]
    assert all(0.5 < table.confidence < 1 for table in document.tables)


@pytest.mark.parametrize("rules", ["dotted", "dotted-grid"])
def test_rules_of_single_dots(tmp_path: Path, real_reports: Path, rules: str) -> None:
    drawn = [form for form in forms_of("liling") if "总表" in form.title]
    path = make_forms(tmp_path / "forms.pdf", drawn, Look(rules=rules))
    expected = {
        figure: count
        for figure, count in published(real_reports, "liling").items()
        if figure[0] in ("income-expenditure", "appropriation")
    }
    assert_all_right(read(path, fast=True), Counter(expected))


def test_forms_whose_columns_are_not_numbered(tmp_path: Path, real_reports: Path) -> None:
    plain = []
    for form in forms_of("danfeng"):
        rows = tuple(row for row in form.grid.rows if "栏次" not in row)
        head = form.grid.header - (len(form.grid.rows) - len(rows))
        plain.append(replace(form, grid=replace(form.grid, rows=rows, header=head)))
    path = make_forms(tmp_path / "forms.pdf", plain, Look(padding=2))
    assert_all_right(read(path, fast=True), published(real_reports, "danfeng"))


def test_head_cells_keep_what_they_span(tmp_path: Path) -> None:
    form = next(form for form in forms_of("danfeng") if "三公" in form.title)
    table = read(make_forms(tmp_path / "forms.pdf", [form], Look()), fast=True).tables[0]
    spans = {
        (cell.text, cell.place.row, cell.place.column): (cell.row_span, cell.column_span)
        for row in table.rows
        for cell in row
        if cell.text
    }
    assert spans["财政拨款“三公”经费", 0, 1] == (1, 6)
    assert spans["公务用车购置及运行维护费", 1, 3] == (1, 3)
    assert spans["项目", 0, 0] == (3, 1)
    assert spans["因公出国（境）费", 1, 2] == (2, 1)
    assert spans["小计", 2, 3] == (1, 1)


HEAD = ("科目代码", "科目名称", "本年支出合计", "基本支出")
ROWS = [
    ("2080505", "机关事业单位基本养老保险", "1,038.50", "38.50"),
    ("2101101", "行政单位医疗", "1, 020. 13", "-"),
    ("2210201", "住房公积金", "6,333.40", "0.00"),
]


def draw_rows(canvas: Canvas, y: float) -> None:
    """Four columns, the numbers at their right sides, rows 20 points high."""
    for index, row in enumerate([HEAD, *ROWS]):
        write(canvas, 80, y - 20 * index, row[0], 10)
        write(canvas, 150, y - 20 * index, row[1], 10)
        for edge, text in ((400, row[2]), (500, row[3])):
            canvas.drawRightString(edge, y - 20 * index, text)


def test_a_table_between_paragraphs_with_its_places(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write_lines(canvas, 760, ["二、支出决算情况说明", "支出如下表所示，主要原因是项目支出比上年减少。"])
        draw_rows(canvas, 690)
        write(canvas, 80, 600, "注：本表反映支出情况。", 9)

    document = read(make(tmp_path / "a.pdf", page), fast=True)
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    assert cells(document) == [
        [text.replace(", ", ",").replace(". ", ".") for text in row] for row in (HEAD, *ROWS)
    ]
    amount = document.tables[0].rows[2][2]
    assert (amount.place.page, amount.place.table, amount.place.row, amount.place.column) == (1, 0, 2, 2)
    left, top, right, bottom = amount.place.box or (0, 0, 0, 0)
    assert 260 < left < 360 and 399 < right < 450
    assert top < 841.89 - 650 < bottom < 841.89 - 625
    assert document.tables[0].confidence < 1


def test_two_tables_on_one_page(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw_rows(canvas, 780)
        write(canvas, 200, 660, "一般公共预算财政拨款支出决算表", 15)
        write(canvas, 420, 640, "单位：万元", 10)
        draw_rows(canvas, 615)

    document = read(make(tmp_path / "a.pdf", page), fast=True)
    assert [len(table.rows) for table in document.tables] == [4, 4]
    assert texts(document) == ["一般公共预算财政拨款支出决算表", "单位：万元"]


def test_a_single_row_left_over_for_the_next_page_goes_on(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        draw_rows(canvas, 780)

    def second(canvas: Canvas) -> None:
        write(canvas, 80, 780, "2299999", 10)
        write(canvas, 150, 780, "其他支出", 10)
        canvas.drawRightString(500, 780, "12.00")
        write(canvas, 295, 40, "2", 9)

    document = read(make(tmp_path / "a.pdf", first, second), fast=True)
    assert cells(document, 1) == [["2299999", "其他支出", "", "12.00"]]
    assert texts(document) == []


def contents(canvas: Canvas) -> None:
    titles = (
        "第一部分 部门概况",
        "一、主要职责",
        "二、机构设置",
        "第二部分 部门决算表",
        "一、收入支出决算总表",
    )
    write(canvas, 270, 780, "目　录", 16)
    for index, title in enumerate(titles):
        write(canvas, 90, 740 - 26 * index, title, 12)
        canvas.drawRightString(500, 740 - 26 * index, str(3 + index))


def narrative_with_figures(canvas: Canvas) -> None:
    lines = ["2024年度本年支出合计933.26万元，其中：", "1.  基本支出      334.31 万元，占  35.82 %；"]
    lines += ["2.  项目支出      598.59 万元，占  64.17 %；", "3.  经营支出        0.00 万元，占   0.00 %；"]
    write_lines(canvas, 760, lines)


def two_columns_of_text(canvas: Canvas) -> None:
    for index in range(25):
        write(canvas, 60, 760 - 18 * index, "医疗保障基金监督管理办法建立", 10)
        write(canvas, 310, 760 - 18 * index, f"贯彻落实国家法律法规和政策第{index}", 10)


def list_of_units(canvas: Canvas) -> None:
    units = ("单位名称", "某局本级", "某服务中心", "某信息中心", "某监测站")
    for index, unit in enumerate(units):
        write(canvas, 100, 750 - 22 * index, str(index or "序号"), 12)
        write(canvas, 200, 750 - 22 * index, unit, 12)


def bars(canvas: Canvas) -> None:
    canvas.setFont(FONT, 9)
    for index in range(7):
        canvas.drawRightString(95, 497 + 30 * index, f"{200 * index:,}.00")
        canvas.line(100, 500 + 30 * index, 480, 500 + 30 * index)
    for index, name in enumerate(("收入总计", "支出总计", "年末结转")):
        x = 130 + 120 * index
        canvas.rect(x, 500, 30, 140, stroke=0, fill=1)
        canvas.rect(x + 35, 500, 30, 130, stroke=0, fill=1)
        for left, text, y in ((x, "933.3", 644), (x + 35, "983.4", 634), (x + 10, name, 485)):
            canvas.drawString(left, y, text)


def labels_of_a_picture(canvas: Canvas) -> None:
    canvas.setFont(FONT, 9)
    for index in range(7):
        canvas.drawRightString(95, 497 + 30 * index, f"{200 * index:,}.00")
    for index, name in enumerate(("收入总计", "支出总计", "年末结转")):
        for left, text, y in ((0, "933.3", 647), (35, "983.4", 647), (10, name, 485)):
            canvas.drawString(130 + 120 * index + left, y, text)


def legend(canvas: Canvas) -> None:
    parts = (("基本支出", "334.31", "35.82%"), ("项目支出", "598.59", "64.17%"), ("其他", "0.30", "0.01%"))
    for index, (name, amount, share) in enumerate(parts):
        canvas.rect(350, 700 - 20 * index, 7, 7, stroke=0, fill=1)
        for x, text in ((362, name), (430, amount), (480, share)):
            write(canvas, x, 700 - 20 * index, text, 9)


@pytest.mark.parametrize(
    "page",
    [
        contents,
        narrative_with_figures,
        two_columns_of_text,
        list_of_units,
        bars,
        labels_of_a_picture,
        legend,
    ],
)
def test_what_is_no_table(tmp_path: Path, page: Callable[[Canvas], None]) -> None:
    document = read(make(tmp_path / "a.pdf", page), fast=True)
    assert document.tables == ()
    assert len(document.paragraphs) >= 4


@pytest.mark.parametrize(
    ("name", "ruled"),
    [("danfeng-2024", 18), ("dongqu-2024", 0), ("liling-2024", 12), ("renhe-2020", 5)],
)
def test_the_samples_have_ruled_tables_only(root: Path, name: str, ruled: int) -> None:
    document = read(root / "data" / "raw" / f"{name}.pdf", fast=True)
    assert len(document.tables) == ruled
    assert all(table.confidence == 1 for table in document.tables)


def test_edges_lie_where_heads_and_numbers_leave_most_room() -> None:
    # Heads centred in their cells, numbers at the right: 10–60 | 60–110 | 110–160.
    heads, numbers = [(25, 45), (75, 95), (125, 145)], [(44, 58), (94, 108)]
    gaps = [Gap(a[1], b[0]) for row in (heads, numbers) for a, b in pairwise(row)]
    edges = column_edges(gaps, [(left, 0.0, right, 9.0) for left, right in numbers])
    assert len(edges) == 2
    assert 58 <= edges[0] <= 75 and 108 <= edges[1] <= 125


@pytest.mark.parametrize(
    ("parts", "text", "width", "expected"),
    [
        (["137,500,26"], "5.00", 40.0, True),
        (["138, 307, 276."], "56", 50.0, True),
        (["137,500"], ",265.00", 30.0, True),
        (["138,307,276.5"], "6", 49.0, True),
        (["1,049.22"], "58.10", 50.0, False),
        (["12"], "345", 10.0, False),
        (["2080505"], "2080506", 50.0, False),
        (["58,993.00"], "1", 20.0, False),
    ],
)
def test_a_line_completes_a_number_or_is_another(
    parts: list[str], text: str, width: float, expected: bool
) -> None:
    assert completes(parts, text, width, 50.0) is expected


def test_a_label_cut_off_under_the_number_beside_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 700, "一般公共服务支出", 10)
        write(canvas, 80 + 75, 700, "70.13", 10)

    with pdfium.PdfDocument(make(tmp_path / "a.pdf", page)) as document:
        (line,) = text_lines(read_page(document, 0).chars)
    assert [fragment.text for fragment in line.fragments] == ["一般公共服务支出", "70.13"]


PARTS = ("一、财政拨款收入", "475.29", "一、一般公共服务支出", "40", "0.00")


def test_a_line_drawn_by_one_text_object_is_parted_where_its_gaps_are(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for x, cell in zip((80, 200, 234, 340, 360), PARTS, strict=True):
            write(canvas, x, 700, cell, 10)

    with pdfium.PdfDocument(make(tmp_path / "a.pdf", page)) as document:
        chars = [char._replace(run=0) for char in read_page(document, 0).chars]
    (line,) = text_lines(chars)
    assert [fragment.text for fragment in line.fragments] == list(PARTS)

"""Workbooks: what a sheet shows is what is read, and nothing that it hides."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from samples.publishing import write_one_sheet, write_xlsx

from final_accounts.documents import Document, Paragraph, Table
from final_accounts.errors import UnreadableSource
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms

from ..table_making import contents, published

FORM = [
    ["支出决算表"],
    [None, None, None, None, "公开03表"],
    ["部门：某县示例局", None, None, None, "单位：万元"],
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["栏次", None, 1, 2, 3],
    ["合计", None, 300, 200.5, 99.5],
    ["210", "卫生健康支出", 300, 200.5, 99.5],
    ["注：本表反映部门本年度各项支出情况。"],
]


def sheet_of(rows: list[list[object]], code: str = "#,##0.00") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = book.active.cell(at, column, value)
                if isinstance(value, float) or (isinstance(value, int) and value > 9):
                    cell.number_format = code
    return book


def read(book: openpyxl.Workbook, path: Path) -> Document:
    book.save(path)
    return read_document(path)


def texts(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Paragraph | Table)
    ]


def rewrite(path: Path, part: str, change: tuple[str, str]) -> Path:
    """Change a part of the workbook by a pattern and what replaces it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed, count = re.subn(*change, parts[part].decode("utf-8"))
    assert count, "nothing to change"
    parts[part] = changed.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("write", [write_xlsx, write_one_sheet])
def test_the_forms_of_a_real_report_come_back_cell_for_cell(
    real_reports: Path, tmp_path: Path, write
) -> None:
    original = read_document(next(real_reports.glob("003_*.txt")))
    forms = recognise_forms(original)
    path = write(published(original), tmp_path / "forms.xlsx")
    started = time.process_time()
    found = recognise_forms(read_document(path))
    assert time.process_time() - started < 1
    assert len(found) == 9
    assert contents(found) == contents(forms)


def test_a_form_with_its_head_and_note(tmp_path: Path) -> None:
    document = read(sheet_of(FORM), tmp_path / "x.xlsx")
    (form,) = recognise_forms(document)
    assert (form.key, form.printed_number, form.printed_unit, form.bureau) == (
        "expenditure",
        "公开03表",
        "万元",
        "某县示例局",
    )
    assert [[str(v.value) for v in row.values if v] for row in form.rows] == [
        ["300.00", "200.50", "99.50"]
    ] * 2
    assert form.notes == ("注：本表反映部门本年度各项支出情况。",)
    assert form.rows[1].values[2].place == Place(table=0, row=4, column=4, sheet="Sheet", cell="E7")
    assert form.rows[1].values[2].place.describe() == "工作表“Sheet”E7"


def test_paragraphs_know_their_sheet_and_cell(tmp_path: Path) -> None:
    document = read(sheet_of(FORM), tmp_path / "x.xlsx")
    assert document.paragraphs[0].text == "支出决算表"
    assert document.paragraphs[0].place() == Place(paragraph=0, start=0, end=5, sheet="Sheet", cell="A1")


def test_merged_cells_stand_at_their_first_position(tmp_path: Path) -> None:
    book = sheet_of([["项目", None, "支出", None], [None, None, "基本", "项目"], ["合计", None, 10.5, 20.5]])
    book.active.merge_cells("A1:B2")
    book.active.merge_cells("C1:D1")
    (table,) = read(book, tmp_path / "x.xlsx").tables
    spans = {cell.text: (cell.row_span, cell.column_span) for row in table.rows for cell in row if cell.text}
    assert spans["项目"] == (1, 1)
    assert (table.rows[0][0].text, table.rows[0][0].row_span, table.rows[0][0].column_span) == ("项目", 2, 2)
    assert (table.rows[0][2].row_span, table.rows[0][2].column_span) == (1, 2)
    assert [cell.text for cell in table.rows[0]] == ["项目", "", "支出", ""]


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    book = sheet_of(
        [
            ["科目", "隐藏列", "金额", "余额"],
            ["人员", 11.5, 12.5, 1.5],
            ["隐藏行", 21.5, 22.5, 2.5],
            ["公用", 31.5, 32.5, 3.5],
        ]
    )
    sheet = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("底稿").append(["机密", 99.5])
    book["底稿"].sheet_state = "veryHidden"
    document = read(book, tmp_path / "x.xlsx")
    assert texts(document) == [
        [["科目", "金额", "余额"], ["人员", "12.50", "1.50"], ["公用", "32.50", "3.50"]]
    ]
    assert document.tables[0].rows[2][1].place.cell == "C4"
    assert document.remarks == (
        "工作表“Sheet”的第3行是隐藏的，其中的内容未计入",
        "工作表“Sheet”的B列是隐藏的，其中的内容未计入",
        "工作表“底稿”是隐藏的，未计入",
    )


def test_a_merged_cell_shows_beside_its_hidden_part(tmp_path: Path) -> None:
    book = sheet_of([["收入", None, "支出"], ["税", 11.5, 12.5]])
    book.active.merge_cells("A1:B1")
    book.active.column_dimensions["A"].hidden = True
    document = read(book, tmp_path / "x.xlsx")
    assert texts(document) == [[["收入", "支出"], ["11.50", "12.50"]]]


def test_saved_values_of_formulas_are_taken_and_missing_ones_told(
    tmp_path: Path, without_libreoffice: None
) -> None:
    book = sheet_of([["科目", "金额", "合计"], ["人员", 11.5, "=B2*2"], ["公用", 21.5, "=B3*2"]])
    path = tmp_path / "x.xlsx"
    book.save(path)
    saved = (r"<f>B2\*2</f><v ?(?:/>|></v>)", "<f>B2*2</f><v>23</v>")
    rewrite(path, "xl/worksheets/sheet1.xml", saved)
    document = read_document(path)
    assert texts(document) == [[["科目", "金额", "合计"], ["人员", "11.50", "23"], ["公用", "21.50", ""]]]
    assert document.remarks == (
        "工作表“Sheet”的C3是公式，文件中没有保存它的结果，按空白处理，"
        "所在表的数字不作判断；可用 Excel 或 WPS 打开文件，保存后再检查",
    )
    assert [table.is_whole for table in document.tables] == [False]


@pytest.mark.parametrize("typed", ['="1,020.50"', "'1,020.50", "’1,020.50"])
def test_numbers_typed_as_text_are_numbers(tmp_path: Path, typed: str) -> None:
    book = sheet_of([["项目", "金额"], ["合计", 1]])
    book.active["B2"] = typed
    book.active["B2"].data_type = "s"
    assert texts(read(book, tmp_path / "x.xlsx")) == [[["项目", "金额"], ["合计", "1,020.50"]]]


def test_error_values_are_told(tmp_path: Path) -> None:
    book = sheet_of([["科目", "金额"], ["人员", 11.5], ["公用", "#REF!"]])
    document = read(book, tmp_path / "x.xlsx")
    assert document.tables[0].rows[2][1].text == "#REF!"
    assert document.remarks == ("工作表“Sheet”的B3显示为错误值，未作为数字",)


def test_the_printed_number_counts(tmp_path: Path) -> None:
    book = sheet_of(
        [["科目", "金额", "占比", "日期", "文本"], ["人员", 3.14159, 0.4567, 45292, "１，234.50"]]
    )
    for column, code in zip("BCD", ("0.00", "0.00%", 'yyyy"年"m"月"d"日"'), strict=True):
        book.active[f"{column}2"].number_format = code
    (table,) = read(book, tmp_path / "x.xlsx").tables
    assert [cell.text for cell in table.rows[1]] == ["人员", "3.14", "45.67%", "2024年1月1日", "1，234.50"]


def test_a_sheet_that_hides_zeros_prints_blanks(tmp_path: Path) -> None:
    book = sheet_of([["科目", "金额", "余额"], ["人员", 0, 12.5]])
    book.active.sheet_view.showZeros = False
    (table,) = read(book, tmp_path / "x.xlsx").tables
    assert [cell.text for cell in table.rows[1]] == ["人员", "", "12.50"]


def test_several_forms_on_a_sheet(tmp_path: Path) -> None:
    second = [["收入决算表"], ["公开02表"], *FORM[3:]]
    for between in ([], [[None]], [[None], [None]]):
        book = sheet_of([*FORM, *between, *second])
        book.active.merge_cells(
            start_row=9 + len(between), end_row=9 + len(between), start_column=1, end_column=5
        )
        document = read(book, tmp_path / "x.xlsx")
        kinds = [(type(block).__name__, block.index) for block in document.blocks]
        assert kinds == [
            ("Paragraph", 0),
            ("Paragraph", 1),
            ("Table", 0),
            ("Paragraph", 2),
            ("Paragraph", 3),
            ("Paragraph", 4),
            ("Table", 1),
            ("Paragraph", 5),
        ]
        assert document.paragraphs[3].text == "收入决算表"


def test_forms_side_by_side_and_below_one_another_without_a_gap(tmp_path: Path) -> None:
    left = [
        ["收入决算表"],
        ["项目", "金额"],
        ["合计", "3.00"],
        ["支出决算表"],
        ["项目", "金额"],
        ["合计", "4.00"],
    ]
    right = [["结转决算表"], ["项目", "年初"], ["合计", "5.00"]]
    book = sheet_of(left)
    for row, cells in enumerate(right, start=1):
        for column, text in enumerate(cells, start=4):
            book.active.cell(row, column, text)
    for row in range(2, 5):
        book.active.cell(row, 8, 1.5)
    document = read(book, tmp_path / "x.xlsx")
    assert texts(document) == [
        "收入决算表",
        [["项目", "金额"], ["合计", "3.00"]],
        "支出决算表",
        [["项目", "金额"], ["合计", "4.00"]],
        "结转决算表",
        [["项目", "年初"], ["合计", "5.00"]],
        *["1.5"] * 3,
    ]
    assert document.tables[2].rows[1][1].place.cell == "E3"


def test_an_empty_column_between_the_halves_of_a_form_is_no_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [["收入支出决算总表"], [None, None, None, None, "公开01表"]]
    book = sheet_of([*rows, ["收入", "金额", None, "支出", "金额"], ["合计", 3.5, None, "合计", 3.5]])
    found = texts(read(book, tmp_path / "x.xlsx"))
    assert found == [
        "收入支出决算总表",
        "公开01表",
        [["收入", "金额", "支出", "金额"], ["合计", "3.50", "合计", "3.50"]],
    ]


def test_numbers_that_check_a_form_are_none_of_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["收入决算表"], ["项目", "年初", "年末"], ["合计", 3.5, 4.5, 0.25]]
    book = sheet_of([*rows, ["其他", 1.5, 2.5, 0.25], [None], [None, 9.5, 8.5], ["校验", 0.5]])
    form = [["项目", "年初", "年末"], ["合计", "3.50", "4.50"], ["其他", "1.50", "2.50"]]
    check = [["", "9.50", "8.50"], ["校验", "0.50", ""]]
    assert texts(read(book, tmp_path / "x.xlsx")) == ["收入决算表", form, check, "0.25", "0.25"]


def test_an_empty_row_inside_a_form_does_not_part_it(tmp_path: Path) -> None:
    rows = [*FORM[:6], [None], *FORM[6:]]
    document = read(sheet_of(rows), tmp_path / "x.xlsx")
    assert [len(table.rows) for table in document.tables] == [5]


def test_a_sheet_without_a_title_is_told_by_its_name(tmp_path: Path) -> None:
    book = sheet_of(FORM[3:])
    book.active.title = "支出决算表"
    (form,) = recognise_forms(read(book, tmp_path / "x.xlsx"))
    assert (form.key, form.title) == ("expenditure", "支出决算表")


@pytest.mark.parametrize("above", [["公开02表"], ["编制单位：某局", "单位：万元"], ["财决03表"]])
def test_a_sheets_name_is_the_title_of_a_form_without_one(tmp_path: Path, above: list[object]) -> None:
    book = sheet_of([above, ["项目", "本年收入合计", "其他收入"], ["合计", 3.5, 1.0]])
    book.active.title = "GK02 收入决算表"
    document = read(book, tmp_path / "x.xlsx")
    assert document.paragraphs[0].text == "GK02收入决算表"


def test_a_narrative_sheet_becomes_paragraphs(tmp_path: Path) -> None:
    sentence = "2024年度收入、支出总计均为300.00万元。与2023年相比，各增加20.00万元，增长7.14%。"
    rows = [
        ["某县示例局2024年度部门决算"],
        ["一、收入支出决算总体情况说明"],
        [sentence],
        [f"{sentence}\n{sentence}"],
    ]
    document = read(sheet_of(rows), tmp_path / "x.xlsx")
    assert texts(document) == [
        "某县示例局2024年度部门决算",
        "一、收入支出决算总体情况说明",
        sentence,
        sentence,
        sentence,
    ]


def test_native_charts_and_pictures(tmp_path: Path) -> None:
    book = sheet_of([["科目", "金额"], ["人员", 11.5], ["公用", 21.5]])
    chart = BarChart()
    chart.title = "支出结构"
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D2")
    document = read(book, tmp_path / "x.xlsx")
    (found,) = document.chart_data
    assert (found.kind, found.title, found.place) == ("bar", "支出结构", Place(sheet="Sheet"))
    assert document.remarks == ("工作表“Sheet”的第1张图表没有保存数值",)


def test_links_and_macros_are_left_alone_and_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet_of([["科目", "金额"], ["人员", 11.5]]).save(path)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    other = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    added = (
        f'<Relationship Id="m" Type="{kind}" Target="vbaProject.bin"/>'
        f'<Relationship Id="l" Type="{other}" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    rewrite(path, "xl/_rels/workbook.xml.rels", ("</Relationships>", added))
    document = read_document(path)
    assert texts(document) == [[["科目", "金额"], ["人员", "11.50"]]]
    assert document.remarks == (
        "工作簿含有宏，未运行",
        "工作簿引用了别的文件，未跟随；引用处采用文件中保存的值",
    )


def refused(path: Path) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_document(path)
    return str(caught.value)


def test_a_cell_far_outside_costs_nothing(tmp_path: Path) -> None:
    book = sheet_of([["科目", "金额"], ["人员", 11.5]])
    book.active["XFD1048576"] = "x"
    document = read(book, tmp_path / "x.xlsx")
    assert texts(document) == [[["科目", "金额"], ["人员", "11.50"]], "x"]


def test_a_table_of_absurd_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet_of([["科目", "金额"], ["人员", 11.5]]).save(path)
    wide = '<c r="A{0}" t="str"><v>a</v></c><c r="XFD{0}" t="str"><v>b</v></c></row>'
    rows = "".join(f'<row r="{at}">' + wide.format(at) for at in range(3, 203))
    merged = '<mergeCells><mergeCell ref="A3:XFC3"/></mergeCells>'
    rewrite(path, "xl/worksheets/sheet1.xml", ("</sheetData>", f"{rows}</sheetData>{merged}"))
    assert refused(path) == (
        "x.xlsx: a table of 202 rows and 16384 columns is larger than any report's; "
        "delete what stands far outside the forms, save the file anew and try again"
    )


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet_of(FORM).save(path)
    declared = ("<worksheet ", '<!DOCTYPE worksheet [<!ENTITY a "99.99">]><worksheet ')
    rewrite(path, "xl/worksheets/sheet1.xml", declared)
    assert refused(path).startswith("x.xlsx: the file is damaged (it declares a type); ")


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet_of(FORM).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path) == "x.xlsx: the file is damaged; download it again"
    rewritten = io.BytesIO(whole)
    path.write_bytes(rewritten.getvalue())
    rewrite(path, "xl/worksheets/sheet1.xml", ("</sheetData>.*", ""))
    assert refused(path).startswith("x.xlsx: the file is damaged (the part xl/worksheets/sheet1.xml ")


def test_an_archive_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet_of(FORM).save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (20 * 2**20))
    assert "would unpack to a size no report has" in refused(path)

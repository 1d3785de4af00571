"""Formulas without a saved result: LibreOffice computes them where it is installed, and that is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from final_accounts.documents import Document
from final_accounts.reading.office import libreoffice
from final_accounts.reading.reader import read_document

from .test_xml_2003 import BOOK

FORMULAS = {(1, 2): "=B2*2", (2, 1): "=SUM(B2:B2)", (2, 2): "=C2-2*B2", (2, 3): "=1/0"}
CODE = "#,##0.00"
COMPUTED = "工作表“收支”的C2、B3、C3是公式，结果不在文件里，由 LibreOffice 算出"
UNKNOWN = (
    "工作表“收支”的{}是公式，文件中没有保存它的结果，按空白处理，"
    "所在表的数字不作判断；可用 Excel 或 WPS 打开文件，保存后再检查"
)
needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, libreoffice.COMMANDS)), reason="LibreOffice is not installed"
)


def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "收支"
    for row in (["科目", "金额", "合计"], ["人员", 1011.5]):
        sheet.append(row)
    for (row, column), formula in FORMULAS.items():
        sheet.cell(row + 1, column + 1, formula).number_format = CODE
    sheet["B2"].number_format = CODE
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    """This program saves 0 as the result of every formula."""
    with xlsxwriter.Workbook(path) as book:
        sheet, code = book.add_worksheet("收支"), book.add_format({"num_format": CODE})
        sheet.write_row(0, 0, ["科目", "金额", "合计"])
        sheet.write(1, 0, "人员")
        sheet.write(1, 1, 1011.5, code)
        for (row, column), formula in FORMULAS.items():
            sheet.write_formula(row, column, formula, code)


def by_xlwt(path: Path) -> None:
    book, code = xlwt.Workbook(), xlwt.easyxf(num_format_str=CODE)
    sheet = book.add_sheet("收支")
    for column, text in enumerate(["科目", "金额", "合计"]):
        sheet.write(0, column, text)
    sheet.write(1, 0, "人员")
    sheet.write(1, 1, 1011.5, code)
    for (row, column), formula in FORMULAS.items():
        sheet.write(row, column, xlwt.Formula(formula[1:]), code)
    book.save(str(path))


WRITERS = [(by_openpyxl, "x.xlsx"), (by_xlsxwriter, "x.xlsx"), (by_xlwt, "x.xls")]


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for table in document.tables for row in table.rows]


@needs_libreoffice
@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_what_no_program_computed_is_computed(write: object, name: str, tmp_path: Path) -> None:
    assert callable(write)
    write(tmp_path / name)
    document = read_document(tmp_path / name)
    assert cells(document) == [
        ["科目", "金额", "合计"],
        ["人员", "1,011.50", "2,023.00"],
        ["", "1,011.50", "0.00"],
    ]
    assert document.tables[0].rows[2][1].place.cell == "B3"
    assert document.remarks == (COMPUTED, UNKNOWN.format("D3"))


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_without_libreoffice_it_is_told(
    write: object, name: str, tmp_path: Path, without_libreoffice: None
) -> None:
    assert callable(write)
    write(tmp_path / name)
    document = read_document(tmp_path / name)
    assert cells(document)[:2] == [["科目", "金额", "合计"], ["人员", "1,011.50", ""]]
    assert document.remarks == (UNKNOWN.format("C2、B3、C3、D3"),)
    assert not document.tables[0].is_whole


@needs_libreoffice
def test_formulas_of_excel_2003(tmp_path: Path) -> None:
    (tmp_path / "x.xls").write_text(BOOK, encoding="utf-8")
    document = read_document(tmp_path / "x.xls")
    assert [cell.text for cell in document.tables[0].rows[2]] == ["合计", "1,020.50", "1.00"]
    assert document.tables[0].is_whole


def test_results_of_nought_that_a_program_computed_stay(tmp_path: Path, without_libreoffice: None) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("收支")
        sheet.write_row(0, 0, ["科目", "金额", "合计"])
        sheet.write_row(1, 0, ["人员", 11.5])
        sheet.write_formula(1, 2, "=B2*2", None, 23)
        sheet.write_formula(2, 2, "=B2-B2", None, 0)
    document = read_document(tmp_path / "x.xlsx")
    assert cells(document) == [["科目", "金额", "合计"], ["人员", "11.5", "23"], ["", "", "0"]]
    assert document.remarks == ()

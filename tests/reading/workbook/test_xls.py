"""Old workbooks: the same as new ones, and the same care with what is hidden."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
import xlwt
from samples.publishing import write_xls

from final_accounts.documents import Document
from final_accounts.errors import UnreadableSource
from final_accounts.places import Place
from final_accounts.reading.office.ole import entries
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms

from ..table_making import contents, published


def read(book: xlwt.Workbook, path: Path) -> Document:
    book.save(str(path))
    return read_document(path)


def filled(rows: list[list[object]], code: str = "#,##0.00") -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收支")
    style = xlwt.easyxf(num_format_str=code)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write(row, column, value)
            elif value is not None:
                sheet.write(row, column, value, style)
    return book, sheet


def texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def test_the_forms_of_a_real_report_come_back_cell_for_cell(real_reports: Path, tmp_path: Path) -> None:
    original = read_document(next(real_reports.glob("003_*.txt")))
    path = write_xls(published(original), tmp_path / "forms.xls")
    started = time.process_time()
    document = read_document(path)
    found = recognise_forms(document)
    assert time.process_time() - started < 1
    assert document.source.format == "xls"
    assert len(found) == 9
    assert contents(found) == contents(recognise_forms(original))


def test_cells_print_as_their_formats_say(tmp_path: Path) -> None:
    book, sheet = filled([["科目", "金额", "占比", "日期"], ["人员", 3.14159]], "0.00")
    sheet.write(1, 2, 0.4567, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(1, 3, 45292, xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))
    document = read(book, tmp_path / "x.xls")
    assert texts(document) == [[["科目", "金额", "占比", "日期"], ["人员", "3.14", "45.67%", "2024年1月1日"]]]
    assert document.tables[0].rows[1][1].place == Place(table=0, row=1, column=1, sheet="收支", cell="B2")


def test_merged_cells_stand_at_their_first_position(tmp_path: Path) -> None:
    book, sheet = filled([[None, None, None], [None, "基本", "项目"], ["合计", 10.5, 20.5]])
    sheet.write_merge(0, 1, 0, 0, "科目")
    sheet.write_merge(0, 0, 1, 2, "支出")
    (table,) = read(book, tmp_path / "x.xls").tables
    assert (table.rows[0][0].text, table.rows[0][0].row_span) == ("科目", 2)
    assert (table.rows[0][1].text, table.rows[0][1].column_span) == ("支出", 2)
    assert table.rows[0][2].text == ""


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    book, sheet = filled(
        [["科目", "隐藏列", "金额"], ["人员", 11.5, 12.5], ["隐藏行", 21.5, 22.5], ["公用", 31.5, 32.5]]
    )
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    other = book.add_sheet("底稿")
    other.write(0, 0, "机密")
    other.visibility = 1
    document = read(book, tmp_path / "x.xls")
    assert texts(document) == [[["科目", "金额"], ["人员", "12.50"], ["公用", "32.50"]]]
    assert document.remarks == (
        "工作表“收支”的第3行是隐藏的，其中的内容未计入",
        "工作表“收支”的B列是隐藏的，其中的内容未计入",
        "工作表“底稿”是隐藏的，未计入",
    )


def test_formulas_that_were_never_computed_are_told(tmp_path: Path, without_libreoffice: None) -> None:
    book, sheet = filled([["科目", "金额", "合计"], ["人员", 11.5]])
    sheet.write(1, 2, xlwt.Formula("B2*2"))
    document = read(book, tmp_path / "x.xls")
    assert texts(document) == [[["科目", "金额", "合计"], ["人员", "11.50", ""]]]
    assert document.remarks == (
        "工作表“收支”的C2是公式，文件中没有保存它的结果，按空白处理，"
        "所在表的数字不作判断；可用 Excel 或 WPS 打开文件，保存后再检查",
    )


def test_saved_values_of_formulas_are_taken(tmp_path: Path) -> None:
    book, sheet = filled([["科目", "金额", "合计"], ["人员", 11.5]])
    sheet.write(1, 2, xlwt.Formula("B2+B2"))
    path = tmp_path / "x.xls"
    book.save(str(path))
    data = path.read_bytes()
    marker = struct.pack("<HHH", 1, 2, 0)[:4]
    at = next(
        at
        for at in range(512, len(data))
        if data[at : at + 2] == b"\x06\x00" and data[at + 4 : at + 8] == marker
    )
    path.write_bytes(data[: at + 10] + struct.pack("<d", 23.0) + data[at + 18 :])
    document = read_document(path)
    assert texts(document) == [[["科目", "金额", "合计"], ["人员", "11.50", "23"]]]
    assert document.remarks == ()


def refused(path: Path) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_document(path)
    return str(caught.value)


def test_damaged_workbooks_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    filled([["科目", "金额"], ["人员", 11.5]])[0].save(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[:1024])
    assert refused(path) == "x.xls: the old Office file is damaged; download it again"
    path.write_bytes(whole[:512] + bytes(2048) + whole[2560:])
    assert refused(path) == (
        "x.xls: the old workbook is damaged; download it again, or save it anew as .xlsx"
    )


def encrypted(data: bytes) -> bytes:
    """The workbook with a record behind its beginning that says it has a password."""
    at = data.index(struct.pack("<HH", 0x0809, 16), 512) + 20
    record = struct.pack("<HHHHH", 0x002F, 6, 0, 1, 1)
    return data[:at] + record + data[at + len(record) :]


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    filled([["科目", "金额"], ["人员", 11.5]])[0].save(str(path))
    path.write_bytes(encrypted(path.read_bytes()))
    assert refused(path) == (
        "x.xls: the file is encrypted; open it with its password and save it without one"
    )


def test_an_encrypted_new_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    filled([["科目", "金额"]])[0].save(str(path))
    names = {name: f"{name}\0".encode("utf-16-le") for name in ("Workbook", "EncryptedPackage")}
    data = path.read_bytes()
    at = data.index(names["Workbook"])
    entry = names["EncryptedPackage"]
    size = struct.pack("<H", len(entry))
    path.write_bytes(data[:at] + entry.ljust(64, b"\0") + size + data[at + 66 :])
    assert entries(path.read_bytes()) >= {"EncryptedPackage"}
    assert refused(path) == (
        "x.xlsx: the file is encrypted; open it with its password and save it without one"
    )

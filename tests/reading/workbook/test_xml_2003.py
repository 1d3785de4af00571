"""Workbooks as one XML file of Excel 2003, and those that only LibreOffice reads."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from final_accounts.documents import Document
from final_accounts.errors import UnreadableSource, UnsupportedFormat
from final_accounts.reading.office import libreoffice
from final_accounts.reading.reader import read_document

LIBREOFFICE = next((found for name in libreoffice.COMMANDS if (found := shutil.which(name))), None)
BOOK = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="n"><NumberFormat ss:Format="Standard"/></Style></Styles>
<Worksheet ss:Name="收入"><Table><Column/><Column ss:Index="3" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">收入决算表</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">项目</Data></Cell>
<Cell><Data ss:Type="String">本年</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">上年</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">金额</Data></Cell>
<Cell><Data ss:Type="String">藏</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell></Row>
<Row ss:StyleID="n"><Cell><Data ss:Type="String">合计</Data><Comment><Data>注</Data></Comment></Cell>
<Cell><Data ss:Type="Number">1020.5</Data></Cell><Cell ss:Index="4" ss:Formula="=1"/></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">复核</Data></Cell>
<Cell><Data ss:Type="Number">7</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="底稿"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>
"""


def read(text: str, path: Path) -> Document:
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def test_cells_print_at_their_places(tmp_path: Path, without_libreoffice: None) -> None:
    document = read(BOOK, tmp_path / "x.xls")
    assert document.source.format == "xls"
    assert [paragraph.text for paragraph in document.paragraphs] == ["收入决算表"]
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "本年", "上年"],
        ["", "金额", "金额"],
        ["合计", "1,020.50", ""],
    ]
    assert (table.rows[0][0].row_span, table.rows[2][1].place.cell, table.is_whole) == (2, "B5", False)
    assert document.remarks == (
        "工作表“收入”的第6行是隐藏的，其中的内容未计入",
        "工作表“收入”的C列是隐藏的，其中的内容未计入",
        "工作表“收入”的D5是公式，文件中没有保存它的结果，按空白处理，"
        "所在表的数字不作判断；可用 Excel 或 WPS 打开文件，保存后再检查",
        "工作表“底稿”是隐藏的，未计入",
    )


def test_an_incomplete_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(BOOK[:900], tmp_path / "x.xls")
    assert str(caught.value) == (
        "x.xls: the file is damaged (no complete XML); download it again, or save it as .xlsx"
    )


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_an_open_document_workbook(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("项目,金额\n合计,3.50\n其他,1.25\n", encoding="utf-8")
    profile = (tmp_path / "profile").as_uri()
    convert = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
    ]
    source = ["--infilter=CSV:44,34,76", str(tmp_path / "x.csv")]
    subprocess.run([str(LIBREOFFICE), *convert, *source], check=True, capture_output=True, timeout=120)
    document = read_document(tmp_path / "x.ods")
    assert document.source.format == "xls"
    assert [[cell.text for cell in row] for row in document.tables[0].rows][1:] == [
        ["合计", "3.5"],
        ["其他", "1.25"],
    ]
    assert document.remarks == (".ods 工作簿经 LibreOffice 转换后读取",)


@pytest.mark.parametrize(
    ("part", "content", "what", "suffix"),
    [
        ("xl/workbook.bin", "", "a binary workbook", "xlsx"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument workbook", "xlsx"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "an OpenDocument text", "docx"),
    ],
)
def test_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, content: str, what: str, suffix: str
) -> None:
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr(part, content)
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    with pytest.raises(UnsupportedFormat) as caught:
        read_document(tmp_path / "x")
    assert str(caught.value) == (
        f"x: this is {what}, and LibreOffice is not installed; "
        f"install LibreOffice, or open the file and save it as .{suffix}"
    )

"""Word files that hold other files: workbooks as objects, documents put in whole."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from final_accounts.documents import Document
from final_accounts.reading.reader import read_document

from .docx_making import p, r, texts, write_docx

FORM = [["收入决算表"], ["项目", "金额"], ["合计", "1,020.00"], ["复核", "88.00"]]
PAGE = "<html><head><meta charset='utf-8'></head><body><p>一、收入1,020.00万元。</p></body></html>"
MAIL = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"


def read(path: Path, body: str, parts: dict[str, tuple[str, str | bytes]]) -> Document:
    write_docx(path, body, {name: (kind, "") for name, (kind, _) in parts.items()})
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    for name, (_, content) in parts.items():
        kept[f"word/{name}"] = content if isinstance(content, bytes) else content.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    return read_document(path)


def an_object(more: str = "") -> str:
    shape = '<v:shape><v:imagedata r:id="none"/></v:shape>'
    return f'<w:p><w:r><w:object>{shape}<o:OLEObject Type="Embed" {more} r:id="r0"/></w:object></w:r></w:p>'


def new_workbook() -> bytes:
    """The second of two sheets lies in front, and the object shows its first three rows."""
    book = openpyxl.Workbook()
    book.active.append(["底稿", "1.00"])
    front = book.create_sheet("表")
    for row in FORM:
        front.append(row)
    book.active = 1
    target, window = io.BytesIO(), io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(window, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"</workbook>", b'<oleSize ref="A1:B3"/></workbook>')
            new.writestr(name, data)
    return window.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for at, row in enumerate(FORM[:3]):
        for column, text in enumerate(row):
            sheet.write(at, column, text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("workbook", [new_workbook, old_workbook])
def test_an_object_shows_its_workbooks_front_sheet(tmp_path: Path, workbook: object) -> None:
    assert callable(workbook)
    part = {"embeddings/a.bin": ("package", workbook())}
    document = read(tmp_path / "a.docx", p(r("收入情况")) + an_object() + p(r("说明")), part)
    assert texts(document) == ["收入情况", "收入决算表", "说明"]
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == FORM[1:3]
    assert (table.index, table.rows[1][1].place.table, table.rows[1][1].place.cell) == (0, 0, "B3")
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
    ]
    assert document.remarks == (
        "文档内嵌了1个工作簿，按各自显示的工作表读取；文档里看到的是插入时的图，请核对",
    )


def test_an_icon_or_another_object_stays_a_picture(tmp_path: Path) -> None:
    icon = {"embeddings/a.bin": ("package", new_workbook())}
    for body, part in (
        (an_object('DrawAspect="Icon"'), icon),
        (an_object(), {"embeddings/a.bin": ("oleObject", b"formula")}),
    ):
        document = read(tmp_path / "a.docx", body, part)
        assert [type(block).__name__ for block in document.blocks] == ["Picture"]


@pytest.mark.parametrize("content", [PAGE, MAIL])
def test_a_document_put_in_whole_is_read(tmp_path: Path, content: str) -> None:
    body = p(r("前")) + '<w:altChunk r:id="r0"/>' + p(r("后"))
    document = read(tmp_path / "a.docx", body, {"afchunk.html": ("aFChunk", content)})
    assert texts(document) == ["前", "一、收入1,020.00万元。", "后"]
    assert [paragraph.index for paragraph in document.paragraphs] == [0, 1, 2]


def test_documents_within_documents_end(tmp_path: Path) -> None:
    inner = b"nothing"
    for depth in range(6):
        path = tmp_path / f"{depth}.docx"
        body = p(r(f"第{depth}层")) + '<w:altChunk r:id="r0"/>'
        document = read(path, body, {"inner.docx": ("aFChunk", inner)})
        inner = path.read_bytes()
    assert texts(document) == ["第5层", "第4层", "第3层", "第2层"]
    assert document.remarks == ("文档内嵌了另一份文件（altChunk），其内容未能读取",)


def test_forms_that_are_pictures_are_named(tmp_path: Path) -> None:
    picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"
    body = p(r("收入决算表")) + p(r("公开02表")) + picture + p(r("图1支出结构")) + picture
    assert read(tmp_path / "a.docx", body, {}).remarks == (
        "“收入决算表”的标题下是图片，图中的数字未读取；清晰的表格图片可由识别组件 final-accounts[ocr] 读取",
    )

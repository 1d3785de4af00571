"""Accounts published as pictures of their pages, and forms that stand as pictures in a text."""

from __future__ import annotations

import base64
import io
from decimal import Decimal
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter

import final_accounts as fa
from final_accounts.documents import Document, Paragraph, Picture
from final_accounts.errors import UnreadableSource
from final_accounts.reading.pictures import inserted
from final_accounts.reading.pictures.inserted import may_show_text
from final_accounts.reading.reader import read_document
from final_accounts.reading.scan import models
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report

from ...conftest import miss

RAW = Path(__file__).parents[3] / "data" / "raw"
SENTENCES = (
    "一、收入支出决算总体情况说明",
    "2024年度收入、支出总计均为300.00万元。",
    "二、其他重要事项的情况说明",
)
TOTALS, CHANGE = 21, 7
"""Pages of the samples: a form of the first, a chart of the second."""


@pytest.fixture(autouse=True)
def extra() -> None:
    """The extra `ocr`, without which pictures stay pictures."""
    if models.models_folder() is None:
        miss("the extra ocr (rapidocr and onnxruntime)")


@cache
def page(name: str, number: int, dpi: int = 120) -> bytes:
    """A page of a sample as somebody photographed it off a screen."""
    with pdfium.PdfDocument(RAW / name) as document:
        shown = document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    file = io.BytesIO()
    shown.save(file, "PNG")
    return file.getvalue()


def form() -> bytes:
    return page("danfeng-2024.pdf", TOTALS)


@cache
def chart() -> bytes:
    """A chart of a sample alone, large and on white."""
    report = fa.read(RAW / "dongqu-2024.pdf")
    return fa.image(report, report.charts[0], scale=3).data


@cache
def printed() -> Report:
    return recognise(read_document(RAW / "danfeng-2024.pdf"))


def values(report: Report) -> list[Decimal | None]:
    cells = (cell for row in report.forms[0].rows for cell in row.values)
    return [None if cell is None else cell.value for cell in cells]


def same_form(report: Report) -> bool:
    """Whether the first form of an account holds the figures of the one that was printed."""
    return values(report) == values(printed())


def kinds(document: Document) -> list[str]:
    return [type(block).__name__ for block in document.blocks]


def written_docx(path: Path, *pictures: bytes) -> Path:
    made = docx.Document()
    for sentence in SENTENCES[:2]:
        made.add_paragraph(sentence)
    for picture in pictures:
        made.add_picture(io.BytesIO(picture), width=docx.shared.Cm(16))
    made.add_paragraph(SENTENCES[2])
    made.save(str(path))
    return path


def test_a_picture_of_a_page_is_read_as_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "表.png"
    path.write_bytes(form())
    report = recognise(read_document(path))
    assert same_form(report)
    assert report.document.source.format == "picture"
    assert report.document.source.pages == 1
    figure = next(cell for row in report.forms[0].rows for cell in row.values if cell)
    assert figure.place.page == 1
    assert fa.image(report, figure).data.startswith(b"\x89PNG")


def test_the_pictures_of_a_folder_are_one_report(tmp_path: Path) -> None:
    folder = tmp_path / "决算"
    folder.mkdir()
    (folder / "10.png").write_bytes(form())
    (folder / "9.png").write_bytes(page("danfeng-2024.pdf", 1))
    report = recognise(read_document(folder))
    assert same_form(report)
    assert report.forms[0].place.page == 2
    assert (report.document.source.name, report.document.source.pages) == ("决算", 2)
    assert fa.image(report, report.forms[0]).data.startswith(b"\x89PNG")


def test_a_form_pasted_into_a_word_file_is_read_where_it_stands(tmp_path: Path) -> None:
    document = read_document(written_docx(tmp_path / "a.docx", chart(), form()))
    assert same_form(recognise(document))
    assert [paragraph.index for paragraph in document.paragraphs] == list(range(len(document.paragraphs)))
    assert [table.index for table in document.tables] == list(range(len(document.tables)))
    texts = [p.text for p in document.paragraphs if p.text in SENTENCES]
    assert texts == list(SENTENCES)
    at = kinds(document).index("Table")
    assert isinstance(document.blocks[-1], Paragraph)
    assert 2 < at < len(document.blocks) - 1
    # the chart stays what it is
    assert [block.index for block in document.blocks if isinstance(block, Picture)] == [0]
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    assert {cell.place.page for cell in cells} == {None}
    assert {cell.place.table for cell in cells} == {table.index for table in document.tables}
    assert document.remarks[0] == "第2幅图片：文字由图像识别得出，请与原件核对"


def test_pictures_stay_pictures_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "models_folder", lambda: None)
    document = read_document(written_docx(tmp_path / "a.docx", form()))
    assert kinds(document) == ["Paragraph", "Paragraph", "Picture", "Paragraph"]


def test_pictures_that_cannot_be_read_stay_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise UnreadableSource("a", "it is damaged", "save it again")

    monkeypatch.setattr("final_accounts.reading.pictures.sheets.as_pdf", broken)
    document = read_document(written_docx(tmp_path / "a.docx", form()))
    assert "Table" not in kinds(document)


@pytest.mark.parametrize("way", ["data", "saved", "archive"])
def test_a_form_pasted_into_a_web_page_is_read(tmp_path: Path, way: str) -> None:
    address = {
        "data": "data:image/png;base64," + base64.b64encode(form()).decode(),
        "saved": "./page_files/%E8%A1%A8%201.png?v=2",
        "archive": "https://example.gov.cn/1.png",
    }[way]
    inside = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    text = f'<!DOCTYPE html><html><body>{inside}<p><img src="{address}"></p></body></html>'
    path = tmp_path / "page.html"
    if way == "archive":
        path = tmp_path / "page.mht"
        archive = EmailMessage()
        archive.set_content(text, subtype="html")
        archive.add_related(form(), "image", "png", headers=[f"Content-Location: {address}"])
        path.write_bytes(archive.as_bytes())
    else:
        path.write_text(text, encoding="utf-8")
    if way == "saved":
        (tmp_path / "page_files").mkdir()
        (tmp_path / "page_files" / "表 1.png").write_bytes(form())
    assert same_form(recognise(read_document(path)))


def test_an_address_in_a_page_leads_to_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(form())
    (tmp_path / "page_files").mkdir()
    page_text = f'<html><body><p>{SENTENCES[1]}</p><img src="page_files/../secret.png"></body></html>'
    path = tmp_path / "page.html"
    path.write_text(page_text, encoding="utf-8")
    assert "Table" not in kinds(read_document(path))


def test_which_pictures_may_show_a_form() -> None:
    def encoded(picture: Image.Image) -> bytes:
        file = io.BytesIO()
        picture.save(file, "PNG")
        return file.getvalue()

    assert may_show_text(form())
    assert may_show_text(page("danfeng-2024.pdf", CHANGE))
    assert not may_show_text(chart())
    assert not may_show_text(encoded(Image.effect_noise((900, 600), 60).filter(ImageFilter.GaussianBlur(1))))
    assert not may_show_text(encoded(Image.new("RGB", (900, 600), "white")))
    assert not may_show_text(encoded(Image.new("RGB", inserted.SMALLEST[::-1], "white")))
    assert not may_show_text(b"\x89PNG broken")

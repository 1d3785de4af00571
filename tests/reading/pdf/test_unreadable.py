"""A PDF that cannot be read is refused with its name, what is wrong, and what to do."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from final_accounts.errors import UnreadableSource
from final_accounts.reading.pdf.pages.opening import Legibility, legibility_of
from final_accounts.reading.pdf.pages.page import Char, Page
from final_accounts.reading.scan import models as scan_models
from final_accounts.reading.scan.reader import Scanner

from .pdf_making import cells, draw_table, make, read, texts, write, write_lines


def page(canvas: Canvas) -> None:
    write_lines(canvas, 740, ["本年收入合计933.26万元，其中财政拨款收入933.26万元。"])


def refusal(path: Path) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read(path)
    assert caught.value.source == path.name
    assert caught.value.remedy
    return caught.value


def test_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.pdf").problem == "the file cannot be opened"


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    assert refusal(tmp_path / "a.pdf").problem == "the file is empty"


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7\n", b"\x00" * 5000])
def test_no_pdf(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert refusal(tmp_path / "a.pdf").problem == "this is no PDF, or a damaged or incomplete one"


def test_truncated(tmp_path: Path) -> None:
    # Long enough for pdfium to find the first pages and to show them as if they were all.
    whole = make(tmp_path / "whole.pdf", *[page] * 20).read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole[: len(whole) * 3 // 4])
    assert refusal(tmp_path / "a.pdf").remedy == "download it again"


def test_no_pages(tmp_path: Path) -> None:
    with pdfium.PdfDocument.new() as document:
        document.save(tmp_path / "a.pdf")
    assert refusal(tmp_path / "a.pdf").problem == "the PDF has no pages"


def test_encrypted(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", page, encrypt=StandardEncryption("secret", strength=128))
    assert refusal(path).problem == "the PDF is encrypted"


def test_owner_password_alone_does_not_hinder(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        page(canvas)
        draw_table(canvas, 80, 700, [80, 80], [["科目", "金额"], ["合计", "38.50"]])

    lock = StandardEncryption("", ownerPassword="secret", canCopy=0, strength=128)
    document = read(make(tmp_path / "a.pdf", form, encrypt=lock))
    assert texts(document) == ["本年收入合计933.26万元，其中财政拨款收入933.26万元。"]
    assert cells(document) == [["科目", "金额"], ["合计", "38.50"]]
    # The second reading obeys the permission, so nothing was held against the first.
    assert document.tables[0].confidence == 0.9
    assert document.remarks == ("第1页：未能用第二种方法核对表格（RuntimeError）",)


def scan(canvas: Canvas) -> None:
    image = Image.new("L", (300, 420), "white")
    ImageDraw.Draw(image).text((40, 40), "2080505 38.50")
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    canvas.drawImage(ImageReader(file), 0, 0, *canvas._pagesize)


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra `ocr` were not installed."""
    monkeypatch.setattr(scan_models, "models_folder", lambda: None)


@pytest.mark.usefixtures("no_ocr")
def test_scanned(tmp_path: Path) -> None:
    refused = refusal(make(tmp_path / "a.pdf", scan, scan))
    assert refused.problem.startswith("the PDF has no text layer: it is scanned")
    assert "[ocr]" in refused.remedy


def test_blank_pages_alone(tmp_path: Path) -> None:
    refused = refusal(make(tmp_path / "a.pdf", lambda canvas: None))
    assert refused.problem == "its pages are blank" and "[ocr]" not in refused.remedy


def test_pictures_without_words_ask_for_no_recogniser_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scanner, "recognised", lambda self, pages: list(pages))
    monkeypatch.setattr(scan_models, "models_folder", lambda: tmp_path)
    refused = refusal(make(tmp_path / "a.pdf", scan, scan))
    assert "no text was recognised in its pictures" in refused.problem and "[ocr]" not in refused.remedy


@pytest.mark.usefixtures("no_ocr")
def test_one_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", page, scan, page))
    assert document.remarks == ("第2页：是图像，没有可读取的文字",)


def test_text_over_a_scan_is_not_trusted_in_silence(tmp_path: Path) -> None:
    def recognised(canvas: Canvas) -> None:
        scan(canvas)
        page(canvas)

    assert read(make(tmp_path / "a.pdf", recognised)).remarks == ("第1页：文字可能来自扫描识别，请核对",)


@pytest.mark.usefixtures("no_ocr")
def test_fonts_that_hide_their_characters(tmp_path: Path, root: Path) -> None:
    # Without the tables from glyphs to characters an embedded subset shows digits and prints noise.
    whole = (root / "data" / "raw" / "liling-2024.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole.replace(b"/ToUnicode", b"/NoUnicode"))
    refused = refusal(tmp_path / "a.pdf")
    assert refused.problem.startswith("its fonts do not say which characters they print")


def test_text_in_a_symbol_font_is_not_taken_for_bullets(tmp_path: Path) -> None:
    def printed(text: str) -> Legibility:
        chars = tuple(Char(char, (0.0, 0.0, 5.0, 10.0), (0.0, 9.0), 0) for char in text)
        return legibility_of(Page(1, 595.0, 842.0, 0, (0.0, 0.0, 595.0, 842.0), chars, (), (), (), ()))

    digits = "".join(chr(0xF000 + ord(char)) for char in "1,049.22")
    assert printed(f"本年收入合计{digits}万元").unknown == 8
    assert printed("\uf06c本年收入\uf06c本年支出\uf0a8是\uf0fe否").unknown == 0


def test_characters_drawn_one_by_one_in_a_font_that_is_not_embedded(tmp_path: Path) -> None:
    def page_of_single_characters(canvas: Canvas) -> None:
        for index, char in enumerate("本年收入合计为九百万元。"):
            write(canvas, 80 + 12 * index, 700, char)

    document = read(make(tmp_path / "a.pdf", page_of_single_characters))
    assert texts(document) == ["本年收入合计为九百万元。"]

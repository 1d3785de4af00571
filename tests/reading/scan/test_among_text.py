"""Forms that stand as pictures on pages of text."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import final_accounts as fa
from final_accounts.documents import Document
from final_accounts.reading.reader import read_document
from final_accounts.reading.scan import models as scan_models
from final_accounts.reading.scan.among_text import alone
from final_accounts.reading.scan.print import says_something
from final_accounts.reading.scan.reader import Scanner

from ...conftest import miss
from ..pdf.pdf_making import make, write
from .scan_making import compare

RAW = Path(__file__).parents[3] / "data" / "raw"
TYPED = (
    "三、“三公”经费支出决算表见下图，金额单位：万元，数据取自部门决算报表。",
    "四、其他重要事项的情况说明",
)
FORM = 29
"""Page of a sample that holds a form."""


@pytest.fixture(autouse=True)
def extra() -> None:
    """The extra `ocr`, without which pictures stay pictures."""
    if scan_models.models_folder() is None:
        miss("the extra ocr (rapidocr and onnxruntime)")


@cache
def shown(number: int = FORM) -> bytes:
    with pdfium.PdfDocument(RAW / "danfeng-2024.pdf") as document:
        picture = document[number - 1].render(scale=2.0).to_pil().convert("RGB")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@cache
def chart() -> bytes:
    report = fa.read(RAW / "dongqu-2024.pdf")
    return fa.image(report, report.charts[0], scale=3).data


def typed(path: Path, picture: bytes, width: float = 480.0) -> Path:
    """A page with a line of text, a picture, and another line."""
    wide, high = Image.open(io.BytesIO(picture)).size
    height = width * high / wide

    def draw(canvas: Canvas) -> None:
        write(canvas, 56, 790, TYPED[0])
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 56, 780 - height, width, height)
        write(canvas, 56, 760 - height, TYPED[1])

    return make(path, draw)


def printed() -> Document:
    document = read_document(RAW / "danfeng-2024.pdf")
    tables = [table for table in document.tables if table.rows[0][0].place.page == FORM]
    return Document(document.source, tuple(tables), ())


def test_the_form_is_read_between_the_lines_of_text(tmp_path: Path) -> None:
    document = read_document(typed(tmp_path / "a.pdf", shown()))
    rates = compare(printed().tables, document)
    assert (rates.numbers, rates.numbers_right, rates.invented) == (111, 111, 0)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == TYPED[0]
    assert texts[-1] == TYPED[1]
    assert document.remarks[0] == "第1页的图片：文字由图像识别得出，请与原件核对"


def test_a_cell_of_the_picture_has_its_place_on_the_page(tmp_path: Path) -> None:
    path = typed(tmp_path / "a.pdf", shown())
    document = read_document(path)
    (table,) = document.tables
    left, top, right, bottom = table.rows[-1][-1].place.box or (0.0, 0.0, 0.0, 0.0)
    assert 56 < left < right < 56 + 480
    assert 62 < top < bottom < 842


def test_a_chart_stays_a_picture(tmp_path: Path) -> None:
    document = read_document(typed(tmp_path / "a.pdf", chart()))
    assert [paragraph.text for paragraph in document.paragraphs] == list(TYPED)
    assert document.tables == ()
    assert document.remarks == ()


def test_without_the_extra_a_remark_names_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_models, "models_folder", lambda: None)
    document = read_document(typed(tmp_path / "a.pdf", shown()))
    assert document.tables == ()
    assert document.remarks == (
        "第1页的图片似是表格，图中的数字未读取；可由识别组件 final-accounts[ocr] 读取",
    )


def test_charts_are_told_before_anything_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the models takes longer than reading a report."""

    def load(*_: object) -> bool:
        raise AssertionError("the models are loaded")

    monkeypatch.setattr(Scanner, "_is_ready", load)
    assert len(read_document(RAW / "dongqu-2024.pdf").blocks) > 100


def test_a_sign_is_not_looked_at(tmp_path: Path) -> None:
    document = read_document(typed(tmp_path / "a.pdf", shown(), width=150.0))
    assert document.tables == ()


def test_nothing_but_the_pictures_is_kept() -> None:
    page = np.zeros((20, 30, 3), np.uint8)
    kept = alone(page, [(2.0, 1.0, 4.0, 3.0)], 2.0)
    assert (kept[2:6, 4:8] == 0).all()
    assert (kept == 0).sum() == 4 * 4 * 3


@pytest.mark.parametrize(
    ("cells", "characters", "said"),
    [
        (["决算数", "1,049.22", "888.32", "160.90", "0"], 0, True),
        (["收入", "支出", "12.5", "–"], 40, False),
        ([], 150, True),
        ([], 149, False),
    ],
)
def test_what_says_something(cells: list[str], characters: int, said: bool) -> None:
    assert says_something(cells, characters) is said

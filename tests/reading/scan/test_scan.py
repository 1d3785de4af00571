"""Scans read back: forms and narrative of the samples, as a scanner on a bad day would give them."""

from __future__ import annotations

import cmath
import math
import subprocess
import sys
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path
from reportlab.pdfgen.canvas import Canvas
from samples.scanning import Scanner as Glass
from samples.scanning import scanned

from final_accounts.checking.checker import check
from final_accounts.documents import Document, Source
from final_accounts.errors import UnreadableSource
from final_accounts.reading.pdf.pages.opening import pages_of
from final_accounts.reading.reader import read_document
from final_accounts.reading.scan import models as scan_models
from final_accounts.reading.scan.reader import Scanner, ScanSettings
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Severity

from ...conftest import miss
from ..pdf.pdf_making import make, write_lines
from .scan_making import compare


@pytest.fixture(autouse=True)
def extra() -> None:
    """The extra `ocr`, without which nothing here can run."""
    if scan_models.models_folder() is None:
        miss("the extra ocr (rapidocr and onnxruntime)")


RECOGNISED = "第1页：文字由图像识别得出，请与原件核对"

sample = cache(read_document)


def printed(root: Path, name: str, *numbers: int) -> tuple[Path, Document]:
    """A sample, and what its text layer says on the pages with these numbers."""
    path = root / "data" / "raw" / name
    document = sample(path)
    tables = [table for table in document.tables if table.place.page in numbers]
    paragraphs = [p for p in document.paragraphs if p.segments and p.segments[0].page in numbers]
    return path, Document(document.source, (*paragraphs, *tables))


def source(path: Path) -> Source:
    return Source(path.name, "pdf", "0" * 64, None, path)


def test_a_form_at_300_dpi_askew_under_a_seal(root: Path, tmp_path: Path) -> None:
    path, truth = printed(root, "danfeng-2024.pdf", 29)
    scan = scanned(path, tmp_path / "scan.pdf", [29], Glass(300, 1.3, 8, (0.5, 0.4)))
    document = read_document(scan)
    rates = compare(truth.tables, document)
    assert (rates.numbers, rates.labels, rates.invented) == (111, 94, 0)
    assert rates.wrong == ()
    assert document.tables[0].confidence > 0.97
    # Every digit of the form could be told for doubtful; few are.
    assert document.remarks[0] == RECOGNISED
    assert len(document.remarks) <= 4


def test_a_landscape_form_at_150_dpi_on_its_side(root: Path, tmp_path: Path) -> None:
    path, truth = printed(root, "liling-2024.pdf", 14)
    scan = scanned(path, tmp_path / "scan.pdf", [14], Glass(150, -1.7, 8, (0.6, 0.4), turn=1))
    rates = compare(truth.tables, read_document(scan))
    assert (rates.numbers, rates.numbers_right, rates.invented) == (76, 76, 0)
    assert rates.labels_right >= 0.97 * rates.labels


@pytest.mark.parametrize("turn", [2, 3])
def test_any_way_up(root: Path, tmp_path: Path, turn: int) -> None:
    path, truth = printed(root, "liling-2024.pdf", 17)
    scan = scanned(path, tmp_path / "scan.pdf", [17], Glass(150, 0.8, turn=turn))
    assert compare(truth.tables, read_document(scan)).wrong == ()


def test_narrative_is_joined_as_from_print(root: Path, tmp_path: Path) -> None:
    path, truth = printed(root, "danfeng-2024.pdf", 10)
    scan = scanned(path, tmp_path / "scan.pdf", [10], Glass(300, 1.3, 8, (0.5, 0.4)))
    found = [paragraph.text for paragraph in read_document(scan).paragraphs]
    expected = [paragraph.text for paragraph in truth.paragraphs]
    assert "突发公共卫生事件应急处置（项）。年初预算0万元，支出决算47.01万元" in found[1]
    # The page begins and ends within a paragraph.
    assert len(found) == len(expected) + 1 == 7
    assert found[1:-1] == expected[:-1]
    assert expected[-1].startswith(found[-1])


def test_a_place_is_where_the_sheet_shows_it(root: Path, tmp_path: Path) -> None:
    """The places of a sheet that lies askew, held against those of the straight one turned with it."""
    path, truth = printed(root, "liling-2024.pdf", 17)
    scan = scanned(path, tmp_path / "scan.pdf", [17], Glass(150, 2.0))
    document = read_document(scan)
    straight, askew = truth.tables[0].rows, document.tables[0].rows
    with pdfium.PdfDocument(path) as whole:
        width, height = whole[16].get_size()
    turn = cmath.rect(1, -math.radians(2.0))
    for row, twins in zip(straight, askew, strict=True):
        for cell, twin in zip(row, twins, strict=True):
            assert cell.place.box and twin.place.box
            assert twin.place.page == 1
            middle = complex(sum(cell.place.box[::2]), sum(cell.place.box[1::2])) / 2
            centre = complex(width, height) / 2
            expected = (middle - centre) * turn + centre
            found = complex(sum(twin.place.box[::2]), sum(twin.place.box[1::2])) / 2
            assert abs(found - expected) < 2.5


def smudged(path: Path) -> Path:
    """A scanned table in which one amount was rubbed out in part and has a blot."""
    sheet = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(sans_path()), 30)
    rows = [("科目", "决算数"), ("合计", "1,049.22"), ("基本支出", "888.32"), ("项目支出", "160.90")]
    for index in range(5):
        draw.line((200, 300 + 60 * index, 800, 300 + 60 * index), 0, 3)
    for x in (200, 500, 800):
        draw.line((x, 300, x, 540), 0, 3)
    for index, (label, amount) in enumerate(rows):
        draw.text((215, 310 + 60 * index), label, 0, font)
        draw.text((600, 310 + 60 * index), amount, 0, font)
    draw.rectangle((617, 442, 634, 446), "white")
    draw.rectangle((624, 448, 632, 458), "black")
    sheet.save(path, "PDF", resolution=150)
    return path


def test_a_smudged_number_is_told_and_no_other(tmp_path: Path) -> None:
    document = read_document(smudged(tmp_path / "scan.pdf"))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1]] == ["合计", "1,049.22"]
    assert [cell.text for cell in table.rows[3]] == ["项目支出", "160.90"]
    assert document.remarks == (RECOGNISED,)
    assert [cell.place.row for row in table.rows for cell in row if cell.alternatives] == [2]


def mixed(path: Path, form: Path) -> Path:
    """A page of text, then the first page of a scan."""
    text = make(
        path.with_name("text.pdf"),
        lambda canvas: write_lines(canvas, 740, ["本年收入合计933.26万元，其中财政拨款收入933.26万元。"]),
    )
    with pdfium.PdfDocument(text) as whole, pdfium.PdfDocument(form) as scan:
        whole.import_pages(scan, [0])
        whole.save(path)
    return path


def test_a_scanned_form_after_printed_text(root: Path, tmp_path: Path) -> None:
    form, truth = printed(root, "liling-2024.pdf", 17)
    scan = scanned(form, tmp_path / "scan.pdf", [17], Glass(150))
    document = read_document(mixed(tmp_path / "mixed.pdf", scan))
    assert document.paragraphs[0].text == "本年收入合计933.26万元，其中财政拨款收入933.26万元。"
    assert [table.place.page for table in document.tables] == [2]
    assert compare(truth.tables, document).wrong == ()
    assert document.remarks == ("第2页：文字由图像识别得出，请与原件核对",)


def test_a_form_whose_fonts_hide_their_characters(root: Path, tmp_path: Path) -> None:
    path, truth = printed(root, "liling-2024.pdf", 17)
    with pdfium.PdfDocument(path) as whole, pdfium.PdfDocument.new() as part:
        part.import_pages(whole, [16])
        part.save(tmp_path / "one.pdf")
    hidden = tmp_path / "hidden.pdf"
    hidden.write_bytes((tmp_path / "one.pdf").read_bytes().replace(b"/ToUnicode", b"/NoUnicode"))
    document = read_document(hidden)
    assert compare(truth.tables, document).wrong == ()
    assert document.remarks == (RECOGNISED,)


def test_without_the_extra_a_page_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = scanned(root / "data" / "raw" / "liling-2024.pdf", tmp_path / "scan.pdf", [17], Glass(72))
    monkeypatch.setattr(scan_models, "models_folder", lambda: None)
    with pytest.raises(UnreadableSource) as refused:
        read_document(scan)
    assert refused.value.remedy.endswith(
        'to read scans, install the recogniser: pip install "final-accounts[ocr]"'
    )
    document = read_document(mixed(tmp_path / "mixed.pdf", scan))
    assert document.remarks == ("第2页：是图像，没有可读取的文字",)


def blank_scan(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (300, 420), 255), 0, 0, *canvas._pagesize)


def test_a_picture_without_text_is_named(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", blank_scan)
    scanner = Scanner(source(path))
    (page,) = scanner.recognised(list(pages_of(source(path))))
    assert page.chars == ()
    assert scanner.remarks == ["第1页：是图像，没有识别出文字"]


def test_limits(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", blank_scan, blank_scan)
    pages = list(pages_of(source(path)))
    with pytest.raises(UnreadableSource, match="more than 1 scanned pages"):
        Scanner(source(path), ScanSettings(most_pages=1)).recognised(pages)
    with pytest.raises(UnreadableSource, match="takes longer than 1e-09 seconds"):
        Scanner(source(path), ScanSettings(seconds=1e-9)).recognised(pages)
    scanner = Scanner(source(path), ScanSettings(most_pixels=100_000))
    assert scanner.recognised(pages) == pages
    assert scanner.remarks == [f"第{number}页：图像过大（126000像素），未识别" for number in (1, 2)]


def test_nobody_pays_for_the_recogniser_who_reads_no_scan(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", lambda canvas: write_lines(canvas, 740, ["本年收入合计933.26万元。"]))
    code = (
        "import sys; from final_accounts.reading.reader import read_document; "
        f"read_document({str(path)!r}); "
        "print([name for name in ('onnxruntime', 'rapidocr', 'final_accounts.reading.scan.page') "
        "if name in sys.modules])"
    )
    library = Path(scan_models.__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(library), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"


def scanned_form(path: Path, total: str) -> Path:
    """A sentence and a form of expenditure, drawn, laid askew and scanned at 300 dpi."""
    sheet = Image.new("RGB", (2480, 1754), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(sans_path()), 46)
    draw.text((300, 150), "2024年度部门决算。本年支出合计58.10万元，其中：基本支出38.50万元。", 0, font)
    draw.text((1000, 300), "支出决算表", 0, font)
    draw.text((1800, 360), "单位：万元", 0, font)
    rows = [
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
        ("", "合计", total, "38.50", "19.60"),
        ("208", "社会保障和就业支出", "58.10", "38.50", "19.60"),
        ("20805", "行政事业单位养老支出", "58.10", "38.50", "19.60"),
        ("2080505", "养老保险缴费支出", "38.50", "38.50", ""),
        ("2080506", "职业年金缴费支出", "19.60", "", "19.60"),
    ]
    edges = (300, 560, 1120, 1480, 1800, 2120)
    for index in range(len(rows) + 1):
        draw.line((300, 440 + 90 * index, 2120, 440 + 90 * index), 0, 4)
    for edge in edges:
        draw.line((edge, 440, edge, 440 + 90 * len(rows)), 0, 4)
    for index, row in enumerate(rows):
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            draw.text(((left + right) / 2, 485 + 90 * index), text, 0, font, anchor="mm")
    sheet.rotate(1.2, Image.Resampling.BICUBIC, fillcolor="white").save(path, "PDF", resolution=300)
    return path


def test_a_wrong_total_of_a_scan_is_found_and_a_right_one_is_not(tmp_path: Path) -> None:
    right = check(recognise(read_document(scanned_form(tmp_path / "right.pdf", "58.10"))))
    assert [finding for finding in right.findings if finding.severity == Severity.ERROR] == []
    wrong = check(recognise(read_document(scanned_form(tmp_path / "wrong.pdf", "59.10"))))
    errors = {finding.rule: finding for finding in wrong.findings if finding.severity == Severity.ERROR}
    found = errors["forms.row-sum"]
    assert (found.stated, found.recomputed) == ("59.10", "58.10")
    assert "“合计”行“本年支出合计”列" in found.message
    # The cell is boxed where the sheet shows it: about its middle, turned as the sheet is.
    box = found.places[0].box
    assert box is not None
    centre = complex(2480, 1754) / 2
    middle = (complex(1300, 575) - centre) * cmath.rect(1, -math.radians(1.2)) + centre
    boxed = complex(box[0] + box[2], box[1] + box[3]) / 2 * 300 / 72
    assert abs(boxed - middle) < 10

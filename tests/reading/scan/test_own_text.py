"""Text that another program recognised in a scan is told from printed text, and is a second reading of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from samples.scanning import Scanner as Glass
from samples.search_text import searchable

from final_accounts.reading.pdf.pages.opening import pages_of
from final_accounts.reading.pdf.pages.page import Char, Page
from final_accounts.reading.reader import read_document
from final_accounts.reading.scan import models as scan_models
from final_accounts.reading.scan.own_text import beside_own_text
from final_accounts.reading.scan.text import RecognisedPage, ScanLine

from ...conftest import miss
from ..pdf.pdf_making import FONT, make, source
from .scan_parts_making import line, page

WORDS = "一般公共预算财政拨款支出决算表 2080505 38.50"


def image(canvas: Canvas, *, share: float = 1.0, opaque: bool = True) -> None:
    """A picture over a share of the page's height, from its foot."""
    sheet = Image.new(
        "RGBA" if not opaque else "RGB", (60, 80), (255, 255, 255, 60) if not opaque else "white"
    )
    file = BytesIO()
    sheet.save(file, "PNG")
    file.seek(0)
    width, height = canvas._pagesize
    canvas.drawImage(ImageReader(file), 0, 0, width, share * height, mask=None if opaque else "auto")


def words(canvas: Canvas, mode: int = 0, y: float = 200) -> None:
    text = canvas.beginText(80, y)
    text.setFont(FONT, 12)
    text.setTextRenderMode(mode)
    text.textLine(WORDS)
    canvas.drawText(text)


def picture_below(canvas: Canvas) -> None:
    image(canvas)
    words(canvas, 3)


def picture_above(canvas: Canvas) -> None:
    words(canvas)
    image(canvas)


def printed_upon(canvas: Canvas) -> None:
    image(canvas)
    words(canvas)


def veil_above(canvas: Canvas) -> None:
    words(canvas)
    image(canvas, opaque=False)


def small_picture(canvas: Canvas) -> None:
    image(canvas, share=0.4)
    words(canvas, 3)


def text_beside(canvas: Canvas) -> None:
    image(canvas, share=0.6)
    words(canvas, 3)
    words(canvas, y=700)


@pytest.mark.parametrize(
    ("draw", "is_scan_text"),
    [
        (picture_below, True),
        (picture_above, True),
        (printed_upon, False),
        (veil_above, False),
        (small_picture, False),
        (text_beside, False),
        (image, False),
    ],
)
def test_text_of_scans_is_unseen_and_upon_their_picture(
    tmp_path: Path, draw: Callable[[Canvas], None], is_scan_text: bool
) -> None:
    (read,) = pages_of(source(make(tmp_path / "a.pdf", draw)))
    assert read.is_scan_text is is_scan_text


def own(*texts: tuple[str, float]) -> Page:
    """The page as its file tells it: texts and how far from the top they stand."""
    chars = [
        Char(char, (5.0 * at, top, 5.0 * at + 5, top + 10), (5.0 * at, top + 8), 0)
        for text, top in texts
        for at, char in enumerate(text)
    ]
    frame = (0.0, 0.0, 600.0, 800.0)
    return Page(3, 600.0, 800.0, 0, frame, tuple(chars), (), (), (), (), is_scan_text=True)


def read(*lines: ScanLine) -> RecognisedPage:
    """A page with lines under one another, 20 points apart."""
    return page(
        lines=tuple(
            line(one.text, (0, 20 * at, 300, 20 * at + 10), **told(one)) for at, one in enumerate(lines)
        )
    )


def told(one: ScanLine) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("least_digit", "certain", "others", "doubtful")}


def test_numbers_are_sure_where_both_readings_are_one_and_in_doubt_where_not() -> None:
    alike = [line(f"{number}.50") for number in range(10, 18)]
    found = read(
        *alike,
        line("38.50", least_digit=0.4, others=("33.50",)),
        line("1,049.22"),
        line("17.60", others=("17.50",)),
        line("2.00"),
        line("合计", least_digit=None),
        line("增加43.03万元，增长4.28%", doubtful=("43.03",), least_digit=0.3),
        line("减少12.10万元，下降1.00%"),
        line("31."),
    )
    texts = [one.text for one in found.lines]
    texts[9:12] = "1,049.32", "17.80", ""
    texts[15] = "31"
    texts[14] = "减少12.40万元，下降1.00%"
    compared = beside_own_text(found, own(*((text, 20.0 * at) for at, text in enumerate(texts))))
    held = compared.lines
    assert held[:8] == found.lines[:8]
    assert (held[8].others, held[8].least_digit) == ((), 1.0)
    assert held[9].others == ("1,049.32",)
    assert held[10].others == ("17.80", "17.50")
    assert held[11:13] == found.lines[11:13]
    assert (held[13].doubtful, held[13].least_digit) == ((), 1.0)
    assert held[14].doubtful == ("12.10",)
    assert held[15].text == "31"
    assert "".join(char.text for char in compared.chars).endswith("1.00%31")


def test_a_reading_that_differs_more_often_than_not_tells_nothing() -> None:
    found = read(*(line(f"{number}.50") for number in range(10, 20)))
    poor = own(*((one.text if at < 7 else "9.99", 20.0 * at) for at, one in enumerate(found.lines)))
    assert beside_own_text(found, poor) is found
    assert beside_own_text(found, own()).lines == found.lines


WRONG = {"117.98": "177.98", "204.92": "204.62"}


def scan(root: Path, folder: Path, dpi: int, wrong: dict[str, str]) -> Path:
    """A scan of a form, of which another program took some numbers for others."""
    path, target = root / "data" / "raw" / "danfeng-2024.pdf", folder / "a.pdf"
    return searchable(path, target, [27], Glass(dpi, noise=6), lambda text: wrong.get(text, text))


def test_what_a_scan_says_of_itself_is_no_certain_number(root: Path, tmp_path: Path) -> None:
    if scan_models.models_folder() is None:
        miss("the extra ocr (rapidocr and onnxruntime)")
    path = scan(root, tmp_path, 300, WRONG)
    document = read_document(path)
    assert document.remarks[0] == "第1页：文字由图像识别得出，请与原件核对"
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    marked = {(cell.text, cell.alternatives) for cell in cells if cell.alternatives}
    assert {(right, (misread,)) for right, misread in WRONG.items()} <= marked
    assert not {cell.text for cell in cells} & set(WRONG.values())


def test_without_the_recogniser_it_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_models, "models_folder", lambda: None)
    path = scan(root, tmp_path, 100, WRONG)
    (remark,) = read_document(path).remarks
    assert remark.startswith("第1页：文字可能来自扫描识别，请核对；安装") and "final-accounts[ocr]" in remark


def test_a_picture_too_coarse_for_us_leaves_the_other_programs_text(root: Path, tmp_path: Path) -> None:
    path = scan(root, tmp_path, 100, {})
    assert read_document(path).remarks[0] == "第1页：文字可能来自扫描识别，请核对"

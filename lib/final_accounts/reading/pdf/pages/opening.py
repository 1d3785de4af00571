"""Opening a PDF, and judging whether what its pages hold can be trusted as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ....documents import Source
from ....errors import UnreadableSource
from ...scan.text import INSTALL
from .geometry import area
from .ink import HIDDEN, WATERMARK
from .page import Page, read_page
from .system_fonts import with_chinese_font

MOST_UNKNOWN = 0.05
"""Share of a document's characters that may lack a meaning before it counts as unreadable."""

LONGEST_TAIL = 8192
"""Bytes from the end of a file in which its end mark is looked for: some programs write after it."""

LONGEST_SHOWN = 20
"""Characters of a text that a remark shows."""

FEWEST_CHARS = 10
"""Characters a page, on the average, below which a document has no text layer worth the name."""

MOST_SYMBOLS = 5
"""Different characters of symbol fonts that a page has as bullets and boxes to tick; more of them are text
in a font of which only its maker knows the characters."""

_SYMBOL = re.compile("[\uf000-\uf0ff]")
_FOREIGN = re.compile("[\u00a1-\u024f\ufb00-\ufb06]")
"""Accented letters and ligatures: no report has many, but a font read by the wrong table gives them."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """How many characters a page has, how many of them the font gives no meaning, how many are unknown in
    all (unmapped, or such as only a wrong table gives), whether the page is one picture, and whether nothing
    at all is drawn on it."""

    page: int
    chars: int
    unmapped: int
    unknown: int
    is_image: bool
    is_blank: bool


def legibility_of(page: Page) -> Legibility:
    """What a page's characters are worth."""
    symbols = {char.text for char in page.chars if _SYMBOL.match(char.text)}
    are_text = len(symbols) > MOST_SYMBOLS
    unmapped = [char for char in page.chars if not char.mapped or (are_text and char.text in symbols)]
    return Legibility(
        page=page.number,
        chars=len(page.chars) + len(page.stray),
        unmapped=len(unmapped),
        unknown=len(unmapped)
        + len(_FOREIGN.findall("".join(char.text for char in page.chars if char.mapped))),
        is_image=page.is_scan_text
        or any(area(box) > 0.7 * page.width * page.height for box in page.pictures),
        is_blank=not (page.chars or page.stray or page.pictures or page.drawings or page.left_out),
    )


def pages_of(source: Source) -> Iterator[Page]:
    """The pages of a PDF one by one. Raises UnreadableSource if it cannot be opened or a page is damaged."""
    document = _opened(source)
    try:
        count = len(document)
        if count == 0:
            raise UnreadableSource(source.name, *_NO_PAGES)
        for index in range(count):
            try:
                page = read_page(document, index)
            except pdfium.PdfiumError as error:
                raise UnreadableSource(
                    source.name, f"page {index + 1} is damaged", "download it again"
                ) from error
            yield page
    finally:
        document.close()


def judge_text(source: Source, pages: Sequence[Legibility], can_recognise: bool) -> list[str]:
    """Remarks on pages that may be incomplete. Raises UnreadableSource if the whole is not readable, also not
    by what recognises scans, where that is installed."""
    if all(page.is_blank for page in pages):
        raise UnreadableSource(source.name, "its pages are blank", "get the file as it was published")
    total = sum(page.chars for page in pages)
    scanned = any(page.is_image for page in pages) and total < FEWEST_CHARS * len(pages)
    if can_recognise and (total == 0 or scanned):
        raise UnreadableSource(
            source.name,
            "the PDF has no text layer, and no text was recognised in its pictures",
            "get the version with text (PDF, Word or web page), or a clearer scan",
        )
    if total == 0 or scanned:
        raise UnreadableSource(
            source.name,
            "the PDF has no text layer: it is scanned, or its text was turned into shapes",
            f"get the version with text (PDF, Word or web page); {INSTALL}",
        )
    unknown = sum(page.unknown for page in pages)
    if unknown > MOST_UNKNOWN * total:
        raise UnreadableSource(
            source.name,
            f"its fonts do not say which characters they print ({unknown} of {total} are unknown)",
            "get a PDF exported anew from the original, or the Word file",
        )
    return list(_remarks(pages, can_recognise))


def _remarks(pages: Sequence[Legibility], can_recognise: bool) -> Iterator[str]:
    images = [page for page in pages if page.is_image]
    remedy = "" if can_recognise else "；安装识别扫描件的组件 final-accounts[ocr] 后，将另行识别并对照"
    for told, numbers in (
        ("是图像，没有可读取的文字", [page.page for page in images if page.chars < FEWEST_CHARS]),
        (
            f"文字可能来自扫描识别，请核对{remedy}",
            [page.page for page in images if page.chars >= FEWEST_CHARS],
        ),
    ):
        if numbers:
            yield f"第{'、'.join(ranges(numbers))}页：{told}"
    for page in pages:
        if page.unmapped:
            yield f"第{page.page}页：有{page.unmapped}个字符无法识别"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a page draws that is no part of its text: by kind the first of such texts, and their number."""

    page: int
    texts: Mapping[str, tuple[str, int]]


def left_out_of(page: Page) -> LeftOut:
    """What of a page's characters was not taken for text."""
    found: dict[str, tuple[str, int]] = {}
    for kind, chars in page.left_out.items():
        texts: dict[int, str] = {}
        for char in chars:
            texts[char.run] = texts.get(char.run, "") + char.text
        spelt = [text.strip() for text in texts.values() if text.strip()]
        if spelt:
            found[kind] = (spelt[0], len(spelt))
    return LeftOut(page.number, found)


def left_out_remarks(pages: Sequence[LeftOut]) -> Iterator[str]:
    """Remarks on what was not taken for text, the same on several pages told once."""
    on: dict[tuple[str, str], list[int]] = {}
    most: dict[tuple[str, str], int] = {}
    for page in pages:
        for kind, (text, count) in page.texts.items():
            on.setdefault((kind, text), []).append(page.page)
            most[kind, text] = max(most.get((kind, text), 0), count)
    for (kind, text), numbers in on.items():
        shown = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
        several = f"等{most[kind, text]}处" if most[kind, text] > 1 else ""
        yield f"第{'、'.join(ranges(numbers))}页：{_LEFT_OUT[kind]}“{shown}”{several}，未计入"


def ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers as they are told: 3–5, 8."""
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield f"{numbers[start]}–{number}" if index > start else str(number)
            start = index + 1


_LEFT_OUT = {HIDDEN: "有看不见的文字", WATERMARK: "有横在文字上的水印"}
_NO_PAGES = ("the PDF has no pages", "download it again or export it again")
_PROBLEMS = {
    # pdfium opens no document without pages, and knows no error for it.
    raw.FPDF_ERR_SUCCESS: _NO_PAGES,
    raw.FPDF_ERR_FORMAT: ("this is no PDF, or a damaged or incomplete one", "download it again"),
    raw.FPDF_ERR_PASSWORD: ("the PDF is encrypted", "open it with its password and save it without one"),
    raw.FPDF_ERR_SECURITY: (
        "the PDF is encrypted in an unknown way",
        "open it in a viewer and save it without encryption",
    ),
    raw.FPDF_ERR_FILE: ("the file cannot be opened", "check the path and its permissions"),
}


def _opened(source: Source) -> pdfium.PdfDocument:
    if not source.path.is_file():
        raise UnreadableSource(source.name, *_PROBLEMS[raw.FPDF_ERR_FILE])
    if source.path.stat().st_size == 0:
        raise UnreadableSource(source.name, "the file is empty", "download it again")
    if not is_complete(source.path):
        raise UnreadableSource(source.name, *_PROBLEMS[raw.FPDF_ERR_FORMAT])
    with_chinese_font()
    try:
        return pdfium.PdfDocument(source.path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        problem = _PROBLEMS.get(code, _PROBLEMS[raw.FPDF_ERR_FORMAT])
        raise UnreadableSource(source.name, *problem) from error


def is_complete(path: Path) -> bool:
    """Whether file and end mark are there: pdfium opens one cut off before it, without its last pages."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LONGEST_TAIL, 0))
        return b"%%EOF" in file.read()

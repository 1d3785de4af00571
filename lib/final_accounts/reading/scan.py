"""Scanned pages: recognised and handed on as if they had been printed with text.

A page without text but with a picture is rendered, straightened and recognised line by line, each cell
of a table by itself; what comes out are characters and rules in points, which the reader of printed
pages takes from there. Needs the extra `ocr`; without it the pages stay as they are.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from tqdm import tqdm

from ..documents import Source
from ..errors import InvalidSetting, UnreadableSource
from ..places import Box
from .pdf_geometry import area, contains
from .pdf_opening import FEWEST_CHARS, legibility_of
from .pdf_pages import Page
from .pdf_tables import FoundTable
from .scan_numbers import is_littered, is_number, is_sound
from .scan_text import RecognisedPage, ScanLine, shown_size

if TYPE_CHECKING:
    from .scan_page import Recogniser

log = logging.getLogger(__name__)

PICTURE_SHARE = 0.5
"""Share of a page that its pictures must take to be a scan."""

FEWEST_SHAPES = 50
"""Filled shapes of a page without text from which they may be its characters, turned into curves."""

HIDDEN = 0.15
"""Share of a page's characters from which it is recognised because its fonts do not tell them."""

UNSURE_DIGIT = 0.9
"""How sure the model must be of each digit; what is below is told."""

UNSURE_TEXT = 0.7
"""How sure it must be of a text on the average."""


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """What recognising may take: the resolution (dots an inch) between which that of the scan is kept,
    pixels of a page's pictures, pages of a document, seconds of a document."""

    least_dpi: float = 150.0
    most_dpi: float = 300.0
    most_pixels: int = 120_000_000
    most_pages: int = 400
    seconds: float = 3600.0

    def __post_init__(self) -> None:
        if not 72 <= self.least_dpi <= self.most_dpi:
            raise InvalidSetting("least_dpi", self.least_dpi, "must be 72 or more, and at most most_dpi")
        for name in ("most_pixels", "most_pages", "seconds"):
            if getattr(self, name) <= 0:
                raise InvalidSetting(name, getattr(self, name), "must be more than 0")


def is_scan(page: Page) -> bool:
    """Whether a page shows a picture, or text turned into shapes or set in fonts that hide its characters."""
    inked = sum(not char.text.isspace() for char in (*page.chars, *page.stray))
    if inked >= FEWEST_CHARS:
        return legibility_of(page).unknown > HIDDEN * inked
    pictured = sum(area(box) for box in page.pictures)
    return pictured >= PICTURE_SHARE * page.width * page.height or len(page.drawings) >= FEWEST_SHAPES


class Scanner:
    """Recognises the scanned pages of one source. The models are loaded when the first one is met."""

    def __init__(self, source: Source, settings: ScanSettings | None = None) -> None:
        self._source = source
        self._settings = settings or ScanSettings()
        self._recogniser: Recogniser | None = None
        self._started = time.monotonic()
        self._recognised: list[int] = []
        self._failed: list[str] = []

    @property
    def remarks(self) -> list[str]:
        """What a reader of the document should know: which pages were recognised, and which could not be."""
        if not self._recognised:
            return list(self._failed)
        pages = "、".join(_ranges(self._recognised))
        return [f"第{pages}页：文字由图像识别得出，请与原件核对", *self._failed]

    def recognised(self, pages: Sequence[Page]) -> list[Page]:
        """The pages, those that are scans recognised; all as they are where the extra is not installed.

        Raises UnreadableSource if the document has more scanned pages than the settings allow, or takes
        longer.
        """
        scans = [page for page in pages if is_scan(page)]
        if not scans or not self._is_ready():
            return list(pages)
        if len(self._recognised) + len(scans) > self._settings.most_pages:
            raise UnreadableSource(
                self._source.name,
                f"it has more than {self._settings.most_pages} scanned pages",
                "give only the pages of the account",
            )
        found: dict[int, Page] = {}
        # A bar with a thread of its own, as tqdm's monitor, must not start in a process that may fork.
        tqdm.monitor_interval = 0
        for page in tqdm(scans, desc="识别扫描页", unit="页", file=sys.stderr, disable=None, leave=False):
            found[page.number] = self._recognise(page)
        return [found.get(page.number, page) for page in pages]

    def _is_ready(self) -> bool:
        if self._recogniser is None:
            # The libraries behind these start threads: only whoever reads a scan imports them.
            from .scan_models import models_folder, thread_count

            folder = models_folder()
            if folder is None:
                return False
            from .scan_page import Recogniser

            self._recogniser = Recogniser(folder, thread_count())
        return True

    def _recognise(self, page: Page) -> Page:
        if time.monotonic() - self._started > self._settings.seconds:
            raise UnreadableSource(
                self._source.name,
                f"recognising it takes longer than {self._settings.seconds:g} seconds",
                "give only the pages of the account",
            )
        assert self._recogniser is not None
        with pdfium.PdfDocument(self._source.path) as document:
            sheet = document[page.number - 1]
            pixels, dpi = _resolution(sheet)
            if pixels > self._settings.most_pixels:
                self._failed.append(f"第{page.number}页：图像过大（{pixels}像素），未识别")
                return page
            dpi = min(max(dpi, self._settings.least_dpi), self._settings.most_dpi)
            width, height = shown_size(page)
            scale = min(dpi / 72, (self._settings.most_pixels / 4 / (width * height)) ** 0.5)
            picture = sheet.render(scale=scale, rev_byteorder=False).to_numpy()
            found = self._recogniser.recognise(page, picture[:, :, :3])
        if found.lines:
            self._recognised.append(page.number)
        else:
            self._failed.append(f"第{page.number}页：是图像，没有识别出文字")
        return found


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers as they are told: 3–5, 8."""
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield f"{numbers[start]}–{number}" if index > start else str(number)
            start = index + 1


def _resolution(sheet: pdfium.PdfPage) -> tuple[int, float]:
    """Pixels of the largest picture of a page, and its dots an inch; 300 where there is none."""
    most, dpi = 0, 300.0
    for picture in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        wide, high = picture.get_px_size()
        left, bottom, right, top = picture.get_bounds()
        if wide * high > most:
            most = wide * high
            dpi = 72 * (most / max((right - left) * (top - bottom), 1.0)) ** 0.5
    return most, dpi


def is_recognised(page: Page) -> bool:
    """Whether what a page holds was recognised in its picture."""
    return isinstance(page, RecognisedPage)


def judged(page: Page, tables: Sequence[FoundTable]) -> tuple[FoundTable, ...]:
    """The tables of a page, as sure as the model was of what stands in them."""
    if not isinstance(page, RecognisedPage):
        return tuple(tables)
    return tuple(_judged(page, table) for table in tables)


def _judged(page: RecognisedPage, table: FoundTable) -> FoundTable:
    inside = [line.sureness for line in page.lines if contains(table.grid.box, _middle(line.box))]
    sure = sum(inside) / len(inside) if inside else 1.0
    return replace(table, confidence=round(min(table.confidence, sure), 3))


def doubts(read: Sequence[tuple[Page, Sequence[FoundTable]]]) -> Iterator[str]:
    """Remarks on what was not surely recognised: on each page its tables from top to bottom, then the rest.

    Tables are counted through the document, as a Place counts them.
    """
    index = 0
    for page, tables in read:
        if isinstance(page, RecognisedPage):
            yield from _doubts(page, tables, index)
        index += len(tables)


def _doubts(page: RecognisedPage, tables: Sequence[FoundTable], first: int) -> Iterator[str]:
    rest = list(page.lines)
    for index, table in enumerate(tables, first):
        for region in table.grid.regions:
            inside = [line for line in rest if contains(region.box, _middle(line.box))]
            rest = [line for line in rest if line not in inside]
            where = f"第{page.number}页第{index + 1}张表第{region.row + 1}行第{region.column + 1}列"
            if sum(is_number(line.text) for line in inside) > 1 and region.row_span > 1:
                yield f"{where} 识别不确定：有几个数，可能是几格并成了一格"
            for line in filter(is_unsure, inside):
                yield f"{where} 识别不确定：{_told(line)}"
    for line in filter(is_unsure, rest):
        yield f"第{page.number}页 识别不确定：{_told(line)}"


def is_unsure(line: ScanLine) -> bool:
    """Whether a line should be looked at: its digits or its text are not sure, or it is no sound number."""
    if not line.certain or (line.least_digit is not None and line.least_digit < UNSURE_DIGIT):
        return True
    if is_number(line.text):
        return not is_sound(line.text)
    return line.sureness < UNSURE_TEXT or is_littered(line.text)


def _told(line: ScanLine) -> str:
    """A line with how sure it is at its weakest, or with what speaks against it."""
    weakest = min(line.sureness, 1.0 if line.least_digit is None else line.least_digit)
    why = f"{weakest:.2f}" if line.certain or weakest < UNSURE_DIGIT else "与墨迹不符或含误认的符号"
    return f"“{line.text}”（{why}）"


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

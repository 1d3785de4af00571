"""Scanned pages: recognised and handed on as if they had been printed with text.

A page without text but with a picture is rendered, straightened and recognised line by line, each cell
of a table by itself; what comes out are characters and rules in points, which the reader of printed
pages takes from there. Needs the extra `ocr`; without it the pages stay as they are.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from tqdm import tqdm

from ...documents import Source
from ...errors import InvalidSetting, UnreadableSource
from ...places import Box
from ..pdf.pages.opening import FEWEST_CHARS, legibility_of, ranges
from ..pdf.pages.page import Page
from ..pdf.pages.scan_text import may_be_scan
from .own_text import beside_own_text
from .text import RecognisedPage, shown_size

if TYPE_CHECKING:
    from .page import Recogniser

log = logging.getLogger(__name__)

FEWEST_SHAPES = 50
"""Filled shapes of a page without text from which they may be its characters, turned into curves."""

HIDDEN = 0.15
"""Share of a page's characters from which it is recognised because its fonts do not tell them."""


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
    """Whether a page shows a picture, though with what another program recognised in it, or text turned into
    shapes or set in fonts that hide its characters."""
    if page.is_scan_text:
        return True
    inked = sum(not char.text.isspace() for char in (*page.chars, *page.stray))
    if inked >= FEWEST_CHARS:
        return legibility_of(page).unknown > HIDDEN * inked
    return may_be_scan(page.pictures, (page.width, page.height)) or len(page.drawings) >= FEWEST_SHAPES


class Scanner:
    """Recognises the scanned pages of one source. The models are loaded when the first one is met."""

    def __init__(self, source: Source, settings: ScanSettings | None = None) -> None:
        self._source = source
        self._settings = settings or ScanSettings()
        self._recogniser: Recogniser | None = None
        self._started = time.monotonic()
        self._recognised: list[int] = []
        self._shown: list[int] = []
        self._unread: list[int] = []
        self._failed: list[str] = []

    @property
    def is_installed(self) -> bool:
        """Whether the extra is there that recognises scans."""
        from .models import models_folder

        return models_folder() is not None

    @property
    def remarks(self) -> list[str]:
        """What a reader of the document should know: which pages were recognised, on which a picture was, and
        which could not be."""
        told = (
            (self._recognised, "页：文字由图像识别得出，请与原件核对"),
            (self._shown, "页的图片：文字由图像识别得出，请与原件核对"),
            (self._unread, "页的图片似是表格，图中的数字未读取；可由识别组件 final-accounts[ocr] 读取"),
        )
        return [*(f"第{'、'.join(ranges(pages))}{words}" for pages, words in told if pages), *self._failed]

    def recognised(self, pages: Sequence[Page]) -> list[Page]:
        """The pages, those that are scans recognised, and the forms that stand as pictures on the others; all
        as they are where the extra is not installed.

        Raises UnreadableSource if the document has more scanned pages than the settings allow, or takes
        longer.
        """
        boxes = self._pictures_of_print([page for page in pages if page.pictures and not is_scan(page)])
        scans = [page for page in pages if page.number in boxes or is_scan(page)]
        if scans and not self._is_ready():
            self._unread.extend(boxes)
            return list(pages)
        if len(self._recognised) + len(self._shown) + len(scans) > self._settings.most_pages:
            raise UnreadableSource(
                self._source.name,
                f"it has more than {self._settings.most_pages} scanned pages",
                "give only the pages of the account",
            )
        found: dict[int, Page] = {}
        # A bar with a thread of its own, as tqdm's monitor, must not start in a process that may fork.
        tqdm.monitor_interval = 0
        bar = tqdm(scans, desc="识别扫描页", unit="页", file=sys.stderr, disable=None, leave=False)
        for page in bar if scans else ():
            found[page.number] = self._recognise(page, boxes.get(page.number, ()))
        return [found.get(page.number, page) for page in pages]

    def _pictures_of_print(self, pages: Sequence[Page]) -> dict[int, tuple[Box, ...]]:
        """The pictures that may show a form or text, by the numbers of these pages, where there are any."""
        if not pages:
            return {}
        # It takes libraries that start threads: only whoever has a picture imports them.
        from .among_text import pictures_of_print

        with pdfium.PdfDocument(self._source.path) as document:
            found = {page.number: pictures_of_print(page, document[page.number - 1]) for page in pages}
        return {number: boxes for number, boxes in found.items() if boxes}

    def _is_ready(self) -> bool:
        if self._recogniser is None:
            # The libraries behind these start threads: only whoever reads a scan imports them.
            from .models import models_folder, thread_count

            folder = models_folder()
            if folder is None:
                return False
            from .page import Recogniser

            self._recogniser = Recogniser(folder, thread_count())
        return True

    def _recognise(self, page: Page, boxes: Sequence[Box]) -> Page:
        """A page that is a scan, or of another its pictures at `boxes`, recognised."""
        if time.monotonic() - self._started > self._settings.seconds:
            raise UnreadableSource(
                self._source.name,
                f"recognising it takes longer than {self._settings.seconds:g} seconds",
                "give only the pages of the account",
            )
        from .among_text import alone, drawn, joined

        assert self._recogniser is not None
        with pdfium.PdfDocument(self._source.path) as document:
            sheet = document[page.number - 1]
            pixels, dpi = _resolution(sheet)
            if pixels > self._settings.most_pixels:
                self._failed.append(f"第{page.number}页：图像过大（{pixels}像素），未识别")
                return page
            if page.is_scan_text and dpi < self._settings.least_dpi:
                # The other program may have seen a better picture than the one that was kept.
                return page
            dpi = min(max(dpi, self._settings.least_dpi), self._settings.most_dpi)
            width, height = shown_size(page)
            scale = min(dpi / 72, (self._settings.most_pixels / 4 / (width * height)) ** 0.5)
            picture = drawn(sheet, scale)
        if boxes:
            whole = joined(self._recogniser.recognise(page, alone(picture, boxes, scale)), page, boxes)
            self._shown.extend([page.number] * is_recognised(whole))
            return whole
        found = self._recogniser.recognise(page, picture)
        if found.lines:
            self._recognised.append(page.number)
        else:
            self._failed.append(f"第{page.number}页：是图像，没有识别出文字")
        return beside_own_text(found, page) if page.is_scan_text else found


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

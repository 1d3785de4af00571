"""Scans that can be searched: what a program recognised in each picture is laid over it unseen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random

import pypdfium2 as pdfium
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.pages.page import Char, Page, read_page

from .scanning import Scanner, picture

FONT = "STSong-Light"
"""Such programs embed no font for what nobody sees."""

UNSEEN = 3
"""The text rendering mode that draws nothing (ISO 32000-1, 9.3.6)."""

HEIGHT = 0.86
"""Size of this font, as share of the height of its characters' boxes."""

Misread = Callable[[str], str]
"""What the program takes a text for."""

_AMOUNT = re.compile(r"\d[\d,]*\.\d\d")


def misreading(share: float, seed: int = 1) -> Misread:
    """Takes one digit of this share of the amounts for another."""
    chance = Random(seed)

    def misread(text: str) -> str:
        if not _AMOUNT.fullmatch(text) or chance.random() >= share:
            return text
        at = chance.choice([at for at, char in enumerate(text) if char.isdecimal()])
        return (
            text[:at] + chance.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]
        )

    return misread


def searchable(
    path: Path, target: Path, numbers: Sequence[int], scanner: Scanner, misread: Misread = lambda text: text
) -> Path:
    """Scans of the pages with these numbers (from 1), which must lie straight, with their text over them."""
    if scanner.skew or scanner.turn:
        raise ValueError("the text would not lie on its picture")
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(target), invariant=1)
    with pdfium.PdfDocument(path) as document:
        for number in numbers:
            size = document[number - 1].get_size()
            canvas.setPageSize(size)
            sheet = BytesIO()
            picture(document[number - 1], scanner).save(sheet, "JPEG", quality=scanner.quality)
            canvas.drawImage(ImageReader(sheet), 0, 0, *size)
            _lay_over(canvas, read_page(document, number - 1), size, misread)
            canvas.showPage()
    canvas.save()
    return target


def _lay_over(canvas: Canvas, page: Page, size: tuple[float, float], misread: Misread) -> None:
    if page.turn:
        raise ValueError(f"page {page.number} is turned")
    for _, run in groupby(sorted(page.chars, key=lambda char: char.run), key=lambda char: char.run):
        chars: list[Char] = list(run)
        spelt = misread("".join(char.text for char in chars if not char.text.isspace()))
        height = HEIGHT * chars[0].height
        width = pdfmetrics.stringWidth(spelt, FONT, height)
        text = canvas.beginText(chars[0].box[0], size[1] - chars[0].baseline)
        text.setFont(FONT, height)
        text.setTextRenderMode(UNSEEN)
        if width:
            text.setHorizScale(100 * (chars[-1].box[2] - chars[0].box[0]) / width)
        text.textOut(spelt)
        canvas.drawText(text)

"""The pages of a report that can be drawn, as pdfium opens them: those of a PDF, of OFD, or pictures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium

from .ofd.reader import drawing_of
from .pdf.pages.system_fonts import with_chinese_font
from .pictures.files import is_picture, pictures_in
from .pictures.sheets import as_pdf


def sheets_at(path: Path) -> pdfium.PdfDocument:
    """The pages of a PDF, of an OFD document, of a picture, or of a folder of pictures.

    Raises PdfiumError or UnreadableSource for what cannot be opened.
    """
    with_chinese_font()
    if path.is_dir():
        return pdfium.PdfDocument(_pictures(tuple(map(_state, pictures_in(path)))))
    with path.open("rb") as file:
        head = file.read(16)
    if is_picture(head):
        return pdfium.PdfDocument(_pictures((_state(path),)))
    return pdfium.PdfDocument(_drawn(*_state(path)) if head.startswith(b"PK") else path)


def _state(path: Path) -> tuple[Path, int]:
    """A file and when it was changed: several findings stand on one page, which is drawn once."""
    return path, path.stat().st_mtime_ns


@lru_cache(maxsize=1)
def _pictures(files: tuple[tuple[Path, int], ...]) -> bytes:
    return as_pdf((file.name, file.read_bytes()) for file, _ in files)


@lru_cache(maxsize=1)
def _drawn(path: Path, _: int) -> bytes:
    return drawing_of(path, path.name).written()

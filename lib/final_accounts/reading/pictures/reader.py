"""An account that was published as pictures of its pages: one file, or a folder of them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...documents import Document, Source
from ..pdf.reader import read_pdf
from .sheets import as_pdf


def read_picture(source: Source) -> Document:
    """The document that the picture in `source.path` shows, recognised as a scanned page is; its place on
    it is counted in points.

    Raises UnreadableSource if it is damaged or too large, or if the extra `ocr` is not installed.
    """
    return read_pictures(source, [source.path])


def read_pictures(source: Source, files: Sequence[Path]) -> Document:
    """The document of which the pictures in `files` are the pages, in this order. Raises as read_picture."""
    with tempfile.TemporaryDirectory(prefix="final-accounts-pictures-") as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(as_pdf((file.name, file.read_bytes()) for file in files))
        document = read_pdf(replace(source, path=path))
    return replace(document, source=replace(source, pages=document.source.pages))

"""Files inside a Word file: workbooks inserted as objects, and documents put in whole (altChunk)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ...documents import Document, Source
from ...errors import UnreadableSource, UnsupportedFormat
from ..office.ole import stream
from ..reader import kind_of
from ..text.reader import read_text
from ..web.reader import read_html
from ..workbook.xls import read_xls
from ..workbook.xlsx import read_xlsx

_DEEPEST = 3
"""Documents within documents: a file that holds itself never ends."""

Reader = Callable[[Source], Document]


def shown_workbook(name: str, data: bytes) -> Document | None:
    """What an object shows of the workbook it is, None if it is none that can be read.

    The workbook is the object itself, or the stream “Package” of its container.
    """
    readers = {"xlsx": partial(read_xlsx, as_object=True), "xls": partial(read_xls, as_object=True)}
    return _read(name, stream(data, "Package") or data, readers)


def embedded_document(name: str, data: bytes, depth: int, read_docx: Reader) -> Document | None:
    """The document that stands whole inside another, itself `depth` deep; None if it cannot be read."""
    words = {"docx": read_docx} if depth < _DEEPEST else {}
    return _read(name, data, {"html": read_html, "txt": read_text, **words})


def _read(name: str, data: bytes, readers: Mapping[str, Reader]) -> Document | None:
    with tempfile.TemporaryDirectory(prefix="final-accounts-embedded-") as folder:
        path = Path(folder) / "embedded"
        path.write_bytes(data)
        try:
            kind = kind_of(path, data)
            return readers[kind](Source(name, kind, "", None, path)) if kind in readers else None
        except (UnreadableSource, UnsupportedFormat):
            return None

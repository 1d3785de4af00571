"""An account that was published as OFD: read as the PDF that draws the same pages."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from ...documents import Document, Source
from ...errors import UnreadableSource
from ..pdf.reader import read_pdf
from .drawing import Drawing
from .package import open_ofd
from .pages import sheets_of


def read_ofd(source: Source) -> Document:
    """The document in `source.path`; places on its pages are counted in points.

    Raises UnreadableSource if it is encrypted or damaged, has no pages, or shows scanned ones while the extra
    `ocr` is not installed.
    """
    drawing = drawing_of(source.path, source.name)
    with tempfile.TemporaryDirectory(prefix="final-accounts-ofd-") as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(drawing.written())
        document = read_pdf(replace(source, path=path))
    remarks = document.remarks
    if drawing.unreadable:
        remarks = (f"{drawing.unreadable}幅图片的格式读不了，没有读取", *remarks)
    return replace(document, source=replace(source, pages=document.source.pages), remarks=remarks)


def drawing_of(path: Path, name: str) -> Drawing:
    """The pages of the OFD document at `path`, drawn. Raises as read_ofd, but for scanned pages."""
    drawing = Drawing()
    package = open_ofd(path, name)
    with package.archive:
        for sheet in sheets_of(package):
            drawing.sheet(sheet)
    if not drawing.pages:
        raise UnreadableSource(name, "the OFD document has no pages", "download it again or export it again")
    return drawing

"""What reads tables, ours and others: each takes a path and gives the rows of the tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module, metadata, util
from pathlib import Path
from typing import Any

from final_accounts.documents import Document

Rows = Sequence[Sequence[str | None]]
Read = Callable[[Path], list[Rows]]

OURS, FAST, FLOOR = "ours", "ours, fast mode", "bare text (pypdfium2)"
CAMELOT, CAMELOT_VECTOR = "camelot default", "camelot vector, split text"
CAMELOT_SPLIT, PDFPLUMBER = "camelot lattice, split text", "pdfplumber"


def read_ours(path: Path) -> Document:
    """By our reader. A report of several files is named `a.docx;b.xlsx`."""
    return import_module("final_accounts.reading.reader").read_document(path)


def read_fast(path: Path) -> Document:
    """By our reader of PDF in its fast mode."""
    reader = import_module("final_accounts.reading.pdf.reader")
    documents = import_module("final_accounts.documents")
    return reader.read_pdf(documents.Source(path.name, "pdf", "", None, path), fast=True)


def rows_of(document: Document) -> list[Rows]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def _camelot(**options: Any) -> Read:
    def read(path: Path) -> list[Rows]:
        tables = import_module("camelot").read_pdf(str(path), pages="all", **options)
        return [table.df.values.tolist() for table in tables]

    return read


def _pdfplumber(path: Path) -> list[Rows]:
    tables: list[Rows] = []
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            tables += page.extract_tables()
            page.close()
    return tables


def _bare_text(path: Path) -> list[Rows]:
    with import_module("pypdfium2").PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
    return []


DOCUMENTS: dict[str, Callable[[Path], Document]] = {OURS: read_ours, FAST: read_fast}
"""What yields a whole document."""

TABLES: dict[str, Read] = {
    CAMELOT: _camelot(),
    CAMELOT_VECTOR: _camelot(flavor="lattice", engine="vector", split_text=True),
    CAMELOT_SPLIT: _camelot(flavor="lattice", split_text=True),
    PDFPLUMBER: _pdfplumber,
    FLOOR: _bare_text,
}
"""What yields tables alone, from PDF."""

MODULES = {
    OURS: "camelot.io",
    FAST: "pypdfium2",
    CAMELOT: "camelot",
    CAMELOT_VECTOR: "camelot",
    CAMELOT_SPLIT: "camelot",
    PDFPLUMBER: "pdfplumber",
    FLOOR: "pypdfium2",
}
"""What a tool imports when it first meets a table, which a short report to warm up with may lack."""


def is_installed(tool: str) -> bool:
    return util.find_spec(MODULES[tool].partition(".")[0]) is not None


def versions() -> str:
    """The installed versions of what is compared."""
    known = ("camelot-py", "pdfplumber", "pypdfium2", "rapidocr", "onnxruntime")
    found = []
    for name in known:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} not installed: its rows are left out")
    return ", ".join(found)

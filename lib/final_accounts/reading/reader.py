"""One reader for every format, told by content and not by file name."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from ..documents import Document, Source
from ..errors import UnreadableSource, UnsupportedFormat

SUFFIXES = (".pdf", ".docx", ".txt", ".md")
"""What a folder is searched for."""


def read_document(path: Path | str) -> Document:
    """Read one file. Raises UnreadableSource or UnsupportedFormat, naming the file and the remedy."""
    path = Path(path)
    if not path.exists():
        raise UnreadableSource(path.name, "the file does not exist", "check the path")
    if not path.is_file():
        raise UnreadableSource(path.name, "this is no file", "name the report's own file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            path.name, f"the file cannot be opened ({error.strerror})", "check its permissions"
        ) from error
    if not data:
        raise UnreadableSource(path.name, "the file is empty", "download it again")
    kind = _kind(path, data)
    source = Source(path.name, kind, hashlib.sha256(data).hexdigest(), None, path)
    return _reader(kind)(source)


def _kind(path: Path, data: bytes) -> str:
    """The format that the content shows. Raises where it is none that can be read."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(path)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnsupportedFormat(
            path.name,
            "this is an old or an encrypted Office file",
            "open it, save it without a password as .docx, and try again",
        )
    claimed = path.suffix.lower()
    if claimed in {".pdf", ".docx", ".xlsx"}:
        raise UnreadableSource(
            path.name, f"its content is not what the name {claimed} says", "download it again"
        )
    if data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedFormat(
            path.name, "web pages cannot be read yet", "print the page to PDF or save it as text"
        )
    return "txt"


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableSource(path.name, "the file is damaged", "download it again") from error
    if "word/document.xml" in names:
        return "docx"
    raise UnsupportedFormat(path.name, "this is no Word document", "give a PDF, a .docx or a text file")


def _reader(kind: str) -> Callable[[Source], Document]:
    # Each reader brings heavy libraries: only the one that is needed is loaded.
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from .docx import read_docx

        return read_docx
    from .text import read_text

    return read_text

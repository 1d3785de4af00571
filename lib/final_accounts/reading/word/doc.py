"""Old Word files (.doc, .rtf, XML) and OpenDocument texts: read as the .docx that LibreOffice makes."""

from __future__ import annotations

import struct
from dataclasses import replace

from ...documents import Document, Source
from ...errors import UnreadableSource
from ..office.libreoffice import SECONDS, converted
from ..office.ole import stream
from .docx import read_docx

_ENCRYPTED = 0x0100
"""The flag in a Word file's first block (MS-DOC, FibBase) that says it has a password."""


def read_doc(source: Source, seconds: float = SECONDS) -> Document:
    """The document in `source.path`, as `read_docx` gives it.

    Raises UnsupportedFormat where LibreOffice is not installed, UnreadableSource if the file is encrypted
    or damaged, or takes LibreOffice longer than `seconds`.
    """
    _refuse_encrypted(source)
    is_open = source.path.read_bytes()[:2] == b"PK"
    with converted(source, "odt" if is_open else "doc", "docx", seconds) as path:
        document = read_docx(replace(source, path=path, format="docx"))
    remark = f"{'OpenDocument' if is_open else '旧版 Word'} 文件经 LibreOffice 转换后读取"
    return replace(document, source=source, remarks=(remark, *document.remarks))


def _refuse_encrypted(source: Source) -> None:
    head = stream(source.path.read_bytes(), "WordDocument") or b""
    if len(head) >= 12 and struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED:
        raise UnreadableSource(
            source.name, "the file is encrypted", "open it with its password and save it without one"
        )

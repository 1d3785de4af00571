"""OLE2 compound files: the container of old Office files, and of encrypted new ones."""

from __future__ import annotations

import io
import struct

from xlrd.compdoc import CompDoc, CompDocError

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_BROKEN = (CompDocError, struct.error, AssertionError, IndexError, ValueError, RecursionError)
"""What the container's parser raises on a damaged file."""
_TELLING = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")


def entries(data: bytes) -> frozenset[str]:
    """The names directly under the container's root.

    Of a damaged container, the telling names that its bytes show anywhere.
    """
    try:
        directory = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True).dirlist
        return frozenset(directory[child].name for child in directory[0].children)
    except _BROKEN:
        return frozenset(name for name in _TELLING if name.encode("utf-16-le") in data)


def stream(data: bytes, name: str) -> bytes | None:
    """The content of a stream under the root, None if it is not there or cannot be put together."""
    try:
        content = CompDoc(data, logfile=io.StringIO()).get_named_stream(name)
    except _BROKEN:
        return None
    return None if content is None else bytes(content)

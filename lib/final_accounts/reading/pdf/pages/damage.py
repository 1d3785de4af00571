"""Streams of a PDF that lost bytes: pdfium shows what is left of them, and says nothing.

A compressed stream ends by itself and carries a checksum of what was packed (RFC 1950), so a file that was
damaged on its way, or mended by a program afterwards, can be told from a sound one. Encrypted files, images
and streams packed in other ways are not looked into.
"""

from __future__ import annotations

import base64
import logging
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ....documents import Source
from ....errors import UnreadableSource
from ..ruled.camelot import CAMELOT_ERRORS
from .opening import is_complete

log = logging.getLogger(__name__)

LONGEST_HEAD = 4096
"""Bytes before a stream in which its dictionary is looked for."""

LONGEST_NUMBERS = 32
"""Bytes before `obj` that hold the number of an object and its generation."""

MOST_UNPACKED = 64 * 2**20
"""Bytes that a stream is unpacked to at the most: none of a report's is longer, a bomb's is."""

PIECE = 16 * 1024

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_FILTER = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/\w+))")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FONT_PROGRAM = re.compile(rb"/Length[123]\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged stream: the number of its object (0 if it has none), whether it draws or maps text (a font's
    shapes do not), and whether bytes of it are lost, not only other than they were."""

    object: int
    is_text: bool
    is_lost: bool


def damage_remarks(source: Source) -> list[str]:
    """What is damaged of a PDF but leaves it readable; nothing of one that cannot be opened at all.

    Raises UnreadableSource where part of its text is lost.
    """
    found = list(_damaged(source.path.read_bytes())) if is_complete(source.path) else []
    if not found:
        return []
    lost = [damage for damage in found if damage.is_lost and damage.is_text]
    drawn = _pages_drawn_by(source.path, {damage.object for damage in lost or found})
    numbers = sorted({page for pages in drawn.values() for page in pages})
    if lost:
        which = f"page {numbers[0]} is damaged" if numbers else "it is damaged"
        raise UnreadableSource(
            source.name,
            f"{which}: {len(lost)} of its streams cannot be unpacked whole",
            "download it again; if it stays so, print it to a new PDF and hold that against the original",
        )
    where = f"第{'、'.join(map(str, numbers))}页" if numbers else "文件"
    return [f"{where}：有{len(found)}处数据损坏，文字可能有误，请重新下载，或与原件核对"]


def _damaged(data: bytes) -> Iterator[Damage]:
    """The damaged ones of a file's compressed streams."""
    if b"/Encrypt" in data:
        return
    for match in _STREAM.finditer(data):
        start = match.end()
        # Said in the pattern itself this takes many times as long.
        if data.endswith(b"end", 0, match.start()):
            continue
        head = data[max(start - LONGEST_HEAD, 0) : start]
        opened = _opening(head)
        dictionary = head[opened.end() :] if opened else head
        packed = _packed(data, start, dictionary)
        if packed is None or _IMAGE.search(dictionary):
            continue
        is_whole, is_same = _unpacks(packed)
        if not is_same:
            number = int(opened[1]) if opened else 0
            yield Damage(number, _FONT_PROGRAM.search(dictionary) is None, not is_whole)


def _opening(head: bytes) -> re.Match[bytes] | None:
    """Where the last object begins in what stands before a stream."""
    at = head.rfind(b"obj")
    while at >= 0:
        opened = list(_OBJECT.finditer(head, max(at - LONGEST_NUMBERS, 0)))
        if opened:
            return opened[-1]
        at = head.rfind(b"obj", 0, at)
    return None


def _packed(data: bytes, start: int, dictionary: bytes) -> memoryview | None:
    """A stream's compressed bytes and what follows them; None if it is packed in another way."""
    found = _FILTER.search(dictionary)
    filters = (found[1] or found[2] or b"").split() if found else []
    if filters == [b"/FlateDecode"]:
        return memoryview(data)[start:]
    if filters == [b"/ASCII85Decode", b"/FlateDecode"]:
        end = data.find(b"~>", start)
        try:
            return memoryview(base64.a85decode(data[start:end].strip()))
        except ValueError:
            return memoryview(b"")
    return None


def _unpacks(packed: memoryview) -> tuple[bool, bool]:
    """Whether a stream can be unpacked to its end, and whether that is what its checksum says, if it has
    one: some programs leave it out."""
    if len(packed) < 2 or packed[0] & 0x0F != zlib.DEFLATED or (packed[0] << 8 | packed[1]) % 31:
        return False, False
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    checksum, length = zlib.adler32(b""), 0
    for start in range(2, len(packed), PIECE):
        try:
            piece = unpacking.decompress(packed[start : start + PIECE])
        except zlib.error:
            return False, False
        checksum, length = zlib.adler32(piece, checksum), length + len(piece)
        if length > MOST_UNPACKED:
            return True, True
        if unpacking.eof:
            end = min(start + PIECE, len(packed)) - len(unpacking.unused_data)
            told = bytes(packed[end : end + 4])
            is_told = len(told) == 4 and not bytes(packed[end : end + 12]).lstrip().startswith(b"endstr")
            return True, not is_told or int.from_bytes(told, "big") == checksum
    return False, False


def _pages_drawn_by(path: Path, objects: Collection[int]) -> dict[int, list[int]]:
    """By the number of an object the pages whose content it is, as far as the file still tells."""
    import playa
    from playa.exceptions import PDFException

    pages: dict[int, list[int]] = {}
    try:
        with playa.open(path) as document:
            for number, page in enumerate(document.pages, 1):
                for stream in page.streams:
                    if stream.objid is not None and stream.objid in objects:
                        pages.setdefault(stream.objid, []).append(number)
    except (PDFException, *CAMELOT_ERRORS) as error:
        log.info("%s: what is damaged hides its pages: %r", path.name, error)
    return pages

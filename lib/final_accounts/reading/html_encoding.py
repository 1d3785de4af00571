"""The encoding of a web page: what its bytes show goes before what the page declares."""

from __future__ import annotations

import re

from ..errors import UnreadableSource

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LEGACY = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
           "cp936": "gb18030", "gb18030": "gb18030", "big5": "big5"}  # fmt: skip
"""Encodings that a page may declare; what calls itself GB 2312 is nearly always more than that."""
_FEW = 0.005
"""The share of Chinese characters that may be broken before a text counts as unreadable."""


def decode_page(name: str, data: bytes) -> tuple[str, str | None]:
    """The text of a page in its true encoding, and a remark if some bytes fit none.

    What the bytes show goes before what the page declares. Raises UnreadableSource if none fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), None
    if data[1:2] == b"\x00" or data[:1] == b"\x00":
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace"), None
    text = data.decode("utf-8-sig", errors="replace")
    if _broken(text) == 0:
        return text, None
    if _broken(text) <= _FEW:
        return text, f"网页有{text.count(chr(0xFFFD))}处字节不合 UTF-8 编码，该处文字缺失"
    declared = _CHARSET.search(data[:4096])
    wished = _LEGACY.get(declared[1].decode("ascii").lower()) if declared else None
    for encoding in dict.fromkeys((wished or "gb18030", "gb18030")):
        text = data.decode(encoding, errors="replace")
        if _broken(text) == 0:
            return text, None
        if _broken(text) <= _FEW:
            return text, f"网页有{text.count(chr(0xFFFD))}处字节不合其编码，该处文字缺失"
    raise UnreadableSource(name, "its text encoding is unknown", "save it as UTF-8")


def _broken(text: str) -> float:
    """The share of broken characters among those that are no ASCII."""
    broken = text.count("\ufffd")
    return broken / sum(char > "\x7f" for char in text) if broken else 0.0

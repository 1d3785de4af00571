"""The encoding of a text or a web page: what its bytes show goes before what it declares.

A text may also have been read in the wrong encoding before it was saved; that is undone where it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..errors import UnreadableSource

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LEGACY = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
           "cp936": "gb18030", "gb18030": "gb18030", "big5": "big5"}  # fmt: skip
"""Encodings that a page may declare; what calls itself GB 2312 is nearly always more than that."""
_NAMES = {"utf-8-sig": "UTF-8", "gb18030": "GB 18030", "big5": "Big5"}
_FEW = 0.005
"""The share of characters beyond ASCII that may be broken before a text counts as unreadable."""
_SOME = 0.2
"""The share up to which a text is damaged, and not in another encoding."""
_USUAL = ("决算", "支出", "万元", "单位")
"""Words of which one stands in every account."""
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def decode(name: str, data: bytes) -> tuple[str, str | None]:
    """The text of a file in its true encoding, and a remark if some of it is lost or was mended.

    Raises UnreadableSource if no encoding fits, if it is no text, or if too much was lost, now or before.
    """
    text, remark = _decoded(name, data)
    is_lost = _broken(text) > _FEW
    if not _is_usual(text):
        undone = next(filter(_is_usual, _undone(text)), None)
        if undone is not None and _broken(undone) <= _FEW:
            return undone, "文件曾按错误的编码保存，文字已还原，请与原件核对"
        is_lost = is_lost or undone is not None
    if is_lost:
        raise UnreadableSource(
            name,
            "it was read in the wrong encoding before it was saved, and characters were lost",
            "get the published report anew",
        )
    return text, remark


def _is_usual(text: str) -> bool:
    return any(word in text for word in _USUAL)


def _decoded(name: str, data: bytes) -> tuple[str, str | None]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        if not _is_meant(text):
            # A byte that was lost turns all that follows into other characters.
            raise UnreadableSource(name, "it is damaged: it is no whole UTF-16", "download it again")
        return text, _lost(name, text, "UTF-16")
    if data.count(b"\x00") > _FEW * len(data):
        text = _unmarked(name, data)
        return text, _lost(name, text, "UTF-16")
    # A zero among other bytes is what is left of a character.
    whole = data.replace(b"\x00", b"\xff")
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        # What is broken in it was so before it was saved.
        lost = text.count("\ufffd")
        return text, f"文件有{lost}处文字在保存之前已经缺失" if lost else None
    declared = _CHARSET.search(whole[:4096])
    wished = _LEGACY.get(declared[1].decode("ascii").lower(), "gb18030") if declared else "gb18030"
    for encoding in dict.fromkeys(("utf-8-sig", wished, "gb18030")):
        text = whole.decode(encoding, errors="replace")
        if _broken(text) <= _SOME:
            return text, _lost(name, text, _NAMES[encoding])
    raise UnreadableSource(name, "its text encoding is unknown", "save it as UTF-8")


def _lost(name: str, text: str, encoding: str) -> str | None:
    """A remark on what is broken of a text, None if nothing is. Raises UnreadableSource if it is too much."""
    lost = text.count("\ufffd")
    if _broken(text) > _FEW:
        problem = f"it is damaged: {lost} of its characters are no {encoding}"
        raise UnreadableSource(name, problem, "download it again")
    return f"文件有{lost}处字节不合 {encoding} 编码，该处文字缺失" if lost else None


def _unmarked(name: str, data: bytes) -> str:
    """A text in UTF-16 that does not say so."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="replace")
        if _is_meant(text):
            return text
    raise UnreadableSource(name, "this is no text but a binary file", "give it its true file name")


def _is_meant(text: str) -> bool:
    """Whether nearly all characters are such as Chinese texts have."""
    meant = sum(char.isascii() and char != "\x00" for char in text) + len(_CHINESE.findall(text))
    return meant > 0.9 * len(text)


def _undone(text: str) -> Iterator[str]:
    """What a text may have been before it was read in the wrong encoding."""
    western = bytes(_western().get(char, 0xFF) for char in text)
    chinese = text.encode("gb18030", errors="replace")
    yield western.decode("utf-8", errors="replace")
    yield western.decode("gb18030", errors="replace")
    yield chinese.decode("utf-8", errors="replace")


@cache
def _western() -> dict[str, int]:
    """The byte of each character of Windows-1252; what it leaves out is filled in as browsers do."""
    filled = {chr(code): code for code in range(256)}
    return filled | {bytes([code]).decode("cp1252", errors="ignore"): code for code in range(128, 256)}


def _broken(text: str) -> float:
    """The share of broken characters among those that are no ASCII."""
    broken = text.count("\ufffd")
    return broken / sum(char > "\x7f" for char in text) if broken else 0.0

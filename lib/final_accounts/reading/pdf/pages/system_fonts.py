"""A font for Chinese text whose own font is neither in the file nor on this system.

pdfium leaves out a text object that takes no room. Where it finds no font that has the characters they take
none, so that text drawn character by character would be lost, and a character alone in its line or its cell.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2.raw as raw
from pylopdf_fonts_zh_cn import sans_path

CHINESE = frozenset({134, 136})
"""The character sets of Chinese as Windows counts them: simplified and traditional."""

OWN = 1
"""The handle of our font: no address that the system's own could have."""

_CALLS = dict(raw.FPDF_SYSFONTINFO._fields_)


@cache
def with_chinese_font() -> Any:
    """Tell pdfium, once, to take our font for Chinese where the system has none.

    Gives what pdfium calls from now on, which must stay in memory.
    """
    system = raw.FPDF_GetDefaultSystemFontInfo()
    if not system:
        return None
    fonts = raw.FPDF_SYSFONTINFO()
    fonts.version = 1
    for name, call in _calls(system).items():
        setattr(fonts, name, _CALLS[name](call))
    raw.FPDF_SetSystemFontInfo(fonts)
    return fonts


def _calls(system: Any) -> dict[str, Any]:
    """What pdfium asks of fonts: answered by us for our own, else by the `system`."""
    own = system.contents

    def map_font(_: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> Any:
        found = own.MapFont(system, weight, italic, charset, pitch, face, exact)
        return found or (OWN if charset in CHINESE else None)

    def font_data(_: Any, font: int, table: int, buffer: Any, size: int) -> int:
        if font != OWN:
            return int(own.GetFontData(system, font, table, buffer, size))
        data = _font_file()
        if table:
            return 0
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def face_name(_: Any, font: int, buffer: Any, size: int) -> int:
        return 0 if font == OWN else int(own.GetFaceName(system, font, buffer, size))

    def delete(_: Any, font: int) -> None:
        if font != OWN:
            own.DeleteFont(system, font)

    return {
        "MapFont": map_font,
        "GetFont": lambda _, face: own.GetFont(system, face),
        "GetFontData": font_data,
        "GetFaceName": face_name,
        "GetFontCharset": lambda _, font: 134 if font == OWN else own.GetFontCharset(system, font),
        "DeleteFont": delete,
    }


@cache
def _font_file() -> bytes:
    return Path(sans_path()).read_bytes()

"""An account as OFD (GB/T 33190-2016): the pages of a printed PDF, written as office programs write them.

A text object for each stretch of a line, the steps between its characters told; a path object for each line
and area.
"""

from __future__ import annotations

import ctypes
import math
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 25.4 / 72
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_Element = tuple[str, str]
"""What kind of object it is, and what stands behind its number."""
_SAME_LINE = 0.05
_FAR = 2.0
"""Ems between characters beyond which a new object begins."""


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    x: float
    y: float
    size: float
    angle: float

    @property
    def across(self) -> float:
        """How far along its own line it stands."""
        return self.x * math.cos(self.angle) - self.y * math.sin(self.angle)

    @property
    def down(self) -> float:
        return self.x * math.sin(self.angle) + self.y * math.cos(self.angle)


def write_ofd(printed: bytes, path: Path) -> None:
    """Write the pages of a PDF as an OFD document. What is drawn beside text and lines is left out."""
    with pdfium.PdfDocument(printed) as document, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        pages = [_page(page) for page in document]
        for number, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
        listed = "".join(
            f'<ofd:Page ID="{10 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
            "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        archive.writestr(
            "Doc_0/PublicRes.xml",
            f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="SimSun"/>'
            "</ofd:Fonts></ofd:Res>",
        )
        archive.writestr(
            "OFD.xml",
            f'{_HEAD}<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
        )


def _page(page: pdfium.PdfPage) -> str:
    width, height = page.get_size()
    objects = [*_paths(page, height), *_texts(page, height)]
    numbered = "".join(f'<ofd:{kind} ID="{number}"{rest}' for number, (kind, rest) in enumerate(objects, 9))
    return (
        f"{_HEAD}<ofd:Page {_SPACE}><ofd:Area><ofd:PhysicalBox>0 0 {width * MM:.3f} {height * MM:.3f}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="2" Type="Body">{numbered}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _texts(page: pdfium.PdfPage, height: float) -> Iterator[_Element]:
    line: list[_Char] = []
    for char in _chars(page, height):
        if line and not _goes_on(line[-1], char):
            yield _text(line)
            line = []
        line.append(char)
    if line:
        yield _text(line)


def _goes_on(last: _Char, char: _Char) -> bool:
    same = (char.size, char.angle) == (last.size, last.angle) and abs(char.down - last.down) < _SAME_LINE
    return same and 0 < char.across - last.across < _FAR * last.size


def _text(line: list[_Char]) -> _Element:
    first = line[0]
    steps = " ".join(f"{after.across - before.across:.3f}" for before, after in pairwise(line))
    told = f' DeltaX="{steps}"' if steps else ""
    text = escape("".join(char.text for char in line))
    cos, sin = math.cos(first.angle), math.sin(first.angle)
    turned = f' CTM="{cos:.4f} {-sin:.4f} {sin:.4f} {cos:.4f} 0 0"' if first.angle else ""
    wide = line[-1].across - first.across + first.size
    return "TextObject", (
        f' Boundary="{first.x:.3f} {first.y:.3f} {wide:.3f} {first.size:.3f}"{turned} Font="1"'
        f' Size="{first.size:.3f}"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="0"{told}>{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def _chars(page: pdfium.PdfPage, height: float) -> Iterator[_Char]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) == 1 or not char.isprintable():
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = raw.FPDFText_GetFontSize(text, index)
        angle = -raw.FPDFText_GetCharAngle(text, index)
        yield _Char(
            char, x.value * MM, (height - y.value) * MM, round(size * MM, 3), round(angle, 3) % (2 * math.pi)
        )


def _paths(page: pdfium.PdfPage, height: float) -> Iterator[_Element]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        yield _path(shape, height)


def _path(shape: pdfium.PdfObject, height: float) -> _Element:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(shape, fill, stroke)
    raw.FPDFPageObj_GetStrokeWidth(shape, width)
    return "PathObject", (
        f' Boundary="0 0 0 0" LineWidth="{width.value * MM:.3f}"'
        f' Fill="{str(bool(fill.value)).lower()}" Stroke="{str(bool(stroke.value)).lower()}">'
        f'<ofd:FillColor Value="{_colour(shape, raw.FPDFPageObj_GetFillColor)}"/>'
        f'<ofd:StrokeColor Value="{_colour(shape, raw.FPDFPageObj_GetStrokeColor)}"/>'
        f"<ofd:AbbreviatedData>{' '.join(_steps(shape, height))}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _steps(shape: pdfium.PdfObject, height: float) -> Iterator[str]:
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    curve: list[str] = []
    for index in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across, up = matrix.on_point(x.value, y.value)
        point = f"{across * MM:.3f} {(height - up) * MM:.3f}"
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                yield f"B {' '.join(curve)}"
                curve.clear()
        else:
            yield f"{'M' if kind == raw.FPDF_SEGMENT_MOVETO else 'L'} {point}"
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C"


def _colour(shape: pdfium.PdfObject, get: Callable[..., object]) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    get(shape, *parts)
    return " ".join(str(part.value) for part in parts[:3])

"""Pages drawn into a PDF, whose text says what it printed.

The characters are drawn in a Chinese font that is not in the file: whoever shows it takes its own, at the
places that the pages give.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from PIL import Image

from ..pictures.sheets import QUALITY, on_white
from .objects import Colour, Drawn, Glyph, Matrix, Picture, Shape, Sheet, Text

POINTS_A_MM = 72 / 25.4
_NARROW, _WIDE = 0.5, 1.0
"""Ems that a character of the font is wide: those of ASCII, and all others."""
_NARROWEST = 0.4
"""Of a character for its usual width."""
_FONT = b"F"
_CATALOG, _PAGES, _TYPE0, _CID, _DESCRIPTOR, _UNICODE = range(1, 7)


@dataclass(slots=True)
class Drawing:
    """A PDF to be. `unreadable` counts pictures that could not be opened and are left out."""

    objects: list[bytes] = field(default_factory=lambda: [b""] * _UNICODE)
    pages: list[int] = field(default_factory=list)
    unreadable: int = 0

    def add(self, content: bytes) -> int:
        """The number of a new object."""
        self.objects.append(content)
        return len(self.objects)

    def sheet(self, sheet: Sheet) -> None:
        """Draw a page after those that are drawn."""
        pictures: list[int] = []
        lines = [b"%s 0 0 %s 0 %s cm" % _numbers(POINTS_A_MM, -POINTS_A_MM, sheet.height * POINTS_A_MM)]
        for drawn in sheet.drawn:
            lines.extend(self._drawn(drawn, pictures))
        content = self.add(_stream(b"\n".join(lines)))
        named = b" ".join(b"/P%d %d 0 R" % (index, number) for index, number in enumerate(pictures))
        sides = b"%s %s" % _numbers(sheet.width * POINTS_A_MM, sheet.height * POINTS_A_MM)
        self.pages.append(
            self.add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Contents %d 0 R"
                b"/Resources<</Font<</%s %d 0 R>>/XObject<<%s>>>>>>"
                % (_PAGES, sides, content, _FONT, _TYPE0, named)
            )
        )

    def _drawn(self, drawn: Drawn, pictures: list[int]) -> Iterator[bytes]:
        if isinstance(drawn, Text):
            yield from _text(drawn)
        elif isinstance(drawn, Shape):
            yield from _shape(drawn)
        else:
            number = self._picture(drawn)
            if number is None:
                self.unreadable += 1
                return
            pictures.append(number)
            # A picture of a PDF stands on its foot, as its pages do; the page was turned over.
            yield b"q %s cm 1 0 0 -1 0 1 cm /P%d Do Q" % (_matrix(drawn.matrix), len(pictures) - 1)

    def _picture(self, picture: Picture) -> int | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(picture.data)) as file:
                    wide, high = file.size
                    kept = picture.data if file.format == "JPEG" and file.mode == "RGB" else _jpeg(file)
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Warning):
            return None
        return self.add(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (wide, high, len(kept), kept)
        )

    def written(self) -> bytes:
        """The PDF of the pages drawn so far."""
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.objects[_CATALOG - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES
        self.objects[_PAGES - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self.pages), kids)
        self.objects[_TYPE0 - 1 : _UNICODE] = _font()
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            _CATALOG,
            table,
        )
        return bytes(out)


def _font() -> tuple[bytes, bytes, bytes, bytes]:
    """A font of Adobe's Chinese collection by the codes of UTF-16, which says so itself for characters that
    the collection lacks."""
    ranges = [b"<%02X00><%02XFF><%02X00>" % (high, high, high) for high in range(256)]
    blocks = b"".join(
        b"%d beginbfrange\n%s\nendbfrange\n" % (len(part), b"\n".join(part))
        for part in (ranges[:100], ranges[100:200], ranges[200:])
    )
    unicode = (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n%sendcmap end end" % blocks
    )
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (_CID, _UNICODE),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/FontDescriptor %d 0 R/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>" % _DESCRIPTOR,
        b"<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -140 1000 860]/ItalicAngle 0"
        b"/Ascent 860/Descent -140/CapHeight 700/StemV 80>>",
        _stream(unicode),
    )


def _text(text: Text) -> Iterator[bytes]:
    """Each line of a text object, its characters where the file says they stand."""
    colour = b"3 Tr" if text.colour is None else b"0 Tr %s" % _colour(text.colour, b"g rg k")
    yield b"q %s cm BT %s /%s 1 Tf" % (_matrix(text.matrix), colour, _FONT)
    size = text.size * text.stretch
    for _, run in groupby(text.glyphs, key=lambda glyph: glyph.y):
        line = tuple(run)
        yield b"%s 0 0 %s %s %s Tm" % _numbers(size, -text.size, line[0].x, line[0].y)
        yield from _shown(line, size)
    yield b"ET Q"


def _shown(line: Sequence[Glyph], size: float) -> Iterator[bytes]:
    """The characters of a line, each as wide as the step to the next if a character can be that wide.

    Their own font's widths may not be in the file; with others a number would seem to fall apart, or two
    to run into one another.
    """
    for scale, run in groupby(_spaced(line, size), key=lambda spaced: spaced[0]):
        yield b"%s Tz [%s] TJ" % (_numbers(100 * scale)[0], b"".join(shown for _, shown in run))


def _spaced(line: Sequence[Glyph], size: float) -> Iterator[tuple[float, bytes]]:
    """For each character how wide it is for its usual width, and its code with the gap behind it."""
    scales = {_NARROW: 1.0, _WIDE: 1.0}
    for glyph in line:
        usual, widest = (_NARROW, 1.3) if " " <= glyph.text <= "~" else (_WIDE, 1.0)
        code = b"<%s>" % glyph.text.encode("utf-16-be", errors="replace").hex().encode()
        if glyph.advance is not None:
            step = glyph.advance / size
            scale = scales[usual] = round(min(max(step / usual, _NARROWEST), widest), 3)
            code += _numbers(1000 * (usual - step / scale))[0]
        yield scales[usual], code


def _shape(shape: Shape) -> Iterator[bytes]:
    """A path; one that is no path draws nothing."""
    pen = RecordingPen()
    try:
        parse_path(shape.path, pen)
    except (ValueError, IndexError, TypeError, ZeroDivisionError, AssertionError):
        return
    steps = list(_steps(pen.value))
    if not steps:
        return
    yield b"q %s cm %s w" % (_matrix(shape.matrix), _numbers(shape.width)[0])
    if shape.stroke:
        yield _colour(shape.stroke, b"G RG K")
    if shape.fill:
        yield _colour(shape.fill, b"g rg k")
    yield from steps
    yield (b"B" if shape.fill else b"S") if shape.stroke else b"f"
    yield b"Q"


def _steps(recorded: Iterable[tuple[str, tuple[tuple[float, float], ...]]]) -> Iterator[bytes]:
    at = (0.0, 0.0)
    for command, points in recorded:
        if command == "closePath":
            yield b"h"
        elif command == "qCurveTo":
            (cx, cy), (x, y) = points[0], points[-1]
            near = (at[0] + 2 / 3 * (cx - at[0]), at[1] + 2 / 3 * (cy - at[1]))
            far = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
            yield b"%s %s %s %s %s %s c" % _numbers(*near, *far, x, y)
        elif command == "curveTo":
            yield b"%s %s %s %s %s %s c" % _numbers(*(value for point in points for value in point))
        elif command != "endPath":
            yield b"%s %s %s" % (*_numbers(*points[0]), b"m" if command == "moveTo" else b"l")
        at = points[-1] if points else at


def _colour(colour: Colour, operators: bytes) -> bytes:
    """The colour for grey, RGB or CMYK, by the operators for them."""
    operator = operators.split()[(1, 3, 4).index(len(colour))]
    return b"%s %s" % (b" ".join(_numbers(*colour)), operator)


def _matrix(matrix: Matrix) -> bytes:
    return b" ".join(_numbers(*matrix))


def _numbers(*values: float) -> tuple[bytes, ...]:
    return tuple(b"%.5f" % value for value in values)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    on_white(picture).save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()

"""Chinese type that can be embedded in a PDF: OpenType outlines cut down and made quadratic.

The type is Noto Sans SC and Noto Serif SC (SIL Open Font License), whose outlines are cubic; the PDF writer
embeds quadratic ones only.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from pylopdf_fonts_zh_cn import sans_path, serif_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

BODY = "SampleSerif"
HEAD = "SampleSans"
_ASCII = "".join(map(chr, range(32, 127)))
_LARGEST_ERROR_EM = 0.001


def register_fonts(texts: Iterable[str]) -> None:
    """Make the type faces BODY and HEAD known to the PDF writer, with the characters of `texts`."""
    needed = "".join(sorted(set(_ASCII).union(*texts)))
    for name, path in ((BODY, serif_path()), (HEAD, sans_path())):
        pdfmetrics.registerFont(EmbeddedFont(name, BytesIO(quadratic_font(Path(path), needed))))


def quadratic_font(path: Path, characters: str) -> bytes:
    """The font of `path` with these characters only and quadratic outlines; same bytes every time.

    Raises LookupError naming the characters that the font lacks: a sample must not show empty boxes.
    """
    font = TTFont(path, recalcTimestamp=False)
    lacking = sorted(set(characters) - {chr(code) for code in font.getBestCmap()})
    if lacking:
        raise LookupError(f"{path.name} lacks {''.join(lacking)!r}")
    options = Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GDEF", "GPOS", "GSUB", "DSIG"]
    options.name_IDs = [1, 2, 4, 6]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    _make_quadratic(font)
    target = BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def _make_quadratic(font: TTFont) -> None:
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    tolerance = _LARGEST_ERROR_EM * font["head"].unitsPerEm
    glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        glyph = pen.glyph()
        glyph.recalcBounds(glyf)
        glyf.glyphs[name] = glyph
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    font["loca"] = newTable("loca")
    font["glyf"] = glyf
    del font["CFF "]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for limit in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
    ):
        setattr(maxp, limit, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].indexToLocFormat = 0
    font.sfntVersion = "\000\001\000\000"

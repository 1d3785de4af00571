"""Chinese type that can be embedded in a PDF: the characters needed, with quadratic outlines.

The type is Noto Sans SC and Noto Serif SC (SIL Open Font License), whose outlines are cubic; the PDF writer
embeds quadratic ones only.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pylopdf_fonts_zh_cn import sans_path, serif_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

from .specimens import BODY

HEAD = "SampleSans"
_ASCII = "".join(map(chr, range(32, 127)))
_LARGEST_ERROR_EM = 0.001


def register_fonts(texts: Iterable[str]) -> None:
    """Make the type faces BODY and HEAD known to the PDF writer, with the characters of `texts`.

    The writer keeps the first face of a name: LookupError if that one lacks a character needed now.
    """
    needed = "".join(sorted(set(_ASCII).union(*texts)))
    for name, path in ((BODY, serif_path()), (HEAD, sans_path())):
        if name not in pdfmetrics.getRegisteredFontNames():
            font = quadratic_font(Path(path), needed, name)
            pdfmetrics.registerFont(EmbeddedFont(name, BytesIO(font)))
        present = pdfmetrics.getFont(name).face.charToGlyph
        lacking = [character for character in needed if ord(character) not in present]
        if lacking:
            raise LookupError(f"{name} was registered without {''.join(lacking)!r}")


def quadratic_font(path: Path, characters: str, name: str) -> bytes:
    """A font called `name` with these characters of the font at `path`; the same bytes every time.

    Raises LookupError naming the characters that the font lacks: a sample must not show empty boxes.
    """
    source = TTFont(path, lazy=True)
    known = source.getBestCmap()
    lacking = [character for character in characters if ord(character) not in known]
    if lacking:
        raise LookupError(f"{path.name} lacks {''.join(lacking)!r}")
    glyph_names = {ord(character): known[ord(character)] for character in characters}
    order = [".notdef", *dict.fromkeys(glyph_names.values())]
    em = source["head"].unitsPerEm
    outlines = source.getGlyphSet()
    glyphs = {}
    for glyph_name in order:
        pen = TTGlyphPen(None)
        outlines[glyph_name].draw(Cu2QuPen(pen, _LARGEST_ERROR_EM * em, reverse_direction=True))
        glyphs[glyph_name] = pen.glyph()
    builder = FontBuilder(em, isTTF=True)
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(glyph_names)
    builder.setupGlyf(glyphs)
    shapes = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {glyph: (outlines[glyph].width, getattr(shapes[glyph], "xMin", 0)) for glyph in order}
    )
    line = source["hhea"]
    builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=line.ascent, sTypoDescender=line.descent)
    builder.setupPost(keepGlyphNames=False)
    target = BytesIO()
    builder.save(target)
    return target.getvalue()

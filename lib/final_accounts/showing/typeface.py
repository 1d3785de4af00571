"""The type of the pages: Chinese characters for readers whose machines have none."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from fontTools.subset import Options, Subsetter, load_font
from pylopdf_fonts_zh_cn import sans_path


def with_typeface(page: str) -> str:
    """The page with the Chinese characters that it shows as a typeface of its own, behind its style sheet.

    The style sheet names it after all others: it shows where a machine, a server that prints say, has no
    Chinese type. Some 100 KB.
    """
    face = f'@font-face {{ font-family: "Page"; src: url({_typeface(page)}) format("woff"); }}\n'
    return page.replace("</style>", f"{face}</style>", 1)


def _typeface(text: str) -> str:
    """The characters of a text beyond ASCII, drawn as in the charts, as an address that holds them."""
    options = Options(
        flavor="woff",
        layout_features=["halt", "chws"],
        hinting=False,
        name_IDs=[],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    font = load_font(str(sans_path()), options, dontLoadGlyphNames=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={ord(char) for char in text if ord(char) > 0x7F})
    subsetter.subset(font)
    font.flavor = "woff"
    written = BytesIO()
    font.save(written)
    return f"data:font/woff;base64,{b64encode(written.getvalue()).decode()}"

"""Pictures as the pages of a PDF, which is then read and drawn like any scan."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence

from ...errors import UnreadableSource
from .photographs import flattened

SHORT_SIDE, LONG_SIDE = 595.0, 842.0
"""Points of a sheet of A4."""
SCREEN = 96.0
"""Dots an inch of a piece of a screen."""
PLAUSIBLE = (100.0, 600.0)
"""Dots an inch that a scanner writes into its pictures; cameras and screens write what means nothing."""
QUALITY = 95


def as_pdf(pictures: Iterable[tuple[str, bytes]]) -> bytes:
    """A PDF with a page for each picture, given as its name and content; each of several in one file for
    itself.

    Raises UnreadableSource, naming the picture, if one is damaged or too large.
    """
    made = pdfium.PdfDocument.new()
    for name, data in pictures:
        for picture in shown(name, data):
            file = io.BytesIO()
            picture.save(file, "JPEG", quality=QUALITY, subsampling=0)
            width, height = size_of(picture)
            image = pdfium.PdfImage.new(made)
            image.load_jpeg(file, inline=True)
            image.set_matrix(pdfium.PdfMatrix().scale(width, height))
            page = made.new_page(width, height)
            page.insert_obj(image)
            page.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def shown(name: str, data: bytes) -> Iterator[Image.Image]:
    """The pictures of a file as a viewer shows them: turned as the camera was held, on white; of a
    photograph of a sheet the sheet, seen from above.

    Raises UnreadableSource, naming the file, if it is damaged or too large.
    """
    try:
        with Image.open(io.BytesIO(data)) as file:
            # What moves (GIF, WebP) shows one picture after the other, not several.
            frames = ImageSequence.Iterator(file) if file.format == "TIFF" else (file,)
            for frame in frames:
                yield flattened(on_white(ImageOps.exif_transpose(frame)))
    except Image.DecompressionBombError as error:
        raise UnreadableSource(name, "the picture is too large", "save it with fewer pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableSource(name, "the picture is damaged", "save it again as PNG or JPEG") from error


def on_white(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue, what can be seen through it on white paper."""
    dpi = picture.info.get("dpi")
    if "A" in picture.getbands() or "transparency" in picture.info:
        above = picture.convert("RGBA")
        picture = Image.new("RGBA", above.size, "white")
        picture.alpha_composite(above)
    plain = picture.convert("RGB")
    plain.info = {"dpi": dpi} if dpi else {}
    return plain


def size_of(picture: Image.Image) -> tuple[float, float]:
    """Points that a picture measures, wide and high: by its own dots an inch where a scanner wrote them,
    else as on a screen, but not larger than a sheet of A4."""
    wide, high = picture.size
    told = _dots_an_inch(picture)
    if told is not None:
        return 72 * wide / told, 72 * high / told
    most = LONG_SIDE if wide > high else SHORT_SIDE
    points = min(72 * wide / SCREEN, most)
    return points, points * high / wide


def _dots_an_inch(picture: Image.Image) -> float | None:
    try:
        across, down = (float(value) for value in picture.info.get("dpi", (0, 0)))
    except (TypeError, ValueError):
        return None
    return across if across == down and PLAUSIBLE[0] <= across <= PLAUSIBLE[1] else None

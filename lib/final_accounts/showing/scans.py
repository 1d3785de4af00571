"""The piece of the original on which a finding's figure is printed, framed in red, for a page by mail."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageColor

from ..documents import Source
from ..places import Box, Place
from ..reports import Finding, Report
from .crops import FRAME, crop
from .form_heads import NEAR, words_of_head
from .printed_boxes import printed_boxes

SCALE = 2.0
"""Pixels a point: sharp on a screen of twice the usual resolution."""
WIDE, LEAST_BESIDE = 330.0, 14.0
"""Points of a piece, with the words around the figure; and beside a figure that is wider by itself."""
ABOVE, ABOVE_TABLE = 28.0, NEAR
"""Points over and under a figure: a line. Over a table stand its title, number and unit."""
REST_OF_LINE = 14.0
"""Points by which a piece grows rather than cut a line of text through."""
PALE = 160
"""Grey from which a pixel is paper."""
TALLEST = 64.0
"""Points of a place that are shown: of a whole table its head."""
PIXELS_A_POINT = 1.25
"""On the page: a little less than the size of print, which is 4/3."""
COLOURS = 16
"""Black type with its soft edges and a red frame need no more."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A piece of a page: `source` is a data: address, `width` its size on the page in pixels."""

    source: str
    place: Place
    width: int


def scan_of(finding: Finding, report: Report) -> Scan | None:
    """The piece that shows the figure of a finding; None where the source has no pages to cut from."""
    place = next(places_of(finding, report), None)
    path = None if place is None else file_of(report.document.source, place)
    if place is None or path is None or place.box is None:
        return None
    (left, top, right, bottom), boxes = shown_part(path, place, report, finding)
    over = max(place.box[1] - top, 0)
    bottom = min(bottom, top + over + TALLEST)
    above = max(ABOVE_TABLE - over, ABOVE) if is_of_form(place) else ABOVE
    beside = max((WIDE - (right - left)) / 2, LEAST_BESIDE, above)
    cut = crop(path, Place(page=place.page, box=(left, top, right, bottom)), SCALE, beside, boxes)
    piece = _strip(cut, min(top, beside), bottom - top, above)
    return Scan(data_address(reduced(piece, kept=FRAME)), place, round(piece.width / SCALE * PIXELS_A_POINT))


def is_of_form(place: Place) -> bool:
    """Whether a place is a whole form's, whose head is what matters."""
    return place.table is not None and place.row is None


def shown_part(path: Path, place: Place, report: Report, finding: Finding) -> tuple[Box, tuple[Box, ...]]:
    """The part of a page that shows a finding, and what is framed in it: of a form's head the words that the
    finding is about, its unit or number; all of the part where nothing is."""
    assert place.box is not None
    boxes = boxes_in(path, place, report)
    if not is_of_form(place):
        return around(boxes or (place.box,)), boxes
    said = words_of_head(path, place, finding, report.document)
    left, top, right, bottom = place.box
    head = left, top, right, min(bottom, top + TALLEST)
    return (around((said, head)), (said,)) if said is not None else (head, ())


def boxes_in(path: Path, place: Place, report: Report) -> tuple[Box, ...]:
    """The boxes of the words of running text at a place, a line each; none for a place in a table."""
    words = words_at(place, report)
    return printed_boxes(path, place, words) if words else ()


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds all of some boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _strip(png: bytes, top: float, height: float, above: float) -> Image.Image:
    """The rows of a piece that hold the figure, which is `height` points high and begins `top` points down,
    with `above` points over and under it, and what else of a line would be cut through."""
    piece = Image.open(io.BytesIO(png)).convert("RGB")
    first = round(max(top - above, 0) * SCALE)
    last = min(round((top + height + above) * SCALE), piece.height)
    ink = piece.convert("L")
    more = range(round(REST_OF_LINE * SCALE))
    first = next((first - row for row in more if _is_blank(ink, first - row)), first)
    last = next((last + row for row in more if _is_blank(ink, last + row - 1)), last)
    return piece.crop((0, first, piece.width, last))


def _is_blank(ink: Image.Image, row: int) -> bool:
    """Whether a row of grey pixels holds no ink; beyond the edges there is nothing to be cut through."""
    if not 0 <= row < ink.height:
        return False
    darkest, _ = ink.crop((0, row, ink.width, row + 1)).getextrema()
    return darkest > PALE  # type: ignore[operator]


def places_of(finding: Finding, report: Report) -> Iterator[Place]:
    """The places with a box: of the figure, of the words it is about, of anything else that took part."""
    own = finding.stated_figure
    places = [own.place] if own is not None else [*_of_words(finding, report)]
    for place in (*places, *finding.places):
        if place.page is not None and place.box is not None:
            yield place


def _of_words(finding: Finding, report: Report) -> Iterator[Place]:
    """Where the printed words stand that a finding is about: 增加/减少, 0%%; or behind its amounts
    in their sentence: 下降 behind an amount that grew."""
    whole = finding.places[0] if finding.places else Place()
    if not finding.stated or whole.paragraph is None or whole.start is None:
        return
    paragraph = next((p for p in report.document.paragraphs if p.index == whole.paragraph), None)
    if paragraph is None:
        return
    sentence_end = paragraph.text.find("。", whole.start)
    at = paragraph.text.find(finding.stated, whole.start, max(sentence_end, whole.end or len(paragraph.text)))
    if at >= 0:
        yield paragraph.place(at, at + len(finding.stated))


def words_at(place: Place, report: Report) -> str:
    """The words of running text at a place, empty for a place in a table."""
    paragraph = next((p for p in report.document.paragraphs if p.index == place.paragraph), None)
    return "" if paragraph is None else paragraph.text[place.start : place.end]


def file_of(source: Source, place: Place) -> Path | None:
    """What holds the page of a place, a PDF or pictures of pages: the source itself, or the one of its parts
    that the place names."""
    named = (part for part in source.parts if part.name == place.source)
    file = source if place.source is None else next(named, None)
    usable = file is not None and file.has_pages and file.path.exists()
    return file.path if file is not None and usable else None


def reduced(picture: Image.Image, colours: int = COLOURS, kept: str | None = None) -> bytes:
    """The picture as PNG in a few colours, one of them `kept`, however little of it there is."""
    few = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    if kept is not None:
        palette = Image.new("P", (1, 1))
        palette.putpalette([*(few.getpalette() or [])[: 3 * (colours - 1)], *ImageColor.getrgb(kept)])
        few = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def data_address(png: bytes) -> str:
    """The picture as a data: address, which a page may hold without asking anybody for it."""
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}"

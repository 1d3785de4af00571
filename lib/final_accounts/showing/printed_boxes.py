"""Where words of running text stand on their page, to the letter: readers know the line, not its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pypdfium2

from ..places import Box, Place
from ..reading.pdf.pages.geometry import box_around
from ..reading.pdf.pages.page import Char, Page, read_page

FEWEST = 2
"""Letters at the end of a line that are enough to know words which go on in the next."""


def printed_box(source_path: Path, place: Place, text: str) -> Box | None:
    """The box of `text` on the line where `place` has it, nearest to its box; None where the line does not
    hold it (a scan, whose letters are a picture). Of words that go on in the next line the first part.

    Raises PdfiumError for a file that cannot be read, OSError for one that is not there.
    """
    if place.page is None or place.box is None:
        return None
    page = _page(source_path, source_path.stat().st_mtime_ns, place.page)
    around = page.turned_box(place.box)
    line = _line(page, around)
    for wanted in _beginnings(_plain(text)):
        found = _nearest(line, wanted, around[0])
        if found:
            return page.shown_box(box_around(char.box for char in found))
    return None


@lru_cache(maxsize=8)
def _page(source_path: Path, modified: int, number: int) -> Page:
    """A page of a file as it was when `modified`: several findings stand on one page."""
    with pypdfium2.PdfDocument(source_path) as document:
        return read_page(document, number - 1)


def _line(page: Page, around: Box) -> list[Char]:
    """The letters at the height of a box, from left to right."""
    at = [char for char in page.chars if around[1] <= char.middle[1] <= around[3] and _plain(char.text)]
    return sorted(at, key=lambda char: char.box[0])


def _beginnings(text: str) -> Iterator[str]:
    """The whole text, then what may stand of it at the end of a line."""
    yield text
    yield from (text[:length] for length in range(len(text) - 1, FEWEST - 1, -1))


def _nearest(line: Sequence[Char], text: str, left: float) -> Sequence[Char]:
    """The letters of a text on a line; of several the ones that begin nearest to `left`."""
    letters = "".join(_plain(char.text) for char in line)
    owner = [index for index, char in enumerate(line) for _ in _plain(char.text)]
    starts = [at for at in range(len(letters)) if text and letters.startswith(text, at)]
    if not starts:
        return ()
    start = min(starts, key=lambda at: abs(line[owner[at]].box[0] - left))
    return line[owner[start] : owner[start + len(text) - 1] + 1]


def _plain(text: str) -> str:
    """Letters in their usual form, without blanks: as readers repair them."""
    return "".join(unicodedata.normalize("NFKC", text).split())

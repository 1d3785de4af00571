"""Where words of running text stand on their page, to the letter: readers know the line, not its letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from ..places import Box, Place
from ..reading.pdf.pages.geometry import box_around
from ..reading.pdf.pages.page import Char, Page, read_page
from ..reading.sheets import sheets_at
from ..recognising.forms.catalogue import compact

FEWEST = 2
"""Letters at the end of a line that are enough to know words which go on in the next."""


def printed_boxes(source_path: Path, place: Place, text: str) -> tuple[Box, ...]:
    """The boxes of `text` on the line where `place` has it, nearest to its box, and on the lines below where
    it goes on there; none where the line does not hold it (a scan, whose letters are a picture).

    Raises PdfiumError for a file that cannot be read, OSError for one that is not there.
    """
    if place.page is None or place.box is None:
        return ()
    page = _page(source_path, source_path.stat().st_mtime_ns, place.page)
    around = page.turned_box(place.box)
    line, wanted = _line(page, around), compact(text)
    begun = next((found for some in _beginnings(wanted) if (found := _nearest(line, some, around[0]))), ())
    boxes = []
    while begun:
        boxes.append(box_around(char.box for char in begun))
        wanted = wanted[len(_letters(begun)) :]
        begun = _going_on(_line_below(page, boxes[-1]), wanted)
    return tuple(map(page.shown_box, boxes))


def box_above(source_path: Path, place: Place, text: str, height: float) -> Box | None:
    """The box of `text` on the lowest line that holds it of those over a place, up to `height` points; None
    where none does. Raises as printed_boxes does."""
    if place.page is None or place.box is None:
        return None
    page = _page(source_path, source_path.stat().st_mtime_ns, place.page)
    left, top, right, _ = page.turned_box(place.box)
    lowest = top
    while line := _lowest_line(page, (left, top - height, right, lowest)):
        found = _nearest(line, compact(text), right)
        if found:
            return page.shown_box(box_around(char.box for char in found))
        lowest = min(char.middle[1] for char in line)
    return None


@lru_cache(maxsize=8)
def _page(source_path: Path, modified: int, number: int) -> Page:
    """A page of a file as it was when `modified`: several findings stand on one page."""
    with sheets_at(source_path) as document:
        return read_page(document, number - 1)


def _line(page: Page, around: Box) -> list[Char]:
    """The letters at the height of a box, from left to right."""
    at = [char for char in page.chars if around[1] <= char.middle[1] <= around[3] and compact(char.text)]
    return sorted(at, key=lambda char: char.box[0])


def _lowest_line(page: Page, area: Box) -> list[Char]:
    """The letters of the last line whose middle lies in an area, from left to right."""
    inside = [c for c in page.chars if area[1] <= c.middle[1] < area[3] and area[0] <= c.middle[0] <= area[2]]
    last = max(inside, key=lambda char: char.middle[1], default=None)
    return _line(page, last.box) if last is not None else []


def _line_below(page: Page, box: Box) -> list[Char]:
    """The letters of the line right below a box, from left to right."""
    below = [char for char in page.chars if box[3] < char.middle[1] < box[3] + 2 * (box[3] - box[1])]
    first = min(below, key=lambda char: char.middle[1], default=None)
    return _line(page, first.box) if first is not None else []


def _going_on(line: Sequence[Char], text: str) -> Sequence[Char]:
    """The letters at the beginning of a line that go on with a text, as far as it reaches."""
    reach = 0
    while reach < len(line) and text and text.startswith(_letters(line[: reach + 1])):
        reach += 1
    return line[:reach]


def _letters(chars: Sequence[Char]) -> str:
    return "".join(compact(char.text) for char in chars)


def _beginnings(text: str) -> Iterator[str]:
    """The whole text, then what may stand of it at the end of a line."""
    yield text
    yield from (text[:length] for length in range(len(text) - 1, FEWEST - 1, -1))


def _nearest(line: Sequence[Char], text: str, left: float) -> Sequence[Char]:
    """The letters of a text on a line; of several the ones that begin nearest to `left`."""
    letters = _letters(line)
    owner = [index for index, char in enumerate(line) for _ in compact(char.text)]
    starts = [at for at in range(len(letters)) if text and letters.startswith(text, at)]
    if not starts:
        return ()
    start = min(starts, key=lambda at: abs(line[owner[at]].box[0] - left))
    return line[owner[start] : owner[start + len(text) - 1] + 1]

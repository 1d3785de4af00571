"""Page furniture: page numbers and running headers, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ..pages.page import Page
from .lines import Line

OUTER_BAND = 0.12
"""Share of the page's height, at its head and at its foot, in which furniture stands."""

FEWEST_REPEATS = 3

_PAGE_NUMBER = re.compile(
    r"[-—–―─·~\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?"
    r"(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?[-—–―─·~\s]*"
)


def without_furniture(
    pages: Sequence[tuple[Page, tuple[Line, ...]]], with_tables: frozenset[int]
) -> list[tuple[Line, ...]]:
    """The lines of each page without its page number and its running headers and footers.

    A line repeated at one height is a running header only if it also stands on pages without tables
    (their numbers in `with_tables`): what is repeated above every table belongs to the tables.
    """
    running = _running(pages, with_tables)
    rest = [
        tuple(line for line in lines if not (_in_band(page, line) and _key(page, line) in running))
        for page, lines in pages
    ]
    candidates = [
        tuple(line for line in _outermost(page, lines) if _in_band(page, line) and is_page_number(line.text))
        for (page, _), lines in zip(pages, rest, strict=True)
    ]
    steps = Counter(step for found in candidates for line in found if (step := _step(line)) is not None)
    return [
        tuple(line for line in lines if line not in found or not _is_counted(line, steps, len(pages)))
        for lines, found in zip(rest, candidates, strict=True)
    ]


def is_page_number(text: str) -> bool:
    """Whether a line may be a page number: a numeral, perhaps between dashes or within 第…页."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _step(line: Line) -> int | None:
    """How far a bare number is from the number of its page, None if the line is more than digits."""
    return int(line.text) - line.page if line.text.isdecimal() else None


def _is_counted(line: Line, steps: Counter[int], pages: int) -> bool:
    """Whether a number counts pages: it is decorated, or as far from its page as that of another page."""
    step = _step(line)
    return step is None or steps[step] >= 2 or pages <= 2


def _running(
    pages: Sequence[tuple[Page, tuple[Line, ...]]], with_tables: frozenset[int]
) -> frozenset[tuple[str, int]]:
    """Text and height of the lines that many pages repeat in their outer bands."""
    numbers: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for page, lines in pages:
        for line in lines:
            if _in_band(page, line):
                numbers[_key(page, line)].add(page.number)
    enough = max(FEWEST_REPEATS, len(pages) // 4)
    return frozenset(
        key
        for key, on in numbers.items()
        if len(on) >= enough and len(on - with_tables) >= FEWEST_REPEATS - 1
    )


def _key(page: Page, line: Line) -> tuple[str, int]:
    """The line's text without spaces, and its distance from the nearer edge in steps of 6 points.

    On a sheet whose text runs up or down, head and foot lie at the sides.
    """
    top, bottom = line.box[1], page.height - line.box[3]
    if _is_at_side(page, line):
        left, right = line.box[0], page.width - line.box[2]
        top, bottom = (right, left) if page.turn == 1 else (left, right)
    return "".join(line.text.split()), round(top / 6) if top <= bottom else -1 - round(bottom / 6)


def _in_band(page: Page, line: Line) -> bool:
    band = OUTER_BAND * page.height
    return line.box[3] <= band or line.box[1] >= page.height - band or _is_at_side(page, line)


def _is_at_side(page: Page, line: Line) -> bool:
    """Whether a line stands at the head or foot of a sheet whose text runs up or down."""
    band = OUTER_BAND * page.width
    return page.turn % 2 == 1 and (line.box[2] <= band or line.box[0] >= page.width - band)


def _outermost(page: Page, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines at the very head and the very foot of the page."""
    if not lines:
        return ()
    head = min(line.box[1] for line in lines)
    foot = max(line.box[3] for line in lines)
    return tuple(
        line
        for line in lines
        if line.box[1] <= head + 3 or line.box[3] >= foot - 3 or _is_at_side(page, line)
    )

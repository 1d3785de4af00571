"""What is printed along the edges of every sheet: date, title, address and page number, as browsers add them.

A table that goes on over several pages begins right below it, so it is left out before tables are looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..pages.page import Page
from ..unruled.fragments import TextLine, text_lines

EDGE = 0.05
"""Share of the page's height, at its head and at its foot, in which hardly any margin lets text stand."""

FEWEST_REPEATS = 3


def without_edges(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines at their edges of which a part is repeated at one height on several."""
    found = [_edge_lines(page) for page in pages]
    counts = Counter(key for lines in found for key in {key for line in lines for key in _keys(line)})
    result = []
    for page, lines in zip(pages, found, strict=True):
        repeated = [line for line in lines if any(counts[key] >= FEWEST_REPEATS for key in _keys(line))]
        result.append(_without(page, repeated) if repeated else page)
    return result


def _edge_lines(page: Page) -> list[TextLine]:
    top, foot = EDGE * page.height, (1 - EDGE) * page.height
    return text_lines(char for char in page.chars if char.box[3] < top or char.box[1] > foot)


def _keys(line: TextLine) -> list[tuple[str, float, int]]:
    """The parts of a line that are more than a number, each with where it stands."""
    return [
        (part.text, round(part.box[0]), round(line.baseline)) for part in line.fragments if not part.is_number
    ]


def _without(page: Page, lines: Sequence[TextLine]) -> Page:
    kept = page.chars
    for line in lines:
        # Twice the middle, so that nothing need be halved.
        top, foot = 2 * line.box[1], 2 * line.box[3]
        kept = tuple(char for char in kept if not top <= char.box[1] + char.box[3] <= foot)
    return replace(page, chars=kept)

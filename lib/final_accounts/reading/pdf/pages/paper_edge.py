"""What goes on beyond the edge of the paper: a table too wide or too long for it is cut off, and nothing says
so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .drawings import Ruling

if TYPE_CHECKING:
    from .page import Char

LEAST_CUT = 0.3
"""Share of a character that must lie beyond the edge for it to be cut."""

STANDS_OUT = 2.0
"""Points by which a rule must reach over the edge."""

NEAR = 8.0
"""Heights of a character from one on the paper to one beyond it, if both are of one row of a table."""


NEXT_LINE = 3.0
"""Heights of a character from the last line on the paper to the first one beyond its head or foot."""

FEWEST_LINES = 2
"""Lines beyond the head or the foot of the paper: a single one may be what a printer adds."""


class Cut(NamedTuple):
    """Where the paper ends across a row, or before its last cells: the height, whether text is cut off or
    only what is drawn, and whether by a clip, behind which the file holds no more.

    `of_rows` says that whole lines follow the one at this height where there is no paper.
    """

    height: float
    is_text: bool
    by_clip: bool = False
    of_rows: bool = False


def beyond_edges(
    chars: Sequence[Char], rulings: Iterable[Ruling], size: tuple[float, float]
) -> Iterator[Cut]:
    """Where text or rules of a page go on where there is no paper."""
    width, height = size
    # Every character of every page comes through here: the cheapest question first.
    off = [char for char in chars if char.box[2] > width or char.box[0] < 0]
    off = [char for char in off if _is_cut(char, size)]
    if off:
        yield from _beyond_sides(chars, off, width)
    for rule in rulings:
        over = max(-rule.start, rule.end - width)
        if rule.horizontal and over > STANDS_OUT and rule.end > 0 and rule.start < width:
            yield Cut(rule.at, is_text=False)
    past = [char for char in chars if char.box[3] > height or char.box[1] < 0]
    if past:
        yield from _beyond_ends(chars, past, size)


def _beyond_sides(chars: Sequence[Char], off: Sequence[Char], width: float) -> Iterator[Cut]:
    """The characters off the paper that stand in a line with others on it."""
    on_paper: dict[int, list[Char]] = {}
    for char in chars:
        if 0 <= char.middle[0] <= width and _is_inked(char):
            on_paper.setdefault(round(char.baseline), []).append(char)
    for char in off:
        level = on_paper.get(round(char.baseline), ())
        if any(abs(char.middle[0] - other.middle[0]) <= NEAR * char.height for other in level):
            yield Cut(char.middle[1], is_text=True)


def _beyond_ends(chars: Sequence[Char], past: Sequence[Char], size: tuple[float, float]) -> Iterator[Cut]:
    """The last lines at head and foot after which several more follow beyond the paper."""
    width, height = size
    off = [char for char in past if _is_inked(char) and 0 <= char.middle[0] <= width]
    above = {round(char.baseline) for char in off if char.middle[1] < 0}
    below = {round(char.baseline) for char in off if char.middle[1] > height}
    if max(len(above), len(below)) < FEWEST_LINES:
        return
    inside = [char for char in chars if _is_inked(char) and 0 <= char.middle[1] <= height]
    if not inside:
        return
    first, last = (end(inside, key=lambda char: char.baseline) for end in (min, max))
    nearest = (first, above, max(above, default=0)), (last, below, min(below, default=0))
    for line, lines, next_to in nearest:
        if len(lines) >= FEWEST_LINES and abs(line.baseline - next_to) <= NEXT_LINE * line.height:
            yield Cut(line.middle[1], is_text=False, of_rows=True)


def _is_cut(char: Char, size: tuple[float, float]) -> bool:
    width, height = size
    over = max(-char.box[0], char.box[2] - width)
    return _is_inked(char) and over > LEAST_CUT * char.width and 0 <= char.baseline <= height


def _is_inked(char: Char) -> bool:
    return char.turn == 0 and not char.text.isspace()

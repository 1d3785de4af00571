"""What goes on beyond the edge of the paper: a table too wide for it is cut off, and nothing says so."""

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


class Cut(NamedTuple):
    """Where the paper ends across a row, or before its last cells: the height, whether text is cut off or
    only what is drawn, and whether by a clip, behind which the file holds no more."""

    height: float
    is_text: bool
    by_clip: bool = False


def beyond_edges(
    chars: Sequence[Char], rulings: Iterable[Ruling], size: tuple[float, float]
) -> Iterator[Cut]:
    """Where text or rules of a page go on at its right or its left where there is no paper."""
    width = size[0]
    # Every character of every page comes through here: the cheapest question first.
    off = [char for char in chars if char.box[2] > width or char.box[0] < 0]
    off = [char for char in off if _is_cut(char, size)]
    if off:
        on_paper: dict[int, list[Char]] = {}
        for char in chars:
            if 0 <= char.middle[0] <= width and _is_inked(char):
                on_paper.setdefault(round(char.baseline), []).append(char)
        for char in off:
            level = on_paper.get(round(char.baseline), ())
            if any(abs(char.middle[0] - other.middle[0]) <= NEAR * char.height for other in level):
                yield Cut(char.middle[1], is_text=True)
    for rule in rulings:
        over = max(-rule.start, rule.end - width)
        if rule.horizontal and over > STANDS_OUT and rule.end > 0 and rule.start < width:
            yield Cut(rule.at, is_text=False)


def _is_cut(char: Char, size: tuple[float, float]) -> bool:
    width, height = size
    over = max(-char.box[0], char.box[2] - width)
    return _is_inked(char) and over > LEAST_CUT * char.width and 0 <= char.baseline <= height


def _is_inked(char: Char) -> bool:
    return char.turn == 0 and not char.text.isspace()

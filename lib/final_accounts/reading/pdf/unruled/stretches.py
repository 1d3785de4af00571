"""Stretches of a page that may be a table without a grid: lines with gaps, between prose and captions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ...lines import is_heading, is_title
from ..pages.page import Page
from ..text.furniture import OUTER_BAND, is_page_number
from .fragments import TextLine, begins_item

FEWEST_GAPPED = 2
"""Lines with a gap that the smallest table has; one may be what is left of the page before."""

LONGEST_CELL = 0.6
"""Share of the page's width. A line without a gap that is longer is running text."""

WIDEST_STEP = 2.6
"""Usual steps from line to line. A wider one parts two tables."""

WIDEST_ROW = 1.6
"""Usual distances of two lines with gaps. A wider step parts two tables, where there are `FEWEST_ROWS`."""

SAME_LEFT = 1.5
"""Points by which texts that begin one column may differ."""

NEXT_ROW = 1.3
"""Usual distances of rows to one that holds a label alone, at most."""

FEWEST_ROWS = 3

FEWEST_NAMES = 3
"""Texts side by side that are the names of columns, however near they stand."""

LEAST_ROW = 1.5
"""Ems. A lesser distance may be that of two lines of one row."""

LARGER_TYPE = 1.2
"""A line of one or two words in type so much larger than the rest is a title."""

ROW_APART = 2.0
"""Ems between two rows, at least, where the lines of one stand nearer."""

UNIT_ABOVE = 4.0
"""Ems from the unit of a table to its first line, at most."""

_UNIT = re.compile(r"[:：]\s*(?:人民币)?[百千万亿]*元\s*[)）]?$")
_SENTENCE = re.compile(r"[。；]|，.*，")
_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}|(?:\. ){4,}|_{6,}")
_CAPTION = re.compile(r"[^:：]{1,12}[:：]|.*\d\s*表$|.*表\s*\d+$")
_PART_OF_ABOVE = re.compile(r"其中|减|加|附")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that may be a table. `in_money` says that a unit of money is printed right above them, `goes_on`
    that the first of them are what is left of a row of the page before."""

    lines: Sequence[TextLine]
    in_money: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """A table of the page before that may go on: the edges of its columns, the names in its head, the usual
    distance of its rows in points, and whether its labels are numbered items, which look like headings."""

    edges: Sequence[float]
    names: Collection[str]
    pitch: float
    has_items: bool = False


def stretches(page: Page, lines: Sequence[TextLine], carried: Carried | None = None) -> Iterator[Stretch]:
    """The lines between two that belong to no table, where at least two of them have gaps.

    One is enough below a unit of money, and where a table may go on from the page before: its last row may
    have gone on in the first lines here.
    """
    fewest = 1 if carried else FEWEST_GAPPED
    if not lines:
        return
    usual = median(line.em for line in lines)
    rows = _row_pitch([line for line in lines if line.is_gapped])
    above: TextLine | None = None
    stretch: list[TextLine] = []
    for line in [*lines, None]:
        outermost = line is lines[0] or line is lines[-1]
        if line is not None and not _is_apart(page, line, usual, outermost):
            stretch.append(line)
            continue
        in_money = bool(stretch) and above is not None and _is_unit_of(above, stretch[0])
        on_top = carried if above is None else None
        rest = _rest_of_row(stretch, on_top) if on_top else 0
        pitch = max(rows, on_top.pitch if on_top else 0.0)
        for part in _with_gaps(stretch[rest:], 1 if in_money else fewest, pitch):
            first = part[0] is stretch[rest]
            lines_of_part = [*stretch[:rest], *part] if first else part
            yield Stretch(lines_of_part, in_money and first, first and rest > 0)
        above, stretch = line, []


def _is_apart(page: Page, line: TextLine, usual: float, outermost: bool) -> bool:
    """Whether a line is a title, a caption, running text, an entry of the contents, or a page number."""
    words = [fragment for fragment in line.fragments if len(fragment.text) > 1]
    if line.em > LARGER_TYPE * usual and not line.numbers and len(words) <= 2:
        return True
    if is_sentence(line) or _LEADER.search(line.text):
        return True
    if is_caption(line):
        return True
    left, top, right, bottom = line.box
    if not line.is_gapped and right - left > LONGEST_CELL * page.width and not line.numbers:
        return True
    outer = bottom <= OUTER_BAND * page.height or top >= (1 - OUTER_BAND) * page.height
    centred = abs((left + right) / 2 - page.width / 2) < 0.1 * page.width
    counts = is_page_number(line.text) and (outermost or not line.text.isdecimal())
    return outer and centred and not line.is_gapped and counts


def is_caption(line: TextLine) -> bool:
    """Whether a line stands above a table or below it: “name: value” or a number of the table."""
    if len(line.fragments) > 4 or line.numbers[1:]:
        return False
    return any(
        _CAPTION.match(fragment.text) and not _PART_OF_ABOVE.match(fragment.text)
        for fragment in (line.fragments[0], line.fragments[-1])
    )


def _rest_of_row(lines: Sequence[TextLine], carried: Carried) -> int:
    """How many lines before the first one with a gap are what is left of a row of the page before: texts
    inside its columns, not its head again, and no title where one would begin."""
    first = next((index for index, line in enumerate(lines) if line.is_gapped), 0)
    # The label of the first row proper may begin above its numbers.
    parted = (at for at in range(first - 1, 0, -1) if _step(lines, at) > ROW_APART * lines[at].em)
    return next((at for at in (first, *parted) if at and _is_rest(lines[: at + 1], carried)), 0)


def _step(lines: Sequence[TextLine], at: int) -> float:
    return lines[at].baseline - lines[at - 1].baseline


def _is_rest(lines: Sequence[TextLine], carried: Carried) -> bool:
    """Whether all lines but the last, which stands near below, go on in the columns of the page before: one
    may read as a name of its head, as 支出 at the end of labels does, several are that head again."""
    printed = {part.text for line in lines if not line.numbers for part in line.fragments}
    if len(printed & set(carried.names)) >= FEWEST_GAPPED:
        return False
    inside = all(
        any(left < part.box[0] and part.box[2] < right for left, right in pairwise(carried.edges))
        and (
            part.box[0] > carried.edges[1]
            or not (is_title(part.text) or is_heading(part.text))
            or (carried.has_items and begins_item(part.text))
        )
        for line in lines[:-1]
        for part in line.fragments
    )
    return inside and _step(lines, len(lines) - 1) < UNIT_ABOVE * lines[-1].em


def _is_unit_of(line: TextLine, below: TextLine) -> bool:
    """Whether a line names the unit of money of the table that begins with the line below it."""
    near = below.baseline - line.baseline < UNIT_ABOVE * line.em
    return near and names_unit(line)


def names_unit(line: TextLine) -> bool:
    """Whether a line names the unit of money of a table."""
    texts = [*(fragment.text for fragment in line.fragments), "".join(line.text.split())]
    return any(_UNIT.search(text) for text in texts)


def is_sentence(line: TextLine) -> bool:
    """Whether a line holds a piece of a sentence."""
    return _SENTENCE.search(line.text) is not None


def _with_gaps(lines: Sequence[TextLine], fewest: int, pitch: float) -> Iterator[list[TextLine]]:
    """The lines, cut where nothing is printed for long, without the lines before and behind the gaps.

    `pitch` is the distance of rows in the rest of the page, in points; nought if that tells none.
    """
    if len(lines) < fewest:
        return
    steps = [lower.baseline - upper.baseline for upper, lower in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    pitch = max(pitch, _row_pitch([line for line in lines if line.is_gapped]))
    widest = max(WIDEST_STEP * usual, WIDEST_ROW * pitch)
    part = [lines[0]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step > max(widest, 3.0 * line.em):
            yield from _trimmed(part, fewest, pitch)
            part = []
        part.append(line)
    yield from _trimmed(part, fewest, pitch)


def _row_pitch(gapped: Sequence[TextLine]) -> float:
    """The usual distance of rows in points, from lines with gaps; nought if they are too few."""
    steps = (lower.baseline - upper.baseline for upper, lower in pairwise(gapped))
    rows = [step for step in steps if step > LEAST_ROW * gapped[0].em]
    return median(rows) if len(rows) >= FEWEST_ROWS else 0.0


def _trimmed(lines: Sequence[TextLine], fewest: int, pitch: float) -> Iterator[list[TextLine]]:
    gapped = [index for index, line in enumerate(lines) if line.is_gapped]
    if len(gapped) < fewest:
        return
    first, last = gapped[0], gapped[-1]
    # A merged cell of the head may stand alone on its line; so may the last line of a label. Names side by
    # side, though narrow columns leave little room between them, are as far off as a row.
    while first and _step(lines, first) <= _reach_up(lines[first - 1], pitch):
        first -= 1
    steps = [lower.baseline - upper.baseline for upper, lower in pairwise(lines)]
    step = median(steps) if steps else 0.0
    reach = max(1.3 * step, 2.5 * lines[last].em)
    columns = sorted({round(part.box[0]) for index in gapped for part in lines[index].fragments})
    while last + 1 < len(lines) and lines[last + 1].baseline - lines[last].baseline <= (
        max(reach, NEXT_ROW * pitch) if _is_label(lines[last + 1], columns) else reach
    ):
        last += 1
    yield list(lines[first : last + 1])


def _reach_up(line: TextLine, pitch: float) -> float:
    """How far below a line without gaps the next one of its table may stand, in points."""
    if len(line.fragments) >= FEWEST_NAMES:
        return max(UNIT_ABOVE * line.em, NEXT_ROW * pitch)
    return max(2.2 * line.em, NEXT_ROW * pitch if len(line.fragments) > 1 else 0.0)


def _is_label(line: TextLine, columns: Sequence[int]) -> bool:
    """Whether a line holds a label alone: where some column begins, before the next one, and no title."""
    left, _, right, _ = line.box
    begins = any(abs(column - left) <= SAME_LEFT for column in columns)
    crosses = any(left + SAME_LEFT < column < right for column in columns)
    return begins and not crosses and not line.text.endswith("表")

"""Lines of a scan that run over columns of a table without rules: where their neighbours leave gaps, too.

The finding model takes texts that stand close side by side for one line. What stands above and below
tells a gap between columns from one within a sentence: there the same place is free as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .grid import runs_of
from .image import Frame, Gray

NARROWEST = 0.3
"""Heights of a line that a gap between two columns is wide at least."""

WIDE = 0.6
"""Heights of a line that a gap is wide which parts columns in a row of a table, whatever stands about it."""

EDGE = 0.1
"""Heights of a line from either end of a gap at which neighbours are looked at: columns are flush there."""

FEWEST_FREE, FEWEST_PARTED = 3, 2
"""Rows that must leave a place free for a narrow gap to part columns, and those in which it must lie between
two texts for any gap: those behind the stops of a narrative stand below one another, too."""

FEWEST_TEXTS = 3
"""Texts side by side that make a row one of a table."""

MOST_OVER = 1
"""Rows on either side that may run over such a place, as titles within a table do, before it ends."""

Gap = tuple[int, int]
"""Left and right of a stretch of a line without ink, in pixels."""


def gaps_of(ink: Gray, line: Frame, least: float) -> list[Gap]:
    """The stretches of a line without ink that are so many times as wide as it is high, or wider."""
    left, top, right, foot = line
    free = (ink[top:foot, left:right].sum(axis=0) == 0).tolist()
    return [(left + start, left + end) for start, end in runs_of(free) if end - start >= least * (foot - top)]


def gaps_between_columns(ink: Gray, lines: Sequence[Frame]) -> list[list[Gap]]:
    """For each line of a page, given by the box of its ink, the gaps that its neighbours leave free too,
    from left to right."""
    found: dict[Frame, list[Gap]] = {}
    rows = [_Row(row, [gaps_of(ink, line, NARROWEST) for line in row]) for row in _rows(lines)]
    for at, row in enumerate(rows):
        about = rows[:at][::-1], rows[at + 1 :]
        of_table = len(row.lines) >= FEWEST_TEXTS
        for line, gaps in zip(row.lines, row.gaps, strict=True):
            found[line] = [gap for gap in gaps if _is_common(gap, _height(line), about)]
            of_table = of_table or bool(found[line])
        for line, gaps in zip(row.lines, row.gaps, strict=True):
            if of_table:
                wide = WIDE * _height(line)
                found[line] = [gap for gap in gaps if gap in found[line] or gap[1] - gap[0] >= wide]
    return [found[line] for line in lines]


def _height(line: Frame) -> int:
    return line[3] - line[1]


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines that stand at one height, from left to right, and the gaps within each."""

    lines: Sequence[Frame]
    gaps: Sequence[Sequence[Gap]]

    def parts(self, place: float) -> bool:
        """Whether a place lies between two lines."""
        return any(before[2] <= place <= after[0] for before, after in pairwise(self.lines))

    def is_free(self, place: float) -> bool:
        """Whether a place lies between two lines or in a gap of one."""
        return self.parts(place) or any(start <= place <= end for gaps in self.gaps for start, end in gaps)

    def covers(self, place: float) -> bool:
        """Whether there is ink at a place."""
        return not self.is_free(place) and any(line[0] <= place <= line[2] for line in self.lines)


def _rows(lines: Sequence[Frame]) -> Iterator[list[Frame]]:
    """The lines that stand at one height, from left to right; the rows from the top."""
    row: list[Frame] = []
    for line in sorted(lines, key=lambda line: line[1] + line[3]):
        if row and line[1] + line[3] - row[0][1] - row[0][3] > line[3] - line[1]:
            yield sorted(row)
            row = []
        row.append(line)
    if row:
        yield sorted(row)


def _is_common(gap: Gap, height: int, about: Iterable[Sequence[_Row]]) -> bool:
    """Whether enough rows above and below a line leave free one of the places within a gap of it."""
    sides = list(about)
    fewest = FEWEST_PARTED if gap[1] - gap[0] >= WIDE * height else FEWEST_FREE
    for place in (gap[0] + EDGE * height, (gap[0] + gap[1]) / 2, gap[1] - EDGE * height):
        free = [row for rows in sides for row in _until_covered(rows, place) if row.is_free(place)]
        if len(free) >= fewest and sum(row.parts(place) for row in free) >= FEWEST_PARTED:
            return True
    return False


def _until_covered(rows: Iterable[_Row], place: float) -> Iterator[_Row]:
    """The rows, away from where one looks, until too many have run over a place."""
    over = 0
    for row in rows:
        over += row.covers(place)
        if over > MOST_OVER:
            return
        yield row

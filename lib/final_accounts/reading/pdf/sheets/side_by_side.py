"""Which pages show a workbook's sheet side by side: too wide for the paper, it is printed in strips.

Either each strip is printed down to its end before the next, or all strips of some rows before the next rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .bare import is_bare_half
from .heads import complete_each_other, counting, has_labels, head_texts, makes, over_edge_texts, titles
from .parts import (
    FEWEST_ROWS,
    SAME_EDGE,
    SheetPart,
    edge_texts,
    has_its_lines,
    have_same_columns,
    have_same_rows,
    open_rows,
    repeated_columns,
)
from .repeated_labels import cut_behind_labels, goes_on, is_empty, is_titled_otherwise

LONGEST_STRIP = 8
"""Pages below one another in one strip."""

CENTRED = 2.0
"""Points by which the middle of what is printed in the middle may miss that of the page."""

FEWEST_FULL = 0.75
"""Share of its page's width that a sheet printed in the middle must take where nothing more fits."""


Row = tuple[SheetPart, ...]
"""The pages that show the same rows of a sheet, from left to right."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of pages of one sheet, from top to bottom."""

    rows: Sequence[Row]

    @property
    def pages(self) -> int:
        return sum(map(len, self.rows))


def sheet_at(parts: Sequence[SheetPart]) -> Sheet | None:
    """The sheet of several strips that begins with the first of successive pages; None if none does."""
    for length in range(1, min(LONGEST_STRIP, len(parts) // 2) + 1):
        strips = [list(parts[:length])]
        for start in range(length, len(parts) - length + 1, length):
            strip = _next_strip(strips, parts[start : start + length])
            if strip is None:
                break
            strips.append(strip)
        if len(strips) > 1:
            rows = [tuple(row) for row in zip(*strips, strict=True)]
            return Sheet(
                (*rows, *_more_rows(rows[-1], parts[sum(map(len, rows)) :])) if length == 1 else rows
            )
    return None


def _more_rows(above: Row, parts: Sequence[SheetPart]) -> Iterator[Row]:
    """The next rows of a sheet of which all strips are printed before the next rows: of the same columns."""
    # A page without new columns is there for the sake of a title, which the next rows lack.
    above = tuple(part for part in above if not is_empty(part))
    count = len(above)
    for start in range(0, len(parts) - count + 1, count):
        row = parts[start : start + count]
        alike = all(have_same_columns(upper, lower) for upper, lower in zip(above, row, strict=True))
        level = all(have_same_rows(row[0], part) for part in row[1:])
        if not (alike and level and row[0].is_ruled) or titles(
            head_texts(row[0], edge_texts(above[0], row[0]))
        ):
            return
        yield tuple(
            replace(part, cut=part.left + upper.cut - upper.left)
            for upper, part in zip(above, row, strict=True)
        )


def doubtful_at(parts: Sequence[SheetPart]) -> int | None:
    """How many pages after the first of some the rest of its rows may stand, which is not certain; None if
    nothing looks like it."""
    first = parts[0]
    if not first.page.rulings:
        return _bare_at(first, parts[1 : LONGEST_STRIP + 1])
    for at, part in enumerate(parts[1 : LONGEST_STRIP + 1], start=1):
        if _may_be_beside(first, part):
            return at if sheet_at(parts[at:]) is None else None
        if not (part.is_ruled and have_same_columns(first, part)):
            return None
    return None


def _bare_at(first: SheetPart, parts: Sequence[SheetPart]) -> int | None:
    """How many pages on more columns of a page without rules stand, or nothing but numbers on its lines."""
    for at, part in enumerate(parts, start=1):
        if is_bare_half(first, part):
            return at
        if part.is_bare and not first.is_bare and has_its_lines(first, part):
            nearer = (other for other in parts[: at - 1] if not other.is_bare)
            return at if not any(has_its_lines(other, part) for other in nearer) else None
    return None


def _may_be_beside(left: SheetPart, right: SheetPart) -> bool:
    """Whether a page without a title of its own has the rows of another, and columns without room there."""
    if _paper(left) != _paper(right) or len(right.ys) <= FEWEST_ROWS or not have_same_rows(left, right):
        return False
    if have_same_columns(left, right):
        return False
    cut = replace(right, cut=repeated_columns(left, right))
    if not _was_full(left, cut):
        return False
    theirs = head_texts(right, edge_texts(left, right))
    return not makes(theirs) and not set(titles(theirs)) - set(titles(head_texts(left, ())))


def _next_strip(strips: Sequence[Sequence[SheetPart]], parts: Sequence[SheetPart]) -> list[SheetPart] | None:
    """The pages as the strip to the right of some; None if they are not."""
    last = strips[-1]
    head = _beside([strip[0] for strip in strips], parts[0])
    if head is None:
        return None
    below = list(zip(last[1:], parts[1:], strict=True))
    if not all(_goes_on(last[0], left) and _goes_on(parts[0], right) for left, right in below):
        return None
    if not all(have_same_rows(left, right) for left, right in below):
        return None
    offset = head.cut - parts[0].left
    return [head, *(replace(part, cut=part.cut + offset) for part in parts[1:])]


def _goes_on(first: SheetPart, part: SheetPart) -> bool:
    """Whether a page shows more rows of the columns of a strip, or nothing but words below them."""
    return not part.is_ruled or have_same_columns(first, part)


def _beside(row: Sequence[SheetPart], right: SheetPart) -> SheetPart | None:
    """The page as the one to the right of others, cut where it goes on; None if that is not certain."""
    left = row[-1]
    if _paper(left) != _paper(right) or len(right.ys) <= FEWEST_ROWS or not have_same_rows(left, right):
        return None
    cut = cut_behind_labels(row, right)
    if cut.cut > right.left:
        return cut if goes_on(row, cut, is_empty(cut) or _was_full(left, cut)) else None
    is_new = not any(have_same_columns(part, right) for part in row)
    counted = counting([left], cut) if is_new else None
    # The texts are looked at last: that takes longer than all the rest.
    if counted is False or (counted is None and not _was_full(left, cut)) or is_titled_otherwise(row, right):
        return None
    again = edge_texts(left, right)
    before, theirs = [head_texts(part, again) for part in row], head_texts(cut, again)
    titled, titled_anew = any(map(titles, before)), bool(titles(theirs))
    if titled and titled_anew:
        return None
    if counted:
        return cut
    if titles(over_edge_texts(before[-1], left.right, theirs, cut.cut)):
        return cut
    if not is_new:
        return None
    if _runs_over(left, cut):
        return cut
    may_go_on = not has_labels(cut) or complete_each_other([text for part in before for text in part], theirs)
    return cut if (titled or titled_anew) and may_go_on else None


def _paper(part: SheetPart) -> tuple[float, float, int]:
    return part.page.width, part.page.height, part.page.turn


def _runs_over(left: SheetPart, right: SheetPart) -> bool:
    """Whether merged cells run over the edge: rows that no rule closes on either page, where others are."""
    ours = dict(zip(map(round, left.ys), open_rows(left, left.right), strict=False))
    theirs = dict(zip(map(round, right.ys), open_rows(right, right.cut), strict=False))
    both = [ours[at] and theirs[at] for at in ours.keys() & theirs.keys()]
    return any(both) and not all(both)


def _was_full(left: SheetPart, right: SheetPart) -> bool:
    """Whether the first column of the right page had no room on the left one."""
    column = min((x for x in right.xs if x > right.cut + SAME_EDGE), default=right.right) - right.cut
    width = left.page.width
    if abs(left.left - right.left) <= SAME_EDGE:
        return left.right + column > width - left.left
    centred = all(abs((part.left + part.right) - width) <= 2 * CENTRED for part in (left, right))
    return centred and left.right - left.left + column > FEWEST_FULL * width

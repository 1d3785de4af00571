"""Sheets without rules on pages side by side: their lines are level, a title or a count of columns goes on.

Running text stands on the same lines from page to page too, so that the lines alone tell nothing. Columns
are found by what stands in them, which is too little across the edge of a page: such pages are only told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..unruled.fragments import text_lines_of
from .heads import counting
from .parts import SheetPart
from .repeated_labels import is_titled_otherwise, moved_by

HEAD_LINES, MISSED_LINES = 8, 3
"""Lines above a table and in its head, and how many of them may stand on one of its pages only."""

ABOVE = 2
"""Lines that stand above a table: its title, and who made it beside the unit."""

FEWEST_LINES = 6
"""Lines of a page that tell that it goes on beside."""

BETWEEN_LINES = 4.0
"""Points below a line where the next begins."""


def is_bare_half(left: SheetPart, right: SheetPart) -> bool:
    """Whether a page without rules shows more columns of the lines of another."""
    if not (_is_level(left, right) and _holds_cells(left)):
        return False
    first, second = _framed(left, left.lines), _framed(right, left.lines)
    if is_titled_otherwise([first], second):
        return False
    counted = counting([first], second)
    return counted is True or (counted is None and moved_by(first, second) is not None)


def _holds_cells(part: SheetPart) -> bool:
    """Whether most lines of a page have gaps that no running text has."""
    lines = text_lines_of(part.page)
    return 2 * sum(line.is_gapped for line in lines) > len(lines)


def _is_level(left: SheetPart, right: SheetPart) -> bool:
    """Whether two pages of one size have the same lines, as far as the second has any below its head."""
    if len(right.lines) < FEWEST_LINES:
        return False
    if any(getattr(left.page, size) != getattr(right.page, size) for size in ("width", "height", "turn")):
        return False
    held = {y + step for y in left.lines for step in (-1, 0, 1)}
    missed = [at for at, y in enumerate(right.lines) if y not in held]
    return (
        len(right.lines) - len(missed) >= FEWEST_LINES
        and len(missed) <= MISSED_LINES
        and all(at < HEAD_LINES for at in missed)
    )


def _framed(part: SheetPart, lines: Sequence[float]) -> SheetPart:
    """A page as if some lines stood between rules, below those above its table."""
    return replace(part, ys=tuple(y + BETWEEN_LINES for y in lines[ABOVE:]), xs=(0.0, part.page.width))

"""Scanned pages that may show a sheet side by side: told, but not put together.

A scanner takes in each page a little farther to the side or lower, so that they are laid on one another by
the left end and the foot of their tables; and what was recognised is not exact enough to join it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ..pdf.pages.page import Page
from ..pdf.sheets.parts import SheetPart, part_of
from ..pdf.sheets.side_by_side import doubtful_at, sheet_at
from .reader import is_recognised

SIZE_STEP = 10.0
"""Points to which the size of a scanned sheet of paper is known."""

LEFT = 60.0
"""Points from the edge of the paper at which all tables are laid to begin."""


def with_halves_told(pages: Sequence[Page]) -> list[Page]:
    """The pages, each scanned one with the number of that which may show the other half of its rows."""
    beside: dict[int, int] = {}
    for recognised, scanned in groupby(pages, key=is_recognised):
        if recognised:
            for left, right in _halves([_laid(page) for page in scanned]):
                beside.setdefault(left, right)
                beside.setdefault(right, left)
    if not beside:
        return list(pages)
    return [replace(page, beside=beside.get(page.number, page.beside)) for page in pages]


def _halves(parts: Sequence[SheetPart]) -> Iterator[tuple[int, int]]:
    """The numbers of pages that may stand side by side."""
    at = 0
    while at < len(parts):
        sheet = sheet_at(parts[at:]) if parts[at].is_ruled else None
        for row in sheet.rows if sheet else ():
            yield from ((left.page.number, right.page.number) for left, right in pairwise(row))
        rest = None if sheet or not parts[at].is_ruled else doubtful_at(parts[at:])
        if rest is not None:
            yield parts[at].page.number, parts[at + rest].page.number
        at += sheet.pages if sheet else 1


def _laid(page: Page) -> SheetPart:
    """A page as part of a sheet, its table moved to where all begin and end."""
    part = part_of(page)
    if not part.is_ruled:
        return part
    width, height = (round(size / SIZE_STEP) * SIZE_STEP for size in (page.width, page.height))
    x, y = LEFT - part.left, height - part.ys[-1]
    chars = tuple(
        char._replace(
            box=(char.box[0] + x, char.box[1] + y, char.box[2] + x, char.box[3] + y),
            origin=(char.origin[0] + x, char.origin[1] + y),
        )
        for char in page.chars
    )
    rulings = tuple(
        replace(
            rule,
            at=rule.at + (y if rule.horizontal else x),
            start=rule.start + (x if rule.horizontal else y),
            end=rule.end + (x if rule.horizontal else y),
        )
        for rule in page.rulings
    )
    return part_of(replace(page, chars=chars, rulings=rulings, width=width, height=height))

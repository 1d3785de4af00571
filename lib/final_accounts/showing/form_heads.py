"""Where the head of a form prints what a finding is about: its unit, its number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..documents import Document, Paragraph, Table
from ..places import Box, Place
from ..recognising.forms.catalogue import compact
from ..reports import Finding
from .printed_boxes import box_above, printed_boxes

NEAR = 48.0
"""Points over a form within which its title, number and unit stand as a rule."""
_ROWS = 4
"""First rows of a table that may hold its title and unit."""
_BLOCKS = 6
"""Blocks over a table among which they are looked for farther away."""
_UNIT = "单位"


def words_of_head(path: Path, form: Place, finding: Finding, document: Document) -> Box | None:
    """The box of the words in the head of a form, over its table or in the first rows; None where they
    cannot be found. Raises as printed_boxes does."""
    said = finding.stated
    if not said:
        return None
    over = box_above(path, form, said, NEAR)
    return over or next(_elsewhere(path, form, said, _UNIT if finding.kind == "unit" else "", document), None)


def _elsewhere(path: Path, form: Place, said: str, beside: str, document: Document) -> Iterator[Box]:
    """The boxes of the words in the first rows, then in the lines over the table, each with what must stand
    beside them."""
    for place in (*_in_rows(form, said, document), *_in_lines(form, said, beside, document)):
        if place.page == form.page and place.box is not None:
            yield from (*printed_boxes(path, place, said)[:1], place.box)


def _in_rows(form: Place, said: str, document: Document) -> Iterator[Place]:
    for table in document.tables:
        if table.index == form.table:
            yield from (c.place for row in table.rows[:_ROWS] for c in row if said in compact(c.text))


def _in_lines(form: Place, said: str, beside: str, document: Document) -> Iterator[Place]:
    blocks = document.blocks
    at = next((i for i, b in enumerate(blocks) if isinstance(b, Table) and b.index == form.table), 0)
    for block in islice(reversed(blocks[:at]), _BLOCKS):
        start = block.text.rfind(said) if isinstance(block, Paragraph) else -1
        if isinstance(block, Paragraph) and start >= 0 and beside in compact(block.text):
            yield block.place(start, start + len(said))

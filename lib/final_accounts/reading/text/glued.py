"""Tables between bars or tabs in which a converter put cells that stand close together into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .tabs import TextRow

_GLUED = re.compile(r"(-?[\d,]+\.\d{2})(\s*)(\d{5}|\d{3})(?!\d)")
"""An amount and the code of the column at its right: 2636.29 30202, 76.60302."""
_AMOUNT = re.compile(r"-?[\d,]+\.(\d+)")
_FEWEST = 3


def without_glue(rows: Sequence[TextRow]) -> list[TextRow] | None:
    """The words and numbers of each row in their order where several cells hold an amount and a code; None
    where no cells are glued.

    Without a space between them the other amounts must show that they have two decimals.
    """
    cells = [cell.strip() for row in rows for cell in row.cells]
    glued = [match for cell in cells if (match := _GLUED.match(cell))]
    if len(glued) < _FEWEST:
        return None
    decimals = [len(match[1]) for cell in cells if (match := _AMOUNT.fullmatch(cell))]
    if not any(match[2] for match in glued) and 2 * decimals.count(2) <= len(decimals):
        return None
    return [replace(row, cells=_parted(row.cells)) for row in rows]


def _parted(cells: Sequence[str]) -> tuple[str, ...]:
    texts = (_GLUED.sub(r"\1 \3", cell.strip()) for cell in cells)
    return tuple(piece for text in texts for piece in text.split()) or ("",)

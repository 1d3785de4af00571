"""camelot's reading of ruled tables: with another library than ours, for the rules and for the text."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..pages.page import Page
from .cells import Grid, Texts, grid_of

log = logging.getLogger(__name__)
# camelot's parser tells at length what it mends in a file. Where nobody set up logging, as in a notebook,
# all of it would stand above the report.
logging.getLogger("playa").addHandler(logging.NullHandler())

CHUNK = 20
"""Pages that camelot reads at once: it keeps the layout of all of them in memory."""

CAMELOT_ERRORS = (
    ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, StopIteration, TypeError, ValueError
)  # fmt: skip
"""What camelot, and the parser below it, raise on pages that they do not understand."""


_LAYOUT = {"boxes_flow": None}
"""Lines of text need not be ordered in columns and boxes: that takes half of camelot's time."""


@dataclass(frozen=True, slots=True)
class SecondReading:
    """camelot's grids and its own spelling of their cells by page, and the pages it could not read."""

    tables: Mapping[int, list[tuple[Grid, Texts]]]
    failed: Mapping[int, str]


def second_reading(path: Path, pages: Sequence[Page]) -> SecondReading:
    """camelot's tables of these pages. What it cannot read is reported, not raised."""
    tables: dict[int, list[tuple[Grid, Texts]]] = {}
    failed: dict[int, str] = {}
    for start in range(0, len(pages), CHUNK):
        chunk = {page.number: page for page in pages[start : start + CHUNK]}
        try:
            found = _camelot(path, sorted(chunk))
        except CAMELOT_ERRORS as error:
            log.warning("%s: camelot failed on pages %s: %r", path.name, sorted(chunk), error)
            failed.update(dict.fromkeys(chunk, type(error).__name__))
            continue
        for table in found:
            page = chunk[table.page]
            if bool(table.rotation) == bool(page.turn):
                tables.setdefault(page.number, []).append(_converted(table, page))
    return SecondReading(tables, failed)


def _camelot(path: Path, numbers: Sequence[int]) -> list[Any]:
    """camelot's tables of the pages with these numbers. Imported here, because that takes seconds."""
    from camelot.io import read_pdf
    from playa.exceptions import PDFException

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tables = read_pdf(
                str(path),
                pages=",".join(map(str, numbers)),
                flavor="lattice",
                engine="vector",
                split_text=True,
                suppress_stdout=True,
                layout_kwargs=_LAYOUT,
            )
        except PDFException as error:
            raise RuntimeError(str(error)) from error
    return list(tables)


def _converted(table: Any, page: Page) -> tuple[Grid, Texts]:
    """A camelot table in our coordinates: its origin is the lower left corner of the sheet."""
    left, _, _, foot = page.media
    xs = [left + table.cols[0][0], *(left + end for _, end in table.cols)]
    ys = [foot - table.rows[0][0], *(foot - end for _, end in table.rows)]
    cells = table.cells
    grid = grid_of(
        page.number,
        xs,
        ys,
        lambda row, column: not cells[row][column].right and not cells[row][column + 1].left,
        lambda row, column: not cells[row][column].bottom and not cells[row + 1][column].top,
    )
    texts: Texts = {}
    for region in grid.regions:
        parts = [
            cells[row][column].text
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        ]
        text = "".join(parts).strip()
        if text:
            texts[region.row, region.column] = text
    return grid, texts

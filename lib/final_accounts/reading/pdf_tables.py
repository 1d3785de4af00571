"""The tables of a PDF: camelot's grids and our own, held against each other, filled from characters.

camelot reads the rules and the text with another library than we do, so where both say the same a cell
is certain. Cells are always spelt from our characters, from which overprint has been removed and which
camelot's splitting of wide texts cannot lose.
"""

from __future__ import annotations

import logging
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .lines import tidy
from .pdf_cells import Grid, Texts, grid_of, texts_in
from .pdf_geometry import shared
from .pdf_grid import grids_of
from .pdf_pages import Page

log = logging.getLogger(__name__)

CHUNK = 20
"""Pages that camelot reads at once: it keeps the layout of all of them in memory."""

CAMELOT_ERRORS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, OSError)
"""What camelot raises on pages that it does not understand."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with its texts, how sure we are of it (0 to 1), and what should be looked at.

    `parted` says that its rules left rows together, which were told apart by their numbers.
    """

    grid: Grid
    texts: Texts
    confidence: float = 1.0
    remarks: tuple[str, ...] = ()
    parted: bool = False


def tables_of(path: Path, pages: Sequence[Page], fast: bool = False) -> dict[int, tuple[FoundTable, ...]]:
    """The tables of the pages that may hold any, by page number, from top to bottom.

    `fast` leaves camelot out: nothing is held against a second reading then.
    """
    own = {page.number: _kept(page, grids_of(page)) for page in pages}
    if fast:
        return {number: tuple(found) for number, found in own.items()}
    second = _second_reading(path, pages)
    return {page.number: tuple(_compared(page, own[page.number], second)) for page in pages}


def _kept(page: Page, grids: Sequence[Grid]) -> list[FoundTable]:
    """The grids that are tables: not the frame of a picture, a chart, or a boxed remark."""
    filled = [FoundTable(grid, texts_in(grid, page.chars)) for grid in grids]
    return [table for table in filled if _is_table(table.grid, table.texts)]


def _is_table(grid: Grid, texts: Texts) -> bool:
    return len(texts) >= 3 or (len(texts) == 2 and len(grid.regions) >= 4)


@dataclass(frozen=True, slots=True)
class _Second:
    """camelot's grids and its own spelling of their cells by page, and the pages it could not read."""

    tables: Mapping[int, list[tuple[Grid, Texts]]]
    failed: Mapping[int, str]


def _second_reading(path: Path, pages: Sequence[Page]) -> _Second:
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
    return _Second(tables, failed)


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


def _compared(page: Page, own: Sequence[FoundTable], second: _Second) -> Iterator[FoundTable]:
    """Our tables held against camelot's, and those that only camelot found, from top to bottom."""
    others = list(second.tables.get(page.number, ()))
    result = []
    for table in own:
        match = max(others, key=lambda other: shared(table.grid.box, other[0].box), default=None)
        if match is None or shared(table.grid.box, match[0].box) < 0.5:
            result.append(_alone(page, table, second))
            continue
        others.remove(match)
        result.append(agreed(page, table, *match))
    for grid, texts in others:
        refilled = texts_in(grid, page.chars)
        if _is_table(grid, refilled) and all(shared(grid.box, t.grid.box) < 0.1 for t in result):
            result.append(agreed(page, FoundTable(grid, refilled, 0.9), grid, texts))
    yield from sorted(result, key=lambda table: table.grid.ys[0])


def _alone(page: Page, table: FoundTable, second: _Second) -> FoundTable:
    """A table that camelot did not give: it drops grids that are nearly empty, which is no doubt of ours."""
    cells = table.grid.rows * table.grid.columns
    if page.number in second.failed:
        remark = f"第{page.number}页：未能用第二种方法核对表格（{second.failed[page.number]}）"
        return FoundTable(table.grid, table.texts, 0.9, (remark,))
    if len(table.texts) / cells <= 0.15:
        return table
    return FoundTable(table.grid, table.texts, 0.9, (f"第{page.number}页：表格只由一种方法读出，请核对",))


def agreed(page: Page, table: FoundTable, other: Grid, spelt: Texts) -> FoundTable:
    """Our table, surer the more of its cells camelot spells alike."""
    grid, texts = table.grid, dict(table.texts)
    if (grid.rows, grid.columns) != (other.rows, other.columns):
        remark = (
            f"第{page.number}页：两种方法读出的表格行列数不同"
            f"（{grid.rows}×{grid.columns}与{other.rows}×{other.columns}），请核对"
        )
        return FoundTable(grid, texts, 0.8, (remark,))
    remarks = []
    positions = sorted(set(texts) | set(spelt))
    differing = 0
    for position in positions:
        ours, theirs = texts.get(position, ""), spelt.get(position, "")
        # split_text loses the label of a wide merged cell: their silence is no contradiction.
        if not theirs or _same(ours, theirs, page):
            continue
        differing += 1
        row, column = position
        where = f"第{page.number}页表格第{row + 1}行第{column + 1}列"
        if not ours:
            texts[position] = tidy(theirs)
            remarks.append(f"{where}：只有一种方法读出“{tidy(theirs)}”，请核对")
        else:
            remarks.append(f"{where}：两种方法分别读作“{ours}”与“{tidy(theirs)}”，请核对")
    share = differing / max(len(positions), 1)
    return FoundTable(grid, texts, min(table.confidence, round(1 - share, 3)), tuple(remarks))


def _same(ours: str, theirs: str, page: Page) -> bool:
    """Whether two spellings agree but for spaces, the order of words, overprint and a watermark."""
    first, second = _bare(ours), _bare(theirs)
    if first == second or (not _has_digits(first) and sorted(first) == sorted(second)):
        return True
    watermark = {char.text for char in page.stray}
    if watermark and "".join(char for char in second if char not in watermark) == first:
        return True
    return page.overprinted > 0 and set(first) == set(second) and len(second) > len(first)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _has_digits(text: str) -> bool:
    return any(char.isdecimal() for char in text)

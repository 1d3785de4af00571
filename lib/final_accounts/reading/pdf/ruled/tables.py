"""The tables of a PDF: camelot's grids and our own, held against each other, filled from characters.

camelot reads the rules and the text with another library than we do, so where both say the same a cell
is certain. Cells are always spelt from our characters, from which overprint has been removed and which
camelot's splitting of wide texts cannot lose; where camelot spells one differently, the cell carries
both texts, and whoever knows what the numbers mean may tell which is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...lines import tidy
from ..pages.geometry import contains, grown, overlap, shared
from ..pages.page import Page
from .camelot import SecondReading, second_reading
from .cells import Grid, Region, Texts, texts_in
from .grid import NARROWEST, grids_of
from .moved_lines import BothSpellings, bare
from .plots import is_plot

FEWEST_PRINTED_OVER = 3
"""Labels that must be printed over themselves for the numbers of a table to count as such too."""

OTHER_INK = 6.0
"""Points around a cell in which a watermark's characters may have been taken for its own."""

Alternatives = Mapping[tuple[int, int], tuple[str, ...]]
"""What else may stand in a grid's regions, by row and column of their first position."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with its texts, how sure we are of it (0 to 1), and what should be looked at.

    `alternatives` are other readings of single cells, of which `confidence` says nothing. `parted` says
    that its rules left rows together, which were told apart by their numbers; `is_plot` that it is the
    plot of a chart and no table at all. `goes_on_at` is its first row below the head if it has the columns
    of a table on the page before. `is_bare` says that its columns were found
    without rules; `is_whole` is False where columns of it may stand where the page does not show them.
    """

    grid: Grid
    texts: Texts
    confidence: float = 1.0
    remarks: tuple[str, ...] = ()
    parted: bool = False
    alternatives: Alternatives = field(default_factory=dict)
    is_plot: bool = False
    goes_on_at: int | None = None
    is_bare: bool = False
    is_whole: bool = True


def tables_of(path: Path, pages: Sequence[Page], fast: bool = False) -> dict[int, tuple[FoundTable, ...]]:
    """The tables of the pages that may hold any, by page number, from top to bottom.

    `fast` leaves camelot out: nothing is held against a second reading then.
    """
    own = {page.number: _kept(page, grids_of(page)) for page in pages}
    if fast:
        return {number: tuple(found) for number, found in own.items()}
    second = second_reading(path, pages)
    return {page.number: tuple(_compared(page, own[page.number], second)) for page in pages}


def _kept(page: Page, grids: Sequence[Grid]) -> list[FoundTable]:
    """The grids that are tables, or plots of charts: not the frame of a picture or a boxed remark."""
    filled = [(grid, texts_in(grid, page.chars)) for grid in grids]
    return [
        FoundTable(grid, texts, is_plot=plot)
        for grid, texts in filled
        if (plot := is_plot(page, grid, texts)) or _is_table(grid, texts)
    ]


def _is_table(grid: Grid, texts: Texts) -> bool:
    """Whether enough is printed in a grid; in a row of many columns it may be the end of a label that a page
    cut."""
    if len(texts) >= 3:
        return True
    return len(grid.regions) >= 4 and (len(texts) == 2 or (len(texts) == 1 and grid.rows == 1))


def _compared(page: Page, own: Sequence[FoundTable], second: SecondReading) -> Iterator[FoundTable]:
    """Our tables held against camelot's, and those that only camelot found, from top to bottom."""
    others = list(second.tables.get(page.number, ()))
    result = []
    for table in own:
        if table.is_plot:
            result.append(table)
            continue
        match = max(others, key=lambda other: shared(table.grid.box, other[0].box), default=None)
        if match is None or shared(table.grid.box, match[0].box) < 0.5:
            result.append(_alone(page, table, second))
            continue
        others.remove(match)
        result.append(agreed(page, table, *match))
    for grid, texts in others:
        if any(table.is_plot and overlap(table.grid.box, grid.box) for table in own):
            continue
        refilled = texts_in(grid, page.chars)
        if _is_table(grid, refilled) and all(shared(grid.box, t.grid.box) < 0.1 for t in result):
            result.append(agreed(page, FoundTable(grid, refilled, 0.9), grid, texts))
    yield from sorted(result, key=lambda table: table.grid.ys[0])


def _alone(page: Page, table: FoundTable, second: SecondReading) -> FoundTable:
    """A table that camelot did not give: it drops grids that are nearly empty, which is no doubt of ours."""
    cells = table.grid.rows * table.grid.columns
    if page.number in second.failed:
        remark = f"第{page.number}页：未能用第二种方法核对表格（{second.failed[page.number]}）"
        return FoundTable(table.grid, table.texts, 0.9, (remark,))
    if len(table.texts) / cells <= 0.15:
        return table
    return FoundTable(table.grid, table.texts, 0.9, (f"第{page.number}页：表格只由一种方法读出，请核对",))


def agreed(page: Page, table: FoundTable, other: Grid, spelt: Texts) -> FoundTable:
    """Our table with what camelot spells differently beside what we spell.

    Where the rules are seen differently, cells that lie in both grids are still held against each other.
    """
    alike = _Alike(table.grid, other)
    everywhere = {
        (region.row, region.column): (
            region,
            table.texts.get((region.row, region.column), ""),
            *alike.text_at(region, spelt),
        )
        for region in table.grid.regions
        if _is_on(page, region)
    }
    # split_text loses the label of a wide merged cell: their silence is no contradiction.
    readings = {position: reading for position, reading in everywhere.items() if reading[2]}
    spellings = [(ours, theirs) for _, ours, theirs, _ in readings.values()]
    printed_over = page.overprinted > 0 or _is_printed_over(spellings)
    both = BothSpellings((reading[:3] for reading in everywhere.values()), page.chars)
    texts = dict(table.texts)
    alternatives: dict[tuple[int, int], tuple[str, ...]] = {}
    for position, (region, ours, theirs, is_whole) in readings.items():
        if _same(ours, theirs, printed_over, _other_ink(page, region)):
            continue
        if not is_whole and _holds(theirs, ours):
            continue
        if not ours and _stands_beside(theirs, region, table):
            # The second reader counts the line of a neighbour to this cell, by the room of its font.
            continue
        if both.only_lines_moved(region, ours, theirs):
            continue
        texts[position] = ours or tidy(theirs)
        alternatives[position] = (tidy(theirs) if ours else "",)
    compared = replace(table, texts=texts, alternatives=alternatives)
    if (table.grid.rows, table.grid.columns) == (other.rows, other.columns):
        return compared
    remark = (
        f"第{page.number}页：两种方法读出的表格行列数不同"
        f"（{table.grid.rows}×{table.grid.columns}与{other.rows}×{other.columns}），请核对"
    )
    return replace(compared, confidence=min(table.confidence, 0.8), remarks=(remark,))


def _stands_beside(text: str, region: Region, table: FoundTable) -> bool:
    """Whether a cell that touches a region holds a text: a number as a whole word, the letters of others in
    their order."""
    near = grown(region.box, NARROWEST)
    beside = (
        table.texts.get((other.row, other.column), "")
        for other in table.grid.regions
        if other is not region and overlap(other.box, near)
    )
    return any(_holds(held, text) or (not _has_digits(text) and _in_order(held, text)) for held in beside)


def _in_order(text: str, part: str) -> bool:
    """Whether all letters of one text stand in another in the same order."""
    letters = iter(bare(text))
    return all(letter in letters for letter in bare(part))


class _Alike:
    """Where the regions of one grid lie in another of the same table."""

    def __init__(self, own: Grid, other: Grid) -> None:
        self._columns = _edges_in(own.xs, other.xs)
        self._rows = _edges_in(own.ys, other.ys)
        self._regions = {
            (region.row, region.column, region.row + region.row_span, region.column + region.column_span): (
                region.row,
                region.column,
            )
            for region in other.regions
        }
        self._other = other

    def text_at(self, region: Region, spelt: Texts) -> tuple[str, bool]:
        """What is spelt in the region that lies there, and whether it is the very same one."""
        row, column = self._rows.get(region.row), self._columns.get(region.column)
        foot = self._rows.get(region.row + region.row_span)
        right = self._columns.get(region.column + region.column_span)
        if row is not None and column is not None and foot is not None and right is not None:
            same = self._regions.get((row, column, foot, right))
            if same is not None:
                return spelt.get(same, ""), True
        left, top, far, low = region.box
        middle = ((left + far) / 2, (top + low) / 2)
        around = next((other for other in self._other.regions if contains(other.box, middle)), None)
        return (spelt.get((around.row, around.column), ""), False) if around else ("", False)


def _edges_in(own: Sequence[float], other: Sequence[float]) -> dict[int, int]:
    """For each edge of a grid the edge of the other at the same place, if there is one."""
    found: dict[int, int] = {}
    for index, edge in enumerate(own):
        nearest = min(range(len(other)), key=lambda at: abs(other[at] - edge))
        if abs(other[nearest] - edge) <= NARROWEST:
            found[index] = nearest
    return found


def _holds(text: str, part: str) -> bool:
    """Whether a text of a wider cell holds that of a narrower one, its numbers as whole words."""
    if not _has_digits(part):
        return bare(part) in bare(text)
    return {bare(word) for word in part.split()} <= {bare(word) for word in text.split()}


def _same(ours: str, theirs: str, printed_over: bool, other_ink: str) -> bool:
    """Whether two spellings agree but for spaces, the order of words, several prints over one another, and
    what else is drawn there that is no part of the text."""
    first, second = bare(ours), bare(theirs)
    if first == second or (sorted(first) == sorted(second) and _digits(first) == _digits(second) != first):
        return True
    if printed_over and set(first) == set(second) and len(second) > len(first):
        return True
    own, surplus = Counter(first), Counter(second)
    return bool(other_ink) and own <= surplus and surplus - own <= Counter(bare(other_ink))


def _is_printed_over(readings: Sequence[tuple[str, str]]) -> bool:
    """Whether several labels of a table are printed over themselves: camelot keeps some of the prints."""
    labels = [(bare(ours), bare(theirs)) for ours, theirs in readings]
    repeated = [
        ours
        for ours, theirs in labels
        if ours and not _has_digits(ours) and len(theirs) > len(ours) and not set(theirs) - set(ours)
    ]
    return len(repeated) >= FEWEST_PRINTED_OVER


def _is_on(page: Page, region: Region) -> bool:
    left, top, right, bottom = region.box
    return contains((0.0, 0.0, page.width, page.height), ((left + right) / 2, (top + bottom) / 2))


def _other_ink(page: Page, region: Region) -> str:
    """The characters in and at a cell that are no part of the text: a watermark, a seal, hidden text."""
    near = grown(region.box, OTHER_INK)
    others = (*page.stray, *(char for chars in page.left_out.values() for char in chars))
    return "".join(char.text for char in others if overlap(char.box, near))


def _digits(text: str) -> str:
    """The digits, signs and points of a text, in order."""
    return "".join(char for char in text if char.isdecimal() or char in ".,-%")


def _has_digits(text: str) -> bool:
    return any(char.isdecimal() for char in text)

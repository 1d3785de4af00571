"""Comma-separated values: what a workbook's sheet leaves when it is saved as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from ...documents import Document, Source
from ..block_making import BlockMaker
from ..lines import is_title
from .sheets import Sheet, add_sheet

_SEPARATORS = (",", ";")
_FEWEST_ROWS = 5
_SHARE = 0.6
"""Of the lines so many are rows of cells at least."""
_FEWEST_CELLS = 3
_CLAUSES = 2
"""Commas that a sentence of a narrative has and a note has not."""
_MOST_SENTENCES = 3
_AMOUNT = re.compile(r"\s*-?[\d, ]+\. ?\d+%?\s*")
_NAME = re.compile(r"(?!.*\s\d[\d.]*$).*[\u4e00-\u9fff]", re.DOTALL)
"""A name; 合计 1 is the beginning of 合计 1,020.00."""


def read_separated(source: Source, text: str) -> Document | None:
    """The document in the decoded `text` of a file of comma-separated values, None if it is none.

    It is read as a sheet whose name is the file's. Prose with commas has no blank cell and no cell that is an
    amount alone; amounts with commas have no words beside them. Raises UnreadableSource as `add_sheet`.
    """
    rows = next((rows for mark in _SEPARATORS if (rows := _rows(text, mark)) is not None), None)
    if rows is None:
        return None
    maker = BlockMaker()
    remarks: list[str] = []
    sheet = Sheet(source.path.stem)
    for at, row in enumerate(rows):
        if _begins_sheet(rows[at - 1] if at else row, row):
            remarks.extend(add_sheet(maker, source.name, sheet))
            sheet = Sheet(source.path.stem)
        for column, cell in enumerate(row):
            sheet.put(source.name, (at, column), cell)
    remarks.extend(add_sheet(maker, source.name, sheet))
    return Document(source, tuple(maker.blocks), tuple(remarks))


def _begins_sheet(before: Sequence[str], row: Sequence[str]) -> bool:
    """Whether another sheet was put below the one before: a title alone in a row of another length."""
    titles = [cell for cell in row if cell.strip()]
    return len(row) != len(before) and len(row) > 1 and len(titles) == 1 and is_title(titles[0].strip())


def _rows(text: str, separator: str) -> list[list[str]] | None:
    if text.count(separator) < _FEWEST_ROWS * (_FEWEST_CELLS - 1):
        return None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return None
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    held = sum(map(_is_row, filled))
    if held < max(_FEWEST_ROWS, _SHARE * len(filled)) or _holds_prose(filled):
        return None
    return rows


def _holds_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether sentences of a narrative stand outside any table, in lines of their own or cut at commas."""
    width = Counter(len(row) for row in rows if len(row) > 1).most_common(1)[0][0]
    apart = [row for row in rows if len(row) != width and any("。" in cell for cell in row)]
    cut = sum(sum(bool(cell.strip()) for cell in row) > 1 for row in apart)
    told = sum(len(row) == 1 and len(re.findall("[，；]", row[0])) >= _CLAUSES for row in apart)
    return cut + told > _MOST_SENTENCES


def _is_row(cells: Sequence[str]) -> bool:
    if len(cells) < _FEWEST_CELLS or any("。" in cell or "\t" in cell or "|" in cell for cell in cells[:-1]):
        return False
    named = any(_NAME.match(cell) for cell in cells)
    return named and any(not cell.strip() or _AMOUNT.fullmatch(cell) for cell in cells)

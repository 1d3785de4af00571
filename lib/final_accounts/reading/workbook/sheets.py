"""One sheet of a workbook, of whatever format: what is shown of it becomes blocks, the rest a remark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ...documents import Cell, Table
from ...errors import UnreadableSource
from ...places import Place
from ..block_making import BlockMaker
from ..grids import Position, add_grid
from ..lines import PrintedLine, is_title, tidy

_LISTED = 8
"""How many cells or rows a remark names before it says how many more there are."""
_UNNAMED = re.compile(r"(?:sheet|工作表|表|chart)\s*\d*(?:\s*[(（]\d+[)）])?", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:公开|财决|附)?\w{0,3}\d+表?$|^附?表\d*$|[:：]")
"""What stands above a form besides its title: its number, and who made it in which unit."""
_TYPED_AS_TEXT = re.compile(r"""="(?P<formula>[^"]*)"|['‘’＇](?P<number>[-－−(（]?\d[^'‘’]*)""")
"""How programs write numbers that a spreadsheet shall leave alone: ="2010301", '80.93."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Excel itself has no more."""
MOST_CELLS = 1_000_000
"""More filled cells than all forms of a report together have; more are an attack on memory."""
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""What a formula shows that cannot be computed."""


@dataclass(slots=True)
class Sheet:
    """A sheet as stored. Rows and columns count from 0; `texts` holds what each cell prints.

    `merges` are first row, last row, first column, last column. `unsaved` are formulas whose value the
    file does not hold, with their number formats; `formulas` others, with what is saved and their formats.
    """

    name: str
    texts: dict[Position, str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: dict[Position, str] = field(default_factory=dict)
    formulas: dict[Position, tuple[str, str]] = field(default_factory=dict)

    def put(self, source: str, position: Position, text: str) -> None:
        """Take in what a cell prints. Raises UnreadableSource, naming `source`, beyond MOST_CELLS."""
        if not text.strip():
            return
        if len(self.texts) >= MOST_CELLS:
            raise UnreadableSource(
                source,
                f"the sheet {self.name!r} holds more cells than any report",
                "delete what is no part of the report, save the file anew and try again",
            )
        typed = _TYPED_AS_TEXT.fullmatch(text.strip())
        self.texts[position] = text if typed is None else typed["formula"] or typed["number"] or ""

    def shows(self, position: Position) -> bool:
        """Whether a cell stands in no hidden row or column."""
        return position[0] not in self.hidden_rows and position[1] not in self.hidden_columns

    def forget_noughts(self) -> None:
        """Take formulas that all give 0 for such as have no result: so programs write that compute none."""
        if all(held == "0" for held, _ in self.formulas.values()):
            self.unsaved |= {position: code for position, (_, code) in self.formulas.items()}
            self.texts = {at: text for at, text in self.texts.items() if at not in self.formulas}

    def keep_window(self, window: tuple[int, int, int, int]) -> None:
        """Leave out what lies outside first row, last row, first column, last column."""
        top, bottom, left, right = window

        def is_inside(position: Position) -> bool:
            return top <= position[0] <= bottom and left <= position[1] <= right

        self.texts = {position: text for position, text in self.texts.items() if is_inside(position)}
        self.unsaved = {position: code for position, code in self.unsaved.items() if is_inside(position)}


def add_sheet(maker: BlockMaker, source: str, sheet: Sheet) -> list[str]:
    """Add a sheet's blocks to `maker`; returns the remarks on what is not in them.

    A sheet that prints no title of its own is told by its name. Raises UnreadableSource, naming `source`,
    if it is too large.
    """
    rows, columns = _Shown(sheet.hidden_rows), _Shown(sheet.hidden_columns)
    texts, hidden = _uncovered(sheet)
    cells = _cells(sheet, texts, rows, columns)
    if cells and not _begins_with_title(cells) and not _UNNAMED.fullmatch(sheet.name.strip()):
        maker.paragraphs([PrintedLine(sheet.name, starts_paragraph=True)], Place(sheet=sheet.name))

    def place_at(position: Position) -> Place:
        row, column = position
        address = f"{column_letters(columns.stored(column))}{rows.stored(row) + 1}"
        return Place(sheet=sheet.name, cell=address)

    start = len(maker.blocks)
    add_grid(maker, source, cells, place_at)
    unsaved = {f"{column_letters(column)}{row + 1}" for row, column in sheet.unsaved}
    for at, block in enumerate(maker.blocks[start:], start):
        if isinstance(block, Table) and any(cell.place.cell in unsaved for row in block.rows for cell in row):
            # What stands there is unknown, not blank.
            maker.blocks[at] = replace(block, is_whole=False)
    return list(_remarks(sheet, texts, hidden))


class _Shown:
    """Numbers of rows (or columns) as stored and as counted without the hidden ones."""

    def __init__(self, hidden: set[int]) -> None:
        self.set = hidden
        self.hidden = sorted(hidden)
        self.skipped = [number - at for at, number in enumerate(self.hidden)]

    def shown(self, stored: int) -> int:
        return stored - bisect_left(self.hidden, stored)

    def stored(self, shown: int) -> int:
        at = bisect_left(self.skipped, shown + 1)
        return shown + at


def _uncovered(sheet: Sheet) -> tuple[dict[Position, str], dict[Position, str]]:
    """The texts that can be seen, by the position where they show; those in hidden rows and columns."""
    covered: set[Position] = set()
    moved: dict[Position, str] = {}
    used: dict[int, list[int]] = {}
    for row, column in sheet.texts:
        used.setdefault(row, []).append(column)
    for top, bottom, left, right in sheet.merges:
        rows = range(top, bottom + 1) if bottom - top < len(used) else sorted(used)
        under = {
            (row, column)
            for row in rows
            if top <= row <= bottom
            for column in used.get(row, ())
            if left <= column <= right
        }
        covered |= under
        first_row = next((row for row in range(top, bottom + 1) if row not in sheet.hidden_rows), None)
        first_column = next((c for c in range(left, right + 1) if c not in sheet.hidden_columns), None)
        if (top, left) in under and first_row is not None and first_column is not None:
            moved[first_row, first_column] = sheet.texts[top, left]
    shown = dict(moved)
    hidden: dict[Position, str] = {}
    for position, text in sheet.texts.items():
        if position in covered or not text.strip():
            continue
        is_hidden = position[0] in sheet.hidden_rows or position[1] in sheet.hidden_columns
        (hidden if is_hidden else shown)[position] = text
    return shown, hidden


def _cells(sheet: Sheet, texts: dict[Position, str], rows: _Shown, columns: _Shown) -> dict[Position, Cell]:
    spans: dict[Position, tuple[int, int]] = {}
    for top, bottom, left, right in sheet.merges:
        at = rows.shown(top), columns.shown(left)
        spans[at] = rows.shown(bottom + 1) - at[0], columns.shown(right + 1) - at[1]
    cells = {}
    for (row, column), text in texts.items():
        at = rows.shown(row), columns.shown(column)
        place = Place(sheet=sheet.name, cell=f"{column_letters(column)}{row + 1}")
        row_span, column_span = spans.get(at, (1, 1))
        printed = "\n".join(tidy(line) for line in text.splitlines())
        cells[at] = Cell(printed, place, row_span, column_span)
    return cells


def _begins_with_title(cells: dict[Position, Cell]) -> bool:
    """Whether words stand above the heads besides the form's number, the bureau and the unit."""
    filled: dict[int, list[str]] = {}
    for (row, _), cell in sorted(cells.items(), key=lambda item: item[0]):
        if cell.text.strip():
            filled.setdefault(row, []).append("".join(cell.text.split()))
    above = takewhile(lambda texts: len(texts) == 1 or any(map(_stands_above, texts)), filled.values())
    return any(
        not _NO_TITLE.search(text) and (len(texts) == 1 or is_title(text))
        for texts in above
        for text in texts
    )


def _stands_above(text: str) -> bool:
    return is_title(text) or _NO_TITLE.search(text) is not None


def column_letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _remarks(sheet: Sheet, shown: dict[Position, str], hidden: dict[Position, str]) -> Iterator[str]:
    where = f"工作表“{sheet.name}”"
    rows = sorted({row for row, _ in hidden if row in sheet.hidden_rows})
    if rows:
        yield f"{where}的{_some([f'第{row + 1}行' for row in rows])}是隐藏的，其中的内容未计入"
    columns = sorted({column for row, column in hidden if row not in sheet.hidden_rows})
    if columns:
        named = [f"{column_letters(column)}列" for column in columns]
        yield f"{where}的{_some(named)}是隐藏的，其中的内容未计入"
    visible = list(filter(sheet.shows, sheet.unsaved))
    if visible:
        formulas = f"{where}的{addresses(visible)}是公式"
        unknown = f"{formulas}，文件中没有保存它的结果，按空白处理，所在表的数字不作判断"
        yield f"{unknown}；可用 Excel 或 WPS 打开文件，保存后再检查"
    broken = [position for position, text in shown.items() if text in ERRORS]
    if broken:
        yield f"{where}的{addresses(broken)}显示为错误值，未作为数字"


def addresses(positions: Sequence[Position]) -> str:
    """The names of cells, the first of many."""
    return _some([f"{column_letters(column)}{row + 1}" for row, column in sorted(positions)])


def _some(names: Sequence[str]) -> str:
    listed = "、".join(names[:_LISTED])
    return listed if len(names) <= _LISTED else f"{listed}等{len(names)}处"

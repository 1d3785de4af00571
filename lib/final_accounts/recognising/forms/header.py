"""The head rows of a form's table: which columns it has, and where its figures begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...documents import Cell
from ...figures import MONEY_UNITS, parse_figure
from .catalogue import CODE, compact, is_enumerated, row_names, squeeze, words

Row = tuple[Cell, ...]

CODE_COLUMN, NAME_COLUMN, LINE_COLUMN, VALUE_COLUMN, IGNORED_COLUMN = (
    "code",
    "name",
    "line",
    "value",
    "ignored",
)

_DEEPEST = 8
"""More head rows than any form has."""


_COUNTED = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]*)(?P<number>\d{1,2})")
_UNIT = re.compile(rf"[（(](?:金额)?(?:单位[:：]?)?(?P<unit>{MONEY_UNITS})[）)]")
_FIRST = ["1", "2", "3", "4"]
_FEWEST_PLAIN = 4
"""Numbers alone in a row that counts columns, where the end of a name stands before others."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its own name, the names of the merged cells above it from the outermost, and its kind."""

    name: str
    groups: tuple[str, ...]
    kind: str

    @property
    def told(self) -> tuple[str, str]:
        """Its kind, and of an amount its name."""
        return self.kind, squeeze(self.name) if self.kind == VALUE_COLUMN else ""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table and how many rows their names take."""

    columns: tuple[Column, ...]
    height: int
    unit: str | None = None
    """The unit that the heads of the columns print, as 决算数（万元）, which is none of their names; None if
    they print none, or several."""

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(squeeze("".join((*column.groups, column.name))) for column in self.columns)

    def names_like(self, other: Header) -> bool:
        """Whether another head names the same amounts in the same columns.

        Without rules between them the names above labels and codes may be put together otherwise.
        """
        return [column.told for column in self.columns] == [column.told for column in other.columns]


def read_header(rows: Sequence[Row]) -> Header:
    """The head of a table's rows; of height 0 where the rows begin with data."""
    height = 0
    while height < min(len(rows), _DEEPEST) and not is_data_row(rows[height]):
        height += 1
    named = [row for row in rows[:height] if not is_number_row(row)]
    if not named:
        return Header((), height if rows[:height] else 0)
    units = {found["unit"] for row in named for cell in row for found in _UNIT.finditer(compact(cell.text))}
    named = [row for row in named if not _is_unit_row(row)] or named
    columns = [_column(named, index) for index in range(len(rows[0]))]
    columns = _over_amounts(columns, named, rows[height:])
    settled = tuple(_settle_kinds(columns, rows[height:]))
    return Header(settled, height, units.pop() if len(units) == 1 else None)


def _is_unit_row(row: Row) -> bool:
    """Whether a row holds nothing but the unit, under the names of the columns."""
    texts = [compact(cell.text) for cell in row if cell.text.strip()]
    return bool(texts) and all(map(_UNIT.fullmatch, texts))


def is_number_row(row: Row) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3 …, or consecutive small integers alone."""
    texts = [compact(cell.text) for cell in row if cell.text.strip()]
    if any(squeeze(text) in words("header", "column_numbers") for text in texts):
        return True
    # The row below it may be empty but for its label: 栏次 合计.
    if texts and texts[0].startswith(tuple(words("header", "column_numbers"))):
        texts = texts[1:]
    if texts[: len(_FIRST)] == _FIRST and all(map(str.isdecimal, texts)):
        # Rules that a scan does not show leave numbers together behind these.
        return True
    counted = [match for text in texts if (match := _COUNTED.fullmatch(text))]
    if len(texts) < 2 or len(counted) < len(texts):
        return False
    numbers = [int(match["number"]) for match in counted]
    plain = sum(not match["name"] for match in counted)
    # A name too high for its row reaches into this one.
    is_plain = plain == len(texts) or (numbers[0] == 1 and plain >= max(_FEWEST_PLAIN, len(texts) // 2))
    return is_plain and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_data_row(row: Row) -> bool:
    """Whether a row belongs to the body: it holds a code, a figure, a total's label or 一、…"""
    if is_number_row(row):
        return False
    texts = [cell.text for cell in row if cell.text.strip()]
    if not texts:
        return False
    if any(parse_figure(text) is not None for text in texts):
        return True
    label = squeeze(texts[0])
    alone = len(texts) == 1
    if alone and label in row_names("total") | row_names("budget") | row_names("final"):
        return True
    return is_enumerated(texts[0]) or CODE.match(label) is not None


def _column(named: Sequence[Row], index: int) -> Column:
    filled = [depth for depth, row in enumerate(named) if row[index].text.strip()]
    if not filled:
        return Column("", (), "")
    leaf = filled[-1]
    groups = [_group(row, index) for row in named[:leaf]]
    name = _name_of(named[leaf][index])
    distinct = [group for group in groups if group and group != name]
    return Column(name, tuple(dict.fromkeys(distinct)), kind_of_name(name, distinct))


def _name_of(cell: Cell) -> str:
    """The text of a head's cell, without the unit that may stand behind a name."""
    label = compact_label(cell.text)
    return _UNIT.sub("", label) or label


def compact_label(text: str) -> str:
    """A label as printed, without blanks and line breaks."""
    return "".join(text.split())


def _over_amounts(columns: Sequence[Column], named: Sequence[Row], body: Sequence[Row]) -> list[Column]:
    """The columns, names that are merged over several put where alone something stands below them.

    Cells that do not quite meet from row to row make columns in which nothing stands.
    """
    moved = list(columns)
    for at, cell in ((at, cell) for row in named for at, cell in enumerate(row) if cell.column_span > 1):
        below = [index for index in range(at, at + cell.column_span) if _has_text(body, index)]
        if len(below) == 1 and _name_of(cell) == columns[at].name and not columns[below[0]].name:
            moved[at], moved[below[0]] = columns[below[0]], columns[at]
    return moved


def _has_text(rows: Sequence[Row], index: int) -> bool:
    return any(row[index].text.strip() for row in rows if index < len(row))


def _group(row: Row, index: int) -> str:
    """The text of the merged cell over a column: its own, else the nearest one to the left."""
    spans_known = any(cell.column_span > 1 for cell in row)
    for at in range(index, -1, -1):
        cell = row[at]
        if cell.text.strip():
            reaches = at == index or not spans_known or at + cell.column_span > index
            return _name_of(cell) if reaches else ""
    return ""


def kind_of_name(name: str, groups: Sequence[str] = ()) -> str:
    """What a column holds by its name, and by the names above it."""
    label = squeeze(name)
    if label in words("header", "line") or label in words("header", "line_begun"):
        return LINE_COLUMN
    if label in words("header", "ignored"):
        return IGNORED_COLUMN
    if any(word in label for word in words("header", "code")) or label in words("header", "code_part"):
        return CODE_COLUMN
    if label in words("header", "name") or label.endswith("科目名称"):
        return NAME_COLUMN
    return VALUE_COLUMN


def _settle_kinds(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Tell the columns without a name, and 项目 over two columns, by what stands in them."""
    settled = list(columns)
    for index, column in enumerate(columns):
        if column.kind not in ("", NAME_COLUMN):
            continue
        texts = [compact(row[index].text) for row in body if index < len(row) and row[index].text.strip()]
        seen = Counter(_content(text) for text in texts)
        mostly = seen.most_common(1)[0][0] if seen else None
        if column.kind == NAME_COLUMN and mostly == CODE_COLUMN:
            settled[index] = replace(column, kind=CODE_COLUMN)
        elif column.kind == "":
            kind = mostly or IGNORED_COLUMN
            if kind == VALUE_COLUMN and index and settled[index - 1].kind == CODE_COLUMN:
                kind = CODE_COLUMN
            settled[index] = replace(column, kind=kind)
    return settled


def _content(text: str) -> str:
    if CODE.fullmatch(text):
        return CODE_COLUMN
    return NAME_COLUMN if parse_figure(text) is None else VALUE_COLUMN


def value_names(columns: Sequence[Column]) -> tuple[str, ...]:
    """The names of value columns; a name met twice takes the name of the group above it.

    So does a 小计 deep inside, and a name that is another column's group.
    """
    counts = Counter(squeeze(column.name) for column in columns)
    groups = {squeeze(group) for column in columns for group in column.groups}
    names = []
    for column in columns:
        name = squeeze(column.name)
        inner = name in row_names("total") | {"小计"} and len(column.groups) > 1
        unclear = counts[name] > 1 or name in groups or inner
        names.append(column.groups[-1] + column.name if unclear and column.groups else column.name)
    again = Counter(names)
    return tuple(
        "".join((*column.groups, column.name)) if again[name] > 1 else name
        for column, name in zip(columns, names, strict=True)
    )

"""What tables of the three public expenses say of two years: both amounts, and how they changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...documents import Cell, Document
from ...figures import PERCENT, Figure
from ...reports import ChangeClaim, Form, Part, Section, Statement
from .catalogue import THREE_PUBLIC, bare_label, compact, form_kinds, row_names
from .cell_figures import figure_in
from .finder import split_head
from .header import NAME_COLUMN, VALUE_COLUMN, Column, Row, read_header
from .layout import with_head_laid_out

_RATE = re.compile("幅度?|率|百分比|%")
_CHANGE = re.compile("增.{0,1}减|差额|增加|减少|变动")
_AMOUNT = re.compile("[额值]|元|减数")
_LAST_YEAR = re.compile("[上去]年|上一年")
_THIS_YEAR = re.compile("[本当今]年")
_YEAR = re.compile(r"(20\d\d)年")
_PLANNED = re.compile("预算")


def changes_in_forms(document: Document, forms: Iterable[Form]) -> Iterator[ChangeClaim]:
    """The changes that such tables print, a line each: 公务接待费 | 上年A | 本年B | 增减额D | 增减幅度P.

    A table that also holds budgets may compare with these; one that was put together of loose cells proves
    nothing.
    """
    tables = {table.place.table: table for table in document.tables if not table.loose}
    for form in forms:
        table = tables.get(form.place.table)
        if table is None or form.unit is None or form_kinds()[form.key].layout != THREE_PUBLIC:
            continue
        _, rows, _ = split_head(table)
        laid = with_head_laid_out(rows, form_kinds()[form.key])
        header = read_header(laid)
        at = _columns(header.columns)
        if at is None:
            continue
        for row in laid[header.height :]:
            claim = _change(form, row, at)
            if claim is not None:
                yield claim


def _columns(columns: Sequence[Column]) -> dict[str, int] | None:
    """The columns of a line's label, its amounts of both years and its change; None if that is not clear."""
    found: dict[str, list[int]] = {}
    for index, column in enumerate(columns):
        name = compact("".join((*column.groups, column.name)))
        if column.kind == NAME_COLUMN:
            found.setdefault("label", []).append(index)
        elif column.kind == VALUE_COLUMN:
            found.setdefault(_told_in(name), []).append(index)
    found.update(_by_years(columns, found.pop("year", [])))
    change = found.pop("change", [])
    if "rate" in found and change:
        # 比上年增减 beside 增减率 is the amount; alone it may be either.
        found["difference"] = change
    found.pop("other", None)
    needed = {"label", "this", "last"}
    is_clear = needed <= set(found) and bool({"difference", "rate"} & set(found)) and "planned" not in found
    if not is_clear or any(len(indexes) > 1 for indexes in found.values()):
        return None
    return {name: indexes[0] for name, indexes in found.items()}


def _told_in(name: str) -> str:
    """What the whole name of a column says that it holds."""
    if _PLANNED.search(name):
        return "planned"
    if _RATE.search(name):
        return "rate"
    if _CHANGE.search(name):
        return "difference" if _AMOUNT.search(name) else "change"
    if _LAST_YEAR.search(name):
        return "last"
    if _THIS_YEAR.search(name):
        return "this"
    return "year" if _YEAR.search(name) else "other"


def _by_years(columns: Sequence[Column], indexes: Sequence[int]) -> dict[str, list[int]]:
    """Of two columns headed by a year and the next, which is last year's."""
    years = {}
    for index in indexes:
        named = _YEAR.search(compact("".join((*columns[index].groups, columns[index].name))))
        if named is not None:
            years[int(named[1])] = index
    if len(years) != 2 or max(years) - min(years) != 1:
        return {}
    return {"last": [years[min(years)]], "this": [years[max(years)]]}


def _change(form: Form, row: Row, at: dict[str, int]) -> ChangeClaim | None:
    cells = {name: row[index] for name, index in at.items()}
    this, last = (_amount(cells[name], form.unit) for name in ("this", "last"))
    difference, by = _unsigned(_amount(cells.get("difference"), form.unit))
    rate, rate_by = _unsigned(_rate(cells.get("rate")))
    if this is None or last is None or (difference is None and rate is None):
        return None
    name = bare_label(cells["label"].text)
    return ChangeClaim(
        statement=Statement(
            Section(-1, Part.FORMS, form.title),
            " ".join(cell.text for cell in row if cell.text.strip()),
            cells["label"].place,
        ),
        subject=f"“三公”经费{name}" if name in row_names("total") else name,
        current=this,
        base=last,
        difference=difference,
        rate=rate,
        direction=by,
        rate_direction=rate_by,
    )


def _amount(cell: Cell | None, unit: str | None) -> Figure | None:
    figure = figure_in(cell)
    return replace(figure, unit=unit) if figure is not None and figure.unit is None else None


def _rate(cell: Cell | None) -> Figure | None:
    """A rate with its percent sign: a bare 0.07 may be 7%."""
    figure = figure_in(cell)
    return figure if figure is not None and figure.unit == PERCENT else None


def _unsigned(figure: Figure | None) -> tuple[Figure | None, int | None]:
    """A change without its sign, as sentences print it, and its direction; none of nought."""
    if figure is None or figure.value == 0:
        return figure, None
    if figure.value > 0:
        return figure, 1
    return replace(figure, value=-figure.value, text=figure.text.strip("-－−–()（） ")), -1

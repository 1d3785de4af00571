"""The cells of forms that the narrative names: a total, an item, a category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...figures import Figure
from ...reports import Form, FormRow, Report
from ...settings import reference
from .once import once


@dataclass(frozen=True, slots=True)
class FormCell:
    """A figure of a form with the words that name it."""

    figure: Figure
    form: Form
    where: str


def named_cells(report: Report, key: str, measure: str) -> Iterator[FormCell]:
    """The form cells that print a named amount: data in amounts_in_forms.toml."""
    entry = reference("amounts_in_forms").get(key, {}).get(measure)
    if entry is None:
        return
    for source in entry:
        form = report.form(source["form"])
        if form is None or form.empty:
            continue
        column = next(
            (form.column(name) for name in source["columns"] if form.column(name) is not None), None
        )
        if column is None:
            continue
        for row in form.rows:
            if bare(row.label) in source["rows"] and ("side" not in source or row.side == source["side"]):
                value = row.values[column]
                if value is not None:
                    yield FormCell(value, form, f"《{form.title}》“{row.label}”")
                    break


def column_of(form: Form, label: str) -> int:
    """The column that a label names (其中：基本支出A，项目支出B), else the first: the item's own amount."""
    named = form.column(label) if label in ("基本支出", "项目支出") else 0
    return named if named is not None else len(form.columns)


def item_cells(
    form: Form, item: Sequence[str], column: int = 0, digits: int = 7, below: str = ""
) -> Iterator[FormCell]:
    """The cells of a column in the rows with codes of so many digits whose label ends an item path;
    `below` is what the codes begin with."""
    named = _coded(form).get(bare(item[-1]), [])
    rows = [row for row in named if row.code and len(row.code) == digits and row.code.startswith(below)]
    if digits == 7 and len(rows) > 1 and len(item) > 1:
        rows = [row for row in rows if _section_label(form, row) == bare(item[-2])] or rows
    for row in rows:
        value = row.values[column] if column < len(row.values) else None
        if value is not None:
            yield FormCell(value, form, f"《{form.title}》{row.code}“{row.label}”")


def category_rows(form: Form) -> Iterator[tuple[str, Figure]]:
    """Code and amount of each category (类)."""
    for row in form.rows:
        if row.code and len(row.code) == 3 and row.values and row.values[0] is not None:
            yield row.code, row.values[0]


def coded_cells(form: Form, code: str, column: int = 0) -> Iterator[FormCell]:
    """The cell of a column in the row with a code."""
    for row in form.rows:
        value = row.values[column] if row.code == code and column < len(row.values) else None
        if value is not None:
            yield FormCell(value, form, f"《{form.title}》{row.code}“{row.label}”")


@once
def _coded(form: Form) -> dict[str, list[FormRow]]:
    """The rows with codes by their names."""
    found: dict[str, list[FormRow]] = {}
    for row in form.rows:
        if row.code:
            found.setdefault(bare(row.label), []).append(row)
    return found


def _section_label(form: Form, row: FormRow) -> str | None:
    return next((bare(r.label) for r in form.rows if r.code and row.code and r.code == row.code[:5]), None)


def category_cells(form: Form, label: str) -> Iterator[FormCell]:
    """The line of form 4 that a category's name means, in the general public budget's column."""
    wanted = re.sub(r"[（(]类[）)]|支出$", "", bare(label)).removesuffix("支出")
    column = form.column("一般公共预算财政拨款") or form.column("合计")
    if column is None or len(wanted) < 2:
        return
    for row in form.rows:
        if row.side == "expenditure" and bare(row.label).removesuffix("支出") == wanted:
            value = row.values[column]
            if value is not None:
                yield FormCell(value, form, f"《{form.title}》“{row.label}”")


@lru_cache(maxsize=10_000)
def bare(label: str) -> str:
    """A label without its numbering, spaces and quotation marks."""
    text = re.sub(r"\s|[“”\"']", "", label)
    return re.sub(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]+[）)]|其中[：:])", "", text)

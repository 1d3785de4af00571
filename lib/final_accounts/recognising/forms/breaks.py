"""Rows that a page break cut in two: the rest of a label stands at the head of the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...figures import is_dash
from .catalogue import category_codes, is_enumerated, line_names, squeeze, without_enumerator
from .cell_figures import figure_in
from .header import CODE_COLUMN, IGNORED_COLUMN, LINE_COLUMN, NAME_COLUMN, Column, Row

_CODE_LENGTHS = (3, 5, 7)
"""How long the codes of categories, groups and items are."""
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d{2,6}")


def is_rest_of_row(columns: Sequence[Column], row: Row) -> bool:
    """Whether a row is nothing but words of a label, in a form whose rows all have a code or a line number.

    A numbered label begins a row of its own.
    """
    if len(row) != len(columns) or not any(column.kind in (CODE_COLUMN, LINE_COLUMN) for column in columns):
        return False
    texts = [(column.kind, cell.text) for column, cell in zip(columns, row, strict=True) if cell.text.strip()]
    return bool(texts) and all(
        kind == NAME_COLUMN and not is_dash(text) and not is_enumerated(text) for kind, text in texts
    )


def are_labels(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether rows at the head of a page hold labels of a form alone: rows without figures, and no head."""
    return bool(rows) and all(
        len(row) == len(columns)
        and all(
            column.kind == NAME_COLUMN for column, cell in zip(columns, row, strict=True) if cell.text.strip()
        )
        for row in rows
    )


def is_of_head(columns: Sequence[Column], row: Row) -> bool:
    """Whether a row holds nothing but names of its form's head, or what the end of a page left of them."""
    head = {squeeze(name) for column in columns for name in (column.name, *column.groups)}
    texts = {squeeze(cell.text) for cell in row if cell.text.strip()}
    pairs = ((squeeze(column.name), squeeze(cell.text)) for column, cell in zip(columns, row, strict=False))
    rests = (text for name, text in pairs if name.startswith(text) or name.endswith(text))
    return texts <= head.union(rests)


def without_repeated_heads(columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """The rows of a form without the head that a page break repeated among them."""
    return [
        row
        for row in rows
        if sum(bool(cell.text.strip()) for cell in row) < 2 or not is_of_head(columns, row)
    ]


def joined_over_break(columns: Sequence[Column], above: Sequence[Row], below: Sequence[Row]) -> list[Row]:
    """The rows of two pages in one list, a row that was cut between them made whole."""
    if above and below and len(above[-1]) == len(below[0]) == len(columns):
        last, first = above[-1], below[0]
        if is_rest_of_row(columns, first) and _is_known(columns, last):
            return [*above[:-1], _whole(columns, last, first, last), *below[1:]]
        if is_rest_of_row(columns, last) and _is_known(columns, first):
            return [*above[:-1], _whole(columns, last, first, first), *below[1:]]
        if _complete_names(columns, last, first):
            return [*above[:-1], _whole(columns, last, first, _told(columns, last, first)), *below[1:]]
        if _is_torn(columns, last, first) or _complete_each_other(columns, last, first):
            return [*above[:-1], _put_together(last, first), *below[1:]]
    return [*above, *below]


def _is_torn(columns: Sequence[Column], upper: Row, lower: Row) -> bool:
    """Whether codes or amounts are cut between two rows: 21015 and 99, 371, and 501.36. The lower one has no
    code, line number or amount of its own."""
    torn = False
    for column, top, low in zip(columns, upper, lower, strict=True):
        above, below = ("".join(cell.text.split()) for cell in (top, low))
        if not below or column.kind in (NAME_COLUMN, IGNORED_COLUMN):
            continue
        if column.kind == LINE_COLUMN or not above:
            return False
        if column.kind == CODE_COLUMN:
            is_cut = any(len(part) not in _CODE_LENGTHS for part in (above, below))
            is_cut = is_cut and len(above + below) in _CODE_LENGTHS and (above + below).isdigit()
        else:
            is_cut = _AMOUNT.fullmatch(above + below) is not None and _AMOUNT.fullmatch(above) is None
        if not is_cut:
            return False
        torn = True
    return torn


def _complete_each_other(columns: Sequence[Column], upper: Row, lower: Row) -> bool:
    """Whether figures without a label and what they lack stand on either side of the break. Their code or
    line number may have stayed with them if all that they lack is a name."""
    filled = [
        {at for at, cell in enumerate(row) if cell.text.strip() and columns[at].kind != IGNORED_COLUMN}
        for row in (upper, lower)
    ]
    if not all(filled) or filled[0] & filled[1]:
        return False
    kinds = [{columns[at].kind for at in row} for row in filled]
    named, bare = sorted(kinds, key=lambda held: NAME_COLUMN not in held)
    if NAME_COLUMN not in named or NAME_COLUMN in bare:
        return False
    return named == {NAME_COLUMN} or not bare & {CODE_COLUMN, LINE_COLUMN}


def _complete_names(columns: Sequence[Column], upper: Row, lower: Row) -> bool:
    """Whether one of two rows holds only names, and with those of the other they are names of lines that the
    forms have."""
    if not any(_holds_names_only(columns, row) for row in (upper, lower)):
        return False
    pairs = [
        (top.text, low.text)
        for column, top, low in zip(columns, upper, lower, strict=True)
        if column.kind == NAME_COLUMN and (top.text.strip() or low.text.strip())
    ]
    cut = [(top, low) for top, low in pairs if top.strip() and low.strip()]
    names = line_names() | category_codes().keys()
    return bool(cut) and all(
        without_enumerator(top + low) in names and without_enumerator(low) not in names for top, low in cut
    )


def _holds_names_only(columns: Sequence[Column], row: Row) -> bool:
    kinds = {column.kind for column, cell in zip(columns, row, strict=True) if cell.text.strip()}
    return kinds == {NAME_COLUMN}


def _told(columns: Sequence[Column], upper: Row, lower: Row) -> Row:
    """The row that has more than names."""
    return lower if _holds_names_only(columns, upper) else upper


def _put_together(upper: Row, lower: Row) -> Row:
    """The row whose cells hold what stands above the break and what stands below it."""
    return tuple(
        replace(top, text="".join((top.text + low.text).split())) if top.text.strip() else low
        for top, low in zip(upper, lower, strict=True)
    )


def _is_known(columns: Sequence[Column], row: Row) -> bool:
    """Whether a row has its code or its line number, a figure, and a label."""
    filled = {column.kind for column, cell in zip(columns, row, strict=True) if cell.text.strip()}
    has_figure = any(figure_in(cell) is not None for cell in row)
    return NAME_COLUMN in filled and bool(filled & {CODE_COLUMN, LINE_COLUMN}) and has_figure


def _whole(columns: Sequence[Column], upper: Row, lower: Row, own: Row) -> Row:
    """The row with the names of both parts, all else of the part that has it."""
    names = [column.kind == NAME_COLUMN for column in columns]
    return tuple(
        replace(cell, text=top.text + low.text)
        if is_name and (top.text.strip() or low.text.strip())
        else cell
        for cell, top, low, is_name in zip(own, upper, lower, names, strict=True)
    )

"""Rows that a page break cut in two: the rest of a label stands at the head of the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...figures import is_dash
from .catalogue import is_enumerated
from .cell_figures import figure_in
from .header import CODE_COLUMN, LINE_COLUMN, NAME_COLUMN, Column, Row


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


def joined_over_break(columns: Sequence[Column], above: Sequence[Row], below: Sequence[Row]) -> list[Row]:
    """The rows of two pages in one list, a row that was cut between them made whole."""
    if above and below and len(above[-1]) == len(below[0]) == len(columns):
        last, first = above[-1], below[0]
        if is_rest_of_row(columns, first) and _is_known(columns, last):
            return [*above[:-1], _whole(columns, last, first, last), *below[1:]]
        if is_rest_of_row(columns, last) and _is_known(columns, first):
            return [*above[:-1], _whole(columns, last, first, first), *below[1:]]
    return [*above, *below]


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

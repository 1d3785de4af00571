"""Which cells of a form must add up to which, whatever stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...documents import Cell
from ...figures import Figure
from ...places import Place
from ...reports import Form
from .catalogue import FormKind
from .header import VALUE_COLUMN, Column, Row
from .identities import identities
from .rows import read_body

Slot = tuple[int, int]
"""The row and the column of a cell."""


@dataclass(frozen=True, slots=True)
class CellSum:
    """The cell `whole`, by its row and column, must be the sum of `parts`, each with its sign."""

    whole: Slot
    parts: tuple[tuple[Slot, int], ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        return (self.whole, *(slot for slot, _ in self.parts))


def may_hold(one: CellSum, cells: Mapping[Slot, Figure]) -> bool:
    """Whether a sum comes out but for rounding, or may do so when the rest of its cells is filled too."""
    whole = cells.get(one.whole)
    if whole is None:
        return True
    known = [(cells[slot], sign) for slot, sign in one.parts if slot in cells]
    gap = whole.value - sum((sign * part.value for part, sign in known), Decimal(0))
    slack = (whole.step * (1 + len(one.parts))) / 2
    if len(known) == len(one.parts):
        return abs(gap) <= slack
    return gap >= -slack or not all(sign > 0 and part.value >= 0 for part, sign in known)


def cell_sums(kind: FormKind, columns: Sequence[Column], rows: Sequence[Row]) -> tuple[CellSum, ...]:
    """The sums of a form whose value cells are all filled; none where its rows make no form."""
    laid_out = [
        tuple(
            _stand_in(cell, at, index, column)
            for index, (cell, column) in enumerate(zip(row, columns, strict=True))
        )
        for at, row in enumerate(rows)
    ]
    body = read_body(kind, columns, laid_out)
    if body is None:
        return ()
    form = Form(kind.key, kind.title, None, None, "万元", body.columns, body.rows, Place())
    return tuple(
        CellSum(_slot(one.stated), tuple((_slot(term.figure), term.sign) for term in one.terms))
        for one in identities(form)
        if one.terms
    )


def _stand_in(cell: Cell, row: int, index: int, column: Column) -> Cell:
    """The cell at its place in the form, with a number in it if it holds an amount."""
    text = "1.00" if column.kind == VALUE_COLUMN and cell.text else cell.text
    return replace(cell, text=text, place=Place(row=row, column=index), alternatives=())


def _slot(figure: Figure) -> Slot:
    return (figure.place.row or 0, figure.place.column or 0)

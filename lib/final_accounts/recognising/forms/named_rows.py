"""The rows of a form that is read, found by what they are called, and what a message calls them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...reports import Form, FormRow
from ...wordings import Wording, tell
from .catalogue import EXPENDITURE, INCOME, column_of, row_names, without_enumerator


def name_row(row: FormRow) -> str:
    """How a message calls a row."""
    return " ".join(part for part in (row.code, row.label) if part) or f"行次{row.line}"


def cell_name(form: Form, row: FormRow, column: int) -> Wording:
    """How a message calls a cell: its row, and its column where there is more than one."""
    if len(form.columns) == 1:
        return tell("named.row", row=name_row(row))
    return tell("named.row_and_column", row=name_row(row), column=form.columns[column])


def is_called(row: FormRow, *roles: str, group: str | None = None) -> bool:
    """Whether a row plays one of some roles, by its label."""
    label = without_enumerator(row.label)
    return any(label in row_names(role, group) for role in roles)


def row_called(rows: Iterable[FormRow], role: str) -> FormRow | None:
    """The first row that plays a role."""
    return next((row for row in rows if is_called(row, role)), None)


def total_row(form: Form, role: str = "total") -> FormRow | None:
    """The row 合计 of a form of codes."""
    return row_called((row for row in form.rows if row.code is None), role)


def side_rows(form: Form, side: str) -> list[FormRow]:
    """The rows of one side of a two-sided form."""
    return [row for row in form.rows if row.side == side]


def side_row(form: Form, side: str, *roles: str) -> FormRow | None:
    """The last line of one side of a two-sided form that plays one of some roles."""
    rows = [row for row in side_rows(form, side) if is_called(row, *roles)]
    return rows[-1] if rows else None


def fund_lines(form: Form) -> list[FormRow]:
    """The lines below the opening balance of form 4 that divide it by budget."""
    opening = side_row(form, INCOME, "opening")
    if opening is None:
        return []
    rows = side_rows(form, INCOME)
    below = rows[rows.index(opening) + 1 :]
    return [row for row in below if is_called(row, "general", "fund", "capital", group="funds")]


def fund_income(form: Form, fund: str) -> FormRow | None:
    """The line of this year's income from one budget."""
    carried = fund_lines(form)
    lines = (row for row in side_rows(form, INCOME) if row not in carried)
    return next((row for row in lines if is_called(row, fund, group="funds")), None)


def own_column(form: Form, row: FormRow) -> int | None:
    """The column of a two-sided form in which a line has its amount: 合计 where there are parts."""
    role = "total" if row.side == EXPENDITURE and column_of(form, "total") is not None else "amount"
    own = column_of(form, role)
    if own is not None:
        return own
    return next((index for index, value in enumerate(row.values) if value is not None), None)


def roots(rows: Sequence[FormRow]) -> list[FormRow]:
    """The coded rows that no other printed row stands above."""
    printed = {row.code for row in rows}
    return [row for row in rows if row.code and parent_of(row.code, printed) is None]


def parent_of(code: str, printed: set[str | None]) -> str | None:
    """The nearest code above another that is printed too."""
    return next((code[:size] for size in range(len(code) - 2, 2, -2) if code[:size] in printed), None)

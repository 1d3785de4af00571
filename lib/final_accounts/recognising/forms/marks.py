"""Figures of a form that no verdict may rest on."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from ...reports import Form, FormRow


def marked(form: Form) -> Form:
    """The form with all its figures uncertain."""
    return replace(form, rows=tuple(map(marked_row, form.rows)))


def marked_columns(form: Form, columns: Container[int]) -> Form:
    """The form with all figures of some columns uncertain."""
    rows = []
    for row in form.rows:
        other = marked_row(row).values
        values = (other[at] if at in columns else value for at, value in enumerate(row.values))
        rows.append(replace(row, values=tuple(values)))
    return replace(form, rows=tuple(rows))


def marked_row(row: FormRow) -> FormRow:
    """The row with all its figures uncertain."""
    values = (None if value is None else replace(value, uncertain=True) for value in row.values)
    return replace(row, values=tuple(values))

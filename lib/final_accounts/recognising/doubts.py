"""Cells that could be read in several ways, outside the forms, whose sums decide (see `form_readings`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..documents import Cell, Document
from ..reports import Form, PerformanceTable, Reading


def doubtful_cells(document: Document) -> tuple[Cell, ...]:
    """The cells of all tables that could be read in several ways, in reading order."""
    return tuple(cell for table in document.tables for row in table.rows for cell in row if cell.alternatives)


def other_readings(cells: Sequence[Cell], forms: Sequence[Form]) -> Iterator[Reading]:
    """The readings of the cells of which no form tells."""
    told = {reading.place for form in forms for reading in form.readings}
    for cell in cells:
        if cell.place not in told:
            yield Reading(cell.place, cell.place.describe(), cell.text, cell.alternatives)


def with_doubts(tables: Sequence[PerformanceTable], cells: Sequence[Cell]) -> tuple[PerformanceTable, ...]:
    """The self-evaluation tables, their figures uncertain where their cells are."""
    places = {cell.place for cell in cells}
    if not places:
        return tuple(tables)
    return tuple(
        replace(
            table,
            rows=tuple(
                (
                    label,
                    {
                        name: replace(figure, uncertain=figure.place in places)
                        for name, figure in figures.items()
                    },
                )
                for label, figures in table.rows
            ),
        )
        for table in tables
    )

"""The figure that a cell holds, or those that it may hold where it could be read in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...documents import Cell
from ...figures import Figure, is_dash, parse_figure


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a cell: its text, and the figure that it is, if it is one."""

    text: str
    figure: Figure | None


def candidates(cell: Cell) -> tuple[Candidate, ...]:
    """The readings of a cell that make a difference to its figure, the most trusted first."""
    found: list[Candidate] = []
    for text in (cell.text, *cell.alternatives):
        figure = parse_figure(text, None, cell.place)
        if not any(_are_one(figure, other.figure) for other in found):
            found.append(Candidate(text, figure))
    return tuple(found)


def _are_one(figure: Figure | None, other: Figure | None) -> bool:
    if figure is None or other is None:
        return figure is other
    return (figure.value, figure.unit) == (other.value, other.unit)


def figures_in(cells: Sequence[Cell | None]) -> tuple[tuple[Figure | None, ...], dict[int, Figure]]:
    """The figures of the cells of a row, and by their positions those whose digits make no number.

    Beside such a cell a figure is uncertain: the digits may have run from one cell into the other.
    """
    unread = {
        index: Figure(cell.text, Decimal(0), None, 0, cell.place, uncertain=True)
        for index, cell in enumerate(cells)
        if cell is not None and figure_in(cell) is None and _NO_NUMBER.fullmatch(cell.text)
    }
    figures = (
        replace(figure, uncertain=figure.uncertain or bool({index - 1, index + 1} & set(unread)))
        if figure is not None
        else None
        for index, figure in enumerate(map(figure_in, cells))
    )
    return tuple(figures), unread


_NO_NUMBER = re.compile(r"(?=[^\d]*\d)[\d\s,，.．。%()（）+\-－—–*]+")
"""Digits and marks of numbers only."""


def figure_in(cell: Cell | None) -> Figure | None:
    """The figure of a cell, without a unit as yet; None for blank, dash and text.

    Where readings differ it is the first that is a figure, and uncertain.
    """
    if cell is None:
        return None
    if not cell.alternatives:
        return parse_figure(cell.text, None, cell.place)
    readings = candidates(cell)
    first = next((reading.figure for reading in readings if reading.figure is not None), None)
    return replace(first, uncertain=True) if first is not None and len(readings) > 1 else first


def dashed(cells: Sequence[Cell | None]) -> Iterator[int]:
    """The positions of cells that hold a printed dash and may hold nothing else."""
    for index, cell in enumerate(cells):
        if cell is not None and is_dash(cell.text) and figure_in(cell) is None:
            yield index

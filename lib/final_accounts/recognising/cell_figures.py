"""The figure that a cell holds, or those that it may hold where it could be read in several ways."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..documents import Cell
from ..figures import Figure, parse_figure


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

"""Blocks numbered in reading order, for readers that meet them one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..documents import Block, Cell, ChartData, Picture, Table
from ..places import Place
from .lines import PrintedLine, join_lines


@dataclass(slots=True)
class BlockMaker:
    """Collects the blocks of one document; each kind of block counts for itself from 0."""

    blocks: list[Block] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def _next(self, kind: str) -> int:
        self.counts[kind] = self.counts.get(kind, -1) + 1
        return self.counts[kind]

    def paragraphs(self, lines: Iterable[PrintedLine], within: Place | None = None) -> None:
        """Join printed lines and add the paragraphs that they make."""
        for paragraph in join_lines(lines, self.counts.get("paragraph", -1) + 1):
            index = self._next("paragraph")
            self.blocks.append(replace(paragraph, index=index, within=within or Place()))

    def table(self, rows: Sequence[Sequence[Cell]], place: Place) -> None:
        """Add a table; the places of its cells get the table's index, their row and their column."""
        index = self._next("table")
        numbered = tuple(
            tuple(
                replace(cell, place=replace(cell.place, table=index, row=at, column=column))
                for column, cell in enumerate(row)
            )
            for at, row in enumerate(rows)
        )
        self.blocks.append(Table(index, numbered, replace(place, table=index)))

    def picture(self, place: Place | None = None) -> None:
        """Add a picture, by default at the paragraph before it."""
        here = place or Place(paragraph=self.counts.get("paragraph"))
        self.blocks.append(Picture(self._next("picture"), here))

    def chart(self, read: Callable[[int], ChartData]) -> ChartData:
        """Add the chart that `read` makes of its index."""
        chart = read(self._next("chart"))
        self.blocks.append(chart)
        return chart

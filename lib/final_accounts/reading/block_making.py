"""Blocks numbered in reading order, for readers that meet them one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..documents import Block, Cell, ChartData, Paragraph, Picture, Table
from ..places import Place
from .lines import PrintedLine, join_lines


@dataclass(slots=True)
class BlockMaker:
    """Collects the blocks of one document; each kind of block counts for itself from 0."""

    blocks: list[Block] = field(default_factory=list)
    counts: dict[type[Block], int] = field(default_factory=dict)
    pictures: dict[int, bytes] = field(default_factory=dict)
    """The contents of pictures, by index."""

    def next_index(self, kind: type[Block]) -> int:
        """The index of the next block of a kind, which the caller adds."""
        self.counts[kind] = self.counts.get(kind, -1) + 1
        return self.counts[kind]

    @property
    def here(self) -> Place:
        """The paragraph read last."""
        return Place(paragraph=self.counts.get(Paragraph))

    def paragraphs(self, lines: Iterable[PrintedLine], within: Place | None = None) -> None:
        """Join printed lines and add the paragraphs that they make."""
        for paragraph in join_lines(lines, self.counts.get(Paragraph, -1) + 1):
            index = self.next_index(Paragraph)
            self.blocks.append(replace(paragraph, index=index, within=within or Place()))

    def table(self, rows: Sequence[Sequence[Cell]], place: Place) -> None:
        """Add a table; the places of its cells get the table's index, their row and their column."""
        index = self.next_index(Table)
        numbered = tuple(
            tuple(
                replace(cell, place=replace(cell.place, table=index, row=at, column=column))
                for column, cell in enumerate(row)
            )
            for at, row in enumerate(rows)
        )
        self.blocks.append(Table(index, numbered, replace(place, table=index)))

    def picture(self, place: Place | None = None, data: bytes | None = None) -> None:
        """Add a picture, by default at the paragraph before it, with its content where that is at hand."""
        index = self.next_index(Picture)
        self.blocks.append(Picture(index, place or self.here))
        if data is not None:
            self.pictures[index] = data

    def take(self, blocks: Iterable[Block], source: str | None = None) -> None:
        """Add the blocks of another document, numbered on; their places name the file `source`."""
        first = {kind: count + 1 for kind, count in self.counts.items()}
        for block in blocks:
            self.next_index(type(block))
            self.blocks.append(moved(block, first, source))

    def chart(self, read: Callable[[int], ChartData]) -> ChartData:
        """Add the chart that `read` makes of its index."""
        chart = read(self.next_index(ChartData))
        self.blocks.append(chart)
        return chart


def exchange(blocks: Sequence[Block], start: int, end: int, others: Sequence[Block]) -> list[Block]:
    """Blocks with others in the place of the paragraphs from `start` to `end`, all numbered on."""
    numbered: tuple[type[Block], ...] = (Paragraph, Table)
    before = {kind: sum(type(block) is kind for block in blocks[:start]) for kind in numbered}
    more = {kind: sum(type(block) is kind for block in others) for kind in numbered}
    more[Paragraph] -= end - start
    inserted = [moved(block, before) for block in others]
    return [*blocks[:start], *inserted, *(moved(block, more) for block in blocks[end:])]


def moved(block: Block, first: Mapping[type[Block], int], source: str | None = None) -> Block:
    """The block as it is numbered and placed behind `first` more blocks of each kind; its places name the
    file `source`."""

    def place(old: Place) -> Place:
        return replace(
            old,
            source=source or old.source,
            paragraph=None if old.paragraph is None else old.paragraph + first.get(Paragraph, 0),
            table=None if old.table is None else old.table + first.get(Table, 0),
        )

    index = block.index + first.get(type(block), 0)
    if isinstance(block, Paragraph):
        return replace(block, index=index, within=place(block.within))
    if isinstance(block, Table):
        rows = tuple(tuple(replace(cell, place=place(cell.place)) for cell in row) for row in block.rows)
        return replace(block, index=index, rows=rows, place=place(block.place))
    return replace(block, index=index, place=place(block.place))

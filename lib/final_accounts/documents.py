"""What reading yields: one Document for every format. No finance here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from .places import Box, Place


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read. `format` is one of pdf, ofd, picture, docx, doc, xlsx, xls, html, txt.

    `path` is a folder where a report was published as pictures of its pages. A report published as several
    files has them in `parts`; its `format` is that of the first.
    """

    name: str
    format: str
    sha256: str
    pages: int | None
    path: Path
    parts: tuple[Source, ...] = ()

    @property
    def has_pages(self) -> bool:
        """Whether its pages can be drawn: those of a PDF, of OFD, or pictures."""
        return self.format in {"pdf", "ofd", "picture"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph's text that was printed on one line of one page."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Repaired running text: lines joined, overprint undone, page furniture gone.

    `style` is what the format itself says of it: "heading", "caption" or None. `within` is what all its
    places have in common besides: a sheet and its cell, a file of several. `doubts` are the spans of text
    that may have been misread.
    """

    index: int
    text: str
    segments: tuple[Segment, ...] = ()
    style: str | None = None
    within: Place = field(default_factory=Place)
    doubts: tuple[tuple[int, int], ...] = ()

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of `text[start:end]`: its page, its box (of the whole line where no finer is known)."""
        end = len(self.text) if end is None else end
        return standing(replace(self.within, paragraph=self.index, start=start, end=end), self.segments)


def standing(place: Place, segments: tuple[Segment, ...]) -> Place:
    """The place of some words of a paragraph, with the page, the box and the line where they begin, and the
    page where they end."""
    start, end = place.start or 0, place.end or 0
    first = next((segment for segment in segments if segment.start <= start < segment.end), None)
    if first is None:
        return replace(place, page=None, box=None, line=None, last_page=None)
    *_, last = first, *(segment for segment in segments if start < segment.end and segment.start < end)
    return replace(
        place,
        page=first.page,
        box=_part_of_line(first, start, end),
        line=first.line,
        last_page=last.page if last.page != first.page else None,
    )


def _part_of_line(segment: Segment, start: int, end: int) -> Box | None:
    """The box of some characters of a line, taking the characters as equally wide."""
    if segment.box is None:
        return None
    left, top, right, bottom = segment.box
    step = (right - left) / max(segment.end - segment.start, 1)
    return (
        left + step * (start - segment.start),
        top,
        left + step * (min(end, segment.end) - segment.start),
        bottom,
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed; a merged cell is its first position, the others are empty cells.

    `alternatives` are what else the reader may have to read there, the likeliest first and never `text`
    itself; empty where it is sure.
    """

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many columns in each row as the widest has. Titles and notes are not in it.

    `confidence` is the reader's own, 0 to 1, in where the cells lie; doubts about what one cell says are
    in the cell. `loose` says that the cells only stand in their order: blank ones are left out, so that a
    position in a row tells no column. `is_whole` is False where figures are missing: the source shows that
    the table goes on where it was not printed, or holds formulas without their values.
    """

    index: int
    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    confidence: float = 1.0
    loose: bool = False
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class DataSeries:
    """One series of a chart's own data; None where the source leaves a value out."""

    name: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers that a source holds behind a chart. `kind` is bar, pie or None (unknown)."""

    index: int
    title: str | None
    kind: str | None
    series: tuple[DataSeries, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the source, known by its place only."""

    index: int
    place: Place


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """A cell whose reading was overridden by a correction beside the raw file: what was read, what counts."""

    place: Place
    read: str
    value: str
    reason: str


Block = Paragraph | Table | ChartData | Picture


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A source as read: blocks in reading order, what the reader could not do, and what was corrected."""

    source: Source
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    corrected: tuple[CorrectedCell, ...] = ()

    def __repr__(self) -> str:
        """One line: whole, it would fill a session with a megabyte."""
        return (
            f"<Document {self.source.name}: {len(self.paragraphs)} paragraphs, {len(self.tables)} tables, "
            f"{len(self.chart_data)} charts with data>"
        )

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def chart_data(self) -> tuple[ChartData, ...]:
        return tuple(block for block in self.blocks if isinstance(block, ChartData))

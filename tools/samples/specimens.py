"""What a sample is made of, as its data file says: text with directives, ruled tables, charts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BODY = "SampleSerif"
"""The type face of running text and tables; fonts.py makes it known to the PDF writer."""
MERGED_LEFT = "<"
MERGED_UP = "^"
LINE_BREAK = "¶"


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `rows` are cells as printed; "<" and "^" belong to the cell at the left or above.

    `widths` are relative; `size` and `height` (of a row, at least) are points; `align` is a letter a column.
    `breaks` are the body rows after which the table goes on upon a new page, its first `header` rows
    repeated there unless `repeat` is false.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    header: int = 0
    align: str = ""
    size: float = 9.0
    height: float = 0.0
    breaks: tuple[int, ...] = ()
    repeat: bool = True

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.widths):
                raise ValueError(f"rows: row {number} has {len(row)} cells, not {len(self.widths)}: {row}")


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form: its heading, as stacked lines left and right, its grid and the notes below."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    grid: Grid
    notes: tuple[str, ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: values as printed beside bars or slices, one tuple a series; a pie has one series."""

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    percents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in ("bar", "pie"):
            raise ValueError(f"kind: {self.kind!r} is neither bar nor pie")
        if any(len(values) != len(self.labels) for values in self.values):
            raise ValueError(f"values: not one for each of the labels {self.labels}")


@dataclass(frozen=True, slots=True)
class TableLook:
    """How tables are set.

    `rules` is grid, none, three-line, rows (thin lines), dashed (a grid in dashed strokes), frame (a ruled
    head, a box around the rest) or columns (the same with rules between the columns). `size` in points is
    the grid's own where None, `padding` is points; `numbers` is the alignment of number columns; `top` sets
    cells at the top of their rows; `anywhere` lets a cell break its text within numbers too; `squeeze` makes
    number columns so much narrower; `shaded` tints every other row; `overprint` fakes bold type by printing
    all cells four times.
    """

    rules: str = "grid"
    size: float | None = None
    padding: float = 3.0
    numbers: str = "r"
    top: bool = False
    anywhere: bool = False
    squeeze: float = 1.0
    shaded: bool = False
    overprint: bool = False
    face: str = BODY


@dataclass(frozen=True, slots=True)
class Look:
    """The type page: points, except `indent` in ems of the body type.

    `forms` is for the statutory forms, `tables` for all other tables. `lying` says how wide forms stand on
    their sheets: flat, turned (upon an upright sheet that the viewer turns) or sideways (upon an upright
    sheet, as printed).
    """

    body_size: float = 16.0
    leading: float = 28.0
    margin: float = 76.0
    overprint: bool = False
    charts: str = "vector"
    footer: str = "{page}"
    numbered_contents: bool = False
    tables: TableLook = TableLook()
    forms: TableLook = TableLook()
    lying: str = "flat"

    def __post_init__(self) -> None:
        if self.lying not in ("flat", "turned", "sideways"):
            raise ValueError(f"lying: {self.lying!r} is neither flat nor turned nor sideways")


@dataclass(frozen=True, slots=True)
class Specimen:
    """One sample: what its cover says, its text with directives, and what the directives name."""

    slug: str
    cover: tuple[str, ...]
    look: Look
    body: tuple[str, ...]
    forms: Mapping[str, Form]
    tables: Mapping[str, Grid]
    charts: Mapping[str, Chart]

    def characters(self) -> Iterator[str]:
        """Every text of the sample, so that a font can be cut down to what is needed."""
        yield from self.cover
        yield from self.body
        yield self.look.footer
        for form in self.forms.values():
            yield form.title
            yield from (*form.left, *form.right, *form.notes)
        for grid in (*self.tables.values(), *(form.grid for form in self.forms.values())):
            yield from (cell for row in grid.rows for cell in row)
        for chart in self.charts.values():
            yield chart.title
            yield from (*chart.labels, *chart.series, *chart.percents)


def load_specimen(path: Path) -> Specimen:
    """The sample that a data file describes; a ValueError or KeyError names the entry that is wrong."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Specimen(
        slug=data["slug"],
        cover=tuple(data["cover"]),
        look=Look(**data.get("look", {})),
        body=tuple(line.strip() for line in data["body"].splitlines() if line.strip()),
        forms={name: _form(entry) for name, entry in data.get("form", {}).items()},
        tables={name: _grid(entry) for name, entry in data.get("table", {}).items()},
        charts={name: _chart(entry) for name, entry in data.get("chart", {}).items()},
    )


def _grid(entry: Mapping[str, Any]) -> Grid:
    rows = tuple(
        tuple(cell.strip() for cell in line.split("|")) for line in entry["rows"].strip().splitlines()
    )
    return Grid(
        rows=rows,
        widths=tuple(float(width) for width in entry["widths"]),
        header=entry.get("header", 0),
        align=entry.get("align", ""),
        size=entry.get("size", 9.0),
        height=entry.get("height", 0.0),
        breaks=tuple(entry.get("breaks", ())),
        repeat=entry.get("repeat", True),
    )


def _form(entry: Mapping[str, Any]) -> Form:
    return Form(
        title=entry["title"],
        left=tuple(entry["left"]),
        right=tuple(entry["right"]),
        grid=_grid(entry),
        notes=tuple(entry.get("notes", ())),
        landscape=entry.get("landscape", False),
    )


def _chart(entry: Mapping[str, Any]) -> Chart:
    return Chart(
        kind=entry["kind"],
        title=entry["title"],
        labels=tuple(entry["labels"]),
        series=tuple(entry.get("series", ("",))),
        values=tuple(tuple(values) for values in entry["values"]),
        percents=tuple(entry.get("percents", ())),
    )

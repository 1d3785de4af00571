"""What the Word sample says, as its data files hold it: text with directives, charts, tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .docx_tables import Grid, project_grid, rows_of, special_grid

CHART_KINDS = ("bar", "pie")


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart, its values as cached in the file; "" is a point that is left out."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and the caption below it."""

    kind: str
    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if self.kind not in CHART_KINDS:
            raise ValueError(f"kind: {self.kind!r} is neither bar nor pie")
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"series: {series.name!r} has not one value for each of {self.labels}")


@dataclass(frozen=True, slots=True)
class Content:
    """The whole sample. `body` are its lines; `contents_pages` the page of each line of the contents."""

    bureau: str
    title: str
    notice: tuple[str, ...]
    contents_pages: tuple[int, ...]
    body: tuple[str, ...]
    charts: tuple[Chart, ...]
    overall: Grid
    projects: tuple[Grid, ...]
    special: tuple[Grid, ...]


def load_content(text_file: Path, table_file: Path) -> Content:
    """The sample of two data files. Raises KeyError or ValueError naming the entry that is wrong."""
    text = tomllib.loads(text_file.read_text(encoding="utf-8"))
    tables = tomllib.loads(table_file.read_text(encoding="utf-8"))
    bureau, year = text["bureau"], text["fiscal_year"]
    overall = tables["overall"]
    return Content(
        bureau,
        text["title"],
        tuple(text["notice"]),
        tuple(text["contents_pages"]),
        tuple(line.strip() for line in text["body"].splitlines() if line.strip()),
        tuple(_chart(entry) for entry in text["charts"]),
        Grid(rows_of(overall["rows"]), tuple(overall["widths"]), overall["header"]),
        tuple(project_grid(entry, bureau, year) for entry in tables["projects"]),
        tuple(special_grid(entry, bureau) for entry in tables["special"]),
    )


def _chart(entry: Mapping[str, Any]) -> Chart:
    series = tuple(Series(one["name"], tuple(one["values"])) for one in entry["series"])
    return Chart(entry["kind"], entry["caption"], tuple(entry["labels"]), series)

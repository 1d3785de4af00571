"""The tables of an account: its forms, its own list of them, and its self-evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .figures import Figure
from .places import Place


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form. Blank cells are None; `dashes` names the columns that hold a printed dash.

    `side` is income or expenditure in the forms that print both side by side. `unread` holds by column what
    stands in cells whose digits make no number: an uncertain nought, with the text as it was read.
    """

    code: str | None
    label: str
    line: str | None
    values: tuple[Figure | None, ...]
    place: Place
    side: str | None = None
    dashes: frozenset[int] = frozenset()
    unread: Mapping[int, Figure] = field(default_factory=dict)

    def addend(self, column: int) -> Figure | None:
        """What a column adds to a sum: its figure, an uncertain nought where it could not be read."""
        value = self.values[column]
        return value if value is not None else self.unread.get(column)


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that could be read in several ways: `taken` counts, `others` are what else it may say.

    `where` names the cell. `decided` says that the sums of its form leave nothing but `taken`.
    """

    place: Place
    where: str
    taken: str
    others: tuple[str, ...]
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form. `key` is its key in the form catalogue, `title` the report's own heading.

    `unit` is the true unit of its figures; `printed_unit` what its head says. Figures of the rows
    carry the true unit.
    """

    key: str
    title: str
    printed_number: str | None
    printed_unit: str | None
    unit: str
    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]
    place: Place
    confidence: float = 1.0
    bureau: str | None = None
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Its cells that could be read in several ways."""
    loose: bool = False
    """Whether its source left words and numbers only, so that its head and columns were put together."""
    untitled: bool = False
    """Whether no title was found: it is known by its columns, and its head may be elsewhere."""
    is_whole: bool = True
    """False where columns may be missing, and what else stands at that side: the source shows only a part."""

    @property
    def empty(self) -> bool:
        """Whether no cell holds a figure."""
        return all(value is None for row in self.rows for value in row.values)

    def column(self, name: str) -> int | None:
        """The index of the column called `name`, None if there is none."""
        return self.columns.index(name) if name in self.columns else None


@dataclass(frozen=True, slots=True)
class UnreadForm:
    """A form whose cells came in an order in which nothing tells which belong together: its title as printed
    and its amounts, none of which is checked."""

    title: str
    figures: tuple[Figure, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class PointsLine:
    """What one line of a self-evaluation weighs and was given; None where no number is printed.

    `group` is the heading of the lines that it belongs to, where that prints what they weigh together:
    产出指标（50分）. `times_rate` says that the head makes the score the weight times the execution rate of
    the line: 得分（20分×执行率）.
    """

    name: str
    weight: Figure | None
    score: Figure | None
    group: str = ""
    times_rate: bool = False


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """A self-evaluation table. `rows` are its lines of budget and execution figures by column name."""

    title: str
    project: str | None
    whole_department: bool
    unit: str | None
    rows: tuple[tuple[str, Mapping[str, Figure]], ...]
    total_weight: Figure | None
    total_score: Figure | None
    place: Place
    points: tuple[PointsLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A line of the report's own list of forms or contents."""

    number: str
    title: str
    place: Place
    declared_empty: bool | None = None

"""The charts of an account, with what each shows beside what its figures give."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from .figures import Figure
from .places import Place


@dataclass(frozen=True, slots=True)
class ChartGround:
    """What a chart's value follows from: the sum of printed `figures`, each with its sign, for a slice of a
    pie in percent of the sum of `whole`."""

    figures: tuple[Figure, ...]
    signs: tuple[int, ...] = (1,)
    whole: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One series: `stated` as the report itself shows it, `recomputed` from the figures behind it.

    Pies hold percent, bars the chart's unit. None is a value that nothing gives. `narrated` is what the
    sentences state beside a chart's own data, empty where `stated` is that already. `grounds` are the
    printed figures behind the values of a chart's own data.
    """

    name: str
    stated: tuple[Decimal | None, ...]
    recomputed: tuple[Decimal | None, ...]
    differs: tuple[bool, ...]
    narrated: tuple[Decimal | None, ...] = ()
    narrated_differs: tuple[bool, ...] = ()
    grounds: tuple[ChartGround | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that the report declares or that its figures call for.

    `basis` says where the stated values come from: chart-data, narrative, none. `amounts` are the money
    amounts behind a pie's slices (None where not printed), in `unit`.
    """

    number: int | None
    title: str
    kind: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    basis: str
    amounts: tuple[Decimal | None, ...] = ()
    declared: bool = True
    place: Place = field(default_factory=Place)
    topic: str | None = None

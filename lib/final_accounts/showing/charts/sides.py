"""The sides of a chart that are drawn abreast: as charted or stated, as narrated, as recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...reports import Chart, ChartSeries
from ..language import say

CHART_DATA = "chart-data"
Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One drawing of a chart's values: for each series a value and a mark for each label.

    `name` and `origin` head its panel, `missing` stands where it has no value at all. `rates` tells
    whether a change may be put in percent beside it: on what is computed here, not on what is printed.
    """

    name: str
    origin: str
    missing: str
    values: tuple[Values, ...]
    differs: tuple[tuple[bool, ...], ...]
    rates: bool = False

    @property
    def known(self) -> bool:
        """Whether it holds any value."""
        return any(value is not None for series in self.values for value in series)


def stated_side(chart: Chart) -> Side:
    """The values as the report states them: its chart's own data, else its narrative's."""
    return Side(
        say("charts.as_stated"),
        say(f"charts.from_{chart.basis}"),
        say("charts.no_values"),
        tuple(series.stated for series in chart.series),
        tuple(series.differs for series in chart.series),
    )


def charted_side(chart: Chart) -> Side:
    """The data behind the chart, where the source holds them."""
    own = stated_side(chart)
    return Side(say("charts.as_charted"), say("charts.from_file"), own.missing, own.values, own.differs)


def narrated_side(chart: Chart) -> Side:
    """What the sentences state beside a chart's own data; nothing where they state none."""
    nothing: Values = (None,) * len(chart.labels)
    same = (False,) * len(chart.labels)
    return Side(
        say("charts.as_narrated"),
        say("charts.from_narrative"),
        say("charts.no_values"),
        tuple(series.narrated or nothing for series in chart.series),
        tuple(series.narrated_differs or same for series in chart.series),
    )


def recomputed_side(chart: Chart) -> Side:
    """The values as they follow from the report's amounts, marked where any other side differs."""
    amounts = any(amount is not None for amount in chart.amounts)
    return Side(
        say("charts.as_recomputed"),
        say("charts.from_amounts") if chart.kind == "pie" and amounts else "",
        say("charts.no_computed"),
        tuple(series.recomputed for series in chart.series),
        tuple(_any_differs(series) for series in chart.series),
        rates=True,
    )


def _any_differs(series: ChartSeries) -> tuple[bool, ...]:
    if not series.narrated_differs:
        return series.differs
    pairs = zip(series.differs, series.narrated_differs, strict=True)
    return tuple(charted or narrated for charted, narrated in pairs)


def two_sides(chart: Chart) -> tuple[Side, ...]:
    """As stated and as recomputed."""
    return stated_side(chart), recomputed_side(chart)


def all_sides(chart: Chart) -> tuple[Side, ...]:
    """As charted and as narrated where the chart has data of its own and the narrative speaks too, else as
    stated; and as recomputed."""
    if chart.basis == CHART_DATA and narrated_side(chart).known:
        return charted_side(chart), narrated_side(chart), recomputed_side(chart)
    return two_sides(chart)

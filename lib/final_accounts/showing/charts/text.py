"""A chart in words: its heading, its rows, what differs in it, and the sentence for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import PERCENT
from ...reports import Chart
from ..language import in_english, say, says
from .sides import Side
from .style import number


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One value of a chart, for a table. `series` is empty where the chart has a single one.

    `narrated` is what the sentences state beside a chart's own data.
    """

    label: str
    series: str
    stated: Decimal | None
    recomputed: Decimal | None
    differs: bool
    narrated: Decimal | None = None


def chart_table(chart: Chart) -> list[ChartRow]:
    """A row for each label and series, in the report's order; values in the chart's unit, pies in percent."""
    several = len(chart.series) > 1
    return [
        ChartRow(
            label,
            series.name if several else "",
            series.stated[index],
            series.recomputed[index],
            series.differs[index] or any(series.narrated_differs[index : index + 1]),
            series.narrated[index] if series.narrated else None,
        )
        for index, label in enumerate(chart.labels)
        for series in chart.series
    ]


def heading(chart: Chart) -> str:
    """图3 支出决算结构图, or the title alone where the report gives no number; in English what it shows,
    with the report's own title behind it."""
    title = _title(chart)
    return title if chart.number is None else say("charts.heading", number=chart.number, title=title)


def _title(chart: Chart) -> str:
    key = f"chart_title.{chart.topic}"
    if not in_english() or not says(key):
        return chart.title
    return say("charts.title", words=say(key), title=chart.title) if chart.declared else say(key)


def value_unit(chart: Chart) -> str:
    return PERCENT if chart.kind == "pie" else chart.unit


def differences(chart: Chart) -> list[str]:
    """What differs, one clause each: 项目支出：报告 64.17%，重算 64.18%."""
    return [difference(chart, row) for row in differing_rows(chart)]


def differing_rows(chart: Chart) -> list[ChartRow]:
    return [row for row in chart_table(chart) if row.differs]


def difference(chart: Chart, row: ChartRow) -> str:
    """How a row differs, in a clause."""
    unit = value_unit(chart)
    stated, recomputed = _stated(row, unit), _shown(row.recomputed, unit)
    return say("charts.clause", item=_row_name(row), stated=stated, recomputed=recomputed)


def _stated(row: ChartRow, unit: str) -> str:
    """What the report states: the chart's value, and the sentence's where it is another one."""
    if row.narrated is None or row.narrated == row.stated:
        return _shown(row.stated, unit)
    narrated = f"{say('charts.as_narrated')} {_shown(row.narrated, unit)}"
    charted = f"{say('charts.as_charted')} {_shown(row.stated, unit)}"
    return say("charts.and").join((charted, narrated))


def _row_name(row: ChartRow) -> str:
    return say("charts.of_series", label=row.label, series=row.series) if row.series else row.label


def _shown(value: Decimal | None, unit: str) -> str:
    return say("charts.not_printed") if value is None else number(value, unit)


def chart_alt_text(chart: Chart) -> str:
    """The whole chart in one sentence with its numbers."""
    unit = value_unit(chart)
    rows = chart_table(chart)
    head = say("chart_alt.head", heading=heading(chart), kind=say(f"chart_alt.{chart.kind}"))
    if not rows:
        return say("chart_alt.nothing", head=head)
    parts = [say("chart_alt.stated", head=head, values=_values(rows, [row.stated for row in rows], unit))]
    if all(row.stated is None for row in rows):
        parts = [say("chart_alt.not_printed", head=head)]
    if any(row.narrated not in (None, row.stated) for row in rows):
        parts.append(say("chart_alt.narrated", values=_values(rows, [row.narrated for row in rows], unit)))
    if all(row.stated == row.recomputed for row in rows):
        parts.append(say("chart_alt.same"))
    else:
        values = _values(rows, [row.recomputed for row in rows], unit)
        parts.append(say("chart_alt.recomputed", values=values))
        different = say("charts.and").join(_row_name(row) for row in rows if row.differs)
        if different:
            parts.append(say("chart_alt.differing", items=different))
    return say("chart_alt.join").join(parts) + say("chart_alt.end")


def side_alt_text(chart: Chart, side: Side) -> str:
    """One panel of a chart in a sentence with its numbers."""
    unit = value_unit(chart)
    several = len(chart.series) > 1
    clauses = []
    for index, label in enumerate(chart.labels):
        for series, values in zip(chart.series, side.values, strict=True):
            name = say("charts.of_series", label=label, series=series.name) if several else label
            clauses.append(f"{name} {_shown(values[index], unit)}")
    told = say("charts.and").join(clauses) if side.known else side.missing
    return say("chart_alt.side", heading=heading(chart), side=side.name, values=told)


def _values(rows: Sequence[ChartRow], values: Sequence[Decimal | None], unit: str) -> str:
    pairs = zip(rows, values, strict=True)
    return say("charts.and").join(f"{_row_name(row)} {_shown(value, unit)}" for row, value in pairs)

"""A chart in words: its heading, its rows, what differs in it, and the sentence for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..figures import PERCENT
from ..reports import Chart
from .chart_style import number

STATED, RECOMPUTED = "报告所载", "重新计算"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One value of a chart, for a table. `series` is empty where the chart has a single one."""

    label: str
    series: str
    stated: Decimal | None
    recomputed: Decimal | None
    differs: bool


def chart_table(chart: Chart) -> list[ChartRow]:
    """A row for each label and series, in the report's order; values in the chart's unit, pies in percent."""
    several = len(chart.series) > 1
    return [
        ChartRow(
            label,
            series.name if several else "",
            series.stated[index],
            series.recomputed[index],
            series.differs[index],
        )
        for index, label in enumerate(chart.labels)
        for series in chart.series
    ]


def heading(chart: Chart) -> str:
    """图3 支出决算结构图, or the title alone where the report gives no number."""
    return chart.title if chart.number is None else f"图{chart.number} {chart.title}"


def value_unit(chart: Chart) -> str:
    return PERCENT if chart.kind == "pie" else chart.unit


def differences(chart: Chart) -> list[str]:
    """What differs, one clause each: 项目支出：报告 64.17%，重算 64.18%."""
    unit = value_unit(chart)
    return [
        f"{_row_name(row)}：报告 {_shown(row.stated, unit)}，重算 {_shown(row.recomputed, unit)}"
        for row in chart_table(chart)
        if row.differs
    ]


def _row_name(row: ChartRow) -> str:
    return f"{row.label}（{row.series}）" if row.series else row.label


def _shown(value: Decimal | None, unit: str) -> str:
    return "未印出" if value is None else number(value, unit)


def chart_alt_text(chart: Chart) -> str:
    """The whole chart in one Chinese sentence with its numbers."""
    unit = value_unit(chart)
    kind = "饼图" if chart.kind == "pie" else "柱状图"
    rows = chart_table(chart)
    if not rows:
        return f"{heading(chart)}（{kind}）：没有可以绘出的数值。"
    stated = "、".join(f"{_row_name(row)} {_shown(row.stated, unit)}" for row in rows)
    parts = [f"{heading(chart)}（{kind}）：{STATED} {stated}"]
    if all(row.stated is None for row in rows):
        parts = [f"{heading(chart)}（{kind}）：报告没有印出数值"]
    if all(row.stated == row.recomputed for row in rows):
        parts.append("重新计算与之相同")
    else:
        recomputed = "、".join(f"{_row_name(row)} {_shown(row.recomputed, unit)}" for row in rows)
        parts.append(f"{RECOMPUTED} {recomputed}")
        different = "、".join(_row_name(row) for row in rows if row.differs)
        if different:
            parts.append(f"不一致的是{different}")
    return "；".join(parts) + "。"

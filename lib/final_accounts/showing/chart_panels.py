"""The charts of a report, shown one after the other with what they say in words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from IPython import display as ipython

from ..reports import Chart, CheckedReport
from .charts import ChartRow, chart_alt_text, chart_table, differences, heading, png, value_unit
from .messages import BASIS_WORDS, grouped
from .passages import Passage, render

SHOWN_WIDTH = 900
"""Pixels of a page that a chart takes; the picture itself has twice as many, for print."""

_show: Callable[[Passage], None] = ipython.display
_publish: Callable[..., None] = ipython.publish_display_data

NOTHING = "报告没有图表，正文中也没有可以据以作图的数字。"


def show_charts(checked: CheckedReport) -> None:
    """Display every chart twice, as the report states it and recomputed, with the values below.

    >>> fa.show_charts(checked)  # doctest: +SKIP
    图3 支出决算结构图（饼图）：报告所载 基本支出 35.82%、项目支出 64.17%；……
    """
    if not checked.report.charts:
        _show(Passage(render("gap", line=NOTHING), NOTHING))
    for chart in checked.report.charts:
        alt = chart_alt_text(chart)
        reading = _reading(chart)
        _show(
            Passage(render("chart", heading=heading(chart), reading=reading), f"{heading(chart)}：{reading}")
        )
        _publish(
            {"image/png": b64encode(png(chart)).decode("ascii"), "text/plain": alt},
            metadata={"image/png": {"alt": alt, "width": SHOWN_WIDTH}},
        )
        _show(Passage(render("chart_values", **_values(chart)), alt))


def _reading(chart: Chart) -> str:
    """What to see in the chart, in one or two sentences."""
    origin = "" if chart.declared else "报告没有这幅图，按正文数字补绘。"
    if chart.basis == "none":
        return f"{origin}报告没有给出图中数值，只画出重新计算的结果。"
    differing = differences(chart)
    basis = f"报告数值取自{BASIS_WORDS[chart.basis]}。"
    if not differing:
        return f"{origin}{basis}重新计算的结果与之一致。"
    return f"{origin}{basis}有 {len(differing)} 处与重新计算的结果不一致。"


def _values(chart: Chart) -> dict[str, Any]:
    rows = chart_table(chart)
    return {
        "heading": heading(chart),
        "unit": value_unit(chart),
        "several": any(row.series for row in rows),
        "rows": [
            {
                "label": row.label,
                "series": row.series,
                "stated": _value(row.stated),
                "recomputed": _value(row.recomputed),
                "differs": row.differs,
                "words": _outcome(row),
            }
            for row in rows
        ],
    }


def _value(value: Decimal | None) -> str:
    return "未印出" if value is None else grouped(value)


def _outcome(row: ChartRow) -> str:
    if row.differs:
        return "不一致"
    return "一致" if row.stated is not None and row.recomputed is not None else "无从核对"

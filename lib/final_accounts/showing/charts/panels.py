"""The charts of a report, shown one after the other with what they say in words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from IPython import display as ipython

from ...reports import Chart, CheckedReport
from ..following import CardLink, Contrast, cards_by_contrast
from ..grouping import finding_groups
from ..language import say, speaking
from ..messages import BASIS_WORDS, grouped
from ..passages import Passage, render
from ..published import PublishedChart, published_charts
from .abreast import draw_abreast
from .sides import all_sides
from .text import (
    ChartRow,
    chart_alt_text,
    chart_table,
    differences,
    differing_rows,
    heading,
    value_unit,
)

PIXELS_AN_INCH = 90
"""Of a page; the picture itself has more than twice as many, for print and for sharp screens."""

_show: Callable[[Passage], None] = ipython.display
_publish: Callable[..., None] = ipython.publish_display_data


def show_charts(checked: CheckedReport, lang: str | None = None) -> None:
    """Display every chart abreast: as published (cut from a PDF), as the report states it, recomputed;
    with what differs, and the values below. `lang` is zh or en.

    >>> fa.show_charts(checked)  # doctest: +SKIP
    图3 支出决算结构图（饼图）：报告所载 基本支出 35.82%、项目支出 64.17%；……
    """
    with speaking(lang):
        charts = checked.report.charts
        if not charts:
            _show(Passage(render("gap", line=say("charts.none")), say("charts.none")))
        cards = cards_by_contrast(finding_groups(checked)) if charts else {}
        for chart, published in zip(charts, published_charts(checked.report), strict=True):
            _show_chart(chart, published, cards)


def _show_chart(chart: Chart, published: PublishedChart | None, cards: Mapping[Contrast, CardLink]) -> None:
    reading, differing = reading_of(chart), differences(chart)
    links = [_card_of(chart, row, cards) for row in differing_rows(chart)]
    clauses = list(zip(differing, links, strict=True))
    html = render("chart", heading=heading(chart), reading=reading, differing=clauses)
    _show(Passage(html, "\n".join([f"{heading(chart)}：{reading}", *differing])))
    drawn = draw_abreast(chart, published)
    panels = [{"left": panel.left, "right": panel.right, "alt": panel.alt} for panel in drawn.panels]
    width = round(drawn.width * PIXELS_AN_INCH)
    _publish(
        {"image/png": b64encode(drawn.png).decode("ascii"), "text/plain": drawn.alt},
        metadata={"image/png": {"alt": drawn.alt, "width": width, "panels": panels}},
    )
    _show(Passage(render("chart_values", **_values(chart)), chart_alt_text(chart)))


def _card_of(chart: Chart, row: ChartRow, cards: Mapping[Contrast, CardLink]) -> CardLink | None:
    """The card that says which of a row's two values is wrong, and why."""
    if row.recomputed is None:
        return None
    unit = value_unit(chart)
    said = (value for value in (row.stated, row.narrated) if value is not None)
    return next((cards[key] for value in said if (key := (value, row.recomputed, unit)) in cards), None)


def reading_of(chart: Chart) -> str:
    """What to see in the chart, in one or two sentences."""
    return "".join(_reading(chart))


def _reading(chart: Chart) -> Iterator[str]:
    space = " " if say("charts.and").endswith(" ") else ""
    if not chart.declared:
        yield say("charts.undeclared") + space
    if chart.basis == "none":
        yield say("charts.nothing_stated")
        return
    yield say("charts.basis", basis=BASIS_WORDS[chart.basis]) + space
    differing = len(differences(chart))
    yield say("charts.differ", count=differing) if differing else say("charts.agree")


def _values(chart: Chart) -> dict[str, Any]:
    rows, unit = chart_table(chart), value_unit(chart)
    three = len(all_sides(chart)) == 3
    columns = ("published_unit", "narrated_unit") if three else ("stated_unit",)
    return {
        "heading": heading(chart),
        "columns": [say(f"charts.{name}", unit=unit) for name in (*columns, "recomputed_unit")],
        "several": any(row.series for row in rows),
        "differing": any(row.differs for row in rows),
        "rows": [
            {
                "label": row.label,
                "series": row.series,
                "values": [
                    _value(value)
                    for value in (row.stated, *((row.narrated,) if three else ()), row.recomputed)
                ],
                "differs": row.differs,
                "words": _outcome(row),
            }
            for row in rows
        ],
    }


def _value(value: Decimal | None) -> str:
    return say("charts.not_printed") if value is None else grouped(value)


def _outcome(row: ChartRow) -> str:
    if row.differs:
        return say("charts.differs")
    known = row.stated is not None and row.recomputed is not None
    return say("charts.agrees" if known else "charts.unchecked")

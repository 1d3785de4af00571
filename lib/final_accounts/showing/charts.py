"""Every chart twice: left as the report states it, right recomputed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from ..reports import Chart
from .chart_bars import (
    Bar,
    Group,
    bar_fill,
    bar_size,
    bars_height,
    change_text,
    draw_bars,
    value_range,
    words_height,
)
from .chart_pies import best_first_angle, cut, draw_no_pie, draw_pie, pie_height
from .chart_style import (
    ALARM,
    DOTS_PER_INCH,
    GUTTER,
    INK,
    MARGIN,
    MARK,
    PANEL,
    QUIET,
    RULE,
    WIDTH,
    chart_style,
    drawable,
    embolden,
    flow,
    inch_axes,
    inches_wide,
    slice_fill,
    wrap,
)
from .chart_text import (
    RECOMPUTED,
    STATED,
    ChartRow,
    chart_alt_text,
    chart_table,
    differences,
    heading,
    value_unit,
)

__all__ = [
    "ChartRow",
    "chart_alt_text",
    "chart_table",
    "differences",
    "draw_chart",
    "heading",
    "png",
    "value_unit",
]

HEAD, PANEL_HEAD, FOOT_LINE, FOOT_MARGIN = 0.46, 0.36, 0.2, 0.14
"""Inches of the title, of the panels' names, of a line at the foot, and under it."""
TITLE_POINTS, NOTE_POINTS, TITLE_LINE = 12.5, 8.5, 0.26
TITLE_WIDTH = WIDTH - 2 * MARGIN - 1.3
"""The verdict stands to the right of the title."""
COLOURS = 64
"""Enough for smooth edges and true fills; more triple the file, fewer lose pale slices."""

BASES = {"chart-data": "图内数据", "narrative": "正文数字", "none": ""}
NOT_PRINTED, NOT_COMPUTED = "报告没有印出数值", "没有可以重新计算的数值"
Values = tuple[Decimal | None, ...]


def draw_chart(chart: Chart) -> Figure:
    """Two panels side by side, the report's own values and the recomputed ones, on one scale.

    The figure is independent of pyplot and already has a canvas, so that it can be saved at once.
    """
    with chart_style():
        chart = _drawable(chart)
        if chart.kind == "pie" and not _has_negative(chart):
            return _draw_pies(chart)
        return _draw_bars(chart)


def _drawable(chart: Chart) -> Chart:
    return replace(
        chart,
        title=drawable(chart.title),
        labels=tuple(drawable(label) for label in chart.labels),
        series=tuple(replace(series, name=drawable(series.name)) for series in chart.series),
    )


def png(chart: Chart) -> bytes:
    """The chart as PNG with a reduced palette."""
    figure = draw_chart(chart)
    pixels = io.BytesIO()
    figure.savefig(pixels, format="rgba", dpi=DOTS_PER_INCH)
    picture = Image.frombytes("RGBA", figure.canvas.get_width_height(), pixels.getvalue())
    reduced = picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    reduced.save(file, "PNG", optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return file.getvalue()


def _has_negative(chart: Chart) -> bool:
    return any(
        value is not None and value < 0
        for series in chart.series
        for value in (*series.stated, *series.recomputed)
    )


def _draw_pies(chart: Chart) -> Figure:
    if not chart.series:
        return _draw_sentences(chart, [NOT_PRINTED], [NOT_COMPUTED])
    series = chart.series[0]
    stated, recomputed = series.stated, series.recomputed
    if not any(stated) and not any(recomputed):
        left = _why_no_pie(chart, stated, NOT_PRINTED)
        return _draw_sentences(chart, left, _why_no_pie(chart, recomputed, NOT_COMPUTED))
    shown = [shares for shares in (stated, recomputed) if any(shares)]
    angle = best_first_angle(chart.labels, *shown)
    pies = [cut(chart.labels, shares, series.differs, angle) for shares in (stated, recomputed)]
    figure, panels = _page(chart, pie_height(pies))
    sides = (stated, NOT_PRINTED), (recomputed, NOT_COMPUTED)
    for axes, slices, (shares, missing) in zip(panels, pies, sides, strict=True):
        if slices:
            draw_pie(axes, slices, sum((share for share in shares if share is not None), Decimal(0)))
        else:
            draw_no_pie(axes, "\n".join(_why_no_pie(chart, shares, missing)))
    return figure


def _why_no_pie(chart: Chart, values: Values, missing: str) -> list[str]:
    """Words in place of a pie, in lines: nothing known, or nothing but zero."""
    if all(value is None for value in values):
        return [missing]
    names = [label for label, value in zip(chart.labels, values, strict=True) if value is not None]
    return [*flow(names, "、", 10, PANEL - 0.6), "均为 0"]


def _draw_bars(chart: Chart) -> Figure:
    stated, recomputed = _groups(chart, own=True), _groups(chart, own=False)
    if all(bar.value is None for group in (*stated, *recomputed) for bar in group.bars):
        return _draw_sentences(chart, [NOT_PRINTED], [NOT_COMPUTED])
    scale = value_range([*stated, *recomputed])
    words = max(words_height(stated), words_height(recomputed))
    figure, panels = _page(chart, bars_height(words, scale))
    size = bar_size(stated, recomputed)
    for axes, groups in zip(panels, (stated, recomputed), strict=True):
        draw_bars(axes, groups, scale, size, words)
    return figure


_YEAR = re.compile(r"(?:19|20)\d\d")


def _groups(chart: Chart, own: bool) -> list[Group]:
    """The bars by label; years oldest first, whatever order the report prints them in."""
    years = [_YEAR.search(series.name) for series in chart.series]
    ordered = list(chart.series)
    if all(years):
        ordered.sort(key=lambda series: _YEAR.findall(series.name)[-1])
    groups = []
    for index, label in enumerate(chart.labels):
        values = [(series.stated if own else series.recomputed)[index] for series in ordered]
        bars = tuple(
            Bar(
                series.name if len(ordered) > 1 else "",
                value,
                value_unit(chart),
                series.differs[index],
                bar_fill(position, len(ordered)) if len(ordered) > 1 else slice_fill(index),
            )
            for position, (series, value) in enumerate(zip(ordered, values, strict=True))
        )
        change = ""
        if len(ordered) == 2 and all(years):
            change = change_text(values[0], values[1], value_unit(chart), with_rate=not own)
        groups.append(Group(label, bars, change))
    return groups


def _draw_sentences(chart: Chart, stated: Sequence[str], recomputed: Sequence[str]) -> Figure:
    """Words in both panels where there is nothing to draw."""
    figure, panels = _page(chart, 0.5 + 0.2 * max(len(stated), len(recomputed)))
    for axes, lines in zip(panels, (stated, recomputed), strict=True):
        axes.text(
            axes.get_xlim()[1] / 2,
            axes.get_ylim()[1] / 2,
            "\n".join(lines),
            ha="center",
            va="center",
            fontsize=10,
            color=QUIET,
            linespacing=1.5,
        )
    return figure


def _page(chart: Chart, panel_height: float) -> tuple[Figure, tuple[Axes, Axes]]:
    """A figure with title, names of the panels and the list of differences; and its two empty panels."""
    foot = list(_foot_lines(chart))
    foot_height = len(foot) * FOOT_LINE + FOOT_MARGIN + 0.1
    titles, beside = _head_lines(chart)
    head = HEAD + TITLE_LINE * (len(titles) - 1 if beside else len(titles))
    height = head + PANEL_HEAD + panel_height + foot_height
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    page = inch_axes(figure, 0, 0, WIDTH, height)
    _draw_head(page, chart, titles, beside, height)
    page.add_line(Line2D([MARGIN, WIDTH - MARGIN], [height - head] * 2, color=RULE, linewidth=0.8))
    _draw_foot(page, foot, bool(differences(chart)), foot_height)
    lefts = (MARGIN, MARGIN + PANEL + GUTTER)
    for left, name, source in zip(lefts, (STATED, RECOMPUTED), _sources(chart), strict=True):
        y = height - head - PANEL_HEAD / 2
        page.text(left + 0.02, y, name, fontsize=10, va="center", color=INK)
        right = left + 0.12 + inches_wide(name, 10)
        page.text(right, y - 0.008, source, fontsize=8, va="center", color=QUIET)
    middle = WIDTH / 2
    page.add_line(Line2D([middle, middle], [foot_height, height - head - 0.1], color=RULE, linewidth=0.8))
    first, second = (inch_axes(figure, left, foot_height, PANEL, panel_height) for left in lefts)
    return figure, (first, second)


def _head_lines(chart: Chart) -> tuple[list[str], bool]:
    """The heading in lines, and whether the notes have room beside its last one."""
    titles = wrap(heading(chart), TITLE_POINTS, TITLE_WIDTH)
    used = inches_wide(titles[-1], TITLE_POINTS) + 0.2 + inches_wide(_notes(chart), NOTE_POINTS)
    return titles, used <= TITLE_WIDTH


def _notes(chart: Chart) -> str:
    notes = [] if chart.declared else ["报告未附此图，按其数字补绘"]
    if chart.kind == "pie" and _has_negative(chart):
        notes.append("含负数，改绘为柱")
    if chart.kind != "pie" and chart.unit:
        notes.append(f"单位：{chart.unit}")
    return "　".join(notes)


def _draw_head(page: Axes, chart: Chart, titles: Sequence[str], beside: bool, height: float) -> None:
    y = height - HEAD / 2
    count = len(differences(chart))
    if count:
        verdict = f"{MARK} {count} 处不一致"
        text = page.text(WIDTH - MARGIN, y, verdict, fontsize=10, va="center", ha="right", color=ALARM)
        embolden(text, ALARM)
    for line in titles:
        embolden(page.text(MARGIN, y, line, fontsize=TITLE_POINTS, va="center"))
        y -= TITLE_LINE
    left = MARGIN
    if beside:
        left, y = MARGIN + inches_wide(titles[-1], TITLE_POINTS) + 0.2, y + TITLE_LINE - 0.015
    page.text(left, y, _notes(chart), fontsize=NOTE_POINTS, va="center", color=QUIET)


def _sources(chart: Chart) -> tuple[str, str]:
    """Where the values of the two panels come from."""
    right = ""
    known = [amount for amount in chart.amounts if amount is not None]
    if chart.kind == "pie" and known:
        right = "各项金额 ÷ 合计"
    return BASES.get(chart.basis, ""), right


def _foot_lines(chart: Chart) -> Iterator[str]:
    found = differences(chart)
    rows = chart_table(chart)
    if found:
        yield from flow([f"{MARK} {clause}" for clause in found], "　　", 9, WIDTH - 2 * MARGIN)
    elif any(row.stated is not None and row.recomputed is not None for row in rows):
        yield "报告所载与重新计算一致。"
    elif rows:
        yield "没有可以相互比较的数值。"


def _draw_foot(page: Axes, lines: Sequence[str], alarming: bool, height: float) -> None:
    y = height - 0.08 - FOOT_LINE / 2
    for line in lines:
        text = page.text(MARGIN + 0.02, y, line, fontsize=9, va="center", color=ALARM if alarming else QUIET)
        if alarming:
            embolden(text, ALARM, 0.25)
        y -= FOOT_LINE

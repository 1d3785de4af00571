"""Every chart drawn abreast: as the report states it, recomputed, and as the sentences tell it besides."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from ...reports import Chart
from ..language import say
from .bars import (
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
from .pies import best_first_angle, cut, draw_no_pie, draw_pie, pie_height
from .sides import Side, Values, two_sides
from .style import (
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
from .text import ChartRow, chart_alt_text, chart_table, differences, heading, value_unit

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
ALMOST_WHITE = 249

Page = Callable[[Chart, Sequence[Side], float], tuple[Figure, Sequence[Axes]]]
"""A figure for a chart's sides, each in a panel of the given height in inches, and the empty panels."""


def draw_chart(chart: Chart) -> Figure:
    """Two panels side by side, the report's own values and the recomputed ones, on one scale.

    The figure is independent of pyplot and already has a canvas, so that it can be saved at once.
    """
    return draw_sides(chart, two_sides(chart), _page)


def draw_sides(chart: Chart, sides: Sequence[Side], page: Page) -> Figure:
    """The sides of a chart in the panels of a page, all on one scale and in the same colours and order."""
    with chart_style():
        chart = _drawable(chart)
        if not any(side.known for side in sides):
            return _draw_sentences(chart, sides, page)
        if chart.kind == "pie" and not has_negative(chart):
            return _draw_pies(chart, sides, page)
        return _draw_bars(chart, sides, page)


def _drawable(chart: Chart) -> Chart:
    return replace(
        chart,
        title=drawable(chart.title),
        labels=tuple(drawable(label) for label in chart.labels),
        series=tuple(replace(series, name=drawable(series.name)) for series in chart.series),
    )


def png(chart: Chart) -> bytes:
    """The chart as PNG with a reduced palette."""
    return as_png(raster(draw_chart(chart)))


def raster(figure: Figure) -> Image.Image:
    """The figure's pixels."""
    pixels = io.BytesIO()
    figure.savefig(pixels, format="rgba", dpi=DOTS_PER_INCH)
    size = figure.canvas.get_width_height()
    return Image.frombytes("RGBA", size, pixels.getvalue()).convert("RGB")


def as_png(picture: Image.Image) -> bytes:
    """The picture as PNG in COLOURS colours."""
    reduced = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = reduced.getpalette() or []
    colours = [palette[at : at + 3] for at in range(0, len(palette), 3)]
    # The reduction makes paper a little grey, which shows as a box on a white page.
    whitened = [255 if min(colour) >= ALMOST_WHITE else part for colour in colours for part in colour]
    reduced.putpalette(whitened)
    file = io.BytesIO()
    reduced.save(file, "PNG", optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return file.getvalue()


def has_negative(chart: Chart) -> bool:
    return any(
        value is not None and value < 0
        for series in chart.series
        for value in (*series.stated, *series.narrated, *series.recomputed)
    )


def _draw_pies(chart: Chart, sides: Sequence[Side], page: Page) -> Figure:
    shares = [side.values[0] for side in sides]
    shown = [one for one in shares if any(one)]
    if not shown:
        return _draw_sentences(chart, sides, page)
    angle = best_first_angle(chart.labels, *shown)
    pies = [cut(chart.labels, one, side.differs[0], angle) for one, side in zip(shares, sides, strict=True)]
    figure, panels = page(chart, sides, pie_height(pies))
    for axes, slices, side in zip(panels, pies, sides, strict=True):
        if slices:
            known = (share for share in side.values[0] if share is not None)
            draw_pie(axes, slices, sum(known, Decimal(0)))
        else:
            draw_no_pie(axes, "\n".join(_why_nothing(chart, side)))
    return figure


def _why_nothing(chart: Chart, side: Side) -> list[str]:
    """Words in place of a drawing, in lines: nothing known, or nothing but zero."""
    if not side.known:
        return [side.missing]
    values: Values = side.values[0]
    names = [label for label, value in zip(chart.labels, values, strict=True) if value is not None]
    return [*flow(names, "、", 10, PANEL - 0.6), say("charts.all_zero")]


def _draw_bars(chart: Chart, sides: Sequence[Side], page: Page) -> Figure:
    drawn = [_groups(chart, side) for side in sides]
    scale = value_range([group for groups in drawn for group in groups])
    words = max(words_height(groups) for groups in drawn)
    figure, panels = page(chart, sides, bars_height(words, scale))
    size = bar_size(*drawn)
    for axes, groups in zip(panels, drawn, strict=True):
        draw_bars(axes, groups, scale, size, words)
    return figure


_YEAR = re.compile(r"(?:19|20)\d\d")


def _groups(chart: Chart, side: Side) -> list[Group]:
    """The bars by label; years oldest first, whatever order the report prints them in."""
    years = [_YEAR.findall(series.name) for series in chart.series]
    order = list(range(len(chart.series)))
    if all(years):
        order.sort(key=lambda at: years[at][-1])
    groups = []
    for index, label in enumerate(chart.labels):
        values = [side.values[at][index] for at in order]
        bars = tuple(
            Bar(
                chart.series[at].name if len(order) > 1 else "",
                value,
                value_unit(chart),
                side.differs[at][index],
                bar_fill(position, len(order)) if len(order) > 1 else slice_fill(index),
            )
            for position, (at, value) in enumerate(zip(order, values, strict=True))
        )
        change = ""
        if len(order) == 2 and all(years):
            change = change_text(values[0], values[1], value_unit(chart), with_rate=side.rates)
        groups.append(Group(label, bars, change))
    return groups


def _draw_sentences(chart: Chart, sides: Sequence[Side], page: Page) -> Figure:
    """Words in all panels where there is nothing to draw."""
    told = [_why_nothing(chart, side) for side in sides]
    figure, panels = page(chart, sides, 0.5 + 0.2 * max(len(lines) for lines in told))
    for axes, lines in zip(panels, told, strict=True):
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


def _page(chart: Chart, sides: Sequence[Side], panel_height: float) -> tuple[Figure, Sequence[Axes]]:
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
    for left, side in zip(lefts, sides, strict=True):
        name_panel(page, side.name, side.origin, left, height - head)
    middle = WIDTH / 2
    page.add_line(Line2D([middle, middle], [foot_height, height - head - 0.1], color=RULE, linewidth=0.8))
    return figure, [inch_axes(figure, left, foot_height, PANEL, panel_height) for left in lefts]


def name_panel(page: Axes, name: str, origin: str, left: float, top: float) -> None:
    """The name of a panel and where its values come from, over the panel."""
    y = top - PANEL_HEAD / 2
    page.text(left + 0.02, y, name, fontsize=10, va="center", color=INK)
    right = left + 0.12 + inches_wide(name, 10)
    page.text(right, y - 0.008, origin, fontsize=8, va="center", color=QUIET)


def _head_lines(chart: Chart) -> tuple[list[str], bool]:
    """The heading in lines, and whether the notes have room beside its last one."""
    titles = wrap(heading(chart), TITLE_POINTS, TITLE_WIDTH)
    used = inches_wide(titles[-1], TITLE_POINTS) + 0.2 + inches_wide(_notes(chart), NOTE_POINTS)
    return titles, used <= TITLE_WIDTH


def _notes(chart: Chart) -> str:
    notes = [] if chart.declared else [say("charts.added")]
    if chart.kind == "pie" and has_negative(chart):
        notes.append(say("charts.negative"))
    if chart.kind != "pie" and chart.unit:
        notes.append(say("charts.unit", unit=chart.unit))
    return "　".join(notes)


def _draw_head(page: Axes, chart: Chart, titles: Sequence[str], beside: bool, height: float) -> None:
    y = height - HEAD / 2
    count = len(differences(chart))
    if count:
        verdict = f"{MARK} {say('charts.count_differing', count=count)}"
        text = page.text(WIDTH - MARGIN, y, verdict, fontsize=10, va="center", ha="right", color=ALARM)
        embolden(text, ALARM)
    for line in titles:
        embolden(page.text(MARGIN, y, line, fontsize=TITLE_POINTS, va="center"))
        y -= TITLE_LINE
    left = MARGIN
    if beside:
        left, y = MARGIN + inches_wide(titles[-1], TITLE_POINTS) + 0.2, y + TITLE_LINE - 0.015
    page.text(left, y, _notes(chart), fontsize=NOTE_POINTS, va="center", color=QUIET)


def _foot_lines(chart: Chart) -> Iterator[str]:
    found = differences(chart)
    rows = chart_table(chart)
    if found:
        yield from flow([f"{MARK} {clause}" for clause in found], "　　", 9, WIDTH - 2 * MARGIN)
    elif any(row.stated is not None and row.recomputed is not None for row in rows):
        yield say("charts.foot_agree")
    elif rows:
        yield say("charts.foot_nothing")


def _draw_foot(page: Axes, lines: Sequence[str], alarming: bool, height: float) -> None:
    y = height - 0.08 - FOOT_LINE / 2
    for line in lines:
        text = page.text(MARGIN + 0.02, y, line, fontsize=9, va="center", color=ALARM if alarming else QUIET)
        if alarming:
            embolden(text, ALARM, 0.25)
        y -= FOOT_LINE

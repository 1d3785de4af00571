"""Small multiples: the same rows, one account each, in panels side by side, every panel on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from ..charts.style import (
    BASELINE,
    DOTS_PER_INCH,
    INK,
    MARGIN,
    QUIET,
    RULE,
    WIDTH,
    Fill,
    chart_style,
    drawable,
    embolden,
    inch_axes,
    inches_wide,
    wrap,
)

NAMES, GAP = 2.1, 0.28
"""Inches of the accounts' names, and between two panels."""
HEAD, PANEL_HEAD, LEGEND_LINE, FOOT = 0.5, 0.3, 0.2, 0.16
ROW, BAR, TEAR = 0.46, 0.24, 0.16
"""Inches of an account, of its bar, and from the end of a torn bar to its tear."""
MOST_ROWS = 30
"""Accounts of one picture; the table below it has them all."""
NAME_POINTS, SMALL = 8.5, 8.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar. `text` is written in it where there is room."""

    value: Decimal
    fill: Fill
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """What one account has in one panel: pieces from zero on, and the words at their end.

    Without pieces the words alone are drawn: not printed, several numbers, nought.
    """

    pieces: tuple[Piece, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: its name, a bar an account, what the fills mean, and a value worth a line.

    A bar longer than `limit`, to either side, is torn off there, so that one account does not make all
    others invisible; the words at its end tell its value.
    """

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, Fill], ...] = ()
    mark: Decimal | None = None
    limit: Decimal | None = None


def draw_comparison(title: str, names: Sequence[str], panels: Sequence[Panel]) -> Figure:
    """The picture. `names` and the bars of every panel are in one order; beyond MOST_ROWS they are cut."""
    with chart_style():
        rows = [drawable(name) for name in names[:MOST_ROWS]]
        width = (WIDTH - 2 * MARGIN - NAMES - GAP * (len(panels) - 1)) / len(panels)
        legends = [_legend_lines(panel, width) for panel in panels]
        legend_height = LEGEND_LINE * max(map(len, legends), default=0)
        body = ROW * len(rows)
        height = HEAD + PANEL_HEAD + legend_height + body + FOOT
        figure = Figure(figsize=(WIDTH, height), dpi=DOTS_PER_INCH)
        FigureCanvasAgg(figure)
        page = inch_axes(figure, 0, 0, WIDTH, height)
        embolden(page.text(MARGIN, height - HEAD / 2, drawable(title), fontsize=12.5, va="center"))
        page.add_line(Line2D([MARGIN, WIDTH - MARGIN], [height - HEAD] * 2, color=RULE, linewidth=0.8))
        _draw_names(page, rows, FOOT + body)
        for index, panel in enumerate(panels):
            left = MARGIN + NAMES + index * (width + GAP)
            top = height - HEAD - PANEL_HEAD / 2
            embolden(page.text(left, top, panel.title, fontsize=10, va="center"))
            _draw_legend(page, legends[index], left, height - HEAD - PANEL_HEAD)
            _draw_bars(inch_axes(figure, left, FOOT, width, body), panel, len(rows), width, body)
        return figure


def _draw_names(page: Axes, rows: Sequence[str], top: float) -> None:
    for index, name in enumerate(rows):
        y = top - ROW * (index + 0.5)
        lines = wrap(name, NAME_POINTS, NAMES - 0.1)[:2]
        page.text(MARGIN, y, "\n".join(lines), fontsize=NAME_POINTS, va="center", linespacing=1.25)
        if index:
            page.add_line(
                Line2D([MARGIN, WIDTH - MARGIN], [top - ROW * index] * 2, color=RULE, linewidth=0.4)
            )


def _legend_lines(panel: Panel, width: float) -> list[list[tuple[str, Fill]]]:
    """The entries of the legend in lines of at most `width` inches."""
    lines: list[list[tuple[str, Fill]]] = []
    used = width
    for label, fill in panel.legend:
        entry = _entry_width(label)
        if used + entry > width or not lines:
            lines.append([])
            used = 0.0
        lines[-1].append((drawable(label), fill))
        used += entry
    return lines


def _entry_width(label: str) -> float:
    return 0.17 + inches_wide(label, SMALL) + 0.12


def _draw_legend(page: Axes, lines: list[list[tuple[str, Fill]]], left: float, top: float) -> None:
    for number, line in enumerate(lines):
        x, y = left, top - LEGEND_LINE * (number + 0.5)
        for label, fill in line:
            page.add_patch(_rectangle(x, y - 0.05, 0.11, 0.1, fill))
            page.text(x + 0.16, y, label, fontsize=SMALL, va="center", color=INK)
            x += _entry_width(label)


def _draw_bars(axes: Axes, panel: Panel, rows: int, width: float, body: float) -> None:
    bars = panel.bars[:rows]
    ends = [_within(_end(bar), panel.limit) for bar in bars]
    drawn = [float(end) for end in ends] + ([float(panel.mark)] if panel.mark is not None else [])
    low, high = min([0.0, *drawn]), max([0.0, *drawn])
    before = max(_words_width(bar) for bar in bars if _end(bar) < 0) if low < 0 else 0.0
    behind = max((_words_width(bar) for bar in bars if _end(bar) >= 0), default=0.0)
    room = max(width - before - behind, width * 0.25)
    scale = room / (high - low) if high > low else 0.0
    zero = before - low * scale
    if panel.mark is not None:
        at = zero + float(panel.mark) * scale
        axes.add_line(
            Line2D([at, at], [0, body], color=BASELINE, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0.5)
        )
    for index, bar in enumerate(bars):
        y = body - ROW * (index + 0.5)
        x = zero
        for piece in bar.pieces:
            length = float(_within(piece.value, panel.limit)) * scale
            axes.add_patch(_rectangle(min(x, x + length), y - BAR / 2, abs(length), BAR, piece.fill))
            if piece.text and inches_wide(piece.text, 7.5) + 0.06 < abs(length):
                middle = x + length / 2
                tone = "white" if _is_dark(piece.fill) else INK
                axes.text(middle, y - 0.005, piece.text, fontsize=7.5, ha="center", va="center", color=tone)
            x += length
        side = -1 if _end(bar) < 0 else 1
        if _within(_end(bar), panel.limit) != _end(bar):
            axes.add_patch(_tear(x - side * TEAR, y))
        tone = INK if bar.pieces else QUIET
        align = "right" if side < 0 else "left"
        text = axes.text(
            x + side * 0.06, y - 0.005, bar.text, fontsize=8.5, ha=align, va="center", color=tone
        )
        if panel.mark is not None:
            # Words stand out against the line of a mark.
            text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.0})
    axes.add_line(Line2D([zero, zero], [0, body], color=BASELINE, linewidth=0.8))


def _within(value: Decimal, limit: Decimal | None) -> Decimal:
    return value if limit is None else max(-limit, min(limit, value))


def _tear(x: float, y: float) -> Polygon:
    """A slanting gap across a bar: its length is not to scale."""
    slant, half, wide = 0.04, BAR / 2 + 0.02, 0.035
    corners = [
        (x - slant - wide, y - half), (x + slant - wide, y + half),
        (x + slant + wide, y + half), (x - slant + wide, y - half),
    ]  # fmt: skip
    return Polygon(corners, facecolor="white", edgecolor="none")


def _end(bar: Bar) -> Decimal:
    return sum((piece.value for piece in bar.pieces), Decimal(0))


def _words_width(bar: Bar) -> float:
    return inches_wide(bar.text, 8.5) + 0.14 if bar.text else 0.0


def _rectangle(left: float, bottom: float, width: float, height: float, fill: Fill) -> Rectangle:
    return Rectangle(
        (left, bottom), width, height,
        facecolor=fill.colour, hatch=fill.hatch, edgecolor="white", linewidth=0.6,
    )  # fmt: skip


def _is_dark(fill: Fill) -> bool:
    red, green, blue = (int(fill.colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140

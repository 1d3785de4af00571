"""Charts drawn as vectors, with their labels in the text layer."""

from __future__ import annotations

from math import cos, pi, sin

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String, Wedge
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.platypus import Flowable

from .fonts import BODY, HEAD
from .prose import OVERPRINT
from .specimens import Chart

FILLS = ("#4472c4", "#ed7d31", "#a5a5a5", "#ffc000", "#5b9bd5", "#70ad47")
WIDTH = 400.0
HEIGHT = 220.0
_GRID = HexColor("#d9d9d9")
_LABEL_SIZE = 9.0


def vector_chart(chart: Chart, overprint: bool = False) -> Flowable:
    """The chart as a drawing; with `overprint` its title is printed as bold type is in the same document."""
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.hAlign = "CENTER"
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=white, strokeColor=_GRID, strokeWidth=0.5))
    for right, up in OVERPRINT if overprint else OVERPRINT[:1]:
        drawing.add(_label(chart.title, WIDTH / 2 + right, HEIGHT - 18 + up, size=12.0, face=HEAD))
    if chart.kind == "bar":
        _add_bars(drawing, chart)
    else:
        _add_slices(drawing, chart)
    return drawing


def fill(at: int) -> Color:
    return HexColor(FILLS[at % len(FILLS)])


def numbers(values: tuple[str, ...]) -> list[float]:
    """Printed values as lengths to draw; only their looks depend on this, so float will do."""
    return [float(value.replace(",", "")) for value in values]


def axis_top(values: list[float]) -> float:
    """A round number above every value, for the end of the axis."""
    largest = max(values)
    step = 10.0 ** (len(str(int(largest))) - 1)
    return step * (int(largest / step) + 1)


def _label(
    text: str, x: float, y: float, size: float = _LABEL_SIZE, face: str = BODY, anchor: str = "middle"
) -> String:
    return String(x, y, text, fontName=face, fontSize=size, textAnchor=anchor, fillColor=black)


def _add_bars(drawing: Drawing, chart: Chart) -> None:
    left, bottom, width, height = 52.0, 44.0, WIDTH - 72.0, HEIGHT - 84.0
    top = axis_top([value for values in chart.values for value in numbers(values)])
    for step in range(6):
        y = bottom + height * step / 5
        drawing.add(Line(left, y, left + width, y, strokeColor=_GRID, strokeWidth=0.5))
        drawing.add(_label(f"{top * step / 5:g}", left - 6, y - 3, anchor="end"))
    group = width / len(chart.labels)
    bar = group * 0.5 / len(chart.values)
    for at, name in enumerate(chart.labels):
        middle = left + group * (at + 0.5)
        drawing.add(_label(name, middle, bottom - 13))
        for series, values in enumerate(chart.values):
            x = middle + bar * (series - len(chart.values) / 2)
            tall = height * numbers(values)[at] / top
            drawing.add(Rect(x + 1, bottom, bar - 2, tall, fillColor=fill(series), strokeColor=None))
            drawing.add(_label(values[at], x + bar / 2, bottom + tall + 3))
    _add_legend(drawing, chart.series)


def _add_legend(drawing: Drawing, names: tuple[str, ...]) -> None:
    x = WIDTH / 2 - 40.0 * len(names)
    for at, name in enumerate(names):
        drawing.add(Rect(x + 80 * at, 10, 7, 7, fillColor=fill(at), strokeColor=None))
        drawing.add(_label(name, x + 80 * at + 11, 10, anchor="start"))


def _add_slices(drawing: Drawing, chart: Chart) -> None:
    values = numbers(chart.values[0])
    x, y, radius = 128.0, 98.0, 68.0
    start = 150.0
    middles: list[float] = []
    for at, value in enumerate(values):
        extent = 360.0 * value / sum(values)
        # a whole turn is no wedge to every viewer, and none is a line
        if extent >= 360.0:
            drawing.add(Circle(x, y, radius, fillColor=fill(at), strokeColor=white))
        elif extent:
            drawing.add(Wedge(x, y, radius, start - extent, start, fillColor=fill(at), strokeColor=white))
        middles.append((start - extent / 2) * pi / 180)
        start -= extent
    heights = _spread([(cos(middle) > 0, y + (radius + 10) * sin(middle) - 3) for middle in middles])
    for at, height in enumerate(heights):
        side = cos(middles[at])
        anchor = "start" if side > 0.3 else "end" if side < -0.3 else "middle"
        drawing.add(_label(chart.values[0][at], x + (radius + 12) * side, height, anchor=anchor))
    for at, name in enumerate(chart.labels):
        row = y + 14.0 * (len(chart.labels) / 2 - at)
        drawing.add(Rect(248, row, 7, 7, fillColor=fill(at), strokeColor=None))
        percent = f"  {chart.percents[at]}" if chart.percents else ""
        drawing.add(_label(f"{name}{percent}", 259, row, anchor="start"))


def _spread(places: list[tuple[bool, float]]) -> list[float]:
    """The heights of labels, given as (right side, height): on each side a line apart at least."""
    spread = [height for _, height in places]
    highest: dict[bool, float] = {}
    for at in sorted(range(len(places)), key=lambda at: places[at][1]):
        right, height = places[at]
        spread[at] = max(height, highest.get(right, 0.0) + _LABEL_SIZE)
        highest[right] = spread[at]
    return spread

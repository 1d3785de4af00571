"""Charts as pictures: pixels without a word in the text layer."""

from __future__ import annotations

from io import BytesIO

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from PIL import Image as Pixels
from pylopdf_fonts_zh_cn import sans_path
from reportlab.platypus import Flowable, Image

from .charts import FILLS, numbers
from .specimens import Chart

_INCHES = (5.6, 3.1)
_DPI = 110
_COLOURS = 64


def picture_chart(chart: Chart) -> Flowable:
    """The chart as a picture of few colours; the same pixels every time, whatever the caller's style is."""
    with style.context("default"):
        drawn = _drawn(chart)
    few = drawn.quantize(_COLOURS).convert("RGB")
    reduced = BytesIO()
    few.save(reduced, format="png")
    reduced.seek(0)
    return Image(reduced, width=_INCHES[0] * 72, height=_INCHES[1] * 72, hAlign="CENTER")


def _drawn(chart: Chart) -> Pixels.Image:
    figure = Figure(figsize=_INCHES, dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.1, 0.16, 0.86, 0.68) if chart.kind == "bar" else (0.05, 0.06, 0.5, 0.78))
    figure.suptitle(chart.title, fontproperties=_type(12), y=0.95)
    if chart.kind == "bar":
        _draw_bars(axes, chart)
    else:
        _draw_slices(axes, chart)
    target = BytesIO()
    figure.savefig(target, format="png")
    target.seek(0)
    with Pixels.open(target) as pixels:
        return pixels.convert("RGB")


def _type(size: float) -> FontProperties:
    return FontProperties(fname=str(sans_path()), size=size)


def _draw_bars(axes: Axes, chart: Chart) -> None:
    breadth = 0.5 / len(chart.values)
    for series, values in enumerate(chart.values):
        places = [at + breadth * (series - (len(chart.values) - 1) / 2) for at in range(len(values))]
        bars = axes.bar(
            places, numbers(values), breadth * 0.9, color=FILLS[series], label=chart.series[series]
        )
        axes.bar_label(bars, labels=list(values), fontproperties=_type(9))
    axes.set_xticks(range(len(chart.labels)), list(chart.labels), fontproperties=_type(9))
    axes.margins(y=0.15)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(prop=_type(8), loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2, frameon=False)


def _draw_slices(axes: Axes, chart: Chart) -> None:
    values = numbers(chart.values[0])
    colours = list(FILLS[: len(values)])
    texts = [text if value else "" for text, value in zip(chart.values[0], values, strict=True)]
    if any(values):
        axes.pie(values, labels=texts, colors=colours, startangle=90, textprops={"fontproperties": _type(9)})
    else:
        axes.set_axis_off()
    marks = [axes.bar([0], [0], color=colour) for colour in colours]
    percents = chart.percents or ("",) * len(values)
    names = [f"{name}  {percent}" for name, percent in zip(chart.labels, percents, strict=True)]
    axes.legend(marks, names, prop=_type(9), loc="center left", bbox_to_anchor=(1.02, 0.5), frameon=False)

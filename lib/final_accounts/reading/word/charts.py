"""Native charts of a Word file: the values that they keep, or those of the workbook embedded behind them."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import ChartData
from ...places import Place
from ..office.charts import Cells, read_chart, values_differ
from ..office.ooxml import Package, attribute, first
from ..workbook.chart_cells import chart_cells


def shown_chart(package: Package, part: str, index: int, place: Place) -> ChartData:
    """The chart as it is shown, of the values in its workbook if it keeps none itself."""
    root = package.xml(part)
    chart = read_chart(root, index, place)
    if _has_values(chart):
        return chart
    cells = _cells_behind(package, part, convert=True)
    return chart if cells is None else read_chart(root, index, place, cells)


def chart_remarks(package: Package, part: str, chart: ChartData) -> Iterator[str]:
    """What is to be told of a chart: that it has no values, or others than its workbook."""
    if not _has_values(chart):
        yield f"第{chart.index + 1}张图表没有保存数值"
        return
    cells = _cells_behind(package, part, convert=False)
    stored = None if cells is None else read_chart(package.xml(part), chart.index, chart.place, cells)
    if stored is not None and values_differ(chart, stored):
        yield f"第{chart.index + 1}张图表显示的数值与其内嵌工作簿中的不同，采用显示的数值"


def _cells_behind(package: Package, part: str, convert: bool) -> Cells | None:
    """The cells of the workbook that is embedded behind a chart, None without one.

    One that only LibreOffice reads is read if it may `convert` it.
    """
    named = first(package.xml(part), "c:externalData")
    relation = None if named is None else package.relations(part).get(attribute(named, "r:id") or "")
    if relation is None or relation.external or relation.target not in package:
        return None
    return chart_cells(package.name, package.data(relation.target), convert)


def _has_values(chart: ChartData) -> bool:
    return any(value is not None for series in chart.series for value in series.values)

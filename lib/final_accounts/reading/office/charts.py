"""The numbers behind a native chart of an Office file, as cached in its chart part."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation

from ...documents import ChartData, DataSeries
from ...places import Place
from .ooxml import Element, attribute, children, first, name_of, value_at

_KINDS = {
    "c:barChart": "bar",
    "c:bar3DChart": "bar",
    "c:pieChart": "pie",
    "c:pie3DChart": "pie",
    "c:doughnutChart": "pie",
    "c:ofPieChart": "pie",
}
_UNITS = {
    name: Decimal(10) ** power
    for power, name in enumerate(
        (
            "hundreds",
            "thousands",
            "tenThousands",
            "hundredThousands",
            "millions",
            "tenMillions",
            "hundredMillions",
        ),
        start=2,
    )
}
"""The units of an axis by the names of ECMA-376 part 1, 21.2.3.6."""
_MEANT_DIGITS = Context(prec=15)
"""Spreadsheets write binary floats with 17 digits and show 15: what stands behind is noise."""

Cells = Callable[[str], list[str | None]]
"""What the cells of a reference hold (Sheet1!$B$2:$B$5), None where one is blank; empty if it is none."""

_MOST_POINTS = 10_000
_MOST_PLACES = 40
"""Far above any chart of a report; a larger count is no chart but an attack on memory."""


def read_chart(root: Element, index: int, place: Place, cells: Cells | None = None) -> ChartData:
    """The chart in a chart part's root. Kind is None for lines, areas, scatter and the like.

    With `cells` it shows what its references find in the workbook behind it, else what it keeps of that.
    """
    chart = first(root, "c:chart")
    area = first(chart, "c:plotArea")
    plots = [] if area is None else [plot for plot in area if first(plot, "c:ser") is not None]
    kind = next((_KINDS[name_of(plot)] for plot in plots if name_of(plot) in _KINDS), None)
    unit = _shown_unit(area)
    series = [(_order(ser), _series(ser, unit, cells)) for plot in plots for ser in children(plot, "c:ser")]
    in_order = tuple(data for _, data in sorted(series, key=lambda pair: pair[0]))
    return ChartData(index, _title(chart), kind, in_order, place)


def _order(ser: Element) -> int:
    printed = value_at(ser, "c:order", prefix="") or "0"
    return int(printed) if printed.isdecimal() else 0


def _title(chart: Element | None) -> str | None:
    title = first(chart, "c:title", "c:tx")
    if title is None:
        return None
    text = "".join(part.text or "" for part in title.iter() if name_of(part) in {"a:t", "c:v"}).strip()
    return text or None


def _shown_unit(area: Element | None) -> Decimal:
    """What the only axis of values divides its values by, 1 where it shows them as they are."""
    axes = list(children(area, "c:valAx"))
    if len(axes) != 1:
        return Decimal(1)
    named = value_at(axes[0], "c:dispUnits", "c:builtInUnit", prefix="")
    own = _decimal(value_at(axes[0], "c:dispUnits", "c:custUnit", prefix=""))
    return _UNITS.get(named or "", own if own is not None and own > 0 else Decimal(1))


def _series(ser: Element, unit: Decimal, cells: Cells | None) -> DataSeries:
    titles, labels_at, values_at = (
        [_points(first(ser, name), cells) for name in names]
        for names in (("c:tx",), ("c:cat", "c:xVal"), ("c:val", "c:yVal"))
    )
    name = " ".join(text for text in titles[0] if text) or _own_text(first(ser, "c:tx"))
    raw_labels = labels_at[0] or labels_at[1]
    raw_values = values_at[0] or values_at[1]
    count = max(len(raw_labels), len(raw_values))
    labels = raw_labels + [None] * (count - len(raw_labels))
    values = raw_values + [None] * (count - len(raw_values))
    return DataSeries(
        name,
        tuple((label or "").strip() if raw_labels else str(at + 1) for at, label in enumerate(labels)),
        tuple(None if value is None else value / unit for value in map(_decimal, values)),
    )


def _own_text(holder: Element | None) -> str:
    value = first(holder, "c:v")
    return (value.text or "").strip() if value is not None else ""


def _points(holder: Element | None, cells: Cells | None) -> list[str | None]:
    """The texts of a reference or a literal list, None where a point is missing."""
    formula = _formula(holder)
    if cells is not None and formula:
        return cells(formula)
    cache = _cache(holder)
    if cache is None:
        return []
    inner, *outer = list(children(cache, "c:lvl")) or [cache]
    points = _texts(inner)
    stated = value_at(cache, "c:ptCount", prefix="") or ""
    count = min(int(stated) if stated.isdecimal() else max(points, default=-1) + 1, _MOST_POINTS)
    texts = [points.get(at) for at in range(count)]
    for level in outer:
        # A group's name stands at its first point and holds until the next.
        names, name = _texts(level), ""
        for at in range(count):
            name = names.get(at) or name
            texts[at] = f"{name}{texts[at] or ''}" or None
    return texts


def _texts(holder: Element) -> dict[int, str | None]:
    """The texts of a list by their positions."""
    points = {}
    for point in children(holder, "c:pt"):
        printed = attribute(point, "idx") or ""
        if printed.isdecimal():
            value = first(point, "c:v")
            points[int(printed)] = None if value is None else value.text
    return points


def _formula(holder: Element | None) -> str:
    """The cells that a reference names, nothing for a literal list."""
    wrappers = () if holder is None else holder
    return next((part.text or "" for wrapper in wrappers for part in wrapper if name_of(part) == "c:f"), "")


def _cache(holder: Element | None) -> Element | None:
    for wrapper in () if holder is None else holder:
        if name_of(wrapper) in {"c:strLit", "c:numLit"}:
            return wrapper
        for inner in wrapper:
            if name_of(inner) in {"c:strCache", "c:numCache", "c:multiLvlStrCache"}:
                return inner
    return None


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        printed = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not printed.is_finite() or abs(printed.adjusted()) > _MOST_PLACES:
        return None
    if len(printed.as_tuple().digits) <= _MEANT_DIGITS.prec:
        return printed
    return Decimal(format(_MEANT_DIGITS.plus(printed).normalize(), "f"))


def values_differ(shown: ChartData, stored: ChartData) -> bool:
    """Whether a chart shows another value than the workbook behind it holds, where both have one."""
    return any(
        None not in (value, other) and value != other
        for one, behind in zip(shown.series, stored.series, strict=False)
        for value, other in zip(one.values, behind.values, strict=False)
    )

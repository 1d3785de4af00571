"""Rules on charts: what a chart's own numbers show, held against the sentences and forms it draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ...recognising.charts.finder import CHART_DATA
from ...reports import Chart, ChartGround, Computation, Finding, Report, View
from ...wordings import NOTHING, tell
from ..registry import rule
from ..verdicts import Outcome, show, weigh


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One value of a chart: what it is called, what is drawn, and what the printed figures make of it."""

    label: str
    stated: Figure
    ground: ChartGround
    compute: Computation
    outcome: Outcome


@rule("chart.value", "cross")
def chart_value(report: Report) -> Iterator[Finding]:
    """A chart's own number is the amount that it draws, or its share of the whole.

    A chart proves nothing of which no number agrees, or several contradict and no more agree: it may draw
    something else, or in another way.
    """
    for chart in report.charts:
        if chart.basis != CHART_DATA:
            continue
        drawn = [one for one in _drawn(report, chart) if one.outcome.verdict is not Verdict.UNDETERMINED]
        agree = sum(one.outcome.verdict is Verdict.CONSISTENT and one.stated.value != 0 for one in drawn)
        contradict = sum(one.outcome.verdict is Verdict.INCONSISTENT for one in drawn)
        if agree and (contradict < 2 or contradict < agree):
            yield from (_finding(chart, one) for one in drawn)


def _drawn(report: Report, chart: Chart) -> Iterator[_Drawn]:
    """The values of a chart that printed figures stand behind."""
    for series in chart.series:
        for label, value, ground in zip(chart.labels, series.stated, series.grounds, strict=False):
            if value is None or ground is None:
                continue
            name = label if chart.kind == "pie" or len(chart.series) < 2 else f"{series.name}{label}"
            stated = _figure(chart, name, value)
            compute = _computation(ground, chart.unit)
            yield _Drawn(name, stated, ground, compute, weigh(stated, compute, report.usual_decimals))


def _figure(chart: Chart, name: str, value: Decimal) -> Figure:
    """A chart's number as a printed figure; its place in the chart is its name."""
    decimals = max(-int(value.as_tuple().exponent), 0)
    unit = PERCENT if chart.kind == "pie" else chart.unit
    return Figure(f"{value:f}{unit}", value, unit, decimals, place=replace(chart.place, cell=name))


def _computation(ground: ChartGround, unit: str) -> Computation:
    def compute(view: View) -> Interval:
        if ground.whole:
            unit_of_whole = ground.whole[0].unit or WAN_YUAN
            part = view(ground.figures[0].to(unit_of_whole))
            return part / Interval.total(view(figure.to(unit_of_whole)) for figure in ground.whole) * HUNDRED
        added = Interval.exactly(0)
        for figure, sign in zip(ground.figures, ground.signs, strict=True):
            seen = view(figure.to(unit))
            added = added + seen if sign > 0 else added - seen
        return added

    return compute


def _finding(chart: Chart, one: _Drawn) -> Finding:
    stated, verdict = one.stated, one.outcome.verdict
    recomputed = show(one.outcome.nominal, max(stated.decimals, 2))
    taking_part = (*one.ground.figures, *one.ground.whole)
    said = {"title": chart.title, "label": one.label, "stated": stated.text}
    right = f"{recomputed}{stated.unit}"
    is_wrong = verdict is not Verdict.CONSISTENT
    return Finding(
        rule="chart.value",
        kind="cross",
        verdict=verdict,
        message=tell("found.chart_value" if is_wrong else "found.chart_value_right", **said, right=right),
        stated=f"{stated.value:f}",
        recomputed=recomputed,
        difference=None if recomputed is None else f"{stated.value - Decimal(recomputed):f}",
        unit=stated.unit,
        section=chart.title,
        explanation=tell("cause.chart_value") if is_wrong else NOTHING,
        calculation=_written(one.ground, right) if len(taking_part) > 1 else "",
        places=tuple(dict.fromkeys([stated.place, *(figure.place for figure in taking_part)])),
        stated_figure=stated,
        figures=(stated, *taking_part),
        compute=one.compute,
    )


def _written(ground: ChartGround, right: str) -> str:
    """The calculation as it is written out."""
    first, *rest = ground.figures
    signs = ground.signs[1:]
    text = str(first.value) + "".join(
        f" {'+' if sign > 0 else '−'} {figure.value}" for sign, figure in zip(signs, rest, strict=True)
    )
    if ground.whole:
        whole = " + ".join(str(figure.value) for figure in ground.whole)
        text += f" ÷ {whole if len(ground.whole) == 1 else f'（{whole}）'}"
    return f"{text} = {right}"

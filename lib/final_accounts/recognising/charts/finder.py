"""Which charts a report has, what they show, and what its own figures say they should show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...documents import Document
from ...places import Place
from ...reports import Chart, ChartSeries, Claim, Form, Section, Statement
from .captions import Caption, find_captions
from .claims import find_division, fiscal_year, in_unit, money_unit
from .numbers import ChartNumbers, bind, find_chart_numbers
from .slices import charted_pie, shown_slices, stated_pie
from .words import Topic, all_likely, topic_of, topics
from .years import charted_bars, find_year_pairs, stated_bars

CHART_DATA, NARRATIVE, NONE = "chart-data", "narrative", "none"
UNTITLED = "未题名的图"


@dataclass(frozen=True, slots=True)
class _Grounds:
    """All that charts are made from."""

    claims: Sequence[Claim]
    forms: Sequence[Form]
    unit: str
    year: int | None
    topics: Mapping[int | None, str | None]
    """The topic of the section that a paragraph stands in."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A chart without its numbers."""

    number: int | None
    title: str
    kind: str
    unit: str
    topic: Topic | None
    declared: bool
    place: Place


def recognise_charts(
    document: Document,
    sections: tuple[Section, ...],
    statements: tuple[Statement, ...],
    claims: tuple[Claim, ...],
    forms: tuple[Form, ...],
) -> tuple[Chart, ...]:
    """The charts that captions or chart data declare, in their order, with the usual ones between them
    that the report's figures call for and it does not have (`declared` is False).

    Stated values are the chart's own numbers if the source holds any, else the narrative's. Shares are in
    percent, amounts in the caption's unit or the one the narrative uses most.
    """
    standing = {statement.place.paragraph: statement.section.topic for statement in statements}
    grounds = _Grounds(claims, forms, money_unit(claims), fiscal_year(claims, statements), standing)
    charts: list[Chart] = []
    for caption, numbers in bind(find_captions(document, statements), find_chart_numbers(document)):
        frame = _declared(caption, numbers, grounds)
        build = _pie if frame.kind == "pie" else _bars
        charts.append(build(frame, numbers, grounds))
    present = {chart.topic for chart in charts}
    for topic in sorted(topics(), key=lambda topic: topic.rank):
        if topic.usual and topic.key not in present:
            missing = _called_for(topic, grounds)
            if missing is not None:
                _insert(charts, missing)
    return tuple(charts)


def _declared(caption: Caption | None, numbers: ChartNumbers | None, grounds: _Grounds) -> _Frame:
    """The frame of a chart with a caption, with numbers, or with both.

    A structure is drawn as a pie and a change as bars, whatever the report took.
    """
    topic = caption.topic if caption else _topic_of_numbers(numbers, grounds)
    kinds = (topic, caption, numbers)
    kind = next((known.kind for known in kinds if known is not None and known.kind), "bar")
    if caption is not None:
        unit = caption.unit or grounds.unit
        return _Frame(caption.number, caption.title, kind, unit, topic, True, caption.place)
    title = (numbers.title if numbers else None) or (topic.title if topic else UNTITLED)
    return _Frame(None, title, kind, grounds.unit, topic, True, numbers.place if numbers else Place())


def _topic_of_numbers(numbers: ChartNumbers | None, grounds: _Grounds) -> Topic | None:
    """What numbers without a caption show: by their title, their labels, or the section they stand in."""
    if numbers is None:
        return None
    fitting = [one for one in topics() if one.usual and one.kind == numbers.kind]
    labels = [label for series in numbers.series for label in series.labels]
    section = grounds.topics.get(numbers.place.paragraph) if numbers.place.paragraph is not None else None
    return (
        (topic_of(numbers.title) if numbers.title else None)
        or next((one for one in topics() if all_likely(one, labels)), None)
        or next((one for one in fitting if section in one.sections), None)
    )


def _called_for(topic: Topic, grounds: _Grounds) -> Chart | None:
    """The chart of a topic that the report lacks, None if its figures do not give one."""
    frame = _Frame(None, topic.title, topic.kind, grounds.unit, topic, False, Place())
    chart = _pie(frame, None, grounds) if topic.kind == "pie" else _bars(frame, None, grounds)
    values = [value for series in chart.series for value in (*series.stated, *series.recomputed)]
    return chart if any(value is not None for value in values) else None


def _insert(charts: list[Chart], chart: Chart) -> None:
    """Put a chart behind the last one that usually comes before it."""
    rank = {topic.key: topic.rank for topic in topics()}
    own = rank[chart.topic or ""]
    before = [at for at, other in enumerate(charts) if rank.get(other.topic or "", 99) < own]
    charts.insert(before[-1] + 1 if before else 0, chart)


def _pie(frame: _Frame, numbers: ChartNumbers | None, grounds: _Grounds) -> Chart:
    division = find_division(frame.topic, grounds.claims, grounds.forms) if frame.topic else None
    if numbers is not None and numbers.series[0].labels:
        slices, series = charted_pie(numbers, division, grounds.year)
        basis = CHART_DATA
    elif division is not None:
        shown = shown_slices(division)
        slices, series = shown.slices, stated_pie(frame.title, shown)
        basis = NARRATIVE if any(value is not None for value in series.stated) else NONE
    else:
        return _chart(frame, (), (), NONE)
    amounts = tuple(None if piece.amount is None else in_unit(piece.amount, frame.unit) for piece in slices)
    return _chart(frame, tuple(piece.label for piece in slices), (series,), basis, amounts)


def _bars(frame: _Frame, numbers: ChartNumbers | None, grounds: _Grounds) -> Chart:
    pairs = find_year_pairs(frame.topic, grounds.claims, grounds.forms, frame.unit) if frame.topic else ()
    if numbers is not None:
        labels, series = charted_bars(numbers, pairs, grounds.year)
        return _chart(frame, labels, series, CHART_DATA)
    if not pairs:
        return _chart(frame, (), (), NONE)
    return _chart(frame, tuple(pair.label for pair in pairs), stated_bars(pairs, grounds.year), NARRATIVE)


def _chart(
    frame: _Frame,
    labels: tuple[str, ...],
    series: tuple[ChartSeries, ...],
    basis: str,
    amounts: tuple[Decimal | None, ...] = (),
) -> Chart:
    return Chart(
        frame.number,
        frame.title,
        frame.kind,
        frame.unit,
        labels,
        series,
        basis,
        amounts,
        frame.declared,
        frame.place,
        frame.topic.key if frame.topic else None,
    )

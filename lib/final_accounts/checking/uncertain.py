"""Verdicts against the report that rest on a figure which may have been misread are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..documents import Paragraph
from ..figures import Figure, Verdict
from ..places import Place
from ..reports import Finding, Reading, Report
from ..wordings import Wording, joined, tell

Spans = Mapping[int, tuple[tuple[int, int], ...]]
"""The stretches of each paragraph that may have been misread, by the paragraph's index."""

LISTS = frozenset({"sum.parts", "count.parts", "change.parts", "share.together"})
"""The rules that hold the items of a list against their whole."""

UNCERTAIN = "reading"
"""What such a finding says that it needed."""


def left_open(report: Report, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those against the report undetermined that an uncertain figure takes part in."""
    readings = {
        reading.place: reading
        for reading in (*report.readings, *(one for form in report.forms for one in form.readings))
        if not reading.decided
    }
    paragraphs = {paragraph.index: paragraph for paragraph in report.document.paragraphs if paragraph.doubts}
    spans = {index: paragraph.doubts for index, paragraph in paragraphs.items()}
    for finding in findings:
        doubtful = next((figure for figure in _figures(finding) if _is_doubtful(figure, spans)), None)
        why = _of_list(finding, paragraphs) if doubtful is None else _told(doubtful, readings)
        if why is None or not finding.verdict.is_wrong:
            yield finding
            continue
        yield replace(
            finding,
            verdict=Verdict.UNDETERMINED,
            message=tell("found.if_read_right", message=finding.message),
            explanation=why,
            needed=UNCERTAIN,
        )


def _of_list(finding: Finding, paragraphs: Mapping[int, Paragraph]) -> Wording | None:
    """What may have been misread of a list behind its whole: an item that lost its number is none of it."""
    whole = finding.stated_figure
    if finding.rule not in LISTS or whole is None or whole.place.end is None:
        return None
    paragraph = paragraphs.get(-1 if whole.place.paragraph is None else whole.place.paragraph)
    if paragraph is None:
        return None
    behind = (paragraph.text[start:end] for start, end in paragraph.doubts if start >= whole.place.end)
    read = next(behind, None)
    return None if read is None else tell("cause.uncertain", read=read)


def is_uncertain(figures: Iterable[Figure]) -> bool:
    """Whether any of some figures may have been misread."""
    return any(figure.uncertain for figure in figures)


def _is_doubtful(figure: Figure, spans: Spans) -> bool:
    """Whether a figure may have been misread: its cell has other readings, or its sentence says so."""
    place = figure.place
    if figure.uncertain or place.paragraph is None or place.start is None or place.end is None:
        return figure.uncertain
    return any(start < place.end and place.start < end for start, end in spans.get(place.paragraph, ()))


def _figures(finding: Finding) -> Iterator[Figure]:
    if finding.stated_figure is not None:
        yield finding.stated_figure
    yield from finding.figures


def _told(figure: Figure, readings: Mapping[Place, Reading]) -> Wording:
    reading = readings.get(figure.place)
    if reading is None:
        return tell("cause.uncertain", read=figure.text)
    blank = tell("named.blank")
    others = joined((other if other.strip() else blank for other in reading.others), "”或“", "” or “")
    return tell("cause.uncertain_between", read=reading.taken, others=others)

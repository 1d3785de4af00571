"""The machine-readable form of a checked report: what `check --format json` prints.

Keys are English, subjects and labels the report's own words. Numbers are strings of decimals as they
were printed or computed; None (JSON null) is a value that was not disclosed, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from ..figures import Figure
from ..places import Place
from ..recognising.forms.catalogue import SIDE_NAMES, form_kinds, squeeze, words
from ..reports import AmountClaim, Chart, CheckedReport, Finding, Form, FormRow, Ledger, LedgerEntry, Report

Json = dict[str, Any]

_PLAIN_ROLES = frozenset({"amount", "total"})
"""Column roles that say only that an amount stands here."""


def report_json(checked: CheckedReport, with_ledger: bool = False) -> Json:
    """One report as plain dicts, lists and strings, ready for `json.dumps`.

    `findings` holds errors, warnings and notes; what is consistent only counts in `ledger`, which with
    `with_ledger` also lists every figure under `entries`.
    """
    report = checked.report
    return {
        "source": _source(report),
        "report": {"bureau": report.bureau, "year": report.fiscal_year, "unit": report.unit},
        "amounts": [*_narrative_amounts(report), *_form_amounts(report), *_chart_amounts(report)],
        "forms": [_form(form) for form in report.forms],
        "charts": [_chart(chart) for chart in report.charts],
        "findings": [_finding(finding) for finding in checked.contradictions],
        "ledger": _ledger(checked.ledger, with_ledger),
    }


def decimal_text(value: Decimal | None) -> str | None:
    """A number as the contract writes it: digits without exponent, None where nothing was disclosed."""
    return None if value is None else f"{value:f}"


def _source(report: Report) -> Json:
    source = report.document.source
    return {"name": source.name, "format": source.format, "sha256": source.sha256, "pages": source.pages}


def _amount(subject: str, figure: Figure, basis: str, section: str, place: Place) -> Json:
    return {
        "subject": subject,
        "value": decimal_text(figure.value),
        "unit": figure.unit,
        "basis": basis,
        "section": section,
        "place": place.to_json(),
    }


def _narrative_amounts(report: Report) -> Iterator[Json]:
    for claim in report.claims:
        if isinstance(claim, AmountClaim):
            place = claim.figure.place
            yield _amount(claim.subject, claim.figure, "narrative", claim.statement.section.title, place)


def _form_amounts(report: Report) -> Iterator[Json]:
    """The named lines of the forms: rows without a classification code, one amount a filled column."""
    for form in report.forms:
        for row in form.rows:
            if row.code is not None:
                continue
            for name, figure in zip(form.columns, row.values, strict=True):
                if figure is not None:
                    yield _amount(_subject(form, row, name), figure, "form", form.title, figure.place)


def _subject(form: Form, row: FormRow, column: str) -> str:
    """What a cell is the amount of, in the form's own words: a total row speaks through its column, a line
    with one amount through its label, any other through both."""
    total = squeeze(row.label) in words("rows", "grand_total")
    if total and row.side is None:
        return column
    label = f"{SIDE_NAMES.get(row.side or '', '')}总计" if total else row.label
    kind = form_kinds().get(form.key)
    plain_amount = len(form.columns) == 1 or (kind is not None and kind.role(column) in _PLAIN_ROLES)
    return label if plain_amount else f"{label}·{column}"


def _chart_amounts(report: Report) -> Iterator[Json]:
    """The money that a report's own bar charts show."""
    for chart in report.charts:
        if chart.kind != "bar" or chart.basis != "chart-data":
            continue
        for label, value in zip(chart_labels(chart), _flat(chart, "stated"), strict=True):
            if value is not None:
                yield {
                    "subject": label,
                    "value": decimal_text(value),
                    "unit": chart.unit,
                    "basis": "chart",
                    "section": chart.title,
                    "place": chart.place.to_json(),
                }


def _form(form: Form) -> Json:
    return {
        "title": form.title,
        "printed_number": form.printed_number,
        "printed_unit": form.printed_unit,
        "unit": form.unit,
        "empty": form.empty,
        "confidence": form.confidence,
        "columns": list(form.columns),
        "rows": [
            {
                "code": row.code,
                "label": row.label,
                "line": row.line,
                "values": [None if figure is None else decimal_text(figure.value) for figure in row.values],
                "place": row.place.to_json(),
            }
            for row in form.rows
        ],
    }


def chart_labels(chart: Chart) -> tuple[str, ...]:
    """One label a value, series after series: a pie's slices, a bar's series name and label as one."""
    if chart.kind == "pie" or not chart.series:
        return chart.labels * max(len(chart.series), 1)
    return tuple(f"{series.name}{label}" for series in chart.series for label in chart.labels)


def _flat(chart: Chart, side: Literal["stated", "recomputed"]) -> list[Decimal | None]:
    if not chart.series:
        return [None] * len(chart.labels)
    return [value for series in chart.series for value in getattr(series, side)]


def _chart(chart: Chart) -> Json:
    return {
        "number": chart.number,
        "title": chart.title,
        "kind": chart.kind,
        "labels": list(chart_labels(chart)),
        "stated": [decimal_text(value) for value in _flat(chart, "stated")],
        "recomputed": [decimal_text(value) for value in _flat(chart, "recomputed")],
        "basis": chart.basis,
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "stated": finding.stated,
        "recomputed": finding.recomputed,
        "unit": finding.unit,
        "section": finding.section,
        "quote": finding.quote,
        "message": finding.message,
        "explanation": finding.explanation,
        "places": [place.to_json() for place in finding.places],
    }


def _ledger(ledger: Ledger, whole: bool) -> Json:
    if not whole:
        return dict(ledger.counts())
    return ledger.counts() | {"entries": [_entry(entry) for entry in ledger.entries]}


def _entry(entry: LedgerEntry) -> Json:
    figure = entry.figure
    return {
        "text": figure.text,
        "value": decimal_text(figure.value),
        "unit": figure.unit,
        "where": entry.where,
        "bound_to": entry.bound_to,
        "verdict": entry.verdict.value,
        "rules": list(entry.rules),
        "quote": entry.quote,
        "account": entry.account,
        "place": figure.place.to_json(),
    }

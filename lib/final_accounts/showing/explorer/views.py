"""What the explorer shows of findings, as passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ...figures import PERCENT, YUAN_PER_UNIT, Figure
from ...reports import CheckedReport, Finding, Severity
from ..accounts import quote_parts
from ..finding_panels import beside_words, calculation_words, ground_words, printed_words, with_minus
from ..grounds import grounds
from ..language import say
from ..messages import (
    KIND_WORDS,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    grouped,
    ledger_sentence,
    places_words,
    report_title,
    verdict_sentence,
)
from ..passages import Passage, render
from ..scans import scan_of

ELSEWHERE = "（未归入章节）"
AS_PRINTED = ""
"""The unit toggle at rest: every amount in its own unit."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with the number that it has on the page."""

    number: int
    finding: Finding


def numbered(checked: CheckedReport, severity: str = "", section: str = "") -> tuple[Numbered, ...]:
    """The findings a person should look at, worst first, of one severity and one section if named.

    A severity is named by its key or its word: error or 错误. Raises ValueError for any other.
    """
    wanted = severity_of(severity) if severity else None
    return tuple(
        Numbered(number, finding)
        for number, finding in enumerate(checked.contradictions, start=1)
        if (wanted is None or finding.severity is wanted) and (not section or section_of(finding) == section)
    )


def severity_of(name: str) -> Severity:
    """The severity of a key or a word. Raises ValueError that lists them."""
    for severity, word in SEVERITY_WORDS.items():
        if name in (severity.value, word):
            return severity
    raise ValueError(f"{name!r} is no severity: {'、'.join(SEVERITY_WORDS.values())}")


def section_of(finding: Finding) -> str:
    """The section by which a finding is filtered."""
    return finding.section or ELSEWHERE


def sections(checked: CheckedReport) -> tuple[str, ...]:
    """The sections that have findings, each once, as the findings come."""
    return tuple(dict.fromkeys(section_of(finding) for finding in checked.contradictions))


def amount_words(text: str | None, unit: str | None, wanted: str) -> str:
    """A stated or recomputed value with its unit, in the unit asked for; words stay words."""
    if text is None:
        return ""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if unit in YUAN_PER_UNIT and wanted in YUAN_PER_UNIT:
        decimals = max(-int(value.as_tuple().exponent), 0)
        moved = Figure(text, value, unit, decimals).to(wanted)
        value, unit = moved.value, wanted
    gap = "" if not unit or unit == PERCENT else " "
    return f"{grouped(value)}{gap}{unit or ''}"


def heading(checked: CheckedReport) -> Passage:
    """Whose account it is, and the result in two sentences."""
    title = report_title(checked.report.bureau, checked.report.fiscal_year)
    lines = (verdict_sentence(checked), ledger_sentence(checked))
    return Passage(render("explorer_heading", title=title, lines=lines), "\n".join((title, *lines)))


def findings_table(
    checked: CheckedReport, severity: str = "", section: str = "", unit: str = AS_PRINTED
) -> Passage:
    """The findings as a plain table, one row each."""
    chosen = numbered(checked, severity, section)
    rows = [_row(item, checked, unit) for item in chosen]
    words = [option_words(item, unit) for item in chosen]
    told = "没有这样的问题。" if not rows else ""
    return Passage(render("explorer_findings", rows=rows, told=told), "\n".join(words) or told)


def _row(item: Numbered, checked: CheckedReport, unit: str) -> dict[str, Any]:
    finding = item.finding
    return {
        "number": item.number,
        "severity": SEVERITY_WORDS[finding.severity],
        "section": section_of(finding),
        "message": finding.message,
        "stated": amount_words(finding.stated, finding.unit, unit),
        "recomputed": amount_words(finding.recomputed, finding.unit, unit),
        "quote": quote_parts(finding, checked.report),
        "places": places_words(finding.places[:1]),
    }


def option_words(item: Numbered, unit: str = AS_PRINTED) -> str:
    """A finding in one line, for a list to choose from."""
    return f"{item.number:>2} {SEVERITY_WORDS[item.finding.severity]} · {item.finding.message}"


def finding_view(
    checked: CheckedReport, item: Numbered, unit: str = AS_PRINTED, with_picture: bool = True
) -> Passage:
    """One finding: the sentence with its figure marked, the recomputation, the explanation, and for PDFs
    the piece of the page with the figure boxed."""
    finding = item.finding
    scan = scan_of(finding, checked.report) if with_picture else None
    html = render(
        "explorer_finding",
        number=item.number,
        severity=finding.severity.value,
        severity_words=SEVERITY_WORDS[finding.severity],
        kind=KIND_WORDS.get(finding.kind, finding.kind),
        verdict=VERDICT_WORDS[finding.verdict] if finding.stated_figure else "",
        finding=finding,
        section=finding.section or "",
        stated=amount_words(finding.stated, finding.unit, unit),
        recomputed=amount_words(finding.recomputed, finding.unit, unit),
        difference=_difference(finding, unit),
        heads=(printed_words(finding), beside_words(finding), say("findings.difference")),
        calculation=calculation_words(finding),
        quote=quote_parts(finding, checked.report),
        grounds=[ground_words(ground) for ground in grounds(finding, checked.report)],
        places=places_words(finding.places),
        scan=scan,
        scan_place=scan.place.describe() if scan else "",
    )
    return Passage(html, "\n".join(_finding_lines(item, finding)))


def _difference(finding: Finding, unit: str) -> str:
    if finding.unit == PERCENT and finding.difference:
        return f"{with_minus(finding.difference)} 个百分点"
    return with_minus(amount_words(finding.difference, finding.unit, unit))


def _finding_lines(item: Numbered, finding: Finding) -> Iterable[str]:
    yield option_words(item)
    calculation = calculation_words(finding)
    if calculation:
        yield f"算式：{calculation}"
    if finding.explanation:
        yield f"原因：{finding.explanation}"
    if finding.quote:
        yield f"原文：{finding.quote}"
    yield f"位置：{places_words(finding.places)}"


def stored_view(rows: Sequence[dict[str, str]], told: str) -> Passage:
    """The findings that a batch has left, for a report whose source is gone."""
    shown = [
        {
            "number": number,
            "severity": SEVERITY_WORDS.get(Severity(row["severity"]), row["severity"]),
            "section": row.get("section") or ELSEWHERE,
            "message": row.get("message", ""),
            "stated": amount_words(row.get("stated") or None, row.get("unit") or None, AS_PRINTED),
            "recomputed": amount_words(row.get("recomputed") or None, row.get("unit") or None, AS_PRINTED),
            "quote": (row.get("quote", ""), "", ""),
            "places": row.get("place", ""),
        }
        for number, row in enumerate(rows, start=1)
    ]
    return Passage(render("explorer_findings", rows=shown, told=told), told)

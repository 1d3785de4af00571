"""Findings as a linter prints them: one line each, or one row each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..figures import parse_figure
from ..places import Place
from ..reports import CheckedReport, Finding, LedgerEntry, Severity
from .contract import decimal_text
from .language import say
from .messages import SEVERITY_WORDS, counts_by_severity, figure_words

COLUMNS = (
    "source",
    "place",
    "severity",
    "rule",
    "kind",
    "verdict",
    "stated",
    "recomputed",
    "unit",
    "section",
    "quote",
    "message",
    "explanation",
)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def lines(checked: CheckedReport, name: str, with_ledger: bool = False) -> Iterator[str]:
    """`file:place: severity rule: message`, worst first; with the ledger also one line a printed figure."""
    for finding in checked.contradictions:
        yield one_line(
            f"{name}:{_where(finding)}: {finding.severity.value} {finding.rule}: {finding.message}"
        )
    if with_ledger:
        for entry in checked.ledger.entries:
            yield one_line(_ledger_line(entry, name))


def rows(checked: CheckedReport, name: str, with_ledger: bool = False) -> Iterator[tuple[str, ...]]:
    """Rows under COLUMNS, safe to open in a spreadsheet. Ledger entries follow, of severity `none`."""
    for finding in checked.contradictions:
        yield tuple(map(safe_cell, _finding_row(finding, name)))
    if with_ledger:
        for entry in checked.ledger.entries:
            yield tuple(map(safe_cell, _ledger_row(entry, name)))


def summary(checked: CheckedReport, name: str) -> str:
    """How many findings of each severity, and how many figures stand behind them, in one line."""
    counts = checked.ledger.counts()
    counted = counts_by_severity(checked)
    told = "，".join(f"{SEVERITY_WORDS[severity]} {number} 条" for severity, number in counted.items())
    settled = counts["figures"] - counts["undetermined"]
    earlier = checked.report.earlier
    beside = f"；与上年报告 {earlier.document.source.name} 对照" if earlier is not None else ""
    return one_line(f"{name}: {told}；报告数字 {counts['figures']} 个，已核对 {settled} 个{beside}")


def safe_cell(text: str | None) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe leads what could be one. Numbers stay."""
    if text is None:
        return ""
    if _FORMULA.match(text) and parse_figure(text) is None:
        return f"'{text}"
    return text


def one_line(text: str) -> str:
    """Text without line breaks and control characters, which could forge lines or steer a terminal."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf"})


def _where(finding: Finding) -> str:
    """The first place of a finding; what has none speaks of the report as a whole."""
    return _spot(finding.places[0]) if finding.places else say("place.whole")


def _spot(place: Place) -> str:
    """The line of a text file as editors jump to it, else the place in words."""
    return str(place.line) if place.line is not None else place.describe()


def _ledger_line(entry: LedgerEntry, name: str) -> str:
    rules = " ".join(entry.rules) or "-"
    printed = figure_words(entry.figure)
    bound = f"（{entry.bound_to}）" if entry.bound_to else ""
    spot = _spot(entry.figure.place)
    return f"{name}:{spot}: {entry.verdict.value} {rules}: {entry.where} {printed}{bound}"


def _finding_row(finding: Finding, name: str) -> tuple[str | None, ...]:
    return (
        name,
        _where(finding),
        finding.severity.value,
        finding.rule,
        finding.kind,
        finding.verdict.value,
        finding.stated,
        finding.recomputed,
        finding.unit,
        finding.section,
        finding.quote,
        finding.message,
        finding.explanation,
    )


def _ledger_row(entry: LedgerEntry, name: str) -> tuple[str | None, ...]:
    return (
        name,
        _spot(entry.figure.place),
        Severity.NONE.value,
        " ".join(entry.rules),
        "ledger",
        entry.verdict.value,
        decimal_text(entry.figure.value),
        None,
        entry.figure.unit,
        entry.where,
        entry.quote,
        entry.bound_to,
        None,
    )

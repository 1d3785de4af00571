"""The words in which results are shown, and how figures and places are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from ..figures import PERCENT, Figure, Verdict
from ..places import Place
from ..reports import (
    AbsenceClaim,
    AmountClaim,
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    CountClaim,
    EqualityClaim,
    Reading,
    Report,
    Severity,
    ShareClaim,
    SumClaim,
)
from .language import Words, in_english, say, words

_CLAIMS = (
    AmountClaim,
    ChangeClaim,
    ShareClaim,
    CompletionClaim,
    SumClaim,
    BalanceClaim,
    EqualityClaim,
    CountClaim,
    AverageClaim,
    AbsenceClaim,
)
SEVERITY_WORDS: Mapping[Severity, str] = Words("severity", {one: one.value for one in Severity})
VERDICT_WORDS: Mapping[Verdict, str] = Words("verdict", {one: one.value for one in Verdict})
KIND_WORDS: Mapping[str, str] = words(
    "kind",
    "share",
    "change",
    "direction",
    "completion",
    "sum",
    "balance",
    "cross",
    "count",
    "unit",
    "numbering",
    "completeness",
    "wording",
    "performance",
)
CLAIM_WORDS: Mapping[type[Claim], str] = Words("claim", {one: one.__name__ for one in _CLAIMS})
ROLE_WORDS: Mapping[str, str] = words(
    "role",
    "figure",
    "current",
    "base",
    "difference",
    "rate",
    "part",
    "whole",
    "share",
    "budget",
    "final",
    "income",
    "opening",
    "expenditure",
    "closing",
    "parts",
    "figures",
    "average",
    "over",
)
NEEDED_WORDS: Mapping[str, str] = words("needed", "usual", "printed")
BASIS_WORDS: Mapping[str, str] = words("basis", "chart-data", "narrative", "none")
FORMAT_WORDS: Mapping[str, str] = words(
    "format", "pdf", "ofd", "picture", "docx", "doc", "xlsx", "xls", "html", "txt"
)


def report_title(bureau: str | None, fiscal_year: int | None) -> str:
    """Whose account and of which year, as the title of a page."""
    account = account_words(fiscal_year)
    if not bureau:
        return say("page.report_of_unknown", account=account)
    return say("page.report", bureau=bureau, account=account)


def account_words(fiscal_year: int | None) -> str:
    """What is published: the final account of a year."""
    return say("page.account", year=fiscal_year) if fiscal_year else say("page.account_of_no_year")


def moment_words(moment: datetime) -> str:
    """A time to the minute, and by whose clock: 2026-11-22 20:31（UTC+08:00）."""
    time, zone = moment.isoformat(" ", "minutes")[:16], moment.isoformat(timespec="seconds")[19:]
    return say("page.moment", time=time, zone=zone) if zone else time


def grouped(value: Decimal) -> str:
    """A computed amount with thousands separators, its digits untouched."""
    return f"{value:,f}"


def figure_words(figure: Figure) -> str:
    """A figure as printed, spaces inside it closed up, with its unit."""
    number, unit = bare_number(figure), figure.unit or ""
    return f"{number} {unit}" if unit and unit != PERCENT else f"{number}{unit}"


def bare_number(figure: Figure) -> str:
    """A figure's digits as printed, spaces inside them closed up, without the unit behind them."""
    text = "".join(figure.text.split())
    for unit in (figure.unit or "", PERCENT, "％"):
        text = text.removesuffix(unit)
    return text


MOST_PLACES = 6


def place_words(place: Place) -> str:
    """A place as a reader would look for it: of running text and of a whole table the page, where there
    are pages."""
    if place.page is not None and place.row is None:
        place = replace(place, paragraph=None, line=None, table=None)
    if not in_english():
        return place.describe()
    return ", ".join(_place_parts(place)) or say("place.unknown")


def _place_parts(place: Place) -> Iterator[str]:
    if place.source is not None:
        yield say("place.file", name=place.source)
    if place.page is not None:
        yield say("place.pages" if place.last_page else "place.page", page=place.pages)
    if place.sheet is not None:
        yield say("place.sheet", name=place.sheet)
    if place.cell is not None:
        yield place.cell
    elif place.table is not None:
        counted = (("table", place.table), ("row", place.row), ("column", place.column))
        yield from (say(f"place.{name}", number=at + 1) for name, at in counted if at is not None)
    elif place.line is not None:
        yield say("place.line", number=place.line)
    elif place.paragraph is not None:
        yield say("place.paragraph", number=place.paragraph + 1)


def places_words(places: tuple[Place, ...]) -> str:
    """Each place once, in the order given; of a long list the first few and their number."""
    known = list(dict.fromkeys(place_words(place) for place in places))
    if len(known) <= MOST_PLACES:
        return say("place.join").join(known)
    first = say("place.join").join(known[:MOST_PLACES])
    return say("place.several", places=first, count=len(known))


def counts_by_severity(checked: CheckedReport) -> dict[Severity, int]:
    """How many findings a person should look at, by severity; severities without any hold 0."""
    counted = {Severity.ERROR: 0, Severity.WARNING: 0, Severity.NOTE: 0}
    for finding in checked.contradictions:
        counted[finding.severity] += 1
    return counted


LIGHTS = ("error", "warning", "unchecked", "clean")
"""How a report came out, the worst first. Unchecked is one of which no figure could be checked."""


def light_of(errors: int, warnings: int, consistent: int) -> str:
    """One of LIGHTS, from how many errors, warnings and consistent figures there are."""
    found = (errors > 0, warnings > 0, consistent == 0)
    return next((light for light, is_so in zip(LIGHTS, found, strict=False) if is_so), LIGHTS[-1])


def light(checked: CheckedReport) -> str:
    """How the report came out: one of LIGHTS."""
    counted = counts_by_severity(checked)
    consistent = checked.ledger.counts()["consistent"]
    return light_of(counted[Severity.ERROR], counted[Severity.WARNING], consistent)


def verdict_sentence(checked: CheckedReport) -> str:
    """The result in one sentence."""
    counted = counts_by_severity(checked)
    errors, warnings = counted[Severity.ERROR], counted[Severity.WARNING]
    if errors and warnings:
        return say("summary.both", errors=errors, warnings=warnings)
    if errors:
        return say("summary.errors", errors=errors)
    if warnings:
        return say("summary.warnings", warnings=warnings)
    if checked.ledger.counts()["consistent"] == 0:
        return say("summary.nothing")
    return say("summary.clean")


def ledger_sentence(checked: CheckedReport) -> str:
    """What became of the printed figures, in one sentence."""
    return say("summary.ledger", **checked.ledger.counts())


def section_path(report_section_title: str, path: tuple[str, ...]) -> str:
    """A section's title behind the headings above it."""
    return " › ".join((*path, report_section_title))


def empty_reading(report: Report) -> tuple[str, ...]:
    """What a reader should know was not there to be checked."""
    lines = []
    if not report.forms:
        lines.append(say("summary.no_forms"))
    empty = [form.title for form in report.forms if form.empty]
    if empty:
        lines.append(say("summary.empty_forms", titles=say("charts.and").join(empty)))
    if not report.claims:
        lines.append(say("summary.no_claims"))
    return tuple(lines)


def shown_reading(text: str) -> str:
    """A reading of a cell on one line, a blank one in words."""
    return " ".join(text.split()) or say("named.blank")


def other_readings(reading: Reading) -> str:
    """What else an uncertain cell may say, in words between quotation marks."""
    return say("forms.or").join(map(shown_reading, reading.others))

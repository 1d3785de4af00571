"""Where a result comes from: the source, the versions, the parameters, and what was not checked."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .. import __version__
from ..documents import Picture
from ..figures import Verdict
from ..reading.bundle import files_of
from ..reading.corrections import files_beside
from ..reports import CheckedReport, Reading, Report
from ..settings import reference_folder
from ..showing.headlines import headlines
from ..showing.language import say, speaking
from ..showing.messages import (
    FORMAT_WORDS,
    counts_by_severity,
    empty_reading,
    figure_words,
    other_readings,
    place_words,
    shown_reading,
)
from ..showing.passages import Passage, render

PACKAGES = (
    "pypdfium2", "camelot-py", "lxml", "matplotlib", "pandas", "pyarrow", "papermill", "nbconvert",
)  # fmt: skip
"""The packages on which a result depends."""

_LONGEST_LIST = 12
_MOST_READINGS = 3
"""Uncertain cells of one form that are told one by one."""


def provenance(checked: CheckedReport, lang: str | None = None) -> Passage:
    """The source and its hash, the versions, and everything that could not be checked. `lang` is zh or en.

    >>> fa.provenance(checked)  # doctest: +SKIP
    SHA-256：3f7e4d05…
    """
    with speaking(lang):
        facts = list(_facts(checked))
        gaps = unchecked(checked)
        words = [say("provenance.fact", name=name, value=value) for name, value in facts]
        words += [say("provenance.unchecked_line", line=line) for line in gaps]
        return Passage(render("provenance", facts=facts, unchecked=gaps), "\n".join(words))


def _facts(checked: CheckedReport) -> Iterator[tuple[str, str]]:
    source = checked.report.document.source
    yield say("provenance.file"), source.name
    yield say("provenance.format"), FORMAT_WORDS.get(source.format, source.format)
    if source.pages:
        yield say("provenance.pages"), say("provenance.pages_value", pages=source.pages)
    yield "SHA-256", source.sha256
    if checked.report.earlier is not None:
        yield say("provenance.earlier"), _earlier(checked, checked.report.earlier)
    programs = (f"{name} {number}" for name, number in versions().items())
    yield say("provenance.program"), say("provenance.comma").join(programs)


def _earlier(checked: CheckedReport, earlier: Report) -> str:
    """Which report of last year this one was held against, and how they agree."""
    compared = [finding for finding in checked.findings if finding.rule.startswith("earlier.")]
    differing = sum(finding.verdict is not Verdict.CONSISTENT for finding in compared)
    return say(
        "provenance.earlier_value",
        year=earlier.fiscal_year,
        name=earlier.document.source.name,
        compared=len(compared),
        differing=differing,
    )


def versions() -> dict[str, str]:
    """The version of this library, of Python, and of each package that is installed."""
    found = {"final_accounts": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def unchecked(checked: CheckedReport) -> tuple[str, ...]:
    """What a reader must not take for checked, one sentence each."""
    return (*empty_reading(checked.report), *_gaps(checked))


def _gaps(checked: CheckedReport) -> Iterator[str]:
    report = checked.report
    undetermined = checked.ledger.counts()["undetermined"]
    if undetermined:
        yield say("provenance.undetermined", count=undetermined)
    outside = sum(not entry.account for entry in checked.ledger.entries)
    if outside:
        yield say("provenance.outside", count=outside)
    pictures = sum(isinstance(block, Picture) for block in report.document.blocks)
    if pictures:
        yield say("provenance.pictures", count=pictures)
    if report.unbound:
        yield say("provenance.unbound", count=len(report.unbound), figures=_some(_unbound(report)))
    for rule, reason in checked.failed_rules:
        yield say("provenance.broken", rule=rule, reason=reason)
    yield from _uncertain(report)
    for remark in report.document.remarks:
        yield say("provenance.remark", remark=remark)


def _uncertain(report: Report) -> Iterator[str]:
    """The cells whose reading nothing decides: each, or of a form with many of them their number."""
    for form in report.forms:
        open_ones = [reading for reading in form.readings if not reading.decided]
        told = [_reading(say("named.cell", title=form.title, cell=one.where), one) for one in open_ones]
        if len(told) > _MOST_READINGS:
            yield say("provenance.readings", title=form.title, count=len(told), first=told[0])
        else:
            yield from told
    for reading in report.readings:
        yield _reading(place_words(reading.place), reading)


def _reading(where: str, reading: Reading) -> str:
    taken, others = shown_reading(reading.taken), other_readings(reading)
    return say("provenance.reading", where=where, taken=taken, others=others)


def _unbound(report: Report) -> list[str]:
    return [figure_words(figure) for figure, _ in report.unbound]


def _some(items: list[str]) -> str:
    shown = say("charts.and").join(items[:_LONGEST_LIST])
    return shown if len(items) <= _LONGEST_LIST else say("provenance.and_more", figures=shown)


def made_from(sources: Iterable[Path]) -> dict[str, Any]:
    """Of `provenance.json`, what an output depends on: `inputs`, the files of a report's sources and the
    corrections beside them, each with its hash, and `library`, a hash over this library's own files.

    Raises OSError for a file that is not there, UnreadableSource for a folder that is no report.
    """
    every = dict.fromkeys(path for source in sources for path in _files(source))
    inputs = [{"name": path.name, "sha256": _sha256(path.read_bytes())} for path in every]
    return {"inputs": inputs, "library": _library()}


def _files(source: Path) -> Iterator[Path]:
    for file in files_of(source) or (source,):
        yield file
        yield from files_beside(file)
    yield from files_beside(source)


@cache
def _library() -> str:
    folders = {Path(__file__).parents[1], reference_folder()}
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    own = sorted(path for path in files if path.suffix != ".pyc")
    return _sha256("".join(_sha256(path.read_bytes()) for path in own).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def provenance_record(checked: CheckedReport, parameters: Mapping[str, str], created: str) -> dict[str, Any]:
    """The contents of `provenance.json`. `created` is an ISO time; `summary` is what an index shows."""
    report, source = checked.report, checked.report.document.source
    return {
        "source": {
            "name": source.name,
            "format": source.format,
            "sha256": source.sha256,
            "pages": source.pages,
        },
        **made_from(part.path for part in source.parts or (source,)),
        "earlier": _earlier_record(report.earlier),
        "parameters": dict(parameters),
        "created": created,
        "versions": versions(),
        "platform": platform.platform(terse=True),
        "summary": summary(checked),
        "unchecked": list(unchecked(checked)),
        "unbound": [
            {"printed": figure.text, "unit": figure.unit, "place": figure.place.to_json()}
            for figure, _ in report.unbound
        ],
        "failed_rules": [{"rule": rule, "reason": reason} for rule, reason in checked.failed_rules],
        "remarks": list(report.document.remarks),
    }


def _earlier_record(earlier: Report | None) -> dict[str, Any] | None:
    if earlier is None:
        return None
    source = earlier.document.source
    return {"name": source.name, "sha256": source.sha256, "year": earlier.fiscal_year}


def summary(checked: CheckedReport) -> dict[str, Any]:
    """Whose account, its headline amounts as printed, and what was found, in plain values."""
    report = checked.report
    return {
        "bureau": report.bureau,
        "year": report.fiscal_year,
        "unit": report.unit,
        "amounts": {
            headline.label: figure_words(headline.figure) if headline.figure else None
            for headline in headlines(checked)
        },
        "findings": {severity.value: count for severity, count in counts_by_severity(checked).items()},
        "ledger": checked.ledger.counts(),
    }

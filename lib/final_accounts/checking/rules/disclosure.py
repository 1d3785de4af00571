"""The disclosure checklist: which points a published account must cover, and where it covers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...figures import Verdict
from ...places import Place
from ...reports import AbsenceClaim, Finding, Part, Report, Section
from ...settings import reference
from ...wordings import tell, tell_if_known
from ..registry import rule

_OWN_PARTS = (Part.OVERVIEW, Part.NARRATIVE, Part.FORMS)


class Disclosed(StrEnum):
    """Whether a point is covered: with figures, by a form or section without any, or not at all."""

    PRESENT = "present"
    EMPTY = "empty"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class DisclosurePoint:
    """A point of the checklist. `place` is where it is covered, None where it is not."""

    label: str
    state: Disclosed
    place: Place | None
    evidence: str = ""


def disclosure(report: Report) -> tuple[DisclosurePoint, ...]:
    """The checklist of `disclosure.toml`, in its order."""
    denied = _denied(report)
    return tuple(_point(report, entry, denied) for entry in reference("disclosure")["point"])


def _point(
    report: Report, entry: Mapping[str, Any], denied: Mapping[str, tuple[Section, Place]]
) -> DisclosurePoint:
    label = entry["label"]
    empty: DisclosurePoint | None = None
    for key in entry.get("forms", ()):
        form = report.form(key)
        if form is not None and not form.empty:
            return DisclosurePoint(label, Disclosed.PRESENT, form.place, f"《{form.title}》")
        if form is not None and empty is None:
            empty = DisclosurePoint(label, Disclosed.EMPTY, form.place, f"《{form.title}》为空表")
    for statement in report.statements:
        section = statement.section
        by_topic = section.part is Part.NARRATIVE and section.topic in entry.get("topics", ())
        by_part = section.part.value in entry.get("parts", ())
        by_word = section.part in _OWN_PARTS and _shows(entry, statement.text)
        if by_topic or by_part or by_word:
            return DisclosurePoint(label, Disclosed.PRESENT, statement.place, section.title or section.part)
    for key in entry.get("denied", ()):
        if key in denied:
            section, place = denied[key]
            return DisclosurePoint(label, Disclosed.PRESENT, place, section.title or section.part)
    return empty or _in_tables(report, entry) or DisclosurePoint(label, Disclosed.ABSENT, None)


def _shows(entry: Mapping[str, Any], text: str) -> bool:
    """Whether a text has words that show a point, what is told of something else left out."""
    if "besides" in entry:
        text = re.sub(entry["besides"], "", text)
    return any(word in text for word in entry.get("words", ())) or any(
        re.search(pattern, text) for pattern in entry.get("patterns", ())
    )


def _in_tables(report: Report, entry: Mapping[str, Any]) -> DisclosurePoint | None:
    """A point that a table's label shows: 机构运行信息表 counts vehicles, batches and guests."""
    for table in report.document.tables:
        for cell in (cell for row in table.rows for cell in row):
            if _shows(entry, cell.text):
                return DisclosurePoint(entry["label"], Disclosed.PRESENT, cell.place, cell.text.strip())
    return None


def _denied(report: Report) -> Mapping[str, tuple[Section, Place]]:
    """The amounts, by key, that the narrative says there are none of."""
    return {
        claim.key: (claim.statement.section, claim.statement.place)
        for claim in report.claims
        if isinstance(claim, AbsenceClaim)
    }


@rule("completeness.disclosure", "completeness")
def disclosed_points(report: Report) -> Iterator[Finding]:
    """A published account covers every point of the disclosure checklist.

    Source: 预算法 Article 14 and the Ministry of Finance's rules on disclosure; points in disclosure.toml.
    """
    told = {section.topic for section in report.sections if section.part is Part.NARRATIVE}
    if not told - {None, "three-public"}:
        # A summary or the three public expenses alone: the checklist is not its measure.
        return
    for point in disclosure(report):
        if point.state is not Disclosed.ABSENT:
            continue
        yield Finding(
            rule="completeness.disclosure",
            kind="completeness",
            verdict=Verdict.UNDETERMINED,
            message=tell("found.disclosure", point=tell_if_known(f"disclosure.{point.label}", point.label)),
            explanation=tell("cause.undisclosed"),
        )

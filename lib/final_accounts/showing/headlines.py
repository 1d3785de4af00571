"""The few amounts that head a report's page: from its forms, else from its narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..figures import Figure
from ..reports import (
    AmountClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Form,
    Part,
    Report,
    SumClaim,
)
from ..settings import reference

_YEAR = re.compile(r"^(\d{4}年度?|本年度)")
_PUNCTUATION = re.compile(r"[\s、，,“”\"（）()]")


@dataclass(frozen=True, slots=True)
class Headline:
    """An amount and where it was found: form or narrative. `figure` is None where the report has none."""

    label: str
    figure: Figure | None
    basis: str


def headlines(report: Report) -> tuple[Headline, ...]:
    """The amounts of `headlines.toml`, one each, those that the report does not give included."""
    return tuple(_headline(report, wanted) for wanted in reference("headlines")["headline"])


def _headline(report: Report, wanted: Mapping[str, Any]) -> Headline:
    form = report.form(wanted["form"])
    found = _in_form(form, wanted) if form else None
    if found:
        return Headline(wanted["label"], found, "form")
    found = next(_in_claims(report, frozenset(wanted["subjects"])), None)
    return Headline(wanted["label"], found, "narrative" if found else "none")


def _in_form(form: Form, wanted: Mapping[str, Any]) -> Figure | None:
    named = [form.columns.index(name) for name in wanted.get("columns", ()) if name in form.columns]
    for row in form.rows:
        if row.side not in (None, wanted.get("side")) or plain(row.label) not in wanted["rows"]:
            continue
        cells = [row.values[i] for i in named if i < len(row.values)] if named else row.values
        figure = next((cell for cell in cells if cell is not None), None)
        if figure:
            return figure
    return None


def _in_claims(report: Report, subjects: frozenset[str]) -> Iterator[Figure]:
    for claim in report.claims:
        figure = _own_figure(claim)
        own_part = claim.statement.section.part in (Part.NARRATIVE, Part.OVERVIEW)
        if figure and figure.is_money and own_part and plain(claim.subject) in subjects:
            yield figure


def _own_figure(claim: Claim) -> Figure | None:
    """The amount of the claim's own subject."""
    match claim:
        case AmountClaim(measure="final", figure=figure):
            return figure
        case ChangeClaim(current=figure):
            return figure
        case SumClaim(whole=figure):
            return figure
        case CompletionClaim(final=figure):
            return figure
        case _:
            return None


def plain(label: str) -> str:
    """A label without spaces, quotes, brackets, commas and a leading year."""
    return _YEAR.sub("", _PUNCTUATION.sub("", label))

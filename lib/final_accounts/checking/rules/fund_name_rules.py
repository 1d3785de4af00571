"""Rules on which budget is spoken of: a note or a section copied from that of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...reports import Finding, Form, Part, Report, Section, Statement
from ...settings import reference
from ...wordings import tell
from ..findings.wordings import in_sentence, wording_finding
from ..registry import rule
from .form_completeness import denies

_RULE = "wording.other-fund"


@rule(_RULE, "wording")
def other_fund(report: Report) -> Iterator[Finding]:
    """What says below the form, or under the heading, of 政府性基金 or 国有资本经营预算 that there is nothing
    names that budget and not the other.

    Source: 部门决算公开 rules, 空表也应公开并说明; words in wording.toml. It speaks only where nothing below
    names the right budget, and of a form only where the other's own says enough of itself.
    """
    names: dict[str, str] = reference("wording")["funds"]
    for key, own in names.items():
        others = {other: word for other, word in names.items() if other != key}
        for form in report.forms:
            if _is_of(form, key) and form.empty and not any(own in note for note in form.notes):
                yield from _in_notes(report, form, own, others)
        yield from _in_sections(report, key, own, others)


def _in_notes(report: Report, form: Form, own: str, others: dict[str, str]) -> Iterator[Finding]:
    for note in form.notes:
        for key, other in others.items():
            speaks = any(_is_of(beside, key) and _speaks_for_itself(beside, other) for beside in report.forms)
            if other in note and denies(note) and speaks:
                message = tell("found.other_fund", title=f"《{form.title}》", other=other, own=own)
                advice = tell("cause.other_fund", own=own)
                found = wording_finding(_RULE, other, message, advice, note, form.title, form.place)
                yield replace(found, recomputed=own)


def _is_of(form: Form, budget: str) -> bool:
    """Whether a form is one of a budget's: with income and expenditure, or with expenditure alone."""
    return form.key.startswith(budget)


def _speaks_for_itself(form: Form, name: str) -> bool:
    """Whether a form has figures, or a note of its own: then the note below another is not its own astray."""
    return not form.empty or any(name in note for note in form.notes)


def _in_sections(report: Report, key: str, own: str, others: dict[str, str]) -> Iterator[Finding]:
    """The denials below headings of one budget alone, where the whole section names only another."""
    told: dict[Section, list[Statement]] = {}
    for statement in report.statements:
        section = statement.section
        if section.part is Part.NARRATIVE and section.topic == key and own in section.title:
            told.setdefault(section, []).append(statement)
    for section, statements in told.items():
        text = "".join(statement.text for statement in statements if section.title not in statement.text)
        for other in others.values():
            if other not in text or own in text or other in section.title:
                continue
            for statement in statements:
                match = re.search(other, statement.text)
                if match and denies(statement.text):
                    message = tell("found.other_fund", title=f"“{section.title}”", other=other, own=own)
                    found = in_sentence(_RULE, statement, match, message, tell("cause.other_fund", own=own))
                    yield replace(found, recomputed=own)
                    break

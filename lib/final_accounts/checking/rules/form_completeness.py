"""Empty forms, which must say that they are empty and why, and forms that an account leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ...figures import Verdict
from ...recognising.forms.catalogue import find_title, form_kinds, squeeze, words
from ...reports import Finding, Form, Report
from ...settings import reference
from ...wordings import NOTHING, tell
from ..registry import rule

_ENOUGH = 5
"""An account with so many of the statutory forms prints all of them, the empty ones too."""

_NOUGHT = re.compile(r"(?<![\d.,])0(?:\.0+)?(?:万元|元)")


@rule("completeness.empty-form-unexplained", "completeness")
def empty_form(report: Report) -> Iterator[Finding]:
    """A form without any figure says that it is empty and why: in a note, in the list of forms, or in
    the narrative. Source: 部门决算公开 rules, 空表也应公开并说明.
    """
    texts = [paragraph.text for paragraph in report.document.paragraphs]
    for form in report.forms:
        if not form.empty or not form.is_whole:
            continue
        reason = _reason(form, report, texts)
        yield Finding(
            rule="completeness.empty-form-unexplained",
            kind="completeness",
            verdict=Verdict.CONSISTENT if reason else Verdict.INCONSISTENT,
            message=(
                tell("found.form_empty_explained", title=form.title, reason=reason)
                if reason
                else tell("found.form_empty_unexplained", title=form.title)
            ),
            stated=tell("named.empty_form"),
            recomputed=None if reason else tell("named.empty_should_say"),
            section=form.title,
            quote=reason,
            explanation=NOTHING if reason else tell("cause.empty_form"),
            places=(form.place,),
        )


def _reason(form: Form, report: Report, texts: Sequence[str]) -> str | None:
    """Where the report says that a form is empty: the words, None if nowhere."""
    for note in form.notes:
        if denies(note):
            return note
    for entry in report.form_list:
        title = find_title(entry.title)
        if entry.declared_empty and title and title.kind.key == form.key:
            return f"{entry.number} {entry.title}：空表".strip()
    subject = [squeeze(word) for word in form_kinds()[form.key].subject]
    heading_names_it = False
    for text in texts:
        short = len(text) <= 60
        names_it = any(word in squeeze(text) for word in subject)
        # A heading names the subject, the sentence below it may only say 无该项支出.
        if (names_it or heading_names_it) and denies(text):
            return text if len(text) <= 120 else text[:119] + "…"
        heading_names_it = names_it and short
    return None


def denies(text: str) -> bool:
    """Whether a text says that there is nothing."""
    plain = squeeze(text)
    if any(word in plain for word in words("absence", "words")) or _NOUGHT.search(plain):
        return True
    return (
        re.search(r"(?:^|[,，。;；:：年度本单位部门局]|未|也)无(?!误|法|论|偿|关|形|线|障)", plain)
        is not None
    )


@rule("completeness.declared-empty", "completeness")
def declared_empty(report: Report) -> Iterator[Finding]:
    """The list of forms says of each form truly whether it is empty. Source: the list's 是否空表."""
    for entry in report.form_list:
        title = find_title(entry.title)
        form = report.form(title.kind.key) if title else None
        if form is None or entry.declared_empty is None or (form.empty and not form.is_whole):
            continue
        agrees = entry.declared_empty == form.empty
        said, found = (
            tell("named.empty_form" if empty else "named.filled_form")
            for empty in (entry.declared_empty, form.empty)
        )
        yield Finding(
            rule="completeness.declared-empty",
            kind="completeness",
            verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
            message=(
                tell("found.form_declared", title=form.title, said=said)
                if agrees
                else tell("found.form_declared_otherwise", title=form.title, said=said, found=found)
            ),
            stated=said,
            recomputed=found,
            section=form.title,
            explanation=NOTHING if agrees else tell("cause.declared_otherwise"),
            places=(entry.place, form.place),
        )


@rule("completeness.form-missing", "completeness")
def form_missing(report: Report) -> Iterator[Finding]:
    """An account that prints its forms prints all nine, the empty ones too.

    Source: 财决公开01–09表; 部门决算公开 rules, 空表也应公开并说明. It speaks only where most are there and
    the title of the missing one stands nowhere: a form that could not be read is told elsewhere.
    """
    year = report.fiscal_year or 0
    wanted = [key for key, since in reference("disclosure")["statutory"].items() if year >= since]
    read = {form.key for form in report.forms}
    missing = [key for key in wanted if not _has(read, key)]
    if len(wanted) - len(missing) < _ENOUGH or report.unread_forms or not missing:
        return
    printed = _titles_printed(report)
    titles = [f"《{form_kinds()[key].title}》" for key in missing if not _has(printed, key)]
    if titles:
        yield Finding(
            rule="completeness.form-missing",
            kind="completeness",
            verdict=Verdict.UNDETERMINED,
            message=tell("found.form_missing", titles="".join(titles)),
            explanation=tell("cause.form_missing"),
            places=(report.forms[-1].place,),
        )


def _has(keys: Collection[str], wanted: str) -> bool:
    """Whether a form is among others, with income and expenditure or with expenditure alone."""
    return wanted in keys or f"{wanted}-income" in keys


def _titles_printed(report: Report) -> Collection[str]:
    """The forms whose titles stand anywhere, by key: in the contents list, above a picture, in a cell."""
    texts = [paragraph.text for paragraph in report.document.paragraphs]
    texts += [entry.title for entry in (*report.contents, *report.form_list)]
    texts += [cell.text for table in report.document.tables for row in table.rows for cell in row]
    matches = (find_title(text) for text in dict.fromkeys(texts) if "表" in text)
    return {match.kind.key for match in matches if match is not None}

"""Rules on the wording itself: template text, doubled signs and words, the contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from ...figures import Verdict
from ...reports import Finding, FormEntry, Part, Report
from ...settings import reference
from ...wordings import Wording, tell
from ..findings.wordings import in_sentence, wording_finding
from ..registry import rule

_OWN_PARTS = (Part.NARRATIVE, Part.OVERVIEW, Part.FORMS, Part.COVER)


_CLAUSE_TWICE = re.compile(
    r"(?:^|(?<=[。；;：:，,]))(?P<clause>[^。；;]{4,120}?(?<![\d.,])(?=[\d,.]*[1-9])[\d,.]+\s*(?:万?元|%|％|人|辆|个)[^。；;]{0,40})[；;]"
    r"\s*(?P=clause)(?=[；;。])"
)
"""A clause of a list with an amount, and the same once more."""


@rule("wording.template", "wording")
def template_text(report: Report) -> Iterator[Finding]:
    """Template text that was to be replaced or removed: 增加/减少, XX部门, （注：请部门根据实际…）.

    Source: domain.md, how reports are really printed; patterns in wording.toml.
    """
    yield from _patterns(report, reference("wording")["template"], "wording.template")


@rule("wording.percent-sign", "wording")
def percent_sign(report: Report) -> Iterator[Finding]:
    """A percentage has one percent sign."""
    yield from _patterns(report, reference("wording")["percent"], "wording.percent-sign")


@rule("wording.double-sign", "wording")
def double_sign(report: Report) -> Iterator[Finding]:
    """What became less is less by an amount above zero: 减少5万元, not 减少-5万元."""
    yield from _patterns(report, reference("wording")["sign"], "wording.double-sign")


@rule("wording.repeated-word", "wording")
def repeated_word(report: Report) -> Iterator[Finding]:
    """A word printed twice running (全部全部) in a sentence is a slip; worth a look, never an error."""
    allowed = reference("wording")["repeated"]["allowed"]
    doubled = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
    for statement in report.statements:
        if not re.search("[，。；,;]", statement.text):
            continue  # The head of a table: 预算数决算数预算数决算数.
        for match in doubled.finditer(statement.text):
            if match[1] not in allowed and len(set(match[1])) > 1:
                message = tell("found.repeated_word", said=match.group())
                yield in_sentence(
                    "wording.repeated-word", statement, match, message, tell("cause.typed_twice")
                )


@rule("wording.repeated-clause", "wording")
def repeated_clause(report: Report) -> Iterator[Finding]:
    """A part of a list that stands twice running with the same amounts was typed twice."""
    for statement in report.statements:
        for match in _CLAUSE_TWICE.finditer(statement.text):
            message = tell("found.repeated_clause", said=match["clause"].strip())
            yield in_sentence("wording.repeated-clause", statement, match, message, tell("cause.typed_twice"))


@rule("numbering.contents", "numbering")
def contents_list(report: Report) -> Iterator[Finding]:
    """Each line of the contents list is a heading, or a form's title, of the body.

    Several forms without a title there were left out when the text was made, or are in a file of their own:
    that is told elsewhere.
    """
    if len(report.contents) < 3:
        return
    titles = [section.title for section in report.sections if section.part is not Part.CONTENTS]
    titles += [form.title for form in report.forms] + [entry.title for entry in report.form_list]
    titles += [statement.text for statement in report.statements if len(statement.text) <= 50]
    headings = {_plain(title): title for title in titles if title}
    missing = [entry for entry in report.contents if not _stands_in(entry, headings)]
    if len(missing) > max(3, len(report.contents) // 3):
        # So many strangers mean that the list was misread, not that it is wrong.
        return
    listed = {_plain(entry.title) for entry in report.contents}
    candidates = [plain for plain, title in headings.items() if plain not in listed and _may_head(title)]
    few_forms = sum(_names_form(_plain(entry.title)) for entry in missing) < 2
    for entry in missing:
        wanted = _plain(entry.title)
        same_kind = [plain for plain in candidates if _names_form(plain) == _names_form(wanted)]
        near = max(same_kind, key=lambda h: SequenceMatcher(None, wanted, h).ratio(), default="")
        alike = bool(near) and SequenceMatcher(None, wanted, near).ratio() >= 0.75
        if not (alike or few_forms) and _names_form(wanted):
            continue
        key = "found.contents_other" if alike else "found.contents_missing"
        listed_as, heading = f"{entry.number}{entry.title}", headings.get(near, "")
        yield Finding(
            rule="numbering.contents",
            kind="numbering",
            verdict=Verdict.INCONSISTENT,
            message=tell(key, entry=listed_as, heading=heading),
            stated=listed_as,
            recomputed=heading if alike else None,
            section=tell("named.contents"),
            explanation=tell("cause.contents"),
            places=(entry.place,),
        )


@rule("completeness.forms-not-found", "completeness")
def forms_not_found(report: Report) -> Iterator[Finding]:
    """The forms that a report lists stand in it, or in a file of their own."""
    titles = [e for e in report.form_list or report.contents if e.title.endswith("表")]
    if report.forms or len(titles) < 3:
        return
    count = len({_plain(entry.title) for entry in titles})
    yield Finding(
        rule="completeness.forms-not-found",
        kind="completeness",
        verdict=Verdict.UNDETERMINED,
        message=tell("found.forms_not_found", count=count),
        explanation=tell("cause.forms_elsewhere"),
        places=(titles[0].place,),
    )


@rule("completeness.forms-unread", "completeness")
def forms_unread(report: Report) -> Iterator[Finding]:
    """The cells of a form stand in its rows and columns; where a conversion lost these nothing is checked."""
    if not report.unread_forms:
        return
    titles = "".join(f"《{one.title}》" for one in report.unread_forms)
    yield Finding(
        rule="completeness.forms-unread",
        kind="completeness",
        verdict=Verdict.UNDETERMINED,
        message=tell("found.forms_unread", titles=titles),
        explanation=tell("cause.order_lost"),
        places=tuple(one.place for one in report.unread_forms),
    )


def _patterns(report: Report, entries: list[Mapping[str, str]], name: str) -> Iterator[Finding]:
    """One finding a sentence and pattern, however often it stands there."""
    seen: set[tuple[int | None, str]] = set()
    for statement in report.statements:
        for entry in entries:
            matches = list(re.finditer(entry["pattern"], statement.text))
            if matches:
                words = "、".join(dict.fromkeys(match.group() for match in matches))
                message = tell("found.pattern", name=_catalogued(entry, "name"), said=words)
                yield in_sentence(name, statement, matches[0], message, _catalogued(entry, "advice"))
    in_sentences = {statement.place.paragraph for statement in report.statements}
    for paragraph in report.document.paragraphs:
        if paragraph.index in in_sentences:
            continue
        for entry in entries:
            match = re.search(entry["pattern"], paragraph.text)
            if match and (paragraph.index, entry["name"]) not in seen:
                seen.add((paragraph.index, entry["name"]))
                yield wording_finding(
                    name,
                    match.group(),
                    tell("found.pattern", name=_catalogued(entry, "name"), said=match.group()),
                    _catalogued(entry, "advice"),
                    paragraph.text,
                    None,
                    paragraph.place(*match.span()),
                )


def _catalogued(entry: Mapping[str, str], what: str) -> Wording:
    """What wording.toml says of a pattern: its name or its advice."""
    return Wording(entry[what], entry[f"{what}_en"])


def _may_head(title: str) -> bool:
    """Whether a title is more than a number, and no sentence."""
    return bool(_plain(title)) and title.rstrip()[-1] not in "。；，："


def _names_form(title: str) -> bool:
    return title.endswith("表")


def _stands_in(entry: FormEntry, headings: Mapping[str, str]) -> bool:
    wanted = _plain(entry.title)
    return not wanted or any(wanted == heading or wanted in heading for heading in headings)


def _plain(title: str) -> str:
    """A title without numbering, spaces, marks and years, for comparison."""
    text = re.sub(
        r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、])",
        "",
        title.strip(),
    )
    text = re.sub(r"\s|[“”\"'‘’（）()、，。:：·.…\-—]", "", text)
    return re.sub(r"(?:19|20)\d{2}年度?|\d+$", "", text)

"""Rules on the wording itself: template text, doubled signs and words, missing units, other years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from ..figures import Verdict
from ..places import Place
from ..reports import AmountClaim, Finding, FormEntry, Part, Report, Statement
from ..settings import reference
from ..wordings import Wording, tell
from .registry import rule

_OWN_PARTS = (Part.NARRATIVE, Part.OVERVIEW, Part.FORMS, Part.COVER)


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


@rule("wording.repeated-word", "wording")
def repeated_word(report: Report) -> Iterator[Finding]:
    """A word printed twice running (全部全部) is a slip; worth a look, never an error."""
    allowed = reference("wording")["repeated"]["allowed"]
    doubled = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
    for statement in report.statements:
        for match in doubled.finditer(statement.text):
            if match[1] not in allowed and len(set(match[1])) > 1:
                message = tell("found.repeated_word", said=match.group())
                yield _wording("wording.repeated-word", statement, match, message, tell("cause.typed_twice"))


@rule("wording.other-year", "wording")
def other_year(report: Report) -> Iterator[Finding]:
    """A sentence that gives this account's state as of a year after it speaks of the wrong year."""
    year = report.fiscal_year
    if year is None:
        return
    later = re.compile(
        rf"(?:本(?:部门|单位|局)|我(?:部门|单位|局)){year + 1}年度?(?!预算|度预算|部门预算|计划|工作|将)"
    )
    for statement in report.statements:
        for match in later.finditer(statement.text):
            yield _wording(
                "wording.other-year",
                statement,
                match,
                tell("found.other_year", said=match.group(), year=year),
                tell("cause.wrong_year"),
            )


@rule("wording.wrong-year", "wording")
def wrong_year(report: Report) -> Iterator[Finding]:
    """A section that begins with its amount of the year before has last year's heading left standing."""
    year = report.fiscal_year
    if year is None:
        return
    stale = re.compile(
        rf"截[至止](?:到)?{year - 1}年(?:12月31日|12月底|年?底|年?末)"
        rf"|(?:本|我)(?:部门|单位|局){year - 1}年度?(?=无|没有|未)"
    )
    itself = re.compile(
        rf"(?:比|与|较){year}年(?:度)?(?:决算数?|实际)?(?:相比|同比|(?=增加|减少|增长|下降|上升|持平))"
    )
    for statement in report.statements:
        own_part = statement.section.part is Part.NARRATIVE
        match = itself.search(statement.text) if own_part else None
        if match is not None:
            message = tell("found.year_with_itself", said=match.group(), year=year)
            cause = tell("cause.should_be_year", year=year - 1)
            yield _wording("wording.wrong-year", statement, match, message, cause)
        match = stale.search(statement.text) if own_part else None
        if match is not None:
            message = tell("found.other_year", said=match.group(), year=year)
            cause = tell("cause.last_years_text")
            yield _wording("wording.wrong-year", statement, match, message, cause)
    for claim in report.claims:
        if not isinstance(claim, AmountClaim) or claim.measure != "final" or claim.key is None:
            continue
        section = claim.statement.section
        if claim.fiscal_year != year - 1 or section.part is not Part.NARRATIVE:
            continue
        if any(str(year - 1) in title for title in (section.title, *section.path)):
            continue
        yield _finding(
            "wording.wrong-year",
            f"{year - 1}年",
            tell("found.year_of_amount", subject=claim.subject, said=year - 1, year=year),
            tell("cause.last_years_text"),
            claim.statement.text.strip(),
            claim.statement.section.title or None,
            claim.figure.place,
        )


_UNNAMED = {"prior": "named.last_years_amount", "budget": "named.budget_amount"}


@rule("unit.amount-missing", "unit")
def unit_missing(report: Report) -> Iterator[Finding]:
    """An amount in a sentence has its unit."""
    for claim in report.claims:
        if not isinstance(claim, AmountClaim) or claim.figure.unit is not None or not claim.figure.decimals:
            continue
        if claim.statement.section.part is not Part.NARRATIVE or not re.search(
            r"[，。；]", claim.statement.text
        ):
            continue
        if re.search(r"单位[：:]\s*(?:万|亿)?元", claim.statement.text):
            # A table written as running text, its unit at its head.
            continue
        name = claim.subject or tell(_UNNAMED.get(claim.measure, "named.this_item"))
        yield Finding(
            rule="unit.amount-missing",
            kind="unit",
            verdict=Verdict.INCONSISTENT,
            message=tell("found.amount_without_unit", subject=name, stated=claim.figure.text),
            stated=claim.figure.text,
            recomputed=f"{claim.figure.text}{report.unit}",
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell("cause.unit_left_out", unit=report.unit),
            places=(claim.figure.place,),
            figures=(claim.figure,),
        )


@rule("numbering.contents", "numbering")
def contents_list(report: Report) -> Iterator[Finding]:
    """Each line of the contents list is a heading, or a form's title, of the body."""
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
    candidates = [plain for plain in headings if plain and plain not in listed]
    for entry in missing:
        wanted = _plain(entry.title)
        near = max(candidates, key=lambda h: SequenceMatcher(None, wanted, h).ratio(), default="")
        alike = bool(near) and SequenceMatcher(None, wanted, near).ratio() >= 0.75
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


def _patterns(report: Report, entries: list[Mapping[str, str]], name: str) -> Iterator[Finding]:
    """One finding a sentence and pattern, however often it stands there."""
    seen: set[tuple[int | None, str]] = set()
    for statement in report.statements:
        for entry in entries:
            matches = list(re.finditer(entry["pattern"], statement.text))
            if matches:
                words = "、".join(dict.fromkeys(match.group() for match in matches))
                message = tell("found.pattern", name=_catalogued(entry, "name"), said=words)
                yield _wording(name, statement, matches[0], message, _catalogued(entry, "advice"))
    for paragraph in report.document.paragraphs:
        if any(s.place.paragraph == paragraph.index for s in report.statements):
            continue
        for entry in entries:
            match = re.search(entry["pattern"], paragraph.text)
            if match and (paragraph.index, entry["name"]) not in seen:
                seen.add((paragraph.index, entry["name"]))
                yield _finding(
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


def _wording(
    name: str, statement: Statement, match: re.Match[str], message: Wording, advice: Wording
) -> Finding:
    start = (statement.place.start or 0) + match.start()
    place = Place(
        page=statement.place.page,
        box=statement.place.box,
        paragraph=statement.place.paragraph,
        start=start,
        end=start + len(match.group()),
        line=statement.place.line,
    )
    return _finding(
        name, match.group(), message, advice, statement.text.strip(), statement.section.title or None, place
    )


def _finding(
    name: str, stated: str, message: Wording, advice: Wording, quote: str, section: str | None, place: Place
) -> Finding:
    return Finding(
        rule=name,
        kind="wording",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=stated,
        section=section,
        quote=quote,
        explanation=advice,
        places=(place,),
    )


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

"""Rules on the years that sentences name: years that are not this account's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...recognising.narrative.amounts import loose_key
from ...reports import AmountClaim, ChangeClaim, Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..findings.wordings import in_sentence, wording_finding
from ..registry import rule

_YEARS_BACK = 4
_USUAL = 2
"""So many comparisons with last year make one with another year odd."""


@rule("wording.other-year", "wording")
def other_year(report: Report) -> Iterator[Finding]:
    """A sentence that gives this account's state as of a year after it speaks of the wrong year."""
    year = report.fiscal_year
    if year is None:
        return
    later = re.compile(
        rf"(?:本(?:部门|单位|局)|我(?:部门|单位|局)){year + 1}年度?(?!预算|度预算|部门预算|计划|工作|将)"
    )
    told = {_place(claim.statement) for claim in _later_amounts(report, year)}
    told |= {_place(statement) for statement, _ in _later_sentences(report, year)}
    for statement in report.statements:
        if statement.section.part is Part.PLAN or _place(statement) in told:
            continue  # wording.wrong-year speaks of it
        for match in later.finditer(statement.text):
            yield in_sentence(
                "wording.other-year",
                statement,
                match,
                tell("found.other_year", said=match.group(), year=year),
                tell("cause.wrong_year"),
            )


@rule("wording.wrong-year", "wording")
def wrong_year(report: Report) -> Iterator[Finding]:
    """A sentence that gives this account's own amounts or state under the year before has last year's
    label left standing, under one further back or the year after it has a slip; one that compares this year
    with itself has lost the other.

    Source: domain.md, last year's text left standing; patterns in wording.toml. A sentence that also names
    this account's year, and an amount that its section gives for this year too, are comparisons. Where most
    is given under the year after, it is the account's year that was misread.
    """
    year = report.fiscal_year
    if year is None:
        return
    told: set[tuple[int | None, int | None]] = set()
    sentences = [*_with_itself(report, year)]
    for said in _earlier_years(report, year):
        sentences += _stale_sentences(report, year, said)
        sentences += _stale_headings(report, year, said)
    sentences += _later_sentences(report, year)
    for statement, match in sentences:
        told.add(_place(statement))
        if str(year) in match.group():
            message = tell("found.year_with_itself", said=match.group(), year=year)
            cause = tell("cause.should_be_year", year=year - 1)
        else:
            message = tell("found.other_year", said=match.group().strip(), year=year)
            earlier = str(year - 1) in match.group()
            cause = tell("cause.last_years_text" if earlier else "cause.wrong_year")
        yield in_sentence("wording.wrong-year", statement, match, message, cause)
    for statement, said, subject in _odd_bases(report, year):
        if _place(statement) not in told:
            told.add(_place(statement))
            yield wording_finding(
                "wording.wrong-year",
                f"{said}年",
                tell("found.odd_base_year", subject=subject, said=said, year=year - 1),
                tell("cause.should_be_year", year=year - 1),
                statement.text.strip(),
                statement.section.title or None,
                statement.place,
            )
    for said, claims in (
        *((said, _stale_amounts(report, year, said)) for said in _earlier_years(report, year)),
        (year + 1, _later_amounts(report, year)),
    ):
        for claim in claims:
            statement = claim.statement
            if _place(statement) in told:
                continue
            told.add(_place(statement))
            yield wording_finding(
                "wording.wrong-year",
                f"{said}年",
                tell("found.year_of_amount", subject=claim.subject, said=said, year=year),
                tell("cause.last_years_text" if said == year - 1 else "cause.wrong_year"),
                statement.text.strip(),
                statement.section.title or None,
                claim.figure.place,
            )


def _earlier_years(report: Report, year: int) -> list[int]:
    """The years before an account's own that its sentences may be left under, the last first. One further
    back that many sentences name tells that the account's year was misread."""
    back = range(year - 1, year - 1 - _YEARS_BACK, -1)
    named = {said: sum(_names(statement.text, said) for statement in report.statements) for said in back}
    own = sum(_names(statement.text, year) for statement in report.statements)
    return [said for said in back if said == year - 1 or 0 < named[said] * 2 <= own]


def _may_be_under(statement: Statement, year: int, said: int) -> bool:
    """Whether a year that a sentence is under can only be a slip: of more than a year ago, where an account
    tells of projects and of other matters, is history."""
    return said >= year - 1 or statement.section.topic not in (None, "performance", "other")


def _place(statement: Statement) -> tuple[int | None, int | None]:
    """What a sentence is known by: its paragraph, and where in it it begins."""
    return statement.place.paragraph, statement.place.start


def _with_itself(report: Report, year: int) -> Iterator[tuple[Statement, re.Match[str]]]:
    """Sentences that compare the account's year with itself, 与2024年相比 in the account of 2024, or a year
    that they name with the same."""
    pattern, twice = _for_year("itself", year), _for_year("twice", year)
    for statement in report.statements:
        if statement.section.part is not Part.NARRATIVE:
            continue
        match = pattern.search(statement.text) or twice.search(statement.text)
        if match is not None and not _is_later_budget(statement.text, match, year):
            yield statement, match


def _is_later_budget(text: str, compared: re.Match[str], year: int) -> bool:
    """Whether what is compared with the account's year is a budget yet to come, 2025年预算A，比2024年决算数
    减少D, or a budget without its year that is held against what was spent."""
    bare = _bare(text)
    named = re.findall(r"(?<!\d)((?:19|20)\d{2})年[^，。；,;]{0,40}?预算", bare)
    if any(int(said) > year for said in named):
        return True
    return "决算" in compared.group() and _JUST_BUDGETED.search(_bare(text[: compared.start()])) is not None


_JUST_BUDGETED = re.compile(r"预算(?:数|安排)?(?:为|是)?[\d.,]+\s*[万亿]?元[，,]$")
"""A budget, and nothing between it and what it is compared with."""


def _stale_headings(report: Report, year: int, said: int) -> Iterator[tuple[Statement, re.Match[str]]]:
    """Headings of the account's own sections under a year before, where no such section of this year is."""
    words = reference("wording")["years"]
    pattern = re.compile(words["heading"].replace("{年}", str(said)))
    titles = {section.title for section in report.sections}
    seen: set[int] = set()
    for statement in report.statements:
        section = statement.section
        if section.index in seen or section.part is not Part.NARRATIVE:
            continue
        seen.add(section.index)
        match = pattern.search(statement.text) if str(said) in section.title else None
        other = _names(statement.text, year) or re.search(words["other_heading"], _bare(section.title))
        if match is not None and not other and section.title.replace(str(said), str(year)) not in titles:
            yield statement, match


def _bare(title: str) -> str:
    """A heading without the names of the budgets, which are no plans."""
    return re.sub(r"(?:公共|基金|经营)预算", "", title)


def _stale_sentences(report: Report, year: int, said: int) -> Iterator[tuple[Statement, re.Match[str]]]:
    """Sentences whose pattern can only speak of the account's own year, with another year in it."""
    patterns = {Part.NARRATIVE: _for_year("stale", said), Part.OVERVIEW: _for_year("staff", said)}
    for statement in report.statements:
        pattern = patterns.get(statement.section.part)
        match = pattern.search(statement.text) if pattern is not None else None
        if match is None or _compares(statement.text, year, said) or _of_that_year(statement, said):
            continue
        if statement.section.part is Part.NARRATIVE and not _may_be_under(statement, year, said):
            continue
        yield statement, match


def _later_sentences(report: Report, year: int) -> Iterator[tuple[Statement, re.Match[str]]]:
    """The same with the year after in it, of what is not yet to come."""
    to_come = reference("wording")["years"]["to_come"]
    for statement, match in _stale_sentences(report, year, year + 1):
        if statement.section.part is Part.NARRATIVE and not re.search(to_come, _bare(statement.text)):
            yield statement, match


def _later_amounts(report: Report, year: int) -> Sequence[AmountClaim]:
    """The account's own amounts under the year after, where most are under its own."""
    to_come = reference("wording")["years"]["to_come"]
    later = [
        claim
        for claim in _stale_amounts(report, year, year + 1)
        if claim.measure == "final" and not re.search(to_come, _bare(claim.statement.text))
    ]
    own = {_place(claim.statement) for claim in money_amounts(report) if _names(claim.statement.text, year)}
    return later if len({_place(claim.statement) for claim in later}) * 2 < len(own) else []


def _odd_bases(report: Report, year: int) -> Iterator[tuple[Statement, int, str]]:
    """The one comparison with a year before last, where all others are with last year: its sentence, that
    year and what is compared.

    Two such comparisons, or one beside last year's in its paragraph, are meant so.
    """
    compared = list(_compared(report))
    odd = [found for found in compared if found[1] < year - 1]
    usual = [found for found in compared if found[1] == year - 1]
    if len({statement.place for statement, _, _ in odd}) != 1 or len(usual) < _USUAL:
        return
    statement, said, _ = odd[0]
    paragraph = statement.place.paragraph
    text = "".join(s.text for s in report.statements if s.place.paragraph == paragraph)
    if not _names(text, year - 1) and not _is_beside_last_year(report, paragraph, said):
        yield odd[0]


def _is_beside_last_year(report: Report, paragraph: int | None, said: int) -> bool:
    """Whether a paragraph also compares with last year, of which a reason alone may speak: 上年项目到期."""
    return any(
        isinstance(claim, ChangeClaim)
        and claim.against == "last-year"
        and claim.statement.place.paragraph == paragraph
        and claim.base_year != said
        for claim in report.claims
    )


def _compared(report: Report) -> Iterator[tuple[Statement, int, str]]:
    """The sentences of the account that compare with a year that they name, as changes or in words alone:
    与2023年度相比无变化."""
    own = [
        statement
        for statement in report.statements
        if statement.section.part is Part.NARRATIVE
        and statement.section.topic not in (None, "performance", "other")
    ]
    changed = {
        claim.statement.place: claim
        for claim in report.claims
        if isinstance(claim, ChangeClaim) and claim.against == "last-year" and claim.base_year is not None
    }
    unchanged = re.compile(reference("wording")["years"]["unchanged"])
    for statement in own:
        claim = changed.get(statement.place)
        match = unchanged.search(statement.text)
        if claim is not None and claim.base_year is not None:
            yield statement, claim.base_year, claim.subject
        elif match is not None:
            yield statement, int(match["year"]), statement.text[: match.start()].strip("，,。 ")


def _stale_amounts(report: Report, year: int, other: int) -> Iterator[AmountClaim]:
    """The named amounts, and the first of each section and paragraph of the accounts, that stand at the
    head of a sentence under another year.
    """
    head = _for_year("head", other)
    own: dict[tuple[int, str, str], set[Decimal]] = {}
    first: dict[int, AmountClaim] = {}
    leading: dict[int | None, AmountClaim] = {}
    for claim in money_amounts(report):
        first.setdefault(claim.statement.section.index, claim)
        leading.setdefault(claim.figure.place.paragraph, claim)
        if _names(claim.statement.text, year):
            own.setdefault(_said_as(claim), set()).add(claim.figure.value)
    for claim in money_amounts(report):
        statement = claim.statement
        own_part = statement.section.part is Part.NARRATIVE and not _of_that_year(statement, other)
        named = claim.key is not None or first[statement.section.index] is claim
        if not named and statement.section.topic != "performance":
            of_account = re.search(r"(?:支出|收入|经费|总计|合计|总额)$", claim.subject) is not None
            named = of_account and leading[claim.figure.place.paragraph] is claim
        if not own_part or not named or _compares(statement.text, year, other):
            continue
        if not _may_be_under(statement, year, other):
            continue
        said = own.get(_said_as(claim))
        if said is not None and claim.figure.value not in said:
            continue
        if claim.key is not None and claim.measure == "final" and claim.fiscal_year == other:
            yield claim
            continue
        match = head.match(statement.text)
        start = (claim.figure.place.start or 0) - (statement.place.start or 0)
        if match is None or start <= match.end("year"):
            continue
        between = re.sub(r"[（(][^）)]*[）)]", "", statement.text[match.end("year") : start])
        if not re.search(reference("wording")["years"]["compares"], between):
            yield claim


def _said_as(claim: AmountClaim) -> tuple[int, str, str]:
    """What an amount is known by within its section: its key, or the end of its name (whose it is stands
    before), and whether it was planned or spent."""
    planned = "budget" if claim.measure == "budget" else "final"
    named = claim.key or loose_key(claim.subject) or claim.subject[-6:]
    return claim.statement.section.index, named, planned


def _for_year(name: str, year: int) -> re.Pattern[str]:
    """The patterns of that name in wording.toml, {年} standing for the year."""
    patterns: list[str] = reference("wording")["years"][name]
    return re.compile("|".join(pattern.replace("{年}", str(year)) for pattern in patterns))


def _names(text: str, year: int) -> bool:
    return re.search(rf"(?<!\d){year}(?!\d)", text) is not None


def _compares(text: str, year: int, other: int) -> bool:
    """Whether a sentence speaks of the account's year too, or of a part of the other year alone."""
    return _names(text, year) or _for_year("beside", other).search(text) is not None


def _of_that_year(statement: Statement, year: int) -> bool:
    """Whether the headings say that the section is about that year."""
    section = statement.section
    return any(str(year) in title for title in (section.title, *section.path))

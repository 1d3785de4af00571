"""Rules on the years in an account's own titles: on its cover and above its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents import Paragraph
from ...reports import Finding, Part, Report
from ...settings import reference
from ...wordings import tell
from ..findings.wordings import wording_finding
from ..registry import rule

_TITLED = (Part.COVER, Part.OVERVIEW, Part.NARRATIVE, Part.FORMS)
_LONGEST_TITLE = 50
_NUMBER = re.compile(r"\s*第\s*[一二三四五六七八九十]\s*部\s*分\s*")


@rule("wording.title-year", "wording")
def title_year(report: Report) -> Iterator[Finding]:
    """The titles of an account, on its cover and above its parts, all name its year.

    Source: the template's headings (第二部分 2024年度部门决算情况说明); patterns in wording.toml. Only the
    one title that names another year is told, where a second names the account's.
    """
    year = report.fiscal_year
    titles = list(_titles(report))
    other = [(paragraph, match) for paragraph, match in titles if int(match["year"]) != year]
    if year is None or len(other) != 1:
        return
    paragraph, match = other[0]
    said = re.sub(r"\s", "", match.group())
    yield wording_finding(
        "wording.title-year",
        said,
        tell("found.title_year", said=said, year=year),
        tell("cause.last_years_text" if int(match["year"]) < year else "cause.wrong_year"),
        paragraph.text,
        None,
        paragraph.place(*match.span()),
    )


def _without_years(title: str) -> str:
    return re.sub(r"20\d{2}", "", title)


def _titles(report: Report) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """The lines of the cover and of the headings of the parts that are a title with a year."""
    pattern = re.compile(reference("wording")["years"]["title"])
    parts = {section.title for section in report.sections if section.level == 0 and section.part in _TITLED}
    on_cover = True
    behind_number = False
    for paragraph in report.document.paragraphs:
        heads_part = behind_number or (
            paragraph.text.startswith("第")
            and any(title and title in _without_years(paragraph.text) for title in map(_without_years, parts))
        )
        # 第三部分 may have a line of its own above its title.
        behind_number = _NUMBER.fullmatch(paragraph.text) is not None
        on_cover = on_cover and not re.match(r"目\s*录|第.{1,2}部分|[一1][、.]", paragraph.text)
        match = pattern.fullmatch(paragraph.text) if len(paragraph.text) <= _LONGEST_TITLE else None
        if match is not None and (on_cover or heads_part):
            yield paragraph, match

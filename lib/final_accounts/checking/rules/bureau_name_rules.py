"""Rules on whom an account speaks of: other bureaus, named in a text that was taken over from theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...documents import Paragraph
from ...reports import Finding, Part, Report
from ...settings import reference
from ...wordings import tell
from ..findings.wordings import wording_finding
from ..registry import rule

_REGION = re.compile("^[\u4e00-\u9fff]{2,7}?(?:省|自治区|市)(?=[\u4e00-\u9fff]{2,5}[县区市])")
"""What an account leaves out of its bureau's name where it goes on to speak of it."""

_LEAST_OWN, _MOST_OTHER = 2, 2
"""How often a report names its own bureau at least, and another at most where that is a slip."""


@rule("wording.other-bureau", "wording")
def other_bureau(report: Report) -> Iterator[Finding]:
    """What opens like a sentence on the account's own amounts or vehicles, and what tells which body is its
    本级, names no other bureau.

    Source: the template's sentences, whose subject is the bureau; patterns in wording.toml. Only a name that
    stands nowhere else is told, one that neither shortens nor lengthens the account's own: a unit of the
    bureau is named among its units too.
    """
    own = report.bureau
    text = "\n".join(re.sub(r"\s", "", paragraph.text) for paragraph in report.document.paragraphs)
    if own is None:
        return
    called = _REGION.sub("", own)
    if text.count(called) < _LEAST_OWN:
        return
    named = [(paragraph, match) for paragraph in _own_text(report) for match in _subjects(paragraph.text)]
    times = Counter(match["name"] for _, match in named)
    for paragraph, match in named:
        name = match["name"]
        if times[name] > _MOST_OTHER or times[name] < text.count(name):
            continue
        if _may_be_one(name, own) or _may_be_one(name, called):
            continue
        yield wording_finding(
            "wording.other-bureau",
            name,
            tell("found.other_bureau", said=name, bureau=own),
            tell("cause.others_text"),
            paragraph.text,
            None,
            paragraph.place(*match.span("name")),
        )


def _own_text(report: Report) -> Iterator[Paragraph]:
    """The paragraphs that are neither on the cover nor about next year's budget."""
    aside = {
        statement.place.paragraph
        for statement in report.statements
        if statement.section.part in (Part.COVER, Part.PLAN)
    }
    return (paragraph for paragraph in report.document.paragraphs if paragraph.index not in aside)


def _subjects(text: str) -> Iterator[re.Match[str]]:
    """The organisations that a heading or the sentences of a paragraph speak of."""
    words = reference("wording")["bureau"]
    for pattern in words["said"]:
        filled = pattern.replace("{name}", words["name"]).replace("{year}", words["year"])
        for match in re.finditer(filled, text):
            if not re.search(words["other"], match["name"]):
                yield match


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names may be of one organisation: the letters of the shorter run on in the longer one,
    but for the word that says what kind of organisation it is."""
    ending = reference("wording")["bureau"]["ending"]
    shorter, longer = sorted((re.sub(ending, "", name), re.sub(ending, "", other)), key=len)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)

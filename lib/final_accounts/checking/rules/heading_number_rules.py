"""Numbers of headings and items: 一、二、三、 and 1. 2. 3. run on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...documents import Paragraph
from ...figures import Verdict
from ...recognising.narrative.ordinals import ordinal_level
from ...reports import Finding, Part, Report
from ...wordings import tell
from ..registry import rule

_NUMBER = re.compile(r"\s*[（(]?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<mark>[）)]|[、.．])")
_WORD = re.compile("[\u4e00-\u9fff]")
_DIGITS = "一二三四五六七八九"
_LEAST = 4
"""So many numbers make a sequence of which one can be told to be wrong."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph that begins with a number: its value, and the number and mark as they are printed."""

    paragraph: Paragraph
    value: int
    printed: str


@rule("numbering.heading", "numbering")
def heading_numbers(report: Report) -> Iterator[Finding]:
    """The numbers of headings, and of items under one heading, run on from one.

    Source: the levels of official documents, 一、（一）1.（1）. It speaks only of the one number of a
    sequence that does not fit where all others do, of its last only if it repeats the one before.
    """
    for sequence in _sequences(report):
        values = [numbered.value for numbered in sequence]
        wrong = [place for place, value in enumerate(values) if value != place + 1]
        if len(values) < _LEAST or len(wrong) != 1:
            continue
        numbered, right = sequence[wrong[0]], wrong[0] + 1
        if right == len(values) and numbered.value != right - 1:
            continue  # It may begin another list, or something was left out before it.
        yield _on_number(numbered, _like(numbered.printed, right))


def _on_number(numbered: _Numbered, right: str) -> Finding:
    title = re.split(r"[，。；：:]", numbered.paragraph.text.strip())[0][:40]
    return Finding(
        rule="numbering.heading",
        kind="numbering",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.heading_number", title=title, right=right),
        stated=numbered.printed,
        recomputed=right,
        quote=numbered.paragraph.text.strip()[:80],
        explanation=tell("cause.heading_number"),
        places=(numbered.paragraph.place(),),
    )


def _sequences(report: Report) -> Iterator[Sequence[_Numbered]]:
    """The numbered paragraphs of each level under one heading, in order."""
    open_at: dict[int, list[_Numbered]] = {}
    sections = {s.place.paragraph: s.section for s in report.statements}
    part: Part | None = None
    for paragraph in report.document.paragraphs:
        section = sections.get(paragraph.index)
        if (section is not None and section.part is not part) or re.match(r"第.{1,2}部分", paragraph.text):
            part = section.part if section is not None else None
            yield from open_at.values()
            open_at = {}
        level, found = ordinal_level(paragraph.text), _NUMBER.match(paragraph.text)
        if level is None or found is None or not _WORD.search(paragraph.text, found.end()):
            continue  # 2. 83 is no heading.
        for deeper in [other for other in open_at if other > level]:
            yield open_at.pop(deeper)
        numbered = _Numbered(paragraph, _value(found["number"]), found.group().strip())
        before = open_at.get(level)
        if before and (numbered.value == 1 or numbered.printed[-1] != before[-1].printed[-1]):
            yield open_at.pop(level)
        open_at.setdefault(level, []).append(numbered)
    yield from open_at.values()


def _value(number: str) -> int:
    """一 to 九十九, or digits, as a number."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.index(number[-1]) + 1
    return ((_DIGITS.index(tens) + 1) if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def _like(printed: str, value: int) -> str:
    """A number as another is printed: in Chinese digits or not, with its mark."""
    found = _NUMBER.match(printed)
    if found is None or found["number"].isdigit():
        return re.sub(r"\d+", str(value), printed)
    tens, ones = divmod(value, 10)
    text = (("" if tens == 1 else _DIGITS[tens - 1]) + "十" if tens else "") + (
        _DIGITS[ones - 1] if ones else ""
    )
    return printed.replace(found["number"], text)

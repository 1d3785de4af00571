"""Rules on the two sides of an account: 收入 written for 支出, and 支出 for 收入."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...reports import Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import Wording, tell
from ..findings.wordings import in_sentence
from ..registry import rule

_OTHER = {"收入": "支出", "支出": "收入"}
_SIDES = {"income": "收入", "expenditure": "支出", "basic": "支出", "operating": "支出"}
"""The side that the sections on a topic tell of."""
_ONE_SIDED = ("basic", "operating")
"""Topics of what is never income."""
_LINE = re.compile(
    r"\s*(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]{1,2}[）)])\s*[\u4e00-\u9fff]{2,12}\d[\d.,]*\s*万?元[。；]?$"
)
"""A part of a list that has a line of its own: 3.上缴上级支出0万元。"""
_BY_ITEM = ("general-budget", "general-budget-items")
"""Topics of the sections that go through the items of expenditure."""


@rule("wording.wrong-side", "wording")
def wrong_side(report: Report) -> Iterator[Finding]:
    """A section on income calls its amounts income, one on expenditure expenditure; two totals of one
    sentence are not of the same side, nor are a whole and its first part.

    Source: the names of 收入决算表 and 支出决算表; words in wording.toml. It speaks of a name that its
    section nowhere gives with the right word, beside others that have it, and of what is never income:
    基本支出, 机关运行经费, the three public expenses, what was spent of an item's budget.
    """
    texts = _texts(report)
    for statement in report.statements:
        if statement.section.part is Part.NARRATIVE:
            for match, message in _mixed_up(statement, texts[statement.section.index]):
                yield in_sentence("wording.wrong-side", statement, match, message, tell("cause.wrong_side"))


def _mixed_up(statement: Statement, section: str) -> Iterator[tuple[re.Match[str], Wording]]:
    """What a sentence calls by the name of the other side, with what is told of it."""
    words, text, topic = reference("wording")["sides"], statement.text, statement.section.topic or ""
    for pattern in (words["twice"], words["told_twice"]):
        for match in re.finditer(pattern, text):
            yield match, tell("found.one_side_twice", said=match.group())
    for match in re.finditer(words["never"], text):
        yield match, _called(match["name"], "支出")
    if topic in _BY_ITEM:
        for match in re.finditer(words["item"], text):
            yield match, tell("found.wrong_side", said="收入决算", right="支出决算")
        for match in re.finditer(words["never_item"], text):
            yield (
                match,
                tell("found.wrong_side", said=match.group(), right=match.group().replace("收入", "支出")),
            )
    odd = list(_odd_part(words["shared"], text))
    side = _SIDES.get(topic)
    if side is None:
        odd += [(match, match["whole"]) for match in re.finditer(words["turned_part"], text)]
    elif topic in _ONE_SIDED or side in text or (side in section and _LINE.match(text)):
        told = {match["name"] for match, _ in odd}
        for match in re.finditer(words[topic] + words["amount"], text):
            unnamed = topic in _ONE_SIDED or f"{match['name']}{side}" not in section
            if unnamed and match["name"] not in told:
                odd.append((match, side))
    for match, right in odd:
        yield match, _called(match["name"], right)


def _odd_part(pattern: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The one part of a list of shares whose name is of the other side, with the side of the others; of
    基本支出 and 项目收入 it is the latter."""
    parts = list(re.finditer(pattern, text))
    sides = [match["side"] for match in parts]
    if {match["name"] for match in parts} == {"基本", "项目"} and len(parts) == len(set(sides)) == 2:
        yield parts[sides.index("收入")], "支出"
    for match in parts:
        if sides.count(match["side"]) == 1 < len(parts) - 1:
            yield match, _OTHER[match["side"]]


def _called(name: str, side: str) -> Wording:
    """That an amount is of a side, and its name of the other."""
    return tell("found.wrong_side", said=f"{name}{_OTHER[side]}", right=f"{name}{side}")


def _texts(report: Report) -> Mapping[int, str]:
    """The text of each section."""
    texts: dict[int, str] = {}
    for statement in report.statements:
        texts[statement.section.index] = texts.get(statement.section.index, "") + statement.text
    return texts

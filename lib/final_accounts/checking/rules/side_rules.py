"""Rules on the two sides of an account: 收入 written for 支出, and 支出 for 收入."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...reports import Finding, Part, Report
from ...settings import reference
from ...wordings import tell
from ..findings.wordings import in_sentence
from ..registry import rule

_OTHER = {"收入": "支出", "支出": "收入"}
_SIDES = {"income": "收入", "expenditure": "支出", "basic": "支出", "operating": "支出"}
"""The side that the sections on a topic tell of."""
_ONE_SIDED = ("basic", "operating")
"""Topics of what is never income."""
_BY_ITEM = ("general-budget", "general-budget-items")
"""Topics of the sections that go through the items of expenditure."""


@rule("wording.wrong-side", "wording")
def wrong_side(report: Report) -> Iterator[Finding]:
    """A section on income calls its amounts income, one on expenditure expenditure; two totals of one
    sentence are not of the same side.

    Source: the names of 收入决算表 and 支出决算表; words in wording.toml. It speaks of a name that its
    section nowhere gives with the right word, beside others that have it, and of what is never income:
    基本支出, 机关运行经费, what was spent of an item's budget.
    """
    words = reference("wording")["sides"]
    twice, item = re.compile(words["twice"]), re.compile(words["item"])
    named = {topic: re.compile(words[topic] + words["amount"]) for topic in _SIDES}
    texts = _texts(report)
    for statement in report.statements:
        section = statement.section
        if section.part is not Part.NARRATIVE:
            continue
        for match in twice.finditer(statement.text):
            message = tell("found.one_side_twice", said=match.group())
            yield in_sentence("wording.wrong-side", statement, match, message, tell("cause.wrong_side"))
        if section.topic in _BY_ITEM:
            for match in item.finditer(statement.text):
                message = tell("found.wrong_side", said="收入决算", right="支出决算")
                yield in_sentence("wording.wrong-side", statement, match, message, tell("cause.wrong_side"))
        side = _SIDES.get(section.topic or "")
        if side is None or (section.topic not in _ONE_SIDED and side not in statement.text):
            continue
        for match in named[section.topic or ""].finditer(statement.text):
            right = f"{match['name']}{side}"
            if section.topic in _ONE_SIDED or right not in texts[section.index]:
                message = tell("found.wrong_side", said=f"{match['name']}{_OTHER[side]}", right=right)
                yield in_sentence("wording.wrong-side", statement, match, message, tell("cause.wrong_side"))


def _texts(report: Report) -> Mapping[int, str]:
    """The text of each section."""
    texts: dict[int, str] = {}
    for statement in report.statements:
        texts[statement.section.index] = texts.get(statement.section.index, "") + statement.text
    return texts

"""Averages (人均接待费, 车均维护费) and the printed counts that their amounts are spread over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ...reports import AverageClaim, Labelled, Part, Section, Statement
from .. import words
from .labels import clause_of
from .memory import Gathered, Memory, NamedCount, OpenAverage
from .mention_roles import Mention

_NOT_THIS_YEARS = re.compile(r"预算|标准|定额|限额|计划")


def take_average(memory: Memory, mention: Mention, statement: Statement) -> bool:
    """Keep a mention that is an average of the vocabulary's, of this year; whether it is one."""
    clause = clause_of(mention.before)
    planned = statement.section.part is Part.PLAN
    if planned or mention.reason or not _of_this_year(memory, mention) or _NOT_THIS_YEARS.search(clause):
        return False
    for spread, entry in words.vocabulary()["averages"].items():
        named = _tail(spread, "words").search(clause)
        if named is None and _is_about(entry, statement.text, _since_semicolon(mention, statement)):
            named = _tail(spread, "bare").search(clause)
        if named is not None:
            memory.out.averages.append(OpenAverage(mention, statement, spread, named["name"]))
            return True
    return False


def _since_semicolon(mention: Mention, statement: Statement) -> str:
    """The words before a figure as far as its part of the sentence goes."""
    begin = (mention.figure.place.start or 0) - (statement.place.start or 0)
    return re.split("[；;]", statement.text[:begin])[-1]


def _is_about(entry: Mapping[str, Sequence[str]], sentence: str, part: str) -> bool:
    """Whether a sentence tells what its bare 人均 and 车均 are of, and their part of it nothing else."""
    return _holds(sentence, entry["about"]) and not _holds(part, entry["elsewhere"])


def keep_count(memory: Memory, mention: Mention, statement: Statement) -> None:
    """Keep a count of this year: N批次M人 are counts of the same, so M has the name that N has."""
    if not _of_this_year(memory, mention) or statement.section.part is Part.PLAN:
        return
    name, counts = mention.label, memory.out.counts
    if not name and counts:
        before = counts[-1]
        beside = before.mention.end == mention.start - len(mention.before)
        if beside and before.mention.figure.place.paragraph == mention.figure.place.paragraph:
            name = before.name
    if name:
        counts.append(NamedCount(name, mention, statement))


def resolve_averages(gathered: Gathered) -> list[AverageClaim]:
    """Bind each average to the counts of its section that its amount may be spread over."""
    return [
        AverageClaim(
            statement=average.statement,
            subject=average.subject,
            average=average.mention.figure,
            keys=tuple(words.vocabulary()["averages"][average.spread]["amounts"]),
            over=_over(average, gathered.counts),
        )
        for average in gathered.averages
    ]


def _over(average: OpenAverage, counts: Sequence[NamedCount]) -> tuple[Labelled, ...]:
    """The one count that a section prints of an average's heads or things, then those beside it."""
    entry = words.vocabulary()["averages"][average.spread]
    named = [
        count
        for count in counts
        if count.mention.figure.unit in entry["units"]
        and _holds(count.name, entry["counted"])
        and not _holds(count.name, entry["unless"])
        and _together(count.statement.section, average.statement.section)
    ]
    beside = [count for count in named if _holds(count.name, entry["besides"])]
    own = [count for count in named if count not in beside]
    # Where there were guests of one kind, those that there were none of take no part.
    own = [count for count in own if count.mention.figure.value] or own
    if len({count.mention.figure.value for count in own}) != 1:
        return ()
    others = {count.mention.figure.value: count for count in beside if count.mention.figure.value}
    return tuple(Labelled(count.name, count.mention.figure) for count in (own[0], *others.values()))


def _of_this_year(memory: Memory, mention: Mention) -> bool:
    earlier = words.either(words.vocabulary()["against"]["years"])
    said = re.search(earlier, clause_of(mention.before))
    return said is None and mention.year in (None, memory.year)


def _holds(name: str, listed: Iterable[str]) -> bool:
    return any(word in name for word in listed)


def _together(one: Section, other: Section) -> bool:
    """Whether two sections of the narrative are one, or of one topic."""
    if one.part is not Part.NARRATIVE or other.part is not Part.NARRATIVE:
        return False
    return one.index == other.index or (one.topic is not None and one.topic == other.topic)


@cache
def _tail(spread: str, kind: str) -> re.Pattern[str]:
    """An average's words of a kind directly before its figure: group name."""
    listed = words.either(words.vocabulary()["averages"][spread][kind])
    return re.compile(rf"(?P<name>{listed}(?:用|支出|金额)?)(?:决算数?)?(?:为|是|约|达|共计|[：:（(])*\s*$")

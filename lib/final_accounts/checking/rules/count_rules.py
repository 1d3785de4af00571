"""Rules on what the three public expenses count: guests, travellers, vehicles bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...figures import Figure, Verdict
from ...places import Place
from ...reports import AmountClaim, Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import NOTHING, Wording, tell
from ..findings.amounts import is_nothing, money_amounts
from ..registry import rule

_TOPIC, _ASSETS = "three-public", "assets"
_PAID_FOR = ("vehicle-purchase", "hospitality")
"""What cannot be had for nothing."""
_NEAR = 24
_NOT_BOUGHT = re.compile(r"保有|共有|运行|上年|去年|预算|计划|拟")
"""Before a number within so many letters: vehicles that are run, guests of another year."""
Counts = Mapping[int, list[tuple[Figure, Statement]]]
"""The counted things of each paragraph, in order."""


@rule("count.heads", "count")
def heads(report: Report) -> Iterator[Finding]:
    """A batch of guests or a group of travellers has one head at least: 批次 ≤ 人次, 团组 ≤ 人. Guests come
    in some batch; one may travel with another's group.

    Source: the sentences on 公务接待 and 因公出国（境）, which give both numbers side by side.
    """
    for counted in _counted(report).values():
        for statement, groups, people in _of_groups(counted):
            unreceived = groups.value == 0 < people.value and "批" in groups.text
            if people.value >= groups.value and not unreceived:
                continue  # That it may be right says nothing of either number.
            yield Finding(
                rule="count.heads",
                kind="count",
                verdict=Verdict.INCONSISTENT,
                message=tell(
                    "found.heads_of_none" if unreceived else "found.heads",
                    groups=groups.text,
                    people=people.text,
                ),
                stated=f"{people.value:f}",
                recomputed="0" if unreceived else f"≥{groups.value:f}",
                difference=f"{people.value - groups.value:f}",
                unit=people.unit,
                section=statement.section.title or None,
                quote=statement.text.strip(),
                explanation=tell("cause.heads_of_none" if unreceived else "cause.heads"),
                places=(people.place, groups.place),
                stated_figure=people,
                figures=(people, groups),
            )


@rule("count.nothing", "count")
def nothing_counted(report: Report) -> Iterator[Finding]:
    """Where money was spent on guests, travel abroad or buying vehicles, their number is not nought; where
    nothing was spent on buying vehicles or on guests, nor are there any.

    It speaks only where all such numbers of the paragraph are nought, or none, and not of guests from abroad
    where the amount is of all; of vehicles bought also where another paragraph counts them. Who travels may
    be paid for by another. Source: the sentences on the three public expenses; words in claims.toml.
    """
    abroad = re.compile("|".join(map(re.escape, reference("claims")["averages"]["hospitality"]["besides"])))
    counted = _counted(report)
    told: set[tuple[int, str]] = set()
    for claim in money_amounts(report):
        paragraph, words = claim.figure.place.paragraph, reference("claims")["counted"].get(claim.key or "")
        if claim.measure != "final" or words is None or paragraph is None or (paragraph, words) in told:
            continue
        things = [
            (figure, statement.text[: _end(figure, statement)])
            for figure, statement in counted.get(paragraph, ())
            if re.search(words, statement.text[: _end(figure, statement)])
        ]
        of_all = abroad.search(claim.subject) or any(not abroad.search(before) for _, before in things)
        if not things or not of_all or claim.item:
            continue
        told.add((paragraph, words))
        numbers = [figure for figure, _ in things]
        if claim.figure.interval().low > 0 and all(number.value == 0 for number in numbers):
            yield _on_number(claim, numbers, tell("cause.nothing_counted"))
        elif _is_unpaid(report, claim) and all(_are_had(*thing) for thing in things):
            yield _on_number(claim, numbers, tell("cause.nothing_spent"))
    yield from _bought_elsewhere(report, counted)


def _bought_elsewhere(report: Report, counted: Counts) -> Iterator[Finding]:
    """Money for vehicles in one paragraph, and in all others that count what was bought 购置公务用车0辆."""
    spent = [
        claim
        for claim in money_amounts(report)
        if claim.key == "vehicle-purchase" and claim.measure == "final" and not claim.item
        if claim.statement.section.topic == _TOPIC and claim.statement.section.part is Part.NARRATIVE
    ]
    pattern = re.compile(reference("claims")["counted"]["vehicle-purchase"])
    numbers = [
        figure
        for things in counted.values()
        for figure, statement in things
        if pattern.search(before := statement.text[: _end(figure, statement)])
        and not _NOT_BOUGHT.search(before[-_NEAR:])
    ]
    apart = {claim.figure.place.paragraph for claim in spent}.isdisjoint(
        figure.place.paragraph for figure in numbers
    )
    all_nought = bool(numbers) and all(number.value == 0 for number in numbers)
    if spent and apart and all_nought and all(claim.figure.interval().low > 0 for claim in spent):
        yield _on_number(spent[0], numbers, tell("cause.nothing_counted"))


@rule("count.vehicles", "count")
def vehicles(report: Report) -> Iterator[Finding]:
    """The vehicles that the appropriation runs are among all that there are: 公务用车保有量 ≤ 车辆总数.

    Source: the sections on the three public expenses and on state assets, both as of the end of the year. It
    speaks only where each gives one number. Either may count other units, so the policy makes it a note.
    """
    words = reference("claims")["counted"]
    kept = _numbers(report, words["kept"], _TOPIC)
    owned = _numbers(report, words["owned"], _ASSETS)
    if len({number for number, _, _ in kept}) != 1 or len({number for number, _, _ in owned}) != 1:
        return
    (few, statement, place), (most, _, other) = kept[0], owned[0]
    agrees = few <= most
    yield Finding(
        rule="count.vehicles",
        kind="count",
        verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
        message=tell("found.vehicles_agree" if agrees else "found.vehicles", kept=few, owned=most),
        stated=str(few),
        recomputed=f"≤{most}",
        unit="辆",
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=NOTHING if agrees else tell("cause.vehicles"),
        places=(place, other),
    )


@rule("count.remedied", "count")
def remedied(report: Report) -> Iterator[Finding]:
    """The problems put right and those that are not yet are all that were found: 发现问题N个，已整改A个，
    正在整改B个.

    Source: the sentences on 预算绩效; words in claims.toml.
    """
    pattern = re.compile(reference("claims")["counted"]["remedied"])
    for statement in report.statements:
        for match in pattern.finditer(statement.text):
            found, done, left = (int(match[name]) for name in ("all", "done", "left"))
            agrees = found == done + left
            yield Finding(
                rule="count.remedied",
                kind="count",
                verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
                message=tell(
                    "found.remedied_agree" if agrees else "found.remedied", found=found, done=done, left=left
                ),
                stated=str(found),
                recomputed=str(done + left),
                unit="个",
                section=statement.section.title or None,
                quote=statement.text.strip(),
                explanation=NOTHING if agrees else tell("cause.remedied"),
                calculation=f"{done} + {left} = {done + left}",
                places=(statement.place_of(*match.span()),),
            )


def _numbers(report: Report, pattern: str, topic: str) -> list[tuple[int, Statement, Place]]:
    """The numbers that sentences on a topic give of this account's year, with their places."""
    found = []
    for statement in report.statements:
        own = statement.section.part is Part.NARRATIVE and statement.section.topic == topic
        if not own or re.search(r"上年|预算数|20\d\d年(?:度)?预算", statement.text):
            continue
        for match in re.finditer(pattern, statement.text):
            number = next(group for group in match.groups() if group)
            found.append((int(number), statement, statement.place_of(*match.span())))
    return found


def _are_had(number: Figure, before: str) -> bool:
    """Whether a number is of things of this year that were bought or received, above nought."""
    return number.value > 0 and not _NOT_BOUGHT.search(before[-_NEAR:])


def _is_unpaid(report: Report, claim: AmountClaim) -> bool:
    """Whether nothing was spent on what cannot be had for nothing."""
    return claim.key in _PAID_FOR and is_nothing(report, claim.figure)


def _on_number(claim: AmountClaim, things: list[Figure], cause: Wording) -> Finding:
    number = "、".join(thing.text for thing in things)
    return Finding(
        rule="count.nothing",
        kind="count",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.nothing_counted", subject=claim.subject, amount=claim.figure.text, number=number),
        stated=number,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=cause,
        places=(things[0].place, claim.figure.place),
    )


def _counted(report: Report) -> Counts:
    found: dict[int, list[tuple[Figure, Statement]]] = {}
    for figure, statement, role in report.bound:
        paragraph = figure.place.paragraph
        counts = role == "count" and figure.is_count and not figure.approximate
        if counts and paragraph is not None and statement.section.topic == _TOPIC:
            found.setdefault(paragraph, []).append((figure, statement))
    for counted in found.values():
        counted.sort(key=lambda pair: pair[0].place.start or 0)
    return found


def _end(figure: Figure, statement: Statement) -> int:
    return (figure.place.end or 0) - (statement.place.start or 0)


def _of_groups(counted: Sequence[tuple[Figure, Statement]]) -> Iterator[tuple[Statement, Figure, Figure]]:
    """Numbers of batches or groups with those of their people: side by side, or each before its kind's."""
    for (groups, statement), (people, other) in pairwise(counted):
        if statement == other and _side_by_side(statement, groups, people):
            yield statement, groups, people
    words = reference("claims")["counted"]
    for four in zip(counted, counted[1:], counted[2:], counted[3:], strict=False):
        (all_groups, statement), (groups, _), (all_people, _), (people, last) = four
        if statement != last or not all(re.search(words["people"], f.text) for f in (all_people, people)):
            continue
        between = [_between(statement, one, other) for (one, _), (other, _) in pairwise(four)]
        kinds = [re.fullmatch(words["of_kind"], words_between) for words_between in (between[0], between[2])]
        alike = all(kinds) and len({kind["kind"] for kind in kinds if kind}) == 1
        if alike and re.fullmatch(words["behind_kind"], between[1]) and _are_groups(statement, groups):
            yield statement, all_groups, all_people
            yield statement, groups, people


def _between(statement: Statement, one: Figure, other: Figure) -> str:
    return statement.text[_end(one, statement) : (other.place.start or 0) - (statement.place.start or 0)]


def _are_groups(statement: Statement, figure: Figure) -> bool:
    """Whether a number is one of batches or groups."""
    before = statement.text[: _end(figure, statement)]
    return re.search(reference("claims")["counted"]["groups"], before) is not None


def _side_by_side(statement: Statement, groups: Figure, people: Figure) -> bool:
    """Whether two numbers are a number of batches or groups and that of their people."""
    words = reference("claims")["counted"]
    joined = re.fullmatch(words["between"], _between(statement, groups, people))
    return bool(_are_groups(statement, groups) and re.search(words["people"], people.text) and joined)

"""Rules on the names of items in a list: each stands in it once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...figures import Verdict
from ...places import Place
from ...reports import AmountClaim, Finding, Report
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..registry import rule
from .sum_rules import sums

_LEAST = 4
"""So many items, each in a paragraph of its own, are a list by items."""

Name = tuple[str, ...]


@rule("wording.item-twice", "wording")
def item_twice(report: Report) -> Iterator[Finding]:
    """A list by items names each item once: 类, 款 and 项 together.

    Source: 政府收支分类科目, an item has one amount. It speaks only where each item has a paragraph of its
    own, both amounts are parts of one sum, and nothing else is named twice; a form decides instead.
    """
    if report.form("general-budget") is not None:
        return
    listed = {
        part.figure.place: number
        for number, claim in enumerate(sums(report, money=True))
        for part in claim.parts
    }
    for named in _lists(report, listed).values():
        twice = [claims for claims in named.values() if len(claims) > 1]
        if len(named) >= _LEAST and len(twice) == 1 and len(twice[0]) == 2:
            first, second = twice[0]
            if first.figure.value != second.figure.value:
                yield _finding(first, second)


def _lists(report: Report, listed: Mapping[Place, int]) -> Mapping[int, Mapping[Name, Sequence[AmountClaim]]]:
    """The final amounts of items by the sum whose part they are, and by the item's whole name."""
    alone: dict[int | None, list[AmountClaim]] = defaultdict(list)
    for claim in money_amounts(report):
        if claim.measure == "final" and len(claim.item) == 3 and claim.figure.place in listed:
            alone[claim.figure.place.paragraph].append(claim)
    found: dict[int, dict[Name, list[AmountClaim]]] = defaultdict(lambda: defaultdict(list))
    for claims in alone.values():
        if len(claims) == 1:
            found[listed[claims[0].figure.place]][_plain(claims[0].item)].append(claims[0])
    return found


def _plain(item: Name) -> Name:
    return tuple(re.sub(r"\s|支出$", "", name) for name in item)


def _finding(first: AmountClaim, second: AmountClaim) -> Finding:
    statement = second.statement
    return Finding(
        rule="wording.item-twice",
        kind="wording",
        verdict=Verdict.INCONSISTENT,
        message=tell(
            "found.item_twice",
            item="—".join(second.item),
            first=first.figure.text,
            second=second.figure.text,
        ),
        stated=second.item[-1],
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.item_twice"),
        places=(second.figure.place, first.figure.place),
    )

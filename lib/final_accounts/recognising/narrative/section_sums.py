"""What a section as a whole adds up to: its items, and what came in against what went out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...figures import WAN_YUAN, Figure, Interval
from ...places import Place
from ...reports import AmountClaim, BalanceClaim, Labelled, Statement, SumClaim
from .items import is_category
from .memory import Amount, Memory
from .mention_roles import Mention, Role

_YEARS = ("income", "expenditure")
"""Keys of the year's amounts; with 总计 before them, of those that hold the carry-over of their side."""
_YEAR = re.compile(r"本年")


def sum_items(memory: Memory) -> None:
    """The items of the functional classification add to the amount that stands before them.

    One alone may be the only one that is told, but in the sections of funds it exceeds none of the amounts.
    """
    if not memory.items:
        return
    first = memory.items[0][0]
    before = [
        a
        for a in memory.amounts
        if a.paragraph < first.paragraph
        and a.depth == 0
        and a.mention.role is Role.AMOUNT
        and (a.mention.figure.is_money or a.mention.figure.unit is None)
        and not a.mention.item.names()
    ]
    if not before:
        return
    finals = [(amount.mention.item.item or "", amount.mention.figure) for amount, _ in memory.items]
    if len(finals) == 1 and not _alone_and_too_much(before, memory.items[0][0]):
        return
    whole = _whole_of_items(memory, before, [figure for _, figure in finals])
    if whole is None:
        _sum_below_each(memory, before[-1])
        return
    _add_sum(memory, whole.statement, whole.mention, finals, "items")
    planned = next((m for m in memory.budgets_in(whole.paragraph) if not m.item.item), None)
    of_items = [m for _, m in memory.items if m is not None]
    budgets = [(m.item.item or "", m.figure) for m in of_items]
    if planned is not None and len(budgets) == len(memory.items) and _of_one_kind([planned, *of_items]):
        _add_sum(memory, whole.statement, planned, budgets, "budgets")


def _of_one_kind(budgets: Sequence[Mention]) -> bool:
    """Whether budgets are all those of the year's beginning, or none of them is said to be."""
    return len({"年初" in budget.label + budget.name for budget in budgets}) == 1


def _alone_and_too_much(before: Sequence[Amount], item: Amount) -> bool:
    """Whether an item of a fund is more than each amount that its section prints before."""
    if item.statement.section.topic not in ("fund", "state-capital"):
        return False
    if not all(a.mention.figure.is_money for a in (item, *before)):
        return False
    least = item.mention.figure.to(WAN_YUAN).interval().low
    return all(a.mention.figure.to(WAN_YUAN).interval().high < least for a in before)


def _sum_below_each(memory: Memory, first: Amount) -> None:
    """1.甲类A，具体包括：⏎ items ⏎ 2.乙类B，具体包括：⏎ items: those below an amount are what adds to it."""
    headings = [first, *_between_items(memory)]
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        end = following.paragraph if following is not None else None
        below = [
            (amount.mention.item.item or "", amount.mention.figure)
            for amount, _ in memory.items
            if amount.paragraph > heading.paragraph and (end is None or amount.paragraph < end)
        ]
        if len(below) > 1:
            _add_sum(memory, heading.statement, heading.mention, below, "items")


def _between_items(memory: Memory) -> Sequence[Amount]:
    """The categories of the classification that are told with their amounts between items."""
    first, last = memory.items[0][0], memory.items[-1][0]
    return [
        a
        for a in memory.amounts
        if first.paragraph < a.paragraph < last.paragraph and a.depth == 0 and a.mention.role is Role.AMOUNT
        if a.mention.figure.is_money and not a.mention.item.item and is_category(a.mention.label)
    ]


def _whole_of_items(memory: Memory, before: Sequence[Amount], items: Sequence[Figure]) -> Amount | None:
    """What items add to: the nearest amount that they make up, else the one the section is about; None if
    they stand below several amounts.
    """
    total = Interval.total(figure.interval() for figure in items)
    for amount in reversed(before):
        if amount.mention.figure.interval().meets(total):
            return amount
    about = next((a for a in reversed(before) if a.key == "general-budget"), None)
    if about is None and is_category(before[-1].mention.label) and _between_items(memory):
        return None
    return about or before[-1]


def balance_section(memory: Memory) -> None:
    """Income, opening, expenditure and closing printed in one section make a balance."""
    section = memory.section
    if section is None or section.topic not in ("totals", "appropriation", "fund", "state-capital"):
        return
    mine = [
        claim
        for claim in memory.out.claims
        if isinstance(claim, AmountClaim) and claim.statement.section is section
    ]
    opening = next((claim for claim in mine if claim.measure == "opening"), None)
    closing = next((claim for claim in mine if claim.measure == "closing"), None)
    income = _one_sided(mine, "收入", "支出")
    expenditure = _one_sided(mine, "支出", "收入")
    _total_holds(memory, mine, "收入", "支出", opening)
    again = [claim for claim in mine if claim.measure == "opening" and claim is not opening]
    for claim in again[:1]:
        _total_holds(memory, mine, "收入", "支出", claim)
    _total_holds(memory, mine, "支出", "收入", closing)
    if opening and closing and income and expenditure:
        memory.out.claims.append(
            BalanceClaim(
                statement=income.statement,
                subject=section.title,
                income=income.figure,
                opening=opening.figure,
                expenditure=expenditure.figure,
                closing=closing.figure,
                of_totals=not all("本年" in side.subject for side in (income, expenditure)),
                used=_named_in(mine, "使用", "非财政拨款结余"),
                distributed=_named_in(mine, "结余分配"),
            )
        )


def name_totals(memory: Memory) -> None:
    """总收入, of which 本年收入 is told as a part, is 收入总计 and not the year's income; so is 总支出."""
    claims = memory.out.claims
    totals = _totals_of_years(memory)
    for amount in memory.amounts:
        if amount.mention.figure.place in totals and amount.key in _YEARS:
            amount.key = f"total-{amount.key}"
    for index, claim in enumerate(claims):
        if isinstance(claim, AmountClaim) and claim.figure.place in totals and claim.key in _YEARS:
            claims[index] = replace(claim, key=f"total-{claim.key}")


def _totals_of_years(memory: Memory) -> set[Place]:
    """Where amounts of the section stand that are told to hold the year's: 总收入A，其中本年收入B."""
    return {
        claim.whole.place
        for claim in memory.out.claims
        if isinstance(claim, SumClaim) and claim.statement.section is memory.section
        if claim.whole.is_money and _YEAR.match(claim.parts[0].label) and not _YEAR.match(claim.subject)
    }


def _total_holds(
    memory: Memory, mine: Sequence[AmountClaim], word: str, other: str, carried: AmountClaim | None
) -> None:
    """A side's 总计 holds its 本年…合计 and its carry-over, and what may stay unprinted."""
    with_year = _totals_of_years(memory)
    totals = [
        c for c in mine if c.measure == "final" and ("总计" in c.subject or c.figure.place in with_year)
    ]
    total = next((c for c in totals if word[0] in c.subject), None)
    year = _one_sided([c for c in mine if re.search("本年|合计", c.subject)], word, other)
    if total is None or year is None or carried is None or year is total:
        return
    listed = [part.figure for c in memory.out.claims if isinstance(c, SumClaim) for part in c.parts]
    if not any(figure is carried.figure for figure in listed):
        memory.out.claims.append(
            SumClaim(
                statement=total.statement,
                subject=total.subject,
                whole=total.figure,
                parts=(Labelled(year.subject, year.figure), Labelled(carried.subject, carried.figure)),
                exhaustive=False,
            )
        )


def _one_sided(claims: Sequence[AmountClaim], word: str, other: str) -> AmountClaim | None:
    """The first final amount that speaks of one side only."""
    return next(
        (c for c in claims if c.measure == "final" and word in c.subject and other not in c.subject), None
    )


def _named_in(claims: Sequence[AmountClaim], *words_held: str) -> Figure | None:
    """The first figure whose name holds all of some words."""
    return next((c.figure for c in claims if all(word in c.subject for word in words_held)), None)


def _add_sum(
    memory: Memory, statement: Statement, whole: Mention, parts: Sequence[tuple[str, Figure]], of: str
) -> None:
    memory.out.claims.append(
        SumClaim(
            statement=statement,
            subject=whole.label or whole.name,
            whole=whole.figure,
            parts=tuple(Labelled(label, figure) for label, figure in parts),
            # What was budgeted and not spent is often left out: the items tell what was spent.
            exhaustive=of != "budgets",
            of=of,
        )
    )

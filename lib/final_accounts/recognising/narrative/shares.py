"""Shares and completions: which part of which whole, which final amount of which budget."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ...documents import Paragraph
from ...reports import CompletionClaim, Statement
from .. import words
from .amounts import opposite_sides
from .lists import whole_of
from .memory import Amount, Memory, OpenShare
from .mention_roles import Mention
from .mentions import only_a_base

_MOVED = re.compile(r"追加|收回|调增|调减|核减|核增|压减|结余|结转")
"""Money moved in or out of a budget, not spent of it."""


def take_share(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    part = _part_of_share(memory, mention, statement, paragraph)
    if part is None or mention.own_subject:
        memory.bind(mention, statement, "share")
        return
    whole, others = (None, ()) if mention.name else whole_of(memory.lists, part.mention)
    before = memory.out.shares[-1] if memory.out.shares else None
    if whole is None and not mention.name and before is not None and before.statement is statement:
        # “占总收入的90%；其他收入B，占10%” means the same whole.
        mention = replace(mention, name=before.mention.name)
    for gathered in memory.lists:
        if any(member is part.mention for member in gathered.parts):
            gathered.shares.append(mention)
    memory.out.shares.append(OpenShare(mention, part, whole, statement, others))


def _part_of_share(
    memory: Memory, share: Mention, statement: Statement, paragraph: Paragraph
) -> Amount | None:
    """The amount whose share a percentage is: the last one before it, or that of its place among several."""

    def holds(mention: Mention) -> bool:
        return share.bracketed or not mention.bracketed

    amounts = [a for a in memory.money_in(paragraph.index) if not a.mention.label.startswith("占")]
    part = next((a for a in reversed(amounts) if holds(a.mention)), None)
    place, together = share.run
    side_by_side = [a for a in amounts if a.mention.sentence == share.sentence][-together:]
    if together > 1 and len(side_by_side) == together:
        part = side_by_side[place]
    planned = [m for m in memory.budgets_in(paragraph.index, True) if holds(m) and not only_a_base(m)]
    if part is None and planned:
        part = _unclaimed(planned[-1], statement, paragraph)
    carried = [m for m, where in memory.carried if where == paragraph.index]
    for mention in (*planned[-1:], *carried[-1:]):
        behind = part is None or mention.start > part.mention.start
        if behind and mention.sentence == share.sentence:
            part = _unclaimed(mention, statement, paragraph)
    return part


def _unclaimed(mention: Mention, statement: Statement, paragraph: Paragraph) -> Amount:
    """An amount that no claim is made of: of a budget, or carried over."""
    return Amount(mention, statement, paragraph.index, 0, None, None)


def take_completion(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    final = _completed(memory, mention, paragraph)
    budget = _budget_completed(memory, mention, final, paragraph)
    if budget is not None:
        memory.spent_budgets.append(budget)
    memory.out.claims.append(
        CompletionClaim(
            statement=statement,
            subject=mention.item.item or (_completed_name(memory, final.mention, paragraph) if final else ""),
            budget=budget.figure if budget else None,
            final=final.mention.figure if final else None,
            rate=mention.figure,
            budget_name=mention.name,
            item=mention.item.names(),
        )
    )


def _completed_name(memory: Memory, final: Mention, paragraph: Paragraph) -> str:
    """What was spent on: of 甲项目年初预算B，调整后为B1，实际执行A that is told before its budgets."""
    if not any(words.measure_tail(measure).fullmatch(final.label) for measure in ("final", "budget")):
        return final.label
    for budget in reversed(memory.budgets_in(paragraph.index)):
        named = words.measure_tail("budget").sub("", budget.label)
        if re.search("[；;。]", paragraph.text[budget.end : final.start]):
            break
        if named and budget.end <= final.start:
            return named
    return final.label


def _completed(memory: Memory, mention: Mention, paragraph: Paragraph) -> Amount | None:
    """The final amount that a completion is of: the last of its item."""
    finals = [a for a in memory.money_in(paragraph.index) if not _MOVED.search(a.mention.label)]
    final = next((a for a in reversed(finals) if a.mention.item == mention.item), None)
    if final is not None and re.match(r"[^，,]*[；;。]", mention.before):
        # 执行数A，其中：甲B、乙C；执行率P%: the rate is A's.
        whole, _ = whole_of(memory.lists, final.mention)
        final = next((a for a in finals if a.mention is whole), final)
    return final


def _budget_completed(
    memory: Memory, mention: Mention, final: Amount | None, paragraph: Paragraph
) -> Mention | None:
    """The budget that a completion is of: the last of its item and near its final amount, of its kind if it
    names one."""
    budgets = [m for m in memory.budgets_in(paragraph.index) if m.item == mention.item]
    if final is not None:
        near = [m for m in budgets if abs(m.sentence - final.mention.sentence) <= 1]
        # 收入预算B1，支出预算B2；收入A1，完成预算的P1: of its own side.
        budgets = [m for m in near if not opposite_sides(m.label, final.mention.label)]
    if final is not None and memory.spent_budgets:
        budgets = _not_told_of_another(memory, budgets, final)
    wanted = next((w for w in ("年初", "调整", "全年") if w in mention.name), None)
    of_kind = [m for m in budgets if wanted is not None and wanted in m.name]
    return next(reversed(of_kind or budgets), None)


def _not_told_of_another(memory: Memory, budgets: Sequence[Mention], final: Amount) -> list[Mention]:
    """The budgets but those that have had their completion and whose final amount came only after that."""
    spent = {id(budget) for budget in memory.spent_budgets}
    here = [a for a in memory.lately() if a.paragraph == final.paragraph]
    starts = [a.mention.start for a in here]

    def told_of_another(budget: Mention) -> bool:
        first = bisect_right(starts, budget.end)
        return id(budget) in spent and len(here) - first > 1 and here[first] is not final

    return [budget for budget in budgets if not told_of_another(budget)]

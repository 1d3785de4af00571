"""Shares and completions: which part of which whole, which final amount of which budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..documents import Paragraph
from ..figures import Figure
from ..reports import CompletionClaim, Part, ShareClaim, Statement
from .amounts import likeness, loose_key
from .lists import whole_of
from .memory import Amount, Gathered, Memory, OpenShare
from .mentions import Mention

_COMPOSITION = re.compile(
    r"(?:^|[。；、\s])([^，。：；、\s]{2,24}?)的?(?:具体|主要)?(?:构成|组成|结构)(?:情况)?(?:为|是|如下)?[：:]"
)


def take_share(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    here = memory.money_in(paragraph.index)
    parts = [a for a in here if not a.mention.label.startswith("占")]
    part = next((a for a in reversed(parts) if mention.bracketed or not a.mention.bracketed), None)
    planned = next((m for m in reversed(memory.budgets_in(paragraph.index)) if not only_a_base(m)), None)
    if planned is not None and (
        part is None or (planned.start > part.mention.start and planned.sentence == mention.sentence)
    ):
        part = Amount(planned, statement, paragraph.index, 0, None, None)
    if part is None or mention.own_subject:
        memory.bind(mention, statement, "share")
        return
    whole = None if mention.name else whole_of(memory.lists, part.mention)
    before = memory.out.shares[-1] if memory.out.shares else None
    if whole is None and not mention.name and before is not None and before.statement is statement:
        # “占总收入的90%；其他收入B，占10%” means the same whole.
        mention = replace(mention, name=before.mention.name)
    for gathered in memory.lists:
        if any(member is part.mention for member in gathered.parts):
            gathered.shares.append(mention)
    memory.out.shares.append(OpenShare(mention, part, whole, statement))


def only_a_base(budget: Mention) -> bool:
    """Whether a budget is named only to measure another amount by it: 完成预算B的, 较预算B."""
    kinds = r"(?:当年|年初|全年|年度|调整后?|本年)*预算数?$"
    return bool(re.search(rf"(?:完成|为|占|较|比|与){kinds}", budget.before))


def take_completion(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    finals = memory.money_in(paragraph.index)
    final = next((a for a in reversed(finals) if a.mention.item == mention.item), None)
    budgets = [m for m in memory.budgets_in(paragraph.index) if m.item == mention.item]
    if final is not None:
        budgets = [m for m in budgets if abs(m.sentence - final.mention.sentence) <= 1]
    budgets = [m for m in budgets if not _told_of_another(memory, m, final)]
    wanted = next((w for w in ("年初", "调整", "全年") if w in mention.name), "")
    budget = next((m for m in reversed(budgets) if wanted and wanted in m.name), None) or (
        budgets[-1] if budgets else None
    )
    if budget is not None:
        memory.spent_budgets.append(budget)
    memory.out.claims.append(
        CompletionClaim(
            statement=statement,
            subject=(mention.item.item or (final.mention.label if final else "")),
            budget=budget.figure if budget else None,
            final=final.mention.figure if final else None,
            rate=mention.figure,
            budget_name=mention.name,
            item=mention.item.names(),
        )
    )


def _told_of_another(memory: Memory, budget: Mention, final: Amount | None) -> bool:
    """Whether a budget has had its completion and the final amount came only after that."""
    spent = any(budget is other for other in memory.spent_budgets)
    if not spent or final is None:
        return False
    later = [a for a in memory.amounts if a.paragraph == final.paragraph and budget.end < a.mention.start]
    return len(later) > 1 and later[0] is not final


def resolve_shares(gathered: Gathered) -> list[ShareClaim]:
    """Bind each share to its whole: the list it stands in, or the amount that 占 … names."""
    return [_share(share, gathered) for share in gathered.shares]


def _share(share: OpenShare, gathered: Gathered) -> ShareClaim:
    amounts: Sequence[Amount] = gathered.amounts
    mention, part, whole = share.mention, share.part, share.whole
    peers = [other.part for other in gathered.shares if other.statement is share.statement]
    if whole is None and not mention.name:
        opened = _COMPOSITION.search(share.statement.text)
        if opened or len(peers) > 1:
            # “本年收入的构成为：A，占P；B，占Q”: neither part is the other's whole.
            amounts = [a for a in amounts if not any(a is peer for peer in peers)]
            mention = replace(mention, name=opened[1] if opened else "")
    candidates = [whole.figure] if whole is not None else _named_wholes(mention, part, amounts)
    return ShareClaim(
        statement=share.statement,
        subject=part.mention.label,
        part=part.mention.figure,
        whole=candidates[0] if candidates else None,
        whole_name=mention.name or (whole.label if whole else ""),
        share=mention.figure,
        alternatives=tuple(candidates[1:]),
    )


def _named_wholes(mention: Mention, part: Amount, amounts: Sequence[Amount]) -> list[Figure]:
    """The printed figures of the whole that a share names, the nearest first."""
    others = [a for a in amounts if a is not part]
    same_section = [a for a in others if a.statement.section is part.statement.section]
    if not mention.name:
        if part.statement.section.topic == "three-public":
            return [a.mention.figure for a in others if a.key == "three-public"]
        before = [a for a in same_section if a.depth == 0 and a.paragraph <= part.paragraph]
        return [a.mention.figure for a in reversed(before)]
    key = loose_key(mention.name)
    near = [a for a in others if a.paragraph == part.paragraph]
    alike = [a for a in others if _same_name(mention.name, a.mention.label)]
    told = [a for a in others if a.statement.section.part is Part.NARRATIVE]
    for found in (
        [a for a in near if key is not None and a.loose == key],
        [a for a in near if _same_family(key, a.loose)],
        [a for a in alike if a.statement.section is part.statement.section],
        alike,
        [a for a in told if key is not None and a.key == key],
        [a for a in told if _same_family(key, a.key)],
    ):
        if found:
            # 占总支出决算 among the three public expenses may mean their own total.
            own = [
                a
                for a in same_section
                if part.statement.section.topic == "three-public" and a.key == "three-public"
            ]
            return [a.mention.figure for a in (*found, *own)]
    return []


def _same_family(key: str | None, other: str | None) -> bool:
    """Whether two keys mean one side's total; 总收入 may be the year's or that with the carry-over."""
    if key is None or other is None:
        return False
    return key.removeprefix("total-") == other.removeprefix("total-")


def _same_name(name: str, label: str) -> bool:
    """Whether a label and the name of a whole mean one amount, whichever is spelled longer."""
    if any(part in label and part not in name for part in ("基本支出", "项目支出", "人员经费", "公用经费")):
        return False
    return likeness(name, label) >= 0.8 or (len(label) >= 6 and likeness(label, name) >= 0.95)

"""Wholes of shares: the printed amount that 占 … names, or that the section is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...figures import Figure
from ...reports import Part, ShareClaim
from .amounts import likeness, loose_key
from .memory import Amount, Gathered, OpenShare
from .mention_roles import Mention

_COMPOSITION = re.compile(
    r"(?:^|[。；、\s])([^，。：；、\s]{2,24}?)的?(?:具体|主要)?(?:构成|组成|结构)(?:情况)?(?:为|是|如下)?[：:]"
)
_AMONG = re.compile(r"(?:在)?(?:本年|20\d\d年度?)?([^，。：；、,:;\d]{2,20})(?:之)?中[，,]")
"""基本支出中，人员经费A，占P%."""
_ALL_SPENT = re.compile(r"(?:支出)?总?(?:支出)?(?:决算|总额|总数|合计)?(?:数|总额)?")
"""占总支出决算的P% among expenses is of all of them."""
_TOTALS = ("total-income", "total-expenditure")
_BOTH_TOTALS = re.compile(r"^(?!.*财政拨款).*收入?.{0,2}支出?.{0,2}总[计额]")
_OWN_WORDS = {
    "fund": ("基金", "国有资本"),
    "state-capital": ("基金", "国有资本"),
    "procurement": ("采购",),
}
"""What the name of a whole holds if it is an amount of these sections and its part is told elsewhere."""
_ABOUT = {
    "income": "income",
    "expenditure": "expenditure",
    "general-budget": "general-budget",
    "three-public": "three-public",
    "procurement": "procurement",
}
"""The amount that the sections of a topic are about, by the start of the topic's name."""


def resolve_shares(gathered: Gathered) -> list[ShareClaim]:
    """Bind each share to its whole: the list it stands in, or the amount that 占 … names."""
    return [_share(share, gathered) for share in gathered.shares]


def _share(share: OpenShare, gathered: Gathered) -> ShareClaim:
    amounts: Sequence[Amount] = gathered.amounts
    mention, part, whole = share.mention, share.part, share.whole
    if whole is None and not mention.name:
        name, amounts = _told_before(share, gathered)
        mention = replace(mention, name=name)
    candidates = [whole.figure] if whole is not None else _named_wholes(mention, part, amounts)
    candidates += [m.figure for m in share.others if m.figure not in candidates]
    outer = next((s for s in gathered.shares if whole is not None and s.part.mention is whole), None)
    if outer is not None and outer.statement is share.statement and not mention.name:
        # A，占总额的P（其中B，占Q）: Q may be of the same total.
        candidates += [f for f in _named_wholes(outer.mention, outer.part, amounts) if f not in candidates]
    return ShareClaim(
        statement=share.statement,
        subject=part.mention.label,
        part=part.mention.figure,
        whole=candidates[0] if candidates else None,
        whole_name=mention.name or (whole.label if whole else ""),
        share=mention.figure,
        alternatives=tuple(candidates[1:]),
    )


def _told_before(share: OpenShare, gathered: Gathered) -> tuple[str, Sequence[Amount]]:
    """The name of the whole that a sentence gives before its shares, "" without one; and the amounts that
    may be it."""
    text = share.statement.text
    among = _AMONG.match(text)
    if among and share.statement.section.topic != "three-public":
        return among[1], gathered.amounts
    opened = _COMPOSITION.search(text)
    peers = [other.part for other in gathered.shares if other.statement is share.statement]
    if not opened and len(peers) == 1:
        return "", gathered.amounts
    # “本年收入的构成为：A，占P；B，占Q”: neither part is the other's whole.
    others = [a for a in gathered.amounts if not any(a is peer for peer in peers)]
    return opened[1] if opened else "", others


def _named_wholes(mention: Mention, part: Amount, amounts: Sequence[Amount]) -> list[Figure]:
    """The printed figures of the whole that a share names, the nearest first."""
    others = [a for a in amounts if a is not part and _same_year(a, part)]
    same_section = [a for a in others if a.statement.section is part.statement.section]
    if not mention.name:
        return _unnamed_wholes(part, others, same_section)
    # 占总支出决算 among the three public expenses may mean their own total.
    is_three_public = part.statement.section.topic == "three-public"
    own = [a for a in same_section if is_three_public and a.key == "three-public"]
    found = _called_so(mention.name, part, [a for a in others if _of_its_budget(mention.name, part, a)])
    if not found:
        return [a.mention.figure for a in own if _ALL_SPENT.fullmatch(mention.name)]
    before = (a for a in same_section if a.paragraph <= part.paragraph)
    namesakes = [a for a in before if _is_called(mention.name, a)]
    return list(dict.fromkeys(a.mention.figure for a in (*found, *own, *namesakes)))


def _called_so(name: str, part: Amount, others: Sequence[Amount]) -> list[Amount]:
    """The amounts that a name means: those of its paragraph, of that name, of that matter, whichever are
    found first."""
    key = loose_key(name)
    near = [a for a in others if a.paragraph == part.paragraph]
    alike = [a for a in others if _same_name(name, a.mention.label)]
    told = [a for a in others if a.statement.section.part is Part.NARRATIVE]
    ways = (
        [a for a in near if key is not None and a.loose == key],
        [a for a in near if _same_family(key, a.loose)],
        [a for a in alike if a.statement.section is part.statement.section],
        alike,
        [a for a in told if key is not None and a.key == key],
        # 项目支出 of one budget has no name of its own.
        [a for a in told if "公共预算" in name and a.loose == key and not a.mention.item.names()],
        [a for a in told if key in _TOTALS and _BOTH_TOTALS.search(a.mention.label)],
        [a for a in told if _same_family(key, a.key)],
    )
    return next((found for found in ways if found), [])


def _unnamed_wholes(part: Amount, others: Sequence[Amount], same_section: Sequence[Amount]) -> list[Figure]:
    """What a bare 占P% is of: the amount that the section is about, wherever it is said, or one before."""
    topic = part.statement.section.topic or ""
    key = next((key for start, key in _ABOUT.items() if topic.startswith(start)), None)
    about = [a for a in others if key is not None and a.key == key]
    if topic == "three-public":
        return [a.mention.figure for a in about]
    before = [a for a in same_section if a.depth == 0 and a.paragraph <= part.paragraph]
    here = [a for a in before[::-1] if a.key == key] if key is not None else []
    own = {id(a) for a in here}
    wholes = [*(here or about), *(a for a in before[::-1] if id(a) not in own)]
    return [a.mention.figure for a in wholes]


def _of_its_budget(name: str, part: Amount, whole: Amount) -> bool:
    """Whether an amount is of the budget that the name of a whole speaks of."""
    label, topic = whole.mention.label, whole.statement.section.topic or ""
    own_words = _OWN_WORDS.get(topic)
    if own_words and topic != part.statement.section.topic:
        return any(word in name for word in own_words)
    if "公共预算" in name:
        return "公共预算" in label or topic.startswith(("general-budget", "basic"))
    return True


def _same_year(one: Amount, other: Amount) -> bool:
    """Whether neither or both of two amounts are of a later year's budget."""
    return (one.statement.section.part is Part.PLAN) == (other.statement.section.part is Part.PLAN)


def _same_family(key: str | None, other: str | None) -> bool:
    """Whether two keys mean one side's total; 总收入 may be the year's or that with the carry-over."""
    if key is None or other is None:
        return False
    return key.removeprefix("total-") == other.removeprefix("total-")


def _is_called(name: str, amount: Amount) -> bool:
    """Whether an amount's label begins with a whole's name, nothing standing before it."""
    return len(name) >= 4 and amount.mention.label.startswith(name)


def _same_name(name: str, label: str) -> bool:
    """Whether a label and the name of a whole mean one amount, whichever is spelled longer."""
    if any((part in label) != (part in name) for part in ("基本支出", "项目支出", "人员经费", "公用经费")):
        return False
    return likeness(name, label) >= 0.8 or (len(label) >= 6 and likeness(label, name) >= 0.95)

"""Which amount a change is said of: named by the sentence, or the last one that it can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...figures import Figure
from ...reports import AmountClaim, ChangeClaim, Claim
from .. import words
from .amounts import CARRIED, TOTALS, level_of, likeness, loose_key, opposite_sides
from .lists import are_peers
from .memory import GENERIC, Amount, Gathered, Memory, OpenChange
from .mention_roles import Mention, Role
from .mentions import only_a_base

THREE_PUBLIC = (
    "three-public",
    "overseas",
    "vehicles",
    "vehicle-purchase",
    "vehicle-operation",
    "hospitality",
)
_ONE_SIDE = re.compile(r"(?:今年|本年度?|年度)?总?(收入|支出)")
_SIDES = {"收入": ("total-income", "income"), "支出": ("total-expenditure", "expenditure")}
_BOTH_SIDES = re.compile(r"收入?.{0,2}支")

_NAMES_MONEY = re.compile(
    r"^(?![该其此本上以相实总我])(?=.{3}).*(?:经费|费用?|支出|收入|收支|预算|拨款|资金)(?:决算数?)?$"
)
"""A name of its own, of which no amount that is called otherwise is said."""

_LATELY = 6
"""How many claims back last year's amount may stand that a sentence goes on from."""

_SAME = 0.9
"""Likeness from which two names are one."""
_ALIKE = 0.5

Found = tuple[Mention | None, tuple[Mention, ...]]
"""The amount that changed, None where the sentence names one that is not printed; and the others that it
may mean."""


def current_amount(memory: Memory, mention: Mention, paragraph: int) -> Found:
    """The amount that changed, and the others that the sentence may mean."""
    money = [a for a in memory.lately() if a.mention.figure.is_money and not a.mention.reason]
    here = [a for a in money if a.paragraph == paragraph]
    recent = [a for a in money if paragraph - a.paragraph <= 3]
    if GENERIC.fullmatch(mention.label) or CARRIED.search(mention.label):
        said = _without_name(memory, mention, paragraph, here, recent)
        if said is not None:
            return said
    planned = _planned_before(memory, mention, paragraph, here)
    if planned is not None:
        return planned, tuple(a.mention for a in here if a.mention.sentence == mention.sentence)
    pool = here or recent
    if not pool or _is_of_last_years(memory, mention, paragraph, here):
        return None, ()
    paired = _paired(pool, mention, memory.changes)
    if paired is not None:
        return paired, ()
    if mention.label and not GENERIC.fullmatch(mention.label):
        if _ONE_SIDE.fullmatch(mention.label):
            return _one_side(mention, money, pool)
        if mention.within_reason:
            return _said_by_name(mention, pool)
        named = _named(mention, pool, recent) or _total_above(mention, money)
        if named is not None:
            return named
        if not here or _names_another(mention, pool[-1]) or _NAMES_MONEY.search(mention.label):
            return None, ()
    chosen, others = _nearest(mention, here, pool)
    carried = (m for m, where in memory.carried if where == paragraph and not mention.label)
    return chosen, (*others, *carried)


def _is_of_last_years(memory: Memory, mention: Mention, paragraph: int, here: Sequence[Amount]) -> bool:
    """Whether a change from a budget goes on from last year's amount: 去年X支出A，比预算数B减少D."""
    if mention.against != "budget" or not GENERIC.fullmatch(mention.label):
        return False
    since = max((a.mention.start for a in here), default=-1)
    return any(
        isinstance(claim, AmountClaim)
        and claim.measure == "prior"
        and claim.subject != ""
        and claim.figure.place.paragraph == paragraph
        and since < (claim.figure.place.start or 0) < mention.start
        for claim in memory.out.claims[-_LATELY:]
    )


def _without_name(
    memory: Memory, mention: Mention, paragraph: int, here: Sequence[Amount], recent: Sequence[Amount]
) -> Found | None:
    """What a change that names nothing goes on with: a carry-over, or what the change before was said of."""
    carried = [
        m
        for m, where in memory.carried
        if where == paragraph and m.sentence <= mention.sentence and _same_end(mention, m)
    ]
    if mention.label and not CARRIED.search(mention.label):
        # “年初结转A，系 … 的资金。与上年决算数A0相比” has a name, but none of its own.
        return (carried[-1], ()) if carried and not here else None
    if carried and (not here or _just_before(carried[-1], here[-1].mention, mention)):
        return carried[-1], tuple(a.mention for a in here)[-6:]
    whole = None if mention.label else _changed_before_its_parts(memory, mention, here)
    if whole is not None:
        return whole.current, whole.others
    last = memory.changes[-1] if memory.changes else None
    if last is not None and not mention.label and _goes_on_from(last, mention, here):
        return last.current, last.others
    if not here and (late := _carried_last(memory, paragraph, recent)) is not None:
        return late, tuple(a.mention for a in recent)[-6:]
    return None


def _same_end(mention: Mention, carried: Mention) -> bool:
    """Whether a change may be of a carry-over: 年末结转 is not what was carried into the year."""
    if re.search(r"年初|上年结", mention.label):
        return carried.role is Role.OPENING
    return carried.role is Role.CLOSING or not re.search(r"年末|今年|下年", mention.label)


def _changed_before_its_parts(memory: Memory, mention: Mention, here: Sequence[Amount]) -> OpenChange | None:
    """The first change in “比上年增加D，其中甲增加D1、乙增加D2；比预算增加D”, which the last goes on from."""
    same = [c for c in memory.changes if c.mention.sentence == mention.sentence]
    parts = [n for n, c in enumerate(same) if c.mention.before.lstrip("，,；;（( ").startswith("其中")]
    if not parts or parts[0] == 0 or not mention.before.startswith(("；", ";")):
        return None
    whole = same[parts[0] - 1]
    if whole.mention.against == mention.against or not _compares_first(mention):
        return None
    return None if any(a.mention.start > whole.mention.start for a in here) else whole


def _compares_first(mention: Mention) -> bool:
    """Whether a change begins with what it is compared with."""
    return words.against_pattern().match(mention.before.lstrip("，,、；; ")) is not None


def _goes_on_from(last: OpenChange, mention: Mention, here: Sequence[Amount]) -> bool:
    """Whether “X比预算减少D，比上年增加D” says two things of X."""
    if not _compares_first(mention) or last.mention.sentence != mention.sentence or not last.mention.label:
        return False
    return not any(a.mention.start > last.mention.start for a in here)


def _named(mention: Mention, pool: Sequence[Amount], recent: Sequence[Amount]) -> Found | None:
    """The amount that is called like the change's subject."""
    key = loose_key(mention.label)
    scored = [
        (likeness(mention.label, a.mention.label or "".join(a.mention.item.names())), n)
        for n, a in enumerate(pool)
        if not _another_expense(key, a.loose)
    ]
    best = max(scored, default=(0.0, 0))
    own = {id(a) for a in pool}
    above = [
        a.mention for a in recent if id(a) not in own and likeness(mention.label, a.mention.label) >= _SAME
    ]
    if above and best[0] < _SAME:
        # The paragraph breaks down what the one above it named: 其中：基本支出A，项目支出B。支出合计减少D。
        return above[-1], ()
    if best[0] >= 0.5:
        return pool[best[1]].mention, ()
    same = [a.mention for a in recent if key in THREE_PUBLIC and a.loose == key]
    if same:
        return same[-1], ()
    totals = [a.mention for a in pool if a.loose in TOTALS and _BOTH_SIDES.search(mention.label)]
    return (totals[-1], tuple(totals[:-1])) if totals else None


def _total_above(mention: Mention, money: Sequence[Amount]) -> Found | None:
    """The section's 收入总计, however long its list: 收入总计A，包括：⏎ … ⏎ 收入总计增加D."""
    key = loose_key(mention.label)
    same = [a.mention for a in money if key in TOTALS and a.loose == key and a.depth == 0]
    return (same[-1], ()) if same and not _BOTH_SIDES.search(mention.label) else None


def _said_by_name(mention: Mention, pool: Sequence[Amount]) -> Found:
    """The amount that has the very name of what a reason speaks of."""
    same = [a.mention for a in pool if likeness(mention.label, a.mention.label) >= _SAME]
    same = [m for m in same if likeness(m.label, mention.label) >= _ALIKE]
    return (same[-1], ()) if same else (None, ())


def _one_side(mention: Mention, money: Sequence[Amount], pool: Sequence[Amount]) -> Found:
    """“今年支出” or “总支出” behind a list of expenditures is their total, no member of it."""
    side = _ONE_SIDE.fullmatch(mention.label)
    namesakes = [a for a in pool if a.mention.label == mention.label]
    of_side = [a for a in money if side and a.depth == 0 and side[1] in a.mention.label]
    totals = [a for a in of_side if side and a.loose in _SIDES[side[1]]]
    found = namesakes or totals or [a for a in of_side if any(a is b for b in pool)]
    return (found[-1].mention, ()) if found else (None, ())


def later_named(gathered: Gathered) -> list[Claim]:
    """The claims, changes of an expense that the sentence names with what other sentences print of it: its
    amount, or last year's."""
    priors = [
        claim for claim in gathered.claims if isinstance(claim, AmountClaim) and claim.measure == "prior"
    ]
    return [
        _completed(claim, gathered.amounts, priors) if isinstance(claim, ChangeClaim) else claim
        for claim in gathered.claims
    ]


def _completed(claim: ChangeClaim, amounts: Sequence[Amount], priors: Sequence[AmountClaim]) -> ChangeClaim:
    current = _later(claim, amounts) if claim.current is None else claim.current
    of_last = claim.against == "last-year" and claim.base is None and claim.difference is not None
    return replace(claim, current=current, base=_earlier(claim, priors) if of_last else claim.base)


def _earlier(claim: ChangeClaim, priors: Sequence[AmountClaim]) -> Figure | None:
    """Last year's amount of an expense that a sentence before the change's prints, said with one value.

    全县 and 县直 are told apart: the amount of the one is no base for the other's change.
    """
    key, section = loose_key(claim.subject), claim.statement.section
    if key not in THREE_PUBLIC or claim.difference is None or not claim.difference.is_money:
        return None
    same = [
        prior.figure
        for prior in priors
        if prior.figure.is_money and loose_key(prior.subject) == key
        if prior.statement.section.index == section.index and prior.statement != claim.statement
        if claim.base_year in (None, prior.fiscal_year)
        if level_of(prior.subject) == level_of(claim.subject)
    ]
    return same[0] if len({(figure.value, figure.unit) for figure in same}) == 1 else None


def _later(claim: ChangeClaim, amounts: Sequence[Amount]) -> Figure | None:
    key = loose_key(claim.subject)
    section = claim.statement.section
    same = [
        a.mention.figure
        for a in amounts
        if a.loose == key and a.statement.section.topic == section.topic
        if a.statement.section.part is section.part
    ]
    if key not in THREE_PUBLIC or len({(figure.value, figure.unit) for figure in same}) != 1:
        return None
    return same[0]


def _another_expense(key: str | None, other: str | None) -> bool:
    """Whether both are of the three public expenses, and not the same one."""
    return key in THREE_PUBLIC and other in THREE_PUBLIC and key != other


def _nearest(mention: Mention, here: Sequence[Amount], pool: Sequence[Amount]) -> Found:
    """The last amount of the sentence, else the last that is no part of a list."""
    if not mention.bracketed:
        pool = [a for a in pool if not a.mention.bracketed] or pool
    own = {id(a) for a in here}
    same_sentence = [a for a in pool if a.mention.sentence == mention.sentence and id(a) in own]
    if same_sentence:
        chosen = same_sentence[-1]
    else:
        chosen = next((a for a in reversed(pool) if a.depth == 0), pool[-1])
    label = chosen.mention.label
    others = (a.mention for a in pool if a is not chosen and not opposite_sides(label, a.mention.label))
    return chosen.mention, tuple(others)[-6:]


def _planned_before(
    memory: Memory, mention: Mention, paragraph: int, here: Sequence[Amount]
) -> Mention | None:
    """The budget that a change from last year, or from last year's budget, is said of: one without a name
    follows it in its sentence, with no amount between."""
    from_other_year = mention.against == "last-year" or mention.base_year not in (None, memory.year)
    if not from_other_year:
        return None
    if not GENERIC.fullmatch(mention.label):
        return None if here else _planned_by_name(memory, mention, paragraph)
    planned = next(
        (
            m
            for m in reversed(memory.budgets_in(paragraph, True))
            if m.sentence == mention.sentence and not only_a_base(m)
        ),
        None,
    )
    if planned is None and not here:
        return _planned_in_all(memory, mention, paragraph)
    if planned is None or not planned.label or any(a.mention.start > planned.start for a in here):
        return None
    return planned


def _planned_by_name(memory: Memory, mention: Mention, paragraph: int) -> Mention | None:
    """The budget that a change names, in a paragraph that prints no other amounts."""
    key = loose_key(mention.label)
    planned = [m for m in memory.budgets_in(paragraph, True) if not only_a_base(m)]
    named = [m for m in planned if key is not None and loose_key(m.label) == key]
    return named[-1] if named else None


def _planned_in_all(memory: Memory, mention: Mention, paragraph: int) -> Mention | None:
    """The budget whose parts end the sentence before: 预算B，其中甲B1。比上年预算减少D."""
    planned = [m for m in memory.budgets_in(paragraph, True) if not only_a_base(m)]
    if not planned or mention.sentence - planned[-1].sentence != 1:
        return None
    return next((m for m in reversed(planned) if not m.of_plan), None)


def _carried_last(memory: Memory, paragraph: int, pool: Sequence[Amount]) -> Mention | None:
    """The carry-over that the paragraph before ends with: what a change in this one is said of."""
    late = [(m, where) for m, where in memory.carried if 0 < paragraph - where <= 1]
    if not late or any(a.paragraph >= late[-1][1] and a.mention.start > late[-1][0].start for a in pool):
        return None
    return late[-1][0]


def _names_another(mention: Mention, amount: Amount) -> bool:
    """Whether a change names an amount of the vocabulary, and the one before it is another of its set."""
    if amount.mention.sentence == mention.sentence and not amount.mention.label:
        return False
    return are_peers(mention.label, amount.mention.label) or _another_expense(
        loose_key(mention.label), amount.loose
    )


def _just_before(carried: Mention, amount: Mention, change: Mention) -> bool:
    """Whether a carry-over, not the section's amount, is what a change without a name follows."""
    return carried.sentence == change.sentence and carried.start > amount.start


def _paired(pool: Sequence[Amount], mention: Mention, changes: Sequence[OpenChange]) -> Mention | None:
    """各是A1，A2，各减少D1，D2: the n-th difference belongs to the n-th amount."""
    run = [a for a in pool if a.mention.continues]
    place, together = mention.run
    if not run and together > 1:
        side_by_side = [a.mention for a in pool if a.mention.sentence == mention.sentence][-together:]
        named = len(side_by_side) == together and all(m.label for m in side_by_side)
        return side_by_side[place] if named else None
    if not run:
        return None
    start = pool.index(run[0]) - 1
    group = [pool[start], *run]
    position = sum(1 for change in changes if change.difference is not None) if mention.continues else 0
    if not mention.continues and not re.search(r"[各均]|分别", mention.before):
        return None
    return group[position].mention if position < len(group) else None

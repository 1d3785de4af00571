"""Changes: which amount grew, by what, from what, at which rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..documents import Paragraph
from ..reports import AmountClaim, ChangeClaim, Statement
from . import words
from .amounts import likeness, loose_key
from .lists import are_peers
from .memory import GENERIC, Amount, Memory, OpenChange
from .mentions import Mention, Role
from .shares import only_a_base

_PARTS_OF_THREE_PUBLIC = ("overseas", "vehicles", "vehicle-purchase", "vehicle-operation", "hospitality")


def take_difference(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    last = memory.changes[-1] if memory.changes else None
    if last is not None and last.difference is None and last.statement is statement and _goes_on(mention):
        last.difference = mention
        return
    current, others = current_amount(memory, mention, paragraph.index)
    base = _base_before(memory, mention, statement)
    if base is None and mention.against == "budget":
        planned = [m for m in memory.budgets_in(paragraph.index) if m.item == mention.item]
        base = planned[-1] if planned else None
    memory.changes.append(OpenChange(mention, statement, current, others, base, difference=mention))


def take_rate(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    waiting = _change_for(memory, mention, statement)
    if waiting is not None:
        waiting.rate = mention
        return
    current, others = current_amount(memory, mention, paragraph.index)
    base = _base_before(memory, mention, statement)
    memory.changes.append(OpenChange(mention, statement, current, others, base, rate=mention))


def _goes_on(mention: Mention) -> bool:
    """Whether a difference is said of what its rate was said of before: 下降P%，减少D."""
    return not mention.label and words.against_pattern().search(mention.before) is None


def _change_for(memory: Memory, mention: Mention, statement: Statement) -> OpenChange | None:
    """The difference that a rate belongs to: the last one, or its mate in 各减少D1，D2，各下降P1、P2."""
    waiting = [c for c in memory.changes if c.rate is None and c.statement is statement]
    if not waiting or waiting[-1] is not memory.changes[-1]:
        return None
    run = len(waiting) - 1
    while run > 0 and waiting[run].mention.continues:
        run -= 1
    return waiting[run]


def _base_before(memory: Memory, mention: Mention, statement: Statement) -> Mention | None:
    claim = memory.out.claims[-1] if memory.out.claims else None
    if (
        isinstance(claim, AmountClaim)
        and claim.measure == "prior"
        and claim.statement is statement
        and mention.start - (claim.figure.place.end or 0) <= 8
    ):
        return Mention(claim.figure, Role.BASE, 0, 0, "", claim.subject, 0)
    return None


def current_amount(
    memory: Memory, mention: Mention, paragraph: int
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """The amount that changed, and the others that the sentence may mean."""
    money = [a for a in memory.amounts if a.mention.figure.is_money and not a.mention.reason]
    here = [a for a in money if a.paragraph == paragraph]
    carried = [m for m, where in memory.carried if where == paragraph and m.sentence <= mention.sentence]
    if carried and not mention.label and (not here or _just_before(carried[-1], here[-1].mention, mention)):
        return carried[-1], tuple(a.mention for a in here)[-6:]
    planned = _planned_before(memory, mention, paragraph, here)
    if planned is not None:
        return planned, tuple(a.mention for a in here if a.mention.sentence == mention.sentence)
    pool = here or [a for a in money if paragraph - a.paragraph <= 3]
    if not here and not mention.label and (late := _carried_last(memory, paragraph, pool)) is not None:
        return late, ()
    if not pool:
        return None, ()
    paired = _paired(pool, mention, memory.changes)
    if paired is not None:
        return paired, ()
    subject = mention.label
    if subject and not GENERIC.fullmatch(subject):
        scored = [
            (likeness(subject, a.mention.label or "".join(a.mention.item.names())), n)
            for n, a in enumerate(pool)
        ]
        best = max(scored)
        if best[0] >= 0.5:
            return pool[best[1]].mention, ()
        if not here or _names_another(mention, pool[-1]):
            return None, ()
    if not mention.bracketed:
        pool = [a for a in pool if not a.mention.bracketed] or pool
    same_sentence = [a for a in pool if a.mention.sentence == mention.sentence and a in here]
    if same_sentence:
        chosen = same_sentence[-1]
    else:
        chosen = next((a for a in reversed(pool) if a.depth == 0), pool[-1])
    sure = len(pool) == 1
    others = () if sure else tuple(a.mention for a in pool if a is not chosen)[-6:]
    return chosen.mention, others


def _planned_before(
    memory: Memory, mention: Mention, paragraph: int, here: Sequence[Amount]
) -> Mention | None:
    """The budget that a change without a name follows in its sentence, with no amount between."""
    if mention.against != "last-year" or not GENERIC.fullmatch(mention.label):
        return None
    planned = next(
        (
            m
            for m in reversed(memory.budgets_in(paragraph))
            if m.sentence == mention.sentence and not only_a_base(m)
        ),
        None,
    )
    if planned is None or not planned.label or any(a.mention.start > planned.start for a in here):
        return None
    return planned


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
    return are_peers(mention.label, amount.mention.label) or (
        amount.loose == "three-public" and loose_key(mention.label) in _PARTS_OF_THREE_PUBLIC
    )


def _just_before(carried: Mention, amount: Mention, change: Mention) -> bool:
    """Whether a carry-over, not the section's amount, is what a change without a name follows."""
    return carried.sentence == change.sentence and carried.start > amount.start


def finish_changes(memory: Memory) -> None:
    for change in memory.changes:
        lead = change.difference or change.rate
        if lead is None:
            continue
        if lead.against is None and (change.difference is None or change.rate is None):
            _leave_unbound(memory, change)
            continue
        memory.out.claims.append(
            ChangeClaim(
                statement=change.statement,
                subject=lead.label or (change.current.label if change.current else ""),
                current=change.current.figure if change.current else None,
                base=change.base.figure if change.base else None,
                difference=change.difference.figure if change.difference else None,
                rate=change.rate.figure if change.rate else None,
                direction=change.difference.direction if change.difference else None,
                rate_direction=change.rate.direction if change.rate else None,
                against=lead.against or "last-year",
                base_year=lead.base_year,
                alternatives=tuple(other.figure for other in change.others),
            )
        )
    memory.changes.clear()


def _leave_unbound(memory: Memory, change: OpenChange) -> None:
    for mention in (change.difference, change.rate):
        if mention is not None:
            memory.out.unbound.append((mention.figure, change.statement))


def _paired(pool: Sequence[Amount], mention: Mention, changes: Sequence[OpenChange]) -> Mention | None:
    """各是A1，A2，各减少D1，D2: the n-th difference belongs to the n-th amount."""
    run = [a for a in pool if a.mention.continues]
    if not run:
        return None
    start = pool.index(run[0]) - 1
    group = [pool[start], *run]
    position = sum(1 for change in changes if change.difference is not None) if mention.continues else 0
    if not mention.continues and not re.search(r"[各均]|分别", mention.before):
        return None
    return group[position].mention if position < len(group) else None

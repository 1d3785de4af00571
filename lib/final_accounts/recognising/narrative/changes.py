"""Changes: which amount grew, by what, from what, at which rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...documents import Paragraph
from ...figures import HUNDRED, PERCENT, WAN_YUAN
from ...reports import AmountClaim, ChangeClaim, Statement
from .. import words
from .amounts import loose_key
from .changed_amounts import THREE_PUBLIC, current_amount
from .memory import GENERIC, Memory, OpenChange
from .mention_roles import Mention, Role

_ONLY_DIRECTION = re.compile(r"\s*[，,]\s*(?:增加|减少|多支出?|少支出?)(?:了|为)?")
_COMPARED_WITH = re.compile(r"(?:的?决算数?|支出|收入)?[）)]?(?:相比|比较|对比|相较)")
"""与上年A相比，X增加D: A is what the difference is measured from, whatever stands between."""
_BEHIND_BRACKETS = re.compile(r"\s*[）)]\s*[，,]")
_LEFT_OUT = re.compile(r"((?:剔除|扣除|扣减|不考虑)[^，。；,;\d]*)[^。；;]*$")
_JOINED = 12
_THIS_YEARS = re.compile(r"(?:本年度?|今年|当年)?(?:实际)?(?:支出|收入)?(?:决算)?数?")
_FINAL = re.compile(r"(?:(?:19|20)\d{2}年(?:度)?)?(?:支出)?决算(?:数|支出)?")


def take_difference(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    last = memory.changes[-1] if memory.changes else None
    if last is not None and last.statement is statement and _goes_on(last, mention):
        last.difference = mention
        return
    saved = re.search(r"(?:节约|结余|超支)(?:资金|经费)?(?:了|为)?$", mention.before)
    saved = saved or (_ONLY_DIRECTION.fullmatch(mention.before) if _follows_final(memory, mention) else None)
    if saved and mention.against is None and _planned_here(memory, mention, paragraph):
        # 预算B，支出A，节约D
        mention = replace(mention, against="budget")
    mention, base = _with_base(memory, mention, statement, paragraph)
    current, others = current_amount(memory, mention, paragraph.index)
    if mention.against is None and current is not None:
        mention = _compared_as_whole(memory, mention, current)
    memory.changes.append(
        OpenChange(
            mention,
            statement,
            current,
            others,
            base,
            difference=mention,
            other_bases=tuple(_budgets(memory, mention, paragraph)[:-1]),
        )
    )


def _compared_as_whole(memory: Memory, mention: Mention, current: Mention) -> Mention:
    """“三公”经费A，比预算减少D。⏎ 其中：公务接待费A1，减少D1: a part is compared with what the whole was.

    So is one that is named again: 主要是：⏎ 1、公务接待费减少D1，原因是…
    """
    part = loose_key(current.label)
    behind = current.end == mention.start - len(mention.before) or _BEHIND_BRACKETS.match(mention.before)
    told = loose_key(mention.label) == part and not mention.reason if mention.label else behind
    if part not in THREE_PUBLIC[1:] or not told or len(memory.compared) != 1:
        return mention
    ((against, year),) = memory.compared
    return replace(mention, against=against, base_year=year)


def _follows_final(memory: Memory, mention: Mention) -> bool:
    """Whether a number stands right behind an amount that calls itself the final one: 决算数A，增加D."""
    last = memory.amounts[-1].mention if memory.amounts else None
    if last is None or last.end != mention.start - len(mention.before):
        return False
    return words.measure_tail("final").search(last.before) is not None


def _planned_here(memory: Memory, mention: Mention, paragraph: Paragraph) -> bool:
    return any(m.sentence == mention.sentence for m in memory.budgets_in(paragraph.index))


def take_rate(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    waiting = _change_for(memory, mention, statement)
    if waiting is not None:
        waiting.rate = mention
        return
    mention, base = _with_base(memory, mention, statement, paragraph)
    current, others = current_amount(memory, mention, paragraph.index)
    memory.changes.append(OpenChange(mention, statement, current, others, base, rate=mention))


def _with_base(
    memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph
) -> tuple[Mention, Mention | None]:
    """A change and what it is measured from; 本年收入较上年A增加D is called as the words before A say."""
    base = _base_before(memory, mention, statement)
    if base is not None and mention.against is None:
        # 上年度决算数A，增加D
        mention = replace(mention, against="last-year")
    said = any(a.mention.sentence == mention.sentence for a in memory.money_in(paragraph.index))
    if base is not None and not mention.label and not said:
        mention = replace(mention, label=base.label)
    return mention, base or _planned(memory, mention, paragraph)


def _planned(memory: Memory, mention: Mention, paragraph: Paragraph) -> Mention | None:
    """The budget that a change is measured against: the last of its item in the paragraph."""
    planned = _budgets(memory, mention, paragraph)
    if not planned:
        return None
    # Two amounts later the sentence speaks of something else; 调整数 is what the budget became, or grew by.
    later = (a for a in memory.money_in(paragraph.index) if a.mention.start > planned[-1].end)
    told = [a for a in later if a.mention.label != "调整数"]
    if told and not GENERIC.fullmatch(told[0].mention.label):
        # 甲A，比预算B下降P；乙A1，比预算减少D: the budget was 甲's.
        told += [a for a in told if any(c.base is planned[-1] for c in memory.changes)]
    return planned[-1] if len(told) <= 1 else None


def _budgets(memory: Memory, mention: Mention, paragraph: Paragraph) -> list[Mention]:
    """The budgets of a change's item that its paragraph prints; none for a change against last year, or
    against another year's budget.
    """
    if mention.against != "budget" or mention.base_year not in (None, memory.year):
        return []
    return [m for m in memory.budgets_in(paragraph.index) if m.item == mention.item]


def _base_of(change: OpenChange) -> Mention | None:
    """What a change is measured from: of several budgets the one from which it comes out."""
    if change.base is None or change.current is None or change.difference is None:
        return change.base
    if not (change.current.figure.is_money and change.difference.figure.is_money):
        return change.base
    grown = change.difference.figure.to(WAN_YUAN).interval()
    now = change.current.figure.to(WAN_YUAN).interval()
    bases = (change.base, *(b for b in change.other_bases if b.sentence == change.base.sentence))
    for base in (base for base in bases if base.figure.is_money):
        gap = now - base.figure.to(WAN_YUAN).interval()
        if gap.meets(grown) or gap.meets(-grown):
            return base
    return change.base


def _borne_out(change: OpenChange) -> tuple[Mention | None, tuple[Mention, ...]]:
    """Of the amounts that a change without a name may mean the nearest that gives its rate."""
    current, others = change.current, change.others
    if current is not None:
        others = tuple(other for other in others if _may_hold(other, current))
    lead = change.difference or change.rate
    if current is None or lead is None or lead.label or not others or _has_rate(change, current):
        return current, others
    fitting = next((other for other in reversed(others) if _has_rate(change, other)), None)
    if fitting is None:
        return current, others
    return fitting, (*(other for other in others if other is not fitting), current)


def _left_out(change: OpenChange, lead: Mention) -> str:
    """What a change is told without, so that not the printed amount changed: 减少D，下降P%，剔除划转因素后
    减少D1，下降P1%; nothing where the printed amount gives its rate."""
    current, start = change.current, change.statement.place.start or 0
    told = _LEFT_OUT.search(change.statement.text[: max(lead.start - start, 0)])
    if told is None or current is None or change.difference is None or change.rate is None:
        return ""
    of_the_rest = current.start >= start + told.start() and not _LEFT_OUT.match(current.label)
    return "" if of_the_rest or _has_rate(change, current) else told[1]


def _may_hold(other: Mention, current: Mention) -> bool:
    """Whether one of the three public expenses is the whole of another, where both are of them.

    公务用车购置费A，公务接待费B，比上年减少D is not said of the first, whatever its rate comes to.
    """
    key, held = loose_key(other.label), loose_key(current.label)
    if key not in THREE_PUBLIC or held not in THREE_PUBLIC or key == held:
        return True
    return key == "three-public" or (key == "vehicles" and str(held).startswith("vehicle-"))


def _has_rate(change: OpenChange, amount: Mention) -> bool:
    """Whether the difference from last year's amount, as both tell it, has the change's rate."""
    if change.difference is None or change.rate is None or not amount.figure.is_money:
        return False
    grown, sign = change.difference.figure, change.difference.direction
    if grown.value == 0:
        return True
    if sign is None or not grown.is_money or change.rate.figure.unit != PERCENT:
        return False
    by = grown.to(WAN_YUAN).interval()
    before = amount.figure.to(WAN_YUAN).interval() - (by if sign > 0 else -by)
    return before.low > 0 and (by / before * HUNDRED).meets(change.rate.figure.interval())


def _goes_on(last: OpenChange, mention: Mention) -> bool:
    """Whether a difference is said of what its rate was said of just before, with no number between:
    下降P%，减少D."""
    if last.difference is not None or last.rate is None or mention.label:
        return False
    is_next = mention.continues or last.rate.end == mention.start - len(mention.before)
    return is_next and words.against_pattern().search(mention.before) is None


def _change_for(memory: Memory, mention: Mention, statement: Statement) -> OpenChange | None:
    """The difference that a rate belongs to: the last one, or its mate in 各减少D1，D2，各下降P1、P2."""
    waiting = [c for c in memory.changes if c.rate is None and c.statement is statement]
    if not waiting or waiting[-1] is not memory.changes[-1]:
        return None
    if _told_between(memory, waiting[-1], mention):
        return None
    place, together = mention.run
    if together > 1 and len(waiting) >= together - place:
        return waiting[place - together]
    run = len(waiting) - 1
    while run > 0 and waiting[run].mention.continues:
        run -= 1
    return waiting[run]


def _told_between(memory: Memory, change: OpenChange, rate: Mention) -> bool:
    """Whether an amount with a name stands between a difference and a rate: 甲增加D；乙A，增长P%."""
    told = change.difference
    last = memory.amounts[-1].mention if memory.amounts and told is not None else None
    if last is None or told is None or not last.figure.is_money or last.bracketed or not last.label:
        return False
    if told.figure.place.paragraph != last.figure.place.paragraph:
        return False
    return told.sentence == last.sentence and told.end <= last.start < rate.start


def _base_before(memory: Memory, mention: Mention, statement: Statement) -> Mention | None:
    """Last year's amount right before a change, or of the year that the change names: 2023年决算A，2024年
    决算B，比2023年增长P%."""
    priors = [
        claim
        for claim in memory.out.claims
        if isinstance(claim, AmountClaim) and claim.measure == "prior" and claim.statement is statement
    ]
    if not priors:
        return None
    last = priors[-1]
    near = mention.start - (last.figure.place.end or 0) <= 8 or bool(_COMPARED_WITH.match(mention.before))
    near = near and last is memory.out.claims[-1] and not _side_by_side(priors)
    near = near or _grown_from(memory, last) or _before_this_years(memory, mention, last)
    named = (
        mention.base_year is not None
        and len(priors) == 1
        and last.fiscal_year == mention.base_year
        and last.item == mention.item.names()
        and _FINAL.fullmatch(last.subject)
    )
    if not (near or named):
        return None
    return Mention(last.figure, Role.BASE, 0, 0, "", last.subject, 0)


def _before_this_years(memory: Memory, mention: Mention, base: AmountClaim) -> bool:
    """Whether a change follows last year's amount and this year's of the same: X上年A，本年B，减少D."""
    if mention.against == "budget" or mention.base_year not in (None, base.fiscal_year) or mention.run[1] > 1:
        return False
    if mention.label and loose_key(mention.label) != loose_key(base.subject):
        return False
    start = base.figure.place.start or 0
    told = [a.mention for a in memory.amounts if a.mention.sentence == mention.sentence]
    told = [m for m in told if m.start > start and m.figure.place.paragraph == base.figure.place.paragraph]
    if len(told) != 1 or told[0].start - len(told[0].before) != base.figure.place.end:
        return False
    named = _THIS_YEARS.fullmatch(told[0].label) or loose_key(told[0].label) == loose_key(base.subject)
    return bool(named) and told[0].year in (None, memory.year)


def _grown_from(memory: Memory, base: AmountClaim) -> bool:
    """Whether the last amount is what a base is said to have grown to: 由上年的A增加到B."""
    last = memory.amounts[-1].mention if memory.amounts else None
    if last is None or not words.grown_to_lead().match(last.before):
        return False
    claim = memory.out.claims[-1]
    told_last = isinstance(claim, AmountClaim) and claim.figure is last.figure
    return told_last and last.start - len(last.before) == base.figure.place.end


def _side_by_side(priors: Sequence[AmountClaim]) -> bool:
    """Whether the last two amounts stand joined: 与上年的A1、A2相比."""
    if len(priors) < 2:
        return False
    one, other = priors[-2].figure.place, priors[-1].figure.place
    return (other.start or 0) - (one.end or 0) <= _JOINED


def finish_changes(memory: Memory) -> None:
    subject = ""
    for change in memory.changes:
        lead = change.difference or change.rate
        if lead is None:
            continue
        if lead.against is None and (change.difference is None or change.rate is None):
            _leave_unbound(memory, change)
            continue
        change.current, change.others = _borne_out(change)
        left_out = _left_out(change, lead)
        if left_out:
            change.current, change.others = None, ()
        # “X比预算减少D，比上年增加D” names X once.
        named = change.current.label if change.current else ""
        own = "" if named and GENERIC.fullmatch(lead.label) else lead.label
        subject = left_out or own or named or subject
        base = _base_of(change) if lead.against == "budget" else change.base
        if change.difference is not None and loose_key(subject) == THREE_PUBLIC[0]:
            memory.compared.add((lead.against or "last-year", lead.base_year))
        memory.out.claims.append(
            ChangeClaim(
                statement=change.statement,
                subject=subject,
                current=change.current.figure if change.current else None,
                base=base.figure if base else None,
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

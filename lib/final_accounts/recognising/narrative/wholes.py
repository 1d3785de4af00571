"""Wholes and parts: which lists an amount ends, opens, or belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...documents import Paragraph
from ...reports import AmountClaim, EqualityClaim, Labelled, Statement
from .. import words
from .amounts import CARRIED, likeness, loose_key
from .labels import label_of
from .lists import OpenList, are_peers, divided_anew
from .memory import Amount, Memory
from .mention_roles import Mention, Role
from .ordinals import ordinal_level

_GOING_ON = ("；", ";", "，", ",", "、")
_ALIKE = 0.4
"""Likeness from which counts are of the kind that an amount before them was spent on."""
_NAMES = re.compile(r"[：:]?[^，。；：、,;:\d]+、[^，。；：,;:\d]+[，,；;]")
_INVOLVED = re.compile(r"涉及(?:预算)?(?:资金|金额)$")
_SUMMARY = re.compile(r"^(?:共计|合计|总计|累计)")
_OF_SIDE = re.compile(r"[。；;]\s*(?:本年)?(收入|支出)的?$")
"""总支出A，其中本年支出B，结余分配0。支出具体情况如下：: the items are those of B."""
_SENTENCE_NAME = re.compile(r"[。；;]\s*([\u4e00-\u9fff]{3,16})$")


def place_in_lists(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph
) -> None:
    """Close the lists that an amount ends, open the one it begins, add it to the one it belongs to."""
    _close_ended(memory, mention, earlier, paragraph)
    if mention.opens_list:
        _open_list(memory, mention, earlier, paragraph)
    if mention.item.item and memory.lists and memory.lists[-1].spanning:
        return
    for gathered in memory.lists[::-1]:
        if gathered.is_part(mention, paragraph.index):
            gathered.add(mention, _between(gathered, mention, earlier, paragraph), paragraph.index)
            break


def place_last_years(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph
) -> None:
    """Begin or go on with a list of last year's amounts alone: 2023年合计A，其中：甲A1，乙A2."""
    before = earlier[-1] if earlier else None
    if mention.opens_list and before is not None and _is_of_the_same_year(before, mention):
        statement = _statement_of(memory, before)
        if statement is not None:
            leave_last_years(memory)
            memory.lists.append(
                OpenList(before, statement, mention.before, bracketed=mention.bracketed, of_last_year=True)
            )
    gathered = memory.lists[-1] if memory.lists else None
    if gathered is None or not gathered.of_last_year:
        return
    between = _between(gathered, mention, earlier, paragraph)
    if not gathered.takes(mention, between):
        close_list(memory, gathered)
    elif gathered.is_part(mention, paragraph.index):
        gathered.add(mention, between, paragraph.index)


def leave_last_years(memory: Memory) -> None:
    """Close a list of last year's amounts: what follows is of the account's own year."""
    for gathered in memory.lists[::-1]:
        if gathered.of_last_year:
            close_list(memory, gathered)


def _is_of_the_same_year(whole: Mention, part: Mention) -> bool:
    """Whether an amount stands before another in its sentence, and both are told of one year."""
    alike = whole.role is part.role is Role.AMOUNT and whole.figure.is_money
    return alike and whole.sentence == part.sentence and whole.year == part.year


def _close_ended(memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph) -> None:
    """Close the lists that an amount is not the next part of; one may begin anew, divided another way."""
    for gathered in memory.lists[::-1]:
        since = mention.before if gathered.spanning else _between(gathered, mention, earlier, paragraph)
        if gathered.parts and not gathered.spanning and divided_anew(since):
            close_list(memory, gathered)
            memory.lists.append(OpenList(gathered.whole, gathered.statement, mention.before))
            break
        if gathered.takes(mention, since):
            break
        close_list(memory, gathered)


def _open_list(memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph) -> None:
    """Open the list that an amount begins, if what it breaks down is known and not being listed already."""
    if not mention.figure.is_money and _is_behind_names(mention.before):
        return
    named = _named_whole(memory, mention, paragraph)
    whole = _whole_before(memory, mention, earlier, paragraph) or named or _last_whole(memory, mention)
    if whole is None or _counts_elsewhere(whole, mention, earlier, paragraph.index):
        return
    if memory.lists and memory.lists[-1].whole is whole.mention:
        return
    opened = OpenList(
        whole.mention,
        whole.statement,
        mention.before,
        bracketed=mention.bracketed,
        other_wholes=() if named else _other_wholes(memory, whole, mention, paragraph.index),
        unsure=whole.paragraph != paragraph.index and _begins_elsewhere(mention),
    )
    for outer in memory.lists:
        if outer.spanning and outer.parts:
            # A paragraph that begins with 其中 breaks down the part before it.
            outer.paragraphs.add(paragraph.index)
    memory.lists.append(opened)
    spent = _spent_on(memory, opened, paragraph.index)
    if spent is not None:
        memory.lists.append(spent)


def _is_behind_names(before: str) -> bool:
    """Whether names alone are what is listed: 内设机构A个，分别是甲、乙、丙，设法庭B个."""
    opening = words.last(words.list_opening(), before)
    return opening is not None and _NAMES.match(before, opening.end()) is not None


def _spent_on(memory: Memory, counts: OpenList, paragraph: int) -> OpenList | None:
    """The list of what was spent on the things of another: N个，涉及资金A，其中：甲N1个，涉及资金A1."""
    if counts.whole.figure.is_money or counts.bracketed:
        return None
    behind = [a for a in memory.money_in(paragraph) if a.mention.start > counts.whole.end]
    if len(behind) != 1 or not _INVOLVED.search(behind[0].mention.label):
        return None
    return OpenList(behind[0].mention, behind[0].statement, counts.opening_words, counts=counts)


def place_carry_over(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph
) -> None:
    """年初结转和结余 is a part of 收入总计, 年末结转和结余 one of 支出总计; else of a carry-over alone."""
    whole = _last_whole(memory, mention) if mention.opens_list else None
    of_another = mention.opens_list and _whole_before(memory, mention, earlier, paragraph) is not None
    if of_another or (whole is not None and "总" in whole.mention.label):
        place_in_lists(memory, mention, earlier, paragraph)
        return
    holder = next((g for g in reversed(memory.lists) if "总" in g.whole.label), None)
    if holder is None:
        return
    if holder.spanning and (earlier or ordinal_level(paragraph.text) is None or holder.complete()):
        # Over paragraphs it is a part only where it is numbered as one, and still missing.
        return
    between = _between(holder, mention, earlier, paragraph)
    if holder.takes(mention, between) and holder.is_part(mention, paragraph.index):
        for inner in memory.lists[: memory.lists.index(holder) : -1]:
            close_list(memory, inner)
        holder.add(mention, between, paragraph.index)


def end_outnumbered_lists(memory: Memory, paragraph: Paragraph) -> None:
    """A list under （一） ends where （二） begins."""
    level = ordinal_level(paragraph.text)
    for gathered in list(memory.lists)[::-1]:
        gathered.here = level
        if gathered.spanning and level is not None and gathered.level is not None and level <= gathered.level:
            close_list(memory, gathered)


def close_list(memory: Memory, gathered: OpenList) -> None:
    """End a list: what it holds becomes a sum."""
    memory.lists.remove(gathered)
    claim = gathered.claim()
    if claim is not None:
        memory.out.claims.append(claim)


def end_paragraph_lists(memory: Memory, paragraph: Paragraph) -> None:
    """Close what ends with its paragraph; keep, or open, what goes on over the following ones."""
    going_on = paragraph.text.rstrip().endswith(_GOING_ON)
    for gathered in [g for g in memory.lists if g.spanning and paragraph.index in g.paragraphs]:
        if gathered.goes_on and not going_on:
            # A；⏎ B；⏎ C。 is at its end.
            close_list(memory, gathered)
        gathered.goes_on = going_on
    if going_on:
        for gathered in [g for g in memory.lists[::-1] if not g.spanning and g.complete()]:
            # 编制A人，其中行政B人、事业C人；⏎ 实有…: what follows is no part of it.
            close_list(memory, gathered)
    else:
        _close_within_paragraph(memory)
        _open_over_paragraphs(memory, paragraph)


def _close_within_paragraph(memory: Memory) -> None:
    """Close the lists that go no further than their paragraph."""
    inner = False
    for gathered in list(memory.lists)[::-1]:
        if gathered.spanning:
            continue
        basic = gathered.statement.section.topic == "basic" and not gathered.complete()
        if basic and (inner or (len(gathered.parts) == 1 and gathered.parts[0].label == "人员经费")):
            # 人员经费, with its own list or without, fills one paragraph, 公用经费 the next.
            gathered.spanning = True
            continue
        close_list(memory, gathered)
        inner = True


def _open_over_paragraphs(memory: Memory, paragraph: Paragraph) -> None:
    """Open the list that the last words of a paragraph begin: 具体情况如下："""
    tail = paragraph.text[-12:].rstrip()
    opens = words.list_opening().search(tail)
    if not opens or opens.end() < len(tail) - 1:
        return
    before = paragraph.text.rstrip()
    before = before[: len(before) - len(tail) + opens.start()]
    whole = _whole_of_tail(memory, before, paragraph.index)
    if whole is None:
        return
    level = ordinal_level(paragraph.text)
    opened = OpenList(whole.mention, whole.statement, tail, spanning=True, level=level)
    if not before.strip():
        # A paragraph of 其中： alone may break down any amount of the one before it.
        opened.other_wholes = tuple(
            a.mention
            for a in memory.money_in(whole.paragraph)[::-1]
            if a is not whole and a.mention.figure.unit == whole.mention.figure.unit
        )
    memory.lists.append(opened)


def _whole_of_tail(memory: Memory, before: str, paragraph: int) -> Amount | None:
    """What a paragraph that ends with 具体情况如下： breaks down: its last amount, or the one it names.

    In a sentence or a paragraph of its own it means none that was a part of another, and none of three that
    stand side by side: 因公出国A，公务用车B，公务接待C。具体情况如下：
    """
    money = [a for a in memory.lately() if a.mention.figure.is_money]
    if not before.rstrip().endswith(("）", ")")):
        # What stands in brackets beside an amount is no whole of what follows: A（含B），占C。其中：
        money = [a for a in money if not a.mention.bracketed] or money
    if not money:
        return None
    last, name = money[-1], label_of(before)
    if last.paragraph != paragraph and len(name) >= 4:
        key = loose_key(name)
        return next((a for a in reversed(money) if key is not None and a.loose == key), None)
    if paragraph - last.paragraph > 1:
        return None
    side = _OF_SIDE.search(before)
    if last.paragraph == paragraph and side is None and not before.rstrip().endswith(("。", "；", ";")):
        return last
    here = [a for a in money if a.paragraph == last.paragraph]
    of_year = [a for a in here if side and a.mention.label.startswith(f"本年{side[1]}")]
    if of_year:
        return of_year[-1]
    uppermost = [a for a in here if a.depth == 0] or here
    whole = uppermost[-1]
    beside = any(are_peers(whole.mention.label, a.mention.label) for a in uppermost)
    return None if beside else whole


def equal_amounts(memory: Memory, mention: Mention, statement: Statement, paragraph: int) -> None:
    """接待N批次，M人次，共计支出A: A is the amount that the sentence before gives for the same thing."""
    if not _SUMMARY.match(mention.label) or not mention.figure.is_money:
        return
    here = [a for a in memory.lately() if a.paragraph == paragraph and a.mention is not mention]
    last_money = next((n for n in reversed(range(len(here))) if here[n].mention.figure.is_money), None)
    if last_money is None:
        return
    said = here[last_money].mention
    counted = [a.mention for a in here[last_money + 1 :]]
    if any(are_peers(said.label, count.label) for count in counted):
        # 外事接待0万元，国内公务接待N批次，共计支出A: A is not what was spent on the former.
        return
    batches = [count for count in counted if count.figure.unit in ("批次", "批")]
    if here[last_money].depth and said.sentence != mention.sentence:
        # 其中：甲A1，乙A2。外事接待N批次，共计支出A: the sentence speaks of another kind than the last part.
        batches = [count for count in batches if likeness(count.label, said.label) >= _ALIKE]
    if batches:
        memory.out.claims.append(
            EqualityClaim(
                statement=statement,
                subject=said.label,
                figures=(Labelled(said.label, said.figure), Labelled(mention.label, mention.figure)),
            )
        )


def _named_whole(memory: Memory, mention: Mention, paragraph: Paragraph) -> Amount | None:
    """The amount of the paragraph that a new sentence breaks down by its name: 基本支出A，项目支出B。项目支出
    主要用于：甲A1、乙A2."""
    openings = list(words.list_opening().finditer(mention.before))
    if not openings or not mention.figure.is_money:
        return None
    named = _SENTENCE_NAME.search(mention.before[: openings[-1].start()])
    if named is None:
        return None
    return next((a for a in memory.money_in(paragraph.index)[::-1] if a.mention.label == named[1]), None)


def _last_whole(memory: Memory, mention: Mention) -> Amount | None:
    """The amount that a list opened at a mention breaks down: the last of the same kind of unit."""
    for amount in reversed(memory.amounts):
        if amount.mention.bracketed and not mention.bracketed:
            continue
        same = amount.mention.figure.unit == mention.figure.unit
        if same or (amount.mention.figure.is_money and mention.figure.is_money):
            return amount
    return None


def _counts_elsewhere(whole: Amount, mention: Mention, earlier: Sequence[Mention], paragraph: int) -> bool:
    """Whether a list of things within a paragraph would break down a count of a paragraph before it."""
    return whole.paragraph != paragraph and bool(earlier) and mention.role is Role.COUNT


def _whole_before(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph
) -> Amount | None:
    """The budget that a list of budgets breaks down, the carry-over that one of carry-overs does: the number
    before it."""
    if not earlier:
        return None
    before = earlier[-1]
    carried = before.role in (Role.OPENING, Role.CLOSING) and before.sentence == mention.sentence
    if not mention.of_plan and not (carried and CARRIED.search(mention.label)):
        return None
    statement = _statement_of(memory, before)
    return None if statement is None else Amount(before, statement, paragraph.index, 0, None, None)


def _statement_of(memory: Memory, told: Mention) -> Statement | None:
    """The sentence that an amount was told in."""
    claims = (c for c in reversed(memory.out.claims) if isinstance(c, AmountClaim))
    return next((claim.statement for claim in claims if claim.figure is told.figure), None)


def _other_wholes(memory: Memory, whole: Amount, mention: Mention, paragraph: int) -> tuple[Mention, ...]:
    """“A。其中：” may break down an amount before A: the others of the same unit in the paragraph. So may
    “分值A分，自评得分B分，其中：”.
    """
    if not re.search(r"[。；;]", mention.before) and mention.figure.unit != "分":
        return ()
    unit = whole.mention.figure.unit
    amounts = [a.mention for a in memory.lately() if a.paragraph == paragraph and a is not whole]
    candidates = [m for m in (*amounts, *memory.budgets_in(paragraph)) if m.figure.unit == unit]
    return tuple(sorted(candidates, key=lambda m: -m.start))


def _begins_elsewhere(mention: Mention) -> bool:
    """“按项目类型，分为货物、工程和服务。其中：A”: a paragraph that speaks of something before its list."""
    opening = words.last(words.list_opening(), mention.before)
    return opening is not None and re.search(r"[。；;]", mention.before[: opening.start()]) is not None


def _between(gathered: OpenList, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph) -> str:
    """The text between a list's last part and a mention of the same paragraph."""
    if not gathered.parts or not any(m is gathered.parts[-1] for m in reversed(earlier)):
        return mention.before
    return paragraph.text[gathered.parts[-1].end : mention.start]

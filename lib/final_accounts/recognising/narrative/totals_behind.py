"""Totals that stand behind their parts: 甲A，乙B，合计W."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...figures import WAN_YUAN, Figure, Interval
from ...reports import Labelled, Part, Statement, SumClaim
from .amounts import CARRIED, TOTALS, loose_key, opposite_sides
from .labels import clause_of, only_sums_up
from .list_wholeness import is_whole
from .memory import Memory
from .mention_roles import Mention
from .numerals import whole_number

_ABOVE = re.compile(r"(?:以上|上述)(?P<number>[两二三四五六七八九十]|\d{1,2})(?:项|类|者)")
_NAMED = re.compile(r"[^\d]*(?:共计|合计|总计|总额)(?:为|是|[：:])?")
_OF_TOTALS = re.compile("总计|总额")


def sum_behind(memory: Memory, mention: Mention, statement: Statement) -> SumClaim | None:
    """The sum that a number called 合计 asserts of those before it in its sentence.

    None where the sentence leaves open what is added: where a list is open, where income and expenditure
    stand beside each other, where what is missing of the total is printed before.
    """
    clause = clause_of(mention.before).strip("，,；;、和及 ")
    alone = only_sums_up(mention.before)
    named = mention.figure.is_money and _NAMED.fullmatch(clause) is not None
    listed = mention.bracketed or any(not gathered.spanning for gathered in memory.lists)
    if not (alone or named) or listed or statement.section.part is not Part.NARRATIVE:
        return None
    parts, certain = _parts_before(memory, mention)
    adding = next((parts[n:] for n in range(len(parts) - 1) if _make_up(parts[n:], mention)), None)
    if len(parts) < 2 or any(opposite_sides(mention.label, part.label) for part in parts):
        return None
    if adding is None and (not certain or _printed_before(memory, parts, mention)):
        return None
    parts = adding or parts
    return SumClaim(
        statement=statement,
        subject=mention.label or clause,
        whole=mention.figure,
        parts=tuple(Labelled(part.label, part.figure) for part in parts),
        exhaustive=_exhaustive(mention, parts, alone),
    )


def _parts_before(memory: Memory, mention: Mention) -> tuple[list[Mention], bool]:
    """The numbers of a sentence that the total behind them may add, and whether they are all it can mean.

    收入合计 begins anew behind another total; 收入总计 adds it to the carry-over.
    """
    paragraph = mention.figure.place.paragraph
    here = [a for a in memory.lately() if a.paragraph == paragraph and a.mention is not mention]
    above = _ABOVE.search(clause_of(mention.before))
    if above is None:
        here = [a for a in here if a.mention.sentence == mention.sentence]
    elif len([a for a in here if not a.depth]) != whole_number(above["number"]):
        return [], False
    if not here or not _alike(here[-1].mention.figure, mention.figure):
        return [], False
    told = [a for a in here if _alike(a.mention.figure, mention.figure) and not a.mention.bracketed]
    carried = [m for m, where in memory.carried if where == paragraph and m.sentence == mention.sentence]
    parts = [a.mention for a in told if not a.depth]
    if _OF_TOTALS.search(mention.before):
        parts = sorted([*parts, *carried], key=lambda part: part.start)
        carried = []
    totals = [n for n, part in enumerate(parts) if _NAMED.fullmatch(clause_of(part.before))]
    if totals:
        of_year = _OF_TOTALS.search(mention.before) and not _OF_TOTALS.search(parts[totals[-1]].before)
        parts = parts[totals[-1] :] if of_year else parts[totals[-1] + 1 :]
    return parts, not carried and all(not a.depth for a in told)


def _alike(one: Figure, other: Figure) -> bool:
    return (one.is_money and other.is_money) or (one.unit is not None and one.unit == other.unit)


def _make_up(parts: Sequence[Mention], whole: Mention) -> bool:
    return Interval.total(_behind(part.figure) for part in parts).meets(_behind(whole.figure))


def _behind(figure: Figure) -> Interval:
    return figure.to(WAN_YUAN).interval() if figure.is_money else Interval.exactly(figure.value)


def _printed_before(memory: Memory, parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether a section prints before, beside the parts, the total itself or what is missing of it."""
    missing = _behind(whole.figure) - Interval.total(_behind(part.figure) for part in parts)
    own = {id(part) for part in (*parts, whole)}
    others = [a.mention for a in memory.lately() if id(a.mention) not in own]
    seen = [_behind(other.figure) for other in others if _alike(other.figure, whole.figure)]
    if any(each.meets(missing) or each.meets(_behind(whole.figure)) for each in seen):
        return True
    paragraph = whole.figure.place.paragraph
    return missing.low > 0 and any(other.figure.place.paragraph == paragraph for other in others)


def _exhaustive(whole: Mention, parts: Sequence[Mention], alone: bool) -> bool:
    """Whether the parts are all there are: carry-overs may stay unprinted beside a total that holds them."""
    holds_carried = loose_key(whole.label) in TOTALS or re.search("(?:收入|支出)总计", whole.label)
    if holds_carried or any(CARRIED.search(part.label) for part in parts):
        return False
    if alone or "其他" in parts[-1].label:
        return True
    return is_whole(whole, parts, (), "")

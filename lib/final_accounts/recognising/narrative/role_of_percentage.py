"""What a percentage says: rate of change, completion, share, or a level that is told of something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .. import words
from .labels import CLAUSE, clause_of
from .mention_roles import Mention, Role

_NAMES_A_RATE = re.compile(r"[增降减涨]幅|增速|(?:增长|下降|减少|增加|降低)(?:率|幅度|比例)")


def percentage_told(bare: Mention, previous: Mention | None) -> Mention:
    """A percentage with its role: that of the first reading which knows it."""
    told = (reading(bare, previous) for reading in _READINGS)
    return next((mention for mention in told if mention is not None), bare)


def _change(bare: Mention, previous: Mention | None) -> Mention | None:
    direction = words.direction_tail().search(bare.before)
    if direction is None:
        return None
    if direction["reaching"] and not _NAMES_A_RATE.match(direction.group()):
        # 由9.5%降至3%: a level, no growth rate. 降幅达到3% is one.
        return replace(bare, role=Role.INDICATOR)
    return replace(bare, role=Role.RATE, direction=words.direction_sign(direction))


def _completion(bare: Mention, previous: Mention | None) -> Mention | None:
    completion = words.completion_tail().search(bare.before)
    of_things = completion and not completion["name"] and previous and previous.role is Role.COUNT
    if of_things or words.indicator_tail().search(bare.before):
        return replace(bare, role=Role.INDICATOR)
    if completion and not bare.before.endswith("占"):
        return replace(bare, role=Role.COMPLETION, name=completion["name"] or "预算")
    if re.fullmatch(r"[\s，,]*完成(?:了|率)?(?:为|达)?", bare.before) and _is_final(previous):
        return replace(bare, role=Role.COMPLETION, name="预算")
    return None


def _share(bare: Mention, previous: Mention | None) -> Mention | None:
    share = words.share_tail().search(bare.before)
    if share is None:
        return None
    lead = bare.before[: share.start()]
    subject = clause_of(lead)
    own = bool(re.sub(r"[\s（(）)的所，、各均仅约分别总共]", "", subject))
    if own and previous is not None and not CLAUSE.search(lead):
        own = not re.fullmatch(r"[^，。；]{0,3}", subject)
    return replace(bare, role=Role.SHARE, name=_unquoted(share["whole"].strip("的")), own_subject=own)


def _in_brackets(bare: Mention, previous: Mention | None) -> Mention | None:
    if previous is None or not re.fullmatch(r"\s*[（(]", bare.before):
        return None
    if previous.role is Role.DIFFERENCE:
        return replace(bare, role=Role.RATE, direction=previous.direction)
    return replace(bare, role=Role.SHARE) if previous.role is Role.AMOUNT else None


def _behind_its_whole(bare: Mention, previous: Mention | None) -> Mention | None:
    if previous is None or not re.fullmatch(r"[）)]?的(?:比例为)?", bare.before):
        return None
    if previous.role is Role.BUDGET:
        return replace(bare, role=Role.COMPLETION, name=previous.name or "预算")
    if previous.role is Role.AMOUNT and previous.label.startswith("占"):
        # 占支出总额B的P%: the whole is printed inside the share.
        return replace(bare, role=Role.SHARE, name=previous.label.removeprefix("占"))
    return None


def _named_rate(bare: Mention, previous: Mention | None) -> Mention | None:
    if re.search(r"(?:预决?算|决算)数?的?差异率(?:为|是|：|:)?$", bare.before):
        # A rate with its own sign.
        return replace(bare, role=Role.RATE, against="budget", label="")
    if re.search(r"(?:率|度)(?:均?达到?|[仅约]?为|是|：|:)?$|[≥≤>＞≧由]$", bare.before):
        return replace(bare, role=Role.INDICATOR)
    return None


_READINGS: tuple[Callable[[Mention, Mention | None], Mention | None], ...] = (
    _change,
    _completion,
    _share,
    _in_brackets,
    _behind_its_whole,
    _named_rate,
)


def _unquoted(name: str) -> str:
    """A name without the quotation marks around all of it; those of “三公”经费 stay."""
    whole = re.fullmatch(r"“([^“”]*)”", name)
    return whole[1] if whole else name


def _is_final(previous: Mention | None) -> bool:
    """Whether a number is a final amount by its own words: 支出决算为A."""
    return (
        previous is not None
        and previous.figure.is_money
        and bool(words.measure_tail("final").search(previous.before))
    )

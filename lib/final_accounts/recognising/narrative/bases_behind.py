"""What a change or a completion is measured by, printed behind it: 比预算减少D，预算为B."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ...reports import CompletionClaim, Statement
from .. import words
from .memory import Memory
from .mention_roles import Mention, Role

_KINDS = ("年初", "全年", "调整", "追加", "批复")


def take_base_behind(memory: Memory, mention: Mention, statement: Statement) -> None:
    """比上年减少D，下降P%（上年为A）, 比预算减少D，预算为B, 完成预算的P%（预算B）: what stands behind is what
    the change or the completion right before it is measured by.
    """
    last = memory.changes[-1] if memory.changes else None
    told = (last.rate or last.difference) if last is not None else None
    if last is None or told is None or last.statement is not statement or not _follows(mention, told.end):
        _take_budget_behind(memory, mention, statement)
    elif told.against == "last-year" and mention.role is not Role.BUDGET:
        compared_year = told.base_year or (memory.year - 1 if memory.year is not None else None)
        same_year = mention.year in (None, memory.year, compared_year)
        if same_year and last.base is None and _was_last_year().fullmatch(mention.before):
            last.base = mention
    elif told.against == "budget" and mention.role is Role.BUDGET:
        compared = words.last(words.against_pattern(), told.before)
        compared = compared or words.beyond_budget_tail().search(told.before)
        this_years = told.base_year in (None, memory.year)
        if compared is not None and this_years and _is_of_kind(mention, compared.group()):
            last.base = mention


def _take_budget_behind(memory: Memory, mention: Mention, statement: Statement) -> None:
    claim = memory.out.claims[-1] if memory.out.claims else None
    if not isinstance(claim, CompletionClaim) or claim.statement is not statement or claim.budget is not None:
        return
    follows = _follows(mention, claim.rate.place.end or 0)
    if follows and mention.role is Role.BUDGET and _is_of_kind(mention, claim.budget_name):
        memory.out.claims[-1] = replace(claim, budget=mention.figure)


def _follows(mention: Mention, end: int) -> bool:
    return mention.start - len(mention.before) == end


def _is_of_kind(budget: Mention, compared: str) -> bool:
    """Whether a budget behind a comparison is the one it names: 预算 is any, 年初预算 not 调整预算."""
    kinds = [next((kind for kind in _KINDS if kind in text), "") for text in (budget.name, compared)]
    return bool(_was_budget().fullmatch(budget.before)) and kinds[0] in ("", kinds[1])


@cache
def _was_last_year() -> re.Pattern[str]:
    years = rf"(?:{words.YEAR}|{words.either(words.vocabulary()['against']['years'])})"
    return re.compile(rf"\s*[，,（(]\s*(?:而|其)?{years}(?:同期|决算数?|支出|收入|金额|数)*[为是：:]?")


@cache
def _was_budget() -> re.Pattern[str]:
    return re.compile(rf"\s*[，,（(]\s*(?:其|{words.YEAR})?{words.own_budget()}[为是：:]?")

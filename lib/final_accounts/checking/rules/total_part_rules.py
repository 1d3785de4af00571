"""Grand totals as sentences far apart give them: the year's amount and what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...figures import Verdict
from ...reports import AmountClaim, Finding, Part, Report, SumClaim
from ..findings.amounts import money_amounts, one_value
from ..findings.form_cells import named_cells
from ..registry import rule
from .three_public_rules import exceed, judged_parts

_TOPICS = ("totals", "income", "expenditure")
_OF_A_BUDGET = re.compile("财政拨款|公共预算|基金|国有资本|基本支出|项目支出|经营|事业|非财政|其中")


@dataclass(frozen=True, slots=True)
class _Side:
    """How the amounts of one side are called; `key` and `measure` name its cells in the forms."""

    total: re.Pattern[str]
    year: re.Pattern[str]
    carried: re.Pattern[str]
    beside: re.Pattern[str]
    key: str
    measure: str


_SIDES = (
    _Side(
        re.compile("(?:收入|收、支|收支|收入、支出)(?:决算)?总计$"),
        re.compile("(?:本年)?收入合计$|本年收入$"),
        re.compile("(?:年初|上年)结转(?:和|与)?结余$"),
        re.compile("使用(?:非财政拨款|专用)结余|事业基金弥补"),
        "income",
        "opening",
    ),
    _Side(
        re.compile("(?:支出|收、支|收支)(?:决算)?总计$"),
        re.compile("(?:本年)?支出合计$|本年支出$"),
        re.compile("(?:年末|本年)结转(?:和|与)?结余$"),
        re.compile("结余分配"),
        "expenditure",
        "closing",
    ),
)


@rule("cross.total-parts", "cross")
def total_parts(report: Report) -> Iterator[Finding]:
    """收入总计 = 本年收入合计 + 年初结转和结余（+ 使用非财政拨款结余）, 支出总计 = 本年支出合计 +
    年末结转和结余（+ 结余分配）, wherever the narrative says them; forms that print them all decide instead.

    Source: domain.md, form 1. It speaks only where each amount is said with one value. What may stand beside
    and is not said leaves open only whether the total is more than its parts, not whether it is less.
    """
    amounts = [claim for claim in money_amounts(report) if _is_own(report, claim)]
    for side in _SIDES:
        whole = _said(amounts, side.total, "final")
        year = _said(amounts, side.year, "final")
        carried = _said(amounts, side.carried, side.measure)
        if not (one_value(whole) and one_value(year) and one_value(carried)) or _in_forms(report, side):
            continue
        beside = [claim for claim in amounts if side.beside.search(claim.subject)]
        if beside and not one_value(beside):
            continue
        too_much = exceed(whole[0], (year[0], carried[0]))
        if too_much and _are_listed(report, year, carried):
            continue  # sum.parts speaks of it
        finding = judged_parts(report, "cross.total-parts", whole[0], [year[0], carried[0], *beside[:1]])
        if finding.verdict is Verdict.CONSISTENT or beside or too_much:
            yield finding


def _is_own(report: Report, claim: AmountClaim) -> bool:
    section = claim.statement.section
    own = section.part is Part.NARRATIVE and section.topic in _TOPICS
    return own and not claim.item and not claim.figure.approximate and claim.fiscal_year == report.fiscal_year


def _said(amounts: Sequence[AmountClaim], name: re.Pattern[str], measure: str) -> list[AmountClaim]:
    """The amounts of all budgets that are called so."""
    named = (claim for claim in amounts if claim.measure == measure and name.search(claim.subject))
    return [claim for claim in named if not _OF_A_BUDGET.search(claim.subject)]


def _in_forms(report: Report, side: _Side) -> bool:
    """Whether the first form prints the side's total, the year's amount and what is carried over."""
    places = ((f"total-{side.key}", "final"), (side.key, "final"), ("carry-over", side.measure))
    return all(any(True for _ in named_cells(report, key, measure)) for key, measure in places)


def _are_listed(report: Report, year: Sequence[AmountClaim], carried: Sequence[AmountClaim]) -> bool:
    """Whether a list in the narrative holds both parts."""
    for claim in report.claims:
        listed = {part.figure.place for part in claim.parts} if isinstance(claim, SumClaim) else set()
        if all(listed & {claim.figure.place for claim in said} for said in (year, carried)):
            return True
    return False

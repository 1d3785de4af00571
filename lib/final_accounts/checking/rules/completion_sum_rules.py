"""Completions of a whole and its parts: the budgets that they imply add up as budgets do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...figures import HUNDRED, WAN_YUAN, YUAN, YUAN_PER_UNIT, Figure, Interval, Verdict
from ...reports import AbsenceClaim, AmountClaim, ChangeClaim, CompletionClaim, Finding, Report, View
from ...wordings import Wording, tell
from ..findings.amounts import one_value, said_of
from ..findings.claims import claim_finding
from ..findings.form_cells import named_cells
from ..registry import rule
from ..verdicts import Outcome, nominal_value, printed_view
from .sum_rules import sums
from .three_public_rules import PARTS

_TOLD = {"completion.parts": "found.completion_parts", "completion.items": "found.completion_items"}
_SEVERAL = 2
"""Items that make a list."""

_BUDGET = re.compile(r"(?:(年初|全年|调整)[^，。；\d]{0,4})?预算")


@dataclass(frozen=True, slots=True)
class _Planned:
    """The budget of an expense: printed, or implied by what was spent of it and the completion or the
    difference."""

    claim: AmountClaim | CompletionClaim | ChangeClaim
    kind: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        if isinstance(self.claim, AmountClaim):
            return (self.claim.figure,)
        if isinstance(self.claim, ChangeClaim):
            return tuple(f for f in (self.claim.current, self.claim.difference) if f is not None)
        return tuple(figure for figure in (self.claim.final, self.claim.rate) if figure is not None)

    def seen(self, view: View) -> Interval:
        """In 万元; a rate may be cut as well as rounded. Raises ZeroDivisionError for a rate of nought."""
        amount, *rates = self.figures
        if isinstance(self.claim, ChangeClaim):
            grown = view(rates[0].to(WAN_YUAN))
            return view(amount.to(WAN_YUAN)) - (grown if self.claim.direction == 1 else -grown)
        money = view(amount.to(WAN_YUAN))
        for rate in rates:
            shown = view(rate)
            cut = rate.cut_interval().high if shown.low < shown.high else shown.high
            money = (money / Interval(shown.low, max(shown.high, cut))) * HUNDRED
        return money


@rule("completion.parts", "completion")
def completion_parts(report: Report) -> Iterator[Finding]:
    """The budget of “三公”经费 is that of its parts, also where completions or differences tell them:
    预算 = 决算 ÷ 完成率, 预算 = 决算 ∓ 增减额.

    Source: domain.md, form 9, whose budgets add up; where that form prints them it decides instead. A part
    whose budget nothing tells may have had any. Completions of different budgets are not held together; the
    policy makes it a warning.
    """
    if any(True for _ in named_cells(report, "three-public", "budget")):
        return
    planned = _planned(report)
    denied = {claim.key for claim in report.claims if isinstance(claim, AbsenceClaim)}
    for whole_key, part_keys in PARTS.items():
        whole = planned.get(whole_key)
        parts = [planned[key] for key in part_keys if key in planned]
        if whole is None or not parts or len({each.kind for each in (whole, *parts)}) != 1:
            continue
        if all(isinstance(each.claim, AmountClaim) for each in (whole, *parts)):
            continue  # cross.three-public-parts speaks of printed budgets
        if isinstance(whole.claim, ChangeClaim):
            continue  # change.parts speaks of differences
        known = all(key in planned or key in denied for key in part_keys)
        finding = _judged(whole, parts, known, "completion.parts")
        if finding is not None:
            yield finding


@rule("completion.items", "completion")
def completion_items(report: Report) -> Iterator[Finding]:
    """The budgets that the completions of items imply never exceed that which the completion of their whole
    implies: 预算 = 决算 ÷ 完成率.

    They may fall short of it: what was budgeted and not spent is often not printed. Source: the sentences of
    一般公共预算财政拨款支出决算, each with its 完成预算的P%. Completions of different budgets are not held
    together; the policy makes it a warning.
    """
    told = {
        claim.final.place: _Planned(claim, _kind(claim.budget_name))
        for claim in report.claims
        if isinstance(claim, CompletionClaim) and claim.final is not None and _implies_budget(claim)
    }
    for claim in sums(report, money=True):
        whole = told.get(claim.whole.place)
        topic = claim.statement.section.topic or ""
        if whole is None or not claim.exhaustive or not topic.startswith("general-budget"):
            continue
        of_items = [told[part.figure.place] for part in claim.parts if part.figure.place in told]
        parts = [part for part in of_items if part.kind == whole.kind]
        if len(parts) < _SEVERAL:
            continue
        finding = _judged(whole, parts, False, "completion.items")
        if finding is not None:
            yield finding if len(parts) == len(claim.parts) else replace(finding, recomputed=None)


def _planned(report: Report) -> Mapping[str, _Planned]:
    """The budgets of the expenses by key; a printed one before one that a completion implies."""
    keys = {
        id(claim.figure): key
        for key, claims in said_of(report, "three-public", "final").items()
        for claim in claims
    }
    completions: dict[str, list[_Planned]] = {}
    differences: dict[str, list[_Planned]] = {}
    for claim in report.claims:
        if isinstance(claim, CompletionClaim) and _implies_budget(claim):
            ways, final, kind = completions, claim.final, _kind(claim.budget_name)
        elif isinstance(claim, ChangeClaim) and _tells_budget(claim, report.fiscal_year):
            ways, final, kind = differences, claim.current, _budget_meant(claim)
        else:
            continue
        if id(final) in keys:
            ways.setdefault(keys[id(final)], []).append(_Planned(claim, kind))
    budgets = said_of(report, "three-public", "budget")
    printed = {
        key: _Planned(claims[0], _kind(claims[0].subject))
        for key, claims in budgets.items()
        if one_value(claims)
    }
    told = _told_once(differences) | _told_once(completions)
    return {key: way for key, way in told.items() if key not in budgets} | printed


def _told_once(ways: Mapping[str, Sequence[_Planned]]) -> dict[str, _Planned]:
    return {key: of_key[0] for key, of_key in ways.items() if len(of_key) == 1}


def _implies_budget(claim: CompletionClaim) -> bool:
    """Whether a completion tells the budget of an amount, which is not printed beside it."""
    return claim.final is not None and claim.final.is_money and claim.budget is None and claim.rate.value > 0


def _tells_budget(claim: ChangeClaim, year: int | None) -> bool:
    """Whether a change tells this year's budget of an amount by the difference from it alone."""
    current, difference = claim.current, claim.difference
    if claim.against != "budget" or claim.base is not None or claim.base_year not in (None, year):
        return False
    if current is None or difference is None or not (current.is_money and difference.is_money):
        return False
    return claim.direction is not None or difference.value == 0


def _budget_meant(claim: ChangeClaim) -> str:
    """Which budget a difference is measured from, by the words before it."""
    if claim.difference is None:
        return ""
    begin = claim.statement.place.start or 0
    named = _BUDGET.findall(claim.statement.text[: (claim.difference.place.start or 0) - begin])
    return _kind(named[-1]) if named else ""


def _kind(name: str) -> str:
    return next((kind for kind in ("年初", "全年", "调整") if kind in name), "")


def _judged(whole: _Planned, parts: Sequence[_Planned], known: bool, name: str) -> Finding | None:
    """The finding on a whole whose budget its parts' budgets contradict, None if they do not."""

    def together(view: View) -> Interval:
        return Interval.total(part.seen(view) for part in parts)

    try:
        own, added = whole.seen(printed_view), together(printed_view)
    except ZeroDivisionError:
        return None
    if own.meets(added) or (not known and added.low <= own.high):
        return None
    stated, amount = whole.figures[-1], whole.figures[0].to(WAN_YUAN)
    total = nominal_value(together) or Decimal(0)
    implied = isinstance(whole.claim, CompletionClaim)
    told = _TOLD[name] if implied else "found.budget_of_completions"
    scale = YUAN_PER_UNIT[WAN_YUAN] / YUAN_PER_UNIT[stated.unit or WAN_YUAN] if not implied else Decimal(1)
    right = amount.value / total * HUNDRED if implied and total else total * scale
    return claim_finding(
        name,
        "completion",
        whole.claim,
        stated,
        Outcome(Verdict.INCONSISTENT, "", right),
        message=tell(
            told,
            subject=whole.claim.subject,
            stated=stated.text,
            budget=f"{nominal_value(whole.seen):.2f}{WAN_YUAN}",
            total=f"{total:.2f}{WAN_YUAN}",
        ),
        calculation=" + ".join(_written(part) for part in parts),
        explanation=_cause(whole, parts, added),
        figures=(*whole.figures[:-1], *(figure for part in parts for figure in part.figures)),
    )


def _cause(whole: _Planned, parts: Sequence[_Planned], added: Interval) -> Wording:
    """What may have happened: 万元 for 元, or shares of all that was spent given as completions."""
    if isinstance(whole.claim, AmountClaim):
        figure = whole.claim.figure
        if figure.unit == WAN_YUAN and figure.read_as(YUAN).to(WAN_YUAN).interval().meets(added):
            return tell("cause.surplus_wan")
    rates = [part.claim.rate for part in parts if isinstance(part.claim, CompletionClaim)]
    if len(rates) == len(parts) > 1 and Interval.total(rate.interval() for rate in rates).contains(HUNDRED):
        return tell("cause.completion_is_share")
    return tell("cause.completion_parts")


def _written(planned: _Planned) -> str:
    amount, *rates = planned.figures
    value = f"{amount.to(WAN_YUAN).value:f}"
    if isinstance(planned.claim, ChangeClaim):
        return f"（{value} {'−' if planned.claim.direction == 1 else '+'} {rates[0].to(WAN_YUAN).value:f}）"
    return f"{value} ÷ {rates[0].value:f}%" if rates else value

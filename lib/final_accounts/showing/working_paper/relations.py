"""Checks that need no more than their finding's figures, and balances: which formula says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from ...checking.findings.forms import usual_decimals
from ...checking.verdicts import nominal_value, printed_view, show
from ...figures import PERCENT, Figure
from ...reports import BalanceClaim, Finding
from .budgets import ImpliedBudgets
from .claims import Desk
from .directions import judge_absence, judge_order
from .formulas import Computation, Total
from .verdicts import Bound, Judgement, NoMoreThanAll, Within

_EXACT = frozenset({"performance.score-within-weight", "count.heads"})
_AT_MOST = frozenset(
    {
        "forms.budget-within-expenditure",
        "forms.three-public-least",
        "performance.score-within-weight",
        "share.part-within",
    }
)
_AT_LEAST = frozenset({"cross.total-covers-year", "count.heads"})
_OF_EXECUTION = frozenset({"performance.execution-points", "performance.usual-points"})
_COVERING = frozenset({"cross.funds-within-expenditure"})


def judge_figures(desk: Desk, finding: Finding) -> Judgement | None:
    """The formula of a check that needs no more than its finding's figures, None if none fits."""
    stated, others = finding.figures[0], finding.figures[1:]
    if finding.rule == "cross.absence":
        return judge_absence(desk, finding.figures[0])
    if finding.rule == "completion.direction":
        return judge_order(desk, finding)
    if finding.rule == "share.together":
        return NoMoreThanAll(desk.addends(finding.figures, None))
    if finding.stated_figure is None:
        return None
    if finding.rule in ("completion.parts", "completion.items"):
        return _judge_budgets(desk, stated, others)
    own, usual = desk.operand(stated), desk.report.usual_decimals
    if finding.rule in _AT_MOST or finding.rule in _AT_LEAST:
        other = desk.operand(others[0], stated.unit) if others else None
        return Bound(own, other, at_most=finding.rule in _AT_MOST, exact=finding.rule in _EXACT)
    if finding.rule in _COVERING:
        total = Total(desk.addends(others, stated.unit), stated, open_above=True)
        return desk.within(stated, total, usual, covering=True)
    if finding.rule == "performance.whole-department" and len(others) == 2:
        # The finding names the one wrong line of the table; what is checked is its total.
        return desk.within(others[0], Total(desk.addends(others[1:], others[0].unit)), None)
    return _common(desk, finding, stated, others)


def _judge_budgets(desk: Desk, stated: Figure, others: Sequence[Figure]) -> Within:
    """A budget, or the completion of one, held against the budgets of its parts. Where these are too much by
    themselves, there may be more of them."""
    spent = desk.operand(others[0]) if stated.unit == PERCENT else None
    figures = others if spent is None else others[1:]
    unit = (stated if spent is None else others[0]).unit
    parts = [
        (
            desk.operand(figure, unit),
            desk.operand(rate) if rate is not None and rate.unit == PERCENT else None,
        )
        for figure, rate in zip_longest(figures, figures[1:])
        if figure.is_money
    ]
    opened, closed = (ImpliedBudgets(tuple(parts), spent, stated, open_above) for open_above in (True, False))
    fits = stated.interval().meets(opened.interval(printed_view))
    return desk.within(stated, closed if fits else opened, None)


def _common(desk: Desk, finding: Finding, stated: Figure, others: Sequence[Figure]) -> Judgement | None:
    """A sum, the same amount elsewhere, or a ratio: whatever comes to what the rule computed."""
    lenient, usual = any(figure.approximate for figure in finding.figures), desk.report.usual_decimals
    if finding.kind == "performance":
        usual = None
    elif finding.rule.startswith("forms."):
        lenient, usual = False, usual_decimals(*desk.report.forms)
    candidates: Iterable[Computation] = ()
    if finding.rule == "cross.contract-shares":
        candidates = desk.shares(stated, others)
    elif finding.rule in _OF_EXECUTION:
        candidates = desk.points(others)
    elif stated.unit != PERCENT and others:
        candidates = desk.totals(stated, others)
    elif stated.unit == PERCENT and len(others) == 2:
        candidates = desk.ratios(*others)
    if finding.compute is not None:
        computation = desk.faithful(finding.compute, candidates)
    else:
        computation = next((c for c in candidates if _comes_to(c, finding.recomputed)), None)
    return None if computation is None else desk.within(stated, computation, usual, lenient)


def _comes_to(computation: Computation, recomputed: str | None) -> bool:
    """Whether a computation gives what the library says it recomputed."""
    try:
        value = Decimal(recomputed or "")
    except InvalidOperation:
        return False
    decimals = max(-int(value.as_tuple().exponent), 0)
    return show(nominal_value(computation.interval), decimals) == recomputed


def judge_balance(desk: Desk, claim: BalanceClaim, lenient: bool) -> Within:
    """Income is what was spent and carried over, less what was there before; a total may already hold the
    carry-over of its side, so the reading is taken that stands best."""
    unit = claim.income.unit
    opening, spent = desk.operand(claim.opening, unit, -1), desk.operand(claim.expenditure, unit)
    closing = desk.operand(claim.closing, unit)
    beside = tuple(
        desk.operand(figure, unit, sign)
        for figure, sign in ((claim.used, -1), (claim.distributed, 1))
        if figure is not None
    )
    of_totals = ((spent, closing), (opening, spent), (spent,)) if claim.of_totals else ()
    plain = ((opening, spent, closing), *of_totals)
    readings = [Total(terms) for terms in plain]
    if beside:
        readings += [Total((*terms, *beside)) for terms in plain]
    best = desk.best(claim.income, readings)
    return desk.within(claim.income, best, desk.report.usual_decimals, lenient)

"""Rules on balances in sentences: income, expenditure and what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import WAN_YUAN, Figure, Verdict
from ...recognising.forms.identities import in_unit_of
from ...reports import AmountClaim, BalanceClaim, Computation, Finding, Report
from ...wordings import NOTHING, Wording, joined, tell
from ..findings.amounts import amount_told, made_up_of, money_amounts, same
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule
from ..verdicts import Outcome, nominal_value
from .sum_rules import sums

_FUNDS = ("fund", "state-capital")


@rule("balance.carry-over", "balance")
def carry_over(report: Report) -> Iterator[Finding]:
    """收入 + 年初结转和结余（+ 使用非财政拨款结余）= 支出（+ 结余分配）+ 年末结转和结余.

    总计 may already hold the carry-over of its side, so each of these readings is allowed of it.
    """
    unequal = {
        place
        for finding in totals_equal(report)
        if finding.verdict is Verdict.INCONSISTENT
        for place in finding.places
    }
    for claim in report.claims:
        if not isinstance(claim, BalanceClaim):
            continue
        readings = _ways_to_balance(claim)
        reading, outcome = judge_readings(report, claim.income, readings)
        if outcome.verdict is Verdict.CONSISTENT:
            # One that holds by one reading proves no figure of it right.
            yield _balance_finding(claim, outcome, None)
        elif not {claim.income.place, claim.expenditure.place} <= unequal:  # balance.totals speaks of those
            # The reading that comes nearest is what the sentence means.
            stated = claim.income.value
            reading = min(readings, key=lambda one: abs(stated - (nominal_value(one.compute) or 0)))
            yield _balance_finding(claim, outcome, reading.compute)


def _ways_to_balance(claim: BalanceClaim) -> list[Reading]:
    """What the income may be made up of: either side may be a total that holds its carry-over, and what
    stands beside the balance may count or not."""
    opening, spent, closing = claim.opening, claim.expenditure, claim.closing
    ways: list[Sequence[tuple[Figure, int]]] = [((opening, -1), (spent, 1), (closing, 1))]
    if claim.of_totals:
        ways += [((spent, 1), (closing, 1)), ((opening, -1), (spent, 1))]
        if claim.statement.section.topic not in _FUNDS or re.search("[总均]", claim.statement.text):
            # 收入A，年初结转B，支出C，年末结转D of a fund: that A is C by chance says nothing of B and D.
            ways.append(((spent, 1),))
    beside = [(f, sign) for f, sign in ((claim.used, -1), (claim.distributed, 1)) if f is not None]
    if beside:
        ways += [(*terms, *beside) for terms in ways]
    return [made_up_of(claim.income, terms) for terms in ways]


def _balance_finding(claim: BalanceClaim, outcome: Outcome, compute: Computation | None) -> Finding:
    income, opening, spent, closing = claim.income, claim.opening, claim.expenditure, claim.closing
    sides = (income, opening, claim.used), (spent, closing, claim.distributed)
    values = [[in_unit_of(income, f).value for f in side if f is not None] for side in sides]
    left, right = (sum(side, Decimal(0)) for side in values)
    gap, unit = left - right, income.unit or ""
    told_income = tell("named.income_side", income=income.text, opening=opening.text)
    told_expenditure = tell("named.expenditure_side", expenditure=spent.text, closing=closing.text)
    finding = claim_finding(
        "balance.carry-over",
        "balance",
        claim,
        income,
        outcome,
        message=tell(
            "found.carry_over_agrees" if outcome.verdict is Verdict.CONSISTENT else "found.carry_over",
            subject=claim.subject or tell("named.this_item"),
            income=_side(told_income, "named.used", claim.used),
            left=f"{left}{unit}",
            expenditure=_side(told_expenditure, "named.distributed", claim.distributed),
            right=f"{right}{unit}",
            gap=f"{abs(gap)}{unit}",
        ),
        calculation=joined(
            f"{' + '.join(f'{value:f}' for value in side)} = {total:f}"
            for side, total in zip(values, (left, right), strict=True)
        ),
        figures=[f for f in (opening, spent, closing, claim.used, claim.distributed) if f is not None],
        compute=compute,
    )
    return replace(finding, stated=f"{left:f}", recomputed=f"{right:f}", difference=f"{gap:f}")


@rule("balance.totals", "balance")
def totals_equal(report: Report) -> Iterator[Finding]:
    """收入总计 = 支出总计: each side's total holds its carry-over; so do 总收入, of which 本年收入 is told as
    a part, and 总支出; and both where 收入合计 and 支出合计 are other amounts.

    Not tested where a carry-over is printed outside the totals: then they are the year's amounts, misnamed.
    """
    years = _of_the_year(report)
    for income, spent in _totals(report, years):
        reading = same(spent.figure.to(income.figure.unit or WAN_YUAN))
        _, outcome = judge_readings(report, income.figure, [reading])
        wrong = outcome.verdict is not Verdict.CONSISTENT
        gap = abs(income.figure.value - spent.figure.to(income.figure.unit or WAN_YUAN).value)
        misnamed = wrong and (
            {_worth(year) for year in years} >= {_worth(income), _worth(spent)}
            or _worth(income) in _years_appropriations(report)
        )
        yield claim_finding(
            "balance.totals",
            "balance",
            income,
            income.figure,
            outcome,
            message=tell(
                "found.totals_differ" if wrong else "found.totals_equal",
                income=income.subject,
                figure=amount_told(income.figure),
                expenditure=spent.subject,
                other=amount_told(spent.figure),
                gap=f"{gap}{income.figure.unit or ''}",
            ),
            calculation=f"{income.figure.value} ≠ {reading.calculation}" if wrong else "",
            explanation=tell("cause.year_called_total") if misnamed else NOTHING,
            figures=(spent.figure,),
            compute=reading.compute,
        )


def _of_the_year(report: Report) -> list[AmountClaim]:
    """The amounts that are told as the year's own."""
    return [claim for claim in money_amounts(report) if re.search("本年|合计", claim.subject)]


def _years_appropriations(report: Report) -> set[Decimal]:
    """What the section on income prints of appropriations: all of them, and what their budgets come to."""
    worth = {
        claim.key: _worth(claim)
        for claim in money_amounts(report)
        if claim.measure == "final" and claim.statement.section.topic == "income"
    }
    budgets = worth.get("general-budget-income", Decimal(0)) + worth.get("fund-income", Decimal(0))
    return {amount for amount in (worth.get("appropriations"), budgets) if amount}


def _totals(report: Report, years: Sequence[AmountClaim]) -> Iterator[tuple[AmountClaim, AmountClaim]]:
    """Total income and total expenditure of each section that tells both and leaves no carry-over outside."""
    lists = list(sums(report, money=True))
    listed = {part.figure.place for claim in lists for part in claim.parts}
    of_years = {
        claim.whole.place
        for claim in lists
        if re.match("总[收支]", claim.subject) and claim.parts[0].label.startswith("本年")
    }
    sections: dict[int, list[AmountClaim]] = {}
    for claim in report.claims:
        if isinstance(claim, AmountClaim) and claim.statement.section.topic in ("totals", "appropriation"):
            sections.setdefault(claim.statement.section.index, []).append(claim)
    for claims in sections.values():
        told = [c for c in claims if "总计" in c.subject or c.figure.place in of_years]
        told = told or _apart_from_years(claims, years)
        income, spent = _total_of(told, "收", "支"), _total_of(told, "支", "收")
        if income is None or spent is None:
            continue
        carried = [c.figure for c in claims if c.measure in ("opening", "closing") and c.figure.value]
        # 收入总计A，支出总计B，结余D
        left = any(re.search("结[余转]", c.subject) and _is_gap(c, income, spent) for c in claims)
        if all(figure.place in listed for figure in carried) and not left:
            yield income, spent


def _apart_from_years(claims: Sequence[AmountClaim], years: Sequence[AmountClaim]) -> list[AmountClaim]:
    """总收入 and 总支出, where the year's own income and expenditure are told too and are other amounts."""
    if not {claim.key for claim in years} >= {"income", "expenditure"}:
        return []
    told = [c for c in claims if re.search("^总(?:收入|支出)$", c.subject) and c.figure.is_money]
    of_year = {_worth(claim) for claim in years}
    return [] if any(_worth(claim) in of_year for claim in told) else told


def _is_gap(left: AmountClaim, income: AmountClaim, spent: AmountClaim) -> bool:
    """Whether an amount is what income leaves over expenditure."""
    figures = [
        claim.figure.to(WAN_YUAN).interval() for claim in (income, spent, left) if claim.figure.is_money
    ]
    return len(figures) == 3 and (figures[0] - figures[1]).meets(figures[2])


def _worth(claim: AmountClaim) -> Decimal:
    return claim.figure.to(WAN_YUAN).value


def _total_of(claims: Sequence[AmountClaim], side: str, other: str) -> AmountClaim | None:
    """The first final amount of one side only, None without one."""
    for claim in claims:
        one_sided = side in claim.subject and other not in claim.subject
        if claim.measure == "final" and one_sided and claim.figure.is_money:
            return claim
    return None


def _side(told: Wording, beside: str, amount: Figure | None) -> Wording:
    """One side of a balance, with the amount beside its own where there is one."""
    return told if amount is None else joined((told, tell(beside, amount=amount.text)), "", "")

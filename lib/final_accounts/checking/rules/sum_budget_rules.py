"""Rules on budgets that stand beside final amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...figures import Verdict
from ...places import Place
from ...reports import AmountClaim, Finding, Labelled, Part, Report, SumClaim
from ..findings.amounts import money_amounts
from ..registry import rule
from .sum_rules import judge_money, sums

_INITIAL = "年初"


@rule("sum.budgets", "sum")
def sum_of_budgets(report: Report) -> Iterator[Finding]:
    """The budgets of categories or items never exceed their head's, where their final amounts make up its.

    They may fall short of it: what was budgeted and not spent is often not printed. Source: the sentences of
    一般公共预算财政拨款支出决算, each with its 年初预算 beside its 支出决算.
    """
    budgets = _beside(report)
    of_items = [claim for claim in sums(report, money=True) if claim.of == "budgets"]
    for claim in of_items:
        yield judge_money(report, claim, "sum.budgets")
    told = {claim.whole.place for claim in of_items}
    for claim in sums(report, money=True):
        topic = claim.statement.section.topic or ""
        if claim.of == "budgets" or not topic.startswith("general-budget"):
            continue
        whole = budgets.get(claim.whole.place)
        parts = [(part.label, budgets.get(part.figure.place)) for part in claim.parts]
        if whole is None or whole.figure.place in told or len(parts) < 2 or not _complete(report, claim):
            continue
        planned = [(label, budget) for label, budget in parts if budget is not None]
        kinds = {_INITIAL in budget.subject for budget in (whole, *(budget for _, budget in planned))}
        if len(planned) < len(parts) or len(kinds) != 1:
            continue
        of_budgets = replace(
            claim,
            subject=whole.subject,
            whole=whole.figure,
            parts=tuple(Labelled(label, budget.figure) for label, budget in planned),
            exhaustive=False,
            of="budgets",
        )
        yield judge_money(report, of_budgets, "sum.budgets")


def _beside(report: Report) -> dict[Place, AmountClaim]:
    """The budget of each final amount that has one in its sentence, by the amount's place."""
    sentences: dict[Place, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        if claim.measure in ("final", "budget") and claim.statement.section.part is Part.NARRATIVE:
            sentences.setdefault(claim.statement.place, []).append(claim)
    found: dict[Place, AmountClaim] = {}
    for claims in sentences.values():
        planned = [claim for claim in claims if claim.measure == "budget"]
        final = [claim for claim in claims if claim.measure == "final"]
        if len(planned) == 1 and final:
            found[final[0].figure.place] = planned[0]
    return found


def _complete(report: Report, claim: SumClaim) -> bool:
    """Whether the final amounts of a list make up their head's."""
    judged = judge_money(report, replace(claim, exhaustive=True), "sum.budgets")
    return judged.verdict is Verdict.CONSISTENT

"""Rules on what a year opens and closes with, as sentences far apart tell it: its amounts and its change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...figures import WAN_YUAN, Figure, Verdict
from ...reports import AmountClaim, ChangeClaim, Finding, Report
from ...wordings import tell
from ..findings.amounts import made_up_of
from ..findings.claims import claim_finding, judge_readings
from ..registry import rule
from ..verdicts import show
from .change_rules import changes

Terms = Sequence[tuple[Figure, int]]
"""Figures with their signs."""

_BESIDE = re.compile("使用|弥补|分配|专用")
"""What counts in a balance besides the year's amounts and what is carried over."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a section tells: what the year closed with, and by how much that changed. `opening` is what it
    opened with, `left` what the total income holds besides the year's, where they are printed."""

    closing: AmountClaim
    change: ChangeClaim
    opening: AmountClaim | None
    left: Terms
    income: AmountClaim | None
    spent: AmountClaim | None
    beside: bool

    @property
    def last_closing(self) -> Terms:
        """What last year closed with."""
        return ((self.closing.figure, 1), *self.last_years_change)

    @property
    def last_years_change(self) -> Terms:
        assert self.change.difference is not None
        return ((self.change.difference, -(self.change.direction or 1)),)


@rule("balance.opening", "balance")
def opening(report: Report) -> Iterator[Finding]:
    """年初结转和结余 is both what 收入总计 holds besides the year's income and what last year closed with
    (年末结转和结余 less its change): where these two agree and it is another, it is wrong.

    Source: domain.md, form 1. Each alone leaves a doubt: surplus may be used, the opening adjusted.
    """
    for told in _carried(report):
        if told.opening is None or not told.left:
            continue
        stated = told.opening.figure
        elsewhere = made_up_of(stated, told.last_closing)
        _, outcome = judge_readings(report, stated, [elsewhere])
        if outcome.verdict is not Verdict.CONSISTENT and not _agree(report, told):
            continue  # balance.last-closing speaks of it
        value = f"{show(outcome.nominal, stated.decimals)}{stated.unit or ''}"
        yield claim_finding(
            "balance.opening",
            "balance",
            told.opening,
            stated,
            outcome,
            message=tell(
                "found.opening_elsewhere", subject=told.opening.subject, stated=stated.text, value=value
            ),
            figures=elsewhere.figures,
            compute=elsewhere.compute,
        )


@rule("balance.last-closing", "balance")
def last_closing(report: Report) -> Iterator[Finding]:
    """What a year opens with is what the year before closed with: 年初结转和结余 = 年末结转和结余 less its
    change; without it, the change is the year's income less its expenditure.

    Source: domain.md, form 1. Balances may be adjusted as the year begins, so the policy makes it a note.
    """
    for told in _carried(report):
        stated, terms = _opened_with(told)
        if stated is None:
            continue
        reading = made_up_of(stated.figure, terms)
        _, outcome = judge_readings(report, stated.figure, [reading])
        if outcome.verdict is not Verdict.CONSISTENT and told.opening is not None and _agree(report, told):
            continue  # balance.opening speaks of it
        unit = stated.figure.unit or ""
        yield claim_finding(
            "balance.last-closing",
            "balance",
            stated,
            stated.figure,
            outcome,
            message=tell(
                "found.closing_of_last_year" if told.opening is not None else "found.closing_change",
                subject=stated.subject,
                stated=stated.figure.text,
                closing=told.closing.figure.text,
                change=told.change.difference.text if told.change.difference is not None else "",
                value=f"{show(outcome.nominal, stated.figure.decimals)}{unit}",
            ),
            explanation=tell("cause.opening_adjusted"),
            # Without its computation it takes no part in diagnosis: a note decides nothing.
            figures=reading.figures,
        )


def _opened_with(told: _Carried) -> tuple[AmountClaim | None, Terms]:
    """The amount that last year's closing decides, and what it should be made up of."""
    if told.opening is not None:
        return told.opening, told.last_closing
    if told.income is None or told.spent is None or told.beside:
        return None, ()
    return told.income, ((told.spent.figure, 1), *((f, -sign) for f, sign in told.last_years_change))


def _agree(report: Report, told: _Carried) -> bool:
    """Whether what total income holds besides the year's is what last year closed with."""
    if not told.left:
        return False
    (total, _), *others = told.left
    reading = made_up_of(total, (*told.last_closing, *((figure, -sign) for figure, sign in others)))
    return judge_readings(report, total, [reading])[1].verdict is Verdict.CONSISTENT


def _carried(report: Report) -> Iterator[_Carried]:
    """The sections on totals that tell what the year closed with and how that changed from last year."""
    by_closing = {
        change.current.place: change
        for change in changes(report)
        if change.current is not None and change.against == "last-year" and change.direction is not None
        if change.difference is not None and change.difference.is_money and not change.difference.approximate
    }
    sections: dict[int, list[AmountClaim]] = {}
    for claim in report.claims:
        if isinstance(claim, AmountClaim) and claim.statement.section.topic in ("totals", "appropriation"):
            sections.setdefault(claim.statement.section.index, []).append(claim)
    for claims in sections.values():
        money = [c for c in claims if c.figure.is_money and c.fiscal_year == report.fiscal_year]
        closing = [c for c in money if c.measure == "closing" and c.figure.place in by_closing]
        openings = [c for c in money if c.measure == "opening"]
        if len(closing) != 1 or len(openings) > 1:
            continue
        beside = any(_BESIDE.search(c.subject) and c.figure.to(WAN_YUAN).value for c in money)
        total, income = _side(money, "收", "总计"), _side(money, "收", "本年|合计")
        yield _Carried(
            closing[0],
            by_closing[closing[0].figure.place],
            openings[0] if openings else None,
            ((total.figure, 1), (income.figure, -1)) if total and income and not beside else (),
            income,
            _side(money, "支", "本年|合计"),
            beside,
        )


def _side(claims: Sequence[AmountClaim], side: str, named: str) -> AmountClaim | None:
    """The one final amount of income or of expenditure that is so named; None where there are several."""
    other = "支" if side == "收" else "收"
    found = [
        c
        for c in claims
        if c.measure == "final" and side in c.subject and re.search(named, c.subject)
        if named == "总计" or other not in c.subject
    ]
    return found[0] if len(found) == 1 else None

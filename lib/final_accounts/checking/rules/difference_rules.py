"""Rules on differences that no rate and no printed base bears out: 增加D."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...recognising.narrative.amounts import level_of, loose_key
from ...reports import AmountClaim, ChangeClaim, Finding, Part, Report, View
from ...wordings import Wording, joined, tell
from ..findings.change_readings import outgrown
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule
from ..verdicts import Outcome
from .change_rules import changes

_AMOUNTS = {1: "named.increase", -1: "named.decrease"}
_MAY_BE_OWED = re.compile("结转|结余|净资产|收支")
"""What may have been below nought last year."""
_OTHERWISE = re.compile("口径|剔除|扣除|可比|不含|汇总")
"""Words that measure a change in another way."""


@rule("change.beyond-amount", "change")
def beyond_amount(report: Report) -> Iterator[Finding]:
    """An amount did not grow by more than it is: last year's would have been below nought.

    It speaks where neither a rate nor the amount that the change is measured from is printed: change.rate and
    change.difference recompute those.
    """
    names = {claim.figure.place: claim.subject for claim in report.claims if isinstance(claim, AmountClaim)}
    for claim in changes(report):
        current, difference = claim.current, claim.difference
        if current is None or difference is None or claim.direction != 1:
            continue
        if claim.rate is not None or claim.base is not None or difference.approximate or current.approximate:
            continue
        meant = (current, *claim.alternatives)
        if not all(figure.is_money for figure in (*meant, difference)) or _MAY_BE_OWED.search(claim.subject):
            continue
        # A reason for a change, told with an amount, is not of the amount before it.
        if claim.subject != names.get(current.place) and loose_key(claim.subject) is None:
            continue
        if all(outgrown(figure, difference) for figure in meant):
            yield claim_finding(
                "change.beyond-amount",
                "change",
                claim,
                difference,
                Outcome(Verdict.INCONSISTENT, "", None),
                message=tell(
                    "found.change_beyond_amount",
                    subject=claim.subject or tell("named.this_item"),
                    difference=difference.text,
                    current=current.text,
                ),
                figures=(current,),
            )


@rule("change.said-again", "change")
def said_again(report: Report) -> Iterator[Finding]:
    """What one of the three public expenses changed by is told the same in each of its sentences.

    It speaks where the sentences tell one amount of one expense, measured from the same year or budget.
    """
    first: dict[tuple[str, str, str, int | None], ChangeClaim] = {}
    for claim in changes(report):
        key = loose_key(claim.subject)
        section = claim.statement.section
        told = claim.difference is not None and claim.current is not None and claim.direction is not None
        if key is None or not told or section.part is not Part.NARRATIVE or section.topic != "three-public":
            continue
        if _OTHERWISE.search(claim.statement.text):
            continue
        of_last = claim.against == "last-year" and report.fiscal_year is not None
        year = claim.base_year or ((report.fiscal_year or 0) - 1 if of_last else None)
        before = first.setdefault((key, level_of(claim.subject), claim.against, year), claim)
        if before is not claim and _is_of_one_amount(before, claim):
            yield _judged(report, claim, before)


def _is_of_one_amount(one: ChangeClaim, other: ChangeClaim) -> bool:
    """Whether two changes are told of the same amount."""
    if one.current is None or other.current is None or one.difference is None or other.difference is None:
        return False
    if not all(f.is_money for f in (one.current, other.current, one.difference, other.difference)):
        return False
    return one.current.to(WAN_YUAN).value == other.current.to(WAN_YUAN).value


def _judged(report: Report, claim: ChangeClaim, before: ChangeClaim) -> Finding:
    stated, known = claim.difference, before.difference
    if stated is None or known is None:
        raise ValueError("a change without its difference cannot be compared")
    same_way = claim.direction == before.direction
    known = known.to(stated.unit or WAN_YUAN)

    def compute(view: View) -> Interval:
        return view(known) if same_way else -view(known)

    _, outcome = judge_readings(report, stated, [Reading(compute, f"{known.value}", (known,))])
    if outcome.verdict is Verdict.TRUNCATED:
        # One of the two was cut, no matter which.
        outcome = Outcome(Verdict.CONSISTENT, "", outcome.nominal)
    return claim_finding(
        "change.said-again",
        "change",
        claim,
        stated,
        outcome,
        message=tell(
            "found.said_before",
            subject=claim.subject,
            stated=_told(claim, stated),
            first=before.subject,
            value=_told(before, known),
        ),
        figures=(known,),
        compute=compute,
    )


def _told(claim: ChangeClaim, difference: Figure) -> Wording:
    """增加D or 减少D."""
    return joined((tell(_AMOUNTS[claim.direction or 1]), difference.text), "")

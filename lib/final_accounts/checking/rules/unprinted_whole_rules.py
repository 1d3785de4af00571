"""Rules on shares of a whole that the report prints nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures import PERCENT, Figure, Verdict
from ...reports import Finding, Part, Report, Section, ShareClaim
from ...wordings import Wording, tell
from ..findings.amounts import money_amounts, one_value
from ..findings.claims import Reading, claim_finding, judge_readings
from ..findings.ratios import ratio_by_sibling, ratio_of_rest, ratio_of_sum
from ..registry import rule
from ..verdicts import Outcome, show_rate
from .share_rules import other_wholes_meant

_SEVERAL = re.compile("分别|同类|[和及与各、]")
"""占财政支出和GDP的比重分别为, 占同类产品的P%: each share is of another whole."""
_ALL = ("基本支出", "项目支出")
"""What makes up every expenditure."""
_OF_PROJECTS = re.compile("公共预算.{0,6}项目支出")
_TRIED = 8
"""Of very many shares so many are tried as the ones that tell the whole."""


@rule("share.project-whole", "share")
def project_whole(report: Report) -> Iterator[Finding]:
    """一般公共预算项目支出总额, where no sentence prints it, is what 基本支出 leaves of the expenditure:
    项目A万元，占一般公共预算项目支出总额的P%.

    Source: domain.md, form 5, whose rows are basic and project expenditure. It speaks only where both are
    said with one value; what was evaluated may be what was planned, so the policy makes it a warning.
    """
    spent, basic = (_one(report, *names) for names in (("general-budget", None), ("basic", "basic")))
    if spent is None or basic is None:
        return
    for claim in report.claims:
        if not isinstance(claim, ShareClaim) or claim.whole is not None or claim.share.unit != PERCENT:
            continue
        if _OF_PROJECTS.search(claim.whole_name) and claim.part.is_money:
            yield _judged(report, claim, ratio_of_rest(claim.part, spent, basic), None, "share.project-whole")


def _one(report: Report, key: str, topic: str | None) -> Figure | None:
    """The one value that this year's sentences, those on a topic, give of an amount."""
    said = [
        claim
        for claim in money_amounts(report)
        if claim.key == key and claim.measure == "final" and not claim.item
        if claim.fiscal_year == report.fiscal_year and claim.statement.section.part is Part.NARRATIVE
        if topic in (None, claim.statement.section.topic)
    ]
    return said[0].figure if one_value(said) else None


@rule("share.same-whole", "share")
def same_whole(report: Report) -> Iterator[Finding]:
    """Shares of one whole that is printed nowhere are of one amount: A占P%，B占Q% holds only where A ÷ P is
    B ÷ Q; and 基本支出 and 项目支出 together are their whole.

    Source: domain.md, a printed number is an interval. Which of two shares is wrong it cannot tell.
    """
    for group in _groups(report):
        parts = [claim.part for claim in group]
        if [claim.subject for claim in group] == list(_ALL):
            for claim in group:
                yield _judged(report, claim, ratio_of_sum(claim.part, parts), None)
            continue
        known = _most_agreed(report, group)
        for claim in group:
            if known is not None and claim is not known:
                yield _judged(report, claim, ratio_by_sibling(claim.part, known.part, known.share), known)


def _groups(report: Report) -> Iterator[Sequence[ShareClaim]]:
    """The shares of each section by the name of their whole, where nothing tells its amount."""
    found: dict[tuple[Section, str], list[ShareClaim]] = {}
    for claim in report.claims:
        if not isinstance(claim, ShareClaim) or claim.share.unit != PERCENT or claim.whole is not None:
            continue
        section, name = claim.statement.section, claim.whole_name
        told = claim.part.is_money and claim.part.value > 0 and claim.share.value > 0
        if not told or not name or _SEVERAL.search(name) or section.part is not Part.NARRATIVE:
            continue
        if not other_wholes_meant(report, claim):
            found.setdefault((section, name), []).append(claim)
    for group in found.values():
        if len({claim.part.value for claim in group}) == len(group) > 1:
            yield group


def _most_agreed(report: Report, group: Sequence[ShareClaim]) -> ShareClaim | None:
    """The share that most others agree with; of two the first, of more none if no two agree."""

    def agrees(other: ShareClaim, claim: ShareClaim) -> bool:
        reading = ratio_by_sibling(other.part, claim.part, claim.share)
        return _judge(report, other, reading).verdict is Verdict.CONSISTENT

    agreed = [sum(agrees(other, claim) for other in group if other is not claim) for claim in group[:_TRIED]]
    best = max(agreed)
    return group[agreed.index(best)] if best or len(group) == 2 else None


def _judge(report: Report, claim: ShareClaim, reading: Reading) -> Outcome:
    return judge_readings(report, claim.share, [reading])[1]


def _judged(
    report: Report,
    claim: ShareClaim,
    reading: Reading,
    known: ShareClaim | None,
    name: str = "share.same-whole",
) -> Finding:
    outcome = _judge(report, claim, reading)
    return claim_finding(
        name,
        "share",
        claim,
        claim.share,
        outcome,
        message=_message(claim, outcome, known),
        calculation=reading.calculation,
        figures=reading.figures,
        compute=reading.compute,
    )


def _message(claim: ShareClaim, outcome: Outcome, known: ShareClaim | None) -> Wording:
    subject = claim.subject or tell("named.this_item")
    if outcome.verdict is Verdict.CONSISTENT or outcome.nominal is None:
        return tell("found.share_agrees", subject=subject, whole=claim.whole_name, stated=claim.share.text)
    value = f"{show_rate(outcome.nominal, claim.share)}%"
    if known is None:
        return tell(
            "found.share", subject=subject, whole=claim.whole_name, stated=claim.share.text, value=value
        )
    return tell(
        "found.share_beside",
        subject=subject,
        whole=claim.whole_name,
        stated=claim.share.text,
        other=known.subject or tell("named.this_item"),
        amount=known.part.text,
        share=known.share.text,
        value=value,
    )

"""Rules on what attachments repeat of the account: the totals of a performance report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...figures import WAN_YUAN, Figure, Verdict
from ...reports import AmountClaim, Finding, Part, Report
from ...settings import reference
from ...wordings import NOTHING, Wording, tell
from ..diagnosis.explanation import digit_slip
from ..findings.amounts import money_amounts, same
from ..findings.claims import claim_finding, judge_readings
from ..findings.form_cells import bare
from ..registry import rule

_OWN = (Part.OVERVIEW, Part.NARRATIVE)


@rule("cross.attachment", "cross")
def attachment_total(report: Report) -> Iterator[Finding]:
    """A total that an attachment repeats is the account's, where only a slip of the pen parts the two.

    Attachments also tell of budgets, of projects and of other funds: what differs otherwise is another
    amount, and so is one that is printed elsewhere too. Source: 部门整体支出绩效自评报告, 收支情况; words in
    claims.toml.
    """
    own: dict[str, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        name = _total(report, claim)
        if name is not None and claim.statement.section.part in _OWN:
            own.setdefault(name, []).append(claim)
    if not own:
        return
    printed = Counter(_printed(figure) for figure in _money(report))
    for claim in money_amounts(report):
        name = _total(report, claim)
        if name is None or claim.statement.section.part is not Part.ATTACHMENT:
            continue
        meant = _meant(claim, own.get(name, ()), printed)
        if meant is not None:
            yield _judged(report, claim, meant)


def _total(report: Report, claim: AmountClaim) -> str | None:
    """Which total of this year an amount is called, if any."""
    if claim.measure != "final" or claim.item or claim.fiscal_year != report.fiscal_year:
        return None
    words = reference("claims")["attachments"]
    subject = re.sub(words["own"], "", bare(claim.subject))
    return next((name for name, said in words["totals"].items() if re.fullmatch(said, subject)), None)


def _money(report: Report) -> Iterator[Figure]:
    """All amounts of sentences and forms."""
    yield from (claim.figure for claim in money_amounts(report))
    for form in report.forms:
        for row in form.rows:
            yield from (value for value in row.values if value is not None)


def _printed(figure: Figure) -> Decimal:
    return (figure.to(WAN_YUAN) if figure.is_money else figure).value


def _meant(claim: AmountClaim, own: Sequence[AmountClaim], printed: Counter[Decimal]) -> AmountClaim | None:
    """The total that an attachment repeats, if it says the same or a single slip parts the two."""
    stated = _printed(claim.figure)
    # The total of the same name first: several stand for one another where an account has one fund.
    own = sorted(own, key=lambda other: bare(other.subject) != bare(claim.subject))
    alike = [other for other in own if _printed(other.figure) == stated]
    if alike:
        return alike[0]
    if printed[stated] > 1:
        return None
    slips = [other for other in own if _slip(claim, other)]
    return slips[0] if len({_printed(other.figure) for other in slips}) == 1 else None


def _slip(claim: AmountClaim, other: AmountClaim) -> Wording | None:
    return digit_slip(f"{_printed(claim.figure):.2f}", f"{_printed(other.figure):.2f}")


def _judged(report: Report, claim: AmountClaim, meant: AmountClaim) -> Finding:
    unit = claim.figure.unit or WAN_YUAN
    reading, outcome = judge_readings(report, claim.figure, [same(meant.figure.to(unit))])
    agrees = outcome.verdict is Verdict.CONSISTENT
    slip = _slip(claim, meant)
    return claim_finding(
        "cross.attachment",
        "cross",
        claim,
        claim.figure,
        outcome,
        message=tell(
            "found.attachment_agrees" if agrees else "found.attachment",
            subject=claim.subject,
            stated=claim.figure.text,
            own=meant.subject,
            value=meant.figure.text,
        ),
        calculation="" if agrees else f"{claim.figure.value} ≠ {meant.figure.value}",
        explanation=NOTHING if agrees or slip is None else tell("cause.likely", cause=slip),
        figures=(meant.figure,),
        compute=reading.compute,
    )

"""Rules on the amounts of a share: a part is no more than its whole."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Verdict
from ...reports import Finding, Report, ShareClaim, SumClaim
from ...wordings import NOTHING, tell
from ..findings.claims import claim_finding, judge_readings, short_precision_note
from ..findings.ratios import ratio
from ..registry import rule
from ..verdicts import Outcome


@rule("share.part-within", "share")
def part_within(report: Report) -> Iterator[Finding]:
    """A part is no more than the whole of which it is a share, also where the percentage has too few digits
    to tell: 488.80 of 488.08, 占100%.

    Where the percentage does not fit the two amounts either, share.rate speaks, and sum.parts where the part
    stands in a list.
    """
    for claim in report.claims:
        if not isinstance(claim, ShareClaim) or claim.whole is None or claim.alternatives:
            continue
        part, printed = claim.part, claim.whole
        if not (part.is_money and printed.is_money and claim.share.unit == PERCENT) or printed.value <= 0:
            continue
        whole = printed.to(part.unit or WAN_YUAN)
        if part.interval().low <= whole.interval().high:
            continue
        _, rate = judge_readings(report, claim.share, [ratio(part, whole)])
        fits = rate.verdict is Verdict.CONSISTENT and short_precision_note(rate, report) == NOTHING
        if not fits or claim.share.value > HUNDRED or _is_summed(report, claim):
            continue
        yield claim_finding(
            "share.part-within",
            "share",
            claim,
            part,
            Outcome(Verdict.INCONSISTENT, "", whole.value),
            message=tell(
                "found.part_within",
                subject=claim.subject,
                stated=part.text,
                whole=claim.whole_name or tell("named.whole"),
                value=printed.text,
                share=claim.share.text,
            ),
            calculation=f"{part.value} > {whole.value}",
            explanation=tell("cause.part_within"),
            figures=(printed,),
        )


def _is_summed(report: Report, claim: ShareClaim) -> bool:
    """Whether the part is one of those that a list adds up to the whole."""
    return any(
        isinstance(other, SumClaim)
        and claim.whole is not None
        and other.whole.place == claim.whole.place
        and any(part.figure.place == claim.part.place for part in other.parts)
        for other in report.claims
    )

"""An amount of the narrative against the same amount elsewhere, and what may have happened to it."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import WAN_YUAN, YUAN_PER_UNIT, Figure, Interval, Verdict
from ..reports import AmountClaim, Claim, Report, View
from ..settings import reference
from ..wordings import NOTHING, Wording, tell
from .claim_findings import Reading, short_precision_note
from .explanation import copied_from, digit_slip, explain
from .form_cells import FormCell, named_cells
from .verdicts import Outcome


def money_amounts(report: Report) -> Iterator[AmountClaim]:
    """The amounts of money that sentences assert, in order."""
    return (c for c in report.claims if isinstance(c, AmountClaim) and c.figure.unit in YUAN_PER_UNIT)


def same(figure: Figure) -> Reading:
    """The reading under which a figure must be that other one."""

    def compute(view: View) -> Interval:
        return view(figure)

    return Reading(compute, f"{figure.value}", (figure,))


def explain_amount(report: Report, claim: Claim, right: Figure, outcome: Outcome) -> Wording:
    """What may have happened to an amount that should be `right`; empty where it stands."""
    if outcome.verdict is Verdict.CONSISTENT or not isinstance(claim, AmountClaim):
        return NOTHING
    if outcome.verdict is Verdict.TRUNCATED:
        return tell("cause.cut")
    taken = _other_named_cell(report, claim, right)
    if taken is not None:
        return tell("cause.taken_from", cell=taken.where)
    own = (claim.figure,)
    copied = copied_from(report, claim.figure, own) if claim.figure.decimals else None
    slip = digit_slip(
        f"{claim.figure.value:f}",
        f"{right.to(claim.figure.unit or WAN_YUAN).value:.{claim.figure.decimals}f}",
    )
    return (slip or copied or explain(claim.figure, outcome.nominal)) + short_precision_note(outcome, report)


def _other_named_cell(report: Report, claim: AmountClaim, right: Figure) -> FormCell | None:
    """The total of another form that the stated figure rounds to, where it is not a trivial number."""
    if len(claim.figure.text.strip("万元亿")) < 4:
        return None
    for key, entry in reference("amounts_in_forms").items():
        for measure in entry:
            for cell in named_cells(report, key, measure):
                value = cell.figure.to(claim.figure.unit or WAN_YUAN)
                if value.value != right.value and claim.figure.interval().contains(value.value):
                    return cell
    return None

"""What a checked report says of its claims."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.figures import Verdict
from final_accounts.reports import CheckedReport, Finding, ShareClaim
from final_accounts.showing.accounts import claim_groups


def test_what_is_merely_unusual_takes_no_verdict_from_a_claim(checked: CheckedReport) -> None:
    share = next(claim for claim in checked.report.claims if isinstance(claim, ShareClaim))
    held = Finding(
        rule="share.rate",
        kind="share",
        verdict=Verdict.CONSISTENT,
        message="",
        stated_figure=share.share,
        figures=(share.share,),
    )
    unusual = replace(held, rule="unusual.x", verdict=Verdict.UNDETERMINED, stated_figure=None)
    for findings, verdict in (
        ((held, unusual), Verdict.CONSISTENT),
        ((unusual,), Verdict.UNDETERMINED),
    ):
        lines = [line for group in claim_groups(replace(checked, findings=findings)) for line in group.lines]
        assert [line.verdict for line in lines if line.claim is share] == [verdict]

"""What a checked report says of its claims."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import CheckedReport, Finding, ShareClaim
from final_accounts.showing.accounts import claim_groups
from final_accounts.showing.panels import show_claims

from ..checking.claim_making import account


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


def test_an_items_budget_is_told_from_what_was_spent() -> None:
    text = "1.行政运行（项）。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。"
    shown = show_claims(check(account(("general-budget-items", text)))).html
    assert "<span>预算 <b>10.00 万元</b></span>" in shown and "<span>数额 <b>9.00 万元</b></span>" in shown

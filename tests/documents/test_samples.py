"""The samples of data/raw, typeset from the same figures: read in their own formats, they say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from final_accounts.reports import CheckedReport, Severity

from .expected_findings import ACCOUNTS, Account, checked, rows


@pytest.fixture(scope="module", params=ACCOUNTS, ids=lambda account: account.sample)
def sample(request: pytest.FixtureRequest, root: Path) -> tuple[Account, CheckedReport]:
    account: Account = request.param
    return account, checked(root / "data" / "raw" / account.sample)


Sample = tuple[Account, CheckedReport]


def test_whose_account_it_is(sample: Sample) -> None:
    account, told = sample
    report = told.report
    assert (report.bureau, report.fiscal_year, report.unit) == (account.bureau, account.year, "万元")
    assert (len(report.forms), len(report.charts)) == (account.forms, account.charts)


def test_the_same_contradictions_are_found(sample: Sample) -> None:
    account, told = sample
    assert rows(told, Severity.ERROR) == sorted(account.errors, key=str)
    assert rows(told, Severity.WARNING) == sorted(account.warnings, key=str)
    assert told.failed_rules == ()


def test_what_rounding_allows_is_not_found(sample: Sample) -> None:
    account, told = sample
    loud = {f.stated for f in told.findings if f.severity in (Severity.ERROR, Severity.WARNING)}
    assert not loud & set(account.not_found)


def test_no_figure_is_passed_over(sample: Sample) -> None:
    _, told = sample
    own = [entry for entry in told.ledger.entries if entry.account]
    unbound = [entry.figure.text for entry in own if entry.bound_to is None]
    assert len(unbound) <= 0.02 * len(own), unbound


def test_findings_lead_to_a_page_or_a_paragraph(sample: Sample) -> None:
    account, told = sample
    for finding in told.contradictions:
        for place in finding.places:
            if account.sample.endswith(".pdf"):
                assert place.page is not None and place.box is not None, finding.message
            else:
                assert place.paragraph is not None or place.table is not None, finding.message


def test_every_claim_is_about_something_in_the_reports_own_words(sample: Sample) -> None:
    """Names of our own vocabulary (hospitality, fund) are for the computer."""
    subjects = {claim.subject for claim in sample[1].report.claims if claim.subject}
    assert subjects and not [subject for subject in subjects if re.fullmatch(r"[a-z]+(?:-[a-z]+)*", subject)]

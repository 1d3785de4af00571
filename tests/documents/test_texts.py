"""The five published accounts as plain text: whose they are, what is wrong in them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.figures import Verdict
from final_accounts.reports import CheckedReport, Severity

from .expected_findings import ACCOUNTS, Account, checked, rows


@pytest.fixture(scope="module", params=ACCOUNTS, ids=lambda account: account.text)
def published(request: pytest.FixtureRequest, real_reports: Path) -> tuple[Account, CheckedReport]:
    account: Account = request.param
    (file,) = real_reports.glob(f"{account.text}_*.txt")
    return account, checked(file)


Published = tuple[Account, CheckedReport]


def test_whose_account_it_is(published: Published) -> None:
    account, told = published
    report = told.report
    assert (report.bureau, report.fiscal_year, report.unit) == (account.bureau, account.year, "万元")
    assert report.usual_decimals == account.usual_decimals
    assert (len(report.forms), len(report.charts)) == (account.forms, account.charts)


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING, Severity.NOTE])
def test_what_is_found_and_nothing_else(published: Published, severity: Severity) -> None:
    account, told = published
    expected = {
        Severity.ERROR: account.errors,
        Severity.WARNING: account.warnings,
        Severity.NOTE: account.notes,
    }[severity]
    assert rows(told, severity) == sorted(expected, key=str)
    assert told.failed_rules == ()


def test_what_rounding_allows_is_not_found(published: Published) -> None:
    account, told = published
    printed = {f"{entry.figure.value:f}" for entry in told.ledger.entries}
    loud = {
        text for f in told.findings if f.severity is not Severity.NONE for text in (f.stated, f.recomputed)
    }
    for figure in account.not_found:
        assert figure in printed, f"{figure} is not printed in {account.text}"
        assert figure not in loud


def test_no_figure_is_passed_over(published: Published) -> None:
    account, told = published
    own = [entry for entry in told.ledger.entries if entry.account]
    assert len(own) >= account.figures
    unbound = [entry.figure.text for entry in own if entry.bound_to is None]
    assert len(unbound) <= 0.02 * len(own), unbound
    assert told.ledger.counts()["figures"] == len(own)


def test_every_finding_can_be_shown(published: Published) -> None:
    _, told = published
    for finding in told.contradictions:
        assert finding.message
        assert finding.explanation or finding.rule in {"unit.form", "numbering.form"}
        # What is absent stands nowhere.
        assert any(place.line for place in finding.places) or finding.rule == "completeness.disclosure"
        assert finding.verdict is not Verdict.CONSISTENT

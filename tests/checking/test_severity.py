"""How loudly a finding speaks."""

from __future__ import annotations

import pytest

from final_accounts.checking.severity import with_severity
from final_accounts.figures import Verdict
from final_accounts.reports import Finding, Severity
from final_accounts.settings import reference


def rated(rule: str, verdict: str, needed: str | None = None, overrides: dict[str, str] | None = None) -> str:
    finding = Finding(rule=rule, kind="sum", verdict=Verdict(verdict), message="", needed=needed)
    return with_severity(finding, overrides).severity.value


@pytest.mark.parametrize(
    ("rule", "verdict", "needed", "severity"),
    [
        ("change.rate", "inconsistent", None, "error"),
        ("change.rate", "truncated", None, "warning"),
        ("change.rate", "undetermined", None, "none"),
        ("change.rate", "consistent", None, "none"),
        # only dropped zeros could save it
        ("share.rate", "inconsistent", "printed", "warning"),
        ("share.rate", "inconsistent", "usual", "error"),
        # rounded to one more digit first
        ("share.rate", "inconsistent", "twice", "warning"),
        ("unit.form", "inconsistent", None, "error"),
        # what another wrong figure brings about
        ("sum.parts", "inconsistent", "consequence", "note"),
        ("wording.template", "inconsistent", "consequence", "note"),
        # a rule's own line wins over its verdict's, but nothing makes what holds loud
        ("wording.template", "inconsistent", None, "warning"),
        ("wording.repeated-word", "inconsistent", None, "note"),
        ("numbering.contents", "inconsistent", None, "warning"),
        ("completeness.forms-not-found", "undetermined", None, "note"),
        ("completeness.forms-unread", "undetermined", None, "note"),
        ("numbering.form", "consistent", None, "none"),
    ],
)
def test_the_policy(rule: str, verdict: str, needed: str | None, severity: str) -> None:
    assert rated(rule, verdict, needed) == severity


def test_overrides_of_one_run() -> None:
    assert rated("change.rate", "inconsistent", None, {"change.rate": "note"}) == "note"
    assert rated("wording.template", "inconsistent", None, {"wording.template": "none"}) == "none"
    assert rated("share.rate", "inconsistent", None, {"change.rate": "note"}) == "error"
    assert rated("change.rate", "consistent", None, {"change.rate": "error"}) == "none"


def test_the_policy_names_severities_only() -> None:
    policy = reference("severity")
    assert {*policy["rules"].values(), *policy["verdicts"].values()} <= {s.value for s in Severity}
    beside = {"printed", "twice", "consequence", "reading"}
    assert set(policy["verdicts"]) == {verdict.value for verdict in Verdict} | beside

"""How loudly each finding speaks: policy in severity.toml, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..figures import Verdict
from ..reports import Finding, Severity
from ..settings import reference


def with_severity(finding: Finding, overrides: Mapping[str, str] | None = None) -> Finding:
    """The finding with the policy's severity. `overrides` maps rule names to severities for one run.

    A rule's own line speaks of what the rule finds wrong, and of the undetermined only where it says so.
    """
    policy = reference("severity")
    by_rule = {**policy["rules"], **(overrides or {})}
    own = by_rule.get(finding.rule)
    if finding.verdict is Verdict.CONSISTENT:
        return replace(finding, severity=Severity.NONE)
    if finding.needed in ("consequence", "reading"):
        return replace(finding, severity=Severity(policy["verdicts"][finding.needed]))
    if own is not None:
        return replace(finding, severity=Severity(own))
    if finding.needed in ("printed", "twice") and finding.verdict is Verdict.INCONSISTENT:
        return replace(finding, severity=Severity(policy["verdicts"][finding.needed]))
    return replace(finding, severity=Severity(policy["verdicts"][finding.verdict.value]))

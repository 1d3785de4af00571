"""From a Report to its findings and its ledger: the one way in to checking."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from ..reports import CheckedReport, Finding, Report
from .diagnosis.slips import diagnose
from .ledger import keep_ledger
from .registry import run_rules
from .rules import (  # noqa: F401  (importing a family registers its rules)
    asset_rules,
    attachment_rules,
    average_rules,
    balance_rules,
    bureau_name_rules,
    carry_over_rules,
    category_name_rules,
    change_rate_sum_rules,
    change_rules,
    change_sum_rules,
    chart_rules,
    completion_direction_rules,
    completion_sum_rules,
    contract_share_rules,
    count_rules,
    cross_form_rules,
    cross_rules,
    difference_rules,
    disclosure,
    earlier_rules,
    execution_points_rules,
    form_between,
    form_categories,
    form_codes,
    form_completeness,
    form_numbering,
    form_sums,
    form_units,
    fund_name_rules,
    heading_number_rules,
    income_code_rules,
    item_name_rules,
    item_path_rules,
    item_purpose_rules,
    level_rules,
    list_completeness,
    named_sum_rules,
    performance_rules,
    performance_table_rules,
    points_rules,
    project_sum_rules,
    reason_completeness,
    reason_rules,
    reason_word_rules,
    share_part_rules,
    share_rules,
    share_sum_rules,
    side_rules,
    sum_budget_rules,
    sum_rules,
    three_public_rules,
    title_year_rules,
    total_part_rules,
    unit_count_rules,
    unit_rules,
    unprinted_whole_rules,
    unusual,
    wording_rules,
    year_rules,
)
from .severity import with_severity
from .uncertain import left_open

log = logging.getLogger(__name__)


def check(
    report: Report, severities: Mapping[str, str] | None = None, earlier: Report | None = None
) -> CheckedReport:
    """Run every rule that applies. `severities` overrides the policy, by rule name, for this run;
    `earlier` is the same bureau's account of the year before, where it is at hand.

    A rule that breaks on this report is named in `failed_rules`; the others still speak, and where the
    diagnosis breaks they speak without it.

    Raises TypeError for anything but a report.

    >>> checked = fa.check(fa.read("2024年度部门决算.pdf"))  # doctest: +SKIP
    """
    if not isinstance(report, Report):
        raise TypeError(f"check takes a report, not {type(report).__name__}: fa.check(fa.read(source))")
    if earlier is not None:
        report = replace(report, earlier=earlier)
    found, failed = run_rules(report)
    findings = tuple(left_open(report, found))
    explained, broken = _diagnosed(report, findings)
    rated = tuple(with_severity(finding, severities) for finding in explained)
    return CheckedReport(report, rated, keep_ledger(report, rated), (*failed, *broken))


def _diagnosed(
    report: Report, findings: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """The findings with what may have happened; as they are, with what broke, where that cannot be told."""
    try:
        return diagnose(report, findings), ()
    except Exception as error:  # logged and reported as failed; the findings stand without it
        log.exception("diagnosis failed on %s", report.document.source.name)
        return findings, (("diagnosis", f"{type(error).__name__}: {error}"),)

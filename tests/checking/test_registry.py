"""The registry of rules: what a rule must have, and that each one is covered by a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from final_accounts.checking import checker
from final_accounts.checking.registry import KINDS, RULES, Rule, in_order, rule, run_rules
from final_accounts.figures import Verdict
from final_accounts.recognising.forms.catalogue import form_kinds
from final_accounts.reports import Finding, Report
from final_accounts.settings import reference

from ..recognising.narrative.narrative_making import account

TESTED_IN = {
    "change.rate": "test_change_rules",
    "change.reason-words": "test_reason_word_rules",
    "change.beyond-amount": "test_difference_rules",
    "change.said-again": "test_difference_rules",
    "balance.assets": "test_asset_rules",
    "change.level": "test_change_rules",
    "change.level-change": "test_level_rules",
    "earlier.last-year": "test_earlier_rules",
    "earlier.carry-over": "test_earlier_rules",
    "completeness.disclosure": "test_disclosure",
    "chart.value": "test_chart_rules",
    "performance.funding": "test_performance_rules",
    "performance.execution-points": "test_points_rules",
    "performance.usual-points": "test_points_rules",
    "performance.projects-sum": "test_project_sum_rules",
    "performance.sources": "test_performance_rules",
    "unusual.dominant-line": "test_unusual",
    "unusual.programme-in-basic": "test_unusual",
    "unusual.budget-missed": "test_unusual",
    "unusual.short-list": "test_unusual",
    "unusual.operating-funds": "test_unusual",
    "unusual.contracts": "test_unusual",
    "change.zero-base": "test_change_rules",
    "change.direction": "test_change_rules",
    "change.difference": "test_change_rules",
    "share.part-within": "test_share_part_rules",
    "share.rate": "test_share_rules",
    "completion.parts": "test_completion_sum_rules",
    "completion.items": "test_completion_item_rules",
    "share.together": "test_share_sum_rules",
    "cross.basic-expenditure": "test_named_sum_rules",
    "share.same-whole": "test_unprinted_whole_rules",
    "share.project-whole": "test_unprinted_whole_rules",
    "completion.rate": "test_share_rules",
    "completion.zero-budget": "test_share_rules",
    "completion.direction": "test_completion_direction_rules",
    "completion.change-direction": "test_completion_direction_rules",
    "change.reason": "test_reason_rules",
    "wording.title-year": "test_title_year_rules",
    "cross.attachment": "test_attachment_rules",
    "cross.contract-shares": "test_contract_share_rules",
    "wording.category-name": "test_category_name_rules",
    "wording.item-path": "test_item_path_rules",
    "wording.item-purpose": "test_item_purpose_rules",
    "wording.other-bureau": "test_bureau_name_rules",
    "wording.other-fund": "test_fund_name_rules",
    "sum.parts": "test_sum_rules",
    "sum.budgets": "test_sum_budget_rules",
    "count.parts": "test_sum_rules",
    "count.heads": "test_count_rules",
    "forms.income-codes": "test_income_code_rules",
    "numbering.heading": "test_heading_number_rules",
    "wording.wrong-side": "test_side_rules",
    "count.units": "test_unit_count_rules",
    "wording.item-twice": "test_item_name_rules",
    "count.remedied": "test_count_rules",
    "count.vehicles": "test_count_rules",
    "count.nothing": "test_count_rules",
    "count.enumeration": "test_sum_rules",
    "unit.stray": "test_sum_rules",
    "balance.carry-over": "test_balance_rules",
    "balance.totals": "test_balance_rules",
    "balance.opening": "test_carry_over_rules",
    "balance.last-closing": "test_carry_over_rules",
    "cross.amount-form": "test_cross_form_rules",
    "cross.item-form": "test_cross_form_rules",
    "cross.category-form": "test_cross_form_rules",
    "cross.economic-form": "test_cross_form_rules",
    "cross.repeated-amount": "test_cross_rules",
    "cross.said-again": "test_cross_rules",
    "cross.funds-within-expenditure": "test_cross_rules",
    "cross.total-covers-year": "test_cross_rules",
    "cross.absence": "test_cross_rules",
    "cross.average": "test_average_rules",
    "change.parts": "test_change_sum_rules",
    "change.rate-parts": "test_change_rate_sum_rules",
    "cross.named-parts": "test_named_sum_rules",
    "cross.three-public-parts": "test_three_public_rules",
    "cross.total-parts": "test_total_part_rules",
    "wording.template": "test_wording_rules",
    "wording.percent-sign": "test_wording_rules",
    "wording.double-sign": "test_wording_rules",
    "wording.repeated-clause": "test_wording_rules",
    "wording.repeated-word": "test_wording_rules",
    "wording.other-year": "test_year_rules",
    "wording.wrong-year": "test_year_rules",
    "unit.amount-missing": "test_unit_rules",
    "unit.lone-yuan": "test_unit_rules",
    "numbering.contents": "test_wording_rules",
    "completeness.forms-not-found": "test_wording_rules",
    "completeness.forms-unread": "test_wording_rules",
    "performance.rate": "test_performance_rules",
    "performance.total": "test_performance_rules",
    "performance.whole-department": "test_performance_rules",
    "performance.project": "test_performance_rules",
    "performance.unit": "test_performance_rules",
    "performance.points": "test_points_rules",
    "performance.group-weight": "test_points_rules",
    "performance.score-within-weight": "test_points_rules",
    "performance.score": "test_points_rules",
    "forms.code-name": "test_form_codes",
    "forms.row-repeated": "test_form_codes",
    "forms.category-known": "test_form_categories",
    "forms.code-category": "test_form_categories",
    "forms.code-known": "test_form_codes",
    "forms.row-sum": "test_form_sums",
    "forms.tree-sum": "test_form_sums",
    "forms.total-sum": "test_form_sums",
    "forms.line-sum": "test_form_sums",
    "forms.balance": "test_form_sums",
    "forms.income-lines": "test_form_between",
    "forms.expenditure-categories": "test_form_between",
    "forms.appropriation-income": "test_form_between",
    "forms.appropriation-expenditure": "test_form_between",
    "forms.basic-total": "test_form_between",
    "forms.budget-within-expenditure": "test_form_between",
    "forms.three-public-least": "test_form_between",
    "unit.form": "test_form_units",
    "unit.missing": "test_form_units",
    "numbering.form": "test_form_units",
    "completeness.empty-form-unexplained": "test_form_units",
    "completeness.declared-empty": "test_form_units",
    "completeness.form-missing": "test_form_completeness",
    "completeness.parts": "test_list_completeness",
    "completeness.reasons": "test_reason_completeness",
}
"""Where the passing, the failing and the limiting case of each rule stand."""


def test_every_rule_is_tested() -> None:
    assert set(RULES) == set(TESTED_IN)
    for name, module in TESTED_IN.items():
        (file,) = Path(__file__).parent.rglob(f"{module}.py")
        text = file.read_text(encoding="utf-8")
        function = RULES[name].function.__name__
        assert re.search(rf'"{re.escape(name)}"|\b{function}\b', text), f"{name} is not in {module}"


@pytest.mark.parametrize("registered", RULES.values(), ids=lambda registered: registered.name)
def test_a_rule_says_what_it_is(registered: Rule) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+(?:-[a-z]+)*", registered.name)
    assert registered.kind in KINDS
    assert registered.sentence.splitlines()[0].strip()
    assert registered.sentence.rstrip()[-1] in ".。"
    assert registered.form is None or registered.form in form_kinds()


def test_the_severity_policy_speaks_of_rules_that_exist() -> None:
    assert set(reference("severity")["rules"]) <= set(RULES)


def dummy(report: Report) -> Iterator[Finding]:
    """A rule for these tests."""
    yield Finding(rule="test.dummy", kind="sum", verdict=Verdict.CONSISTENT, message="")


@pytest.mark.parametrize(
    ("name", "kind", "problem"),
    [
        ("change.rate", "change", "rule 'change.rate' is registered twice"),
        ("test.dummy", "colour", "rule 'test.dummy' has the unknown kind 'colour'"),
    ],
)
def test_what_is_not_registered(name: str, kind: str, problem: str) -> None:
    before = dict(RULES)
    with pytest.raises(ValueError, match=re.escape(problem)):
        rule(name, kind)(dummy)
    assert before == RULES


def test_a_rule_without_a_sentence_is_not_registered() -> None:
    def silent(report: Report) -> Iterator[Finding]:
        yield from ()

    with pytest.raises(ValueError, match=r"rule 'test\.silent' has no sentence"):
        rule("test.silent", "sum")(silent)


def test_a_broken_rule_hides_nothing_of_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(report: Report) -> Iterator[Finding]:
        """A rule that breaks."""
        yield from ()
        raise KeyError("year")

    report = account(("totals", "2024年度收入、支出总计均为300.00万元。"))
    monkeypatch.setitem(RULES, "test.broken", Rule("test.broken", "sum", None, broken))
    monkeypatch.setitem(RULES, "test.dummy", Rule("test.dummy", "sum", None, dummy))
    findings, failed = run_rules(report)
    assert failed == (("test.broken", "KeyError: 'year'"),)
    assert [finding.rule for finding in findings if finding.rule.startswith("test.")] == ["test.dummy"]
    assert "rule test.broken failed on made.txt" in caplog.text
    assert checker.check(report).failed_rules == failed


def test_a_rule_waits_for_its_form() -> None:
    report = account(("totals", "2024年度收入、支出总计均为300.00万元。"))
    assert not Rule("test.form", "sum", "basic", dummy).applies(report)
    assert Rule("test.form", "sum", None, dummy).applies(report)


def test_rules_run_in_one_order_however_they_were_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [registered.name for registered in in_order()]
    assert usual[:3] == ["balance.assets", "cross.attachment", "cross.average"]
    backwards = dict(reversed(RULES.items()))
    monkeypatch.setattr("final_accounts.checking.registry.RULES", backwards)
    assert [registered.name for registered in in_order()] == usual


def test_a_broken_diagnosis_hides_no_finding(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(report: Report, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        raise KeyError("unit")

    report = account(("income", "本年收入合计300.00万元，其中：财政拨款收入310.00万元，占100%。"))
    told = [finding.rule for finding in checker.check(report).contradictions]
    monkeypatch.setattr(checker, "diagnose", broken)
    checked = checker.check(report)
    assert checked.failed_rules == (("diagnosis", "KeyError: 'unit'"),)
    assert [finding.rule for finding in checked.contradictions] == told != []
    assert "diagnosis failed on made.txt" in caplog.text

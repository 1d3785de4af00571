"""The disclosure checklist: present, empty or absent, each with its place."""

from __future__ import annotations

from final_accounts.checking.rules.disclosure import Disclosed, disclosure
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report

from ...recognising.narrative.narrative_making import account, document
from ..claim_making import findings, with_forms
from ..form_making import form


def states(report: Report) -> dict[str, Disclosed]:
    return {point.label: point.state for point in disclosure(report)}


def test_a_section_or_a_form_covers_a_point() -> None:
    report = account(("procurement", ("政府采购支出总额3.00万元。",)))
    points = {point.label: point for point in disclosure(report)}
    assert points["政府采购"].state is Disclosed.PRESENT
    assert points["政府采购"].place is not None
    assert points["机关运行经费"].state is Disclosed.ABSENT
    spent = with_forms(report, form("three-public", "预算数|1.00|||||1.00", "决算数|1.00|||||1.00"))
    assert states(spent)["“三公”经费总额和分项数额"] is Disclosed.PRESENT


def test_an_empty_form_is_empty_not_absent() -> None:
    report = with_forms(account(("totals", ("收入总计3.00万元。",))), form("fund", "合计||||||"))
    points = {point.label: point for point in disclosure(report)}
    fund = points["政府性基金预算收入支出"]
    assert (fund.state, fund.evidence) == (Disclosed.EMPTY, "《政府性基金预算财政拨款收入支出决算表》为空表")


def test_only_the_absent_is_found() -> None:
    report = account(("totals", ("收入总计3.00万元，支出总计3.00万元。",)))
    messages = [finding.message for finding in findings("completeness.disclosure", report)]
    assert "未见应公开的内容：机关运行经费" in messages
    assert "未见应公开的内容：收入支出总体情况（含总表）" not in messages


def test_no_visits_need_no_numbers_of_them() -> None:
    report = account(("three-public", ("“三公”经费支出3.00万元。本部门无因公出国（境）预算安排及支出。",)))
    assert states(report)["因公出国（境）团组数及人数"] is Disclosed.PRESENT


def test_a_summary_is_not_measured_by_the_checklist() -> None:
    summary = recognise(document("某市“三公”经费决算", "2024年“三公”经费决算5.00万元，比上年下降1.8%。"))
    assert findings("completeness.disclosure", summary) == []

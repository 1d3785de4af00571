"""The disclosure checklist: present, empty or absent, each with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.checking.rules.disclosure import Disclosed, disclosure
from final_accounts.documents import Cell, Table
from final_accounts.places import Place
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


@pytest.mark.parametrize(
    ("point", "text", "state"),
    [
        (
            "公务用车购置数",
            "公务用车购置及运行维护费支出3.00万元，其中：公务用车运行维护费3.00万元。",
            "absent",
        ),
        ("公务用车购置数", "公务用车购置费18.00万元，公务用车保有量3辆。", "absent"),
        ("公务用车购置数", "公务用车购置费18.00万元，购置公务用车1辆。", "present"),
        ("公务用车购置数", "公务用车购置费18.00万元，用于新购一辆执法用车。", "present"),
        ("公务用车购置数", "公务用车购置支出0.00万元。", "present"),
        ("公务用车购置数", "公务用车费用下降的原因是本年未新增公务用车。", "present"),
        ("公务用车购置数", "本年无大型设备购置。", "absent"),
        ("公务用车购置数", "公务用车购置及运行维护费0.00万元，比上年减少2.00万元。", "absent"),
        ("公务用车保有量", "购置公务用车1辆。", "absent"),
        ("公务用车保有量", "公务用车保有量3辆。", "present"),
        ("国内公务接待批次、人数", "国内公务接待支出0.00万元，其中：接待外宾0批次、0人次。", "absent"),
        ("国内公务接待批次、人数", "国内公务接待2批次、9人次，其中：接待外宾0批次、0人次。", "present"),
        ("因公出国（境）团组数及人数", "公务接待费1.00万元，接待来访团组2个、9人。", "absent"),
        ("因公出国（境）团组数及人数", "全年因公出国（境）团组0个、0人次。", "present"),
    ],
)
def test_what_the_three_public_expenses_count(point: str, text: str, state: str) -> None:
    assert states(account(("three-public", ("“三公”经费支出3.00万元。", text))))[point].value == state


COUNTED = ("因公出国（境）团组数及人数", "公务用车购置数", "公务用车保有量", "国内公务接待批次、人数")


def test_of_nothing_nothing_is_counted() -> None:
    totals = ("totals", ("收入总计3.00万元，支出总计3.00万元。",))
    said = states(account(totals, ("three-public", ("本部门2024年度无财政拨款“三公”经费支出。",))))
    assert {said[point] for point in COUNTED} == {Disclosed.PRESENT}
    below_heading = states(account(totals, ("three-public", ("2024年度无该项支出。",))))
    assert {below_heading[point] for point in COUNTED} == {Disclosed.PRESENT}
    of_one = states(
        account(("three-public", ("“三公”经费支出3.00万元。", "公务接待费2.00万元，无该项支出。")))
    )
    assert {of_one[point] for point in COUNTED} == {Disclosed.ABSENT}


def test_a_table_that_counts_shows_it() -> None:
    told = account(("three-public", ("“三公”经费支出3.00万元。",)))
    rows = (("公务用车购置数（辆）", "0"), ("公务用车保有量（辆）", "3"))
    cells = tuple(tuple(Cell(text, Place(table=0)) for text in row) for row in rows)
    counting = Table(0, cells, Place(table=0))
    with_table = replace(told, document=replace(told.document, blocks=(*told.document.blocks, counting)))
    assert states(with_table)["公务用车购置数"] is Disclosed.PRESENT
    assert states(with_table)["国内公务接待批次、人数"] is Disclosed.ABSENT

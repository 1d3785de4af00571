"""Notes and sections that speak of another budget than theirs."""

from __future__ import annotations

import pytest

from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Form

from ...recognising.narrative.narrative_making import PART, account, document
from ..claim_making import findings, with_forms
from ..form_making import form

RULE = "wording.other-fund"
EMPTY = "合计|||"
NO_FUND = "注：本部门本年度没有政府性基金收支，故本表无数据。"
NO_CAPITAL = "注：本部门本年度没有国有资本经营收支，故本表无数据。"
CAPITAL = "九、国有资本经营预算财政拨款支出决算情况说明"


def said_of_forms(fund: Form, capital: Form) -> list[str | None]:
    report = with_forms(account(("totals", ("收入总计3.00万元，支出总计3.00万元。",))), fund, capital)
    return [finding.section for finding in findings(RULE, report)]


FUND = form("fund", EMPTY, notes=(NO_FUND,))


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ((NO_CAPITAL,), []),
        ((NO_FUND,), ["国有资本经营预算财政拨款支出决算表"]),
        # with the form's own note beside it, the other was only torn off the form before
        ((NO_FUND, NO_CAPITAL), []),
        (("注：本部门没有政府性基金和国有资本经营收支。",), []),
        (("注：本表不含政府性基金预算财政拨款支出决算表的数字。",), []),
    ],
)
def test_the_note_below_an_empty_form(notes: tuple[str, ...], found: list[str]) -> None:
    assert said_of_forms(FUND, form("state-capital", EMPTY, notes=notes)) == found


def test_the_only_note_of_two_empty_forms_may_be_of_either() -> None:
    assert said_of_forms(form("fund", EMPTY), form("state-capital", EMPTY, notes=(NO_FUND,))) == []
    spent = form("fund", "合计||20.00|20.00||20.00|")
    assert said_of_forms(spent, form("state-capital", EMPTY, notes=(NO_FUND,))) != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本部门2024年度无国有资本经营预算财政拨款支出。", []),
        ("本部门2024年度无政府性基金预算财政拨款支出。", ["政府性基金"]),
        ("本部门2024年度无该项支出。", []),
        ("本部门2024年度无政府性基金预算和国有资本经营预算财政拨款支出。", []),
        ("政府性基金预算财政拨款支出见第八部分。", []),
    ],
)
def test_what_a_section_says_that_there_is_none_of(text: str, found: list[str]) -> None:
    amount = "2024年度收入、支出总计均为300.00万元。"
    report = recognise(
        document("某某县示例局2024年度部门决算", PART, "一、收入支出决算总体情况说明", amount, CAPITAL, text)
    )
    assert [finding.stated for finding in findings(RULE, report)] == found

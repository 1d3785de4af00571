"""The codes of form 2 against those of form 3."""

from __future__ import annotations

import pytest

from final_accounts.reports import Finding, Form, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import explained, findings, with_forms
from ..form_making import form

ROWS = (
    "2050201 学前教育|5.00",
    "2050202 小学教育|12.00",
    "2050302 中等职业教育|33.00",
    "2080505 机关事业单位基本养老保险缴费支出|4.00",
    "2101101 行政单位医疗|2.00",
    "2101102 事业单位医疗|3.00",
    "2210201 住房公积金|6.00",
)
SUMMARY = (
    "收本年收入合计|65.00",
    "收年初结转和结余|0.00",
    "收总计|65.00",
    "支本年支出合计|65.00",
    "支总计|65.00",
)


def income(*changed: str) -> Form:
    rows = {row[:7]: row for row in (*ROWS, *changed)}
    return form("income", "合计|65.00", *(row for row in rows.values() if not row.endswith("-")))


def found(*changed: str, summary: tuple[str, ...] = SUMMARY, total: str = "65.00") -> list[Finding]:
    spent = form("expenditure", f"合计|{total}", *ROWS)
    one = form("income-expenditure", *summary)
    made = with_forms(account(("totals", "2024年度支出总计65.00万元。")), one, income(*changed), spent)
    return findings("forms.income-codes", made)


@pytest.mark.parametrize(
    ("changed", "verdict", "told"),
    [
        ((), "consistent", ""),
        (
            ("2101101 行政单位医疗|3.00", "2101102 事业单位医疗|2.00"),
            "inconsistent",
            "“2101101 行政单位医疗”收入3.00万元、支出2.00万元；“2101102 事业单位医疗”收入2.00万元、支出3.00",
        ),
        (
            ("2101102 -", "2101103 事业单位医疗|3.00"),
            "inconsistent",
            "“2101102 事业单位医疗”收入无、支出3.00万元；“2101103 事业单位医疗”收入3.00万元、支出无",
        ),
        # either amount may be rounded
        (("2101101 行政单位医疗|2.01", "2101102 事业单位医疗|2.99"), "consistent", ""),
        (("2101101 行政单位医疗|2.02", "2101102 事业单位医疗|2.98"), "inconsistent", "2.02万元"),
    ],
)
def test_what_was_taken_in_for_an_item_is_what_it_spent(
    changed: tuple[str, ...], verdict: str, told: str
) -> None:
    (one,) = found(*changed)
    assert one.verdict.value == verdict
    assert told in one.message


@pytest.mark.parametrize(
    ("changed", "summary", "total"),
    [
        # carried over, or used of what was left; form 1 is not at hand
        (
            ("2101101 行政单位医疗|3.00", "2101102 事业单位医疗|2.00"),
            (*SUMMARY, "支年末结转和结余|1.00"),
            "65.00",
        ),
        (("2101101 行政单位医疗|3.00", "2101102 事业单位医疗|2.00"), SUMMARY, "66.00"),
        # a form that does not add up
        (("2101101 行政单位医疗|3.00",), SUMMARY, "65.00"),
        # three items are booked otherwise
        (
            ("2101101 行政单位医疗|3.00", "2101102 事业单位医疗|4.00", "2210201 住房公积金|4.00"),
            SUMMARY,
            "65.00",
        ),
    ],
)
def test_income_that_need_not_be_spent_so(
    changed: tuple[str, ...], summary: tuple[str, ...], total: str
) -> None:
    assert found(*changed, summary=summary, total=total) == []


def test_without_form_1_something_may_be_carried_over() -> None:
    made = account(("totals", "2024年度支出总计65.00万元。"))
    both = income("2210201 住房公积金|5.00"), form("expenditure", "合计|65.00", *ROWS)
    assert findings("forms.income-codes", with_forms(made, *both)) == []


def test_income_booked_otherwise_is_a_warning() -> None:
    swapped = income("2101101 行政单位医疗|3.00", "2101102 事业单位医疗|2.00")
    forms = (form("income-expenditure", *SUMMARY), swapped, form("expenditure", "合计|65.00", *ROWS))
    (one,) = explained("forms.income-codes", with_forms(account(("totals", "支出总计65.00万元。")), *forms))
    assert one.severity is Severity.WARNING


def test_a_form_3_that_the_general_budget_contradicts() -> None:
    exchanged = form(
        "expenditure", "合计|65.00", *(*ROWS[:4], ROWS[4][:-4] + "3.00", ROWS[5][:-4] + "2.00", ROWS[6])
    )
    forms = (
        form("income-expenditure", *SUMMARY),
        income(),
        exchanged,
        form("general-budget", "合计|65.00", *ROWS),
    )
    made = with_forms(account(("totals", "支出总计65.00万元。")), *forms)
    assert findings("forms.income-codes", made) == []

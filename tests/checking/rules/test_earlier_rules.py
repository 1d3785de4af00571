"""This year's account against last year's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import AmountClaim, Report, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, shown, with_forms
from ..claim_making import judged as _judged_alone
from ..form_making import form

THIS_YEAR = "2024年度收入总计933.26万元。与2023年度相比，收入总计增加83.52万元，增长9.83%。"


def last_year(amount: str) -> Report:
    report = account(("totals", (f"2023年度收入总计{amount}万元，支出总计{amount}万元。",)))
    return replace(report, fiscal_year=2023)


def a_year_before(report: Report) -> Report:
    claims = [
        replace(claim, fiscal_year=2023) if isinstance(claim, AmountClaim) else claim
        for claim in report.claims
    ]
    return replace(report, fiscal_year=2023, claims=tuple(claims))


def told(amount: str, sentence: str = THIS_YEAR) -> list[tuple[str, str | None, str | None]]:
    report = replace(account(("totals", (sentence,))), earlier=last_year(amount))
    return shown(findings("earlier.last-year", report))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("849.74", ("consistent", "83.52", "83.52")),
        # 933.255 − 849.755 = 83.50 to 933.265 − 849.745 = 83.52: one last digit may go to rounding
        ("849.75", ("consistent", "83.52", "83.51")),
        ("840.74", ("inconsistent", "83.52", "92.52")),
    ],
)
def test_the_change_against_last_years_report(amount: str, expected: tuple[str, str, str]) -> None:
    assert told(amount) == [expected]


def test_a_printed_base_is_last_years_amount() -> None:
    sentence = "2024年度收入总计933.26万元，较上年849.74万元增加83.52万元，增长9.83%。"
    assert told("849.74", sentence) == [("consistent", "849.74", "849.74")]
    assert told("894.74", sentence) == [("inconsistent", "849.74", "894.74")]


def test_an_amount_given_for_the_year_before_is_last_years() -> None:
    sentence = "2024年度收入总计933.26万元，2023年度收入总计849.74万元。"
    assert told("849.74", sentence) == [("consistent", "849.74", "849.74")]
    assert told("894.74", sentence) == [("inconsistent", "849.74", "894.74")]


def test_without_last_years_report_nothing_is_said() -> None:
    assert _judged_alone("earlier.last-year", THIS_YEAR) == []


def test_another_year_is_not_last_year() -> None:
    two_before = replace(last_year("1.00"), fiscal_year=2022)
    report = replace(account(("totals", (THIS_YEAR,))), earlier=two_before)
    assert findings("earlier.last-year", report) == []


def test_it_is_a_warning() -> None:
    checked = check(account(("totals", (THIS_YEAR,))), earlier=last_year("840.74"))
    assert [f.severity for f in checked.findings if f.rule == "earlier.last-year"] == [Severity.WARNING]


ITEM = (
    "1.教育支出（类）普通教育（款）小学教育（项）：支出决算为20.00万元，完成预算100%，"
    "比上年决算数增加5.00万元，增长33.33%。"
)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("15.00", [("consistent", "5.00", "5.00")]),
        ("15.01", [("consistent", "5.00", "4.99")]),
        ("15.03", [("inconsistent", "5.00", "4.97")]),
    ],
)
def test_an_item_against_last_years_row(amount: str, expected: list[tuple[str, str, str]]) -> None:
    report = account(("general-budget-items", ITEM))
    rows = form("general-budget", f"合计|{amount}|{amount}|0", f"2050202 小学教育|{amount}|{amount}|0")
    earlier = a_year_before(with_forms(account(("totals", "收入总计1.00万元。")), rows))
    found = findings("earlier.last-year", replace(report, earlier=earlier))
    assert shown(found) == expected
    if found[0].verdict is Verdict.INCONSISTENT:
        # Cells print no unit, and last year's forms may be in another one.
        assert f"上年报告为{amount}万元，" in found[0].message


def test_an_item_that_last_years_report_does_not_hold() -> None:
    earlier = a_year_before(account(("general-budget-items", ITEM.replace("小学", "高中"))))
    report = replace(account(("general-budget-items", ITEM)), earlier=earlier)
    assert findings("earlier.last-year", report) == []


def test_accounts_of_another_scope_are_told_once() -> None:
    sentences = (
        "2024年度收入总计933.26万元，支出总计933.26万元。与2023年度相比，收入总计增加83.52万元，增长9.83%；"
        "支出总计增加83.52万元，增长9.83%。"
    )
    before = "收入总计{0}万元，支出总计{0}万元。"
    spent = "三公经费支出决算为5.00万元，比上年决算数减少1.00万元，下降16.67%。"
    for amount, verdicts in (("849.74", ["consistent"] * 2 + ["inconsistent"]), ("400.00", ["inconsistent"])):
        earlier = account(
            ("totals", before.format(amount)), ("three-public", "“三公”经费支出决算为9.00万元。")
        )
        report = account(("totals", sentences), ("three-public", spent.replace("三公", "“三公”")))
        found = findings("earlier.last-year", replace(report, earlier=a_year_before(earlier)))
        assert [finding.verdict.value for finding in found] == verdicts
    assert found[0].message == "本报告所说的上年数3处，与2023年度报告无一相符"


CARRIED = "收入总计320.00万元，支出总计320.00万元，年初结转和结余{}万元，年末结转和结余{}万元。"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("6.40", [("consistent", "6.40", "6.40")]),
        ("6.41", [("consistent", "6.40", "6.41")]),
        ("6.42", [("inconsistent", "6.40", "6.42")]),
    ],
)
def test_a_year_opens_with_what_the_last_one_left(closing: str, expected: list[tuple[str, str, str]]) -> None:
    now = account(("totals", CARRIED.format("6.40", "1.67")))
    then = a_year_before(account(("totals", CARRIED.format("2.00", closing))))
    assert shown(findings("earlier.carry-over", replace(now, earlier=then))) == expected
    assert findings("earlier.carry-over", now) == []
    lines = form("income-expenditure", "收年初结转和结余|6.40", "支年末结转和结余|1.67")
    before = form("income-expenditure", "收年初结转和结余|2.00", f"支年末结转和结余|{closing}")
    pair = replace(with_forms(now, lines), earlier=with_forms(then, before))
    found = findings("earlier.carry-over", pair)
    assert shown(found) == expected
    if found[0].verdict is Verdict.INCONSISTENT:
        assert f"为6.40万元，上年报告的年末结转和结余为{closing}万元" in found[0].message

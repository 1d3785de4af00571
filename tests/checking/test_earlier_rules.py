"""This year's account against last year's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Report, Severity

from ..recognising.narrative_making import account
from .claim_making import findings, shown
from .claim_making import judged as _judged_alone

THIS_YEAR = "2024年度收入总计933.26万元。与2023年度相比，收入总计增加83.52万元，增长9.83%。"


def last_year(amount: str) -> Report:
    report = account(("totals", (f"2023年度收入总计{amount}万元，支出总计{amount}万元。",)))
    return replace(report, fiscal_year=2023)


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


def test_without_last_years_report_nothing_is_said() -> None:
    assert _judged_alone("earlier.last-year", THIS_YEAR) == []


def test_another_year_is_not_last_year() -> None:
    two_before = replace(last_year("1.00"), fiscal_year=2022)
    report = replace(account(("totals", (THIS_YEAR,))), earlier=two_before)
    assert findings("earlier.last-year", report) == []


def test_it_is_a_warning() -> None:
    checked = check(account(("totals", (THIS_YEAR,))), earlier=last_year("840.74"))
    assert [f.severity for f in checked.findings if f.rule == "earlier.last-year"] == [Severity.WARNING]

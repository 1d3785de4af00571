"""Rules on balances: carry-overs, funds, totals of both sides."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from final_accounts.checking.checker import check

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, fen, judged, wan

YEARS_AMOUNTS = "疑似把本年收入合计、本年支出合计写成了总计，未计入使用的结余和年初、年末结转和结余。"


def balance(income: str, opening: str, spent: str, closing: str) -> list[Judged]:
    text = (
        f"收入总计{income}万元，上年结转结余{opening}万元，支出总计{spent}万元，年末结转和结余{closing}万元。"
    )
    return judged("balance.carry-over", text)


@pytest.mark.parametrize(
    ("amounts", "verdict"),
    [
        (("300.00", "5.00", "295.00", "10.00"), "consistent"),
        # four figures: at most 0.02 may come of rounding
        (("300.00", "5.00", "295.00", "10.02"), "consistent"),
        (("300.00", "5.00", "295.00", "10.03"), "inconsistent"),
        (("1592.01", "6.40", "1608.56", "1.67"), "inconsistent"),
        # totals that hold the carry-overs already
        (("305.00", "5.00", "305.00", "10.00"), "consistent"),
        (("305.00", "5.00", "295.00", "10.00"), "consistent"),
        (("300.00", "5.00", "305.00", "10.00"), "consistent"),
    ],
)
def test_carry_overs(amounts: tuple[str, str, str, str], verdict: str) -> None:
    income, opening, spent, closing = map(Decimal, amounts)
    assert balance(*amounts) == [(verdict, str(income + opening), str(spent + closing))]


@settings(max_examples=40)
@given(fen, fen, fen)
def test_truly_rounded_balances_are_never_faulted(opening: int, spent: int, closing: int) -> None:
    income = spent + closing - opening
    if income < 0:
        return
    ((verdict, _, _),) = balance(wan(income), wan(opening), wan(spent), wan(closing))
    assert verdict == "consistent"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收入总计512.30万元，支出总计512.30万元", [("consistent", "512.30", "512.30")]),
        # two rounded figures of one amount differ by one last digit at most
        ("收入总计512.30万元，支出总计512.31万元", [("consistent", "512.30", "512.31")]),
        ("收入总计512.30万元，支出总计513.20万元", [("inconsistent", "512.30", "513.20")]),
        ("收入总计、支出总计分别为512.30万元、521.30万元", [("inconsistent", "512.30", "521.30")]),
        ("收、支总计512.30万元", []),
        (
            "总收入512.30万元，其中本年收入500.00万元；总支出513.20万元，其中本年支出513.20万元",
            [("inconsistent", "512.30", "513.20")],
        ),
        # the year's amounts
        ("总收入512.30万元，总支出513.20万元", []),
        # misnamed: the year's amounts, with what is left beside them
        ("收入总计512.30万元，支出总计500.30万元，年末结转和结余12.00万元", []),
        # what is left over is told beside them: the year's amounts by another name
        ("2024年度收入总计320.00万元，支出总计300.00万元，结余20.00万元。", []),
        (
            "2024年度收入总计320.00万元，支出总计300.00万元，结余10.00万元。",
            [("inconsistent", "320.00", "300.00")],
        ),
    ],
)
def test_totals_are_equal(text: str, found: list[Judged]) -> None:
    assert judged("balance.totals", f"2024年度{text}。", topic="totals") == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            ("2024年总收入512.30万元，总支出513.20万元。", "收入合计500.00万元。", "支出合计501.00万元。"),
            [("inconsistent", "512.30", "513.20")],
        ),
        # the year's amounts under another name
        (("2024年总收入512.30万元，总支出513.20万元。", "收入合计512.30万元。", "支出合计513.20万元。"), []),
        (("2024年总收入512.30万元，总支出513.20万元。", "支出合计501.00万元。"), []),
    ],
)
def test_both_sides_beside_the_years_amounts(texts: tuple[str, ...], found: list[Judged]) -> None:
    assert judged("balance.totals", *texts, topic="totals") == found


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("64.89万元", "consistent"),
        ("648900元", "consistent"),
        ("64.89元", "inconsistent"),
        ("114.89万元", "inconsistent"),
    ],
)
def test_the_fund_section_balances(closing: str, found: str) -> None:
    text = (
        "政府性基金预算财政拨款年初结转和结余5.18万元，本年收入70.52万元，"
        f"本年支出10.81万元，年末结转和结余{closing}。"
    )
    judgements = judged("balance.carry-over", text, topic="fund")
    assert [verdict for verdict, *_ in judgements] == [found]


@pytest.mark.parametrize("lost", ["年初结转和结余5.18", "本年收入70.52", "本年支出10.81"])
def test_a_lost_unit_breaks_no_balance(lost: str) -> None:
    text = (
        "政府性基金预算财政拨款年初结转和结余5.18万元，本年收入70.52万元，"
        "本年支出10.81万元，年末结转和结余64.89万元。"
    )
    made = account(("fund", text.replace(f"{lost}万元", lost)))
    checked = check(made)
    assert checked.failed_rules == ()
    balances = [found.verdict.value for found in checked.findings if found.rule == "balance.carry-over"]
    assert set(balances) <= {"consistent"}


@pytest.mark.parametrize(
    "income",
    [
        "2024年本年收入合计130.00万元，其中：财政拨款收入100.00万元，事业收入30.00万元。",
        "2024年本年收入合计130.00万元，其中：一般公共预算财政拨款收入80.00万元，政府性基金预算财政拨款收入20.00万元，"
        "事业收入30.00万元。",
    ],
)
def test_totals_of_appropriations_that_are_the_years_are_told_as_such(income: str) -> None:
    totals = "2024年度财政拨款收入总计100.00万元，财政拨款支出总计110.00万元。"
    checked = check(account(("appropriation", [totals]), ("income", [income])))
    (found,) = [f for f in checked.findings if f.rule == "balance.totals"]
    assert found.explanation == YEARS_AMOUNTS


def test_totals_that_differ_are_told_with_their_unit_and_by_how_much() -> None:
    checked = check(account(("totals", ["2024年收、支总计各是100.00、130.00万元。"])))
    (found,) = [f for f in checked.findings if f.rule == "balance.totals"]
    assert found.message == "收总计100.00万元，支总计130.00万元，收支总计应相等，相差30.00万元"


def test_totals_that_are_the_years_amounts_are_told_as_such() -> None:
    checked = check(
        account(
            ("totals", ["2024年度收入总计100.00万元，支出总计110.00万元。"]),
            ("income", ["2024年本年收入合计100.00万元。"]),
            ("expenditure", ["2024年本年支出合计110.00万元。"]),
        )
    )
    (found,) = [f for f in checked.findings if f.rule == "balance.totals"]
    assert found.explanation == YEARS_AMOUNTS

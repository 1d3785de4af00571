"""The bars of two years: from changes, totals and forms."""

from __future__ import annotations

from final_accounts.figures import parse_figure
from final_accounts.places import Place
from final_accounts.reports import Part, ShareClaim, Statement

from .chart_making import change, charts, form, money, section, summary


def test_bars_take_last_year_from_the_signed_difference() -> None:
    claims = [
        change("totals", "收入总计", "1592.01", "417.30", 1),
        change("totals", "支出总计", "1608.56", "36.38", -1),
    ]
    (chart,) = charts(claims=claims)
    assert summary(chart) == (
        ("收入总计", "支出总计"),
        [
            ("2023年", ["1174.71", "1644.94"], ["1174.71", "1644.94"], [False, False]),
            ("2024年", ["1592.01", "1608.56"], ["1592.01", "1608.56"], [False, False]),
        ],
    )


def test_one_sentence_for_both_sides_gives_both_bars() -> None:
    (chart,) = charts(claims=[change("appropriation", "财政拨款收入、支出总计", "829.13", "499.39", -1)])
    assert summary(chart) == (
        ("收入总计", "支出总计"),
        [
            ("2023年", ["1328.52", "1328.52"], ["1328.52", "1328.52"], [False, False]),
            ("2024年", ["829.13", "829.13"], ["829.13", "829.13"], [False, False]),
        ],
    )


def test_a_printed_base_that_contradicts_the_difference_is_marked() -> None:
    claim = change("general-budget", "一般公共预算财政拨款支出", "100", "10", 1, base=money("95"))
    (chart,) = charts(claims=[claim])
    assert summary(chart)[1][0] == ("2023年", ["95"], ["90"], [True])


def test_the_form_s_total_stands_against_the_stated_one() -> None:
    totals = form(
        "income-expenditure",
        ("决算数",),
        (None, "总计", "income", ("13836.63",)),
        (None, "总计", "expenditure", ("13836.63",)),
    )
    claim = change("totals", "收、支总计", "13830.7", "3156.43", 1)
    chart = charts(claims=[claim], forms=[totals])[0]
    assert summary(chart)[1][1] == (
        "2024年",
        ["13830.7", "13830.7"],
        ["13836.63", "13836.63"],
        [True, True],
    )
    rounded = change("totals", "收、支总计", "13836.6", "3156.43", 1)
    assert charts(claims=[rounded], forms=[totals])[0].series[1].differs == (False, False)


def test_no_change_is_last_year_s_amount() -> None:
    claim = change("general-budget", "一般公共预算财政拨款支出", "100", "0", 0)
    (chart,) = charts(claims=[claim])
    assert summary(chart)[1][0] == ("2023年", ["100"], ["100"], [False])


def test_changes_against_the_budget_and_attachments_make_no_chart() -> None:
    budget = change("totals", "收入总计", "100", "10", 1, against="budget")
    attached = Statement(section("income", Part.ATTACHMENT), "", Place())
    share = ShareClaim(
        statement=attached,
        subject="财政拨款收入",
        part=money("5"),
        whole=money("10"),
        whole_name="",
        share=parse_figure("50%"),  # type: ignore[arg-type]
    )
    assert charts(claims=[budget, share]) == ()

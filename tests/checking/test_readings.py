"""Sentences whose figures agree, though a hasty reader would add or compare the wrong ones."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict

from ..recognising.narrative.narrative_making import account
from .claim_making import judged

AGREEING = {
    "a number of higher rank ends the list before it": (
        "totals",
        (
            "2024年度收入、支出决算总计500.00万元。其中：",
            "（一）收入决算总计500.00万元。包括：",
            "1．本年收入决算合计480.00万元。",
            "2．使用非财政拨款结余5.00万元。",
            "3．年初结转和结余15.00万元。",
            "（二）支出决算总计500.00万元。包括：",
            "1．本年支出决算合计450.00万元。",
            "2．年末结转和结余50.00万元。",
        ),
    ),
    "a change is of the carry-over right before it": (
        "expenditure",
        (
            "本部门2024年度支出总计110.00万元，其中本年支出合计100.00万元，较2023年增加20.00万元，"
            "增长25.00%，主要原因是：项目完工结算；年末结转和结余10.00万元，"
            "较2023年减少10.00万元，下降50.00%。",
        ),
    ),
    "the words before a composition name its whole": (
        "income",
        (
            "本年收入合计200.00万元。",
            "本年收入的具体构成为：财政拨款收入180.00万元，占90.00%；事业收入16.00万元，占8.00%；"
            "经营收入4.00万元，占2.00%。",
        ),
    ),
    "the balance holds what is used and what is distributed": (
        "totals",
        (
            "2024年度年初结转和结余60.79万元，本年收入1785.06万元，使用非财政拨款结余1.00万元，"
            "本年支出1801.12万元，结余分配1.49万元，年末结转和结余44.24万元。",
        ),
    ),
    "shares that leave some out": (
        "expenditure",
        (
            "本年支出合计1333.68万元。其中：基本支出690.12万元，占51.75%；项目支出634.79万元，占47.60%；另有8.77万元为经营支出。",
        ),
    ),
    "one amount said in 万元 and in 元": (
        "operating",
        ("本部门2024年度机关运行经费支出933.26万元。机关运行经费支出9332600元。",),
    ),
    "a year compared with its budget": (
        "general-budget",
        ("2024年度财政拨款支出90.00万元，较2024年年初预算100.00万元减少10.00万元，下降10.00%。",),
    ),
}


@pytest.mark.parametrize("name", AGREEING)
def test_agreeing_figures_stay_quiet(name: str) -> None:
    wrong = [
        finding
        for finding in check(account(AGREEING[name])).findings
        if finding.verdict in (Verdict.INCONSISTENT, Verdict.TRUNCATED)
    ]
    assert [finding.message for finding in wrong] == []


def test_each_of_them_is_still_found_out() -> None:
    balance = AGREEING["the balance holds what is used and what is distributed"][1][0]
    assert judged("balance.carry-over", balance.replace("1801.12", "1801.52")) == [
        ("inconsistent", "1846.85", "1847.25")
    ]
    composed = [
        text.replace("8.00%", "9.00%")
        for text in AGREEING["the words before a composition name its whole"][1]
    ]
    assert ("inconsistent", "9.00", "8.00") in judged("share.rate", *composed, topic="income")


def test_a_year_is_not_compared_with_itself() -> None:
    text = "2024年度国有资本经营预算财政拨款支出46.67万元。与2024年度相比，增加1.00万元，增长2.19%。"
    assert judged("wording.wrong-year", text) == [("inconsistent", "与2024年度相比", None)]

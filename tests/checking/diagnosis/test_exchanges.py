"""Figures and rows that stand in each other's place are one mistake."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from final_accounts.checking.checker import check
from final_accounts.checking.diagnosis.exchanges import wanting_each_other
from final_accounts.figures import Figure, key_of
from final_accounts.places import Place
from final_accounts.reports import Finding, Form, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form

ITEMS = (
    "2024年度一般公共预算财政拨款支出45.00万元。其中：",
    "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为10.00万元，支出决算为{0}万元，完成年初预算的120%。",
    "2.教育支出（类）普通教育（款）初中教育（项）。年初预算为40.00万元，支出决算为{1}万元，完成年初预算的82.5%。",
)
TREE = (
    "合计|45.00|30.00|15.00",
    "20502 普通教育|12.00|10.00|2.00",
    "2050202 {0}|{1}",
    "20503 职业教育|33.00|20.00|13.00",
    "2050302 {2}|{3}",
)


def loud(form_5: Form, first: str = "12.00", second: str = "33.00") -> list[Finding]:
    lines = [line.format(first, second) for line in ITEMS]
    lines[2] = lines[2].replace("普通教育", "职业教育").replace("初中教育", "中等职业教育")
    checked = check(with_forms(account(("general-budget-items", lines)), form_5))
    return [f for f in checked.contradictions if f.severity is not Severity.NOTE]


def tree(*filled: str) -> Form:
    names = ("小学教育", "12.00|10.00|2.00", "中等职业教育", "33.00|20.00|13.00")
    return form("general-budget", *(line.format(*(filled or names)) for line in TREE))


def test_what_stands_where_it_belongs() -> None:
    assert loud(tree()) == []


def test_amounts_of_two_sentences() -> None:
    (found,) = loud(tree(), "33.00", "12.00")
    assert (
        found.message
        == "“小学教育”33.00万元与“中等职业教育”12.00万元的数字互换：应分别为12.00万元、33.00万元"
    )
    assert found.explanation == "疑似两处互相写错：对调后4处核对都相符。"
    assert (found.stated, found.recomputed, found.difference) == ("33.00", "12.00", "21.00")


def test_amounts_of_two_sentences_one_of_which_is_wrong_besides() -> None:
    assert len(loud(tree(), "33.00", "12.40")) > 1


def test_the_budget_of_an_item_and_what_was_spent_of_it() -> None:
    lines = [line.format("12.00", "33.00") for line in ITEMS]
    lines[1] = lines[1].replace("10.00", "x").replace("12.00", "10.00").replace("x", "12.00")
    lines[1] = lines[1].rstrip("。") + "，决算数大于年初预算数。"
    lines[2] = lines[2].replace("普通教育", "职业教育").replace("初中教育", "中等职业教育")
    checked = check(with_forms(account(("general-budget-items", lines)), tree()))
    (found,) = (f for f in checked.contradictions if f.severity is not Severity.NOTE)
    assert (
        found.message
        == "“小学教育预算数”12.00万元与“小学教育”10.00万元的数字互换：应分别为10.00万元、12.00万元"
    )


def test_a_cell_that_is_points_elsewhere_is_exchanged_with_none() -> None:
    money = Figure("10", Decimal(10), "万元", 0, Place(table=0, row=1, column=2))
    points = replace(money, unit="分")
    right = replace(money, value=Decimal(100))
    evidence = SimpleNamespace(
        findings=[SimpleNamespace(figures=(money,))],
        figures={key_of(points): points},
        solved=lambda figure, index: right,
    )
    assert list(wanting_each_other(evidence, {0})) == []

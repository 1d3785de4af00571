"""A form that is wrong as a whole is one finding."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Finding, Form, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form

ITEMS = ("学前教育", "小学教育", "初中教育", "高中教育", "职业高中教育", "特殊学校教育")
AMOUNTS = ("5.10", "12.20", "33.30", "41.40", "8.50", "9.60")
OTHERS = ("4.10", "11.20", "30.30", "40.40", "7.50", "8.60")


def loud(form_5: Form) -> list[Finding]:
    items = [
        f"{number}.教育支出（类）普通教育（款）{name}（项）支出决算为{amount}万元。"
        for number, (name, amount) in enumerate(zip(ITEMS, AMOUNTS, strict=True), start=1)
    ]
    made = account(("general-budget-items", ["2024年度一般公共预算财政拨款支出110.10万元。其中：", *items]))
    return [f for f in check(with_forms(made, form_5)).contradictions if f.severity is not Severity.NOTE]


def form_5(total: str, amounts: tuple[str, ...], **head: str) -> Form:
    rows = [
        f"205020{number} {name}|{amount}|{amount}|"
        for number, (name, amount) in enumerate(zip(ITEMS, amounts, strict=True), start=1)
    ]
    return form("general-budget", f"合计|{total}|{total}|", *rows, **head)


def test_the_form_of_the_account() -> None:
    assert loud(form_5("110.10", AMOUNTS)) == []


def test_another_form() -> None:
    (found,) = loud(form_5("102.10", OTHERS))
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》自身平衡，但有7处数字与文字说明或其他报表不符"
    )
    assert found.explanation == "疑似整张表用错（如沿用上年或其他单位的表），应整表核对。"
    assert (found.stated, found.section) == (None, "一般公共预算财政拨款支出决算表")


@pytest.mark.parametrize(
    ("total", "amounts"),
    [
        # most agree: those that do not are wrong each for itself
        ("106.10", (*OTHERS[:4], *AMOUNTS[4:])),
        # it does not add up either
        ("105.10", OTHERS),
    ],
)
def test_a_form_with_some_wrong_figures(total: str, amounts: tuple[str, ...]) -> None:
    assert len(loud(form_5(total, amounts))) > 3


def test_a_form_in_another_unit_than_short_amounts_show() -> None:
    text = "“三公”经费支出决算为0.08万元，预算为0.09万元。公务接待费支出决算为0.08万元。"
    made = account(("three-public", text))
    public = form("three-public", "预算数|873.27|||||873.27", "决算数|751.46|||||751.46")
    found = [f for f in check(with_forms(made, public)).contradictions if f.severity is not Severity.NOTE]
    assert [(f.rule, f.stated, f.recomputed) for f in found] == [("unit.form", "万元", "元")]
    right = form("three-public", "预算数|0.09|||||0.09", "决算数|0.08|||||0.08")
    assert all(f.severity is Severity.NOTE for f in check(with_forms(made, right)).contradictions)

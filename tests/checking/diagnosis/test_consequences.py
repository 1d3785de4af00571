"""What is only as wrong as a figure beside it is no mistake of its own."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form


def told(text: str) -> dict[str, str]:
    """The rules that speak of a sentence, with their severities."""
    checked = check(account(("operating", text)))
    mine = ("change", "completion.")
    return {f.rule: f.severity.value for f in checked.contradictions if f.rule.startswith(mine)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 8 of 9 is 112.5 %: the budget is wrong, and 大于 with it
        (
            "机关运行经费年初预算11.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数大于年初预算数的原因是增人。",
            {"completion.rate": "error", "completion.direction": "note"},
        ),
        (
            "机关运行经费年初预算8.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数小于年初预算数的原因是增人。",
            {"completion.direction": "error"},
        ),
        (
            "机关运行经费年初预算8.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数大于年初预算数的原因是增人。",
            {},
        ),
        (
            "机关运行经费12.00万元，比上年10.00万元减少2.00万元，下降20.00%。",
            {"change.direction": "error"},
        ),
    ],
)
def test_one_mistake_is_told_once(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_a_word_that_a_corrected_amount_bears_out_is_a_consequence() -> None:
    text = "机关运行经费42.00万元，比上年50.00万元减少8.00万元，下降16.00%。"
    wrong = text.replace("42.00", "92.00")
    checked = check(account(("operating", wrong), ("basic", "公用经费支出42.00万元。")))
    loud = [f for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert [(f.stated, f.recomputed) for f in loud] == [("92.00", "42.00")]


def test_what_exceeds_a_bound_through_a_wrong_cell_is_its_consequence() -> None:
    budget = form(
        "general-budget",
        "合计|30.00|22.00|8.00",
        "2050202 小学教育|20.00|15.00|5.00",
        "2050203 初中教育|10.00|7.00|3.00",
    )
    wrong = form(
        "expenditure",
        "合计|30.00|22.00|8.00|||",
        "2050202 小学教育|20.00|15.00|5.00|||",
        "2050203 初中教育|10.00|1.00|3.00|||",
    )
    checked = check(with_forms(account(("totals", "2024年度支出总计30.00万元。")), budget, wrong))
    loud = [f for f in checked.contradictions if f.severity is not Severity.NOTE and "forms" in f.rule]
    assert [(f.stated, f.recomputed) for f in loud] == [("1.00", "7.00")]
    (bound,) = [f for f in checked.contradictions if f.rule == "forms.budget-within-expenditure"]
    assert bound.needed == "consequence"


def test_an_amount_that_lost_its_unit_is_told_once() -> None:
    text = "2024年度收入合计80.00，其中：财政拨款收入60.00万元，占75.00%；其他收入20.00万元，占25.00%。"
    checked = check(account(("income", text)))
    loud = [f for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert [(f.rule, f.recomputed) for f in loud] == [("unit.amount-missing", "80.00万元")]


def test_last_years_label_before_a_comparison_is_told_once() -> None:
    text = [
        "2024年度支出总计120.00万元。",
        "2023年度收入合计80.00万元，较上年决算数增加16.00万元，增长25.0%。其中：财政拨款收入60.00万元，占75.0%；"
        "其他收入20.00万元，占25.0%。",
    ]
    checked = check(account(("totals", text)))
    loud = [f for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert [f.rule for f in loud] == ["wording.wrong-year"]


def test_what_rows_that_slipped_exceed_is_their_consequence() -> None:
    everything = form(
        "expenditure",
        "合计|46.00|36.00|10.00|||",
        "2050201 学前教育|13.00|10.00|3.00|||",
        "2050202 小学教育|15.00|11.00|4.00|||",
        "2050203 初中教育|18.00|15.00|3.00|||",
    )
    shifted = form(
        "general-budget",
        "合计|46.00|36.00|10.00",
        "2050201 学前教育|13.00|15.00|3.00",
        "2050202 小学教育|15.00|10.00|4.00",
        "2050203 初中教育|18.00|11.00|3.00",
    )
    checked = check(with_forms(account(("totals", "2024年度支出总计46.00万元。")), shifted, everything))
    loud = [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE and "forms" in f.rule]
    assert loud == ["forms.row-sum"]


def test_a_total_below_its_year_through_a_lost_digit_is_told_once() -> None:
    text = ["2024年度收入总计533.75万元，支出总计{}万元。", "2024年度支出合计515.28万元。"]
    for total, rules in (("33.75", ["balance.totals"]), ("533.75", [])):
        checked = check(account(("totals", [text[0].format(total), text[1]])))
        loud = [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE]
        assert loud == rules


def test_a_total_below_its_year_that_nothing_else_contradicts() -> None:
    checked = check(account(("totals", ["2024年度支出总计33.75万元。", "2024年度支出合计515.28万元。"])))
    loud = [(f.rule, f.recomputed) for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert loud == [("cross.total-covers-year", "≥515.28")]


def test_what_a_stray_unit_brings_about_is_its_consequence() -> None:
    text = (
        "基本支出3443.38万元，其中：人员经费2826.18元，较上年增加332.58万元，增长13.34%。公用经费617.20万元。"
    )
    checked = check(account(("basic", text)))
    assert [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE] == ["unit.stray"]
    alone = ["2024年度收入合计76.77元，其中：财政拨款收入76.77万元，占100%。"]
    others = [f"（{number}）项目{number}支出{number}1.77万元。" for number in range(1, 40)]
    checked = check(account(("income", alone), ("expenditure", others)))
    loud = [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert loud == ["unit.lone-yuan"]
    direction = "机关运行经费162.28万元，比上年减少26.06万元，下降/上升13.84%。"
    checked = check(account(("operating", direction)))
    assert [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE] == ["wording.template"]

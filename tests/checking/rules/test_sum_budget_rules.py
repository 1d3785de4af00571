"""Budgets of categories and items against their head's."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, findings, shown

BY_CATEGORY = (
    "本部门2024年度一般公共预算财政拨款本年支出年初预算数为{0}万元，决算数为100.00万元，完成年初预算的110%。其中：",
    "（一）教育支出年初预算数为30.00万元，决算数为40.00万元，主要原因是：增加人员。",
    "（二）卫生健康支出年初预算数为{1}万元，决算数为60.00万元，主要原因是：增加项目。",
)
BY_ITEM = (
    "一般公共预算财政拨款支出年初预算{0}万元，支出决算100.00万元，完成年初预算的110%。",
    "1.教育支出（类）普通教育（款）小学教育（项）支出40.00万元，年初预算30.00万元。",
    "2.卫生健康支出（类）公共卫生（款）妇幼保健机构（项）支出60.00万元，年初预算{1}万元。",
)

BEHIND_ITS_AMOUNT = (
    "一般公共预算财政拨款支出年初预算为{0}万元，支出决算为100.00万元，完成年初预算的110%。",
    "1.普通教育（款）小学教育（项）40.00万元。主要用于校舍。年初预算为30.00万元，支出决算为40.00万元。",
    "2.公共卫生（款）妇幼保健机构（项）60.00万元。主要用于设备。年初预算为{1}万元，支出决算为60.00万元。",
)


@pytest.mark.parametrize("sentences", [BY_CATEGORY, BY_ITEM, BEHIND_ITS_AMOUNT])
@pytest.mark.parametrize(
    ("whole", "part", "found"),
    [
        ("90.91", "60.91", [("consistent", "90.91", "90.91")]),
        # three figures: one and a half last digits may go to rounding
        ("90.90", "60.91", [("consistent", "90.90", "90.91")]),
        ("90.89", "60.91", [("truncated", "90.89", "90.91")]),
        ("90.88", "60.91", [("inconsistent", "90.88", "90.91")]),
        ("90.91", "69.01", [("inconsistent", "90.91", "99.01")]),
        # what was budgeted and not spent may be left unprinted
        ("99.00", "60.91", [("consistent", "99.00", "90.91")]),
    ],
)
def test_budgets_and_their_heads(
    sentences: tuple[str, ...], whole: str, part: str, found: list[Judged]
) -> None:
    made = [sentence.format(whole, part) for sentence in sentences]
    assert shown(findings("sum.budgets", account(("general-budget", made)))) == found


def test_a_list_that_is_not_whole_by_its_finals_settles_nothing() -> None:
    made = [sentence.format("50.00", "60.91") for sentence in BY_CATEGORY[:2]]
    assert findings("sum.budgets", account(("general-budget", made))) == []


def test_an_adjusted_budget_is_no_initial_one() -> None:
    made = [sentence.format("50.00", "60.91") for sentence in BY_CATEGORY]
    made[0] = made[0].replace("年初预算数", "全年预算数")
    assert findings("sum.budgets", account(("general-budget", made))) == []


def test_initial_budgets_of_items_make_up_no_adjusted_one() -> None:
    made = [sentence.format("50.00", "60.91") for sentence in BEHIND_ITS_AMOUNT]
    made[0] = made[0].replace("年初预算为", "全年预算为")
    assert findings("sum.budgets", account(("general-budget-items", made))) == []


def test_what_happened_to_a_budget_beyond_its_head() -> None:
    made = [sentence.format("90.91", "69.91") for sentence in BY_CATEGORY]
    (found,) = explained("sum.budgets", account(("general-budget", made)))
    assert found.explanation == (
        "疑似“卫生健康支出年初预算数”69.91万元录入错误：“60.91”误作“69.91”（一位数字不同）。"
    )

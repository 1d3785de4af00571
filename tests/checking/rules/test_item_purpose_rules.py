"""Items that are said to be spent on what another is for."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

HOUSING = "住房保障支出（类）住房改革支出（款）住房公积金（项）"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (f"{HOUSING}3.00万元，主要用于：为职工缴存住房公积金。", []),
        (f"{HOUSING}3.00万元，主要用于：缴纳职工医疗保险。", ["医疗保险"]),
        (f"{HOUSING}。主要用于缴纳职工基本养老保险。年初预算为3.00万元，支出决算为3.00万元。", ["养老保险"]),
        # its own purpose stands beside the other's, or neither is named
        (f"{HOUSING}3.00万元，主要用于：缴纳住房公积金、医疗保险。", []),
        (f"{HOUSING}3.00万元，主要用于：人员经费。", []),
        # a reason, and what the next item is for
        (f"{HOUSING}3.00万元。决算数小于预算数的主要原因是医疗保险并入其他科目。", []),
        (f"{HOUSING}3.00万元；行政单位医疗（项）2.00万元，主要用于：缴纳医疗保险。", []),
        (
            "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）2.00万元，主要用于：缴纳住房公积金。",
            ["住房公积金"],
        ),
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）2.00万元，主要用于：在职人员社保。", []),
        (
            "行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）：支出决算为2.00万元，主要用于缴纳养老保险。",
            ["养老保险"],
        ),
    ],
)
def test_an_item_is_spent_on_what_it_is_for(text: str, stated: list[str]) -> None:
    report = account(("general-budget-items", ("年初预算为9.00万元，支出决算为9.00万元。", text)))
    assert [finding.stated for finding in findings("wording.item-purpose", report)] == stated

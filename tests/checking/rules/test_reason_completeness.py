"""Reasons that an account gives for what changed, and those that it leaves out."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

RULE = "completeness.reasons"
GREW = "2024年度收入总计120.00万元，比2023年度增加20.00万元，增长20.00%。"


def asked(*sections: tuple[str, tuple[str, ...]]) -> list[str]:
    return [finding.message for finding in findings(RULE, account(*sections))]


def test_a_change_without_a_reason_is_asked_for() -> None:
    (told,) = asked(("totals", (GREW,)))
    assert told == "未说明增减变动的原因：“收入总计”比上年增加20.00万元"


def test_a_rate_alone_grows_or_declines() -> None:
    (told,) = asked(("totals", ("2024年度收入总计120.00万元，比2023年度增长20.00%。",)))
    assert told == "未说明增减变动的原因：“收入总计”比上年增长20.00%"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (GREW + "主要原因是上级增拨专项资金。",),
        (GREW, "收入增加的主要原因：上级增拨专项资金。"),
        (GREW + "增加部分系上年结转。",),
        (GREW + "本年新增一个项目。",),
        ("2024年度收入总计100.00万元，比2023年度增加0.00万元，增长0.00%。",),
    ],
)
def test_a_change_that_is_explained_in_its_section_or_no_change(paragraphs: tuple[str, ...]) -> None:
    assert asked(("totals", paragraphs)) == []


def test_what_money_is_spent_on_is_no_reason() -> None:
    spent = "公务接待费支出决算3.00万元，主要用于接待来访单位。"
    assert (
        asked(("three-public", (spent.replace("，主要", "，比2023年度减少1.00万元，下降25.00%。主要"),)))
        == []
    )
    assert len(asked(("three-public", (GREW.replace("收入总计", "公务接待费支出决算"), spent)))) == 1


def test_several_changes_without_a_reason_are_one_finding() -> None:
    operating = "本部门机关运行经费支出30.00万元，比2023年度减少10.00万元，下降25.00%。"
    (told,) = asked(("totals", (GREW,)), ("operating", (operating,)))
    assert "“收入总计”比上年增加20.00万元、" in told and "减少10.00万元" in told


def items(*explained: bool) -> list[str]:
    names = ("行政运行", "事业运行", "信息化建设", "住房公积金")
    paragraphs = tuple(
        f"{number}.医疗保障管理事务（款）{name}（项）。年初预算为50.00万元，支出决算为40.00万元，"
        f"完成年初预算的80.00%{'，主要原因是项目推迟' if told else ''}。"
        for number, (name, told) in enumerate(zip(names, explained, strict=True), start=1)
    )
    return asked(("general-budget-items", paragraphs))


def test_the_one_item_that_lacks_the_reason_all_others_give() -> None:
    assert items(True, True, False, True) == ["未说明增减变动的原因：“信息化建设”完成预算80.00%"]


def test_items_of_an_account_that_explains_none_or_few() -> None:
    assert items(False, False, False, False) == items(True, False, False, True) == []
    assert items(True, True, True, True) == []


def test_an_item_that_its_budget_meets_needs_no_reason() -> None:
    met = "5.提租补贴（项）。年初预算为9.00万元，支出决算为9.00万元，完成年初预算的100%。"
    given = "6.购房补贴（项）。年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80%，因减员。"
    assert asked(("general-budget-items", (met, given, given))) == []
    unmet = met.replace("决算为9.00", "决算为8.10").replace("100%", "90%")
    assert len(asked(("general-budget-items", (unmet, given, given)))) == 1

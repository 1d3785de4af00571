"""Names of categories in the structure of expenditure."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

LIST = (
    "一般公共预算财政拨款支出100.00万元，主要用于以下方面：社会保障和就业支出60.00万元，占60%；"
    "{}40.00万元，占40%。"
)
ITEMS = (
    "1.社会保障和就业支出（类）抚恤（款）死亡抚恤（项）。支出决算为60.00万元。",
    "2.住房保障支出（类）住房改革支出（款）住房公积金（项）。支出决算为{}万元。",
)
WRONG = "：这是“221 住房保障支出”的金额"


def told(name: str, amount: str = "40.00") -> list[str]:
    items = [item.format(amount) for item in ITEMS]
    report = account(("general-budget-structure", LIST.format(name)), ("general-budget-items", items))
    return [str(found.message) for found in findings("wording.category-name", report)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("住房保障支出", []),
        ("住房保障（类）支出", []),
        ("节能环保支出", [f"“节能环保支出”40.00万元{WRONG}"]),
        # the same category twice
        ("社会保障和就业支出", [f"“社会保障和就业支出”40.00万元{WRONG}"]),
        # what no list knows may be a category of its own
        ("某项新设支出", []),
    ],
)
def test_a_category_by_the_items_under_it(name: str, found: list[str]) -> None:
    assert told(name) == found


def test_an_item_under_a_wrong_category_is_no_witness() -> None:
    items = [ITEMS[0].replace("社会保障和就业支出", "城乡社区支出"), ITEMS[1].format("40.00")]
    texts = (("general-budget-structure", LIST.format("住房保障支出")), ("general-budget-items", items))
    assert findings("wording.category-name", account(*texts)) == []


def test_another_amount_is_no_other_category() -> None:
    assert told("节能环保支出", "39.00") == []
    # as far as its digits tell it is the same
    assert len(told("节能环保支出", "40.0")) == 1


def test_a_category_by_its_line_in_the_form() -> None:
    lines = ("支八、社会保障和就业支出||60.00|60.00||", "支十九、住房保障支出||40.00|40.00||")
    report = account(("general-budget-structure", LIST.format("节能环保支出")))
    (found,) = findings("wording.category-name", with_forms(report, form("appropriation", *lines)))
    assert found.recomputed == "221 住房保障支出"

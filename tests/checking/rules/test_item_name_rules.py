"""Rules on the names of items in a list."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

HEAD = "2024年一般公共预算支出决算数为{}万元。其中："
ITEMS = ("学前教育", "小学教育", "初中教育", "高中教育", "高等教育")


def paragraphs(*names: str, amounts: tuple[int, ...] = (10, 20, 30, 40, 50)) -> list[str]:
    items = [
        f"{n}.教育支出（类）普通教育（款）{name}（项）：支出决算为{amount}.00万元，完成预算100%。"
        for n, (name, amount) in enumerate(zip(names, amounts, strict=True), start=1)
    ]
    return [HEAD.format(f"{sum(amounts)}.00"), *items]


def stated(texts: list[str]) -> list[str | None]:
    report = account(("general-budget-items", texts))
    return [f.stated for f in findings("wording.item-twice", report)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (ITEMS, []),
        (("学前教育", "学前教育", *ITEMS[2:]), ["学前教育"]),
        (("学前教育", *ITEMS[1:4], "学前教育支出"), ["学前教育支出"]),
        # named three times, or two items twice: listed by units
        (("学前教育", "学前教育", "学前教育", *ITEMS[3:]), []),
        (("学前教育", "学前教育", "高中教育", "高中教育", "高等教育"), []),
    ],
)
def test_an_item_named_twice(names: tuple[str, ...], found: list[str]) -> None:
    assert stated(paragraphs(*names)) == found


def test_the_same_amount_repeated_is_no_slip_of_the_name() -> None:
    assert stated(paragraphs("学前教育", "学前教育", *ITEMS[2:], amounts=(10, 10, 30, 40, 50))) == []


def test_items_of_one_paragraph_may_be_told_apart_otherwise() -> None:
    first, second, *rest = paragraphs("学前教育", "学前教育", *ITEMS[2:])[1:]
    assert stated([HEAD.format("150.00"), first[:-1] + "；" + second[2:], *rest]) == []


def test_a_form_decides_instead() -> None:
    report = account(("general-budget-items", paragraphs("学前教育", "学前教育", *ITEMS[2:])))
    assert findings("wording.item-twice", with_forms(report, form("general-budget", "合计|150.00"))) == []

"""Items that the narrative spells otherwise than the forms."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

RULE = "wording.item-path"
ROWS = (
    "201 一般公共服务支出|60.00||60.00",
    "20129 群众团体事务|60.00||60.00",
    "2012902 一般行政管理事务|60.00||60.00",
    "207 文化旅游体育与传媒支出|20.00||20.00",
    "20703 体育|20.00||20.00",
    "2070308 群众体育|20.00||20.00",
    "208 社会保障和就业支出|30.00|30.00|",
    "20805 行政事业单位养老支出|30.00|30.00|",
    "2080501 行政单位离退休|30.00|30.00|",
    "212 城乡社区支出|25.00||25.00",
    "21201 城乡社区管理事务|25.00||25.00",
    "2120102 一般行政管理事务|25.00||25.00",
)
FORMS = (form("general-budget", *ROWS), form("expenditure", *ROWS))


def wrong(*texts: str, forms: bool = True) -> list[str]:
    report = account(("general-budget-items", texts))
    found = findings(RULE, with_forms(report, *FORMS) if forms else report)
    return [finding.message.rpartition("其中")[2] for finding in found]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）支出决算为30.00", []),
        ("社会保障和就业（类）行政事业单位养老（款）行政单位离退休（项）支出决算为30.00", []),
        # what leads to the category, and names that a broken line or a narrow cell cut
        ("用于社会保障和就业支出（类）行政事业单位养老支出（款）单位离退休（项）支出决算为30.00", []),
        (
            "文化体育与传媒支出（类）体育（款）群众体育（项）支出决算为20.00",
            ["“文化体育与传媒支出”应为“207 文化旅游体育与传媒支出”"],
        ),
        (
            "社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）支出决算为30.00",
            ["“行政事业单位离退休”应为“20805 行政事业单位养老支出”"],
        ),
        (
            "社会保障和就业支出（类）行政事业单位养老支出（款）归口管理的行政单位离退休（项）支出决算为30.00",
            ["“归口管理的行政单位离退休”应为“2080501 行政单位离退休”"],
        ),
        # levels told by their digits of the code
        ("社会保障和就业支出（208）行政事业单位养老支出（05）行政单位离退休（01）支出决算为30.00", []),
        (
            "社会保障和就业支出（208）抚恤（05）行政单位离退休（01）支出决算为30.00",
            ["“抚恤”应为“20805 行政事业单位养老支出”"],
        ),
        # no row has that name or amount
        ("社会保障和就业支出（类）就业补助（款）公益性岗位补贴（项）支出决算为31.00", []),
        # of several rows with the name, the one with the amount
        ("城乡社区支出（类）城乡社区管理事务（款）一般行政管理事务（项）支出决算为25.00", []),
        (
            "一般公共服务支出（类）组织事务（款）一般行政管理事务（项）支出决算为60.00",
            ["“组织事务”应为“20129 群众团体事务”"],
        ),
        ("一般公共服务支出（类）组织事务（款）一般行政管理事务（项）支出决算为61.00", []),
    ],
)
def test_an_item_is_called_as_in_the_form(item: str, found: list[str]) -> None:
    assert wrong(f"1.{item}万元。") == found


def test_a_name_is_told_once() -> None:
    first = "1.文化体育与传媒支出（类）体育（款）群众体育（项）支出决算为20.00万元。"
    assert len(wrong(first, first.replace("1.", "2."))) == 1


def test_an_amount_whose_row_is_named_elsewhere_is_another_items() -> None:
    named = "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）支出决算为30.00万元。"
    other = "2.社会保障和就业支出（类）抚恤（款）死亡抚恤（项）支出决算为30.00万元。"
    assert wrong(named, other) == []


def test_labels_of_one_form_alone_are_not_sure() -> None:
    text = "1.文化体育与传媒支出（类）体育（款）群众体育（项）支出决算为20.00万元。"
    report = with_forms(account(("general-budget-items", (text,))), FORMS[0])
    assert findings(RULE, report) == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (
            "社会保障和就业（类）行政事业单位养老支出（款）其他社会保障和就业支出（项）",
            ["“行政事业单位养老支出”应为“其他社会保障和就业支出”"],
        ),
        ("社会保障和就业（类）其他社会保障和就业支出（款）其他社会保障和就业支出（项）", []),
        ("社会保障和就业（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）", []),
        ("城乡社区支出（类）超长期特别国债安排的支出（款）其他城乡社区支出（项）", []),
        ("住房保障支出（类）城乡社区住宅（款）其他住房保障支出（项）", []),
    ],
)
def test_the_rest_of_a_category_has_a_section_of_its_own(item: str, found: list[str]) -> None:
    assert wrong(f"1.{item}：支出决算为3.00万元。", forms=False) == found


def test_a_category_has_one_name_in_all_its_items() -> None:
    former = "1.文化体育与传媒支出（类）体育（款）群众体育（项）支出决算为21.00万元。"
    present = "2.文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）支出决算为6.00万元。"
    other = "2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）支出决算为6.00万元。"
    short = "1.文化旅游体育与传媒（类）体育（款）群众体育（项）支出决算为21.00万元。"
    assert wrong(former, present, forms=False) == ["“文化体育与传媒支出”应为“207 文化旅游体育与传媒支出”"]
    assert wrong(former, other, forms=False) == []
    assert wrong(short, present, forms=False) == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）", []),
        ("医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）", []),
        (
            "城乡社区支出（类）行政事业单位养老支出（款）行政单位离退休（项）",
            ["“城乡社区支出”应为“208 社会保障和就业支出”"],
        ),
        (
            "社会保障和就业支出（类）抚恤（款）行政单位医疗（项）",
            ["“抚恤”应为“21011 行政事业单位医疗”"],
        ),
        (
            "卫生健康支出（类）抚恤（款）行政单位医疗（项）",
            ["“抚恤”应为“21011 行政事业单位医疗”"],
        ),
        (
            "城乡社区支出（类）其他卫生健康支出（款）其他卫生健康支出（项）",
            ["“城乡社区支出”应为“210 卫生健康支出”"],
        ),
        # what no list knows
        ("城乡社区支出（类）某项新设事务（款）行政运行（项）", []),
        ("某项新设支出（类）行政事业单位医疗（款）行政单位医疗（项）", []),
        ("社会保障和就业支出（类）某项新设事务（款）行政单位医疗（项）", []),
        ("社会保障和就业支出（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）", []),
    ],
)
def test_what_the_classification_has_in_one_place_alone(item: str, found: list[str]) -> None:
    assert wrong(f"1.{item}：支出决算为3.00万元。", forms=False) == found


def test_an_item_that_its_section_cannot_have() -> None:
    text = "1.住房保障支出（类）住房改革支出（款）{}（项）：支出决算为3.00万元。"
    assert wrong(text.format("行政运行"), forms=False) == ["“住房改革支出”（款）下没有“行政运行”（项）"]
    assert wrong(text.format("住房公积金"), forms=False) == []

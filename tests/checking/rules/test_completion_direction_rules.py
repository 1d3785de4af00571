"""Rules on the words that compare what was spent with its budget."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, findings, judged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "预算40.00万元，支出决算38.00万元，完成预算95.00%，决算数小于预算数",
            [("consistent", "小于", "小于")],
        ),
        (
            "预算40.00万元，支出决算38.00万元，完成预算95.00%，决算数大于预算数",
            [("inconsistent", "大于", "小于")],
        ),
        (
            "预算40.00万元，支出决算40.00万元，完成预算100%，决算数等于预算数",
            [("consistent", "等于", "等于")],
        ),
        ("支出决算为38.00万元，完成预算95%，决算数大于预算数", [("inconsistent", "大于", "小于")]),
        ("支出决算为38.00万元，完成预算100%，决算数等于预算数", [("consistent", "等于", "等于")]),
        # 100 % printed without digits may be 99.6 %
        ("支出决算为38.00万元，完成预算100%，决算数小于预算数", []),
        # where percentages keep their digits it is all of the budget, but for rounding
        (
            "支出40.00万元，占本年支出合计的50.25%，完成预算100%，决算数小于预算数",
            [("inconsistent", "小于", "等于")],
        ),
        (
            "支出40.00万元，占本年支出合计的50.25%，完成预算100%，决算数等于预算数",
            [("consistent", "等于", "等于")],
        ),
        (
            "支出40.00万元，占本年支出合计的50.25%，完成预算99.5%，决算数小于预算数",
            [("consistent", "小于", "小于")],
        ),
        ("支出40.00万元，占本年支出合计的50%，完成预算100%，决算数小于预算数", []),
        # 99.96 % rounds to 100.0 %
        ("预算40.00万元，支出40.00万元，占本年支出合计的50.2%，完成预算100.0%，决算数小于预算数", []),
        # a budget that differs decides
        (
            "支出预算39.90万元，支出决算40.00万元，占本年支出合计的50.25%，完成预算100%，决算数大于预算数",
            [("consistent", "大于", "大于")],
        ),
        # 决算数据, the same in other words
        ("支出决算为38.00万元，完成预算95%，决算数据大于年初预算数", [("inconsistent", "大于", "小于")]),
        ("支出决算为38.00万元，完成预算0%，决算数小于预算数", []),
    ],
)
def test_the_direction_of_a_completion(text: str, found: list[Judged]) -> None:
    text = f"一般公共预算财政拨款支出{text}。"
    assert judged("completion.direction", text, topic="general-budget") == found


@pytest.mark.parametrize(("word", "verdict"), [("大于", "consistent"), ("小于", "inconsistent")])
def test_the_direction_is_that_of_the_amount_it_names(word: str, verdict: str) -> None:
    text = (
        "“三公”经费支出年初预算为14.00万元，支出决算为39.00万元，完成年初预算的278.57%。其中：公务接待费"
        f"支出决算为3.00万元，完成年初预算的75%。“三公”经费支出决算数{word}预算数的主要原因是任务增加。"
    )
    assert judged("completion.direction", text, topic="three-public") == [(verdict, word, "大于")]
    # 财政拨款支出 in its name makes it no general budget
    text = text.replace("“三公”经费支出年初预算", "“三公”经费财政拨款支出年初预算")
    assert judged("completion.direction", text, topic="three-public") == [(verdict, word, "大于")]


def test_what_rounding_alone_could_save_is_a_warning() -> None:
    text = "一般公共预算财政拨款支出40.00万元，占本年支出合计的50.25%，完成预算{}%，决算数小于预算数。"
    found = explained("completion.direction", account(("general-budget", text.format(100))))
    assert [finding.severity.value for finding in found] == ["warning"]
    found = explained("completion.direction", account(("general-budget", text.format("103.5"))))
    assert [finding.severity.value for finding in found] == ["error"]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("小于", "“决算数小于预算数”与数字一致"),
        ("大于", "报告写“决算数大于预算数”，但预算14.00万元、决算9.00万元，应为“小于”"),
    ],
)
def test_a_comparison_that_agrees_is_not_told_as_one_that_fails(word: str, message: str) -> None:
    text = f"一般公共预算财政拨款支出年初预算为14.00万元，支出决算为9.00万元，决算数{word}预算数。"
    (finding,) = findings("completion.direction", account(("general-budget", text)))
    assert finding.message == message


def test_a_comparison_that_agrees_names_its_item() -> None:
    item = "1.住房保障支出（类）住房改革支出（款）住房公积金（项）。"
    text = f"{item}年初预算为14.00万元，支出决算为9.00万元，决算数小于预算数。"
    (found,) = findings("completion.direction", account(("general-budget-items", text)))
    assert found.message == "住房公积金：“决算数小于预算数”与数字一致"


def test_a_comparison_names_its_item_and_what_it_rests_on() -> None:
    items = (
        "1.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为14.00万元，支出决算为9.00万元，决算数大于预算数。",
        "2.住房保障支出（类）住房改革支出（款）购房补贴（项）。完成年初预算的93.00%，决算数大于预算数。",
    )
    found = findings("completion.direction", account(("general-budget-items", items)))
    assert [finding.message for finding in found] == [
        "住房公积金：报告写“决算数大于预算数”，但预算14.00万元、决算9.00万元，应为“小于”",
        "购房补贴：报告写“决算数大于预算数”，但完成预算的93.00%，应为“小于”",
    ]


def test_a_word_that_is_wrong_for_a_stray_unit_alone_follows_from_it() -> None:
    text = (
        "住房公积金（项）。年初预算为40.00万元，支出决算为40.00元，完成年初预算的100.00%。决算数等于预算数。"
    )
    beside = "购房补贴（项）。年初预算为20.00万元，支出决算为21.00万元，完成年初预算的105.00%。"
    found = explained("completion.direction", account(("general-budget-items", (text, beside))))
    assert [finding.severity.value for finding in found] == ["note"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "本年支出360.00万元。其中：一般公共预算完成年初预算105.15%，比年初预算增加17.62万元，主要是追加",
            [("consistent", "增加", "增加")],
        ),
        (
            "本年支出360.00万元。其中：一般公共预算完成年初预算105.15%，比年初预算减少17.62万元，主要是追加",
            [("inconsistent", "减少", "增加")],
        ),
        (
            "本年支出360.00万元，完成年初预算的96.00%，比年初预算增加15.00万元",
            [("inconsistent", "增加", "减少")],
        ),
        # 100 % may be a little more or less
        ("本年支出360.00万元，完成年初预算的100%，比年初预算增加1.00万元", []),
        # last year is no budget, and another amount's sentence no place for it
        ("本年支出360.00万元，完成年初预算的96.00%，比上年增加15.00万元", []),
        ("本年支出360.00万元，完成年初预算的96.00%；本年收入400.00万元，比年初预算增加15.00万元", []),
    ],
)
def test_a_difference_from_the_budget_goes_the_way_of_its_completion(text: str, found: list[Judged]) -> None:
    assert judged("completion.change-direction", text, topic="appropriation") == found


def test_a_direction_against_its_completion_is_told_once() -> None:
    text = "财政拨款本年收入3823.51万元，完成年初预算的110.96%，比年初预算减少377.62万元。"
    made = account(("appropriation", text))
    (found,) = explained("completion.change-direction", made)
    assert found.message == "财政拨款本年收入：完成预算的110.96%，却写比预算“减少377.62万元”，方向应为“增加”"
    assert [one.verdict.value for one in findings("completion.rate", made)] == ["consistent"]


@pytest.mark.parametrize(("word", "verdict"), [("大于", "consistent"), ("小于", "inconsistent")])
@pytest.mark.parametrize("unplanned", ["年初预算未安排", "年初未安排预算", "年初无预算"])
def test_what_had_no_budget_lies_above_it(word: str, verdict: str, unplanned: str) -> None:
    text = f"死亡抚恤支出9.36万元，{unplanned}，决算数{word}年初预算数的主要原因是年中追加。"
    assert judged("completion.direction", text, topic="general-budget") == [(verdict, word, "大于")]

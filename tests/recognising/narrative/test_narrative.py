"""The narrative's grammar: the wordings of wordings.toml line by line, and what spans paragraphs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from final_accounts.reports import AmountClaim, CompletionClaim

from .narrative_making import account, narrative, told

WORDINGS = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))["wording"]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["name"])
def test_a_wording(wording: dict[str, Any]) -> None:
    assert sorted(told(wording["text"], topic=wording["topic"])) == sorted(wording["told"])


def _in_half_width(text: str) -> str:
    return text.translate(str.maketrans("，；：（）", ",;:()"))


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["name"])
def test_a_wording_with_the_marks_of_half_width(wording: dict[str, Any]) -> None:
    typed = sorted(told(_in_half_width(wording["text"]), topic=wording["topic"]))
    assert [_in_half_width(line) for line in typed] == sorted(map(_in_half_width, wording["told"]))


def test_items_of_one_name_under_two_numbers_are_two() -> None:
    assert told(
        "2024年度一般公共预算财政拨款支出年初预算为15.00万元，支出决算为15.00万元。其中：",
        "1.一般行政管理事务（项）。年初预算为10.00万元，支出决算为9.00万元。",
        "2.一般行政管理事务（项）。年初预算为5.00万元，支出决算为6.00万元。",
        topic="general-budget-items",
    )[-2:] == ["15.00万元=9.00万元+6.00万元", "15.00万元≥10.00万元+5.00万元"]


def test_budgets_of_items_that_are_told_behind_their_amounts() -> None:
    assert told(
        "2024年度一般公共预算财政拨款支出年初预算为15.00万元，支出决算为15.00万元。其中：",
        "1.组织事务（款）行政运行（项）9.00万元，主要用于日常运转。年初预算为10.00万元，支出决算为9.00万元。",
        "2.组织事务（款）公务员事务（项）6.00万元，主要用于考录。年初预算为5.00万元，支出决算为6.00万元。",
        topic="general-budget-items",
    )[-2:] == ["15.00万元=9.00万元+6.00万元", "15.00万元≥10.00万元+5.00万元"]


def test_a_completion_is_of_the_project_named_before_its_budgets() -> None:
    claims, _ = narrative(
        "设备维护费年初预算0万元，预算调整后为20.00万元，实际执行6.00万元，执行率为30%；"
        "宣传费年初预算3.00万元，预算调整后为2.00万元，实际执行2.00万元，执行率为100%；"
        "租赁费年初预算4.00万元，租赁费执行4.00万元，执行率为100%。",
        topic="procurement",
    )
    named = [claim.subject for claim in claims if isinstance(claim, CompletionClaim)]
    assert named == ["设备维护费", "宣传费", "租赁费执行"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("但实际收到财政拨款3.00万元。", "实际收到财政拨款"),
        ("2024年度的“三公”经费支出为3.00万元。", "“三公”经费支出"),
        ("0.10-3.00万元的采购集体决策。", ""),
    ],
)
def test_what_joins_a_name_to_its_sentence_is_no_part_of_it(text: str, subject: str) -> None:
    claims, _ = narrative(text, topic="totals")
    assert [claim.subject for claim in claims] == [subject]


def test_items_continue_from_the_item_before() -> None:
    claims, _ = narrative(
        "2024年度一般公共预算财政拨款支出年初预算为15.00万元，支出决算为15.00万元。其中：",
        "1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。",
        "年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。",
        "2、一般行政管理事务（项）：年初预算为5.00万元，支出决算为6.00万元，完成年初预算的120.00%。",
        topic="general-budget-items",
    )
    above = ("一般公共服务支出", "政府办公厅（室）及相关机构事务")
    items = [claim.item for claim in claims if hasattr(claim, "rate") and hasattr(claim, "item")]
    assert items == [(*above, "行政运行"), (*above, "一般行政管理事务")]
    assert told(
        "2024年度一般公共预算财政拨款支出年初预算为15.00万元，支出决算为15.00万元。其中：",
        "1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。",
        "年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。",
        "2、一般行政管理事务（项）：年初预算为5.00万元，支出决算为6.00万元，完成年初预算的120.00%。",
        topic="general-budget-items",
    )[-2:] == ["15.00万元=9.00万元+6.00万元", "15.00万元≥10.00万元+5.00万元"]


def test_items_end_where_a_number_above_theirs_begins_another_matter() -> None:
    claims, _ = narrative(
        "（一）按支出功能分类科目分类，具体支出包括：",
        "1.住房保障支出（类）25.66万元，具体包括：",
        "（1）住房改革支出（款）住房公积金（项）25.66万元，完成年初预算的98.3%。",
        "（二）按支出经济分类科目分类，基本支出300.00万元，具体包括：",
        "人员经费280.00万元，主要包括基本工资等支出。",
        topic="general-budget",
    )
    items = {claim.figure.text: claim.item for claim in claims if isinstance(claim, AmountClaim)}
    assert items["300.00万元"] == items["280.00万元"] == ()
    assert items["25.66万元"] == ("住房保障支出", "住房改革支出", "住房公积金")


def test_a_change_is_of_what_the_paragraph_above_named() -> None:
    lines = told(
        "2024年度支出合计100.00万元。",
        "其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%；经营支出0万元，占0%。与上年相比，"
        "支出合计减少25.00万元，下降20.00%。",
        topic="expenditure",
    )
    assert [line for line in lines if "-25.00" in line] == ["支出合计 100.00万元 -25.00万元 -20.00% 比上年"]


def test_a_list_that_is_complete_takes_nothing_of_the_next_paragraph() -> None:
    lines = told("人员编制10人，其中行政编制6人、事业编制4人；", "实有人员9人。", topic="assets")
    assert [line for line in lines if "+" in line] == ["10人=6人+4人"]


def test_digits_without_end_stop_nothing() -> None:
    report = account(("totals", ["2024年度收入总计100.00万元，支出总计100.00万元。" + "1234567890" * 20_000]))
    assert [claim.subject for claim in report.claims if isinstance(claim, AmountClaim)][:2] == [
        "收入总计",
        "支出总计",
    ]


def test_a_part_is_compared_with_what_its_whole_was() -> None:
    parts = (
        "其中：公务用车购置及运行费22.00万元（其中，公务用车购置费2.00万元，公务用车运行费20.00万元），减少7.00万元；"
        "公务接待费8.00万元，减少3.00万元。"
    )
    one = "“三公”经费支出30.00万元，比预算数减少10.00万元。"
    changes = [line for line in told(one, parts, topic="three-public") if " -" in line]
    assert changes == [
        "“三公”经费支出 30.00万元 -10.00万元 比预算",
        "公务用车购置及运行费 22.00万元 -7.00万元 比预算",
        "公务接待费 8.00万元 -3.00万元 比预算",
    ]
    two = "“三公”经费支出30.00万元，比预算数减少10.00万元，比上年减少4.00万元。"
    assert "unbound 3.00万元" in told(two, parts, topic="three-public"), "with which is open"


def test_a_total_of_which_the_years_own_is_a_part_is_no_amount_of_the_year() -> None:
    claims, _ = narrative("收入合计90.00万元，其中本年收入80.00万元，年初结转10.00万元。", topic="totals")
    keys = {claim.subject: claim.key for claim in claims if isinstance(claim, AmountClaim)}
    assert (keys["收入合计"], keys["本年收入"]) == ("total-income", "income")


def test_reasons_in_paragraphs_of_their_own_are_measured_as_the_whole_was() -> None:
    lines = (
        "“三公”经费支出10.00万元，其中：公务用车运行维护费9.00万元，公务接待费1.00万元。",
        "“三公”经费支出比上年增加3.00万元，主要原因是：",
        "1、公务用车运行维护费增加2.50万元，增加的原因是车辆老化。",
        "2、会议费增加0.40万元。",
    )
    assert told(*lines, topic="three-public")[-3:] == [
        "“三公”经费支出 10.00万元 +3.00万元 比上年",
        "公务用车运行维护费 9.00万元 +2.50万元 比上年",
        "unbound 0.40万元",
    ]

"""Rules on the years that sentences name."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

AMOUNT = "2024年度收入、支出总计均为300.00万元。"


def said(rule: str, topic: str, text: str) -> list[str | None]:
    """What a rule quotes of a paragraph in an account of 2024."""
    return [f.stated for f in findings(rule, account((topic, text), ("expenditure", AMOUNT)))]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("我局2025年度资产保存完整。", ["我局2025年度"]),
        ("我局2024年度资产保存完整。", []),
        ("本部门2025年度预算安排如下。", []),
        ("我局2025年工作计划。", []),
    ],
)
def test_another_year(text: str, stated: list[str]) -> None:
    assert said("wording.other-year", "totals", text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2023年度收入总计300.00万元，较上年增加20.00万元。", ["2023年"]),
        ("2024年度收入总计300.00万元，较上年增加20.00万元。", []),
        ("2024年度收入总计300.00万元，2023年度收入总计280.00万元。", []),
        # most name 2022: the account's year may be misread
        ("2022年度收入总计300.00万元。2022年度支出总计300.00万元。", []),
    ],
)
def test_last_years_heading_left_standing(text: str, stated: list[str]) -> None:
    assert said("wording.wrong-year", "totals", text) == stated


@pytest.mark.parametrize(
    ("topic", "text", "stated"),
    [
        ("totals", "青山县档案局2023年度支出合计120.00万元。", "2023年"),
        ("totals", "本部门2023年度收、支总计（含结转和结余）120.00万元。", "2023年"),
        ("totals", "（一）2023年度收入总计120.00万元，支出总计120.00万元。", "2023年"),
        ("totals", "2024年度收入总计与2024年度相比增加5.00万元。", "与2024年度相比"),
        ("operating", "本部门2023年度机关运行经费支出120.00万元，较2023年增加20.00万元。", "2023年"),
        ("operating", "青山县档案局2023年度机构运行费120.00万元，较上年增加20.00万元。", "2023年"),
        ("totals", "2023年度本部门机关运行支出137.54万元，较上年决算数减少13.64万元。", "2023年"),
        ("procurement", "2023年度，青山县档案局政府采购支出总额66.51万元。", "2023年"),
        (
            "fund",
            "2023年度政府性基金预算财政拨款年初结转和结余0万元，本年收入5.00万元，本年支出5.00万元。",
            "2023年度政府性基金预算财政拨款年初结转和结余0万元，本年收入5.00万元，本年支出",
        ),
        (
            "three-public",
            "2023年度“三公”经费财政拨款支出决算中，公务接待费支出决算5.00万元，占100%。",
            "2023年",
        ),
        (
            "three-public",
            "2023年度“三公”经费支出决算数小于预算数的主要原因：厉行节约。",
            "2023年度“三公”经费支出决算数小于预算",
        ),
        ("three-public", "2023年组织因公出国（境）团组2个、5人。", "2023年组织因公出国（境）团组"),
        (
            "three-public",
            "2023年度“三公”经费支出决算减少的主要原因是厉行节约。",
            "2023年度“三公”经费支出决算减少的主要原因",
        ),
        (
            "three-public",
            "1.公务接待费。2023年决算数5.00万元，比年初预算减少1.00万元。",
            "2023年决算数5.00万元，比年初预算",
        ),
        (
            "performance",
            "根据预算绩效管理要求，本部门组织对2023年度2个项目开展了绩效自评。",
            "组织对2023年度2个项目开展了绩效自评",
        ),
        ("fund", "2023年度无该项收支。", "2023年度无该项收支"),
        ("assets", "截至2023年12月31日，本单位共有车辆5辆。", "截至2023年12月31日"),
        ("three-public", "经比较，2023年“三公”经费支出5.00万元，较上年减少1.00万元。", "2023年"),
        (
            "three-public",
            "2024年“三公”经费预算6.00万元。2023年“三公”经费支出5.00万元，较上年减少1.00万元。",
            "2023年",
        ),
        (
            "three-public",
            "2023年度“三公”经费支出决算数比2023年度减少1.00万元。",
            "2023年度“三公”经费支出决算数比2023年度",
        ),
    ],
)
def test_last_years_label_left_standing(topic: str, text: str, stated: str) -> None:
    assert said("wording.wrong-year", topic, text) == [stated]


@pytest.mark.parametrize(
    ("topic", "text", "stated"),
    [
        ("totals", "2025年度收入总计120.00万元，较上年增加20.00万元。", ["2025年"]),
        ("operating", "2025年度，本部门机关运行经费支出120.00万元，比2023年增加20.00万元。", ["2025年"]),
        ("assets", "截至2025年12月31日，本单位共有车辆5辆。", ["截至2025年12月31日"]),
        ("three-public", "本部门2025年度无因公出国（境）费支出。", ["本部门2025年度"]),
        # what is to come, or of both years
        ("totals", "2025年度收入预算120.00万元，支出预算120.00万元。", []),
        ("totals", "2025年度计划支出120.00万元。", []),
        ("totals", "2025年，我局将支出120.00万元用于修缮。", []),
        ("totals", "提前下达2025年度补助资金20.00万元。", []),
        ("totals", "2025年初支出120.00万元。", []),
        ("totals", "2025年1月支出合计20.00万元。", []),
        ("totals", "结转2025年度支出合计20.00万元，2024年度支出合计120.00万元。", []),
    ],
)
def test_the_year_after_as_the_label_of_an_amount(topic: str, text: str, stated: list[str]) -> None:
    own = [
        ("income", "2024年度本年收入合计300.00万元。"),
        ("expenditure", "2024年度本年支出合计300.00万元。"),
    ]
    report = account((topic, text), *own, ("basic", "2024年度基本支出100.00万元。"))
    assert [f.stated for f in findings("wording.wrong-year", report)] == stated


def test_an_account_whose_year_was_misread() -> None:
    report = account(
        ("totals", "2025年度收入总计120.00万元。"), ("expenditure", "2025年度支出合计120.00万元。")
    )
    assert findings("wording.wrong-year", report) == []


def test_what_is_told_as_a_wrong_year_is_not_told_again() -> None:
    own = (("expenditure", AMOUNT), ("income", AMOUNT))
    report = account(("three-public", "本部门2025年度无因公出国（境）费支出。"), *own)
    assert findings("wording.other-year", report) == []


@pytest.mark.parametrize(
    ("topic", "text", "stated"),
    [
        ("totals", "2022年度收入总计300.00万元，较上年增加20.00万元。", ["2022年"]),
        ("assets", "截至2022年12月31日，本部门共有车辆3辆。", ["截至2022年12月31日"]),
        # a series of years, what lies further back than any template, and projects, which have a history
        ("totals", "2022年度收入总计300.00万元。2024年度收入总计320.00万元。", []),
        ("totals", "2016年度收入总计300.00万元。", []),
        ("performance", "2022年度支出合计120.00万元。", []),
        ("performance", "2023年度支出合计120.00万元。", ["2023年"]),
    ],
)
def test_a_label_of_years_further_back(topic: str, text: str, stated: list[str]) -> None:
    own = [
        ("income", "2024年度本年收入合计300.00万元。"),
        ("expenditure", "2024年度本年支出合计300.00万元。"),
    ]
    report = account((topic, text), *own)
    assert [finding.stated for finding in findings("wording.wrong-year", report)] == stated


@pytest.mark.parametrize(
    "text",
    [
        "2024年度收入总计120.00万元。2023年度收入总计100.00万元，本年增加20.00万元，增长20%。",
        "2023年度收入总计100.00万元，2024年度收入总计120.00万元，增长20%。",
        "2023年度支出合计100.00万元。2024年度支出合计120.00万元，比上年增加20.00万元。",
        "2024年收入总计120.00万元，与2023年相比，增加20.00万元。主要原因：2023年结转资金30.00万元。",
        "上年结转：2023年结转资金30.00万元。",
        "2023年末结转和结余30.00万元。",
        "2023年年末结转和结余30.00万元。",
        "主要原因是2023年机构改革，人员增加3人，支出增加2.00万元。",
        "2023年下达专项资金20.00万元，本年支出10.00万元。",
        "根据财办〔2023〕12号文件，收入总计120.00万元。",
        "落实2021—2023年规划，支出合计20.00万元。",
        "2023年决算数100.00万元，2024年决算数120.00万元。",
        "减少的原因是2023年度支出合计中含一次性项目10.00万元。",
        "2023年政府采购支出总额为5.00万元，今年无政府采购。",
        "支出5.00万元，比2023年公务接待费支出4.00万元增加1.00万元，增长25%。",
        "2024年，我局对2023年度3个项目开展了绩效评价。",
        "2023年1月至6月支出合计20.00万元。",
        "2024年度支出5.00万元，2023年度无该项支出。",
        "2023年项目支出预算20.00万元结转至本年使用。",
        "2023年度财政拨款结转结余资金20.00万元。",
        "按照2023年度绩效考核结果，发放绩效奖金20.00万元。",
        "2023年提前下达一般公共预算资金20.00万元。",
        "2024年示例县“三公”经费支出90.00万元，其中：公务接待费20.00万元。2023年示例县“三公”经费支出80.00万元。",
    ],
)
def test_what_is_rightly_said_of_last_year(text: str) -> None:
    for topic in ("totals", "three-public", "operating"):
        assert said("wording.wrong-year", topic, text) == []


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("（一）2023年度“三公”经费支出决算总体情况", ["2023年度“三公”经费支出决算"]),
        ("（一）2024年度“三公”经费支出决算总体情况", []),
        ("（一）2023年度上年结转资金支出情况", []),
        ("（一）2023年度绩效评价情况说明", []),
        ("（一）与2023年度支出决算比较情况", []),
    ],
)
def test_last_years_heading_of_a_section(heading: str, stated: list[str]) -> None:
    report = account(("three-public", ["“三公”经费支出5.00万元。", heading, "公务接待费5.00万元。"]))
    assert [f.stated for f in findings("wording.wrong-year", report)] == stated


USUAL = (
    "本年支出合计100.00万元，与2023年相比，增加20.00万元。",
    "年末结转和结余1.00万元，与2023年相比，减少1.00万元。",
)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("收入合计100.00万元，与2022年相比，增加20.00万元。", *USUAL), ["2022年"]),
        # a reason may speak of last year without comparing with it
        (("收入合计100.00万元，与2022年相比，增加20.00万元，原因是上年项目到期。", *USUAL), ["2022年"]),
        (("收入合计100.00万元，与2022年相比，增加20.00万元，较上年增加9.00万元。", *USUAL), []),
        # Both years are meant, nothing says that last year is usual, or two comparisons do it alike.
        (("收入合计100.00万元，与2022年相比，增加20.00万元，与2023年相比，增加9.00万元。", *USUAL), []),
        (("收入合计100.00万元，与2022年相比，增加20.00万元。", USUAL[0]), []),
        # what has not changed is compared too
        (("事业收入0万元，与2022年度相比无变化。", *USUAL), ["2022年"]),
        (("事业收入0万元，与2023年度相比无变化。", *USUAL), []),
        (
            (
                "收入合计100.00万元，比2022年增加20.00万元。",
                "支出合计90.00万元，比2022年减少5.00万元。",
                *USUAL,
            ),
            [],
        ),
    ],
)
def test_the_one_comparison_with_another_year(texts: tuple[str, ...], found: list[str]) -> None:
    report = account(("totals", texts))
    assert [f.stated for f in findings("wording.wrong-year", report)] == found


def test_last_years_label_in_the_overview() -> None:
    own = ("totals", "2024年度收入总计120.00万元，支出总计120.00万元。")
    text = "纳入{}年度青山县档案局部门决算编制范围的单位共1个。"
    for year, found in (("2023", ["纳入2023年度青山县档案局部门决算编制范围"]), ("2024", [])):
        report = account(own, overview=["一、单位构成", text.format(year)])
        assert [finding.stated for finding in findings("wording.wrong-year", report)] == found

"""Rules on units in sentences: amounts that lost theirs."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, judged

AMOUNT = "2024年度收入、支出总计均为300.00万元。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "一般公共预算财政拨款支出决算数为933.26，完成预算100%。",
            [("inconsistent", "933.26", "933.26万元")],
        ),
        ("一般公共预算财政拨款支出决算数为933.26万元，完成预算100%。", []),
        # a lone number may be a cell or a chart's label
        ("支出决算数为933.26", []),
    ],
)
def test_a_missing_unit(text: str, found: list[tuple[str, str, str]]) -> None:
    assert judged("unit.amount-missing", text, AMOUNT, topic="general-budget") == found


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2024年度一般公共预算财政拨款支出1177.81，占本年支出合计的89.4%。", "1177.81"),
        ("（1）人员经费5351.729232，包括工资福利支出，其中：基本工资2050.91万元。", "5351.729232"),
        ("2.公务用车购置及运行维护费支出7.83。其中，公务用车购置支出0万元。", "7.83"),
        ("（三）2296003用于体育事业的彩票公益金支出2005.43。", "2005.43"),
        ("（十）2130399其他水利支出9781.85，较上年增加609.10万元，增长6.64%。", "9781.85"),
        ("收入总计316.99万元，其中：本年收入合计314.22，使用非财政拨款结余1.00万元。", "314.22"),
        ("收入总计456.5，支出总计456.5万元。", "456.5"),
        ("财政拨款收入总计、支出总计分别为105.94万元、105.94，较上年减少21.25万元。", "105.94"),
        ("政府性基金预算财政拨款支出0.47，占本年支出合计的0.1%。", "0.47"),
        # as many digits behind the point as the amounts around it
        ("行政运行（项）2024年度决算11.727844，比年初预算增加4.316354万元，增长58.23%。", "11.727844"),
        ("人员经费79.25万元，主要包括：基本工资45.8、津贴补贴33.45万元。", "45.8"),
        ("支出决算为933.26万元，较上年增加12.50，增长1.36%。", "12.50"),
    ],
)
def test_an_amount_without_its_unit(text: str, stated: str) -> None:
    found = judged("unit.amount-missing", text, AMOUNT, topic="general-budget")
    assert found == [("inconsistent", stated, f"{stated}万元")]


@pytest.mark.parametrize(
    "text",
    [
        "预算执行率指标得分9.85，支出100.00万元。",
        "本部门绩效自评得分为95.50，项目支出100.00万元。",
        "2080505机关事业单位基本养老保险缴费支出100.00万元。",
        "项目支出占比35.82，基本支出占比64.18，支出合计100.00万元。",
        "软件V2.50，采购支出20.00万元。",
        "收、支总计各是300.50，300.50万元。",
        "资产负债率0.47，总额20.00万元。",
        "建筑面积2050.50平方米，支出20.00万元。",
        "预算数分别为20.00、30.50和40.00万元。",
        "人均支出2.50，支出合计20.00万元。",
        "满意度98.5，支出20.00万元。",
        "接待支出5批次，20人次；单位：万元 合计20.00，支出30.00。",
        "支出20，较上年增加2.00万元。",
    ],
)
def test_what_needs_no_unit_of_its_own(text: str) -> None:
    assert judged("unit.amount-missing", text, AMOUNT, topic="general-budget") == []


def test_a_part_that_lost_its_unit_is_still_a_part() -> None:
    text = (
        "一般公共预算财政拨款支出100.00万元，主要用于以下方面：教育支出60.00万元，占60.0%；"
        "卫生健康支出{}，占35.0%；住房保障支出5.00万元，占5.0%。"
    )
    for part, verdict in (("35.00", "consistent"), ("30.00", "inconsistent")):
        ((found, stated, _),) = judged("sum.parts", text.format(part), topic="general-budget")
        assert (found, stated) == (verdict, "100.00")


def test_an_account_in_yuan_misses_yuan() -> None:
    text = "基本支出1500000.50，占60%；项目支出1000000.00元，占40%。"
    found = judged("unit.amount-missing", text, "支出合计2500000.50元。", topic="expenditure")
    assert found == [("inconsistent", "1500000.50", "1500000.50元")]


def test_a_share_that_lost_its_percent_sign_is_still_a_share() -> None:
    text = (
        "一般公共预算财政拨款支出100.00万元，主要用于以下方面：教育支出60.00万元，占60.00%；"
        "卫生健康支出40.00万元，占{}。"
    )
    found = judged("unit.amount-missing", text.format("40.00"), topic="general-budget")
    assert found == [("inconsistent", "40.00", "40.00%")]
    verdicts = [v for v, *_ in judged("share.rate", text.format("40.00"), topic="general-budget")]
    assert verdicts == ["consistent", "consistent"]
    verdicts = [v for v, *_ in judged("share.rate", text.format("45.00"), topic="general-budget")]
    assert verdicts == ["consistent", "inconsistent"]
    assert judged("unit.amount-missing", "房屋占地40.00，支出100.00万元。", topic="general-budget") == []


MANY = "".join(f"第{number}项支出{number}.25万元，比上年增加0.{number:02d}万元。" for number in range(1, 8))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("养老保险缴费支出67.64元，完成预算的89.53%。", [("inconsistent", "67.64元", "67.64万元")]),
        ("养老保险缴费支出8.00万元，较上年减少2.5元。", [("inconsistent", "2.5元", "2.5万元")]),
        ("养老保险缴费支出67.64万元。", []),
        # beside a rate of pay
        ("养老保险缴费支出67.64元，人均补助100元。", [("inconsistent", "67.64元", "67.64万元")]),
        # Whole or great amounts, what is always small, and more than one of them may be meant so.
        ("养老保险缴费支出680元。", []),
        ("养老保险缴费支出6,764.20元。", []),
        ("利息收入67.64元。", []),
        ("养老保险缴费支出67.64元，医疗保险缴费支出27.30元。", []),
        # in a reason
        (
            "养老保险缴费支出67.64万元，比上年减少9.00万元，主要原因是人员减少8.12元。",
            [("inconsistent", "8.12元", "8.12万元")],
        ),
        ("养老保险缴费支出67.64万元，比上年减少9.00万元，主要原因是每人每月缴费标准减少8.12元。", []),
        ("养老保险缴费支出67.64万元，比上年减少9.00万元，主要原因是人员减少8.12万元。", []),
    ],
)
def test_a_lone_small_amount_in_yuan(text: str, found: list[tuple[str, str, str]]) -> None:
    assert judged("unit.lone-yuan", MANY, text, topic="general-budget") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("绩效跟踪的项目涉及金额1354.13万元，绩效自评的项目涉及金额1354.13元。", ["1354.13元"]),
        ("绩效跟踪的项目涉及金额1354.13万元，绩效自评的项目涉及金额1354.18元。", []),
        ("绩效跟踪的项目涉及金额1354.13万元，绩效自评的项目涉及金额1354.13万元。", []),
        ("行政支出1354万元，住房支出1354元。", []),
        ("行政支出2.5万元，住房支出2.5元。", []),
    ],
)
def test_the_digits_of_another_amount_in_yuan(text: str, found: list[str]) -> None:
    assert [stated for _, stated, _ in judged("unit.lone-yuan", text, topic="performance")] == found


def test_few_amounts_tell_no_unit() -> None:
    assert (
        judged("unit.lone-yuan", "支出8.00万元。", "养老保险缴费支出67.64元。", topic="general-budget") == []
    )


def test_an_amount_of_an_item_is_told_by_its_item() -> None:
    text = "（款）死亡抚恤（项）。年初预算为0万元，支出决算为20.00，决算数大于预算数的主要原因是年中追加。"
    (finding,) = findings("unit.amount-missing", account(("general-budget-items", (AMOUNT, text))))
    assert finding.message == "“死亡抚恤（支出决算）”20.00缺少计量单位"

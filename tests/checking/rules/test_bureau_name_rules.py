"""Rules on whom an account speaks of."""

from __future__ import annotations

import pytest

from final_accounts.recognising.recogniser import recognise

from ...recognising.narrative.narrative_making import document
from ..claim_making import findings

TITLES = ("某某县档案局2024年度部门决算", "第二部分 某某县档案局2024年度部门决算情况说明")
HEADING = "一、收入支出决算总体情况说明"
TOTALS = "2024年度收入、支出总计均为300.00万元。"


def stated(*sentences: str) -> list[str | None]:
    report = recognise(document(*TITLES, HEADING, TOTALS, *sentences))
    assert report.bureau == "某某县档案局"
    return [found.stated for found in findings("wording.other-bureau", report)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("某某县审计局2024年度一般公共预算财政拨款支出200.00万元。", "某某县审计局"),
        ("（一）某某县第二中学2024年度支出300.00万元。", "某某县第二中学"),
        ("基本支出100.00万元。某某县水务局部门2024年机关运行经费支出20.00万元。", "某某县水务局"),
        ("截至2024年12月31日，某某市林业局共有车辆3辆。", "某某市林业局"),
        ("单位构成：行政单位1个：邻近县统计局（本级）；事业单位2个：甲中心、乙中心。", "邻近县统计局"),
        # the same bureau of another county
        ("邻近县档案局2024年度政府采购支出总额5.00万元。", "邻近县档案局"),
        # a name with one character wrong
        ("某某县挡案局2024年度收入300.00万元。", "某某县挡案局"),
    ],
)
def test_another_bureau_as_the_subject(sentence: str, name: str) -> None:
    assert stated(sentence) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "某某县档案局2024年度一般公共预算财政拨款支出200.00万元。",
        "县档案局2024年度一般公共预算财政拨款支出200.00万元。",
        "某某市某某县档案局2024年度一般公共预算财政拨款支出200.00万元。",
        "某某县档案馆2024年度一般公共预算财政拨款支出200.00万元。",
        "本部门2024年度一般公共预算财政拨款支出200.00万元。",
        "我局2024年度一般公共预算财政拨款支出200.00万元。",
        "单位构成：行政单位1个：某某县档案局（本级）；事业单位1个：甲中心。",
        "单位构成：行政单位1个：县档案局（本级）；事业单位1个：甲中心。",
        # what another does
        "根据某某县财政局2024年度部门决算批复，支出200.00万元。",
        "收到某某县水务局2024年支出补助10.00万元。",
        "某某县审计局2024年对本部门开展了审计。",
        "某某县财政局2024年下达专项资金，支出10.00万元。",
    ],
)
def test_its_own_name_and_what_others_do(sentence: str) -> None:
    assert stated(sentence) == []


def test_a_unit_that_is_named_elsewhere_belongs_to_it() -> None:
    sentence = "某某县方志馆中心2024年度支出30.00万元。"
    assert stated(sentence) == ["某某县方志馆中心"]
    assert stated("纳入决算编制范围的单位有：某某县方志馆中心。", sentence) == []


def test_a_name_used_throughout_is_no_slip() -> None:
    sentences = [f"某某县审计局2024年度{what}支出10.00万元。" for what in ("基本", "项目", "采购")]
    assert stated(*sentences[:2]) == ["某某县审计局", "某某县审计局"]
    assert stated(*sentences) == []


def test_without_a_bureau_that_is_sure_nothing_is_told() -> None:
    other = "某某县审计局2024年度支出10.00万元。"
    report = recognise(document("2024年度部门决算", HEADING, TOTALS, other))
    assert findings("wording.other-bureau", report) == []


def test_the_city_may_be_left_out_of_its_own_name() -> None:
    title = "某某市某某县档案局2024年度部门决算情况说明"
    units = "行政单位1个：邻近县档案局（本级）；事业单位1个：甲中心。"
    about = ("一、部门基本情况", "某某县档案局下设三个科室。", units)
    report = recognise(document(title, *about, "二、收入支出决算总体情况说明", TOTALS))
    assert report.bureau == "某某市某某县档案局"
    assert [found.stated for found in findings("wording.other-bureau", report)] == ["邻近县档案局"]


def test_a_word_before_the_own_name_makes_it_no_other() -> None:
    title = "某某省某某市档案局2024年度部门决算情况说明"
    about = ("一、部门基本情况", "某某市档案局下设三个科室。某某市档案局另有两个中心。")
    sentence = "（一）编入某某市档案局2024年部门决算编制范围的单位共1个。"
    report = recognise(document(title, *about, sentence, "二、收入支出决算总体情况说明", TOTALS))
    assert findings("wording.other-bureau", report) == []

"""Rules on sums, counts, stray units and enumerations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, fen, findings, judged, never, shown, wan


def listed(text: str, rule: str = "sum.parts") -> list[Judged]:
    return judged(rule, f"本年支出合计{text}。", topic="expenditure")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250.00万元，其中：基本支出100.00万元，项目支出150.00万元", ("consistent", "250.00", "250.00")),
        ("250.00万元，其中：基本支出100.00万元，项目支出140.00万元", ("inconsistent", "250.00", "240.00")),
        ("250.00万元，其中：基本支出1000000元，项目支出150.00万元", ("consistent", "250.00", "250.00")),
        # two addends and the sum: at most 0.015 may come of rounding
        ("250.00万元，其中：基本支出100.00万元，项目支出150.01万元", ("consistent", "250.00", "250.01")),
        ("250.00万元，其中：基本支出100.00万元，项目支出150.03万元", ("inconsistent", "250.00", "250.03")),
        # 99.997 and 150.012 are 250.009: 250.00 if the digits are cut
        ("250.00万元，其中：基本支出100.00万元，项目支出150.02万元", ("truncated", "250.00", "250.02")),
        ("250万元，其中：基本支出100.45万元，项目支出150.00万元", ("consistent", "250", "250.45")),
        ("250万元，其中：基本支出100.95万元，项目支出150.00万元", ("truncated", "250", "250.95")),
    ],
)
def test_a_list_that_is_whole(text: str, found: Judged) -> None:
    assert listed(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人员经费90.00万元，主要包括：基本工资30.00万元、奖金20.00万元。", ("consistent", "90.00", "50.00")),
        ("人员经费90.00万元，主要包括：基本工资60.00万元、奖金30.01万元。", ("consistent", "90.00", "90.01")),
        (
            "人员经费90.00万元，主要包括：基本工资60.00万元、奖金40.00万元。",
            ("inconsistent", "90.00", "100.00"),
        ),
    ],
)
def test_a_list_that_may_leave_parts_out(text: str, found: Judged) -> None:
    assert judged("sum.parts", text, topic="basic") == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "年末结转和结余90.00万元，其中：项目支出结转和结余90.02万元。",
            "年末结转和结余：报告写90.00万元，其中“项目支出结转和结余”却有90.02万元，多出0.02万元",
        ),
        (
            "年初结转和结余90.00万元，其中：办公结转50.00万元，会议结转60.00万元。",
            "年初结转和结余：报告写90.00万元，所列2项之和却达110.00万元，多出20.00万元",
        ),
        (
            "年末结转和结余90.00万元，其中：年末财政拨款结转和结余80.00万元。",
            "年末结转和结余90.00万元，所列1项之和未超过它",
        ),
        (
            "年末结转和结余90.00万元，其中：基本支出结转30.00万元，项目支出结转60.00万元。",
            "年末结转和结余90.00万元，与所列各项之和一致",
        ),
    ],
)
def test_what_is_carried_over_holds_its_parts(text: str, found: str) -> None:
    assert [str(f.message) for f in findings("sum.parts", account(("totals", text)))] == [found]


def test_a_single_part_is_held_against_its_whole_by_name() -> None:
    texts = (
        "政府性基金预算财政拨款支出105.00万元，支出具体情况如下：",
        "住房保障支出（类）住房改革支出（款）其他住房保障支出（项）135.00万元，主要用于住宅电梯更新。",
    )
    (found,) = findings("sum.parts", account(("fund", texts)))
    assert (str(found.message), found.calculation) == (
        "政府性基金预算财政拨款支出：报告写105.00万元，所列“其他住房保障支出”却为135.00万元，相差30.00万元",
        "105.00 ≠ 135.00",
    )


@pytest.mark.parametrize(
    "text",
    [
        # changes, not parts; another year's end; no carry-over
        "年末结转和结余90.00万元，比上年减少20.00万元，其中：项目支出结转减少120.00万元。",
        "年末结转和结余90.00万元。其中：项目支出结转和结余已全部上缴，共120.00万元。",
        "年末结转和结余90.00万元，其中：基本支出120.00万元。",
    ],
)
def test_what_else_stands_behind_a_carry_over(text: str) -> None:
    assert findings("sum.parts", account(("totals", text))) == []


def test_items_far_below_their_whole_may_not_be_all() -> None:
    items = [
        f"{n}.教育支出（类）普通教育（款）{name}（项）：支出决算为10.00万元。"
        for n, name in enumerate(("学前教育", "小学教育", "初中教育", "高中教育"), start=1)
    ]
    texts = ["2024年一般公共预算支出决算数为{}万元。其中：", *items]
    for whole, verdict in (("40.00", "consistent"), ("41.00", "inconsistent"), ("60.00", "undetermined")):
        found = judged("sum.parts", texts[0].format(whole), *texts[1:], topic="general-budget-items")
        assert found == [(verdict, whole, "40.00")]
    for whole, verdict in (("20.00", "consistent"), ("39.00", "inconsistent"), ("41.00", "undetermined")):
        found = judged("sum.parts", texts[0].format(whole), *texts[1:3], topic="general-budget-items")
        assert found == [(verdict, whole, "20.00")]


@pytest.mark.parametrize(
    ("parts", "explanation"),
    [
        (
            "基本支出100.00万元，经营支出10.00万元，项目支出150.00万元",
            "疑似漏计“经营支出”10.00万元；也可能是录入错误：“260.00”误作“250.00”（一位数字不同）。",
        ),
        (
            "基本支出100.00万元，项目支出75.00万元",
            "疑似多计或重复计入“项目支出”75.00万元。",
        ),
        (
            "基本支出100.00万元，项目支出105.00万元",
            "疑似相邻两位数字颠倒：“205.00”误作“250.00”；"
            "也可能是“项目支出”105.00万元相邻两位数字颠倒：“150.00”误作“105.00”。",
        ),
    ],
)
def test_what_happened_to_a_sum(parts: str, explanation: str) -> None:
    made = account(("expenditure", f"本年支出合计250.00万元，其中：{parts}。"))
    (finding,) = [found for found in check(made).findings if found.rule == "sum.parts"]
    assert finding.verdict is Verdict.INCONSISTENT
    assert finding.explanation == explanation


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("上级补助收入0万元，占0%", ("consistent", "250.00", "250.00")),
        # 0.30 of 250.00 is 0.12 %, printed as 0 %: the list is no longer whole
        ("上级补助收入0.30万元，占0%", ("inconsistent", "250.00", "250.30")),
        ("上级补助收入0.01万元，占0%", ("consistent", "250.00", "250.01")),
        # another matter, no income
        ("年末结转和结余30.00万元", ("consistent", "250.00", "250.00")),
    ],
)
def test_one_more_kind_behind_a_list_that_seems_whole(part: str, found: Judged) -> None:
    text = (
        "本年收入合计250.00万元，其中：一般公共预算财政拨款收入200.00万元，占80%；"
        f"政府性基金预算财政拨款收入50.00万元，占20%；{part}；事业收入0万元，占0%。"
    )
    assert found in judged("sum.parts", text, topic="income")


def test_the_appropriations_within_one_income_of_several() -> None:
    text = (
        "本年收入合计251.00万元，其中：财政拨款收入250.00万元，其中：一般公共预算财政拨款收入200.00万元；"
        "政府性基金预算财政拨款收入50.00万元；上级补助收入1.00万元。"
    )
    assert not [found for found in judged("sum.parts", text, topic="income") if found[0] == "inconsistent"]


def test_a_part_that_is_too_many_is_told() -> None:
    text = (
        "本年支出合计250.00万元，其中：基本支出150.00万元，占60%；项目支出100.00万元，占40%；"
        "上缴上级支出0万元，占0%；经营支出1.26万元，占0%。"
    )
    totals = "2024年度本年收入合计250.00万元，本年支出合计250.00万元，比上年增加50.00万元，增长25%。"
    made = account(("totals", totals), ("expenditure", text), ("basic", "基本支出150.00万元。"))
    (finding,) = [found for found in check(made).contradictions if found.severity.value == "error"]
    assert "“经营支出”1.26万元" in finding.message
    assert finding.explanation == "疑似本无此数，按0计算其余各数正好相符。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共有公务用车0辆，其中：轿车0辆、越野车0辆、载客汽车0辆", [("consistent", "0", "0")]),
        ("共有公务用车2辆，其中：轿车0辆、越野车0辆、载客汽车0辆", [("inconsistent", "2", "0")]),
        ("更新购置公务用车2辆，其中：轿车0辆、金额0万元，越野车0辆、金额0万元", [("inconsistent", "2", "0")]),
        # a kind may be left out
        ("共有公务用车3辆，其中：轿车1辆、越野车1辆、载客汽车0辆", [("consistent", "3", "2")]),
    ],
)
def test_vehicles_of_which_there_are_none_of_any_kind(text: str, found: list[Judged]) -> None:
    text = f"公务用车购置支出0万元。{text}。"
    assert judged("count.parts", text, topic="three-public") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实有人员26人，其中行政4人、事业22人。", [("consistent", "26", "26")]),
        ("实有人员27人，其中行政4人、事业22人。", [("inconsistent", "27", "26")]),
        ("实有人员27人。", []),
    ],
)
def test_heads_are_counted_exactly(text: str, found: list[Judged]) -> None:
    report = account(
        ("totals", "2024年度收入总计300.00万元。"), overview=("三、部门人员情况", f"本部门{text}")
    )
    assert shown(findings("count.parts", report)) == found


@pytest.mark.parametrize(
    ("cars", "verdict"), [(("1", "1", "2", "1"), "consistent"), (("1", "1", "2", "2"), "inconsistent")]
)
def test_vehicles_are_counted(cars: tuple[str, ...], verdict: str) -> None:
    kinds = "、".join(
        f"{kind}用车{number}辆"
        for kind, number in zip(("机要通信", "应急保障", "执法执勤", "其他"), cars, strict=True)
    )
    text = f"截至年末，共有车辆5辆，其中：{kinds}。"
    (found,) = findings("count.parts", account(("totals", "2024年度收入总计300.00万元。"), ("assets", text)))
    assert (found.verdict.value, found.stated) == (verdict, "5")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ("基本工资45.75万元、社会保障缴费0.27元、奖金3.98万元", [("inconsistent", "0.27元", "0.27万元")]),
        ("基本工资45.75万元、社会保障缴费0.27万元、奖金3.98万元", []),
        # 2700 元 is what 0.27 万元 is
        ("基本工资45.75万元、社会保障缴费2700元、奖金3.98万元", []),
        # 40 元 may well be 40 元 where the sum does not ask for more
        ("基本工资45.75万元、补贴40元、奖金3.98万元", []),
    ],
)
def test_a_stray_unit(parts: str, found: list[Judged]) -> None:
    text = f"人员经费50.00万元，主要包括：{parts}。"
    assert judged("unit.stray", text, topic="basic") == found


REST = "津贴2.00万元、绩效工资8.00万元、医疗费3.00万元"


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (f"基本工资45.75元、缴费0.27元、奖金3.98万元、补助1.00万元、{REST}", ["45.75元", "0.27元"]),
        # so many may be meant in 元, or too few are in 万元
        (f"基本工资45.75元、缴费0.27元、奖金3.98元、补助1.00万元、{REST}", []),
        ("基本工资45.75元、缴费0.27元、奖金3.98万元", []),
        (f"基本工资45.75万元、利息40元、手续费35元、补助1.00万元、{REST}", []),
    ],
)
def test_two_stray_units(parts: str, found: list[str]) -> None:
    text = f"人员经费70.00万元，主要包括：{parts}。"
    assert [stated for _, stated, _ in judged("unit.stray", text, topic="basic")] == found


def test_a_sum_is_taken_without_its_stray_unit() -> None:
    text = "人员经费50.00万元，主要包括：基本工资45.75万元、社会保障缴费0.27元、奖金3.98万元。"
    assert judged("sum.parts", text, topic="basic") == [("consistent", "50.00", "50.00")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("存在以下两个问题：一是意识不强。二是进度不快。", []),
        ("存在以下两个问题：一是意识不强。二是进度不快。三是质量不高。", [("inconsistent", "2", "3")]),
        ("有如下3个方面：一是意识不强；二是进度不快；三是质量不高。", []),
        ("有如下三项措施：一是意识不强；二是进度不快。", [("inconsistent", "3", "2")]),
        ("存在以下问题：一是意识不强。二是进度不快。", []),
        ("存在以下两个问题：一是意识不强，这也是一项长期工作。", []),
    ],
)
def test_an_enumeration(text: str, found: list[Judged]) -> None:
    report = account(("totals", "2024年度收入总计300.00万元。"), ("performance", text))
    assert shown(findings("count.enumeration", report)) == found


amounts = st.lists(fen.map(lambda amount: amount + 10**6), min_size=2, max_size=6)
"""At least 1.00 万元 each, far above what rounding leaves open."""


@settings(max_examples=60)
@given(amounts)
def test_truly_rounded_sums_are_never_faulted(drawn: list[int]) -> None:
    names = [f"{name}支出" for name in "甲乙丙丁戊己"]
    parts = "；".join(f"{name}{wan(amount)}万元" for name, amount in zip(names, drawn, strict=False))
    purposes = f"一般公共预算财政拨款支出{wan(sum(drawn))}万元，主要用于以下方面：{parts}。"
    found = findings("sum.parts", account(("general-budget", purposes)))
    assert [len(finding.figures) - 1 for finding in found] == [len(drawn)]
    never(found, Verdict.INCONSISTENT, Verdict.TRUNCATED, Verdict.UNDETERMINED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "本年收入合计500.00万元，使用非财政拨款结余2.00万元，年初结转和结余10.00万元",
            ("consistent", "512.00", "512.00"),
        ),
        (
            "本年收入合计500.00万元，使用非财政拨款结余2.00万元，年初结转和结余16.00万元",
            ("inconsistent", "512.00", "518.00"),
        ),
        # what was used may stay unprinted
        ("本年收入合计500.00万元，年初结转和结余10.00万元", ("consistent", "512.00", "510.00")),
        ("本年收入合计500.00万元，年初结转和结余16.00万元", ("inconsistent", "512.00", "516.00")),
        # the other side's total is no part of this one
        (
            "本年收入合计500.00万元；支出总计512.00万元，其中：年末结转和结余3.00万元",
            ("consistent", "512.00", "500.00"),
        ),
        # the carry-over belongs to the total, not to the year's income
        (
            "本年收入合计500.00万元，其中：财政拨款收入400.00万元，其他收入100.00万元；"
            "使用非财政拨款结余2.00万元，年初结转和结余10.00万元",
            ("consistent", "512.00", "512.00"),
        ),
    ],
)
def test_a_total_holds_its_carry_over(text: str, found: Judged) -> None:
    judgements = judged("sum.parts", f"收入总计512.00万元，其中：{text}。", topic="totals")
    assert next(one for one in judgements if one[1] == "512.00") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8辆，其中：机要通信用车5辆、应急保障用车3辆、其他用车2辆", ("inconsistent", "8", "10")),
        ("8辆，其中：机要通信用车5辆、应急保障用车1辆、执法执勤用车0辆", ("inconsistent", "8", "6")),
        ("8辆，其中：机要通信用车5辆、应急保障用车1辆", ("consistent", "8", "6")),
        ("8辆，其中：机要通信用车5辆、应急保障用车1辆、执法执勤用车1辆", ("inconsistent", "8", "7")),
    ],
)
def test_vehicles_of_each_kind(text: str, found: Judged) -> None:
    assert listed(f"100.00万元，其中：基本支出40.00万元。本部门共有车辆{text}", "count.parts") == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("政府采购货物支出8.41万元、政府采购服务支出20.00万元", ("consistent", "28.41", "28.41")),
        ("政府采购货物支出8.41万元、政府采购服务支出17.68万元", ("inconsistent", "28.41", "26.09")),
    ],
)
def test_two_kinds_of_procurement_are_all(text: str, found: Judged) -> None:
    text = f"政府采购支出总额28.41万元，其中：{text}。"
    assert judged("sum.parts", text, topic="procurement") == [found]


def test_two_public_services_may_not_be_all() -> None:
    text = "支出总额28.41万元，其中：一般公共服务支出8.41万元、商业服务业等支出17.68万元。"
    assert judged("sum.parts", text, topic="general-budget") == [("consistent", "28.41", "26.09")]


def test_a_paragraph_that_breaks_down_the_part_before_it() -> None:
    found = judged(
        "sum.parts",
        "“三公”经费财政拨款支出决算为24.42万元，其中：",
        "因公出国（境）费支出决算为0万元。",
        "公务用车购置及运行维护费支出决算为23.23万元。",
        "其中：公务用车购置费支出决算为0万元，更新公务用车0辆。公务用车运行维护费23.23万元。",
        "公务接待费支出决算为1.19万元。",
        topic="three-public",
    )
    assert ("consistent", "24.42", "24.42") in found
    assert all(verdict == "consistent" for verdict, *_ in found)


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("7.00", ("consistent", "151.16", "151.15")),
        # 结余分配 may stay unprinted
        ("5.00", ("consistent", "151.16", "149.15")),
        # three rounded figures may be off by 0.015
        ("7.02", ("consistent", "151.16", "151.17")),
        ("8.49", ("inconsistent", "151.16", "152.64")),
    ],
)
def test_a_total_is_no_less_than_the_year_and_its_carry_over(closing: str, found: Judged) -> None:
    said = "收入总计151.16万元，支出总计151.16万元。", "本年收入137.99万元，上年结转结余资金13.16万元，"
    text = f"{said[1]}本年支出144.15万元，年末结转和结余{closing}万元。"
    assert judged("sum.parts", said[0], text, topic="totals")[-1] == found


def test_a_list_names_its_whole_anew() -> None:
    text = "300.00万元。其中：基本支出200.00万元，项目支出100.00万元。项目支出主要用于：救助80.00万元；{}万元"
    assert listed(text.format("运维20.00"))[-1] == ("consistent", "100.00", "100.00")
    # not within the 200.00 before it
    assert listed(text.format("运维20.90"))[-1] == ("inconsistent", "100.00", "100.90")


@pytest.mark.parametrize(
    ("housing", "found"),
    [
        ("18.00", ("consistent", "58.00", "58.00")),
        ("19.00", ("inconsistent", "58.00", "59.00")),
    ],
)
def test_items_of_the_year_behind_what_its_total_holds(housing: str, found: Judged) -> None:
    texts = (
        "2024年度总支出60.00万元，其中本年支出58.00万元，结余分配0万元，年末结转和结余2.00万元。支出具体情况如下：",
        "1．社会保障和就业支出（类）40.00万元，主要用于行政运行。",
        f"2．住房保障支出（类）{housing}万元，主要用于职工住房公积金。",
    )
    assert judged("sum.parts", *texts)[-1] == found


def test_paragraphs_numbered_below_the_parts_are_within_them() -> None:
    texts = (
        "“三公”经费支出决算为12.80万元。其中：",
        "1．因公出国（境）费支出决算0万元，与上年持平。",
        "2．公务用车购置及运行费支出决算9.10万元，比上年减少0.40万元。",
        "（2）公务用车运行支出9.10万元，用于燃油。全年运行费支出9.10万元，平均每辆3.03万元。",
        "3．公务接待费支出决算3.50万元，比上年减少0.60万元。",
    )
    assert judged("sum.parts", *texts, topic="three-public") == [("inconsistent", "12.80", "12.60")]


def test_a_list_whose_paragraphs_divide_the_whole_anew() -> None:
    texts = (
        "支出总计60.00万元。其中：",
        "1.按功能分类科目，教育支出50.00万元，住房保障支出10.00万元。",
        "2.按支出用途分，基本支出40.00万元；项目支出20.00万元。",
    )
    assert judged("sum.parts", *texts) == []


@pytest.mark.parametrize(
    ("third", "found"),
    [("134.00", "consistent"), ("134.02", "consistent"), ("175.00", "inconsistent")],
)
def test_parts_numbered_on_in_one_paragraph(third: str, found: str) -> None:
    texts = (
        "项目支出512.73万元，其中：",
        f"（1）提升服务补助24.48万元，用于提升服务。（2）参保补助354.25万元，用于居民参保。（3）救助{third}万元。",
    )
    added = {"134.00": "512.73", "134.02": "512.75", "175.00": "553.73"}[third]
    assert judged("sum.parts", *texts, topic="expenditure") == [(found, "512.73", added)]


def test_items_of_a_whole_that_lost_its_unit() -> None:
    texts = (
        "2024年度一般公共预算财政拨款支出决算数为54.42，完成预算100%。其中：",
        "1.卫生健康支出（类）医疗救助（款）城乡医疗救助（项）：支出决算为34.00万元，完成预算100%。",
        "2.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为24.42万元，完成预算100%。",
    )
    found = judged("sum.parts", *texts, topic="general-budget-items")
    assert found == [("inconsistent", "54.42", "58.42")]


@pytest.mark.parametrize(("meeting", "found"), [("5.00", "consistent")])
def test_a_list_ends_with_its_last_paragraph(meeting: str, found: str) -> None:
    texts = (
        "“三公”经费支出9.00万元，其中：",
        "因公出国（境）费1.00万元；",
        "公务用车运行维护费6.00万元；",
        "公务接待费2.00万元。",
        f"会议费支出{meeting}万元。",
    )
    assert judged("sum.parts", *texts, topic="three-public") == [(found, "9.00", "9.00")]


@pytest.mark.parametrize(
    ("whole", "verdict"), [("99.58", "consistent"), ("125.11", "inconsistent"), ("74.05", "consistent")]
)
def test_what_is_still_missing_may_come_in_a_sentence_of_its_own(whole: str, verdict: str) -> None:
    text = f"基本支出{whole}万元。其中：人员经费74.05万元，较上年减少26.45万元。公用经费25.53万元。"
    found = judged("sum.parts", text, topic="basic")
    assert [one[0] for one in found] == [verdict]


def test_shares_that_leave_a_little_say_that_a_part_is_not_printed() -> None:
    text = "支出合计{}万元。其中：基本支出12714.82万元，占26.21%；项目支出35768.79万元，占{}%。"
    for whole, share, verdict in (("48502.54", "73.75", "consistent"), ("48502.54", "73.79", "inconsistent")):
        found = judged("sum.parts", text.format(whole, share), topic="expenditure")
        assert [one[0] for one in found] == [verdict]


def test_the_parts_of_a_part_in_a_paragraph_of_their_own() -> None:
    found = judged(
        "sum.parts",
        "“三公”经费财政拨款支出决算为24.42万元，其中：",
        "公务用车购置及运行维护费支出决算为23.23万元。",
        "公务用车运行维护费支出决算为23.23万元。",
        "公务接待费支出决算为1.19万元。",
        topic="three-public",
    )
    assert [one[0] for one in found] == ["consistent"]


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        (("1.基本支出60.00万元。", "2.经营支出30.00万元。"), "inconsistent"),
        # some of the expenses, told in detail
        (("1.办公费60.00万元。", "2.差旅费30.00万元。"), "consistent"),
    ],
)
def test_a_list_of_how_things_stand(parts: tuple[str, ...], verdict: str) -> None:
    found = judged("sum.parts", "支出合计100.00万元，具体情况如下：", *parts, topic="expenditure")
    assert [one[0] for one in found] == [verdict]


@pytest.mark.parametrize(("item", "found"), [("135.00", ["inconsistent"]), ("105.00", []), ("90.00", [])])
def test_the_only_item_of_a_fund_is_not_more_than_the_fund(item: str, found: list[str]) -> None:
    paragraphs = [
        "政府性基金预算财政拨款收入105.00万元，支出105.00万元，支出具体情况如下：",
        f"住房保障支出（类）住宅支出（款）其他住宅支出（项）{item}万元，主要用于更新改造。",
    ]
    checked = check(account(("fund", paragraphs)))
    assert [f.verdict.value for f in checked.findings if f.rule == "sum.parts"] == found


@pytest.mark.parametrize(
    ("budget", "spent", "found"),
    [
        ("33.14万元", "31.13元", ["31.13元"]),
        ("0.17元", "0.22万元", ["0.17元"]),
        ("33.14万元", "31.13万元", []),
        ("3.00万元", "85.20元", []),
        ("0.00元", "31.13万元", []),
    ],
)
def test_a_stray_unit_beside_its_budget(budget: str, spent: str, found: list[str]) -> None:
    text = f"公务接待费支出年初预算为{budget}，支出决算为{spent}。"
    assert [stated for _, stated, _ in judged("unit.stray", text, topic="three-public")] == found


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("其中：公务接待费21,000.00元，公务用车运行维护费52,000.00元", [("86,400.00万元", "86400.00元")]),
        # one other amount does not tell in what unit the section speaks
        ("其中：公务接待费73,000.00元", [("73,000.00元", "73000.00万元")]),
        ("其中：公务接待费21,000.00元，公务用车运行维护费5.20万元", [("73,000.00元", "73000.00万元")]),
    ],
)
def test_the_one_in_wan_is_the_stray_among_yuan(rest: str, found: list[tuple[str, str]]) -> None:
    text = f"“三公”经费支出年初预算为86,400.00万元，支出决算为73,000.00元，{rest}。"
    assert [(s, right) for _, s, right in judged("unit.stray", text, topic="three-public")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 332.58 ÷ 2493.60 = 13.337 %
        ("2826.18元，较上年增加332.58万元，增长13.34%", ["2826.18元"]),
        ("2826.18万元，较上年增加332.58万元，增长13.34%", []),
        # no rate of either unit
        ("2826.18元，较上年增加332.58万元，增长25.00%", []),
        ("28261800.00元，较上年增加332.58万元，增长13.34%", []),
    ],
)
def test_a_stray_unit_beside_its_change(text: str, found: list[str]) -> None:
    assert [stated for _, stated, _ in judged("unit.stray", f"人员经费{text}。", topic="basic")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("90人，其中：行政人员30人，事业人员60人，离退休人员12人", [("consistent", "90", "90")]),
        ("92人，其中：行政人员30人，事业人员50人，离退休人员12人", [("consistent", "92", "92")]),
        ("95人，其中：行政人员30人，事业人员50人，离退休人员12人", [("inconsistent", "95", "92")]),
        # none of those that are told beside a staff: one more part
        ("90人，其中：行政人员30人，事业人员60人，参公人员12人", [("inconsistent", "90", "102")]),
    ],
)
def test_who_is_told_beside_a_staff(text: str, found: list[Judged]) -> None:
    report = account(("totals", "2024年度收入总计300.00万元。"), ("assets", f"年末财政供养人员{text}。"))
    assert shown(findings("count.parts", report)) == found


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        (
            "“优”的项目11个；评级为“良”的项目1个；评级为“合格”的项目0个；评级为“不合格”的项目0个",
            [("consistent", "12", "12")],
        ),
        (
            "“优”的项目10个；评级为“良”的项目1个；评级为“合格”的项目0个；评级为“不合格”的项目0个",
            [("inconsistent", "12", "11")],
        ),
        # One grade alone may leave others out.
        ("“优”的项目10个", [("consistent", "12", "10")]),
    ],
)
def test_the_grades_of_all_evaluated_projects(grades: str, found: list[Judged]) -> None:
    text = f"绩效自评的2024年度项目12个，涉及资金330.00万元，平均得分96.50分（其中，评级为{grades}）。"
    assert judged("count.parts", text, topic="performance") == found

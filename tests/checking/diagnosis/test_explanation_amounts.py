"""What may have turned one amount into another: literal sentences from made narratives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.checking.checker import check
from final_accounts.checking.diagnosis.explanation import likeliest
from final_accounts.checking.diagnosis.explanation_amounts import causes_of_amount, causes_of_list
from final_accounts.checking.diagnosis.explanation_index import Printed, indexed
from final_accounts.figures import WAN_YUAN, Figure, key_of, parse_figure
from final_accounts.reports import Labelled, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import explained, with_forms
from ..form_making import form


def printed(text: str, unit: str | None = WAN_YUAN) -> Figure:
    figure = parse_figure(text, unit)
    assert figure is not None
    return figure


def told(wrong: str, right: str, known: Printed | None = None, parts: tuple[str, ...] = ()) -> str | None:
    """What is told where the right amount is known exactly."""
    meant = printed(right)
    addends = [Labelled(name, printed(part)) for name, part in zip("甲乙丙", parts, strict=False)]
    causes = causes_of_amount(
        known or Printed(), printed(wrong), meant, lambda tried: tried.figure.value == meant.value, addends
    )
    return likeliest(causes)


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("13.83", "1383.07", "疑似小数点向左错移2位（应为1383.07万元）。"),
        ("82.60", "8.26", "疑似小数点向右错移1位（应为8.26万元）。"),
        ("0.04", "4.28", "疑似小数点向左错移2位（应为4.28万元）。"),
        ("8.00", "0.80", None),  # a single digit: too little to likeliest
        ("883.32", "888.32", "疑似录入错误：“888.32”误作“883.32”（一位数字不同）。"),
        ("205.00", "250.00", "疑似相邻两位数字颠倒：“250.00”误作“205.00”。"),
        ("1049.20", "10149.20", "疑似漏写一位数字：“10149.20”误作“1049.20”。"),
        ("13755.93", "13750.03", "可能是录入错误：“13750.03”误作“13755.93”（两位数字不同）。"),
        ("123.45", "987.65", None),
    ],
)
def test_slips_of_the_amount_itself(wrong: str, right: str, sentence: str | None) -> None:
    assert told(wrong, right) == sentence


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("0", "23.68", "疑似漏填金额，写成了0。"),
        ("1.26", "0", "疑似本无此数，按0计算其余各数正好相符。"),
        # too few digits to be no accident
        ("0.03", "0", None),
    ],
)
def test_nought_and_an_amount(wrong: str, right: str, sentence: str | None) -> None:
    assert told(wrong, right) == sentence


def test_a_total_that_all_totals_have_is_no_copy() -> None:
    items = "其中：基本支出200.00万元，占80%；项目支出{}万元，占20%。"
    totals = "2024年度收入总计250.00万元，支出总计250.00万元。其中：本年收入合计250.00万元。"
    made = account(
        ("totals", totals),
        ("income", "2024年度本年收入合计250.00万元，其中：财政拨款收入250.00万元，占100%。"),
        ("expenditure", "2024年度本年支出合计250.00万元，" + items.format("59.13")),
    )
    told = " ".join(finding.explanation for finding in check(made).findings)
    assert "照抄" not in told


def test_of_two_culprits_the_one_whose_right_amount_is_printed_more_often() -> None:
    made = account(
        ("totals", "2024年度收入、支出总计均为933.26万元。与上年相比，增加83.52万元，增长9.83%。"),
        (
            "income",
            "2024年度本年收入合计83.52万元，其中：财政拨款收入933.26万元，占100%；事业收入0万元，占0%。",
        ),
        ("expenditure", "2024年度本年支出合计933.26万元。"),
        ("appropriation", "2024年度财政拨款收入、支出总计均为933.26万元。"),
        ("general-budget", "2024年度一般公共预算财政拨款支出933.26万元，占本年支出合计的100%。"),
    )
    told = [finding.message for finding in check(made).findings if finding.severity is Severity.ERROR]
    assert any("“本年收入合计”83.52万元：应为933.26万元" in message for message in told)
    assert not any("“财政拨款收入”933.26万元：应为" in message for message in told)


def test_yuan_for_wan_yuan() -> None:
    def all_of(wrong: Figure, right: Figure) -> str | None:
        return likeliest(causes_of_amount(Printed(), wrong, right, lambda tried: False))

    assert all_of(printed("213.29", "元"), printed("2132900", "元")) == "疑似漏写“万”字：应为213.29万元。"
    assert all_of(printed("4567.00"), printed("0.46")) == "疑似“元”误作“万元”：应为4567.00元。"
    assert all_of(printed("0.27"), printed("2712.00")) == "疑似“元”与“万元”混用（相差一万倍）。"


@pytest.mark.parametrize(
    ("whole", "right", "parts", "sentence"),
    [
        ("249.00", "282.33", ("100.00", "149.00", "33.33"), "疑似漏计“丙”33.33万元。"),
        ("249.00", "174.00", ("99.00", "75.00"), "疑似多计或重复计入“乙”75.00万元。"),
        ("300.00", "333.33", ("111.11", "222.22"), None),
    ],
)
def test_a_sum(whole: str, right: str, parts: tuple[str, ...], sentence: str | None) -> None:
    assert told(whole, right, parts=parts) == sentence


PARTS = (
    "主要用于以下方面：教育（类）支出42.87万元；卫生健康（类）支出1302.91万元；住房保障（类）支出37.85万元"
)
ROWS = ("教育支出|42.87|42.87|0.00", "卫生健康支出|1302.91|1302.91|0.00", "住房保障支出|37.85|37.85|0.00")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{PARTS}。", None),
        (
            f"{PARTS.replace('；住房保障（类）支出37.85万元', '')}。",
            "疑似漏列《一般公共预算财政拨款支出决算表》“住房保障支出”行“小计”列37.85万元。",
        ),
        (f"{PARTS}；住房保障（类）支出37.85万元。", "疑似重复录入。"),
    ],
)
def test_a_list_against_the_form_of_its_total(text: str, sentence: str | None) -> None:
    said = account(("general-budget", f"2024年度财政拨款支出1383.63万元，{text}"))
    whole = form("general-budget", "合计|1383.63|1383.63|0.00", *ROWS)
    found = [f for f in check(with_forms(said, whole)).contradictions if f.severity is not Severity.NOTE]
    assert [finding.explanation for finding in found] == ([sentence] if sentence else [])


def test_a_part_listed_twice() -> None:
    parts = [printed("42.87"), printed("37.85"), printed("37.85")]
    known = Printed(names={key_of(part): "甲乙乙"[at] for at, part in enumerate(parts)})
    causes = causes_of_list(known, printed("80.72"), printed("118.57"), parts)
    assert likeliest(causes) == "疑似重复列出“乙”37.85万元。"
    assert likeliest(causes_of_list(known, printed("90.72"), printed("118.57"), parts)) is None
    bare = replace(parts[0], unit=None)
    assert likeliest(causes_of_list(known, printed("80.72"), printed("118.57"), [bare])) is None


def test_two_causes_that_fit_equally_are_both_told() -> None:
    sentence = "疑似多计或重复计入“乙”2.00万元；也可能是录入错误：“150.08”误作“152.08”（一位数字不同）。"
    assert told("152.08", "150.08", parts=("148.08", "2.00")) == sentence


def test_a_count_is_the_same_as_no_amount() -> None:
    known = indexed(account(("totals", "2024年度收入总计3.00万元，支出总计3.00万元。")))
    assert [named.figure.text for named in known.same_amounts(printed("3.00"))]
    assert not list(known.same_amounts(printed("3", "辆")))


def test_a_figure_copied_from_elsewhere() -> None:
    known = indexed(
        account(
            ("totals", "2024年度收入总计321.17万元，支出总计321.17万元。"),
            ("operating", "机关运行经费支出40.53万元。"),
        )
    )
    assert told("40.53", "77.11", known) == "疑似照抄了“机关运行经费支出”的数字40.53万元。"
    assert told("40.54", "77.11", known) is None
    assert told("40.5", "77.1", known) == "疑似照抄了“机关运行经费支出”的数字40.53万元。"


def test_an_amount_is_copied_from_what_stands_before_it() -> None:
    made = account(
        (
            "procurement",
            "政府采购支出总额50.44万元，其中：货物支出11.80万元，工程支出0万元，服务支出36.84万元。"
            "授予小微企业合同金额11.80万元。",
        )
    )
    (found,) = explained("sum.parts", made)
    assert found.explanation == "疑似“服务支出”36.84万元相邻两位数字颠倒：“38.64”误作“36.84”。"


def test_last_years_amount_left_standing() -> None:
    known = indexed(
        account(("totals", "2024年度收、支总计均为250.00万元，与上年相比，增加25.37万元，增长11.29%。"))
    )
    assert told("224.63", "250.00", known) == "疑似沿用了上年数224.63万元。"
    assert told("224.73", "250.00", known) is None
    assert told("224.63", "251.00", known) is None, "last year's amount of something else"


def test_a_part_of_a_list_counts_no_other_amount_twice() -> None:
    made = account(
        (
            "basic",
            [
                "项目支出包括：节能环保72.70万元。",
                "人员经费800.00万元，主要包括：基本工资525.18万元、津贴补贴241.69万元、离休费101.98万元。",
            ],
        )
    )
    (found,) = explained("sum.parts", made)
    assert (found.stated, found.recomputed) == ("800.00", "868.85")
    assert "两次" not in found.explanation


def test_last_years_amount_one_digit_off() -> None:
    text = "2024年度一般公共预算财政拨款支出3511.5万元，与2023年度相比，增加597.6万元，增长17.02%。"
    form_5 = form("general-budget", "合计|4109.20|4000.00|109.20")
    (found,) = [f for f in check(with_forms(account(("general-budget", text)), form_5)).findings
                if f.severity is Severity.ERROR]  # fmt: skip
    assert found.explanation == "疑似沿用了上年数3511.5万元。"


def test_cells_that_sums_give_as_nearly_as_rounding_leaves() -> None:
    made = form(
        "general-budget",
        "合计|37.45|15.07|22.39",
        "21011 行政事业单位医疗|37.45|51.07|22.39",
        "2101101 行政单位医疗|17.45|5.06|12.39",
        "2101102 事业单位医疗|20.00|10.00|10.00",
    )
    found = [
        f
        for f in check(with_forms(account(("totals", "2024年度支出总计37.45万元。")), made)).findings
        if f.severity is Severity.ERROR
    ]
    assert [f.explanation for f in found] == ["疑似相邻两位数字颠倒：“15.07”误作“51.07”。"]

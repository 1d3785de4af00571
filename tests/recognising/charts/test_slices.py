"""The parts of a whole that a pie shows: from shares, amounts or a form."""

from __future__ import annotations

from final_accounts.documents import Paragraph
from final_accounts.figures import parse_figure
from final_accounts.reports import Labelled, ShareClaim, SumClaim

from .chart_making import charts, form, money, shares, statement, summary, texts


def test_a_pie_states_printed_shares_and_recomputes_them() -> None:
    caption = Paragraph(0, "（图3：支出决算结构图）（饼状图）")
    claims = shares(
        "expenditure",
        "933.26",
        ("基本支出", "334.31", "35.82"),
        ("项目支出", "598.95", "64.17"),
        ("上缴上级支出", "0", "0"),
    )
    (chart,) = charts(caption, claims=claims)
    assert (chart.number, chart.title, chart.kind, chart.basis) == (3, "支出决算结构图", "pie", "narrative")
    assert (chart.topic, chart.declared, chart.unit) == ("expenditure", True, "万元")
    assert chart.labels == ("基本支出", "项目支出")
    assert texts(chart.series[0].stated) == ["35.82", "64.17"]
    assert texts(chart.series[0].recomputed) == ["35.82", "64.18"]
    assert chart.series[0].differs == (False, True)
    assert texts(chart.amounts) == ["334.31", "598.95"]


def test_a_pie_without_a_caption_is_made_from_the_claims() -> None:
    claims = shares("income", "13836.6", ("财政拨款收入", "13830.7", "99.99"), ("其他收入", "5.9", "0.01"))
    (chart,) = charts(claims=claims)
    assert (chart.number, chart.title, chart.declared) == (None, "收入决算结构", False)
    assert summary(chart) == (
        ("财政拨款收入", "其他收入"),
        [("收入决算结构", ["99.99", "0.01"], ["99.96", "0.04"], [True, True])],
    )


def test_zeros_stay_where_everything_is_zero() -> None:
    claims = shares("three-public", "0", ("因公出国（境）费支出", "0", "0"), ("公务接待费支出", "0", "0"))
    (chart,) = charts(claims=claims)
    assert chart.labels == ("因公出国（境）费支出", "公务接待费支出")
    assert texts(chart.series[0].stated) == ["0", "0"] == texts(chart.series[0].recomputed)
    assert chart.series[0].differs == (False, False)


def test_rounding_is_no_difference_but_cutting_is() -> None:
    claims = shares("expenditure", "0.30", ("基本支出", "0.10", "33"), ("项目支出", "0.20", "67.9"))
    (chart,) = charts(claims=claims)
    assert chart.series[0].differs == (False, False)
    claims = shares(
        "expenditure", "1409.28", ("基本支出", "190.66", "13.52"), ("项目支出", "1218.62", "86.47")
    )
    (chart,) = charts(claims=claims)
    assert chart.series[0].differs == (True, False)


def test_a_part_of_a_part_is_no_slice() -> None:
    claims = shares(
        "income",
        "100",
        ("财政拨款收入", "90", "90"),
        ("一般公共预算财政拨款收入", "60", "60"),
        ("政府性基金预算财政拨款收入", "30", "30"),
        ("其他收入", "10", "10"),
    )
    (chart,) = charts(claims=claims)
    assert chart.labels == ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "其他收入")


def test_amounts_in_another_unit_are_converted() -> None:
    claims = shares("three-public", "0.30", ("公务接待费支出", "0.15", "50"))
    claims += [
        ShareClaim(
            statement=statement("three-public"),
            subject="公务用车购置及运行维护费支出",
            part=money("1500", "元"),
            whole=money("0.30"),
            whole_name="",
            share=parse_figure("50%"),  # type: ignore[arg-type]
        )
    ]
    (chart,) = charts(claims=claims)
    assert texts(chart.amounts) == ["0.15", "0.1500"]
    assert chart.series[0].differs == (False, False)


def test_a_list_without_shares_gives_a_recomputed_pie_alone() -> None:

    whole = SumClaim(
        statement=statement("expenditure"),
        subject="本年支出合计",
        whole=money("50"),
        parts=(Labelled("基本支出", money("20")), Labelled("项目支出", money("30"))),
    )
    (chart,) = charts(claims=[whole])
    assert chart.basis == "none"
    assert summary(chart)[1] == [("支出决算结构", [None, None], ["40.00", "60.00"], [False, False])]


def test_the_functional_structure_comes_from_the_form_where_the_narrative_has_none() -> None:
    printed = form(
        "general-budget",
        ("小计",),
        (None, "合计", None, ("200",)),
        ("208", "社会保障和就业支出", None, ("50",)),
        ("2080505", "机关事业单位基本养老保险缴费支出", None, ("50",)),
        ("210", "卫生健康支出", None, ("150",)),
    )
    (chart,) = charts(forms=[printed])
    assert summary(chart)[0] == ("社会保障和就业支出", "卫生健康支出")
    assert texts(chart.series[0].recomputed) == ["25.00", "75.00"]
    assert (chart.basis, chart.topic) == ("none", "general-budget-structure")


def test_items_without_categories_are_added_by_code() -> None:
    items = form(
        "general-budget",
        ("小计",),
        (None, "合计", None, ("200",)),
        ("2080505", "养老保险缴费", None, ("20",)),
        ("2080506", "职业年金缴费", None, ("30",)),
        ("2101101", "行政单位医疗", None, ("150",)),
    )
    (chart,) = charts(forms=[items])
    assert chart.labels == ("社会保障和就业支出", "卫生健康支出")
    assert texts(chart.amounts) == ["50", "150"]

"""A chart with numbers of its own: held against claims, bound to captions."""

from __future__ import annotations

from final_accounts.documents import DataSeries, Paragraph
from final_accounts.figures import parse_figure
from final_accounts.places import Place
from final_accounts.reports import AmountClaim, ChangeClaim

from .chart_making import change, charts, data, money, numbers, shares, statement, summary, texts


def test_a_chart_s_own_numbers_win_and_are_held_against_the_claims() -> None:
    claims = [
        *shares("expenditure", "829.13", ("基本支出", "386.15", "46.57"), ("项目支出", "442.98", "53.43")),
        change("totals", "收入、支出总计", "829.13", "499.39", -1),
    ]
    found = charts(
        Paragraph(0, "（图1：收入、支出决算总计变动情况图）"),
        data(
            0,
            "bar",
            DataSeries("2024年", ("收入", "支出"), numbers("829.13", "829.13")),
            DataSeries("2023年", ("收入", "支出"), numbers("1328.52", "1300")),
        ),
        Paragraph(1, "（图3：支出决算结构图）"),
        data(1, "pie", DataSeries("列1", ("基本支出", "项目支出"), numbers("0.4657", "0.544270862229083"))),
        claims=claims,
    )
    assert [chart.basis for chart in found] == ["chart-data", "chart-data"]
    assert summary(found[0])[1] == [
        ("2024年", ["829.13", "829.13"], ["829.13", "829.13"], [False, False]),
        ("2023年", ["1328.52", "1300"], ["1328.52", "1328.52"], [False, True]),
    ]
    assert summary(found[1])[1] == [("列1", ["46.57", "54.43"], ["46.57", "53.43"], [False, True])]
    assert texts(found[1].amounts) == ["386.15", "442.98"]


def test_a_chart_whose_labels_are_the_years_is_turned_round() -> None:
    (chart,) = charts(
        Paragraph(0, "图5：一般公共预算财政拨款支出变动情况"),
        data(0, "bar", DataSeries("一般公共预算财政拨款支出", ("2023年", "2024年"), numbers("90", "100"))),
        claims=[change("general-budget", "一般公共预算财政拨款支出", "100", "10", 1)],
    )
    assert summary(chart) == (
        ("一般公共预算财政拨款支出",),
        [("2023年", ["90"], ["90"], [False]), ("2024年", ["100"], ["100"], [False])],
    )


def test_fewer_numbers_than_captions_are_bound_by_kind() -> None:
    found = charts(
        Paragraph(0, "图1：收入、支出总计变动情况图（柱状图）"),
        Paragraph(1, "图2：收入结构图（饼状图）"),
        Paragraph(2, "图3：支出结构图（饼状图）"),
        data(0, "pie", DataSeries("列1", ("基本支出", "项目支出"), numbers("0.4", "0.6"))),
    )
    assert [(chart.number, chart.basis) for chart in found] == [(1, "none"), (2, "none"), (3, "chart-data")]


def test_numbers_without_a_caption_are_a_chart_too() -> None:
    (chart,) = charts(
        data(0, "pie", DataSeries("列1", ("人员经费", "公用经费"), numbers("30", "70")), title="基本支出构成")
    )
    assert (chart.number, chart.title, chart.topic, chart.declared) == (None, "基本支出构成", "basic", True)
    assert texts(chart.series[0].stated) == ["30", "70"]
    assert chart.series[0].recomputed == (None, None)


def test_a_missing_chart_takes_its_usual_place() -> None:
    claims = [
        *shares("income", "10", ("财政拨款收入", "10", "100")),
        *shares("expenditure", "10", ("基本支出", "10", "100")),
        change("totals", "收入总计", "10", "1", 1),
    ]
    found = charts(Paragraph(0, "图2：收入结构图"), claims=claims)
    assert [(chart.topic, chart.declared) for chart in found] == [
        ("totals", False),
        ("income", True),
        ("expenditure", False),
    ]


def test_the_year_comes_from_the_sentences_where_no_claim_has_one() -> None:
    claim = change("totals", "收入总计", "10", "1", 1, base_year=None)
    said = [statement("totals", "2022年度收入总计10万元，比上年增加1万元。")]
    assert charts(claims=[claim], statements=said)[0].series[1].name == "2022年"
    assert charts(claims=[claim])[0].series[1].name == "本年"


def test_amount_before_the_change_names_the_bar() -> None:
    place = Place(paragraph=3, start=5, end=9)
    figure = parse_figure("1592.01", "万元", place)
    assert figure is not None
    stated = AmountClaim(statement=statement("totals"), subject="收入总计", figure=figure)
    claim = ChangeClaim(
        statement=statement("totals"),
        subject="收入",
        current=figure,
        base=None,
        difference=money("417.30"),
        rate=None,
        direction=1,
        rate_direction=1,
    )
    assert charts(claims=[stated, claim])[0].labels == ("收入总计",)

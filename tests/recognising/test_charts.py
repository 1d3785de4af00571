"""Which charts a report has, and what they state against what its figures give."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from final_accounts.documents import (
    Block,
    Cell,
    ChartData,
    DataSeries,
    Document,
    Paragraph,
    Source,
    Table,
)
from final_accounts.figures import parse_figure
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.chart_captions import read_caption
from final_accounts.recognising.chart_numbers import NumberSeries, in_percent, stray_chart_numbers
from final_accounts.recognising.chart_words import clean_label
from final_accounts.recognising.charts import recognise_charts
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import (
    AmountClaim,
    ChangeClaim,
    Chart,
    Claim,
    Form,
    FormRow,
    Labelled,
    Part,
    Section,
    ShareClaim,
    Statement,
    SumClaim,
)


def document(*blocks: Block) -> Document:
    return Document(Source("made.txt", "txt", "0" * 64, None, Path("made.txt")), blocks)


def section(topic: str | None, part: Part = Part.NARRATIVE) -> Section:
    return Section(0, part, topic or "", topic=topic)


def statement(topic: str | None, text: str = "", paragraph: int = 0) -> Statement:
    return Statement(section(topic), text, Place(paragraph=paragraph))


def money(text: str, unit: str = "万元") -> Any:
    return parse_figure(text, unit)


def shares(topic: str, whole: str | None, *parts: tuple[str, str, str]) -> list[Claim]:
    return [
        ShareClaim(
            statement=statement(topic),
            subject=subject,
            part=money(amount),
            whole=money(whole) if whole else None,
            whole_name="本年支出合计",
            share=parse_figure(share + "%"),  # type: ignore[arg-type]
        )
        for subject, amount, share in parts
    ]


def change(
    topic: str, subject: str, current: str, difference: str, direction: int, **more: Any
) -> ChangeClaim:
    fields: dict[str, Any] = {"base": None, "rate": None, "rate_direction": direction, "base_year": 2023}
    return ChangeClaim(
        statement=statement(topic),
        subject=subject,
        current=money(current),
        difference=money(difference),
        direction=direction,
        **(fields | more),
    )


def charts(
    *blocks: Block,
    claims: Sequence[Claim] = (),
    forms: Sequence[Form] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Chart, ...]:
    return recognise_charts(document(*blocks), (), tuple(statements), tuple(claims), tuple(forms))


def texts(values: Sequence[Decimal | None]) -> list[str | None]:
    return [None if value is None else f"{value:f}" for value in values]


def summary(chart: Chart) -> tuple[Any, ...]:
    return (
        chart.labels,
        [(one.name, texts(one.stated), texts(one.recomputed), list(one.differs)) for one in chart.series],
    )


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


def form(
    key: str, columns: tuple[str, ...], *rows: tuple[str | None, str, str | None, tuple[str, ...]]
) -> Form:
    return Form(
        key,
        key,
        None,
        "万元",
        "万元",
        columns,
        tuple(
            FormRow(code, label, None, tuple(money(value) for value in values), Place(), side)
            for code, label, side, values in rows
        ),
        Place(),
    )


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


def test_bars_take_last_year_from_the_signed_difference() -> None:
    claims = [
        change("totals", "收入总计", "1592.01", "417.30", 1),
        change("totals", "支出总计", "1608.56", "36.38", -1),
    ]
    (chart,) = charts(claims=claims)
    assert summary(chart) == (
        ("收入总计", "支出总计"),
        [
            ("2023年", ["1174.71", "1644.94"], ["1174.71", "1644.94"], [False, False]),
            ("2024年", ["1592.01", "1608.56"], ["1592.01", "1608.56"], [False, False]),
        ],
    )


def test_one_sentence_for_both_sides_gives_both_bars() -> None:
    (chart,) = charts(claims=[change("appropriation", "财政拨款收入、支出总计", "829.13", "499.39", -1)])
    assert summary(chart) == (
        ("收入总计", "支出总计"),
        [
            ("2023年", ["1328.52", "1328.52"], ["1328.52", "1328.52"], [False, False]),
            ("2024年", ["829.13", "829.13"], ["829.13", "829.13"], [False, False]),
        ],
    )


def test_a_printed_base_that_contradicts_the_difference_is_marked() -> None:
    claim = change("general-budget", "一般公共预算财政拨款支出", "100", "10", 1, base=money("95"))
    (chart,) = charts(claims=[claim])
    assert summary(chart)[1][0] == ("2023年", ["95"], ["90"], [True])


def test_the_form_s_total_stands_against_the_stated_one() -> None:
    totals = form(
        "income-expenditure",
        ("决算数",),
        (None, "总计", "income", ("13836.63",)),
        (None, "总计", "expenditure", ("13836.63",)),
    )
    claim = change("totals", "收、支总计", "13830.7", "3156.43", 1)
    chart = charts(claims=[claim], forms=[totals])[0]
    assert summary(chart)[1][1] == (
        "2024年",
        ["13830.7", "13830.7"],
        ["13836.63", "13836.63"],
        [True, True],
    )
    rounded = change("totals", "收、支总计", "13836.6", "3156.43", 1)
    assert charts(claims=[rounded], forms=[totals])[0].series[1].differs == (False, False)


def test_no_change_is_last_year_s_amount() -> None:
    claim = change("general-budget", "一般公共预算财政拨款支出", "100", "0", 0)
    (chart,) = charts(claims=[claim])
    assert summary(chart)[1][0] == ("2023年", ["100"], ["100"], [False])


def test_changes_against_the_budget_and_attachments_make_no_chart() -> None:
    budget = change("totals", "收入总计", "100", "10", 1, against="budget")
    attached = Statement(section("income", Part.ATTACHMENT), "", Place())
    share = ShareClaim(
        statement=attached,
        subject="财政拨款收入",
        part=money("5"),
        whole=money("10"),
        whole_name="",
        share=parse_figure("50%"),  # type: ignore[arg-type]
    )
    assert charts(claims=[budget, share]) == ()


CAPTIONS = [
    ("(图1:收入、支出决算总计变动情况图)(柱状图)", 1, "收入、支出决算总计变动情况图", "bar", "totals"),
    (
        "（图1：收入、支出决算总计变动情况图）（柱状图单位：万元）",
        1,
        "收入、支出决算总计变动情况图",
        "bar",
        "totals",
    ),
    ("图1：收、支决算总计变动情况图（单位：万元）", 1, "收、支决算总计变动情况图", "bar", "totals"),
    ("收入、支出决算总计对比图（单位：万元）", None, "收入、支出决算总计对比图", "bar", "totals"),
    ("图二 收入决算结构饼状图", 2, "收入决算结构", "pie", "income"),
    ("收入结构图", None, "收入结构图", "pie", "income"),
    ("支出结构图", None, "支出结构图", "pie", "expenditure"),
    (
        "(图4:财政拨款收、支决算总计变动情况)(柱状图)",
        4,
        "财政拨款收、支决算总计变动情况",
        "bar",
        "appropriation",
    ),
    (
        "财政拨款收入、支出总计对比图（单位：万元）",
        None,
        "财政拨款收入、支出总计对比图",
        "bar",
        "appropriation",
    ),
    ("财政拨款支出对比图（单位：万元）", None, "财政拨款支出对比图", "bar", "general-budget-change"),
    ("财政拨款支出结构图", None, "财政拨款支出结构图", "pie", "general-budget-structure"),
    (
        "图6：一般公共预算财政拨款支出决算结构（单位：万元）2020",
        6,
        "一般公共预算财政拨款支出决算结构",
        "pie",
        "general-budget-structure",
    ),
    ("（图7：“三公”经费财政拨款支出结构）", 7, "“三公”经费财政拨款支出结构", "pie", "three-public"),
]


@pytest.mark.parametrize(("text", "number", "title", "kind", "topic"), CAPTIONS)
def test_captions(text: str, number: int | None, title: str, kind: str, topic: str) -> None:
    caption = read_caption(Paragraph(0, text))
    assert caption is not None
    assert (caption.number, caption.title, caption.kind) == (number, title, kind)
    assert caption.topic is not None and caption.topic.key == topic


@pytest.mark.parametrize(
    "text",
    [
        "如图1所示，本年收入合计增加。",
        "组织结构图",
        "图书馆支出",
        "（图三）组织架构",
        "一、收入决算情况说明",
        "图1：2024年度收入总计933.26万元，与上年相比增加83.52万元，增长9.82%，主要是项目增加，结构如图。",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert read_caption(Paragraph(0, text)) is None


def test_a_caption_s_unit_is_the_chart_s() -> None:
    caption = read_caption(Paragraph(0, "图1：收入支出总计变动图（柱状图，单位：元）"))
    assert caption is not None and caption.unit == "元"


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        ("社会保障和就业（类）支出", "社会保障和就业支出"),
        ("其中：因公出国（境）费支出决算", "因公出国（境）费支出"),
        ("2024年度财政拨款收入", "财政拨款收入"),
        ("1.住房保障支出：", "住房保障支出"),
    ],
)
def test_labels_are_the_report_s_words_without_trimmings(subject: str, label: str) -> None:
    assert clean_label(subject) == label


def lines(index: int, *rows: str) -> Table:
    cells = tuple(tuple(Cell(text, Place()) for text in row.split("\t")) for row in rows)
    return Table(index, cells, Place(table=index))


def test_numbers_left_behind_by_a_conversion_are_read_back() -> None:
    found = stray_chart_numbers(
        document(
            lines(0, "指标\t≥80%\t85%"),
            lines(1, "2024年\t", "收入\t支出\t8.5\t8.5\t2023年", "收入\t支出\t9.25\t9.25"),
            lines(2, "列1\t", "基本支出\t项目支出\t0.4\t0.6"),
            Paragraph(7, "财政拨款支出"),
            lines(3, "2024年\t", "8.5\t2023年", "7"),
            lines(4, "列1", "甲费\t乙费\t丙费\t0\t1"),
        )
    )
    two = ("收入", "支出")
    assert [one.series for one in found] == [
        (
            NumberSeries("2024年", two, (Decimal("8.5"), Decimal("8.5"))),
            NumberSeries("2023年", two, (Decimal("9.25"), Decimal("9.25"))),
        ),
        (NumberSeries("列1", ("基本支出", "项目支出"), (Decimal("0.4"), Decimal("0.6"))),),
        (
            NumberSeries("2024年", ("财政拨款支出",), (Decimal("8.5"),)),
            NumberSeries("2023年", ("财政拨款支出",), (Decimal("7"),)),
        ),
        (NumberSeries("列1", ("甲费", "乙费", "丙费"), (Decimal(0), Decimal(1))),),
    ]
    assert [one.kind for one in found] == ["bar", "pie", "bar", "pie"]


def test_two_charts_in_one_block_are_parted_where_a_name_comes_again() -> None:
    block = lines(0, "列1", "甲\t乙\t0.4\t0.6\t列1", "丙\t丁\t0.5\t0.5")
    assert [one.series[0].labels for one in stray_chart_numbers(document(block))] == [
        ("甲", "乙"),
        ("丙", "丁"),
    ]


def test_a_form_at_the_end_is_no_chart() -> None:
    last = lines(0, "项目\t行次\t金额", "栏次\t1\t2\t3", "合计\t12\t13.5\t7")
    assert stray_chart_numbers(document(last)) == ()


def test_dropped_blanks_are_placed_by_what_the_narrative_expects() -> None:
    one = NumberSeries("列1", ("甲", "乙", "丙"), (Decimal(0), Decimal(100)))
    assert one.aligned((Decimal(0), Decimal(0), Decimal(100))) == (Decimal(0), None, Decimal(100))
    assert one.aligned((Decimal(0), Decimal(100), Decimal(0))) == (Decimal(0), Decimal(100), None)
    assert one.aligned((None, None, None)) == (None, None, None)


def test_a_pie_s_numbers_become_percent() -> None:
    tail = (Decimal("0.4657"), Decimal("0.534270862229083"))
    assert in_percent(tail) == (Decimal("46.57"), Decimal("53.4270862229083"))
    assert in_percent((Decimal(30), Decimal(70))) == (Decimal(30), Decimal(70))
    assert in_percent((Decimal(300), None, Decimal(100))) == (Decimal(75), None, Decimal(25))
    assert in_percent((Decimal(0), Decimal(0))) == (Decimal(0), Decimal(0))


def data(index: int, kind: str | None, *series: DataSeries, title: str | None = None) -> ChartData:
    return ChartData(index, title, kind, series, Place(paragraph=index))


def numbers(*values: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


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


@cache
def charts_of(path: Path) -> tuple[Chart, ...]:
    return recognise(read_document(path)).charts


def real(folder: Path, prefix: str) -> tuple[Chart, ...]:
    return charts_of(next(folder.glob(f"{prefix}_*.txt")))


def test_seven_charts_of_dongqu(real_reports: Path) -> None:
    found = real(real_reports, "000")
    assert [chart.number for chart in found] == [1, 2, 3, 4, 5, 6, 7]
    assert {chart.basis for chart in found} == {"narrative"}
    assert summary(found[0]) == (
        ("收入总计", "支出总计"),
        [
            ("2023年", ["849.74", "849.74"], ["849.74", "849.74"], [False, False]),
            ("2024年", ["933.26", "933.26"], ["933.26", "933.26"], [False, False]),
        ],
    )
    assert summary(found[2]) == (
        ("基本支出", "项目支出"),
        [("支出决算结构图", ["35.82", "64.17"], ["35.82", "64.18"], [False, True])],
    )
    assert texts(found[5].series[0].stated) == ["4.84", "93.45", "1.71"]
    assert found[6].labels == ("因公出国（境）费支出", "公务用车购置及运行维护费支出", "公务接待费支出")
    assert texts(found[6].series[0].stated) == ["0", "0", "0"]
    assert sum(any(series.differs) for chart in found for series in chart.series) == 1


def test_seven_charts_of_anju_have_their_own_numbers(real_reports: Path) -> None:
    found = real(real_reports, "001")
    assert [(chart.number, chart.basis) for chart in found] == [(n, "chart-data") for n in range(1, 8)]
    years = [
        ("2024年", ["829.13", "829.13"], ["829.13", "829.13"], [False, False]),
        ("2023年", ["1328.52", "1328.52"], ["1328.52", "1328.52"], [False, False]),
    ]
    assert summary(found[0]) == (("收入", "支出"), years)
    assert summary(found[3]) == (("收入", "支出"), years)
    assert texts(found[1].series[0].stated) == ["100"]
    assert texts(found[2].series[0].stated) == ["46.57", "53.43"]
    assert summary(found[4])[1] == [
        ("2024年", ["829.13"], ["829.13"], [False]),
        ("2023年", ["1047.09"], ["1047.09"], [False]),
    ]
    assert summary(found[5]) == (
        ("社会保障和就业", "卫生健康支出", "农林水支出", "住房保障支出"),
        [("列1", ["8.61", "43.45", "45.09", "2.86"], ["8.61", "43.45", "45.09", "2.86"], [False] * 4)],
    )
    assert texts(found[5].amounts) == ["71.37", "360.23", "373.85", "23.68"]
    assert texts(found[6].series[0].stated) == ["0", None, "100"]


def test_charts_of_renhe(real_reports: Path) -> None:
    found = real(real_reports, "002")
    assert [chart.number for chart in found] == [1, 2, 3, 4, 5, 6, 7]
    assert summary(found[4])[1] == [
        ("2019年", ["1135.57"], ["1135.57"], [False]),
        ("2020年", ["1409.28"], ["1409.28"], [False]),
    ]
    assert summary(found[5]) == (
        ("一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "农林水支出", "住房保障支出"),
        [
            (
                "一般公共预算财政拨款支出决算结构",
                ["0.01", "2.48", "81.98", "13.52", "2.01"],
                ["0.01", "2.46", "81.98", "13.53", "2.02"],
                [False, True, False, True, True],
            )
        ],
    )


def test_unnumbered_charts_of_danfeng(real_reports: Path) -> None:
    found = real(real_reports, "003")
    assert [(chart.number, chart.declared) for chart in found] == [(None, True)] * 6
    assert [chart.kind for chart in found] == ["bar", "pie", "pie", "bar", "bar", "pie"]
    assert summary(found[5]) == (
        ("社会保障和就业支出", "卫生健康支出", "住房保障支出"),
        [("财政拨款支出结构图", [None] * 3, ["5.54", "91.79", "2.68"], [False] * 3)],
    )


def test_liling_declares_no_chart_and_gets_the_usual_ones(real_reports: Path) -> None:
    found = real(real_reports, "004")
    assert not any(chart.declared for chart in found)
    assert [chart.topic for chart in found] == [
        "totals",
        "income",
        "expenditure",
        "appropriation",
        "general-budget-change",
        "general-budget-structure",
    ]
    assert summary(found[0])[1][1] == (
        "2024年",
        ["13830.7", "13830.7"],
        ["13836.63", "13836.63"],
        [True, True],
    )
    assert texts(found[1].series[0].recomputed) == ["99.96", "0.04"]

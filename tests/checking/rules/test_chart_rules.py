"""A chart's own numbers agree with the amounts that they draw, or the chart is told as wrong."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from final_accounts.documents import ChartData, DataSeries
from final_accounts.places import Place
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, findings, shown

SPENT = "本年支出合计829.13万元，其中：基本支出{}万元，占46.57%；项目支出442.98万元，占53.43%。"
CHANGED = (
    "2024年度财政拨款收入、支出总计均为829.13万元。"
    "与2023年度相比，财政拨款收入、支出总计各减少499.39万元，下降37.59%。"
)


def pie(*values: str) -> ChartData:
    numbers = tuple(map(Decimal, values))
    series = DataSeries("列1", ("基本支出", "项目支出"), numbers)
    return ChartData(0, "支出决算结构图", "pie", (series,), Place(paragraph=1))


def bars(this: tuple[str, str], last: tuple[str, str]) -> ChartData:
    labels = ("收入", "支出")
    series = (
        DataSeries("2024年", labels, tuple(map(Decimal, this))),
        DataSeries("2023年", labels, tuple(map(Decimal, last))),
    )
    return ChartData(0, "财政拨款收入、支出决算总计变动情况图", "bar", series, Place(paragraph=1))


def charted(chart: ChartData, basic: str = "386.15") -> Report:
    report = account(("expenditure", (SPENT.format(basic),)), ("appropriation", (CHANGED,)))
    return recognise(replace(report.document, blocks=(*report.document.blocks, chart)))


def wrong(chart: ChartData) -> list[Judged]:
    told = shown(findings("chart.value", charted(chart)))
    return [one for one in told if one[0] != "consistent"]


@pytest.mark.parametrize(
    "values",
    [
        ("0.4657", "0.534270862229083"),  # fractions as a spreadsheet computes them
        ("46.57", "53.43"),  # percent
        ("47", "53"),  # rounded
        ("386.15", "442.98"),  # amounts in 万元
        ("3861500", "4429800"),  # in 元
    ],
)
def test_a_pie_that_agrees(values: tuple[str, str]) -> None:
    assert wrong(pie(*values)) == []
    assert len(findings("chart.value", charted(pie(*values)))) == 2


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("0.4757", "0.5343"), ("inconsistent", "47.57", "46.57")),
        (("0.4857", "0.5343"), ("inconsistent", "48.57", "46.57")),
        (("386.15", "424.98"), ("inconsistent", "51.26", "53.43")),
    ],
)
def test_a_slice_that_is_another(values: tuple[str, str], found: Judged) -> None:
    assert wrong(pie(*values)) == [found]


@pytest.mark.parametrize(
    ("this", "last", "found"),
    [
        (("829.13", "829.13"), ("1328.52", "1328.52"), []),
        (("829", "829"), ("1329", "1329"), []),
        (("829.13", "822.13"), ("1328.52", "1328.52"), [("inconsistent", "822.13", "829.13")]),
        (("829.13", "829.13"), ("1328.52", "1348.52"), [("inconsistent", "1348.52", "1328.52")]),
        # 0.01 more than the difference of the printed amounts may lie behind them.
        (("829.13", "829.13"), ("1328.53", "1328.52"), []),
        # Of another amount that is the same this year: as much contradicts as agrees.
        (("829.13", "829.13"), ("1047.09", "1047.09"), []),
        # What agrees nowhere is drawn in another way.
        (("8.29", "8.29"), ("13.28", "13.28"), []),
    ],
)
def test_bars_of_two_years(this: tuple[str, str], last: tuple[str, str], found: list[Judged]) -> None:
    assert wrong(bars(this, last)) == found


def test_a_slice_whose_digits_were_cut() -> None:
    (found,) = [f for f in explained("chart.value", charted(pie("46.5", "53.43"))) if f.stated == "46.5"]
    assert found.verdict.value == "truncated"
    assert found.severity is Severity.WARNING
    assert found.message == "“支出决算结构图”中“基本支出”为46.5%，按报告的数字应为46.57%"


def test_what_is_told_of_a_wrong_chart() -> None:
    (found,) = [
        f for f in explained("chart.value", charted(pie("0.4757", "0.5343"))) if f.difference != "0.00"
    ]
    assert found.message == "“支出决算结构图”中“基本支出”为47.57%，按报告的数字应为46.57%"
    assert found.calculation == "386.15 ÷ 829.13 = 46.57%"
    assert found.explanation == "图中数据可能未随文字更新。"
    assert found.places[0].describe() == "基本支出"


def test_a_wrong_amount_is_told_once_and_borne_out_by_the_chart() -> None:
    report = charted(pie("0.4657", "0.5343"), basic="336.15")
    assert [f.verdict.value for f in explained("chart.value", report)] == ["undetermined", "consistent"]
    (share,) = [f for f in explained("share.rate", report) if f.verdict.value == "inconsistent"]
    assert share.message == "“基本支出”336.15万元：应为386.15万元，改正后另2处核对随之相符"
    assert share.section == "支出决算情况说明"

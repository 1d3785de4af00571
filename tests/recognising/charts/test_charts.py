"""Which charts the published reports have, and what they state against what their figures give."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Chart

from .chart_making import summary, texts


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

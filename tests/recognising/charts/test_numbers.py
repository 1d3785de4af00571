"""Numbers of charts that a conversion left behind."""

from __future__ import annotations

from decimal import Decimal

from final_accounts.documents import Cell, Paragraph, Table
from final_accounts.places import Place
from final_accounts.recognising.charts.numbers import NumberSeries, in_percent, stray_chart_numbers

from .chart_making import document


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

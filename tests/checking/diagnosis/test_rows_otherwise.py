"""A row that is wrong as a whole is one mistake, in whatever sums it shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Finding, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form

TRUE = (
    "合计|54.00|35.00|19.00",
    "205 教育支出|45.00|30.00|15.00",
    "20502 普通教育|12.00|10.00|2.00",
    "2050202 小学教育|12.00|10.00|2.00",
    "20503 职业教育|33.00|20.00|13.00",
    "2050302 中等职业教育|21.00|14.00|7.00",
    "2050305 高等职业教育|12.00|6.00|6.00",
    "208 社会保障和就业支出|9.00|5.00|4.00",
    "20805 行政事业单位养老支出|9.00|5.00|4.00",
    "2080505 机关事业单位基本养老保险缴费支出|4.00|4.00|",
    "2080502 事业单位离退休|5.00|1.00|4.00",
)


def loud(budget: Sequence[str], everything: Sequence[str] = TRUE) -> list[Finding]:
    """What is said of forms 5 and 3 with these rows, but for consequences."""
    report = account(("totals", "2024年度支出总计54.00万元。"))
    made = with_forms(report, form("expenditure", *everything), form("general-budget", *budget))
    return [f for f in check(made).contradictions if f.severity is not Severity.NOTE]


def changed(old: str, new: str) -> list[str]:
    return [row.replace(old, new) for row in TRUE]


def without(code: str) -> list[str]:
    return [row for row in TRUE if not row.startswith(f"{code} ")]


def test_rows_as_they_should_be() -> None:
    assert loud(TRUE) == []


def test_figures_of_two_rows() -> None:
    rows = changed("小学教育|12.00|10.00|2.00", "小学教育|21.00|14.00|7.00")
    rows[5] = "2050302 中等职业教育|12.00|10.00|2.00"
    (found,) = loud(rows)
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》“2050202 小学教育”行与“2050302 中等职业教育”行的数字互换"
    )
    assert (found.stated, found.recomputed, found.section) == (None, None, "一般公共预算财政拨款支出决算表")
    # one of them is wrong besides: nothing is said of an exchange
    rows[5] = "2050302 中等职业教育|12.50|9.50|3.00"
    assert all("互换" not in found.message for found in loud(rows))


def test_a_row_left_out() -> None:
    (found,) = loud(without("2050305"))
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》漏列“2050305 高等职业教育”一行"
        "（《支出决算表》：本年支出合计12.00万元，基本支出6.00万元，项目支出6.00万元）"
    )
    assert found.explanation == "疑似漏印一行：补上后3处核对都相符。"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        # form 3 has it otherwise, and both add up so
        ("21.00|14.00|7.00", None),
        (
            "26.00|14.00|12.00",
            "《一般公共预算财政拨款支出决算表》“2050302 中等职业教育”行的数字应与《支出决算表》相同："
            "本年支出合计21.00万元，基本支出14.00万元，项目支出7.00万元",
        ),
        # a last digit that rounding may have taken
        ("21.01|14.01|7.00", None),
    ],
)
def test_a_row_with_other_figures(row: str, message: str | None) -> None:
    found = loud(changed("中等职业教育|21.00|14.00|7.00", f"中等职业教育|{row}"))
    assert [one.message for one in found] == ([] if message is None else [message])


def test_a_row_printed_twice() -> None:
    (found,) = loud([*TRUE[:6], *TRUE[5:]])
    assert found.rule == "forms.row-repeated"
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》“2050302 中等职业教育”一行印了两次，合计只计入一次"
    )


def test_rows_of_several_units_repeat_codes_by_right() -> None:
    twice = ["合计|75.00|49.00|26.00", *TRUE[1:6], *TRUE[5:]]
    assert all(found.rule != "forms.row-repeated" for found in loud(twice))
    more = [*TRUE[:4], "2050202 小学教育|12.00|10.00|2.00", *TRUE[4:6], *TRUE[5:]]
    assert all(found.rule != "forms.row-repeated" for found in loud(more))

"""The unit of a form: what its head prints, unless the narrative shows another."""

from __future__ import annotations

import pytest

from final_accounts.recognising.forms.finder import recognise_forms

from .form_making import document


@pytest.mark.parametrize("unit", ["元", "千元", "万元", "百万元", "千万元", "亿元"])
@pytest.mark.parametrize("head", ["单位：{}", "金额单位：人民币{}"])
def test_the_unit_that_a_head_prints(head: str, unit: str) -> None:
    (form,) = recognise_forms(
        document(
            "收入支出决算总表",
            head.format(unit),
            ["收入 | | 支出 | ", "项目 | 金额 | 项目 | 金额", "本年收入合计 | 9.33 | 本年支出合计 | 9.33"],
        )
    )
    assert (form.printed_unit, form.unit) == (unit, unit)
    assert {value.unit for row in form.rows for value in row.values if value is not None} == {unit}


def test_a_form_in_thousands_is_told_by_its_head_and_not_by_amounts_that_look_alike() -> None:
    (form,) = recognise_forms(
        document(
            "本年收入合计9332.6万元。",
            "收入支出决算总表",
            "单位：千元",
            ["收入 | | 支出 | ", "项目 | 金额 | 项目 | 金额", "本年收入合计 | 93326 | 本年支出合计 | 93326"],
        )
    )
    assert form.unit == "千元"


@pytest.mark.parametrize(
    ("title", "table", "columns"),
    [
        (
            "支出决算表",
            [
                "科目编码|科目名称|本年支出合计（万元）|基本支出（万元）|项目支出（万元）",
                "201|一般公共服务支出|9.00|5.00|4.00",
                "|合计|9.00|5.00|4.00",
            ],
            ("本年支出合计", "基本支出", "项目支出"),
        ),
        (
            "支出决算表",
            [
                "科目编码|科目名称|本年支出合计|基本支出|项目支出",
                "||（万元）|（万元）|（万元）",
                "201|一般公共服务支出|9.00|5.00|4.00",
                "|合计|9.00|5.00|4.00",
            ],
            ("本年支出合计", "基本支出", "项目支出"),
        ),
        (
            "收入支出决算总表",
            [
                "收入||支出|",
                "项目|金额（单位：万元）|项目|金额（单位：万元）",
                "本年收入合计|9.00|本年支出合计|9.00",
            ],
            ("金额",),
        ),
        (
            "一般公共预算财政拨款基本支出决算表",
            [
                "科目编码|科目名称|决算数(万元)|科目编码|科目名称|决算数(万元)",
                "301|工资福利支出|9.00|302|商品和服务支出|8.00",
                "|人员经费合计|9.00||公用经费合计|8.00",
            ],
            ("决算数",),
        ),
    ],
)
def test_a_unit_in_the_heads_of_columns_is_no_part_of_their_names(
    title: str, table: list[str], columns: tuple[str, ...]
) -> None:
    (form,) = recognise_forms(document(title, table))
    assert (form.printed_unit, form.unit, form.columns) == ("万元", "万元", columns)

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

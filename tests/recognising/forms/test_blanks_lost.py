"""Rows of two sides whose blank cells a conversion left out, with as many blank ones at their ends."""

from __future__ import annotations

from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

from .form_making import document

TITLE = "收入支出决算总表"
HEAD = ["收入|支出|||||", "项目|行次|决算数|项目|行次|决算数|"]
LINES = [
    "一、财政拨款收入|1|42.67|一、一般公共服务支出|8||",
    "二、事业收入|2|二、外交支出|9|||",
    "三、其他收入|3|19.25|三、社会保障和就业支出|10|56.95|",
    "4|四、卫生健康支出|11|1.00|||",
    "本年收入合计|5|61.92|本年支出合计|12|57.95|",
    "年初结转和结余|6|年末结转和结余|13|3.97||",
    "总计|7|61.92|总计|14|61.92|",
]


def sides(*lines: str) -> dict[str, dict[str, str | None]]:
    (form,) = recognise_forms(document(TITLE, "单位：万元", [*HEAD, *lines]))
    return {side: _amounts(form, side) for side in ("income", "expenditure")}


def _amounts(form: Form, side: str) -> dict[str, str | None]:
    return {
        f"{row.line} {row.label}": None if row.values[0] is None else row.values[0].text
        for row in form.rows
        if row.side == side
    }


def test_blank_cells_are_put_back_before_what_stands_too_far_left() -> None:
    found = sides(*LINES)
    assert found["income"] == {
        "1 一、财政拨款收入": "42.67",
        "2 二、事业收入": None,
        "3 三、其他收入": "19.25",
        "5 本年收入合计": "61.92",
        "6 年初结转和结余": None,
        "7 总计": "61.92",
    }
    assert found["expenditure"] == {
        "8 一、一般公共服务支出": None,
        "9 二、外交支出": None,
        "10 三、社会保障和就业支出": "56.95",
        "11 四、卫生健康支出": "1.00",
        "12 本年支出合计": "57.95",
        "13 年末结转和结余": "3.97",
        "14 总计": "61.92",
    }


def test_a_row_whose_cells_fit_in_more_than_one_way_stays() -> None:
    # 4 may be the line of the income or an amount that is no line: without lines before it nothing tells
    first = "4|四、卫生健康支出|11|1.00|||"
    assert "4 " not in sides(first, *LINES[4:])["income"]


def test_whole_rows_stay() -> None:
    whole = [line.rstrip("|") for line in LINES if "||" not in line]
    assert sides(*whole)["expenditure"]["10 三、社会保障和就业支出"] == "56.95"

"""Two-sided forms as words and numbers whose labels wrap on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

HEAD = "收入支出决算总表\n公开01表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n"
ROWS = """一、一般公共预算财政拨
1,019.00 一、一般公共服务支出 1,000.00
款收入
七、文化旅游体育与传媒
七、附属单位上缴收入 1.00 0.00
支出
八、其他收入 0.00 八、社会保障和就业支出 20.00
收入 支出
项目 决算数 项目 决算数
二十二、灾害防治及应急
0.00
管理支出
本年收入合计 1,020.00 本年支出合计 1,020.00
使用非财政拨款结余（含
0.00 结余分配 0.00
专用结余）
年初结转和结余 0.00 年末结转和结余 0.00
总计 1,020.00 总计 1,020.00
"""
APPROPRIATION = """财政拨款收入支出决算总表
公开04表
单位：万元
收入 支出
一般公共预算 政府性基金预 国有资本经营
项目 行次 金额 项目 行次 合计
财政拨款 算财政拨款 预算财政拨款
栏次 1 栏次 2 3 4 5
一、一般 一、一般
公共预算 1 20.00 公共服务 10 8.00 8.00 0.00 0.00
财政拨款 支出
四、公共
2 11 12.00 12.00 0.00 0.00
安全支出
本年收入 本年支出
3 20.00 12 20.00 20.00 0.00 0.00
合计 合计
年初财政 年末财政
拨款结转 4 0.00 拨款结转 13 0.00 0.00 0.00 0.00
和结余 和结余
总计 5 20.00 总计 14 20.00 20.00 0.00 0.00
"""


def forms(folder: Path, content: str) -> tuple[Form, ...]:
    path = folder / "report.txt"
    path.write_text(content, encoding="utf-8")
    return recognise_forms(read_document(path))


def amounts(made: Form, side: str) -> dict[str, list[str]]:
    return {
        row.label: [str(value.value) + "?" * value.uncertain for value in row.values if value is not None]
        for row in made.rows
        if row.side == side
    }


def test_amounts_between_the_halves_of_a_label_are_its_own(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, HEAD + ROWS)
    assert amounts(made, "income") == {
        "一、一般公共预算财政拨款收入": ["1019.00"],
        "七、附属单位上缴收入": ["1.00"],
        "八、其他收入": ["0.00"],
        "本年收入合计": ["1020.00"],
        "使用非财政拨款结余(含专用结余)": ["0.00"],
        "年初结转和结余": ["0.00"],
        "总计": ["1020.00"],
    }
    assert amounts(made, "expenditure")["七、文化旅游体育与传媒支出"] == ["0.00"]
    assert amounts(made, "expenditure")["二十二、灾害防治及应急管理支出"] == ["0.00"]


def test_line_numbers_stand_between_the_pieces_of_labels(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, APPROPRIATION)
    assert amounts(made, "income") == {
        "一、一般公共预算财政拨款": ["20.00"],
        "本年收入合计": ["20.00"],
        "年初财政拨款结转和结余": ["0.00"],
        "总计": ["20.00"],
    }
    spent = amounts(made, "expenditure")
    assert spent["一、一般公共服务支出"] == ["8.00", "8.00", "0.00", "0.00"]
    assert spent["四、公共安全支出"] == ["12.00", "12.00", "0.00", "0.00"]
    assert [row.line for row in made.rows if row.side == "expenditure"] == ["10", "11", "12", "13", "14"]


@pytest.mark.parametrize(
    ("printed", "broken"),
    [
        # one amount inside two labels that wrap side by side
        (
            "一、一般公共预算财政拨\n1,019.00 一、一般公共服务支出 1,000.00\n款收入\n",
            "一、一般公共预算财政拨 一、一般公共服\n1,019.00\n款收入 务支出\n",
        ),
        # the rest of a label that no line has
        ("支出\n八、其他收入", "开支\n八、其他收入"),
    ],
)
def test_what_may_be_of_several_lines_is_not_read(tmp_path: Path, printed: str, broken: str) -> None:
    assert printed in ROWS
    assert not forms(tmp_path, HEAD + ROWS.replace(printed, broken))

"""A row that a page break cut in two is one row."""

from __future__ import annotations

import pytest

from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

from .form_making import document, values

HEAD = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出"
TOTAL = " | 合计 | 79.10 | 58.50 | 20.60"


def form(above: list[str], below: list[str]) -> Form:
    (found,) = recognise_forms(document("支出决算表", "单位：万元", [HEAD, TOTAL, *above], below))
    return found


def test_the_rest_of_a_label_on_the_next_page() -> None:
    found = form(
        ["208 | 社会保障 | 58.10 | 38.50 | 19.60"],
        [" | 和就业支出 | | | ", "210 | 卫生健康 | 21.00 | 20.00 | 1.00"],
    )
    assert values(found) == {
        (None, "合计"): ["79.10", "58.50", "20.60"],
        ("208", "社会保障和就业支出"): ["58.10", "38.50", "19.60"],
        ("210", "卫生健康"): ["21.00", "20.00", "1.00"],
    }


def test_the_beginning_of_a_label_on_the_page_before() -> None:
    found = form(
        [" | 社会保障 | | | "],
        ["208 | 和就业支出 | 58.10 | 38.50 | 19.60", "210 | 卫生健康 | 21.00 | 20.00 | 1.00"],
    )
    assert [(row.code, row.label) for row in found.rows] == [
        (None, "合计"), ("208", "社会保障和就业支出"), ("210", "卫生健康"),
    ]  # fmt: skip


def test_two_whole_rows_stay_two() -> None:
    found = form(["208 | 社会保障 | 58.10 | 38.50 | 19.60"], ["210 | 卫生健康 | 21.00 | 20.00 | 1.00"])
    assert [row.label for row in found.rows] == ["合计", "社会保障", "卫生健康"]


SIDES = "项目 | 金额 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算"


@pytest.mark.parametrize(
    ("upper", "lower", "labels"),
    [
        (
            "三、国有资 | 0.00 | 三、国防支 | 0.00 | 0.00 | | ",
            "本经营预算财政拨款 | | 出 | | | | ",
            ["三、国有资本经营预算财政拨款", "三、国防支出"],
        ),
        (
            "年初财政拨 | | 年末财政拨 | | | | ",
            "款结转和结余 | 74.42 | 款结转和结余 | 9.17 | 9.17 | | ",
            ["年初财政拨款结转和结余", "年末财政拨款结转和结余"],
        ),
        (
            " | | 二十二、灾害防治及应 | 3.00 | 3.00 | | ",
            " | | 急管理支出 | | | | ",
            ["二十二、灾害防治及应急管理支出"],
        ),
        # lines of their own
        (
            "年初财政拨款结转和结余 | 74.42 | 年末财政拨款结转和结余 | 9.17 | 9.17 | | ",
            "一般公共预算财政拨款 | | | | | | ",
            ["年初财政拨款结转和结余", "一般公共预算财政拨款", "年末财政拨款结转和结余"],
        ),
    ],
)
def test_names_of_two_sides_that_a_page_break_cuts(upper: str, lower: str, labels: list[str]) -> None:
    first = "一、一般公共预算财政拨款 | 52.15 | 一、教育支出 | 117.40 | 117.40 | | "
    last = "总计 | 126.57 | 总计 | 126.57 | 126.57 | | "
    (found,) = recognise_forms(
        document("财政拨款收入支出决算总表", "单位：万元", [SIDES, first, upper], [lower, last])
    )
    printed = [row.label for row in found.rows if row.label not in ("总计", *first.split(" | "))]
    assert sorted(printed) == sorted(labels)


def test_a_numbered_label_begins_a_row() -> None:
    rows = [
        "项目 | 行次 | 金额 | 项目 | 行次 | 金额",
        "一、财政拨款收入 | 1 | 10.00 | 一、一般公共服务支出 | 31 | 10.00",
    ]
    below = ["二、事业收入 | | | 二、外交支出 | | ", "本年收入合计 | 27 | 10.00 | 本年支出合计 | 57 | 10.00"]
    (found,) = recognise_forms(document("收入支出决算总表", "单位：万元", rows, below))
    assert "一、财政拨款收入二、事业收入" not in [row.label for row in found.rows]


def test_a_page_that_begins_with_labels_without_figures() -> None:
    above = [
        SIDES,
        "一、一般公共预算财政拨款 | 2,052.15 | 一、社会保障和就业支出 | 2,117.40 | 2,117.40 | | ",
        "本年收入合计 | 2,052.15 | 本年支出合计 | 2,117.40 | 2,117.40 | | ",
        "年初财政拨款结转和结余 | 74.42 | 年末财政拨款结转和结余 | 9.17 | 9.17 | | ",
        "一般公共预算财政拨款 | 74.42 | | | | | ",
    ]
    below = [
        "政府性基金预算财政拨款 | | | | | | ",
        "国有资本经营预算财政拨款 | | | | | | ",
        "总计 | 2,126.57 | 总计 | 2,126.57 | 2,126.57 | | ",
    ]
    (found,) = recognise_forms(document("财政拨款收入支出决算总表", "单位：万元", above, below))
    assert [row.label for row in found.rows][-1] == "总计"


UPPER = "项目 | | 本年支出合 | 基本支出 | 项目支出 | 上缴上级支 | 经营支出 | 对附属单位"
BELOW = [
    "科目编码 | 科目名称 | | | | | | ",
    "栏次 | | 1 | 2 | 3 | 4 | 5 | 6",
    " | 合计 | 79.10 | 58.50 | 20.60 | | | ",
    "208 | 社会保障和就业支出 | 58.10 | 38.50 | 19.60 | | | ",
    "210 | 卫生健康支出 | 21.00 | 20.00 | 1.00 | | | ",
]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([UPPER], [" | | 计 | | | 出 | | 补助支出", *BELOW]),
        (
            ["项目 | | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出"],
            BELOW,
        ),
        (
            [
                "项目 | | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出",
                BELOW[0],
            ],
            BELOW[1:],
        ),
    ],
)
def test_a_head_that_the_end_of_a_page_tears(above: list[str], below: list[str]) -> None:
    (found,) = recognise_forms(document("支出决算表", "单位：万元", above, below))
    assert found.columns == (
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    )
    assert [(row.code, row.label) for row in found.rows] == [
        (None, "合计"),
        ("208", "社会保障和就业支出"),
        ("210", "卫生健康支出"),
    ]


@pytest.mark.parametrize("above", [1, 2, 3])
def test_lines_of_the_three_public_expenses_over_a_page(above: int) -> None:
    lines = [
        "项目 | 行次 | 预算数 | 决算数",
        "栏次 | | 1 | 2",
        "“三公”经费合计 | 1 | 41.56 | 37.90",
        "1.因公出国（境）费 | 2 | 41.56 | 37.90",
        "2.公务用车购置及运行维护费 | 3 | | ",
        "（1）公务用车购置费 | 4 | | ",
        "（2）公务用车运行维护费 | 5 | | ",
        "3.公务接待费 | 6 | | ",
    ]
    printed = document("“三公”经费支出决算表", "单位：万元", lines[: above + 2], lines[above + 2 :])
    (found,) = recognise_forms(printed)
    assert [str(row.values[0].value) for row in found.rows if row.values[0]] == ["41.56", "37.90"]


def test_another_table_below_the_title_stays_by_itself() -> None:
    other = ["甲 | 乙 | 丙 | 丁 | 戊", "一 | 二 | 三 | 四 | 五"]
    (found,) = recognise_forms(document("支出决算表", "单位：万元", other, [HEAD, TOTAL]))
    assert values(found) == {(None, "合计"): ["79.10", "58.50", "20.60"]}


def test_a_head_that_both_pages_print() -> None:
    above = ["科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出"]
    (found,) = recognise_forms(document("支出决算表", "单位：万元", above, [*above, TOTAL]))
    assert values(found) == {(None, "合计"): ["79.10", "58.50", "20.60"]}


def test_a_line_of_numbers_above_the_break_is_no_label() -> None:
    above = ["项目 | 行次 | 金额 | 项目 | 行次 | 金额", "栏次 | | 1 | 栏次 | | 2"]
    below = [
        "一、财政拨款收入 | 1 | 10.00 | 一、一般公共服务支出 | 31 | 10.00",
        "本年收入合计 | 27 | 10.00 | 本年支出合计 | 57 | 10.00",
    ]
    (found,) = recognise_forms(document("收入支出决算总表", "单位：万元", above, below))
    assert [row.label for row in found.rows if row.side == "income"] == ["一、财政拨款收入", "本年收入合计"]


def test_a_head_without_rows_stays_a_form_without_figures() -> None:
    forms = recognise_forms(document("支出决算表", "单位：万元", [HEAD], "收入决算表"))
    assert [(form.key, form.rows) for form in forms] == [("expenditure", ())]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("21015 | 其他医 | 1,285. | 1,173. | 112.", "99 | 疗保障支出 | 71 | 82 | 89"),
        ("2101 | 其他医疗保障支出 | 1,285 | 1,173.82 | 112", "599 | | .71 | | .89"),
        ("2101599 | 其他医疗 | 1, | 1,173.82 | 112.89", " | 保障支出 | 285.71 | | "),
    ],
)
def test_codes_and_amounts_that_a_page_break_cuts(upper: str, lower: str) -> None:
    found = form([upper], [lower, "221 | 住房保障支出 | 28.08 | 28.08 | "])
    assert values(found) == {
        (None, "合计"): ["79.10", "58.50", "20.60"],
        ("2101599", "其他医疗保障支出"): ["1285.71", "1173.82", "112.89"],
        ("221", "住房保障支出"): ["28.08", "28.08", None],
    }


@pytest.mark.parametrize("lower", ["210 | 卫生健康 | 21.00 | 20.00 | 1.00", " | 小计 | 3.00 | 2.00 | 1.00"])
def test_whole_amounts_are_no_parts_of_one(lower: str) -> None:
    found = form(["208 | 社会保障 | 58.10 | 38.50 | 19.60"], [lower])
    assert len(found.rows) == 3
    assert [str(value.value) for value in found.rows[1].values if value] == ["58.10", "38.50", "19.60"]


def test_a_repeated_head_may_be_torn_itself() -> None:
    whole = ["208 | 社会保障 | 58.10 | 38.50 | 19.60", "科目编码 | 科目名称 | 本年支出 | 基本 | 项目"]
    rest = [" | | 合计 | 支出 | 支出", "栏次 | | 1 | 2 | 3", "210 | 卫生健康 | 21.00 | 20.00 | 1.00"]
    assert [row.label for row in form(whole, rest).rows] == ["合计", "社会保障", "卫生健康"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (" | | 58.10 | 38.50 | 19.60", "208 | 社会保障 | | | "),
        ("208 | | 58.10 | 38.50 | 19.60", " | 社会保障 | | | "),
        (" | 社会保障 | | | ", "208 | | 58.10 | 38.50 | 19.60"),
    ],
)
def test_figures_on_one_page_and_their_label_on_the_next(upper: str, lower: str) -> None:
    found = form(
        [upper],
        [lower, "210 | 卫生健康 | 21.00 | 20.00 | 1.00"],
    )
    assert values(found) == {
        (None, "合计"): ["79.10", "58.50", "20.60"],
        ("208", "社会保障"): ["58.10", "38.50", "19.60"],
        ("210", "卫生健康"): ["21.00", "20.00", "1.00"],
    }


def test_a_figure_left_alone_on_the_next_page() -> None:
    found = form(
        ["208 | 社会保障 |  | 38.50 | 19.60"],
        [" | | 58.10 | | ", "210 | 卫生健康 | 21.00 | 20.00 | 1.00"],
    )
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]


def test_a_figure_without_a_label_is_not_put_where_one_stands() -> None:
    found = form(
        ["208 | 社会保障 | 58.10 | 38.50 | 19.60"],
        [" | | 33.00 | | ", "210 | 卫生健康 | 21.00 | 20.00 | 1.00"],
    )
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]


@pytest.mark.parametrize("below", [[HEAD], [HEAD, "栏次 | | 1 | 2 | 3"], ["栏次 | | 1 | 2 | 3"]])
def test_a_page_with_the_repeated_head_alone(below: list[str]) -> None:
    found = form(["208 | 社会保障 | 58.10 | 38.50 | 19.60"], below)
    assert [row.label for row in found.rows] == ["合计", "社会保障"]

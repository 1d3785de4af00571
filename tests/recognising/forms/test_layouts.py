"""Forms as other provinces print them, and tables that are no forms."""

from __future__ import annotations

import pytest

from final_accounts.figures import WAN_YUAN, YUAN
from final_accounts.recognising.forms.catalogue import column_of, find_title, form_kinds
from final_accounts.recognising.forms.finder import recognise_forms

from .form_making import document, values

BUDGET = ["项目||本年支出||", "科目代码|科目名称|小计|基本支出|项目支出", "|栏次|1|2|3"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一、收入支出决算总表", "income-expenditure"),
        ("某某县水利局2021年度收入支出决算表", "income-expenditure"),
        ("附件2：收 入 决 算 表", "income"),
        ("某某市水利局2023年度支出决算表", "expenditure"),
        ("财政拨款收支决算总表", "appropriation"),
        ("公共预算财政拨款支出决算表", "general-budget"),
        ("一般公共预算财政拨款收入支出决算表", "general-budget"),
        ("一般公共预算财政拨款支出决算明细表", "general-budget-detail"),
        ("财政拨款支出决算明细表", "appropriation-detail"),
        ("一般公共预算财政拨款基本支出决算（明细）表", "basic"),
        ("一般公共预算财政拨款项目支出决算表", "general-budget-projects"),
        ("政府性基金收入支出决算表", "fund"),
        ("国有资本经营预算财政拨款收入支出决算表", "state-capital-income"),
        ("国有资本经营预算支出决算表（续）", "state-capital"),
        ('一般公共预算财政拨款"三公"经费支出决算表', "three-public"),
        ("政府性基金预算财政拨款“三公”经费支出决算表", "fund-three-public"),
        ("一般公共预算及政府性基金财政拨款“三公”经费支出决算表", "three-public"),
        ("一般公共预算财政拨款支出决算表（按功能分类科目）", "general-budget"),
        ("一般公共预算财政拨款基本支出决算表（按经济分类科目）", "basic"),
        ("一般公共预算财政拨款支出决算明细表（按经济分类科目）", "general-budget-detail"),
        ("国有资本经营预算财政拨款支出决算表（空表）", "state-capital"),
    ],
)
def test_titles_old_and_new(text: str, key: str) -> None:
    found = find_title(text)
    assert found is not None and found.kind.key == key


@pytest.mark.parametrize(
    "text",
    [
        "部门整体支出绩效自评表",
        "三、支出决算情况说明",
        "第二部分 部门决算表",
        "项目支出绩效自评表",
        "财政专户管理资金收入决算明细",
        "本表为收入决算表。其余见附表",
        "一般公共预算财政拨款支出决算表（按经济分类科目）",
    ],
)
def test_other_headings_are_no_titles(text: str) -> None:
    assert find_title(text) is None


def test_every_role_that_adds_up_has_a_column() -> None:
    for kind in form_kinds().values():
        roles = set(kind.columns) | set(kind.optional)
        assert set(kind.sums) <= roles
        assert {part for parts in kind.sums.values() for part, _ in parts} <= roles


def test_head_in_any_order_and_inside_the_table() -> None:
    body = ["|合计|10.00|7.00|3.00", "208|社会保障和就业支出|10.00|7.00|3.00"]
    above = document("公开 05 表", "单位：万元", "一般公共预算财政拨款支出决算表", "部门：", [*BUDGET, *body])
    inside = document(
        "第三部分",
        ["一般公共预算财政拨款支出决算表||||", "||||公开05表", "部门：某局||||单位：万元", *BUDGET, *body],
    )
    apart = document(["一般公共预算财政拨款支出决算表|公开05表", "|单位：万元"], [*BUDGET, *body])
    for made in (above, inside, apart):
        (form,) = recognise_forms(made)
        assert (form.key, form.title) == ("general-budget", "一般公共预算财政拨款支出决算表")
        assert (form.printed_number, form.printed_unit) == ("公开05表", WAN_YUAN)
        assert values(form)["208", "社会保障和就业支出"] == ["10.00", "7.00", "3.00"]


def test_a_table_under_a_title_that_lacks_its_columns_is_no_form() -> None:
    listed = ["序号|内容|是否空表", "表1|收入支出决算总表|否", "表2|收入决算表|否"]
    staff = ["类别|编制数|实有数", "行政|5|4"]
    assert recognise_forms(document("收入决算表", listed, "支出决算表", staff)) == ()


def test_continued_over_pages_with_title_head_and_without() -> None:
    title = "一般公共预算财政拨款支出决算表"
    made = document(
        title,
        "公开05表",
        "单位：万元",
        [*BUDGET, "|合计|6.00|6.00|", "208|社会保障和就业支出|1.00|1.00|"],
        "12",
        title,
        "公开05表",
        [*BUDGET, "210|卫生健康支出|2.00|2.00|"],
        ["221|住房保障支出|3.00|3.00|"],
        "注：本表反映支出情况。",
        ["222|粮油物资储备支出|9.00|9.00|"],
    )
    (form,) = recognise_forms(made)
    assert [row.code for row in form.rows] == [None, "208", "210", "221"]
    assert [row.place.table for row in form.rows] == [0, 0, 1, 2]
    assert form.notes == ("注：本表反映支出情况。",)


def test_a_head_put_together_otherwise_on_the_next_page() -> None:
    title, lower = "一般公共预算财政拨款支出决算表", ["项目科目编码|科目名称|合计|基本支出|项目支出"]
    upper = ["项目||合计|基本支出|项目支出", "科目编码|科目名称|||"]
    first, more = ["|合计|6.00|6.00|", "208|社会保障和就业支出|1.00|1.00|"], ["221|住房保障支出|5.00|5.00|"]
    (form,) = recognise_forms(document(title, [*upper, *first], "12", [*lower, *more]))
    assert [row.code for row in form.rows] == [None, "208", "221"]
    of_another_unit, of_other_columns = (
        [*lower, *first],
        ["项目科目编码|科目名称|合计|项目支出|基本支出", *more],
    )
    for below in (of_another_unit, of_other_columns):
        (form,) = recognise_forms(document(title, [*upper, *first], "12", below))
        assert [row.code for row in form.rows] == [None, "208"]


def test_the_same_form_of_a_second_unit_is_not_joined() -> None:
    title = "一般公共预算财政拨款支出决算表"
    one = [*BUDGET, "|合计|1.00|1.00|", "208|社会保障和就业支出|1.00|1.00|"]
    assert len(recognise_forms(document(title, one, title, one))) == 2


def test_code_in_three_columns_and_code_with_its_name() -> None:
    parts = document(
        "支出决算表",
        [
            "项目||||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出",
            "功能分类科目编码|||科目名称||||||",
            "类|款|项|栏次|1|2|3|4|5|6",
            "合计||||5.00|5.00||||",
            "208|05|05|养老保险缴费|5.00|5.00|-|||",
        ],
    )
    (form,) = recognise_forms(parts)
    assert values(form) == {
        (None, "合计"): ["5.00", "5.00", None, None, None, None],
        ("2080505", "养老保险缴费"): ["5.00", "5.00", None, None, None, None],
    }
    assert form.rows[1].dashes == frozenset({2})
    joined = document(
        "一般公共预算财政拨款支出决算表",
        ["项目|小计|基本支出|项目支出", "合计|5.00|5.00|0.00", "2080505 养老保险缴费|5.00|5.00|0.00"],
    )
    (form,) = recognise_forms(joined)
    assert values(form)["2080505", "养老保险缴费"] == ["5.00", "5.00", "0.00"]


def test_repeated_column_names_take_their_groups_name() -> None:
    (form,) = recognise_forms(
        document(
            "一般公共预算财政拨款收入支出决算表",
            [
                "项目||本年收入|||本年支出||",
                "科目编码|科目名称|合计|基本支出|项目支出|合计|基本支出|项目支出",
                "|合计|9.00|5.00|4.00|9.00|5.00|4.00",
            ],
        )
    )
    assert form.columns[3:] == ("本年支出合计", "本年支出基本支出", "本年支出项目支出")
    assert column_of(form, "total") == 3
    assert column_of(form, "basic") == 4


EXPENSES = "合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费"
PARTS = "||小计|公务用车购置费|公务用车运行维护费|"


def test_three_public_expenses_in_one_row_of_two_groups() -> None:
    (form,) = recognise_forms(
        document(
            "财政拨款“三公”经费支出决算表",
            "单位：万元",
            [
                "预算数||||||决算数|||||",
                f"{EXPENSES}|{EXPENSES}",
                f"{PARTS}|{PARTS}",
                "1|2|3|4|5|6|7|8|9|10|11|12",
                "3.15||2.65||2.65|0.50|3.00||2.60||2.60|0.40",
            ],
        )
    )
    assert form.columns[2] == "公务用车小计"
    assert values(form) == {
        (None, "预算数"): ["3.15", None, "2.65", None, "2.65", "0.50"],
        (None, "决算数"): ["3.00", None, "2.60", None, "2.60", "0.40"],
    }


@pytest.mark.parametrize("groups", ["", "||预算数||||||决算数|||"])
def test_three_public_expenses_named_twice_whose_groups_are_lost(groups: str) -> None:
    named = [groups] if groups else []
    table = [*named, f"{EXPENSES}|{EXPENSES}", f"{PARTS}|{PARTS}"]
    table.append("3.15||2.65||2.65|0.50|3.00||2.60||2.60|0.40")
    (form,) = recognise_forms(document("财政拨款“三公”经费支出决算表", "单位：万元", table))
    assert values(form)[None, "预算数"] == ["3.15", None, "2.65", None, "2.65", "0.50"]
    assert values(form)[None, "决算数"] == ["3.00", None, "2.60", None, "2.60", "0.40"]


def test_three_public_expenses_whose_groups_are_read_with_a_name_below_them() -> None:
    below = "合计|因公出国（境）费|公务用车购置及|||公务接待费"
    table = [f"预算数{below}|决算数{below}", "||运行维护费||||||运行维护费|||", f"{PARTS}|{PARTS}"]
    table.append("3.15||2.65||2.65|0.50|3.00||2.60||2.60|0.40")
    (form,) = recognise_forms(document("财政拨款“三公”经费支出决算表", "单位：万元", table))
    assert form.columns[:3] == ("合计", "因公出国（境）费", "公务用车小计")
    assert values(form)[None, "决算数"] == ["3.00", None, "2.60", None, "2.60", "0.40"]


def test_numbers_of_columns_beside_an_empty_total_are_no_amounts() -> None:
    table = ["科目代码|科目名称|合计|基本支出|项目支出", "|栏次合计|1|2|3"]
    (form,) = recognise_forms(document("国有资本经营预算财政拨款支出决算表", table))
    assert form.empty


def test_three_public_expenses_of_two_years_are_no_budget() -> None:
    table = ["上年决算数||||||本年决算数|||||", f"{EXPENSES}|{EXPENSES}", f"{PARTS}|{PARTS}"]
    table.append("3.15||2.65||2.65|0.50|3.00||2.60||2.60|0.40")
    (form,) = recognise_forms(document("财政拨款“三公”经费支出决算表", "单位：万元", table))
    assert (None, "预算数") not in values(form)


def test_three_public_expenses_headed_by_years_and_their_unit() -> None:
    labels = ("“三公”经费合计", "1.因公出国（境）费", "2.公务用车购置及运行费", "（1）公务用车购置费")
    labels = (*labels, "（2）公务用车运行费", "3.公务接待费")
    figures = ("3.15|3.00", "|", "2.65|2.60", "|", "2.65|2.60", "0.50|0.40")
    rows = [f"{label}|{printed}" for label, printed in zip(labels, figures, strict=True)]
    (form,) = recognise_forms(
        document("“三公”经费支出决算表", ["项目|2023年决算（万元）|2024年决算（万元）", *rows])
    )
    assert values(form) == {(None, "决算数"): ["3.00", None, "2.60", None, "2.60", "0.40"]}
    assert form.printed_unit == WAN_YUAN
    (form,) = recognise_forms(
        document("“三公”经费支出决算表", ["项目|上年决算数（元）|本年决算数（元）", *rows])
    )
    assert values(form) == {(None, "决算数"): ["3.00", None, "2.60", None, "2.60", "0.40"]}
    assert form.printed_unit == YUAN


def test_vehicles_of_the_three_public_expenses_by_their_short_name() -> None:
    lines = [
        "项目|2023年决算数|2024年决算数|增减额",
        "合计|3.15|3.00|-0.15",
        "1、因公出国（境）费|||",
        "2、公务接待费|0.50|0.40|-0.10",
        "3、公务用车费|2.65|2.60|-0.05",
        "其中：（1）公务用车运行维护费|2.65|2.60|-0.05",
        "（2）公务用车购置|||",
    ]
    (form,) = recognise_forms(document("2024年度“三公”经费决算情况统计表", "单位：万元", lines))
    assert form.columns == (
        "合计", "因公出国（境）费", "公务接待费", "公务用车小计", "公务用车运行维护费", "公务用车购置费",
    )  # fmt: skip
    assert values(form) == {(None, "决算数"): ["3.00", None, "0.40", "2.60", "2.60", None]}


def test_three_public_expenses_in_a_row_each_and_in_a_line_each() -> None:
    rows = document(
        "“三公”经费及会议费支出决算表",
        [
            "项目|“三公”经费||||||会议费",
            f"|{EXPENSES}|",
            f"|{PARTS}|",
            "栏次|1|2|3|4|5|6|7",
            "预算数|3.15||2.65||2.65|0.50|",
            "决算数|3.00||2.60||2.60|0.40|1.00",
        ],
    )
    lines = document(
        "财政拨款“三公”经费情况表",
        [
            "项目|行次|预算数|决算数",
            "栏次||1|2",
            "一、“三公”经费支出|1|3.15|3.00",
            "1.因公出国（境）费|2||",
            "2.公务用车购置及运行维护费|3|2.65|2.60",
            "（1）公务用车购置费|4||",
            "（2）公务用车运行维护费|5|2.65|2.60",
            "3.公务接待费|6|0.50|0.40",
        ],
    )
    expected = {
        (None, "预算数"): ["3.15", None, "2.65", None, "2.65", "0.50"],
        (None, "决算数"): ["3.00", None, "2.60", None, "2.60", "0.40"],
    }
    (form,) = recognise_forms(rows)
    assert {row: figures[:6] for row, figures in values(form).items()} == expected
    assert form.columns[6] == "会议费"
    (form,) = recognise_forms(lines)
    assert values(form) == expected


def test_a_total_of_expenses_below_its_heading() -> None:
    lines = document(
        "“三公”经费、行政参公单位机关运行经费情况表",
        [
            "项目|行次|预算数|决算统计数",
            "栏次|—|1|2",
            "一、“三公”经费支出|1|—|—",
            "（一）支出合计|2|3.15|3.00",
            "1．因公出国（境）费|3||",
            "2．公务用车购置及运行维护费|4|2.65|2.60",
            "3．公务接待费|5|0.50|0.40",
            "（二）相关统计数|6|—|—",
        ],
    )
    (form,) = recognise_forms(lines)
    assert values(form) == {
        (None, "预算数"): ["3.15", None, "2.65", "0.50"],
        (None, "决算数"): ["3.00", None, "2.60", "0.40"],
    }


def test_a_panel_total_beside_another_panels_lines() -> None:
    (form,) = recognise_forms(
        document(
            "一般公共预算财政拨款基本支出决算表",
            [
                "人员经费|||公用经费||",
                "科目编码|科目名称|金额|科目编码|科目名称|金额",
                "301|工资福利支出|5.00|302|商品和服务支出|2.00",
                "人员经费合计||5.00|30201|办公费|2.00",
                "|||公用经费合计||2.00",
            ],
        )
    )
    assert values(form) == {
        ("301", "工资福利支出"): ["5.00"],
        ("302", "商品和服务支出"): ["2.00"],
        ("30201", "办公费"): ["2.00"],
        (None, "人员经费合计"): ["5.00"],
        (None, "公用经费合计"): ["2.00"],
    }


def test_a_form_without_a_title_is_known_by_its_columns_and_less_sure() -> None:
    (form,) = recognise_forms(
        document(
            [
                "科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出",
                "|合计|5.00|5.00||||",
            ]
        )
    )
    assert (form.key, form.confidence) == ("expenditure", 0.6)


def budget_of(total: str, unit: str) -> list[str]:
    return [unit, [*BUDGET, f"|合计|{total}|{total}|", f"208|社会保障和就业支出|{total}|{total}|"]]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("total", "printed", "narrative", "unit"),
    [
        ("1,049.22", "单位：万元", "支出1,049.22万元。", WAN_YUAN),
        ("10,492,180.55", "单位：万元", "支出1,049.22万元。", YUAN),
        ("1,049.22", "单位：元", "支出1,049.22万元。", WAN_YUAN),
        ("10,492,180.55", "金额单位：元", "支出1,049.22万元。", YUAN),
        # Nothing in the narrative: the printed unit stands, unless it is impossible.
        ("10,492,180.55", "单位：万元", "支出99.99万元。", WAN_YUAN),
        ("138,366,269.56", "单位：万元", "无。", YUAN),
        ("1,049.22", "表内无单位", "支出1,049.22万元。", WAN_YUAN),
        ("10,492,180.55", "表内无单位", "支出1,049.22万元。", YUAN),
        # One short number meets by chance.
        ("3,000.00", "单位：万元", "节约0.3万元。", WAN_YUAN),
    ],
)
def test_the_true_unit(total: str, printed: str, narrative: str, unit: str) -> None:
    made = document(narrative, "一般公共预算财政拨款支出决算表", *budget_of(total, printed))
    (form,) = recognise_forms(made)
    assert form.unit == unit
    assert {value.unit for row in form.rows for value in row.values if value} == {unit}


def test_a_small_form_follows_the_others() -> None:
    expenses = [f"{EXPENSES}", f"{PARTS}", "1|2|3|4|5|6", "3,000.00|||||3,000.00"]
    made = document(
        "支出1,049.22万元，其中公务接待0.3万元。",
        "一般公共预算财政拨款支出决算表",
        *budget_of("10,492,180.55", "单位：万元"),
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        expenses,
    )
    assert [(form.printed_unit, form.unit) for form in recognise_forms(made)] == [(WAN_YUAN, YUAN)] * 2
    honest = [*expenses[:3], "0.30|||||0.30"]
    mixed = document(
        "支出1,049.22万元，其中公务接待0.3万元。",
        "一般公共预算财政拨款支出决算表",
        *budget_of("10,492,180.55", "单位：万元"),
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        honest,
    )
    assert [form.unit for form in recognise_forms(mixed)] == [YUAN, WAN_YUAN]


def test_columns_under_two_levels_of_groups() -> None:
    (form,) = recognise_forms(
        document(
            "一般公共预算财政拨款收入支出决算表",
            [
                "项目||本年收入|||本年支出||||",
                "科目编码|科目名称|合计|基本支出|项目支出|合计|基本支出|||项目支出",
                "|||||| 小计|人员经费|公用经费|",
                "|合计|9.00|5.00|4.00|9.00|5.00|3.00|2.00|4.00",
            ],
        )
    )
    assert form.columns == (
        "本年收入合计", "本年收入基本支出", "本年收入项目支出", "本年支出合计", "基本支出小计", "人员经费",
        "公用经费", "本年支出项目支出",
    )  # fmt: skip
    assert [column_of(form, role) for role in ("total", "basic", "project")] == [3, 4, 7]


def test_sums_that_fail_lower_the_confidence() -> None:
    wrong = [*BUDGET, "|合计|9.00|1.00|1.00", "208|社会保障和就业支出|5.00|1.00|1.00"]
    (form,) = recognise_forms(document("一般公共预算财政拨款支出决算表", wrong))
    assert form.confidence < 0.95


def test_the_left_side_is_income_whatever_its_head_was_read_as() -> None:
    (form,) = recognise_forms(
        document(
            "收入支出决算总表",
            [
                "支出|||支出||",
                "项目|行次|决算数|项目|行次|决算数",
                "一、财政拨款收入|1|10.00|一、教育支出|5|10.00",
                "本年收入合计|2|10.00|本年支出合计|6|10.00",
                "总计|3|10.00|总计|7|10.00",
            ],
        )
    )
    assert [row.side for row in form.rows] == ["income"] * 3 + ["expenditure"] * 3


def test_three_public_expenses_by_the_budgets_that_paid_them() -> None:
    paid = "合计|一般公共预算财政拨款|政府性基金预算财政拨款"
    table = [
        "项目|预算数|预算数|预算数|决算数|决算数|决算数",
        f"项目|{paid}|{paid}",
        "因公出国（境）费|0.00|0.00|0.00|0.00|0.00|0.00",
        "公务接待费|3.20|3.00|0.20|2.10|2.00|0.10",
        "公务用车购置及运行维护费|1.00|1.00|0.00|0.90|0.90|0.00",
        "总计|4.20|4.00|0.20|3.00|2.90|0.10",
    ]
    title = "一般公共预算及政府性基金财政拨款“三公”经费支出决算表"
    (form,) = recognise_forms(document(title, "单位：万元", table))
    assert form.key == "three-public"
    assert values(form) == {
        (None, "预算数"): ["0.00", "3.20", "1.00", "4.20"],
        (None, "决算数"): ["0.00", "2.10", "0.90", "3.00"],
    }

"""Forms that a text conversion left as words and numbers: rows told by codes and line numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.figures import Figure
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Form, Severity

HEAD = "\n公开05表\n单位：万元\n"
COLUMNS = "项目 合计 基本支出 项目支出\n科目代码 科目名称\n栏次 1 2 3\n"
GENERAL = "一般公共预算财政拨款支出决算表" + HEAD + COLUMNS
ROWS = """合计 20.00 12.00 8.00
2010301 行政运行 10.00 8.00 2.00
2080505 机关事业单位基本养
老保险缴费支出
3.00 3.00
2100101 行政运行 7.00 1.00 6.00
"""
TWO_SIDED = """收入支出决算总表
公开01表
单位：万元
收入 支出
项目 行次 决算数 项目 行次 决算数
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 1, 019. 00 一、一般公共服务支出 31 1, 000. 00
二、政府性基金预算财政拨款收入 2 二、外交支出 32
三、国有资本经营预算财政拨款收入 3 三、国防支出 33
四、其他收入 4 1.00 八、社会保障和就
业支出 34 20.00
本年收入合计 5 1, 020. 00 本年支出合计 35 1, 020. 00
年初结转和结余 6 年末结转和结余 36
总计 7 1, 020. 00 总计 37 1, 020. 00
"""


def forms(folder: Path, content: str) -> tuple[Form, ...]:
    path = folder / "report.txt"
    path.write_text(content, encoding="utf-8")
    return recognise_forms(read_document(path))


def amounts(made: Form) -> dict[str, list[str | None]]:
    return {row.code or row.label: [shown(value) for value in row.values] for row in made.rows}


def shown(value: Figure | None) -> str | None:
    return None if value is None else f"{value.value}{'?' if value.uncertain else ''}"


def test_rows_begin_with_codes(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, GENERAL + ROWS)
    assert made.loose and made.printed_number == "公开05表" and made.unit == "万元"
    assert amounts(made) == {
        "合计": ["20.00", "12.00", "8.00"],
        "2010301": ["10.00", "8.00", "2.00"],
        "2080505": ["3.00", "3.00", None],
        "2100101": ["7.00", "1.00", "6.00"],
    }
    assert made.rows[2].label == "机关事业单位基本养老保险缴费支出"


def test_an_amount_that_may_stand_in_two_columns_is_marked(tmp_path: Path) -> None:
    # Nothing tells basic from project expenditure, and two items could make up either total.
    rows = "合计 6.00 3.00 3.00\n2010301 行政运行 3.00 3.00\n2080505 养老 3.00 3.00\n2100101 医疗 0.00 0.00\n"
    (made,) = forms(tmp_path, GENERAL + rows)
    assert amounts(made)["合计"] == ["6.00", "3.00", "3.00"]
    assert amounts(made)["2010301"][:2] == ["3.00", "3.00?"]


def test_one_cell_a_line_is_read_as_well(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, "\n\n".join((GENERAL + ROWS).split()) + "\n\n注：说明。\n")
    assert amounts(made)["2100101"] == ["7.00", "1.00", "6.00"]


def test_blank_lines_that_are_blank_cells_tell_the_columns(tmp_path: Path) -> None:
    # Two items could make up either total: only where they stand tells basic from project expenditure.
    rows = [
        ("", "合计", "6.00", "3.00", "3.00"),
        ("2010301", "行政运行", "3.00", "3.00", ""),
        ("2080505", "养老", "3.00", "", "3.00"),
        ("2100101", "医疗", "0.00", "", "0.00"),
        ("2210201", "公积金", "0.00", "0.00", ""),
    ]
    printed = GENERAL.replace(" ", "\n") + "\n".join(cell for row in rows for cell in row)
    (made,) = forms(tmp_path, printed + "\n注：说明。\n")
    assert not made.loose
    assert amounts(made) == {row[0] or row[1]: [cell or None for cell in row[2:]] for row in rows}
    # with a blank line behind each, all that is known is the order
    (doubled,) = forms(tmp_path, printed.replace("\n\n", "\n").replace("\n", "\n\n") + "\n\n注：说明。\n")
    assert doubled.loose


OTHERS = (
    (5, "十三、交通运输"),
    (6, "十四、资源勘探工业信息等"),
    (7, "十五、商业服务业等"),
    (8, "十六、金融"),
)


def test_blank_lines_in_forms_of_two_sides(tmp_path: Path) -> None:
    head = "财政拨款收入支出决算总表\n公开04表\n单位：万元\n收入\n支出\n项目\n行次\n金额\n项目\n行次\n合计\n"
    columns = (
        "一般公共预算财政拨款\n政府性基金预算财政拨款\n国有资本经营预算财政拨款\n栏次\n1\n栏次\n2\n3\n4\n5\n"
    )
    rows = [
        ("一、一般公共预算财政拨款", "1", "70.00", "一、一般公共服务支出", "33", "60.00", "60.00", "", ""),
        ("二、政府性基金预算财政拨款", "2", "30.00", "二、外交支出", "34", "", "", "", ""),
        ("三、国有资本经营预算财政拨款", "3", "", "十一、城乡社区支出", "35", "30.00", "", "30.00", ""),
        ("", "4", "", "十二、农林水支出", "36", "10.00", "10.00", "", ""),
        *(("", str(line), "", f"{name}支出", str(line + 32), "", "", "", "") for line, name in OTHERS),
        ("本年收入合计", "9", "100.00", "本年支出合计", "41", "100.00", "70.00", "30.00", ""),
        ("总计", "10", "100.00", "总计", "42", "100.00", "70.00", "30.00", ""),
    ]
    (made,) = forms(
        tmp_path, head + columns + "\n".join(cell for row in rows for cell in row) + "\n注：说明。\n"
    )
    assert not made.loose
    told = {row.line: [shown(value) for value in row.values] for row in made.rows}
    assert told["2"][0] == "30.00" and told["3"][0] is None
    assert told["34"][1:] == [None, None, None, None]
    assert told["35"][1:] == ["30.00", None, "30.00", None]
    assert told["42"][1:] == ["100.00", "70.00", "30.00", None]


def test_tabs_between_cells_of_which_blank_ones_are_left_out(tmp_path: Path) -> None:
    tabbed = (GENERAL + ROWS.replace("养\n老", "养老").replace("支出\n3", "支出 3")).replace(" ", "\t")
    (made,) = forms(tmp_path, tabbed)
    assert made.loose
    assert amounts(made)["2080505"] == ["3.00", "3.00", None]


def test_lines_of_two_sides_are_told_by_their_numbers(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, TWO_SIDED)
    rows = {(row.side, row.line): (row.label, row.values[0]) for row in made.rows}
    label, value = rows["expenditure", "34"]
    assert label == "八、社会保障和就业支出" and value is not None and str(value.value) == "20.00"
    assert rows["income", "2"] == ("二、政府性基金预算财政拨款收入", None)
    total = rows["income", "7"][1]
    assert total is not None and str(total.value) == "1020.00" and not total.uncertain


def test_panels_side_by_side(tmp_path: Path) -> None:
    content = (
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费 公用经费\n"
        "科目代码 科目名称 决算数 科目代码 科目名称 决算数\n301 工资福利支出 9.00 302 商品和服务支出 3.00\n"
        "30101 基本工资 5.00 30201 办公费 3.00\n30102 津贴补贴 4.00 30202 印刷费\n"
        "人员经费合计 9.00 公用经费合计 3.00\n"
    )
    (made,) = forms(tmp_path, content)
    assert amounts(made)["30102"] == ["4.00"] and amounts(made)["30202"] == [None]
    assert amounts(made)["公用经费合计"] == ["3.00"]


@pytest.mark.parametrize(
    ("printed", "overseas"),
    [
        ("5.00 4.00 3.00 1.00 1.00 4.50 3.70 3.00 0.70 0.80", None),
        ("5.00 0 4.00 3.00 1.00 1.00 4.50 0 3.70 3.00 0.70 0.80", "0"),
    ],
)
def test_blank_columns_of_the_three_public_expenses_are_told_by_the_sums(
    tmp_path: Path, printed: str, overseas: str | None
) -> None:
    head = "财政拨款“三公”经费支出决算表\n单位：万元\n预算数 决算数\n合计 因公出国（境）费\n公务接待费\n"
    (made,) = forms(tmp_path, f"{head}栏次 1 2 3 4 5 6 7 8 9 10 11 12\n{printed}\n注：无。\n")
    assert amounts(made)["决算数"] == ["4.50", overseas, "3.70", "3.00", "0.70", "0.80"]


def test_a_form_whose_sums_do_not_come_out_proves_nothing(tmp_path: Path) -> None:
    # A row that was lost breaks the total; so would a wrong total.
    path = tmp_path / "report.txt"
    path.write_text(GENERAL + ROWS.replace("2100101", "二一〇"), encoding="utf-8")
    report = recognise(read_document(path))
    (made,) = report.forms
    assert all(value.uncertain for row in made.rows for value in row.values if value is not None)
    assert not [one for one in check(report).findings if one.severity is Severity.ERROR]


def test_a_figure_that_sums_of_two_kinds_contradict_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(GENERAL + ROWS.replace("7.00 1.00", "9.00 1.00"), encoding="utf-8")
    errors = [one for one in check(recognise(read_document(path))).findings if one.severity is Severity.ERROR]
    assert {one.stated for one in errors} == {"9.00"}


def test_a_grand_total_that_neither_its_lines_nor_the_other_side_bear_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TWO_SIDED.replace("总计 7 1, 020. 00", "总计 7 1, 920. 00"), encoding="utf-8")
    errors = [one for one in check(recognise(read_document(path))).findings if one.severity is Severity.ERROR]
    assert {one.stated for one in errors} == {"1920.00"}


def test_sentences_and_lists_without_a_title_are_no_form(tmp_path: Path) -> None:
    assert forms(tmp_path, "基本情况\n甲 1.00\n乙 2.00\n丙 3.00\n丁 4.00\n") == ()


def test_pieces_of_wrapped_cells_make_a_form_prove_nothing(tmp_path: Path) -> None:
    # 政府性基金预算财政拨款收入 is cut: what it adds to would look wrong elsewhere.
    cut = TWO_SIDED.replace("拨款收入 2 二", "拨 2 1.00 二").replace("4 1.00", "4 0.00")
    (made,) = forms(tmp_path, cut)
    assert all(value.uncertain for row in made.rows for value in row.values if value is not None)


def test_a_whole_number_among_amounts_may_be_that_of_a_page(tmp_path: Path) -> None:
    lines = (GENERAL + ROWS.replace("7.00 1.00 6.00", "7.00 7.00 23")).split()
    (made,) = forms(tmp_path, "\n".join(lines))
    assert all(value.uncertain for row in made.rows for value in row.values if value is not None)


THREE_PUBLIC = (
    "财政拨款“三公”经费支出决算表\n公开09表\n单位：万元\n预算数 决算数\n"
    "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 "
    "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费\n"
    "小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费\n"
)


@pytest.mark.parametrize("part", [" ", "\n\n"])
def test_the_three_public_expenses_without_a_blank_column(tmp_path: Path, part: str) -> None:
    # 2.35 is 2.36 to the last digit: rounding explains it, and nothing is missing.
    row = "2.53 0.00 1.55 0.00 1.55 0.98 2.35 0.00 1.51 0.00 1.51 0.85".replace(" ", part)
    head = THREE_PUBLIC.replace(" ", part)
    (made,) = forms(tmp_path, f"{head}{row}\n注：本表反映有关情况。\n")
    assert made.columns[4] == "公务用车运行维护费"
    assert amounts(made)["决算数"] == ["2.35", "0.00", "1.51", "0.00", "1.51", "0.85"]


SPLIT_CODES = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n"
    "科目编码 科目名称 决算数 科目编码 科目名称 决算数\n类 款 类 款\n"
    "301 工资福利支出 60.00 302 商品和服务支出 12.00\n"
    "301 01 基本工资 35.00 302 01 办公费 7.00\n"
    "301 02 津贴补贴 20.00 302 07 邮电费 4.00\n"
    "301 12 5.00 302 12\n"
    "303 对个人和家庭的补助 3.00 302 29 福利费 1.00\n"
    "303 02退休费 3.00\n"
    "人员经费合计 63.00 公用经费合计 12.00\n注：本表反映有关情况。\n"
)


def test_codes_in_two_columns_are_put_together(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, SPLIT_CODES)
    assert [(row.code, row.values[0] and row.values[0].text) for row in made.rows] == [
        ("301", "60.00"),
        ("302", "12.00"),
        ("30101", "35.00"),
        ("30201", "7.00"),
        ("30102", "20.00"),
        ("30207", "4.00"),
        ("30112", "5.00"),
        ("30212", None),
        ("303", "3.00"),
        ("30229", "1.00"),
        ("30302", "3.00"),
        (None, "63.00"),
        (None, "12.00"),
    ]


def test_a_wrong_figure_beside_codes_in_two_columns_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = SPLIT_CODES.replace("商品和服务支出 12.00", "商品和服务支出 72.00")
    path.write_text(text, encoding="utf-8")
    errors = [one for one in check(recognise(read_document(path))).findings if one.severity is Severity.ERROR]
    assert {one.stated for one in errors} == {"72.00"}


PAIRS = THREE_PUBLIC.replace("预算数 决算数\n", "") + "预算数 决算数 " * 6 + "\n"


def test_budget_and_final_account_of_each_expense_beside_each_other(tmp_path: Path) -> None:
    row = "9.00 7.20 0.00 0.00 8.00 7.00 0.00 0.00 8.00 7.00 1.00 0.20"
    (made,) = forms(tmp_path, f"{PAIRS}{row}\n注：本表反映有关情况。\n")
    assert amounts(made) == {
        "预算数": ["9.00", "0.00", "8.00", "0.00", "8.00", "1.00"],
        "决算数": ["7.20", "0.00", "7.00", "0.00", "7.00", "0.20"],
    }


def test_pairs_whose_names_wrap_and_of_which_some_are_blank(tmp_path: Path) -> None:
    head = (
        PAIRS.replace("因公出国（境）费 ", "")
        .replace("合计", "因公出国\n合计")
        .replace("小计", "（境）费 小计")
    )
    (made,) = forms(tmp_path, f"{head}9.00 7.20 8.00 7.00 8.00 7.00 1.00 0.20\n注：说明。\n")
    assert amounts(made) == {
        "预算数": ["9.00", None, "8.00", None, "8.00?", "1.00"],
        "决算数": ["7.20", None, "7.00", None, "7.00?", "0.20"],
    }


def test_a_wrong_figure_of_the_pairs_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    row = "9.00 7.20 0.00 0.00 8.00 7.00 0.00 0.00 8.00 7.00 1.00 0.50"
    path.write_text(f"{PAIRS}{row}\n注：说明。\n", encoding="utf-8")
    errors = [one for one in check(recognise(read_document(path))).findings if one.severity is Severity.ERROR]
    assert [one.stated for one in errors] == ["7.20"]


def test_what_several_columns_may_hold_is_marked(tmp_path: Path) -> None:
    # Nothing tells whether a car was bought or driven.
    (made,) = forms(tmp_path, f"{THREE_PUBLIC}3.06 3.06 3.06 2.69 2.69 2.69\n注：说明。\n")
    assert amounts(made) == {
        "预算数": ["3.06", None, "3.06", None, "3.06?", None],
        "决算数": ["2.69", None, "2.69", None, "2.69?", None],
    }
    assert [reading.others for reading in made.readings if not reading.decided][:2] == [("3.06",), ("",)]


def test_one_wrong_figure_of_the_three_public_expenses_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    row = "2.53 0.00 1.55 0.00 1.55 0.98 9.35 0.00 1.51 0.00 1.51 0.85"
    path.write_text(f"{THREE_PUBLIC}{row}\n注：说明。\n", encoding="utf-8")
    errors = [one for one in check(recognise(read_document(path))).findings if one.severity is Severity.ERROR]
    assert {one.stated for one in errors} == {"9.35"}


@pytest.mark.parametrize("numbered", [True, False])
def test_a_line_for_each_of_the_three_public_expenses(tmp_path: Path, numbered: bool) -> None:
    lines = [
        ("“三公”经费合计", "4.20 4.00"),
        ("1．因公出国（境）费", "0.00 0.00"),
        ("2．公务用车购置及运行维护费", "3.20 3.10"),
        ("（1）公务用车购置费", "0.00 0.00"),
        ("（2）公务用车运行维护费", "3.20 3.10"),
        ("3．公务接待费", "1.00 0.90"),
    ]
    rows = "\n".join(
        f"{label} {f'{at} ' if numbered else ''}{printed}" for at, (label, printed) in enumerate(lines, 1)
    )
    head = "“三公”经费支出决算表\n单位：万元\n项目 行次 预算数 决算数\n栏次 1 2\n"
    (made,) = forms(tmp_path, f"{head}{rows}\n注：说明。\n")
    assert amounts(made) == {
        "预算数": ["4.20", "0.00", "3.20", "0.00", "3.20", "1.00"],
        "决算数": ["4.00", "0.00", "3.10", "0.00", "3.10", "0.90"],
    }


@pytest.mark.parametrize("between", ["\n", "\n|\n"])
def test_lines_of_the_final_account_alone(tmp_path: Path, between: str) -> None:
    labels = ("合 计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费")
    parts = ("其中:公务用车运行维护费", "公务用车购置费")
    figures = ("4.40", "0.30", "1.00", "3.10", "1.10", "2.00")
    printed = [text for line in zip((*labels, *parts), figures, strict=True) for text in line]
    for lines, mark in ((printed, ""), ([*printed[:8], *parts], "?")):
        content = between.join(("项 目", "决 算 数", *lines))
        (made,) = forms(tmp_path, f"2024年“三公”经费支出决算表\n单位：万元\n{content}\n注：说明。\n")
        # A total and its three parts are one sum, which is little to go by.
        assert amounts(made) == {"决算数": [f"{shown}{mark}" for shown in figures if shown in lines]}


def test_lines_by_the_budgets_that_paid_them(tmp_path: Path) -> None:
    paid = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款")
    rows = {
        "因公出国（境）费": ("0.00", "0.00", "0.00", "0.00", "0.00", "0.00"),
        "公务接待费": ("3.20", "3.00", "0.20", "2.10", "2.00", "0.10"),
        "公务用车购置及运行维护费": ("1.00", "1.00", "0.00", "0.90", "0.90", "0.00"),
        "总计": ("4.20", "4.00", "0.20", "3.00", "2.90", "0.10"),
    }
    cells = [
        "项目",
        "预算数",
        "决算数",
        *paid,
        *paid,
        *(text for row in rows.items() for text in (row[0], *row[1])),
    ]
    content = "\n||\n".join(f"{cell} |" for cell in cells)
    title = "2024年度一般公共预算及政府性基金财政拨款“三公”经费支出决算表"
    (made,) = forms(tmp_path, f"{title}\n单位：万元\n{content}\n注：说明。\n")
    assert amounts(made) == {
        "预算数": ["0.00", "3.20", "1.00", "4.20"],
        "决算数": ["0.00", "2.10", "0.90", "3.00"],
    }


def test_whole_amounts_have_no_point(tmp_path: Path) -> None:
    lines = (
        ("合 计", "18", "6.50"),
        ("因公出国（境）费", "0", "0"),
        ("公务接待费", "12", "6.50"),
        ("公务用车购置及运行费", "6", "0"),
        ("其中：公务用车运行维护费", "6", "0"),
        ("公务用车购置费", "0", "0"),
    )
    cells = ["项 目", "预 算 数", "决 算 数", *(text for line in lines for text in line)]
    content = "\n".join(f"{cell} |" for cell in cells)
    (made,) = forms(tmp_path, f"2024年“三公”经费支出决算表\n单位：万元\n{content}\n注：说明。\n")
    assert [text.rstrip("?") for text in amounts(made)["预算数"]] == ["18", "0", "12", "6", "6", "0"]


def test_lines_of_two_sides_are_told_by_their_labels(tmp_path: Path) -> None:
    content = (
        "收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n"
        "一、一般公共预算财政拨款收入 1,019.00 一、一般公共服务支出 1,000.00\n"
        "二、其他收入 1.00 二、外交支出\n八、社会保障和就\n业支出 20.00\n"
        "本年收入合计 1,020.00 本年支出合计 1,020.00\n"
        "年初结转和结余 年末结转和结余\n总计 1,020.00 总计 1,020.00\n"
    )
    (made,) = forms(tmp_path, content)
    rows = {(row.side, row.label): shown(row.values[0]) for row in made.rows}
    assert rows["expenditure", "八、社会保障和就业支出"] == "20.00"
    assert rows["expenditure", "二、外交支出"] is None
    assert rows["income", "总计"] == rows["expenditure", "总计"] == "1020.00"


def test_an_amount_behind_a_label_of_no_known_line_leaves_the_table_alone(tmp_path: Path) -> None:
    content = (
        "收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n"
        "一、一般公共预算财政拨款收入 19.00 一、一般公共服务支出 10.00\n二、彩虹收入 1.00 "
        "二、外交支出 10.00\n本年收入合计 20.00 本年支出合计 20.00\n总计 20.00 总计 20.00\n"
    )
    assert forms(tmp_path, content) == ()


def test_a_head_of_two_lines_gives_the_columns_in_their_order(tmp_path: Path) -> None:
    content = (
        "政府性基金预算财政拨款收入支出决算表\n单位：万元\n项目\n年初结转和结余\n本年收入\n本年支出\n年末结转和结余\n"
        "科目代码\n科目名称\n小计\n基本支出\n项目支出\n合计\n2.32\n99.67\n100.78\n0.00\n100.78\n1.21\n"
        "2120804\n农村基础设施建设支出\n2.32\n99.67\n100.78\n0.00\n100.78\n1.21\n"
    )
    (made,) = forms(tmp_path, content)
    assert made.columns[:3] == ("年初结转和结余", "本年收入", "本年支出")
    assert made.columns[3:] == ("基本支出", "项目支出", "年末结转和结余")
    assert amounts(made)["2120804"] == ["2.32", "99.67", "100.78", "0.00", "100.78", "1.21"]


def test_the_number_row_and_the_number_of_a_page_are_no_lines(tmp_path: Path) -> None:
    head = "收入 支出\n项目 行次 决算数 项目 行次 决算数\n栏次 1 栏次 2\n"
    broken = TWO_SIDED.replace("本年收入合计", f"14\n{head}本年收入合计").replace(
        "年初结转和结余 6 ", "年初结转和结余 6 0.00 "
    )
    whole = {row.label: row.values for row in forms(tmp_path, TWO_SIDED)[0].rows}
    rows = {row.label: row.values for row in forms(tmp_path, broken)[0].rows}
    assert [shown(value) for value in rows["八、社会保障和就业支出"]] == ["20.00"]
    assert set(rows) == set(whole)


EXPENDITURE = """合计 20.00 12.00 8.00 0.00 0.00 0.00
2010301 行政运行 10.00 8.00 2.00 0.00 0.00 0.00
2080505 养老保险缴费 3.00 3.00 0.00 0.00 0.00 0.00
2100101 行政单位医疗 7.00 1.00 6.00 0.00 0.00 0.00
"""


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        # the tall name is printed above the others, though its column is the last
        (
            "项目\n对附属单位补助\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n"
            "功能分类 支出\n科目名称\n科目编码\n",
            ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助"),
        ),
        # one line names them all: another order is the report's own
        (
            "科目编码 科目名称 本年支出合计 项目支出 基本支出 上缴上级支出 经营支出 对附属单位补助支出\n",
            ("本年支出合计", "项目支出", "基本支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
        ),
    ],
)  # fmt: skip
def test_the_order_of_columns_whose_names_wrap(tmp_path: Path, head: str, columns: tuple[str, ...]) -> None:
    (made,) = forms(tmp_path, f"支出决算表\n单位：万元\n{head}{EXPENDITURE}注：本表反映支出。\n")
    assert made.columns == columns
    assert amounts(made)["2010301"] == ["10.00", "8.00", "2.00", "0.00", "0.00", "0.00"]


BROKEN_HEAD = (
    "支出决算表\n单位：万元\n项目\n对附属单位补\n"
    "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n功能分类\n助支出\n科目名称\n科目编码\n"
)
THREE_OF_SIX = """类 款 项 合计 36.00 21.00 15.00
201 一般公共服务支出 16.00 10.00 6.00
20103 政府办公厅（室）及相关机构事务 16.00 10.00 6.00
2010301 行政运行 10.00 10.00 0.00
2010302 一般行政管理事务 6.00 0.00 6.00
208 社会保障和就业支出 20.00 11.00 9.00
20805 行政事业单位养老支出 11.00 11.00 0.00
2080501 行政单位离退休 4.00 4.00 0.00
2080502 事业单位离退休 7.00 7.00 0.00
20808 抚恤 9.00 0.00 9.00
2080801 死亡抚恤 9.00 0.00 9.00
注：本表反映支出。
"""


def test_columns_blank_in_all_rows_behind_a_name_in_two_halves(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, BROKEN_HEAD + THREE_OF_SIX)
    assert made.columns == ("本年支出合计", "基本支出", "项目支出")
    assert amounts(made)["合计"] == ["36.00", "21.00", "15.00"]
    assert amounts(made)["2080502"] == ["7.00", "7.00", "0.00"]


def test_columns_that_the_total_leaves_blank_are_blank_in_rows_with_fewer_amounts(tmp_path: Path) -> None:
    blank = THREE_OF_SIX.replace("4.00 4.00 0.00", "4.00 4.00").replace("9.00 0.00 9.00", "9.00 9.00")
    (made,) = forms(tmp_path, BROKEN_HEAD + blank)
    assert made.columns == ("本年支出合计", "基本支出", "项目支出")
    assert amounts(made)["2080501"] == ["4.00", "4.00", None]
    assert amounts(made)["2080801"] == ["9.00", None, "9.00"]


def test_rows_with_fewer_amounts_may_have_their_blank_anywhere(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, BROKEN_HEAD + THREE_OF_SIX.replace("36.00 21.00 15.00", "36.00 36.00"))
    assert len(made.columns) == 6


def test_one_wrong_figure_beside_rounded_sums_is_told(tmp_path: Path) -> None:
    # 20805 is off by a 分 of rounding, 2080502 by a mistyped digit: its row says 20.00, its section 19.99
    path = tmp_path / "report.txt"
    rows = THREE_OF_SIX.replace("行政事业单位养老支出 11.00 11.00", "行政事业单位养老支出 11.01 11.01")
    path.write_text(BROKEN_HEAD + rows.replace("7.00 7.00 0.00", "27.00 7.00 0.00"), encoding="utf-8")
    found = [f for f in check(recognise(read_document(path))).contradictions if f.severity is Severity.ERROR]
    assert found and all("2080502" in str(f.message) or "20805" in str(f.message) for f in found)


WRAPPED_HEAD = (
    "项目 本年支出合 上缴上级支 对附属单位\n基本支出 项目支出 经营支出\n科目代码 科目名称 计 出 补助支出\n"
)


def test_names_that_wrap_between_others_are_put_together(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, f"支出决算表\n公开03表\n单位：万元\n{WRAPPED_HEAD}{EXPENDITURE}")
    assert made.columns[3:] == ("上缴上级支出", "经营支出", "对附属单位补助支出")
    assert amounts(made)["2100101"] == ["7.00", "1.00", "6.00", "0.00", "0.00", "0.00"]


def test_amounts_of_a_row_keep_their_order_whatever_the_sums_allow(tmp_path: Path) -> None:
    # the sums of 213 and of what it holds would let both its amounts stand one column further, turned round
    rows = (
        "213 农林水支出 48.57 38.78 9.79\n2130104 事业运行 42.60 38.78 3.82\n2130108 病虫害控制 0.29 0.29\n"
        "2130199 其他农业农村支出 3.00 3.00\n2130399 其他水利支出 2.30 2.30\n"
    )
    (made,) = forms(tmp_path, f"支出决算表\n公开03表\n单位：万元\n{WRAPPED_HEAD}{rows}")
    values = [text.rstrip("?") for text in amounts(made)["213"] if text is not None]
    assert values == ["48.57", "38.78", "9.79"]


def test_an_amount_cut_off_behind_its_point_proves_nothing(tmp_path: Path) -> None:
    cut = EXPENDITURE.replace("合计 20.00 12.00", "合计 20.0 12.00")
    (made,) = forms(tmp_path, f"支出决算表\n公开03表\n单位：万元\n{WRAPPED_HEAD}{cut}")
    assert all(value.uncertain for row in made.rows for value in row.values if value is not None)


@pytest.mark.parametrize("head", ["决算数", "2024年决算数", "2024年决算（万元）", "本年决算数"])
@pytest.mark.parametrize("bar", ["", " |"])
def test_whole_amounts_each_on_a_line_below_its_expense(tmp_path: Path, head: str, bar: str) -> None:
    lines = ["项目", head, "合计", "4432", "1.因公出国（境）费用", "39", "2.公务接待费", "323"]
    lines += [
        "3.公务用车购置及运行维护费",
        "4070",
        "其中：公务用车运行维护费",
        "2648",
        "公务用车购置",
        "1422",
    ]
    text = "\n".join(["2024年区本级“三公”经费支出决算表", "单位：万元", *(line + bar for line in lines)])
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (form,) = recognise_forms(read_document(path))
    (row,) = form.rows
    assert [value and value.text for value in row.values] == ["4432", "39", "323", "4070", "2648", "1422"]

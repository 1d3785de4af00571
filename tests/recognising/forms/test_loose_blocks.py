"""Forms that a conversion gave column by column: put together where their sums prove it, else not at all."""

from __future__ import annotations

from pathlib import Path

from final_accounts.figures import Figure
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

HEAD = "一般公共预算财政拨款支出决算表\n公开05表\n单位：万元\n"
WORDS = "项目 科目代码 科目名称 栏次 合计 本年支出合计 基本支出 项目支出"
CODES = "208 20805 2080505 2080506 210 21011 2101101"
NAMES = "社会保障和就业支出 行政事业单位养老支出 养老保险 职业年金 卫生健康支出 行政事业单位医疗 行政单位医疗"
TOTAL = ["30.00", "20.00", "20.00", "14.00", "6.00", "10.00", "10.00", "10.00"]
BASIC = ["19.50", "15.50", "15.50", "9.50", "6.00", "4.00", "4.00", "4.00"]
PROJECT = ["10.50", "4.50", "4.50", "4.50", "0.00", "6.00", "6.00", "6.00"]


def forms(folder: Path, *cells: str) -> tuple[Form, ...]:
    path = folder / "report.txt"
    path.write_text(HEAD + "\n".join(" ".join(cells).split()), encoding="utf-8")
    return recognise_forms(read_document(path))


def amounts(made: Form) -> dict[str, list[str | None]]:
    return {row.code or row.label: [shown(value) for value in row.values] for row in made.rows}


def shown(value: Figure | None) -> str | None:
    return None if value is None else f"{value.value}{'?' if value.uncertain else ''}"


EXPECTED = {
    "合计": ["30.00", "19.50?", "10.50?"],
    "208": ["20.00", "15.50?", "4.50?"],
    "20805": ["20.00", "15.50?", "4.50?"],
    "2080505": ["14.00", "9.50?", "4.50?"],
    "2080506": ["6.00", "6.00?", "0.00?"],
    "210": ["10.00", "4.00?", "6.00?"],
    "21011": ["10.00", "4.00?", "6.00?"],
    "2101101": ["10.00", "4.00?", "6.00?"],
}


def test_columns_are_put_beside_their_codes(tmp_path: Path) -> None:
    """The sums tell the row of each part; which column came first is only what conversions mostly do."""
    (made,) = forms(tmp_path, WORDS, CODES, NAMES, *TOTAL, *BASIC, *PROJECT)
    assert made.columns == ("本年支出合计", "基本支出", "项目支出")
    assert amounts(made) == EXPECTED
    assert [row.label for row in made.rows[:3]] == ["合计", "社会保障和就业支出", "行政事业单位养老支出"]
    assert made.rows[3].values[0] is not None and made.rows[3].values[0].place.line == 29


def test_the_line_of_totals_may_stand_before_the_columns(tmp_path: Path) -> None:
    first = [TOTAL[0], BASIC[0], PROJECT[0]]
    (made,) = forms(tmp_path, WORDS, CODES, NAMES, *first, *TOTAL[1:], *BASIC[1:], *PROJECT[1:])
    assert amounts(made) == EXPECTED


def test_the_total_may_come_behind_its_parts(tmp_path: Path) -> None:
    (made,) = forms(tmp_path, WORDS, CODES, NAMES, *BASIC, *PROJECT, *TOTAL)
    assert amounts(made) == EXPECTED


def test_pages_one_after_another_are_pieces_of_one_form(tmp_path: Path) -> None:
    codes = CODES.split()
    head = [WORDS, *codes[:4], *TOTAL[:5], *BASIC[:5], *PROJECT[:5]]
    (made,) = forms(tmp_path, *head, *codes[4:], *PROJECT[5:], *BASIC[5:], *TOTAL[5:])
    assert amounts(made) == EXPECTED


def test_a_sum_that_fails_leaves_nothing(tmp_path: Path) -> None:
    wrong = [*BASIC[:3], "9.40", *BASIC[4:]]
    assert forms(tmp_path, WORDS, CODES, NAMES, *TOTAL, *wrong, *PROJECT) == ()


def test_a_blank_cell_leaves_nothing(tmp_path: Path) -> None:
    assert forms(tmp_path, WORDS, CODES, NAMES, *TOTAL, *BASIC, *PROJECT[:4], *PROJECT[5:]) == ()


def test_codes_that_do_not_rise_leave_nothing(tmp_path: Path) -> None:
    codes = "20805 208 2080505 2080506 210 21011 2101101"
    assert forms(tmp_path, WORDS, codes, NAMES, *TOTAL, *BASIC, *PROJECT) == ()


def test_two_sides_by_their_labels(tmp_path: Path) -> None:
    """The amounts of expenditure may come before those of income."""
    labels = """一、一般公共预算财政拨款收入 一、一般公共服务支出 二、政府性基金预算财政拨款收入 二、外交支出
    三、其他收入 三、卫生健康支出 四、住房保障支出 本年收入合计 本年支出合计
    年初结转和结余 年末结转和结余 总计 总计"""
    expenditure = "20.00 0.00 3.00 6.50 29.50 1.50 31.00"
    income = "24.00 2.00 1.00 27.00 4.00 31.00"
    path = tmp_path / "report.txt"
    head = "收入支出决算总表\n公开01表\n单位：万元\n"
    cells = f"收入 支出 项目 决算数 项目 决算数 {labels} {expenditure} {income}".split()
    path.write_text(head + "\n".join(cells), encoding="utf-8")
    (made,) = recognise_forms(read_document(path))
    assert {(row.side, row.label): shown(row.values[0]) for row in made.rows} == {
        ("income", "一、一般公共预算财政拨款收入"): "24.00",
        ("income", "二、政府性基金预算财政拨款收入"): "2.00",
        ("income", "三、其他收入"): "1.00",
        ("income", "本年收入合计"): "27.00",
        ("income", "年初结转和结余"): "4.00",
        ("income", "总计"): "31.00",
        ("expenditure", "一、一般公共服务支出"): "20.00",
        ("expenditure", "二、外交支出"): "0.00",
        ("expenditure", "三、卫生健康支出"): "3.00",
        ("expenditure", "四、住房保障支出"): "6.50",
        ("expenditure", "本年支出合计"): "29.50",
        ("expenditure", "年末结转和结余"): "1.50",
        ("expenditure", "总计"): "31.00",
    }

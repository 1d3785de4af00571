"""Forms whose merged cells a text conversion printed once, or left out: amounts under their own columns."""

from __future__ import annotations

from pathlib import Path

from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

THREE_PUBLIC = "财政拨款“三公”经费支出决算表\n单位：万元\n"
ROWS = ["2010301\t行政运行\t10.00\t8.00\t2.00", "2080505\t养老\t3.00\t3.00\t", "2100101\t医疗\t1.00\t1.00\t"]


def form(folder: Path, content: str) -> Form:
    path = folder / "report.txt"
    path.write_text(content, encoding="utf-8")
    (only,) = recognise_forms(read_document(path))
    return only


def amounts(made: Form) -> dict[str, list[str | None]]:
    return {
        row.label: [None if value is None else str(value.value) for value in row.values] for row in made.rows
    }


def test_a_merged_label_of_a_total_does_not_move_its_amounts(tmp_path: Path) -> None:
    head = "一般公共预算财政拨款支出决算表\n单位：万元\n科目代码\t科目名称\t小计\t基本支出\t项目支出\n"
    made = form(tmp_path, head + "\n".join(["合计\t14.00\t12.00\t2.00", *ROWS]))
    assert amounts(made)["合计"] == ["14.00", "12.00", "2.00"]
    assert amounts(made)["行政运行"] == ["10.00", "8.00", "2.00"]


def test_cells_merged_across_stand_over_the_columns_they_name(tmp_path: Path) -> None:
    # What is merged downwards leaves a blank cell in the row below.
    made = form(
        tmp_path,
        THREE_PUBLIC
        + "\t预算数\t决算数\n"
        + "\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务接待费"
        + "\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务接待费\n"
        + "\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n"
        + "\t5.00\t\t4.00\t3.00\t1.00\t1.00\t4.50\t\t3.70\t3.00\t0.70\t0.80\n",
    )
    assert made.columns[:3] == ("合计", "因公出国（境）费", "公务用车小计")
    assert made.columns[3:] == ("公务用车购置费", "公务用车运行维护费", "公务接待费")
    assert amounts(made) == {
        "预算数": ["5.00", None, "4.00", "3.00", "1.00", "1.00"],
        "决算数": ["4.50", None, "3.70", "3.00", "0.70", "0.80"],
    }


def test_cells_merged_across_and_down_are_told_by_the_columns_of_the_form(tmp_path: Path) -> None:
    # Neither merged cells nor the blanks below them are printed: a web page turned into text.
    made = form(
        tmp_path,
        THREE_PUBLIC
        + "预算数| 决算数\n---|---\n"
        + "合计| 因公出国（境）费| 公务用车购置及运行维护费| 公务接待费"
        + "| 合计| 因公出国（境）费| 公务用车购置及运行维护费| 公务接待费\n"
        + "小计| 公务用车购置费| 公务用车运行维护费| 小计| 公务用车购置费| 公务用车运行维护费\n"
        + "1| 2| 3| 4| 5| 6| 7| 8| 9| 10| 11| 12\n"
        + "5.00| | 4.00| 3.00| 1.00| 1.00| 4.50| | 3.70| 3.00| 0.70| 0.80\n",
    )
    assert amounts(made)["决算数"] == ["4.50", None, "3.70", "3.00", "0.70", "0.80"]


def test_a_head_that_nothing_lays_out_makes_no_form(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    head = "一般公共预算财政拨款支出决算表\n科目代码\t科目名称\t小计\t基本支出\n"
    path.write_text(head + "\n".join(ROWS), encoding="utf-8")
    assert recognise_forms(read_document(path)) == ()


def test_a_table_with_a_tab_before_each_cell_has_no_blank_first_column(tmp_path: Path) -> None:
    lines = ["科目代码\t科目名称\t小计\t基本支出\t项目支出", "合计\t\t14.00\t12.00\t2.00", *ROWS]
    made = form(tmp_path, "一般公共预算财政拨款支出决算表\n" + "\n".join(f"\t{line}" for line in lines))
    assert amounts(made)["合计"] == ["14.00", "12.00", "2.00"]

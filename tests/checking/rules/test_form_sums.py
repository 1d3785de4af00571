"""Sums within a form: each with a case that holds, one that rounding allows, and one that fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from final_accounts.checking.rules.form_sums import balance, line_sum, row_sum, total_sum, tree_sum
from final_accounts.figures import Verdict
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Finding, Form, Report

from ..form_making import form, report, wrong


def check_all(made: Report) -> list[Finding]:
    rules = (row_sum, tree_sum, total_sum, line_sum, balance)
    return [finding for rule in rules for finding in rule(made)]


def only_finding(made: Form) -> Finding:
    (finding,) = wrong(check_all(report(made)))
    return finding


def test_row_sum_holds_fails_and_is_rounded() -> None:
    lines = ("2080505 养老|10.00|7.00|3.00", "2080506 年金|10.01|7.00|3.00", "2080507 医疗|10.02|7.00|3.00")
    findings = list(row_sum(report(form("general-budget", *lines))))
    assert [finding.verdict for finding in findings] == [
        Verdict.CONSISTENT, Verdict.CONSISTENT, Verdict.INCONSISTENT,
    ]  # fmt: skip
    bad = findings[2]
    assert (bad.stated, bad.recomputed, bad.difference, bad.unit) == ("10.02", "10.00", "0.02", "万元")
    assert bad.calculation == "基本支出、项目支出：7.00 + 3.00 = 10.00"
    assert bad.message == (
        "《一般公共预算财政拨款支出决算表》“2080507 医疗”行“小计”列印为10.02万元，应为10.00万元"
        "（基本支出、项目支出：7.00 + 3.00 = 10.00），相差0.02万元"
    )
    assert bad.section == "一般公共预算财政拨款支出决算表"
    assert bad.places[0] == Place(table=4, row=2, column=0)
    assert [figure.text for figure in bad.figures] == ["10.02", "7.00", "3.00"]
    assert bad.stated_figure is not None and bad.stated_figure.text == "10.02"
    assert "尾差之内" in findings[1].message and "尾差之内" not in findings[0].message


def test_a_message_counts_many_addends_and_the_calculation_has_them() -> None:
    items = [f"208050{n} 项{n}|1.00|1.00|" for n in range(1, 8)]
    (bad, *_) = wrong(list(tree_sum(report(form("general-budget", "20805 养老|9.00|9.00|", *items)))))
    assert "应为7.00万元（2080501 项1、2080502 项2、2080503 项3等7项之和），相差2.00万元" in bad.message
    assert bad.calculation.endswith("等7项：1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00 = 7.00")


def test_six_sources_of_income_and_what_is_not_known() -> None:
    assert (
        only_finding(form("income", "2080505 养老|10.00|5.00|1.00|1.00|1.00|1.00|0.50")).recomputed == "9.50"
    )
    assert not wrong(check_all(report(form("income", "2080505 养老|10.00|5.00|1.00|1.00|1.00|1.00|1.00"))))
    # Blank totals, and totals whose parts are all blank, are not held to anything.
    assert list(row_sum(report(form("income", "2080505 养老||5.00", "2080506 年金|5.00")))) == []


def test_a_part_whose_column_was_not_read() -> None:
    whole = form(
        "expenditure", "208 社会保障|9.00|5.00|4.00", "210 卫生|7.00|7.00|", "213 农林|8.00|6.00|2.00"
    )
    basic_only = replace(
        whole,
        columns=whole.columns[:2],
        rows=tuple(replace(row, values=row.values[:2]) for row in whole.rows),
    )
    assert not wrong(check_all(report(whole)))
    assert list(row_sum(report(basic_only))) == []
    # where the others hold, one that does not is wrong
    one = replace(basic_only, rows=(basic_only.rows[0], *[basic_only.rows[1]] * 2))
    assert [finding.stated for finding in wrong(row_sum(report(one)))] == ["9.00"]


def test_three_public_expenses_of_budget_and_final() -> None:
    good = form("three-public", "预算数|3.15||2.65||2.65|0.50", "决算数|3.00|0.00|2.60||2.60|0.40")
    assert len(list(row_sum(report(good)))) == 4
    assert not wrong(check_all(report(good)))
    bad = only_finding(form("three-public", "决算数|3.20||2.60||2.60|0.40"))
    assert (bad.stated, bad.recomputed) == ("3.20", "3.00")


def test_three_public_expenses_of_which_one_has_no_column_of_its_own() -> None:
    columns = ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    parted = replace(form("three-public", "决算数|3.60|0.20|1.00|2.00|0.40"), columns=columns)
    assert not wrong(check_all(report(parted)))
    short = replace(form("three-public", "决算数|3.50|0.20|1.00|2.00|0.40"), columns=columns)
    assert only_finding(short).recomputed == "3.60"
    # the vehicles were not read: that a total exceeds the others says nothing, that it is less does
    unread = replace(form("three-public", "决算数|3.60|0.20|0.40"), columns=(columns[0], *columns[1::3]))
    assert not wrong(check_all(report(unread)))
    less = replace(form("three-public", "决算数|0.50|0.20|0.40"), columns=(columns[0], *columns[1::3]))
    assert only_finding(less).recomputed == "0.60"


def test_tree_passes_over_levels_that_are_not_printed() -> None:
    full = form(
        "general-budget",
        "合计|9.00|9.00",
        "208 社会保障|4.00|4.00",
        "20805 养老|4.00|4.00",
        "2080505 缴费|1.50|1.50",
        "2080506 年金|2.50|2.50",
        "210 卫生|5.00|5.00",
        "2101101 行政单位医疗|5.00|5.00",
    )
    assert not wrong(check_all(report(full)))
    assert {finding.stated for finding in tree_sum(report(full))} == {"4.00", "5.00"}
    assert [finding.recomputed for finding in total_sum(report(full))] == ["9.00", "9.00"]
    items = form("general-budget", "合计|4.00|4.00", "2080505 缴费|1.50|1.50", "2080506 年金|2.40|2.40")
    # 合计 fails in both columns: a different identity each.
    assert [finding.recomputed for finding in wrong(total_sum(report(items)))] == ["3.90", "3.90"]


def test_rounding_of_four_addends_and_no_more() -> None:
    def tree(total: str) -> Form:
        return form(
            "expenditure",
            f"21015 管理事务|{total}",
            "2101501 行政运行|69.75",
            "2101506 经办|67.26",
            "2101550 事业|170.41",
            "2101599 其他|285.71",
        )

    # The parts add to 593.13; five printed figures may hide 0.025.
    for total in ("593.11", "593.12", "593.13", "593.15"):
        assert not wrong(tree_sum(report(tree(total)))), total
    for total in ("593.10", "593.16"):
        assert [finding.recomputed for finding in wrong(tree_sum(report(tree(total))))] == ["593.13"]


def test_parts_that_are_printed_but_blank_in_a_column_are_nought() -> None:
    finding = only_finding(form("general-budget", "208 社会保障|5.00|5.00|2.00", "20805 养老|5.00|5.00|"))
    assert (finding.stated, finding.recomputed) == ("2.00", "0.00")
    assert not wrong(tree_sum(report(form("general-budget", "208 社会保障|5.00|5.00|", "20805 养老||"))))


def test_a_code_printed_twice_has_no_tree() -> None:
    made = form("general-budget", "208 社会保障|5.00", "20805 甲|5.00", "20805 乙|5.00")
    assert list(tree_sum(report(made))) == []


def test_one_wrong_cell_is_one_finding() -> None:
    made = form(
        "general-budget",
        "合计|9.00|7.00|2.00",
        "208 社会保障|4.00|3.00|1.00",
        "20805 养老|4.00|3.00|1.00",
        "210 卫生|5.00|4.90|1.00",
        "21011 医疗|5.00|4.00|1.00",
    )
    finding = only_finding(made)
    assert finding.stated_figure is not None and finding.stated_figure.text == "4.90"
    assert (finding.stated, finding.recomputed, finding.difference) == ("4.90", "4.00", "0.90")
    assert finding.places[0] == Place(table=4, row=3, column=1)
    assert "“210 卫生”行“基本支出”列印为4.90万元，应为4.00万元" in finding.message
    assert "3处合计都因此不符" in finding.message


SUMMARY = [
    "收一、一般公共预算财政拨款收入|90.00",
    "收八、其他收入|5.00",
    "收本年收入合计|95.00",
    "收使用非财政拨款结余（含专用结余）|1.00",
    "收年初结转和结余|4.00",
    "收总计|100.00",
    "支八、社会保障和就业支出|60.00",
    "支九、卫生健康支出|30.00",
    "支本年支出合计|90.00",
    "支结余分配|",
    "支年末结转和结余|10.00",
    "支总计|100.00",
]


def changed(lines: list[str], old: str, new: str) -> list[str]:
    assert old in lines
    return [new if line == old else line for line in lines]


def test_summary_holds() -> None:
    findings = check_all(report(form("income-expenditure", *SUMMARY)))
    assert not wrong(findings)
    assert [finding.rule for finding in findings] == ["forms.line-sum"] * 2 + ["forms.balance"] * 3


@pytest.mark.parametrize(
    ("old", "new", "rule", "stated", "recomputed"),
    [
        ("收八、其他收入|5.00", "收八、其他收入|5.50", "forms.line-sum", "95.00", "95.50"),
        ("支九、卫生健康支出|30.00", "支九、卫生健康支出|29.00", "forms.line-sum", "90.00", "89.00"),
        ("收年初结转和结余|4.00", "收年初结转和结余|4.20", "forms.balance", "100.00", "100.20"),
        ("支年末结转和结余|10.00", "支年末结转和结余|", "forms.balance", "100.00", "90.00"),
        # A wrong total breaks its own sum and the equality of both: one cause.
        ("支总计|100.00", "支总计|101.00", "forms.balance", "101.00", "100.00"),
    ],
)
def test_summary_fails(old: str, new: str, rule: str, stated: str, recomputed: str) -> None:
    finding = only_finding(form("income-expenditure", *changed(SUMMARY, old, new)))
    assert (finding.rule, finding.stated, finding.recomputed) == (rule, stated, recomputed)


def test_summary_within_rounding() -> None:
    lines = changed(SUMMARY, "支八、社会保障和就业支出|60.00", "支八、社会保障和就业支出|60.01")
    assert not wrong(check_all(report(form("income-expenditure", *lines))))


def test_lines_of_which_are_not_added() -> None:
    lines = changed(SUMMARY, "收八、其他收入|5.00", "收八、其他收入|5.00")
    lines[1:1] = ["收其中：教育收费|3.00"]
    assert not wrong(check_all(report(form("income-expenditure", *lines))))
    # A line between the totals that nobody knows: the balance is not judged.
    lines[-1:-1] = ["支调整以前年度|2.00"]
    assert not wrong(check_all(report(form("income-expenditure", *lines))))


APPROPRIATION = [
    "收一、一般公共预算财政拨款|80.00",
    "收二、政府性基金预算财政拨款|10.00",
    "收本年收入合计|90.00",
    "收年初财政拨款结转和结余|6.00",
    "收一般公共预算财政拨款|5.00",
    "收政府性基金预算财政拨款|1.00",
    "收总计|96.00",
    "支八、社会保障和就业支出||84.00|84.00|",
    "支十一、城乡社区支出||11.00||11.00",
    "支本年支出合计||95.00|84.00|11.00",
    "支年末财政拨款结转和结余||1.00|1.00|",
    "支总计||96.00|85.00|11.00",
]


@pytest.mark.parametrize(
    ("old", "new", "rule", "stated", "recomputed"),
    [
        ("收一般公共预算财政拨款|5.00", "收一般公共预算财政拨款|4.00", "forms.line-sum", "4.00", "5.00"),
        (
            "支十一、城乡社区支出||11.00||11.00",
            "支十一、城乡社区支出||11.50||11.00",
            "forms.row-sum",
            "11.50",
            "11.00",
        ),
        (
            "支年末财政拨款结转和结余||1.00|1.00|",
            "支年末财政拨款结转和结余||1.00||",
            "forms.balance",
            "85.00",
            "84.00",
        ),
    ],
)
def test_appropriation_fails(old: str, new: str, rule: str, stated: str, recomputed: str) -> None:
    assert not wrong(check_all(report(form("appropriation", *APPROPRIATION))))
    finding = only_finding(form("appropriation", *changed(APPROPRIATION, old, new)))
    assert (finding.rule, finding.stated, finding.recomputed) == (rule, stated, recomputed)


def test_fund_opening_income_expenditure_closing() -> None:
    good = form("fund", "合计|1.00|10.00|8.00|3.00|5.00|3.00", "21208 土地|1.00|10.00|8.00|3.00|5.00|3.00")
    findings = check_all(report(good))
    assert not wrong(findings)
    calculation = "年初结转和结余、本年收入、小计：1.00 + 10.00 - 8.00 = 3.00"
    assert [finding.calculation for finding in findings if finding.kind == "balance"] == [calculation] * 2
    bad = only_finding(form("fund", "21208 土地|1.00|10.00|8.00|3.00|5.00|2.00"))
    assert (bad.rule, bad.stated, bad.recomputed) == ("forms.balance", "2.00", "3.00")


def test_heads_of_basic_expenditure() -> None:
    lines = [
        "301 工资福利支出|10.00",
        "30101 基本工资|6.00",
        "30102 津贴补贴|4.00",
        "303 对个人和家庭的补助|1.00",
        "302 商品和服务支出|2.00",
        "30201 办公费|2.00",
        "310 资本性支出|0.50",
        "人员经费合计|11.00",
        "公用经费合计|2.50",
        "合计|13.50",
    ]
    assert not wrong(check_all(report(form("basic", *lines))))
    for old, new, recomputed in (
        ("30102 津贴补贴|4.00", "30102 津贴补贴|3.00", "9.00"),
        ("公用经费合计|2.50", "公用经费合计|2.70", "2.50"),
    ):
        finding = only_finding(form("basic", *changed(lines, old, new)))
        assert finding.recomputed == recomputed


DIGITS = ["210 卫生|5.55", "21011 医疗|2.22", "21012 补助|3.33", "221 住房|1.11", "22102 改革|1.11"]


@pytest.mark.parametrize(
    ("lines", "verdict", "needed"),
    [
        (["208 社会保障|16", "20805 养老|12.25", "20807 就业|3.75"], Verdict.CONSISTENT, "usual"),
        (["208 社会保障|16", "20805 养老|12.25", "20807 就业|3.61"], Verdict.INCONSISTENT, "printed"),
        (["208 社会保障|17", "20805 养老|12.25", "20807 就业|3.61"], Verdict.INCONSISTENT, None),
    ],
)
def test_trailing_zeros_dropped(lines: list[str], verdict: Verdict, needed: str | None) -> None:
    first, *_ = tree_sum(report(form("general-budget", *lines, *DIGITS)))
    assert (first.verdict, first.needed) == (verdict, needed)


def test_a_form_of_mixed_precision_counts_as_printed() -> None:
    lines = ["208 社会保障|16", "20805 养老|12.25", "20807 就业|3.6", "210 卫生|1.1", "21011 医疗|1.1"]
    first, _ = tree_sum(report(form("general-budget", *lines)))
    assert (first.verdict, first.needed) == (Verdict.CONSISTENT, "printed")


@pytest.mark.parametrize(("number", "sums"), [("003", 172), ("004", 78)])
def test_all_sums_of_the_real_reports_hold(real_reports: Path, number: str, sums: int) -> None:
    forms = recognise_forms(read_document(next(real_reports.glob(f"{number}_*.txt"))))
    findings = check_all(report(*forms))
    assert (len(findings), wrong(findings)) == (sums, [])


def test_a_column_without_a_name_beside_named_ones_is_no_amount() -> None:
    lines = ("合计|10.00|31|", "2080505 养老|10.00|12|", "2080506 年金|0.00|13|")
    made = form("general-budget", *lines)
    assert [finding.recomputed for finding in wrong(check_all(report(made)))][:1] != []
    unnamed = replace(made, columns=("小计", "", "项目支出"))
    assert wrong(check_all(report(unnamed))) == []

"""What one form says again of another: a case that holds, one that rounding allows, one that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.checking.rules.form_between import (
    appropriation_expenditure,
    appropriation_income,
    basic_total,
    budget_within_expenditure,
    expenditure_categories,
    income_lines,
    three_public_least,
)
from final_accounts.figures import YUAN, Verdict
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Finding, Report

from ..form_making import form, report, with_form, wrong

RULES = (
    income_lines,
    expenditure_categories,
    appropriation_income,
    appropriation_expenditure,
    basic_total,
    budget_within_expenditure,
    three_public_least,
)


def check_all(made: Report) -> list[Finding]:
    return [finding for rule in RULES for finding in rule(made)]


def account() -> Report:
    """A small account in which all forms agree."""
    return report(
        form(
            "income-expenditure",
            "收一、一般公共预算财政拨款收入|84.00",
            "收二、政府性基金预算财政拨款收入|11.00",
            "收八、其他收入|5.00",
            "收本年收入合计|100.00",
            "收总计|100.00",
            "支八、社会保障和就业支出|60.00",
            "支九、卫生健康支出|29.00",
            "支十一、城乡社区支出|11.00",
            "支本年支出合计|100.00",
            "支总计|100.00",
        ),
        form("income", "合计|100.00|95.00|||||5.00", "2080505 养老|100.00|95.00|||||5.00"),
        form(
            "expenditure",
            "合计|100.00|80.00|20.00",
            "2080505 养老|40.00|40.00|",
            "2080506 年金|20.00|20.00|",
            "210 医疗卫生与计划生育支出|29.00|20.00|9.00",
            "2101101 行政单位医疗|29.00|20.00|9.00",
            "2120801 征地|11.00||11.00",
        ),
        form(
            "appropriation",
            "收一、一般公共预算财政拨款|84.00",
            "收二、政府性基金预算财政拨款|11.00",
            "收本年收入合计|95.00",
            "收总计|95.00",
            "支八、社会保障和就业支出||60.00|60.00",
            "支九、卫生健康支出||24.00|24.00",
            "支十一、城乡社区支出||11.00||11.00",
            "支本年支出合计||95.00|84.00|11.00",
            "支总计||95.00|84.00|11.00",
        ),
        form(
            "general-budget",
            "合计|84.00|80.00|4.00",
            "2080505 养老|40.00|40.00|",
            "2080506 年金|20.00|20.00|",
            "2101101 行政单位医疗|24.00|20.00|4.00",
        ),
        form("basic", "30217 公务接待费|0.40", "30231 公务用车运行维护费|2.60",
             "人员经费合计|70.00", "公用经费合计|10.00"),
        form("fund", "合计||11.00|11.00||11.00|", "2120801 征地||11.00|11.00||11.00|"),
        form("three-public", "预算数|3.15||2.65||2.65|0.50", "决算数|3.00||2.60||2.60|0.40"),
    )  # fmt: skip


def test_an_account_in_which_all_agree() -> None:
    findings = check_all(account())
    assert wrong(findings) == []
    assert {finding.rule for finding in findings} == {
        "forms.income-lines",
        "forms.expenditure-categories",
        "forms.appropriation-income",
        "forms.appropriation-expenditure",
        "forms.basic-total",
        "forms.budget-within-expenditure",
        "forms.three-public-least",
    }
    assert {finding.kind for finding in findings} == {"cross"}


def edit(key: str, old: str, new: str) -> Report:
    """The account with one figure of one form changed; `old` and `new` are `label column figure`."""
    made = account()
    label, column, figure = old.split()
    target = made.form(key)
    assert target is not None
    lines = []
    for row in target.rows:
        texts = [value.text if value else "" for value in row.values]
        if row.label == label:
            assert texts[int(column)] == figure
            texts[int(column)] = new
        side = {"income": "收", "expenditure": "支"}.get(row.side or "", "")
        lines.append(f"{side}{row.code or ''} {row.label}".replace("收 ", "收").replace("支 ", "支").strip())
        lines[-1] += "|" + "|".join(texts)
    return with_form(made, form(key, *lines))


@pytest.mark.parametrize(
    ("key", "old", "new", "rule", "stated", "recomputed"),
    [
        ("income-expenditure", "八、其他收入 0 5.00", "4.00", "income-lines", "5.00", "4.00"),
        ("income", "合计 0 100.00", "101.00", "income-lines", "101.00", "100.00"),
        ("expenditure", "年金 1 20.00", "19.00", "budget-within-expenditure", "20.00", "≤19.00"),
        (
            "income-expenditure", "九、卫生健康支出 0 29.00", "28.00",
            "expenditure-categories", "28.00", "29.00",
        ),
        (
            "income-expenditure", "本年支出合计 0 100.00", "99.00",
            "expenditure-categories", "99.00", "100.00",
        ),
        ("appropriation", "本年收入合计 0 95.00", "94.00", "appropriation-income", "94.00", "95.00"),
        ("general-budget", "合计 0 84.00", "84.50", "appropriation-expenditure", "84.00", "84.50"),
        ("fund", "合计 1 11.00", "12.00", "appropriation-expenditure", "12.00", "11.00"),
        ("basic", "公用经费合计 0 10.00", "9.00", "basic-total", "80.00", "79.00"),
        ("basic", "公务接待费 0 0.40", "0.60", "three-public-least", "0.60", "≤0.40"),
    ],
)  # fmt: skip
def test_each_disagreement_is_one_finding(
    key: str, old: str, new: str, rule: str, stated: str, recomputed: str
) -> None:
    (finding,) = wrong(check_all(edit(key, old, new)))
    assert (finding.rule, finding.stated, finding.recomputed) == (f"forms.{rule}", stated, recomputed)
    assert finding.verdict is Verdict.INCONSISTENT
    assert len(finding.places) >= 2


def test_a_blank_total_of_funds_that_have_lines_was_not_read() -> None:
    assert wrong(check_all(edit("basic", "公用经费合计 0 10.00", ""))) == []


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("income", "合计 0 100.00", "100.01"),
        ("expenditure", "行政单位医疗 0 29.00", "29.01"),
        ("income-expenditure", "九、卫生健康支出 0 29.00", "29.01"),
        ("appropriation", "二、政府性基金预算财政拨款 0 11.00", "11.01"),
        ("appropriation", "九、卫生健康支出 2 24.00", "24.01"),
        ("expenditure", "年金 1 20.00", "19.99"),
        ("basic", "公用经费合计 0 10.00", "10.01"),
        ("basic", "公务接待费 0 0.40", "0.41"),
    ],
)
def test_rounding_is_given_to_both_forms(key: str, old: str, new: str) -> None:
    assert wrong(check_all(edit(key, old, new))) == []


def test_what_a_finding_says() -> None:
    (finding,) = wrong(check_all(edit("basic", "公用经费合计 0 10.00", "9.00")))
    assert finding.message == (
        "《一般公共预算财政拨款支出决算表》“合计”行“基本支出”列印为80.00万元，应为79.00万元"
        "（《一般公共预算财政拨款基本支出决算表》“人员经费合计”行、"
        "《一般公共预算财政拨款基本支出决算表》“公用经费合计”行：70.00 + 9.00 = 79.00），相差1.00万元"
    )
    assert finding.places == (
        Place(table=4, row=0, column=1),
        Place(table=5, row=2, column=0),
        Place(table=5, row=3, column=0),
    )
    (finding,) = wrong(check_all(edit("basic", "公务接待费 0 0.40", "0.60")))
    assert "“30217 公务接待费”行印为0.60万元，不应大于" in finding.message
    assert "“决算数”行“公务接待费”列的0.40万元，多出0.20万元" in finding.message


def test_an_empty_form_of_three_public_expenses_counts_as_nought() -> None:
    made = with_form(account(), form("three-public", "预算数", "决算数"))
    findings = wrong(check_all(made))
    assert [(finding.stated, finding.recomputed) for finding in findings] == [
        ("空白", "≥2.60"),
        ("空白", "≥0.40"),
    ]


def test_forms_in_different_units_are_compared_exactly() -> None:
    budget = form("general-budget", "合计|80.00|80.00")
    good = report(budget, form("basic", "人员经费合计|700,004.20", "公用经费合计|99,954.00", unit=YUAN))
    (finding,) = basic_total(good)
    assert finding.verdict is Verdict.CONSISTENT
    bad = report(budget, form("basic", "人员经费合计|700,004.20", "公用经费合计|90,000.00", unit=YUAN))
    (finding,) = basic_total(bad)
    assert (finding.verdict, finding.recomputed) == (Verdict.INCONSISTENT, "79.00")


def test_missing_forms_columns_and_totals_are_passed_over() -> None:
    assert check_all(report()) == []
    assert check_all(report(form("basic", "人员经费合计|7.00"), form("general-budget", "合计||"))) == []
    assert check_all(report(*(form(key) for key in ("income", "expenditure", "appropriation")))) == []


@pytest.mark.parametrize(("number", "relations"), [("003", 65), ("004", 44)])
def test_the_forms_of_the_real_reports_agree(real_reports: Path, number: str, relations: int) -> None:
    forms = recognise_forms(read_document(next(real_reports.glob(f"{number}_*.txt"))))
    findings = check_all(report(*forms))
    assert (len(findings), wrong(findings)) == (relations, [])

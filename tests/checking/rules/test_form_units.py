"""Units, numbers and emptiness of forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from final_accounts.checking.rules.form_completeness import declared_empty, empty_form
from final_accounts.checking.rules.form_numbering import form_numbering
from final_accounts.checking.rules.form_units import form_unit, missing_unit
from final_accounts.figures import YUAN, Verdict
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import FormEntry

from ..form_making import form, report, wrong


def test_unit_agrees_differs_or_is_missing() -> None:
    fine = form("general-budget", "合计|84.00")
    yuan = form("income", "合计|840,000.00", unit=YUAN)
    none = form("expenditure", "合计|84.00", printed_unit=None)
    empty = form("fund", "合计|", printed_unit=None)
    made = report(fine, yuan, none, empty)
    (finding,) = wrong(form_unit(made))
    assert (finding.stated, finding.recomputed, finding.section) == ("万元", "元", "收入决算表")
    assert finding.places == (Place(table=1),)
    assert finding.message == (
        "《收入决算表》表头印“单位：万元”，表内数字的单位应为元：“合计”印为840,000.00，合84.00万元"
    )
    assert len(list(form_unit(made))) == 2
    (finding,) = wrong(missing_unit(made))
    assert (finding.section, finding.recomputed) == ("支出决算表", "万元")


def test_nothing_is_missing_of_a_head_that_may_be_elsewhere() -> None:
    none = form("expenditure", "合计|84.00", printed_unit=None)
    assert not list(missing_unit(report(replace(none, untitled=True), replace(none, loose=True))))


def test_units_and_numbers_of_the_real_reports(real_reports: Path) -> None:
    forms = recognise_forms(read_document(next(real_reports.glob("004_*.txt"))))
    found = wrong(form_unit(report(*forms)))
    assert [finding.section for finding in found] == [
        "收入支出决算总表",
        "收入决算表",
        "支出决算表",
        "财政拨款收入支出决算总表",
        "一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款基本支出决算明细表",
    ]
    (finding,) = wrong(form_numbering(report(*forms)))
    assert finding.message == "《收入决算表》印为公开03表，与《支出决算表》编号相同，按次序应为公开02表"
    assert (finding.stated, finding.recomputed) == ("公开03表", "公开02表")
    forms = recognise_forms(read_document(next(real_reports.glob("003_*.txt"))))
    assert not wrong([*form_unit(report(*forms)), *form_numbering(report(*forms))])


KEYS = ("income-expenditure", "income", "expenditure", "appropriation", "general-budget")


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (("公开01表", "公开02表", "公开03表", "公开04表", "公开05表"), []),
        # A form that was not published leaves a gap: no mistake.
        (("公开01表", "公开02表", "公开03表", "公开05表", "公开08表"), []),
        (("表1", None, "表3", "表4", "表5"), []),
        (("公开01表", "公开03表", "公开03表", "公开04表", "公开05表"), [("公开03表", "公开02表")]),
        (("公开01表", "公开02表", "公开02表", "公开04表", "公开05表"), [("公开02表", "公开03表")]),
        (("公开01表", "公开02表", "公开03表", "公开04表", "公开04表"), [("公开04表", "公开05表")]),
        (("公开01表", "公开01表", "公开02表", "公开03表", "公开04表"), [("公开01表", None)]),
        (("公开01表", "公开02表", "公开07表", "公开04表", "公开05表"), [("公开07表", "公开03表")]),
    ],
)  # fmt: skip
def test_numbers(printed: tuple[str | None, ...], found: list[tuple[str, str | None]]) -> None:
    forms = [form(key, "合计|1.00", number=number) for key, number in zip(KEYS, printed, strict=True)]
    findings = wrong(form_numbering(report(*forms)))
    assert [(finding.stated, finding.recomputed) for finding in findings] == found


def test_numbers_begin_again_for_a_second_unit_and_wide_forms_come_in_parts() -> None:
    numbers = ["公开01表", "公开02表", "公开02表", "公开03表", "公开01表", "公开02表"]
    keys = ["income-expenditure", "income", "income", "expenditure", "income-expenditure", "income"]
    forms = [form(key, "合计|1.00", number=number) for key, number in zip(keys, numbers, strict=True)]
    findings = list(form_numbering(report(*forms)))
    assert (len(findings), wrong(findings)) == (5, [])


@pytest.mark.parametrize(
    ("notes", "texts", "explained"),
    [
        (("注：本表反映收支情况。",), (), False),
        (("说明：我单位没有政府性基金收入，故本表无数据。",), (), True),
        ((), ("本部门2024年度无政府性基金预算财政拨款收支，已公开空表。",), True),
        ((), ("八、政府性基金预算支出决算情况说明", "2024年度无该项支出。"), True),
        ((), ("2024年政府性基金预算财政拨款支出0万元。",), True),
        ((), ("2024年政府性基金预算财政拨款支出10万元。",), False),
        ((), ("本部门2024年度无国有资本经营预算财政拨款支出。",), False),
        ((), ("政府性基金预算支出：指用政府性基金安排的支出。", "无形资产见附件。"), False),
    ],
)
def test_an_empty_form_says_why(notes: tuple[str, ...], texts: tuple[str, ...], explained: bool) -> None:
    made = report(form("fund", "合计|", notes=notes), form("income", "合计|1.00"), texts=texts)
    (finding,) = empty_form(made)
    assert (finding.verdict is Verdict.CONSISTENT) is explained
    assert ("没有说明" in finding.message) is not explained


def test_the_list_of_forms_says_which_are_empty() -> None:
    made = report(form("fund", "合计|"), form("income", "合计|1.00"))
    entries = (
        FormEntry("表7", "政府性基金预算财政拨款收入支出决算表", Place(), declared_empty=True),
        FormEntry("表2", "收入决算表", Place(), declared_empty=True),
        FormEntry("表3", "支出决算表", Place(), declared_empty=False),
    )
    made = replace(made, form_list=entries)
    (explained,) = empty_form(made)
    assert explained.verdict is Verdict.CONSISTENT
    (finding,) = wrong(declared_empty(made))
    assert (finding.section, finding.stated, finding.recomputed) == ("收入决算表", "空表", "有数字")


def test_empty_forms_of_the_real_reports_are_explained(real_reports: Path) -> None:
    for number in ("003", "004"):
        document = read_document(next(real_reports.glob(f"{number}_*.txt")))
        made = replace(report(*recognise_forms(document)), document=document)
        findings = list(empty_form(made))
        assert [finding.verdict for finding in findings] == [Verdict.CONSISTENT] * 3


def test_a_form_of_which_a_side_is_missing_may_have_its_unit_there() -> None:
    part = replace(form("expenditure", "合计|84.00", printed_unit=None), is_whole=False)
    assert list(missing_unit(report(part))) == []


def test_a_form_of_which_a_side_is_missing_may_have_its_figures_there() -> None:
    part = replace(form("fund", "合计|"), is_whole=False)
    assert list(empty_form(report(part))) == []

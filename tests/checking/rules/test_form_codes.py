"""Codes and names of one form against those of the others."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import Finding, Form, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

NAMES = (
    "2050201 学前教育",
    "2050202 小学教育",
    "2050302 中等职业教育",
    "2080505 机关事业单位基本养老保险缴费支出",
)
FIGURES = ("5.00|5.00|", "12.00|10.00|2.00", "33.00|20.00|13.00", "4.00|4.00|")


def made(key: str, names: tuple[str, ...] = NAMES, figures: tuple[str, ...] = FIGURES) -> Form:
    rows = [f"{name}|{row}" for name, row in zip(names, figures, strict=True)]
    return form(key, "合计|54.00|39.00|15.00", *rows)


def wrong(rule: str, *forms: Form) -> list[Finding]:
    report = with_forms(account(("totals", "2024年度支出总计54.00万元。")), *forms)
    return [found for found in findings(rule, report) if found.verdict is Verdict.INCONSISTENT]


def renamed(**names: str) -> tuple[str, ...]:
    return tuple(names.get(f"c{name[:7]}", name) for name in NAMES)


@pytest.mark.parametrize(
    "names",
    [
        NAMES,
        # cut off, or printed in another way
        renamed(c2080505="2080505 机关事业单位基本养老保险缴费"),
        renamed(c2080505="2080505 机关事业单位基本养老"),
        renamed(c2050302="2050302 中专教育"),
        # a name that no other form has may be that of another year's classification
        renamed(c2050202="2050202 义务教育"),
        renamed(c2050202="2050202 "),
        # names that were lost
        renamed(c2050202="2050202 ", c2050302="2050302 "),
    ],
)
def test_names_that_may_be_right(names: tuple[str, ...]) -> None:
    assert wrong("forms.code-name", made("expenditure"), made("general-budget", names)) == []
    # in the other form a name is lost that this one may have
    others = renamed(c2050201="2050201 ")
    assert wrong("forms.code-name", made("expenditure", others), made("general-budget", names)) == []


def test_a_name_of_another_code() -> None:
    names = renamed(c2050202="2050202 中等职业教育")
    (found,) = wrong("forms.code-name", made("expenditure"), made("general-budget", names))
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》“2050202”的名称为“中等职业教育”，"
        "《支出决算表》中为“小学教育”，而“中等职业教育”的编码是“2050302”"
    )
    assert (found.stated, found.recomputed) == ("中等职业教育", "小学教育")
    assert wrong("forms.code-name", made("expenditure")) == []


MEDICAL = ("2101101 行政单位医疗", "2101102 事业单位医疗", "21011 行政事业单位医疗")
SPENT = ("2.00|2.00|", "3.00|3.00|", "5.00|5.00|")


def test_names_that_are_alike_and_exchanged() -> None:
    exchanged = ("2101101 事业单位医疗", "2101102 行政单位医疗", "21011 行政事业单位医疗")
    forms = made("expenditure", MEDICAL, SPENT), made("general-budget", exchanged, SPENT)
    found = wrong("forms.code-name", *forms)
    assert [(one.section, one.stated) for one in found] == [
        ("一般公共预算财政拨款支出决算表", "事业单位医疗"),
        ("一般公共预算财政拨款支出决算表", "行政单位医疗"),
    ]


def test_a_code_that_slipped_to_its_neighbours() -> None:
    twice = ("2101102 行政单位医疗", *MEDICAL[1:])
    found = wrong("forms.code-name", made("expenditure", MEDICAL, SPENT), made("income", twice, SPENT))
    assert [(one.section, one.stated) for one in found] == [("收入决算表", "行政单位医疗")]


def test_the_name_of_a_section_on_its_item() -> None:
    taken = ("2101101 行政事业单位医疗", *MEDICAL[1:])
    found = wrong(
        "forms.code-name", made("expenditure", MEDICAL, SPENT), made("general-budget", taken, SPENT)
    )
    assert [(one.stated, one.recomputed) for one in found] == [("行政事业单位医疗", "行政单位医疗")]


def test_of_three_forms_two_tell_the_name() -> None:
    names = renamed(c2050202="2050202 中等职业教育", c2050302="2050302 小学教育")
    found = wrong("forms.code-name", made("expenditure", names), made("income"), made("general-budget"))
    assert [(one.section, one.stated) for one in found] == [
        ("支出决算表", "中等职业教育"),
        ("支出决算表", "小学教育"),
    ]


def test_a_code_that_form_3_does_not_have() -> None:
    slipped = made("general-budget", renamed(c2050202="2050203 小学教育"))
    (found,) = wrong("forms.code-known", made("expenditure"), slipped)
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》“2050203 小学教育”有支出12.00万元，《支出决算表》没有这一科目编码"
    )
    assert (found.stated, found.recomputed) == ("2050203", "2050202")
    assert found.explanation == "疑似编码“2050202”误作“2050203”。"
    assert wrong("forms.code-known", made("expenditure"), made("general-budget")) == []


def test_a_code_without_its_like() -> None:
    strange = made("general-budget", renamed(c2050202="2050203 初中教育"))
    (found,) = wrong("forms.code-known", made("expenditure"), strange)
    assert (found.stated, found.recomputed) == ("2050203", None)
    assert found.explanation == "一般公共预算等财政拨款支出是全部支出的一部分，其科目应列入支出决算表。"


def test_nothing_is_said_of_a_code_that_spends_nothing_but_rounding() -> None:
    figures = (FIGURES[0], "0.00|0.00|0.00", *FIGURES[2:])
    names = renamed(c2050202="2050203 初中教育")
    assert wrong("forms.code-known", made("expenditure"), made("general-budget", names, figures)) == []


def test_a_form_3_that_does_not_add_up_or_has_few_of_the_codes_settles_nothing() -> None:
    names = renamed(c2050202="2050203 初中教育")
    short = form("expenditure", "合计|54.00|39.00|15.00", "2050201 学前教育|5.00|5.00||||")
    assert wrong("forms.code-known", short, made("general-budget", names)) == []
    others = tuple(f"{name[:6]}9{name[7:]}" for name in NAMES)
    assert wrong("forms.code-known", made("expenditure", others), made("general-budget")) == []


def test_one_name_in_the_wrong_row_is_told_once() -> None:
    names = renamed(c2050202="2050202 中等职业教育", c2050302="2050302 小学教育")
    items = (
        "具体支出情况如下：",
        "1.教育支出（类）普通教育（款）小学教育（项）支出12.00万元。",
        "2.教育支出（类）职业教育（款）中等职业教育（项）支出33.00万元。",
    )
    report = account(("general-budget-items", items))
    checked = check(with_forms(report, made("expenditure"), made("general-budget", names)))
    found = [f.message for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert found == [
        "《一般公共预算财政拨款支出决算表》“2050202 中等职业教育”行与“2050302 小学教育”行的名称互换"
    ]


def test_a_row_that_is_printed_twice() -> None:
    once = made("general-budget")
    twice = made("general-budget", (NAMES[0], *NAMES), (FIGURES[0], *FIGURES))
    assert wrong("forms.row-repeated", once) == []
    (found,) = wrong("forms.row-repeated", twice)
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》“2050201 学前教育”一行印了两次，合计只计入一次"
    )
    # other figures are another unit's
    other = made("general-budget", (NAMES[0], *NAMES), ("0.01|0.01|", *FIGURES))
    assert wrong("forms.row-repeated", other) == []


def test_an_item_under_another_code_of_its_section() -> None:
    names = renamed(c2050202="2050205 小学教育")
    (found,) = wrong("forms.code-name", made("expenditure"), made("general-budget", names))
    assert (found.stated, found.recomputed) == ("2050205", "2050202")
    # two forms against one, though it comes first
    (found,) = wrong("forms.code-name", made("income", names), made("expenditure"), made("general-budget"))
    assert found.stated == "2050205"
    # another section's item of the same name, and a form that has both
    assert (
        wrong("forms.code-name", made("expenditure"), made("fund", renamed(c2050202="2059902 小学教育")))
        == []
    )
    both = (*names, "2050202 小学教育")
    figures = (*FIGURES, "1.00|1.00|")
    assert wrong("forms.code-name", made("expenditure", both, figures), made("general-budget", names)) == []

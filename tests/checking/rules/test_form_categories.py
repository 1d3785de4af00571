"""Categories of expenditure in the forms: their lines, and the names of their codes."""

from __future__ import annotations

import pytest

from final_accounts.figures import Verdict
from final_accounts.reports import Finding, Form

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import form

LINES = ("支八、社会保障和就业支出|60.00", "支十九、住房保障支出|40.00", "支本年支出合计|100.00")
ROWS = (
    "合计|100.00|100.00|",
    "208 社会保障和就业支出|60.00|60.00|",
    "20805 行政事业单位养老支出|60.00|60.00|",
    "2080505 机关事业单位基本养老保险缴费支出|60.00|60.00|",
    "221 住房保障支出|40.00|40.00|",
    "22102 住房改革支出|40.00|40.00|",
    "2210201 住房公积金|40.00|40.00|",
)


def told(rule: str, *forms: Form) -> list[Finding]:
    return findings(rule, with_forms(account(("totals", "2024年度支出总计100.00万元。")), *forms))


def summary(*changed: tuple[str, str]) -> Form:
    lines = [dict(changed).get(line, line) for line in LINES]
    return form("income-expenditure", *lines)


def detail(*changed: tuple[str, str]) -> Form:
    return form("expenditure", *[dict(changed).get(row, row) for row in ROWS])


def test_lines_whose_categories_have_codes() -> None:
    assert [f.verdict for f in told("forms.category-known", summary(), detail())] == [Verdict.CONSISTENT]
    nothing = (LINES[1], "支十九、住房保障支出|0.00")
    assert [f.verdict for f in told("forms.category-known", summary(nothing), detail())] == [
        Verdict.CONSISTENT
    ]


def test_a_line_whose_category_has_no_code() -> None:
    (found,) = told("forms.category-known", summary((LINES[1], "支四、公共安全支出|40.00")), detail())
    assert found.message == "《收入支出决算总表》“四、公共安全支出”有支出40.00万元，《支出决算表》没有这一类"
    assert "221 住房保障支出" in str(found.explanation)


def test_a_form_of_codes_that_does_not_add_up_says_nothing() -> None:
    strange = summary((LINES[1], "支四、公共安全支出|40.00"))
    assert told("forms.category-known", strange, detail((ROWS[0], "合计|120.00|120.00|"))) == []


def test_the_appropriations_have_the_codes_of_the_general_budget() -> None:
    lines = ("支八、社会保障和就业支出||60.00|60.00||", "支四、公共安全支出||40.00|40.00||")
    general = form("general-budget", *ROWS)
    (found,) = told("forms.category-known", form("appropriation", *lines), general)
    assert found.verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    ("row", "name", "wrong"),
    [
        (4, "221 住房保障", False),
        (4, "221 交通运输支出", True),
        (5, "22102 行政事业单位医疗", True),
        (5, "22102 某项新设事务", False),
        (6, "2210201 行政单位医疗", True),
        (6, "2210203 购房补贴", False),
        (6, "2219999 其他住房保障支出", False),
        (6, "2219999 其他交通运输支出", True),
        # another year's code, and one that no category has
        (3, "2100501 行政单位医疗", False),
        (6, "9990201 行政单位医疗", False),
    ],
)
def test_names_and_their_categories(row: int, name: str, wrong: bool) -> None:
    changed = (ROWS[row], ROWS[row].replace(ROWS[row].partition("|")[0], name))
    (found,) = told("forms.code-category", detail(changed))
    assert (found.verdict is Verdict.INCONSISTENT) is wrong

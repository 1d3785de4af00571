"""Statutory forms that an account leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.documents import Paragraph
from final_accounts.places import Place
from final_accounts.reports import UnreadForm

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings, with_forms
from ..form_making import COLUMNS, form

RULE = "completeness.form-missing"
TOLD = account(("totals", ("2024年度收入总计3.00万元，支出总计3.00万元。",)))


def left_out(*keys: str, year: int = 2024) -> list[str]:
    forms = [form(key, "合计|3.00") for key in COLUMNS if key not in keys]
    report = replace(with_forms(TOLD, *forms), fiscal_year=year)
    return [finding.message for finding in findings(RULE, report)]


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        ((), None),
        (("expenditure",), "《支出决算表》"),
        (
            ("fund", "three-public"),
            "《财政拨款“三公”经费支出决算表》《政府性基金预算财政拨款收入支出决算表》",
        ),
        # few forms are a summary, or those that could be read
        (("income-expenditure", "income", "expenditure", "appropriation", "basic"), None),
    ],
)
def test_an_account_prints_all_its_forms(keys: tuple[str, ...], titles: str | None) -> None:
    assert left_out(*keys) == ([f"附表中未见{titles}"] if titles else [])


def test_the_form_of_the_state_capital_came_in_2021() -> None:
    assert left_out("state-capital", year=2020) == []
    assert left_out("state-capital", year=2021) != []


def test_a_form_whose_title_stands_was_only_not_read() -> None:
    forms = [form(key, "合计|3.00") for key in COLUMNS if key != "basic"]
    report = with_forms(TOLD, *forms)
    heading = Paragraph(99, "一般公共预算财政拨款基本支出决算表")
    titled = replace(report, document=replace(report.document, blocks=(*report.document.blocks, heading)))
    assert findings(RULE, titled) == []
    unread = (UnreadForm("一般公共预算财政拨款基本支出决算表", (), Place(paragraph=3)),)
    assert findings(RULE, replace(report, unread_forms=unread)) == []

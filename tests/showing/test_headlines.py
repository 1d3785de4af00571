"""The amounts that head a page: of the form, of the sentence where the form is wrong as a whole."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import CheckedReport, Finding, Severity
from final_accounts.showing.headlines import headlines
from final_accounts.showing.panels import overview

from ..checking.claim_making import account, with_forms
from ..checking.form_making import form

SAID = "2024年度一般公共预算财政拨款支出12345.60万元，占本年支出合计的100.00%。"
WHOLE = "《一般公共预算财政拨款支出决算表》自“201 公务”行起科目与数字错位"


def told(found: CheckedReport, label: str) -> tuple[str, str]:
    (one,) = (headline for headline in headlines(found) if headline.label == label)
    return ("" if one.figure is None else one.figure.text), one.basis


def made() -> CheckedReport:
    cell = form("general-budget", "合计|1700.57|1700.57|")
    return check(with_forms(account(("general-budget", SAID)), cell))


def test_the_cell_of_a_form_goes_before_the_sentence() -> None:
    assert told(made(), "一般公共预算财政拨款支出") == ("1,700.57万元", "form")


def test_a_cell_of_displaced_rows_does_not_head_the_page() -> None:
    found = made()
    cell = found.report.forms[0].rows[0].values[0]
    assert cell is not None
    lead = Finding(
        rule="forms.budget-within-expenditure",
        kind="cross",
        verdict=Verdict.INCONSISTENT,
        severity=Severity.ERROR,
        message=WHOLE,
        places=(cell.place,),
    )
    follows = replace(
        lead,
        rule="cross.amount-form",
        severity=Severity.NOTE,
        message="文字写12345.60万元，表为1700.57万元",
        explanation=f"由同一处引起：{WHOLE}；改正后即相符。",
        figures=(cell,),
        needed="consequence",
    )
    wrong = replace(found, findings=(lead, follows))
    assert told(wrong, "一般公共预算财政拨款支出") == ("12,345.60万元", "narrative")
    alone = replace(found, findings=(lead,))
    assert told(alone, "一般公共预算财政拨款支出") == ("1,700.57万元", "form")


def test_an_amount_that_the_report_says_there_is_none_of_is_told_from_one_that_it_leaves_out() -> None:
    assert told(made(), "“三公”经费支出") == ("", "none")
    for denial in ("本部门2024年度无财政拨款“三公”经费支出。", "2024年度无该项支出。"):
        denied = check(account(("general-budget", SAID), ("three-public", denial)))
        assert told(denied, "“三公”经费支出") == ("", "denied")
        shown = overview(denied)
        assert "“三公”经费支出：报告称没有" in shown.text and "报告称没有" in shown.html


def test_a_total_of_the_sentence_goes_before_the_years_expenditure_of_a_form() -> None:
    text = "2024年度收、支总计500.00万元。"
    found = check(with_forms(account(("totals", text)), form("expenditure", "合计|480.00|480.00||||")))
    assert told(found, "支出总计") == ("500.00万元", "narrative")
    assert told(found, "“三公”经费支出") == ("", "none")


def test_the_years_own_amount_in_place_of_a_total_is_told_as_such() -> None:
    shown = overview(check(account(("income", "2024年度本年收入合计480.00万元。"))))
    assert "480.00" in shown.html and "本年合计，据文字说明" in shown.html
    shown = overview(check(account(("totals", "2024年度收、支总计500.00万元。"))))
    assert "本年合计" not in shown.html

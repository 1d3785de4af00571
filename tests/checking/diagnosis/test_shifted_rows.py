"""Amounts of a form that stand one row off their labels."""

from __future__ import annotations

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import Finding, Form

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form

NARRATIVE = account(("totals", "2024年度收、支总计均为300.00万元。"))


def wrong(made: Form) -> list[Finding]:
    report = with_forms(NARRATIVE, made)
    return [finding for finding in check(report).findings if finding.verdict is Verdict.INCONSISTENT]


def rows(*basic: str) -> Form:
    """Form 5 with its basic expenditure as given; true are 10, 21, 32 and 43."""
    items = zip(("2050101", "2050102", "2050103", "2050104"), ("11", "23", "35", "47"), basic, strict=True)
    lines = [f"{code} 项目{code[-1]}|{total}.00|{part}.00|{index + 1}.00"
             for index, (code, total, part) in enumerate(items)]  # fmt: skip
    return form("general-budget", "合计|116.00|106.00|10.00", *lines)


def test_true_rows() -> None:
    assert wrong(rows("10", "21", "32", "43")) == []


def test_a_run_printed_one_row_too_low() -> None:
    lead, *others = wrong(rows("10", "43", "21", "32"))
    assert others == []
    where = "《一般公共预算财政拨款支出决算表》“基本支出”列“2050102 项目2”至“2050104 项目4”共3行"
    assert lead.message == (
        f"{where}的数字与项目错开了一行："
        "“2050102 项目2”应为21.00万元；“2050103 项目3”应为32.00万元；“2050104 项目4”应为43.00万元"
    )
    assert lead.explanation == "疑似上下错行：各行改用下一行的数字后，3处核对都相符。"


def test_a_run_printed_one_row_too_high() -> None:
    (lead,) = wrong(rows("21", "32", "10", "43"))
    assert lead.explanation == "疑似上下错行：各行改用上一行的数字后，3处核对都相符。"


def test_two_rows_that_are_wrong_each_for_itself() -> None:
    found = wrong(rows("10", "22", "31", "43"))
    assert found
    assert all("错行" not in finding.explanation for finding in found)

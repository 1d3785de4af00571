"""A form whose numbers stand beside other items' labels is one finding."""

from __future__ import annotations

from final_accounts.checking.checker import check
from final_accounts.reports import Finding, Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import with_forms
from ..form_making import form

NARRATIVE = account(("totals", "2024年度收入、支出总计均为300.00万元。"))
ITEMS = (
    ("205", "教育支出", "100.00|70.00|30.00"),
    ("20502", "普通教育", "100.00|70.00|30.00"),
    ("2050201", "学前教育", "11.00|11.00|"),
    ("2050202", "小学教育", "22.00|20.00|2.00"),
    ("2050203", "初中教育", "33.00|30.00|3.00"),
    ("2050204", "高中教育", "34.00|9.00|25.00"),
    ("208", "社会保障和就业支出", "18.00|18.00|"),
    ("20805", "行政事业单位养老支出", "18.00|18.00|"),
    ("2080502", "事业单位离退休", "6.00|6.00|"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "12.00|12.00|"),
    ("221", "住房保障支出", "15.00|15.00|"),
    ("22102", "住房改革支出", "15.00|15.00|"),
    ("2210201", "住房公积金", "15.00|15.00|"),
)
TOTAL = "133.00|103.00|30.00"


def loud(amounts: list[str], total: str = TOTAL) -> list[Finding]:
    """What is said of form 5 with these amounts beside the items, form 3 being right."""
    rows = [f"{code} {name}|{amount}" for (code, name, _), amount in zip(ITEMS, amounts, strict=True)]
    all_expenditure = [f"{code} {name}|{amount}|||" for code, name, amount in ITEMS]
    made = with_forms(
        NARRATIVE,
        form("expenditure", f"合计|{TOTAL}|||", *all_expenditure),
        form("general-budget", f"合计|{total}", *rows),
    )
    return [finding for finding in check(made).contradictions if finding.severity is not Severity.NOTE]


OWN = [amount for _, _, amount in ITEMS]


def test_rows_beside_their_own_labels() -> None:
    assert loud(OWN) == []


def test_numbers_of_a_list_that_lacks_two_items() -> None:
    # 小学教育 and 初中教育 are missing among the numbers, which then go on from the top
    (found,) = loud([*OWN[:3], *OWN[5:], OWN[0], OWN[1]])
    assert found.message == (
        "《一般公共预算财政拨款支出决算表》自“2050202 小学教育”行起科目与数字错位："
        "该行印的是《支出决算表》“2050204 高中教育”的数字，以下共9行如此"
    )
    assert "不是同一张表" in (found.explanation or "")
    assert found.section == "一般公共预算财政拨款支出决算表"


def test_two_rows_in_each_others_place_are_no_other_list() -> None:
    found = loud([*OWN[:3], OWN[4], OWN[3], *OWN[5:]])
    assert all("错位" not in finding.message for finding in found)


def test_a_wrong_figure_is_told_by_itself() -> None:
    found = loud([*OWN[:3], "23.00|20.00|3.00", *OWN[4:]])
    assert found and all("错位" not in finding.message for finding in found)

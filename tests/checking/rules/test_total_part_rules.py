"""Grand totals against the year's amount and the carry-over, over sentences far apart."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, findings, shown, with_forms
from ..form_making import form

RULE = "cross.total-parts"
INCOME = ("income", "2024年度收入合计300.00万元，其中：财政拨款收入300.00万元，占100%。")
EXPENDITURE = ("expenditure", "2024年度支出合计290.00万元，其中：基本支出290.00万元，占100%。")


@pytest.mark.parametrize(
    ("opening", "closing", "found"),
    [
        ("20.00", "30.00", [("consistent", "320.00", "320.00"), ("consistent", "320.00", "320.00")]),
        ("20.01", "30.00", [("consistent", "320.00", "320.01"), ("consistent", "320.00", "320.00")]),
        ("20.02", "30.00", [("truncated", "320.00", "320.02"), ("consistent", "320.00", "320.00")]),
        ("20.03", "30.00", [("inconsistent", "320.00", "320.03"), ("consistent", "320.00", "320.00")]),
        ("20.00", "35.00", [("consistent", "320.00", "320.00"), ("inconsistent", "320.00", "325.00")]),
        # what is missing may be surpluses used, which are not said
        ("12.00", "30.00", [("consistent", "320.00", "320.00")]),
    ],
)
def test_a_total_holds_its_carry_over(opening: str, closing: str, found: list[Judged]) -> None:
    text = (
        f"2024年度收入总计320.00万元（含上年结转和结余{opening}万元）、支出总计320.00万元"
        f"（含年末结转和结余{closing}万元）。"
    )
    assert shown(findings(RULE, account(("totals", text), INCOME, EXPENDITURE))) == found


def test_the_other_sides_total_is_no_source_of_a_copy() -> None:
    text = "2024年度收入总计320.00万元（含上年结转和结余90.00万元）、支出总计320.00万元。"
    (found,) = explained(RULE, account(("totals", text), INCOME, EXPENDITURE))
    assert "照抄" not in found.explanation
    assert "“20.00”误作“90.00”" in found.explanation


@pytest.mark.parametrize(("used", "verdict"), [("0.00", "inconsistent"), ("8.00", "consistent")])
def test_what_stands_beside_is_said(used: str, verdict: str) -> None:
    text = (
        f"1.总体情况。2024年度收入总计320.00万元。2.收入情况。2024年度收入合计300.00万元。此外，使用非财政拨款"
        f"结余{used}万元，年初结转和结余12.00万元。"
    )
    (found,) = findings(RULE, account(("totals", text)))
    assert found.verdict.value == verdict


@pytest.mark.parametrize(
    "texts",
    [
        ("2024年度收入总计320.00万元。", "2024年度财政拨款年初结转和结余30.00万元。"),
        ("2024年度收入总计320.00万元。", "2024年度收入总计330.00万元，年初结转和结余30.00万元。"),
        ("2024年度收入总计约320万元，年初结转和结余30.00万元。",),
        ("2023年度收入总计320.00万元，年初结转和结余30.00万元。",),
    ],
)
def test_what_is_not_known_is_not_judged(texts: tuple[str, ...]) -> None:
    assert findings(RULE, account(("totals", texts), INCOME)) == []


def test_a_form_that_prints_them_speaks_for_itself() -> None:
    text = "2024年度收入总计320.00万元，年初结转和结余30.00万元。"
    lines = form(
        "income-expenditure",
        "收本年收入合计|300.00",
        "收年初结转和结余|20.00",
        "收总计|320.00",
        "支总计|320.00",
    )
    assert findings(RULE, with_forms(account(("totals", text), INCOME), lines)) == []

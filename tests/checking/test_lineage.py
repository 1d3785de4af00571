"""Where a figure comes from and goes, and which checks turn if it were another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.checking.lineage import Relation, Step, find, links, trace
from final_accounts.checking.lineage_words import calculation
from final_accounts.checking.supposing import revalued, what_if, with_figure
from final_accounts.figures import Verdict, parse_figure
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, LedgerEntry

from ..recognising.narrative.narrative_making import account


@pytest.fixture(scope="module")
def forms_and_text(real_reports: Path) -> CheckedReport:
    """A report whose forms are in 元 under 万元 and whose narrative takes a wrong total."""
    return checked(real_reports, "004")


@pytest.fixture(scope="module")
def text_alone(real_reports: Path) -> CheckedReport:
    """A report without forms."""
    return checked(real_reports, "000")


def checked(folder: Path, number: str) -> CheckedReport:
    (file,) = folder.glob(f"{number}_*.txt")
    return check(recognise(read_document(file)))


def at(report: CheckedReport, number: str, where: str) -> LedgerEntry:
    return next(entry for entry in find(report, number) if where in entry.where)


def told(steps: tuple[Step, ...]) -> list[tuple[str, str, str]]:
    return [(s.link.relation.value, s.link.verdict.value, calculation(s.link)) for s in steps]


def test_a_number_is_found_in_every_money_unit_exact_ones_first(forms_and_text: CheckedReport) -> None:
    found = [(e.figure.value, e.figure.unit) for e in find(forms_and_text, "13,836.63")]
    narrative, form = (Decimal("13836.63"), "万元"), (Decimal("138366269.56"), "元")
    assert found[:2] == [narrative] * 2
    assert form in found and set(found) == {narrative, form}
    assert found.index(form) == found.count(narrative)


def test_a_unit_narrows_the_search(forms_and_text: CheckedReport) -> None:
    assert {e.figure.unit for e in find(forms_and_text, "138366269.56元")} == {"元"}
    assert {e.figure.unit for e in find(forms_and_text, "22.8%")} == {"%"}
    assert find(forms_and_text, "22.8万元") == ()


def test_words_find_figures_by_what_they_are(forms_and_text: CheckedReport) -> None:
    first = find(forms_and_text, "机关运行经费")[0]
    assert (first.figure.text, first.figure.unit) == ("34.86万元", "万元")
    assert find(forms_and_text, "  ") == ()
    assert find(forms_and_text, "没有的词") == ()


def test_an_amount_goes_back_to_its_parts_and_to_its_form(forms_and_text: CheckedReport) -> None:
    total = trace(forms_and_text, at(forms_and_text, "13,836.63", "支出决算情况说明"))
    assert ("sum", "consistent", "434.43 + 13,402.20 = 13,836.63万元") in told(total.sources)
    assert ("same", "consistent", "13,836.63万元 = 138,366,269.56元") in told(total.sources)
    (to_form,) = [s for s in total.sources if calculation(s.link) == "13,836.63万元 = 138,366,269.56元"]
    ((cell, further),) = to_form.onward
    assert cell.words == "收入支出决算总表·本年支出合计·金额"
    sums = "6,333.40 + 429,176.80 + 137,559,258.00 + 371,501.36 = 138,366,269.56元"
    assert ("sum", "consistent", sums) in told(further)


def test_amounts_that_should_be_the_same_and_are_not_are_told_as_unequal() -> None:
    text = "培训费支出（项）20.00万元。年初预算为30.00万元，支出决算为20.50万元，完成年初预算的68.33%。"
    found = check(account(("general-budget-items", text)))
    same = [calculation(link) for link in links(found) if link.relation is Relation.SAME]
    assert same == ["20.00万元 ≠ 20.50万元", "20.50万元 ≠ 20.00万元"]


def test_an_amount_goes_forward_to_the_shares_taken_of_it(forms_and_text: CheckedReport) -> None:
    total = trace(forms_and_text, at(forms_and_text, "13,836.63", "支出决算情况说明"))
    assert told(total.uses)[:2] == [
        ("share", "consistent", "434.43万元 ÷ 13,836.63万元 = 3.14%"),
        ("share", "consistent", "13,402.20万元 ÷ 13,836.63万元 = 96.86%"),
    ]


def test_a_wrong_rate_shows_the_right_calculation(forms_and_text: CheckedReport) -> None:
    rate = trace(forms_and_text, at(forms_and_text, "22.8%", "收入支出决算总体情况说明"))
    expected = "3,156.43万元 ÷ (13,830.7万元 − 3,156.43万元) = 29.57%"
    assert told(rate.sources) == [("rate", "inconsistent", expected)]
    assert rate.uses == ()


def test_an_average_comes_from_its_amount_and_its_count() -> None:
    text = "公务用车运行维护费支出17.90万元，公务用车保有量3辆，车均维护费6.97万元。"
    report = check(account(("three-public", text)))
    average = trace(report, at(report, "6.97万元", "三公"))
    assert told(average.sources) == [("average", "inconsistent", "17.90万元 ÷ 3辆 = 5.97万元")]


def test_twins_are_the_same_amount_in_any_unit_and_nought_has_none(forms_and_text: CheckedReport) -> None:
    total = trace(forms_and_text, at(forms_and_text, "13,836.63", "支出决算情况说明"))
    assert "138,366,269.56" in {twin.figure.text for twin in total.twins}
    nought = next(e for e in forms_and_text.ledger.entries if e.figure.value == 0)
    assert trace(forms_and_text, nought).twins == ()


def test_no_path_goes_round_in_a_circle(forms_and_text: CheckedReport) -> None:
    def walk(steps: tuple[Step, ...], seen: tuple[object, ...]) -> int:
        longest = len(seen)
        for step in steps:
            for operand, onward in step.onward:
                key = (operand.figure.place, operand.figure.text)
                assert key not in seen
                longest = max(longest, walk(onward, (*seen, key)))
        return longest

    for entry in find(forms_and_text, "13,836.63"):
        traced = trace(forms_and_text, entry, depth=6)
        start = ((entry.figure.place, entry.figure.text),)
        assert walk(traced.sources, start) <= 7
        assert walk(traced.uses, start) <= 7


def test_a_rule_for_order_is_no_lineage(forms_and_text: CheckedReport) -> None:
    assert any(f.rule == "forms.budget-within-expenditure" for f in forms_and_text.findings)
    same = [link for link in links(forms_and_text) if link.relation is Relation.SAME]
    assert all(
        link.verdict is not Verdict.CONSISTENT
        or abs(link.result.figure.to("元").value - link.operands[0].figure.to("元").value) < 5000
        for link in same
        if link.result.figure.is_money
    )


def test_a_report_without_forms_has_the_lineage_of_its_sentences(text_alone: CheckedReport) -> None:
    share = trace(text_alone, at(text_alone, "64.17%", "支出决算情况说明"))
    assert told(share.sources) == [("share", "truncated", "598.95万元 ÷ 933.26万元 = 64.18%")]


def test_the_right_number_mends_the_check_that_failed(forms_and_text: CheckedReport) -> None:
    wrong = at(forms_and_text, "13,836.63", "结构情况")
    pairs = what_if(forms_and_text.report, wrong.figure.place, "13830.73")
    better = [pair for pair in pairs if pair.better]
    assert [(p.before.rule, p.after.verdict) for p in better if p.before and p.after] == [
        ("cross.amount-form", Verdict.CONSISTENT)
    ]
    worse = {p.after.rule for p in pairs if p.after and p.after.verdict is Verdict.INCONSISTENT}
    assert worse == {"share.rate", "sum.parts"}


def test_the_same_number_turns_nothing(forms_and_text: CheckedReport) -> None:
    entry = at(forms_and_text, "22.8%", "收入支出决算总体情况说明")
    assert what_if(forms_and_text.report, entry.figure.place, "22.8%") == ()
    assert what_if(forms_and_text.report, entry.figure.place, Decimal("22.8")) == ()


def test_a_changed_cell_breaks_its_sums_and_the_report_stays_as_it_was(
    forms_and_text: CheckedReport,
) -> None:
    form = forms_and_text.report.form("expenditure")
    assert form is not None
    cell = next(row.values[0] for row in form.rows if row.code == "2101301")
    assert cell is not None and cell.value == Decimal("13179100.00")
    pairs = what_if(forms_and_text.report, cell.place, "13,179,200.00")
    assert [(p.after.rule, p.after.verdict.value, p.after.recomputed) for p in pairs if p.after] == [
        ("forms.expenditure-categories", "inconsistent", "137559358.00"),
        ("forms.row-sum", "inconsistent", "13179100.00"),
    ]
    assert all(pair.before and pair.before.verdict is Verdict.CONSISTENT for pair in pairs)
    assert next(row.values[0] for row in form.rows if row.code == "2101301") is cell


def test_only_what_holds_the_figure_is_rebuilt(forms_and_text: CheckedReport) -> None:
    report = forms_and_text.report
    entry = at(forms_and_text, "22.8%", "收入支出决算总体情况说明")
    changed = with_figure(report, entry.figure.place, "29.57%")
    assert changed.document is report.document
    assert changed.forms is report.forms
    assert sum(a is not b for a, b in zip(changed.claims, report.claims, strict=True)) == 1


@pytest.mark.parametrize("value", ["", "abc", "=1+1", "<b>"])
def test_what_is_no_number_is_refused(forms_and_text: CheckedReport, value: str) -> None:
    entry = forms_and_text.ledger.entries[0]
    with pytest.raises(ValueError, match="is no number"):
        what_if(forms_and_text.report, entry.figure.place, value)


def test_a_place_without_a_figure_is_refused(forms_and_text: CheckedReport) -> None:
    with pytest.raises(ValueError, match="no figure is printed at 第99页"):
        what_if(forms_and_text.report, Place(page=99), "1")
    with pytest.raises(ValueError, match="without a place"):
        what_if(forms_and_text.report, Place(), "1")


def test_a_new_number_keeps_unit_and_takes_the_digits_given() -> None:
    old = parse_figure("829.13", "万元", Place(page=1))
    assert old is not None
    new = revalued(old, "8,29.1")
    assert (new.value, new.unit, new.decimals, new.place) == (Decimal("829.1"), "万元", 1, Place(page=1))
    assert revalued(old, "829.130万元").decimals == 3

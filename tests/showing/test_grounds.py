"""What a finding is held against is quoted where it stands in another sentence; cards lead to one another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from final_accounts.checking.checker import check
from final_accounts.places import Place
from final_accounts.reports import CheckedReport, Finding
from final_accounts.showing.finding_panels import show_findings
from final_accounts.showing.following import cards_by_contrast, causes_of
from final_accounts.showing.grounds import AROUND, grounds
from final_accounts.showing.grouping import finding_groups

from ..checking.claim_making import account

SAID_TWICE = (
    "职业年金缴费支出（项）257.14万元，主要用于缴纳职业年金。"
    "年初预算为274.82万元，支出决算为245.53万元，完成年初预算的93.57%。"
)


def checked(text: str, topic: str = "totals") -> CheckedReport:
    return check(account((topic, text)))


def only(found: CheckedReport, rule: str) -> Finding:
    (finding,) = (one for one in found.contradictions if one.rule == rule)
    return finding


def test_a_figure_of_another_sentence_is_quoted_with_its_place() -> None:
    found = checked(
        "2024年度收入总计933.26万元。与2023年相比，收入总计增加83.52万元，增长19.83%。",
    )
    finding = only(found, "change.rate")
    (ground,) = grounds(finding, found.report)
    assert ground.pieces == (("2024年度收入总计", False), ("933.26万元", True), ("。", False))
    assert ground.place == next(f.place for f in finding.figures if f.text == "933.26万元")
    html = show_findings(found).html
    assert "<mark>933.26万元</mark>" in html and '<blockquote class="ground" lang="zh">' in html


def test_a_figure_of_its_own_sentence_is_not_quoted_again() -> None:
    found = checked("2024年度收入总计933.26万元，较上年增加83.52万元，增长19.83%。")
    assert grounds(only(found, "change.rate"), found.report) == ()


def test_of_a_long_sentence_what_stands_around_the_figure_is_quoted() -> None:
    reasons = "主要是人员变动、政策调整、项目增加" * 8
    found = checked(
        f"2024年度收入总计933.26万元，{reasons}。与2023年相比，收入总计增加83.52万元，增长19.83%。"
    )
    (ground,) = grounds(only(found, "change.rate"), found.report)
    *_, (behind, meant) = ground.pieces
    assert not meant and behind.endswith("…") and len(behind) == AROUND + 1


def test_figures_without_a_sentence_are_passed_over() -> None:
    found = checked("2024年度收入总计933.26万元。与2023年相比，收入总计增加83.52万元，增长19.83%。")
    finding = only(found, "change.rate")
    away = tuple(replace(figure, place=Place(table=1, row=2, column=3)) for figure in finding.figures)
    assert grounds(replace(finding, figures=away), found.report) == ()


def test_a_consequence_leads_to_its_cause_and_back() -> None:
    found = checked(SAID_TWICE, topic="general-budget-items")
    groups = finding_groups(found)
    rules = [group.first.rule for group in groups]
    cause, consequence = rules.index("cross.said-again") + 1, rules.index("completion.rate") + 1
    assert causes_of(groups) == {consequence: cause}
    html = show_findings(found).html
    assert f'<a href="#finding-{cause}">见错误 {cause}</a>' in html
    assert f'<a href="#finding-{consequence}">备注 {consequence}</a>' in html
    assert "按此改正，“职业年金缴费支出”的比率93.57%即相符。" in html


def test_what_differs_in_a_chart_leads_to_the_card_that_says_which_is_wrong() -> None:
    found = checked(
        "本年支出合计100.00万元，其中：基本支出40.00万元，占45.00%；项目支出60.00万元，占60.00%。",
        topic="expenditure",
    )
    groups = finding_groups(found)
    (card,) = (n for n, group in enumerate(groups, start=1) if group.first.stated == "45.00")
    assert cards_by_contrast(groups)[Decimal("45.00"), Decimal("40.00"), "%"].number == card


def test_a_consequence_in_a_chart_leads_to_its_cause() -> None:
    groups = finding_groups(checked(SAID_TWICE, topic="general-budget-items"))
    (cause,) = causes_of(groups).values()
    assert cards_by_contrast(groups)[Decimal("93.57"), Decimal("89.34"), "%"].words == f"错误 {cause}"

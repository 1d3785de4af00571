"""The sums within each form."""

from __future__ import annotations

from collections.abc import Iterator

from ...recognising.forms.identities import BALANCE, LINE_SUM, ROW_SUM, TOTAL_SUM, TREE_SUM, identities
from ...reports import Finding, Form, Report
from ..findings.forms import Judged, judge_together, sum_finding, usual_decimals
from ..findings.once import once
from ..registry import rule


def _findings(report: Report, rule_name: str, kind: str, family: str) -> Iterator[Finding]:
    for form, judged in _judged(report):
        if judged.identity.family == family:
            yield sum_finding(rule_name, kind, form.title, judged)


@once
def _judged(report: Report) -> tuple[tuple[Form, Judged], ...]:
    """All sums of all forms: one wrong figure may break sums of several families."""
    return tuple(
        (form, judged)
        for form in report.forms
        for judged in judge_together(identities(form), usual_decimals(form))
    )


@rule("forms.row-sum", "sum")
def row_sum(report: Report) -> Iterator[Finding]:
    """In each row the total is the sum of its parts: 本年收入合计 of its six sources, 本年支出合计 of
    basic, project and the others, 合计 of three budgets, the three public expenses of their items.

    Source: 财决公开01–09表, the relations between columns (栏次) printed in the forms' own instructions.
    """
    yield from _findings(report, "forms.row-sum", "sum", ROW_SUM)


@rule("forms.tree-sum", "sum")
def tree_sum(report: Report) -> Iterator[Finding]:
    """In each column a category (类) is the sum of its sections (款), a section that of its items (项).

    A level that is not printed is passed over. Source: 政府收支分类科目, the classification is a tree.
    """
    yield from _findings(report, "forms.tree-sum", "sum", TREE_SUM)


@rule("forms.total-sum", "sum")
def total_sum(report: Report) -> Iterator[Finding]:
    """In each column 合计 is the sum of the uppermost printed codes; 人员经费合计 and 公用经费合计 are the
    sums of their heads. Source: 财决公开02–08表.
    """
    yield from _findings(report, "forms.total-sum", "sum", TOTAL_SUM)


@rule("forms.line-sum", "sum")
def line_sum(report: Report) -> Iterator[Finding]:
    """The numbered lines of a side make up 本年收入合计 or 本年支出合计, the three budgets make up
    年初财政拨款结转和结余. Source: 财决公开01表 and 04表.
    """
    yield from _findings(report, "forms.line-sum", "sum", LINE_SUM)


@rule("forms.balance", "balance")
def balance(report: Report) -> Iterator[Finding]:
    """This year's amounts and what was carried over make up the totals, both totals are equal, and
    opening + income − expenditure = closing. Source: 财决公开01表, 04表, 07表.
    """
    yield from _findings(report, "forms.balance", "balance", BALANCE)

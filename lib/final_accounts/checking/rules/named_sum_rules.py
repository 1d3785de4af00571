"""Amounts that a section says without a list of parts, and what they must add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...figures import Verdict
from ...reports import Finding, Part, Report
from ...wordings import tell
from ..findings.amounts import money_amounts, one_value, said_of
from ..findings.form_cells import named_cells
from ..registry import rule
from .three_public_rules import judged_parts, listed

_PARTS = {
    "basic": ("basic", ("personnel", "operating-funds")),
    "procurement": ("procurement", ("procurement-goods", "procurement-works", "procurement-services")),
}
"""By the topic of the section: the whole and its parts."""


@rule("cross.named-parts", "cross")
def named_parts(report: Report) -> Iterator[Finding]:
    """基本支出 = 人员经费 + 公用经费, and 政府采购支出 = 货物 + 工程 + 服务, where their section says each of
    them once but in no list; a list (sum.parts) or the form decides instead.

    Source: domain.md, terms and form 6.
    """
    for topic, (whole_key, part_keys) in _PARTS.items():
        said = said_of(report, topic, "final")
        known = {key: claims[0] for key, claims in said.items() if one_value(claims)}
        if whole_key not in known or any(key not in known for key in part_keys):
            continue
        whole = known[whole_key]
        if listed(report, whole) or any(True for _ in named_cells(report, whole_key, "final")):
            continue
        yield judged_parts(report, "cross.named-parts", whole, [known[key] for key in part_keys])


@rule("cross.basic-expenditure", "cross")
def basic_expenditure(report: Report) -> Iterator[Finding]:
    """基本支出 of the section on 一般公共预算财政拨款支出 is the amount of the section on 基本支出.

    Source: domain.md, forms 5 and 6. It speaks only where each section gives one value; a form that prints it
    decides instead.
    """
    whole = said_of(report, "basic", "final").get("basic", ())
    said = [
        claim
        for claim in money_amounts(report)
        if (claim.statement.section.topic or "").startswith("general-budget") and claim.subject == "基本支出"
        if claim.statement.section.part is Part.NARRATIVE and claim.measure == "final" and not claim.item
        if claim.fiscal_year == report.fiscal_year and not claim.figure.approximate
    ]
    if one_value(whole) and one_value(said) and not any(named_cells(report, "basic", "final")):
        finding = judged_parts(report, "cross.basic-expenditure", whole[0], said[:1])
        message = tell(
            "found.said_before",
            subject=whole[0].subject,
            stated=whole[0].figure.text,
            first=said[0].subject,
            value=said[0].figure.text,
        )
        yield finding if finding.verdict is Verdict.CONSISTENT else replace(finding, message=message)

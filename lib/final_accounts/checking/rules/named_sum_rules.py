"""Amounts that a section says without a list of parts, and what they must add up to."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports import Finding, Report
from ..findings.amounts import one_value, said_of
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

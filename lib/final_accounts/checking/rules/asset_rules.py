"""Rules on what a sentence says of assets as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...places import Place
from ...reports import AmountClaim, Finding, Part, Report
from ..findings.amounts import money_amounts
from ..registry import rule
from .three_public_rules import judged_parts

_IDENTITIES = tuple(
    tuple(re.compile(pattern) for pattern in patterns)
    for patterns in (
        (
            r"^[^固流无净]{0,14}资产(?:总额|总计|合计|总值)$",
            r"^(?!.*(?:流动|资产负债)).{0,10}负债(?:总额|总计|合计)?$",
            r"净资产(?:总额|总计|合计)?$",
        ),
        (
            r"固定资产(?:账面)?原值(?:总额|合计)?$",
            r"^(?:固定资产)?累计折旧(?:总额|合计)?$",
            r"^(?:固定资产)?(?:账面)?净值(?:总额|合计)?$",
        ),
    )
)
"""A whole and the two parts of it, by the ends of their labels."""
_MORE_PARTS = re.compile("减值|摊销|无形")


@rule("balance.assets", "balance")
def assets(report: Report) -> Iterator[Finding]:
    """资产总额 = 负债 + 净资产, and 固定资产原值 = 累计折旧 + 净值, where one sentence prints the three.

    Source: 政府会计准则——基本准则, 资产负债表. What is written off besides depreciation makes it silent.
    """
    sentences: dict[Place, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        if claim.measure == "final" and claim.statement.section.part is Part.NARRATIVE:
            sentences.setdefault(claim.statement.place, []).append(claim)
    for claims in sentences.values():
        if _MORE_PARTS.search(claims[0].statement.text):
            continue
        for patterns in _IDENTITIES:
            named = [_named(claims, pattern) for pattern in patterns]
            if all(len(found) == 1 for found in named):
                (whole,), *parts = named
                yield judged_parts(report, "balance.assets", whole, [part for (part,) in parts])


def _named(claims: Sequence[AmountClaim], label: re.Pattern[str]) -> list[AmountClaim]:
    return [claim for claim in claims if label.search(claim.subject)]

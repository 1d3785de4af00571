"""What one rule says of a made narrative, and amounts drawn in 分 and printed as reports print them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal

from hypothesis import strategies as st

from final_accounts.checking.checker import check
from final_accounts.checking.registry import RULES
from final_accounts.figures import Verdict, rounded
from final_accounts.reports import Finding, Form, Report

from ..recognising.narrative.narrative_making import account

Judged = tuple[str, str | None, str | None]
"""Verdict, stated, recomputed."""

fen = st.integers(0, 10**11)
"""An amount in 分, up to 亿元."""
places = st.integers(0, 2)
"""How many digits a percentage is printed with."""


@dataclass(slots=True)
class Heard:
    """What rules said in the tests of each module: verdicts by rule, None for silence, and the rules of
    which a finding was consistent by rounding alone."""

    module: str = ""
    modules: set[str] = field(default_factory=set)
    verdicts: dict[tuple[str, str], set[Verdict | None]] = field(default_factory=dict)
    rounded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, rule: str, verdict: Verdict | None) -> None:
        self.verdicts.setdefault((self.module, rule), set()).add(verdict)


HEARD = Heard()


def findings(rule: str, report: Report) -> list[Finding]:
    """All that a rule finds, the consistent included. Rules that need a form say nothing without it."""
    registered = RULES[rule]
    found = list(registered.function(report)) if registered.applies(report) else []
    if not found:
        HEARD.note(rule, None)
    return found


def explained(rule: str, report: Report) -> list[Finding]:
    """All that a rule finds, with what may have happened."""
    return [finding for finding in check(report).findings if finding.rule == rule]


def judged(rule: str, *texts: str, topic: str = "totals") -> list[Judged]:
    """What a rule says of paragraphs under the heading of a topic."""
    return shown(findings(rule, account((topic, texts))))


def shown(found: list[Finding]) -> list[Judged]:
    return [(finding.verdict.value, finding.stated, finding.recomputed) for finding in found]


def with_forms(report: Report, *forms: Form) -> Report:
    """The report with forms made by hand."""
    return replace(report, forms=forms)


def wan(amount_fen: int) -> str:
    """An amount as printed: 万元 with two digits."""
    return f"{rounded(Decimal(amount_fen) / 1_000_000, 2):f}"


def percent(part: int, whole: int, digits: int, cut: bool = False) -> str:
    """A ratio as printed, rounded or with its last digits cut off."""
    exact = Decimal(part) * 100 / Decimal(whole)
    if cut:
        return f"{exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN):f}"
    return f"{rounded(exact, digits):f}"


def never(found: list[Finding], *verdicts: Verdict) -> None:
    """Assert that there is something found, and nothing of these verdicts."""
    assert found
    assert not [finding.message for finding in found if finding.verdict in verdicts]

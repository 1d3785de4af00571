"""Every rule has a passing, a failing and a rounding-limit test: by what it was heard to say in them."""

from __future__ import annotations

import pytest

from final_accounts.checking.registry import RULES
from final_accounts.figures import Verdict

from .claim_making import Heard
from .test_registry import TESTED_IN

EXACT_KINDS = {"count", "completeness", "direction", "numbering", "unit", "wording"}
"""Kinds in which nothing is rounded."""
EXACT = {
    "change.beyond-amount",
    "change.zero-base",
    "completion.items",
    "completion.parts",
    "completion.zero-budget",
    "cross.absence",
    "cross.attachment",
    "forms.category-known",
    "forms.code-category",
    "forms.code-known",
    "forms.code-name",
    "forms.row-repeated",
    "performance.group-weight",
    "performance.score-within-weight",
    "share.part-within",
    "unusual.budget-missed",
}
"""Rules of other kinds that round nothing: they ask whether something is there, or is larger, or speak
only where no rounding saves what is said."""


def test_every_rule_passes_fails_and_meets_its_rounding_limit(heard: Heard) -> None:
    if not set(TESTED_IN.values()) <= heard.modules:
        pytest.skip("tells something only where the tests of all rules ran")
    lacking: dict[str, list[str]] = {}
    for name, module in TESTED_IN.items():
        verdicts = heard.verdicts.get((module, name), set())
        lacks = []
        if not verdicts & {Verdict.CONSISTENT, None}:
            lacks.append("passing")
        if not verdicts & {Verdict.INCONSISTENT, Verdict.TRUNCATED, Verdict.UNDETERMINED}:
            lacks.append("failing")
        limit = {Verdict.TRUNCATED, Verdict.UNDETERMINED} & verdicts
        exact = RULES[name].kind in EXACT_KINDS or name in EXACT
        if not exact and not limit and not any(name in rules for rules in heard.rounded.values()):
            lacks.append("rounding")
        if lacks:
            lacking[name] = lacks
    assert not lacking, "; ".join(f"{name}: {lacks}" for name, lacks in lacking.items())

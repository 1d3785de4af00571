"""A word of direction beside a wrong figure is no mistake of its own."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Severity

from ..recognising.narrative_making import account


def told(text: str) -> dict[str, str]:
    """The rules that speak of a sentence, with their severities."""
    checked = check(account(("operating", text)))
    mine = ("change", "completion.")
    return {f.rule: f.severity.value for f in checked.contradictions if f.rule.startswith(mine)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 8 of 9 is 112.5 %: the budget is wrong, and 大于 with it
        (
            "机关运行经费年初预算11.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数大于年初预算数的原因是增人。",
            {"completion.rate": "error", "completion.direction": "note"},
        ),
        (
            "机关运行经费年初预算8.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数小于年初预算数的原因是增人。",
            {"completion.direction": "error"},
        ),
        (
            "机关运行经费年初预算8.00万元，支出决算9.00万元，完成年初预算的112.50%，决算数大于年初预算数的原因是增人。",
            {},
        ),
        (
            "机关运行经费12.00万元，比上年10.00万元减少2.00万元，下降20.00%。",
            {"change.direction": "error"},
        ),
    ],
)
def test_one_mistake_is_told_once(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_a_word_that_a_corrected_amount_bears_out_is_a_consequence() -> None:
    text = "机关运行经费42.00万元，比上年50.00万元减少8.00万元，下降16.00%。"
    wrong = text.replace("42.00", "92.00")
    checked = check(account(("operating", wrong), ("basic", "公用经费支出42.00万元。")))
    loud = [f for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert [(f.stated, f.recomputed) for f in loud] == [("92.00", "42.00")]

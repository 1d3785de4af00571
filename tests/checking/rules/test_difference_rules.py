"""Differences that no rate bears out: beyond the amount itself, and told twice."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import explained, judged

BEYOND, AGAIN = "change.beyond-amount", "change.said-again"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务接待费支出1.20万元，比上年增加1.10万元。", []),
        ("公务接待费支出1.20万元，比上年增加2.10万元。", [("inconsistent", "2.10", None)]),
        # either may be half a 分 off
        ("公务接待费支出1.20万元，比上年增加1.21万元。", []),
        ("公务接待费支出1.20万元，比上年增加1.22万元。", [("inconsistent", "1.22", None)]),
        # in other units
        ("公务接待费支出1.20万元，比上年增加9000元。", []),
        ("公务接待费支出1.20万元，比上年增加90000元。", [("inconsistent", "90000", None)]),
        ("公务接待费支出1.20万元，比上年减少2.10万元。", []),
        # change.rate and change.difference recompute these
        ("公务接待费支出1.20万元，比上年增加2.10万元，增长80%。", []),
        ("公务接待费支出1.20万元，比上年0.30万元增加2.10万元。", []),
        ("公务接待费支出1.20万元，比上年增加约2.10万元。", []),
        # a reason is not of the amount before it
        (
            "公务接待费决算数0.40万元，较上年减少0.10万元。主要支出：一是来访增加1.06万元；二是厉行节约减少1.16万元。",
            [],
        ),
        ("行政运行（项）支出1.20万元，比上年增加2.10万元。", [("inconsistent", "2.10", None)]),
        ("1.行政运行1.20万元，比上年增加2.10万元。", [("inconsistent", "2.10", None)]),
        # these may have been below nought
        ("年末结转和结余1.20万元，比上年增加2.10万元。", []),
    ],
)
def test_an_amount_grows_by_no_more_than_it_is(text: str, found: list[tuple[str, str, None]]) -> None:
    assert judged(BEYOND, text, topic="three-public") == found


SPENT = "“三公”经费支出9.00万元，比上年减少2.00万元。"
AGAIN_SPENT = "“三公”经费支出9.00万元，比2023年{}万元，主要是厉行节约。"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("减少2.00", [("consistent", "2.00", "2.00")]),
        ("减少2.01", [("consistent", "2.01", "2.00")]),
        ("减少2.02", [("inconsistent", "2.02", "2.00")]),
        ("减少2", [("consistent", "2", "2.00")]),
        ("减少5.00", [("inconsistent", "5.00", "2.00")]),
        ("增加2.00", [("inconsistent", "2.00", "-2.00")]),
    ],
)
def test_a_change_is_told_again_as_it_was(change: str, found: list[tuple[str, str, str]]) -> None:
    assert judged(AGAIN, SPENT, AGAIN_SPENT.format(change), topic="three-public") == found


def test_which_of_two_numbers_was_cut_is_not_asked() -> None:
    texts = ("公务接待费支出1.20万元，比上年减少0.36万元。", "公务接待费支出1.20万元，比上年减少3591元。")
    for told in (texts, texts[::-1]):
        assert [verdict for verdict, _, _ in judged(AGAIN, *told, topic="three-public")] == ["consistent"]


@pytest.mark.parametrize(
    "again",
    [
        "“三公”经费支出9.00万元，比2022年减少5.00万元。",
        "“三公”经费支出9.00万元，比年初预算减少5.00万元。",
        "“三公”经费支出9.50万元，比上年减少5.00万元。",
        "按可比口径，“三公”经费支出9.00万元，比上年减少5.00万元。",
        "公务接待费支出9.00万元，比上年减少5.00万元。",
        "“三公”经费支出9.00万元，比上年下降5.00%。",
    ],
)
def test_changes_of_another_kind_are_not_compared(again: str) -> None:
    assert judged(AGAIN, SPENT, again, topic="three-public") == []


def test_other_sections_may_tell_of_other_amounts() -> None:
    texts = ("公务接待费支出9.00万元，比上年减少2.00万元。", "公务接待费支出9.00万元，比上年减少5.00万元。")
    assert judged(AGAIN, *texts, topic="operating") == []


def test_both_changes_are_told() -> None:
    (found,) = explained(AGAIN, account(("three-public", (SPENT, AGAIN_SPENT.format("增加2.00")))))
    assert "增加2.00万元" in found.message and "减少2.00万元" in found.message

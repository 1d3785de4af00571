"""A part of which a share is told is no more than its whole."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

RULE = "share.part-within"
SAID = "2024年度本年支出合计488.08万元。基本支出{}万元，占本年支出合计的{}%。"


@pytest.mark.parametrize(
    ("part", "share", "found"),
    [
        ("488.08", "100", []),
        # 488.084 of 488.084
        ("488.09", "100", []),
        ("488.80", "100", [("inconsistent", "488.80", "488.08")]),
        # share.rate tells of these
        ("488.80", "100.00", []),
        ("588.08", "100", []),
        ("400.00", "81.95", []),
    ],
)
def test_a_part_and_its_whole(part: str, share: str, found: list[Judged]) -> None:
    assert judged(RULE, SAID.format(part, share), topic="expenditure") == found


def test_a_part_that_stands_in_a_list_is_told_of_there() -> None:
    said = "2024年度本年支出合计488.08万元，其中：基本支出488.80万元，占100%。"
    assert judged(RULE, said, topic="expenditure") == []


def test_what_is_told() -> None:
    (told,) = findings(RULE, account(("expenditure", SAID.format("488.80", "100"))))
    assert told.message == "基本支出写488.80万元，大于本年支出合计488.08万元，却说占100%"

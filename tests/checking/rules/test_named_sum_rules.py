"""What a section says without a list of parts adds up all the same."""

from __future__ import annotations

import pytest

from ..claim_making import Judged, judged

RULE = "cross.named-parts"


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.00万元",
            [("consistent", "100.00", "100.00")],
        ),
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.10万元",
            [("inconsistent", "100.00", "100.10")],
        ),
        # 100.01 printed as 100.00, its digits cut off.
        (
            "basic",
            "基本支出100.00万元，人员经费80.00万元，公用经费20.02万元",
            [("truncated", "100.00", "100.02")],
        ),
        # A list speaks for itself, and what is said with two values or only in part proves nothing.
        ("basic", "基本支出100.00万元，其中：人员经费80.00万元，公用经费25.00万元", []),
        ("basic", "基本支出100.00万元，人员经费80.00万元，公用经费25.00万元，公用经费26.00万元", []),
        ("basic", "基本支出100.00万元，人员经费80.00万元", []),
        (
            "procurement",
            "政府采购支出总额9.00万元，货物支出5.00万元，工程支出0万元，服务支出3.00万元",
            [("inconsistent", "9.00", "8.00")],
        ),
    ],
)
def test_named_parts_add_up(topic: str, text: str, found: list[Judged]) -> None:
    assert judged(RULE, f"{text}。", topic=topic) == found

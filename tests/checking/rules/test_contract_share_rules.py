"""Shares of goods, works and services that small firms got contracts for."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

RULE = "cross.contract-shares"
BOUGHT = (
    "政府采购支出总额10.00万元，其中：政府采购货物支出6.00万元、政府采购工程支出0万元、"
    "政府采购服务支出4.00万元。"
)
SHARES = (
    "货物采购授予中小企业合同金额占货物支出金额的{}%，工程采购授予中小企业合同金额占工程支出金额的0%，"
    "服务采购授予中小企业合同金额占服务支出金额的{}%。"
)


def text(awarded: str, goods: str, services: str) -> str:
    return f"{BOUGHT}授予中小企业合同金额{awarded}万元。{SHARES.format(goods, services)}"


@pytest.mark.parametrize(
    ("awarded", "goods", "services", "found"),
    [
        ("8.00", "100", "50", ("consistent", "8.00", "8.00")),
        ("9.00", "100", "50", ("inconsistent", "9.00", "8.00")),
        # 6.00 × 33.33 % is 1.9998, 4.00 × 66.67 % is 2.6668
        ("4.67", "33.33", "66.67", ("consistent", "4.67", "4.67")),
        ("4.68", "33.33", "66.67", ("inconsistent", "4.68", "4.67")),
        # a whole percent of 6.00 may be 0.03 off
        ("4.68", "33", "67", ("consistent", "4.68", "4.66")),
    ],
)
def test_what_small_firms_got_is_their_share_of_each(
    awarded: str, goods: str, services: str, found: Judged
) -> None:
    assert judged(RULE, text(awarded, goods, services), topic="procurement") == [found]


def test_what_is_told_of_it() -> None:
    (found,) = findings(RULE, account(("procurement", text("9.00", "100", "50"))))
    assert found.message == "授予中小企业合同金额：报告写9.00万元，按各类采购的金额与占比重算为8.00万元"
    assert found.calculation == "6.00 × 100% + 4.00 × 50% = 8.00万元"
    assert [figure.text for figure in found.figures] == ["9.00万元", "6.00万元", "100%", "4.00万元", "50%"]


def test_shares_that_make_a_hundred_tell_what_the_contracts_consist_of() -> None:
    made = account(("procurement", text("9.00", "66.67", "33.33")))
    (found,) = findings(RULE, made)
    assert found.explanation == "疑似按中小企业合同金额的构成填列：各项占比合计为100%。"


@pytest.mark.parametrize(
    "said",
    [
        # a kind that was bought without its share, an amount said twice otherwise, no amount of the whole
        f"{BOUGHT}授予中小企业合同金额9.00万元。货物采购授予中小企业合同金额占货物支出金额的100%。",
        f"{BOUGHT}授予中小企业合同金额9.00万元，授予中小企业合同金额7.00万元。{SHARES.format(100, 50)}",
        f"{BOUGHT}{SHARES.format(100, 50)}",
        f"政府采购支出总额10.00万元。授予中小企业合同金额9.00万元。{SHARES.format(100, 50)}",
    ],
)
def test_what_is_not_all_told_is_left_alone(said: str) -> None:
    assert judged(RULE, said, topic="procurement") == []

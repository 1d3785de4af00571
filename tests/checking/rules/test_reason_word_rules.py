"""Reasons that only tell of the other direction."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

UP = "本年支出合计240.00万元，比上年增加40.00万元，增长20%"
DOWN = "项目支出80.00万元，比上年减少20.00万元，下降20%"
PLANNED = "公用经费年初预算100.00万元，支出决算80.00万元，完成年初预算的80%"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (f"{UP}，主要原因是人员增加。", []),
        (f"{UP}，主要原因是压缩会议经费。", ["压缩会议经费"]),
        (f"{UP}。主要是办公费用减少。", ["费用减少"]),
        (f"{DOWN}，主要原因是新增信息化项目。", ["新增信息化项目"]),
        (f"{DOWN}。主要原因：培训支出增加。", ["支出增加"]),
        (f"{DOWN}，主要原因是厉行节约。", []),
        # something goes that way, or something is over
        (f"{DOWN}，主要原因是维修支出增加，设备购置经费减少。", []),
        (f"{UP}，主要原因是上年压减经费。", []),
        (f"{DOWN}，主要原因是新增项目未完工。", []),
        (f"{DOWN}，主要原因是人员经费有所变动。", []),
        # no reason, no way, or both ways
        (f"{DOWN}。", []),
        ("公务接待费1.00万元，与上年持平，主要原因是厉行节约。", []),
        (f"{UP}；{DOWN}，主要原因是新增信息化项目。", []),
        # what is left over falls as more is spent
        ("年末结转和结余5.00万元，比上年减少1.00万元，下降16.67%，主要原因是项目支出增加。", []),
        # from the budget, by words or by what was spent of it
        (f"{PLANNED}，决算数小于预算数的主要原因是年中追加预算。", ["追加预算"]),
        (f"{PLANNED}，决算数小于预算数的主要原因是压减支出。", []),
        (f"{PLANNED}，未完成预算的原因是追加经费。", []),
        (f"{PLANNED}。决算数与预算数的差异原因：年中追加经费。", ["追加经费"]),
        (f"{PLANNED.replace('80%', '100%')}。决算数与预算数的差异原因：年中追加经费。", []),
    ],
)
def test_a_reason_goes_with_its_change(text: str, stated: list[str]) -> None:
    assert [f.stated for f in findings("change.reason-words", account(("expenditure", text)))] == stated

"""Rules on the reasons that sentences give."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

UP = "本年支出合计240.00万元，比上年增加40.00万元，增长20%"
DOWN = "项目支出80.00万元，比上年减少20.00万元，下降20%"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (f"{UP}，增长的主要原因是人员增加。", []),
        (f"{UP}，下降的主要原因是厉行节约。", ["下降"]),
        (f"{UP}。减少的主要原因：厉行节约。", ["减少"]),
        (f"{UP}，减少主要原因是厉行节约。", ["减少"]),
        (f"{DOWN}，增加的原因是人员增加。", ["增加"]),
        # no word for the way, or a reason for things of their own
        (f"{UP}，主要原因是人员减少。", []),
        (f"{UP}，主要是因为项目支出减少的原因。", []),
        # both ways are explained, or were told
        (f"{UP}。增加的主要原因是人员增加；减少的主要原因是厉行节约。", []),
        (f"{UP}；{DOWN}，减少的主要原因是厉行节约。", []),
        (f"{UP}。{DOWN}，减少的主要原因是厉行节约。", []),
        (f"{UP}。{DOWN}，增加的主要原因是人员增加。", ["增加"]),
        # what contradicts itself is told by change.direction, what is nought has no way
        ("本年支出合计240.00万元，比上年增加40.00万元，下降20%，下降的主要原因是厉行节约。", []),
        ("公务接待费0万元，比上年增加0万元，增长0%，下降的主要原因是厉行节约。", []),
        ("公务接待费1.00万元，与上年持平，下降的主要原因是厉行节约。", []),
    ],
)
def test_a_reason_explains_the_change_that_was_told(text: str, stated: list[str]) -> None:
    assert [f.stated for f in findings("change.reason", account(("expenditure", text)))] == stated


RUN = "公务用车运行维护费支出20.00万元，比上年减少3.80万元，下降15.97%"
GUESTS = "公务接待费支出0.50万元，比上年增加0.30万元，增长150%"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            f"{RUN}；{GUESTS}。公务用车运行维护费减少的主要原因是节约用车。公务接待费支出增加的主要原因是来访增多。",
            [],
        ),
        (
            f"{RUN}；{GUESTS}。公务用车运行维护费减少的主要原因是节约用车。公务接待费支出减少的主要原因是来访减少。",
            ["减少"],
        ),
        # against the budget and last year it went two ways
        (f"{GUESTS}，比预算减少1.50万元。公务接待费支出减少的主要原因是厉行节约。", []),
        # no amount told, or one that has no name
        (f"{RUN}。公务接待费支出增加的主要原因是来访增多。", []),
        (f"{RUN}。用车次数增加的主要原因是检查增多。", []),
    ],
)
def test_a_reason_that_names_its_amount(text: str, stated: list[str]) -> None:
    assert [f.stated for f in findings("change.reason", account(("three-public", text)))] == stated

"""What a sentence says of assets as a whole."""

from __future__ import annotations

import pytest

from ..claim_making import Judged, judged

SAID = (
    "截至2024年底，资产总额{}万元，比上年增加20.00万元；负债总额{}万元，其中流动负债90.00万元；净资产{}万元。"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SAID.format("600.00", "100.00", "500.00"), [("consistent", "600.00", "600.00")]),
        (SAID.format("600.00", "100.00", "400.00"), [("inconsistent", "600.00", "500.00")]),
        (SAID.format("600.0", "100.04", "500.0"), [("consistent", "600.0", "600.04")]),
        (SAID.format("600.0", "100.20", "500.0"), [("inconsistent", "600.0", "600.20")]),
        # fixed assets, current debts and the rate are other things
        ("固定资产总额600.00万元，流动负债100.00万元，净资产400.00万元。", []),
        ("资产总计600.00万元，净资产合计400.00万元，资产负债率16.67%。", []),
        (
            "固定资产原值500.00万元，累计折旧200.00万元，净值300.00万元。",
            [("consistent", "500.00", "500.00")],
        ),
        (
            "固定资产原值500.00万元，累计折旧200.00万元，净值200.00万元。",
            [("inconsistent", "500.00", "400.00")],
        ),
        ("固定资产原值500.00万元，累计折旧200.00万元，减值准备100.00万元，净值200.00万元。", []),
    ],
)
def test_assets_are_debts_and_what_is_left(text: str, found: list[Judged]) -> None:
    assert judged("balance.assets", text, topic="assets") == found

"""The budgets that the completions of items imply never exceed their whole's."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

RULE = "completion.items"
TOPIC = "general-budget-items"


def text(whole: str, *items: str) -> list[str]:
    """A whole of 100.00 and items of 60.00 and 40.00, each with what it completed."""
    said = "{}.农林水支出（类）农业农村（款）{}（项）：支出决算为{}万元，{}。"
    named = zip(("行政运行", "事业运行"), ("60.00", "40.00"), items, strict=True)
    head = f"2024年度一般公共预算财政拨款支出决算数为100.00万元，{whole}。其中："
    return [head, *(said.format(n, name, amount, item) for n, (name, amount, item) in enumerate(named, 1))]


@pytest.mark.parametrize(
    ("whole", "items", "found"),
    [
        ("完成预算100%", ("完成预算100%", "完成预算100%"), []),
        # 100.00 ÷ 80 %: what was budgeted and not spent may be left out
        ("完成预算80%", ("完成预算100%", "完成预算100%"), []),
        ("完成预算120%", ("完成预算100%", "完成预算100%"), [("inconsistent", "120", "100.00")]),
        # 60.00 ÷ 80 % and 40.00 ÷ 50 % are 155.00, and 100.00 ÷ 64.52 % is 154.99
        ("完成预算64.52%", ("完成预算80%", "完成预算50%"), []),
        ("完成预算66%", ("完成预算80.00%", "完成预算50.00%"), [("inconsistent", "66", "64.52")]),
        # of which budget, one item or the whole does not say
        ("完成年初预算120%", ("完成预算100%", "完成预算100%"), []),
        ("完成预算120%", ("完成预算100%", "完成调整预算100%"), []),
        ("完成预算120%", ("完成预算100%", "年初无预算"), []),
    ],
)
def test_items_imply_no_more_than_their_whole(
    whole: str, items: tuple[str, str], found: list[Judged]
) -> None:
    assert judged(RULE, *text(whole, *items), topic=TOPIC) == found


def test_what_is_told() -> None:
    (told,) = findings(RULE, account((TOPIC, text("完成预算120%", "完成预算100%", "完成预算100%"))))
    assert told.message == (
        "一般公共预算财政拨款支出决算数的完成率写120%，即预算约83.33万元；仅各项的决算数除以完成率，预算就有100.00万元"
    )

"""Lists of shares that leave out a part of their whole."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings

INCOME = "2024年度本年收入合计1000.00万元，其中：财政拨款收入800.00万元，占80.00%；"


def told(topic: str, *text: str) -> list[str | None]:
    return [str(f.message) for f in findings("completeness.parts", account((topic, *text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            INCOME + "其他收入50.00万元，占5.00%。",
            ["本年收入合计1000.00万元，所列2项合计850.00万元，占85.00%，其余150.00万元未列明"],
        ),
        (INCOME + "事业收入150.00万元，占15.00%；其他收入50.00万元，占5.00%。", []),
        (
            "本年收入合计1000.00万元，其中：一般公共预算财政拨款收入600.00万元，占60.00%；"
            "政府性基金预算财政拨款收入200.00万元，占20.00%。",
            ["本年收入合计1000.00万元，所列2项合计800.00万元，占80.00%，其余200.00万元未列明"],
        ),
        # whole as far as their digits tell
        (INCOME + "其他收入200.00万元，占19.99%。", []),
        (
            "2024年度本年收入合计1000.00万元，其中：财政拨款收入666.66万元，占66.7%；其他收入333.34万元，占33.3%。",
            [],
        ),
        # what is left stands there without its share
        (INCOME + "其他收入50.00万元，占5.00%。事业收入150.00万元。", []),
        # one part only, or a part of a part
        (INCOME + "全部为本级拨款。", []),
        (INCOME + "一般公共预算财政拨款收入700.00万元，占70.00%。", []),
    ],
)
def test_income_of_kinds(text: str, found: list[str]) -> None:
    assert told("income", text) == found


def test_the_three_public_expenses() -> None:
    text = (
        "“三公”经费支出决算为25.70万元，其中：因公出国（境）费支出决算0万元，占0%；{guests}"
        "公务用车购置及运行维护费支出决算9.40万元，占36.58%。"
    )
    guests = "公务接待费支出决算16.30万元，占63.42%；"
    assert told("three-public", text.format(guests=guests)) == []
    (message,) = told("three-public", text.format(guests=""))
    assert message is not None and message.endswith("其余16.30万元未列明")


def test_the_categories_of_a_budget_by_all_their_names() -> None:
    text = (
        "一般公共预算财政拨款支出1000.00万元，主要用于以下方面：“一般公共服务”300.00万元，占30.00%；"
        "文化体育与传媒支出100.00万元，占10.00%；{rest}教育支出500.00万元，占50.00%。"
    )
    rest = "住房保障支出100.00万元，占10.00%；"
    assert told("general-budget-structure", text.format(rest=rest)) == []
    (message,) = told("general-budget-structure", text.format(rest=""))
    assert message is not None and message.endswith("其余100.00万元未列明")
    # what no list knows may be a category too
    assert told("general-budget-structure", text.format(rest="某项支出50.00万元，占5.00%；")) == []

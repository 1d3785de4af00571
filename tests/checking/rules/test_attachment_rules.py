"""What attachments repeat of the account."""

from __future__ import annotations

import pytest

from final_accounts.recognising.recogniser import recognise

from ...recognising.narrative.narrative_making import HEADINGS, PART, document
from ..claim_making import Judged, explained, findings, shown

RULE = "cross.attachment"
OWN = (
    "2024年度本年收入合计933.26万元，其中：一般公共预算财政拨款收入933.26万元，占100%。",
    "2024年度本年支出合计933.26万元，其中：基本支出334.31万元，占35.82%；项目支出598.95万元，占64.18%。",
)


def text(*attached: str) -> tuple[str, ...]:
    return (
        "某某县示例局2024年度部门决算",
        PART,
        HEADINGS["income"],
        OWN[0],
        HEADINGS["expenditure"],
        OWN[1],
        "第四部分 附件",
        "附件1",
        "2024年度部门整体支出绩效自评报告",
        *attached,
    )


@pytest.mark.parametrize(
    ("attached", "found"),
    [
        ("2024年部门财政资金支出933.26万元。", [("consistent", "933.26", "933.26")]),
        ("2024年部门财政资金支出833.26万元。", [("inconsistent", "833.26", "933.26")]),
        ("2024年部门财政资金支出9332600元。", [("consistent", "9332600", "9332600.00")]),
        ("2024年基本支出343.31万元。", [("inconsistent", "343.31", "334.31")]),
        # in fewer digits, of other funds too, of a budget, and what is said twice
        ("2024年部门财政资金支出933.3万元。", []),
        ("2024年部门财政资金支出1024.50万元。", []),
        ("2024年部门财政资金支出预算833.26万元。", []),
        ("2024年总支出833.26万元。单位资金安排后，支出合计833.26万元。", []),
    ],
)
def test_a_total_that_an_attachment_repeats(attached: str, found: list[Judged]) -> None:
    assert shown(findings(RULE, recognise(document(*text(attached))))) == found


def test_the_slip_is_told() -> None:
    (found,) = explained(RULE, recognise(document(*text("2024年部门财政资金支出833.26万元。"))))
    assert "正文“本年支出合计”为933.26万元" in found.message
    assert "933.26" in found.explanation

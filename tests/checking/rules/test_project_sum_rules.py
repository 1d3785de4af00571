"""What the narrative says of all self-evaluated projects together, held against their tables."""

from __future__ import annotations

import pytest

from final_accounts.documents import Block, Document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report

from ...recognising.forms.form_making import table
from ...recognising.narrative.narrative_making import HEADINGS, PART, document
from ..claim_making import Judged, findings, shown
from .test_performance_rules import SPENT

TITLE = "项目支出绩效自评表"


def report(sentence: str, *projects: tuple[str, str, str]) -> Report:
    """An account that says this of its projects, and prints a table of each: name, budget, execution."""
    text = document(
        "某某县示例局2024年度部门决算",
        PART,
        HEADINGS["expenditure"],
        SPENT,
        HEADINGS["performance"],
        sentence,
        TITLE,
    )
    blocks: list[Block] = list(text.blocks)
    for name, budget, executed in projects:
        blocks.append(
            table(
                [
                    f"{TITLE}|||",
                    f"项目名称|{name}||",
                    "项目资金（万元）||全年预算数|全年执行数",
                    f"|年度资金总额|{budget}|{executed}",
                ]
            )
        )
    return recognise(Document(text.source, tuple(blocks)))


TWO = (("甲项目", "20.00", "16.00"), ("乙项目", "10.00", "9.50"))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("对2个项目开展绩效自评，涉及资金30.00万元。", [("consistent", "30.00", "30.00")]),
        ("对2个项目开展绩效自评，涉及资金25.5万元。", [("consistent", "25.5", "25.50")]),
        ("对2个一级项目全面开展绩效自评，共涉及资金35.00万元。", [("inconsistent", "35.00", "30.00")]),
        ("对3个项目开展绩效自评，涉及资金35.00万元。", []),
    ],
)
def test_the_money_of_all_projects(sentence: str, found: list[Judged]) -> None:
    assert shown(findings("performance.projects-sum", report(sentence, *TWO))) == found


def test_an_amount_rounded_to_whole_units_is_borne_out() -> None:
    made = report(
        "对2个项目开展绩效自评，涉及资金30万元。", ("甲项目", "20.20", "1"), ("乙项目", "10.20", "1")
    )
    assert shown(findings("performance.projects-sum", made)) == [("consistent", "30", "30.40")]
    assert [str(f.message) for f in findings("performance.projects-sum", made)] == [
        "2个项目涉及资金30万元，与各项目自评表之和一致"
    ]

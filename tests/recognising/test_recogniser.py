"""What is an account: documents that are recognised, and those that are refused."""

from __future__ import annotations

import pytest

from final_accounts.errors import NotAnAccount
from final_accounts.recognising.recogniser import recognise

from .narrative.narrative_making import document

SPENT = (
    "2024年全区“三公”经费支出9.00万元，比上年减少1.00万元，下降10.00%。",
    "（一）因公出国（境）费2.00万元。",
    "（二）公务接待费7.00万元。",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("某某县示例局2024年度部门决算", "2024年度收入总计9.00万元。"),
        # a summary of the three public expenses need not call itself an account
        ("2024年某某区“三公”经费公共财政拨款支出情况", *SPENT),
        SPENT,
    ],
)
def test_an_account_is_recognised(lines: tuple[str, ...]) -> None:
    assert recognise(document(*lines)).claims


@pytest.mark.parametrize(
    "lines",
    [
        (
            "2025年“三公”经费预算",
            "2025年“三公”经费预算9.00万元，其中：公务接待费7.00万元，公务用车运行费2.00万元。",
        ),
        # the account of which is yet to come
        (
            "某某街2024年“三公”经费财政拨款预算情况说明",
            "2024年“三公”经费预算8.07万元。公务接待费3.57万元，公务用车运行维护费4.50万元。",
            "因公出国费用在发生时列入单位预算，全年支出情况随部门决算一并公开。",
        ),
        ("采购公告", "本项目金额9.00万元。"),
        ("会议纪要", "公务接待费不超过9.00万元。"),
    ],
)
def test_what_is_none_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(NotAnAccount, match="nothing in it is a departmental final account"):
        recognise(document(*lines))


def test_the_title_of_such_a_summary_tells_its_matter() -> None:
    report = recognise(document("2024年某某区“三公”经费公共财政拨款支出情况", *SPENT))
    assert {claim.statement.section.topic for claim in report.claims} == {"three-public"}


def test_a_summary_whose_title_was_lost_is_told_by_its_first_sentence() -> None:
    report = recognise(document(*SPENT))
    assert {claim.statement.section.topic for claim in report.claims} == {"three-public"}
    whole = recognise(document("2024年度决算收入总计9.00万元，“三公”经费支出1.00万元。"))
    assert "three-public" not in {claim.statement.section.topic for claim in whole.claims}

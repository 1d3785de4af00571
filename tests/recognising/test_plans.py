"""Next year's budget, published with the account: checked among itself, never held against this year."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.recognising.recogniser import recognise
from final_accounts.recognising.sections import outline
from final_accounts.reports import AmountClaim, Part, Severity

from .forms import form_making
from .narrative.narrative_making import document

ACCOUNT = (
    "某某县示例局2024年度部门决算",
    "第一部分 2024年度部门决算情况说明",
    "三、支出决算情况说明",
    "本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出200.00万元，占40.00%。",
    "七、财政拨款“三公”经费支出决算情况说明",
    "“三公”经费支出5.00万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费3.00万元，公务接待费2.00万元。",
)
PLAN = (
    "第二部分 2025年部门预算情况说明",
    "一、支出情况说明",
    "2025年支出600.00万元，其中：基本支出350.00万元，占58.33%；项目支出250.00万元，占41.67%。",
    "二、“三公”经费情况说明",
    "“三公”经费支出4.00万元，比2024年预算减少1.00万元，下降20.00%。其中：公务接待费1.50万元。",
    "本部门2025年无政府性基金预算。",
)


def loud(*lines: str) -> list[str]:
    checked = check(recognise(document(*lines)))
    assert not checked.failed_rules
    return [f.rule for f in checked.contradictions if f.severity is not Severity.NOTE]


def parts(*lines: str) -> list[Part]:
    made = document(*lines)
    division = outline(made, 2024)
    return [division.of_paragraph[paragraph.index].part for paragraph in made.paragraphs]


@pytest.mark.parametrize(
    ("heading", "planned"),
    [
        ("第二部分 2025年部门预算情况说明", True),
        ("八、2025年“三公”经费预算情况说明", True),
        ("八、下一年度预算安排情况", True),
        ("某某县示例局2025年部门预算公开", True),
        ("第二部分 2024年部门预算执行情况说明", False),
        ("八、2024年度预算执行情况说明", False),
        ("八、2025年预算绩效管理工作安排", False),
        ("八、政府性基金预算支出决算情况说明", False),
        ("某某县示例局2025年部门预算于2025年2月公开。", False),
    ],
)
def test_a_later_budget_is_known_by_its_heading(heading: str, planned: bool) -> None:
    told = parts(*ACCOUNT, heading, "支出600.00万元。")
    assert (told[-1] is Part.PLAN) is planned


def test_a_later_budget_ends_where_the_account_goes_on() -> None:
    told = parts(
        *ACCOUNT,
        "八、2025年预算情况说明",
        "（一）收入情况",
        "收入600.00万元。",
        "九、政府采购支出情况",
        "无。",
    )
    assert told[-5:] == [Part.PLAN, Part.PLAN, Part.PLAN, Part.NARRATIVE, Part.NARRATIVE]
    behind = parts("某某县示例局2025年部门预算", "一、收入情况", "收入600.00万元。", *ACCOUNT)
    assert [part is Part.PLAN for part in behind] == [True] * 3 + [False] * len(ACCOUNT)


def test_a_paragraph_alone_may_be_of_a_later_budget() -> None:
    aside = "2025年度“三公”经费预算较2024年度增加1.00万元，公务接待费较上年增加0.50万元，增长25.00%。"
    told = parts(*ACCOUNT, aside, "公务接待费较上年增加0.40万元，增长25.00%。")
    assert told[-3:] == [Part.NARRATIVE, Part.PLAN, Part.NARRATIVE]
    assert loud(*ACCOUNT, aside) == []
    assert parts(*ACCOUNT, "2025年初收到的2024年度预算指标5.00万元已上缴。")[-1] is Part.NARRATIVE


def test_a_later_budget_is_not_held_against_the_account() -> None:
    assert loud(*ACCOUNT, *PLAN) == []
    # The same words under a heading of the account contradict it.
    assert "cross.repeated-amount" in loud(*ACCOUNT, *PLAN[3:5])


def test_a_later_budget_is_checked_among_itself() -> None:
    wrong = [line.replace("58.33%", "53.33%").replace("20.00%", "25.00%") for line in PLAN]
    assert loud(*ACCOUNT, *wrong) == ["change.rate", "share.rate"]


def test_the_amounts_of_a_later_budget_are_budgets() -> None:
    report = recognise(document(*ACCOUNT, *PLAN))
    amounts = [
        c for c in report.claims if isinstance(c, AmountClaim) and c.statement.section.part is Part.PLAN
    ]
    assert [c.measure for c in amounts] == ["budget"] * 5
    assert {c.fiscal_year for c in amounts} == {2025}
    assert {c.key for c in amounts} == {None}
    assert all(e.bound_to for e in check(report).ledger.entries)


def test_the_forms_of_a_later_budget_are_not_the_accounts() -> None:
    rows = ["科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出", "201 | 一般公共服务支出 | {0} | {0} | 0.00"]

    def totals(*printed: str | list[str]) -> list[str]:
        forms = recognise(form_making.document(*printed)).forms
        return [str(row.values[0].value) for form in forms for row in form.rows if row.values[0]]

    own = ["支出决算表", [line.format("500.00") for line in rows]]
    later = ["支出决算表", [line.format("600.00") for line in rows]]
    assert totals(*ACCOUNT, *own, "第三部分 2025年部门预算", *later) == ["500.00"]
    assert totals(*ACCOUNT, *own, "第三部分 2024年部门决算表", *later) == ["500.00", "600.00"]

"""The disclosure checklist as shown: covered and where, empty, or not found, in both languages."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.places import Place
from final_accounts.reports import CheckedReport, Form
from final_accounts.settings import reference
from final_accounts.showing.checklist import show_checklist


def test_every_point_is_covered_empty_or_not_found(checked: CheckedReport) -> None:
    first, second = checked.report.sections
    procurement = replace(second, topic="procurement", title="关于政府采购支出的说明")
    statements = tuple(
        replace(one, section=procurement) if one.section == second else one
        for one in checked.report.statements
    )
    empty = Form("fund", "政府性基金表", None, "万元", "万元", (), (), Place(page=20, table=4))
    report = replace(
        checked.report,
        sections=(first, procurement),
        statements=statements,
        forms=(*checked.report.forms, empty),
    )
    passage = show_checklist(replace(checked, report=report))
    lines = passage.text.splitlines()
    assert lines[0] == "应公开的 17 项中，本文件有 3 项。"
    assert {"政府采购：有", "政府性基金预算收入支出：空表", "国有资产占用情况：未见"} <= set(lines)
    assert "关于政府采购支出的说明 <small>第4页</small>" in passage.html
    assert "空表</td><td>《政府性基金表》为空表 <small>第20页</small>" in passage.html


def test_every_point_has_english_words(checked: CheckedReport) -> None:
    labels = [point["label"] for point in reference("disclosure")["point"]]
    assert set(labels) == set(reference("messages")["disclosure"])
    assert "Government procurement: not found" in show_checklist(checked, "en").text.splitlines()

"""Texts whose line ends a conversion lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.documents import Source
from final_accounts.reading.text.lost_lines import with_line_ends
from final_accounts.reading.text.reader import read_text
from final_accounts.recognising.recogniser import recognise

LINES = (
    "某某县示例局2024年度部门决算",
    "第一部分 部门概况",
    "一、主要职责",
    "负责统一、协调和指导全县示例工作，提出政策措施的意见；承办县委、县政府交办的其他事项。",
    "第二部分 2024年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "2024年度收入总计300.00万元，支出总计300.00万元。",
    "二、收入决算情况说明",
    "本年收入合计280.00万元，其中：财政拨款收入252.00万元，占90%；其他收入28.00万元，占10%。",
    "三、支出决算情况说明",
    "本年支出合计290.00万元，其中：基本支出190.00万元，占65.52%；项目支出100.00万元，占34.48%。",
    "四、一般公共预算财政拨款支出决算情况说明",
    "（一）总体情况说明",
    "一般公共预算财政拨款支出250.00万元，占本年支出合计的86.21%。",
    "（二）具体情况说明",
    "1.教育支出（类）150.00万元，完成预算的100%。",
    "2.住房保障支出（类）100.00万元，完成预算的100%。",
)


@pytest.mark.parametrize("gap", [" ", "　　"])
def test_headings_and_items_begin_lines_again(gap: str) -> None:
    parted = with_line_ends([gap.join(LINES)])[0]
    assert [line.strip() for line in parted] == list(LINES)


def test_headings_that_follow_one_another_without_a_gap_are_parted() -> None:
    parted = with_line_ends(["".join(LINES[4:]) + "以上数据均为决算数。" * 20])[0]
    assert {line for line in LINES[5:] if re.match("[一二三四]、|（", line)} <= set(parted)


@pytest.mark.parametrize(
    "line",
    [
        # Short, or long with few headings: a sentence that counts reasons is one paragraph.
        " ".join(LINES[5:8]),
        "第二部分 2024年度部门决算表",
        "各表见第二部分 部门决算表。",
        "主要原因：一、人员增加。二、" + "补缴以前年度的社会保险费，" * 40 + "三、项目增加。",
        "甲" * 400,
    ],
)
def test_an_ordinary_paragraph_is_left_alone(line: str) -> None:
    assert with_line_ends([line]) == ([line], [0])


@pytest.mark.parametrize("before", ["", "五、财政拨款支出决算表 "])
def test_a_part_that_goes_on_with_its_first_heading_is_parted(before: str) -> None:
    lines = ["某某县示例局", f"{before}第三部分 2024年度部门决算情况说明 一、收入决算情况说明", "收入合计为"]
    ahead = [before.strip()] if before else []
    part = [*ahead, "第三部分 2024年度部门决算情况说明", "一、收入决算情况说明"]
    assert with_line_ends(lines) == ([lines[0], *part, lines[2]], [0, *(1 for _ in part), 2])


def test_what_is_behind_a_parted_line_keeps_the_number_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    path.write_text("\n".join((*LINES[:4], " ".join(LINES[4:6]), *LINES[6:])), encoding="utf-8")
    paragraphs = read_text(Source(path.name, "txt", "0" * 64, None, path)).paragraphs
    assert [p.place().line for p in paragraphs if p.text in LINES[5:7]] == [5, 6]


def test_an_account_on_one_line_is_checked_as_on_many(tmp_path: Path) -> None:
    messages = []
    for gap in ("\n", " "):
        path = tmp_path / "made.txt"
        path.write_text(gap.join(LINES).replace("占34.48%", "占35.48%"), encoding="utf-8")
        checked = check(recognise(read_text(Source(path.name, "txt", "0" * 64, None, path))))
        messages.append([finding.message for finding in checked.contradictions])
    assert messages[0] == messages[1]
    assert "项目支出占本年支出合计的比重：报告写35.48%，重算为34.48%" in messages[0]

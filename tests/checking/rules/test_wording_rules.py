"""Rules on the wording: template text, doubled signs and words, the contents list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from final_accounts.figures import Verdict
from final_accounts.places import Place
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report, UnreadForm

from ...recognising.narrative.narrative_making import PART, account, document
from ..claim_making import findings, with_forms
from ..form_making import form

AMOUNT = "2024年度收入、支出总计均为300.00万元。"


def standing(rule: str, *texts: str) -> list[str | None]:
    """What a rule quotes of paragraphs below a sentence that gives an amount."""
    return [finding.stated for finding in findings(rule, account(("totals", [AMOUNT, *texts])))]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("支出比2023年度增加/减少0万元，增长/下降0%。", ["增加/减少"]),
        ("支出比2023年度减少3.00万元，下降/上升1%。", ["下降/上升"]),
        ("支出比2023年度增加（减少）0万元。", ["增加（减少）"]),
        ("支出比2023年度减少（增加）0万元，下降（增长）0%。", ["减少（增加）"]),
        ("支出比2023年度减增加3.00万元，增长1%。", ["减增加"]),
        ("全县在职人员有增减少量变动。", []),
        ("决算数大小于预算数的主要原因是节约开支。", ["大小于"]),
        ("决算数大于（小于）年初预算数的主要原因是节约开支。", ["大于（小于）"]),
        ("决算数小于预算数，规模大小于此可见。", []),
        ("公务接待费支出决算减少为0.00万元，与2023年度持平。", ["减少为0.00万元，与2023年度持平"]),
        ("公务接待费支出决算减少0.00万元，与2023年度持平。", []),
        ("公务接待费预算由2.00万元减少为1.00万元，决算与2023年度持平。", []),
        ("第三部分 某某局202 年度部门决算情况说明", ["202年度"]),
        ("第三部分 某某局2024 年度部门决算情况说明", []),
        ("《XX部门2024年整体支出绩效评价报告》见附件。", ["XX部门"]),
        ("其中：某项支出××万元。", ["××万元"]),
        ("（注：请部门根据实际注明页码）", ["（注：请部门根据实际注明页码）"]),
        ("其他收入0万元，占0%。（注：仅罗列本部门涉及的收入）", ["（注：仅罗列本部门涉及的收入）"]),
        ("（仅有一个单位的部门，此处写机构设置）", ["（仅有一个单位的部门，此处写机构设置）"]),
        ("（仅有本级1家预算单位）", []),
        ("基金预算收入20.00万元，支出收入20.00万元。", ["支出收入"]),
        ("全年收入支出收入结构稳定，收入支出总计20.00万元。", []),
        ("支出比2023年度减少3.00万元。主要原因：。", ["原因：。"]),
        ("支出小于预算数的主要原因是；收入不变。", ["原因是；"]),
        ("支出比2023年度减少3.00万元。主要原因：", []),
        ("支出比2023年度减少3.00万元的原因是：节约开支。", []),
        ("支出____万元。", ["____万元"]),
        ("其他支出0万元，占%。", ["占%"]),
        ("支出合计万元，比上年增长5.00%。", ["合计万元"]),
        ("支出0万元,占 %;", ["占%"]),
        ("支出0万元,比上年减少 万元,", ["减少万元"]),
        ("支出合计5.00万元，比上年增长%。", ["增长%"]),
        ("各项目占比%（万元）如下：", []),
        ("支出比2023年度增加3.00万元，增长1%。", []),
        ("采购XXX型设备一台，用于UXX系统。", []),
        ("（注：本表反映本部门收支情况）", []),
        ("支出比2023年度增加或减少0万元。", ["增加或减少"]),
        ("增加或减少的原因见下；人员增加、减少的情况见附表。", []),
    ],
)
def test_template_text(text: str, stated: list[str]) -> None:
    assert standing("wording.template", text) == stated


def test_template_text_in_the_contents_list_is_found_too() -> None:
    lines = ("目录", "第一部分 概况 1", "（注：请部门根据实际注明页码）", "第一部分 概况", PART, AMOUNT)
    found = findings("wording.template", recognise(document("某某县示例局2024年度部门决算", *lines)))
    assert [(f.stated, f.section) for f in found] == [("（注：请部门根据实际注明页码）", None)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [("其他收入0万元，占0%%。", ["0%%"]), ("其他收入0万元，占0%。", []), ("占0.1％％。", ["0.1%%"])],
)
def test_doubled_percent_signs(text: str, stated: list[str]) -> None:
    assert [s and s[-3:] for s in standing("wording.percent-sign", text)] == [s[-3:] for s in stated]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("比2023年度减少-3.00万元，下降-1.00%。", ["减少-3.00万元"]),
        ("比2023年度减少了－3万元。", ["减少了－3万元"]),
        ("比2023年度减少3.00万元，下降1.00%。", []),
        # another way to say it, and no mistake
        ("比2023年度增加-3.00万元，增长-1.00%。", []),
        ("比2023年度增减-3.00万元。", []),
        ("增长（下降）-1.00%，增长/下降-1.00%。", []),
        ("计划减少-增加时应说明。", []),
    ],
)
def test_decreases_below_zero(text: str, stated: list[str]) -> None:
    assert standing("wording.double-sign", text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("严格按照按照规定执行。", ["按照按照"]),
        ("将村卫生室全部全部纳入。", ["全部全部"]),
        ("认真研究研究部署。", []),
        ("人人参与，层层落实。", []),
        ("哈哈哈哈。", []),
        ("预算数决算数预算数决算数", []),
    ],
)
def test_repeated_words(text: str, stated: list[str]) -> None:
    assert standing("wording.repeated-word", text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "用于：教育支出5.00万元，占10%；住房支出2.50万元，占5%；住房支出2.50万元，占5%。",
            ["住房支出2.50万元，占5%；住房支出2.50万元，占5%"],
        ),
        (
            "用于：住房支出2.50万元；住房支出2.50万元；教育支出5.00万元。",
            ["住房支出2.50万元；住房支出2.50万元"],
        ),
        ("用于：住房支出2.50万元；住房支出2.60万元。", []),
        ("用于：教育支出2.50万元；住房支出2.50万元。", []),
        # nothing was printed of it, or no amount
        ("用于：住房支出0万元；住房支出0.00万元；住房支出0.00万元。", []),
        ("加强预算绩效管理；加强预算绩效管理。", []),
    ],
)
def test_clauses_typed_twice(text: str, stated: list[str]) -> None:
    assert standing("wording.repeated-clause", text) == stated


def listed(*titles: str) -> Report:
    return recognise(
        document(
            "某某县示例局2024年度部门决算",
            "目录",
            "第一部分 部门概况 1",
            *titles,
            "第一部分 部门概况",
            "一、部门职责",
            "二、机构设置",
            "第二部分 2024年度部门决算情况说明",
            "一、收入支出决算总体情况说明",
            AMOUNT,
            "二、收入决算情况说明",
            "三、关于2024年度预算绩效情况的说明",
        )
    )


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (["一、部门职责 1", "二、机构设置 2", "一、收入支出决算总体情况说明 3"], []),
        # numbers, years and page numbers are no part of a title
        (["1、部门职责……1", "二、机构设置2", "三、关于2023年度预算绩效情况的说明 9"], []),
        (
            ["一、部门职责 1", "二、机构设置 2", "三、关于2024年度预算绩效管理情况的说明 9"],
            [
                (
                    "inconsistent",
                    "三、关于2024年度预算绩效管理情况的说明",
                    "三、关于2024年度预算绩效情况的说明",
                )
            ],
        ),
        (
            ["一、部门职责 1", "二、机构设置 2", "四、国有资产占用情况 9"],
            [("inconsistent", "四、国有资产占用情况", None)],
        ),
        # a form that the body calls otherwise is no section
        (
            ["一、部门职责 1", "二、机构设置 2", "三、关于2024年度预算绩效情况的说明表 9"],
            [("inconsistent", "三、关于2024年度预算绩效情况的说明表", None)],
        ),
        # several forms: in a file of their own
        (["一、部门职责 1", "二、机构设置 2", "四、支出决算表 9", "五、收入决算表 9"], []),
        # one of two lines: too little to judge a list by
        (["一、部门职责 1", "四、国有资产占用情况 9"], []),
    ],
)
def test_the_contents_list(titles: list[str], found: list[tuple[str, str, str | None]]) -> None:
    seen = findings("numbering.contents", listed(*titles))
    assert [(f.verdict.value, f.stated, f.recomputed) for f in seen] == found


def test_a_contents_list_of_strangers_was_misread() -> None:
    titles = [f"{number}、完全不同的事项{number}" for number in "一二三四五六"]
    assert not findings("numbering.contents", listed(*titles))


def test_forms_listed_but_not_found() -> None:
    forms = ["一、收入支出决算总表 9", "二、收入决算表 9", "三、支出决算表 9"]
    (finding,) = findings("completeness.forms-not-found", listed(*forms))
    assert finding.verdict is Verdict.UNDETERMINED
    assert finding.message == "报告列出3张附表，但未能在本文件中读到任何一张"
    found = with_forms(listed(*forms), form("income-expenditure", "收总计|300.00"))
    assert not findings("completeness.forms-not-found", found)
    assert not findings("completeness.forms-not-found", listed(*forms[:2]))


def test_forms_whose_order_was_lost() -> None:
    plain = listed("一、部门职责 1")
    assert not findings("completeness.forms-unread", plain)
    lost = [UnreadForm(title, (), Place(table=at)) for at, title in enumerate(("收入决算表", "支出决算表"))]
    (finding,) = findings("completeness.forms-unread", replace(plain, unread_forms=tuple(lost)))
    assert finding.message == (
        "《收入决算表》《支出决算表》的文字和数字都在，但转换后看不出行列，无法逐一对应，未作核对"
    )
    assert finding.explanation == "请直接用公布的 PDF、Word 或网页文件核对，不要先转成文本。"
    assert finding.verdict is Verdict.UNDETERMINED
    assert [place.table for place in finding.places] == [0, 1]

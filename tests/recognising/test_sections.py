"""Parts, headings, contents lists and sentences of a report."""

from __future__ import annotations

import pytest

from final_accounts.recognising.sections import Outline, outline, statements
from final_accounts.reports import Part

from .narrative.narrative_making import document

HEADED = (
    "某某县示例局2024年度部门决算",
    "目录",
    "第一部分 部门概况 1",
    "一、部门职责 1",
    "第二部分 2024年度部门决算情况说明 2",
    "一、收入支出决算总体情况说明 2",
    "第三部分 名词解释 9",
    "第四部分 附件 10",
    "第五部分 附表",
    "一、收入支出决算总表",
    "第一部分 部门概况",
    "一、部门职责",
    "（一）主要职责",
    "1.贯彻执行有关法律、法规、规章，组织拟订标准并监督实施。",
    "第二部分 2024年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "2024年度收入总计300.00万元。支出总计300.00万元。",
    "十、其他重要事项的情况说明",
    "（一）机关运行经费支出情况。2024年度，机关运行经费支出40.00万元。",
    "（二）政府采购支出情况",
    "2024年度政府采购支出总额70.00万元。",
    "第三部分 名词解释",
    "1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。",
    "第四部分 附件",
    "附件1",
    "一、部门概况",
    "第五部分 附表",
    "一、收入支出决算总表",
)


def sections(*lines: str) -> list[tuple[str, int, str, str, str | None]]:
    """Part, level, number, title and topic of each headed section."""
    return [(s.part.value, s.level, s.number, s.title, s.topic) for s in made(*lines).sections if s.number]


def made(*lines: str) -> Outline:
    return outline(document(*lines))


def test_parts_and_headings() -> None:
    assert sections(*HEADED) == [
        ("overview", 0, "第一部分", "部门概况", None),
        ("overview", 1, "一、", "部门职责", None),
        ("overview", 2, "（一）", "主要职责", None),
        ("narrative", 0, "第二部分", "2024年度部门决算情况说明", None),
        ("narrative", 1, "一、", "收入支出决算总体情况说明", "totals"),
        ("narrative", 1, "十、", "其他重要事项的情况说明", "other"),
        ("narrative", 2, "（一）", "机关运行经费支出情况", "operating"),
        ("narrative", 2, "（二）", "政府采购支出情况", "procurement"),
        ("glossary", 0, "第三部分", "名词解释", None),
        ("attachment", 0, "第四部分", "附件", None),
        ("attachment", 1, "一、", "部门概况", None),
        ("forms", 0, "第五部分", "附表", None),
        ("forms", 1, "一、", "收入支出决算总表", None),
    ]


def test_the_contents_list_ends_where_its_first_line_comes_again() -> None:
    division = made(*HEADED)
    assert [(entry.number, entry.title) for entry in division.contents] == [
        ("一、", "部门职责"),
        ("一、", "收入支出决算总体情况说明"),
        ("一、", "收入支出决算总表"),
    ]
    parts = [division.of_paragraph[index].part for index in range(len(HEADED))]
    assert parts[0] is Part.COVER
    assert set(parts[1:10]) == {Part.CONTENTS}
    assert parts[10] is Part.OVERVIEW


@pytest.mark.parametrize(
    "body",
    [
        # the list has a colon, the heading none
        ("第一部分 青山县档案局概况", "一、主要职责", "保管档案。"),
        # the heading is called otherwise
        ("第一部分 部门基本情况", "一、主要职责", "保管档案。"),
        # the list begins with a part that the body leaves out
        ("一、主要职责", "负责全县档案的接收、征集、整理、保管和提供利用工作，指导乡镇档案工作。"),
    ],
)
def test_the_contents_list_ends_though_its_first_line_is_printed_otherwise(body: tuple[str, ...]) -> None:
    listed = (
        "第一部分：青山县档案局概况",
        "一、单位职责",
        "第二部分：2024年度决算情况说明",
        "第三部分：名词解释",
    )
    account = (
        "第二部分 2024年度决算情况说明",
        "一、收入支出决算总体情况说明",
        "2024年度收、支总计300.00万元",
    )
    division = made("目录", *listed, *body, *account)
    parts = [division.of_paragraph[index].part for index in range(5 + len(body) + 3)]
    assert set(parts[:5]) == {Part.CONTENTS}
    assert Part.CONTENTS not in parts[5:]
    assert division.of_paragraph[5 + len(body) + 2].topic == "totals"


def test_a_contents_list_of_which_only_its_name_is_left() -> None:
    lines = [line for line in HEADED if not line.endswith(tuple("0123456789"))]
    division = made(HEADED[0], "目录", *lines[lines.index("第一部分 部门概况") :])
    assert division.contents == ()
    assert [division.of_paragraph[index].part for index in (1, 2, 3)] == [
        Part.CONTENTS,
        Part.OVERVIEW,
        Part.OVERVIEW,
    ]


def test_an_account_without_parts_may_begin_with_whom_it_is_of() -> None:
    lines = (
        "青山县档案局2024年度部门决算说明",
        "一、部门基本情况",
        "青山县档案局内设3个股室，编制12名。",
        "二、收入支出决算总体情况说明",
        "2024年度收、支总计300.00万元。",
    )
    division = made(*lines)
    assert [division.of_paragraph[index].part for index in range(5)] == [
        Part.COVER,
        Part.OVERVIEW,
        Part.OVERVIEW,
        Part.NARRATIVE,
        Part.NARRATIVE,
    ]
    assert division.of_paragraph[4].topic == "totals"


def test_a_heading_knows_those_above_it() -> None:
    division = made(*HEADED)
    operating = next(section for section in division.sections if section.topic == "operating")
    assert operating.path == ("其他重要事项的情况说明",)


def test_a_heading_may_go_on_as_its_sentence() -> None:
    division = made(*HEADED)
    index = next(i for i, line in enumerate(HEADED) if line.startswith("（一）机关运行"))
    assert division.of_paragraph[index].topic == "operating"


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("一、收入支出决算总体情况说明", "totals"),
        ("二、收入决算情况说明", "income"),
        ("三、支出决算情况说明", "expenditure"),
        ("四、财政拨款收入支出决算总体情况说明", "appropriation"),
        ("五、一般公共预算财政拨款支出决算情况说明", "general-budget"),
        ("（一）一般公共预算财政拨款支出决算总体情况", "general-budget-total"),
        ("（二）一般公共预算财政拨款支出决算结构情况", "general-budget-structure"),
        ("（三）一般公共预算财政拨款支出决算具体情况", "general-budget-items"),
        ("五、一般公共预算支出情况说明", "general-budget"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "basic"),
        ("六、一般公共预算基本支出情况说明", "basic"),
        ("七、财政拨款“三公”经费及会议费、培训费支出决算情况说明", "three-public"),
        ("八、政府性基金预算财政拨款收入支出决算情况说明", "fund"),
        ("九、国有资本经营预算财政拨款支出决算情况说明", "state-capital"),
        ("十、关于机关运行经费支出说明", "operating"),
        ("十一、关于政府采购支出说明", "procurement"),
        ("十二、关于国有资产占用情况说明", "assets"),
        ("十三、预算绩效情况说明", "performance"),
        ("十、一般性支出情况说明", "general-expenses"),
    ],
)
def test_the_topic_of_a_heading(title: str, topic: str) -> None:
    division = made("第二部分 2024年度部门决算情况说明", title, "2024年度支出300.00万元。")
    assert division.sections[-1].topic == topic


def test_words_automatic_numbering_is_of_the_first_level() -> None:
    found = sections(
        "第二部分 2024年度部门决算情况说明",
        "1、收入支出决算总体情况说明",
        "2024年度收入总计300.00万元。",
        "2、收入决算情况说明",
        "五、一般公共预算财政拨款支出决算情况说明",
        "（一）一般公共预算财政拨款支出决算总体情况",
    )
    assert [(level, number) for _, level, number, _, _ in found] == [
        (0, "第二部分"), (1, "1、"), (1, "2、"), (1, "五、"), (2, "（一）"),
    ]  # fmt: skip


def test_items_of_a_list_are_no_headings() -> None:
    found = sections(
        "第二部分 2024年度部门决算情况说明",
        "三、一般公共预算财政拨款支出决算具体情况",
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：支出决算为20.42万元。",
        "2.教育支出，决算为3.00万元，主要用于培训",
    )
    assert [number for _, _, number, _, _ in found] == ["第二部分", "三、"]


def test_a_title_on_the_line_below_its_part() -> None:
    found = sections("第三部分", "2024年度部门决算情况说明", "一、收入决算情况说明", "收入合计300.00万元。")
    assert ("narrative", 1, "一、", "收入决算情况说明", "income") in found


def test_forms_that_are_said_to_stand_in_an_annex_are_the_forms() -> None:
    found = sections("第二部分 2024年度部门决算报表（见附件）", "第三部分 2024年度部门决算情况说明")
    assert [part for part, *_ in found if part in ("forms", "attachment")] == ["forms"]


def test_a_glossary_without_a_heading_is_told_by_its_entries() -> None:
    lines = (
        "第二部分 2024年度部门决算情况说明",
        "一、收入决算情况说明",
        "收入合计300.00万元。",
        "1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。",
        "2.事业收入：指事业单位开展专业业务活动及辅助活动取得的收入。",
        "3.经营收入：指事业单位开展非独立核算经营活动取得的收入。",
    )
    division = made(*lines)
    assert [division.of_paragraph[index].part for index in (2, 3, 5)] == [
        Part.NARRATIVE, Part.GLOSSARY, Part.GLOSSARY,
    ]  # fmt: skip


def test_a_report_without_headings_is_one_narrative() -> None:
    division = made("某某县示例局2024年度决算公开", "2024年度收入总计300.00万元，支出总计300.00万元。")
    assert division.of_paragraph[1].part is Part.NARRATIVE


def test_amounts_in_hundreds_of_millions_are_a_narrative_too() -> None:
    division = made("某某省示例厅2024年度决算公开", "2024年度收入总计3.00亿元，支出总计3.00亿元。")
    assert division.of_paragraph[1].part is Part.NARRATIVE


def test_a_sentence_with_marks_of_half_width_is_no_heading() -> None:
    found = sections(
        "第二部分 2024年度部门决算情况说明",
        "一、收入决算情况说明",
        "1.公务接待支出,比上年减少",
    )
    assert [number for _, _, number, _, _ in found] == ["第二部分", "一、"]


def test_sentences_keep_their_sections_and_places() -> None:
    doc = document(*HEADED)
    told = list(statements(doc, outline(doc)))
    totals = [s for s in told if s.section.topic == "totals"]
    assert [s.text for s in totals] == [
        "一、收入支出决算总体情况说明",
        "2024年度收入总计300.00万元。",
        "支出总计300.00万元。",
    ]
    assert (totals[2].place.start, totals[2].place.end) == (19, 32)
    assert not any(s.section.part is Part.CONTENTS for s in told)
    assert "".join(s.text for s in told) == "".join(
        paragraph.text for paragraph in (doc.paragraphs[0], *doc.paragraphs[10:])
    )


def test_an_annex_may_be_the_account_itself() -> None:
    text = "2024年度收入总计300.00万元。"
    division = made("附件2", "某某县示例局2024年度部门决算公开说明", "二、决算情况说明", text)
    assert Part.ATTACHMENT not in {section.part for section in division.sections}


def test_an_account_of_one_matter_is_told_by_its_title() -> None:
    text = "2024年公务接待费支出3.00万元，比上年减少1.00万元。"
    division = made("某某县示例局2024年“三公”经费决算情况说明", text)
    assert division.of_paragraph[1].topic == "three-public"
    whole = made("某某县示例局2024年度部门决算", "2024年收入总计3.00万元，比上年减少1.00万元。")
    assert whole.of_paragraph[1].topic is None

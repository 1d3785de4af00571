"""Printed lines become paragraphs: what is joined, what stays apart, and where each character stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.documents import Segment
from final_accounts.places import Place
from final_accounts.reading.lines import PrintedLine, close_up, is_heading, is_numbered, join_lines, tidy


def joined(*texts: str) -> list[str]:
    lines = [PrintedLine(text, number=number) for number, text in enumerate(texts, start=1)]
    return [paragraph.text for paragraph in join_lines(lines)]


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("2024 年度收入、支出总计均为 933.26 万元。", "2024年度收入、支出总计均为933.26万元。"),
        ("占 ９．８３ ％", "占9.83%"),
        ("1, 049. 22", "1, 049. 22"),
        ("  （ 一 ） 总体\u3000情况 ", "（一）总体情况"),
        ("收\u200b入\ufeff合\u00ad计", "收入合计"),
        ("GDP  growth", "GDP growth"),
        ("9.90 %", "9.90%"),
        ("\t \n", ""),
    ],
)
def test_tidying(printed: str, tidied: str) -> None:
    assert tidy(printed) == tidied


@given(st.text(st.sampled_from("收入（）。 \t　12.,％9a"), max_size=30))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_a_sentence_broken_over_lines_is_one_paragraph() -> None:
    assert joined(
        "2024年度收入总计300.00万元，与2023年相比，收入总计增加20.00万",
        "元，增长7.14%。支出总计300.00万元，与2023年相比，支出总计增加",
        "20.00万元，增长7.14%。",
        "图1：收入支出变动",
    ) == [
        "2024年度收入总计300.00万元，与2023年相比，收入总计增加20.00万元，增长7.14%。"
        "支出总计300.00万元，与2023年相比，支出总计增加20.00万元，增长7.14%。",
        "图1：收入支出变动",
    ]


def test_the_name_of_an_item_broken_over_lines_is_one_paragraph() -> None:
    spent = "支出决算为63.00万元，主要用于下属单位的工作人员缴纳基本医疗保险费。"
    assert joined(
        "7.卫生健康支出（类）行政事业单位医疗（款）行政单",
        "位医疗（项），主要用于机关工作人员缴纳的基本医疗保险费。",
        "8.卫生健康支出（类）行政事业单位医疗（款）",
        "9.卫生健康支出（类）行政事业单位医疗（款）事业单",
        f"位医疗（项），{spent}",
    ) == [
        "7.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项），主要用于机关工作人员缴纳的基本医疗保险费。",
        "8.卫生健康支出（类）行政事业单位医疗（款）",
        f"9.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项），{spent}",
    ]


def test_what_is_said_of_amounts_goes_on_behind_a_full_line() -> None:
    full = "事业单位医疗支出，年初预算为179.36万元，支出决算为149.49万元。"
    said = "决算数小于预算数的主要原因是按照实际人数缴纳了医疗保险费用支出。"
    assert joined(full, said) == [full + said]
    assert joined(f"{full}{full}", full, said) == [f"{full}{full}", full, said]


@pytest.mark.parametrize(
    "after",
    [
        "二、收入决算情况说明",
        "（一）总体情况",
        "1.因公出国（境）经费",
        "12、国有资产",
        "第三部分 名词解释",
        "公开01表",
        "单位：万元",
        "编制部门：示例局",
        "（图1：收入决算结构图）",
        "目 录",
        "附件1",
        "来源:某某县财政局",
        "信息来源：办公室",
        "发布时间：2025-08-15",
    ],
)
def test_what_begins_a_paragraph_of_its_own(after: str) -> None:
    before = "这一行排满了整行的文字，后面没有任何句末标点，下一行如果不是另起一段就会接上"
    assert joined(before, after)[0] == before


@pytest.mark.parametrize(
    "before",
    [
        "一、收入支出决算总体情况",
        "公开01表",
        "单位：万元",
        "收入支出决算总表",
        "短行",
        "1,049.22",
        "说明如下：",
    ],
)
def test_what_ends_its_paragraph(before: str) -> None:
    after = "收入总计三百万元，比上年增加二十万元，主要原因是新增了项目，另外还有其他的一些原因。"
    assert joined(before, after) == [before, after]


@pytest.mark.parametrize(
    ("before", "parted"),
    [
        ("本年度“三公”经费支出决算为零元，其中公务接待费支出决算为零元，本年无预算", True),
        ("本年度“三公”经费支出决算总额与上一年的支出决算总额相比减少了1.50万元", True),
        ("本年度“三公”经费支出决算总额与上一年的支出决算总额相比没有增减，其中与", False),
    ],
)
def test_a_year_behind_a_whole_clause_begins_a_paragraph(before: str, parted: bool) -> None:
    after = "2023年支出决算总额为零元。"
    assert joined(before, after) == ([before, after] if parted else [before + after])


LONG = (
    "2024年度本年收入合计529.74万元，较上年减少28.36万元，下降5.08%，主要原因是：基层业务经费变动"
    + "，人员变动" * 8
)


@pytest.mark.parametrize(
    ("before", "after", "parted"),
    [
        (LONG, "本年收入的具体构成为：财政拨款收入529.74万元，占100.00%。", True),
        (LONG, "本部门2024年度项目支出20.00万元。", True),
        (LONG + "，减少的是", "本年收入中的专项资金。", False),
        (LONG + "，减少了专", "项资金。", False),
    ],
)
def test_a_paragraph_that_lacks_its_stop_where_lines_are_not_wrapped(
    before: str, after: str, parted: bool
) -> None:
    assert (len(joined(before, after)) == 2) is parted


def test_the_title_of_a_form_behind_a_note_that_lacks_its_stop() -> None:
    note = "注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款的总收支和年末结转结余情况"
    title = "一般公共预算财政拨款支出决算表"
    assert joined(note, title) == [note, title]


def test_the_layout_decides_where_it_knows() -> None:
    lines = [
        PrintedLine("收入总计三百万元。", starts_paragraph=True),
        PrintedLine("支出总计三百万元。", starts_paragraph=False),
        PrintedLine("（一）总体", starts_paragraph=False),
        PrintedLine("另起一段", starts_paragraph=True),
    ]
    assert [paragraph.text for paragraph in join_lines(lines)] == [
        "收入总计三百万元。支出总计三百万元。（一）总体",
        "另起一段",
    ]


def test_question_marks_for_the_spaces_of_an_indent_are_none_of_a_line() -> None:
    assert joined(
        "??一、收入决算情况说明", "? ??2024年度收入合计300.00万元。", "??", "?1.其中为何?见下。"
    ) == [
        "一、收入决算情况说明",
        "2024年度收入合计300.00万元。",
        "1.其中为何?见下。",
    ]
    assert joined("?12.50") == ["?12.50"], "it may be a minus sign"


def test_blank_lines_part_nothing_and_leave_nothing() -> None:
    wide = "本年度收入总计三百万元，支出总计三百万元，比上年增加了二十万元，增长百分之七"
    assert joined(wide, "", "   ", "点一四。") == [wide + "点一四。"]
    assert joined("", " ") == []


def test_every_character_knows_its_line() -> None:
    (paragraph,) = join_lines(
        [
            PrintedLine(
                "收入总计", page=3, box=(10, 20, 50, 30), number=7, starts_paragraph=True, style="heading"
            ),
            PrintedLine("300.00万元。", page=4, box=(10, 40, 90, 50), number=8, starts_paragraph=False),
        ],
        first_index=5,
    )
    assert (paragraph.index, paragraph.style) == (5, "heading")
    assert paragraph.segments == (
        Segment(0, 4, 3, (10, 20, 50, 30), 7),
        Segment(4, 13, 4, (10, 40, 90, 50), 8),
    )
    start = paragraph.text.index("300.00")
    place = paragraph.place(start, start + 6)
    assert (place.page, place.line, place.start, place.end) == (4, 8, 4, 10)
    assert place.box is not None and place.box[0] == 10 and place.box[2] < 90
    assert isinstance(place, Place)


@pytest.mark.parametrize(
    ("text", "numbered", "heading"),
    [
        ("一、收入支出决算总体情况说明", True, True),
        ("（十二）政府采购支出情况", True, True),
        ("1.基本支出", True, True),
        ("1.5万元", False, False),
        ("3、公务接待费支出1.20万元，比上年减少。", True, False),
        ("收入决算表", False, False),
        ("第五部分 附表", True, True),
    ],
)
def test_numbering_and_headings(text: str, numbered: bool, heading: bool) -> None:
    assert (is_numbered(text), is_heading(text)) == (numbered, heading)


@pytest.mark.parametrize(
    "words",
    [
        "决算执行情况说明",
        "决算编制说明",
        "决算其他事项说明",
        "决算增减变化情况说明",
        "决算汇总情况",
        "公共财政拨款支出情况",
    ],
)
def test_titles_of_explanations_end_their_lines(words: str) -> None:
    lines = (f"某某县2024年“三公”经费{words}", "某某县2024年“三公”经费支出4.40万元，比上年减少0.20万元。")
    assert joined(*lines) == list(lines)


def test_the_way_through_a_site_and_a_title_end_their_lines() -> None:
    trail = "首页>政务公开>预算/决算>决算公开>某某区交通局"
    title = "某某市某某区公路事务中心2023年度决算公开说明"
    assert joined(trail, title, "一、单位基本情况") == [trail, title, "一、单位基本情况"]


def test_a_numbered_sentence_broken_in_a_word_is_no_heading() -> None:
    lines = ("(一)本单位2021年度总收入581.45万元,其中本年收", "入390.55万元,较2020年度决算数减少175.26万元。")
    assert joined(*lines) == ["".join(lines)]


def test_spaces_about_the_comma_of_thousands_are_closed_up() -> None:
    assert close_up("决算1 , 104.92万元，上年1 ,204 , 105.5万元") == "决算1,104.92万元，上年1,204,105.5万元"
    assert close_up("分别为1 , 2 , 300，12.5 , 104.92") == "分别为1 , 2 , 300，12.5 , 104.92"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("支出决算为558.99", "万元，完成年初预算的101.80%。"),
        ("支出决算为558.99万", "元，完成年初预算的101.80%。"),
        ("主要包括：办公费4.69万元、", "印刷费0.95万元。"),
    ],
)
def test_an_amount_and_a_list_go_on_wherever_their_lines_begin(before: str, after: str) -> None:
    (paragraph,) = join_lines([PrintedLine(line, starts_paragraph=True) for line in (before, after)])
    assert paragraph.text == before + after

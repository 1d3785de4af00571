"""Plain text and Markdown: encodings, paragraphs with their lines, and the shapes of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph, Source, Table
from final_accounts.errors import UnreadableSource
from final_accounts.reading.text.reader import read_text

SENTENCE = "2024年度收入总计300.00万元。"


def read(folder: Path, text: str) -> Document:
    path = folder / "made.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(Source(path.name, "txt", "0" * 64, None, path))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_nothing_but_blanks_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"made\.txt: the file is empty; give the published report"):
        read(tmp_path, " \n\t\n\u3000")


def test_paragraphs_know_their_lines(tmp_path: Path) -> None:
    made = read(
        tmp_path, f"一、收入决算情况说明\n\n{SENTENCE}\n\n- 一、收入决算表\n# 二、支出\n[bookmark: x]三、总体"
    )
    assert [(p.text, p.place().line) for p in made.paragraphs] == [
        ("一、收入决算情况说明", 1),
        (SENTENCE, 3),
        ("一、收入决算表", 5),
        ("二、支出", 6),
        ("三、总体", 7),
    ]
    start = SENTENCE.index("300.00")
    assert made.paragraphs[1].place(start, start + 6).line == 3


@pytest.mark.parametrize("space", [" ", "\xa0", "\u2003", "\u202f"])
def test_spaces_of_any_kind_are_spaces(tmp_path: Path, space: str) -> None:
    made = read(
        tmp_path, f"[bookmark:{space}_Toc1]三、总体{space}情况\n\n基本支出{space}3 05.20{space}万元。"
    )
    assert [p.text for p in made.paragraphs] == ["三、总体情况", "基本支出3 05.20万元。"]


def test_page_numbers_inside_a_sentence_are_gone(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "年度收入总计三百万元，支出总计三百万元，比上年度增加了二十万元，主要原因是\n\n\n\n7\n\n本年度新增项目。\n\n\n8\n\n结尾。",
    )
    assert [p.text for p in made.paragraphs] == [
        "年度收入总计三百万元，支出总计三百万元，比上年度增加了二十万元，主要原因是本年度新增项目。",
        "结尾。",
    ]


def test_a_lone_number_that_does_not_rise_is_no_page_number(tmp_path: Path) -> None:
    made = read(tmp_path, "第一行。\n\n\n7\n\n第二行。\n\n\n3\n\n第三行。")
    assert [p.text for p in made.paragraphs] == ["第一行。", "第二行。", "3", "第三行。"]


def test_bold_marks_are_no_part_of_a_number(tmp_path: Path) -> None:
    (paragraph,) = read(tmp_path, "人员经费**399.57** 万元。").paragraphs
    assert paragraph.text == "人员经费399.57万元。"


def test_tabbed_cells_are_a_table(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "收入决算表\n科目\t金额\t备注\n合计\t1, 049. 22\n2080505\t38.50\t**x**\n注：说明。\n\n一、\t标题",
    )
    (table,) = made.tables
    assert cells(table) == [["科目", "金额", "备注"], ["合计", "1, 049. 22", ""], ["2080505", "38.50", "x"]]
    assert [row[0].place.line for row in table.rows] == [2, 3, 4]
    assert (table.rows[2][1].place.row, table.rows[2][1].place.column) == (2, 1)
    assert [type(block) for block in made.blocks] == [Paragraph, Table, Paragraph, Paragraph]


def test_a_contents_line_is_no_table(tmp_path: Path) -> None:
    made = read(tmp_path, "目录\n第一部分 部门概况\t3\n一、部门职责\t3\n收入支出决算总表\t39\n")
    assert not made.tables
    texts = [p.text for p in made.paragraphs]
    assert texts == ["目录", "第一部分部门概况3", "一、部门职责3", "收入支出决算总表39"]


def test_pipes_are_a_table(tmp_path: Path) -> None:
    made = read(tmp_path, "| 科目 | 金额 |\n|:---|---:|\n| 合计 | 1,049.22 |\n| 其他 | |\n\n后文。")
    assert [cells(table) for table in made.tables] == [[["科目", "金额"], ["合计", "1,049.22"], ["其他", ""]]]


def test_one_cell_a_line_is_a_table(tmp_path: Path) -> None:
    made = read(tmp_path, "自评表\n\t项目名称\n\t某项目\n\n\t预算数\n\t100.00\n续行\n\t执行数\n\n后文。")
    assert [cells(table) for table in made.tables] == [
        [["项目名称", "某项目", ""], ["预算数", "100.00\n续行", "执行数"]]
    ]
    assert made.paragraphs[-1].text == "后文。"


def test_a_number_in_a_cell_of_its_own_line_is_no_page_number(tmp_path: Path) -> None:
    rows = [("", "8", ""), ("", "9", "963.03"), ("12", "", "28.08")]
    lines = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
    document = read(tmp_path, f"支出情况如下。\n\n{lines}\n支出减少。\n")
    assert [tuple(cell.text for cell in row) for row in document.tables[0].rows] == rows


def test_bars_between_cells_only_leave_outer_cells_blank(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "收入 | 支出\n项目 | 金额\n | 1.00\n二、事业收入 | \n").tables
    assert cells(table) == [["收入", "支出"], ["项目", "金额"], ["", "1.00"], ["二、事业收入", ""]]


def test_breaks_and_marks_of_markdown_are_no_text(tmp_path: Path) -> None:
    rows = "| 公务用车<br>购置费 | 1\\. 04 | NaN |\n|---|---|---|\n| 合&nbsp;计 | a | b |"
    (table,) = read(tmp_path, rows).tables
    assert cells(table) == [["公务用车\n购置费", "1. 04", ""], ["合计", "a", "b"]]
    (paragraph,) = read(tmp_path, "1\\.因公出国（境）费\\*\\*，较上年增加&nbsp;2.00万元。").paragraphs
    assert paragraph.text == "1.因公出国（境）费，较上年增加2.00万元。"


def test_words_and_numbers_below_a_title_are_a_loose_table(tmp_path: Path) -> None:
    rows = "项目 合计\n合计 1, 005. 00\n201 教育 5.00\n205\n医疗\n1,000.00\n\n"
    made = read(tmp_path, f"支出决算表\n单位：万元\n{rows}注：说明。\n")
    (table,) = made.tables
    assert table.loose
    assert [[text for text in row if text] for row in cells(table)] == [
        ["项目", "合计"],
        ["合计", "1,005.00"],
        ["201", "教育", "5.00"],
        ["205"],
        ["医疗"],
        ["1,000.00"],
    ]
    assert [p.text for p in made.paragraphs] == ["支出决算表", "单位：万元", "注：说明。"]


def test_a_table_with_its_blank_cells_is_not_loose(tmp_path: Path) -> None:
    made = read(tmp_path, "科目\t合计\t基本\n201\t5.00\t\n205\t3.00\t3.00\n")
    assert [table.loose for table in made.tables] == [False]
    made = read(tmp_path, "科目\t合计\t基本\n201\t5.00\n205\t3.00\t3.00\n")
    assert [table.loose for table in made.tables] == [True]


def test_straight_quotation_marks_emphasis_and_radicals_are_as_usual(tmp_path: Path) -> None:
    (paragraph,) = read(tmp_path, '"三公"经费支出*1.04*万元，公务用⻋⽀出__1.00__万元。').paragraphs
    assert paragraph.text == "“三公”经费支出1.04万元，公务用车支出1.00万元。"
    rows = '<tr><td colspan="2">"三公"</td></tr><tr><td>a</td><td>b</td></tr>'
    (table,) = read(tmp_path, f"<table>{rows}</table>").tables
    assert table.rows[0][0].column_span == 2 and table.rows[0][0].text == "“三公”"


def test_rows_parted_by_blank_lines_are_one_table(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "科目\t金额\n\n201\t5.00\n\n205\t3.00\n\n\n后文。\n").tables
    assert cells(table) == [["科目", "金额"], ["201", "5.00"], ["205", "3.00"]]


def test_a_table_ruled_with_typed_characters(tmp_path: Path) -> None:
    drawn = (
        "+------+--------+\n| 科目 | 金额   |\n+======+========+\n"
        "| 教育 | 1,00   |\n| 支出 | 0.00   |\n+------+--------+\n"
    )
    (table,) = read(tmp_path, drawn).tables
    assert cells(table) == [["科目", "金额"], ["教育支出", "1,000.00"]]


def test_numbers_of_lines_and_codes_that_stand_apart_are_no_page_numbers(tmp_path: Path) -> None:
    # LibreOffice writes every cell on a line of its own, a blank one as a blank line.
    rows = "".join(f"\n\n\n\n{number}\n\n类别{number}\n5.00" for number in range(4, 12))
    codes = "".join(f"\n\n\n\n{code}\n名称\n6.00" for code in (201, 205, 208, 210, 213))
    document = read(tmp_path, f"收入支出决算总表\n公开01表\n{rows}\n\n注：说明。\n{codes}\n")
    shown = {cell.text for table in document.tables for row in table.rows for cell in row}
    assert {"4", "11", "201", "213"} <= shown | {paragraph.text for paragraph in document.paragraphs}


def test_a_table_with_one_cell_and_a_bar_a_line(tmp_path: Path) -> None:
    words = ["项目", "决算数", "合计", "30.80", "甲", "10.40", "乙", "20.40"]
    for content in ("\n".join(f"{word} |" for word in words), "\n\n".join(f"| {word}" for word in words)):
        (table,) = read(tmp_path, f"支出决算表\n单位：万元\n{content}\n注：说明。\n").tables
        assert table.loose and [row[0].text for row in table.rows] == words


def test_rows_that_html2text_wrapped_are_whole(tmp_path: Path) -> None:
    # A row ends in two spaces; one that does not goes on in the next line, even without a bar.
    content = "项目| 合计| 基本  \n---|---|---  \n201| 1, 447. 90| 0\\.\n00  \n202| 1. 00| 1. 00  \n"
    (table,) = read(tmp_path, content).tables
    assert cells(table)[1] == ["201", "1, 447. 90", "0. 00"]
    assert cells(table)[2] == ["202", "1. 00", "1. 00"]


def test_full_width_bars_part_cells(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "｜项目｜合计｜\n｜甲｜1.00｜\n").tables
    assert cells(table) == [["项目", "合计"], ["甲", "1.00"]]


def test_a_blank_column_in_front_is_none(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "|  | 项目 | 合计 |\n|  | 甲 | 1.00 |\n").tables
    assert cells(table) == [["项目", "合计"], ["甲", "1.00"]]


def test_two_tabs_between_any_two_cells_are_one(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "甲\t\t1.00\t\t2.00\n乙\t\t\t\t3.00\n丙\t\t4.00\t\t5.00\n").tables
    assert cells(table) == [["甲", "1.00", "2.00"], ["乙", "", "3.00"], ["丙", "4.00", "5.00"]]


BY_EYE = "项目\t\t\t合计\t基本\n甲\t\t\t9.00\t5.00\n一般公共服务\t\t1.00\n机关事业单位养老支出\t8.00\t5.00\n"


def test_tabs_that_align_columns_by_eye(tmp_path: Path) -> None:
    first, second = read(tmp_path, f"{BY_EYE}\n\n{BY_EYE}").tables
    assert cells(first)[1:] == [
        ["甲", "9.00", "5.00"],
        ["一般公共服务", "1.00", ""],
        ["机关事业单位养老支出", "8.00", "5.00"],
    ]
    assert cells(second) == cells(first) and not first.loose


def test_columns_that_no_tab_stop_tells_are_left_open(tmp_path: Path) -> None:
    broken = BY_EYE.replace("甲\t\t\t", "甲\t").replace("支出\t8", "支出\t\t\t8")
    first, _ = read(tmp_path, f"{broken}\n\n{broken}").tables
    assert first.loose and [cell.text for cell in first.rows[3]][:2] == ["机关事业单位养老支出", "8.00"]


def test_a_row_of_a_label_alone_ends_no_table_whose_blank_cells_are_left_out(tmp_path: Path) -> None:
    rows = "一、公共服务\t1.00\n二、外交支出\t2.00\t3.00\n三、国防\t1.00\n四、公共安全\n五、教育\t9.00\n"
    (table,) = read(tmp_path, f"项目\t合计\n{rows}").tables
    assert table.loose and len(table.rows) == 6


def test_what_word_writes_for_its_fields_is_gone(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        '目录\n TOC \\o "1-2" \\h \\u  HYPERLINK \\l "_Toc1" 第一部分 部门概况\t PAGEREF _Toc1 \\h 1\n'
        ' HYPERLINK \\l "_Toc2" 一、部门职责\t PAGEREF _Toc2 \\h 4\n\n第一部分 部门概况\n',
    )
    assert [p.text for p in made.paragraphs] == [
        "目录",
        "第一部分部门概况1",
        "一、部门职责4",
        "第一部分部门概况",
    ]
    assert not made.tables


def test_page_numbers_between_the_rows_of_a_table_do_not_end_it(tmp_path: Path) -> None:
    rows = [f"20805{n:02d}\t科目{n}\t1.00\t" for n in range(1, 61)]
    pages = [line for n in range(3) for line in (*rows[n * 20 : n * 20 + 20], str(n + 4))]
    made = read(tmp_path, "\n".join(["支出决算表", *pages[:-1], "注：本表反映支出。"]))
    assert [len(cells(table)) for table in made.tables] == [60]
    # one that no other rises to or from is left
    alone = read(tmp_path, "\n".join(["支出决算表", *rows[:20], "300", *rows[20:30], "注：本表反映支出。"]))
    assert [len(cells(table)) for table in alone.tables] == [20, 10]


def test_numbers_that_count_the_pages_between_form_feeds_are_gone(tmp_path: Path) -> None:
    """Where each cell has a line of its own a page number would be one more amount."""
    head = "支出决算表\n单位：万元\n"
    rows = [f"208050{n}\n科目{n}\n{n}0.50\n{n}0.50" for n in range(1, 5)]
    made = read(tmp_path, "\f".join([f"4\n{head}{rows[0]}", *(f"{n + 4}\n{rows[n]}" for n in (1, 2, 3))]))
    assert cells(made.tables[0])[2:6] == [["10.50"], ["10.50"], ["2080502"], ["科目2"]]
    assert len(made.tables[0].rows) == 16
    others = read(tmp_path, "\f".join([head + rows[0], *(f"7\n{row}" for row in rows[1:])]))
    assert cells(others.tables[0])[3:6] == [["10.50"], ["7"], ["2080502"]]


def test_page_numbers_among_cells_go_on_with_those_among_sentences(tmp_path: Path) -> None:
    form = []
    for n in range(1, 41):
        page = [str(n // 20 + 4)] if n % 20 == 0 else []
        form += [*page, str(n), f"2080{500 + n}", "科目", f"{n}.50"]
    said = "年度收入总计三百万元，支出总计三百万元，比上年度增加了二十万元，主要原因是"
    prose = [line for n in range(7, 11) for line in (*[said] * 14, str(n))]
    made = read(tmp_path, "\n".join(["支出决算表", "单位：万元", *form, "注：本表反映支出。", *prose]))
    texts = [cell.text for row in made.tables[0].rows for cell in row]
    assert len(texts) == 40 * 4
    assert texts[19 * 4 - 1 : 19 * 4 + 2] == ["19.50", "20", "2080520"]

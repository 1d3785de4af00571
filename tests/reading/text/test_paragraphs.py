"""Sentences of plain texts whole again: wrapped lines, page numbers, running heads, stretched lines."""

from __future__ import annotations

from pathlib import Path

from final_accounts.reading.reader import read_document

FIRST = "2023年度本单位收入总计三百二十万元，与上年相比增加二十万元，增长百分之六点六七，主要原因是人员增加"
SECOND = "，其中财政拨款收入三百万元，占百分之九十三点七五，其他收入二十万元，占百分之六点二五，无事业收入。"


def texts(folder: Path, content: str) -> list[str]:
    path = folder / "report.txt"
    path.write_text(content, encoding="utf-8", newline="")
    return [paragraph.text for paragraph in read_document(path).paragraphs]


def test_cells_of_tables_do_not_tell_how_wide_a_text_is(tmp_path: Path) -> None:
    cells = "\n".join(f"第{number}栏" for number in range(60))
    sentence = "2023年度政府采购支出总额10.00万元，其中：货物支出4.00万元、服务支出6.00万元。" * 2
    made = texts(tmp_path, f"{cells}\n八、政府采购支出情况说明\n{sentence}\n九、其他\n{sentence}\n")
    assert made[-4:] == ["八、政府采购支出情况说明", sentence, "九、其他", sentence]


def test_a_line_that_ends_in_a_word_of_titles_goes_on(tmp_path: Path) -> None:
    wrapped = (
        "7.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位\n离退休（项）。年初预算为6.86万元，支出决算\n"
        "为10.69万元，完成年初预算的155.83%，主要原因是人员增加。"
    )
    assert texts(tmp_path, wrapped) == [wrapped.replace("\n", "")]


def test_a_line_cannot_begin_with_what_closes(tmp_path: Path) -> None:
    wrapped = (
        "1.一般公共服务支出（类）财政事务\n（款）行政运行\n（项）。年初预算为2.00万元，支出决算为3.00万元，"
        "下降11.25%\n。主要原因是减少支出，厉行节约，压减了一般性的开支。"
    )
    assert texts(tmp_path, wrapped) == [wrapped.replace("\n", "")]


def test_a_unit_belongs_to_the_number_above(tmp_path: Path) -> None:
    made = texts(tmp_path, "（一）教育支出年初预算数为35.35万元，决算数为30.18\n万元，完成年初预算的85.37%。")
    assert made == ["（一）教育支出年初预算数为35.35万元，决算数为30.18万元，完成年初预算的85.37%。"]


def test_page_numbers_between_lines_of_a_sentence_go(tmp_path: Path) -> None:
    for number in ("7", "— 7 —", "- 7 -", "第7页 共20页", "第 7 页"):
        assert texts(tmp_path, f"{FIRST}\n{number}\n{SECOND}") == [FIRST + SECOND]


def test_a_page_number_between_number_and_unit_goes(tmp_path: Path) -> None:
    made = texts(tmp_path, "教育支出2.00万元，占1.10%；其他支出374.33万\n18\n元，占39.44%。")
    assert made == ["教育支出2.00万元，占1.10%；其他支出374.33万元，占39.44%。"]


def test_a_number_of_things_is_no_page_number(tmp_path: Path) -> None:
    made = texts(tmp_path, "截至2023年12月31日，本单位共有公务用车\n12\n辆，其中执法执勤用车5辆。")
    assert "12" in "".join(made)


def test_numbers_of_rows_do_not_hide_page_numbers(tmp_path: Path) -> None:
    rows = "\n\n\n".join(f"第{number}行\n\n\n{number}" for number in range(25, 28))
    pages = "\n".join(f"{FIRST}\n{number}\n{SECOND}" for number in range(3, 8))
    assert texts(tmp_path, f"{rows}\n\n\n{pages}\n")[-5:] == [FIRST + SECOND] * 5


def test_running_heads_beside_page_breaks_go(tmp_path: Path) -> None:
    page = f"某县财政局2023年度部门决算\n{SECOND}\n{FIRST}\n\f"
    made = texts(tmp_path, page * 4)
    assert "某县财政局2023年度部门决算" not in made
    assert made[1] == FIRST + SECOND


def test_headings_beside_page_breaks_stay(tmp_path: Path) -> None:
    made = texts(tmp_path, "\f".join(f"第二部分 部门概况\n{FIRST}。\n" for _ in range(4)))
    assert made.count("第二部分部门概况") == 4


def test_blank_lines_tell_paragraphs_where_sentences_go_on_without_them(tmp_path: Path) -> None:
    ended = "2023年度收入总计四百三十六点五零万元，其中年初结转和结余共计为零万元。"
    going_on = "与上年相比，减少五十五万元，主要原因是厉行节约。"
    long = FIRST + SECOND
    lines = "\n".join(long[at : at + 34] for at in range(0, len(long), 34))
    made = texts(tmp_path, "\n\n".join([lines, f"{ended}\n{going_on}"] * 8))
    assert made == [long, ended + going_on] * 8


def test_stretched_letters_close_up(tmp_path: Path) -> None:
    made = texts(tmp_path, "支 出 1 3 8 . 9 7 万 元 ， 占 0 . 6 5 % ， 比 上 年 增 加 。")
    assert made == ["支出138.97万元，占0.65%，比上年增加。"]
    assert texts(tmp_path, "支出决算为2 4 . 0 9万元。") == ["支出决算为24.09万元。"]
    assert texts(tmp_path, "栏 次 1 2 3 4") == ["栏次1 2 3 4"]


MEASURED = (
    "（一）关于一般公共预算财政拨款支出决算总体情况说明",
    "2023年度一般公共预算财政拨款支出10,562.97万元，占本年支出合计的87.20%。与上年相比，减少64.32万元。",
    "7.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为2.86万元，支出决算为2.69万元，主要原因是：人员减少。",
)


def cut(text: str, letters: int) -> str:
    return "\n".join(text[at : at + letters] for at in range(0, len(text), letters))


def test_lines_cut_after_so_many_letters_are_whole_again(tmp_path: Path) -> None:
    # Letters and digits differ in width: no line is as wide as the one before it.
    for letters in (25, 30, 40):
        content = "\n".join(cut(text, letters) for text in MEASURED * 4)
        assert texts(tmp_path, content) == list(MEASURED * 4)


def test_a_sentence_that_ends_with_its_line_does_not_end_the_paragraph(tmp_path: Path) -> None:
    told = "支出决算为187.24万元，完成年初预算的98.5%。"
    paragraph = f"{'年初预算为190.00万元，' * 2}{told}决算数小于年初预算数的主要原因是人员变动，经费减少。"
    letters = len(paragraph[: paragraph.index("决算数小于")])
    other = "本年支出合计280.00万元，与上年相比增加20.00万元，增长7.69%，主要原因是人员增加。" * 2
    content = "\n".join([cut(paragraph, letters), *(cut(other, letters) for _ in range(9))])
    assert texts(tmp_path, content)[0] == paragraph


def test_the_indent_of_a_first_line_tells_a_paragraph(tmp_path: Path) -> None:
    # A sentence fills the first line of the second paragraph: only the indent tells that it goes on.
    first = (
        "\u3000\u30002023年度本年收入合计三百二十万元，与上年相比增加二十\n"
        "万元，增长百分之六，主要原因是人员增加以及经费增加。"
    )
    second = (
        "\u3000\u3000比上年增加二十万元，其中财政拨款收入三百万元整一一。\n"
        "全年安排出国团组九个，累计十八人次，支出二百元整，与\n上年持平。"
    )
    made = texts(tmp_path, "\n".join((first, second) * 6))
    assert made == [text.replace("\n", "").strip("\u3000") for text in (first, second) * 6]


def test_what_is_left_open_at_the_end_of_a_full_line_goes_on(tmp_path: Path) -> None:
    wrapped = (
        "2.社会保障和就业支出（类）民政管理事务（款）基层政权建设（项）。\n"
        "年初预算13.85万元，支出决算17.49万元，完成年初预算的百分之一百一\n十，主要原因是人员增加。\n"
        "3.社会保障和就业支出（类）民政管理事务（款）其他民政事务（项）：\n支出决算17.49万元，与上年持平。"
    )
    assert [text[:2] for text in texts(tmp_path, wrapped)] == ["2.", "3."]

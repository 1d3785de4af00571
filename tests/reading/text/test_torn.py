"""Tables between bars that a converter tore to pieces, or whose cells it put together."""

from __future__ import annotations

from pathlib import Path

from final_accounts.documents import Source, Table
from final_accounts.reading.text.reader import read_text

PIECES = """支出决算表

单位：万元
| 科目代码 | 科目名称 | 合计 | 基本支出 |
| --- | --- | --- | --- |
|  | 合计 | 10.00 | 10.00 |
行政事业单位养
| 20805 |  | 1.00 | 1.00 |
| --- | --- | --- | --- |
老支出
行政单位离退
| 2080501 |  | 1.00 | 1.00 |
| --- | --- | --- | --- |
休
| 210 | 卫生健康支出 | 9.00 | 9.00 |
| --- | --- | --- | --- |
行政事业单位医
| 21011 |  | 9.00 | 9.00 |
| --- | --- | --- | --- |
疗
公务员医
| 2101103 |  | 9.00 | 9.00 |
| --- | --- | --- | --- |
疗补助

注：本表反映支出。
"""


def tables(folder: Path, text: str) -> tuple[Table, ...]:
    path = folder / "made.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(Source(path.name, "txt", "0" * 64, None, path)).tables


def filled(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row if cell.text] for row in table.rows]


def test_pieces_of_a_torn_table_are_words_and_numbers_in_their_order(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, PIECES)
    assert table.loose
    assert filled(table)[3:6] == [["20805", "1.00", "1.00"], ["老支出"], ["行政单位离退"]]
    assert table.rows[3][0].place.line == 8


def test_a_title_right_above_its_table_tears_nothing(tmp_path: Path) -> None:
    rows = "| 科目代码 | 合计 |\n| --- | --- |\n| 208 | 1.00 |\n"
    text = "".join(f"第{number}部分\n收入决算表\n单位：万元\n{rows}注：无。\n\n" for number in "一二三四五六")
    made = tables(tmp_path, text)
    assert len(made) == 6 and not any(table.loose for table in made)


def test_a_head_between_carets_tears_nothing(tmp_path: Path) -> None:
    form = "收入决算表\n\n^ 科目代码 ^ 合计 ^\n| 208 | 1.00 |\n| 210 | 2.00 |\n\n"
    made = tables(tmp_path, form * 6)
    assert len(made) == 6 and not any(table.loose for table in made)


def test_an_amount_and_the_code_beside_it_are_two_cells(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path,
        "| 科目代码 | 科目名称 | 决算数 科目代码 | 科目名称 | 决算数 |\n| --- | --- | --- | --- | --- |\n"
        "| 301 | 工资福利支出 | 2636.29 302 | 商品和服务支出 | 824.65 |\n"
        "| 30101 | 基本工资 | 316.75 30201 | 办公费 | 178.72 |\n"
        "| 30102 | 津贴补贴 | 1297.9330202 | 印刷费 | 39.36 |\n",
    )
    assert table.loose
    assert filled(table)[1:] == [
        ["301", "工资福利支出", "2636.29", "302", "商品和服务支出", "824.65"],
        ["30101", "基本工资", "316.75", "30201", "办公费", "178.72"],
        ["30102", "津贴补贴", "1297.93", "30202", "印刷费", "39.36"],
    ]


def test_amounts_of_five_decimals_are_not_glued(tmp_path: Path) -> None:
    rows = "".join(f"| {code} | 76.60{code} |\n" for code in (301, 302, 303, 304))
    (table,) = tables(tmp_path, f"| 科目代码 | 决算数 |\n| --- | --- |\n{rows}")
    assert not table.loose and table.rows[1][1].text == "76.60301"

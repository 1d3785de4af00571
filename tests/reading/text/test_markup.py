"""Tables that a Markdown text holds as HTML."""

from __future__ import annotations

from pathlib import Path

from final_accounts.documents import Document
from final_accounts.reading.reader import read_document

HEAD = (
    "<tr><td rowspan=2>项目</td><td colspan='2'>支出</td></tr>\n"
    "<tr><td>基本<br>支出</td><td>项目支出</td></tr>"
)


def read(folder: Path, content: str) -> Document:
    path = folder / "report.md"
    path.write_text(content, encoding="utf-8")
    return read_document(path)


def test_a_table_in_markup_keeps_its_merged_cells(tmp_path: Path) -> None:
    rows = "<tr><td>合计</td><td>1.00</td><td>&nbsp;</td></tr>"
    made = read(tmp_path, f"# 支出决算表\n\n<table border=1>{HEAD}\n{rows}</table>\n\n注：无。\n")
    (table,) = made.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "支出", ""],
        ["", "基本\n支出", "项目支出"],
        ["合计", "1.00", ""],
    ]
    assert (table.rows[0][0].row_span, table.rows[0][1].column_span) == (2, 2)
    assert [row[0].place.line for row in table.rows] == [3, 4, 5]
    assert [paragraph.text for paragraph in made.paragraphs] == ["支出决算表", "注：无。"]


def test_what_stands_beside_a_table_stays(tmp_path: Path) -> None:
    made = read(
        tmp_path, "前文，甲。\n单位：万元<html><body><table><tr><td>a</td></tr></table></body></html>后文。\n"
    )
    assert [paragraph.text for paragraph in made.paragraphs] == ["前文，甲。", "单位：万元", "后文。"]
    assert len(made.tables) == 1


def test_an_open_table_and_tags_of_setting_are_no_text(tmp_path: Path) -> None:
    made = read(tmp_path, "<div align=center>收入<u>10.00</u>万元。</div>\n收入 < 支出。\n<table><tr><td>a\n")
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[:2] == ["收入10.00万元。", "收入<支出。"]
    assert not made.tables


def test_markdown_that_begins_with_a_tag_is_no_web_page(tmp_path: Path) -> None:
    made = read(tmp_path, "<div>\n\n甲县财政局\n\n</div>\n\n2023年度部门决算\n\n收入总计10.00万元。\n")
    assert made.source.format == "txt"
    assert [paragraph.text for paragraph in made.paragraphs][-1] == "收入总计10.00万元。"

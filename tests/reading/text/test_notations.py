"""Tables and headings in the notations of AsciiDoc, wikis and LaTeX."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.documents import Cell, Document, Source, Table
from final_accounts.reading.text.reader import read_text

ASCIIDOC = """支出决算表

[width="100%",cols="20%,40%,20%,20%",options="header",]
|===
2+|项目 .2+|合计 |基本支出
|科目代码 |科目名称 |金额

|208
|社会保障支出
|1,337.71 |

| |合计 |1,337.71 |-
|===

注：无。
"""
WIKI = """== 支出决算表 ==

{| class="wikitable"
! colspan="2"| 项目
! rowspan="2"| 合计
|-
| 科目代码 || 科目名称
|-
| 208
| 社会保障
和就业支出
| 1,337.71
|}
"""
LATEX = r"""\section{支出决算表}\label{x}

\begin{tabular}{|l|l|p{2cm}|}
\hline
\multicolumn{2}{|c|}{项目} & \multirow{2}{*}{\textbf{合计}} \\ \cline{1-2}
科目代码 & 科目名称 & \\ \hline
208 & \makecell{社会保障\\和就业支出} & 1,337.71 \\
\end{tabular}

增长4.28\%。
"""


def read(folder: Path, text: str) -> Document:
    path = folder / "made.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(Source(path.name, "txt", "0" * 64, None, path))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def spans(row: tuple[Cell, ...]) -> list[tuple[int, int]]:
    return [(cell.row_span, cell.column_span) for cell in row if cell.text]


def test_cells_of_asciidoc_make_rows_over_lines(tmp_path: Path) -> None:
    made = read(tmp_path, ASCIIDOC)
    (table,) = made.tables
    assert cells(table) == [
        ["项目", "", "合计", "基本支出"],
        ["科目代码", "科目名称", "", "金额"],
        ["208", "社会保障支出", "1,337.71", ""],
        ["", "合计", "1,337.71", "-"],
    ]
    assert spans(table.rows[0]) == [(1, 2), (2, 1), (1, 1)]
    assert [row[0].place.line for row in table.rows] == [5, 6, 8, 12]
    assert [paragraph.text for paragraph in made.paragraphs][-1] == "注：无。"


def test_the_first_line_of_asciidoc_shows_the_columns_where_nothing_says_them(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "|===\n|科目 |合计\n\n|208\n|1.00\n|===\n").tables
    assert cells(table) == [["科目", "合计"], ["208", "1.00"]]


def test_a_table_of_a_wiki_keeps_its_merged_cells(tmp_path: Path) -> None:
    made = read(tmp_path, WIKI)
    (table,) = made.tables
    assert cells(table) == [
        ["项目", "", "合计"],
        ["科目代码", "科目名称", ""],
        ["208", "社会保障\n和就业支出", "1,337.71"],
    ]
    assert spans(table.rows[0]) == [(1, 2), (2, 1)]
    assert [row[0].place.line for row in table.rows] == [4, 7, 9]


def test_a_table_in_latex_keeps_its_columns(tmp_path: Path) -> None:
    made = read(tmp_path, LATEX)
    (table,) = made.tables
    assert cells(table) == [
        ["项目", "", "合计"],
        ["科目代码", "科目名称", ""],
        ["208", "社会保障\n和就业支出", "1,337.71"],
    ]
    assert [paragraph.text for paragraph in made.paragraphs] == ["支出决算表", "增长4.28%。"]


@pytest.mark.parametrize("begin", ["|===\n|科目 |合计", "{|\n|科目\n|-", "\\begin{tabular}{ll}\n科目 & 合计"])
def test_what_follows_a_table_that_does_not_end_stays(tmp_path: Path, begin: str) -> None:
    made = read(tmp_path, f"{begin}\n\n收入总计1.00万元。\n")
    assert [paragraph.text for paragraph in made.paragraphs][-1] == "收入总计1.00万元。"


@pytest.mark.parametrize(
    "heading",
    [
        "== 一、收入情况 ==",
        "=== 一、收入情况",
        "h2. {anchor:一}一、收入情况",
        "h2(#一). 一、收入情况",
        "\\hypertarget{x}{%\n\\subsection{一、收入情况}\\label{x}}",
        "## 一、收入情况 {#一}",
        '== 一、收入情况 {{id name="一" /}}==',
    ],
)
def test_a_heading_is_read_without_its_marks(tmp_path: Path, heading: str) -> None:
    made = read(tmp_path, f"前文。\n\n{heading}\n\n后文。\n")
    assert [paragraph.text for paragraph in made.paragraphs] == ["前文。", "一、收入情况", "后文。"]


def test_a_formula_is_no_heading(tmp_path: Path) -> None:
    made = read(tmp_path, "=100\n= 1 + 2\n")
    assert [paragraph.text for paragraph in made.paragraphs] == ["=100", "= 1 + 2"]

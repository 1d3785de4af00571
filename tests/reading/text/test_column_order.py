"""Pages of tables whose title, head and notes a conversion left among the cells."""

from __future__ import annotations

from pathlib import Path

from final_accounts.documents import Document
from final_accounts.reading.reader import read_document

CELLS = ["208", "20805", "社会保障", "养老支出", "12.00", "7.00", "5.00"]
HEAD = ["支出决算表", "公开03表", "单位：万元"]
NOTE = "注：本表反映支出情况。"


def read(folder: Path, *pages: list[str]) -> Document:
    path = folder / "report.txt"
    path.write_text("\f".join("\n".join(page) + "\n" for page in pages), encoding="utf-8")
    return read_document(path)


def tables(document: Document) -> list[list[str]]:
    return [[cell.text for row in table.rows for cell in row] for table in document.tables]


def test_a_head_among_the_cells_comes_first(tmp_path: Path) -> None:
    made = read(tmp_path, ["某某局决算"], [*CELLS[:4], *HEAD, NOTE, "", *CELLS[4:]])
    assert tables(made) == [CELLS]
    assert [p.text for p in made.paragraphs] == ["某某局决算", *HEAD, NOTE]
    assert [row[0].place.line for row in made.tables[0].rows] == [2, 3, 4, 5, 11, 12, 13]
    assert [p.segments[0].line for p in made.paragraphs] == [1, 6, 7, 8, 9]


def test_the_next_page_of_a_table_goes_on_with_it(tmp_path: Path) -> None:
    more = ["210", "卫生健康", "3.00", "2.00", "1.00"]
    made = read(tmp_path, [*CELLS[:4], *HEAD, *CELLS[4:]], [HEAD[2], *more, NOTE])
    assert tables(made) == [[*CELLS, *more]]


def test_another_title_begins_another_table(tmp_path: Path) -> None:
    other = ["收入决算表", "公开02表"]
    made = read(tmp_path, [*CELLS[:4], *HEAD, *CELLS[4:]], [*CELLS, *other])
    assert tables(made) == [CELLS, CELLS]
    assert [p.text for p in made.paragraphs] == [*HEAD, *other]


def test_a_page_with_sentences_is_left_as_it_is(tmp_path: Path) -> None:
    said = "本年度支出合计十二万元，比上年度增加了二万元。"
    made = read(tmp_path, ["某某局决算"], [said, *CELLS[:4], *HEAD, *CELLS[4:]])
    assert [p.text for p in made.paragraphs][:2] == ["某某局决算", said]
    assert tables(made) == [CELLS[4:]]


def test_without_form_feeds_nothing_is_moved(tmp_path: Path) -> None:
    made = read(tmp_path, [*CELLS[:4], *HEAD, *CELLS[4:]])
    assert tables(made) == [CELLS[4:]]

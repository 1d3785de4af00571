"""Text pasted into Word files and web pages: its tables, its doubled print, its cut sentences."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph, Picture
from final_accounts.reading.block_making import BlockMaker, exchange
from final_accounts.reading.lines import PrintedLine
from final_accounts.reading.pasted import pasted_blocks, with_cut_sentences
from final_accounts.reading.reader import read_document

from .word.docx_making import p, r, write_docx

HEAD = ["支出决算表", "单位：万元"]
CELLS = [
    ["项目", "本年支出合计", "基本支出", "项目支出"],
    ["合计", "30.00", "20.00", "10.00"],
    ["2080505", "5.00", "5.00", "0.00"],
    ["2100101", "15.00", "15.00", "0.00"],
    ["2101599", "10.00", "0.00", "10.00"],
]
BARRED = ["| " + " | ".join(row) + " |" for row in CELLS]
BARRED.insert(1, "|---|---|---|---|")
TABBED = ["\t".join(row) for row in CELLS]
BEFORE, BEHIND = "2024年度支出30.00万元。", "二、其他说明"


def word(path: Path, lines: list[str], between: str = "") -> Document:
    tabs = '</w:t><w:tab/><w:t xml:space="preserve">'
    body = [p(r(line).replace("\t", tabs)) for line in lines]
    return read_document(write_docx(path, "".join(body) + between))


def page(path: Path, lines: list[str]) -> Document:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    path.write_text(f"<!DOCTYPE html><html><body>{paragraphs}</body></html>", encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize("typed", [BARRED, TABBED])
def test_a_table_typed_into_a_word_file_is_a_table(typed: list[str], tmp_path: Path) -> None:
    document = word(tmp_path / "报告.docx", [BEFORE, *HEAD, *typed, BEHIND])
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == CELLS
    assert [paragraph.text for paragraph in document.paragraphs] == [BEFORE, *HEAD, BEHIND]
    assert document.tables[0].rows[1][1].place.line is None
    assert [paragraph.place().line for paragraph in document.paragraphs] == [None] * 4


def test_a_table_typed_into_a_page_is_a_table(tmp_path: Path) -> None:
    document = page(tmp_path / "报告.html", [BEFORE, *HEAD, *BARRED, BEHIND])
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == CELLS


def test_what_stands_behind_pasted_text_is_numbered_on(tmp_path: Path) -> None:
    own = "<w:tbl><w:tr><w:tc>" + p(r("甲")) + "</w:tc><w:tc>" + p(r("1.00")) + "</w:tc></w:tr></w:tbl>"
    document = word(tmp_path / "报告.docx", [BEFORE, *HEAD, *BARRED], own + p(r("完")))
    assert [(table.index, table.place.table, table.rows[0][0].place.table) for table in document.tables] == [
        (0, 0, 0),
        (1, 1, 1),
    ]
    assert [paragraph.index for paragraph in document.paragraphs] == [0, 1, 2, 3]


def test_a_few_lines_with_bars_are_no_table() -> None:
    assert pasted_blocks([BEFORE, *BARRED[:3], BEHIND]) == ()
    assert pasted_blocks(["", " "]) == ()


def test_markdown_and_doubled_print_are_read_as_in_a_text() -> None:
    items = ["一、收入决算表", "二、支出决算表", "三、收入支出决算总表", "四、项目支出决算表"]
    for written in ([f"- {item}" for item in items], [f"{item[:2]}{2 * item[2:]}" for item in items]):
        assert [block.text for block in pasted_blocks(written) if isinstance(block, Paragraph)] == items


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("公用经费19.71万元，主要包括：办公费1.76万元、其他商品和服务支出", "1.13万元。", True),
        ("（一）机关运行经费支出情况。2024年度，某某市", "东区机关运行经费支出19.71万元。", True),
        ("公用经费19.71万元，主要包括：办公费1.76万元。", "其他商品和服务支出1.13万元。", False),
        ("基本支出20.00万元，占66.67%，比上年增加5.00万元", "项目支出10.00万元，占33.33%。", False),
        ("一、收入，支出", "及结余。", False),
    ],
)
def test_a_sentence_that_paragraphs_cut_is_whole(above: str, below: str, cut: bool, tmp_path: Path) -> None:
    lines = [PrintedLine(text, starts_paragraph=True) for text in (above, below)]
    assert [line.starts_paragraph for line in with_cut_sentences(lines)] == [True, None if cut else True]
    whole = [above + below] if cut else [above, below]
    assert [paragraph.text for paragraph in word(tmp_path / "a.docx", [above, below]).paragraphs] == whole
    assert [paragraph.text for paragraph in page(tmp_path / "a.html", [above, below]).paragraphs] == whole


def test_a_heading_never_goes_on() -> None:
    heading = PrintedLine("收入支出决算总体情况，即本年度收支情况的说明", style="heading")
    assert with_cut_sentences([heading, PrintedLine("本年", starts_paragraph=True)])[1].starts_paragraph


def test_blocks_exchanged_are_numbered_on() -> None:
    maker, other = BlockMaker(), BlockMaker()
    maker.paragraphs([PrintedLine(text, starts_paragraph=True) for text in ("甲", "乙", "丙")])
    maker.picture()
    other.paragraphs([PrintedLine("丁", starts_paragraph=True)])
    blocks = exchange(maker.blocks, 1, 3, other.blocks)
    assert [block.index for block in blocks] == [0, 1, 0]
    assert isinstance(blocks[2], Picture)
    assert blocks[2].place.paragraph == 1

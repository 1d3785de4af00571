"""Documents in traditional characters are read as in simplified ones; a few of them change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.documents import Cell, Document, Source, Table
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.reading.traditional import REMARK, in_simplified, with_simplified
from final_accounts.recognising.recogniser import recognise

TRADITIONAL = (
    "某某縣示例局2024年度部門決算\n\n一、收入支出決算總體情況\n\n"
    "2024年度收、支總計均為300.00萬元。與2023年度相比，收、支總計各增加20.00萬元，增長8.14%。\n"
)
SIMPLIFIED = (
    "某某县示例局2024年度部门决算\n\n一、收入支出决算总体情况\n\n"
    "2024年度收、支总计均为300.00万元。与2023年度相比，收、支总计各增加20.00万元，增长8.14%。\n"
)
WITH_READINGS = TRADITIONAL.replace("門", "門(mén)").replace("務", "務(wù)").replace("長", "長(cháng )")


def read(folder: Path, text: str, name: str = "report.txt") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_document(path)


@pytest.mark.parametrize("text", [TRADITIONAL, WITH_READINGS])
def test_a_report_in_traditional_characters_is_checked_as_in_simplified_ones(
    tmp_path: Path, text: str
) -> None:
    document = read(tmp_path, text)
    assert document.remarks == (REMARK,)
    plain = read(tmp_path, SIMPLIFIED, "plain.txt")
    assert [p.text for p in document.paragraphs] == [p.text for p in plain.paragraphs]
    said = [f.message for f in check(recognise(document)).contradictions]
    assert said == [f.message for f in check(recognise(plain)).contradictions]
    assert any("8.14%" in message for message in said)


def test_so_is_a_web_page(tmp_path: Path) -> None:
    rows = "".join(f"<p>{line}</p>" for line in WITH_READINGS.split("\n\n"))
    document = read(tmp_path, f"<html><body>{rows}</body></html>", "report.html")
    assert document.remarks == (REMARK,)
    assert "2024年度收、支总计均为300.00万元" in "".join(p.text for p in document.paragraphs)


def test_cells_that_another_reader_read_are_turned_too() -> None:
    texts = ("收入總計", "本年財政撥款收入合計與年初結轉結餘")
    rows = tuple((Cell(text, Place()), Cell("300.00", Place())) for text in texts)
    made = Table(0, rows, Place())
    source = Source("made.pdf", "pdf", "0" * 64, None, Path("made.pdf"))
    document = with_simplified(Document(source, (made,)))
    assert [row[0].text for row in document.tables[0].rows] == [
        "收入总计",
        "本年财政拨款收入合计与年初结转结余",
    ]
    assert document.remarks == (REMARK,)


@pytest.mark.parametrize("more", ["", "總計萬元決額撥費計總", "學(xué)校"])
def test_a_report_in_simplified_ones_is_left_alone(tmp_path: Path, more: str) -> None:
    assert in_simplified(SIMPLIFIED + more) == (SIMPLIFIED + more, None)
    assert not read(tmp_path, SIMPLIFIED + more).remarks

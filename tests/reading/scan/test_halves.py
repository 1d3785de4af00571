"""Scanned sheets side by side, as recognised pages: rules and characters without their pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from final_accounts.reading.pdf.pages.page import Page, read_page
from final_accounts.reading.scan.halves import with_halves_told
from final_accounts.reading.scan.text import RecognisedPage

from ..pdf.pdf_making import Draw, make
from ..workbook.sheet_making import Sheet, window

HEAD = ("科目代码", "科目名称", "本年收入合计", "财政拨款收入", "事业收入", "其他收入")
BODY = (
    ("", "合计", "1,870.27", "1,862.27", "5.00", "3.00"),
    ("2010101", "行政运行", "19.81", "19.81", "0.00", "0.00"),
    ("2080505", "基本养老保险缴费", "1,809.03", "1,801.03", "5.00", "3.00"),
    ("2101102", "事业单位医疗", "12.29", "12.29", "0.00", "0.00"),
)
INCOME = Sheet("收入决算表", (HEAD, *BODY), (80.0, 200.0, 100.0, 100.0, 100.0, 100.0))
ALL = range(5)


def recognised(path: Path, *draws: Draw, shift: float = 0.0) -> list[Page]:
    """The pages as if they were recognised in scans; the second was laid so many points lower."""
    make(path, *draws)
    with pdfium.PdfDocument(path) as document:
        pages = [read_page(document, index) for index in range(len(document))]
    names = [name for name in Page.__dataclass_fields__]
    scans = [RecognisedPage(**{name: getattr(page, name) for name in names}) for page in pages]
    lower = tuple(
        char._replace(
            box=(char.box[0], char.box[1] + shift, char.box[2], char.box[3] + shift),
            origin=(char.origin[0], char.origin[1] + shift),
        )
        for char in scans[1].chars
    )
    rules = tuple(
        replace(rule, at=rule.at + shift)
        if rule.horizontal
        else replace(rule, start=rule.start + shift, end=rule.end + shift)
        for rule in scans[1].rulings
    )
    return [scans[0], replace(scans[1], chars=lower, rulings=rules), *scans[2:]]


@pytest.mark.parametrize("shift", [0.0, 4.0])
def test_two_halves_are_told(tmp_path: Path, shift: float) -> None:
    halves = window(INCOME, range(4), ALL), window(INCOME, range(4, 6), ALL)
    told = with_halves_told(recognised(tmp_path / "a.pdf", *halves, shift=shift))
    assert [page.beside for page in told] == [2, 1]


def test_two_forms_with_the_same_rows_are_not(tmp_path: Path) -> None:
    narrow = replace(INCOME, widths=(80.0, 160.0, 60.0, 60.0, 60.0, 50.0))
    other = replace(narrow, title="支出决算表", widths=(60.0, 180.0, 80.0, 80.0, 40.0, 30.0))
    pages = recognised(tmp_path / "a.pdf", window(narrow, range(6), ALL), window(other, range(6), ALL))
    assert [page.beside for page in with_halves_told(pages)] == [0, 0]


def test_printed_pages_are_left_to_those_who_join_them(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", window(INCOME, range(4), ALL), window(INCOME, range(4, 6), ALL))
    with pdfium.PdfDocument(path) as document:
        pages = [read_page(document, index) for index in range(2)]
    assert with_halves_told(pages) == pages

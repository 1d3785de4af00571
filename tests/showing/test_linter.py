"""Findings as lines and cells: nothing that a report printed can forge a line or run as a formula."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.reports import CheckedReport
from final_accounts.showing.linter import lines, one_line, safe_cell
from final_accounts.showing.tidy import write_csv


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (None, ""),
        ("", ""),
        ("总计", "总计"),
        ("-12.50", "-12.50"),
        ("+3", "+3"),
        ("-1,234.5%", "-1,234.5%"),
        ("－3", "－3"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r=1"),
        ("—", "—"),
    ],
)
def test_safe_cells(text: str | None, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.text())
def test_one_line_is_one_line_without_control_characters(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line)


def test_one_line_keeps_what_can_be_read() -> None:
    assert one_line("第3页:  “三公”\u202e经费\x1b[31m \n 9.83%") == "第3页: “三公”经费[31m 9.83%"


def test_a_csv_file_opens_as_utf8_and_keeps_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_csv(path, ("名称", "value"), [("a,\n“b”", None), ("=x", 3)])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["名称", "value"], ["a,\n“b”", ""], ["'=x", "3"]]


def test_what_has_no_place_speaks_of_the_whole_report(checked: CheckedReport) -> None:
    missing = replace(checked.findings[0], places=(), message="未见应公开的内容：政府采购")
    (line,) = lines(replace(checked, findings=(missing,)), "a.pdf")
    assert line.startswith("a.pdf:全文: ") and line.endswith("未见应公开的内容：政府采购")

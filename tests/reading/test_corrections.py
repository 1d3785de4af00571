"""Corrections beside a raw file: applied openly, and only to what they were made for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from final_accounts.errors import CorrectionFailed
from final_accounts.reading.reader import read_document

REPORT = (
    "收入决算表\n\n"
    "科目编码\t科目名称\t本年收入合计\t财政拨款收入\n210\t卫生健康支出\t3OO.00\t300.00\n\n"
    "支出决算表\n\n"
    "科目编码\t科目名称\t本年支出合计\t基本支出\n210\t卫生健康支出\t3OO.00\t200.00\n221\t住房保障支出\t9.00\t\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def corrected(report: Path, entries: str, ending: str = ".corrections.yml") -> list[str]:
    """The cells of both tables after corrections, rows run together."""
    report.with_name(report.name + ending).write_text(entries, encoding="utf-8")
    return [cell.text for table in read_document(report).tables for row in table.rows[1:] for cell in row]


FIRST = [
    "210",
    "卫生健康支出",
    "300.00",
    "300.00",
    "210",
    "卫生健康支出",
    "3OO.00",
    "200.00",
    "221",
    "住房保障支出",
    "9.00",
    "",
]
SECOND = [
    "210",
    "卫生健康支出",
    "3OO.00",
    "300.00",
    "210",
    "卫生健康支出",
    "300.00",
    "200.00",
    "221",
    "住房保障支出",
    "9.00",
    "",
]


def test_by_numbers_as_findings_count(report: Path) -> None:
    entries = (
        "corrections:\n- {table: 1, row: 2, column: 3, expect: 3OO.00, value: 300.00, reason: 零误作字母}\n"
    )
    assert corrected(report, entries) == FIRST
    assert read_document(report).remarks == (
        "已更正：第1张表第2行第3列由“3OO.00”改为“300.00”（原因：零误作字母）",
    )


@pytest.mark.parametrize("row", ["'210'", "卫生健康支出"])
def test_by_form_row_and_column(report: Path, row: str) -> None:
    where = f"form: 支出决算表, row: {row}, column: 本年支出合计"
    entries = f"corrections:\n- {{{where}, expect: 3OO.00, value: 300.00, reason: 零误作字母}}\n"
    assert corrected(report, entries) == SECOND


def test_in_toml(report: Path) -> None:
    entries = (
        "[[corrections]]\ntable = 1\nrow = 2\ncolumn = 3\n"
        'expect = "3OO.00"\nvalue = "300.00"\nreason = "零误作字母"\n'
    )
    assert corrected(report, entries, ".corrections.toml") == FIRST


def test_by_sheet_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "收支"
    for row in (["科目", "金额"], ["人员", "1O.5"], ["公用", "1O.5"]):
        book.active.append(row)
    book.save(path)
    (tmp_path / "x.xlsx.corrections.yml").write_text(
        '- {sheet: 收支, cell: B3, expect: "1O.5", value: "10.50", reason: 字母}', encoding="utf-8"
    )
    document = read_document(path)
    assert [row[1].text for row in document.tables[0].rows] == ["金额", "1O.5", "10.50"]
    assert document.remarks == ("已更正：工作表“收支”B3由“1O.5”改为“10.50”（原因：字母）",)


def test_a_blank_cell_may_be_filled(report: Path) -> None:
    entries = '- {table: 2, row: 3, column: 4, expect: "", value: "9.00", reason: 印章盖住}'
    assert corrected(report, entries)[-1] == "9.00"


NUMBERED = "report.txt.corrections.yml, entry 1 (table 1, row 2, column 3)"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "{table: 1, row: 2, column: 3, expect: 300.00, value: 30.00, reason: x}",
            f"{NUMBERED}: it expects '300.00', but '3OO.00' is read; "
            "check the cell; mend or remove the entry",
        ),
        (
            "{table: 7, row: 2, column: 3, expect: a, value: b, reason: x}",
            "report.txt.corrections.yml, entry 1 (table 7, row 2, column 3): no such cell is read; "
            "look up the place anew, or remove the entry",
        ),
        (
            "{row: 2, column: 3, expect: 3OO.00, value: 300.00, reason: x}",
            "report.txt.corrections.yml, entry 1 (row 2, column 3): 2 cells fit "
            "(第1张表第2行第3列；第2张表第2行第3列); "
            "say more exactly which: page, table, sheet",
        ),
        (
            "{table: 1, row: 2, column: 3, expect: 3OO.00, value: 300.00}",
            "report.txt.corrections.yml, entry 1: it lacks reason; "
            "say where with page, sheet, cell, form, table, row, column; and give expect, value, reason",
        ),
        (
            "{table: 1, row: 2, colum: 3, expect: 3OO.00, value: 300.00, reason: x}",
            "report.txt.corrections.yml, entry 1: it has unknown names (colum); "
            "say where with page, sheet, cell, form, table, row, column; and give expect, value, reason",
        ),
        (
            "{table: 1, expect: 3OO.00, value: 300.00, reason: x}",
            "report.txt.corrections.yml, entry 1: it names no cell; give `cell`, or `row` and `column`",
        ),
        (
            "{table: 1, row: 2, column: 3, expect: 3OO.00, value: 300.00, reason: ' '}",
            "report.txt.corrections.yml, entry 1: its reason is empty; say why the reading is wrong",
        ),
    ],
)
def test_a_correction_that_does_not_fit_fails(report: Path, entry: str, told: str) -> None:
    with pytest.raises(CorrectionFailed) as caught:
        corrected(report, f"corrections:\n- {entry}\n")
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ("corrections: [", "it cannot be read ("),
        ("just text", "it holds no list of corrections"),
        ("- text", "it is no list of names and values"),
        ("corrections:\n  table: 1", "it holds no list of corrections"),
    ],
)
def test_a_malformed_file_fails(report: Path, entries: str, problem: str) -> None:
    with pytest.raises(CorrectionFailed) as caught:
        corrected(report, entries)
    assert caught.value.source.startswith("report.txt.corrections.yml")
    assert caught.value.problem.startswith(problem)


def test_a_number_in_toml_would_lose_its_zeros(report: Path) -> None:
    entries = (
        '[[corrections]]\ntable = 1\nrow = 2\ncolumn = 3\nexpect = "3OO.00"\nvalue = 300.00\nreason = "x"\n'
    )
    with pytest.raises(CorrectionFailed) as caught:
        corrected(report, entries, ".corrections.toml")
    assert caught.value.problem == "its value is no text"

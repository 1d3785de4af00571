"""Tidy tables: literal rows, typed columns, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet

from final_accounts.reports import CheckedReport
from final_accounts.showing.tables import write_parquet, write_tables


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_written(checked: CheckedReport, tmp_path: Path) -> None:
    names = write_tables(checked, "report.pdf", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert sorted(names) == [
        "claims.csv", "claims.parquet", "counts.csv", "counts.parquet", "findings.csv", "forms.csv",
        "forms.parquet",
    ]  # fmt: skip


def test_a_cell_a_row_with_blank_dash_and_zero_apart(checked: CheckedReport, tmp_path: Path) -> None:
    write_tables(checked, "report.pdf", tmp_path)
    rows = read(tmp_path / "forms.csv")
    assert len(rows) == 9
    assert rows[2] | {"place": ""} == {
        "form": "expenditure", "title": "支出决算表", "row": "1", "code": "", "label": "合计", "line": "1",
        "column": "项目支出", "value": "598.59", "printed": "598.59", "unit": "万元", "place": "",
        "side": "", "doubted": "False",
    }  # fmt: skip
    assert [(row["value"], row["printed"]) for row in rows[5:9]] == [
        ("", "—"), ("16", "16"), ("", ""), ("0", "0"),
    ]  # fmt: skip


def test_report_text_is_no_formula(checked: CheckedReport, tmp_path: Path) -> None:
    write_tables(checked, "report.pdf", tmp_path)
    template = read(tmp_path / "findings.csv")[2]
    assert template["quote"] == "'=<script>alert(1)</script>=SUM(A1)"
    every = (tmp_path / "findings.csv").read_bytes()
    assert every.startswith(b"\xef\xbb\xbf")


def test_parquet_keeps_types_and_what_was_printed(checked: CheckedReport, tmp_path: Path) -> None:
    write_tables(checked, "report.pdf", tmp_path)
    forms = pyarrow.parquet.read_table(tmp_path / "forms.parquet")
    assert forms.schema.field("value").type == pyarrow.decimal128(38, 10)
    assert forms.schema.field("row").type == pyarrow.int32()
    assert forms.schema.field("code").type == pyarrow.string()
    values = forms.column("value").to_pylist()
    assert values[2] == Decimal("598.59")
    assert values[5:9] == [None, Decimal(16), None, Decimal(0)]
    claims = pyarrow.parquet.read_table(tmp_path / "claims.parquet").to_pylist()
    assert [(c["claim"], c["role"], c["label"], c["value"]) for c in claims[:4]] == [
        (1, "figure", None, Decimal("933.26")),
        (2, "current", None, Decimal("933.26")),
        (2, "difference", "增加", Decimal("83.52")),
        (2, "rate", "增长", Decimal("9.82")),
    ]


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    write_parquet(tmp_path / "none.parquet", ("row", "value", "label"), ())
    table = pyarrow.parquet.read_table(tmp_path / "none.parquet")
    assert table.num_rows == 0
    assert table.schema.names == ["row", "value", "label"]
    assert table.schema.field("value").type == pyarrow.decimal128(38, 10)


def test_a_number_too_long_for_its_column_is_null(tmp_path: Path) -> None:
    rows = [(1, "99999999999999999999", "甲"), (2, "9" * 60, "乙")]
    write_parquet(tmp_path / "long.parquet", ("row", "value", "label"), rows)
    values = pyarrow.parquet.read_table(tmp_path / "long.parquet").column("value").to_pylist()
    assert values == [Decimal("99999999999999999999"), None]

"""The command on the five published reports: whose they are, and that its output keeps the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from final_accounts import cli
from final_accounts.checking.registry import KINDS

ROOT = Path(__file__).parents[1]
VERDICTS = {"inconsistent", "truncated", "consistent", "undetermined"}


@pytest.fixture(scope="module")
def told(real_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What `check --format json` says of all of them, by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "final_accounts", "check", str(real_reports), "--format", "json", "--ledger"],
        cwd=ROOT / "lib",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    reports: list[dict[str, Any]] = json.loads(done.stdout)
    return reports


def test_bureau_and_year_of_all_five(told: list[dict[str, Any]]) -> None:
    assert {report["source"]["name"][:3]: tuple(report["report"].values()) for report in told} == {
        "000": ("四川省攀枝花市东区医疗保障局", 2024, "万元"),
        "001": ("遂宁市安居区医疗保障局", 2024, "万元"),
        "002": ("攀枝花市仁和区医疗保障局", 2020, "万元"),
        "003": ("丹凤县医疗保障局", 2024, "万元"),
        "004": ("醴陵市医疗保障局", 2024, "万元"),
    }


def test_every_number_is_a_text_of_digits(told: list[dict[str, Any]]) -> None:
    for report in told:
        numbers = [amount["value"] for amount in report["amounts"]]
        numbers += [value for form in report["forms"] for row in form["rows"] for value in row["values"]]
        numbers += [value for chart in report["charts"] for value in chart["stated"] + chart["recomputed"]]
        assert numbers
        for number in numbers:
            assert number is None or (Decimal(number).is_finite() and "E" not in number)


def test_every_row_and_series_fits_its_head(told: list[dict[str, Any]]) -> None:
    for report in told:
        for form in report["forms"]:
            assert form["columns"]
            assert {len(row["values"]) for row in form["rows"]} <= {len(form["columns"])}
            filled = any(value is not None for row in form["rows"] for value in row["values"])
            assert form["empty"] is not filled
        for chart in report["charts"]:
            assert len(chart["labels"]) == len(chart["stated"]) == len(chart["recomputed"])
            assert chart["kind"] in {"pie", "bar"}
            assert chart["basis"] in {"chart-data", "narrative", "none"}


def test_every_finding_keeps_to_the_words_of_the_contract(told: list[dict[str, Any]]) -> None:
    order = ["error", "warning", "note"]
    for report in told:
        findings = report["findings"]
        for finding in findings:
            assert finding["kind"] in KINDS
            assert finding["verdict"] in VERDICTS
            assert finding["message"]
            # What is not there has no place.
            assert finding["places"] or finding["rule"] == "completeness.disclosure"
        ranks = [order.index(finding["severity"]) for finding in findings]
        assert ranks == sorted(ranks)


def test_the_ledger_adds_up(told: list[dict[str, Any]]) -> None:
    for report in told:
        ledger = report["ledger"]
        own = [entry for entry in ledger["entries"] if entry["account"]]
        assert ledger["figures"] == len(own) == sum(ledger[verdict] for verdict in VERDICTS)


def test_a_missing_file_ends_the_command_with_2() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "final_accounts", "check", "gone.pdf"],
        cwd=ROOT / "lib",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    said = "gone.pdf: the file does not exist; check the path（文件不存在，请核对路径）"
    assert done.stderr == f"final-accounts: {said}\n"


def test_the_forms_of_a_report_come_out_as_a_table(real_reports: Path, tmp_path: Path) -> None:
    (report,) = real_reports.glob("003*.txt")
    assert cli.main(["read", str(report), "-o", str(tmp_path)]) == 0
    (table,) = tmp_path.glob("*/forms.csv")
    text = table.read_text(encoding="utf-8-sig")
    assert '\nincome,收入决算表,1,,合计,,本年收入合计,1049.22,"1, 049. 22",万元,' in text

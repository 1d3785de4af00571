"""Accounts of successive years are paired, by command and in a batch."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from final_accounts import cli
from final_accounts.running.batch import run_reports
from final_accounts.running.pairing import Account, earlier_positions

NAME = "青山县档案局"


@pytest.mark.parametrize(
    ("accounts", "positions"),
    [
        ([(NAME, 2024), (NAME, 2023), (NAME, 2022)], [1, 2, None]),
        ([(NAME, 2022), (NAME, 2024)], [None, None]),
        ([(NAME, 2024), ("白水县档案局", 2023)], [None, None]),
        ([(f"江西省{NAME}", 2024), ("青山县 档案局", 2023)], [1, None]),
        ([(f"{NAME}（本级）", 2024), (NAME, 2023)], [None, None]),
        # two that pass for last year's: which one is meant, nobody can tell
        ([(NAME, 2024), (NAME, 2023), (NAME, 2023)], [None, None, None]),
        ([(None, 2024), (None, 2023)], [None, None]),
        ([(NAME, None), (NAME, 2023)], [None, None]),
    ],
)
def test_which_report_is_last_years(
    accounts: list[tuple[str | None, int | None]], positions: list[int | None]
) -> None:
    assert earlier_positions([Account(*account) for account in accounts]) == tuple(positions)


def test_a_report_that_could_not_be_read_is_nobodys() -> None:
    assert earlier_positions([Account(NAME, 2024), None, Account(NAME, 2023)]) == (2, None, None)


def published(folder: Path, year: int, total: str, change: str, name: str) -> Path:
    """A small account of that year, told in a few sentences."""
    path = folder / name
    path.write_text(
        f"""{NAME}
{year}年度部门决算

第一部分 部门概况
一、主要职能
保管档案。
第二部分 {year}年度部门决算情况说明
一、收入支出决算总体情况说明
{year}年度收入总计{total}万元，支出总计{total}万元。{change}
二、收入决算情况说明
本年收入合计{total}万元，其中：财政拨款收入{total}万元，占100%。
三、支出决算情况说明
本年支出合计{total}万元，其中：基本支出{total}万元，占100%；项目支出0万元，占0%。
第三部分 名词解释
一、财政拨款收入：指单位从财政取得的资金。
""",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def two_years(tmp_path: Path) -> tuple[Path, Path]:
    change = "与2023年度相比，收入总计增加30.00万元，增长20.00%；支出总计增加30.00万元，增长20.00%。"
    later = published(tmp_path, 2024, "180.00", change, "later.txt")
    return later, published(tmp_path, 2023, "155.00", "", "before.txt")


def test_check_compares_them(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later, before = map(str, two_years)
    broken = tmp_path / "broken.txt"
    broken.write_text("盐少许，油二两。\n" * 40, encoding="utf-8")
    assert cli.main(["check", str(broken), later, before]) == 2
    out, err = capsys.readouterr()
    told = [line for line in out.splitlines() if "earlier." in line]
    assert told == [
        f"{later}:9: warning earlier.last-year: “{side}总计”：上年报告为155.00万元，与本年报告所说的增减不符"
        for side in ("收入", "支出")
    ]
    assert [line.partition("；与上年报告")[2] for line in err.splitlines()] == ["", " before.txt 对照", ""]
    assert cli.main(["check", later]) == 0
    assert "earlier." not in capsys.readouterr().out


def test_a_batch_compares_them_and_says_with_what(two_years: tuple[Path, Path], tmp_path: Path) -> None:
    later, before = two_years
    sources = [later, tmp_path / "missing.txt", before]
    result = run_reports(sources, tmp_path / "out", jobs=2, progress=False)
    assert [report.source for report in result.reports] == sources
    assert [report.status for report in result.reports] == ["done", "failed", "done"]
    records = [
        json.loads((result.reports[at].folder / "provenance.json").read_text(encoding="utf-8"))
        for at in (0, 2)
    ]
    assert records[1]["earlier"] is None
    assert records[0]["earlier"] == {
        "name": "before.txt", "sha256": records[1]["source"]["sha256"], "year": 2023,
    }  # fmt: skip
    assert records[0]["parameters"] == {"source": str(later), "lang": "zh", "earlier": str(before)}
    page = (result.reports[0].folder / "report.html").read_text(encoding="utf-8")
    assert "before.txt（2023年度）：本报告所说的上年数与之对照 2 处，不一致 2 处" in page
    with (result.reports[0].folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rules = [row["rule"] for row in csv.DictReader(file)]
    assert rules.count("earlier.last-year") == 2

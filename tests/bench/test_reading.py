"""The benchmark of reading: what it prints is what it compares with, and it counts rightly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from samples.blocks import blocks_of, excerpt, truth_of
from samples.formats import formats
from samples.generated import generated
from samples.specimens import Specimen, load_specimen

from bench.reading.judging import Rates, compare, document_of, sayings, share_right
from bench.reading.measuring import Row
from bench.reading.ratios import QUICK, ratios
from bench.reading.tools import rows_of
from final_accounts.reading.reader import read_document

ROOT = Path(__file__).parents[2]
PRINTED = [[["科目", "本年支出（合计）"], ["2080505", "1,038.50"], ["住房公积金", "6.33"]]]


def sample(name: str) -> Specimen:
    return load_specimen(ROOT / "data" / "reference" / "samples" / f"{name}.toml")


def test_cells_are_counted_by_kind() -> None:
    found = [[["科目", "本年支出(合计)"], ["2080505", "1,038.60"], ["住房公积金", "6.33"]]]
    rates = compare(PRINTED, found)
    assert (rates.numbers, rates.numbers_right, rates.labels, rates.labels_right) == (3, 2, 3, 3)
    assert rates.wrong == ("number '1,038.50' read as '1,038.60' in 2080505|1,038.50",)


def test_a_table_read_in_two_parts_with_its_head_again_is_right() -> None:
    (table,) = PRINTED
    assert compare(PRINTED, [table[:2], [table[0], table[2]]]) == Rates(3, 3, 3, 3, ())


def test_a_cell_in_another_column_or_out_of_order_is_wrong() -> None:
    (table,) = PRINTED
    assert compare(PRINTED, [[["", *row] for row in table]]).numbers_right == 0
    assert compare(PRINTED, [[table[2], table[1], table[0]]]).labels_right == 2
    assert compare(PRINTED, [[[None, "1,038.50"]]]).numbers_right == 1
    rates = compare(PRINTED, [])
    assert (rates.numbers, rates.numbers_right, rates.labels, rates.labels_right) == (3, 0, 3, 0)


def test_what_is_said_twice_must_come_back_twice() -> None:
    assert share_right(["a", "a", "b"], ["a", "b", "c"]) == (2, 3, 1)


def test_the_truth_holds_the_claims_and_figures_of_the_sample() -> None:
    said = sayings(document_of(truth_of(blocks_of(sample("danfeng")))))
    assert (len(said["figures"]), len(said["claims"])) == (209, 89)
    assert said["figures"][1] == "income-expenditure|income|None|本年收入合计|27|决算数|1049.22"


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("account", [sample("liling"), generated("central", 2)], ids=["liling", "central:2"])
def test_every_cell_comes_back(account: Specimen, name: str, tmp_path: Path) -> None:
    published = formats()[name]
    paths = published.publish(account, tmp_path / "account")
    document = read_document(Path(";".join([str(paths[0]), *(path.name for path in paths[1:])])))
    truth = truth_of(blocks_of(published.part(account)))
    rates = compare([block["rows"] for block in truth if "rows" in block], rows_of(document))
    assert rates.wrong == ()
    assert rates.numbers > 200
    assert sayings(document) == sayings(document_of(truth))


def test_generated_forms_have_heads_notes_and_numbers() -> None:
    account = generated("central", 2)
    form = account.forms["f5"]
    assert (form.title, form.right) == ("一般公共预算财政拨款支出决算表", ("公开05表", "单位：万元"))
    assert form.notes == ("注：本表反映部门本年度有关收支情况。",)
    assert form.grid.rows[:2] == (
        ("项目", "<", "本年支出合计", "基本支出", "项目支出"),
        ("科目代码", "科目名称", "^", "^", "^"),
    )


def test_an_account_without_forms_makes_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="dongqu-2024 has no forms"):
        formats()["xlsx"].publish(sample("dongqu"), tmp_path / "x")


def test_an_excerpt_is_short() -> None:
    body = excerpt(sample("danfeng"), paragraphs=2, forms=1).body
    assert [line[:6] for line in body] == ["# 第二部分", "## 一、收", body[2][:6], "@form "]


def test_ratios_are_told_where_the_rows_allow() -> None:
    rows = [
        Row("ruled", "ours", 2.0, 1.0, 100.0),
        Row("ruled", "pdfplumber", 5.0, 3.0, 100.0),
        Row("ruled ×9", "ours", 9.0, 9.0, 500.0, pages=306),
        Row("html", "ours", 0.25, 0.2, 30.0),
    ]
    assert list(ratios(rows)) == [
        "pdfplumber ÷ ours, seconds: 2.5, CPU seconds: 3.0 (promised: > 1)",
        "slowest other format, html: 0.25 s (promised: < 1 s)",
        "peak memory of ours, 306 pages: 524 MB (promised: < 600 MB)",
    ]


def test_the_whole_runs_on_one_format() -> None:
    command = [sys.executable, "-m", "bench.reading", "--formats", "text"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    row = next(line for line in done.stdout.splitlines() if line.startswith("text"))
    assert row.split()[:10] == ["text", "ours", "all", "696", "all", "638", "all", "209", "all", "89"]

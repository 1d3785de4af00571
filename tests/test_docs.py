"""The README and docs/: every example runs as printed, every name that they use exists."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import get_type_hints

import openpyxl
import pyarrow.parquet
import pytest

import final_accounts as fa
from final_accounts.checking.registry import KINDS
from final_accounts.figures import Figure, Verdict
from final_accounts.reports import Claim, Labelled, Severity
from final_accounts.running.outputs import NOTEBOOK, PAGE, PROVENANCE, WORKING_PAPER
from final_accounts.running.provenance import provenance_record
from final_accounts.settings import reference
from final_accounts.showing import linter, tidy
from final_accounts.showing.tables import write_tables
from final_accounts.showing.working_paper.workbook import write_working_paper

from .conftest import miss
from .doc_examples import Desk, desk

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_shows(page: Path, place: Desk) -> None:
    place.follow(page)


def table_rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    text = f"\n{page.read_text(encoding='utf-8')}".partition(f"\n{heading}\n")[2]
    lines = [line for line in text.splitlines() if line.strip()]
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    table = takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


BEFORE = """\
某某县示例局2024年度部门决算

第二部分 2024年度部门决算情况说明

一、收入支出决算总体情况说明

{sentence}

二、机关运行经费支出情况

2024年度机关运行经费支出41.37万元，主要包括：办公费11.21万元、印刷费3.05万元、水费1.13万元、电费2.41万元、邮电费4.12万元、
差旅费9.06万元、会议费1.08万元、培训费0.77万元、劳务费3.35万元、工会经费2.92万元。
"""
USUAL_SEVERITY = {"consistent": "none", "truncated": "warning", "inconsistent": "error"}


@pytest.mark.parametrize(
    ("sentence", "rule", "verdict"),
    [row[:3] for row in table_rows(ROOT / "docs" / "rounding.md", "## Examples")],
)
def test_rounding_is_judged_as_the_page_says(sentence: str, rule: str, verdict: str, tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text(BEFORE.format(sentence=sentence), encoding="utf-8")
    checked = fa.check(fa.read(source))
    assert checked.report.usual_decimals == 2
    own = [f for f in checked.findings if f.rule == rule.strip("`") and f.quote and f.quote in sentence]
    found = max(own, key=lambda finding: tuple(Verdict).index(finding.verdict))
    wanted, _, severity = verdict.partition(", ")
    assert found.verdict == wanted
    if rule.strip("`") not in reference("severity")["rules"]:
        assert found.severity == (severity or USUAL_SEVERITY[wanted])


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "build_rule_docs.py"))
    assert tool["main"](["--check"]) == 0, "run tools/build_rule_docs.py"


DICTIONARY = ROOT / "docs" / "data-dictionary.md"


def names_under(heading: str) -> list[str]:
    """The names in the first column of the data dictionary's table under a heading."""
    return [row[0].strip("`") for row in table_rows(DICTIONARY, heading)]


def values_of(heading: str, column: str) -> set[str]:
    """The values in backticks that the dictionary lists for a column."""
    row = next(row for row in table_rows(DICTIONARY, heading) if row[0] == f"`{column}`")
    return set(re.findall(r"`([^`]+)`", row[1]))


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("## findings.csv", linter.COLUMNS),
        ("## forms.csv, forms.parquet", tidy.FormCell._fields),
        ("## claims.csv, claims.parquet", tidy.ClaimFigure._fields),
        ("## counts.csv, counts.parquet", tidy.CountedFigure._fields),
        ("## charts.csv", tidy.ChartValue._fields),
    ],
)
def test_every_column_is_in_the_dictionary(heading: str, columns: tuple[str, ...]) -> None:
    assert tuple(names_under(heading)) == columns


def figure_roles() -> set[str]:
    """The fields of claims that hold figures with a part of their own in the claim."""
    held = (Figure, Figure | None, tuple[Labelled, ...])
    return {
        name
        for kind in Claim.__subclasses__()
        for name, held_type in get_type_hints(kind).items()
        if held_type in held
    }


def test_every_value_is_in_the_dictionary() -> None:
    assert values_of("## findings.csv", "kind") == KINDS
    assert values_of("## findings.csv", "verdict") == {verdict.value for verdict in Verdict}
    assert values_of("## findings.csv", "severity") == {s.value for s in Severity} - {"none"}
    claims = {kind.__name__.removesuffix("Claim").lower() for kind in Claim.__subclasses__()}
    assert values_of("## claims.csv, claims.parquet", "kind") == claims
    assert values_of("## claims.csv, claims.parquet", "role") == figure_roles()


def test_the_files_are_those_in_the_dictionary(tmp_path: Path) -> None:
    checked = fa.check(fa.read(ROOT / "data" / "raw" / "anju-2024.docx"))
    written = {*write_tables(checked, "anju-2024.docx", tmp_path), NOTEBOOK, PAGE, PROVENANCE, WORKING_PAPER}
    listed = " ".join(row[0] for row in table_rows(DICTIONARY, "# Data dictionary"))
    assert set(re.findall(r"`([^`]+)`", listed)) == written
    types = pyarrow.parquet.read_schema(tmp_path / "claims.parquet")
    assert str(types.field("value").type) == "decimal128(38, 10)"
    numbers = {field.name for field in types if str(field.type) == "int32"}
    forms = pyarrow.parquet.read_schema(tmp_path / "forms.parquet")
    assert numbers | {field.name for field in forms if str(field.type) == "int32"} == {
        "row",
        "claim",
        "direction",
    }
    record = provenance_record(checked, {}, "2026-01-01T00:00:00+00:00")
    keys = {f"{key}.{inner}" for key in ("source", "summary") for inner in record.pop(key)} | set(record)
    assert set(names_under("## provenance.json")) == keys
    paper = tmp_path / WORKING_PAPER
    write_working_paper(checked, "anju-2024.docx", datetime(2026, 1, 1, tzinfo=UTC), paper)
    sheets = openpyxl.load_workbook(paper, read_only=True).sheetnames
    assert sheets == [name for name in names_under("## working-paper.xlsx") if name in sheets] != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        other = page.parent / name if name else page
        assert other.is_file(), target
        assert not anchor or anchor in anchors(other), target


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings as code hosts make them, and those set by hand."""
    text = page.read_text(encoding="utf-8")
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    made = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_and_targets_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_*]+\.(?:py|toml|ipynb|yml|lock))`", text):
        patterns = (name, f"*/{name}", f"lib/final_accounts/**/{name}", f"data/reference/**/{name}")
        assert any(any(ROOT.glob(pattern)) for pattern in patterns), name


def test_pages_that_the_code_refers_to_exist() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lib").rglob("*.py"))
    for name in set(re.findall(r"\b[a-z-]+\.md\b", code)):
        assert (ROOT / "docs" / name).is_file(), name


def test_the_domain_lists_the_forms_of_the_catalogue() -> None:
    rows = table_rows(ROOT / "docs" / "domain.md", "## The forms, known by title")
    catalogue = {key: form["title"] for key, form in reference("forms")["forms"].items()}
    assert {row[0].strip("`"): row[1] for row in rows} == catalogue


def test_the_names_of_the_analyst_are_all_listed() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`fa\.(\w+)`", text))
    assert named == set(fa.__all__) - {"assert_isolated", "sample"}


def test_the_picture_is_small_enough_to_load() -> None:
    assert (ROOT / "docs" / "images" / "page.png").stat().st_size <= 200_000


def test_the_first_screen_shows_how_to_check_an_own_report(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        miss("make")
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]
    assert "make report SOURCE=我的决算.pdf" in first_screen
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    stub = tmp_path / ".venv" / "bin" / "final-accounts"
    stub.parent.mkdir(parents=True)
    stub.write_text("#!/bin/sh\nprintf '[%s]' \"$@\"\n", encoding="utf-8")
    stub.chmod(0o755)
    (tmp_path / ".venv" / "ready").touch()

    def told(*arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE"}
        command = [make, "-s", "report", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=True
        ).stdout.decode("utf-8")

    assert told() == "[run]"
    assert told("SOURCE=2024 年度 决算(公开).pdf") == "[run][2024 年度 决算(公开).pdf]"

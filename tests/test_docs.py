"""The README and docs/: every example runs as printed, every name that they use exists."""

from __future__ import annotations

import runpy
from itertools import takewhile
from pathlib import Path

import pytest

import final_accounts as fa
from final_accounts.figures import Verdict
from final_accounts.settings import reference

from .doc_examples import Workplace, workplace

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return workplace(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_shows(page: Path, place: Workplace) -> None:
    place.follow(page)


def table_rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    text = page.read_text(encoding="utf-8").partition(f"\n{heading}\n")[2]
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

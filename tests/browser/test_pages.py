"""The finished pages in a real browser: on a phone, on a desk, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from final_accounts.running.batch import run_reports

Browser = Any
"""The tab of the fixture `browser`."""

PHONE, DESK, WALL = 390, 1280, 2560
REPORTS = {
    "forms": "003_801dc34b793b5deb.txt",
    "findings": "002_d6208e3fa212963b.txt",
}
PAGED = "dongqu-2024.pdf"
"""A sample with pages: pieces of the original and charts as published."""
NAMES = ["forms", "findings", "paged", "english", "index"]

OVERFLOWING = """
[...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => !e.closest('.scroll, .output_png, .unseen, .skip'))
  .map(e => e.tagName + '.' + e.className).slice(0, 5)
"""
UNLOADED = "[...document.images].filter(i => !i.complete || !i.naturalWidth || !i.alt).length"
SMALLEST_TYPE = """
Math.min(...[...document.querySelectorAll('main *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
               && !e.closest('.unseen') && e.getBoundingClientRect().width > 1)
  .map(e => parseFloat(getComputedStyle(e).fontSize)))
"""
VIOLATIONS = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  one => one.id + ': ' + one.help + ' – ' + one.nodes.slice(0, 3).map(node => node.html).join(' | ')))
"""
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="module")
def output(real_reports: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports of different make, one of them in English too, one that failed, and the index."""
    folder = tmp_path_factory.mktemp("pages")
    paths = {real_reports / name: slug for slug, name in REPORTS.items()}
    paged = root / "data" / "raw" / PAGED
    run_reports([paged], folder, progress=False, slugs={paged: "english"}, lang="en")
    paths[paged] = "paged"
    result = run_reports([*paths, folder / "missing.pdf"], folder, progress=False, slugs=paths)
    assert [report.status for report in result.reports] == ["done", "done", "done", "failed"]
    return folder


def page(output: Path, name: str) -> Path:
    return output / "index.html" if name == "index" else output / name / "report.html"


@pytest.mark.parametrize("width", [PHONE, DESK, WALL])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_over_the_edge(browser: Browser, output: Path, name: str, width: int) -> None:
    browser.open(page(output, name), width)
    browser.value(OPEN_ALL)
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value(OVERFLOWING) == []
    assert browser.value(SMALLEST_TYPE) >= 11


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_bars_anybody(
    browser: Browser, output: Path, axe_core: str, name: str, width: int
) -> None:
    browser.open(page(output, name), width)
    browser.value(OPEN_ALL)
    browser.value(f"{axe_core}; 0")
    violations = browser.value(VIOLATIONS)
    assert violations == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_silent_and_asks_for_nothing(browser: Browser, output: Path, name: str) -> None:
    browser.open(page(output, name), DESK)
    assert browser.complaints == []
    assert {request.split(":")[0] for request in browser.requests} <= {"file", "data"}
    assert [r for r in browser.requests if r.startswith("file")] == [page(output, name).as_uri()]
    assert browser.value(UNLOADED) == 0
    assert browser.value("document.scripts.length") == 0


def test_every_chart_is_there_with_its_words(browser: Browser, output: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    assert browser.value("document.images.length") == 7
    assert browser.value("[...document.images].every(i => /[0-9]/.test(i.alt))")


def test_the_contents_lead_to_their_sections(browser: Browser, output: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    links = browser.value("[...document.querySelectorAll('.contents a')].map(a => a.textContent)")
    assert links == ["总体情况", "图表", "问题清单", "决算报表", "文字说明", "数字账簿", "出处与范围"]
    browser.value("document.querySelectorAll('.contents a')[2].click()")
    top = browser.value("document.getElementById('问题清单').getBoundingClientRect().top")
    assert abs(top) < 5


def test_the_index_leads_to_the_pages(browser: Browser, output: Path) -> None:
    browser.open(page(output, "index"), DESK)
    links = browser.value("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))")
    pages = [link for link in links if link.endswith("report.html")]
    assert sorted(pages) == ["findings/report.html", "forms/report.html"]
    assert all((output / link).is_file() for link in links)
    assert "missing.pdf" in browser.value("document.querySelector('.lights-failed').textContent")


@pytest.mark.parametrize("name", ["forms", "findings"])
def test_the_print_shows_all_but_the_ledger_within_the_paper(
    browser: Browser, output: Path, name: str, tmp_path: Path
) -> None:
    browser.open(page(output, name), DESK)
    browser.print(tmp_path / "page.pdf")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        told = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    assert 4 <= len(told) <= 40
    compact = "".join("".join(told).split())
    assert "出处与范围" in compact and "所依规则" not in compact
    if name == "forms":
        # 养老 of the folded 支出决算表: a folded form is printed open, or a supervisor never sees it.
        assert "2080505" in compact


def test_the_print_is_a4(browser: Browser, output: Path, tmp_path: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    browser.print(tmp_path / "page.pdf")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        sizes = {tuple(round(side) for side in document[i].get_size()) for i in range(len(document))}
    assert sizes == {(595, 842)}

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


@pytest.mark.parametrize("name", ["findings", "paged", "english"])
def test_what_became_of_a_figure_is_seen_on_a_phone(browser: Browser, output: Path, name: str) -> None:
    browser.open(page(output, name), PHONE)
    browser.value(OPEN_ALL)
    last = "[...document.querySelectorAll('.claims td:last-child, .values td:last-child')]"
    assert browser.value(f"{last}.length") > 20
    assert browser.value(f"{last}.filter(e => e.getBoundingClientRect().right > innerWidth).length") == 0
    cells = "[...document.querySelectorAll('.claims th, .claims td, .values th, .values td')]"
    assert browser.value(f"{cells}.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)") == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_bars_anybody(browser: Browser, output: Path, axe_core: str, name: str, width: int) -> None:
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
    assert browser.value("document.querySelectorAll('.abreast').length") == 7
    assert browser.value("document.images.length") == 14
    assert browser.value("[...document.images].every(i => /[0-9]/.test(i.alt))")


def test_charts_stand_abreast_on_a_desk_and_one_below_the_other_on_a_phone(
    browser: Browser, output: Path
) -> None:
    tops = "[...document.querySelector('.abreast').children].map(i => i.getBoundingClientRect().top)"
    browser.open(page(output, "paged"), DESK)
    assert len(set(browser.value(tops))) == 1 and len(browser.value(tops)) == 3
    browser.open(page(output, "paged"), PHONE)
    assert len(set(browser.value(tops))) == 3


@pytest.mark.parametrize("width", [PHONE, DESK, WALL])
def test_charts_are_sharp_on_a_screen_of_twice_the_pixels(browser: Browser, output: Path, width: int) -> None:
    browser.open(page(output, "paged"), width)
    sharpness = "[...document.querySelectorAll('.abreast img')].map(i => i.naturalWidth / i.width)"
    assert min(browser.value(sharpness)) >= 1.85


def test_the_first_screen_tells_the_result(browser: Browser, output: Path) -> None:
    browser.open(page(output, "paged"), DESK)
    seen = browser.value("""
        ['h1', '.verdict', '.tiles', '.tally', '.foremost'].map(
            one => document.querySelector(one).getBoundingClientRect().bottom)
    """)
    assert max(seen) < 800
    told = browser.value("document.querySelector('.foremost').innerText")
    assert "应为9.83%（收入总计；支出总计；财政拨款收入总计等） 5 处" in told
    assert browser.value("document.querySelectorAll('.foremost li').length") == 3


def test_findings_show_the_original_with_its_figure_framed(browser: Browser, output: Path) -> None:
    browser.open(page(output, "paged"), DESK)
    shown = browser.value(
        "[...document.querySelectorAll('#finding-3 img')].map(i => [i.alt, i.naturalWidth / i.width])"
    )
    assert [alt for alt, _ in shown] == ["原件第7页的截图，红框内印着64.17%"]
    assert shown[0][1] == pytest.approx(1.6, abs=0.02)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_sent_by_mail(output: Path, name: str) -> None:
    assert page(output, name).stat().st_size <= 800_000


def test_a_page_brings_its_chinese_type_along(browser: Browser, output: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    loaded = browser.value("document.fonts.load('16px Page', '收').then(faces => faces.map(f => f.status))")
    assert loaded == ["loaded"], "the page's own policy lets it"


def test_the_contents_lead_to_their_sections(browser: Browser, output: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    links = browser.value("[...document.querySelectorAll('.contents a')].map(a => a.textContent)")
    assert links == [
        "总体情况", "问题清单", "图表", "决算报表", "公开内容", "文字说明", "数字账簿", "出处与范围",
    ]  # fmt: skip
    browser.value("document.querySelectorAll('.contents a')[1].click()")
    under = browser.value("document.querySelector('.contents').getBoundingClientRect().bottom")
    top = browser.value("document.getElementById('问题清单').getBoundingClientRect().top")
    assert under - 1 <= top < under + 30


def test_the_index_leads_to_the_pages(browser: Browser, output: Path) -> None:
    browser.open(page(output, "index"), DESK)
    links = browser.value("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))")
    pages = {link for link in links if link.endswith("report.html")}
    assert pages == {f"{name}/report.html" for name in ("english", "findings", "forms", "paged")}
    assert all((output / link).is_file() for link in links)
    failed = browser.value("document.querySelector('.lights-failed').innerText")
    assert "missing.pdf" in failed and "文件不存在" in failed


def test_the_index_opens_one_order_at_a_time(browser: Browser, output: Path) -> None:
    shown = "[...document.querySelectorAll('.order')].filter(one => one.offsetHeight).map(one => one.id)"
    browser.open(page(output, "index"), DESK)
    assert browser.value(shown) == ["by-light"]
    for name in ("findings", "amount", "title", "year", "light"):
        browser.value(f"document.querySelector('.contents a[href=\"#by-{name}\"]').click()")
        assert browser.value(shown) == [f"by-{name}"]
    assert browser.value("scrollY") == 0


def test_the_page_can_be_used_by_keyboard_alone(browser: Browser, output: Path) -> None:
    browser.open(page(output, "forms"), DESK)
    press(browser, "Tab", 9)
    assert browser.value("document.activeElement.className") == "skip"
    assert browser.value("getComputedStyle(document.activeElement).left") == "16px"
    unreachable = """
        [...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth && e.tabIndex < 0)
    """
    assert browser.value(f"{unreachable}.length") == 0
    browser.value("document.querySelector('.form:not([open]) > summary').focus()")
    press(browser, "Enter", 13)
    assert browser.value("document.activeElement.parentElement.open")


def press(browser: Browser, key: str, code: int) -> None:
    text = {"text": "\r"} if key == "Enter" else {}
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text
        )


@pytest.mark.parametrize("name", ["forms", "findings", "paged", "english"])
def test_the_print_shows_all_but_the_ledger_within_the_paper(
    browser: Browser, output: Path, name: str, tmp_path: Path
) -> None:
    browser.open(page(output, name), DESK)
    browser.print(tmp_path / "page.pdf")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        told = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    assert 4 <= len(told) <= 40
    assert all(f"{at}/{len(told)}" in "".join(text.split()) for at, text in enumerate(told, start=1))
    compact = "".join("".join(told).split())
    assert "SHA-256" in compact
    assert "所依规则" not in compact and "One by one" not in compact
    if name == "forms":
        # 养老 of the folded 支出决算表: a folded form is printed open, or a supervisor never sees it.
        assert "2080505" in compact


def test_the_print_is_a4(browser: Browser, output: Path, tmp_path: Path) -> None:
    browser.open(page(output, "findings"), DESK)
    browser.print(tmp_path / "page.pdf")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        sizes = {tuple(round(side) for side in document[i].get_size()) for i in range(len(document))}
    assert sizes == {(595, 842)}

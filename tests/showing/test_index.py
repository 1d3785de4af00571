"""The index: what failed in plain words, everything else in several orders."""

from __future__ import annotations

import re
from typing import Any

from final_accounts.showing.index import Entry, Failure, render_index


def entry(slug: str, bureau: str, year: int, income: str, errors: int = 0, warnings: int = 0) -> Entry:
    summary: dict[str, Any] = {
        "bureau": bureau,
        "year": year,
        "amounts": {"收入总计": income, "支出总计": None},
        "findings": {"error": errors, "warning": warnings, "note": 0},
        "ledger": {"consistent": 90, "figures": 100},
    }
    record = {"created": "2026-11-21T09:00:00", "source": {"name": f"{slug}.pdf"}, "summary": summary}
    return Entry(slug, record)


THREE = (
    entry("a", "甲局", 2023, "1,049.22 万元", errors=2),
    entry("b", "乙局", 2024, "933.26 万元", errors=7, warnings=1),
    entry("c", "丙局<script>", 2024, "", warnings=3),
)


def order(page: str, name: str) -> list[str]:
    section = page[page.index(f'id="by-{name}"') :]
    section = section.partition('<section class="order"')[0]
    return re.findall(r'href="(\w)/report.html"', section)


def test_every_order_holds_every_report() -> None:
    page = render_index(THREE, ())
    assert order(page, "light") == ["b", "a", "c"]
    assert order(page, "findings") == ["b", "a", "c"]
    assert order(page, "amount") == ["a", "b", "c"]
    assert order(page, "title") == ["c", "b", "a"]
    assert order(page, "year") == ["c", "b", "a"]
    assert [name for name in re.findall(r'<a href="#by-(\w+)">', page)] == [
        "light", "findings", "amount", "title", "year",
    ]  # fmt: skip


def test_every_report_has_a_light() -> None:
    page = render_index(THREE, ())
    first = page[: page.index('id="by-findings"')]
    assert re.findall(r'class="lamp lamp-(\w+)" role="img" aria-label="(\w+)"', first) == [
        ("error", "有自相矛盾之处"),
        ("error", "有自相矛盾之处"),
        ("warning", "有需要留意之处"),
    ]
    assert "3 份报告：2 份有自相矛盾之处，1 份有需要留意之处" in page


def test_a_report_of_which_nothing_could_be_checked_is_not_called_clean() -> None:
    record = THREE[0].record
    nothing = {"findings": {"error": 0, "warning": 0, "note": 3}, "ledger": {"figures": 2, "consistent": 0}}
    entry = Entry("n", {**record, "summary": {**record["summary"], **nothing}})
    assert entry.light == "unchecked"
    page = render_index((entry,), ())
    assert "1 份报告：1 份没有可核对的数字" in page
    assert 'class="lamp lamp-unchecked" role="img" aria-label="没有可核对的数字">–<' in page


def test_a_single_report_needs_no_orders() -> None:
    page = render_index(THREE[:1], ())
    assert "<nav" not in page and 'id="by-title"' not in page


def test_a_failure_is_told_in_plain_words_with_its_detail() -> None:
    failures = (
        Failure("x.failed", "x.pdf", "x.pdf: the file does not exist; check the path", "UnreadableSource"),
        Failure("y.failed", "y.pdf", "y.pdf: KeyError: 1", "KeyError"),
        Failure("z.failed", "z.pdf", "z.pdf: it took longer", "Timeout"),
    )
    page = render_index((), failures)
    told = re.findall(r'<p class="why">(.*?)</p><p class="detail" lang="en">(.*?)</p>', page)
    link = ' <a href="{}.failed/report.ipynb">中断处的笔记本</a>'
    assert told == [
        ("文件不存在，请核对路径。", "the file does not exist; check the path"),
        ("处理时程序出错。" + link.format("y"), "KeyError: 1"),
        ("处理时间超过上限，已中止。" + link.format("z"), "it took longer"),
    ]


def test_an_earlier_check_of_the_same_report_stands_behind_the_later() -> None:
    first, second = entry("a", "甲局", 2024, "1.00 万元", errors=2), entry("b", "甲局", 2024, "1.00 万元")
    for one, created in ((first, "2026-11-20T09:00:00"), (second, "2026-11-21T09:00:00")):
        one.record["source"]["name"] = "决算.pdf"
        dict.update(one.record, created=created)  # type: ignore[arg-type]
    page = render_index((first, second), ())
    assert "1 份报告：1 份未发现问题" in page
    assert re.findall(r'href="(\w)/report.html">([^<]+)', page) == [
        ("b", "甲局2024年度部门决算"),
        ("a", "以前的核对结果"),
    ]


def test_reports_of_one_check_are_never_each_others_past() -> None:
    same = [entry(slug, "甲局", 2024, "1.00 万元") for slug in "ab"]
    for one in same:
        one.record["source"]["name"] = "决算.pdf"
    assert "2 份报告" in render_index(same, ())


def test_names_are_text() -> None:
    page = render_index(THREE, (Failure("x.failed", "<b>x</b>", "<i>"),))
    assert "<script>" not in page and "<b>x" not in page and "<i>" not in page


def test_the_index_speaks_english_too() -> None:
    page = render_index(THREE, (), "en")
    assert '<html lang="en">' in page
    assert "Reports: 3 – contradict themselves: 2; have points to look at: 1" in page

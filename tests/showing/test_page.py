"""The page of a report: finished, inert, readable, and faithful to what was found."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from final_accounts.documents import CorrectedCell
from final_accounts.reports import CheckedReport
from final_accounts.showing import checklist, finding_panels, form_panels, panels
from final_accounts.showing.page import PageHead, render_page
from final_accounts.showing.passages import Passage, stylesheet
from final_accounts.wordings import Wording

HEAD = PageHead(
    "某市<b>医疗保障局</b>",
    2024,
    "report.pdf",
    "0.1.0",
    "2026-11-21T09:30:00+08:00",
    (("source", "report.pdf"),),
)


def shown(passage: Passage) -> nbformat.NotebookNode:
    return new_code_cell(
        "fa.show(checked)",
        execution_count=1,
        outputs=[
            new_output("execute_result", {"text/html": passage.html, "text/plain": passage.text}),
            new_output("stream", name="stderr", text="UserWarning: /home/someone/secret"),
        ],
    )


@pytest.fixture
def page(checked: CheckedReport) -> str:
    picture = new_output(
        "display_data",
        {"image/png": "aGk=", "text/plain": "图3"},
        metadata={"image/png": {"alt": '图3：项目支出 "64.17%"', "width": 900}},
    )
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# 怎样使用", metadata={"tags": ["notebook-only"]}),
            new_code_cell('source = "/home/someone/report.pdf"'),
            new_markdown_cell("## 总体情况\n\n先看结论。"),
            shown(panels.overview(checked)),
            new_markdown_cell("## 图表"),
            new_code_cell("fa.show_charts(checked)", outputs=[picture]),
            new_markdown_cell("## 问题清单"),
            shown(finding_panels.show_findings(checked)),
            shown(form_panels.show_forms(checked)),
            shown(checklist.show_checklist(checked)),
            shown(panels.show_claims(checked)),
            shown(panels.show_ledger(checked)),
        ]
    )
    return render_page(notebook, HEAD)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_page_says_whose_account_it_is(page: str) -> None:
    assert "<title>某市&lt;b&gt;医疗保障局&lt;/b&gt;2024年度部门决算核对报告</title>" in page
    assert '<html lang="zh">' in page
    assert "核对日期 2026-11-21" in page
    assert "<td>2026-11-21 09:30（UTC+08:00）</td>" in page
    assert "<td>源文件 report.pdf" in page


def test_the_page_can_neither_run_nor_load_anything(page: str) -> None:
    tags = Tags(page)
    policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in tags.all("meta")
    names = {tag for tag, _ in tags.found}
    assert not names & {"script", "link", "iframe", "object", "embed", "form", "base"}
    assert not [a for _, attributes in tags.found for a in attributes if a.startswith("on")]
    assert all((a["href"] or "").startswith("#") for a in tags.all("a"))
    assert all((i["src"] or "").startswith("data:image/png;base64,") for i in tags.all("img"))
    assert "http://" not in page and "https://" not in page
    assert page.count("url(") == page.count("src: url(data:font/woff;base64,") == 1, "its own type alone"


def test_what_a_report_printed_is_text_and_never_markup(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;=SUM(A1)" in page
    assert "<b>医疗保障局" not in page


def test_no_mark_turns_the_order_of_what_a_report_printed(checked: CheckedReport) -> None:
    turned = "\u202e1.5\u2066\u200f"
    finding = replace(checked.findings[2], message=f"模板：{turned}", quote=turned)
    report = replace(checked.report, bureau=f"某{turned}局")
    hostile = replace(checked, report=report, findings=(finding,))
    for passage in (panels.overview(hostile), finding_panels.show_findings(hostile)):
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", passage.html)
        assert "1.5" in passage.html


def test_code_prompts_streams_and_help_stay_in_the_notebook(page: str) -> None:
    assert "fa.show" not in page and "/home/someone" not in page
    assert "In&nbsp;[" not in page and "Out[" not in page
    assert "怎样使用" not in page and "UserWarning" not in page


def test_every_table_names_its_rows_and_columns(page: str) -> None:
    headers = Tags(page).all("th")
    assert len(headers) > 20
    assert {header.get("scope") for header in headers} <= {"col", "row", "rowgroup"}
    assert page.count("<table") == page.count("<caption")


def test_pictures_carry_their_numbers_as_words(page: str) -> None:
    assert [image["alt"] for image in Tags(page).all("img")] == ['图3：项目支出 "64.17%"']


def test_every_link_leads_somewhere_on_the_page(page: str) -> None:
    tags = Tags(page)
    ids = {attributes["id"] for _, attributes in tags.found if "id" in attributes}
    targets = [(a["href"] or "").removeprefix("#") for a in tags.all("a")]
    assert {"finding-1", "finding-2", "finding-3", "总体情况", "图表", "问题清单", "main"} <= set(targets)
    assert set(targets) <= ids


def test_a_finding_says_what_is_printed_what_it_should_be_and_where(checked: CheckedReport) -> None:
    passage = finding_panels.show_findings(checked)
    card = passage.html[passage.html.index('id="finding-2"') :]
    card = card[: card.index("</article>")]
    assert '<div class="stated"><dt>报告所载</dt><dd>64.17%</dd></div>' in card
    assert '<div class="recomputed"><dt>应为</dt><dd>64.18%</dd></div>' in card
    assert '<div class="difference"><dt>相差</dt><dd>−0.01 个百分点</dd></div>' in card
    assert "占 35.82%；项目支出 598.95 万元，占 <mark>64.17%</mark>。" in card
    assert "<span>第4页</span>" in card and "规则 share.of-whole" in card
    assert passage.text.splitlines() == [
        "错误 1：支出决算表合计行：基本支出与项目支出相加不等于本年支出合计",
        "提醒 2：项目支出占本年支出合计的比重印作 64.17%，四舍五入应为 64.18%",
        "提醒 3：模板文字没有删去：<script>alert(1)</script>=SUM(A1)",
    ]


@pytest.mark.parametrize(
    ("kind", "rule", "recomputed", "calculation", "words"),
    [
        ("cross", "cross.absence", "160.90", "", "另处所载"),
        ("cross", "cross.amount-form", "2.00", "1.00 ≠ 2.00", "另处所载"),
        ("completeness", "completeness.declared-empty", "有数字", "", "另处所载"),
        ("completeness", "completeness.empty-form-unexplained", "注明空表及其原因", "", "应为"),
        ("cross", "forms.budget-within-expenditure", "≤1.20", "2.00 ≤ 1.20", "应为"),
        ("sum", "sum.parts", "26", "4 + 22 = 26", "重新计算"),
        ("wording", "wording.item-path", "20899 其他社会保障和就业支出", "", "应为"),
    ],
)
def test_what_stands_beside_the_printed_value_is_called_what_it_is(
    checked: CheckedReport, kind: str, rule: str, recomputed: str, calculation: str, words: str
) -> None:
    one = replace(checked.findings[0], kind=kind, rule=rule, recomputed=recomputed, calculation=calculation)
    html = finding_panels.show_findings(replace(checked, findings=(one,))).html
    assert f'<div class="recomputed"><dt>{words}</dt><dd>{recomputed}' in html
    # A calculation that only says again that two figures differ is left out.
    assert ("算式" in html) == ("=" in calculation)


def test_a_form_marks_the_cell_and_keeps_blank_dash_and_zero_apart(checked: CheckedReport) -> None:
    html = form_panels.show_forms(checked).html
    assert '<details class="form" open>' in html
    assert '<td class="n v-inconsistent"><mark title="不相符">598.59</mark>' in html
    rows = re.findall(r"<tr><td class=\"code\">(\d+)</td>.*?</tr>", html)
    assert rows == ["2080505", "2210201"]
    assert '<td class="n">20.42</td><td class="n">20.42</td><td class="n">—</td>' in html
    assert '<td class="n">16</td><td class="n"></td><td class="n">0</td>' in html
    assert "表头印的单位是元，按数值大小与合计判断，实际是万元。" in html


def test_a_corrected_cell_says_what_was_read_and_why_it_is_not_that(checked: CheckedReport) -> None:
    value = checked.report.forms[0].rows[1].values[0]
    assert value is not None
    cell = CorrectedCell(value.place, "2O.42", "20.42", "扫描不清<b>")
    document = replace(checked.report.document, corrected=(cell,))
    html = form_panels.show_forms(replace(checked, report=replace(checked.report, document=document))).html
    small = '<small class="corrected">已更正，原读作“2O.42”：扫描不清&lt;b&gt;</small>'
    assert f'<td class="n">20.42{small}</td>' in html
    assert html.count("已更正") == 1


def test_the_overview_counts_what_the_ledger_counts(checked: CheckedReport) -> None:
    passage = panels.overview(checked)
    assert passage.text.splitlines() == [
        "某市<b>医疗保障局</b>2024年度部门决算",
        "本报告有 1 处自相矛盾，另有 2 处需要留意。",
        "共印出 15 个数字：2 个经核对相符，1 个不相符，1 个截位未进位，11 个报告内无从核对。",
        "收入总计：933.26 万元",
        "支出总计：933.26 万元",
        "一般公共预算财政拨款支出：报告未给出",
        "“三公”经费支出：报告未给出",
    ]
    assert 'class="verdict verdict-error"' in passage.html


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_type_is_legible_on_every_ground() -> None:
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})\b", stylesheet()))
    inks = ("ink", "quiet", "accent", "error", "warning", "note", "clean")
    grounds = ("#ffffff", colours["shade"])
    worst = min(contrast(colours[ink], ground) for ink, ground in product(inks, grounds))
    assert worst >= 4.5
    assert contrast("#ffffff", colours["warning"]) >= 4.5


def test_words_of_ten_thousand_letters_do_not_fill_a_page(checked: CheckedReport) -> None:
    long = "甲" * 10_000
    first = checked.findings[0]
    assert first.stated_figure is not None
    quote = f"{long}{first.stated_figure.text}{long}"
    changed = replace(first, message=Wording(long, long), quote=quote, section=long)
    html = finding_panels.show_findings(replace(checked, findings=(changed,))).html
    assert "…" in html and "甲" * 240 in html and "甲" * 1001 not in html
    assert f"{'甲' * 240}<mark>" in html

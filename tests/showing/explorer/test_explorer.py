"""The explorer: what it shows without controls, what its controls do, and that report text stays text."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.errors import UnreadableSource
from final_accounts.recognising.forms.catalogue import EXPENDITURE, INCOME
from final_accounts.reports import CheckedReport, Severity
from final_accounts.showing.explorer import keys as explorer_keys
from final_accounts.showing.explorer import opening as explorer_module
from final_accounts.showing.explorer import tables as explorer_tables
from final_accounts.showing.explorer.app import ALL, CHARTS, FIGURES, FINDINGS, TABLES, App
from final_accounts.showing.explorer.opening import Explorer, chart, explain, explore, stored, try_open
from final_accounts.showing.explorer.sources import choices, resolve
from final_accounts.showing.explorer.tables import form_table, ledger_table
from final_accounts.showing.explorer.views import (
    amount_words,
    finding_view,
    findings_table,
    numbered,
    sections,
    severity_of,
)

from ...recognising.narrative.narrative_making import account

TAGS = ("<script", "<b>", "<img src=x")


@pytest.fixture(scope="module")
def liling(root: Path) -> Explorer:
    return explore(root / "data" / "raw" / "liling-2024.pdf", widgets=False)


@pytest.fixture
def app(liling: Explorer) -> App:
    return App(liling)


def test_findings_are_filtered_by_severity_and_section(checked: CheckedReport) -> None:
    assert [item.number for item in numbered(checked)] == [1, 2, 3]
    assert [item.number for item in numbered(checked, "warning")] == [2, 3]
    assert [item.number for item in numbered(checked, "错误", "支出决算表")] == [1]
    assert numbered(checked, "备注") == ()
    assert sections(checked) == ("支出决算表", "三、支出决算情况说明", "（未归入章节）")
    with pytest.raises(ValueError, match="'blunder' is no severity: 错误、提醒"):
        severity_of("blunder")


def test_a_finding_shows_sentence_mark_and_recomputation(checked: CheckedReport) -> None:
    shown = finding_view(checked, numbered(checked, "warning")[0])
    assert "项目支出598.95万元" in shown.html.replace(" ", "")
    assert "<mark>64.17%</mark>" in shown.html
    assert "<td>64.17%</td><td>64.18%</td><td>−0.01 个百分点</td>" in shown.html
    assert "598.95 ÷ 933.26 × 100 = 64.178" in shown.html
    assert "算式：598.95 ÷ 933.26 × 100 = 64.178" in shown.text


def test_report_text_is_never_markup(checked: CheckedReport) -> None:
    hostile = "<script>alert(1)</script><b>x</b><img src=x onerror=alert(1)>"
    findings = tuple(
        replace(f, message=hostile, quote=hostile, section=hostile, explanation=hostile, calculation=hostile)
        for f in checked.findings
    )
    attacked = replace(checked, findings=findings)
    shown = [findings_table(attacked).html, *(finding_view(attacked, n).html for n in numbered(attacked))]
    for html in shown:
        assert not any(tag in html for tag in TAGS)
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("text", "unit", "wanted", "words"),
    [
        ("13836.63", "万元", "元", "138,366,300 元"),
        ("138366269.56", "元", "万元", "13,836.626956 万元"),
        ("22.8", "%", "元", "22.8%"),
        ("增长", None, "元", "增长"),
        ("27", "人", "元", "27 人"),
        (None, "万元", "元", ""),
    ],
)
def test_amounts_change_their_unit_exactly(
    text: str | None, unit: str | None, wanted: str, words: str
) -> None:
    assert amount_words(text, unit, wanted) == words


def test_without_controls_it_is_a_table_of_all_findings(liling: Explorer) -> None:
    bundle = liling._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "醴陵市医疗保障局2024年度部门决算" in bundle["text/html"]
    assert bundle["text/html"].count("<tr>") == 1 + len(liling.checked.contradictions)
    assert "<script" not in bundle["text/html"] and "style>" not in bundle["text/html"]


def test_a_question_is_answered_by_one_call(liling: Explorer) -> None:
    assert "138,366,269.56 元" in liling.look_up("13,836.63").text
    assert "434.43 + 13,402.20 = 13,836.63万元" in liling.trace("13,836.63").text
    assert "4,344,300 + 134,022,000 = 138,366,300元" in liling.trace("13,836.63", unit="元").text
    turned = liling.what_if("13,836.63", "13,830.73", number=2)
    assert turned.text.startswith("把 13836.63 万元（财政拨款支出（决算数））改成 13,830.73：1 项核对因此")
    assert "报告里没有印出与“9,999,999”相符的数字。" in liling.trace("9,999,999").text
    beyond = liling.what_if("22.8%", "29.57%", number=99)
    assert "没有第 99 处，请按下表的序号另选。" in beyond.text and '<th scope="row">1</th>' in beyond.html
    with pytest.raises(LookupError, match="there is no match 99"):
        liling.trace("13,836.63", number=99)
    with pytest.raises(LookupError, match="there is no finding 99"):
        liling.finding(99)
    with pytest.raises(LookupError, match="there is no chart 99"):
        liling.chart(99)
    with pytest.raises(ValueError, match="is no number"):
        liling.what_if("13,836.63", "x")


def test_a_finding_is_told_as_on_the_page() -> None:
    said_twice = (
        "职业年金缴费支出（项）257.14万元，主要用于缴纳职业年金。"
        "年初预算为274.82万元，支出决算为245.53万元，完成年初预算的93.57%。"
    )
    found = check(account(("general-budget-items", said_twice)))
    (item,) = numbered(found, "error")
    html = finding_view(found, item).html
    assert '<th scope="col">另处所载</th>' in html
    assert "<mark>257.14万元</mark>" in html and "另据第" in html
    assert "算式" not in html


def test_a_pdf_shows_the_piece_of_the_page(liling: Explorer) -> None:
    shown = liling.finding(1).html
    assert 'src="data:image/png;base64,iVBOR' in shown
    assert 'alt="原件第20页第' in shown


def test_a_chart_carries_its_words(liling: Explorer) -> None:
    shown, metadata = liling.chart(1)._repr_mimebundle_()
    assert shown["image/png"].startswith("iVBOR")
    assert metadata["image/png"]["alt"] == shown["text/plain"]
    assert "13,836.63" in shown["text/plain"]


def test_nobody_attends_a_test_run(monkeypatch: pytest.MonkeyPatch, liling: Explorer) -> None:
    assert explorer_module.is_attended() is False

    class Kernel:
        _allow_stdin = True

    class Shell:
        kernel = Kernel()

    monkeypatch.setattr("IPython.get_ipython", Shell)
    assert explorer_module.is_attended() is True
    monkeypatch.setattr(explorer_module, "find_spec", lambda name: None)
    assert explorer_module.is_attended() is False


def test_with_controls_the_plain_tables_stand_by(liling: Explorer) -> None:
    shown = Explorer(liling.choice.path or "", widgets=True)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/html"] == liling.plain().html


def test_the_controls_filter_and_show(app: App) -> None:
    assert app.view.value == FINDINGS
    assert len(app.list.options) == len(app.explorer.checked.contradictions)
    app.severity.value = "warning"
    assert {label.split()[1] for label, _ in app.list.options} == {"提醒"}
    app.list.value = 1
    number = app.list.options[1][0].split()[0]
    assert f'aria-label="提醒 {number}"' in app.detail.value
    app.section.value = "收入支出决算总体情况说明"
    assert app.list.options == () and "没有这样的问题" in app.detail.value
    assert app.to_figure.disabled
    app.severity.value = ALL
    assert all("错误" in label for label, _ in app.list.options)


def test_from_a_finding_to_its_figure_to_a_change(app: App) -> None:
    app.to_figure.click()
    assert app.view.value == FIGURES
    assert app.wanted.value == "22.8%"
    assert "3,156.43万元 ÷ (13,830.7万元 − 3,156.43万元) = 29.57%" in app.lineage.value
    app.value.value = "29.57%"
    assert "改对了" in app.turned.value
    app.value.value = "<b>"
    assert "“&lt;b&gt;”不是一个数。" in app.turned.value


def test_units_charts_and_tables_are_toggled(app: App) -> None:
    app.view.value = CHARTS
    assert app.picture.value.startswith('<img class="chart" src="data:image/png;base64,')
    app.view.value = TABLES
    assert [name for name, panel in app.panels.items() if panel.layout.display != "none"] == [TABLES]
    app.unit.value = "万元"
    table = app.browser.table
    assert "13,836.626956" in str(table.df.values.tolist() if hasattr(table, "df") else table.value)


def test_a_report_that_cannot_be_opened_leaves_the_open_one(app: App, tmp_path: Path) -> None:
    (tmp_path / "<b>.pdf").write_bytes(b"no pdf")
    before = app.head.value
    app.path.value = str(tmp_path / "<b>.pdf")
    assert "未能打开" in app.told.value and "<b>" not in app.told.value
    assert app.head.value == before


def test_a_path_is_opened_and_the_choice_shows_what_is_open(
    app: App, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # `make lab` runs notebooks in their own folder; a file manager quotes the paths that it copies.
    monkeypatch.chdir(root / "notebooks")
    app.path.value = '"data/raw/anju-2024.docx"'
    assert "安居区医疗保障局" in app.head.value and app.told.value == ""
    assert app.report.value is not None and app.report.value.name == "anju-2024"
    shutil.copy(root / "data" / "raw" / "anju-2024.docx", tmp_path / "我的 决算.docx")
    app.path.value = str(tmp_path / "我的 决算.docx")
    assert app.explorer.choice.path == tmp_path / "我的 决算.docx" and app.report.value is None
    app.report.value = next(choice for choice in app.explorer.offered if choice.name == "liling-2024")
    assert "醴陵市医疗保障局" in app.head.value and app.path.value == ""
    app.path.value = "nowhere/a.pdf"
    assert "未能打开 nowhere/a.pdf：文件不存在" in app.told.value


def test_a_note_on_no_place_is_told_without_gaps(checked: CheckedReport) -> None:
    finding = replace(checked.findings[2], section=None, places=(), severity=Severity.NOTE)
    (item,) = numbered(replace(checked, findings=(finding,)))
    html = finding_view(checked, item).html
    assert "文字表述</p>" in html
    assert '<p class="source">规则 wording.template</p>' in html


def test_the_sides_of_a_form_are_told_apart(checked: CheckedReport) -> None:
    form = checked.report.forms[0]
    sides = (INCOME, EXPENDITURE, EXPENDITURE)
    rows = tuple(replace(row, code=None, side=side) for row, side in zip(form.rows, sides, strict=True))
    table = form_table(replace(form, rows=rows))
    assert list(table.columns)[:2] == ["收支", "项目"]
    assert list(table["收支"]) == ["收入", "支出", "支出"]


def test_tables_are_text(checked: CheckedReport) -> None:
    form = form_table(checked.report.forms[0], "元")
    assert list(form.columns) == ["编码", "项目", "本年支出合计（元）", "基本支出（元）", "项目支出（元）"]
    assert form.values.tolist()[0] == ["", "合计", "9,332,600", "3,343,100", "5,985,900"]
    assert form.values.tolist()[1][4] == "—" and form.values.tolist()[2][3] == ""
    assert len(ledger_table(checked)) == len(checked.ledger.entries)


def test_reports_are_found_by_manifest_name_and_path(tmp_path: Path) -> None:
    raw, done = tmp_path / "data/raw", tmp_path / "data/processed/b"
    raw.mkdir(parents=True)
    done.mkdir(parents=True)
    for name in ("a.pdf", "z.txt", "README.md"):
        (raw / name).write_text("x")
    (raw / "manifest.csv").write_text("file,bureau,year\nz.txt,某局,2024\n", encoding="utf-8")
    record = {"summary": {"bureau": "乙局", "year": 2023}, "parameters": {"source": "/nowhere/b.pdf"}}
    (done / "provenance.json").write_text(json.dumps(record), encoding="utf-8")
    offered = choices((tmp_path,))
    assert [(c.name, c.label) for c in offered] == [
        ("z", "data/raw · 某局2024（z.txt）"),
        ("a", "data/raw · a.pdf"),
        ("b", "data/processed · 乙局2023"),
    ]
    assert resolve("", offered).path == raw / "z.txt"
    assert resolve("a", offered).path == raw / "a.pdf"
    assert resolve(raw / "a.pdf", offered).path == raw / "a.pdf"
    with pytest.raises(UnreadableSource, match="name a report by its path"):
        resolve("", ())


def test_a_processed_report_without_its_source_shows_what_is_left(liling: Explorer, tmp_path: Path) -> None:
    (tmp_path / "provenance.json").write_text('{"summary": {}}', encoding="utf-8")
    (tmp_path / "findings.csv").write_text(
        "severity,message,stated,recomputed,unit,section,quote,place\n"
        "error,<b>不符,22.8,29.57,%,收入,原句,第1段\n",
        encoding="utf-8",
    )
    choice = resolve(tmp_path)
    assert choice.path is None
    assert "原文件已不在原处" in try_open(liling, choice)
    left = stored(choice)
    assert left is not None
    assert "&lt;b&gt;不符" in left.html and "22.8%" in left.html and "29.57%" in left.html


def test_a_source_named_in_the_folder_above_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "决算.pdf").touch()
    (tmp_path / "out").mkdir()
    record = '{"parameters": {"source": "决算.pdf"}}'
    (tmp_path / "out" / "provenance.json").write_text(record, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert resolve(tmp_path / "out").path == tmp_path / "决算.pdf"


def test_numbers_may_be_numbers(liling: Explorer) -> None:
    """papermill makes a number of `-p figure 22.8`."""
    assert liling.look_up(22.8).html == liling.look_up("22.8").html
    assert liling.trace(Decimal("13836.63")).html == liling.trace("13836.63").html
    assert liling.what_if(22.8, 30).html == liling.what_if("22.8", "30").html


@pytest.mark.parametrize("with_itables", [True, False])
def test_a_table_holds_text_with_itables_and_without(
    monkeypatch: pytest.MonkeyPatch, checked: CheckedReport, with_itables: bool
) -> None:
    if not with_itables:
        monkeypatch.setattr(explorer_tables, "find_spec", lambda name: None)
    browser = explorer_tables.Browser()
    browser.open(checked)
    browser.show("")
    table = browser.table
    held = str(table.get_state().get("_dt_args") or table.value)
    assert "&lt;script&gt;" in held and "<script" not in held
    assert type(table).__name__ == ("ITable" if with_itables else "HTML")


def test_the_arrow_keys_need_anywidget_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(explorer_keys.keyboard()) == 1
    monkeypatch.setattr(explorer_keys, "find_spec", lambda name: None)
    assert explorer_keys.keyboard() == ()


def test_a_figure_and_a_chart_are_shown_without_an_explorer(liling: Explorer) -> None:
    assert explain(liling.checked, "13,836.63").html == liling.trace("13,836.63").html
    assert chart(liling.checked, 1).alt == liling.chart(1).alt
    with pytest.raises(LookupError):
        chart(liling.checked, 99)
    with pytest.raises(LookupError):
        explain(liling.checked, "13,836.63", 99)

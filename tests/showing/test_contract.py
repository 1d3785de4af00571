"""The JSON contract, literally, on a small report made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from final_accounts.documents import Document, Source
from final_accounts.figures import PERCENT, WAN_YUAN, Figure, Verdict, parse_figure
from final_accounts.places import Place
from final_accounts.reports import (
    AmountClaim,
    Chart,
    ChartSeries,
    CheckedReport,
    Finding,
    Form,
    FormRow,
    Ledger,
    LedgerEntry,
    Part,
    Report,
    Section,
    Severity,
    Statement,
)
from final_accounts.showing.contract import chart_labels, decimal_text, report_json

SECTION = Section(0, Part.NARRATIVE, "收入支出决算总体情况说明")


def figure(text: str, unit: str = WAN_YUAN, place: Place | None = None) -> Figure:
    parsed = parse_figure(text, unit, place)
    assert parsed is not None
    return parsed


def bars() -> Chart:
    return Chart(
        number=1,
        title="收支总计变动",
        kind="bar",
        unit=WAN_YUAN,
        labels=("收入", "支出"),
        series=(
            ChartSeries("2023年", (Decimal("10.5"), None), (Decimal("10.5"), None), (False, False)),
            ChartSeries("2024年", (Decimal(12), Decimal(12)), (Decimal(12), Decimal("12.1")), (False, True)),
        ),
        basis="chart-data",
        place=Place(page=3),
    )


def checked() -> CheckedReport:
    statement = Statement(SECTION, "收入总计933.26万元。", Place(paragraph=4))
    total = figure("933.26", place=Place(page=2, paragraph=4, start=4, end=10))
    cell = figure("38.50", place=Place(table=1, row=2, column=3))
    form = Form(
        key="income",
        title="收入决算表",
        printed_number="公开02表",
        printed_unit=WAN_YUAN,
        unit=WAN_YUAN,
        columns=("本年收入合计", "财政拨款收入"),
        rows=(
            FormRow(None, "合计", None, (cell, None), Place(table=1, row=1)),
            FormRow("2080505", "养老保险", "3", (cell, None), Place(table=1, row=2), None, frozenset({1})),
        ),
        place=Place(table=1),
    )
    pie = Chart(
        number=3,
        title="支出决算结构",
        kind="pie",
        unit=PERCENT,
        labels=("基本支出", "项目支出"),
        series=(
            ChartSeries(
                "", (Decimal("35.82"), Decimal("64.17")), (Decimal("35.82"), Decimal("64.18")), (False, True)
            ),
        ),
        basis="narrative",
    )
    share = figure("64.17%")
    wrong = Finding(
        rule="narrative.share",
        kind="share",
        verdict=Verdict.TRUNCATED,
        severity=Severity.WARNING,
        message="应为64.18%",
        stated="64.17",
        recomputed="64.18",
        difference="-0.01",
        unit=PERCENT,
        section=SECTION.title,
        quote="占64.17%",
        explanation="截位",
        places=(Place(page=5, box=(1.0, 2.0, 3.0, 4.0)),),
    )
    right = replace(wrong, verdict=Verdict.CONSISTENT, severity=Severity.NONE)
    error = replace(wrong, verdict=Verdict.INCONSISTENT, severity=Severity.ERROR, places=())
    ledger = Ledger(
        (
            LedgerEntry(total, SECTION.title, "amount", Verdict.CONSISTENT, ("a.b",), "收入总计933.26万元。"),
            LedgerEntry(share, SECTION.title, None, Verdict.TRUNCATED, ()),
            LedgerEntry(share, "附件", None, Verdict.UNDETERMINED, (), account=False),
        )
    )
    document = Document(Source("a.pdf", "pdf", "ab" * 32, 40, Path("a.pdf")), ())
    report = Report(
        document=document,
        bureau="某局",
        fiscal_year=2024,
        unit=WAN_YUAN,
        usual_decimals=2,
        sections=(SECTION,),
        statements=(statement,),
        claims=(AmountClaim(statement=statement, subject="收入总计", figure=total),),
        forms=(form,),
        charts=(pie, bars()),
    )
    return CheckedReport(report, (right, wrong, error), ledger)


def test_the_keys_are_the_contract_s() -> None:
    assert list(report_json(checked())) == [
        "source",
        "report",
        "amounts",
        "forms",
        "charts",
        "findings",
        "ledger",
    ]


def test_source_and_report() -> None:
    told = report_json(checked())
    assert told["source"] == {"name": "a.pdf", "format": "pdf", "sha256": "ab" * 32, "pages": 40}
    assert told["report"] == {"bureau": "某局", "year": 2024, "unit": "万元"}


def test_amounts_say_where_they_come_from() -> None:
    amounts = report_json(checked())["amounts"]
    assert amounts[0] == {
        "subject": "收入总计",
        "value": "933.26",
        "unit": "万元",
        "basis": "narrative",
        "section": "收入支出决算总体情况说明",
        "place": {"page": 2, "paragraph": 4, "start": 4, "end": 10},
    }
    assert [(a["subject"], a["value"], a["basis"]) for a in amounts[1:]] == [
        ("本年收入合计", "38.50", "form"),
        ("2023年收入", "10.5", "chart"),
        ("2024年收入", "12", "chart"),
        ("2024年支出", "12", "chart"),
    ]


def test_a_form_amount_is_called_what_the_form_calls_it() -> None:
    cell = figure("1.00")

    def line(label: str, side: str | None, *values: Figure | None) -> FormRow:
        return FormRow(None, label, None, values, Place(), side)

    form = Form(
        key="appropriation",
        title="财政拨款收入支出决算总表",
        printed_number=None,
        printed_unit=None,
        unit=WAN_YUAN,
        columns=("金额", "合计", "一般公共预算财政拨款"),
        rows=(
            line("一、一般公共预算财政拨款", "income", cell, None, None),
            line("总计", "income", cell, None, None),
            line("八、社会保障和就业支出", "expenditure", None, cell, cell),
            line("总  计", "expenditure", None, cell, None),
        ),
        place=Place(),
    )
    report = replace(checked().report, forms=(form,), claims=(), charts=())
    told = report_json(replace(checked(), report=report))
    assert [amount["subject"] for amount in told["amounts"]] == [
        "一、一般公共预算财政拨款",
        "收入总计",
        "八、社会保障和就业支出",
        "八、社会保障和就业支出·一般公共预算财政拨款",
        "支出总计",
    ]


def test_forms_keep_blanks_as_null() -> None:
    (form,) = report_json(checked())["forms"]
    rows = form.pop("rows")
    assert form == {
        "title": "收入决算表",
        "printed_number": "公开02表",
        "printed_unit": "万元",
        "unit": "万元",
        "empty": False,
        "confidence": 1.0,
        "columns": ["本年收入合计", "财政拨款收入"],
    }
    assert rows[1] == {
        "code": "2080505",
        "label": "养老保险",
        "line": "3",
        "values": ["38.50", None],
        "place": {"table": 1, "row": 2},
    }


def test_charts_have_one_label_a_value() -> None:
    pie, bar = report_json(checked())["charts"]
    assert pie == {
        "number": 3,
        "title": "支出决算结构",
        "kind": "pie",
        "labels": ["基本支出", "项目支出"],
        "stated": ["35.82", "64.17"],
        "recomputed": ["35.82", "64.18"],
        "basis": "narrative",
    }
    assert bar["labels"] == ["2023年收入", "2023年支出", "2024年收入", "2024年支出"]
    assert bar["stated"] == ["10.5", None, "12", "12"]
    assert bar["recomputed"] == ["10.5", None, "12", "12.1"]


def test_a_chart_without_series_has_labels_and_no_values() -> None:
    empty = replace(bars(), series=())
    assert chart_labels(empty) == ("收入", "支出")
    told = report_json(replace(checked(), report=replace(checked().report, charts=(empty,))))
    assert told["charts"][0]["stated"] == [None, None]
    assert told["charts"][0]["recomputed"] == [None, None]


def test_findings_are_what_a_person_should_look_at_worst_first() -> None:
    first, second = report_json(checked())["findings"]
    assert (first["severity"], first["verdict"]) == ("error", "inconsistent")
    assert second == {
        "rule": "narrative.share",
        "kind": "share",
        "verdict": "truncated",
        "severity": "warning",
        "stated": "64.17",
        "recomputed": "64.18",
        "unit": "%",
        "section": "收入支出决算总体情况说明",
        "quote": "占64.17%",
        "message": "应为64.18%",
        "explanation": "截位",
        "places": [{"page": 5, "box": [1.0, 2.0, 3.0, 4.0]}],
    }


def test_the_ledger_counts_and_is_whole_on_demand() -> None:
    counts = {"figures": 2, "consistent": 1, "undetermined": 0, "truncated": 1, "inconsistent": 0}
    assert report_json(checked())["ledger"] == counts
    whole = report_json(checked(), with_ledger=True)["ledger"]
    entries = whole.pop("entries")
    assert whole == counts
    assert len(entries) == 3
    assert entries[0] == {
        "text": "933.26",
        "value": "933.26",
        "unit": "万元",
        "where": "收入支出决算总体情况说明",
        "bound_to": "amount",
        "verdict": "consistent",
        "rules": ["a.b"],
        "quote": "收入总计933.26万元。",
        "account": True,
        "place": {"page": 2, "paragraph": 4, "start": 4, "end": 10},
    }


def test_it_is_json() -> None:
    told = report_json(checked(), with_ledger=True)
    assert json.loads(json.dumps(told)) == told


def test_numbers_are_written_without_exponent() -> None:
    assert decimal_text(Decimal("1E+3")) == "1000"
    assert decimal_text(Decimal("0.00")) == "0.00"
    assert decimal_text(None) is None

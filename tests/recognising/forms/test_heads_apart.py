"""Reports whose paragraphs come first and whose tables behind them, one right below the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

from .form_making import document

HEADS = [
    "收入支出决算总表",
    "公开01表",
    "单位：万元",
    "收入决算表",
    "公开02表",
    "单位：万元",
    "支出决算表",
    "公开03表",
]
TOTALS = ["收入|收入|支出|支出", "项目|决算数|项目|决算数", "总计|5.50|总计|5.50"]
INCOME = [
    "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入",
    "|合计|5.50|5.50|||||",
]
EXPENDITURE = [
    "科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出",
    "|合计|5.50|5.50||||",
]


def figures(forms: tuple[Form, ...]) -> list[tuple[str, str | None, str, list[tuple[str, str] | None]]]:
    return [
        (form.key, row.code, row.label, [value and (value.text, value.unit) for value in row.values])
        for form in forms
        for row in form.rows
        if any(row.values)
    ]


def with_tables_behind(report: Document, mark: str) -> str:
    rows = [
        mark.join(" ".join(cell.text.split()) for cell in row)
        for table in report.tables
        for row in table.rows
    ]
    return "\n".join([*(paragraph.text for paragraph in report.paragraphs), *rows])


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_the_forms_of_danfeng_are_the_same(real_reports: Path, tmp_path: Path, mark: str) -> None:
    whole = read_document(next(real_reports.glob("003_*.txt")))
    first = {form.place for form in recognise_forms(whole)}
    # without what goes on upon another page
    kept = [block for block in whole.blocks if isinstance(block, Paragraph) or block.place in first]
    report = replace(whole, blocks=tuple(kept))
    forms = recognise_forms(report)
    path = tmp_path / "a.txt"
    path.write_text(with_tables_behind(report, mark), encoding="utf-8")
    behind = recognise_forms(read_document(path))
    assert [(form.key, form.title, form.printed_number, form.printed_unit) for form in behind] == [
        (form.key, form.title, form.printed_number, form.printed_unit) for form in forms
    ]
    assert figures(behind) == figures(forms)
    assert all(form.confidence <= 0.9 for form in behind)


def test_heads_belong_to_tables_in_their_order() -> None:
    forms = recognise_forms(document(*HEADS, TOTALS, INCOME, EXPENDITURE))
    assert [(form.key, form.printed_number, form.printed_unit) for form in forms] == [
        ("income-expenditure", "公开01表", "万元"),
        ("income", "公开02表", "万元"),
        ("expenditure", "公开03表", None),
    ]


def test_heads_that_fit_other_tables_belong_to_none() -> None:
    forms = recognise_forms(document(*HEADS, INCOME, EXPENDITURE, TOTALS))
    assert [(form.key, form.untitled) for form in forms] == [("expenditure", True)]


def test_a_contents_list_is_no_head() -> None:
    titles = [line for line in HEADS if line.endswith("决算总表") or line.endswith("决算表")]
    forms = recognise_forms(document(*titles, TOTALS, INCOME, EXPENDITURE))
    assert [(form.key, form.untitled, form.confidence) for form in forms] == [
        ("income", True, 0.6),
        ("expenditure", True, 0.6),
    ]

"""Forms and reports by hand: a line is `code label|figure|figure…`, an empty cell is blank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from final_accounts.documents import Document, Paragraph, Source
from final_accounts.figures import WAN_YUAN, Verdict, parse_figure
from final_accounts.places import Place
from final_accounts.recognising.forms.catalogue import form_kinds
from final_accounts.reports import Finding, Form, FormRow, Report

COLUMNS = {
    "income-expenditure": ("决算数",),
    "income": (
        "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入",
        "其他收入",
    ),
    "expenditure": (
        "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出",
    ),
    "appropriation": (
        "金额", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款",
    ),
    "general-budget": ("小计", "基本支出", "项目支出"),
    "basic": ("决算数",),
    "fund": ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
    "state-capital": ("合计", "基本支出", "项目支出"),
    "three-public": (
        "合计", "因公出国（境）费", "公务用车小计", "公务用车购置费", "公务用车运行维护费", "公务接待费",
    ),
}  # fmt: skip

TABLES = {key: number for number, key in enumerate(COLUMNS)}


def form(
    key: str,
    *lines: str,
    unit: str = WAN_YUAN,
    printed_unit: str | None = WAN_YUAN,
    number: str | None = None,
    notes: tuple[str, ...] = (),
    title: str | None = None,
) -> Form:
    """A form whose sides are marked 收 and 支 before the label in two-sided forms."""
    rows = tuple(_row(key, index, line, unit) for index, line in enumerate(lines))
    return Form(
        key=key,
        title=title or form_kinds()[key].title,
        printed_number=number,
        printed_unit=printed_unit,
        unit=unit,
        columns=COLUMNS[key],
        rows=rows,
        place=Place(table=TABLES[key]),
        notes=notes,
    )


def _row(key: str, index: int, line: str, unit: str) -> FormRow:
    head, *cells = line.split("|")
    side = {"收": "income", "支": "expenditure"}.get(head[0])
    head = head[1:] if side else head
    coded = re.match(r"(\d+) (.*)", head)
    cells += [""] * (len(COLUMNS[key]) - len(cells))
    places = [Place(table=TABLES[key], row=index, column=column) for column in range(len(cells))]
    values = [parse_figure(text, unit, place) for text, place in zip(cells, places, strict=True)]
    code, label = coded.groups() if coded else (None, head)
    return FormRow(code, label, None, tuple(values), Place(table=TABLES[key], row=index), side)


def report(*forms: Form, texts: Iterable[str] = ()) -> Report:
    paragraphs = tuple(Paragraph(index, text) for index, text in enumerate(texts))
    source = Source("made.txt", "txt", "0" * 64, None, Path("made.txt"))
    return Report(Document(source, paragraphs), None, None, WAN_YUAN, None, (), (), (), forms)


def with_form(made: Report, other: Form) -> Report:
    """The report with the form of that key exchanged."""
    return replace(made, forms=tuple(other if form.key == other.key else form for form in made.forms))


def wrong(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is not Verdict.CONSISTENT]

"""The statutory forms as read, with what does not agree marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..figures import Figure, Verdict
from ..places import Place
from ..reports import CheckedReport, Form, FormRow
from .accounts import verdicts_by_place
from .headlines import plain
from .messages import VERDICT_WORDS, bare_number
from .passages import Passage, render

_TOTAL_LABELS = ("合计", "总计", "小计")
_SIDE_WORDS = {"income": "收入", "expenditure": "支出"}
_MARKED = {Verdict.INCONSISTENT: "v-inconsistent", Verdict.TRUNCATED: "v-truncated"}
Verdicts = Mapping[tuple[Place, str], Verdict]


def show_forms(checked: CheckedReport) -> Passage:
    """The statutory forms as read, in their true unit, with the cells that do not agree marked.

    >>> fa.show_forms(checked)  # doctest: +SKIP
    收入决算表：12 行 × 7 列
    """
    verdicts = verdicts_by_place(checked)
    items = [_form_item(form, verdicts) for form in checked.report.forms]
    words = [f"{item['form'].title}：{item['summary']}" for item in items]
    return Passage(render("forms", forms=items), "\n".join(words) or "报告没有可读取的决算报表。")


def _form_item(form: Form, verdicts: Verdicts) -> dict[str, Any]:
    has_codes = any(row.code for row in form.rows)
    has_lines = any(row.line for row in form.rows)
    rows, side = [], None
    for row in form.rows:
        heading = _SIDE_WORDS.get(row.side or "", "") if row.side != side else ""
        side = row.side
        rows.append(_form_row(row, heading, len(form.columns), verdicts))
    doubtful = sum(bool(cell["mark"]) for row in rows for cell in row["cells"])
    summary = "空表" if form.empty else f"{len(rows)} 行 × {len(form.columns)} 列，单位：{form.unit}"
    if doubtful:
        summary += f"，{doubtful} 格与其他数字不符"
    return {
        "form": form,
        "summary": summary,
        "notes": tuple(_form_notes(form)),
        "columns": form.columns,
        "rows": rows,
        "has_codes": has_codes,
        "has_lines": has_lines,
        "width": 1 + has_codes + has_lines + len(form.columns),
        "doubtful": doubtful,
    }


def _form_notes(form: Form) -> Iterator[str]:
    if form.printed_number:
        yield f"报告编号：{form.printed_number}。"
    if form.printed_unit is None:
        yield f"表头没有印计量单位，按数值大小判断为{form.unit}。"
    elif form.printed_unit != form.unit:
        yield f"表头印的单位是{form.printed_unit}，按数值大小与合计判断，实际是{form.unit}。"
    if form.confidence < 0.9:
        yield f"表格读取的把握为 {form.confidence:.0%}，请对照原件。"
    yield from form.notes


def _form_row(row: FormRow, heading: str, columns: int, verdicts: Verdicts) -> dict[str, Any]:
    cells = [_form_cell(value, verdicts) for value in row.values]
    for index in row.dashes:
        if index < len(cells):
            cells[index] = {"text": "—", "mark": "", "words": ""}
    cells += [{"text": "", "mark": "", "words": ""}] * (columns - len(cells))
    return {
        "heading": heading,
        "code": row.code or "",
        "label": row.label,
        "line": row.line or "",
        "cells": cells,
        "total": plain(row.label).endswith(_TOTAL_LABELS),
    }


def _form_cell(value: Figure | None, verdicts: Verdicts) -> dict[str, str]:
    if value is None:
        return {"text": "", "mark": "", "words": ""}
    verdict = verdicts.get((value.place, value.text), Verdict.UNDETERMINED)
    mark = _MARKED.get(verdict, "")
    words = VERDICT_WORDS[verdict] if mark else ""
    return {"text": bare_number(value), "mark": mark, "words": words}

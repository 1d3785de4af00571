"""The statutory forms as read, with what does not agree marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..documents import CorrectedCell
from ..figures import Figure, Verdict
from ..places import Place
from ..reports import CheckedReport, Form, FormRow, Reading
from .accounts import verdicts_by_place
from .headlines import plain
from .language import say, speaking
from .messages import VERDICT_WORDS, bare_number, other_readings, shown_reading
from .passages import Passage, render

UNFOLDED = 3
"""Cells with several readings that are told above a form; more are folded."""
_TOTAL_LABELS = ("合计", "总计", "小计")
_SIDES = ("income", "expenditure")
_MARKED = {Verdict.INCONSISTENT: "v-inconsistent", Verdict.TRUNCATED: "v-truncated"}
_BLANK = {"text": "", "mark": "", "words": "", "correction": ""}
Verdicts = Mapping[tuple[Place, str], Verdict]
Corrected = Mapping[Place, CorrectedCell]


def show_forms(checked: CheckedReport, lang: str | None = None) -> Passage:
    """The statutory forms as read, in their true unit, with the cells that do not agree marked.

    `lang` is zh or en; titles and labels are the report's own in both.

    >>> fa.show_forms(checked)  # doctest: +SKIP
    收入决算表：12 行 × 7 列
    """
    with speaking(lang):
        verdicts = verdicts_by_place(checked)
        corrected = {cell.place: cell for cell in checked.report.document.corrected}
        items = [_form_item(form, verdicts, corrected) for form in checked.report.forms]
        words = [say("forms.line", title=item["form"].title, summary=item["summary"]) for item in items]
        return Passage(render("forms", forms=items), "\n".join(words) or say("forms.none"))


def _form_item(form: Form, verdicts: Verdicts, corrected: Corrected) -> dict[str, Any]:
    has_codes = any(row.code for row in form.rows)
    has_lines = any(row.line for row in form.rows)
    rows, side = [], None
    for row in form.rows:
        heading = say(f"forms.{row.side}") if row.side != side and row.side in _SIDES else ""
        side = row.side
        rows.append(_form_row(row, heading, len(form.columns), verdicts, corrected))
    doubtful = sum(bool(cell["mark"]) for row in rows for cell in row["cells"])
    summary = say("forms.empty")
    if not form.empty:
        summary = say("forms.extent", rows=len(rows), columns=len(form.columns), unit=form.unit)
    if doubtful:
        summary = say("forms.doubtful", extent=summary, count=doubtful)
    return {
        "form": form,
        "summary": summary,
        "notes": tuple(_form_notes(form)),
        "readings": tuple(map(_reading_note, form.readings)),
        "folded": len(form.readings) > UNFOLDED,
        "columns": form.columns,
        "rows": rows,
        "has_codes": has_codes,
        "has_lines": has_lines,
        "width": 1 + has_codes + has_lines + len(form.columns),
        "doubtful": doubtful,
    }


def _form_notes(form: Form) -> Iterator[str]:
    if form.printed_number:
        yield say("forms.number", number=form.printed_number)
    if form.printed_unit is None:
        yield say("forms.no_unit", unit=form.unit)
    elif form.printed_unit != form.unit:
        yield say("forms.other_unit", printed=form.printed_unit, unit=form.unit)
    if form.confidence < 0.9:
        yield say("forms.confidence", confidence=f"{form.confidence:.0%}")
    yield from form.notes


def _reading_note(reading: Reading) -> str:
    key = "forms.decided" if reading.decided else "forms.undecided"
    return say(key, where=reading.where, taken=shown_reading(reading.taken), others=other_readings(reading))


def _form_row(
    row: FormRow, heading: str, columns: int, verdicts: Verdicts, corrected: Corrected
) -> dict[str, Any]:
    cells = [_form_cell(value, verdicts, corrected) for value in row.values]
    for index, unread in row.unread.items():
        cells[index] = _BLANK | {"text": " ".join(unread.text.split()), "words": say("forms.unread")}
    for index in row.dashes:
        if index < len(cells):
            cells[index] = _BLANK | {"text": "—"}
    cells += [_BLANK] * (columns - len(cells))
    return {
        "heading": heading,
        "code": row.code or "",
        "label": row.label,
        "line": row.line or "",
        "cells": cells,
        "total": plain(row.label).endswith(_TOTAL_LABELS),
    }


def _form_cell(value: Figure | None, verdicts: Verdicts, corrected: Corrected) -> dict[str, str]:
    if value is None:
        return _BLANK
    verdict = verdicts.get((value.place, value.text), Verdict.UNDETERMINED)
    mark = _MARKED.get(verdict, "")
    words = VERDICT_WORDS[verdict] if mark else ""
    cell = corrected.get(value.place)
    correction = say("forms.corrected", read=cell.read, reason=cell.reason) if cell is not None else ""
    return {"text": bare_number(value), "mark": mark, "words": words, "correction": correction}

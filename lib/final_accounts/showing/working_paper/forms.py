"""The sheets of the statutory forms, as read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter.worksheet import Worksheet

from ...figures import PERCENT
from ...recognising.forms.catalogue import SIDE_NAMES
from ...reports import Finding, Form, FormRow
from .cells import (
    LONGEST_LABEL,
    MARKS,
    QUIET,
    Book,
    Head,
    cell_text,
    finish_table,
    number_width,
    row_height,
    text_width,
    write_title,
)
from .figures import FORM_FIRST_ROW, FormSheet
from .lists import Verdicts, write_figure

Objections = Mapping[int, str]
"""What findings say against a figure, by its identity."""

_LABEL = Head("项目", 34, True)
_LONGEST_NAME = 60
_DEEPEST = 2
_WIDEST_PLACE = 44


def objections(findings: Iterable[Finding]) -> Objections:
    """For each figure that a check speaks against, what is said, one finding under another."""
    said: dict[int, list[str]] = {}
    for finding in findings:
        if finding.stated_figure is not None and finding.verdict in MARKS:
            words = said.setdefault(id(finding.stated_figure), [])
            words.append(cell_text(finding.message, LONGEST_LABEL))
    return {figure: "\n".join(dict.fromkeys(words)) for figure, words in said.items()}


def write_form(book: Book, sheet: Worksheet, own: FormSheet, verdicts: Verdicts, against: Objections) -> None:
    """A form as read: codes as text, figures as numbers, a dash as a dash, a blank as a blank."""
    form = own.form
    write_title(book, sheet, form.title)
    book.text(sheet, 1, 0, _unit_words(form), border=0, font_color=QUIET)
    known = "　".join(part for part in (form.printed_number, form.bureau, form.place.describe()) if part)
    book.text(sheet, 2, 0, known, LONGEST_LABEL, border=0, font_color=QUIET)
    _write_heads(book, sheet, own)
    for index, form_row in enumerate(form.rows):
        _write_row(book, sheet, own, FORM_FIRST_ROW + index, form_row, verdicts)
    for row, column, figure in own.cells():
        if id(figure) in against:
            at = own.spot(row, column, figure)
            look = {"x_scale": 2.2, "y_scale": 1.4, "author": "final_accounts"}
            sheet.write_comment(at.row, at.column, against[id(figure)], look)
    last = FORM_FIRST_ROW + max(len(form.rows), 1) - 1
    for number, note in enumerate(form.notes, start=2):
        book.text(sheet, last + number, 0, note, border=0, font_color=QUIET)
    finish_table(sheet, FORM_FIRST_ROW - 1, last, own.place_column, frozen_columns=2)


def _unit_words(form: Form) -> str:
    if form.printed_unit is None:
        return f"单位：{form.unit}（表头未印单位，按表内数字判断）"
    if form.printed_unit != form.unit:
        return f"单位：{form.unit}（表头印“{form.printed_unit}”，按表内数字应为{form.unit}）"
    return f"单位：{form.unit}" + ("（空表：没有任何数字）" if form.empty else "")


def _write_heads(book: Book, sheet: Worksheet, own: FormSheet) -> None:
    """The heads of the form, and behind them, folded away, how many decimals each figure has."""
    form, top = own.form, FORM_FIRST_ROW - 1
    names = [cell_text(name, _LONGEST_NAME) for name in form.columns]
    book.heads(sheet, top, [Head(f"小数位数：{name}", 14) for name in names], own.first_decimals)
    heads = [Head("科目编码", 10), _LABEL, Head("行次", 6)]
    heads += [Head("收支", 6)] if own.two_sided else []
    for column, name in enumerate(names):
        figures = [row.values[column] for row in form.rows]
        width = number_width([figure for figure in figures if figure is not None], least=13)
        heads.append(Head(name if PERCENT in name else f"{name}\n（{form.unit}）", width))
    book.heads(sheet, top, [*heads, _place_head(form)])
    for column, used in enumerate(
        (any(row.code for row in form.rows), True, any(row.line for row in form.rows))
    ):
        if not used:
            sheet.set_column(column, column, heads[column].width, None, {"hidden": True})
    sheet.set_column(own.place_column + 1, own.place_column + 1, 2)
    last = own.first_decimals + len(names)
    for column in range(own.first_decimals, last):
        sheet.set_column(column, column, 14, None, {"level": 1, "hidden": True})
    sheet.set_column(last, last, 3, None, {"collapsed": True})


def _place_head(form: Form) -> Head:
    return Head("出处", text_width((row.place.describe() for row in form.rows), 18, _WIDEST_PLACE), True)


def _write_row(
    book: Book, sheet: Worksheet, own: FormSheet, row: int, printed: FormRow, verdicts: Verdicts
) -> None:
    bold = printed.code is None and "合计" in printed.label
    depth = min(max((len(printed.code or "") - 3) // 2, 0), _DEEPEST)
    book.text(sheet, row, 0, printed.code, LONGEST_LABEL, num_format="@")
    book.text(sheet, row, 1, printed.label, LONGEST_LABEL, text_wrap=True, indent=depth, bold=bold)
    book.text(sheet, row, 2, printed.line, LONGEST_LABEL, align="center")
    if own.two_sided:
        book.text(sheet, row, 3, SIDE_NAMES.get(printed.side or ""), align="center")
    for column, figure in enumerate(printed.values):
        at = own.first_column + column
        if figure is None:
            book.text(sheet, row, at, "—" if column in printed.dashes else None, align="right")
            continue
        write_figure(book, sheet, row, at, figure, verdicts.get((figure.place, figure.text)), bold=bold)
        quiet = book.format(align="center", font_color=QUIET)
        sheet.write_number(row, own.first_decimals + column, figure.decimals, quiet)
    place = cell_text(printed.place.describe(), LONGEST_LABEL)
    book.text(sheet, row, own.place_column, place, text_wrap=True, font_color=QUIET)
    label = cell_text(printed.label, LONGEST_LABEL)
    sheet.set_row(row, row_height([(label + "　" * depth, _LABEL), (place, _place_head(own.form))]))

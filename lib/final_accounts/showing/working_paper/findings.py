"""The sheets of what was found: findings with a link to their check, and checks that compare no numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from xlsxwriter.worksheet import Worksheet

from ...figures import PERCENT
from ...reports import CheckedReport, Finding, Severity
from ..accounts import quote_parts
from ..messages import KIND_WORDS, SEVERITY_WORDS, places_words
from .cells import (
    LONGEST_LABEL,
    QUIET,
    VERDICTS,
    Book,
    Head,
    cell_text,
    decimals_format,
    finish_table,
    is_number,
    row_height,
    write_title,
)

FIRST_ROW = 3
"""The first row of a table of results, counted from 0; the row above holds its heads."""

OPINIONS = ("属实", "不属实", "待查")
"""What a reviewer may say of a finding."""

_FINDING_HEADS = (
    Head("序号", 5), Head("程度", 6), Head("类别", 9), Head("报告印出", 13, True), Head("应为", 13, True),
    Head("差额", 10), Head("单位", 6), Head("问题", 36, True), Head("原因", 24, True),
    Head("章节或报表", 13, True), Head("原句（数字以【】标出）", 30, True), Head("出处", 12, True),
    Head("核对", 8), Head("复核意见", 9),
)  # fmt: skip
_TEXT_HEADS = (
    Head("序号", 5), Head("类别", 10), Head("核对结果", 68, True), Head("程序判定", 10),
    Head("章节或报表", 24, True), Head("出处", 18, True), Head("规则", 30),
)  # fmt: skip
_VALUES, _LINK, _OPINION = 3, 12, 13
_LONGEST_MESSAGE = 400
_NEAR = 90
_MARKED = {Severity.ERROR: ("#F9D5DA", "#8A0018"), Severity.WARNING: ("#FFEDC7", "#6B4000")}


def write_findings(
    book: Book, sheet: Worksheet, checked: CheckedReport, check_rows: Mapping[int, int], checks_name: str
) -> None:
    """The findings that a person should look at, worst first. `check_rows` gives by a finding's identity the
    row of its check, counted from 0."""
    write_title(book, sheet, "问题清单")
    hint = "错误为自相矛盾的数字；提醒为截位、漏印单位、残留模板等；点“核对”一栏可看该项的公式。"
    book.text(sheet, 1, 0, hint, border=0, font_color=QUIET)
    book.heads(sheet, FIRST_ROW - 1, _FINDING_HEADS)
    findings = checked.contradictions
    for number, finding in enumerate(findings, start=1):
        row = FIRST_ROW + number - 1
        sheet.write_number(row, 0, number, book.format(align="center"))
        texts = (
            SEVERITY_WORDS[finding.severity], KIND_WORDS[finding.kind], finding.stated, finding.recomputed,
            finding.difference, finding.unit, finding.message, finding.explanation, finding.section,
            _quotation(finding, checked), places_words(finding.places),
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            if _VALUES <= column < _VALUES + 3:
                _write_value(book, sheet, row, column, text, finding.unit)
            else:
                book.text(sheet, row, column, text, _LONGEST_MESSAGE, text_wrap=_FINDING_HEADS[column].wrap)
        _write_link(book, sheet, row, check_rows.get(id(finding)), checks_name)
        sheet.write_blank(row, _OPINION, None, book.format(align="center"))
        shown = (cell_text(text, _LONGEST_MESSAGE) for text in texts)
        sheet.set_row(row, row_height(zip(shown, _FINDING_HEADS[1:], strict=False)))
    last = max(FIRST_ROW + len(findings) - 1, FIRST_ROW)
    sheet.data_validation(FIRST_ROW, _OPINION, last, _OPINION, {"validate": "list", "source": list(OPINIONS)})
    for severity, (fill, ink) in _MARKED.items():
        book.colour_word(sheet, (FIRST_ROW, 1, last, 1), SEVERITY_WORDS[severity], fill, ink)
    if not findings:
        book.text(sheet, FIRST_ROW, 0, "没有需要列出的问题。", border=0)
    finish_table(sheet, FIRST_ROW - 1, last, len(_FINDING_HEADS) - 1, frozen_columns=1)


def _write_link(book: Book, sheet: Worksheet, row: int, at: int | None, checks_name: str) -> None:
    if at is None:
        book.text(sheet, row, _LINK, "其他", align="center", font_color=QUIET)
        return
    target = f"internal:'{checks_name}'!A{at + 1}"
    sheet.write_url(row, _LINK, target, book.link(), f"第{at - FIRST_ROW + 1}项")


def _quotation(finding: Finding, checked: CheckedReport) -> str:
    """The sentence with its figure bracketed, and no more of a long one than stands around the figure."""
    before, figure, after = quote_parts(finding, checked.report)
    if not figure:
        return before
    if len(before) > _NEAR:
        before = "…" + before[-_NEAR:]
    if len(after) > _NEAR:
        after = after[:_NEAR] + "…"
    return f"{before}【{figure}】{after}"


def write_text_checks(book: Book, sheet: Worksheet, findings: Sequence[Finding]) -> None:
    """The checks of titles, units, numbering and wording, for which there is nothing to compute."""
    write_title(book, sheet, "其他核对")
    hint = "单位、表号、目录、应有内容、文字表述，以及值得留意之处：没有可以重算的数字，只列程序的判定。"
    book.text(sheet, 1, 0, hint, border=0, font_color=QUIET)
    book.heads(sheet, FIRST_ROW - 1, _TEXT_HEADS)
    for index, finding in enumerate(findings):
        row = FIRST_ROW + index
        sheet.write_number(row, 0, index + 1, book.format(align="center"))
        texts = (
            KIND_WORDS[finding.kind], finding.message, VERDICTS[finding.verdict], finding.section,
            places_words(finding.places), finding.rule,
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            book.text(sheet, row, column, text, _LONGEST_MESSAGE, text_wrap=_TEXT_HEADS[column].wrap)
        shown = (cell_text(text, _LONGEST_MESSAGE) for text in texts)
        sheet.set_row(row, row_height(zip(shown, _TEXT_HEADS[1:], strict=True)))
    last = max(FIRST_ROW + len(findings) - 1, FIRST_ROW)
    book.colour_verdicts(sheet, FIRST_ROW, last, 3)
    finish_table(sheet, FIRST_ROW - 1, last, len(_TEXT_HEADS) - 1, frozen_columns=1)


def _write_value(
    book: Book, sheet: Worksheet, row: int, column: int, value: str | None, unit: str | None
) -> None:
    """What a finding states or recomputes: a number as a number, words as words."""
    try:
        number = Decimal(value or "")
    except InvalidOperation:
        book.text(sheet, row, column, value, LONGEST_LABEL, align="right", text_wrap=True)
        return
    if not is_number(number):
        book.text(sheet, row, column, value, LONGEST_LABEL, align="right", text_wrap=True)
        return
    decimals = max(-int(number.as_tuple().exponent), 0)
    style = decimals_format(decimals, unit if unit == PERCENT else None)
    sheet.write_number(row, column, float(number), book.format(align="right", num_format=style))

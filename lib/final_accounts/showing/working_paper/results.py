"""The sheet of live checks: every figure a reference, every verdict a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from ...figures import Figure
from ...reports import Finding
from ..messages import KIND_WORDS, places_words
from .cells import (
    LONGEST_LABEL,
    QUIET,
    SEE_NOTE,
    VERDICTS,
    Book,
    Head,
    cell_text,
    decimals_format,
    finish_table,
    number_width,
    row_height,
    write_title,
)
from .checks import Check
from .findings import FIRST_ROW
from .operands import COLUMNS, own
from .verdicts import Cached, Said

SAME_AS_OURS, UNLIKE_OURS = "一致", "不一致"

_HEADS: Mapping[str, Head] = {
    "number": Head("序号", 5),
    "kind": Head("类别", 9),
    "what": Head("核对事项", 32, True),
    "section": Head("章节或报表", 14, True),
    "written": Head("算式（按印出的数字）", 24, True),
    "unit": Head("单位", 6),
    "stated": Head("报告印出", 12),
    "recomputed": Head("重算", 12),
    "difference": Head("差额", 11),
    "low": Head("重算下限", 12),
    "high": Head("重算上限", 12),
    "verdict": Head("公式判定", 10),
    "own_verdict": Head("程序判定", 10),
    "agreement": Head("两者", 7),
    "finding": Head("问题", 7),
    "place": Head("出处", 12, True),
    "rule": Head("规则", 26),
    "decimals": Head("印出小数位数", 9),
    "usual": Head("通常小数位数", 9),
    "stated_low": Head("印出数下限", 14),
    "stated_high": Head("印出数上限", 14),
    "cut_low": Head("截位下限", 14),
    "cut_high": Head("截位上限", 14),
    "stated_low_printed": Head("印出数下限（不补零）", 14),
    "stated_high_printed": Head("印出数上限（不补零）", 14),
    "low_printed": Head("重算下限（不补零）", 14),
    "high_printed": Head("重算上限（不补零）", 14),
}
_NUMBERS = ("stated", "recomputed", "low", "high")
_ASIDE = COLUMNS.index("rule")
_SPARE = 3
"""Digits shown beyond the printed ones where a recomputed value has them."""


def write_checks(
    book: Book, sheet: Worksheet, checks: Sequence[Check], findings: Sequence[Finding], findings_name: str
) -> tuple[str, ...]:
    """Every check that compares numbers, its verdict computed from the cells of the other sheets.

    Returns the words that the verdicts' formulas give.
    """
    write_title(book, sheet, "核对")
    hint = "数字都引自其他工作表，改动后判定随之变化。点上方“+”展开右侧各列，可见印出数与截位的上下限。"
    book.text(sheet, 1, 0, hint, border=0, font_color=QUIET)
    book.heads(sheet, FIRST_ROW - 1, _heads(checks))
    for column in range(_ASIDE + 1, len(COLUMNS)):
        sheet.set_column(column, column, 14, None, {"level": 1, "hidden": True})
    sheet.set_column(len(COLUMNS), len(COLUMNS), 3, None, {"collapsed": True})
    numbers = {id(finding): number for number, finding in enumerate(findings, start=1)}
    outcomes = []
    for index, check in enumerate(checks):
        row = FIRST_ROW + index
        outcomes.append(_write_check(book, sheet, row, index + 1, check))
        number = numbers.get(id(check.finding))
        if number is not None:
            target = f"internal:'{findings_name}'!A{FIRST_ROW + number}"
            sheet.write_url(row, COLUMNS.index("finding"), target, book.link(), f"问题{number}")
        elif check.consequence:
            book.text(sheet, row, COLUMNS.index("finding"), "连带", align="center", font_color=QUIET)
    last = max(FIRST_ROW + len(checks) - 1, FIRST_ROW)
    for name in ("verdict", "own_verdict"):
        book.colour_verdicts(sheet, FIRST_ROW, last, COLUMNS.index(name))
    agreement = COLUMNS.index("agreement")
    book.colour_word(sheet, (FIRST_ROW, agreement, last, agreement), UNLIKE_OURS, "#B0001E", "#FFFFFF")
    if not checks:
        book.text(sheet, FIRST_ROW, 0, "没有可以重算的数字。", border=0)
    finish_table(sheet, FIRST_ROW - 1, last, len(COLUMNS) - 1, frozen_columns=3, printed=_ASIDE - 1)
    return tuple(outcomes)


def _heads(checks: Sequence[Check]) -> list[Head]:
    """The heads, wide enough for the largest number."""
    width = number_width(_figures(checks), _HEADS["stated"].width, _SPARE + 1)
    return [Head(_HEADS[name].title, width) if name in _NUMBERS else _HEADS[name] for name in COLUMNS]


def _figures(checks: Sequence[Check]) -> Iterator[Figure]:
    for check in checks:
        if check.judgement is not None:
            yield from (operand.figure for operand in check.judgement.operands if operand.figure is not None)


def _write_check(book: Book, sheet: Worksheet, row: int, number: int, check: Check) -> str:
    """One check in its row; the word that its verdict's formula gives."""
    sheet.write_number(row, 0, number, book.format(align="center"))
    texts = {
        "kind": KIND_WORDS[check.kind],
        "what": check.what,
        "section": check.section,
        "written": check.written,
        "unit": check.unit,
        "own_verdict": VERDICTS[check.verdict],
        "place": places_words(check.places[:1]),
        "rule": check.rule,
    }
    judgement = check.judgement
    for name in COLUMNS[1:]:
        text = texts.get(name)
        aligned = {"align": "center"} if name in ("own_verdict", "unit") else {}
        book.text(
            sheet, row, COLUMNS.index(name), text, LONGEST_LABEL, text_wrap=_HEADS[name].wrap, **aligned
        )
    shown = ((cell_text(text, LONGEST_LABEL), _HEADS[name]) for name, text in texts.items())
    sheet.set_row(row, row_height(shown))
    if isinstance(judgement, Said):
        book.text(sheet, row, COLUMNS.index("stated"), judgement.word, LONGEST_LABEL, align="right")
    usual = getattr(judgement, "usual_decimals", None)
    if usual is not None:
        sheet.write_number(row, COLUMNS.index("usual"), usual, book.format(align="center"))
    cells = {"verdict": (f'"{SEE_NOTE}"', SEE_NOTE)} if judgement is None else judgement.cells(row)
    stated = judgement.operands[0].figure if judgement else None
    for name, (formula, cached) in cells.items():
        decimals = stated.decimals if stated and name == "stated" else _decimals(stated)
        spare = _SPARE if decimals and name != "stated" else 0
        _write_formula(book, sheet, row, name, formula, cached, (decimals, spare), check.unit)
    outcome = str(cells["verdict"][1])
    _write_agreement(book, sheet, row, outcome, VERDICTS[check.verdict])
    return outcome


def _write_agreement(book: Book, sheet: Worksheet, row: int, shown: str, ours: str) -> None:
    """Whether the formula's verdict is the library's."""
    agreed = SEE_NOTE if shown == SEE_NOTE else SAME_AS_OURS if shown == ours else UNLIKE_OURS
    verdict, own_verdict = own("verdict", row), own("own_verdict", row)
    alike = f'IF({verdict}={own_verdict},"{SAME_AS_OURS}","{UNLIKE_OURS}")'
    formula = f'IF({verdict}="{SEE_NOTE}","{SEE_NOTE}",{alike})'
    _write_formula(book, sheet, row, "agreement", formula, agreed, (0, 0), None)


def _decimals(figure: Figure | None) -> int:
    return 2 if figure is None else max(figure.decimals, 0 if figure.is_count else 2)


def _write_formula(
    book: Book,
    sheet: Worksheet,
    row: int,
    name: str,
    formula: str,
    cached: Cached,
    digits: tuple[int, int],
    unit: str | None,
) -> None:
    """A formula with what it gives. `digits` are always shown, and shown where they are not 0."""
    if name in ("verdict", "agreement"):
        style = book.format(align="center", bold=name == "verdict")
    elif name == "decimals":
        style = book.format(align="center")
    else:
        style = book.format(align="right", num_format=decimals_format(digits[0], unit, digits[1]))
    value = float(cached) if isinstance(cached, Decimal) else cached or ""
    sheet.write_formula(row, COLUMNS.index(name), f"={formula}", style, value)

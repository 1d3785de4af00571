"""The sheets that list printed figures one a row: claims of the narrative, and self-evaluation tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from ...figures import Figure, Verdict
from ...places import Place
from .cells import (
    LONGEST_LABEL,
    MARKS,
    QUIET,
    VERDICTS,
    Book,
    Head,
    cell_text,
    finish_table,
    is_number,
    number_format,
    number_width,
    row_height,
    write_title,
)
from .figures import DECIMALS, LIST_FIRST_ROW, UNIT, VALUE, FigureList, Line

Verdicts = Mapping[tuple[Place, str], Verdict]
"""What became of each figure, by its place and printed text."""

FILL_IN = "#FFF9D6"
"""Fill of a cell that waits for a number."""

CLAIM_HEADS = (
    Head("陈述", 5), Head("章节", 15, True), Head("类别", 10), Head("事项", 17, True), Head("角色", 17, True),
    Head("方向", 5), Head("数值", 13), Head("单位", 6), Head("小数位数", 5), Head("核对情况", 10),
    Head("原句（数字以【】标出）", 46, True), Head("出处", 11, True),
)  # fmt: skip
TABLE_HEADS = (
    Head("表序", 5), Head("自评表", 24, True), Head("栏目", 11), Head("项目", 30, True), Head("行", 16, True),
    Head("", 2), Head("数值", 13), Head("单位", 6), Head("小数位数", 5), Head("核对情况", 10),
    Head("原文", 12, True), Head("出处", 18, True),
)  # fmt: skip
_DIRECTION, _VERDICT, _WORDS, _PLACE = 5, 9, 10, 11


def write_list(
    book: Book, sheet: Worksheet, figures: FigureList, heads: Sequence[Head], title: str, verdicts: Verdicts
) -> None:
    """A sheet of figures, one a row: numbers as numbers, what the report leaves out as a cell to fill in."""
    write_title(book, sheet, title)
    hint = "同一个印出的数字在别处再用时，引自它第一次出现的一行；黄色的格是句中没有列出的数，可以补填。"
    book.text(sheet, 1, 0, hint, border=0, font_color=QUIET)
    known = [line.figure for line in figures.lines if line.figure is not None]
    own = list(heads)
    own[VALUE] = Head(heads[VALUE].title, number_width(known, heads[VALUE].width))
    book.heads(sheet, LIST_FIRST_ROW - 1, own)
    for column, head in enumerate(heads):
        if not head.title:
            sheet.set_column(column, column, head.width, None, {"hidden": True})
    for row, line in enumerate(figures.lines, start=LIST_FIRST_ROW):
        _write_line(book, sheet, row, line, own, verdicts)
    last = max(LIST_FIRST_ROW + len(figures.lines) - 1, LIST_FIRST_ROW)
    book.colour_verdicts(sheet, LIST_FIRST_ROW, last, _VERDICT)
    finish_table(sheet, LIST_FIRST_ROW - 1, last, len(heads) - 1, frozen_columns=1)


def _write_line(
    book: Book, sheet: Worksheet, row: int, line: Line, heads: Sequence[Head], verdicts: Verdicts
) -> None:
    figure = line.figure
    verdict = None if figure is None else verdicts.get((figure.place, figure.text))
    texts = {
        1: line.section,
        2: line.kind,
        3: line.subject,
        4: line.role,
        _DIRECTION: line.direction,
        UNIT: line.unit,
        _VERDICT: None if verdict is None else VERDICTS[verdict],
        _WORDS: line.words,
        _PLACE: None if figure is None else figure.place.describe(),
    }
    if line.number is None:
        sheet.write_blank(row, 0, None, book.format())
    else:
        sheet.write_number(row, 0, line.number, book.format(align="center"))
    for column, text in texts.items():
        centred = {"align": "center"} if column in (UNIT, _DIRECTION, _VERDICT) else {}
        book.text(sheet, row, column, text, LONGEST_LABEL, text_wrap=heads[column].wrap, **centred)
    if figure is None:
        sheet.write_blank(row, VALUE, None, book.format(bg_color=FILL_IN, num_format="#,##0.00"))
    else:
        write_figure(
            book, sheet, row, VALUE, figure, verdict, None if line.first is None else line.first.value
        )
    sheet.write_number(row, DECIMALS, line.decimals, book.format(align="center", font_color=QUIET))
    shown = ((cell_text(text, LONGEST_LABEL), heads[column]) for column, text in texts.items())
    sheet.set_row(row, row_height(shown))


def write_figure(
    book: Book,
    sheet: Worksheet,
    row: int,
    column: int,
    figure: Figure,
    verdict: Verdict | None,
    formula: str | None = None,
    bold: bool = False,
) -> None:
    """A printed figure as a number, coloured if a check speaks against it; as text where a spreadsheet
    could not keep its digits. `formula` names the cell that holds it already."""
    how: dict[str, object] = {"bold": True} if bold else {}
    if verdict in MARKS:
        how["bg_color"] = MARKS[verdict]
    if not is_number(figure.value):
        book.text(sheet, row, column, figure.text, LONGEST_LABEL, align="right", **how)
        return
    style = book.format(num_format=number_format(figure), align="right", **how)
    if formula is None:
        sheet.write_number(row, column, float(figure.value), style)
    else:
        sheet.write_formula(row, column, f"={formula}", style, float(figure.value))

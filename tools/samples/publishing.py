"""An account published again: as a workbook, an old workbook, a web page, text and Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from .blocks import Block, Line, Sheet
from .specimens import LINE_BREAK
from .tables import Span, find_spans

AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.(\d+)|-?\d+\.(\d+)")
PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>部门决算_某县人民政府</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开 2024</a><a href="/hd">互动交流</a></div>
<div id="zoom">TEXT</div>
<div class="foot">版权所有：某县人民政府 电话：0123-4567890</div></body></html>"""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A cell of a workbook: row and column from 0, the rows and columns it takes, value and format."""

    row: int
    column: int
    down: int
    across: int
    value: str | float
    code: str


def _stored(text: str) -> tuple[str | float, str]:
    """A cell's value and number format: amounts are numbers, all else is text."""
    amount = AMOUNT.fullmatch(text)
    if amount is None:
        return text.replace(LINE_BREAK, "\n"), "@"
    decimals = "0" * len(amount[1] or amount[2])
    return float(text.replace(",", "")), f"#,##0.{decimals}" if "," in text else f"0.{decimals}"


def _cells(sheet: Sheet) -> Iterator[_Stored]:
    """The cells of a sheet; a line above or below is merged over the table unless it has two ends."""
    width = len(sheet.rows[0])
    for row, ends in enumerate(sheet.above):
        if len(ends) == 1:
            yield _Stored(row, 0, 1, width, ends[0], "@")
        else:
            places = (0, width - 1)
            yield from (
                _Stored(row, column, 1, 1, text, "@")
                for column, text in zip(places, ends, strict=True)
                if text
            )
    first = len(sheet.above)
    for span in find_spans(sheet.rows).values():
        text = sheet.rows[span.row][span.column]
        down, across = span.last_row - span.row + 1, span.last_column - span.column + 1
        if text.strip() or down * across > 1:
            yield _Stored(first + span.row, span.column, down, across, *_stored(text))
    for row, text in enumerate(sheet.below, start=first + len(sheet.rows)):
        yield _Stored(row, 0, 1, width, text, "@")


def write_xlsx(sheets: Sequence[Sheet], path: Path) -> Path:
    """One sheet a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        _fill(book.create_sheet(f"Sheet{number}"), sheet, 0)
    book.save(path)
    return path


def write_one_sheet(sheets: Sequence[Sheet], path: Path) -> Path:
    """All tables below one another, an empty row between them."""
    book = openpyxl.Workbook()
    start = 0
    for sheet in sheets:
        start += _fill(book.active, sheet, start) + 1
    book.save(path)
    return path


def _fill(page: Worksheet, sheet: Sheet, start: int) -> int:
    """Write a table from row `start` (from 0) on; how many rows it took."""
    last = 0
    for cell in _cells(sheet):
        row, column = start + cell.row + 1, cell.column + 1
        target = page.cell(row, column, cell.value)
        target.number_format = cell.code
        if isinstance(cell.value, str):
            target.data_type = "s"
        if cell.down * cell.across > 1:
            page.merge_cells(
                start_row=row,
                end_row=row + cell.down - 1,
                start_column=column,
                end_column=column + cell.across - 1,
            )
        last = max(last, cell.row + cell.down)
    return last


def write_xls(sheets: Sequence[Sheet], path: Path) -> Path:
    """One sheet a table, in the old format."""
    book = xlwt.Workbook()
    styles: dict[str, xlwt.XFStyle] = {}
    for number, sheet in enumerate(sheets, start=1):
        page = book.add_sheet(f"Sheet{number}")
        for cell in _cells(sheet):
            style = styles.setdefault(cell.code, xlwt.easyxf(num_format_str=cell.code))
            row, column = cell.row, cell.column
            if cell.down * cell.across > 1:
                page.write_merge(
                    row, row + cell.down - 1, column, column + cell.across - 1, cell.value, style
                )
            else:
                page.write(row, column, cell.value, style)
    book.save(str(path))
    return path


def web_page(blocks: Iterable[Block]) -> str:
    """A government page, to be stored in gb18030: the account in its article, a site around it."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            parts.append(_p(block.text))
        elif isinstance(block, Sheet):
            parts += [_p("　　".join(filter(None, ends))) for ends in block.above]
            parts.append(_html_table(block))
            parts += map(_p, block.below)
    return PAGE.replace("TEXT", "\n".join(parts))


def _p(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _html_table(sheet: Sheet) -> str:
    spans = find_spans(sheet.rows)
    rows = (
        "".join(_td(sheet, spans[at, column]) for column in range(len(row)) if (at, column) in spans)
        for at, row in enumerate(sheet.rows)
    )
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _td(sheet: Sheet, span: Span) -> str:
    down, across = span.last_row - span.row + 1, span.last_column - span.column + 1
    merged = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
    text = html.escape(sheet.rows[span.row][span.column]).replace(LINE_BREAK, "<br>")
    return f"<td{merged}><p>{text}</p></td>"


def plain_text(blocks: Iterable[Block]) -> str:
    """Text with a paragraph a line and a row a line, cells parted by tabs."""
    return _text(blocks, lambda row: "\t".join(row))


def cell_lines(blocks: Iterable[Block]) -> str:
    """Text as Word files are often turned into it: each cell a line after a tab, an empty line below rows."""
    return _text(blocks, lambda row: "".join(f"\t{cell}\n" for cell in row))


def markdown(blocks: Iterable[Block]) -> str:
    """Text with cells parted by bars, a rule below the first row of each table."""
    return _text(blocks, lambda row: f"| {' | '.join(row)} |", rule=True)


def _text(blocks: Iterable[Block], row_of: Callable[[tuple[str, ...]], str], rule: bool = False) -> str:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines += [block.text, ""]
        elif isinstance(block, Sheet):
            for ends in block.above:
                lines += ["　　".join(filter(None, ends)), ""]
            rows = [row_of(row) for row in block.plain_rows()]
            if rule:
                rows.insert(1, row_of(("---",) * len(block.rows[0])))
            lines += [*rows, "", *block.below, ""]
    return "\n".join(lines)

"""The tables of a document published again: as a workbook, an old workbook, a web page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import xlwt

from final_accounts.documents import Document, Paragraph, Table
from final_accounts.reports import Form

AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.(\d+)|-?\d+\.(\d+)")
PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>部门决算_某县人民政府</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开 2024</a><a href="/hd">互动交流</a></div>
<div id="zoom">TEXT</div>
<div class="foot">版权所有：某县人民政府 电话：0123-4567890</div></body></html>"""
Published = tuple[list[str], Table, list[str]]
"""The lines above a table, the table, the notes below."""


def published(document: Document) -> list[Published]:
    """Each table with the short lines above it and, where one follows, its note."""
    found: list[Published] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if found and not above and block.text.startswith("注"):
                found[-1][2].append(block.text)
            else:
                above.append(block.text)
        elif isinstance(block, Table):
            found.append((above[-4:], block, []))
            above = []
    return found


def _stored(text: str) -> tuple[object, str]:
    """A cell's value and number format: amounts are numbers, all else is text."""
    amount = AMOUNT.fullmatch(text)
    if amount is None:
        return text, "@"
    decimals = len(amount[1] or amount[2])
    return float(text.replace(",", "")), f"#,##0.{'0' * decimals}" if "," in text else f"0.{'0' * decimals}"


def _cells(item: Published) -> Iterator[tuple[int, int, int, object, str]]:
    """Row, column, width, value and format of each cell, the lines above and below merged over the table."""
    above, table, below = item
    width = len(table.rows[0])
    for row, text in enumerate(above):
        yield row, 0, width, text, "@"
    for row, cells in enumerate(table.rows, start=len(above)):
        for column, cell in enumerate(cells):
            if cell.text.strip():
                yield row, column, 1, *_stored(cell.text)
    for row, text in enumerate(below, start=len(above) + len(table.rows)):
        yield row, 0, width, text, "@"


def write_xlsx(items: Sequence[Published], path: Path) -> Path:
    """One sheet a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, item in enumerate(items, start=1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row, column, width, value, code in _cells(item):
            cell = sheet.cell(row + 1, column + 1, value)
            cell.number_format = code
            if isinstance(value, str):
                cell.data_type = "s"
            if width > 1:
                sheet.merge_cells(
                    start_row=row + 1, end_row=row + 1, start_column=column + 1, end_column=column + width
                )
    book.save(path)
    return path


def write_one_sheet(items: Sequence[Published], path: Path) -> Path:
    """All tables below one another, an empty row between them."""
    book = openpyxl.Workbook()
    start = 0
    for item in items:
        last = 0
        for row, column, _, value, code in _cells(item):
            cell = book.active.cell(start + row + 1, column + 1, value)
            cell.number_format = code
            last = row
        start += last + 2
    book.save(path)
    return path


def write_xls(items: Sequence[Published], path: Path) -> Path:
    """One sheet a table, in the old format."""
    book = xlwt.Workbook()
    styles: dict[str, xlwt.XFStyle] = {}
    for number, item in enumerate(items, start=1):
        sheet = book.add_sheet(f"Sheet{number}")
        for row, column, width, value, code in _cells(item):
            style = styles.setdefault(code, xlwt.easyxf(num_format_str=code))
            if width > 1:
                sheet.write_merge(row, row, column, column + width - 1, value, style)
            else:
                sheet.write(row, column, value, style)
    book.save(str(path))
    return path


def page(items: Sequence[Published]) -> str:
    """A government page: the tables in its article, a site around it."""
    parts = []
    for above, table, below in items:
        rows = "".join(
            "<tr>" + "".join(f"<td><p>{html.escape(cell.text)}</p></td>" for cell in row) + "</tr>"
            for row in table.rows
        )
        parts += [f"<p>{html.escape(text)}</p>" for text in above]
        parts.append(f"<table><tbody>{rows}</tbody></table>")
        parts += [f"<p>{html.escape(text)}</p>" for text in below]
    return PAGE.replace("TEXT", "".join(parts))


def contents(forms: Sequence[Form]) -> list[tuple[object, ...]]:
    """All that forms say, without their places and the way in which numbers were spaced."""
    return [
        (
            form.key,
            form.title,
            form.printed_number,
            form.printed_unit,
            form.unit,
            form.bureau,
            form.columns,
            [
                (
                    row.code,
                    row.label,
                    row.line,
                    row.side,
                    tuple(
                        None if value is None else (value.value, value.decimals, value.unit)
                        for value in row.values
                    ),
                    row.dashes,
                )
                for row in form.rows
            ],
            form.notes,
        )
        for form in forms
    ]

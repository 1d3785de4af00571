"""Workbooks that are no .xlsx: old ones read with xlrd, others through LibreOffice; as `xlsx` gives them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import xlrd

from ...documents import Document, Source
from ...errors import UnreadableSource
from ..block_making import BlockMaker
from ..grids import Position
from ..office.libreoffice import converted, is_open_document
from ..office.ole import OLE_MAGIC, entries, stream
from .number_formats import BUILT_IN, GENERAL, print_number, print_text, stored_number
from .results import Results
from .sheets import Sheet, add_sheet
from .xlsx import read_xlsx, stored_sheets
from .xml_2003 import read_xml_2003

_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    EOFError,
    OverflowError,
    RecursionError,
)
"""What xlrd raises on a damaged file: it checks little before it reads."""
_BOF, _EOF, _BOUNDSHEET, _FORMULA = 0x0809, 0x000A, 0x0085, 0x0006
_WINDOW1, _OBJECT_SIZE = 0x003D, 0x00DE
_WORKSHEET, _EMPTY_TEXT = 0, 3
_UNICODE = 80
"""From this version of the file format on texts are Unicode; before, they are in a code page."""
_DATES_OF_THE_REGION = frozenset({14, 22, *range(27, 37), *range(50, 59)})


def read_xls(source: Source, as_object: bool = False) -> Document:
    """The document in `source.path`, as `read_xlsx` gives it, so for an object too; charts are only counted.

    Raises UnreadableSource if the file is encrypted, damaged or no workbook.
    """
    data = source.path.read_bytes()
    if data.startswith(b"PK"):
        return _read_converted(source, as_object)
    if not data.startswith(OLE_MAGIC):
        return read_xml_2003(source)
    book = _open(source.name, data)
    maker, results = BlockMaker(), Results(source, "xls", stored_sheets)
    remarks = ["工作簿含有宏，未运行"] if "_VBA_PROJECT_CUR" in entries(data) else []
    workbook = stream(data, "Workbook") or b""
    inside = _look_inside(workbook)
    shown, window = _object_view(workbook) if as_object else (None, None)
    for index in range(book.nsheets):
        if shown not in {None, index}:
            continue
        stored = book.sheet_by_index(index)
        found = inside[index] if index < len(inside) else _Inside()
        try:
            sheet = _sheet(book, stored, source.name, found.empty_formulas)
        except _BROKEN as error:
            raise _damaged(source.name) from error
        if window is not None:
            sheet.keep_window(window)
        if stored.visibility:
            if sheet.texts:
                remarks.append(f"工作表“{sheet.name}”是隐藏的，未计入")
            continue
        remarks.extend(results.fill(sheet))
        remarks.extend(add_sheet(maker, source.name, sheet))
        if found.charts:
            remarks.append(f"工作表“{sheet.name}”有{found.charts}张图表，旧版工作簿的图表未读取")
    return Document(source, tuple(maker.blocks), tuple(remarks))


def stored_in_old(source: Source) -> dict[str, Sheet]:
    """Each sheet of a workbook that is no .xlsx with what its cells hold. Raises as `read_xls`.

    Also raises UnsupportedFormat where LibreOffice is needed and not installed.
    """
    data = source.path.read_bytes()
    if data.startswith(b"PK"):
        with _converted(source) as made:
            return stored_sheets(made)
    book = _open(source.name, data)
    try:
        return {one.name: _sheet(book, one, source.name, [], plain=True) for one in book.sheets()}
    except _BROKEN as error:
        raise _damaged(source.name) from error


def _read_converted(source: Source, as_object: bool) -> Document:
    """A workbook in a zip archive that is no .xlsx, through LibreOffice."""
    with _converted(source) as made:
        document = read_xlsx(made, as_object=as_object)
    remark = f".{_kind_in_zip(source)} 工作簿经 LibreOffice 转换后读取"
    return replace(document, source=source, remarks=(remark, *document.remarks))


@contextmanager
def _converted(source: Source) -> Iterator[Source]:
    with converted(source, _kind_in_zip(source), "xlsx") as path:
        yield replace(source, path=path, format="xlsx")


def _kind_in_zip(source: Source) -> str:
    return "ods" if is_open_document(source.path) else "xlsb"


def _open(name: str, data: bytes) -> xlrd.Book:
    def load(encoding: str | None = None) -> xlrd.Book:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            encoding_override=encoding,
        )

    try:
        book = load()
        if book.biff_version < _UNICODE and book.codepage is None:
            book = load("gb18030")
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise UnreadableSource(
                name, "the file is encrypted", "open it with its password and save it without one"
            ) from error
        raise _damaged(name) from error
    return book


def _damaged(name: str) -> UnreadableSource:
    return UnreadableSource(
        name, "the old workbook is damaged", "download it again, or save it anew as .xlsx"
    )


def _sheet(
    book: xlrd.Book,
    stored: xlrd.sheet.Sheet,
    source: str,
    empty_formulas: list[Position],
    plain: bool = False,
) -> Sheet:
    """A sheet with what its cells print, or with what they hold where it is to be `plain`."""
    sheet = Sheet(stored.name, unsaved={at: _code(book, stored.cell(*at)) for at in empty_formulas})
    sheet.merges = [
        (top, bottom - 1, left, right - 1)
        for top, bottom, left, right in stored.merged_cells
        if bottom > top and right > left
    ]
    sheet.hidden_rows = {
        row
        for row, info in stored.rowinfo_map.items()
        if info.hidden or (info.height == 0 and not info.has_default_height)
    }
    sheet.hidden_columns = {
        column for column, info in stored.colinfo_map.items() if info.hidden or info.width == 0
    }
    for row in range(stored.nrows):
        for column in range(stored.row_len(row)):
            cell = stored.cell(row, column)
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                code = GENERAL if plain else _code(book, cell)
                sheet.put(source, (row, column), _text(book, stored, cell, code))
    return sheet


def _text(book: xlrd.Book, stored: xlrd.sheet.Sheet, cell: xlrd.sheet.Cell, code: str) -> str:
    """What a cell prints in a number format."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return print_text(cell.value.replace("\r\n", "\n").replace("\r", "\n"), code)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    number = stored_number(cell.value)
    if number is None or (not number and not stored.show_zero_values):
        return ""
    return print_number(number, code, date1904=book.datemode == 1)


def _code(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return GENERAL
    key = book.xf_list[cell.xf_index].format_key
    if key in _DATES_OF_THE_REGION:
        return BUILT_IN[key]
    known = book.format_map.get(key)
    return known.format_str if known is not None else GENERAL


@dataclass(slots=True)
class _Inside:
    """What xlrd does not tell of a sheet: formulas whose saved result is an empty text, and charts."""

    empty_formulas: list[Position] = field(default_factory=list)
    charts: int = 0


def _look_inside(workbook: bytes) -> list[_Inside]:
    """The worksheets of a Workbook stream, in order.

    An empty result may be what a formula gave; so empty ones are told only if no formula has any other,
    which is how a program writes that has computed none.
    """
    sheets, computed = [], False
    for kind, body in _records(workbook, 0):
        if kind == _BOUNDSHEET and len(body) >= 6 and body[5] == _WORKSHEET:
            inside = _Inside()
            sheets.append(inside)
            depth = 0
            for inner, content in _records(workbook, struct.unpack_from("<I", body)[0]):
                if inner == _BOF:
                    inside.charts += depth == 1
                    depth += 1
                elif inner == _EOF:
                    depth -= 1
                    if depth <= 0:
                        break
                elif inner == _FORMULA and depth == 1 and len(content) >= 14:
                    if content[12:14] == b"\xff\xff" and content[6] == _EMPTY_TEXT:
                        row, column = struct.unpack_from("<HH", content)
                        inside.empty_formulas.append((row, column))
                    else:
                        computed = True
        elif kind == _EOF:
            break
    if computed:
        for inside in sheets:
            inside.empty_formulas.clear()
    return sheets


def _object_view(workbook: bytes) -> tuple[int, tuple[int, int, int, int] | None]:
    """The sheet that lay in front when the workbook was saved, and the part of it that an object shows."""
    active, window = 0, None
    for kind, body in _records(workbook, 0):
        if kind == _WINDOW1 and len(body) >= 12:
            (active,) = struct.unpack_from("<H", body, 10)
        elif kind == _OBJECT_SIZE and len(body) >= 8:
            top, bottom, left, right = struct.unpack_from("<HHBB", body, 2)
            window = top, bottom, left, right
        elif kind == _EOF:
            break
    return active, window


def _records(workbook: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from an offset on: type and content."""
    at = start
    while at + 4 <= len(workbook):
        kind, size = struct.unpack_from("<HH", workbook, at)
        yield kind, workbook[at + 4 : at + 4 + size]
        at += 4 + size

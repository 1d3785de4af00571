"""Workbooks as one XML file (Excel 2003), as some finance systems export them under the name .xls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from ...documents import Document, Source
from ...errors import UnreadableSource
from ..block_making import BlockMaker
from .number_formats import GENERAL, print_number, print_text, stored_number
from .results import Results
from .sheets import MOST_COLUMNS, MOST_ROWS, Sheet, add_sheet
from .xlsx import stored_sheets

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_X = "urn:schemas-microsoft-com:office:excel"
_NAMED = {
    "General Number": GENERAL,
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Scientific": "0.00E+00",
    "Short Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
}
"""The formats that such a file calls by a name."""


def read_xml_2003(source: Source) -> Document:
    """The document in `source.path`, as `read_xlsx` gives it. Raises UnreadableSource if it is damaged."""
    book = _root(source)
    formats = {
        _get(style, "ID"): _code(_get(number, "Format"))
        for style in book.iter(f"{{{NAMESPACE}}}Style")
        for number in style.iter(f"{{{NAMESPACE}}}NumberFormat")
    }
    maker, results = BlockMaker(), Results(source, "xls", stored_sheets)
    remarks: list[str] = []
    for page in book.iter(f"{{{NAMESPACE}}}Worksheet"):
        sheet = _sheet(source.name, page, formats)
        visible = next((part.text for part in page.iter(f"{{{_X}}}Visible")), None)
        if visible is None:
            remarks.extend(results.fill(sheet))
            remarks.extend(add_sheet(maker, source.name, sheet))
        elif sheet.texts:
            remarks.append(f"工作表“{sheet.name}”是隐藏的，未计入")
    return Document(source, tuple(maker.blocks), tuple(remarks))


def _root(source: Source) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(source.path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        problem = "the file is damaged (no complete XML)"
        raise UnreadableSource(source.name, problem, "download it again, or save it as .xlsx") from error


def _sheet(source: str, page: etree._Element, formats: Mapping[str, str]) -> Sheet:
    sheet = Sheet(_get(page, "Name"))
    column = -1
    for part in page.iter(f"{{{NAMESPACE}}}Column"):
        column = _number(part, "Index", column + 2) - 1
        span = _number(part, "Span", 0)
        if _is_hidden(part, "Width"):
            sheet.hidden_columns.update(range(column, min(column + span + 1, MOST_COLUMNS)))
        column += span
    row = -1
    for line in page.iter(f"{{{NAMESPACE}}}Row"):
        row = min(_number(line, "Index", row + 2), MOST_ROWS) - 1
        span = _number(line, "Span", 0)
        if _is_hidden(line, "Height"):
            sheet.hidden_rows.update(range(row, min(row + span + 1, MOST_ROWS)))
        style = _get(line, "StyleID")
        for at, cell in _cells(line):
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                sheet.merges.append((row, row + down, at, min(at + across, MOST_COLUMNS - 1)))
            _put(source, sheet, (row, at), cell, formats.get(_get(cell, "StyleID") or style, GENERAL))
        row += span
    return sheet


def _cells(line: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their columns; what a merged cell covers is left out in the file."""
    column = 0
    for cell in line.iter(f"{{{NAMESPACE}}}Cell"):
        column = min(_number(cell, "Index", column + 1), MOST_COLUMNS) - 1
        yield column, cell
        column += 1 + _number(cell, "MergeAcross", 0)


def _put(source: str, sheet: Sheet, position: tuple[int, int], cell: etree._Element, code: str) -> None:
    data = cell.find(f"{{{NAMESPACE}}}Data")
    if data is None:
        if _get(cell, "Formula"):
            sheet.unsaved[position] = code
        return
    text = "".join(data.itertext())
    number = stored_number(text) if _get(data, "Type") == "Number" else None
    sheet.put(source, position, print_text(text, code) if number is None else print_number(number, code))


def _get(element: etree._Element, name: str) -> str:
    return element.get(f"{{{NAMESPACE}}}{name}") or ""


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    printed = _get(element, name)
    return int(printed) if printed.isdecimal() and len(printed) < 8 else otherwise


def _is_hidden(element: etree._Element, size: str) -> bool:
    return _get(element, "Hidden") == "1" or _get(element, size) == "0"


def _code(name: str) -> str:
    return _NAMED.get(name, name) or GENERAL

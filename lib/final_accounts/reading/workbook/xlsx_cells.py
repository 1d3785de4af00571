"""The parts of a workbook: shared strings, number formats, and the cells of one sheet as they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from ...errors import UnreadableSource
from ..office.ooxml import NOT_UNPACKED, Element, Package, attribute, children, first, name_of
from .number_formats import BUILT_IN, GENERAL, print_number, print_text, stored_number
from .sheets import MOST_COLUMNS, MOST_ROWS, Sheet

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellFormats:
    """The number format of each cell style, and from which year days are counted."""

    codes: tuple[str, ...]
    date1904: bool = False

    def code(self, style: str | None) -> str:
        """The format of the cell style with this number; General where there is none."""
        at = int(style) if style is not None and style.isdecimal() and len(style) < 7 else 0
        return self.codes[at] if at < len(self.codes) else GENERAL


def read_formats(styles: Element | None, date1904: bool) -> CellFormats:
    """The formats of the styles part, in the order in which cells name them."""
    own = {
        attribute(element, "numFmtId"): attribute(element, "formatCode") or GENERAL
        for element in children(first(styles, "s:numFmts"), "s:numFmt")
    }
    codes = []
    for style in children(first(styles, "s:cellXfs"), "s:xf"):
        number = attribute(style, "numFmtId") or "0"
        built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
        codes.append(own.get(number, built_in))
    return CellFormats(tuple(codes), date1904)


def read_shared_strings(package: Package, part: str) -> list[str]:
    """The texts that cells refer to by number."""
    return [_text(element) for element in _stream(package, part, "si")]


def read_sheet(
    package: Package, part: str, name: str, formats: CellFormats, strings: list[str]
) -> tuple[Sheet, str | None]:
    """A worksheet's contents, and the relation of its drawing if it has one. Raises UnreadableSource."""
    sheet = Sheet(name)
    drawing, zeros, last_row = None, True, -1
    for element in _stream(package, part, "row", "sheetView", "col", "mergeCell", "drawing"):
        match name_of(element):
            case "s:row":
                printing = _Printing(formats, strings, zeros)
                last_row = _read_row(sheet, package.name, element, last_row + 1, printing)
            case "s:sheetView":
                zeros = attribute(element, "showZeros") not in {"0", "false"}
            case "s:col" if _is_hidden(element, "width"):
                start, end = _number(element, "min"), _number(element, "max")
                sheet.hidden_columns.update(range(start - 1, min(end, MOST_COLUMNS)))
            case "s:mergeCell":
                sheet.merges.extend(merged_range(attribute(element, "ref") or ""))
            case "s:drawing":
                drawing = attribute(element, "r:id")
    return sheet, drawing


@dataclass(frozen=True, slots=True)
class _Printing:
    """What it takes to print a cell."""

    formats: CellFormats
    strings: list[str]
    zeros: bool

    def text(self, cell: Element, kind: str, value: str) -> str:
        code = self.formats.code(attribute(cell, "s"))
        match kind:
            case "s":
                at = int(value) if value.strip().isdecimal() else -1
                text = self.strings[at] if 0 <= at < len(self.strings) else ""
                return print_text(text, code)
            case "inlineStr":
                return print_text(_text(first(cell, "s:is")), code)
            case "str":
                return print_text(_unescaped(value), code)
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value, value)
            case "e" | "d":
                return value
        number = stored_number(value)
        if number is None:
            return value
        if not number and not self.zeros:
            return ""
        return print_number(number, code, self.formats.date1904)


def _read_row(sheet: Sheet, source: str, element: Element, expected: int, printing: _Printing) -> int:
    """Take in one row; returns its number. A row or cell without an address follows the one before."""
    row = min(_number(element, "r") - 1 if attribute(element, "r") else expected, MOST_ROWS - 1)
    if _is_hidden(element, "ht"):
        sheet.hidden_rows.add(row)
    column = -1
    for cell in children(element, "s:c"):
        address = _ADDRESS.fullmatch(attribute(cell, "r") or "")
        column = min(column_number(address[1]) if address else column + 1, MOST_COLUMNS - 1)
        kind = attribute(cell, "t") or "n"
        value = first(cell, "s:v")
        saved = value is not None and (value.text is not None or kind == "str")
        if first(cell, "s:f") is not None and not saved and kind != "inlineStr":
            sheet.unsaved[row, column] = printing.formats.code(attribute(cell, "s"))
        elif saved or kind == "inlineStr":
            held = (value.text if value is not None else None) or ""
            sheet.put(source, (row, column), printing.text(cell, kind, held))
            if first(cell, "s:f") is not None:
                sheet.formulas[row, column] = held, printing.formats.code(attribute(cell, "s"))
    return row


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or column is hidden, or so small that nothing of it shows."""
    if attribute(element, "hidden") in {"1", "true"}:
        return True
    printed = attribute(element, size)
    number = stored_number(printed) if printed is not None else None
    return number is not None and number <= 0


def _number(element: Element, name: str) -> int:
    printed = attribute(element, name) or ""
    return int(printed) if printed.isdecimal() and 0 < len(printed) < 8 and int(printed) else 1


def column_number(letters: str) -> int:
    """The column of its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def merged_range(reference: str) -> Iterator[tuple[int, int, int, int]]:
    """First row, last row, first column, last column of a range A1:C4, if it is one."""
    ends = [_ADDRESS.fullmatch(end) for end in reference.split(":")]
    if len(ends) == 2 and ends[0] and ends[1]:
        rows = sorted(min(int(end[2]), MOST_ROWS) - 1 for end in ends if end)
        columns = sorted(min(column_number(end[1]), MOST_COLUMNS - 1) for end in ends if end)
        yield rows[0], rows[1], columns[0], columns[1]


def _text(element: Element | None) -> str:
    """The text of a string item: its runs joined, without the phonetic guide."""
    if element is None:
        return ""
    runs = [element, *children(element, "s:r")]
    return _unescaped("".join(text.text or "" for run in runs for text in children(run, "s:t")))


def _unescaped(text: str) -> str:
    """The text with its `_x000D_` written as what they mean."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _stream(package: Package, part: str, *names: str) -> Iterator[Element]:
    """The elements of these names as they end; each is emptied once it was used."""
    wanted = {f"{{*}}{name}" for name in names}
    damage = f"the part {part} cannot be read"
    remedy = "download it again, or save it anew in Excel"
    try:
        with package.archive.open(part) as file:
            for _, element in etree.iterparse(
                file,
                events=("end",),
                tag=tuple(wanted),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
                remove_pis=True,
                huge_tree=False,
            ):
                if element.getroottree().docinfo.doctype:
                    raise UnreadableSource(package.name, "the file is damaged (it declares a type)", remedy)
                yield cast(Element, element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except KeyError as error:
        raise UnreadableSource(package.name, f"the file is damaged (no part {part})", remedy) from error
    except (*NOT_UNPACKED, etree.XMLSyntaxError) as error:
        raise UnreadableSource(package.name, f"the file is damaged ({damage})", remedy) from error

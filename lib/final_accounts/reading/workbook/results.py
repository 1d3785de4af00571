"""Results of formulas that a workbook does not hold, computed by LibreOffice where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...documents import Source
from ...errors import UnreadableSource, UnsupportedFormat
from ..grids import Position
from ..office.libreoffice import converted
from .number_formats import print_number, print_text, stored_number
from .sheets import ERRORS, Sheet, addresses

_Sheets = Mapping[str, Sheet]


@dataclass(slots=True)
class Results:
    """What LibreOffice computes for the formulas of a workbook of a `kind`, once that is first asked for.

    `read` gives the sheets of the .xlsx that it makes, with what their cells hold.
    """

    source: Source
    kind: str
    read: Callable[[Source], _Sheets]
    sheets: _Sheets | None = None

    def fill(self, sheet: Sheet) -> list[str]:
        """Put into a sheet what its formulas without a saved result print; returns the remark on it.

        One that gives an error, or that cannot be computed here, stays without.
        """
        if not any(map(sheet.shows, sheet.unsaved)):
            return []
        computed = self._computed().get(sheet.name)
        filled = [position for position in sheet.unsaved if _has_result(computed, position)]
        if computed is None or not filled:
            return []
        for position in filled:
            code = sheet.unsaved.pop(position)
            sheet.put(self.source.name, position, _printed(computed.texts.get(position, ""), code))
        formulas = f"工作表“{sheet.name}”的{addresses(filled)}是公式"
        return [f"{formulas}，结果不在文件里，由 LibreOffice 算出"]

    def _computed(self) -> _Sheets:
        if self.sheets is None:
            try:
                with converted(self.source, self.kind, "xlsx") as path:
                    self.sheets = self.read(Source(self.source.name, "xlsx", "", None, path))
            except (UnreadableSource, UnsupportedFormat):
                self.sheets = {}
        return self.sheets


def _has_result(computed: Sheet | None, position: Position) -> bool:
    if computed is None or position in computed.unsaved:
        return False
    return computed.texts.get(position) not in ERRORS


def _printed(result: str, code: str) -> str:
    number = stored_number(result)
    return print_text(result, code) if number is None else print_number(number, code)

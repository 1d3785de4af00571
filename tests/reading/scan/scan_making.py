"""How the tables of a scan compare with those printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from final_accounts.documents import Document, Table


@dataclass(frozen=True, slots=True)
class Rates:
    """How the cells of a scan compare with those printed: right and all, of numbers and of labels; wrong
    numbers that neither another reading nor a remark tells of; cells that are blank in print and hold
    something in the scan."""

    numbers: int = 0
    numbers_right: int = 0
    labels: int = 0
    labels_right: int = 0
    unmarked: int = 0
    invented: int = 0
    wrong: tuple[str, ...] = ()


def compare(printed: Sequence[Table], scan: Document) -> Rates:
    """The tables of a scan held against the same tables as printed, cell by cell but for spaces."""
    totals = dict.fromkeys(("numbers", "numbers_right", "labels", "labels_right", "unmarked", "invented"), 0)
    wrong = []
    found = _by_order(printed, scan.tables)
    for table in printed:
        twin = found.get(table.index)
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                told = _bare(cell.text)
                read = _bare(_text_at(twin, row, column))
                if not told:
                    totals["invented"] += bool(read)
                    continue
                kind = "numbers" if _NUMBER.fullmatch(told) else "labels"
                totals[kind] += 1
                totals[f"{kind}_right"] += told == read
                if told != read:
                    where = (twin or table).rows[0][0].place.page
                    wrong.append(f"{where}:{row}:{column} {told!r} read as {read!r}")
                    if kind == "numbers" and not _is_marked(scan, twin, row, column):
                        totals["unmarked"] += 1
                        wrong[-1] += " UNMARKED"
    return Rates(**totals, wrong=tuple(wrong))


_NUMBER = re.compile(r"-?\d[\d,.]*%?")


def _bare(text: str) -> str:
    """The text without spaces, wide brackets and colons as narrow ones: print uses either."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _text_at(table: Table | None, row: int, column: int) -> str:
    if table is None or row >= len(table.rows) or column >= len(table.rows[row]):
        return ""
    return table.rows[row][column].text


def _is_marked(scan: Document, table: Table | None, row: int, column: int) -> bool:
    if table is not None and row < len(table.rows) and table.rows[row][column].alternatives:
        return True
    place = "" if table is None else f"第{table.index + 1}张表第{row + 1}行第{column + 1}列"
    return any(place in remark for remark in scan.remarks) if place else False


def _by_order(printed: Sequence[Table], scanned: Sequence[Table]) -> dict[int, Table]:
    """For each printed table, by its index, the scanned one of as many rows and columns, in their order."""
    rest = list(scanned)
    found = {}
    for table in printed:
        size = len(table.rows), len(table.rows[0])
        twin = next((other for other in rest if (len(other.rows), len(other.rows[0])) == size), None)
        if twin is not None:
            found[table.index] = twin
            rest = rest[rest.index(twin) + 1 :]
    return found

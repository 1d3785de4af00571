"""The cells that a chart refers to, as the workbook behind it holds them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from itertools import islice, product
from pathlib import Path

from ...documents import Source
from ...errors import UnreadableSource, UnsupportedFormat
from ..office.charts import Cells
from ..office.ole import OLE_MAGIC, stream
from ..reader import kind_of
from .sheets import Sheet
from .xls import stored_in_old
from .xlsx import stored_sheets
from .xlsx_cells import merged_range

_REFERENCE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^!'(),]+))!(?P<range>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"
)
_MOST_CELLS = 10_000


def chart_cells(name: str, data: bytes, convert: bool) -> Cells:
    """The cells of the workbook in `data`, embedded in the file called `name`; none if it cannot be read.

    One that only LibreOffice reads is read if it may take that time (`convert`).
    """
    with tempfile.TemporaryDirectory(prefix="final-accounts-chart-") as folder:
        path = Path(folder) / "embedded"
        path.write_bytes(stream(data, "Package") or data)
        sheets: Mapping[str, Sheet] = {}
        # Of a workbook that cannot be read the chart shows what it keeps itself.
        with suppress(UnreadableSource, UnsupportedFormat):
            sheets = _stored(Source(name, "", "", None, path), convert)
    return partial(_cells, sheets)


def _stored(source: Source, convert: bool) -> Mapping[str, Sheet]:
    data = source.path.read_bytes()
    kind = kind_of(source.path, data)
    if kind == "xlsx":
        return stored_sheets(source)
    return stored_in_old(source) if kind == "xls" and (convert or data.startswith(OLE_MAGIC)) else {}


def _cells(sheets: Mapping[str, Sheet], formula: str) -> list[str | None]:
    found = _REFERENCE.fullmatch(formula.strip())
    if found is None:
        return []
    sheet = sheets.get((found["quoted"] or "").replace("''", "'") or found["plain"] or "")
    corners = found["range"].replace("$", "")
    if sheet is None:
        return []
    for top, bottom, left, right in merged_range(corners if ":" in corners else f"{corners}:{corners}"):
        positions = product(range(top, bottom + 1), range(left, right + 1))
        return [sheet.texts.get(position) for position in islice(positions, _MOST_CELLS)]
    return []

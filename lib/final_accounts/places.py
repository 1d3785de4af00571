"""Where something was printed: carried by every figure from the reader to the page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the top left corner of the page as it is shown."""


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One spot in a source. Fields that the format does not have are None.

    It knows no file: `fa.image(report, place)` draws the page around it.

    `page` counts from 1. `paragraph`, `table`, `row` and `column` count from 0 in reading order.
    `start` and `end` are character offsets into the paragraph's repaired text, end excluded.
    """

    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    """Line of a text file, from 1."""
    source: str | None = None
    """The file, in a report published as several; None in a report of one file."""
    last_page: int | None = None
    """The page on which what begins on `page` ends, None where that is the same."""

    def __repr__(self) -> str:
        known = (f"{name}={value!r}" for name, value in self.to_json().items())
        return f"{type(self).__name__}({', '.join(known)})"

    def to_json(self) -> dict[str, Any]:
        """The known fields only, ready for `json.dumps`."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: list(value) if name == "box" else value
            for name, value in known.items()
            if value is not None
        }

    @property
    def pages(self) -> str:
        """The page, or the first and the last: 3—4."""
        return f"{self.page}" if self.last_page is None else f"{self.page}—{self.last_page}"

    def describe(self) -> str:
        """The place in Chinese, as a reader would look for it."""
        parts = []
        if self.source is not None:
            parts.append(f"文件“{self.source}”")
        if self.page is not None:
            parts.append(f"第{self.pages}页")
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.cell is not None:
            parts.append(self.cell)
        elif self.table is not None:
            # Tables are counted through the whole source: beside a page the bare number would mislead.
            number = f"第{self.table + 1}张表"
            parts.append(number if self.page is None else f"（全文{number}）")
            if self.row is not None:
                parts.append(f"第{self.row + 1}行")
            if self.column is not None:
                parts.append(f"第{self.column + 1}列")
        elif self.line is not None:
            parts.append(f"第{self.line}行")
        elif self.paragraph is not None:
            parts.append(f"第{self.paragraph + 1}段")
        return "".join(parts) or "位置不详"

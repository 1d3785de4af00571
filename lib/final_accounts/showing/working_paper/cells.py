"""What every sheet of the working paper is made of: safe texts, number formats, sheet names, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...figures import PERCENT, Figure, Verdict
from ..language import CHINESE, speaking
from ..linter import one_line
from ..messages import VERDICT_WORDS

LONGEST_TEXT = 2_000
LONGEST_LABEL = 200
_LONGEST_SHEET_NAME = 31
_EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number."""

QUIET = "#55606C"
_LINE, _MARGIN, _HIGHEST = 14.0, 3.0, 409.0

SEE_NOTE = "见说明"

with speaking(CHINESE):
    VERDICTS: Mapping[Verdict, str] = {verdict: VERDICT_WORDS[verdict] for verdict in Verdict}
"""The words that the formulas give and compare; the working paper is in Chinese whoever asks for it."""

VERDICT_FILLS: Mapping[str, tuple[str, str]] = {
    VERDICTS[Verdict.CONSISTENT]: ("#E2F1E7", "#14512F"),
    VERDICTS[Verdict.TRUNCATED]: ("#FFEDC7", "#6B4000"),
    VERDICTS[Verdict.INCONSISTENT]: ("#F9D5DA", "#8A0018"),
    VERDICTS[Verdict.UNDETERMINED]: ("#ECEFF2", "#4A5763"),
    SEE_NOTE: ("#ECEFF2", "#4A5763"),
}
"""Fill and ink of a verdict's cell."""

MARKS = {Verdict.INCONSISTENT: "#F9D5DA", Verdict.TRUNCATED: "#FFEDC7"}
"""Fill of a printed figure that a check speaks against."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a table: its heading, its width in characters, and whether its texts wrap."""

    title: str
    width: float
    wrap: bool = False


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas hold no functions newer than those of 2007."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # Looking for newer functions takes longer than all the rest of a paper.
        return formula.removeprefix("=")


@dataclass(slots=True)
class Book:
    """A workbook with its formats and the names of its sheets."""

    workbook: Workbook
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def format(self, **properties: Any) -> Format:
        """The format with these properties, made once."""
        wanted = {
            "font_name": "微软雅黑",
            "font_size": 10,
            "valign": "vcenter",
            "border": 1,
            "border_color": "#D5DBE1",
        } | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(wanted)
        return self._formats[key]

    def name(self, wanted: str) -> str:
        """A sheet name that no other sheet has: letters, digits and CJK only, so that it needs no escape
        in a formula; at most 31 characters."""
        plain = "".join(char for char in wanted if char.isalnum())[:_LONGEST_SHEET_NAME] or "表"
        name, number = plain, 2
        while name.lower() in self._names:
            ending = f"第{number}张"
            name, number = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending, number + 1
        self._names.add(name.lower())
        return name

    def sheet(self, name: str, tab: str) -> Worksheet:
        """A new sheet, set up for A4 landscape, one page wide, with page numbers."""
        sheet: Worksheet = self.workbook.add_worksheet(name, worksheet_class=_Sheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_header("&L&9部门决算核对工作底稿&R&9&A")
        sheet.set_footer("&C&9第 &P 页，共 &N 页")
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)
        return sheet

    def text(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        text: str | None,
        longest: int = LONGEST_TEXT,
        **how: Any,
    ) -> None:
        """A text as text, whatever it begins with; control and direction marks are left out."""
        shown = cell_text(text, longest)
        if not shown:
            sheet.write_blank(row, column, None, self.format(**how))
            return
        if looks_like_formula(shown):
            how = how | {"quote_prefix": True}
        sheet.write_string(row, column, shown, self.format(**how))

    def heads(self, sheet: Worksheet, row: int, heads: Sequence[Head], first: int = 0) -> None:
        """The heading row of a table and its columns' widths."""
        how = {
            "bold": True,
            "bg_color": "#1F4E79",
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "align": "center",
        }
        for column, head in enumerate(heads, start=first):
            quoted = {"quote_prefix": True} if looks_like_formula(head.title) else {}
            sheet.write_string(row, column, head.title, self.format(**how, **quoted))
            sheet.set_column(column, column, head.width)
        sheet.set_row(row, row_height((head.title, replace(head, wrap=True)) for head in heads) + 4)

    def link(self) -> Format:
        """The format of a link within the workbook."""
        return self.format(font_color="#1F4E79", underline=1, align="center")

    def colour_verdicts(self, sheet: Worksheet, first: int, last: int, column: int) -> None:
        """Verdicts coloured as they stand, also after a number was changed."""
        for word, (fill, ink) in VERDICT_FILLS.items():
            self.colour_word(sheet, (first, column, last, column), word, fill, ink)

    def colour_word(
        self, sheet: Worksheet, area: tuple[int, int, int, int], word: str, fill: str, ink: str
    ) -> None:
        style = self.workbook.add_format({"bg_color": fill, "font_color": ink})
        sheet.conditional_format(
            *area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
        )


@lru_cache(maxsize=4096)
def cell_text(text: str | None, longest: int = LONGEST_TEXT) -> str:
    """Text for one cell: one line, without control and direction marks, what cannot be encoded, and what
    is longer than a reader will read."""
    plain = one_line(text or "").encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if it were typed in."""
    return text.lstrip()[:1] in set("=+-@＝＋－＠'")


def is_number(value: Decimal) -> bool:
    """Whether a spreadsheet can hold the value without losing digits."""
    return value.is_finite() and len(value.as_tuple().digits) <= _EXACT_DIGITS and abs(value) < 10**15


def number_format(figure: Figure) -> str:
    """The format that shows a figure with the digits that were printed."""
    return decimals_format(figure.decimals, figure.unit)


def decimals_format(decimals: int, unit: str | None, spare: int = 0) -> str:
    """A number format with so many digits behind the point, and up to `spare` more where they are not 0."""
    digits = "0" * min(decimals, _EXACT_DIGITS) + "#" * spare
    pattern = "#,##0" + (f".{digits}" if digits else "")
    return pattern + ('"%"' if unit == PERCENT else "")


def row_height(cells: Iterable[tuple[str | None, Head]], least: int = 1) -> float:
    """The height in points of a row of such texts under such heads, so that wrapped text is seen whole."""
    lines = [least]
    for text, head in cells:
        if head.wrap and text:
            lines.append(sum(lines_of(part, head.width) for part in text.split("\n")))
    return min(_LINE * max(lines) + _MARGIN, _HIGHEST)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so many characters wide; CJK characters are two wide."""
    return max(ceil(_wide(text) / max(width - 1, 1)), 1)


def _wide(text: str) -> float:
    return 1.06 * sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def text_width(texts: Iterable[str], least: float, most: float) -> float:
    """The width of a column that shows each of some texts in one line, as far as `most` allows."""
    return min(max([least, *(ceil(_wide(text)) + 1 for text in texts)]), most)


def number_width(figures: Iterable[Figure], least: float = 12, spare: int = 2) -> float:
    """The width of a column that shows some figures with separators."""
    return max(
        [least, *(len(f"{f.value:,.{max(f.decimals, 0)}f}") + spare for f in figures if is_number(f.value))]
    )


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def write_title(book: Book, sheet: Worksheet, title: str) -> None:
    """The title of a sheet, in its first row."""
    book.text(sheet, 0, 0, title, LONGEST_LABEL, bold=True, font_size=14, border=0)
    sheet.set_row(0, 24)


def finish_table(
    sheet: Worksheet, head: int, last: int, last_column: int, frozen_columns: int, printed: int | None = None
) -> None:
    """Freeze and repeat the head row, filter the table, and print its columns up to `printed`, or all."""
    sheet.freeze_panes(head + 1, frozen_columns)
    sheet.repeat_rows(head)
    sheet.autofilter(head, 0, last, last_column)
    sheet.print_area(0, 0, last, last_column if printed is None else printed)

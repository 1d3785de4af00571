"""Tables in the notations of AsciiDoc, wikis and LaTeX, written again as the HTML that Markdown may hold."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .latex import tabular_rows

_ASCIIDOC = re.compile(r"\|={3,}\s*")
_COLUMNS = re.compile(r"""\bcols\s*=\s*(?:"([^"]*)"|(\d+))""")
_ASCIIDOC_CELL = re.compile(
    r"(?:^|(?<=\s))(?:(\d{1,3})?(?:\.(\d{1,3}))?\+)?(?:\.?[<^>]){0,2}[adehlmsv]?(?<!\\)\|", re.MULTILINE
)
"""What stands before a cell: how many columns and rows it takes, how it is set, a bar."""
_WIKI_BEGIN, _WIKI_END = re.compile(r"\s*:*\{\|(?!\|)"), re.compile(r"\s*\|\}")
_WIKI_ATTRIBUTES = re.compile(r"""((?:\s*[a-z-]+\s*=\s*(?:"[^"|]*"|'[^'|]*'|[^\s|"']+))+)\s*\|(?!\|)""")
_WIKI_SPAN = r"""\b{}\s*=\s*["']?(\d{{1,3}})\b"""
_LATEX_BEGIN = re.compile(r"\\begin\{(longtable|tabular[xy]?\*?|array)\}")
_MOST_LINES, _MOST_COLUMNS = 10_000, 200


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the line (from 0) that it begins on and the columns and rows that it takes."""

    text: str
    line: int
    across: int = 1
    down: int = 1


_Rows = list[list[_Cell]]


def with_tables_in_html(text: str) -> str:
    """The text with every table in another notation as HTML, as many lines long as before.

    A row stands on the line on which it began. A table that does not end is left as it is.
    """
    if not any(mark in text for mark in ("|===", "{|", "\\begin{")):
        return text
    lines = text.split("\n")
    position = 0
    while position < len(lines):
        rows, end = _table_at(lines, position)
        if rows:
            lines[position:end] = _in_html(rows, position, end)
        position = max(end, position + 1)
    return "\n".join(lines)


def _table_at(lines: Sequence[str], start: int) -> tuple[_Rows, int]:
    """The rows of the table that begins on a line, and the line after it; none if none begins there."""
    if _ASCIIDOC.fullmatch(lines[start]):
        end = _end(lines, start + 1, lambda line: line.strip() == lines[start].strip())
        return (_asciidoc(lines, start, end), end + 1) if end else ([], start)
    if _WIKI_BEGIN.match(lines[start]):
        end = _end(lines, start + 1, lambda line: _WIKI_END.match(line) is not None)
        return ([row for row in _wiki(lines, start, end) if row], end + 1) if end else ([], start)
    latex = _LATEX_BEGIN.search(lines[start])
    closing = f"\\end{{{latex[1]}}}" if latex else ""
    end = _end(lines, start, lambda line: closing in line) if latex else 0
    if latex is None or not end:
        return [], start
    held = "\n".join(lines[start : end + 1])[latex.end() :].partition(closing)[0]
    rows = [[_Cell(cell, start + line, across) for cell, line, across in row] for row in tabular_rows(held)]
    return rows, end + 1


def _end(lines: Sequence[str], start: int, is_end: Callable[[str], bool]) -> int:
    """The line that ends a table, 0 if none does."""
    last = min(len(lines), start + _MOST_LINES)
    return next((at for at in range(start, last) if is_end(lines[at])), 0)


def _asciidoc(lines: Sequence[str], start: int, end: int) -> _Rows:
    """Cells follow one another over the lines; how many make a row is said above, or shown by the first."""
    held = "\n".join(lines[start + 1 : end])
    marks = list(_ASCIIDOC_CELL.finditer(held))
    cells = []
    for mark, behind in zip(marks, [*marks[1:], None], strict=True):
        text = held[mark.end() : behind.start() if behind else len(held)].replace("\\|", "|")
        line = start + 1 + held.count("\n", 0, mark.end())
        cells.append(_Cell(text.strip(), line, int(mark[1] or 1), int(mark[2] or 1)))
    said = _COLUMNS.search(lines[start - 1]) if start else None
    width = _said_width(said) if said else sum(cell.across for cell in cells if cell.line == cells[0].line)
    return _in_rows(cells, width) if 0 < width <= _MOST_COLUMNS else []


def _said_width(said: re.Match[str]) -> int:
    """How many columns cols="1,2*,3" names."""
    counts = (re.match(r"\s*(\d{1,3})\*", part) for part in (said[1] or "").split(","))
    return int(said[2]) if said[2] else sum(int(count[1]) if count else 1 for count in counts)


def _in_rows(cells: Sequence[_Cell], width: int) -> _Rows:
    """The cells by row: a row is full when it has `width` columns, those taken from above among them."""
    rows: _Rows = [[]]
    taken = [0] * width
    room = width
    for cell in cells:
        if room <= 0:
            taken = [max(rest - 1, 0) for rest in taken]
            room = taken.count(0)
            rows.append([])
        rows[-1].append(cell)
        free = [column for column in range(width) if not taken[column]]
        for column in free[: cell.across]:
            taken[column] = cell.down
        room -= cell.across
    return rows


def _wiki(lines: Sequence[str], start: int, end: int) -> Iterator[list[_Cell]]:
    """A row begins at |-, a cell at | or ! or behind || or !!; what stands on other lines goes on."""
    row: list[_Cell] = []
    for at in range(start + 1, end):
        line = lines[at].strip()
        if line.startswith("|-"):
            yield row
            row = []
        elif line.startswith(("|", "!")) and not line.startswith("|+"):
            parts = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])
            row.extend(_wiki_cell(part, at) for part in parts)
        elif row and line:
            row[-1] = _Cell(f"{row[-1].text}\n{line}".strip(), row[-1].line, row[-1].across, row[-1].down)
    yield row


def _wiki_cell(part: str, line: int) -> _Cell:
    attributes = _WIKI_ATTRIBUTES.match(part)
    if attributes is None:
        return _Cell(part.strip(), line)
    spans = (re.search(_WIKI_SPAN.format(name), attributes[1]) for name in ("colspan", "rowspan"))
    across, down = (int(span[1]) if span else 1 for span in spans)
    return _Cell(part[attributes.end() :].strip(), line, across, down)


def _in_html(rows: _Rows, start: int, end: int) -> list[str]:
    """The lines of a table in HTML, a row on the line of its first cell."""
    made = [""] * (end - start)
    for row in rows:
        made[row[0].line - start] += f"<tr>{''.join(map(_td, row))}</tr>"
    return ["<table>" + made[0], *made[1:-1], made[-1] + "</table>"] if len(made) > 1 else [_whole(made[0])]


def _whole(rows: str) -> str:
    return f"<table>{rows}</table>"


def _td(cell: _Cell) -> str:
    text = "<br>".join(html.escape(line, quote=False) for line in cell.text.splitlines() if line.strip())
    return f'<td colspan="{cell.across}" rowspan="{cell.down}">{text}</td>'

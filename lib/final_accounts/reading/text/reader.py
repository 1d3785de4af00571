"""Plain text and Markdown: paragraphs, and tables as tabs, pipes, box drawings or one cell a line."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...documents import Block, Cell, Document, Paragraph, Source, Table
from ...errors import UnreadableSource
from ...places import Place
from ..encodings import decode
from ..lines import PrintedLine, close_up, is_prose, join_lines, tidy, without_lost_spaces
from ..overprint import undo_overprint
from ..traditional import in_simplified
from ..workbook.separated import read_separated
from .adjoining import adjoining_tables
from .barred import barred_rows, begins_barred
from .box_drawing import boxed_rows, drawn_from_type, is_framed, typed_rows
from .column_order import renumbered, with_heads_first
from .furniture import without_furniture
from .glued import without_glue
from .headings import with_markdown_headings
from .lost_lines import with_line_ends
from .markup import MarkedTable, marked_table, without_tags
from .notations import with_tables_in_html
from .notebook import without_notebook
from .paragraphs import paragraph_starts
from .stretches import is_empty, stretches, without_lone_bars
from .tabs import TextRow, are_aligned_by_eye, is_lone_cell, is_tabbed, one_cell_a_line, tabbed_rows
from .torn import without_torn_bars

_OTHER_SPACE = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f]")
"""No-break spaces and those of typesetting, which web pages have for plain ones."""
_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")
_FIELD = re.compile(
    r'[ \t]*(?:TOC(?: +\\[a-z](?: +"[^"\n]*")?)+'
    r'|HYPERLINK(?: +\\[a-z])* *"[^"\n]*"(?: +\\[a-z](?: +"[^"\n]*")?)*'
    r"|(?:PAGE)?REF +_[A-Za-z]\w*(?: +\\[a-z])*|\\\* *MERGEFORMAT)(?=[ \t\n]|[^\x00-\x7f]|$)"
)
"""Instructions of Word's fields that an export left standing: HYPERLINK \\l "_Toc1", PAGEREF _Toc1 \\h."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~<%&$])")
"""Markdown's way to print a mark of its own. A bar stays escaped: it parts cells."""
_EMPHASISED = re.compile(
    r"(?<![A-Za-z0-9*_\\])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_\n|]*[^\s*_\\])\1(?![A-Za-z0-9*_])"
)
_QUOTED = re.compile(r'"((?=[^"]*[\u4e00-\u9fff])[^"\s<>=]{1,24})"')
"""Straight quotation marks about a Chinese name."""
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_LIST_MARK = re.compile(r"^\s*[-*•]\s+(?=\S)")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NO_CELL = re.compile(r"NaN|Unnamed: \d+(?:_level_\d+)?")
"""What converters of workbooks print for a blank cell."""
_NUMBER = re.compile(r"\d%?\s*$")


def read_text(source: Source) -> Document:
    """Read a text file, comma-separated values among them. Raises UnreadableSource if it is empty or in no
    known encoding."""
    text, remark = decode(source.name, source.path.read_bytes())
    if not text.strip():
        raise UnreadableSource(source.name, "the file is empty", "give the published report itself")
    text, converted = in_simplified(without_notebook(text))
    mended = tuple(told for told in (remark, converted) if told)
    separated = read_separated(source, text)
    if separated is not None:
        return replace(separated, remarks=(*mended, *separated.remarks))
    return Document(source, tuple(blocks_of_text(text)), mended)


def blocks_of_text(text: str) -> Iterator[Block]:
    """The paragraphs and tables of a text, their places naming its lines from 1."""
    spaced = _OTHER_SPACE.sub(" ", text)
    plain = with_markdown_headings(with_tables_in_html(_FIELD.sub(_instead, spaced)))
    plain = _BOOKMARK.sub("", plain)
    plain = _QUOTED.sub(r"“\1”", _EMPHASISED.sub(r"\2", plain))
    plain = _ENTITY.sub(lambda entity: html.unescape(entity.group()), plain)
    plain = without_lost_spaces(plain.replace("｜", "|"))
    printed, page_starts = _lines(close_up(_ESCAPED.sub(r"\1", plain).replace("**", "")))
    lines, origins = with_line_ends(printed)
    page_starts = frozenset(bisect_left(origins, start) for start in page_starts)
    whole = without_lone_bars(without_furniture(undo_overprint(without_torn_bars(lines)), page_starts))
    order = with_heads_first(whole, page_starts)
    blocks = _blocks([whole[at] for at in order])
    numbers = [origins[at] for at in order]
    yield from blocks if numbers == list(range(len(numbers))) else renumbered(blocks, numbers)


def _instead(field: re.Match[str]) -> str:
    """What keeps apart the text before a field's instruction and that behind it: the tab that stood there."""
    return "\t" if "\t" in field.group() else " "


def _lines(text: str) -> tuple[list[str], frozenset[int]]:
    """The lines of a text, and those (from 0) that begin a page."""
    lines: list[str] = []
    page_starts: set[int] = set()
    for page in text.split("\f"):
        page_starts.add(len(lines))
        lines.extend(page.splitlines())
    return lines, frozenset(page_starts - {0, len(lines)})


def _blocks(lines: list[str]) -> Iterator[Block]:
    paragraphs, tables, position = 0, 0, 0
    pending: list[PrintedLine] = []
    starts = paragraph_starts(lines)
    prose = [text for line in lines if "\t" not in line and is_prose(text := tidy(line)) and "<t" not in line]

    def say(line: str, at: int) -> None:
        line = "" if is_empty(line) else line
        text = _LIST_MARK.sub("", without_tags(line)).replace("\t", " ")
        pending.append(PrintedLine(text.lstrip("#"), number=at + 1, starts_paragraph=starts[at]))

    def flush() -> tuple[Paragraph, ...]:
        nonlocal paragraphs
        joined = join_lines(pending, paragraphs, prose)
        paragraphs += len(joined)
        pending.clear()
        return joined

    loose, by_eye = stretches(lines), are_aligned_by_eye(lines)
    while position < len(lines):
        marked = marked_table(lines, position)
        if marked is not None:
            say(marked.before, position)
            yield from flush()
            yield _marked(marked, tables)
            tables += 1
            lines[marked.last] = marked.behind
            position = marked.last
            continue
        stretch = loose.get(position)
        if stretch is not None:
            rows, after = [TextRow(cells, at + 1) for at, cells in stretch.rows], stretch.end
        else:
            rows, after = _table_at(lines, position, by_eye)
        if rows:
            yield from flush()
            for part in adjoining_tables(rows):
                parted = without_glue(part) if stretch is None else None
                loose_cells = stretch is not None or parted is not None or _leaves_blanks_out(part)
                yield _table(parted or part, tables, loose_cells)
                tables += 1
            position = after
        else:
            say(lines[position], position)
            position += 1
    yield from flush()


def _table_at(lines: Sequence[str], start: int, by_eye: bool) -> tuple[list[TextRow], int]:
    """The table that begins at a line, and the line after it; no rows if none begins there."""
    if is_framed(lines[start]):
        rows, after = boxed_rows(lines, start)
        return [TextRow(row.cells, row.line + 1) for row in rows], after
    drawn = drawn_from_type(lines, start)
    if drawn:
        return [TextRow(row.cells, start + row.line + 1) for row in typed_rows(drawn)], start + len(drawn)
    if is_lone_cell(lines[start]):
        return one_cell_a_line(lines, start)
    if is_tabbed(lines[start]):
        return tabbed_rows(lines, start, by_eye)
    if begins_barred(lines, start):
        return barred_rows(lines, start)
    return [], start


def _marked(marked: MarkedTable, index: int) -> Table:
    rows = tuple(
        tuple(
            replace(
                cell,
                text=_cell_text(cell.text),
                place=Place(table=index, row=number, column=column, line=line + 1),
            )
            for column, cell in enumerate(row)
        )
        for number, (row, line) in enumerate(zip(marked.rows, marked.lines, strict=True))
    )
    return Table(index, rows, Place(table=index, line=marked.lines[0] + 1))


def _leaves_blanks_out(rows: Sequence[TextRow]) -> bool:
    """Whether rows that end in numbers are shorter than others and no cell of the table is blank."""
    lengths = {len(row.cells) for row in rows if _NUMBER.search(row.cells[-1])}
    longest = max(len(row.cells) for row in rows)
    return bool(lengths - {longest}) and all(cell.strip() for row in rows for cell in row.cells)


def _table(rows: Sequence[TextRow], index: int, loose: bool) -> Table:
    blank = min(_blank_in_front(row) for row in rows)
    rows = [replace(row, cells=row.cells[blank:]) for row in rows]
    width = max(len(row.cells) for row in rows)
    printed = []
    for number, row in enumerate(rows):
        texts = [*row.cells, *[""] * (width - len(row.cells))]
        printed.append(
            tuple(
                Cell(_cell_text(text), Place(table=index, row=number, column=column, line=row.line))
                for column, text in enumerate(texts)
            )
        )
    return Table(index, tuple(printed), Place(table=index, line=rows[0].line), loose=loose)


def _blank_in_front(row: TextRow) -> int:
    """How many cells a row has before the first that says something, or all but one."""
    return next((at for at, cell in enumerate(row.cells) if cell.strip()), len(row.cells) - 1)


def _cell_text(text: str) -> str:
    if _NO_CELL.fullmatch(text.strip()):
        return ""
    lines = _LINE_BREAK.sub("\n", text).splitlines()
    return "\n".join(tidy(part) for part in lines)

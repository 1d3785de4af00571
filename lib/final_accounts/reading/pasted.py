"""Word files and web pages into which the lines of a text were pasted.

Tables may be typed there with bars, tabs or a cell a line, and a converter of PDF makes a paragraph of each
printed line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..documents import Block, Paragraph, Table
from .lines import PrintedLine, ends_sentence, is_heading, is_number, is_prose, tidy, width
from .overprint import undo_overprint
from .text.reader import blocks_of_text

_FEWEST_NUMBERS = 12
"""So many numbers in the cells of typed tables are no accident of a few lines."""
_ROW = re.compile(r"[|\t│┃║]|\d\s*$")
"""What a line of a typed table holds: a bar or tab between cells, or a number at its end."""
_FEWEST_ROWS = 4
_MARKED = re.compile(r"\s*(?:[-*•]|#{1,6})\s+\S|.*\*\*.+\*\*")
"""A line with the marks of Markdown for items, headings and emphasis."""
_FEWEST_MARKS = 4
_WIDE = 30
"""A line that was cut where it was full is at least so wide; a Chinese character counts 2."""
_MIDST = re.compile(r"[\u4e00-\u9fff、，,（(“]$")
"""How a line ends that was cut in mid-sentence."""
_SAID = re.compile(r"(?:元|[人次辆个台]|持平|变化)$")


def pasted_blocks(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks that lines of text make if they hold typed tables, Markdown, or text printed several times.

    None if they are ordinary paragraphs. Their places name no lines: Word files and pages have none.
    """
    is_text = sum(_MARKED.match(line) is not None for line in lines) >= _FEWEST_MARKS
    is_text = is_text or undo_overprint(lines) != list(lines)
    may_hold_rows = sum(_ROW.search(line) is not None for line in lines) >= _FEWEST_ROWS
    if not (is_text or may_hold_rows):
        return ()
    blocks = tuple(blocks_of_text("\n".join(line.replace("\n", " ") for line in lines)))
    texts = [cell.text for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    numbers = sum(map(is_number, texts))
    if not is_text and numbers < _FEWEST_NUMBERS:
        return ()
    return tuple(_without_lines(block) for block in blocks)


def with_cut_sentences(lines: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Lines that are paragraphs of their own, but for those behind a sentence that was cut: what they are
    is left to their words."""
    told: list[PrintedLine] = []
    for line in lines:
        cut = bool(told) and line.style is None and _is_cut(told[-1])
        told.append(replace(line, starts_paragraph=None) if cut else line)
    return told


def _is_cut(line: PrintedLine) -> bool:
    """Whether a line is prose that ends in mid-sentence, where a line is full."""
    text = tidy(line.text)
    if line.style is not None or width(text) < _WIDE or ends_sentence(text) or is_heading(text):
        return False
    return is_prose(text) and _MIDST.search(text) is not None and _SAID.search(text) is None


def _without_lines(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, segments=tuple(replace(segment, line=None) for segment in block.segments))
    if isinstance(block, Table):
        rows = tuple(
            tuple(replace(cell, place=replace(cell.place, line=None)) for cell in row) for row in block.rows
        )
        return replace(block, rows=rows, place=replace(block.place, line=None))
    return block

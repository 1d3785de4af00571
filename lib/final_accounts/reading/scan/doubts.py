"""What was not surely recognised: other readings of a cell, figures of a sentence in doubt, and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...documents import Paragraph, Segment
from ...figures import is_dash
from ...places import Box, Place
from ..lines import CODE
from ..pdf.pages.geometry import contains
from ..pdf.pages.page import Page
from ..pdf.ruled.cells import Region
from ..pdf.ruled.tables import FoundTable
from .numbers import grouped, is_littered, is_number, is_sound
from .terms import meant_term
from .text import UNSURE_DIGIT, RecognisedPage, ScanLine

UNSURE_TEXT = 0.7
"""How sure the model must be of a text on the average; what is below is told."""

UNREADABLE = "？"
"""Stands for whatever else a doubtful number may be, where the model has no other reading."""

FEWEST_NUMBERS = 3
"""Numbers that a column holds at least for what is no number there to be a doubtful one."""

_NO_DIGIT = re.compile(r"[^\d.,]")
_MARKED = re.compile(r"\d[.,]\d")


def judged(page: Page, tables: Sequence[FoundTable]) -> tuple[FoundTable, ...]:
    """The tables of a page, as sure as the model was of what stands in them, with other readings of the
    numbers that it was not sure of."""
    if not isinstance(page, RecognisedPage):
        return tuple(tables)
    return tuple(_judged(page, table) for table in tables)


def _judged(page: RecognisedPage, table: FoundTable) -> FoundTable:
    inside = [line for line in page.lines if contains(table.grid.box, _middle(line.box))]
    texts, alternatives = dict(table.texts), dict(table.alternatives)
    told: list[ScanLine] = []
    for region, lines in _by_region(inside, table.grid.regions):
        position = (region.row, region.column)
        text = texts.get(position, "")
        others = _other_readings(text, lines)
        if others and len(lines) > 1 and (whole := grouped(text)) != text:
            # The point of a wrapped number is lost where a line begins with it.
            texts[position], others = whole, (text, *others)
        if others:
            alternatives[position] = others
            told.extend(lines)
    for position, others in _misplaced(table):
        alternatives.setdefault(position, others)
    meant = {position: term for position, text in texts.items() if (term := meant_term(text))}
    remarks = tuple(f"第{page.number}页：“{texts[at]}”按表中名称读作“{term}”" for at, term in meant.items())
    sure = [line.sureness for line in inside if line not in told]
    confidence = min(table.confidence, sum(sure) / len(sure) if sure else 1.0)
    return replace(
        table,
        texts=texts | meant,
        confidence=round(confidence, 3),
        remarks=(*table.remarks, *remarks),
        alternatives=alternatives,
    )


def _misplaced(table: FoundTable) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """The cells below the first number of a column of numbers in which something else was read, or read
    beside the digits, as where a seal lies over them; each with what it may be."""
    for column in range(table.grid.columns):
        texts = {row: text for (row, at), text in sorted(table.texts.items()) if at == column}
        numbers = [row for row, text in texts.items() if is_number(text)]
        if len(numbers) < FEWEST_NUMBERS or 2 * len(numbers) < len(texts):
            continue
        are_codes = all(CODE.fullmatch(texts[row]) for row in numbers)
        for row, text in texts.items():
            # Above the first number stand names, and years in them; in a column of codes no other digits.
            is_name = row < numbers[0] and (not are_codes or "年" in text or not CODE.search(text))
            if is_name or is_number(text) or is_dash(text):
                continue
            digits = _NO_DIGIT.sub("", text)
            others = len("".join(text.split())) - len(digits)
            if digits and others <= len(digits):
                yield (row, column), (digits, UNREADABLE)
            elif others == 1:
                yield (row, column), (UNREADABLE,)


def _other_readings(text: str, lines: Sequence[ScanLine]) -> tuple[str, ...]:
    """What else the number of a cell may be; nothing if it is no number, or sure."""
    if not lines or not all(is_number(line.text) for line in lines):
        return ()
    if len(lines) == 1 and lines[0].others:
        return lines[0].others
    # Of a code the ink alone tells too little: it has no marks, and nothing adds it up.
    doubtful = any(map(_is_misread, lines)) or (is_number(text) and not is_sound(text))
    return (UNREADABLE,) if doubtful and _MARKED.search(text) else ()


def with_doubts(paragraphs: Iterable[Paragraph], pages: Sequence[Page]) -> tuple[Paragraph, ...]:
    """The paragraphs, the figures marked that may have been misread on one of the recognised pages."""
    doubtful = {
        page.number: [
            (page.shown_box(line.box), figure) for line in page.lines for figure in _doubtful_figures(line)
        ]
        for page in pages
        if isinstance(page, RecognisedPage)
    }
    if not any(doubtful.values()):
        return tuple(paragraphs)
    return tuple(
        replace(paragraph, doubts=spans) if (spans := tuple(_spans(paragraph, doubtful))) else paragraph
        for paragraph in paragraphs
    )


def _doubtful_figures(line: ScanLine) -> tuple[str, ...]:
    if is_number(line.text):
        return (line.text,) if is_unsure(line) else ()
    return line.doubtful


def _spans(paragraph: Paragraph, doubtful: dict[int, list[tuple[Box, str]]]) -> Iterator[tuple[int, int]]:
    for segment in paragraph.segments:
        for box, figure in doubtful.get(segment.page or 0, ()):
            if segment.box is not None and contains(segment.box, _middle(box)):
                yield from _found(paragraph.text, segment, figure)


def _found(text: str, segment: Segment, figure: str) -> Iterator[tuple[int, int]]:
    """Where a figure stands in a line of a paragraph: each time, for which of them is meant is not known."""
    at = text.find(figure, segment.start, segment.end)
    while at >= 0:
        yield at, at + len(figure)
        at = text.find(figure, at + len(figure), segment.end)


def doubts(read: Sequence[tuple[Page, Sequence[FoundTable]]]) -> Iterator[str]:
    """Remarks on what was not surely recognised: on each page its tables from top to bottom, then the rest.

    Cells that carry other readings need none. Tables are counted through the document, as a Place counts
    them.
    """
    index = 0
    for page, tables in read:
        if isinstance(page, RecognisedPage):
            yield from _doubts(page, tables, index)
        index += len(tables)


def _doubts(page: RecognisedPage, tables: Sequence[FoundTable], first: int) -> Iterator[str]:
    rest = list(page.lines)
    for index, table in enumerate(tables, first):
        for region, inside in _by_region(page.lines, table.grid.regions):
            rest = [line for line in rest if line not in inside]
            where = Place(page.number, table=index, row=region.row, column=region.column).describe()
            if sum(is_number(line.text) for line in inside) > 1 and region.row_span > 1:
                yield f"{where} 识别不确定：有几个数，可能是几格并成了一格"
            if (region.row, region.column) in table.alternatives:
                continue
            for line in filter(is_unsure, inside):
                yield f"{where} 识别不确定：{_told(line)}"
    for line in filter(is_unsure, rest):
        yield f"第{page.number}页 识别不确定：{_told(line)}"


def _by_region(
    lines: Sequence[ScanLine], regions: Iterable[Region]
) -> Iterator[tuple[Region, list[ScanLine]]]:
    """Each region with the lines that stand in it; a line stands in one region only."""
    rest = list(lines)
    for region in regions:
        inside = [line for line in rest if contains(region.box, _middle(line.box))]
        rest = [line for line in rest if line not in inside]
        yield region, inside


def is_unsure(line: ScanLine) -> bool:
    """Whether a line should be looked at: its digits or its text are not sure, or it is no sound number."""
    if _is_misread(line):
        return True
    if is_number(line.text):
        return not is_sound(line.text)
    return line.sureness < UNSURE_TEXT or is_littered(line.text)


def _is_misread(line: ScanLine) -> bool:
    if not line.certain or line.others or line.doubtful:
        return True
    return line.least_digit is not None and line.least_digit < UNSURE_DIGIT


def _told(line: ScanLine) -> str:
    """A line with another reading of it, its figures in doubt, how sure it is at its weakest, or what speaks
    against it."""
    if line.others:
        return f"“{line.text}”（或为“{line.others[0]}”）"
    if line.doubtful and line.text not in line.doubtful:
        return f"“{line.text}”（其中“{'”“'.join(dict.fromkeys(line.doubtful))}”存疑）"
    weakest = min(line.sureness, 1.0 if line.least_digit is None else line.least_digit)
    why = f"{weakest:.2f}" if line.certain or weakest < UNSURE_DIGIT else "与墨迹不符或含误认的符号"
    return f"“{line.text}”（{why}）"


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

"""What the layout tells of paragraphs: margins, indents, gaps, and the labels that float in figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ....places import Box
from ...lines import PrintedLine, is_heading
from ..pages.geometry import box_around, contains, grown
from ..pages.page import Page
from ..sheets.wide_pages import place_on
from .lines import Line

SMALLEST_FIGURE = (80.0, 50.0)
"""Points, width and height. What is drawn smaller is an ornament."""

_SENTENCE_MARK = re.compile(r"[。；，;]")
_SENTENCE_END = re.compile(r"[。；！？;!?：:]$")
LONGEST_LABEL = 25

MOST_ROOM = 8.0
"""Characters. A long number may have to go to the next line; a line with more room left was ended."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The running lines of a page: no table, no page number, no running header among them.

    `tables` and `figures` are the areas of its tables and of its drawings and pictures. Of a page set in
    two columns each is a text of its own; `width` is the room of it, 0 for that of the whole page.
    """

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[Box, ...] = ()
    figures: tuple[Box, ...] = ()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """The column of running text: where full lines begin and end, and whether paragraphs are indented."""

    left: float
    right: float
    height: float
    pitch: float
    indented: bool


def figure_areas(page: Page, tables: Sequence[Box]) -> tuple[Box, ...]:
    """The areas of a page that drawings and pictures take, with the labels just around them."""
    whole = page.width * page.height
    parts = [
        box
        for box in (*page.drawings, *page.pictures)
        if (box[2] - box[0]) * (box[3] - box[1]) < 0.7 * whole and not any(_holds(t, box) for t in tables)
    ]
    areas: list[Box] = []
    for part in parts:
        near = [area for area in areas if _touch(grown(area, 15.0), part)]
        areas = [area for area in areas if area not in near] + [box_around([part, *near])]
    width, height = SMALLEST_FIGURE
    return tuple(
        grown(area, 12.0) for area in areas if area[2] - area[0] >= width and area[3] - area[1] >= height
    )


def printed_lines(pages: Sequence[PageText]) -> list[PrintedLine]:
    """All running lines in reading order, each with what the layout tells of its paragraph.

    A label or caption that stands between two lines of one paragraph comes after that paragraph.
    """
    columns = _columns(pages)
    emitted: list[PrintedLine] = []
    floating: list[PrintedLine] = []
    before: _Flow | None = None
    last: Line | None = None
    label_between = False
    for text, column in zip(pages, columns, strict=True):
        for line in text.lines:
            if column is None or (
                _floats(line, column, text.figures) and not _completes(line, column, before)
            ):
                waits = before is not None and before.is_open and not _heads_table(line, before, text)
                target = floating if waits else emitted
                for label in _labels(line) if _in_figure(line, text.figures) else (line,):
                    target.append(_printed(label, text.page, _floating_starts(label, last, text.page)))
                    last = label
                label_between = True
                continue
            starts = _flowing_starts(line, column, before, text)
            if starts or before is None or not before.is_open:
                emitted.extend(floating)
                floating.clear()
                # Nothing may be glued to a label that was printed in between.
                starts = True if label_between else starts
                label_between = False
            emitted.append(_printed(line, text.page, starts))
            before, last = _Flow(line, column), line
    return emitted + floating


@dataclass(frozen=True, slots=True)
class _Flow:
    """The last line of running text and its column."""

    line: Line
    column: Column

    @property
    def room(self) -> float:
        """How many more characters the line had room for."""
        return (self.column.right - self.line.box[2]) / self.column.height

    @property
    def is_full(self) -> bool:
        return self.room <= 1.5

    @property
    def has_ended(self) -> bool:
        """Whether its text goes on nowhere."""
        ends = self.line.leads_to_page or _SENTENCE_END.search(self.line.text) is not None
        return ends or self.room > MOST_ROOM

    @property
    def is_open(self) -> bool:
        """Whether its text must go on in a later line."""
        return self.is_full and not self.has_ended


def _flowing_starts(line: Line, column: Column, before: _Flow | None, text: PageText) -> bool | None:
    """Whether a line of running text starts a paragraph, None if the layout leaves it open."""
    if before is None or before.line.leads_to_page:
        return True
    if not 1 / 1.2 <= line.type_height / before.line.type_height <= 1.2:
        return True
    at_margin = line.box[0] - column.left < 1.2 * column.height
    if not at_margin:
        return True
    if not before.is_open and _is_apart(line, before.line, column, text.tables):
        return True
    if before.room > MOST_ROOM:
        return True
    if _is_bracketed(before.line.text):
        return False
    if not before.is_full:
        return None
    if is_heading(line.text):
        return None
    return False if before.is_open or column.indented else None


def _is_bracketed(text: str) -> bool:
    """Whether a line opens a bracket or a quotation that it does not close."""
    return any(text.count(opening) > text.count(closing) for opening, closing in ("（）", "《》", "“”"))


def _is_apart(line: Line, before: Line, column: Column, tables: Sequence[Box]) -> bool:
    """Whether a gap or a table parts two lines of a page."""
    if line.page != before.page:
        return False
    if any(before.box[1] <= table[1] <= line.box[1] for table in tables):
        return True
    return line.box[3] - before.box[3] > 1.7 * column.pitch


def _floats(line: Line, column: Column, figures: Iterable[Box]) -> bool:
    """Whether a line stands outside the running text: a title, a caption, a label of a chart."""
    left, _, right, _ = line.box
    short = _is_short(line)
    if short and _in_figure(line, figures):
        return True
    if left - column.left > 3.5 * column.height or right < column.left:
        return short or right - left < 0.5 * (column.right - column.left)
    return short and line.type_height < 0.75 * column.height


def _heads_table(line: Line, before: _Flow, text: PageText) -> bool:
    """Whether a line stands above a table of a new page: nothing there goes on from the page before."""
    new = line.page != before.line.page
    return new and any(line.box[3] <= table[1] + line.height for table in text.tables)


def _is_short(line: Line) -> bool:
    return len(line.text) <= LONGEST_LABEL and not _SENTENCE_MARK.search(line.text)


def _in_figure(line: Line, figures: Iterable[Box]) -> bool:
    left, top, right, bottom = line.box
    return any(contains(figure, ((left + right) / 2, (top + bottom) / 2)) for figure in figures)


_NUMBERS = re.compile(r"[\d.,%]+(?: [\d.,%]+)+")


def _labels(line: Line) -> Iterator[Line]:
    """The numbers that stand side by side in a chart, each by itself."""
    if not _NUMBERS.fullmatch(line.text):
        yield line
        return
    left, top, right, bottom = line.box
    step = (right - left) / len(line.text)
    start = 0
    for text in line.text.split(" "):
        box = left + step * start, top, left + step * (start + len(text)), bottom
        yield replace(line, text=text, box=box)
        start += len(text) + 1


def _completes(line: Line, column: Column, before: _Flow | None) -> bool:
    """Whether a line stands right under one that may go on, at the margin: its end, however short."""
    if before is None or before.line.page != line.page or before.has_ended:
        return False
    under_it = 0 < line.box[3] - before.line.box[3] <= 1.7 * column.pitch
    # A note below a table has a margin of its own.
    margins = column.left, before.line.box[0]
    return under_it and any(abs(line.box[0] - margin) < 0.5 * column.height for margin in margins)


def _floating_starts(line: Line, before: Line | None, page: Page) -> bool | None:
    """True, except where a centred title or a note over the whole width may go on in its next line."""
    if before is None or before.page != line.page or len(before.text) < 12:
        return True
    if abs(line.type_height - before.type_height) >= 1.0:
        return True
    if not 0 < line.box[3] - before.box[3] < 2.2 * line.height:
        return True
    if _is_bracketed(before.text):
        return False
    same_middle = abs(sum(line.box[::2]) - sum(before.box[::2])) < line.height
    wide = before.box[2] - before.box[0] > 0.55 * page.width
    under_it = line.box[0] - before.box[0] < line.height and wide
    return None if same_middle or under_it else True


def _printed(line: Line, page: Page, starts: bool | None) -> PrintedLine:
    number, box = place_on(page, line.box)
    return PrintedLine(line.text, number, box, starts_paragraph=starts)


def _columns(pages: Sequence[PageText]) -> list[Column | None]:
    """The column of each page: its own if it has full lines enough, else that of pages of its size."""
    by_size: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for text in pages:
        by_size[_size(text)].extend(text.lines)
    common = {size: _column(lines, size[0]) for size, lines in by_size.items()}
    return [
        _with_margin(text.lines, _column(text.lines, text.width or text.page.width), common[_size(text)])
        for text in pages
    ]


def _with_margin(lines: Sequence[Line], own: Column | None, common: Column | None) -> Column | None:
    """A page's own column, with the margin of the others where its long lines are all indented: those of a
    list whose items run over by a word."""
    if own is None or common is None:
        return own or common
    is_indent = 1.2 * own.height <= own.left - common.left <= 3.5 * own.height
    if is_indent and any(abs(line.box[0] - common.left) < 0.5 * own.height for line in lines):
        return replace(own, left=common.left, indented=True)
    return own


def _size(text: PageText) -> tuple[int, int]:
    return round(text.width or text.page.width), round(text.page.height)


def _column(lines: Sequence[Line], page_width: float) -> Column | None:
    """The column in which the long lines run, None if there are not four of them."""
    long = [line for line in lines if line.box[2] - line.box[0] > 0.55 * page_width]
    if len(long) < 4:
        return None
    lefts = Counter(round(line.box[0] / 3) for line in long)
    enough = max(2, len(long) // 10)
    margin = min((left for left, count in lefts.items() if count >= enough), default=min(lefts))
    left = min(line.box[0] for line in long if round(line.box[0] / 3) == margin)
    rights = sorted(line.box[2] for line in long)
    heights = sorted(line.height for line in long)
    height = heights[len(heights) // 2]
    indents = sum(1.2 * height <= line.box[0] - left <= 3.5 * height for line in lines)
    return Column(left, rights[int(len(rights) * 0.9)], height, _pitch(long, height), indents >= 2)


def _pitch(lines: Sequence[Line], height: float) -> float:
    """The usual distance of two lines that follow each other on a page."""
    steps = [
        after.box[3] - before.box[3]
        for before, after in pairwise(lines)
        if before.page == after.page and height * 0.8 < after.box[3] - before.box[3] < height * 4
    ]
    return sorted(steps)[len(steps) // 2] if steps else 1.5 * height


def _touch(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _holds(box: Box, inner: Box) -> bool:
    return contains(grown(box, 2.0), inner[:2]) and contains(grown(box, 2.0), inner[2:])

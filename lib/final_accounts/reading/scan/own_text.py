"""What another program recognised in a scan before us, as a second reading of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..pdf.pages.geometry import contains
from ..pdf.pages.page import Char, Page
from .numbers import FIGURE, is_number, mended
from .text import RecognisedPage, ScanLine, chars_of

FEWEST_ALIKE = 0.8
"""Share of a page's numbers that both readings must have alike: what differs more often tells nothing."""

MARKS = ".,，。、"


def beside_own_text(found: RecognisedPage, page: Page) -> RecognisedPage:
    """A recognised page, its numbers held against the text that was in the file: sure where both are the
    same, in doubt where they differ."""
    chars = [char._replace(box=found.turned_box(page.shown_box(char.box))) for char in page.chars]
    read = [(line, _text_at(line, chars)) for line in found.lines]
    alike = [own == line.text for line, own in read if own and is_number(line.text)]
    if sum(alike) < FEWEST_ALIKE * len(alike):
        return found
    lines = tuple(_compared(line, own) for line, own in read)
    return replace(found, lines=lines, chars=chars_of(lines))


def _text_at(line: ScanLine, chars: Sequence[Char]) -> str:
    """What the file's own text says where a line was recognised, nothing if it has none there."""
    there = [char for char in chars if contains(line.box, char.middle) and not char.text.isspace()]
    return "".join(char.text for char in sorted(there, key=lambda char: char.box[0]))


def _compared(line: ScanLine, own: str) -> ScanLine:
    if is_number(own) and line.text.strip(MARKS) == own:
        # A speck beside a number is no mark of it.
        return replace(line, text=own, certain=True, others=(), least_digit=1.0)
    if is_number(line.text):
        other = mended(own)[0]
        is_other = is_number(other) and other not in (line.text, *line.others)
        return replace(line, others=(other, *line.others)) if is_other else line
    figures, known = FIGURE.findall(line.text), FIGURE.findall(own)
    if figures == known:
        return replace(line, certain=True, doubtful=(), least_digit=1.0 if figures else line.least_digit)
    differing = (figure for figure in figures if figure not in known)
    return replace(line, doubtful=tuple(dict.fromkeys((*line.doubtful, *differing))))

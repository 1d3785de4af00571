"""Heads of tables that the end of a page parts from their rows: put upon the page where the rows begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..pages.page import Char, Page
from ..text.furniture import is_page_number
from ..unruled.fragments import TextLine, is_amount, text_lines
from ..unruled.stretches import FEWEST_GAPPED, UNIT_ABOVE, is_caption, is_sentence, names_unit

LOWER_PART = 0.6
"""Share of the page's height below which a head stands whose rows begin on the next page."""

MOST_LINES = 12
"""Lines of the longest head."""

FEWEST_NAMES = 4
"""Texts of a head whose columns leave no gaps between their names."""

LONGEST_UNIT = 20.0
"""Heights of a character that a unit takes at the most, from its colon on."""

NEXT_LINE = 2.0
"""Ems from the last line of a head to the first of the next page, at least: rows do not touch."""


def with_whole_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages, what stands of a table's head at the foot of one put above the rows on the next.

    Only heads below the unit of their amounts are looked for, where no upright rules part columns.
    """
    result = list(pages)
    for number, (upper, lower) in enumerate(pairwise(pages)):
        if lower.number != upper.number + 1 or upper.turn != lower.turn:
            continue
        head = _head_at_foot(upper)
        if head and (first := _first_row(lower)) is not None:
            result[number], result[number + 1] = _moved(result[number], lower, head, first)
    return result


def _head_at_foot(page: Page) -> Sequence[TextLine]:
    """The lines of a head that is all that stands below a unit of money at the foot of a page."""
    low = LOWER_PART * page.height
    chars = [char for char in page.chars if char.origin[1] > low]
    if not _may_name_unit(chars):
        return ()
    lines = text_lines(chars)
    while lines and is_page_number(lines[-1].text):
        lines.pop()
    unit = max((at for at, line in enumerate(lines) if names_unit(line)), default=len(lines))
    head = lines[unit + 1 :]
    if not 0 < len(head) <= MOST_LINES:
        return ()
    # A scan tells the size of a single short name less well than that of the unit's line.
    if head[0].baseline - lines[unit].baseline > UNIT_ABOVE * max(head[0].em, lines[unit].em):
        return ()
    if any(is_sentence(line) or any(is_amount(part.text) for part in line.fragments) for line in head):
        return ()
    upright = any(not rule.horizontal and rule.end > lines[unit].baseline for rule in page.rulings)
    names = any(line.is_gapped for line in head) or sum(len(line.fragments) for line in head) >= FEWEST_NAMES
    return head if names and not upright else ()


def _may_name_unit(chars: Sequence[Char]) -> bool:
    """Whether 元 stands a few characters behind a colon: a quick look before lines are made."""
    colons = [char for char in chars if char.text in ":："]
    return any(
        abs(money.baseline - colon.baseline) < colon.height
        and 0 < money.box[2] - colon.box[0] < LONGEST_UNIT * money.height
        for money in (char for char in chars if char.text == "元")
        for colon in colons
    )


def _first_row(page: Page) -> TextLine | None:
    """The first line of a page that begins inside a table without upright rules; None if it does not."""
    lines = text_lines(page.chars)[:MOST_LINES]
    gapped = [at for at, line in enumerate(lines) if line.is_gapped]
    if len(gapped) < FEWEST_GAPPED:
        return None
    top = lines[: gapped[FEWEST_GAPPED - 1] + 1]
    if any(not rule.horizontal and rule.start < top[-1].baseline for rule in page.rulings):
        return None
    begins = is_caption(top[0]) or any(is_sentence(line) or names_unit(line) for line in top)
    return None if begins else top[0]


def _moved(upper: Page, lower: Page, head: Sequence[TextLine], first: TextLine) -> tuple[Page, Page]:
    """Both pages with the head above the first row: it may stand above the sheet then."""
    steps = [below.baseline - above.baseline for above, below in pairwise(head)]
    by = first.baseline - max([*steps[-1:], NEXT_LINE * head[-1].em]) - head[-1].baseline
    top = head[0].box[1]
    run = max((char.run for char in lower.chars), default=-1) + 1
    chars = tuple(
        char._replace(
            box=(char.box[0], char.box[1] + by, char.box[2], char.box[3] + by),
            origin=(char.origin[0], char.origin[1] + by),
            run=char.run + run,
        )
        for char in upper.chars
        if char.middle[1] > top and char.baseline <= head[-1].baseline + 1
    )
    rulings = [rule for rule in upper.rulings if rule.horizontal and rule.at > top]
    moved = tuple(replace(rule, at=rule.at + by) for rule in rulings)
    left = tuple(
        char for char in upper.chars if not (char.middle[1] > top and char.baseline <= head[-1].baseline + 1)
    )
    return (
        replace(upper, chars=left, rulings=tuple(rule for rule in upper.rulings if rule not in rulings)),
        replace(lower, chars=(*chars, *lower.chars), rulings=(*moved, *lower.rulings)),
    )

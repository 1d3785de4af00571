"""Pages of a sheet that each begin with its columns of labels once more, as a workbook can be told to print.

The labels tell that two pages may show the same rows; but so may two forms of one account, or one form of two
projects: what stands above the table and in its head must tell that the second page goes on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ..pages.page import Char
from .heads import Title, counting, has_new_amounts, head_texts, makes, names_unit, titles_of_runs
from .parts import (
    FEWEST_REPEATED,
    SAME_EDGE,
    SAME_TEXT,
    SheetPart,
    edge_texts,
    have_same_columns,
    repeated_columns,
)

FEWEST_COUNTED = 2
"""Columns counted on over two pages that show that the second goes on."""


def cut_behind_labels(row: Sequence[SheetPart], right: SheetPart) -> SheetPart:
    """A page cut behind the columns of the first page of a row that it shows again.

    They may hold little where a title or who made the form is shown again too.
    """
    known = [title for part in row for title in titles_of_runs(part)]
    shared = any(_are_one(title.text, other.text) for title in titles_of_runs(right) for other in known)
    fewest = 1 if shared or makes(edge_texts(row[0], right)) else FEWEST_REPEATED
    return replace(right, cut=repeated_columns(row[0], right, fewest))


def has_title_again(first: SheetPart, right: SheetPart) -> bool:
    """Whether a title stands above the table at one place on both pages."""
    known = titles_of_runs(right)
    return any(any(_is_at(title, other) for other in known) for title in titles_of_runs(first))


def _has_title_moved(row: Sequence[SheetPart], right: SheetPart) -> bool:
    """Whether a title of a row stands farther to the left on the next page, the middle of the sheet having
    moved there."""
    return any(moved_by(part, right) is not None for part in row)


def moved_by(left: SheetPart, right: SheetPart) -> float | None:
    """How far a sheet was moved to the left from one page to the next, by its title; None if not at all.

    The end of a title is on both pages, its beginning may be off the second.
    """
    return next(
        (
            other.end - title.end if other.text[-1] == title.text[-1] else other.x - title.x
            for title in titles_of_runs(right)
            for other in titles_of_runs(left)
            if (_are_one(title.text, other.text) or _is_rest(title.text, other.text))
            and title.x < other.x - SAME_TEXT
        ),
        None,
    )


def _is_at(title: Title, other: Title) -> bool:
    return (
        _are_one(title.text, other.text)
        and abs(title.y - other.y) <= SAME_EDGE
        and abs(title.x - other.x) <= SAME_TEXT
    )


def _are_one(text: str, other: str) -> bool:
    """Whether two titles are the same but for a character at which a page ends."""
    shorter, longer = sorted((text, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[at:] == longer[at + len(longer) - len(shorter) :]


def _is_rest(text: str, title: str) -> bool:
    """Whether a text is the end of a title, but for a character at which that was cut."""
    return title.endswith((text, text[:-1]))


def _is_other(title: Title, known: Sequence[Title], right: SheetPart) -> bool:
    """Whether a title of a page is none of those known, nor the rest of one that begins before the page."""
    return not any(
        _are_one(title.text, other.text) or (title.x < right.left and _is_rest(title.text, other.text))
        for other in known
    )


def is_empty(part: SheetPart) -> bool:
    """Whether a page shows no columns but those of the page before: a text above them ran over the edge."""
    return part.is_ruled and part.cut >= part.right - SAME_EDGE


def drawn_again(first: SheetPart, right: SheetPart) -> frozenset[Char]:
    """The characters behind the columns of labels shown again that belong to these all the same: of a title
    or a merged cell that begins there. They are at the same place on the first page."""
    if not right.is_ruled or right.cut <= right.left + SAME_EDGE:
        return frozenset()
    known: dict[tuple[str, int], list[Char]] = {}
    for char in first.page.chars:
        for level in (-1, 0, 1):
            known.setdefault((char.text, round(char.baseline) + level), []).append(char)
    return frozenset(
        char
        for char in right.page.chars
        for other in known.get((char.text, round(char.baseline)), ())
        if abs(char.box[0] - other.box[0]) <= SAME_EDGE and _cell_begin(first, other) < right.cut - SAME_EDGE
    )


def _cell_begin(part: SheetPart, char: Char) -> float:
    """Where the cell around a character begins; before all columns for one above or below the table."""
    if not part.ys[0] < char.baseline < part.ys[-1]:
        return -math.inf
    x, y = char.middle
    rules = (rule.at for rule in part.upright if rule.start <= y <= rule.end and rule.at <= x)
    return max(rules, default=part.left)


def is_titled_otherwise(row: Sequence[SheetPart], right: SheetPart) -> bool:
    """Whether a page has a title, and the pages of a row have others."""
    known = [title for part in row for title in titles_of_runs(part)]
    return bool(known) and any(_is_other(title, known, right) for title in titles_of_runs(right))


def goes_on(row: Sequence[SheetPart], right: SheetPart, is_full: bool) -> bool:
    """Whether a page cut behind its labels goes on to the right of those of a row.

    `is_full` says that its first new column had no room on the last of them.
    """
    counted = counting(row, right, FEWEST_COUNTED)
    if counted is not None:
        return counted
    first = row[0]
    if is_titled_otherwise(row, right):
        return False
    again, moved = has_title_again(first, right), _has_title_moved(row, right)
    if is_empty(right) or not is_full:
        # What has all columns of the first page is a copy of it.
        return is_empty(right) and right.right < first.right - SAME_EDGE
    above = [text for text in head_texts(right, ()) if text.baseline < right.ys[0]]
    is_complete = any(names_unit(head_texts(part, ())) for part in row)
    if is_complete and (names_unit(above) or not (again or moved)):
        return False
    if again or moved:
        # Pages of one pattern, as of one project each, have the same title, labels and columns.
        alike = any(have_same_columns(part, right) for part in row)
        is_new = not is_complete and (names_unit(above) or not alike)
        return moved or is_new or has_new_amounts(row, right)
    is_begun = len(row) > 1 or not titles_of_runs(first)
    return makes(edge_texts(first, right)) and (is_begun or has_new_amounts(row, right))

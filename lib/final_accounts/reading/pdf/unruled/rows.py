"""Which printed lines make one row of a table without rules: numbers set the rows, labels join them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from statistics import median

from .fragments import begins_item, is_amount
from .pitch import MOST_LEFT, ONE_CELL, Placed, Row, broken, from_top, near_heights, number_columns, row_pitch
from .set_to_top import from_their_top, is_set_to_top, leading, room_of, top_anchors

SAME_ROW = 0.5
"""Of the least distance of two rows: numbers of different columns no farther apart stand in one row."""

OWN_ROW = 0.9
"""Ems. A line farther from the middle of every row is a row by itself."""

TOP_SET = 0.1
"""Ems that it counts if a cell of several lines begins at the row's line instead of being centred."""

JOINED = 0.15
"""What it costs, of the way from its first line to its last, that a cell has several lines."""

MOST_PARTS = 3
"""Lines into which a number is broken at most."""

MOST_LINES = 8
"""Lines of the longest label."""


def table_rows(placed: Sequence[Placed], rules: Sequence[float]) -> list[Row]:
    """The rows that the fragments form, from top to bottom; no row goes past one of the `rules`.

    `rules` are the heights of horizontal rules between the first line and the last.
    """
    bands: dict[int, list[Placed]] = {}
    for item in placed:
        height = item.fragment.baseline - 0.3 * item.fragment.em
        bands.setdefault(bisect_right(rules, height), []).append(item)
    pitch = row_pitch(placed)
    if _is_ruled(list(bands.values()), pitch):
        return [tuple(bands[band]) for band in sorted(bands)]
    at_top = is_set_to_top(placed)
    return [row for band in sorted(bands) for row in _rows(bands[band], pitch, at_top)]


def _is_ruled(bands: Sequence[Sequence[Placed]], pitch: float) -> bool:
    """Whether a rule parts all rows: there are three bands at least, and none holds two rows.

    Two amounts of one column are two rows; the parts of a broken number are no two amounts.
    """
    if len(bands) < 3:
        return False
    for band in bands:
        amounts = [item.first for item in band if is_amount(item.fragment.text)]
        if len(set(amounts)) < len(amounts) or len(_anchors(band, pitch)) > MOST_PARTS:
            return False
    return True


def _rows(placed: Sequence[Placed], pitch: float, at_top: bool) -> list[Row]:
    """The rows of one stretch between two rules; `at_top` where cells are set to their top."""
    anchors = top_anchors(placed) if at_top else _anchors(placed, pitch)
    reach = leading(placed) if at_top else ONE_CELL * pitch
    rows: list[tuple[float, list[Placed]]] = [(anchor, []) for anchor in anchors]
    own: list[Sequence[Placed]] = []
    columns: dict[int, list[Placed]] = {}
    for item in placed:
        columns.setdefault(item.first, []).append(item)
    for column in columns.values():
        numbers = {id(item.fragment): item for item in column if item.fragment.is_number}
        for parts in broken([item.fragment for item in from_top(numbers.values())], reach):
            height = parts[0].baseline if at_top else (parts[0].baseline + parts[-1].baseline) / 2
            nearest = min(range(len(anchors)), key=lambda index: abs(anchors[index] - height))
            rows[nearest][1].extend(numbers[id(part)] for part in parts)
        texts = from_top([item for item in column if not item.fragment.is_number])
        room = room_of(texts)
        for part, anchor in (
            from_their_top(texts, anchors, room)
            if at_top
            else chain.from_iterable(_assigned(run, anchors, room) for run in _runs(texts, ONE_CELL * pitch))
        ):
            if anchor is None:
                own.append(part)
            else:
                rows[anchor][1].extend(part)
    rows.extend(_own_rows(own, pitch))
    return [tuple(row) for _, row in sorted(rows, key=lambda row: row[0]) if row]


def _anchors(placed: Sequence[Placed], pitch: float) -> list[float]:
    """The heights of the rows that hold numbers; a number broken over lines stands at their middle."""
    heights = [
        (run[0].baseline + run[-1].baseline) / 2
        for numbers in number_columns(placed).values()
        for run in broken(numbers, ONE_CELL * pitch)
    ]
    return [median(group) for group in near_heights(sorted(heights), SAME_ROW * pitch)]


def _runs(texts: Sequence[Placed], reach: float) -> list[list[Placed]]:
    """The texts of a column in stretches whose lines are near enough to belong to one cell."""
    runs: list[list[Placed]] = []
    for item in texts:
        if runs and item.fragment.baseline - runs[-1][-1].fragment.baseline < reach:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _assigned(
    run: Sequence[Placed], anchors: Sequence[float], room: float
) -> list[tuple[Sequence[Placed], int | None]]:
    """The run cut into cells, each with the row it belongs to, or None if it is a row by itself.

    Of all ways to cut it, that in which the cells lie best about the middles of their rows. A row by itself
    has several lines only if those above the last fill the `room` of their column.
    """
    em = run[0].fragment.em
    heights = [item.fragment.baseline for item in run]
    near = [
        index
        for index, anchor in enumerate(anchors)
        if heights[0] - MOST_LINES * em <= anchor <= heights[-1] + MOST_LINES * em
    ]
    # best[i][j]: least cost of the first i lines with the first j rows, and how it came about.
    best: list[list[tuple[float, list[tuple[int, int | None]]]]] = [[(0.0, []) for _ in range(len(near) + 1)]]
    for end in range(1, len(run) + 1):
        options: list[tuple[float, list[tuple[int, int | None]]]] = []
        for rows in range(len(near) + 1):
            own = []
            for start in range(end - 1, _start_of_own(run, end, room) - 1, -1):
                cost, cut = best[start][rows]
                cost += OWN_ROW * em + JOINED * (heights[end - 1] - heights[start])
                own.append((cost, [*cut, (start, None)]))
            options.append(min(own, key=lambda option: option[0]))
            if rows:
                options[-1] = min(options[-1], options[rows - 1], key=lambda option: option[0])
                for start in range(_start_of_cell(run, end), end):
                    before, cut = best[start][rows - 1]
                    off = _off(heights[start:end], anchors[near[rows - 1]], em)
                    off += JOINED * (heights[end - 1] - heights[start])
                    if before + off < options[-1][0]:
                        options[-1] = before + off, [*cut, (start, near[rows - 1])]
        best.append(options)
    cuts = best[-1][-1][1]
    ends = [start for start, _ in cuts[1:]] + [len(run)]
    return [(run[start:end], anchor) for (start, anchor), end in zip(cuts, ends, strict=True)]


def _start_of_cell(run: Sequence[Placed], end: int) -> int:
    """The first line that may be of one cell with the last line before a position: an item begins a cell."""
    start = end - 1
    while start > max(end - MOST_LINES, 0) and not begins_item(run[start].fragment.text):
        start -= 1
    return start


def _start_of_own(run: Sequence[Placed], end: int, room: float) -> int:
    """The first line of a run that may go on up to a position, because each line before that is full."""
    start = end - 1
    first = _start_of_cell(run, end)
    while start > first and room - run[start - 1].fragment.width < MOST_LEFT * run[start].fragment.em:
        start -= 1
    return start


def _off(heights: Sequence[float], anchor: float, em: float) -> float:
    """How badly the lines of a cell lie about the line of a row, in points."""
    centred = abs((heights[0] + heights[-1]) / 2 - anchor)
    if len(heights) == 1:
        return centred
    return min(centred, abs(heights[0] - anchor) + TOP_SET * em, abs(heights[-1] - anchor) + 2 * TOP_SET * em)


def _own_rows(own: Sequence[Sequence[Placed]], pitch: float) -> list[tuple[float, list[Placed]]]:
    """Rows without numbers: the texts that are centred at one height."""
    rows: list[tuple[float, list[Placed]]] = []
    for height, part in sorted(((_middle(part), part) for part in own), key=lambda cell: cell[0]):
        if rows and height - rows[-1][0] < SAME_ROW * pitch:
            rows[-1][1].extend(part)
        else:
            rows.append((height, list(part)))
    return rows


def _middle(lines: Sequence[Placed]) -> float:
    """The height at which the lines of a cell are centred."""
    return (lines[0].fragment.baseline + lines[-1].fragment.baseline) / 2

"""Which printed lines make one row of a table without rules: numbers set the rows, labels join them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from statistics import median

from .fragments import begins_item, is_amount
from .pitch import MOST_LEFT, ONE_CELL, Placed, Row, broken, from_top, near_heights, number_columns, row_pitch

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

LEADING = 1.75
"""Ems from one line of a label to the next in a table whose cells are set to their top, at most."""

LEAST_ROW = 0.9
"""Ems from row to row in a table whose cells are set to their top, at least."""

LEVEL = 0.3
"""Ems by which a label and the numbers of its row may differ in height where both are set to the top."""

MOST_AGAINST = 0.1
"""Share of the rows, and of the lines beside none, that may look otherwise than in a table set to the top."""


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
    at_top = _is_set_to_top(placed)
    return [row for band in sorted(bands) for row in _rows(bands[band], pitch, at_top)]


def _is_set_to_top(placed: Sequence[Placed]) -> bool:
    """Whether the cells are set to their top: labels begin level with the numbers of their rows, and what
    goes on below them stands beside none; no row of numbers stands between two lines of a label."""
    anchors = _top_anchors(placed)
    labels = _labels(placed)
    level = {anchor for column in labels for item in column if (anchor := _level_with(item, anchors))}
    if labels and len(anchors) - len(level) > MOST_AGAINST * len(anchors):
        return False
    if any(lower - upper < LEAST_ROW * _em(placed) for upper, lower in pairwise(anchors)):
        return False
    goes_on, others = _lines_of_rests(placed), 0
    for column in labels:
        room = _room(column)
        for above, item in pairwise(column):
            if _level_with(item, anchors) is not None:
                continue
            follows = _follows(above, item, room)
            between = any(above.fragment.baseline < row < item.fragment.baseline for row in anchors)
            goes_on += follows and not between
            others += between if follows else not begins_item(item.fragment.text)
    return goes_on > 0 and others <= MOST_AGAINST * (goes_on + others)


def _lines_of_rests(placed: Sequence[Placed]) -> int:
    """How many lines hold nothing but the rests of numbers that are broken above them."""
    reach = _leading(placed)
    runs = [run for numbers in number_columns(placed).values() for run in broken(numbers, reach)]
    begun = [run[0].baseline for run in runs]
    rests = near_heights(sorted(part.baseline for run in runs for part in run[1:]), LEVEL * _em(placed))
    return sum(all(abs(rest[0] - first) > LEVEL * _em(placed) for first in begun) for rest in rests)


def _labels(placed: Sequence[Placed]) -> list[list[Placed]]:
    """The texts of each column from top to bottom."""
    columns: dict[int, list[Placed]] = {}
    for item in from_top(placed):
        if not item.fragment.is_number:
            columns.setdefault(item.first, []).append(item)
    return list(columns.values())


def _room(texts: Sequence[Placed]) -> float:
    return max((item.fragment.width for item in texts), default=0.0)


def _level_with(item: Placed, anchors: Sequence[float]) -> float | None:
    """The row of numbers with which a text stands level."""
    fragment = item.fragment
    return next((row for row in anchors if abs(row - fragment.baseline) < LEVEL * fragment.em), None)


def _follows(above: Placed, item: Placed, room: float) -> bool:
    """Whether a text goes on what stands right above it: that is full."""
    upper, lower = above.fragment, item.fragment
    near = lower.baseline - upper.baseline <= LEADING * lower.em
    # What stands in brackets is not parted from them: 维修 and （护）费.
    together = lower.text.find("）") + 2 if lower.text.startswith("（") else 0
    return near and room - upper.width < max(MOST_LEFT, together) * lower.em


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
    anchors = _top_anchors(placed) if at_top else _anchors(placed, pitch)
    reach = _leading(placed) if at_top else ONE_CELL * pitch
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
        room = _room(texts)
        for part, anchor in (
            _from_their_top(texts, anchors, room)
            if at_top
            else chain.from_iterable(_assigned(run, anchors, room) for run in _runs(texts, ONE_CELL * pitch))
        ):
            if anchor is None:
                own.append(part)
            else:
                rows[anchor][1].extend(part)
    rows.extend(_own_rows(own, pitch))
    return [tuple(row) for _, row in sorted(rows, key=lambda row: row[0]) if row]


def _from_their_top(
    texts: Sequence[Placed], anchors: Sequence[float], room: float
) -> Iterator[tuple[Sequence[Placed], int | None]]:
    """The cells of a column set to their top, each with the row with which its first line stands level."""
    cells: list[list[Placed]] = []
    for item in texts:
        begins = _level_with(item, anchors) is not None or begins_item(item.fragment.text)
        if cells and not begins and _follows(cells[-1][-1], item, room):
            cells[-1].append(item)
        else:
            cells.append([item])
    for cell in cells:
        row = _level_with(cell[0], anchors)
        yield cell, None if row is None else anchors.index(row)


def _anchors(placed: Sequence[Placed], pitch: float) -> list[float]:
    """The heights of the rows that hold numbers; a number broken over lines stands at their middle."""
    heights = [
        (run[0].baseline + run[-1].baseline) / 2
        for numbers in number_columns(placed).values()
        for run in broken(numbers, ONE_CELL * pitch)
    ]
    return [median(group) for group in near_heights(sorted(heights), SAME_ROW * pitch)]


def _top_anchors(placed: Sequence[Placed]) -> list[float]:
    """The heights of the rows that hold numbers where cells are set to their top."""
    reach = _leading(placed)
    heights = sorted(
        run[0].baseline for numbers in number_columns(placed).values() for run in broken(numbers, reach)
    )
    return [median(group) for group in near_heights(heights, LEVEL * _em(placed))]


def _leading(placed: Sequence[Placed]) -> float:
    """Points from one line of a cell to its next one, at most."""
    return LEADING * _em(placed)


def _em(placed: Sequence[Placed]) -> float:
    return median(item.fragment.em for item in placed)


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

"""Which printed lines make one row of a table without rules: numbers set the rows, labels join them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .pdf_fragments import Fragment, is_amount, is_numeric, is_whole_number

SAME_ROW = 0.5
"""Of the least distance of two rows: numbers of different columns no farther apart stand in one row."""

ONE_CELL = 0.85
"""Of the least distance of two rows: lines of one column that are nearer belong to one cell."""

OWN_ROW = 0.9
"""Ems. A line farther from the middle of every row is a row by itself."""

TOP_SET = 0.1
"""Ems that it counts if a cell of several lines begins at the row's line instead of being centred."""

JOINED = 0.15
"""What it costs, of the way from its first line to its last, that a cell has several lines."""

MOST_DIGITS = 18
"""Characters of the longest number."""

MOST_PARTS = 3
"""Lines into which a number is broken at most."""

MOST_LINES = 8
"""Lines of the longest label."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment and the columns it is printed over."""

    fragment: Fragment
    first: int
    last: int


Row = tuple[Placed, ...]


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
    return [row for band in sorted(bands) for row in _rows(bands[band], pitch)]


def row_pitch(placed: Sequence[Placed]) -> float:
    """The least distance of two rows in points, told from whole numbers.

    Numbers below one another in the column that has most of them, and lines with two numbers or more:
    a high row hides how near two low ones would be, a broken number makes lines where no row is.
    """
    em = median(item.fragment.em for item in placed)
    heights: list[float] = []
    longest: list[float] = []
    for numbers in _number_columns(placed).values():
        whole = [
            run[0].baseline
            for run in _broken(numbers, 1.5 * em)
            if len(run) == 1 and is_whole_number(run[0].text)
        ]
        heights.extend(whole)
        longest = max(longest, whole, key=len)
    several = [median(line) for line in _near(sorted(heights), 0.2 * em) if len(line) >= 2]
    steps = [*_steps(longest, em), *_steps(several, em)]
    return min(steps, default=1.6 * em)


def holds_several_rows(placed: Sequence[Placed]) -> bool:
    """Whether two columns hold whole numbers below one another, or one column amounts or codes, each
    with something beside it."""
    em = median(item.fragment.em for item in placed)
    columns = 0
    for column, numbers in _number_columns(placed).items():
        runs = _broken(numbers, 1.5 * em)
        if len(runs) < 2 or not all(is_whole_number(run[0].text) for run in runs if len(run) == 1):
            continue
        columns += 1
        beside = sum(
            any(
                other.first != column and abs(other.fragment.baseline - run[0].baseline) < 0.3 * em
                for other in placed
            )
            for run in runs
        )
        if beside == len(runs) and all(is_amount(run[0].text) for run in runs):
            return True
    return columns >= 2


def _steps(heights: Sequence[float], em: float) -> list[float]:
    """The lesser distances of neighbouring rows, without what is no distance of rows."""
    steps = sorted(step for upper, lower in pairwise(sorted(heights)) if (step := lower - upper) > 0.9 * em)
    return steps[len(steps) // 10 :][:1]


def _number_columns(placed: Sequence[Placed]) -> dict[int, list[Fragment]]:
    """The numbers of each column from top to bottom."""
    columns: dict[int, list[Fragment]] = {}
    for item in _from_top(placed):
        if item.fragment.is_number:
            columns.setdefault(item.first, []).append(item.fragment)
    return columns


def _broken(numbers: Sequence[Fragment], reach: float) -> list[list[Fragment]]:
    """The numbers of a column, the parts of a broken one together; `reach` is the most from line to line."""
    room = max((number.width for number in numbers), default=0.0)
    runs: list[list[Fragment]] = []
    for number in numbers:
        near = bool(runs) and number.baseline - runs[-1][-1].baseline < reach
        if near and completes([part.text for part in runs[-1]], number.text, runs[-1][-1].width, room):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def completes(parts: Sequence[str], text: str, width: float, room: float) -> bool:
    """Whether a text completes the number whose parts stand above it.

    It does if that lacks something, or fills its column (`width` of `room` points) and is longer.
    """
    number = "".join("".join(parts).split())
    joined = number + "".join(text.split())
    if not is_numeric(joined) or joined.count(".") > 1 or len(joined) > MOST_DIGITS:
        return False
    if not is_whole_number(number) or text[0] in ",，.．":
        return True
    grown = "." in joined or len(joined) < 2 * len(number)
    return grown and len(number) > 4 and is_whole_number(joined) and room - width < 0.1 * room


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


def _rows(placed: Sequence[Placed], pitch: float) -> list[Row]:
    """The rows of one stretch between two rules."""
    anchors = _anchors(placed, pitch)
    rows: list[tuple[float, list[Placed]]] = [(anchor, []) for anchor in anchors]
    own: list[Placed] = []
    columns: dict[int, list[Placed]] = {}
    for item in placed:
        columns.setdefault(item.first, []).append(item)
    for column in columns.values():
        numbers = {id(item.fragment): item for item in column if item.fragment.is_number}
        for parts in _broken([item.fragment for item in _from_top(numbers.values())], ONE_CELL * pitch):
            height = (parts[0].baseline + parts[-1].baseline) / 2
            nearest = min(range(len(anchors)), key=lambda index: abs(anchors[index] - height))
            rows[nearest][1].extend(numbers[id(part)] for part in parts)
        texts = _from_top([item for item in column if not item.fragment.is_number])
        for run in _runs(texts, ONE_CELL * pitch):
            for part, anchor in _assigned(run, anchors):
                if anchor is None:
                    own.extend(part)
                else:
                    rows[anchor][1].extend(part)
    rows.extend(_own_rows(own, pitch))
    return [tuple(row) for _, row in sorted(rows, key=lambda row: row[0]) if row]


def _from_top(placed: Iterable[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda item: item.fragment.baseline)


def _anchors(placed: Sequence[Placed], pitch: float) -> list[float]:
    """The heights of the rows that hold numbers; a number broken over lines stands at their middle."""
    heights = [
        (run[0].baseline + run[-1].baseline) / 2
        for numbers in _number_columns(placed).values()
        for run in _broken(numbers, ONE_CELL * pitch)
    ]
    return [median(group) for group in _near(sorted(heights), SAME_ROW * pitch)]


def _near(heights: Sequence[float], reach: float) -> list[list[float]]:
    """Heights in groups, each no farther than `reach` from the one before."""
    groups: list[list[float]] = []
    for height in heights:
        if groups and height - groups[-1][-1] < reach:
            groups[-1].append(height)
        else:
            groups.append([height])
    return groups


def _runs(texts: Sequence[Placed], reach: float) -> list[list[Placed]]:
    """The texts of a column in stretches whose lines are near enough to belong to one cell."""
    runs: list[list[Placed]] = []
    for item in texts:
        if runs and item.fragment.baseline - runs[-1][-1].fragment.baseline < reach:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _assigned(run: Sequence[Placed], anchors: Sequence[float]) -> list[tuple[Sequence[Placed], int | None]]:
    """The run cut into cells, each with the row it belongs to, or None if it is a row by itself.

    Of all ways to cut it, that in which the cells lie best about the middles of their rows.
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
            cost, cut = best[end - 1][rows]
            options.append((cost + OWN_ROW * em, [*cut, (end - 1, None)]))
            if rows:
                options[-1] = min(options[-1], options[rows - 1], key=lambda option: option[0])
                for start in range(max(end - MOST_LINES, 0), end):
                    before, cut = best[start][rows - 1]
                    off = _off(heights[start:end], anchors[near[rows - 1]], em)
                    off += JOINED * (heights[end - 1] - heights[start])
                    if before + off < options[-1][0]:
                        options[-1] = before + off, [*cut, (start, near[rows - 1])]
        best.append(options)
    cuts = best[-1][-1][1]
    ends = [start for start, _ in cuts[1:]] + [len(run)]
    return [(run[start:end], anchor) for (start, anchor), end in zip(cuts, ends, strict=True)]


def _off(heights: Sequence[float], anchor: float, em: float) -> float:
    """How badly the lines of a cell lie about the line of a row, in points."""
    centred = abs((heights[0] + heights[-1]) / 2 - anchor)
    if len(heights) == 1:
        return centred
    return min(centred, abs(heights[0] - anchor) + TOP_SET * em, abs(heights[-1] - anchor) + 2 * TOP_SET * em)


def _own_rows(own: Sequence[Placed], pitch: float) -> list[tuple[float, list[Placed]]]:
    """Rows without numbers: the texts that stand at one height."""
    rows: list[tuple[float, list[Placed]]] = []
    for item in _from_top(own):
        if rows and item.fragment.baseline - rows[-1][0] < SAME_ROW * pitch:
            rows[-1][1].append(item)
        else:
            rows.append((item.fragment.baseline, [item]))
    return rows

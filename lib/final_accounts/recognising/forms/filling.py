"""Amounts in the order of a conversion, put into the columns of a form by runs: the sums of the form decide.

A conversion that goes down the columns of a table leaves the amounts of a column as one run, or as several
where the table has a gap. How many runs there are and where each ends is searched for: the fewest that meet
every sum are taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...figures import Figure
from .sums import CellSum, Slot, may_hold

_MOST_BREAKS = 3
"""More runs than there are columns."""
_MOST_STEPS = 60_000


@dataclass(frozen=True, slots=True)
class Lane:
    """The cells of a column from top to bottom, and the printed line of each: those of one line stand side by
    side. Of columns of one `group` the first cells come from left to
    right; a column of no group begins anywhere."""

    slots: tuple[Slot, ...]
    lines: tuple[int, ...]
    group: int | None = None


def arrangements(
    lanes: Sequence[Lane], figures: Sequence[Figure], sums: Sequence[CellSum]
) -> tuple[Mapping[Slot, int], ...]:
    """The ways to put amounts into the cells of columns, all of them, as the position of each cell's amount
    among `figures`. Those that say the same are one; none if there is none, or the search takes too long."""
    if sum(len(lane.slots) for lane in lanes) != len(figures):
        return ()
    search = _Search(lanes, figures, _by_slot(sums))
    for runs in range(len(lanes), len(lanes) + _MOST_BREAKS + 1):
        if not search.run(0, runs, None):
            return ()
        if search.found:
            return tuple(search.found.values())
    return ()


def _by_slot(sums: Sequence[CellSum]) -> dict[Slot, list[CellSum]]:
    by_slot: dict[Slot, list[CellSum]] = {}
    for one in sums:
        for slot in one.slots:
            by_slot.setdefault(slot, []).append(one)
    return by_slot


@dataclass(slots=True)
class _Search:
    """All ways to fill the lanes with so many runs. `found` holds them by what the cells say then."""

    lanes: Sequence[Lane]
    figures: Sequence[Figure]
    sums: Mapping[Slot, Sequence[CellSum]]
    found: dict[tuple[object, ...], dict[Slot, int]] = field(default_factory=dict)
    _taken: list[int] = field(default_factory=list)
    _cells: dict[Slot, Figure] = field(default_factory=dict)
    _positions: dict[Slot, int] = field(default_factory=dict)
    _steps: int = 0

    def __post_init__(self) -> None:
        self._taken = [0] * len(self.lanes)

    def run(self, position: int, runs: int, last: int | None) -> bool:
        """Go on from an amount with so many runs left; False when the search was given up."""
        if position == len(self.figures):
            cells = tuple(self._cells[slot].value for lane in self.lanes for slot in lane.slots)
            self.found.setdefault(cells, dict(self._positions))
            return True
        left = [len(lane.slots) - taken for lane, taken in zip(self.lanes, self._taken, strict=True)]
        # Cells that are the last of their columns may make one run, along their line.
        if runs < sum(count > 1 for count in left) + (1 in left):
            return True
        for lane in range(len(self.lanes)):
            if lane != last and self._may_go_on(lane) and not self._along(lane, position, runs):
                return False
            if not self._across(lane, position, runs):
                return False
        return True

    def _may_go_on(self, lane: int) -> bool:
        if self._taken[lane] == len(self.lanes[lane].slots):
            return False
        group = self.lanes[lane].group
        before = self.lanes[lane - 1] if lane and group is not None else None
        is_first = before is None or before.group != group
        return self._taken[lane] > 0 or is_first or self._taken[lane - 1] > 0

    def _along(self, lane: int, position: int, runs: int) -> bool:
        """Runs of every length down one column."""
        placed = 0
        goes_on = True
        while goes_on and self._taken[lane] < len(self.lanes[lane].slots) and self._place(lane, position):
            placed, position = placed + 1, position + 1
            goes_on = self.run(position, runs - 1, lane)
        for _ in range(placed):
            self._take_back(lane)
        return goes_on and self._steps < _MOST_STEPS

    def _across(self, first: int, position: int, runs: int) -> bool:
        """Runs of whole lines, one or more, over columns side by side."""
        for end in range(first + 2, len(self.lanes) + 1):
            placed = 0
            goes_on = True
            while goes_on and self._place_line(range(first, end), position + placed):
                placed += end - first
                goes_on = self.run(position + placed, runs - 1, None)
            for lane in reversed(range(first, end)):
                for _ in range(placed // (end - first)):
                    self._take_back(lane)
            if not goes_on or not placed:
                return goes_on
        return True

    def _place_line(self, lanes: Sequence[int], position: int) -> bool:
        """Put amounts, not all nought, into the next cells of some columns, which are on one line."""
        amounts = self.figures[position : position + len(lanes)]
        if len({self._next_line(lane) for lane in lanes}) > 1 or not any(one.value for one in amounts):
            return False
        for number, lane in enumerate(lanes):
            if not self._may_go_on(lane) or not self._place(lane, position + number):
                for placed in lanes[:number]:
                    self._take_back(placed)
                return False
        return True

    def _next_line(self, lane: int) -> int | None:
        lines = self.lanes[lane].lines
        return lines[self._taken[lane]] if self._taken[lane] < len(lines) else None

    def _place(self, lane: int, position: int) -> bool:
        """Put an amount into the next cell of a column, if no sum that is complete then fails."""
        self._steps += 1
        if position >= len(self.figures) or self._steps > _MOST_STEPS:
            return False
        slot = self.lanes[lane].slots[self._taken[lane]]
        self._cells[slot] = self.figures[position]
        if not all(may_hold(one, self._cells) for one in self.sums.get(slot, ())):
            del self._cells[slot]
            return False
        self._positions[slot] = position
        self._taken[lane] += 1
        return True

    def _take_back(self, lane: int) -> None:
        self._taken[lane] -= 1
        slot = self.lanes[lane].slots[self._taken[lane]]
        del self._cells[slot], self._positions[slot]

"""The cells of a head without rules: which of its printed lines are lines of one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....places import Box
from ..pages.geometry import box_around
from .body import Rule
from .fragments import Fragment, TextLine

LEADING = 1.5
"""Ems from one line of a cell to its next line, at most."""

WIDE_LEADING = 1.75
"""The same to a line that is shorter than the one above it, as the rest of a name is."""

SAME_MIDDLE = 0.7
"""Ems by which the middles of two lines of one cell may differ."""

SAME_SIDE = 0.4
"""Ems by which the left or the right ends of two lines of one cell may differ."""

BESIDE_FOOT = 0.3
"""Ems by which the middles of cells in one row of the head may differ."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one cell of the head, from top to bottom."""

    lines: tuple[Fragment, ...]

    @property
    def box(self) -> Box:
        return box_around(line.box for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def middle(self) -> float:
        left, _, right, _ = self.box
        return (left + right) / 2

    @property
    def level(self) -> float:
        """The height at which the cell's text is centred, in points from the top."""
        return (self.lines[0].baseline + self.lines[-1].baseline) / 2

    @property
    def em(self) -> float:
        return self.lines[0].em


def head_blocks(lines: Sequence[TextLine], rules: Sequence[Rule] = ()) -> list[Block]:
    """The cells of the head's lines, lines of one cell put together; none goes past one of the `rules`."""
    stacks: list[list[Fragment]] = []

    def above(fragment: Fragment) -> list[Fragment] | None:
        return next((stack for stack in stacks if _goes_on(stack[-1], fragment, rules)), None)

    for line in lines:
        for whole in line.fragments:
            # Two characters below two cells are the ends of these, and no label of two characters.
            ends = bool(whole.halves) and any(above(half) for half in whole.halves)
            for fragment in whole.halves if ends else (whole,):
                upper = above(fragment)
                if upper is None:
                    stacks.append([fragment])
                else:
                    upper.append(fragment)
    return [Block(tuple(part)) for stack in stacks for part in _levels(stack, stacks)]


def _goes_on(upper: Fragment, lower: Fragment, rules: Sequence[Rule]) -> bool:
    step = lower.baseline - upper.baseline
    leading = WIDE_LEADING if lower.width < upper.width else LEADING
    if not 0.5 * upper.em < step <= leading * upper.em:
        return False
    between = (rule for rule in rules if upper.baseline < rule.at < lower.baseline)
    if any(rule.start < upper.middle < rule.end for rule in between):
        return False
    overlap = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
    if overlap <= 0.5 * min(upper.width, lower.width):
        return False
    if abs(upper.middle - lower.middle) <= SAME_MIDDLE * upper.em:
        return True
    return any(abs(upper.box[side] - lower.box[side]) <= SAME_SIDE * upper.em for side in (0, 2))


def _levels(stack: Sequence[Fragment], stacks: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """A stack of lines, cut above its last line if that one stands among cells of one line.

    The lines of one cell are centred in their row, so a cell of one line beside them stands at their
    middle. If it stands at their foot, they are a merged cell and one of the columns below it.
    """
    if len(stack) < 2:
        return [stack]
    foot = stack[-1]
    beside = any(
        len(other) == 1 and abs(other[0].baseline - foot.baseline) < 0.15 * foot.em for other in stacks
    )
    if beside and abs(stack[-2].middle - foot.middle) <= SAME_MIDDLE * foot.em:
        # A merged cell over the middle one of its columns has as many of them on either side.
        beside = all(_is_level(foot, near) for near in _nearest(stack, stacks))
    return [stack[:-1], stack[-1:]] if beside else [stack]


def _nearest(
    stack: Sequence[Fragment], stacks: Sequence[Sequence[Fragment]]
) -> list[Sequence[Fragment] | None]:
    """The stacks nearest to the last line of a stack, on its left and its right, which end below its other
    lines; None where there is none."""
    foot = stack[-1]
    below = [other for other in stacks if other[-1].baseline > stack[-2].baseline]
    left = [other for other in below if other[-1].box[2] <= foot.box[0]]
    right = [other for other in below if other[-1].box[0] >= foot.box[2]]
    return [
        max(left, key=lambda other: other[-1].box[2], default=None),
        min(right, key=lambda other: other[-1].box[0], default=None),
    ]


def _is_level(foot: Fragment, stack: Sequence[Fragment] | None) -> bool:
    """Whether a stack is centred at the height of a line."""
    if stack is None:
        return False
    middle = (stack[0].baseline + stack[-1].baseline) / 2
    return abs(middle - foot.baseline) < BESIDE_FOOT * foot.em

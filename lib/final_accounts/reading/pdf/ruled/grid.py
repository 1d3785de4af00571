"""Our own reading of ruled tables: the grids that the rulings of a page form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ..pages.drawings import Ruling
from ..pages.page import Page
from .cells import Grid, grid_of

SAME_RULE = 1.5
"""Points between two strokes of one rule."""

REACH = 2.5
"""Points by which a rule may miss the one that it meets."""

NARROWEST = 3.0
"""Points. Rules closer than this are one double rule."""

OPEN_SIDE = 8.0
"""Points by which rules must stand out beyond the last one that crosses them to form an open cell."""

LONGEST_STEP = 2.5
"""Usual distances of two rules by which a single one may stand out to form an open cell."""


def may_hold_table(page: Page) -> bool:
    """Whether a page has rulings enough for the smallest table: three one way, two the other."""
    horizontal = sum(ruling.horizontal for ruling in page.rulings)
    vertical = len(page.rulings) - horizontal
    return min(horizontal, vertical) >= 2 and horizontal + vertical >= 5


def grids_of(page: Page) -> tuple[Grid, ...]:
    """The grids of a page from top to bottom, each with two cells at least."""
    rules = [
        *merged_rules([ruling for ruling in page.rulings if ruling.horizontal]),
        *merged_rules([ruling for ruling in page.rulings if not ruling.horizontal]),
    ]
    grids = [grid for group in _connected(rules) if (grid := _grid(page.number, group)) is not None]
    return tuple(sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])))


def merged_rules(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Strokes on one line that touch or overlap, as one rule."""
    lines: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if lines and ruling.at - lines[-1][0].at <= SAME_RULE:
            lines[-1].append(ruling)
        else:
            lines.append([ruling])
    return [_as_one(strokes) for line in lines for strokes in _touching(line)]


def _touching(line: Sequence[Ruling]) -> list[list[Ruling]]:
    """Strokes on one line in groups that touch or overlap."""
    groups: list[list[Ruling]] = []
    end = 0.0
    for stroke in sorted(line, key=lambda stroke: stroke.start):
        if groups and stroke.start <= end + REACH:
            groups[-1].append(stroke)
            end = max(end, stroke.end)
        else:
            groups.append([stroke])
            end = stroke.end
    return groups


def _as_one(strokes: Sequence[Ruling]) -> Ruling:
    # Another table on the page may have its rules a point beside: only what touches tells where a rule lies.
    at = sum(stroke.at for stroke in strokes) / len(strokes)
    return Ruling(strokes[0].horizontal, at, strokes[0].start, max(stroke.end for stroke in strokes))


def _connected(rules: Sequence[Ruling]) -> list[list[Ruling]]:
    """The rules in groups that cross or meet one another."""
    horizontal = [rule for rule in rules if rule.horizontal]
    groups: dict[int, list[Ruling]] = {}
    home: dict[int, int] = {}
    for number, rule in enumerate(rule for rule in rules if not rule.horizontal):
        crossing = [at for at, other in enumerate(horizontal) if _meet(other, rule)]
        if not crossing:
            continue
        met = {home[at] for at in crossing if at in home}
        joined = [groups.pop(group) for group in [*groups] if group in met]
        own = [horizontal[at] for at in crossing if at not in home]
        groups[number] = [rule, *own, *(member for group in joined for member in group)]
        home.update((at, number) for at, group in [*home.items()] if group in met)
        home.update(dict.fromkeys(crossing, number))
    return list(groups.values())


def _meet(horizontal: Ruling, vertical: Ruling) -> bool:
    return (
        horizontal.start - REACH <= vertical.at <= horizontal.end + REACH
        and vertical.start - REACH <= horizontal.at <= vertical.end + REACH
    )


def _grid(page: int, rules: Sequence[Ruling]) -> Grid | None:
    horizontal = [rule for rule in rules if rule.horizontal]
    vertical = [rule for rule in rules if not rule.horizontal]
    xs = _edges(vertical, horizontal)
    ys = _edges(horizontal, vertical)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None

    upright = [_rules_at(vertical, x) for x in xs]
    level = [_rules_at(horizontal, y) for y in ys]

    def right(row: int, column: int) -> bool:
        return not _covered(upright[column + 1], (ys[row] + ys[row + 1]) / 2)

    def below(row: int, column: int) -> bool:
        return not _covered(level[row + 1], (xs[column] + xs[column + 1]) / 2)

    return grid_of(page, xs, ys, right, below)


def _rules_at(rules: Sequence[Ruling], at: float) -> list[Ruling]:
    return [rule for rule in rules if abs(rule.at - at) < NARROWEST]


def _covered(rules: Sequence[Ruling], across: float) -> bool:
    """Whether one of some rules at one place runs past the point `across`."""
    return any(rule.start <= across <= rule.end for rule in rules)


def _edges(rules: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """Where the rules lie, and the far ends of those that cross them where a table has no outer rule."""
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > NARROWEST:
            edges.append(at)
    if edges:
        steps = [after - before for before, after in pairwise(edges)]
        near = LONGEST_STEP * median(steps) if steps else 0.0
        before = _open_end([edges[0] - rule.start for rule in crossing], near)
        behind = _open_end([rule.end - edges[-1] for rule in crossing], near)
        edges[:0] = [edges[0] - before] if before else []
        edges += [edges[-1] + behind] if behind else []
    return edges


def _open_end(overhangs: Sequence[float], near: float) -> float:
    """How far a table without an outer rule reaches beyond its last one; 0 where it ends there.

    Two rules must stand out, or one by no more than `near`: under a head of two merged cells. The only one
    may be all that a page shows of a table.
    """
    standing = sorted((by for by in overhangs if by > OPEN_SIDE), reverse=True)
    if len(standing) >= 2 or (standing and (standing[0] <= near or len(overhangs) == 1)):
        return standing[0]
    return 0.0

"""Two figures that stand in each other's place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from ...figures import WAN_YUAN, Figure, Key, key_of
from .evidence import Evidence, Right, taken_as

_FEW = 3
"""Figures of a computation that are tried as pairs: what it states, and what it takes."""

_MOST_PAIRS = 40
"""So many pairs of figures are tried in a report."""

_SLACK = Decimal("0.02")
"""How far, in 万元, an amount as others give it may lie from the one that belongs there."""


@dataclass(frozen=True, slots=True)
class ExchangedFigures:
    """Two figures, each printed where the other belongs, and the computations that exchanging them mends."""

    first: Figure
    second: Figure
    mended: tuple[int, ...]

    @property
    def corrected(self) -> tuple[tuple[Figure, Figure], tuple[Figure, Figure]]:
        """Each of the two with what it should be."""
        one, other = _taken_as_other(self.first, self.second), _taken_as_other(self.second, self.first)
        return (self.first, one), (self.second, other)


def exchanged_figures(evidence: Evidence, settled: set[int]) -> Iterator[ExchangedFigures]:
    """The pairs of figures whose exchange mends several failed computations, breaks none, and does what
    correcting one of them alone cannot."""
    left = set(evidence.failing) - settled
    for first, second in islice(wanting_each_other(evidence, left), _MOST_PAIRS):
        supposed = {
            key_of(first): Right(_taken_as_other(first, second)),
            key_of(second): Right(_taken_as_other(second, first)),
        }
        alone = [set(evidence.mended({key: right})) for key, right in supposed.items()]
        mended = evidence.mended(supposed)
        if not left.issuperset(mended) or len(mended) < 2 or any(set(mended) <= part for part in alone):
            continue
        left -= set(mended)
        one, other = sorted((first, second), key=_where)
        yield ExchangedFigures(one, other, mended)


def _taken_as_other(figure: Figure, other: Figure) -> Figure:
    """A figure with another's value, in its own unit."""
    own = other.to(figure.unit) if figure.unit is not None else other
    return taken_as(figure, own.value, max(figure.decimals, own.decimals))


def wanting_each_other(evidence: Evidence, failing: set[int]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures of failed computations each of which should be as the other is printed; or one of
    them, where a computation takes both and so tells neither: 年初预算B，支出决算A，完成年初预算的A÷B%."""
    wanted: dict[Key, list[Decimal]] = {}
    together: set[frozenset[Key]] = set()
    for index in sorted(failing):
        taken = [key_of(figure) for figure in evidence.findings[index].figures[:_FEW]]
        together.update(frozenset(pair) for pair in combinations(taken, 2))
        for figure in evidence.findings[index].figures:
            right = evidence.solved(figure, index) if figure.is_money and figure.value else None
            if right is not None and right.value > 0:
                wanted.setdefault(key_of(figure), []).append(right.to(WAN_YUAN).value)
    # One cell may be held against the narrative as money, and counted as points.
    figures = [figure for key in wanted if (figure := evidence.figures[key]).is_money]
    ordered = sorted(figures, key=_worth)
    tried: set[frozenset[Key]] = set()
    for first in figures:
        for value in dict.fromkeys(wanted[key_of(first)]):
            for second in _near(ordered, value):
                back = any(abs(_worth(first) - other) <= _SLACK for other in wanted[key_of(second)])
                pair = frozenset((key_of(first), key_of(second)))
                if (back or pair in together) and pair not in tried and _are_apart(first, second):
                    tried.add(pair)
                    yield first, second


def _are_apart(first: Figure, second: Figure) -> bool:
    return abs(_worth(second) - _worth(first)) > 2 * _SLACK


def _where(figure: Figure) -> tuple[int, ...]:
    place = figure.place
    return tuple(part or 0 for part in (place.page, place.paragraph, place.table, place.row, place.start))


def _worth(figure: Figure) -> Decimal:
    return figure.to(WAN_YUAN).value


def _near(ordered: Sequence[Figure], value: Decimal) -> Iterator[Figure]:
    start = bisect_left(ordered, value - _SLACK, key=_worth)
    for figure in ordered[start:]:
        if _worth(figure) > value + _SLACK:
            return
        yield figure

"""Which of several readings of its cells the sums of a form leave possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import comb, prod

from ...figures import Figure
from ...places import Place
from ...reports import Form
from .cell_figures import Candidate
from .identities import Identity, identities

MOST_TOGETHER = 64
"""Combinations of readings that one sum may choose from: from more than these, one fits by chance."""

MOST_JOINTLY = 1024
"""Combinations of readings that several sums together may choose from."""

Domains = dict[Place, tuple[int, ...]]
"""For each uncertain cell which of its readings are still possible."""

Readings = Mapping[Place, tuple[Candidate, ...]]
"""The readings of each uncertain cell."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum in which uncertain cells take part."""

    identity: Identity
    cells: tuple[Place, ...]

    def choices(self, domains: Domains) -> int:
        return prod(len(domains[place]) for place in self.cells)

    def fitting(self, domains: Domains, readings: Readings) -> list[tuple[int, ...]]:
        """The combinations of readings with which the sum comes out."""
        tried = product(*(domains[place] for place in self.cells))
        return [taken for taken in tried if self._holds(dict(zip(self.cells, taken, strict=True)), readings)]

    def _holds(self, taken: Mapping[Place, int], readings: Readings) -> bool:
        def seen(figure: Figure) -> Figure:
            if figure.place not in taken:
                return figure
            read = readings[figure.place][taken[figure.place]].figure
            return read if read is not None else replace(figure, value=Decimal(0))

        terms = tuple(replace(term, figure=seen(term.figure)) for term in self.identity.terms)
        tried = replace(self.identity, stated=seen(self.identity.stated), terms=terms)
        return abs(tried.gap) <= _rounding(tried)


@dataclass(frozen=True, slots=True)
class _Once:
    """A number that was printed once and may stand in any of several cells side by side."""

    text: str
    cells: tuple[Place, ...]

    def choices(self, domains: Domains) -> int:
        return prod(len(domains[place]) for place in self.cells)

    def fitting(self, domains: Domains, readings: Readings) -> list[tuple[int, ...]]:
        """The combinations of readings in which one of the cells has the number."""
        tried = product(*(domains[place] for place in self.cells))
        return [taken for taken in tried if self._taken(taken, readings) == 1]

    def _taken(self, taken: Sequence[int], readings: Readings) -> int:
        return sum(readings[place][at].text == self.text for place, at in zip(self.cells, taken, strict=True))


def _printed_once(readings: Readings) -> Iterator[_Once]:
    """The numbers that a cell may have and the cell beside it in its stead: what one has the other lacks."""
    at = {(place.table, place.row, place.column): place for place in readings if place.column is not None}
    for (table, row, column), place in at.items():
        texts = [reading.text for reading in readings[place] if reading.figure is not None]
        for text in texts if _may_be_blank(readings[place]) and readings[place][0].text in texts else ():
            beside = [
                other
                for step in (-1, 1)
                if (other := at.get((table, row, (column or 0) + step))) is not None
                and _may_be_blank(readings[other])
                and not readings[other][0].text.strip()
                and any(reading.text == text for reading in readings[other])
            ]
            if beside:
                yield _Once(text, (place, *beside))


@dataclass(frozen=True, slots=True)
class _InOrder:
    """Numbers that stand in this order in some of the cells of a row, the others blank."""

    texts: tuple[str, ...]
    cells: tuple[Place, ...]

    def choices(self, domains: Domains) -> int:
        return comb(len(self.cells), len(self.texts))

    def fitting(self, domains: Domains, readings: Readings) -> list[tuple[int, ...]]:
        """The combinations of readings in which the cells have the numbers in their order."""

        def reading(place: Place, text: str) -> int | None:
            return next((at for at in domains[place] if readings[place][at].text.strip() == text), None)

        fits = []
        for filled in combinations(range(len(self.cells)), len(self.texts)):
            texts = dict(zip(filled, self.texts, strict=True))
            taken = [reading(place, texts.get(at, "")) for at, place in enumerate(self.cells)]
            if None not in taken:
                fits.append(tuple(at for at in taken if at is not None))
        return fits


def _in_order(readings: Readings) -> Iterator[_InOrder]:
    """The rows of which the numbers are known in their order, but not which of their cells are blank."""
    rows: dict[tuple[int | None, int | None], list[Place]] = {}
    for place in sorted(readings, key=lambda one: one.column or 0):
        rows.setdefault((place.table, place.row), []).append(place)
    for cells in rows.values():
        texts = [text for place in cells if (text := readings[place][0].text.strip())]
        side_by_side = all((right.column or 0) - (left.column or 0) == 1 for left, right in pairwise(cells))
        others = {reading.text.strip() for place in cells for reading in readings[place]} - {"", *texts}
        if len(texts) < len(cells) and len(texts) > 1 and side_by_side and not others:
            yield _InOrder(tuple(texts), tuple(cells))


def _may_be_blank(readings: Sequence[Candidate]) -> bool:
    return any(not reading.text.strip() for reading in readings)


def _rounding(identity: Identity) -> Decimal:
    """Half a last digit for every figure of a sum, all with as many digits as the one that has most.

    Dropped zeros (16 for 16.00) would otherwise let any reading pass.
    """
    steps = [figure.step for figure in identity.figures if figure.value] or [Decimal(1)]
    return len(identity.figures) * min(steps) / 2


def possible_readings(form: Form, readings: Readings) -> Domains:
    """Which readings the sums leave possible. Sums that contradict one another leave all."""
    sums: list[_Sum | _Once | _InOrder] = [
        _Sum(identity, cells) for identity in identities(form) if (cells := _uncertain(identity, readings))
    ]
    sums.extend(_printed_once(readings))
    sums.extend(_in_order(readings))
    bound = {place for one in sums for place in one.cells}
    full: Domains = {place: tuple(range(len(readings[place]))) for place in bound}
    contested: set[Place] = set()
    while True:
        domains, failing = _by_single_sums(sums, full, contested, readings)
        anew = {
            place
            for one in failing
            if one.choices(full) <= MOST_TOGETHER and one.fitting(full, readings)
            for place in one.cells
            if domains[place] != full[place]
        }
        if not anew:
            break
        contested |= anew
    live = [one for one in sums if one not in failing]
    domains = _by_sums_together(live, domains, readings)
    return {place: full[place] if place in contested else left for place, left in domains.items()}


def _uncertain(identity: Identity, readings: Readings) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(figure.place for figure in identity.figures if figure.place in readings))


def _by_single_sums(
    sums: Sequence[_Sum | _Once | _InOrder], full: Domains, contested: set[Place], readings: Readings
) -> tuple[Domains, list[_Sum | _Once | _InOrder]]:
    """The readings with which each sum can come out, and the sums that come out with none."""
    domains = dict(full)
    failing: list[_Sum | _Once | _InOrder] = []
    changed = True
    while changed:
        changed = False
        for one in sums:
            if one in failing or one.choices(domains) > MOST_TOGETHER:
                continue
            fitting = one.fitting(domains, readings)
            if not fitting:
                failing.append(one)
                continue
            for place, fits in zip(one.cells, zip(*fitting, strict=True), strict=True):
                left = tuple(sorted(set(fits)))
                if place not in contested and left != domains[place]:
                    domains[place] = left
                    changed = True
    return domains, failing


def _by_sums_together(
    sums: Sequence[_Sum | _Once | _InOrder], domains: Domains, readings: Readings
) -> Domains:
    """The readings with which all sums that share uncertain cells come out at once."""
    narrowed = dict(domains)
    for group in _connected([one for one in sums if one.choices(domains) > 1], domains):
        places = sorted({p for one in group for p in one.cells if len(domains[p]) > 1}, key=str)
        if len(group) < 2 or prod(len(domains[place]) for place in places) > MOST_JOINTLY:
            continue
        fixed = {place: domains[place] for one in group for place in one.cells}
        fitting = []
        for taken in product(*(domains[place] for place in places)):
            tried = fixed | {place: (at,) for place, at in zip(places, taken, strict=True)}
            if all(one.fitting(tried, readings) for one in group):
                fitting.append(taken)
        for place, fits in zip(places, zip(*fitting, strict=True), strict=bool(fitting)):
            narrowed[place] = tuple(sorted(set(fits)))
    return narrowed


def _connected(
    sums: Iterable[_Sum | _Once | _InOrder], domains: Domains
) -> list[list[_Sum | _Once | _InOrder]]:
    """The sums in groups that share uncertain cells."""
    groups: list[tuple[set[Place], list[_Sum | _Once | _InOrder]]] = []
    for one in sums:
        cells = {place for place in one.cells if len(domains[place]) > 1}
        touching = [group for group in groups if group[0] & cells]
        groups = [group for group in groups if not group[0] & cells]
        groups.append(
            (
                cells.union(*(group[0] for group in touching)),
                [one, *(other for group in touching for other in group[1])],
            )
        )
    return [group for _, group in groups]

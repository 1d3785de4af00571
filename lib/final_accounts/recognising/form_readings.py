"""Cells of a form that could be read in several ways: the sums of the form decide between the readings.

A reading is taken where the sums leave nothing else. What they leave open stays as the reader trusts it
most and is marked, so that no verdict rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from ..documents import Cell
from ..figures import Figure, is_dash
from ..places import Place
from ..reports import Form, FormRow, Reading
from ..wordings import Wording, tell
from .cell_figures import Candidate, candidates
from .form_catalogue import compact
from .form_header import CODE_COLUMN, Column, Row
from .form_identities import Identity, cell_name, identities, name_row

MOST_TOGETHER = 64
"""Combinations of readings that one sum may choose from: from more than these, one fits by chance."""

MOST_JOINTLY = 1024
"""Combinations of readings that several sums together may choose from."""

MOST_CODES = 16
"""Uncertain codes of a form that are tried: a form with more is not readable."""

Domains = dict[Place, tuple[int, ...]]
"""For each uncertain cell which of its readings are still possible."""

Readings = Mapping[Place, tuple[Candidate, ...]]


def settle_readings(
    form: Form,
    columns: Sequence[Column],
    rows: Sequence[Row],
    read: Callable[[Sequence[Row]], Form | None],
) -> Form:
    """The form with its uncertain cells decided where its sums can, and told of in `Form.readings`.

    `rows` are the cells that the form was read from under `columns`, `read` reads others in their stead.
    """
    if not any(cell.alternatives for row in rows for cell in row):
        return form
    form, codes = _with_codes(form, columns, rows, read)
    open_cells = {
        cell.place: readings
        for row in rows
        for cell in row
        if cell.alternatives and len(readings := candidates(cell)) > 1
    }
    left = _narrowed(form, open_cells)
    decided = {place: indices[0] for place, indices in left.items() if len(indices) == 1}
    figures = tuple(_told(form, open_cells, decided))
    settled = tuple(_settled(row, open_cells, decided) for row in form.rows)
    return replace(form, rows=settled, readings=(*codes, *figures))


def _told(form: Form, open_cells: Readings, decided: Mapping[Place, int]) -> Iterator[Reading]:
    for row in form.rows:
        for column, value in enumerate(row.values):
            if value is None or value.place not in open_cells:
                continue
            texts = [candidate.text for candidate in open_cells[value.place]]
            at = decided.get(value.place)
            taken = value.text if at is None else texts[at]
            others = tuple(text for text in texts if text.strip() != taken.strip())
            yield Reading(value.place, cell_name(form, row, column), taken, others, at is not None)


def _settled(row: FormRow, open_cells: Readings, decided: Mapping[Place, int]) -> FormRow:
    values = list(row.values)
    dashes = set(row.dashes)
    for column, value in enumerate(row.values):
        at = decided.get(value.place) if value is not None else None
        if value is None or at is None:
            continue
        taken = open_cells[value.place][at]
        values[column] = taken.figure
        if is_dash(taken.text):
            dashes.add(column)
    return replace(row, values=tuple(values), dashes=frozenset(dashes))


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


def _rounding(identity: Identity) -> Decimal:
    """Half a last digit for every figure of a sum, all with as many digits as the one that has most.

    Dropped zeros (16 for 16.00) would otherwise let any reading pass.
    """
    steps = [figure.step for figure in identity.figures if figure.value] or [Decimal(1)]
    return len(identity.figures) * min(steps) / 2


def _narrowed(form: Form, readings: Readings) -> Domains:
    """Which readings the sums leave possible. Sums that contradict one another leave all."""
    sums = [
        _Sum(identity, cells) for identity in identities(form) if (cells := _uncertain(identity, readings))
    ]
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
    sums: Sequence[_Sum], full: Domains, contested: set[Place], readings: Readings
) -> tuple[Domains, list[_Sum]]:
    """The readings with which each sum can come out, and the sums that come out with none."""
    domains = dict(full)
    failing: list[_Sum] = []
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


def _by_sums_together(sums: Sequence[_Sum], domains: Domains, readings: Readings) -> Domains:
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


def _connected(sums: Iterable[_Sum], domains: Domains) -> list[list[_Sum]]:
    """The sums in groups that share uncertain cells."""
    groups: list[tuple[set[Place], list[_Sum]]] = []
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


def _with_codes(
    form: Form,
    columns: Sequence[Column],
    rows: Sequence[Row],
    read: Callable[[Sequence[Row]], Form | None],
) -> tuple[Form, tuple[Reading, ...]]:
    """The form with the codes that break fewest of its sums; figures under other codes are uncertain."""
    told: list[Reading] = []
    current = list(rows)
    for cell in _uncertain_codes(columns, rows)[:MOST_CODES]:
        tried: list[tuple[int, str, list[Row], Form]] = []
        for text in (cell.text, *cell.alternatives):
            changed = _with_text(current, cell, text)
            reread = read(changed)
            if reread is not None:
                tried.append((_failing(reread), text, changed, reread))
        if not tried:
            continue
        least = min(failing for failing, *_ in tried)
        best = [attempt for attempt in tried if attempt[0] == least]
        is_decided = len(best) == 1 and len(tried) > 1
        _, taken, current, form = best[0] if is_decided else tried[0]
        others = tuple(text for text in (cell.text, *cell.alternatives) if text != taken)
        told.append(Reading(cell.place, _code_name(form, cell), taken, others, is_decided))
    doubtful = [text for reading in told if not reading.decided for text in (reading.taken, *reading.others)]
    return _with_doubt(form, [compact(text) for text in doubtful]), tuple(told)


def _uncertain_codes(columns: Sequence[Column], rows: Sequence[Row]) -> list[Cell]:
    """The cells of code columns whose readings are different codes."""
    return [
        cell
        for row in rows
        for column, cell in zip(columns, row, strict=False)
        if column.kind == CODE_COLUMN
        and cell.alternatives
        and len({compact(text) for text in (cell.text, *cell.alternatives)}) > 1
    ]


def _with_text(rows: Sequence[Row], target: Cell, text: str) -> list[Row]:
    return [
        tuple(replace(cell, text=text) if cell.place == target.place else cell for cell in row)
        for row in rows
    ]


def _failing(form: Form) -> int:
    return sum(not identity.may_hold for identity in identities(form))


def _code_name(form: Form, cell: Cell) -> Wording:
    row = next((row for row in form.rows if row.place == cell.place), None)
    return tell("named.code_of_row", row=name_row(row) if row is not None else "")


def _with_doubt(form: Form, codes: Sequence[str]) -> Form:
    """The form with the figures uncertain that stand under one of the codes or add it up."""
    if not codes:
        return form

    def is_doubtful(row: FormRow) -> bool:
        return row.code is None or any(code.startswith(row.code) for code in codes)

    return replace(form, rows=tuple(_doubted(row) if is_doubtful(row) else row for row in form.rows))


def _doubted(row: FormRow) -> FormRow:
    doubted = (None if value is None else replace(value, uncertain=True) for value in row.values)
    return replace(row, values=tuple(doubted))

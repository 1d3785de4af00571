"""A column of a form whose amounts stand one row off their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Figure, Key, key_of
from ...recognising.forms.identities import Identity, identities
from ...recognising.forms.named_rows import name_row
from ...reports import Form, Report
from ...wordings import Wording, joined, tell
from .evidence import Evidence, Right, taken_as

_LONGEST = 8
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class ShiftedRows:
    """A run of cells that each hold the amount of the row before or after."""

    where: Wording
    from_below: bool
    figures: tuple[Figure, ...]
    rights: tuple[Figure, ...]
    labels: tuple[str, ...]
    mended: tuple[int, ...]

    @property
    def corrected(self) -> tuple[tuple[Figure, Figure], ...]:
        """Each cell with what it should hold."""
        return tuple(zip(self.figures, self.rights, strict=True))

    @property
    def rights_told(self) -> Wording:
        """What each row should hold."""
        return joined(
            tell("named.right_of", row=label, right=f"{right.value:f}{right.unit or ''}")
            for label, right in zip(self.labels, self.rights, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Column:
    form: Form
    index: int
    cells: tuple[Figure, ...]
    labels: tuple[str, ...]

    @property
    def name(self) -> str:
        if len(self.form.columns) == 1:
            return f"《{self.form.title}》"
        return tell("named.column_of_form", title=self.form.title, column=self.form.columns[self.index])


def shifted_rows(report: Report, evidence: Evidence) -> Iterator[ShiftedRows]:
    """The runs whose amounts, moved by one row, mend at least two failed computations and break none."""
    broken = {
        key_of(figure)
        for index in evidence.failing
        for figure in evidence.findings[index].figures
        if evidence.findings[index].rule.startswith("forms.")
    }
    if not broken:
        return
    for form in report.forms:
        every = identities(form)
        if sum(not identity.may_hold for identity in every) < 2:
            continue
        for column in _columns(form):
            if sum(key_of(cell) in broken for cell in column.cells) < 2:
                continue
            found = _best(column, every, evidence)
            if found is not None:
                yield found


def _columns(form: Form) -> Iterator[_Column]:
    for index in range(len(form.columns)):
        rows = [(row, row.values[index]) for row in form.rows if index < len(row.values)]
        filled = [(name_row(row), value) for row, value in rows if value is not None]
        if len(filled) >= _SHORTEST:
            yield _Column(form, index, tuple(v for _, v in filled), tuple(label for label, _ in filled))


def _best(column: _Column, every: Sequence[Identity], evidence: Evidence) -> ShiftedRows | None:
    """The shortest run of the column that, moved by one row, mends the sums."""
    where = {key_of(cell): place for place, cell in enumerate(column.cells)}
    weights = [_weights(identity, where) for identity in every]
    gaps = [identity.gap for identity in every]
    slacks = [identity.slack for identity in every]
    by_cell: dict[int, list[int]] = {}
    for number, weight in enumerate(weights):
        for place in weight:
            by_cell.setdefault(place, []).append(number)
    wrong = {number for number, identity in enumerate(every) if not identity.may_hold and weights[number]}
    if len(wrong) < 2:
        return None
    for length in range(_SHORTEST, min(_LONGEST, len(column.cells)) + 1):
        for start in range(len(column.cells) - length + 1):
            for down in (True, False):
                run = range(start, start + length)
                moved = _moved(column.cells, run, down)
                touched = {number for place in run for number in by_cell.get(place, ())}
                if len(touched & wrong) < 2:
                    continue
                holds = {
                    number: abs(gaps[number] + _change(weights[number], column.cells, run, moved))
                    <= slacks[number]
                    for number in touched
                }
                if all(holds.values()) and _differ(column.cells, run):
                    found = _found(column, run, moved, down, evidence)
                    if found is not None:
                        return found
    return None


def _weights(identity: Identity, where: dict[Key, int]) -> dict[int, int]:
    """With which sign each cell of the column counts toward the gap of a sum."""
    counted: dict[int, int] = {}
    for figure, sign in [(identity.stated, 1), *((term.figure, -term.sign) for term in identity.terms)]:
        place = where.get(key_of(figure))
        if place is not None:
            counted[place] = counted.get(place, 0) + sign
    return counted


def _moved(cells: Sequence[Figure], run: range, down: bool) -> tuple[Decimal, ...]:
    """What each cell of the run should hold if all were printed one row too low, or too high."""
    values = [cells[place].value for place in run]
    return tuple([*values[1:], values[0]] if down else [values[-1], *values[:-1]])


def _change(weight: dict[int, int], cells: Sequence[Figure], run: range, moved: Sequence[Decimal]) -> Decimal:
    return sum(
        (
            weight[place] * (value - cells[place].value)
            for place, value in zip(run, moved, strict=True)
            if place in weight
        ),
        Decimal(0),
    )


def _differ(cells: Sequence[Figure], run: range) -> bool:
    """Whether each cell of a run would change: else a shorter run tells the same."""
    values = [cells[place].value for place in run]
    return all(one != other for one, other in zip(values, [*values[1:], values[0]], strict=True))


def _found(
    column: _Column, run: range, moved: Sequence[Decimal], down: bool, evidence: Evidence
) -> ShiftedRows | None:
    cells = [column.cells[place] for place in run]
    rights = tuple(taken_as(cell, value) for cell, value in zip(cells, moved, strict=True))
    mended = evidence.mended({key_of(cell): Right(right) for cell, right in zip(cells, rights, strict=True)})
    if not mended:
        return None
    labels = tuple(column.labels[place] for place in run)
    return ShiftedRows(
        where=tell("named.rows", form=column.name, first=labels[0], last=labels[-1], count=len(labels)),
        from_below=down,
        figures=tuple(cells),
        rights=rights,
        labels=labels,
        mended=mended,
    )

"""Cells of a form that could be read in several ways: the sums of the form decide between the readings.

A reading is taken where the sums leave nothing else. What they leave open stays as the reader trusts it
most and is marked, so that no verdict rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...documents import Cell
from ...figures import is_dash
from ...places import Place
from ...reports import Form, FormRow, Reading
from ...wordings import Wording, tell
from .catalogue import compact
from .cell_figures import candidates
from .choices import Readings, possible_readings
from .header import CODE_COLUMN, Column, Row
from .identities import identities
from .marks import marked_row
from .named_rows import cell_name, name_row

MOST_CODES = 16
"""Uncertain codes of a form that are tried: a form with more is not readable."""


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
    left = possible_readings(form, open_cells)
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
            taken = texts[at or 0]
            others = tuple(text for text in texts if text.strip() != taken.strip())
            yield Reading(value.place, cell_name(form, row, column), taken, others, at is not None)


def _settled(row: FormRow, open_cells: Readings, decided: Mapping[Place, int]) -> FormRow:
    values = list(row.values)
    dashes, unread = set(row.dashes), dict(row.unread)
    for column, value in enumerate(row.values):
        if value is None or value.place not in open_cells:
            continue
        at = decided.get(value.place)
        taken = open_cells[value.place][at or 0]
        if taken.figure is None:
            values[column] = None
            if at is None:
                unread[column] = replace(value, text=taken.text, value=Decimal(0))
            elif is_dash(taken.text):
                dashes.add(column)
        elif at is not None:
            values[column] = taken.figure
    return replace(row, values=tuple(values), dashes=frozenset(dashes), unread=unread)


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

    return replace(form, rows=tuple(marked_row(row) if is_doubtful(row) else row for row in form.rows))

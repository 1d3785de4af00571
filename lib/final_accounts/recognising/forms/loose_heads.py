"""The heads of forms whose columns were lost: which columns there are, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...documents import Cell
from .catalogue import CODE, CODES, FormKind, squeeze
from .header import CODE_COLUMN, NAME_COLUMN, VALUE_COLUMN, Column, Row
from .loose_cells import column_count, numbers_columns

_SHORTEST_BEGIN = 2
"""Letters of the first piece of a name that is broken."""


def before_data(kind: FormKind, rows: Sequence[Row]) -> Iterator[Cell]:
    """The cells of the head: those before the row of column numbers or the first code."""
    for row in rows:
        for cell in row:
            name = squeeze(cell.text)
            if numbers_columns(name) or (kind.layout == CODES and CODE.fullmatch(name)):
                return
            yield cell


def head_lines(kind: FormKind, above: Sequence[str], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The printed lines of a head, each in the pieces that stand apart."""
    by_line: dict[int | None, list[str]] = {}
    for cell in before_data(kind, rows):
        by_line.setdefault(cell.place.row, []).append(cell.text)
    lines = [*(text.split() for text in above), *by_line.values()]
    return [tuple(map(squeeze, pieces)) for pieces in lines]


def coded_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a form of codes: the code, its name, and those of amounts by their names."""
    return (
        Column("科目代码", (), CODE_COLUMN),
        Column("科目名称", (), NAME_COLUMN),
        *(Column(name, (), VALUE_COLUMN) for name in names),
    )


def value_names(
    kind: FormKind, head: str, lines: Sequence[Sequence[str]], rows: Sequence[Row]
) -> tuple[str, ...] | None:
    """The names of a form's value columns: those of its head in order, or the catalogue's if as many."""
    numbered = column_count(rows)
    by_cells: dict[str, str] = {}
    for cell in before_data(kind, rows):
        role = kind.role(cell.text)
        if role is not None:
            by_cells.setdefault(role, squeeze(cell.text))
    for found in (by_cells, _names_in(kind, head)):
        found |= _broken_names(kind, set(kind.columns) - set(found), lines)
        if set(found) >= set(kind.columns) and numbered in (None, len(found)):
            roles = _in_order(kind, list(found), ["".join(pieces) for pieces in lines])
            return None if roles is None else tuple(found[role] for role in roles)
    catalogued = tuple(names[0] for names in kind.columns.values())
    return catalogued if numbered == len(catalogued) else None


def _names_in(kind: FormKind, head: str) -> dict[str, str]:
    """The names of columns that stand in a head whose cells ran together, by their roles."""
    known = {name: role for role, names in (*kind.columns.items(), *kind.optional.items()) for name in names}
    pattern = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    found: dict[str, str] = {}
    for match in pattern.finditer(head):
        found.setdefault(known[match.group()], match.group())
    return found


def _broken_names(kind: FormKind, missing: set[str], lines: Sequence[Sequence[str]]) -> dict[str, str]:
    """The names of columns that several lines of a head print, with others between: 对附属单位补 … 助支出."""
    found: dict[str, str] = {}
    for role in missing:
        for name in kind.columns[role]:
            if any(_spell(name, lines[at:], _SHORTEST_BEGIN) for at in range(len(lines))):
                found.setdefault(role, name)
    return found


def _spell(name: str, lines: Sequence[Sequence[str]], shortest: int = 1) -> bool:
    """Whether a piece of the first line begins a name, one of a later line goes on with it, and so on."""
    pieces = lines[0] if lines else ()
    begun = [piece for piece in pieces if len(piece) >= shortest and name.startswith(piece)]
    return name in begun or any(
        _spell(name[len(piece) :], lines[at:]) for piece in begun for at in range(1, len(lines))
    )


def _in_order(kind: FormKind, roles: Sequence[str], lines: Sequence[str]) -> list[str] | None:
    """The columns in their order on paper, None if nothing tells it.

    No sum does: it is that of one line of the head which names them all. Where their names wrap, a tall
    one is printed above the others, wherever it stands; then all know the order by the catalogue.
    """
    printed = _parts_behind_total(kind, roles)
    known = [role for role in kind.columns if role in roles]
    if [role for role in printed if role in kind.columns] == known:
        return printed
    if any(set(_names_in(kind, line)) >= set(roles) for line in lines):
        return printed
    return known if len(known) == len(roles) else None


def _parts_behind_total(kind: FormKind, roles: Sequence[str]) -> list[str]:
    """The columns in their order on paper: the parts of a total below it are printed after all of its row."""
    parts = [part for part, _ in kind.sums.get("total", ()) if part in roles]
    others = [role for role in roles if role not in parts]
    at = others.index("total") + 1 if "total" in others else len(others)
    return [*others[:at], *(role for role in roles if role in parts), *others[at:]]

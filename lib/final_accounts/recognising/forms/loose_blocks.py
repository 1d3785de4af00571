"""Forms of which a conversion gave the columns one after another: codes, names, and the amounts by columns.

Only a form that prints all its amounts, noughts too, is put together: then it has as many as its rows and
columns have cells, and the sums of the form tell which goes where. Of another nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, permutations, product
from math import prod

from ...documents import Cell
from ...figures import Figure, parse_figure
from .catalogue import CODE, EXPENDITURE, INCOME, FormKind, compact, is_enumerated, row_names, squeeze, words
from .filling import Lane, arrangements
from .header import Column, Row
from .loose_cells import Item, LooseForm
from .loose_heads import coded_columns, head_lines, value_names
from .loose_sides import labelled_lines, side_columns
from .sums import CellSum, Slot, cell_sums, may_hold

_FEWEST_ROWS = 3
_MOST_WAYS = 1_000


@dataclass(slots=True)
class _Part:
    """A piece of a form: its rows, by their numbers, and as many amounts as these have cells."""

    rows: list[int] = field(default_factory=list)
    amounts: list[Cell] = field(default_factory=list)


def read_coded_blocks(kind: FormKind, above: Sequence[str], rows: Sequence[Row]) -> LooseForm | None:
    """A form of codes whose cells came by columns; None if it is not, or not all cells are filled."""
    cells = [cell for row in rows for cell in row]
    heads = _heads(kind, rows)
    head = squeeze("".join([*above, *(cell.text for row in heads for cell in row)]))
    names = value_names(kind, head, head_lines(kind, above, heads), heads)
    codes = [compact(cell.text) for cell in cells if _is_code(cell)]
    if names is None or len(codes) < _FEWEST_ROWS or codes != sorted(set(codes)):
        return None
    total = next((cell for cell in cells if squeeze(cell.text) in row_names("total")), None)
    parts = list(_parts(cells, len(names), total is not None))
    if total is None or sum(len(part.rows) for part in parts) != len(codes) + 1:
        return None
    starts = [total, *(cell for cell in cells if _is_code(cell))]
    labels = ["合计", *_labels(kind, heads, len(codes))]
    made = [
        (replace(start, text=code), replace(start, text=label), *[start] * len(names))
        for start, code, label in zip(starts, ["", *codes], labels, strict=True)
    ]
    columns = coded_columns(names)
    at_total = next((at for at, name in enumerate(names, 2) if kind.role(name) == "total"), None)
    others = [column for column in range(2, len(columns)) if column != at_total]
    pieces = [(_coded_lanes(part.rows, len(columns), at_total), part.amounts) for part in parts]
    form = _filled(kind, columns, made, pieces, others if _only_total_adds(kind) else ())
    if form is None or all(len(part.rows) == 1 for part in parts):
        return form
    # Sums tell the row of a part and no more: a conversion may take columns in any order.
    return replace(form, doubted=tuple(column - 2 for column in others))


def _only_total_adds(kind: FormKind) -> bool:
    """Whether the total adds all other columns, which are alike in that."""
    return {role: {sign for _, sign in terms} for role, terms in kind.sums.items()} == {"total": {1}}


def _coded_lanes(rows: Sequence[int], width: int, at_total: int | None) -> list[Lane]:
    """The columns of some rows. Those of the parts come in their order, that of the total anywhere."""
    return [
        Lane(tuple((row, column) for row in rows), tuple(rows), None if column == at_total else 1)
        for column in range(2, width)
    ]


def _heads(kind: FormKind, rows: Sequence[Row]) -> list[Row]:
    """The rows of words. The shortest name of the total is that of its row if another stands there too."""
    words_only = [row for row in rows if not any(_is_code(cell) or _amount(cell) for cell in row)]
    names = {squeeze(cell.text) for row in words_only for cell in row if kind.role(cell.text) == "total"}
    of_row = min(names & row_names("total"), key=len, default="") if len(names) > 1 else ""
    return [row for row in words_only if of_row not in {squeeze(cell.text) for cell in row}]


def _parts(cells: Sequence[Cell], width: int, has_total: bool) -> Iterator[_Part]:
    """The pieces of a form of codes whose cells are all filled, as its pages are: each ends where there have
    been as many amounts as cells. Their rows are fewer than the codes where that comes out wrong."""
    row, part = int(has_total), _Part(list(range(int(has_total))))
    for cell in cells:
        if _is_code(cell):
            part.rows.append(row)
            row += 1
        elif _amount(cell):
            part.amounts.append(cell)
        if part.rows and len(part.amounts) == width * len(part.rows):
            yield part
            part = _Part()


def _labels(kind: FormKind, heads: Sequence[Row], count: int) -> Sequence[str]:
    """The names of the codes in their order; blank ones if there are not as many as codes."""
    lists = ("code", "code_part", "name", "line", "column_numbers")
    known = {*(name for one in lists for name in words("header", one)), *row_names("total")}
    known |= {f"科目{name}" for name in words("header", "code")}
    texts = [compact(cell.text) for row in heads for cell in row]
    names = [text for text in texts if squeeze(text) not in known and kind.role(text) is None]
    names = [name for name in names if not name.isdigit()]
    return names if len(names) == count else [""] * count


def read_sided_blocks(kind: FormKind, head: str, rows: Sequence[Row]) -> LooseForm | None:
    """A two-sided form whose cells came by columns; None if it is not, or not all cells are filled."""
    cells = [cell for row in rows for cell in row]
    amounts = [cell for cell in cells if _amount(cell)]
    items = labelled_lines([cell for cell in cells if not _amount(cell)])
    sides = {side: [item for item in items if item.side == side] for side in (INCOME, EXPENDITURE)}
    width = len(kind.columns)
    if min(map(len, sides.values())) < _FEWEST_ROWS:
        return None
    if len(sides[INCOME]) + width * len(sides[EXPENDITURE]) != len(amounts):
        return None
    columns = side_columns(kind, head)
    made = [*_side_rows(sides, width)]
    first, below = len(sides[INCOME]), len(sides[EXPENDITURE])
    totals = sum(not is_enumerated(item.label) for item in sides[INCOME])
    lines = [row if row < first - totals else row - first + below for row in range(first)]
    lanes = [Lane(tuple((row, 2) for row in range(first)), tuple(lines))]
    for column in range(5, 5 + width):
        slots = tuple((row, column) for row in range(first, len(made)))
        lanes.append(Lane(slots, tuple(range(below)), group=1))
    return _filled(kind, columns, made, [(lanes, amounts)], ())


def _side_rows(sides: dict[str, list[Item]], width: int) -> Iterator[Row]:
    for side, items in sides.items():
        for item in items:
            blank = replace(item.start, text="")
            label = replace(item.start, text=item.label)
            if side == INCOME:
                yield (label, blank, item.start, *[blank] * (width + 2))
            else:
                yield (blank, blank, blank, label, blank, *[item.start] * width)


def _filled(
    kind: FormKind,
    columns: Sequence[Column],
    rows: Sequence[Row],
    pieces: Sequence[tuple[Sequence[Lane], Sequence[Cell]]],
    alike: Sequence[int],
) -> LooseForm | None:
    """The form with its amounts in its cells; None if their place is not proven.

    Each piece has its own lanes and amounts. What is found for it may stand in any order of the columns that
    are `alike`, those printed behind the total's first: only the sums over all pieces may tell.
    """
    sums = cell_sums(kind, columns, rows)
    ways = [_ways(sums, *piece, alike, is_first=at == 0) for at, piece in enumerate(pieces)]
    proven: list[dict[Slot, Cell]] = []
    for chosen in islice(product(*ways), _MOST_WAYS):
        whole = {slot: cell for way in chosen for slot, cell in way.items()}
        values = {slot: figure for slot, cell in whole.items() if (figure := _amount(cell)) is not None}
        if all(may_hold(one, values) for one in sums):
            proven.append(whole)
    sure = {tuple(cells[slot].text for slot in sorted(cells) if slot[1] not in alike) for cells in proven}
    if len(sure) != 1 or prod(map(len, ways)) > _MOST_WAYS:
        return None
    return LooseForm(tuple(columns), tuple(_row(row, at, proven[0]) for at, row in enumerate(rows)))


def _ways(
    sums: Sequence[CellSum],
    lanes: Sequence[Lane],
    amounts: Sequence[Cell],
    alike: Sequence[int],
    is_first: bool,
) -> list[dict[Slot, Cell]]:
    """How the amounts of one piece may fill its cells: a single row from left to right, several as their own
    sums allow."""
    figures = [figure for cell in amounts if (figure := _amount(cell)) is not None]
    if len(figures) <= len(lanes):
        found = [{lane.slots[0]: position for position, lane in enumerate(lanes)}]
    else:
        slots = {slot for lane in lanes for slot in lane.slots}
        own = [one for one in sums if slots.issuperset(one.slots)]
        arranged = arrangements(lanes, figures, own)
        found = [other for way in arranged for other in _exchanged(way, alike, is_first)]
    return [{slot: amounts[position] for slot, position in way.items()} for way in found]


def _exchanged(way: Mapping[Slot, int], alike: Sequence[int], only_first: bool) -> Iterator[dict[Slot, int]]:
    """A way with the columns that are alike in every order, or in the first: those that stand behind the
    other's before those that stand in front of it."""
    begins = {column: min(at for slot, at in way.items() if slot[1] == column) for _, column in way}
    total = min((at for column, at in begins.items() if column not in alike), default=0)
    ranked = sorted(alike, key=lambda column: (begins[column] < total, begins[column]))
    for order in islice(permutations(ranked), 1 if only_first else None):
        there = dict(zip(order, alike, strict=True))
        yield {(row, there.get(column, column)): at for (row, column), at in way.items()}


def _row(row: Row, at: int, cells: dict[Slot, Cell]) -> Row:
    """A row with the amounts that stand in it."""
    return tuple(
        replace(own, place=replace(own.place, row=row[0].place.row, column=column))
        if (own := cells.get((at, column))) is not None
        else cell
        for column, cell in enumerate(row)
    )


def _is_code(cell: Cell) -> bool:
    return CODE.fullmatch(compact(cell.text)) is not None


def _amount(cell: Cell) -> Figure | None:
    """The amount in a cell; whole numbers are those of lines, columns and pages."""
    figure = parse_figure(cell.text)
    return figure if figure is not None and figure.decimals > 0 else None

"""Rows whose merged cells a text conversion printed as one cell: back under and over their columns.

A converter that prints a merged cell once makes its row shorter, and all that follows stands too far left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, pairwise
from math import comb

from ...documents import Cell
from ...figures import parse_figure
from .catalogue import CODE, FormKind, compact, row_names, squeeze, words
from .header import (
    CODE_COLUMN,
    NAME_COLUMN,
    VALUE_COLUMN,
    Column,
    Header,
    Row,
    is_data_row,
    is_number_row,
    kind_of_name,
    read_header,
)
from .rows import read_body

_DEEPEST = 8
_MOST_WAYS = 64
"""Ways to lay out a head that are tried: one of more fits by chance."""
_GOES_ON = "…"
_CHANGE = re.compile("增|减|变动|变化|幅度|同比|比上年")
_Groups = list[tuple[int, int]]
"""Stretches of columns, from the first to the one after the last."""


def with_head_laid_out(rows: Sequence[Row], kind: FormKind | None) -> list[Row]:
    """The rows of a table with the cells of its head over the columns that they belong to.

    Rows of the head that are not too short, or whose place nothing tells, come back as they are. What
    columns the form has, if its `kind` is known, tells which of its cells was merged. Columns that are blank
    in all rows, which bars at the ends of lines leave, hold no part of the head.
    """
    width = max((_end_of(row) for row in rows), default=0)
    laid = _laid_out([row[:width] for row in rows], kind)
    return [(*row, *whole[width:]) for row, whole in zip(laid, rows, strict=True)]


def _end_of(row: Row) -> int:
    """The column after the last that a row's cells take."""
    return max((at + cell.column_span for at, cell in enumerate(row) if cell.text.strip()), default=0)


def _laid_out(rows: list[Row], kind: FormKind | None) -> list[Row]:
    named = _named(rows)
    laid = list(rows)
    for above, below in pairwise(named):
        laid[below] = _under(laid[above], laid[below])
        if kind is not None and _is_short(laid[above]) and _is_short(laid[below]):
            laid[above], laid[below] = _fitted(kind, laid, above, below)
    for above, below in reversed(list(pairwise(named))):
        laid[above] = _over(laid[above], laid[below])
    return laid


def is_headless(rows: Sequence[Row], header: Header) -> bool:
    """Whether a head too short for its table leaves columns with amounts without a name."""
    if not any(_is_short(rows[at]) for at in _named(rows)):
        return False
    return any(column.kind == VALUE_COLUMN and not column.name for column in header.columns)


def _named(rows: Sequence[Row]) -> list[int]:
    """The rows of the head that name columns."""
    height = next((at for at, row in enumerate(rows[:_DEEPEST]) if is_data_row(row)), 0)
    return [at for at in range(height) if not is_number_row(rows[at]) and _filled(rows[at])]


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _is_short(row: Row) -> bool:
    """Whether a row's cells stand without a gap from the left, and do not reach the right end."""
    count = len(_filled(row))
    spans_told = any(cell.column_span > 1 for cell in row)
    return not spans_told and count < len(row) and all(cell.text.strip() for cell in row[:count])


def _under(above: Row, row: Row) -> Row:
    """A short row below the merged cells of the row above, if it has just as many cells as these take."""
    if not _is_short(row) or _is_short(above) or not above[0].text.strip():
        return row
    starts = [at for at, cell in enumerate(above) if cell.text.strip()]
    ends = [*starts[1:], len(above)]
    wide = [(start, end) for start, end in zip(starts, ends, strict=True) if end - start > 1]
    columns = [at for start, end in wide for at in range(start, end)]
    cells = _filled(row)
    if len(columns) != len(cells):
        return row
    return _placed(row, list(zip(columns, cells, strict=True)))


def _fitted(kind: FormKind, rows: Sequence[Row], above: int, below: int) -> tuple[Row, Row]:
    """Two rows of a head of which one lost what is merged across, the other what is merged down.

    The cells of the lower one stand below some of the upper: below those with which the form has most of
    the columns that it should have, if that are the only ones.
    """
    scored: list[tuple[tuple[float, int, int, bool], tuple[Row, Row]]] = []
    for upper, lower in _pairs(rows[above], rows[below]):
        tried = [*rows[:above], upper, *rows[above + 1 : below], lower, *rows[below + 1 :]]
        for at in reversed([at for at in _named(rows) if at < above]):
            tried[at] = _over(tried[at], tried[at + 1])
        header = read_header(tried)
        body = read_body(kind, header.columns, tried[header.height :])
        if body is not None:
            known = {kind.role(name) for name in body.columns} - {None}
            named = sum(_has_role(kind, column) for column in header.columns)
            score = (kind.fit(body.columns), len(known), named, _changes_together(upper, lower))
            scored.append((score, (upper, lower)))
    best = max((score for score, _ in scored), default=None)
    fitting = [pair for score, pair in scored if score == best]
    return fitting[0] if len(fitting) == 1 else (rows[above], rows[below])


def _changes_together(upper: Row, lower: Row) -> bool:
    """Whether names of changes, 增减额 and 增减幅度, stand below names of changes alone: 比上年增减情况."""
    return all(
        bool(_CHANGE.search(cell.text)) == bool(_CHANGE.search(below.text))
        for at, cell in enumerate(upper)
        if cell.column_span > 1
        for below in lower[at : at + cell.column_span]
        if below.text.strip()
    )


def _has_role(kind: FormKind, column: Column) -> bool:
    """Whether a form has a column of this name, and where it should be: the parts below their sum."""
    measures = row_names("budget") | row_names("final")
    above = next((group for group in reversed(column.groups) if squeeze(group) not in measures), "")
    is_subtotal = squeeze(column.name) in row_names("total") | set(words("header", "subtotal"))
    sum_above = kind.role(above)
    if sum_above is None:
        return kind.role((above if is_subtotal else "") + column.name) is not None
    parts = [part for part, _ in kind.sums.get(sum_above, ())]
    return bool(parts) if is_subtotal else kind.role(column.name) in parts


def _pairs(above: Row, below: Row) -> Iterator[tuple[Row, Row]]:
    """All ways in which stretches of the lower cells may stand below single cells of the upper ones."""
    cells, inner = _filled(above), _filled(below)
    merged = len(cells) + len(inner) - len(above)
    if not 1 <= merged <= len(cells):
        return
    texts = [squeeze(cell.text) for cell in inner]
    for sizes in sorted({tuple(end - start for start, end in groups) for groups in _groupings(texts)}):
        if len(sizes) != merged or comb(len(cells), merged) > _MOST_WAYS:
            continue
        for chosen in combinations(range(len(cells)), merged):
            widths = dict(zip(chosen, sizes, strict=True))
            starts = list(accumulate((widths.get(at, 1) for at in range(len(cells))), initial=0))
            columns = [starts[at] + step for at in chosen for step in range(widths[at])]
            groups = list(pairwise(starts))
            yield (
                _placed(above, list(zip(starts, cells, strict=False)), groups),
                _placed(below, list(zip(columns, inner, strict=True))),
            )


def _over(row: Row, below: Row) -> Row:
    """A short row over the columns that the row below names."""
    if not _is_short(row):
        return row
    cells = _filled(row)
    texts = [squeeze(cell.text) for cell in row if cell.text.strip()]
    under = ["" if name in texts else name for name in _covering(below)]
    for groups in _groupings(under):
        if len(groups) == len(cells):
            starts = [start for start, _ in groups]
            return _placed(row, list(zip(starts, cells, strict=True)), groups)
    return row


def _covering(row: Row) -> list[str]:
    """The name over each column: that of a merged cell over all that it takes."""
    names = [squeeze(cell.text) for cell in row]
    for at, cell in enumerate(row):
        for column in range(at + 1, at + cell.column_span):
            names[column] = names[column] or _GOES_ON
    return names


def _groupings(under: Sequence[str]) -> Iterator[_Groups]:
    """How the columns may stand below merged cells: columns without a name of their own stand alone, the
    others together, parted where the names begin again, at a subtotal, or where labels end and amounts begin.
    """
    runs = _runs(under)
    yield runs
    first = next((name for name in under if name), "")
    yield list(_cut(runs, lambda at: under[at] == first))
    subtotals = row_names("total") | set(words("header", "subtotal"))
    yield list(_cut(runs, lambda at: under[at] in subtotals))
    kinds = [kind_of_name(name) == VALUE_COLUMN for name in under]
    yield list(_cut(runs, lambda at: kinds[at] and not kinds[at - 1]))
    yield list(_cut(runs, lambda at: kinds[at] != kinds[at - 1] or under[at] == first))


def _runs(under: Sequence[str]) -> _Groups:
    groups: _Groups = []
    for at, name in enumerate(under):
        if name and groups and under[at - 1]:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    return groups


def _cut(groups: _Groups, is_start: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    for start, end in groups:
        begin = start
        for at in range(start + 1, end):
            if is_start(at):
                yield begin, at
                begin = at
        yield begin, end


def _placed(row: Row, cells: Sequence[tuple[int, Cell]], groups: Sequence[tuple[int, int]] = ()) -> Row:
    """The row with its cells in other columns, each as wide as its group."""
    spans = dict(groups)
    placed = [replace(cell, text="", row_span=1, column_span=1) for cell in row]
    for column, cell in cells:
        placed[column] = replace(cell, column_span=spans.get(column, column + 1) - column)
    return tuple(placed)


def row_laid_out(columns: Sequence[Column], row: Row) -> Row:
    """A row 合计 38.50 …, whose one label took all columns before the amounts, with its amounts in theirs."""
    values = [at for at, column in enumerate(columns) if column.kind == VALUE_COLUMN]
    if not values or len(row) != len(columns) or not row[0].text.strip():
        return row
    labels = range(values[0])
    amounts = [at for at in labels if columns[at].kind in (CODE_COLUMN, NAME_COLUMN) and _is_amount(row[at])]
    if not amounts or amounts[0] == 0 or CODE.fullmatch(compact(row[0].text)) or _is_amount(row[0]):
        return row
    shift = values[0] - amounts[0]
    if any(cell.text.strip() for cell in row[len(row) - shift :]):
        return row
    at = amounts[0]
    return (*row[:at], *row[len(row) - shift :], *row[at : len(row) - shift])


def _is_amount(cell: Cell) -> bool:
    text = compact(cell.text)
    return parse_figure(text) is not None and CODE.fullmatch(text) is None

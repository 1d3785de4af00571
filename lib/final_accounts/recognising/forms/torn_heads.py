"""Heads of forms that the end of a page tears from their rows, or in mid-row: put above the rows.

So are the first rows of a form that is known by the lines its rows name, where too few of these stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...documents import Block, Paragraph, Table
from .catalogue import FormKind
from .header import Row, is_data_row, is_number_row, read_header
from .heading import read_heading
from .heads_apart import LEAST_FIT
from .layout import row_laid_out, with_head_laid_out
from .rows import read_body

_REACH = 6
"""So many paragraphs above a table its title stands at the most."""


def with_whole_heads(blocks: Iterable[Block]) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables, each torn head in one table with the rows that directly follow it."""
    head: Table | None = None
    kind: FormKind | None = None
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            if head is not None and kind is not None and len(head.rows[0]) == len(block.rows[0]):
                whole = _whole(kind, head.rows, block.rows)
                is_more = whole != block.rows and _fit(kind, whole) >= LEAST_FIT
                if is_more or _holds_only_head(head, kind):
                    yield replace(block, rows=whole)
                    head = None
                    continue
            if head is not None:
                yield head
            title = read_heading(above[-_REACH:]).title
            kind = title.kind if title else None
            is_part = kind is not None and (_holds_only_head(block, kind) or _lacks_rows(block, kind))
            head = block if is_part else None
            if head is None:
                yield block
            above = []
        elif isinstance(block, Paragraph):
            if head is not None:
                yield head
                head = None
            above.append(block.text)
            yield block
    if head is not None:
        yield head


def _holds_only_head(table: Table, kind: FormKind) -> bool:
    if table.loose:
        return False
    return read_header(with_head_laid_out(table.rows, kind)).height == len(table.rows)


def _lacks_rows(table: Table, kind: FormKind) -> bool:
    """Whether a table does not say enough to be known as its form."""
    return not table.loose and _fit(kind, table.rows) < LEAST_FIT


def _whole(kind: FormKind, head: Sequence[Row], below: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of both under the head that names most columns of the form: the one that the next page
    repeats, the torn one whole again, or one below the other."""
    torn = tuple(
        replace(low, text=top.text + low.text) if top.text.strip() else low
        for top, low in zip(head[-1], below[0], strict=True)
    )
    ways: list[tuple[Row, ...]] = [tuple(below), (*head, *below)]
    if not any(is_number_row(row) or is_data_row(row) for row in (head[-1], below[0])):
        ways.insert(1, (*head[:-1], torn, *below[1:]))
    return max(ways, key=lambda rows: _fit(kind, rows))


def _fit(kind: FormKind, rows: Sequence[Row]) -> float:
    """The share of a form's columns that are found where rows are read with their own head."""
    laid_out = with_head_laid_out(rows, kind)
    header = read_header(laid_out)
    body = [row_laid_out(header.columns, row) for row in laid_out[header.height :]]
    read = read_body(kind, header.columns, body) if body else None
    return kind.fit(read.columns) if read is not None else 0.0

"""Forms of which a conversion left words and numbers in an order that does not tell what belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents import Document, Paragraph, Table
from ...figures import Figure, parse_figure
from ...reports import Form, UnreadForm
from .heading import read_heading

_FEWEST_AMOUNTS = 3


def unread_forms(document: Document, forms: Sequence[Form]) -> Iterator[UnreadForm]:
    """The titled tables of loose cells that made no form, one a form; none of a form that was read."""
    read = {form.place.table for form in forms}
    told = {form.key for form in forms}
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
        elif isinstance(block, Table):
            title = read_heading(above).title
            figures = tuple(_amounts(block))
            above = []
            if not block.loose or block.index in read or title is None or title.kind.key in told:
                continue
            if len(figures) >= _FEWEST_AMOUNTS:
                told.add(title.kind.key)
                yield UnreadForm(title.title, figures, block.place)


def _amounts(table: Table) -> Iterator[Figure]:
    """The amounts of a table, all uncertain; whole numbers are those of lines and pages."""
    for cell in (cell for row in table.rows for cell in row):
        figure = parse_figure(cell.text, None, cell.place)
        if figure is not None and figure.decimals > 0:
            yield figure

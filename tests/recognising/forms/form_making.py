"""Documents by hand: a string is a paragraph, a list of lines with | between cells is a table.

A cell 38.50~38.59 was read 38.50 and may be 38.59; nothing behind the mark is a blank.
"""

from __future__ import annotations

from pathlib import Path

from final_accounts.documents import Block, Cell, Document, Paragraph, Source, Table
from final_accounts.places import Place
from final_accounts.reports import Form

Printed = str | list[str]


def document(*printed: Printed) -> Document:
    blocks: list[Block] = []
    for part in printed:
        if isinstance(part, str):
            number = sum(isinstance(block, Paragraph) for block in blocks)
            blocks.append(Paragraph(number, part))
        else:
            blocks.append(table(part, sum(isinstance(block, Table) for block in blocks)))
    return Document(Source("made.txt", "txt", "0" * 64, None, Path("made.txt")), tuple(blocks))


def table(lines: list[str], index: int = 0) -> Table:
    grid = [[text.strip() for text in line.split("|")] for line in lines]
    width = max(map(len, grid))
    rows = tuple(
        tuple(
            _cell(text, Place(table=index, row=row, column=column))
            for column, text in enumerate([*texts, *[""] * (width - len(texts))])
        )
        for row, texts in enumerate(grid)
    )
    return Table(index, rows, Place(table=index))


def _cell(printed: str, place: Place) -> Cell:
    text, *others = printed.split("~")
    return Cell(text, place, alternatives=tuple(others))


def values(form: Form) -> dict[tuple[str | None, str], list[str | None]]:
    """The figures of each row by code and label, as decimals in text."""
    return {
        (row.code, row.label): [None if value is None else str(value.value) for value in row.values]
        for row in form.rows
    }

"""The tables of a document, to be published again in other formats, and what its forms say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samples.blocks import Sheet

from final_accounts.documents import Document, Paragraph, Table
from final_accounts.reports import Form


def published(document: Document) -> list[Sheet]:
    """Each table with the short lines above it and, where one follows, its note."""
    found: list[Sheet] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if found and not above and block.text.startswith("注"):
                last = found[-1]
                found[-1] = replace(last, below=(*last.below, block.text))
            else:
                above.append(block.text)
        elif isinstance(block, Table):
            rows = tuple(tuple(cell.text for cell in row) for row in block.rows)
            found.append(Sheet(tuple((text,) for text in above[-4:]), rows))
            above = []
    return found


def contents(forms: Sequence[Form]) -> list[tuple[object, ...]]:
    """All that forms say, without their places and the way in which numbers were spaced."""
    return [
        (
            form.key,
            form.title,
            form.printed_number,
            form.printed_unit,
            form.unit,
            form.bureau,
            form.columns,
            [
                (
                    row.code,
                    row.label,
                    row.line,
                    row.side,
                    tuple(
                        None if value is None else (value.value, value.decimals, value.unit)
                        for value in row.values
                    ),
                    row.dashes,
                )
                for row in form.rows
            ],
            form.notes,
        )
        for form in forms
    ]

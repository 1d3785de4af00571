"""Heads of forms that stand together while their tables stand behind all paragraphs, in the same order.

So a Word file comes out whose paragraphs were taken first and whose tables afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...documents import Document, Paragraph, Table
from .catalogue import FormKind
from .header import read_header
from .heading import is_head_line, read_heading, read_line
from .layout import with_head_laid_out
from .rows import read_body

FEWEST = 3
"""Forms whose heads and tables must be apart for them to be put together."""

LEAST_FIT = 0.5
"""Below this share of its columns a table under a form's title is something else."""


def heads_apart(document: Document) -> Mapping[int, Sequence[str]]:
    """By the index of each table the lines of the head that belongs to it, if heads and tables are apart."""
    tables = document.tables
    first = next((at for at, block in enumerate(document.blocks) if isinstance(block, Table)), 0)
    if not tables or any(isinstance(block, Paragraph) for block in document.blocks[first:]):
        return {}
    heads = _heads([block.text for block in document.blocks[:first] if isinstance(block, Paragraph)])
    pairs = list(zip(tables, heads, strict=False))
    if not FEWEST <= len(heads) <= len(tables) or not all(_fits(table, head) for table, head in pairs):
        return {}
    return {table.index: head for table, head in pairs}


def _heads(texts: Sequence[str]) -> list[list[str]]:
    """The lines of each head: a title, and right below it a number or a unit."""
    heads: list[list[str]] = []
    current: list[str] = []
    for text in [*texts, ""]:
        if is_head_line(text):
            if read_line(text).title and current:
                heads.append(current)
                current = []
            current.append(text)
        elif current:
            heads.append(current)
            current = []
    return [head for head in heads if _is_whole(head)]


def _is_whole(head: Sequence[str]) -> bool:
    found = read_heading(head)
    return found.title is not None and bool(found.number or found.unit)


def _fits(table: Table, head: Sequence[str]) -> bool:
    """Whether a table has columns of the form that a head names."""
    title = read_heading(head).title
    kind: FormKind | None = title.kind if title else None
    if kind is None:
        return False
    rows = with_head_laid_out(list(table.rows), kind)
    header = read_header(rows)
    body = read_body(kind, header.columns, rows[header.height :]) if header.columns else None
    return body is not None and kind.fit(body.columns) >= LEAST_FIT

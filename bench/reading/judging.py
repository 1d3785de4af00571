"""How what was read compares with what was printed: cells of tables, figures of forms, claims."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from final_accounts.documents import Cell, Document, Paragraph, Source, Table
from final_accounts.errors import NotAnAccount
from final_accounts.figures import Figure
from final_accounts.places import Place
from final_accounts.reading.lines import tidy
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Form, Statement

from .tools import Rows

_NUMBER = re.compile(r"-?\d[\d,.]*%?")


@dataclass(frozen=True, slots=True)
class Rates:
    """Cells printed and right, numbers and labels apart; `wrong` tells what was read instead."""

    numbers: int
    numbers_right: int
    labels: int
    labels_right: int
    wrong: tuple[str, ...]


def compare(printed: Sequence[Rows], found: Sequence[Rows]) -> Rates:
    """The cells of tables against those printed.

    Rows are paired in reading order, so that it does not matter whether a tool gives a table that goes on
    upon another page as one or two, with its head again or not. A cell is right if its row's pair has the
    same text in the same column, but for spaces and the width of brackets.
    """
    rows = [[bare(cell) for cell in row] for table in printed for row in table]
    others = [[bare(cell) for cell in row] for table in found for row in table]
    counts = Counter[str]()
    wrong = []
    for row, other in zip(rows, paired(rows, others), strict=True):
        for column, cell in enumerate(row):
            if not cell:
                continue
            kind = "numbers" if _NUMBER.fullmatch(cell) else "labels"
            read = other[column] if column < len(other) else ""
            counts[kind] += 1
            counts[f"{kind} right"] += cell == read
            if cell != read:
                wrong.append(f"{kind[:-1]} {cell!r} read as {read!r} in {'|'.join(row)[:60]}")
    return Rates(
        counts["numbers"], counts["numbers right"], counts["labels"], counts["labels right"], tuple(wrong)
    )


def bare(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def paired(rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """For each row the one of `others` that is its pair, () where none is: in order, most cells in common."""
    holders = [{(column, cell) for column, cell in enumerate(row) if cell} for row in others]
    best = [[0] * (len(others) + 1) for _ in range(len(rows) + 1)]
    common = [[0] * len(others) for _ in rows]
    for at, row in enumerate(rows):
        held = {(column, cell) for column, cell in enumerate(row) if cell}
        above, here = best[at], best[at + 1]
        for other, holder in enumerate(holders):
            same = len(held & holder)
            common[at][other] = same
            here[other + 1] = max(above[other + 1], here[other], above[other] + same)
    pairs: list[Sequence[str]] = [()] * len(rows)
    at, other = len(rows), len(others)
    while at and other:
        if best[at][other] == best[at - 1][other]:
            at -= 1
        elif best[at][other] == best[at][other - 1]:
            other -= 1
        else:
            at, other = at - 1, other - 1
            pairs[at] = others[other]
    return pairs


def document_of(blocks: Iterable[Mapping[str, Any]]) -> Document:
    """The document that a perfect reader would make of what was printed."""
    made: list[Paragraph | Table] = []
    counts = Counter[str]()
    for block in blocks:
        if "text" in block:
            made.append(Paragraph(counts["text"], tidy(block["text"])))
            counts["text"] += 1
        else:
            number = counts["rows"]
            rows = tuple(
                tuple(
                    Cell(text, Place(table=number, row=at, column=column)) for column, text in enumerate(row)
                )
                for at, row in enumerate(block["rows"])
            )
            made.append(Table(number, rows, Place(table=number)))
            counts["rows"] += 1
    return Document(Source("truth", "txt", "", None, Path("truth")), tuple(made))


def sayings(document: Document) -> dict[str, list[str]]:
    """The figures of the statutory forms and the claims of the narrative that a document holds."""
    try:
        report = recognise(document)
    except NotAnAccount:
        return {"figures": [], "claims": []}
    return {
        "figures": [text for form in report.forms for text in _figures(form)],
        "claims": [_told(claim) for claim in report.claims],
    }


def _figures(form: Form) -> list[str]:
    return [
        "|".join(map(str, (form.key, row.side, row.code, row.label, row.line, column, value.value)))
        for row in form.rows
        for column, value in zip(form.columns, row.values, strict=True)
        if value is not None
    ]


def _told(value: object) -> str:
    """All that a claim says, without the places where it says so."""
    if isinstance(value, Figure):
        return f"{value.value}{value.unit}"
    if isinstance(value, Statement):
        return str(value.section.topic)
    if isinstance(value, Place):
        return ""
    if is_dataclass(value):
        return f"{type(value).__name__}({','.join(_told(getattr(value, f.name)) for f in fields(value))})"
    if isinstance(value, tuple | frozenset):
        return f"({','.join(map(_told, value))})"
    return str(value.normalize() if isinstance(value, Decimal) else value)


def share_right(told: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
    """How many of what was told came back, how many were told, and how many came that were not."""
    expected, got = Counter(told), Counter(found)
    return (expected & got).total(), expected.total(), (got - expected).total()

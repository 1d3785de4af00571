"""The tidy tables of a checked report as files: CSV for spreadsheets, Parquet with types for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet

from ..figures import EXACT
from ..reports import CheckedReport
from . import linter
from .doubted import doubted_cells
from .tidy import ClaimFigure, CountedFigure, FormCell, claim_figures, counted_figures, form_cells, write_csv

PLACES = 10
"""Decimals that Parquet keeps: more than any printed figure, and than any chart's cached number needs."""

_DIGITS = 38
"""Digits that Parquet's decimals have in all."""
_LARGEST = Decimal(10) ** (_DIGITS - PLACES)
AMOUNTS = frozenset({"value", "stated", "recomputed"})
NUMBERS = frozenset({"row", "claim", "number", "direction"})
FLAGS = frozenset({"differs", "doubted"})


def write_tables(checked: CheckedReport, name: str, folder: Path) -> tuple[str, ...]:
    """Write forms, claims and counts (CSV and Parquet) and findings (CSV) of the report called `name` into
    `folder`, and return the files' names."""
    forms = tuple(form_cells(checked.report, doubted_cells(checked)))
    claims = tuple(claim_figures(checked.report))
    write_csv(folder / "forms.csv", FormCell._fields, forms)
    write_parquet(folder / "forms.parquet", FormCell._fields, forms)
    write_csv(folder / "claims.csv", ClaimFigure._fields, claims)
    write_parquet(folder / "claims.parquet", ClaimFigure._fields, claims)
    counts = tuple(counted_figures(checked.report))
    write_csv(folder / "counts.csv", CountedFigure._fields, counts)
    write_parquet(folder / "counts.parquet", CountedFigure._fields, counts)
    write_csv(folder / "findings.csv", linter.COLUMNS, linter.rows(checked, name))
    return (
        "forms.csv",
        "forms.parquet",
        "claims.csv",
        "claims.parquet",
        "counts.csv",
        "counts.parquet",
        "findings.csv",
    )


def write_parquet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Parquet file: amounts as decimal128 with PLACES decimals, counts as int32, flags as bool, the rest
    as text; None is null, and so is a number too long for its column, which CSV keeps. What reports printed
    is kept as it stood: no program takes it for a formula."""
    schema = pyarrow.schema([(name, column_type(name)) for name in columns])
    read = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        pyarrow.array([_value(name, value) for value in values], column_type(name))
        for name, values in zip(columns, read, strict=True)
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), path)


def column_type(name: str) -> pyarrow.DataType:
    """The type of the tidy tables' column of that name."""
    if name in AMOUNTS:
        return pyarrow.decimal128(_DIGITS, PLACES)
    if name in NUMBERS:
        return pyarrow.int32()
    return pyarrow.bool_() if name in FLAGS else pyarrow.string()


def _value(name: str, value: object) -> object:
    if name in AMOUNTS and isinstance(value, str):
        number = Decimal(value)
        return number.quantize(Decimal(1).scaleb(-PLACES), context=EXACT) if abs(number) < _LARGEST else None
    return value

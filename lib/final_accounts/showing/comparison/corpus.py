"""The accounts to compare: tidy tables of a batch's results, or of reports read here and now."""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pyarrow.parquet

from ...checking.checker import check
from ...errors import FinalAccountsError, UnreadableSource
from ...reading.bundle import is_report_file
from ...reading.reader import read_document
from ...recognising.recogniser import recognise
from ...settings import RAW
from .. import linter
from ..contract import decimal_text
from ..doubted import doubted_cells
from ..explorer.sources import PROVENANCE, roots
from ..problems import problem_words
from ..tidy import ClaimFigure, CountedFigure, FormCell, claim_figures, counted_figures, form_cells

log = logging.getLogger(__name__)
T = TypeVar("T", bound=NamedTuple)


class FindingRow(NamedTuple):
    """A finding as a batch keeps it: enough to count by."""

    severity: str
    kind: str
    verdict: str
    message: str


@dataclass(frozen=True, slots=True)
class Account:
    """One report's tables. `bureau` is the name of its file where none was recognised; `counts` is None where
    an older batch has not kept head counts."""

    name: str
    bureau: str
    year: int | None
    forms: tuple[FormCell, ...]
    claims: tuple[ClaimFigure, ...]
    counts: tuple[CountedFigure, ...] | None
    findings: tuple[FindingRow, ...]

    @property
    def label(self) -> str:
        """Bureau and year, as rows of charts and tables are called."""
        return f"{self.bureau} {self.year}" if self.year else self.bureau


@dataclass(frozen=True, slots=True)
class Corpus:
    """Accounts by bureau and year, and what could not be read, one sentence each."""

    accounts: tuple[Account, ...]
    remarks: tuple[str, ...]


def load(folder: str | Path) -> Corpus:
    """The accounts of a batch's folder (from its tables), or of a folder of reports (read anew).

    A relative folder is looked for here, above, and in the checkout. Raises UnreadableSource for a folder
    without either.
    """
    found = _find(Path(str(folder) or RAW))
    remarks: list[str] = []
    records = sorted(found.glob(f"*/{PROVENANCE}"))
    accounts = [_stored(record.parent) for record in records] or list(_read_all(found, remarks))
    if not accounts and not remarks:
        raise UnreadableSource(
            str(folder), "the folder holds neither reports nor results of a batch", "name another folder"
        )
    ordered = sorted(accounts, key=lambda account: (account.bureau, account.year or 0, account.name))
    return Corpus(tuple(ordered), tuple(remarks))


def _find(folder: Path) -> Path:
    if folder.is_absolute():
        return folder
    return next((root / folder for root in roots() if (root / folder).is_dir()), folder)


def _read_all(folder: Path, remarks: list[str]) -> Iterator[Account]:
    for path in filter(is_report_file, sorted(folder.glob("*"))):
        try:
            yield _read(path)
        except FinalAccountsError as error:
            log.info("%s", error)
            remarks.append(f"{path.name} 没有读入：{problem_words(str(error), type(error).__name__)}")


def _read(path: Path) -> Account:
    checked = check(recognise(read_document(path)))
    report = checked.report
    rows = (dict(zip(linter.COLUMNS, row, strict=True)) for row in linter.rows(checked, path.name))
    return Account(
        name=path.stem,
        bureau=report.bureau or path.stem,
        year=report.fiscal_year,
        forms=tuple(form_cells(report, doubted_cells(checked))),
        claims=tuple(claim_figures(report)),
        counts=tuple(counted_figures(report)),
        findings=tuple(_finding(row) for row in rows),
    )


def _stored(folder: Path) -> Account:
    record = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    summary = record["summary"]
    counts = folder / "counts.parquet"
    with (folder / "findings.csv").open(encoding="utf-8-sig", newline="") as lines:
        findings = tuple(_finding(row) for row in csv.DictReader(lines))
    return Account(
        name=folder.name,
        bureau=summary.get("bureau") or Path(record.get("source", {}).get("name", folder.name)).stem,
        year=summary.get("year"),
        forms=_rows(folder / "forms.parquet", FormCell),
        claims=_rows(folder / "claims.parquet", ClaimFigure),
        counts=_rows(counts, CountedFigure) if counts.is_file() else None,
        findings=findings,
    )


def _finding(row: dict[str, Any]) -> FindingRow:
    return FindingRow(*(row.get(name) or "" for name in FindingRow._fields))


def _rows(file: Path, kind: Callable[..., T]) -> tuple[T, ...]:
    """The rows of a Parquet file; columns that an older batch did not have are blank."""
    names = getattr(kind, "_fields", ())
    return tuple(
        kind(**{name: _text(row.get(name)) if name == "value" else row.get(name) for name in names})
        for row in pyarrow.parquet.read_table(file).to_pylist()
    )


def _text(value: Any) -> str | None:
    """An amount as the tidy tables have it; Parquet pads it with noughts."""
    if value is None or isinstance(value, str):
        return value
    return decimal_text(value.normalize() if value else value * 0)

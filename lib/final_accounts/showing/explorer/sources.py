"""Which reports the explorer can open: files by path, the samples of data/raw, the results of a batch."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import UnreadableSource
from ...reading.bundle import is_report_file
from ...reading.manifests import manifest
from ...settings import PROCESSED, RAW

PROVENANCE, FINDINGS = "provenance.json", "findings.csv"
_CHECKOUT = Path(__file__).parents[4]


@dataclass(frozen=True, slots=True)
class Choice:
    """A report to open. `path` is None for a processed one whose source is no longer there; `folder` is
    where a batch has put its results, None for a file that was only named."""

    name: str
    label: str
    path: Path | None
    folder: Path | None = None


def roots() -> tuple[Path, ...]:
    """Folders that may hold data/raw and data/processed: this one, the one above (a notebook's), the
    checkout."""
    here = Path.cwd()
    return tuple(dict.fromkeys((here, here.parent, _CHECKOUT)))


def choices(folders: tuple[Path, ...] | None = None) -> tuple[Choice, ...]:
    """Every report of data/raw and data/processed, in that order, of the first folder that has either."""
    for root in roots() if folders is None else folders:
        raw = tuple(_raw(root / RAW))
        found = (*raw, *_processed(root / PROCESSED, raw))
        if found:
            return found
    return ()


def resolve(source: str | Path, known: tuple[Choice, ...] | None = None) -> Choice:
    """What the user means: a file, the name of one of `choices`, or nothing for the first of them.

    Raises UnreadableSource where nothing is meant, or nothing can be opened.
    """
    # A file manager copies a path with quotation marks around it.
    text = str(source).strip().strip("\"'")
    offered = choices() if known is None else known
    if not text:
        if offered:
            return offered[0]
        raise UnreadableSource("data/raw", "the folder holds no sample report", "name a report by its path")
    path = _found(Path(text).expanduser())
    if path.is_dir() and (path / PROVENANCE).is_file():
        return _result(path, ())
    named = next((choice for choice in offered if choice.name == text), None)
    if named is not None and not path.is_file():
        return named
    same = (
        choice for choice in offered if choice.path is not None and choice.path.resolve() == path.resolve()
    )
    return next(same, Choice(path.stem, path.name, path))


def _found(path: Path) -> Path:
    """Where a path leads from here, else from the other roots: a notebook runs below the project's folder."""
    wheres = (root / path for root in roots())
    return path if path.exists() else next((where for where in wheres if where.exists()), path)


def _raw(folder: Path) -> Iterator[Choice]:
    """The folder's reports: those of the manifest first, with bureau and year, then any other file."""
    listed = {row.file: row for row in manifest(folder)}
    files = sorted(path for path in folder.glob("*") if is_report_file(path))
    files.sort(key=lambda path: list(listed).index(path.name) if path.name in listed else len(listed))
    for path in files:
        row = listed.get(path.name)
        whose = f"{row.bureau}{row.year}" if row else ""
        yield Choice(path.stem, f"{RAW} · {f'{whose}（{path.name}）' if whose else path.name}", path)


def _processed(folder: Path, raw: tuple[Choice, ...]) -> Iterator[Choice]:
    for record in sorted(folder.glob(f"*/{PROVENANCE}")):
        yield _result(record.parent, raw)


def _result(folder: Path, raw: tuple[Choice, ...]) -> Choice:
    """A processed report, with its source where that still lies where it was, or in data/raw."""
    record = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    summary, source = record.get("summary", {}), record.get("source", {})
    label = f"{PROCESSED} · {summary.get('bureau') or folder.name}{summary.get('year') or ''}"
    then = Path(record.get("parameters", {}).get("source") or "")
    same_name = (choice.path for choice in raw if choice.path and choice.path.name == source.get("name"))
    # A batch notes its sources as they were named where it ran: often above the notebook's folder.
    wheres = (then, *(root / then for root in roots()), *same_name)
    path = next((candidate for candidate in wheres if candidate.is_file()), None)
    return Choice(folder.name, label, path, folder)


def stored_findings(folder: Path) -> list[dict[str, str]]:
    """The rows of a batch's findings.csv: all that is left to show where the source is gone."""
    file = folder / FINDINGS
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))

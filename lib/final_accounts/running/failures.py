"""What a batch leaves of reports that failed: a folder each, until the same file is run again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FinalAccountsError
from ..reading.bundle import SEPARATOR
from ..showing.index import Failure
from .slugs import slugs_for

if TYPE_CHECKING:
    from .worker import Outcome, Task

FAILED, FAILURE = ".failed", "failure.json"


def failures_in(output: Path) -> list[Failure]:
    """All failures that a folder of results holds."""
    return [_failure(record) for record in sorted(_records(output))]


def note_failure(task: Task, outcome: Outcome) -> None:
    """Write into the folder of a task why it failed. A file that is not there, such as a mistyped one, gave
    no report, and the next run forgets it."""
    named = str(task.source)
    missing = not any(Path(part.strip()).exists() for part in (named, *named.split(SEPARATOR)))
    _write(
        task.folder,
        name=task.name,
        error=outcome.error,
        kind=outcome.kind,
        path=_lies_at(task),
        gathered=missing,
    )


def keep_unusable(errors: Sequence[FinalAccountsError], output: Path) -> None:
    """Leave for the index what is wrong with sources that gave no report; what earlier runs left goes."""
    for record in _records(output):
        if _failure(record).gathered:
            _discard(record.parent)
    names = slugs_for([Path(error.source) for error in errors])
    for name, error in zip(names, errors, strict=True):
        folder = output / (name + FAILED)
        folder.mkdir(exist_ok=True)
        _write(folder, name=error.source, error=str(error), kind=type(error).__name__, gathered=True)


def discard_others(task: Task, kept: Path) -> None:
    """Remove what earlier runs left of the same source where it failed, whatever it held then, but `kept`."""
    for record in _records(kept.parent):
        own = record.parent.name == task.slug + FAILED
        if record.parent != kept and (own or _failure(record).path == _lies_at(task)):
            _discard(record.parent)


def _records(output: Path) -> list[Path]:
    return list(output.glob(f"*{FAILED}/{FAILURE}"))


def _failure(record: Path) -> Failure:
    return Failure(record.parent.name, **json.loads(record.read_text(encoding="utf-8")))


def _write(folder: Path, **told: object) -> None:
    from .outputs import write_json

    write_json(folder / FAILURE, told)


def _lies_at(task: Task) -> str:
    return str(task.source.resolve())


def _discard(broken: Path) -> None:
    """Remove what a run left of a report that failed, but nothing that others put there."""
    from .outputs import NOTEBOOK
    from .worker import LOG

    for name in (NOTEBOOK, FAILURE, LOG):
        (broken / name).unlink(missing_ok=True)
    with suppress(OSError):
        broken.rmdir()

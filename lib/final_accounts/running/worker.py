"""What runs in the child process: one report, under limits, telling its parent how it ended."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ..errors import FinalAccountsError
from ..reading.reader import read_document
from ..recognising.recogniser import recognise
from ..showing.language import CHINESE
from . import isolation, session

LOG = "run.log"


@dataclass(frozen=True, slots=True)
class Task:
    """One report to make: `folder` is an existing empty folder, `name` the source as the user knows it.

    `earlier` is last year's report of the same bureau, where the batch holds it; `readings` are the files
    in which the batch keeps what it has read, by source.
    """

    source: Path
    name: str
    slug: str
    folder: Path
    created: datetime
    memory_bytes: int
    lang: str = CHINESE
    earlier: Path | None = None
    readings: tuple[tuple[Path, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended. `error` is one line, None if all went well; `unusable` marks a bad source; `kind`
    is the error's class, empty where there is none."""

    record: Mapping[str, Any] | None
    error: str | None = None
    unusable: bool = False
    kind: str = ""


def survey(task: Task, parent: Connection) -> None:
    """Read the report of `task`, keep what was read beside its folder, and send an Outcome that says whose
    account it is. Never raises: the notebook will meet the same trouble, and show where."""
    _keep_to(task)
    limit_memory(task.memory_bytes)
    try:
        report = recognise(read_document(task.source))
        session.keep_reading(report, reading_of(task))
        outcome = Outcome({"bureau": report.bureau, "year": report.fiscal_year})
    except Exception as error:  # told to the parent; the notebook meets the same trouble, and shows where
        outcome = _failed(task.name, type(error).__name__, str(error))
    parent.send(outcome)
    parent.close()


def reading_of(task: Task) -> Path:
    """Where a survey keeps what it has read."""
    return task.folder.with_name(f"{task.folder.name}.reading")


def work(task: Task, parent: Connection) -> None:
    """Make the outputs of `task` and send an Outcome to `parent`. Never raises."""
    # A survey alone needs nothing of this, and importing it takes seconds.
    from papermill.exceptions import PapermillExecutionError

    from .outputs import produce

    _keep_to(task)
    isolation.start_anew()
    limit_memory(task.memory_bytes)
    for source, reading in task.readings:
        session.hand_over(source, reading)
    try:
        record = produce(task.source, task.name, task.folder, task.created, task.lang, task.earlier)
        outcome = Outcome(record)
    except PapermillExecutionError as error:
        outcome = _failed(task.name, error.ename, error.evalue)
    except Exception as error:  # printed to the log and told to the parent: it costs this report only
        traceback.print_exc()
        outcome = _failed(task.name, type(error).__name__, str(error))
    parent.send(outcome)
    parent.close()


def _failed(name: str, kind: str, text: str) -> Outcome:
    line = " ".join(text.split())
    if kind in {error.__name__ for error in FinalAccountsError.__subclasses__()}:
        return Outcome(None, line, unusable=True, kind=kind)
    if kind == MemoryError.__name__:
        more = f"{name}: it needs more memory than its limit; run it with a higher limit"
        return Outcome(None, more, kind=kind)
    return Outcome(None, f"{name}: {kind}: {line}", kind=kind)


def limit_memory(limit: int) -> None:
    """Let this process take `limit` bytes of address space more than it has, where the system can tell."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    wanted = pages * resource.getpagesize() + limit
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _keep_to(task: Task) -> None:
    """Print into the task's log and keep temporary files beside its folder, so that they go with the rest of
    the batch's if this process is killed."""
    _speak_into(task.folder / LOG)
    tempfile.tempdir = str(task.folder.parent)


def _speak_into(log: Path) -> None:
    """Send everything that this process and its libraries print into a file: the terminal is the parent's."""
    sys.stdout.flush()
    sys.stderr.flush()
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)

"""Many reports, each through the notebook in a process of its own; one that breaks costs no other."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

import final_accounts

from ..errors import InvalidSetting
from ..showing.index import TIMEOUT, Entry, Failure, render_index
from ..showing.language import CHINESE, require_language
from .folders import put_in_place, write_whole
from .slugs import slugs_for

if TYPE_CHECKING:
    from .worker import Outcome, Task

log = logging.getLogger(__name__)

NOT_IN_BATCHES = frozenset({"compare", "explore"})
"""What only people at a notebook use; its controls take seconds to import."""
INDEX, FAILURE = "index.html", "failure.json"
FAILED = ".failed"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take before it is given up; memory counts on top of the program itself."""

    seconds: float = 240.0
    memory_mebibytes: int = 3072

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise InvalidSetting("seconds", self.seconds, "must be more than 0")
        if self.memory_mebibytes < 64:
            raise InvalidSetting("memory_mebibytes", self.memory_mebibytes, "must be 64 or more")


@dataclass(frozen=True, slots=True)
class ReportResult:
    """How one report went. `error` is one line, None if it is done; `unusable` says that the source, not
    the program, is at fault. `findings` and `figures` count by severity and by verdict."""

    source: Path
    slug: str
    folder: Path
    seconds: float
    error: str | None = None
    unusable: bool = False
    findings: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """done or failed."""
        return "failed" if self.error else "done"


@dataclass(frozen=True, slots=True)
class BatchResult:
    """All reports in the order of their sources, and the page that leads to them."""

    reports: tuple[ReportResult, ...]
    index: Path
    seconds: float

    @property
    def failed(self) -> tuple[ReportResult, ...]:
        return tuple(report for report in self.reports if report.error)


def run_reports(
    sources: Sequence[Path],
    output: Path,
    jobs: int = 1,
    progress: bool = True,
    slugs: Mapping[Path, str] | None = None,
    limits: Limits | None = None,
    lang: str = CHINESE,
) -> BatchResult:
    """Run the notebook on each source, `jobs` at a time, and write `output`/<slug>/ and an index over all,
    with pages in `lang` (zh, en).

    A folder appears whole or not at all; a report that fails leaves <slug>.failed/ with the notebook as
    it broke. Raises InvalidSetting for a bad `jobs` or `lang`, OSError where `output` cannot be written.

    >>> fa.run_reports([Path("a.pdf"), Path("b.docx")], Path("out"))  # doctest: +SKIP
    """
    if jobs < 1:
        raise InvalidSetting("jobs", jobs, "must be 1 or more")
    require_language(lang)
    started = time.monotonic()
    output.mkdir(parents=True, exist_ok=True)
    names = slugs_for(sources, slugs)
    _load_before_forking(sources)
    done: dict[str, ReportResult] = {}
    with tempfile.TemporaryDirectory(dir=output, prefix=".work-") as scratch:
        tasks = _tasks(sources, names, Path(scratch), limits or Limits(), lang)
        bar = _Bar(total=len(tasks), desc="核对", unit="份", file=sys.stderr, disable=not progress)
        try:
            with bar:
                for task, outcome, seconds in _run_all(tasks, jobs, limits or Limits()):
                    done[task.slug] = _settle(task, outcome, seconds, output)
                    bar.update()
                    if outcome.error and progress:
                        tqdm.write(f"final-accounts: {outcome.error}", file=sys.stderr)
        finally:
            write_index(output, lang)
    return BatchResult(
        tuple(done[name] for name in names), output / INDEX, round(time.monotonic() - started, 2)
    )


class _Bar(tqdm):  # type: ignore[misc]
    """A progress bar without a thread of its own, which a fork could not survive."""

    monitor_interval = 0


def _load_before_forking(sources: Sequence[Path]) -> None:
    """Import here what every child will need, once for all of them."""
    # Loading a numerical library starts threads unless told not to.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _start_method() != "fork":
        return
    for name in set(final_accounts.__all__) - NOT_IN_BATCHES:
        getattr(final_accounts, name)
    import_module(f"{__package__}.worker")
    if any(source.suffix.lower() == ".pdf" for source in sources):
        import_module("camelot.io")


def _tasks(
    sources: Sequence[Path], slugs: Sequence[str], scratch: Path, limits: Limits, lang: str
) -> list[Task]:
    from .outputs import creation_time
    from .worker import Task

    created = creation_time()
    memory = limits.memory_mebibytes * 2**20
    tasks = [
        Task(source, source.name, slug, scratch / slug, created, memory, lang)
        for source, slug in zip(sources, slugs, strict=True)
    ]
    for task in tasks:
        task.folder.mkdir()
    return tasks


@dataclass(slots=True)
class _Child:
    task: Task
    process: Any
    connection: Connection
    started: float


def _run_all(tasks: Sequence[Task], jobs: int, limits: Limits) -> Iterator[tuple[Task, Outcome, float]]:
    """Each task with its outcome and seconds, as they end. No child outlives the iterator."""
    waiting = list(reversed(tasks))
    with _children() as running:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(waiting.pop()))
            soonest = min(child.started for child in running) + limits.seconds
            wait([child.connection for child in running], max(0.0, soonest - time.monotonic()))
            for child in list(running):
                outcome = _outcome(child, limits)
                if outcome is not None:
                    running.remove(child)
                    yield child.task, outcome, round(time.monotonic() - child.started, 2)


@contextmanager
def _children() -> Iterator[list[_Child]]:
    running: list[_Child] = []
    try:
        yield running
    finally:
        for child in running:
            child.process.kill()
            child.process.join()


def _start(task: Task) -> _Child:
    from .worker import work

    context: Any = multiprocessing.get_context(_start_method())
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(task, sender), daemon=True)
    process.start()
    sender.close()
    return _Child(task, process, receiver, time.monotonic())


def _start_method() -> str:
    """fork, where everything imported comes for nothing; spawn, where a fork could lock up for ever."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _outcome(child: _Child, limits: Limits) -> Outcome | None:
    """How a child ended, None if it is still at work. A child past its time is ended here."""
    from .worker import Outcome

    if child.connection.poll():
        with suppress(EOFError):
            outcome: Outcome = child.connection.recv()
            child.process.join()
            return outcome
        child.process.join()
        return Outcome(None, _given_up(child, f"the process broke down (exit code {child.process.exitcode})"))
    if time.monotonic() - child.started < limits.seconds:
        return None
    child.process.kill()
    child.process.join()
    too_long = f"it took longer than {limits.seconds:g} seconds"
    return Outcome(None, _given_up(child, too_long), kind=TIMEOUT)


def _given_up(child: _Child, problem: str) -> str:
    return f"{child.task.name}: {problem}; the notebook of a single run shows where it stopped"


def _settle(task: Task, outcome: Outcome, seconds: float, output: Path) -> ReportResult:
    """Put what a child left into its final place."""
    from .outputs import write_json
    from .worker import LOG

    target, broken = output / task.slug, output / (task.slug + FAILED)
    if outcome.record is None:
        write_json(task.folder / FAILURE, {"name": task.name, "error": outcome.error, "kind": outcome.kind})
        put_in_place(task.folder, broken)
        return ReportResult(
            task.source, task.slug, broken, seconds, outcome.error or "it failed", outcome.unusable
        )
    (task.folder / LOG).unlink(missing_ok=True)
    put_in_place(task.folder, target)
    _discard(broken)
    found = outcome.record["summary"]
    return ReportResult(
        task.source, task.slug, target, seconds, findings=found["findings"], figures=found["ledger"]
    )


def _discard(broken: Path) -> None:
    """Remove what an earlier run left of a report that now went well, but nothing that others put there."""
    from .outputs import NOTEBOOK
    from .worker import LOG

    for name in (NOTEBOOK, FAILURE, LOG):
        (broken / name).unlink(missing_ok=True)
    with suppress(OSError):
        broken.rmdir()


def write_index(output: Path, lang: str = CHINESE) -> None:
    """The page over everything that `output` holds, from this run and earlier ones, in `lang`."""
    entries = [
        Entry(path.parent.name, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(output.glob("*/provenance.json"))
    ]
    failures = [
        Failure(path.parent.name, **json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(output.glob(f"*{FAILED}/{FAILURE}"))
    ]
    write_whole(output / INDEX, render_index(entries, failures, lang))

"""Many reports, each through the notebook in a process of its own; one that breaks costs no other."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

import final_accounts

from ..errors import InvalidSetting
from ..showing.index import TIMEOUT, Entry, render_index
from ..showing.language import CHINESE, require_language
from ..showing.problems import in_both
from . import children
from .children import Limits, run_all
from .failures import FAILED, discard_others, failures_in, note_failure
from .folders import put_in_place, scratch_in, write_whole
from .pairing import Account, earlier_positions
from .resuming import Record, finished, held_against
from .slugs import slugs_for

if TYPE_CHECKING:
    from .children import Ended
    from .worker import Outcome, Task

log = logging.getLogger(__name__)

NOT_IN_BATCHES = frozenset({"compare", "explore"})
"""What only people at a notebook use; its controls take seconds to import."""
INDEX = "index.html"
INDEX_SECONDS = 60.0
"""After so long the index is written anew while a batch runs: a run that is killed leaves it too."""
LOGGED_SECONDS = 60.0
"""How often a progress bar is drawn where it goes into a log."""


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
    kind: str = ""
    """The class of the error, empty without one."""
    findings: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    kept: bool = False
    """Whether an earlier run has made it, and this one left it as it was."""

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
    sources: Sequence[Path | str] | Path | str,
    output: Path | str,
    jobs: int = 1,
    progress: bool = True,
    slugs: Mapping[Path, str] | None = None,
    limits: Limits | None = None,
    lang: str = CHINESE,
    resume: bool = False,
) -> BatchResult:
    """Run the notebook on each source, `jobs` at a time, and write `output`/<slug>/ and an index over all,
    with pages in `lang` (zh, en).

    Where the sources hold a bureau's accounts of successive years, each is held against the one before.
    With `resume`, what `output` holds already of the same files, made by the same programs, is left as it is.
    A folder appears whole or not at all; a report that fails leaves <slug>.failed/ with the notebook as
    it broke. Raises InvalidSetting for a bad `jobs` or `lang`, OSError where `output` cannot be written.

    >>> fa.run_reports(["a.pdf", "b.docx"], "out")  # doctest: +SKIP
    """
    if jobs < 1:
        raise InvalidSetting("jobs", jobs, "must be 1 or more")
    require_language(lang)
    paths = [Path(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]
    return _run(paths, Path(output), jobs, progress, slugs, limits or Limits(), lang, resume)


def _run(
    sources: Sequence[Path],
    output: Path,
    jobs: int,
    progress: bool,
    slugs: Mapping[Path, str] | None,
    limits: Limits,
    lang: str,
    resume: bool,
) -> BatchResult:
    started = indexed = time.monotonic()
    output.mkdir(parents=True, exist_ok=True)
    names = slugs_for(sources, slugs)
    _load_before_forking(sources)
    done: dict[str, ReportResult] = {}
    with scratch_in(output) as scratch:
        tasks = _tasks(sources, names, scratch, limits, lang)
        kept = finished(tasks, output) if resume else {}
        try:
            tasks, hung, kept = _surveyed(tasks, kept, jobs, limits, progress)
            done |= {slug: _kept(slug, record, output) for slug, record in kept.items()}
            with _bar("核对", len(tasks) + len(hung), progress) as bar:
                for task, outcome, seconds in chain(hung, run_all(tasks, jobs, limits, "work")):
                    done[task.slug] = _settle(task, outcome, seconds, output)
                    bar.update()
                    if outcome.error and progress:
                        tqdm.write(f"final-accounts: {in_both(outcome.error, outcome.kind)}", file=sys.stderr)
                    if time.monotonic() - indexed > INDEX_SECONDS:
                        write_index(output, lang)
                        indexed = time.monotonic()
        finally:
            write_index(output, lang)
    return BatchResult(
        tuple(done[name] for name in names), output / INDEX, round(time.monotonic() - started, 2)
    )


class _Bar(tqdm):  # type: ignore[misc]
    """A progress bar without a thread of its own, which a fork could not survive."""

    monitor_interval = 0


def _bar(words: str, total: int, drawn: bool) -> _Bar:
    """The time left goes by the average so far: the next report may take ten times as long as the last."""
    often = 0.1 if sys.stderr.isatty() else LOGGED_SECONDS
    return _Bar(
        total=total, desc=words, unit="份", file=sys.stderr, disable=not drawn, smoothing=0, mininterval=often
    )


def _surveyed(
    tasks: Sequence[Task], kept: Mapping[str, Record], jobs: int, limits: Limits, progress: bool
) -> tuple[list[Task], list[Ended], dict[str, Record]]:
    """The tasks to be done, with last year's reports that are among them; those that took too long to read;
    and of the finished ones that are kept those that still have the same report of last year.

    Each source is read here once, for its own notebook and for next year's.
    """
    from .worker import reading_of

    if len(tasks) == 1:
        alone = {slug: record for slug, record in kept.items() if held_against(record, None)}
        return [task for task in tasks if task.slug not in alone], [], alone
    surveys = _surveys([task for task in tasks if task.slug not in kept], jobs, limits, progress)
    known = {slug: record["summary"] for slug, record in kept.items()}
    known |= {slug: ended[1].record for slug, ended in surveys.items() if ended[1].record}
    hung = [ended for ended in surveys.values() if ended[1].kind == TIMEOUT]
    left = {task.slug for task, _, _ in hung}
    same: dict[str, Record] = {}
    paired = []
    for task, earlier in zip(tasks, _earlier_tasks(tasks, known), strict=True):
        if task.slug in kept and _still_holds(kept[task.slug], earlier, kept):
            same[task.slug] = kept[task.slug]
        elif task.slug not in left:
            read = [one for one in (task, earlier) if one and one.slug in surveys and one.slug in known]
            readings = tuple((one.source, reading_of(one)) for one in read)
            paired.append(replace(task, earlier=earlier.source if earlier else None, readings=readings))
    return paired, hung, same


def _surveys(tasks: Sequence[Task], jobs: int, limits: Limits, progress: bool) -> dict[str, Ended]:
    """Each task's source read, by slug."""
    surveys: dict[str, Ended] = {}
    with _bar("读取", len(tasks), progress and bool(tasks)) as bar:
        for ended in run_all(tasks, jobs, limits, "survey"):
            surveys[ended[0].slug] = ended
            bar.update()
    return surveys


def _earlier_tasks(tasks: Sequence[Task], known: Mapping[str, Record]) -> list[Task | None]:
    """The task of the same bureau's account of the year before, for each task."""
    found = [known.get(task.slug) for task in tasks]
    positions = earlier_positions([Account(one["bureau"], one["year"]) if one else None for one in found])
    return [tasks[position] if position is not None else None for position in positions]


def _still_holds(record: Record, earlier: Task | None, kept: Mapping[str, Record]) -> bool:
    """Whether a finished report was held against the report of last year that stands beside it now."""
    if earlier is None:
        return held_against(record, None)
    return earlier.slug in kept and held_against(record, kept[earlier.slug])


def _kept(slug: str, record: Record, output: Path) -> ReportResult:
    summary, source = record["summary"], Path(record["parameters"]["source"])
    return ReportResult(
        source, slug, output / slug, 0.0, findings=summary["findings"], figures=summary["ledger"], kept=True
    )


def _load_before_forking(sources: Sequence[Path]) -> None:
    """Import here what every child will need, once for all of them."""
    # Loading a numerical library starts threads unless told not to.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if children.start_method() != "fork":
        return
    for name in set(final_accounts.__all__) - NOT_IN_BATCHES:
        getattr(final_accounts, name)
    for name in ("worker", "outputs"):
        import_module(f"{__package__}.{name}")
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


def _settle(task: Task, outcome: Outcome, seconds: float, output: Path) -> ReportResult:
    """Put what a child left into its final place."""
    from .worker import LOG

    target, broken = output / task.slug, output / (task.slug + FAILED)
    if outcome.record is None:
        note_failure(task, outcome)
        put_in_place(task.folder, broken)
        discard_others(task, broken)
        return ReportResult(
            task.source,
            task.slug,
            broken,
            seconds,
            outcome.error or "it failed",
            outcome.unusable,
            outcome.kind,
        )
    (task.folder / LOG).unlink(missing_ok=True)
    put_in_place(task.folder, target)
    discard_others(task, target)
    found = outcome.record["summary"]
    return ReportResult(
        task.source, task.slug, target, seconds, findings=found["findings"], figures=found["ledger"]
    )


def write_index(output: Path, lang: str = CHINESE) -> None:
    """The page over everything that `output` holds, from this run and earlier ones, in `lang`."""
    entries = [
        Entry(path.parent.name, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(output.glob("*/provenance.json"))
    ]
    write_whole(output / INDEX, render_index(entries, failures_in(output), lang))

"""One job of the benchmark: an account printed and checked, then checked again with a mistake in it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, Finding, Severity

from .account import Account
from .document import print_account
from .judging import naive_alarms
from .measuring import judge_findings
from .planting import ALWAYS_SEEN, KINDS, SAME_PRINT, Mistake, plant
from .sheet import Sheet
from .styles import style

TOLERANCES = {"0.01": Fraction(1, 100), "0.5": Fraction(1, 2)}
"""What naive recomputation forgives: percentage points, or 万元."""


@dataclass(frozen=True, slots=True)
class Job:
    """One account: which manner and seed, and which kind of mistake to plant in its copy."""

    manner: str
    seed: int
    kind: str


@dataclass(slots=True)
class Result:
    """What checking one account and its copy with a mistake gave. `kind` is empty if none was planted.

    `found`, `named`, `corrected` and `explained` are those of measuring.Verdict.
    """

    job: Job
    alarms: list[str] = field(default_factory=list)
    naive_alarms: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    hidden: bool = False
    found: bool = False
    named: bool = False
    corrected: bool = False
    explained: bool = False
    elsewhere: int = 0
    naive_found: dict[str, bool] = field(default_factory=dict)
    failed_rules: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def material(self) -> bool:
        """Whether a mistake was planted that rounding does not hide."""
        return bool(self.kind) and not self.hidden


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking an account said, and the seconds that recognising and checking took after reading."""

    report: CheckedReport
    seconds: float

    @property
    def alarms(self) -> list[Finding]:
        """Errors and warnings."""
        return [f for f in self.report.findings if f.severity in (Severity.ERROR, Severity.WARNING)]


def check_text(text: str, folder: Path) -> Checked:
    """Read, recognise and check a text. `folder` holds it for the while. Raises whatever checking raises."""
    path = folder / "account.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    started = time.perf_counter()
    report = check(recognise(document))
    return Checked(report, time.perf_counter() - started)


def planned(manners: list[str], accounts: int, seed: int) -> Iterator[Job]:
    """Manners and kinds in turn, so that each kind is planted in each manner."""
    kinds = list(KINDS)
    for number in range(accounts):
        turn, manner = divmod(number, len(manners))
        yield Job(manners[manner], seed + turn, kinds[(number + turn) % len(kinds)])


def run_all(jobs: list[Job], processes: int) -> Iterator[Result]:
    """The results in the order of the jobs."""
    if processes <= 1:
        yield from map(run, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, jobs, chunksize=4)


def run(job: Job) -> Result:
    """Check one account, plant its mistake in a copy, and check that."""
    account, sheet = print_account(job.seed, style(job.manner))
    result = Result(job)
    for name, points in TOLERANCES.items():
        result.naive_alarms[name] = len(naive_alarms(sheet.checks, {}, points))
    with tempfile.TemporaryDirectory() as folder:
        checked = _survived(result, sheet.render()[0], Path(folder))
        if checked is not None:
            result.alarms = [f"{f.severity.value} {f.rule}: {f.message}" for f in checked.alarms]
            result.failed_rules = [name for name, _ in checked.report.failed_rules]
        mistake = _planted(job, account, sheet)
        if mistake is not None:
            _measure(result, sheet, mistake, Path(folder))
    return result


def _survived(result: Result, text: str, folder: Path) -> Checked | None:
    """The check of a text; None, and the crash noted, if checking broke."""
    try:
        checked = check_text(text, folder)
    except Exception as error:  # a crash is a result of this measurement, not its end
        result.crashes.append(f"{type(error).__name__}: {error}")
        return None
    result.seconds.append(checked.seconds)
    return checked


def _planted(job: Job, account: Account, sheet: Sheet) -> Mistake | None:
    """The job's kind of mistake, or the next kind that the account has a place for."""
    kinds = list(KINDS)
    first = kinds.index(job.kind)
    for kind in kinds[first:] + kinds[:first]:
        mistake = plant(account, sheet, kind, Random(f"{job.manner}-{job.seed}-{kind}"))
        if mistake is not None:
            return mistake
    return None


def _measure(result: Result, sheet: Sheet, mistake: Mistake, folder: Path) -> None:
    result.kind, result.hidden = mistake.kind, mistake.hidden
    result.naive_found = naive_finds(sheet, mistake)
    text, spots = sheet.render(mistake.overrides)
    checked = _survived(result, text, folder)
    if checked is None:
        return
    verdict = judge_findings(mistake, spots, checked.alarms)
    result.found, result.named = verdict.found, verdict.named
    result.corrected, result.explained = verdict.corrected, verdict.explained
    result.elsewhere = len(verdict.elsewhere)


def naive_finds(sheet: Sheet, mistake: Mistake) -> dict[str, bool]:
    """Whether recomputation with a fixed tolerance flags a relation of the planted figure that it did not
    flag before the mistake. It reads figures, no words."""
    if mistake.kind in ALWAYS_SEEN and mistake.kind not in SAME_PRINT:
        return dict.fromkeys(TOLERANCES, False)
    checks = [check for check in sheet.checks if any(token in mistake.overrides for token in check.tokens)]
    found = {}
    for name, points in TOLERANCES.items():
        before = naive_alarms(checks, {}, points)
        found[name] = any(check not in before for check in naive_alarms(checks, mistake.overrides, points))
    return found

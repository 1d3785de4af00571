"""What the checker finds: `python -m bench.findings [--accounts N] [--seed S] [--style X] [--jobs J]`.

Prints accounts that are consistent in 分 in the wordings of many provinces, checks them, plants one mistake
in a copy of each, and checks again. Two tables come out: false alarms by manner, and by kind of mistake how
many were planted, hidden by rounding, found, corrected and explained; beside them naive recomputation with a
fixed tolerance, which is given every figure and every relation for nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random

from .document import print_account
from .judging import naive_alarms
from .measuring import Tally, judge_findings
from .planting import ALWAYS_SEEN, KINDS, SAME_PRINT, Mistake, plant
from .running import check_text
from .sheet import Sheet
from .styles import style, style_names

TOLERANCES = {"0.01": Fraction(1, 100), "0.5": Fraction(1, 2)}


@dataclass(frozen=True, slots=True)
class Job:
    """One account: which manner and seed, and which kind of mistake to plant in its copy."""

    manner: str
    seed: int
    kind: str


@dataclass(slots=True)
class Result:
    """What checking one account and its copy with a mistake gave."""

    job: Job
    alarms: list[str] = field(default_factory=list)
    naive_alarms: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    hidden: bool = False
    outcome: tuple[bool, bool, bool, bool] = (False, False, False, False)
    elsewhere: int = 0
    naive_found: dict[str, bool] = field(default_factory=dict)
    failed_rules: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> int:
    options = arguments()
    manners = [options.style] if options.style else style_names()
    jobs = list(planned(manners, options.accounts, options.seed))
    started = time.perf_counter()
    results = list(progress(run_all(jobs, options.jobs), len(jobs)))
    print_manners(results, manners)
    print_kinds(results)
    print_examples(results, options.show)
    seconds = [second for result in results for second in result.seconds]
    print(
        f"\n{len(jobs)} consistent and {sum(bool(r.kind) for r in results)} mistaken accounts in "
        f"{time.perf_counter() - started:.0f} s on {options.jobs} of {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {platform.machine()}; recognising and checking one took "
        f"{1000 * sum(seconds) / max(len(seconds), 1):.0f} ms, at most {1000 * max(seconds, default=0):.0f} ms. "
        "Machines are noisy: compare lines of one run."
    )
    return 1 if any(result.alarms for result in results) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.findings", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, default=120, metavar="N", help="accounts in all (default: 120)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the first seed (default: 1)")
    parser.add_argument("--style", choices=style_names(), metavar="X", help=f"one of {', '.join(style_names())}")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes (default: 1)")
    parser.add_argument("--show", type=int, default=5, metavar="K", help="how many false alarms to print (default: 5)")
    return parser.parse_args()


def planned(manners: list[str], accounts: int, seed: int) -> Iterator[Job]:
    """Manners and kinds in turn, so that each kind is planted in each manner."""
    kinds = list(KINDS)
    for number in range(accounts):
        turn, manner = divmod(number, len(manners))
        yield Job(manners[manner], seed + turn, kinds[(number + turn) % len(kinds)])


def run_all(jobs: list[Job], processes: int) -> Iterator[Result]:
    if processes <= 1:
        yield from map(run, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, jobs, chunksize=4)


def run(job: Job) -> Result:
    """Check one account, plant its mistake in a copy, and check that."""
    account, sheet = print_account(job.seed, style(job.manner))
    result = Result(job)
    with tempfile.TemporaryDirectory() as folder:
        text, _ = sheet.render()
        checked = check_text(text, Path(folder))
        result.alarms = [f"{f.severity.value} {f.rule}: {f.message}" for f in checked.alarms]
        result.failed_rules = [name for name, _ in checked.report.failed_rules]
        result.seconds.append(checked.seconds)
        result.naive_alarms = {name: len(naive_alarms(sheet.checks, {}, points)) for name, points in TOLERANCES.items()}
        mistake = planted(job, account_sheet=(account, sheet))
        if mistake is None:
            return result
        text, spots = sheet.render(mistake.overrides)
        checked = check_text(text, Path(folder))
        result.seconds.append(checked.seconds)
        verdict = judge_findings(mistake, spots, checked.alarms)
        result.kind, result.hidden = mistake.kind, mistake.hidden
        result.outcome = (verdict.found, verdict.named, verdict.corrected, verdict.explained)
        result.elsewhere = len(verdict.elsewhere)
        result.naive_found = naive_finds(sheet, mistake)
    return result


def planted(job: Job, account_sheet: tuple) -> Mistake | None:  # type: ignore[type-arg]
    """The job's kind of mistake, or the next kind that the account has a place for."""
    account, sheet = account_sheet
    kinds = list(KINDS)
    first = kinds.index(job.kind)
    for kind in kinds[first:] + kinds[:first]:
        mistake = plant(account, sheet, kind, Random(f"{job.manner}-{job.seed}-{kind}"))
        if mistake is not None:
            return mistake
    return None


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


def progress(results: Iterator[Result], number: int) -> Iterator[Result]:
    """The results, with a bar on a terminal."""
    shown = sys.stderr.isatty()
    for done, result in enumerate(results, 1):
        if shown:
            width = 40 * done // number
            sys.stderr.write(f"\r[{'#' * width}{'.' * (40 - width)}] {done}/{number}")
            sys.stderr.flush()
        yield result
    if shown:
        sys.stderr.write("\n")


def print_manners(results: list[Result], manners: list[str]) -> None:
    """False alarms on consistent accounts, and what became of planted mistakes, by manner."""
    print("consistent accounts: errors and warnings an account; mistakes: found, explained of the material")
    head = f"{'manner':<12}{'accounts':>9}{'alarmed':>9}{'alarms':>8}"
    print(head + "".join(f"{'naive ' + name:>12}" for name in TOLERANCES) + f"{'material':>10}{'found':>8}{'explained':>11}")
    for manner in [*manners, "all"]:
        mine = [result for result in results if manner in (result.job.manner, "all")]
        material = [result for result in mine if result.kind and not result.hidden]
        line = f"{manner:<12}{len(mine):>9}{sum(bool(r.alarms) for r in mine):>9}{_each(sum(len(r.alarms) for r in mine), mine):>8}"
        line += "".join(f"{_each(sum(r.naive_alarms[name] for r in mine), mine):>12}" for name in TOLERANCES)
        print(line + f"{len(material):>10}{sum(r.outcome[0] for r in material):>8}{sum(r.outcome[3] for r in material):>11}")


def _each(total: int, results: list[Result]) -> str:
    return f"{total / max(len(results), 1):.2f}"


def print_kinds(results: list[Result]) -> None:
    """What became of each kind of mistake."""
    tallies: dict[str, Tally] = {}
    for result in results:
        if result.kind:
            _count(tallies.setdefault(result.kind, Tally()), result)
    print(f"\n{'mistake':<30}{'planted':>8}{'hidden':>8}{'found':>8}{'named':>7}{'right':>7}{'explained':>11}{'elsewhere':>11}"
          + "".join(f"{'naive ' + name:>12}" for name in TOLERANCES))
    whole = Tally()
    for kind in KINDS:
        tally = tallies.get(kind)
        if tally is not None:
            print(_line(kind, tally))
            _add(whole, tally)
    print(_line("all", whole))
    if whole.material:
        print(f"found {100 * whole.found / whole.material:.1f} %, explained {100 * whole.explained / whole.material:.1f} % of the material ones")
    print("hidden: rounding allows what is printed; found, named, right, explained: of the others; elsewhere: errors"
          " and warnings that do not speak of the planted figure")


def _count(tally: Tally, result: Result) -> None:
    tally.planted += 1
    tally.elsewhere += result.elsewhere
    if result.hidden:
        tally.hidden += 1
        return
    found, named, corrected, explained = result.outcome
    tally.found += found
    tally.named += named
    tally.corrected += corrected
    tally.explained += explained
    for name, flagged in result.naive_found.items():
        tally.naive[name] = tally.naive.get(name, 0) + flagged


def _add(whole: Tally, tally: Tally) -> None:
    for name in ("planted", "hidden", "found", "named", "corrected", "explained", "elsewhere"):
        setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    for name, number in tally.naive.items():
        whole.naive[name] = whole.naive.get(name, 0) + number


def _line(kind: str, tally: Tally) -> str:
    # Chinese characters are two columns wide on a terminal.
    pad = 30 - sum(ord(char) > 0x2000 for char in kind)
    return (
        f"{kind:<{pad}}{tally.planted:>8}{tally.hidden:>8}{tally.found:>8}{tally.named:>7}{tally.corrected:>7}"
        f"{tally.explained:>11}{tally.elsewhere:>11}" + "".join(f"{tally.naive.get(name, 0):>12}" for name in TOLERANCES)
    )


def print_examples(results: list[Result], number: int) -> None:
    """The first false alarms, by rule, with the seed that prints them again."""
    alarms = [(result.job, alarm) for result in results for alarm in result.alarms]
    if not alarms:
        return
    rules = Counter(alarm.split(":", 1)[0] for _, alarm in alarms)
    print("\nfalse alarms: " + ", ".join(f"{name} {count}" for name, count in rules.most_common()))
    for job, alarm in alarms[:number]:
        print(f"  {job.manner} {job.seed}: {alarm[:200]}")
    broken = Counter(name for result in results for name in result.failed_rules)
    if broken:
        print("rules that broke: " + ", ".join(f"{name} {count}" for name, count in broken.most_common()))


if __name__ == "__main__":
    sys.exit(main())

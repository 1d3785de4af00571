"""What the checker finds: `python -m bench.findings [--accounts N] [--seed S] [--style X] [--jobs J]`.

Prints accounts that are consistent in 分 in the wordings of many provinces, checks them, plants one mistake
in a copy of each, and checks again. Two tables come out: false alarms by manner, and by kind of mistake how
many were planted, hidden by rounding, found, corrected and explained; beside them naive recomputation with a
fixed tolerance, which is given every figure and every relation for nothing. The exit status is 1 if a
consistent account had an error or a warning, or if checking crashed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator

from .running import Result, planned, run_all
from .styles import style_names
from .tables import LEGEND, by_kind, by_manner, first_alarms, first_misses


def main() -> int:
    options = arguments()
    manners = [options.style] if options.style else style_names()
    jobs = list(planned(manners, options.accounts, options.seed))
    started = time.perf_counter()
    results = list(progress(run_all(jobs, options.jobs), len(jobs)))
    for line in by_manner(results, manners):
        print(line)
    print()
    for line in by_kind(results):
        print(line)
    print(LEGEND)
    for line in [*first_alarms(results, options.show), *first_misses(results, options.show)]:
        print(line)
    print(notes(results, time.perf_counter() - started, options.jobs))
    return 1 if any(result.alarms or result.crashes for result in results) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.findings", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, default=64, metavar="N", help="accounts in all (default: 64)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the first seed (default: 1)")
    parser.add_argument(
        "--style", choices=style_names(), metavar="X", help=f"one of {', '.join(style_names())}"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes (default: 1)")
    parser.add_argument("--show", type=int, default=5, metavar="K", help="examples to print (default: 5)")
    return parser.parse_args()


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


def notes(results: list[Result], seconds: float, jobs: int) -> str:
    """How many, how long, on what."""
    each = [second for result in results for second in result.seconds]
    mistaken = sum(bool(result.kind) for result in results)
    return (
        f"\n{len(results)} consistent and {mistaken} mistaken accounts in {seconds:.0f} s, {jobs} of"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}; recognising and"
        f" checking one took {1000 * sum(each) / max(len(each), 1):.0f} ms, at most"
        f" {1000 * max(each, default=0):.0f} ms. Machines are noisy: compare lines of one run."
    )


if __name__ == "__main__":
    sys.exit(main())

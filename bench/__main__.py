"""How long each stage takes: `python -m bench [SOURCE…] [--repeats N]`, default data/raw.

Prints one row a report: seconds of reading, recognising and checking (the best of N, what was imported
not counted), pages, and milliseconds a page; then how recognising and checking grow with an account (see
growth.py), the seconds of importing what they need, in a fresh process, and of the whole batch with its
set-up. Machines are noisy: compare rows of one run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.running.sources import gather

from .growth import table

RAW = Path(__file__).parents[1] / "data" / "raw"
IMPORT = "import final_accounts.checking.checker, final_accounts.recognising.recogniser, camelot"


def main() -> int:
    parser = argparse.ArgumentParser(description="How long each stage takes, report by report.")
    parser.add_argument("sources", nargs="*", default=[str(RAW)], metavar="SOURCE")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="take the best of N (default: 3)")
    parser.add_argument("--no-batch", action="store_true", help="leave out the whole batch")
    options = parser.parse_args()
    print(f"{'report':<28}{'read s':>9}{'recognise s':>13}{'check s':>9}{'pages':>7}{'ms/page':>9}")
    with tempfile.TemporaryDirectory() as downloads:
        for path in gather(options.sources, Path(downloads)).paths:
            print(row(path, options.repeats))
    print("", *table(options.repeats), "", sep="\n")
    print(f"import in a fresh process: {seconds_of([sys.executable, '-c', IMPORT]):.2f} s")
    if not options.no_batch:
        with tempfile.TemporaryDirectory() as output:
            command = [sys.executable, "-m", "final_accounts", "run", *options.sources, "-o", output]
            print(f"the whole batch: {seconds_of(command):.2f} s")
    return 0


def row(path: Path, repeats: int) -> str:
    """One line of the table. The first pass also pays for imports and is not counted."""
    read_document(path)
    reading, document = best(lambda: read_document(path), repeats)
    recognising, report = best(lambda: recognise(document), repeats)
    checking, _ = best(lambda: check(report), repeats)
    pages = document.source.pages
    each = f"{1000 * (reading + recognising + checking) / pages:9.1f}" if pages else f"{'–':>9}"
    return f"{path.name[:27]:<28}{reading:9.3f}{recognising:13.3f}{checking:9.3f}{pages or '–':>7}{each}"


def best(call: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """The shortest of `repeats` runs in seconds, and what the last returned."""
    times, result = [], None
    for _ in range(max(repeats, 1)):
        started = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - started)
    return min(times), result


def seconds_of(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())

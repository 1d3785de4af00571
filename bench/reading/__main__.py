"""How every format is read, ours beside other tools: `python -m bench.reading [--formats …] [--tools …]`.

Prints one account through every format and disturbance (tools/render_account.py), reads each file by each
tool in a fresh process, and prints a row a format and tool: number cells, label cells, figures of recognised
forms and claims right, seconds, CPU seconds and peak memory; imports are not counted. Then the ratios that
were promised. Scans are an excerpt unless --whole-scans. Machines are noisy: compare rows of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .measuring import Row, long_report, measure, publish
from .ratios import QUICK, ratios
from .tools import CAMELOT_SPLIT, DOCUMENTS, OURS, TABLES, is_installed, versions

PDF = ("ruled", "rotated", "sideways", "overprinted", "borderless", "three-line", "set-to-top")
SCANS = ("scan-300", "scan-150", "scan-borderless", "scan-text", "pictures")
OFD = ("ofd",)
LEADING = "42"
"""Points between lines that make the default account 40 pages long."""


def main() -> int:
    options = arguments()
    print(machine(), versions(), sep="\n", flush=True)
    rows: list[Row] = []
    print(f"{'format':<16}{'tool':<28}{'numbers':>15}{'labels':>14}{'forms':>14}{'claims':>14}", end="")
    print(f"{'s':>8}{'CPU s':>8}{'MiB':>6}{'pages':>7}")
    with tempfile.TemporaryDirectory() as name:
        for row in measured(options, Path(name)):
            rows.append(row)
            print(shown(row), flush=True)
            for line in row.cells.wrong[: options.wrong] if row.cells else ():
                print(f"    {line}")
    print(*ratios(rows), sep="\n")
    print(f"load average at the end: {load()}")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.reading", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--account", default="danfeng", help="a sample, or MANNER:SEED of a generated one (default: danfeng)"
    )
    every = (*PDF, *OFD, *SCANS, *QUICK)
    parser.add_argument("--formats", nargs="+", choices=every, default=every, metavar="FORMAT")
    tools = (*DOCUMENTS, *TABLES)
    parser.add_argument("--tools", nargs="+", choices=tools, default=tools, metavar="TOOL")
    parser.add_argument("--repeats", type=int, default=1, metavar="N", help="take the best of N (default: 1)")
    parser.add_argument("--whole-scans", action="store_true", help="scan all pages, not an excerpt")
    parser.add_argument(
        "--long", type=int, default=300, metavar="PAGES", help="of a long PDF; 0 for none (default: 300)"
    )
    parser.add_argument("--wrong", type=int, default=0, metavar="K", help="cells read wrong to list")
    return parser.parse_args()


def measured(options: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """The rows, each when it is ready."""
    rendering = ["--leading", LEADING] + ["--whole-scans"] * options.whole_scans
    for published in publish(options.account, options.formats, folder, *rendering):
        for tool in tools_for(published.format, options.tools):
            yield measure(published, tool, options.repeats)
        if options.long and published.format == "ruled":
            long = long_report(published, options.long, folder)
            for tool in (tool for tool in DOCUMENTS if tool in options.tools):
                yield measure(long, tool)


def tools_for(form: str, wanted: Sequence[str]) -> list[str]:
    """The tools that can read a format. camelot's slowest way is tried on one format only."""
    if form not in PDF:
        return [OURS] if OURS in wanted else []
    able = [tool for tool in wanted if is_installed(tool)]
    return able if form == "ruled" else [tool for tool in able if tool != CAMELOT_SPLIT]


def shown(row: Row) -> str:
    numbers = _share(row.cells.numbers_right, row.cells.numbers) if row.cells else "–"
    labels = _share(row.cells.labels_right, row.cells.labels) if row.cells else "–"
    figures, claims = (
        _share(said[0], said[1]) + (f" +{said[2]}" if said[2] else "") if said else "–"
        for said in (row.figures, row.claims)
    )
    return (
        f"{row.format:<16}{row.tool:<28}{numbers:>15}{labels:>14}{figures:>14}{claims:>14}"
        f"{row.seconds:>8.2f}{row.cpu:>8.2f}{row.mebibytes:>6.0f}{row.pages or '–':>7}"
    )


def _share(right: int, told: int) -> str:
    if not told:
        return "–"
    return f"all {told}" if right == told else f"{right}/{told} {100 * right / told:.1f}%"


def machine() -> str:
    return (
        f"{_processor()}, {os.cpu_count()} cores, load average {load()}; {platform.system()}"
        f" {platform.machine()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", listed.read_text()) if listed.exists() else None
    return found[1] if found else platform.processor() or "unknown processor"


def load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr or "")
        sys.exit(f"{' '.join(map(str, error.cmd))} failed")

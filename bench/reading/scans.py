"""How well and how fast scans are read: `python -m bench.reading.scans [SAMPLE…] [--dpi 300 150] …`.

Turns the pages of samples (default: those with ruled forms in data/raw) into scans — skewed, noisy, with a
red seal — reads them back and prints one row a sample and resolution: number cells and label cells right,
wrong numbers that no remark names, figures of the narrative that come back, remarks, pages, CPU and wall
seconds a page, peak memory of the reading process. Machines are noisy: CPU seconds compare better.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from final_accounts.documents import Document
from final_accounts.reading.reader import read_document
from tests.reading.scan.scan_making import compare
from tools.samples.scanning import Scanner, scanned

from .child import peak_mebibytes

RAW = Path(__file__).parents[2] / "data" / "raw"
SAMPLES = ("danfeng-2024.pdf", "liling-2024.pdf")
_FIGURE = re.compile(r"\d[\d,]*\.\d+")


def main() -> int:
    parser = argparse.ArgumentParser(description="How well and how fast scans are read.")
    parser.add_argument("samples", nargs="*", default=[str(RAW / name) for name in SAMPLES], metavar="SAMPLE")
    parser.add_argument("--dpi", type=int, nargs="+", default=[300, 150])
    parser.add_argument("--skew", type=float, default=1.5, help="degrees (default: 1.5)")
    parser.add_argument("--noise", type=float, default=8.0, help="levels of 256 (default: 8)")
    parser.add_argument("--quality", type=int, default=80, help="of JPEG (default: 80)")
    parser.add_argument("--no-seal", action="store_true")
    parser.add_argument("--all-pages", action="store_true", help="not only those with tables")
    parser.add_argument("--wrong", action="store_true", help="list what was read wrong")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measured(Path(options.one))))
        return 0
    print(
        f"{'sample':<22}{'dpi':>5}{'numbers':>12}{'labels':>12}{'unmarked':>9}{'blank wrong':>12}"
        f"{'narrative':>11}{'remarks':>8}{'pages':>6}{'CPU s/p':>9}{'s/p':>7}{'MiB':>6}"
    )
    for name in options.samples:
        for dpi in options.dpi:
            _row(Path(name), dpi, options)
    return 0


def _row(path: Path, dpi: int, options: argparse.Namespace) -> None:
    printed = read_document(path)
    with_tables = {table.place.page or 0 for table in printed.tables}
    numbers = range(1, (printed.source.pages or 0) + 1) if options.all_pages else sorted(with_tables)
    seal = None if options.no_seal else (0.55, 0.42)
    scanner = Scanner(dpi, options.skew, options.noise, seal, options.quality)
    with tempfile.TemporaryDirectory() as folder:
        scan = scanned(path, Path(folder) / "scan.pdf", list(numbers), scanner)
        document = read_document(scan)
        command = [sys.executable, "-m", "bench.reading.scans", "--one", str(scan)]
        cost = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rates = compare(printed.tables, document)
    told, found = _figures(printed), _figures(document)
    share = f"{sum((told & found).values())}/{sum(told.values())}" if options.all_pages else "–"
    pages = len(numbers)
    print(
        f"{path.stem:<22}{dpi:>5}{_share(rates.numbers_right, rates.numbers):>12}"
        f"{_share(rates.labels_right, rates.labels):>12}{rates.unmarked:>9}{rates.invented:>12}{share:>11}"
        f"{len(document.remarks):>8}{pages:>6}{cost['cpu'] / pages:>9.2f}{cost['wall'] / pages:>7.2f}"
        f"{cost['mebibytes']:>6.0f}",
        flush=True,
    )
    if options.wrong:
        for line in (*asdict(rates)["wrong"], *sorted((told - found).elements())):
            print("   ", line)


def _share(right: int, total: int) -> str:
    return f"{100 * right / max(total, 1):.2f}%" if right < total else f"all {total}"


def _figures(document: Document) -> Counter[str]:
    """The numbers with a decimal point outside tables."""
    return Counter(figure for p in document.paragraphs for figure in _FIGURE.findall(p.text))


def _measured(path: Path) -> dict[str, float]:
    """Seconds and memory of reading one scan in this fresh process, imports and models included."""
    started, busy = time.perf_counter(), time.process_time()
    read_document(path)
    return {
        "wall": time.perf_counter() - started,
        "cpu": time.process_time() - busy,
        "mebibytes": peak_mebibytes(),
    }


if __name__ == "__main__":
    sys.exit(main())

"""One reading in a fresh process: `python -m bench.reading.child TOOL WARM FILE` prints it as JSON.

WARM is a short report of the same format: it is read first, so that imports and models are not counted.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from .judging import sayings
from .tools import DOCUMENTS, MODULES, TABLES, rows_of


def main(tool: str, warm: str, path: str) -> int:
    read = DOCUMENTS.get(tool) or TABLES[tool]
    if path.endswith(".pdf"):
        import_module(MODULES[tool])
    read(Path(warm))
    started, busy = time.perf_counter(), time.process_time()
    found = read(Path(path))
    measured: dict[str, Any] = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - busy,
        "mebibytes": peak_mebibytes(),
    }
    if isinstance(found, list):
        measured["tables"] = found
    else:
        measured |= {"tables": rows_of(found), "remarks": found.remarks, "pages": found.source.pages}
        measured |= sayings(found)
    sys.stdout.write(json.dumps(measured, ensure_ascii=False))
    return 0


def peak_mebibytes() -> float:
    """The most memory that this process had. Where /proc is, from there: getrusage may count the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1024
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""One row of the benchmark: a file read by a tool in a fresh process, held against what was printed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from .judging import Rates, compare, document_of, sayings, share_right
from .tools import FLOOR

ROOT = Path(__file__).parents[2]
RENDERER = ROOT / "tools" / "render_account.py"


@dataclass(frozen=True, slots=True)
class Row:
    """What a tool made of a format. `figures` and `claims` are right, told and invented; None for tools that
    give tables only. `cells` is None for the floor, which reads no tables."""

    format: str
    tool: str
    seconds: float
    cpu: float
    mebibytes: float
    cells: Rates | None = None
    figures: tuple[int, int, int] | None = None
    claims: tuple[int, int, int] | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A rendered account: its name as `read_document` takes it, a short one to warm up with, the truth."""

    format: str
    path: Path
    warm: Path
    truth: Sequence[dict[str, Any]]


def publish(account: str, formats: Sequence[str], folder: Path, *options: str) -> list[Published]:
    """The account in these formats, rendered by another process, which leaves this one small."""
    for target, extra in ((folder, options), (folder / "short", ("--excerpt",))):
        command = [sys.executable, str(RENDERER), account, "-o", str(target), "--only", *formats, *extra]
        subprocess.run(command, check=True)
    return [
        Published(name, _path(folder, name), _path(folder / "short", name), _truth(folder, name)["blocks"])
        for name in formats
    ]


def _truth(folder: Path, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
    return told


def _path(folder: Path, name: str) -> Path:
    return folder / ";".join(_truth(folder, name)["files"])


def measure(published: Published, tool: str, repeats: int = 1) -> Row:
    """The best of `repeats` readings, each measure for itself. CalledProcessError where the tool breaks."""
    runs = [_run(tool, published.warm, published.path) for _ in range(repeats)]
    run = runs[0] | {name: min(run[name] for run in runs) for name in ("seconds", "cpu", "mebibytes")}
    printed = [block["rows"] for block in published.truth if "rows" in block]
    expected = sayings(document_of(published.truth)) if "claims" in run else {}
    figures, claims = (
        share_right(expected[kind], run[kind]) if kind in run else None for kind in ("figures", "claims")
    )
    return Row(
        published.format,
        tool,
        run["seconds"],
        run["cpu"],
        run["mebibytes"],
        None if tool == FLOOR else compare(printed, run["tables"]),
        figures,
        claims,
        run.get("pages"),
    )


def _run(tool: str, warm: Path, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reading.child", tool, str(warm), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def long_report(published: Published, pages: int, folder: Path) -> Published:
    """The same PDF over and over until it has so many pages."""
    target = folder / f"long-{published.path.name}"
    with pdfium.PdfDocument(published.path) as source, pdfium.PdfDocument.new() as long:
        copies = -(-pages // len(source))
        for _ in range(copies):
            long.import_pages(source)
        long.save(target)
    return Published(f"{published.format} ×{copies}", target, published.warm, tuple(published.truth) * copies)

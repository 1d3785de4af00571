"""The ratios and limits that reading promises, from the rows of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .measuring import Row
from .tools import CAMELOT_SPLIT, FAST, FLOOR, OURS, PDFPLUMBER

QUICK = ("docx", "xlsx", "one-sheet", "xls", "two-file", "html", "text", "cell-lines", "markdown")
"""The formats that need neither geometry nor recognition of pictures."""


def ratios(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each promise that the rows say something about: seconds, and CPU seconds in brackets."""
    by_name = {(row.format, row.tool): row for row in rows}
    for name, above, below, promised in (
        ("camelot lattice, split text ÷ ours", ("ruled", CAMELOT_SPLIT), ("ruled", OURS), "≥ 10"),
        ("pdfplumber ÷ ours", ("ruled", PDFPLUMBER), ("ruled", OURS), "> 1"),
        ("fast mode ÷ bare text", ("ruled", FAST), ("ruled", FLOOR), "≤ 3"),
        ("ours, borderless ÷ ruled", ("borderless", OURS), ("ruled", OURS), "≤ 2"),
        ("ours, three-line ÷ ruled", ("three-line", OURS), ("ruled", OURS), "≤ 2"),
    ):
        if above in by_name and below in by_name:
            slow, quick = by_name[above], by_name[below]
            wall, cpu = slow.seconds / quick.seconds, slow.cpu / quick.cpu
            yield f"{name}, seconds: {wall:.1f}, CPU seconds: {cpu:.1f} (promised: {promised})"
    others = [row for row in rows if row.format in QUICK]
    if others:
        slowest = max(others, key=lambda row: row.seconds)
        yield f"slowest other format, {slowest.format}: {slowest.seconds:.2f} s (promised: < 1 s)"
    for row in rows:
        if "×" in row.format:
            megabytes = row.mebibytes * (1 << 20) / 1e6
            yield f"peak memory of {row.tool}, {row.pages} pages: {megabytes:.0f} MB (promised: < 600 MB)"

"""Tables between bars that a converter tore to pieces: rows of them stand without bars in between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .stretches import is_empty, may_be_row

_BARRED = re.compile(r"\s*[|^].*[|^]\s*")
_RULE = re.compile(r"[\s|:+-]+")
_FEWEST = 5
_LEAST_SHARE = 0.25
"""Of the pieces of a text so many have a line that belongs to them right above or below."""


def without_torn_bars(lines: Sequence[str]) -> list[str]:
    """The lines with spaces for bars if tables were torn: what stood in which column is lost then."""
    pieces = list(_pieces(lines))
    torn = sum(_is_torn(lines, start, end) for start, end in pieces)
    if torn < max(_FEWEST, _LEAST_SHARE * len(pieces)):
        return list(lines)
    barred = {at for start, end in pieces for at in range(start, end)}
    return [_plain(line) if at in barred else line for at, line in enumerate(lines)]


def _pieces(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or not _BARRED.fullmatch(lines[at]):
            if at > start:
                yield start, at
            start = at + 1


def _is_torn(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a line that may be of the same table stands right above or below, as no Markdown has it."""
    beside = [lines[at] for at in (start - 1, end) if 0 <= at < len(lines)]
    return any(not is_empty(line) and may_be_row(line) for line in beside)


def _plain(line: str) -> str:
    return "" if _RULE.fullmatch(line) else line.replace("|", "  ").strip()

"""Bold faked by printing text several times over leaves every piece repeated: undo that."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIMES = (5, 4, 3, 2)
_ENOUGH = 4
"""So many phrases repeated equally often are no accident of wording."""


def undo_overprint(lines: Sequence[str]) -> list[str]:
    """The lines as they were meant. Lines of a text without overprint come back unchanged.

    How often pieces were printed is told from phrases of four or more Chinese characters, or as many
    characters that are each repeated. Digits are undone only beside an undone phrase, because 1111.05 and
    2,000,000 are numbers.
    """
    times = _times_printed(lines)
    return list(lines) if times is None else [_undo(line, times) for line in lines]


def _times_printed(lines: Sequence[str]) -> int | None:
    for times in _TIMES:
        phrase = re.compile(
            rf"([\u4e00-\u9fff]{{4,30}}?)\1{{{times - 1}}}(?!\1)"
            rf"|(?:([\u4e00-\u9fff])\2{{{times - 1}}}(?!\2)){{4,}}"
        )
        if sum(1 for line in lines if phrase.search(line)) >= _ENOUGH:
            return times
    return None


def _undo(line: str, times: int) -> str:
    piece = re.compile(rf"(\S.{{0,59}}?)\1{{{times - 1}}}")
    out, position = "", 0
    for run in _runs(line, list(piece.finditer(line))):
        one_by_one = sum(not _numeric(match.group(1)) for match in run) >= _ENOUGH
        phrase = one_by_one or any(_is_phrase(match.group(1), times) for match in run)
        for match in run:
            numeric = _numeric(match.group(1))
            sure = not _are_cells(match.group(1)) and (phrase or (numeric and len(match.group(0)) >= 12))
            out += line[position : match.start()] + (match.group(1) if sure else match.group(0))
            position = match.end()
    return out + line[position:]


def _runs(line: str, matches: Sequence[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Matches that follow each other with nothing but spaces between."""
    runs: list[list[re.Match[str]]] = []
    for match in matches:
        if runs and not line[runs[-1][-1].end() : match.start()].strip():
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _is_phrase(unit: str, times: int) -> bool:
    """Whether a repeated piece is no accident: no number, and long enough if only doubled."""
    return not _numeric(unit) and (times >= 4 or len(unit) >= 2)


def _are_cells(unit: str) -> bool:
    """Whether a repeated number has a space behind it: 0.00 0.00 0.00 are as many numbers."""
    return _numeric(unit) and re.search(r"\s", unit) is not None


def _numeric(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,%\s]+", text))

"""Breaking Chinese text into lines: anywhere between characters, but for what typesetters forbid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# A number and its sign, a Latin word: what is never cut within.
_PIECE = re.compile(r"[A-Za-z0-9]+(?:[.,/:+-][A-Za-z0-9]+)*%?|.", re.S)
_NOT_FIRST = frozenset("，。；：、）”》〉】！？%％,.;:)’…—")
_NOT_LAST = frozenset("（“《〈【(‘")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


Line = tuple[Run, ...]


def parse_runs(text: str) -> tuple[Run, ...]:
    """`**…**` is strong; all else is plain."""
    parts = text.split("**")
    return tuple(Run(part, strong=bool(at % 2)) for at, part in enumerate(parts) if part)


def break_runs(
    runs: tuple[Run, ...], first_width: float, width: float, measure: Callable[[Run], float]
) -> tuple[Line, ...]:
    """Lines no wider than `width` (the first than `first_width`), in the unit that `measure` returns."""
    lines: list[list[Run]] = [[]]
    room = first_width
    for piece in _unbreakable(runs):
        needed = sum(measure(run) for run in piece)
        if needed > room and lines[-1]:
            lines.append([])
            room = width
            piece = _without_leading_space(piece)
            needed = sum(measure(run) for run in piece)
        lines[-1].extend(piece)
        room -= needed
    return tuple(_joined(line) for line in lines)


def _unbreakable(runs: tuple[Run, ...]) -> list[list[Run]]:
    """The smallest pieces that must stay on one line, punctuation with the character it belongs to."""
    pieces: list[list[Run]] = []
    open_end = False
    for run in runs:
        for text in _PIECE.findall(run.text):
            part = Run(text, run.strong)
            if pieces and (open_end or text[0] in _NOT_FIRST):
                pieces[-1].append(part)
            else:
                pieces.append([part])
            open_end = text[-1] in _NOT_LAST
    return pieces


def _without_leading_space(piece: list[Run]) -> list[Run]:
    return [run for run in piece if run.text.strip()] or piece[:0]


def _joined(line: list[Run]) -> Line:
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].strong == run.strong:
            joined[-1] = Run(joined[-1].text + run.text, run.strong)
        else:
            joined.append(run)
    return tuple(joined)

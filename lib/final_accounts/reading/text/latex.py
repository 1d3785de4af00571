"""The rows of a table in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|tabularnewline)\b"
    r"|\\(?:cline|cmidrule(?:\([lr]*\))?)\{[^{}]*\}|\\noalign\{\}"
)
_SETTING = re.compile(
    r"\\(?:begin|end)\{[a-z]+\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?"
    r"|\\(?:raggedright|raggedleft|centering|arraybackslash|strut|small|footnotesize|bfseries|quad|qquad)\b"
)
_WORDS = re.compile(r"\\(?:textbf|textit|text|mathrm|mathbf|emph|makecell|shortstack)\b(?:\[[^\]]*\])?")
_ESCAPED = re.compile(r"\\([%&_#${}])")
_SPANNING = re.compile(r"\\multicolumn\s*\{\s*(\d{1,3})\s*\}")
_HIGH = re.compile(r"\\multirow\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}")
_DEEPEST = 12

Piece = tuple[str, int, int]
"""A cell: its text, the line (from 0) that it begins on, how many columns it takes."""


def tabular_rows(held: str) -> list[list[Piece]]:
    """The rows of what stands between the begin and the end of a table, its columns' settings first.

    A cell that goes on over rows has blank ones below it, as LaTeX prints them.
    """
    start = _behind_settings(held)
    rows: list[list[Piece]] = [[]]
    at = begun = start
    depth = 0
    while at < len(held):
        two = held[at : at + 2]
        if two == "\\\\" and not depth:
            rows[-1].append(_cell(held, begun, at))
            rows.append([])
            at = begun = at + 2
            continue
        if held[at] == "&" and not depth:
            rows[-1].append(_cell(held, begun, at))
            begun = at + 1
        depth += {"{": 1, "}": -1}.get(held[at], 0)
        at += 2 if held[at] == "\\" else 1
    return [row for row in rows if any(text for text, _, _ in row)]


def _behind_settings(held: str) -> int:
    """Where the rows begin, behind [t] and the groups in braces that say how columns are set."""
    at = 0
    while at < len(held):
        if held[at] == "[":
            at = held.find("]", at) + 1 or len(held)
        elif held[at] == "{":
            at = _behind_group(held, at)
        elif held[at].isspace() and held[at:].lstrip()[:1] in ("[", "{"):
            at += 1
        else:
            break
    return at


def _behind_group(held: str, at: int) -> int:
    depth = 0
    while at < len(held):
        depth += {"{": 1, "}": -1}.get(held[at], 0)
        at += 2 if held[at] == "\\" else 1
        if not depth:
            break
    return at


def _cell(held: str, start: int, end: int) -> Piece:
    text = _RULES.sub("", held[start:end])
    across = 1
    for _ in range(_DEEPEST):
        spanning = _SPANNING.search(text)
        high = _HIGH.search(text)
        if spanning:
            across = int(spanning[1])
        found = spanning or high
        if found is None:
            break
        # Behind the count stands how the cell is set, then what it says.
        setting = _behind_group(text, found.end())
        text = text[: found.start()] + text[setting:]
    text = _WORDS.sub("", _SETTING.sub("", text)).replace("\\\\", "\n")
    text = _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[{}$~]", "", text))
    lead = len(held[start:end]) - len(held[start:end].lstrip())
    line = held.count("\n", 0, start + lead)
    return "\n".join(_filled(text)), line, across


def _filled(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())

"""Tables that a conversion left as lines of words and numbers: what stood in which column is lost.

A converter of PDF parts the cells of a row by spaces and leaves blank ones out; others put each cell on a
line of its own. Such a stretch of lines below the title of a table is kept together as a table whose cells
stand in their order, and nothing more is said of them, but that blank lines among these may be blank cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..lines import NOTE, is_number, is_prose, is_title, tidy
from .blank_cells import with_blank_cells

_FEWEST_AMOUNTS = 3
_SHARE, _SHARE_OF_MANY = 0.2, 0.1
"""Of the lines of a stretch so many end in a number at least, and where there are many amounts."""
_MANY_AMOUNTS = 8
_FEWEST_ALONE, _SHARE_ALONE = 8, 0.5
"""Of the lines of a stretch so many are one number alone, where hardly any has digits behind the point."""
_FEWEST_PAIRS, _LONGEST_HEAD = 5, 4
"""Lines with a number behind each that are a table, and how many may stand above the first number."""
_REACH = 8
"""Within how many lines above a stretch the title or the unit of its table stands."""
_LONGEST = 120
_AMOUNT = re.compile(r"(?<![\d.])-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,6}(?![\d.])")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\s)[-+(]?\d[\d,.]*%?\)?$")
_LOOSE_THOUSANDS = re.compile(r"(?<=\d),\s+(?=\d{3}(?!\d))")
_LOOSE_POINT = re.compile(r"(?<=\d)\s?\.\s+(?=\d{1,6}(?![\d.]))|(?<=\d)\s+\.\s?(?=\d{1,6}(?![\d.]))")
_BAR_BEHIND = re.compile(r"[^|]*\|\s*")
_BAR_BEFORE = re.compile(r"\s*\|[^|]*")
_LONE_BARS = re.compile(r"\s*\|+\s*")
_FEWEST_BARS = 8
_RULE = re.compile(r"[\s\-=+|_─—]{4,}")
"""A line of dashes that rules a table."""
_SPACED_WORD = re.compile(
    r"(?<!\S)(?:项 +目|科 +目|栏 +次|行 +次|金 +额|合 +计|小 +计|总 +计|(?:决 +算|预 +算) +数)(?!\S)"
)
"""Words of the heads and totals that are spread over their cells."""
HEAD_OF_TABLE = re.compile(
    r"(?:公开\s*\d+\s*表|单位\s*[:：]\s*\S{0,3}元|(?:编制|公开)?(?:部门|单位)\s*[:：])"
)
_END = re.compile(rf"第[一二三四五六七八九十]+部分|{NOTE.pattern}|目\s*录$|.*(?:说明|情况)$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The cells of each line of a stretch, by the numbers of the lines from 0, and the line after it."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    end: int


def stretches(lines: Sequence[str]) -> dict[int, Stretch]:
    """The stretches of a text by their first lines. Lines with tabs or bars between cells are in none."""
    found: dict[int, Stretch] = {}
    position = 0
    while position < len(lines):
        end = _end(lines, position)
        if end == position:
            position += 1
            continue
        held = [(at, _cells(lines[at])) for at in range(position, end) if not is_empty(lines[at])]
        last = max((at for at, cells in held if _ENDS_IN_NUMBER.search(cells[-1])), default=position)
        held = [(at, cells) for at, cells in held if at <= last]
        if _is_table(held) and _stands_below_head(lines, position):
            found[position] = Stretch(tuple(with_blank_cells(lines, held)), last + 1)
        position = end
    return found


def without_lone_bars(lines: Sequence[str]) -> list[str]:
    """The lines of a text whose tables have one cell and a bar on each line, 30.80 |, without these bars."""
    kept = list(lines)
    alone = [at for at, line in enumerate(lines) if _LONE_BARS.fullmatch(line)]
    if len(alone) >= _FEWEST_BARS:
        for at in alone:
            kept[at] = ""
    for side in (_BAR_BEHIND, _BAR_BEFORE):
        run: list[int] = []
        for at in range(len(lines) + 1):
            if at < len(lines) and side.fullmatch(kept[at]):
                run.append(at)
            elif at == len(lines) or kept[at].strip():
                if len(run) >= _FEWEST_BARS:
                    for barred in run:
                        kept[barred] = kept[barred].replace("|", "")
                run = []
    return kept


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the stretch that begins at a line; the same line if none begins there."""
    end = start
    for at in range(start, len(lines) if not is_empty(lines[start]) else start):
        if is_empty(lines[at]):
            continue
        if not may_be_row(lines[at]):
            break
        end = at + 1
    return end


def is_empty(line: str) -> bool:
    """Whether a line says nothing: it is blank, or dashes that rule a table or underline a heading."""
    return not line.strip() or _RULE.fullmatch(line) is not None


def may_be_row(line: str) -> bool:
    """Whether a line may be one of a table whose cells are words and numbers: no sentence, title or head."""
    if "\t" in line or "|" in line or len(line) > _LONGEST * 3:
        return False
    text = tidy(line)
    if len(text) > _LONGEST or is_prose(text) or HEAD_OF_TABLE.search(text) or _END.match(text):
        return False
    return not is_title(text)


def holds_amount(line: str) -> bool:
    """Whether an amount is among the words and numbers of a line."""
    return _AMOUNT.search(" ".join(_cells(line))) is not None


def _cells(line: str) -> tuple[str, ...]:
    """The words and numbers of a line; spaces inside a number part nothing."""
    spaced = _SPACED_WORD.sub(lambda word: word.group().replace(" ", ""), tidy_spaces(line))
    closed = _LOOSE_POINT.sub(".", _LOOSE_THOUSANDS.sub(",", spaced))
    return tuple(tidy(part) for part in closed.split())


def tidy_spaces(line: str) -> str:
    """The line with all kinds of spaces as plain ones."""
    return re.sub(r"[\u3000\xa0\s]", " ", line)


def _is_table(held: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    amounts = sum(len(_AMOUNT.findall(" ".join(cells))) for _, cells in held)
    ending = sum(bool(_ENDS_IN_NUMBER.search(cells[-1])) for _, cells in held)
    share = _SHARE_OF_MANY if amounts >= _MANY_AMOUNTS else _SHARE
    dense = ending >= share * len(held) or amounts >= len(held)
    if amounts < _FEWEST_AMOUNTS:
        # 18⏎ 6.28⏎: amounts that are whole may have no digits behind the point.
        alone = [len(cells) == 1 and is_number(cells[0]) for _, cells in held]
        many = sum(alone) >= _FEWEST_ALONE and sum(alone) >= len(held) * _SHARE_ALONE
        return (amounts > 0 and many) or _alternates(alone)
    return len(held) >= _FEWEST_AMOUNTS and dense


def _alternates(alone: Sequence[bool]) -> bool:
    """Whether below a head each line of words has one number behind it: 合计⏎4432⏎因公出国（境）费⏎39⏎…"""
    first = next((at for at, is_alone in enumerate(alone) if is_alone), 0)
    pairs = alone[max(first - 1, 0) :]
    regular = len(pairs) % 2 == 0 and all(pairs[1::2]) and not any(pairs[::2])
    return regular and len(pairs) >= 2 * _FEWEST_PAIRS and first <= _LONGEST_HEAD


def _stands_below_head(lines: Sequence[str], start: int) -> bool:
    above = [tidy(line) for line in lines[max(0, start - 4 * _REACH) : start] if line.strip()][-_REACH:]
    return any(
        HEAD_OF_TABLE.search(text) or (is_title(text) and re.search("表[）)]?$", text)) for text in above
    )

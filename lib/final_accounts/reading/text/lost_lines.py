"""Texts whose line ends a conversion lost: their headings begin lines again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONG = 300
"""A line of so many letters may be many."""
_FEWEST = 3
"""So many headings within one line are no accident."""
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
_BEGINS = r"(?:(?<![\u4e00-\u9fff])|(?<=[明况责能置释成表]))"
"""A heading stands behind a mark or right behind another one: …情况说明（一）…"""
_ENDS = "(?:情况|说明|概况|职责|职能|设置|名词解释|构成|决算表|总表|明细表)"
_HEADING = re.compile(
    rf"\s*{_BEGINS}(?P<heading>{_NUMBER}\s*[^，。；：,;:\d]{{2,50}}?{_ENDS}[。.]?)"
    rf"(?:(?<=说明)(?!如下)|(?=\s|\d|{_NUMBER}|[（(]\d|第[一二三四五六七八九十]+部分|$))\s*"
)
_PART = re.compile(
    r"\s+(?=第[一二三四五六七八九十]+部分\s*[^，。；\s]{2,30}(?:\s|[一二三四五六七八九十]、|$))"
)
_PART_RUN_ON = re.compile(
    r"(?:^|\s+)(?P<part>第[一二三四五六七八九十]+部分[\s:：]*[^，。；\s]{2,30})\s+"
    r"(?=一、\s*[^，。；：\d]{2,})"
)
"""第三部分 决算情况说明 一、收入决算情况说明: the part's title and its first heading on one line."""
_ITEM = re.compile(r"(?<=[。；])\s*(?=(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])\s*[\u4e00-\u9fff])")


def with_line_ends(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines, each heading of one that holds several of them and each numbered item behind a full stop
    there on a line of its own; and of which line (from 0) each is."""
    parted = [_parted(line) if len(line) >= _LONG else _with_part_apart(line) for line in lines]
    return (
        [part for parts in parted for part in parts],
        [at for at, parts in enumerate(parted) for _ in parts],
    )


def _parted(line: str) -> list[str]:
    if sum(1 for _ in _HEADING.finditer(line)) < _FEWEST:
        return [line]
    parted = _HEADING.sub(lambda found: f"\n{found['heading']}\n", line)
    lines = _ITEM.sub("\n", _PART.sub("\n", parted)).split("\n")
    return [text.strip() for text in lines if text.strip()]


def _with_part_apart(line: str) -> list[str]:
    """The line; where a part begins in it and goes on with its first heading, parted before and behind the
    part's title."""
    if "部分" not in line or "\t" in line or "|" in line:
        return [line]
    return _PART_RUN_ON.sub(lambda found: f"\n{found['part']}\n", line).strip("\n").split("\n")

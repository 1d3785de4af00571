"""Texts whose line ends a conversion lost: their headings begin lines again."""

from __future__ import annotations

import re

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
_ITEM = re.compile(r"(?<=[。；])\s*(?=(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])\s*[\u4e00-\u9fff])")


def with_line_ends(text: str) -> str:
    """The text with each heading of a line that holds several of them, and each numbered item behind a full
    stop there, on a line of its own."""
    return "\n".join(_parted(line) if len(line) >= _LONG else line for line in text.split("\n"))


def _parted(line: str) -> str:
    if sum(1 for _ in _HEADING.finditer(line)) < _FEWEST:
        return line
    parted = _HEADING.sub(lambda found: f"\n{found['heading']}\n", line)
    lines = _ITEM.sub("\n", _PART.sub("\n", parted)).split("\n")
    return "\n".join(text.strip() for text in lines if text.strip())

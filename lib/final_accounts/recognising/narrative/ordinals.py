"""The numbers that paragraphs and points begin with: 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

import re

from .numerals import whole_number

_ORDINALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]{1,3}、",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}[.．、](?!\d)",
        r"[（(]\d{1,2}[）)]",
        r"[①-⑳]",
    )
)
_NUMBERED = re.compile(
    r"(?:^|[。；;])\s*[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十])(?P<kind>[)）、.．])(?!\d)"
    r"[^。；;]*$"
)


def ordinal_level(text: str) -> int | None:
    """Rank of a paragraph's leading number: 0 for 一、, 1 for （一）, 2 for 1., 3 for （1）, 4 for ①."""
    return next((rank for rank, pattern in enumerate(_ORDINALS) if pattern.match(text.lstrip())), None)


def numbered_next(before: str, text: str) -> bool:
    """Whether the second of two texts before amounts begins a sentence with the number behind the first's."""
    one, next_one = _NUMBERED.search(before), _NUMBERED.search(text)
    if one is None or next_one is None or one["kind"] != next_one["kind"]:
        return False
    numbers = [whole_number(found["number"]) for found in (one, next_one)]
    return numbers[1] == numbers[0] + 1

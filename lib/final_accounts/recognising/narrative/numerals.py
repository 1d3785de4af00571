"""Numbers in words, as far as percentages go: 百分之二十三点五."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGIT = "[一二三四五六七八九两]"
_PLACES = re.compile(
    rf"(?:(?P<hundreds>{_DIGIT}?)百[零〇]?)?(?:(?P<tens>{_DIGIT}?)十)?(?P<ones>[零〇一二三四五六七八九两]?)"
)
PERCENT_IN_WORDS = re.compile(
    r"百分之(?P<number>\d+(?:\.\d+)?(?!\d)|[零〇一二三四五六七八九两十百]+(?:点[零〇一二三四五六七八九]+)?)"
)
"""百分之 and its number, in words or digits: group number."""


def whole_number(text: str) -> int:
    """The value of a whole number below a thousand in words or digits; ValueError for anything else.

    >>> whole_number("两"), whole_number("十"), whole_number("12")
    (2, 10, 12)
    """
    value = number_in_words(text)
    if value is None or value != int(value):
        raise ValueError(f"{text!r} is no whole number")
    return int(value)


def number_in_words(text: str) -> Decimal | None:
    """The value of a number below a thousand in words or digits, None where the words are no number.

    >>> number_in_words("二十三点五")
    Decimal('23.5')
    """
    if text[0].isdigit():
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    places = _PLACES.fullmatch(whole)
    if places is None or not whole:
        return None
    value = 0
    for name, weight in (("hundreds", 100), ("tens", 10), ("ones", 1)):
        said = places[name]
        if said is not None:
            value += weight * _DIGITS.get(said, 1 if weight > 1 else 0)
    digits = "".join(str(_DIGITS[word]) for word in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)

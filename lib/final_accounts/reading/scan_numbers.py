"""What a recognised line can mean: marks that cannot stand where they were read are put right.

No digit is ever guessed: only characters that no number holds are taken for the digit or the mark of
their shape, and only where everything else is a number.
"""

from __future__ import annotations

import re

_LOOKALIKES = str.maketrans("Oo〇○lI|。．·•，‚'’—–－−一％", "0000111....,,,,-----%")

FIGURE = re.compile(r"\d(?:[\d,.]*\d)?%?")
"""A figure within a recognised sentence."""

_NUMBER = re.compile(r"[（(]?[-+]?\d(?:[\d,.]*\d)?%?[）)]?")
_SOUND = re.compile(r"[^\d]*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[^\d]*")
_GROUPED = re.compile(r"(\D*\d{1,3})((?:[.,]\d{3})+)[.,](\d{1,2})(\D*)")
_SPACE_BESIDE_MARK = re.compile(r"(?<=[.,，。．])\s+(?=\S)|(?<=\S)\s+(?=[.,，。．])")

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef《》“”、。"
_HAS_WIDE = re.compile("[\u4e00-\u9fff]")
_MARK = re.compile(rf"[()]|(?<=[{_WIDE}])[,:;?!]|[,:;?!](?=[{_WIDE}])")
_WIDE_MARKS = dict(zip(",:;?!()", "，：；？！（）", strict=True))


def mended(text: str) -> str:
    """A recognised line as it must have been printed: a number with its own marks, Chinese with its own.

    A space between two digits stays: it may part two numbers.
    """
    number = _SPACE_BESIDE_MARK.sub("", text.strip()).translate(_LOOKALIKES)
    if any(char.isdecimal() for char in text) and _NUMBER.fullmatch(number):
        return _grouped(number)
    if text.strip() == "一":
        # Nobody prints the number one alone in a form; a dash looks the same.
        return "—"
    return _MARK.sub(lambda found: _WIDE_MARKS[found[0]], text) if _HAS_WIDE.search(text) else text


def is_number(text: str) -> bool:
    """Whether a mended line is one number, a code among them."""
    return _NUMBER.fullmatch(text) is not None


def is_sound(number: str) -> bool:
    """Whether a number's commas part thousands, and it has one decimal point at most."""
    return _SOUND.fullmatch(number) is not None


def _grouped(number: str) -> str:
    """A number with decimals, its commas and its point told apart by where they stand."""
    found = _GROUPED.fullmatch(number)
    if found is None:
        return number
    head, groups, decimals, tail = found.groups()
    return f"{head}{groups.replace('.', ',')}.{decimals}{tail}"

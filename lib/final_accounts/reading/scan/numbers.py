"""What a recognised line can mean: marks that cannot stand where they were read are put right.

No digit is ever guessed: only characters that no number holds are taken for the digit or the mark of
their shape, and only where everything else is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ...settings import reference
from ..traditional import simplified_characters

FIGURE = re.compile(r"\d(?:[\d,.]*\d)?%?")
"""A figure within a recognised sentence."""

_NUMBER = re.compile(r"[（(]?[-+]?\.?\d(?:[\d,.]*\d)?%?[）)]?")
_POINT_FIRST = re.compile(r"[（(]?[-+]?\.")
_LITTERED = re.compile(
    r"[^\d\s≥≤><＞＜±¥￥（(第共约近超]\d[\d,]*\.\d+%?|\d[\d,.]*%?[^\d\s%\u4e00-\u9fff）)、.．。,，;；:：]{1,2}"
)
_SOUND = re.compile(r"[^\d]*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[^\d]*")
_GROUPED = re.compile(r"(\D*\d{1,3})((?:[.,]\d{3})+)(?:[.,](?=\d{1,2}\D*$)|(?=\d{2}\D*$))(\d{1,2})(\D*)")
"""Thousands, then decimals. Where two digits too many stand behind the last comma, a point is missing."""
_SPECKED = re.compile(r"[.,]*-?\d[\d,]*\.\d+%?[.,]*")
_SPACE_BESIDE_MARK = re.compile(r"(?<=[.,，。．])\s+(?=\S)|(?<=\S)\s+(?=[.,，。．])")

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef《》“”、。"
_HAS_WIDE = re.compile("[\u4e00-\u9fff]")
_WIDE_CHARS = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef《》“”、。"
_MARK = re.compile(rf"[()]|(?<=[{_WIDE_CHARS}])[,:;?!]|[,:;?!](?=[{_WIDE_CHARS}])")
_WIDE_MARKS = dict(zip(",:;?!()", "，：；？！（）", strict=True))


def mended(text: str, goes_on: bool = False) -> tuple[str, bool]:
    """A recognised line as it must have been printed, and whether that is certain.

    A number gets its own marks, a text simplified characters and wide marks. A space between two digits
    stays: it may part two numbers. What is taken for a digit or a mark of its shape is not certain, nor
    is a number beside which a mark was dropped. A number that `goes_on` in the next line keeps its marks.
    """
    tables = _tables()
    plain = _SPACE_BESIDE_MARK.sub("", text.strip()).translate(tables["number_marks"])
    number = plain.translate(tables["number_lookalikes"])
    if any(char.isdecimal() for char in text):
        if not goes_on and _SPECKED.fullmatch(number) and text.strip()[-1] not in "。，":
            number = number.strip(".,")
        if _NUMBER.fullmatch(number):
            parted = number if goes_on else grouped(number)
            # .80 is printed so, or has lost a digit.
            return parted, parted == plain and _POINT_FIRST.match(parted) is None
    if plain == "一":
        # Nobody prints the number one alone in a form; a dash looks the same.
        return "—", True
    if not _HAS_WIDE.search(text):
        return text, True
    return _MARK.sub(lambda found: _WIDE_MARKS[found[0]], text.translate(simplified_characters())), True


@cache
def _tables() -> dict[str, dict[int, str]]:
    """The tables of data/reference/scans.toml, ready for str.translate."""
    return {name: str.maketrans(table) for name, table in reference("scans").items()}


def figures_in_doubt(
    text: str, sure: Sequence[float], others: Iterable[str], least: float
) -> tuple[str, ...]:
    """The figures of a recognised sentence that may be misread: one of their digits is less sure than
    `least`, or another spelling of the sentence does not have them. `sure` is told for each character."""
    without = [frozenset(FIGURE.findall(other)) for other in others]
    return tuple(
        found[0]
        for found in FIGURE.finditer(text)
        if min(sure[slice(*found.span())]) < least or any(found[0] not in figures for figures in without)
    )


def is_number(text: str) -> bool:
    """Whether a mended line is one number, a code among them."""
    return _NUMBER.fullmatch(text) is not None


def is_sound(number: str) -> bool:
    """Whether a number's commas part thousands, and it has one decimal point at most."""
    return _SOUND.fullmatch(number) is not None


def is_littered(text: str) -> bool:
    """Whether a mended line is a number with a mark at its side that is no unit or sign of comparison."""
    return _LITTERED.fullmatch(text) is not None


def grouped(number: str) -> str:
    """A number with decimals, its commas and its point told apart by where they stand."""
    found = _GROUPED.fullmatch(number)
    if found is None:
        return number
    head, groups, decimals, tail = found.groups()
    return f"{head}{groups.replace('.', ',')}.{decimals}{tail}"

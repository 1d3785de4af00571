"""How an account prints its numbers: units, digits, separators, spaces."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

FEN_PER_UNIT = {"元": 100, "万元": 1_000_000}


def half_up(value: Fraction, decimals: int) -> str:
    """A number rounded half away from zero, as accountants print it."""
    scaled = abs(value) * 10**decimals
    digits = f"{int(scaled + Fraction(1, 2)):0{decimals + 1}d}"
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if value < 0 and digits.strip("0") else text


def cut(value: Fraction, decimals: int) -> str:
    """A number with its further digits cut off."""
    scaled = int(abs(value) * 10**decimals)
    return half_up(Fraction(scaled if value >= 0 else -scaled, 10**decimals), decimals)


def grouped(digits: str) -> str:
    """Digits with thousands separators."""
    whole, point, rest = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{rest}"


@dataclass(frozen=True, slots=True)
class Numerals:
    """The manner of one account. `decimals` and `unit` are the narrative's, the `form_` ones the forms'."""

    unit: str = "万元"
    decimals: int = 2
    short: bool = False
    """Trailing zeros dropped: 16 for 16.00."""
    percent_decimals: int = 2
    short_percent: bool = True
    separators: bool = False
    space: str = ""
    form_unit: str = "万元"
    form_decimals: int = 2
    form_separators: bool = True
    spaced_cells: bool = False
    """Spaces inside the numbers of forms, as some PDF yield them: 1, 049. 22."""
    zero_cells: bool = False
    """Whether a form prints 0.00 for nothing, or leaves the cell blank."""

    def money(self, fen: int) -> str:
        """An amount of the narrative, without its unit."""
        return self._write(
            Fraction(fen, FEN_PER_UNIT[self.unit]), self.decimals, self.short or not fen, self.separators
        )

    def mean(self, fen: Fraction, unit: str, decimals: int) -> str:
        """What an amount comes to for each, without its unit."""
        return self._write(fen / FEN_PER_UNIT[unit], decimals, self.short or not fen, self.separators)

    def cell(self, fen: int) -> str:
        """An amount of a form."""
        value = Fraction(fen, FEN_PER_UNIT[self.form_unit])
        text = self._write(value, self.form_decimals, False, self.form_separators)
        return text.replace(",", ", ").replace(".", ". ") if self.spaced_cells else text

    def percent(self, part: Fraction) -> str:
        """A ratio in percent, without the sign."""
        return self._write(
            part * 100, self.percent_decimals, self.short_percent and part.denominator == 1, False
        )

    def cut_percent(self, part: Fraction) -> str:
        return cut(part * 100, self.percent_decimals)

    def cut_money(self, fen: int) -> str:
        return cut(Fraction(fen, FEN_PER_UNIT[self.unit]), self.decimals)

    def _write(self, value: Fraction, decimals: int, short: bool, separators: bool) -> str:
        text = half_up(value, decimals)
        if short and "." in text:
            text = text.rstrip("0").rstrip(".")
        return grouped(text) if separators else text


_DIGITS = "一二三四五六七八九十"


def chinese(number: int) -> str:
    """1 to 99 in Chinese."""
    if number <= 10:
        return _DIGITS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")

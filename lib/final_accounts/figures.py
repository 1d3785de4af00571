"""Printed numbers: what a text says, the unit it says it in, and the values that may lie behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum

from .places import Place

YUAN = "元"
WAN_YUAN = "万元"
YI_YUAN = "亿元"
PERCENT = "%"
YUAN_PER_UNIT = {YUAN: Decimal(1), WAN_YUAN: Decimal(10_000), YI_YUAN: Decimal(100_000_000)} | {
    "千元": Decimal(1_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
}
"""How many yuan one of each money unit is, the usual ones first."""

MONEY_UNITS = "|".join(sorted(YUAN_PER_UNIT, key=len, reverse=True))
"""Any of them, as a regular expression."""

EXACT = Context(prec=60)
"""Wide enough that a quotient of two printed numbers is never rounded near a printed digit."""

HUNDRED = Decimal(100)


class Verdict(StrEnum):
    """What the printed figures allow. Worst last."""

    CONSISTENT = "consistent"
    UNDETERMINED = "undetermined"
    TRUNCATED = "truncated"
    INCONSISTENT = "inconsistent"

    @property
    def is_wrong(self) -> bool:
        """Whether no rounding saves the figure: it is another's, or cut off."""
        return self in (Verdict.TRUNCATED, Verdict.INCONSISTENT)

    @property
    def is_borne_out(self) -> bool:
        """Whether the figure is right, if need be with digits cut off."""
        return self in (Verdict.CONSISTENT, Verdict.TRUNCATED)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def total(cls, parts: Iterable[Interval]) -> Interval:
        result = cls.exactly(0)
        for part in parts:
            result = result + part
        return result

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, factor: Decimal) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients of any two members. Raises ZeroDivisionError if `other` holds zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval contains zero")
        ends = [EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def intersection(self, other: Interval) -> Interval | None:
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def contains(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number.

    `value` is in `unit` as printed: a money unit, PERCENT, a counting word (辆, 人, 批次 …), or None
    where none was printed. `decimals` is how many digits stand behind the printed point.
    `approximate` marks 约, 余, 近 and the like. `uncertain` marks what may have been misread: no verdict
    against the report can rest on it. `unit_lost` says that the unit is not printed, but is its neighbours'.
    """

    text: str
    value: Decimal
    unit: str | None
    decimals: int
    place: Place = field(default_factory=Place)
    approximate: bool = False
    uncertain: bool = False
    unit_lost: bool = False

    @property
    def is_money(self) -> bool:
        return self.unit in YUAN_PER_UNIT

    @property
    def is_count(self) -> bool:
        """Whether it counts whole things: 27人 is exactly 27."""
        return (
            self.unit is not None
            and self.unit not in YUAN_PER_UNIT
            and self.unit != PERCENT
            and not self.decimals
        )

    @property
    def step(self) -> Decimal:
        """The value of one last printed digit (hundreds where `decimals` is −2)."""
        return Decimal(1).scaleb(-self.decimals)

    def interval(self, decimals: int | None = None) -> Interval:
        """The values that round to this figure at `decimals` digits (default: the printed ones).

        Fewer digits than printed are never taken: what is printed is known.
        """
        digits = self.decimals if decimals is None else max(decimals, self.decimals)
        half = Decimal(5).scaleb(-digits - 1)
        return Interval(self.value - half, self.value + half)

    def cut_interval(self, decimals: int | None = None) -> Interval:
        """The values that give this figure by cutting digits off, toward zero."""
        digits = self.decimals if decimals is None else max(decimals, self.decimals)
        step = Decimal(1).scaleb(-digits)
        if self.value < 0:
            return Interval(self.value - step, self.value)
        return Interval(self.value, self.value + step)

    def to(self, unit: str) -> Figure:
        """The same amount in another money unit, exactly. Raises ValueError if either is no money unit."""
        if self.unit == unit:
            return self
        if self.unit not in YUAN_PER_UNIT or unit not in YUAN_PER_UNIT:
            raise ValueError(f"cannot turn {self.unit!r} into {unit!r}")
        shift = (YUAN_PER_UNIT[self.unit] / YUAN_PER_UNIT[unit]).adjusted()
        return replace(self, value=self.value.scaleb(shift), unit=unit, decimals=self.decimals - shift)

    def read_as(self, unit: str) -> Figure:
        """The same digits taken in another unit: for a form headed 万元 that holds 元."""
        return replace(self, unit=unit)


Key = tuple[Place, str]
"""A printed figure is known by where it stands and what it says."""


def key_of(figure: Figure) -> Key:
    """By what a printed figure is known."""
    return figure.place, figure.text


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The one rounding of this library: half away from zero, as accountants print."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=EXACT)


_CLEAN = str.maketrans({"－": "-", "﹣": "-", "−": "-", "–": "-", "，": ",", "．": ".", "。": "."})
_PLAIN = re.compile(r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d{1,6})")
_LOOSE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")
_BRACKETED = re.compile(r"\((.+)\)")
DASHES = frozenset({"-", "--", "---", "—", "——", "－", "–", "/", "／", "─", "―"})


def is_dash(text: str) -> bool:
    """Whether a cell holds a printed dash: neither blank nor zero."""
    return "".join(text.split()) in DASHES


def parse_figure(text: str, unit: str | None = None, place: Place | None = None) -> Figure | None:
    """The number that a cell or a word holds, or None if it holds anything else.

    Takes full-width digits, spaces between digits, thousands separators, a bracketed negative, a
    trailing percent sign (which then is the unit), Markdown's bold marks, and .80 as spreadsheets show
    0.80. Blank and dash are None.
    """
    printed = text.strip()
    compact = "".join(unicodedata.normalize("NFKC", printed.translate(_CLEAN)).split()).strip("*")
    if compact.endswith("%"):
        compact, unit = compact.rstrip("%"), PERCENT
    bracketed = _BRACKETED.fullmatch(compact)
    if bracketed:
        compact = "-" + bracketed.group(1)
    if not (_PLAIN.fullmatch(compact) or _LOOSE.fullmatch(compact)):
        return None
    digits = compact.replace(",", "")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    decimals = len(digits.partition(".")[2])
    return Figure(printed, value, unit, decimals, place or Place())


def judge(stated: Interval, cut: Interval, computed: Interval) -> Verdict:
    """Whether a value in `computed` could be printed as the stated figure.

    `stated` holds what rounds to the figure, `cut` what is cut to it; see `domain.md`, a printed
    number is an interval.
    """
    if stated.meets(computed):
        return Verdict.CONSISTENT
    if cut.meets(computed):
        return Verdict.TRUNCATED
    return Verdict.INCONSISTENT

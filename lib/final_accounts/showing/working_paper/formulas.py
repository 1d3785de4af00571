"""Checks as spreadsheet formulas: what is recomputed, and between which ends rounding lets it lie.

Every computation is written twice, as a formula over the cells that hold the printed figures and as a value
for viewers that do not recalculate. Both follow domain.md, a printed number is an interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from ...checking.findings.amounts import share_of
from ...figures import EXACT, HUNDRED, Figure, Interval
from ...reports import View
from .operands import Operand, Sight, own

ANY_RATE = Decimal(10) ** 12
"""How large a rate may be whose base may be as small as one likes."""


def above_nought(formula: str) -> str:
    """The condition that a value is above nought, and not only by the last binary digit."""
    return f"ROUND({formula},9)>0"


class Computation(Protocol):
    """What a stated figure is held against."""

    @property
    def operands(self) -> Sequence[Operand]:
        """The figures that take part."""
        ...

    @property
    def agreed(self) -> str | None:
        """A condition under which a stated zero needs no recomputing, None if there is none."""
        ...

    def value(self, row: int) -> str:
        """The recomputed value, an empty text where there is none."""
        ...

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        """The least and the greatest value that the printed figures allow, empty texts if there are none."""
        ...

    def interval(self, view: View) -> Interval:
        """The same ends as numbers. Raises ZeroDivisionError where there are none."""
        ...


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of signed figures. `open_above` marks a list that may leave parts out."""

    operands: tuple[Operand, ...]
    whole: Figure | None = None
    open_above: bool = False

    @property
    def agreed(self) -> str | None:
        return None

    def value(self, row: int) -> str:
        signed = "".join(("+" if part.sign > 0 else "-") + part.value for part in self.operands)
        return signed.removeprefix("+") or "0"

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        middle = own("recomputed", row)
        halves = [half for part in self.operands if (half := part.half(sight)) != "0"]
        allowance = f"({'+'.join(halves)})" if halves else "0"
        high = f"{middle}+{allowance}"
        if self.open_above:
            high = f"MAX({high},{own('stated', row)}+1/10^{own('decimals', row)})"
        return f"{middle}-{allowance}", high

    def interval(self, view: View) -> Interval:
        total = Interval.total(
            part.seen(view) if part.sign > 0 else -part.seen(view) for part in self.operands
        )
        if self.open_above and self.whole is not None:
            return Interval(total.low, max(total.high, self.whole.value + self.whole.step))
        return total


@dataclass(frozen=True, slots=True)
class SharesOf:
    """A sum of shares in percent, each of its amount. Neither is below nought."""

    pairs: tuple[tuple[Operand, Operand], ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        return tuple(operand for pair in self.pairs for operand in pair)

    @property
    def agreed(self) -> str | None:
        return None

    def value(self, row: int) -> str:
        return "+".join(f"{amount.value}*{share.value}/100" for amount, share in self.pairs)

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        low = "+".join(
            f"MAX({amount.value}-{amount.half(sight)},0)*MAX({share.value}-{share.half(sight)},0)/100"
            for amount, share in self.pairs
        )
        high = "+".join(
            f"({amount.value}+{amount.half(sight)})*({share.value}+{share.half(sight)})/100"
            for amount, share in self.pairs
        )
        return low, high

    def interval(self, view: View) -> Interval:
        return Interval.total(share_of(amount.seen(view), share.seen(view)) for amount, share in self.pairs)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part over a whole that is not negative, in percent.

    As a growth it is the change from the whole to the part: what is above one for `growth` +1, what is
    below one for -1.
    """

    part: Operand
    whole: Operand
    growth: int = 0

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.part, self.whole)

    @property
    def agreed(self) -> str | None:
        return None if self.growth else f"COUNT({self.whole.spot.value})=1,{self.whole.value}=0"

    def value(self, row: int) -> str:
        return self._guarded(self.whole.value, f"{self.part.value}/{self._whole}")

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        part, half = self.part.value, self.part.half(sight)
        whole, slack = self._whole, self.whole.half(sight)
        # A negative end of the part is nearer to nought over the whole's far end.
        low = f"({part}-{half})/({whole}+SIGN({part}-{half})*{slack})"
        high = f"({part}+{half})/({whole}-SIGN({part}+{half})*{slack})"
        if self.growth < 0:
            low, high = high, low
        base = f"{self.whole.value}-{slack}"
        return self._guarded(base, low), self._guarded(base, high)

    def interval(self, view: View) -> Interval:
        ratio = self.part.seen(view) / self.whole.seen(view)
        if self.growth:
            change = ratio - Interval.exactly(1)
            ratio = change if self.growth > 0 else -change
        return ratio * HUNDRED

    @property
    def _whole(self) -> str:
        return f"({self.whole.value})" if self.whole.shift else self.whole.value

    def _guarded(self, base: str, quotient: str) -> str:
        """The percentage where both figures are known and the base is above nought, else an empty text."""
        shown = {0: quotient, 1: f"({quotient}-1)", -1: f"(1-{quotient})"}[self.growth]
        known = f"COUNT({self.part.spot.value},{self.whole.spot.value})"
        return f'IF({known}<2,"",IF({above_nought(base)},{shown}*100,""))'


@dataclass(frozen=True, slots=True)
class PointsOf:
    """Points, a whole number, times a ratio: what a self-evaluation gives for the execution of a budget."""

    full: Operand
    rate: Ratio

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.full, *self.rate.operands)

    @property
    def agreed(self) -> str | None:
        return None

    def value(self, row: int) -> str:
        return self._of(self.rate.value(row))

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        low, high = self.rate.ends(row, sight)
        return self._of(low), self._of(high)

    def interval(self, view: View) -> Interval:
        full = self.full.seen(view)
        return self.rate.interval(view) * ((full.low + full.high) / 2 / HUNDRED)

    def _of(self, percent: str) -> str:
        return f'IFERROR({self.full.value}*{percent}/100,"")'


@dataclass(frozen=True, slots=True)
class Average:
    """An amount over a signed sum of counts."""

    amount: Operand
    counts: tuple[Operand, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.amount, *self.counts)

    @property
    def agreed(self) -> str | None:
        if len(self.counts) > 1:
            return None
        return f"{self.amount.value}=0,NOT({above_nought(self._count)})"

    def value(self, row: int) -> str:
        return self._guarded(f"{self.amount.value}/({self._count})")

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        own, half = self.amount.value, self.amount.half(sight)
        halves = [slack for count in self.counts if (slack := count.half(sight)) != "0"]
        slack = f"({'+'.join(halves)})" if halves else "0"
        low = f"({own}-{half})/({self._count}+SIGN({own}-{half})*{slack})"
        high = f"({own}+{half})/({self._count}-SIGN({own}+{half})*{slack})"
        return self._guarded(low, slack), self._guarded(high, slack)

    def interval(self, view: View) -> Interval:
        counted = Interval.total(
            count.seen(view) if count.sign > 0 else -count.seen(view) for count in self.counts
        )
        return self.amount.seen(view) / counted

    @property
    def _count(self) -> str:
        signed = "".join(("+" if count.sign > 0 else "-") + count.value for count in self.counts)
        return signed.removeprefix("+")

    def _guarded(self, quotient: str, slack: str = "0") -> str:
        return f'IF({above_nought(f"{self._count}-{slack}")},{quotient},"")'


@dataclass(frozen=True, slots=True)
class Growth:
    """A difference over last year's amount, which is this year's less (`sign` +1) or plus (-1) it."""

    current: Operand
    difference: Operand
    sign: int

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.current, self.difference)

    @property
    def agreed(self) -> str | None:
        return f"{self.difference.value}=0,NOT({above_nought(self._base())})"

    def value(self, row: int) -> str:
        base = self._base()
        return f'IF({above_nought(base)},{self.difference.value}/({base})*100,"")'

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        now, change = self.current.half(sight), self.difference.half(sight)
        # The rate rises with the difference and falls with the amount: its ends lie at two corners.
        low = self._base("+", now, "-", change)
        high = self._base("-", now, "+", change)
        least = f"({self.difference.value}-{change})/({low})*100"
        most = f"({self.difference.value}+{change})/({high})*100"
        some = above_nought(low)
        return f'IF({some},{least},"")', f'IF({some},IF({above_nought(high)},{most},1E+12),"")'

    def _base(self, current: str = "", now: str = "", change: str = "", half: str = "") -> str:
        mark = "-" if self.sign > 0 else "+"
        difference = f"({self.difference.value}{change}{half})" if half else self.difference.value
        return f"{self.current.value}{current}{now}{mark}{difference}"

    def interval(self, view: View) -> Interval:
        now, change = self.current.seen(view), self.difference.seen(view)
        low_base = now.high - change.low if self.sign > 0 else now.high + change.low
        high_base = now.low - change.high if self.sign > 0 else now.low + change.high
        if low_base <= 0:
            raise ZeroDivisionError("the base is nothing but rounding")
        low = EXACT.divide(change.low, low_base) * HUNDRED
        if high_base <= 0:
            return Interval(low, ANY_RATE)
        return Interval(low, EXACT.divide(change.high, high_base) * HUNDRED)


@dataclass(frozen=True, slots=True)
class RatioToRest:
    """An amount over what it differs from by a difference, in percent: what is left without it (`sign` +1),
    or both together (-1)."""

    amount: Operand
    difference: Operand
    sign: int

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.amount, self.difference)

    @property
    def agreed(self) -> str | None:
        return f"ROUND({self._rest},9)=0"

    def value(self, row: int) -> str:
        return f'IF({above_nought(self._rest)},{self.amount.value}/({self._rest})*100,"")'

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        own, half = self.amount.value, self.amount.half(sight)
        slack = f"({half}+{self.difference.half(sight)})"
        known = above_nought(f"{self._rest}-{slack}")
        low = f"({own}-{half})/({self._rest}+SIGN({own}-{half})*{slack})*100"
        high = f"({own}+{half})/({self._rest}-SIGN({own}+{half})*{slack})*100"
        return f'IF({known},{low},"")', f'IF({known},{high},"")'

    @property
    def _rest(self) -> str:
        return f"{self.amount.value}{'-' if self.sign > 0 else '+'}{self.difference.value}"

    @property
    def rest(self) -> Decimal | None:
        """What is divided by, None where a figure is missing."""
        own, difference = self.amount.figure, self.difference.figure
        return None if own is None or difference is None else own.value - self.sign * difference.value

    def interval(self, view: View) -> Interval:
        own, difference = self.amount.seen(view), self.difference.seen(view)
        rest = own - difference if self.sign > 0 else own + difference
        if rest.low <= 0:
            raise ZeroDivisionError("there is nothing left but rounding")
        return own / rest * HUNDRED

"""The verdict of a check as a formula: 相符, 截位未进位, 不相符 or 无从核对."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from ...checking.verdicts import exact_view, printed_view, usual_view
from ...figures import HUNDRED, PERCENT, Figure, Interval, Verdict
from ...reports import View
from .budgets import ImpliedBudgets
from .cells import VERDICTS
from .formulas import ANY_RATE, Computation, RatioToRest, SharesOf
from .operands import AS_PRINTED, DIGITS, Operand, Sight, own

Cached = Decimal | str | None
"""What a formula gives, for viewers that do not recalculate."""

Cells = Mapping[str, tuple[str, Cached]]
"""By column a formula without its equals sign and what it gives."""

SAME, CUT = VERDICTS[Verdict.CONSISTENT], VERDICTS[Verdict.TRUNCATED]
WRONG, OPEN = VERDICTS[Verdict.INCONSISTENT], VERDICTS[Verdict.UNDETERMINED]

_RATE_PLACES = 9


class Judgement(Protocol):
    """One way to hold what is printed against what is recomputed."""

    @property
    def operands(self) -> Sequence[Operand]:
        """Every figure that takes part."""
        ...

    def cells(self, row: int) -> Cells:
        """The formulas of the check in `row`, counted from 0."""
        ...


@dataclass(frozen=True, slots=True)
class Within:
    """A stated figure may be any value that rounds to it, and must meet what may be recomputed.

    `usual_decimals` is what amounts of the document usually have; a figure that only stands if its short
    addends were rounded is wrong then, unless `lenient` (about-figures took part). A list that is less than
    `partial_below` of its whole may be incomplete; `counted` is a number of heads, which nobody cuts,
    `covering` a sum that settles nothing unless it comes to the whole.
    """

    stated: Operand
    computation: Computation
    usual_decimals: int | None
    lenient: bool = False
    partial_below: Decimal | None = None
    counted: bool = False
    covering: bool = False

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, *self.computation.operands)

    def cells(self, row: int) -> Cells:
        first = self._sight(row)
        nominal = _interval(self.computation, exact_view)
        # Seen exactly, only a list that may leave parts out is open above.
        middle = None if nominal is None else nominal.low
        figure, at, again = _figure(self.stated), own("stated", row), own("recomputed", row)
        stated, seen = self._stated(first.view), _interval(self.computation, first.view)
        printed, seen_printed = self._stated(printed_view), _interval(self.computation, printed_view)
        cut, step = figure.cut_interval(), f"1/10^{own('decimals', row)}"
        low, high = self.computation.ends(row, first)
        half = self._half(first)
        verdict = self._verdict(middle, stated, printed, cut, seen, seen_printed)
        cells: dict[str, tuple[str, Cached]] = {
            "stated": (self.stated.spot.value, figure.value),
            "decimals": (self.stated.spot.decimals, Decimal(figure.decimals)),
            "recomputed": (self.computation.value(row), "" if middle is None else middle),
            "difference": (
                f'IF(COUNT({at},{again})<2,"",ROUND({at}-{again},{self.places}))',
                "" if middle is None else figure.value - middle,
            ),
            "low": (low, _low(seen)),
            "high": (high, _high(seen)),
            "stated_low": (f"{at}-{half}", stated.low),
            "stated_high": (f"{at}+{half}", stated.high),
            "cut_low": (f"IF({at}<0,{at}-{step},{at})", cut.low),
            "cut_high": (f"IF({at}<0,{at},{at}+{step})", cut.high),
            "verdict": (self._verdict_formula(row), verdict),
        }
        if self._twofold(row):
            low, high = self.computation.ends(row, AS_PRINTED)
            half = self._half(AS_PRINTED)
            cells |= {
                "low_printed": (low, _low(seen_printed)),
                "high_printed": (high, _high(seen_printed)),
                "stated_low_printed": (f"{at}-{half}", printed.low),
                "stated_high_printed": (f"{at}+{half}", printed.high),
            }
        return cells

    def _twofold(self, row: int) -> bool:
        """Whether zeros that the report leaves out make a difference to any end."""
        first = self._sight(row)
        return self._half(first) != self._half(AS_PRINTED) or self.computation.ends(
            row, first
        ) != self.computation.ends(row, AS_PRINTED)

    @property
    def places(self) -> int:
        """To how many places ends are compared: beyond every printed digit, within a spreadsheet's own."""
        if _figure(self.stated).unit == PERCENT or isinstance(self.computation, (SharesOf, ImpliedBudgets)):
            return _RATE_PLACES
        decimals = [operand.figure.decimals for operand in self.operands if operand.figure is not None]
        return min(max(*decimals, self.usual_decimals or 0) + 2, _RATE_PLACES)

    def _sight(self, row: int) -> Sight:
        decimals = self.usual_decimals
        if decimals is None:
            return Sight(printed_view)
        return Sight(usual_view(decimals), decimals, own("usual", row))

    def _stated(self, view: View) -> Interval:
        figure = _figure(self.stated)
        # A percentage counts with its printed digits, whatever stands before it.
        return figure.interval() if figure.unit == PERCENT else view(figure)

    def _half(self, sight: Sight) -> str:
        if _figure(self.stated).unit == PERCENT:
            return f"0.5/10^{self.stated.spot.decimals}"
        return self.stated.half(sight)

    def _verdict_formula(self, row: int) -> str:
        twofold = self._twofold(row)
        ends = ("low_printed", "high_printed") if twofold else ("low", "high")
        cut = self._meet(row, "cut_low", "cut_high", *ends)
        verdict = f'"{WRONG}"' if self.counted else f'IF({cut},"{CUT}","{WRONG}")'
        if twofold:
            saved = self._meet(row, "stated_low_printed", "stated_high_printed", *ends)
            known = f"COUNT({own('low_printed', row)},{own('high_printed', row)})=2"
            verdict = f'IF({saved},"{SAME if self.lenient else WRONG}",{verdict})'
            verdict = f'IF({known},{verdict},"{OPEN}")'
        total, at = own("recomputed", row), own("stated", row)
        if self.partial_below is not None:
            verdict = f'IF(ROUND({total}-{at}*{self.partial_below},{self.places})<0,"{OPEN}",{verdict})'
        same = f'"{SAME}"'
        if self.covering:
            half = f"({own('stated_high_printed' if twofold else 'stated_high', row)}-{at})"
            same = f'IF(ROUND(ABS({total}-{at})-{half},{self.places})<=0,"{SAME}","{OPEN}")'
        stands = self._meet(row, "stated_low", "stated_high", "low", "high")
        verdict = f"IF({stands},{same},{verdict})"
        verdict = f'IF(COUNT({own("low", row)},{own("high", row)})<2,"{OPEN}",{verdict})'
        if self.computation.agreed is not None:
            verdict = f'IF(AND({at}=0,{self.computation.agreed}),"{SAME}",{verdict})'
        return verdict

    def _meet(self, row: int, low: str, high: str, other_low: str, other_high: str) -> str:
        """The condition that two ranges have a value in common."""
        left = f"ROUND({own(low, row)}-{own(other_high, row)},{self.places})<=0"
        right = f"ROUND({own(other_low, row)}-{own(high, row)},{self.places})<=0"
        return f"AND({left},{right})"

    def _verdict(
        self,
        middle: Decimal | None,
        stated: Interval,
        printed: Interval,
        cut: Interval,
        seen: Interval | None,
        seen_printed: Interval | None,
    ) -> str:
        """What the formula gives."""
        figure = _figure(self.stated)
        if self.computation.agreed is not None and figure.value == 0 and self._is_agreed():
            return SAME
        if seen is None:
            return OPEN
        if stated.meets(seen):
            return OPEN if self.covering and middle is not None and not printed.contains(middle) else SAME
        if (
            self.partial_below is not None
            and middle is not None
            and middle < figure.value * self.partial_below
        ):
            return OPEN
        if seen_printed is None:
            return OPEN
        if printed.meets(seen_printed):
            return SAME if self.lenient or self.usual_decimals is None else WRONG
        return CUT if cut.meets(seen_printed) and not self.counted else WRONG

    def _is_agreed(self) -> bool:
        """Whether the computation's own condition for an agreed zero holds."""
        first, second = (operand.figure for operand in self.computation.operands)
        nominal = _interval(self.computation, exact_view)
        if first is None or second is None:
            return second is not None and second.value == 0
        if isinstance(self.computation, RatioToRest):
            return self.computation.rest == 0
        return nominal is None and second.value == 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that is at most another, or at least it; rounding is given to both unless they are `exact`,
    as points are. None counts as nought."""

    stated: Operand
    other: Operand | None
    at_most: bool
    exact: bool = False

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated,) if self.other is None else (self.stated, self.other)

    def cells(self, row: int) -> Cells:
        figure, at = _figure(self.stated), own("stated", row)
        value = Decimal(0) if self.other is None else _figure(self.other).value
        if self.other is None or self.exact:
            reach, half = Interval.exactly(value), "0"
        else:
            reach, half = _figure(self.other).interval(), self.other.half(DIGITS)
        stated = Interval.exactly(figure.value) if self.exact else figure.interval()
        own_half = "0" if self.exact else self.stated.half(DIGITS)
        holds = stated.low <= reach.high if self.at_most else stated.high >= reach.low
        end, sign, own_end = ("high", "+", "stated_low") if self.at_most else ("low", "-", "stated_high")
        gap = f"ROUND({own(own_end, row)}-{own(end, row)},{_RATE_PLACES - 1})"
        return {
            "stated": (self.stated.spot.value, figure.value),
            "decimals": (self.stated.spot.decimals, Decimal(figure.decimals)),
            "recomputed": ("0" if self.other is None else self.other.value, value),
            "difference": (
                f"ROUND({at}-{own('recomputed', row)},{_RATE_PLACES - 1})", figure.value - value,
            ),
            end: (f"{own('recomputed', row)}{sign}{half}", getattr(reach, end)),
            "stated_low": (f"{at}-{own_half}", stated.low),
            "stated_high": (f"{at}+{own_half}", stated.high),
            "verdict": (
                f'IF({gap}{"<=" if self.at_most else ">="}0,"{SAME}","{WRONG}")', SAME if holds else WRONG,
            ),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoMoreThanAll:
    """Shares of one whole, which are together at most all of it; rounding is given to each."""

    operands: tuple[Operand, ...]

    def cells(self, row: int) -> Cells:
        at, again = own("stated", row), own("recomputed", row)
        figures = [_figure(operand) for operand in self.operands]
        total = sum((figure.value for figure in figures), Decimal(0))
        seen = Interval.total(figure.interval() for figure in figures)
        halves = "+".join(operand.half(DIGITS) for operand in self.operands)
        holds = seen.low <= HUNDRED
        gap = f"ROUND({own('stated_low', row)}-{own('high', row)},{_RATE_PLACES - 1})"
        return {
            "stated": ("+".join(operand.value for operand in self.operands), total),
            "recomputed": ("100", HUNDRED),
            "difference": (f"ROUND({at}-{again},{_RATE_PLACES - 1})", total - HUNDRED),
            "high": (again, HUNDRED),
            "stated_low": (f"{at}-({halves})", seen.low),
            "stated_high": (f"{at}+({halves})", seen.high),
            "verdict": (f'IF({gap}<=0,"{SAME}","{WRONG}")', SAME if holds else WRONG),
        }


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the report, held against the word that the figures bear out.

    `formula` gives the right word, `right` is what it gives, `condition` says when the report's word stands.
    """

    word: str
    formula: str
    right: Cached
    condition: str
    stands: bool
    operands: tuple[Operand, ...]

    def cells(self, row: int) -> Cells:
        condition = self.condition.replace("{right}", own("recomputed", row))
        return {
            "recomputed": (self.formula, self.right),
            "verdict": (f'IF({condition},"{SAME}","{WRONG}")', SAME if self.stands else WRONG),
        }


def _figure(operand: Operand) -> Figure:
    if operand.figure is None:
        raise ValueError("a stated figure is printed")
    return operand.figure


def _interval(computation: Computation, view: View) -> Interval | None:
    try:
        return computation.interval(view)
    except ZeroDivisionError:
        return None


def _low(interval: Interval | None) -> Cached:
    return "" if interval is None else interval.low


def _high(interval: Interval | None) -> Cached:
    return "" if interval is None else min(interval.high, ANY_RATE)

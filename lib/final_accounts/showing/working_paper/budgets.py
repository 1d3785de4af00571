"""Budgets that completions imply, as formulas: what was spent of a budget by its completion is the budget."""

from __future__ import annotations

from dataclasses import dataclass

from ...figures import HUNDRED, Figure, Interval
from ...reports import View
from .operands import Operand, Sight, own


@dataclass(frozen=True, slots=True)
class ImpliedBudgets:
    """The budgets of several parts together: printed, or what was spent of them by their completion.

    With `spent`, what was spent of the whole, it is the completion of the whole, in percent. `open_above`
    marks that there may be other parts, whose budgets nothing tells.
    """

    parts: tuple[tuple[Operand, Operand | None], ...]
    spent: Operand | None
    whole: Figure
    open_above: bool = False

    @property
    def operands(self) -> tuple[Operand, ...]:
        taken = (self.spent, *(operand for pair in self.parts for operand in pair))
        return tuple(operand for operand in taken if operand is not None)

    @property
    def agreed(self) -> str | None:
        return None

    def value(self, row: int) -> str:
        total = "+".join(
            amount.value if rate is None else f"{amount.value}/{rate.value}*100"
            for amount, rate in self.parts
        )
        return f'IFERROR({self._of(total)},"")'

    def ends(self, row: int, sight: Sight) -> tuple[str, str]:
        low = "+".join(self._end("MIN", "-", part, sight) for part in self.parts)
        high = "+".join(self._end("MAX", "+", part, sight) for part in self.parts)
        if self.spent is not None:
            half = self.spent.half(sight)
            low, high = self._of(high, f"-{half}"), self._of(low, f"+{half}")
            low = f"MIN({low},{own('stated', row)}-1/10^{own('decimals', row)})" if self.open_above else low
        elif self.open_above:
            high = f"MAX({high},{own('stated', row)}+1/10^{own('decimals', row)})"
        return f'IFERROR({low},"")', f'IFERROR({high},"")'

    def interval(self, view: View) -> Interval:
        total = Interval.total(self._seen(part, view) for part in self.parts)
        if self.spent is not None:
            rate = self.spent.seen(view) / total * HUNDRED
            low = min(rate.low, self.whole.value - self.whole.step) if self.open_above else rate.low
            return Interval(low, rate.high)
        if self.open_above:
            return Interval(total.low, max(total.high, self.whole.value + self.whole.step))
        return total

    def _of(self, total: str, slack: str = "") -> str:
        return total if self.spent is None else f"({self.spent.value}{slack})/({total})*100"

    @staticmethod
    def _end(least: str, sign: str, part: tuple[Operand, Operand | None], sight: Sight) -> str:
        amount, rate = part
        end = f"({amount.value}{sign}{amount.half(sight)})"
        if rate is None:
            return end
        half = rate.half(sight)
        # A rate may be cut as well as rounded.
        ends = f"{rate.value}-{half}", f"{rate.value}+MAX({half},1/10^{rate.spot.decimals})"
        return f"{least}({end}/({ends[0]}),{end}/({ends[1]}))*100"

    @staticmethod
    def _seen(part: tuple[Operand, Operand | None], view: View) -> Interval:
        amount, rate = part
        if rate is None or rate.figure is None:
            return amount.seen(view)
        shown, cut = rate.seen(view), rate.figure.cut_interval().high
        high = max(shown.high, cut) if shown.low < shown.high else shown.high
        return amount.seen(view) / Interval(shown.low, high) * HUNDRED

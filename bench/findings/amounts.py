"""Money of a generated account: whole 分, seen at once as final, last year's, and the two budgets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MEASURES = ("now", "then", "initial", "adjusted")


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity in 分: this year's final, last year's final, initial and adjusted budget.

    Sums are taken in all four, so whatever adds up this year did so last year and in the budgets.
    """

    now: int = 0
    then: int = 0
    initial: int = 0
    adjusted: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.now + other.now,
            self.then + other.then,
            self.initial + other.initial,
            self.adjusted + other.adjusted,
        )

    def __sub__(self, other: Amount) -> Amount:
        return Amount(
            self.now - other.now,
            self.then - other.then,
            self.initial - other.initial,
            self.adjusted - other.adjusted,
        )

    def __bool__(self) -> bool:
        return bool(self.now or self.then or self.initial or self.adjusted)

    def of(self, measure: str) -> int:
        """The 分 of one of MEASURES."""
        return int(getattr(self, measure))


NOTHING = Amount()


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum, in every measure."""
    result = NOTHING
    for amount in amounts:
        result = result + amount
    return result

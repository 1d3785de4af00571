"""What must hold between printed figures, held to exactly: the bench's own judge, apart from the library's.

Each check is told in two manners. `holds` asks whether *any* unrounded values behind the printed figures
fit; `gap` recomputes naively from the figures as they stand, for a fixed tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sheet import Token

UP = frozenset({"增加", "增长", "上升", "增多", "提高"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A token as a careful reader takes it: the values behind it in 分 (or in percent, or a count)."""

    low: Fraction
    high: Fraction
    value: Fraction
    word: str = ""

    @property
    def sign(self) -> int:
        return 1 if self.word in UP else -1


Look = Callable[["Token"], Reading]


@dataclass(frozen=True, slots=True)
class Check:
    """A relation between tokens. `tokens` are all that take part, the stated one first."""

    kind: str
    tokens: tuple[Token, ...]

    def holds(self, look: Look) -> bool:
        raise NotImplementedError

    def gap(self, look: Look) -> Fraction:
        """How far the stated figure is from its recomputation: points, 分 or heads; 0 for words."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Same(Check):
    """One quantity printed several times."""

    def holds(self, look: Look) -> bool:
        seen = [look(token) for token in self.tokens]
        return max(r.low for r in seen) <= min(r.high for r in seen)

    def gap(self, look: Look) -> Fraction:
        seen = [look(token).value for token in self.tokens]
        return max(seen) - min(seen)


@dataclass(frozen=True, slots=True)
class Sum(Check):
    """The first token is the sum of the others, each with its sign."""

    signs: tuple[int, ...] = ()

    def holds(self, look: Look) -> bool:
        whole = look(self.tokens[0])
        low = high = Fraction(0)
        for token, sign in self._parts():
            part = look(token)
            low += part.low if sign > 0 else -part.high
            high += part.high if sign > 0 else -part.low
        return low <= whole.high and whole.low <= high

    def gap(self, look: Look) -> Fraction:
        return abs(
            look(self.tokens[0]).value - sum(sign * look(token).value for token, sign in self._parts())
        )

    def _parts(self) -> list[tuple[Token, int]]:
        signs = self.signs or (1,) * (len(self.tokens) - 1)
        return list(zip(self.tokens[1:], signs, strict=True))


@dataclass(frozen=True, slots=True)
class Covers(Check):
    """The first token is no smaller than the sum of the others: 主要包括 may leave parts out."""

    def holds(self, look: Look) -> bool:
        return look(self.tokens[0]).high >= sum(look(token).low for token in self.tokens[1:])

    def gap(self, look: Look) -> Fraction:
        return max(
            sum(look(token).value for token in self.tokens[1:]) - look(self.tokens[0]).value, Fraction(0)
        )


@dataclass(frozen=True, slots=True)
class AtLeast(Check):
    """The first is no smaller than the second."""

    def holds(self, look: Look) -> bool:
        return look(self.tokens[0]).high >= look(self.tokens[1]).low

    def gap(self, look: Look) -> Fraction:
        return max(look(self.tokens[1]).value - look(self.tokens[0]).value, Fraction(0))


@dataclass(frozen=True, slots=True)
class Ratio(Check):
    """The first, in percent, is the second over the third."""

    def holds(self, look: Look) -> bool:
        stated, part, whole = (look(token) for token in self.tokens)
        if whole.low <= 0:
            return True
        ends = [a / b * 100 for a in (part.low, part.high) for b in (whole.low, whole.high)]
        return min(ends) <= stated.high and stated.low <= max(ends)

    def gap(self, look: Look) -> Fraction:
        stated, part, whole = (look(token).value for token in self.tokens)
        return abs(stated - part / whole * 100) if whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Mean(Check):
    """The first is the second over the heads or things that the third counts."""

    def holds(self, look: Look) -> bool:
        stated, amount, heads = (look(token) for token in self.tokens)
        if heads.value <= 0:
            return True
        return amount.low / heads.value <= stated.high and stated.low <= amount.high / heads.value

    def gap(self, look: Look) -> Fraction:
        stated, amount, heads = (look(token).value for token in self.tokens)
        return abs(stated - amount / heads) if heads else Fraction(0)


@dataclass(frozen=True, slots=True)
class Growth(Check):
    """Rate, current amount, difference, word: the rate is the difference over last year's amount."""

    def holds(self, look: Look) -> bool:
        rate, current, change, word = (look(token) for token in self.tokens)
        sign = word.sign
        bases = [now - sign * by for now, by in self._corners(current, change)]
        if min(bases) <= 0:
            return True
        ends = [by / (now - sign * by) * 100 for now, by in self._corners(current, change)]
        return min(ends) <= rate.high and rate.low <= max(ends)

    def gap(self, look: Look) -> Fraction:
        rate, current, change, word = (look(token) for token in self.tokens)
        base = current.value - word.sign * change.value
        return abs(rate.value - change.value / base * 100) if base else Fraction(0)

    @staticmethod
    def _corners(current: Reading, change: Reading) -> list[tuple[Fraction, Fraction]]:
        return [(now, by) for now in (current.low, current.high) for by in (change.low, change.high)]


@dataclass(frozen=True, slots=True)
class GrowthOnBase(Check):
    """Rate, current amount, printed base, word."""

    def holds(self, look: Look) -> bool:
        rate, current, base, word = (look(token) for token in self.tokens)
        if base.low <= 0:
            return True
        ends = [
            word.sign * (now / then - 1) * 100
            for now in (current.low, current.high)
            for then in (base.low, base.high)
        ]
        return min(ends) <= rate.high and rate.low <= max(ends)

    def gap(self, look: Look) -> Fraction:
        rate, current, base, word = (look(token) for token in self.tokens)
        return (
            abs(rate.value - word.sign * (current.value / base.value - 1) * 100)
            if base.value
            else Fraction(0)
        )


@dataclass(frozen=True, slots=True)
class Difference(Check):
    """Difference, current amount, printed base, word."""

    def holds(self, look: Look) -> bool:
        change, current, base, word = (look(token) for token in self.tokens)
        low, high = current.low - base.high, current.high - base.low
        if word.sign < 0:
            low, high = -high, -low
        return low <= change.high and change.low <= high

    def gap(self, look: Look) -> Fraction:
        change, current, base, word = (look(token) for token in self.tokens)
        return abs(change.value - word.sign * (current.value - base.value))


@dataclass(frozen=True, slots=True)
class Agree(Check):
    """Two words of direction, then their difference and rate: one direction, unless nothing changed."""

    def holds(self, look: Look) -> bool:
        first, second, change, rate = (look(token) for token in self.tokens)
        return first.sign == second.sign or not change.value or not rate.value

    def gap(self, look: Look) -> Fraction:
        return Fraction(0)


@dataclass(frozen=True, slots=True)
class Order(Check):
    """Word, final, budget: 决算数大于 / 小于 / 等于预算数."""

    def holds(self, look: Look) -> bool:
        word, final, budget = (look(token) for token in self.tokens)
        if word.word == "大于":
            return final.high > budget.low
        if word.word == "小于":
            return final.low < budget.high
        return final.low <= budget.high and budget.low <= final.high

    def gap(self, look: Look) -> Fraction:
        return Fraction(0)


def failing(checks: Sequence[Check], look: Look) -> list[Check]:
    """The checks that no values behind the printed figures satisfy."""
    return [check for check in checks if not check.holds(look)]

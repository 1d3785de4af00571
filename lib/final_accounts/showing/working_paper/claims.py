"""How each claim of the narrative becomes a formula: the same figures and the same reading as its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Protocol

from ...checking.findings.claims import Reading, judge_readings
from ...checking.rules.sum_rules import partial_below, stray_units
from ...checking.verdicts import exact_view, printed_view, usual_view
from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...reports import (
    AverageClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Finding,
    Report,
    ShareClaim,
    SumClaim,
    View,
)
from ...reports import Computation as Recipe
from .formulas import Average, Computation, Growth, PointsOf, Ratio, RatioToRest, SharesOf, Total
from .operands import Operand, Spot
from .verdicts import Within

_MOST_SIGNED = 4
"""Up to how many addends every choice of signs is tried."""

_ALIKE = Decimal("1e-18")


class Layout(Protocol):
    """Where things stand in the workbook."""

    def spot(self, figure: Figure) -> Spot:
        """The cells of a printed figure."""
        ...

    def gap(self, claim: Claim, role: str) -> Spot | None:
        """The cell to fill in for what a claim leaves out, None if it leaves out nothing there."""
        ...

    def direction(self, claim: Claim, role: str) -> str:
        """The cell of a claim's word for up or down."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """A report and the cells that its figures have: what every formula is made from."""

    report: Report
    layout: Layout

    def operand(self, figure: Figure, unit: str | None = None, sign: int = 1) -> Operand:
        """A printed figure with its cell, in a money unit if one is given."""
        return Operand.of(figure, self.layout.spot(figure), unit, sign)

    def addends(self, figures: Sequence[Figure], unit: str | None) -> tuple[Operand, ...]:
        """Figures that are added up, in a money unit if one is given."""
        return tuple(self.operand(figure, unit) for figure in figures)

    def within(
        self,
        stated: Figure,
        computation: Computation,
        usual: int | None,
        lenient: bool = False,
        covering: bool = False,
    ) -> Within:
        """A stated figure held against what is recomputed."""
        return Within(self.operand(stated), computation, usual, lenient, covering=covering)

    def best(self, stated: Figure, readings: Sequence[Computation]) -> Computation:
        """The reading under which the figure stands best, as the rules choose it."""
        known = [Reading(reading.interval, "", ()) for reading in readings]
        chosen, _ = judge_readings(self.report, stated, known)
        return next(own for own, reading in zip(readings, known, strict=True) if reading is chosen)

    def views(self) -> Iterator[View]:
        """Every way in which the rules look at figures."""
        yield exact_view
        yield printed_view
        if self.report.usual_decimals is not None:
            yield usual_view(self.report.usual_decimals)

    def faithful(self, recipe: Recipe, candidates: Iterable[Computation]) -> Computation | None:
        """The first candidate that comes to what the rule computed, in every view; None if none does."""
        views = tuple(self.views())
        wanted = [_ends(recipe, view) for view in views]
        for candidate in candidates:
            found = (_ends(candidate.interval, view) for view in views)
            if all(_alike(one, other) for one, other in zip(found, wanted, strict=True)):
                return candidate
        return None

    def ratios(self, first: Figure, second: Figure) -> Iterator[Computation]:
        """The percentages that two figures may give."""
        top, bottom = self.operand(first), self.operand(second, first.unit)
        tops = [top]
        if first.value == 0 and first.decimals == 0:
            # A bare 0 is a printed zero, not something below one half.
            tops.insert(0, replace(top, exact=True))
        if second.value >= 0:
            yield from (Ratio(part, bottom, growth) for growth in (0, 1, -1) for part in tops)
        for sign in (1, -1):
            yield Growth(top, bottom, sign)
            yield RatioToRest(top, bottom, sign)

    def averages(self, stated: Figure, others: Sequence[Figure]) -> Iterator[Computation]:
        """The averages that an amount and some counts may give, the first count always counted in."""
        amount, counts = self.operand(others[0], stated.unit), self.addends(others[1:], None)
        for signs in product((1, -1), repeat=len(counts) - 1):
            signed = zip(counts, (1, *signs), strict=True)
            yield Average(amount, tuple(replace(count, sign=sign) for count, sign in signed))

    def shares(self, stated: Figure, others: Sequence[Figure]) -> Iterator[Computation]:
        """Shares in percent, each of the amount before it."""
        operands = self.addends(others, stated.unit)
        yield SharesOf(tuple(zip(operands[::2], operands[1::2], strict=True)))

    def points(self, others: Sequence[Figure]) -> Iterator[Computation]:
        """The points that a weight, what was spent and its budget give."""
        full, spent, planned = others
        yield PointsOf(self.operand(full), Ratio(self.operand(spent), self.operand(planned, spent.unit)))

    def totals(self, stated: Figure, others: Sequence[Figure]) -> Iterator[Computation]:
        """The sums and differences that some figures may give."""
        parts = self.addends(others, stated.unit)
        yield Total(parts)
        yield Total(parts, stated, open_above=True)
        if 2 <= len(parts) <= _MOST_SIGNED:
            for signs in product((1, -1, 0), repeat=len(parts)):
                signed = zip(parts, signs, strict=True)
                yield Total(tuple(replace(part, sign=sign) for part, sign in signed if sign))


def left_out(claim: Claim) -> Iterator[str]:
    """The roles of the amounts without which a claim's percentage cannot be recomputed."""
    match claim:
        case ShareClaim():
            if not any(_is_money(whole) for whole in (claim.whole, *claim.alternatives)):
                yield "whole"
            if not claim.part.is_money:
                yield "part"
        case CompletionClaim():
            for role, figure in (("final", claim.final), ("budget", claim.budget)):
                if not _is_money(figure):
                    yield role
        case ChangeClaim(rate=Figure(unit="%")):
            known = any(_is_money(figure) for figure in (claim.current, *claim.alternatives))
            based = _is_money(claim.base) or _is_money(claim.difference)
            if _is_money(claim.base) and _is_money(claim.difference):
                return
            if not known:
                yield "current"
            if not based or (not known and not _is_money(claim.base)):
                yield "base"


def judge_claim(desk: Desk, finding: Finding, claim: Claim) -> Within | None:
    """The formula of the check that a finding on a claim reports, None where there is none to be had."""
    lenient = any(figure.approximate for figure in finding.figures)
    # Diagnosis may have made another figure the one that the finding is about.
    stated, usual = finding.figures[0], desk.report.usual_decimals
    if isinstance(claim, SumClaim):
        return _sum(desk, claim, stated, lenient)
    filled = _to_fill_in(desk, claim)
    if filled is not None:
        return desk.within(stated, filled, usual, lenient)
    others = finding.figures[1:]
    if finding.compute is None:
        ratio = _nothing_to_divide_by(desk, others) if finding.verdict is Verdict.UNDETERMINED else None
        return None if ratio is None else desk.within(stated, ratio, usual, lenient)
    if isinstance(claim, AverageClaim):
        lenient, candidates = True, desk.averages(stated, others)
    else:
        candidates = desk.totals(stated, others) if stated.is_money else desk.ratios(*others[:2])
    computation = desk.faithful(finding.compute, candidates)
    return None if computation is None else desk.within(stated, computation, usual, lenient)


def _to_fill_in(desk: Desk, claim: Claim) -> Ratio | None:
    """The percentage of a claim that leaves out an amount, with the cells that wait for it."""
    growth, top, bottom = 0, "", ""
    figures: tuple[Figure | None, Figure | None] = (None, None)
    match claim:
        case ShareClaim():
            top, bottom, figures = "part", "whole", (claim.part, claim.whole)
        case CompletionClaim():
            top, bottom, figures = "final", "budget", (claim.final, claim.budget)
        case ChangeClaim():
            top, bottom, figures = "current", "base", (claim.current, claim.base)
            growth = claim.rate_direction or claim.direction or 1
        case _:
            return None
    gaps = [desk.layout.gap(claim, role) for role in (top, bottom)]
    if gaps == [None, None]:
        return None
    operands = []
    for gap, figure in zip(gaps, figures, strict=True):
        if gap is not None:
            operands.append(Operand(None, gap))
        elif figure is not None:
            operands.append(desk.operand(figure))
    return Ratio(operands[0], operands[1], growth) if len(operands) == 2 else None


def _nothing_to_divide_by(desk: Desk, others: Sequence[Figure]) -> Ratio | None:
    """The percentage of a whole that is printed as nought."""
    if len(others) != 2 or others[1].value != 0:
        return None
    return Ratio(desk.operand(others[0]), desk.operand(others[1], others[0].unit))


def _sum(desk: Desk, claim: SumClaim, stated: Figure, lenient: bool) -> Within:
    strays = stray_units(claim) if claim.whole.is_money else ()
    parts = []
    for part in claim.parts:
        if part in strays:
            parts.append(Operand(part.figure.read_as(WAN_YUAN), desk.layout.spot(part.figure)))
        else:
            parts.append(desk.operand(part.figure, stated.unit))
    return Within(
        Operand(stated, desk.layout.spot(claim.whole)),
        Total(tuple(parts), stated, open_above=not claim.exhaustive),
        desk.report.usual_decimals,
        lenient,
        partial_below=partial_below(claim),
        counted=not stated.is_money,
    )


def _ends(recipe: Recipe, view: View) -> Interval | None:
    try:
        return recipe(view)
    except ZeroDivisionError:
        return None


def _alike(one: Interval | None, other: Interval | None) -> bool:
    if one is None or other is None:
        return one is other
    ends = ((one.low, other.low), (one.high, other.high))
    return all(abs(own - end) <= _ALIKE * max(abs(end), Decimal(1)) for own, end in ends)


def _is_money(figure: Figure | None) -> bool:
    return figure is not None and figure.is_money

"""The computations of a report by the figures that take part in them: what a correction mends and breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...figures import EXACT, PERCENT, Figure, Interval, Key, Verdict, key_of, rounded
from ...reports import Finding, View
from ..verdicts import exact_view, settle

_STEPS = 40

LONG = 200
"""A sum of more addends is never added up again for each of them."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a figure is taken to be instead of what is printed. `loose`: any value that rounds to it."""

    figure: Figure
    loose: bool = False

    def like(self, seen: Figure) -> Figure:
        """The right value in the unit in which a computation sees the figure."""
        figure = self.figure
        return figure.to(seen.unit) if seen.is_money and figure.is_money and seen.unit else figure


Supposed = Mapping[Key, Right]


@dataclass(frozen=True, slots=True)
class LongSum:
    """What a sum of many addends lacks to its whole as both are printed, in the whole's unit, and by how
    much rounding may close the gap: what one other figure makes of it needs no adding up."""

    gap: Decimal
    slack: Decimal

    def verdict(self, whole: Figure, supposed: Supposed, seen: Sequence[Figure]) -> Verdict | None:
        """Whether the sum comes out once some of its figures are read as others; None if rounding decides."""
        gap = self.gap
        for figure in seen:
            grown = supposed[key_of(figure)].like(figure).value - figure.value
            moved = taken_as(figure, grown).to(whole.unit).value if whole.unit else grown
            gap += moved if key_of(figure) == key_of(whole) else -moved
        if abs(gap) > self.slack:
            return Verdict.INCONSISTENT
        return Verdict.CONSISTENT if abs(gap) <= whole.step / 2 else None

    def solved(self, figure: Figure, whole: Figure) -> Decimal:
        """The value of the whole, or of one addend, with which the sum comes out."""
        if key_of(figure) == key_of(whole):
            return figure.value - self.gap
        gap = taken_as(whole, self.gap)
        return figure.value + (gap.to(figure.unit).value if figure.unit and figure.is_money else self.gap)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Computations by number. `users` are those that a figure takes part in, `failing` those that do not
    come out, `cut` those that come out only if digits were cut off."""

    findings: Sequence[Finding]
    usual_decimals: int | None
    users: Mapping[Key, tuple[int, ...]]
    figures: Mapping[Key, Figure]
    failing: frozenset[int]
    cut: frozenset[int]
    long_sums: Mapping[int, LongSum] = field(default_factory=dict)

    def holds(self, index: int, supposed: Supposed) -> bool:
        """Whether a computation comes out once some figures are read as others."""
        return self._settled(index, supposed)[0].is_borne_out

    def _settled(self, index: int, supposed: Supposed) -> tuple[Verdict, str]:
        """The verdict on a computation, and the precision that settled it."""
        finding = self.findings[index]
        stated, compute = finding.stated_figure, finding.compute
        if stated is None or compute is None:
            return Verdict.UNDETERMINED, ""
        known = self.long_sums.get(index)
        if known is not None:
            verdict = known.verdict(stated, supposed, self._seen(index, supposed))
            if verdict is not None:
                return verdict, ""

        def corrected(view: View) -> View:
            def seen(figure: Figure) -> Interval:
                right = supposed.get(key_of(figure))
                if right is None:
                    return view(figure)
                return right.like(figure).interval() if right.loose else view(right.like(figure))

            return seen

        own = supposed.get(key_of(stated))
        # `corrected` sees the stated figure too; only its own digits have to be those of the right one.
        taken = own.like(stated) if own is not None and not own.loose else stated
        return settle(taken, compute, self.usual_decimals, corrected)

    def _seen(self, index: int, supposed: Supposed) -> list[Figure]:
        """The figures of a computation that are read as others."""
        return [self.figures[key] for key in supposed if index in self.users.get(key, ())]

    def mended(self, supposed: Supposed) -> tuple[int, ...]:
        """The failing computations that corrections mend; none if they break one that holds, or mend
        only what cutting digits off explains already."""
        found: list[int] = []
        touched = dict.fromkeys(index for key in supposed for index in self.users.get(key, ()))
        for index in touched:
            finding = self.findings[index]
            if index in self.failing:
                if self.holds(index, supposed):
                    found.append(index)
            elif index in self.cut:
                if self._settled(index, supposed)[0] is Verdict.CONSISTENT:
                    found.append(index)
            elif finding.verdict is Verdict.CONSISTENT and not self.holds(index, supposed):
                return ()
        return tuple(found) if any(index in self.failing for index in found) else ()

    def eased(self, supposed: Supposed) -> Iterator[int]:
        """The computations that come out only if digits left off were rounded away, and with corrections come
        out by the usual digits too."""
        for index in dict.fromkeys(index for key in supposed for index in self.users.get(key, ())):
            finding = self.findings[index]
            rounded_away = (finding.verdict, finding.needed) == (Verdict.INCONSISTENT, "printed")
            if rounded_away and self._settled(index, supposed) == (Verdict.CONSISTENT, "usual"):
                yield index

    def solved(self, figure: Figure, index: int) -> Figure | None:
        """The figure as a computation has it, at the digits that such figures have; None if no value does."""
        value: Decimal | None
        stated, known = self.findings[index].stated_figure, self.long_sums.get(index)
        if known is not None and stated is not None:
            value = known.solved(figure, stated)
        else:
            value = _solve(figure, self.findings[index])
        if value is None:
            return None
        digits = max(figure.decimals, 2) if figure.is_money else figure.decimals
        return taken_as(figure, rounded(value, digits), digits)


def gathered(findings: Sequence[Finding], usual_decimals: int | None) -> Evidence:
    """The evidence that findings are."""
    users: dict[Key, dict[int, None]] = {}
    figures: dict[Key, Figure] = {}
    failing, cut = [], []
    for index, finding in enumerate(findings):
        if finding.compute is None:
            continue
        for figure in finding.figures:
            figures.setdefault(key_of(figure), figure)
            users.setdefault(key_of(figure), {})[index] = None
        if not finding.needed:
            if finding.verdict is Verdict.INCONSISTENT:
                failing.append(index)
            elif finding.verdict is Verdict.TRUNCATED:
                cut.append(index)
    known = {key: tuple(indexes) for key, indexes in users.items()}
    long_sums = {index: s for index, f in enumerate(findings) if (s := _long_sum(f)) is not None}
    return Evidence(findings, usual_decimals, known, figures, frozenset(failing), frozenset(cut), long_sums)


def _long_sum(finding: Finding) -> LongSum | None:
    """A finding on a sum of very many figures; None on anything else."""
    whole = finding.stated_figure
    if finding.kind != "sum" or whole is None or len(finding.figures) <= LONG or open_ended(finding):
        return None
    if finding.compute is None:
        return None
    total = finding.compute(exact_view).low
    unit = whole.unit
    steps = (taken_as(f, f.step).to(unit).value if unit and f.is_money else f.step for f in finding.figures)
    return LongSum(whole.value - total, sum(steps, whole.step))


def taken_as(figure: Figure, value: Decimal, decimals: int | None = None) -> Figure:
    """The figure with another value, where it stands."""
    digits = figure.decimals if decimals is None else decimals
    return Figure(figure.text, value, figure.unit, digits, figure.place, figure.approximate)


def _solve(figure: Figure, finding: Finding) -> Decimal | None:
    """The value of a figure that makes a computation come out, None if there is none."""
    stated, compute = finding.stated_figure, finding.compute
    if stated is None or compute is None:
        return None
    key = key_of(figure)

    def gap(value: Decimal) -> Decimal:
        right = Right(taken_as(figure, value))

        def seen(other: Figure) -> Interval:
            return exact_view(right.like(other) if key_of(other) == key else other)

        computed = compute(seen)
        own = right.like(stated).value if key_of(stated) == key else stated.value
        return (computed.low + computed.high) / 2 - own

    starts = dict.fromkeys((figure.value, figure.value / 10, figure.value * 10))
    return next((found for start in starts if (found := _root(gap, start)) is not None), None)


def _root(gap: Callable[[Decimal], Decimal], start: Decimal) -> Decimal | None:
    """Where a function is nought, by secants from a start; None where they lead nowhere."""
    try:
        low, high = start, start + max(abs(start), Decimal(1)) / 100
        at_low, at_high = gap(low), gap(high)
        for _ in range(_STEPS):
            if at_high == at_low:
                return None
            following = high - EXACT.divide(at_high * (high - low), at_high - at_low)
            following = EXACT.plus(following)
            if abs(following - high) <= Decimal("1e-12") * max(Decimal(1), abs(following)):
                return following
            low, at_low, high, at_high = high, at_high, following, gap(following)
    except ZeroDivisionError:
        return None
    return None


def open_ended(finding: Finding) -> bool:
    """Whether a computation allows a whole range even of exact figures: then it tells no single value."""
    if finding.compute is None:
        return True
    try:
        computed = finding.compute(exact_view)
    except ZeroDivisionError:
        return True
    return computed.low != computed.high


def sums_first(findings: Sequence[Finding], indexes: Sequence[int]) -> Iterator[int]:
    """Numbers of findings, those on amounts before those on rates: they give the exacter value."""
    yield from sorted(indexes, key=lambda index: findings[index].unit == PERCENT)

"""The one figure whose correction mends several failed computations at once and breaks none that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest

from ...figures import PERCENT, Figure, Key, key_of
from ...reports import Finding, Labelled
from .evidence import LONG, Evidence, Right, sums_first, taken_as
from .explanation import Cause
from .explanation_amounts import causes_of_amount
from .explanation_index import Printed

_PARTS = frozenset({"sum", "cross", "balance"})

_MANY = 60
"""A figure that so many computations contradict is tried only at the values on which most of them agree."""

_TRIED = 4
_ALIKE = Decimal("1.002")
"""Values that lie no further apart, as a ratio, may be one that rates of few digits give."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """A wrong figure, what it should be, the computations that this mends, and what may have happened."""

    figure: Figure
    right: Figure
    mended: tuple[int, ...]
    causes: tuple[Cause, ...]
    known: bool = False
    """Whether the report prints the right amount more often than the wrong one."""

    @property
    def rank(self) -> tuple[int, bool, bool]:
        return len(self.mended), self.known, bool(self.causes)


def culprits(printed: Printed, evidence: Evidence, settled: Iterable[int] = ()) -> Iterator[Culprit]:
    """Culprits, the most telling first; a computation is mended by one only, and `settled` ones by none.

    Only the figures of what a culprit mends are weighed again, so that the work grows with the number of
    computations.
    """
    left = (evidence.failing | evidence.cut) - set(settled)
    best: dict[Key, Culprit] = {}
    for key in evidence.users:
        _weigh_again(printed, evidence, key, left, best)
    while best:
        culprit = max(best.values(), key=lambda one: one.rank)
        yield culprit
        left -= set(culprit.mended)
        touched = {key_of(f) for index in culprit.mended for f in evidence.findings[index].figures}
        for key in touched:
            _weigh_again(printed, evidence, key, left, best)


def _weigh_again(
    printed: Printed, evidence: Evidence, key: Key, left: frozenset[int], best: dict[Key, Culprit]
) -> None:
    best.pop(key, None)
    suspects = [index for index in evidence.users[key] if index in left]
    figure = evidence.figures[key]
    if len(suspects) < 2 or figure.unit == PERCENT or not evidence.failing.intersection(suspects):
        return
    if len(suspects) > _MANY:
        suspects = _agreeing(evidence, figure, suspects)
    found = list(_corrections(printed, evidence, figure, suspects, left))
    if found:
        likeliest = max(found, key=lambda one: one.rank)
        best[key] = replace(likeliest, known=_is_known(printed, likeliest))


def _is_known(printed: Printed, culprit: Culprit) -> bool:
    """Whether more places print the right amount than the wrong one: one of two that contradict each other
    is the report's total."""
    right, wrong = (sum(1 for _ in printed.same_amounts(f)) for f in (culprit.right, culprit.figure))
    return right > wrong


def _agreeing(evidence: Evidence, figure: Figure, suspects: Sequence[int]) -> list[int]:
    """The computations whose values for a figure have the most others beside them, in their own order."""
    values = []
    for index in suspects:
        right = evidence.solved(figure, index)
        if right is not None and right.value > 0:
            values.append((right.value, index))
    values.sort()
    low = high = 0
    crowds: list[tuple[int, int]] = []
    for value, index in values:
        while values[low][0] * _ALIKE < value:
            low += 1
        while high < len(values) and values[high][0] <= value * _ALIKE:
            high += 1
        crowds.append((high - low, index))
    kept = {index for _, index in nlargest(_TRIED, crowds)}
    return [index for index in suspects if index in kept]


def _corrections(
    printed: Printed, evidence: Evidence, figure: Figure, suspects: Sequence[int], left: frozenset[int]
) -> Iterator[Culprit]:
    """What the figure should be, as each failed computation has it and as what may have happened has it."""
    key = key_of(figure)
    seen: set[Decimal] = set()
    for index in sums_first(evidence.findings, suspects):
        right = evidence.solved(figure, index)
        if right is None or right.value in seen or right.value == figure.value:
            continue
        seen.add(right.value)
        mended = _mended(evidence, Right(right), key, left)
        least = max(2, len(mended))

        def fits(tried: Right, least: int = least) -> bool:
            return len(_mended(evidence, tried, key, left)) >= least

        parts = parts_among(printed, [evidence.findings[i] for i in suspects], figure)
        causes = tuple(causes_of_amount(printed, figure, right, fits, parts))
        for cause in causes:
            meant = Right(cause.right or right, cause.loose)
            better = _mended(evidence, meant, key, left)
            if len(better) > 1 and len(better) >= len(mended):
                yield Culprit(figure, meant.figure, better, causes)
                break
        else:
            if len(mended) > 1:
                yield Culprit(figure, right, mended, ())


def _mended(evidence: Evidence, right: Right, key: Key, left: frozenset[int]) -> tuple[int, ...]:
    """The computations left that a correction mends; none where only one of them tells the value."""
    mended = tuple(index for index in evidence.mended({key: right}) if index in left)
    return mended if sum(not _is_bound(evidence, index, right, key) for index in mended) > 1 else ()


def _is_bound(evidence: Evidence, index: int, right: Right, key: Key) -> bool:
    """Whether a computation would come out as well with twice the right value, or with half of it."""
    value = right.figure.value
    other = (Right(taken_as(right.figure, value * by)) for by in (2, Decimal("0.5")))
    return value != 0 and any(evidence.holds(index, {key: each}) for each in other)


def parts_among(printed: Printed, findings: Sequence[Finding], whole: Figure) -> Iterator[Labelled]:
    """The other figures of sums that a figure is the total of, with their names, and the parts of the
    figures that should equal it."""
    for finding in findings:
        if finding.kind not in _PARTS or finding.stated_figure is None or len(finding.figures) > LONG:
            continue
        others = [figure for figure in finding.figures if key_of(figure) != key_of(whole)]
        if any(figure.is_money != whole.is_money for figure in others):
            continue  # An average is made of no parts.
        if key_of(finding.stated_figure) == key_of(whole) and (finding.kind != "cross" or len(others) > 1):
            yield from (Labelled(printed.name(figure), figure) for figure in others)
        if finding.kind == "cross" and len(others) == 1:
            yield from printed.parts_of(others[0])

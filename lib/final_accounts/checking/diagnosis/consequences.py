"""Findings that are only as wrong as a figure which another finding tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Key, Verdict, key_of
from ...reports import Finding
from ..findings.amounts import other_unit
from .evidence import Evidence, Right

_MORE = ("大于", "高于", "超过")
_EQUAL = "等于"


def exceeding(told: Sequence[Finding], figure: Figure) -> Iterator[int]:
    """Findings that a figure exceeds a bound or is one: no computation, but its consequence all the same."""
    for index, finding in enumerate(told):
        bound = finding.compute is None and (finding.recomputed or "").startswith(("≤", "≥"))
        if (
            bound
            and finding.verdict is Verdict.INCONSISTENT
            and any(key_of(other) == key_of(figure) for other in finding.figures)
        ):
            yield index


def beyond_bounds(
    told: Sequence[Finding], evidence: Evidence, moved: Mapping[Key, Figure]
) -> Iterator[tuple[int, Figure, Figure]]:
    """Findings that a figure is beyond a bound, where another failed computation has one of the two figures
    so that it is not. With each come that figure and what it should be; `moved` is what figures of shifted
    rows should be.
    """
    for index, finding in enumerate(told):
        if finding.verdict is not Verdict.INCONSISTENT or finding.compute is not None:
            continue
        for figure in finding.figures:
            right = moved.get(key_of(figure)) or _solved_elsewhere(told, evidence, figure)
            if right is not None and _within(finding, figure, right):
                yield index, figure, right
                break


def _solved_elsewhere(told: Sequence[Finding], evidence: Evidence, figure: Figure) -> Figure | None:
    """What a failed computation, and one alone, has for a figure, where that breaks none that holds."""
    key = key_of(figure)
    failed = [index for index in evidence.users.get(key, ()) if index in evidence.failing]
    if len(failed) != 1 or told[failed[0]].verdict is not Verdict.INCONSISTENT:
        return None
    right = evidence.solved(figure, failed[0])
    return right if right is not None and evidence.mended({key: Right(right)}) else None


def _within(finding: Finding, figure: Figure, right: Figure) -> bool:
    """Whether a figure is within its bound (≤B, ≥B) once one of the two is taken as another."""
    stated, bound = finding.stated_figure, finding.recomputed or ""
    if stated is None or not bound.startswith(("≤", "≥")):
        return False
    own = right if key_of(figure) == key_of(stated) else stated
    limit = Decimal(bound[1:]) if own is right else right.to(stated.unit or WAN_YUAN).value
    return own.value <= limit if bound[0] == "≤" else own.value >= limit


def of_stray_units(told: Sequence[Finding], evidence: Evidence) -> Iterator[tuple[int, Figure]]:
    """Failed computations that come out once an amount in 元 among amounts in 万元 is read as 万元, or the
    other way round."""
    for finding in told:
        figure = finding.figures[0] if finding.figures else None
        if finding.rule not in ("unit.stray", "unit.lone-yuan") or figure is None:
            continue
        key, meant = key_of(figure), other_unit(figure)
        for index in evidence.users.get(key, ()):
            if index in evidence.failing and evidence.holds(index, {key: Right(meant)}):
                yield index, figure
        for index in turned_by(told, {key: meant}):
            yield index, figure


def turned_by(told: Sequence[Finding], corrected: Mapping[Key, Figure]) -> Iterator[int]:
    """Findings on direction that come out once wrong figures are read as the right ones."""
    for index, finding in enumerate(told):
        pair = _compared(finding)
        if pair is None or not any(key_of(figure) in corrected for figure in pair):
            continue
        now, then = (corrected.get(key_of(figure), figure) for figure in pair)
        before, after = _order(*pair), _order(now, then)
        if before and after == (0 if finding.stated == _EQUAL else -before):
            yield index


def borne_out_by_rate(told: Sequence[Finding]) -> Iterator[tuple[int, Figure]]:
    """Findings on 大于/小于 whose word agrees with a completion rate that the amounts contradict as well:
    then an amount is wrong, not the word. With each comes the rate.
    """
    contradicted = {
        finding.stated_figure.place
        for finding in told
        if finding.kind == "completion" and finding.verdict is Verdict.INCONSISTENT
        if finding.stated_figure is not None
    }
    for index, finding in enumerate(told):
        if _compared(finding) is None or finding.rule != "completion.direction":
            continue
        for figure in finding.figures:
            if figure.unit != PERCENT or figure.place not in contradicted or figure.value == HUNDRED:
                continue
            if (figure.value > HUNDRED) == (finding.stated in _MORE):
                yield index, figure


def _compared(finding: Finding) -> tuple[Figure, Figure] | None:
    """The two amounts that a wrong word of direction compares."""
    if finding.kind != "direction" or finding.verdict is not Verdict.INCONSISTENT:
        return None
    # A change prints its difference before the two amounts.
    amounts = [figure for figure in finding.figures if figure.is_money][-2:]
    return (amounts[0], amounts[1]) if len(amounts) == 2 else None


def _order(one: Figure, other: Figure) -> int:
    first, second = one.to(WAN_YUAN).value, other.to(WAN_YUAN).value
    return (first > second) - (first < second)

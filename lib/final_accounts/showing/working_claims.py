"""How each claim of the narrative becomes a formula: the same figures and the same readings as its rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..checking.claim_findings import Reading, judge_readings
from ..checking.sum_rules import stray_unit
from ..figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, Figure
from ..reports import ChangeClaim, Claim, CompletionClaim, Finding, Report, ShareClaim, SumClaim
from .working_formulas import PRINTED, Computation, Growth, Operand, Ratio, Spot, Total
from .working_verdicts import Judgement, Said, Within

UP, DOWN, LEVEL = "增", "减", "平"
DIRECTIONS = {1: UP, -1: DOWN, 0: LEVEL}
RISE, FALL = "增长", "下降"
MORE, LESS, EQUAL = "大于", "小于", "等于"
_ORDER_WORDS = {MORE: MORE, "高于": MORE, "超过": MORE, LESS: LESS, "低于": LESS, EQUAL: EQUAL}


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
        self, stated: Figure, computation: Computation, usual: int | None, lenient: bool = False, **how: bool
    ) -> Within:
        """A stated figure held against what is recomputed."""
        return Within(self.operand(stated), computation, usual, lenient, **how)

    def best(self, stated: Figure, readings: Sequence[Computation]) -> Computation:
        """The reading under which the figure stands best, as the rules choose it."""
        known = [Reading(reading.interval, "", ()) for reading in readings]
        chosen, _ = judge_readings(self.report, stated, known)
        return next(own for own, reading in zip(readings, known, strict=True) if reading is chosen)

    def role(self, claim: Claim, role: str, figure: Figure | None, unit: str | None = None) -> Operand | None:
        """A claim's figure, or the cell that waits for it."""
        gap = self.layout.gap(claim, role)
        if gap is not None:
            return Operand(None, gap)
        return None if figure is None else self.operand(figure, unit)


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
            if not known:
                yield "current"
            if not based or (not known and not _is_money(claim.base)):
                yield "base"


def judge_claim(desk: Desk, finding: Finding, claim: Claim) -> Judgement | None:
    """The formula of the check that a finding on a claim reports, None if the rule is none of these."""
    lenient = any(figure.approximate for figure in finding.figures)
    usual = desk.report.usual_decimals
    match finding.rule, claim, finding.stated_figure:
        case "share.rate", ShareClaim(), Figure() as stated:
            whole = finding.figures[2] if len(finding.figures) > 2 else None
            ratio = _ratio(desk, claim, ("part", claim.part), ("whole", whole))
            return None if ratio is None else desk.within(stated, ratio, usual, lenient)
        case "completion.rate", CompletionClaim(), Figure() as stated:
            ratio = _ratio(desk, claim, ("final", claim.final), ("budget", claim.budget))
            return None if ratio is None else desk.within(stated, ratio, usual, lenient)
        case "change.rate", ChangeClaim(), Figure() as stated:
            readings = list(_rates(desk, claim, finding))
            return desk.within(stated, desk.best(stated, readings), usual, lenient) if readings else None
        case "change.difference", ChangeClaim(direction=int() as sign), Figure() as stated:
            current, base = finding.figures[1:3]
            total = Total((desk.operand(current, stated.unit, sign), desk.operand(base, stated.unit, -sign)))
            return desk.within(stated, total, usual, lenient)
        case "change.zero-base", ChangeClaim(current=Figure() as current, difference=Figure() as grown), _:
            return _no_base(desk, current, grown, finding)
        case "change.direction", ChangeClaim(), _:
            return judge_direction(desk, claim)
        case "completion.direction", CompletionClaim(), _:
            return _order(desk, claim, finding.stated or "")
        case (("sum.parts" | "count.parts"), SumClaim(), Figure() as stated):
            return _sum(desk, claim, stated, lenient)
    return None


def _ratio(
    desk: Desk, claim: Claim, part: tuple[str, Figure | None], whole: tuple[str, Figure | None]
) -> Ratio | None:
    top = desk.role(claim, *part)
    unit = top.figure.unit if top and top.figure else WAN_YUAN
    bottom = desk.role(claim, *whole, unit)
    if top is None or bottom is None or (bottom.figure is not None and bottom.figure.value < 0):
        return None
    # A bare 0 is a printed zero, not something below one half.
    bare = top.figure is not None and top.figure.value == 0 and top.figure.decimals == 0
    return Ratio(Operand(top.figure, top.spot, top.shift, exact=bare), bottom)


def _rates(desk: Desk, claim: ChangeClaim, finding: Finding) -> Iterator[Computation]:
    """The ways to recompute a rate from the figures that the finding names."""
    sign = claim.rate_direction or claim.direction or 1
    if any(desk.layout.gap(claim, role) for role in ("current", "base")):
        current = desk.role(claim, "current", claim.current)
        base = desk.role(claim, "base", claim.base)
        if current is not None and base is not None:
            yield Ratio(current, base, sign)
        return
    if len(finding.figures) < 3:
        return
    now, other = finding.figures[1:3]
    if other is claim.base and other.value >= 0:
        yield Ratio(desk.operand(now), desk.operand(other, now.unit), sign)
    if other is claim.difference:
        signs = [s for s in (claim.direction, claim.rate_direction) if s is not None] or [1, -1]
        for each in dict.fromkeys(signs):
            yield Growth(desk.operand(now), desk.operand(other, now.unit), each)


def _no_base(desk: Desk, current: Figure, grown: Figure, finding: Finding) -> Said:
    now, change = desk.operand(current), desk.operand(grown, current.unit)
    return Said(
        word=finding.stated_figure.text if finding.stated_figure else "",
        formula=f'IF({now.value}={change.value},"上年为0",{change.value}/({now.value}-{change.value})*100)',
        right="上年为0",
        condition=f"{now.value}<>{change.value}",
        stands=False,
        operands=(now, change),
    )


def has_direction_words(claim: Claim) -> bool:
    """Whether a change prints a word for up or down with both its difference and its rate."""
    return (
        isinstance(claim, ChangeClaim)
        and claim.direction is not None
        and claim.rate_direction is not None
        and claim.difference is not None
        and claim.rate is not None
        and claim.rate.unit == PERCENT
        and claim.difference.value != 0
        and claim.rate.value != 0
    )


def judge_direction(desk: Desk, claim: ChangeClaim) -> Said | None:
    """Both words say the same direction, and it is that of the amounts where both are printed.

    The right word is the direction in which difference and rate fit together.
    """
    difference, rate, current, base = claim.difference, claim.rate, claim.current, claim.base
    if difference is None or rate is None:
        return None
    first, second = desk.layout.direction(claim, "difference"), desk.layout.direction(claim, "rate")
    condition, stands = f"{first}={second}", claim.direction == claim.rate_direction
    formula, right = f'IF({first}="{UP}","{RISE}","{FALL}")', RISE if claim.direction == 1 else FALL
    operands: tuple[Operand, ...] = (desk.operand(difference), desk.operand(rate))
    if base is not None and current is not None and current.is_money and base.is_money:
        now, then = desk.operand(current, WAN_YUAN), desk.operand(base, WAN_YUAN)
        grown = (current.to(WAN_YUAN).value > base.to(WAN_YUAN).value) - (
            current.to(WAN_YUAN).value < base.to(WAN_YUAN).value
        )
        formula = f'IF({now.value}>{then.value},"{RISE}",IF({now.value}<{then.value},"{FALL}","持平"))'
        right = {1: RISE, -1: FALL, 0: "持平"}[grown]
        condition = (
            f'AND({condition},OR({now.value}={then.value},({now.value}>{then.value})=({first}="{UP}")))'
        )
        stands = stands and (grown == 0 or grown == claim.direction)
        operands = (*operands, now, then)
    elif current is not None and current.is_money and difference.is_money:
        now, change = desk.operand(current), desk.operand(difference, current.unit)
        gaps = [
            f"ABS({change.value}/({now.value}{mark}{change.value})*100-{operands[1].value})" for mark in "-+"
        ]
        formula = f'IFERROR(IF({gaps[0]}<={gaps[1]},"{RISE}","{FALL}"),"无从判断")'
        right = _nearer(current, difference.to(current.unit or WAN_YUAN), rate)
        operands = (*operands, now)
    word = f"{'增加' if claim.direction == 1 else '减少'}，{RISE if claim.rate_direction == 1 else FALL}"
    return Said(word, formula, right, condition, stands, operands)


def _nearer(current: Figure, difference: Figure, rate: Figure) -> str:
    up, down = current.value - difference.value, current.value + difference.value
    if up == 0 or down == 0:
        return "无从判断"
    gaps = [abs(EXACT.divide(difference.value, base) * HUNDRED - rate.value) for base in (up, down)]
    return RISE if gaps[0] <= gaps[1] else FALL


def _order(desk: Desk, claim: CompletionClaim, word: str) -> Said | None:
    """决算数大于/小于/等于预算数, by the two amounts where rounding leaves no doubt, else by the rate."""
    wanted = _ORDER_WORDS.get(word)
    if wanted is None:
        return None
    final, budget, rate = claim.final, claim.budget, desk.operand(claim.rate)
    value, half = rate.value, f"0.5/10^{rate.spot.decimals}"
    formula = (
        f'IF(ROUND({value}-{half}-100,9)>0,"{MORE}",'
        f'IF(AND(ROUND({value}+{half}-100,9)<0,{value}>0),"{LESS}","{EQUAL}"))'
    )
    seen, operands = claim.rate.interval(), [rate]
    order = (seen.low > HUNDRED) - (seen.high < HUNDRED and claim.rate.value > 0)
    if final is not None and budget is not None and final.is_money and budget.is_money:
        left, right = desk.operand(final, WAN_YUAN), desk.operand(budget, WAN_YUAN)
        near = f"{left.half(PRINTED)}+{right.half(PRINTED)}"
        gap = f"{left.value}-{right.value}"
        formula = f'IF(ROUND(ABS({gap})-({near}),9)<=0,{formula},IF({gap}>0,"{MORE}","{LESS}"))'
        one, other = final.to(WAN_YUAN), budget.to(WAN_YUAN)
        if not one.interval().meets(other.interval()):
            order = (one.value > other.value) - (one.value < other.value)
        operands += [left, right]
    shown = MORE if order > 0 else LESS if order < 0 else EQUAL
    return Said(word, formula, shown, f'{{right}}="{wanted}"', shown == wanted, tuple(operands))


def _sum(desk: Desk, claim: SumClaim, stated: Figure, lenient: bool) -> Within:
    stray = stray_unit(claim) if claim.whole.is_money else None
    parts = []
    for part in claim.parts:
        if part.figure is stray:
            parts.append(Operand(part.figure.read_as(WAN_YUAN), desk.layout.spot(part.figure)))
        else:
            parts.append(desk.operand(part.figure, stated.unit))
    return Within(
        Operand(stated, desk.layout.spot(claim.whole)),
        Total(tuple(parts), stated, open_above=not claim.exhaustive),
        desk.report.usual_decimals,
        lenient,
        parts_for_partial=len(parts) if claim.exhaustive else 0,
        counted=not stated.is_money,
    )


def _is_money(figure: Figure | None) -> bool:
    return figure is not None and figure.is_money

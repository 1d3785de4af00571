"""Words that figures must bear out, as formulas: 增加 or 减少, 大于 or 小于, 无."""

from __future__ import annotations

from ...figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, Figure
from ...reports import ChangeClaim, Claim, Finding
from .claims import Desk
from .operands import AS_PRINTED, Operand
from .verdicts import Said

UP, DOWN, LEVEL = "增", "减", "平"
DIRECTIONS = {1: UP, -1: DOWN, 0: LEVEL}
"""How the list of claims writes a direction."""

_RISE, _FALL, _SAME, _UNKNOWN = "增长", "下降", "持平", "无从判断"
_MORE, _LESS, _EQUAL = "大于", "小于", "等于"
_ORDER_WORDS = {
    _MORE: _MORE, "高于": _MORE, "超过": _MORE, _LESS: _LESS, "低于": _LESS, _EQUAL: _EQUAL,
}  # fmt: skip


def judge_absence(desk: Desk, amount: Figure) -> Said:
    """What a report says it does not have is nought."""
    own: Operand = desk.operand(amount)
    return Said("无", own.value, amount.value, f"{own.value}<=0", amount.value <= 0, (own,))


def judge_no_base(desk: Desk, claim: ChangeClaim) -> Said | None:
    """An amount that equals its own increase had nothing before it, and has no growth rate."""
    current, grown, rate = claim.current, claim.difference, claim.rate
    if current is None or grown is None or rate is None:
        return None
    now, change = desk.operand(current), desk.operand(grown, current.unit)
    return Said(
        word=rate.text,
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
    formula, right = f'IF({first}="{UP}","{_RISE}","{_FALL}")', _RISE if claim.direction == 1 else _FALL
    operands: tuple[Operand, ...] = (desk.operand(difference), desk.operand(rate))
    if base is not None and current is not None and current.is_money and base.is_money:
        now, then = desk.operand(current, WAN_YUAN), desk.operand(base, WAN_YUAN)
        grown = _order(current.to(WAN_YUAN), base.to(WAN_YUAN))
        formula = f'IF({now.value}>{then.value},"{_RISE}",IF({now.value}<{then.value},"{_FALL}","{_SAME}"))'
        right = {1: _RISE, -1: _FALL, 0: _SAME}[grown]
        own = f'OR({now.value}={then.value},({now.value}>{then.value})=({first}="{UP}"))'
        condition, stands = f"AND({condition},{own})", stands and grown in (0, claim.direction)
        operands = (*operands, now, then)
    elif current is not None and current.is_money and difference.is_money:
        now, change = desk.operand(current), desk.operand(difference, current.unit)
        up, down = (
            f"ABS({change.value}/({now.value}{mark}{change.value})*100-{operands[1].value})" for mark in "-+"
        )
        formula = f'IFERROR(IF({up}<={down},"{_RISE}","{_FALL}"),"{_UNKNOWN}")'
        right = _nearer(current, difference.to(current.unit or WAN_YUAN), rate)
        operands = (*operands, now)
    word = f"{'增加' if claim.direction == 1 else '减少'}，{_RISE if claim.rate_direction == 1 else _FALL}"
    return Said(word, formula, right, condition, stands, operands)


def _nearer(current: Figure, difference: Figure, rate: Figure) -> str:
    """The direction that the rate fits better."""
    bases = (current.value - difference.value, current.value + difference.value)
    if 0 in bases:
        return _UNKNOWN
    up, down = (abs(EXACT.divide(difference.value, base) * HUNDRED - rate.value) for base in bases)
    return _RISE if up <= down else _FALL


def judge_order(desk: Desk, finding: Finding) -> Said | None:
    """决算数大于/小于/等于预算数, by the two amounts where rounding leaves no doubt, else by the rate.

    The finding's figures are the final amount, the budget and the completion rate, as far as printed.
    """
    wanted = _ORDER_WORDS.get(finding.stated or "")
    if wanted is None:
        return None
    rates = [figure for figure in finding.figures if figure.unit == PERCENT]
    amounts = [figure for figure in finding.figures if figure.is_money]
    formula, order, operands = f'"{_EQUAL}"', 0, tuple[Operand, ...]()
    if rates:
        own = desk.operand(rates[0])
        value, half = own.value, f"0.5/10^{own.spot.decimals}"
        formula = (
            f'IF(ROUND({value}-{half}-100,9)>0,"{_MORE}",'
            f'IF(AND(ROUND({value}+{half}-100,9)<0,{value}>0),"{_LESS}","{_EQUAL}"))'
        )
        seen, operands = rates[0].interval(), (own,)
        order = (seen.low > HUNDRED) - (seen.high < HUNDRED and rates[0].value > 0)
    if len(amounts) == 2:
        left, right = (desk.operand(figure, WAN_YUAN) for figure in amounts)
        gap, near = f"{left.value}-{right.value}", f"{left.half(AS_PRINTED)}+{right.half(AS_PRINTED)}"
        formula = f'IF(ROUND(ABS({gap})-({near}),9)<=0,{formula},IF({gap}>0,"{_MORE}","{_LESS}"))'
        one, other = (figure.to(WAN_YUAN) for figure in amounts)
        if not AS_PRINTED.view(one).meets(AS_PRINTED.view(other)):
            order = _order(one, other)
        operands = (*operands, left, right)
    if not operands:
        # 年初预算未安排: words say that there was no budget, no number.
        return None
    shown = {1: _MORE, -1: _LESS, 0: _EQUAL}[order]
    return Said(finding.stated or "", formula, shown, f'{{right}}="{wanted}"', shown == wanted, operands)


def _order(one: Figure, other: Figure) -> int:
    return (one.value > other.value) - (one.value < other.value)

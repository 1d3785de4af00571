"""A relation between printed figures, written with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..figures import HUNDRED, Figure, Verdict, rounded
from ..recognising.forms.identities import in_unit_of
from .lineage import Link, Operand, Relation


def calculation(link: Link) -> str:
    """The relation with its numbers: 334.31万元 ÷ 933.26万元 = 35.82%."""
    result, operands = link.result.figure, link.operands
    match link.relation:
        case Relation.SHARE | Relation.COMPLETION:
            part, whole = operands[0].figure, operands[1].figure
            return _quotient(part, in_unit_of(part, whole), result)
        case Relation.AVERAGE:
            return _average(in_unit_of(result, operands[0].figure), operands[1:], result)
        case Relation.RATE:
            return _rate(operands, result)
        case Relation.SAME:
            same = [in_unit_of(result, op.figure).value == result.value for op in operands]
            sign = " = " if link.verdict is Verdict.CONSISTENT or all(same) else " ≠ "
            return sign.join(_number(figure) for figure in (result, *(op.figure for op in operands)))
    addends = [(in_unit_of(result, op.figure).value, op.sign) for op in operands]
    total = sum((value * sign for value, sign in addends), Decimal(0))
    shown = "".join(
        (" − " if sign < 0 else " + ") * bool(index or sign < 0) + f"{value:,f}"
        for index, (value, sign) in enumerate(addends)
    ).removeprefix(" ")
    return f"{shown} {'≤' if link.relation is Relation.PARTIAL_SUM else '='} {total:,f}{result.unit or ''}"


def _rate(operands: Sequence[Operand], result: Figure) -> str:
    first, second = operands[0], operands[1]
    base = in_unit_of(first.figure, second.figure)
    if "本期" not in second.words:
        if "增减额" in first.words:
            return _quotient(first.figure, base, result)
        return f"({_number(first.figure)} − {_number(base)}) ÷ {_number(base)}"
    sign = "−" if first.sign > 0 else "+"
    below = base.value - first.sign * first.figure.value
    shown = f"{_number(first.figure)} ÷ ({_number(base)} {sign} {_number(first.figure)})"
    return f"{shown}{_percent(first.figure.value, below, result)}"


def _quotient(part: Figure, whole: Figure, result: Figure) -> str:
    return f"{_number(part)} ÷ {_number(whole)}{_percent(part.value, whole.value, result)}"


def _average(amount: Figure, counts: Sequence[Operand], result: Figure) -> str:
    if len(counts) > 1:
        return f"{_number(amount)} ÷ （{' ± '.join(_number(op.figure) for op in counts)}）"
    count = counts[0].figure
    if not count.value:
        return f"{_number(amount)} ÷ {_number(count)}"
    value = rounded(amount.value / count.value, max(result.decimals, 2))
    return f"{_number(amount)} ÷ {_number(count)} = {value:,f}{result.unit or ''}"


def _percent(part: Decimal, whole: Decimal, result: Figure) -> str:
    if not whole:
        return "（基数为 0，没有比率）"
    return f" = {rounded(part * HUNDRED / whole, max(result.decimals, 2))}%"


def _number(figure: Figure) -> str:
    unit = figure.unit or ""
    return f"{figure.value:,f}{unit}"

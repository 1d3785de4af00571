"""The bars of a comparison and its values in words; nought, not printed and ambiguous are three things."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ...figures import HUNDRED, rounded
from ...reports import Severity
from ..charts.style import THIS_YEAR, Fill, number
from ..charts.style import signed as with_sign
from ..messages import SEVERITY_WORDS
from .amounts import Amount, Rate, Staff
from .charts import Bar, Piece
from .corpus import Account

MISSING, DENIED = "未印出", "报告称没有"
NO_HEADS, SEVERAL_HEADS, OLD_BATCH = "未印人数", "印了几个人数", "旧版结果未留人数"
NO_BASE = "基数为 0"


def number_words(value: Decimal) -> str:
    """An amount with two decimals."""
    return number(rounded(value, 2))


def amount_words(found: Amount | None, with_basis: bool = False, is_denied: bool = False) -> str:
    """An amount in 万元, and where it was found if asked for."""
    if found is None:
        return DENIED if is_denied else MISSING
    words = number_words(found.value)
    return f"{words}（{found.basis}）" if with_basis else words


def amount_bar(found: Amount | None, is_denied: bool = False) -> Bar:
    """A bar of an amount; a printed nought is the number alone."""
    if found is None:
        return Bar((), amount_words(found, is_denied=is_denied))
    return _bar(found.value, "0" if not found.value else number_words(found.value))


def _bar(value: Decimal, text: str, fill: Fill = THIS_YEAR) -> Bar:
    return Bar((Piece(value, fill),) if value else (), text)


def staff_words(people: Staff) -> str:
    """The head count, or why there is none."""
    return str(people.number) if people.number is not None else _no_heads(people)


def _no_heads(people: Staff) -> str:
    if not people.known:
        return OLD_BATCH
    return SEVERAL_HEADS if people.sentences else NO_HEADS


def head_bar(found: Amount | None, people: Staff) -> Bar:
    """An amount a head, or why it cannot be told."""
    if found is None:
        return Bar((), MISSING)
    if not people.number:
        return Bar((), _no_heads(people))
    each = found.value / people.number
    return _bar(each, number_words(each))


def shares_bar(shares: Mapping[str, Decimal], fills: Mapping[str, Fill], others: str) -> Bar:
    """A bar of 100 % in the order of the fills; what has no fill of its own is in `others`."""
    whole = sum(shares.values(), Decimal(0))
    if not whole:
        return Bar((), MISSING)
    grouped = dict.fromkeys(fills, Decimal(0))
    for name, value in shares.items():
        grouped[name if name in fills else others] += value
    percents = ((name, value * HUNDRED / whole) for name, value in grouped.items() if value)
    return Bar(tuple(Piece(p, fills[name], _share_words(p)) for name, p in percents), "")


def _share_words(percent: Decimal) -> str:
    """A share in whole percent; one that is not quite the whole keeps its decimals."""
    whole = rounded(percent, 0)
    return f"{rounded(percent, 2) if whole == HUNDRED != percent else whole}%"


def shares_words(shares: Mapping[str, Decimal]) -> str:
    """The parts with amount and share, the largest first."""
    whole = sum(shares.values(), Decimal(0))
    if not whole:
        return MISSING
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return "；".join(
        f"{name} {number_words(value)}（{rounded(value * HUNDRED / whole, 2)}%）" for name, value in ranked
    )


def rate_bar(rate: Rate | None, signed: bool = False) -> Bar:
    """A bar of a percentage. A rate that only the report computed carries a star."""
    if rate is None:
        return Bar((), MISSING)
    if rate.percent is None:
        return Bar((), NO_BASE)
    value = rounded(rate.percent, 2)
    words = with_sign(value, "%") if signed else number(value, "%")
    return _bar(rate.percent, words + ("*" if rate.printed else ""))


def completion_words(rate: Rate | None) -> str:
    """A completion with the amounts behind it."""
    if rate is None:
        return MISSING
    if rate.printed or rate.before is None or rate.now is None or rate.percent is None:
        return f"{number(rate.percent or Decimal(0), '%')}（报告所印，未列预算数）"
    return f"{number_words(rate.now)} ÷ {number_words(rate.before)} = {number(rounded(rate.percent, 2), '%')}"


def count_bar(count: int, fill: Fill) -> Bar:
    """A bar of a number of findings."""
    return _bar(Decimal(count), str(count), fill)


def kind_words(account: Account, kind: str) -> str:
    """How many findings of a kind an account has, by severity; blank for none."""
    counted = {
        severity: sum(f.kind == kind and f.severity == severity.value for f in account.findings)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    }
    return "、".join(f"{SEVERITY_WORDS[severity]} {count}" for severity, count in counted.items() if count)

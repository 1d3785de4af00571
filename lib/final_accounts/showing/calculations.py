"""A finding's calculation carried through to its result: 598.95 ÷ 933.26 = 64.178…% → 64.18%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from ..figures import EXACT, HUNDRED, PERCENT, rounded
from ..reports import Finding
from .language import told

_TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d+)?)|([+−\-×÷*/()（）]))")
_BRACKETS = {"（": "(", "）": ")", "−": "-", "×": "*", "÷": "/"}
_RATIOS = frozenset({"share", "change", "direction", "completion"})
_MOST_DECIMALS = 8


def worked(finding: Finding) -> str:
    """The calculation with its result behind it; as it stands where it already has one, or none can be had.

    The result is cut one digit behind the place to which it is rounded, so that the rounding can be seen.
    """
    text = told(finding.calculation)
    last = text.rsplit("=", 1)[-1]
    if not text or any(sign in text for sign in "≠；;<>≤≥"):
        return text
    value = evaluated(last)
    if value is None or not any(sign in last for sign in "÷×"):
        return text
    in_percent = finding.unit == PERCENT or finding.kind in _RATIOS
    if in_percent:
        value = value * HUNDRED
    sign = PERCENT if in_percent else ""
    wanted = _number(finding.recomputed)
    decimals = _decimals(wanted) if wanted is not None else 2
    shown, cut_off = _cut(value, decimals)
    result = f"{text} = {shown}{sign}"
    # What is recomputed may come from another figure than the calculation's own.
    if cut_off and wanted is not None and rounded(value, decimals) == wanted:
        result += f" → {wanted:f}{sign}"
    return result


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(",", ""))
    except InvalidOperation:
        return None


def _decimals(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)


def _cut(value: Decimal, decimals: int) -> tuple[str, bool]:
    """Enough digits to see how the value is rounded, and whether any are left out or to be rounded."""
    for digits in range(decimals + 1, _MOST_DECIMALS + 1):
        shown = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN, context=EXACT)
        if shown == value:
            plain = shown.normalize()
            return f"{rounded(plain, max(_decimals(plain), min(decimals, 2))):f}", _decimals(plain) > decimals
        # A run of nines hides what lies behind it.
        if not f"{shown:f}".endswith("9") or digits == _MOST_DECIMALS:
            return f"{shown:f}…", True
    return f"{value:f}", False


def evaluated(text: str) -> Decimal | None:
    """The value of numbers joined by + − × ÷ and brackets, None for anything else.

    The text is read by this grammar alone; nothing in it is ever run.
    """
    tokens = list(_tokens(text))
    if not tokens or None in tokens:
        return None
    reader = _Reader([token for token in tokens if token is not None])
    try:
        value = reader.total()
    except (ValueError, ArithmeticError):
        return None
    return value if reader.at_end else None


def _tokens(text: str) -> Iterator[str | None]:
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            yield None
            return
        at = found.end()
        yield (found[1] or "").replace(",", "") or _BRACKETS.get(found[2], found[2])


class _Reader:
    """Sums of products of numbers and brackets."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._next = 0

    @property
    def at_end(self) -> bool:
        return self._next == len(self._tokens)

    def _take(self, *wanted: str) -> str | None:
        if self.at_end or self._tokens[self._next] not in wanted:
            return None
        self._next += 1
        return self._tokens[self._next - 1]

    def total(self) -> Decimal:
        value = self._product()
        while sign := self._take("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Decimal:
        value = self._single()
        while sign := self._take("*", "/"):
            other = self._single()
            value = EXACT.multiply(value, other) if sign == "*" else EXACT.divide(value, other)
        return value

    def _single(self) -> Decimal:
        if self._take("-"):
            return -self._single()
        if self._take("("):
            value = self.total()
            if not self._take(")"):
                raise ValueError("a bracket is not closed")
            return value
        if self.at_end or not self._tokens[self._next][0].isdigit():
            raise ValueError("no number")
        self._next += 1
        return Decimal(self._tokens[self._next - 1])

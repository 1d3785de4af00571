"""Reads tokens as a careful reader does: the values that may lie behind what is printed."""

from __future__ import annotations

import re
from fractions import Fraction

from .checks import Check, Look, Reading, failing
from .numerals import FEN_PER_UNIT
from .sheet import Overrides, Sheet, Token

_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")


def looking(overrides: Overrides) -> Look:
    """How tokens look when some are printed wrongly. Money is read in 分."""

    def look(token: Token) -> Reading:
        printed = overrides.get(token)
        if printed is None and token.exact is None:
            return Reading(Fraction(0), Fraction(0), Fraction(0), token.text)
        if token.exact is None:
            return Reading(Fraction(0), Fraction(0), Fraction(0), printed or "")
        return _read(token, token.printed() if printed is None else printed)

    return look


def _read(token: Token, printed: str) -> Reading:
    printed = printed.replace(" ", "")
    match = _NUMBER.search(printed)
    if match is None:
        return Reading(Fraction(0), Fraction(0), Fraction(0))
    digits = match.group().replace(",", "")
    value = Fraction(digits)
    decimals = len(digits.partition(".")[2])
    if token.role == "count":
        return Reading(value, value, value)
    unit = printed[match.end() :].strip() or token.unit
    if unit.startswith("%"):
        half = Fraction(1, 2 * 10**decimals)
        return Reading(value - half, value + half, value)
    if unit == token.unit:
        # Trailing zeros may have been dropped: the account's usual digits count.
        decimals = max(decimals, token.decimals)
    scale = FEN_PER_UNIT[unit]
    half = Fraction(scale, 2 * 10**decimals)
    return Reading(value * scale - half, value * scale + half, value * scale)


def checks_of(sheet: Sheet) -> dict[Token, list[Check]]:
    """The checks in which each token takes part."""
    found: dict[Token, list[Check]] = {}
    for check in sheet.checks:
        for token in dict.fromkeys(check.tokens):
            found.setdefault(token, []).append(check)
    return found


def contradictions(sheet: Sheet, overrides: Overrides | None = None) -> list[Check]:
    """The checks that no values behind the printed figures satisfy."""
    return failing(sheet.checks, looking(overrides or {}))


def naive_alarms(checks: list[Check], overrides: Overrides, points: Fraction) -> list[Check]:
    """What recomputation from the figures as they stand, with a fixed tolerance, would call wrong.

    `points` are percentage points for rates, 万元 for money; heads and things must be equal.
    """
    look = looking(overrides)
    return [check for check in checks if check.gap(look) > _tolerance(check, points)]


def _tolerance(check: Check, points: Fraction) -> Fraction:
    stated = check.tokens[0]
    if stated.role == "count":
        return Fraction(0)
    return points if stated.unit == "%" else points * FEN_PER_UNIT["万元"]

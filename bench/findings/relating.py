"""What must hold between the figures that one sentence prints of one quantity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .checks import Agree, Check, Difference, Growth, GrowthOnBase, Order, Ratio
from .sheet import Token

MEASURE_LETTERS = {"A": "now", "L": "then", "N": "initial", "M": "adjusted"}
"""Letters of the wordings that print an amount, and its measure."""

BASES = {"": "then", "N": "initial", "M": "adjusted"}
"""What changes are measured against: the letter behind D, P, up and grow, and the measure."""

_PRINTED_BASE = {"": "L", "N": "N", "M": "M"}


def relations(
    key: str, tokens: Mapping[str, Token], latest: Mapping[str, Token], whole: Token | None
) -> Iterator[Check]:
    """The checks between the tokens of one quantity by letter; `latest` are those of the section so far."""
    current = tokens.get("A") or latest.get(f"{key}@now")
    if current is None:
        return
    for suffix, base in BASES.items():
        printed = tokens.get(_PRINTED_BASE[suffix])
        if printed is None and suffix:
            printed = latest.get(f"{key}@{base}")
        yield from _changes(tokens, suffix, current, printed)
        if suffix and printed is not None:
            done, compared = tokens.get(f"C{suffix}"), tokens.get(f"cmp{suffix}")
            if done is not None:
                yield Ratio("completion", (done, current, printed))
            if compared is not None:
                yield Order("order", (compared, current, printed))
    share = tokens.get("Z")
    if share is not None and whole is not None:
        yield Ratio("share", (share, current, whole))


def _changes(
    tokens: Mapping[str, Token], suffix: str, current: Token, printed: Token | None
) -> Iterator[Check]:
    """Those between a difference, a rate, their words and the base, as far as they are printed."""
    change, rate = tokens.get(f"D{suffix}"), tokens.get(f"P{suffix}")
    up, grow = tokens.get(f"up{suffix}"), tokens.get(f"grow{suffix}")
    of_change, of_rate = up or grow, grow or up
    if of_change is None or of_rate is None:
        return
    if change is not None and rate is not None:
        yield Growth("growth", (rate, current, change, of_rate))
        if up is not None and grow is not None:
            yield Agree("direction", (up, grow, change, rate))
    if printed is not None and change is not None:
        yield Difference("difference", (change, current, printed, of_change))
    elif printed is not None and rate is not None:
        yield GrowthOnBase("growth", (rate, current, printed, of_rate))

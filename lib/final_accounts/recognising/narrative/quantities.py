"""The numbers of a paragraph that are quantities: with their units, thresholds told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...documents import Paragraph
from ...figures import PERCENT, WAN_YUAN, Figure
from .. import words

JOINT = re.compile(r"[\s，,、和及与；;]*(?:分别)?(?:为)?")
"""What may stand between two numbers that share a name or a unit."""

_NOUGHT = re.compile(r"(?:费用?|经费|支出|收入|货物|工程|服务)(?:为|是)?$")
"""What names money; a nought behind it needs no unit: 货物3.00万元，工程0，服务0."""
_END = re.compile(r"\s*[，。；、,;）)]|\s*$")

Span = tuple[int, int, Figure, bool]
"""Start, end, figure, and whether it is a threshold (50万元以上)."""


def quantities(paragraph: Paragraph) -> Iterator[Span]:
    """Start, end, figure and whether it is a threshold (50万元以上), for each number that is a quantity."""
    text = paragraph.text
    taken = [match.span() for match in words.no_figure_pattern().finditer(text)]
    # 1.2050203初中教育: a code glued to the numbering.
    leading = re.match(r"\s*(?:\d{1,2}[.、．](?!\d)|\d{1,2}[.．](?=\d{5,7}[^\d.])|[（(]\d{1,2}[）)])+", text)
    if leading:
        taken.append(leading.span())
    thresholds = words.vocabulary()["numbers"]["threshold_after"]
    for match in words.number_pattern().finditer(text):
        start, end = match.span()
        if any(a < match.end("digits") and match.start("digits") < b for a, b in taken):
            continue
        digits = match["digits"].replace(",", "").replace(" ", "").replace("－", "-")
        unit = _unit(match["unit"])
        value = Decimal(digits)
        figure = Figure(
            match.group("digits") + (match["unit"] or ""),
            value,
            unit,
            len(digits.partition(".")[2]),
            paragraph.place(
                match.start("digits"), match.end("unit") if match["unit"] else match.end("digits")
            ),
            approximate=bool(match["approx"] or match["more"])
            or (match["after"] or "") in words.vocabulary()["numbers"]["approximate_after"],
        )
        if unit is None and not _may_lack_unit(figure, text[:start], text[match.end("digits") :]):
            continue
        yield start, end, figure, (match["after"] or "") in thresholds


def with_shared_units(spans: Sequence[Span], text: str) -> list[Span]:
    """收、支总计各是A1，A2万元: a number without a unit has that of the number right behind it."""
    shared = list(spans)
    for index in range(len(shared) - 2, -1, -1):
        start, end, figure, threshold = shared[index]
        after_start, _, after, _ = shared[index + 1]
        if figure.unit is None and after.unit is not None and JOINT.fullmatch(text[end:after_start]):
            shared[index] = (start, end, figure.read_as(after.unit), threshold)
    return shared


def _unit(printed: str | None) -> str | None:
    if printed is None:
        return None
    if printed == "万":
        return WAN_YUAN
    return PERCENT if printed.startswith("%") else printed


def _may_lack_unit(figure: Figure, before: str, after: str) -> bool:
    """Whether a bare number is a figure that lost its unit rather than a numbering or part of a name."""
    if re.match(r"\s*[-－.、．)）]?\s*[A-Za-z]", after):
        return False
    if figure.decimals or (figure.value == 0 and _NOUGHT.search(before) and _END.match(after)):
        return True
    return any(words.measure_tail(name).search(before[-14:]) for name in ("final", "budget"))

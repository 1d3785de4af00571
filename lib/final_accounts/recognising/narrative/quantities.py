"""The numbers of a paragraph that are quantities: with their units, thresholds told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...documents import Paragraph
from ...figures import PERCENT, YUAN, Figure
from .. import words
from .numerals import PERCENT_IN_WORDS, number_in_words

JOINT = re.compile(r"[\s，,、和及与；;]*(?:分别)?(?:为)?")
"""What may stand between two numbers that share a name or a unit."""

_NOUGHT = re.compile(r"(?:费用?|经费|支出|收入|货物|工程|服务)(?:为|是)?$")
"""What names money; a nought behind it needs no unit: 货物3.00万元，工程0，服务0."""
_END = re.compile(r"\s*[，。；、,;）)]|\s*$")
_REACH = 60
"""How far back the words may stand that say what a percentage in words is of."""

Span = tuple[int, int, Figure, bool]
"""Start, end, figure, and whether it is a threshold (50万元以上)."""


def quantities(paragraph: Paragraph) -> Iterator[Span]:
    """Start, end, figure and whether it is a threshold (50万元以上), for each number that is a quantity."""
    in_words = list(_percentages_in_words(paragraph))
    for span in _in_digits(paragraph, [(start, end) for start, end, _, _ in in_words]):
        while in_words and in_words[0][0] < span[0]:
            yield in_words.pop(0)
        yield span
    yield from in_words


def _percentages_in_words(paragraph: Paragraph) -> Iterator[Span]:
    """百分之二十, 百分之20, where they say a rate, a share or a completion and not 百分之百 of no amount."""
    if "百分之" not in paragraph.text:
        return
    for match in PERCENT_IN_WORDS.finditer(paragraph.text):
        value = number_in_words(match["number"])
        before = paragraph.text[max(0, match.start() - _REACH) : match.start()]
        tails = (words.direction_tail(), words.share_tail(), words.completion_tail())
        if value is not None and any(tail.search(before) for tail in tails):
            decimals = max(-int(value.as_tuple().exponent), 0)
            figure = Figure(match.group(), value, PERCENT, decimals, paragraph.place(*match.span()))
            yield (*match.span(), figure, False)


def _in_digits(paragraph: Paragraph, in_words: Sequence[tuple[int, int]]) -> Iterator[Span]:
    text = paragraph.text
    taken = [*in_words, *(match.span() for match in words.no_figure_pattern().finditer(text))]
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
    if printed in ("万", "亿"):
        return f"{printed}{YUAN}"
    return PERCENT if printed.startswith("%") else printed


def _may_lack_unit(figure: Figure, before: str, after: str) -> bool:
    """Whether a bare number is a figure that lost its unit rather than a numbering or part of a name."""
    if re.match(r"\s*[-－.、．)）]?\s*[A-Za-z]", after):
        return False
    if figure.decimals or (figure.value == 0 and _NOUGHT.search(before) and _END.match(after)):
        return True
    return any(words.measure_tail(name).search(before[-14:]) for name in ("final", "budget"))

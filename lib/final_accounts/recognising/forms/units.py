"""The true unit of a form's figures: what its head says is a claim, and the narrative is the evidence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ...documents import Paragraph
from ...figures import (
    MONEY_UNITS,
    PERCENT,
    WAN_YUAN,
    YUAN,
    YUAN_PER_UNIT,
    Figure,
    Interval,
    parse_figure,
)
from ...reports import Form, FormRow

_AMOUNT = re.compile(rf"(?<![\d.,，])(\d[\d,，]*(?:\.\d+)?)\s*\**\s*({MONEY_UNITS})")
_IMPOSSIBLE_YUAN = Decimal(10) ** 12
"""No department spends a trillion yuan a year."""
_TELLING_DIGITS = 3
"""Shorter numbers meet by chance."""

Amounts = Sequence[Interval]


def settle_units(forms: Sequence[Form], paragraphs: Iterable[Paragraph]) -> tuple[Form, ...]:
    """The forms with their true units, and every figure of their rows in it.

    A printed unit is given up only if none of the form's figures is named in the narrative when read in
    it, while its largest or several are when read in another; or if the largest amount is impossible or
    is that of a form already settled; or if all forms so settled give up that unit.
    """
    named = _narrative_amounts(paragraphs)
    everything = [_in_yuan(figure) for figure in named]
    amounts = [_in_yuan(figure) for figure in named if _telling(figure)]
    settled = {index: _told_by_narrative(form, amounts) for index, form in enumerate(forms)}
    known = {
        max(_magnitudes(forms[index])): unit
        for index, unit in settled.items()
        if unit is not None and _magnitudes(forms[index])
    }
    printed = Counter(form.printed_unit for form in forms if form.printed_unit)
    usual = printed.most_common(1)[0][0] if printed else WAN_YUAN
    given_up = {
        (forms[index].printed_unit, unit)
        for index, unit in settled.items()
        if unit and not forms[index].empty
    }
    return tuple(
        in_unit(
            form,
            settled[index]
            or _told_by_others(form, known)
            or _told_by_the_rest(form, given_up, everything)
            or form.printed_unit
            or usual,
        )
        for index, form in enumerate(forms)
    )


def _told_by_the_rest(form: Form, settled: set[tuple[str | None, str]], amounts: Amounts) -> str | None:
    """The unit that all settled forms under the same printed unit hold.

    Not if the narrative names more of this form's figures, however short, in the printed unit.
    """
    units = {unit for printed, unit in settled if printed == form.printed_unit}
    if len(units) != 1 or form.empty:
        return None
    unit = units.pop()
    figures = [value for row in form.rows for value in row.values if value is not None and value.value]
    if form.printed_unit and _named(figures, form.printed_unit, amounts) > _named(figures, unit, amounts):
        return None
    return unit


def in_unit(form: Form, unit: str) -> Form:
    """The form with the digits of all its figures taken in `unit`; percentages stay."""

    def read(figure: Figure | None) -> Figure | None:
        return figure if figure is None or figure.unit == PERCENT else figure.read_as(unit)

    def row_in_unit(row: FormRow) -> FormRow:
        return replace(row, values=tuple(read(value) for value in row.values))

    return replace(form, unit=unit, rows=tuple(row_in_unit(row) for row in form.rows))


def _narrative_amounts(paragraphs: Iterable[Paragraph]) -> list[Figure]:
    """The money amounts that the text names, but for zeros."""
    found = []
    for paragraph in paragraphs:
        text = unicodedata.normalize("NFKC", paragraph.text)
        for number, unit in _AMOUNT.findall(text):
            figure = parse_figure(number, unit)
            if figure is not None and figure.value != 0:
                found.append(figure)
    return found


def _in_yuan(figure: Figure) -> Interval:
    return figure.interval() * YUAN_PER_UNIT[figure.unit or YUAN]


def _telling(figure: Figure) -> bool:
    return len(figure.value.normalize().as_tuple().digits) >= _TELLING_DIGITS


def _magnitudes(form: Form) -> list[Decimal]:
    return [
        abs(value.value)
        for row in form.rows
        for value in row.values
        if value is not None and value.value != 0 and value.unit != PERCENT
    ]


def _told_by_narrative(form: Form, amounts: Amounts) -> str | None:
    """The unit in which the form's figures are those of the narrative, None if no unit stands out."""
    figures = {
        figure.value: figure
        for row in form.rows
        for figure in row.values
        if figure is not None and figure.unit != PERCENT and _telling(figure)
    }
    named = {unit: _named(figures.values(), unit, amounts) for unit in (YUAN, WAN_YUAN)}
    if form.printed_unit in (YUAN, WAN_YUAN):
        if named[form.printed_unit]:
            return form.printed_unit
        other = YUAN if form.printed_unit == WAN_YUAN else WAN_YUAN
        largest = max(figures.values(), key=lambda figure: abs(figure.value), default=None)
        if named[other] > 1 or (largest and _named([largest], other, amounts)):
            return other
    elif named[YUAN] != named[WAN_YUAN] and form.printed_unit is None:
        return max(named, key=lambda unit: named[unit])
    return None


def _named(figures: Iterable[Figure], unit: str, amounts: Amounts) -> int:
    """How many figures, read in `unit`, the narrative names."""
    count = 0
    for figure in figures:
        values = figure.interval() * YUAN_PER_UNIT[unit]
        count += any(values.meets(amount) for amount in amounts)
    return count


def _told_by_others(form: Form, known: dict[Decimal, str]) -> str | None:
    magnitudes = _magnitudes(form)
    if not magnitudes:
        return None
    largest = max(magnitudes)
    if largest in known:
        return known[largest]
    printed = form.printed_unit or WAN_YUAN
    if largest * YUAN_PER_UNIT[printed] >= _IMPOSSIBLE_YUAN:
        return YUAN
    return None

"""Amounts and shares that lost their unit, in the unit of those around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...figures import PERCENT
from .. import words
from .labels import label_of
from .quantities import Span

_NAME_OF_MONEY = re.compile(
    r"(?:[费金资出入贴险助款值]|货物|工程|服务|[合总小累共]计|[总金]额|结余|[（(][类款项][）)])$"
)
_SHARE = re.compile(r"占(?:比|其?[^，。；、,;\d]{0,16}的(?:比重|比例)?)?(?:为|约)?\s*$")
_END = re.compile(r"\s*(?:[，。；、,;（(：]|$)")
_FEWEST = 2
"""Digits behind the point that an amount without its unit has at least, and no more than those around it."""
_NO_AMOUNT = re.compile(r"率|比|倍|指数|系数|单价|人均|得分")


def with_lost_units(spans: Sequence[Span], text: str) -> list[Span]:
    """“基本支出20.00，项目支出5.00万元”: 20.00 is read in the unit that all other amounts of the paragraph
    have, where it has their digits and stands right behind the name of money or a word of change. A bare 0
    there is no slip: nought has no unit.
    """
    spans = _with_percent_signs(spans, text)
    amounts = [figure for _, _, figure, threshold in spans if figure.is_money and not threshold]
    units = {figure.unit for figure in amounts}
    found = list(spans)
    most = max((figure.decimals for figure in amounts), default=0)
    if len(units) != 1:
        return found
    unit = units.pop()
    position = 0
    for index, (start, end, figure, threshold) in enumerate(spans):
        before = text[position:start]
        position = end
        nought = figure.value == 0
        bare = figure.unit is None and (nought or _FEWEST <= figure.decimals <= most)
        if bare and _stands_for_money(before, text[end:]):
            found[index] = (start, end, replace(figure, unit=unit, unit_lost=not nought), threshold)
    return found


def _with_percent_signs(spans: Sequence[Span], text: str) -> Sequence[Span]:
    """“A万元，占76.23；B万元，占5.33%”: 76.23 is a share as well."""
    if all(figure.unit != PERCENT for _, _, figure, _ in spans):
        return spans
    return [
        (start, end, replace(figure, unit=PERCENT, unit_lost=True), threshold)
        if figure.unit is None
        and 0 < figure.value <= 100
        and _SHARE.search(text[:start])
        and _END.match(text[end:])
        else (start, end, figure, threshold)
        for start, end, figure, threshold in spans
    ]


def _stands_for_money(before: str, after: str) -> bool:
    if not _END.match(after):
        return False
    label = label_of(before)
    if _NO_AMOUNT.search(label):
        return False
    direction = words.direction_tail().search(before)
    if direction:
        return not direction["reaching"]
    measured = any(words.measure_tail(name).search(before) for name in ("final", "budget"))
    return measured or _NAME_OF_MONEY.search(label) is not None

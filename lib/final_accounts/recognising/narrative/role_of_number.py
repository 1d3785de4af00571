"""What one number says: the role that the words before it, and the number before it, give it."""

from __future__ import annotations

import re
from dataclasses import replace

from ...figures import PERCENT, Figure
from .. import words
from .amounts import loose_key
from .labels import LEADING_YEAR, clause_of, label_of
from .mention_roles import Mention, Role
from .quantities import JOINT
from .role_of_money import is_bare_base, money_told
from .role_of_percentage import percentage_told

_SENTENCE_END = re.compile(r"[。！？]")
_OF_A_SCALE = re.compile(r"(?:按|以)[^，。；]{0,12}(?:比例|标准|税率|费率)[（(]?$")


def mention_of(figure: Figure, before: str, after: str, previous: Mention | None, threshold: bool) -> Mention:
    """The number's role, told from the words before it and the number before it."""
    bare = Mention(figure, Role.OTHER, 0, 0, before, label_of(before), 0, after=after)
    bare = replace(bare, year=_year_of(clause_of(before)))
    if threshold:
        return replace(bare, role=Role.THRESHOLD)
    if previous is not None and figure.unit == previous.figure.unit:
        joined = _joined(bare, previous)
        if joined is not None:
            return joined
    if figure.unit in ("个百分点", "百分点") or _OF_A_SCALE.search(before):
        return replace(bare, role=Role.INDICATOR)
    if figure.unit == PERCENT:
        return percentage_told(bare, previous)
    if figure.unit is None and not (
        _names_a_measure(before) or _names_an_amount(bare, previous) or is_bare_base(bare)
    ):
        return bare
    if figure.is_money or figure.unit is None:
        return money_told(bare, previous)
    return replace(bare, role=Role.COUNT)


def _joined(bare: Mention, previous: Mention) -> Mention | None:
    """A number joined to the one before it says the same: 分别为A、B; 分别增长P1、下降P2."""
    before = bare.before
    told = replace(
        bare, role=previous.role, direction=previous.direction, label=previous.label, continues=True
    )
    if previous.role is Role.RATE and before[:1] in "、，和及与" and _told_apart(previous):
        turned = words.direction_tail().fullmatch(before.lstrip("、，和及与 "))
        if turned:
            return replace(told, direction=words.direction_sign(turned))
    if not JOINT.fullmatch(before):
        return None
    return bare if _SENTENCE_END.search(before) else replace(told, name=previous.name)


def _year_of(clause: str) -> int | None:
    """The year that a clause says of its number, before the name or behind it: 公务接待费2023年决算数A."""
    year = LEADING_YEAR.match(clause.lstrip("（( ")) or words.year_tail().search(clause)
    if year is None or (year.start() and loose_key(clause[: year.start()]) is None):
        return None
    return int(year["year"])


def _told_apart(rate: Mention) -> bool:
    """Whether a rate is one of several behind 分别."""
    return rate.continues or "分别" in rate.before


def _names_a_measure(before: str) -> bool:
    return any(words.measure_tail(name).search(before) for name in ("final", "budget")) or bool(
        re.search(r"(?:总计|合计|支出|收入|经费)(?:均)?为$", before)
    )


def _names_an_amount(bare: Mention, previous: Mention | None) -> bool:
    """Whether a bare number with 角 and 分 stands where a named amount would, after one in 万元."""
    among = previous is not None and (previous.figure.is_money or previous.figure.unit == PERCENT)
    return among and bare.figure.decimals == 2 and bool(re.search(r"[费金资出入贴贴险助款]$", bare.label))

"""Whether a list of parts is whole: by its words, its members, or shares that make 100 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, Figure, Interval
from ..words import vocabulary
from .mention_roles import Mention


def is_whole(
    whole: Mention,
    parts: Sequence[Mention],
    shares: Sequence[Mention],
    opening_words: str,
    counted: Sequence[Mention] | None = None,
) -> bool:
    """Whether parts leave nothing of their whole out.

    `counted` are the parts of the list of things that these parts were spent on, if it adds up.
    """
    labels = [part.label for part in parts]
    if counted is not None and len(counted) == len(parts) and _are_called_like(whole, labels):
        return True
    if len(parts) < 2:
        return False
    if _says_so(opening_words, labels):
        return True
    percentages = [share.figure for share in shares if share.figure.unit == PERCENT]
    of_each = len(percentages) == len(parts)
    if of_each and _leave_some_out(whole, parts, percentages):
        return False
    if _are_all_members(whole, labels) or _are_kinds_of_nothing(whole, parts):
        return True
    for ending in vocabulary()["lists"]["whole_kinds"]:
        if all(label.endswith(ending) for label in labels):
            return len(labels) >= 3 or any(part.figure.value == 0 for part in parts)
    return of_each and abs(sum((figure.value for figure in percentages), Decimal(-100))) <= 1


def _are_called_like(whole: Mention, labels: Sequence[str]) -> bool:
    """Whether each part has the name of the whole."""
    return set(labels) == {re.sub("^(?:共计?|总共|合计)", "", whole.label)}


def _says_so(opening_words: str, labels: Sequence[str]) -> bool:
    """Whether the words that open the list say that it is whole: 包括, 分别为."""
    words = vocabulary()["lists"]
    if any(word in opening_words for word in words["structure"]):
        return True
    if re.search(r"[，,]分别[为是][\u4e00-\u9fff]+$", opening_words):
        return True
    of_sides = any(word in opening_words for word in words["structure_of_sides"])
    return of_sides and all(label.endswith(("收入", "支出")) for label in labels)


def _leave_some_out(whole: Mention, parts: Sequence[Mention], shares: Sequence[Figure]) -> bool:
    """Whether the report itself says that something is left out: 人员经费A，占10%，公用经费B，占2%."""
    told = Interval.total(figure.interval() for figure in shares)
    if told.high >= HUNDRED:
        return False
    return sum(figure.value for figure in shares) > 50 or _bear_out(whole.figure, parts, told)


def _bear_out(whole: Figure, parts: Sequence[Mention], told: Interval) -> bool:
    """Whether the parts are as much of the whole as their shares say together."""
    of = printed(whole)
    if of.low <= 0 or any(part.figure.unit != whole.unit for part in parts):
        return False
    return (Interval.total(printed(part.figure) for part in parts) / of * HUNDRED).meets(told)


def _are_all_members(whole: Mention, labels: Sequence[str]) -> bool:
    """Whether the parts are all of a set known to be whole, or two of one of which two are enough."""
    words = vocabulary()["lists"]
    within = (members for name, *members in words["whole_sets_within"] if re.search(name, whole.label))
    of_people = () if whole.figure.is_money else words["whole_sets_of_people"]
    for members in (*words["whole_sets"], *of_people, *within):
        if all(any(member in label for label in labels) for member in members):
            return True
    for members in words["whole_from_two"]:
        held = [member for label in labels for member in members if member in label]
        if len(held) == len(labels) and len(set(held)) > 1:
            return True
    return False


def _are_kinds_of_nothing(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether things of which there are none are told by kinds."""
    if whole.figure.is_money or any(part.figure.value != 0 for part in parts):
        return False
    ends = tuple(vocabulary()["lists"]["whole_of_none"])
    return all(part.label.endswith(ends) for part in parts)


def printed(figure: Figure) -> Interval:
    """The values behind a figure; heads and things are exact."""
    return figure.interval() if figure.is_money else Interval.exactly(figure.value)


def closely(figure: Figure) -> Interval:
    """The values behind a figure whose dropped digits are zeros; heads and zeros are exact."""
    if not figure.is_money or figure.value == 0:
        return Interval.exactly(figure.value)
    return figure.interval(2)

"""A number of the narrative in its place, with the role that its surroundings give it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...figures import Figure
from .items import NO_ITEM, ItemPath


class Role(StrEnum):
    """What a number says."""

    AMOUNT = "amount"
    BUDGET = "budget"
    OPENING = "opening"
    CLOSING = "closing"
    BASE = "base"
    DIFFERENCE = "difference"
    RATE = "rate"
    SHARE = "share"
    COMPLETION = "completion"
    COUNT = "count"
    SINGLE = "single"
    THRESHOLD = "threshold"
    INDICATOR = "indicator"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """One number in place.

    `before` is the text since the number before it (or the start of the paragraph); `label` the last
    words of that which name the number; `name` the budget or the whole that a percentage is of.
    `direction` is +1, -1 or None; `against` last-year, budget or None. `reason` marks amounts given as
    reasons. `after` is the text up to the next number.
    """

    figure: Figure
    role: Role
    start: int
    end: int
    before: str
    label: str
    sentence: int
    direction: int | None = None
    against: str | None = None
    base_year: int | None = None
    name: str = ""
    item: ItemPath = NO_ITEM
    reason: bool = False
    within_reason: bool = False
    """Whether it is said of what a reason names: 增长P%，主要原因是甲增加D."""
    continues: bool = False
    own_subject: bool = False
    opens_list: bool = False
    after: str = ""
    year: int | None = None
    bracketed: bool = False
    """Whether it stands in brackets, as an aside to the amount before them."""
    of_plan: bool = False
    """Whether it is a part of a budget: 预算B，其中：甲B1，乙B2."""
    run: tuple[int, int] = (0, 1)
    """Which of how many numbers joined to one another it is: 分别占P1、P2、P3."""

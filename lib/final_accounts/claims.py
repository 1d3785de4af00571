"""What the narrative asserts: sections, sentences, and one class for each kind of claim."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from .documents import Segment, standing
from .figures import Figure
from .places import Place


class Part(StrEnum):
    """The parts of a published account."""

    COVER = "cover"
    CONTENTS = "contents"
    OVERVIEW = "overview"
    NARRATIVE = "narrative"
    FORMS = "forms"
    GLOSSARY = "glossary"
    ATTACHMENT = "attachment"
    PLAN = "plan"
    """Next year's budget, published with the account."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of the report. `topic` is a key of the vocabulary's [topics], None if unknown.

    `title` is the report's own heading without its number; `path` holds the headings above it.
    """

    index: int
    part: Part
    title: str
    number: str = ""
    level: int = 0
    topic: str | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The sentence in which something was asserted; `segments` are the lines of its paragraph."""

    section: Section
    text: str
    place: Place
    segments: tuple[Segment, ...] = field(default=(), compare=False, repr=False)

    def place_of(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`."""
        begin = self.place.start or 0
        place = replace(self.place, start=begin + start, end=begin + end)
        return standing(place, self.segments) if self.segments else place


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with the report's own words for it."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that the narrative asserts about `subject` (the report's own words)."""

    statement: Statement
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountClaim(Claim):
    """X为A. `measure` is final, budget, opening, closing or other; `item` the 类/款/项 it belongs to.

    `key` names the amount in the vocabulary's [amounts], None for one that has no name there.
    """

    figure: Figure
    fiscal_year: int | None = None
    measure: str = "final"
    item: tuple[str, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClaim(Claim):
    """X增加D，增长P%. Directions are +1, -1, 0 (持平) or None (none printed, or both: 增加/减少).

    `current` and `base` are None where the sentence does not give them. `against` is last-year or budget.
    """

    current: Figure | None
    base: Figure | None
    difference: Figure | None
    rate: Figure | None
    direction: int | None
    rate_direction: int | None
    against: str = "last-year"
    base_year: int | None = None
    alternatives: tuple[Figure, ...] = ()
    """Other amounts that the sentence may mean as the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareClaim(Claim):
    """X占W的P%. `whole` is None where the whole is named but nowhere printed."""

    part: Figure
    whole: Figure | None
    whole_name: str
    share: Figure
    alternatives: tuple[Figure, ...] = ()
    """Other printed figures of the whole that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionClaim(Claim):
    """X完成预算B的P%. `budget_name` is 年初预算, 调整预算, 预算 …"""

    budget: Figure | None
    final: Figure | None
    rate: Figure
    budget_name: str
    item: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SumClaim(Claim):
    """A whole and its parts, of money or heads. `exhaustive` is False for a list that may leave parts out."""

    whole: Figure
    parts: tuple[Labelled, ...]
    exhaustive: bool = True
    of: str = "list"
    """What is added: a list in a sentence, one of last year's amounts, the items (finals of 类/款/项), or
    their budgets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceClaim(Claim):
    """Income + opening (+ used) = expenditure (+ distributed) + closing, all printed in one place."""

    income: Figure
    opening: Figure
    expenditure: Figure
    closing: Figure
    used: Figure | None = None
    """使用非财政拨款结余, where it is printed beside them."""
    distributed: Figure | None = None
    """结余分配, where it is printed beside them."""
    of_totals: bool = True
    """Whether the amounts may be 总计, which hold the carry-over of their side; 本年收入 never does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityClaim(Claim):
    """Figures that the report says are one: 收、支总计均为A, or the same amount said twice."""

    figures: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim(Claim):
    """A stated number of things that are then listed by name: 以下两个问题：一是 … 二是 …"""

    figure: Figure
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageClaim(Claim):
    """人均X, 车均X: an amount spread evenly over heads or vehicles.

    `keys` are the names in the vocabulary's [amounts] of what may be spread. `over` are the counts: the
    first, with or without each of the others; empty where none is printed, or more than one.
    """

    average: Figure
    keys: tuple[str, ...]
    over: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceClaim(Claim):
    """无项目支出: the report says that there is none of `subject`, whose amounts have this `key`."""

    key: str

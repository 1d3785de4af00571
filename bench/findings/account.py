"""What a generated account holds: leaves in 分, and the totals that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .amounts import NOTHING, Amount, total


@dataclass(frozen=True, slots=True)
class Item:
    """One 项 under one fund: what was spent, from appropriation and from other money, and carried over.

    `kinds` are the expenditures from other money by kind of expenditure, `incomes` that money by kind
    of income; `opening` and `closing` belong to the appropriation.
    """

    code: str
    category: str
    section: str
    name: str
    fund: str
    basic: Amount
    project: Amount
    opening: Amount = NOTHING
    closing: Amount = NOTHING
    kinds: tuple[tuple[str, Amount], ...] = ()
    incomes: tuple[tuple[str, Amount], ...] = ()

    @property
    def appropriated(self) -> Amount:
        """Expenditure from the appropriation."""
        return self.basic + self.project

    @property
    def appropriation(self) -> Amount:
        """Appropriation received: expenditure = opening + income − closing."""
        return self.appropriated + self.closing - self.opening

    def received(self) -> Amount:
        """Income of every kind."""
        return self.appropriation + total(amount for _, amount in self.incomes)

    def spent_in_all(self) -> Amount:
        """Expenditure of every kind."""
        return self.appropriated + total(amount for _, amount in self.kinds)

    def spent(self, kind: str) -> Amount:
        """Expenditure of one kind, whatever paid for it."""
        own = {"basic": self.basic, "project": self.project}.get(kind, NOTHING)
        return own + total(amount for name, amount in self.kinds if name == kind)

    def income(self, kind: str) -> Amount:
        """Income of one kind other than appropriation."""
        return total(amount for name, amount in self.incomes if name == kind)


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """The three public expenses with what they paid for."""

    overseas: Amount
    purchase: Amount
    upkeep: Amount
    hospitality: Amount
    foreign_hospitality: Amount
    groups: int
    travellers: int
    vehicles_bought: int
    vehicles_kept: int
    batches: int
    guests: int
    conference: Amount
    training: Amount

    @property
    def vehicles(self) -> Amount:
        return self.purchase + self.upkeep

    @property
    def total(self) -> Amount:
        return self.overseas + self.vehicles + self.hospitality


@dataclass(frozen=True, slots=True)
class Procurement:
    """Procurement by kind, and what went to firms: large, middling and small, of these the small."""

    goods: Amount
    works: Amount
    services: Amount
    smaller_firms: Amount
    small_firms: Amount

    @property
    def total(self) -> Amount:
        return self.goods + self.works + self.services


@dataclass(frozen=True, slots=True)
class Staff:
    """Posts and heads."""

    posts_administrative: int
    posts_institutional: int
    heads_administrative: int
    heads_institutional: int
    retired: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the self-evaluation: budget and execution in 分, score."""

    name: str
    budget: int
    executed: int
    score: int


@dataclass(frozen=True, slots=True)
class Account:
    """A departmental final account that is consistent in 分."""

    bureau: str
    year: int
    items: tuple[Item, ...]
    lines: Mapping[str, Amount]
    """Economic classification of the basic expenditure of the general public budget, by five-digit code."""
    other_opening: Amount
    surplus_used: Amount
    distribution: Amount
    three_public: ThreePublic
    agency_operating: Amount
    procurement: Procurement
    vehicles: Mapping[str, int]
    equipment: int
    staff: Staff
    projects: tuple[Project, ...]

    def spent(self, kind: str) -> Amount:
        return total(item.spent(kind) for item in self.items)

    def income(self, kind: str) -> Amount:
        return total(item.income(kind) for item in self.items)

    def appropriation(self, fund: str | None = None) -> Amount:
        return total(item.appropriation for item in self._of(fund))

    def appropriated(self, fund: str | None = None) -> Amount:
        return total(item.appropriated for item in self._of(fund))

    def opening(self, fund: str | None = None) -> Amount:
        return total(item.opening for item in self._of(fund))

    def closing(self, fund: str | None = None) -> Amount:
        return total(item.closing for item in self._of(fund))

    def _of(self, fund: str | None) -> list[Item]:
        return [item for item in self.items if fund is None or item.fund == fund]

    @property
    def year_income(self) -> Amount:
        return total(item.received() for item in self.items)

    @property
    def year_expenditure(self) -> Amount:
        return total(item.spent_in_all() for item in self.items)

    @property
    def all_opening(self) -> Amount:
        return self.opening() + self.other_opening

    @property
    def grand_total(self) -> Amount:
        return self.year_income + self.surplus_used + self.all_opening

    @property
    def all_closing(self) -> Amount:
        return self.grand_total - self.year_expenditure - self.distribution

    @property
    def appropriation_total(self) -> Amount:
        return self.appropriation() + self.opening()

    def by_category(self, of: Callable[[Item], Amount]) -> dict[str, Amount]:
        """What `of` takes from each item, by category, those that hold nothing left out."""
        sums: dict[str, Amount] = {}
        for item in sorted(self.items, key=lambda item: item.code):
            sums[item.category] = sums.get(item.category, NOTHING) + of(item)
        return {code: amount for code, amount in sums.items() if amount}

    def personnel(self) -> Amount:
        return total(amount for code, amount in self.lines.items() if code[:3] in ("301", "303"))

    def operating(self) -> Amount:
        return total(amount for code, amount in self.lines.items() if code[:3] in ("302", "310"))

    def basic(self) -> Amount:
        return total(item.basic for item in self._of("general"))

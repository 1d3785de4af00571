"""What a reader of the narrative remembers while reading on: last amounts, open lists, items, changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...figures import Figure
from ...reports import Claim, Section, Statement
from .lists import OpenList
from .mention_roles import Mention

GENERIC = re.compile(
    r"(?:(?:支出|收入)?决算(?:数|支出|金额|总额)?|支出数|金额|总额|数|实际(?:支出|执行)(?:数|额)?|执行数|全年(?:共)?支出(?:决算数?)?)?"
    r"(?:同比|对比)?|决算数.*|(?:该|此)?项?(?:费用|经费)(?:支出)?"
)
"""Labels that name no amount of their own."""

_REACH = 200
"""How many amounts and budgets back a sentence may speak of: no reader looks further."""


@dataclass(slots=True)
class OpenChange:
    """A change being gathered: its difference may come before its rate."""

    mention: Mention
    statement: Statement
    current: Mention | None
    others: tuple[Mention, ...]
    base: Mention | None
    difference: Mention | None = None
    rate: Mention | None = None
    other_bases: tuple[Mention, ...] = ()
    """Other budgets that the sentence prints: 年初预算A，调整预算B，决算C，比预算增加D."""


@dataclass(slots=True)
class Amount:
    """An amount of the narrative with where it stands; `depth` counts the lists around it.

    `key` is its name in the vocabulary within its section's topic, `loose` wherever it stands.
    """

    mention: Mention
    statement: Statement
    paragraph: int
    depth: int
    key: str | None
    loose: str | None


@dataclass(slots=True)
class OpenShare:
    """A share whose whole is looked for once all amounts are known."""

    mention: Mention
    part: Amount
    whole: Mention | None
    statement: Statement
    others: tuple[Mention, ...] = ()
    """What its list may break down instead of the whole."""


@dataclass(slots=True)
class OpenAverage:
    """An average whose count is looked for once all counts are known. `spread` is its key of [averages]."""

    mention: Mention
    statement: Statement
    spread: str
    subject: str


@dataclass(slots=True)
class NamedCount:
    """A printed number of heads or things, with the name that it has or shares with the one before it."""

    name: str
    mention: Mention
    statement: Statement


@dataclass(slots=True)
class Gathered:
    """What a walk through the narrative yields. `roles` tells for each figure what it was bound to."""

    claims: list[Claim] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    roles: list[tuple[Figure, Statement, str]] = field(default_factory=list)
    unbound: list[tuple[Figure, Statement]] = field(default_factory=list)
    shares: list[OpenShare] = field(default_factory=list)
    averages: list[OpenAverage] = field(default_factory=list)
    counts: list[NamedCount] = field(default_factory=list)


@dataclass(slots=True)
class Memory:
    """The state of one section; `out` is what has been gathered so far of the whole report."""

    out: Gathered
    year: int | None
    section: Section | None = None
    amounts: list[Amount] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    changes: list[OpenChange] = field(default_factory=list)
    budgets: list[tuple[Mention, int]] = field(default_factory=list)
    items: list[tuple[Amount, Mention | None]] = field(default_factory=list)
    carried: list[tuple[Mention, int]] = field(default_factory=list)
    """Carry-overs and the paragraphs they stand in: a change may be theirs."""
    spent_budgets: list[Mention] = field(default_factory=list)
    """Budgets that a completion has been told of: another amount's completion is not of them."""

    compared: set[tuple[str, int | None]] = field(default_factory=set)
    """What the three public expenses together have been compared with, and the year of it."""

    misdated: tuple[int, int] | None = None
    """Year and sentence with which a section begins though it is last year's: the amounts are this one's."""

    def forget(self, section: Section | None) -> None:
        """Begin a new section."""
        self.section = section
        self.amounts, self.lists, self.changes, self.budgets, self.items = [], [], [], [], []
        self.spent_budgets, self.carried, self.misdated = [], [], None
        self.compared = set()

    def bind(self, mention: Mention, statement: Statement, role: str) -> None:
        """Note what a figure is that no claim holds."""
        self.out.roles.append((mention.figure, statement, role))

    def lately(self) -> list[Amount]:
        """The last amounts, of money or not."""
        return self.amounts[-_REACH:]

    def money_in(self, paragraph: int) -> list[Amount]:
        """The last money amounts of a paragraph so far."""
        return [a for a in self.lately() if a.mention.figure.is_money and a.paragraph == paragraph]

    def budgets_in(self, paragraph: int, parts: bool = False) -> list[Mention]:
        """The last budgets printed in a paragraph so far, with or without the parts of one."""
        lately = self.budgets[-_REACH:]
        return [m for m, where in lately if where == paragraph and (parts or not m.of_plan)]

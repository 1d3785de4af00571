"""The grammar of claims: from the numbers of each paragraph to what the narrative asserts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..documents import Document, Paragraph
from ..figures import Figure
from ..reports import (
    AmountClaim,
    BalanceClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Labelled,
    Part,
    Section,
    ShareClaim,
    Statement,
    SumClaim,
)
from . import words
from .amounts import amount_key, likeness, loose_key
from .items import ItemPath
from .lists import OpenList, whole_of
from .mentions import Mention, Role, find_mentions
from .sections import Outline

_GENERIC = re.compile(
    r"(?:(?:支出|收入)?决算(?:数|支出|金额|总额)?|支出数|金额|总额|数)?(?:同比|对比)?|决算数.*"
)
_BUDGET_TAIL = re.compile(r"(?:当年|年初|全年|本年|调整后?|年度)*(?:支出)?预算(?:安排|总额|金额|数)*$")


@dataclass(slots=True)
class _Change:
    """A change being gathered: its difference may come before its rate."""

    mention: Mention
    statement: Statement
    current: Mention | None
    others: tuple[Mention, ...]
    base: Mention | None
    difference: Mention | None = None
    rate: Mention | None = None


@dataclass(slots=True)
class Amount:
    """An amount of the narrative with where it stands; `depth` counts the lists around it."""

    mention: Mention
    statement: Statement
    paragraph: int
    depth: int
    key: str | None
    loose: str | None


@dataclass(slots=True)
class Gathered:
    """What a walk through the narrative yields. `roles` tells for each figure what it was bound to."""

    claims: list[Claim] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    roles: list[tuple[Figure, Statement, str]] = field(default_factory=list)
    unbound: list[tuple[Figure, Statement]] = field(default_factory=list)
    shares: list[tuple[Mention, Amount, Mention | None, Statement]] = field(default_factory=list)


class NarrativeWalk:
    """Walks the paragraphs in order and remembers what a reader would: the last amount, the open list,
    the item, the base of comparison."""

    def __init__(
        self, document: Document, division: Outline, statements: Sequence[Statement], year: int | None
    ):
        self.document = document
        self.division = division
        self.year = year
        self.out = Gathered()
        self._by_paragraph: dict[int, list[Statement]] = {}
        for statement in statements:
            if statement.place.paragraph is not None:
                self._by_paragraph.setdefault(statement.place.paragraph, []).append(statement)
        self._section: Section | None = None
        self._amounts: list[Amount] = []
        self._lists: list[OpenList] = []
        self._changes: list[_Change] = []
        self._budgets: list[tuple[Mention, int]] = []
        self._items: list[tuple[Amount, Mention | None]] = []
        self._path = ItemPath()
        self._path_paragraph = -9

    def run(self) -> Gathered:
        """All claims of the document, but for shares of wholes named elsewhere (see `resolve_shares`)."""
        for paragraph in self.document.paragraphs:
            section = self.division.of_paragraph[paragraph.index]
            if section.part in (Part.CONTENTS, Part.GLOSSARY, Part.COVER):
                continue
            if self._section is None or section.index != self._section.index:
                self._end_section()
                self._section = section
            self._walk(paragraph, section)
        self._end_section()
        return self.out

    def _walk(self, paragraph: Paragraph, section: Section) -> None:
        carried = self._path if paragraph.index - self._path_paragraph <= 1 else ItemPath()
        mentions, path = find_mentions(paragraph, carried, self.year)
        if path != ItemPath() and (path != carried or mentions):
            self._path_paragraph = paragraph.index
        if path != carried and path.item and not mentions:
            self._path_paragraph = paragraph.index
        self._path = path
        statements = self._by_paragraph.get(paragraph.index, [])
        for index, mention in enumerate(mentions):
            statement = _statement_at(statements, mention, section, paragraph)
            self._take(mention, mentions[:index], statement, paragraph)
        self._end_paragraph(paragraph, mentions, statements)

    def _take(
        self, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
    ) -> None:
        role = mention.role
        if role in (Role.THRESHOLD, Role.SINGLE):
            self._bind(mention, statement, role.value)
        elif mention.reason and role not in (Role.SHARE, Role.COMPLETION):
            self._bind(mention, statement, "reason")
        elif role is Role.AMOUNT or (role is Role.COUNT and mention.figure.unit != "年"):
            self._take_amount(mention, earlier, statement, paragraph)
        elif role in (Role.BUDGET, Role.OPENING, Role.CLOSING, Role.BASE):
            self._take_measure(mention, statement, paragraph)
        elif role is Role.DIFFERENCE:
            self._take_difference(mention, statement, paragraph)
        elif role is Role.RATE:
            self._take_rate(mention, statement, paragraph)
        elif role is Role.SHARE:
            self._take_share(mention, statement, paragraph)
        elif role is Role.COMPLETION:
            self._take_completion(mention, statement, paragraph)
        else:
            self.out.unbound.append((mention.figure, statement))

    def _bind(self, mention: Mention, statement: Statement, role: str) -> None:
        self.out.roles.append((mention.figure, statement, role))

    # Amounts and lists of them

    def _take_amount(
        self, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
    ) -> None:
        money = mention.role is Role.AMOUNT
        mention = self._named_by_budget(mention, paragraph)
        self._place_in_lists(mention, earlier, statement, paragraph)
        topic = statement.section.topic
        amount = Amount(
            mention,
            statement,
            paragraph.index,
            sum(any(part is mention for part in gathered.parts) for gathered in self._lists),
            amount_key(mention.label, topic) if money else None,
            loose_key(mention.label) if money else None,
        )
        if not money:
            self._bind(mention, statement, "count")
            self._amounts.append(amount)
            return
        prior = mention.year is not None and self.year is not None and mention.year < self.year
        self.out.claims.append(
            AmountClaim(
                statement=statement,
                subject=mention.label or (mention.item.names() or ("",))[-1],
                figure=mention.figure,
                fiscal_year=mention.year or self.year,
                measure="prior" if prior else "final",
                item=mention.item.names(),
                key=amount.key,
            )
        )
        if prior:
            return
        self._amounts.append(amount)
        self.out.amounts.append(amount)
        if len(mention.item.names()) >= 2 and mention.item.item and _is_item_amount(mention, self._items):
            self._items.append((amount, self._item_budget(mention)))

    def _named_by_budget(self, mention: Mention, paragraph: Paragraph) -> Mention:
        """“X预算为B，支出决算为A”: A is X's, though only B is called so."""
        if not self._budgets or not _GENERIC.fullmatch(mention.label):
            return mention
        budget, where = self._budgets[-1]
        if where != paragraph.index or budget.sentence != mention.sentence or budget.item != mention.item:
            return mention
        name = _BUDGET_TAIL.sub("", budget.label)
        return replace(mention, label=name) if len(name) >= 2 else mention

    def _place_in_lists(
        self, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
    ) -> None:
        between = mention.before
        for gathered in self._lists[::-1]:
            since = _between(gathered, mention, earlier, paragraph) if not gathered.spanning else between
            if gathered.takes(mention, since, paragraph.index):
                break
            self._close(gathered)
        if mention.opens_list:
            whole = self._last_whole(mention)
            if whole is not None and not (self._lists and self._lists[-1].whole is whole.mention):
                opening = mention.before
                self._lists.append(OpenList(whole.mention, whole.statement, opening))
        if mention.item.item and mention.item.names() and self._lists and self._lists[-1].spanning:
            return
        for gathered in self._lists[::-1]:
            if gathered.is_part(mention, paragraph.index) and not _is_repeat(gathered, mention):
                since = _between(gathered, mention, earlier, paragraph)
                gathered.add(mention, since, paragraph.index)
                break

    def _last_whole(self, mention: Mention) -> Amount | None:
        """The amount that a list opened at a mention breaks down: the last of the same kind of unit."""
        for amount in reversed(self._amounts):
            same = amount.mention.figure.unit == mention.figure.unit
            if same or (amount.mention.figure.is_money and mention.figure.is_money):
                return amount
        return None

    def _close(self, gathered: OpenList) -> None:
        self._lists.remove(gathered)
        claim = gathered.claim()
        if claim is not None:
            self.out.claims.append(claim)

    # Budgets, carry-overs, last year's amounts

    def _take_measure(self, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
        measure = {"base": "prior"}.get(mention.role.value, mention.role.value)
        self.out.claims.append(
            AmountClaim(
                statement=statement,
                subject=mention.label or mention.name,
                figure=mention.figure,
                fiscal_year=mention.base_year if measure == "prior" else self.year,
                measure=measure,
                item=mention.item.names(),
                key=amount_key(mention.label, statement.section.topic) if measure == "budget" else None,
            )
        )
        if mention.role is Role.BUDGET:
            self._budgets.append((mention, paragraph.index))

    # Changes

    def _take_difference(self, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
        current, others = self._current(mention, paragraph)
        base = self._base_before(mention, statement)
        if base is None and mention.against == "budget":
            planned = [m for m, where in self._budgets if where == paragraph.index and m.item == mention.item]
            base = planned[-1] if planned else None
        self._changes.append(_Change(mention, statement, current, others, base, difference=mention))

    def _take_rate(self, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
        waiting = self._change_for(mention, statement)
        if waiting is not None:
            waiting.rate = mention
            return
        current, others = self._current(mention, paragraph)
        self._changes.append(_Change(mention, statement, current, others, None, rate=mention))

    def _change_for(self, mention: Mention, statement: Statement) -> _Change | None:
        """The difference that a rate belongs to: the last one, or its mate in 各减少D1，D2，各下降P1、P2."""
        waiting = [c for c in self._changes if c.rate is None and c.statement is statement]
        if not waiting or waiting[-1] is not self._changes[-1]:
            return None
        run = len(waiting) - 1
        while run > 0 and waiting[run].mention.continues:
            run -= 1
        return waiting[run]

    def _base_before(self, mention: Mention, statement: Statement) -> Mention | None:
        claim = self.out.claims[-1] if self.out.claims else None
        if (
            isinstance(claim, AmountClaim)
            and claim.measure == "prior"
            and claim.statement is statement
            and mention.start - (claim.figure.place.end or 0) <= 8
        ):
            return Mention(claim.figure, Role.BASE, 0, 0, "", claim.subject, 0)
        return None

    def _current(self, mention: Mention, paragraph: Paragraph) -> tuple[Mention | None, tuple[Mention, ...]]:
        """The amount that changed, and the others that the sentence may mean."""
        money = [a for a in self._amounts if a.mention.figure.is_money and not a.mention.reason]
        here = [a for a in money if a.paragraph == paragraph.index]
        pool = here or [a for a in money if paragraph.index - a.paragraph <= 3]
        if not pool:
            return None, ()
        paired = _paired(pool, mention, self._changes)
        if paired is not None:
            return paired, ()
        subject = mention.label
        if subject and not _GENERIC.fullmatch(subject):
            scored = [
                (likeness(subject, a.mention.label or "".join(a.mention.item.names())), n)
                for n, a in enumerate(pool)
            ]
            best = max(scored)
            if best[0] >= 0.5:
                return pool[best[1]].mention, ()
        same_sentence = [a for a in pool if a.mention.sentence == mention.sentence and a in here]
        if same_sentence:
            chosen = same_sentence[-1]
        else:
            chosen = next((a for a in reversed(pool) if a.depth == 0), pool[-1])
        sure = len(pool) == 1
        others = () if sure else tuple(a.mention for a in pool if a is not chosen)[-6:]
        return chosen.mention, others

    def _finish_changes(self) -> None:
        for change in self._changes:
            lead = change.difference or change.rate
            if lead is None:
                continue
            if lead.against is None and (change.difference is None or change.rate is None):
                self._bind_change_as_context(change)
                continue
            self.out.claims.append(
                ChangeClaim(
                    statement=change.statement,
                    subject=lead.label or (change.current.label if change.current else ""),
                    current=change.current.figure if change.current else None,
                    base=change.base.figure if change.base else None,
                    difference=change.difference.figure if change.difference else None,
                    rate=change.rate.figure if change.rate else None,
                    direction=change.difference.direction if change.difference else None,
                    rate_direction=change.rate.direction if change.rate else None,
                    against=lead.against or "last-year",
                    base_year=lead.base_year,
                    alternatives=tuple(other.figure for other in change.others),
                )
            )
        self._changes.clear()

    def _bind_change_as_context(self, change: _Change) -> None:
        for mention in (change.difference, change.rate):
            if mention is not None:
                self.out.unbound.append((mention.figure, change.statement))

    # Shares and completions

    def _take_share(self, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
        part = next(
            (
                a
                for a in reversed(self._amounts)
                if a.mention.figure.is_money and a.paragraph == paragraph.index
            ),
            None,
        )
        if self._budgets and self._budgets[-1][1] == paragraph.index:
            planned = self._budgets[-1][0]
            if part is None or (planned.start > part.mention.start and planned.sentence == mention.sentence):
                part = Amount(planned, statement, paragraph.index, 0, None, None)
        if part is None or mention.own_subject:
            self.out.unbound.append((mention.figure, statement))
            return
        whole = None if mention.name else whole_of(self._lists, part.mention)
        for gathered in self._lists:
            if any(member is part.mention for member in gathered.parts):
                gathered.shares.append(mention)
        self.out.shares.append((mention, part, whole, statement))

    def _take_completion(self, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
        finals = [a for a in self._amounts if a.mention.figure.is_money and a.paragraph == paragraph.index]
        final = next((a for a in reversed(finals) if a.mention.item == mention.item), None)
        budgets = [m for m, where in self._budgets if where == paragraph.index and m.item == mention.item]
        if final is not None:
            budgets = [m for m in budgets if abs(m.sentence - final.mention.sentence) <= 1]
        wanted = next((w for w in ("年初", "调整", "全年") if w in mention.name), "")
        budget = next((m for m in reversed(budgets) if wanted and wanted in m.name), None) or (
            budgets[-1] if budgets else None
        )
        self.out.claims.append(
            CompletionClaim(
                statement=statement,
                subject=(mention.item.item or (final.mention.label if final else "")),
                budget=budget.figure if budget else None,
                final=final.mention.figure if final else None,
                rate=mention.figure,
                budget_name=mention.name,
                item=mention.item.names(),
            )
        )

    def _item_budget(self, mention: Mention) -> Mention | None:
        for budget, _ in reversed(self._budgets):
            if budget.item == mention.item:
                return budget
        return None

    # Ends

    def _end_paragraph(
        self, paragraph: Paragraph, mentions: Sequence[Mention], statements: Sequence[Statement]
    ) -> None:
        self._finish_changes()
        inner = False
        for gathered in list(self._lists)[::-1]:
            if gathered.spanning:
                continue
            if inner and paragraph_topic(gathered) == "basic" and not gathered.complete():
                # 人员经费 with its own list fills one paragraph, 公用经费 the next.
                gathered.spanning = True
                continue
            self._close(gathered)
            inner = True
        tail = paragraph.text[-12:].rstrip()
        opens = words.list_opening().search(tail)
        if opens and opens.end() >= len(tail) - 1 and self._amounts:
            whole = next((a for a in reversed(self._amounts) if a.mention.figure.is_money), None)
            if whole is not None and paragraph.index - whole.paragraph <= 1:
                self._lists.append(OpenList(whole.mention, whole.statement, tail, spanning=True))

    def _end_section(self) -> None:
        for gathered in list(self._lists)[::-1]:
            self._close(gathered)
        self._sum_items()
        self._balance()
        self._amounts, self._changes, self._budgets, self._items = [], [], [], []

    def _sum_items(self) -> None:
        """The items of the functional classification add to the amount that stands before them."""
        if len(self._items) < 2:
            return
        first = self._items[0][0]
        before = [
            a
            for a in self._amounts
            if a.paragraph < first.paragraph
            and a.mention.figure.is_money is not None
            and not a.mention.item.item
        ]
        whole = next((a for a in reversed(before) if a.depth == 0 and a.mention.role is Role.AMOUNT), None)
        if whole is None:
            return
        self._add_sum(
            whole.statement,
            whole.mention,
            [(a.mention.item.item or "", a.mention.figure) for a, _ in self._items],
        )
        budget = next((m for m, where in self._budgets if where == whole.paragraph and not m.item.item), None)
        parts = [(a.mention.item.item or "", m.figure) for a, m in self._items if m is not None]
        if budget is not None and len(parts) == len(self._items):
            self._add_sum(whole.statement, budget, parts)

    def _add_sum(self, statement: Statement, whole: Mention, parts: Sequence[tuple[str, Figure]]) -> None:
        self.out.claims.append(
            SumClaim(
                statement=statement,
                subject=whole.label or whole.name,
                whole=whole.figure,
                parts=tuple(Labelled(label, figure) for label, figure in parts),
                exhaustive=True,
            )
        )

    def _balance(self) -> None:
        """Income, opening, expenditure and closing printed in one section make a balance."""
        if self._section is None or self._section.topic not in ("totals", "appropriation"):
            return
        mine = [
            c for c in self.out.claims if isinstance(c, AmountClaim) and c.statement.section is self._section
        ]
        found = {
            "opening": next((c for c in mine if c.measure == "opening"), None),
            "closing": next((c for c in mine if c.measure == "closing"), None),
            "income": next(
                (c for c in mine if c.measure == "final" and "收入" in c.subject and "支出" not in c.subject),
                None,
            ),
            "expenditure": next(
                (c for c in mine if c.measure == "final" and "支出" in c.subject and "收入" not in c.subject),
                None,
            ),
        }
        if all(found.values()):
            figures = {name: claim.figure for name, claim in found.items() if claim is not None}
            income = found["income"]
            assert income is not None
            self.out.claims.append(
                BalanceClaim(statement=income.statement, subject=self._section.title, **figures)
            )


def _statement_at(
    statements: Sequence[Statement], mention: Mention, section: Section, paragraph: Paragraph
) -> Statement:
    for statement in statements:
        start, end = statement.place.start, statement.place.end
        if start is not None and end is not None and start <= mention.start < end:
            return statement
    return Statement(section, paragraph.text, paragraph.place())


def _between(gathered: OpenList, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph) -> str:
    """The text between a list's last part and a mention of the same paragraph."""
    if not gathered.parts or not any(m is gathered.parts[-1] for m in earlier):
        return mention.before
    return paragraph.text[gathered.parts[-1].end : mention.start]


def paragraph_topic(gathered: OpenList) -> str | None:
    return gathered.statement.section.topic


def _is_repeat(gathered: OpenList, mention: Mention) -> bool:
    return any(part is mention for part in gathered.parts)


def _is_item_amount(mention: Mention, items: Sequence[tuple[Amount, Mention | None]]) -> bool:
    """Whether a mention is the amount of its item, not a second figure said of the same item."""
    return (
        not items
        or items[-1][0].mention.item != mention.item
        or bool(re.search(r"项\s*[）)]", mention.before))
    )


def _paired(pool: Sequence[Amount], mention: Mention, changes: Sequence[_Change]) -> Mention | None:
    """各是A1，A2，各减少D1，D2: the n-th difference belongs to the n-th amount."""
    run = [a for a in pool if a.mention.continues]
    if not run:
        return None
    start = pool.index(run[0]) - 1
    group = [pool[start], *run]
    position = sum(1 for change in changes if change.difference is not None) if mention.continues else 0
    if not mention.continues and not re.search(r"[各均]|分别", mention.before):
        return None
    return group[position].mention if position < len(group) else None


def resolve_shares(gathered: Gathered) -> list[ShareClaim]:
    """Bind each share to its whole: the list it stands in, or the amount that 占 … names."""
    return [
        _share(mention, part, whole, statement, gathered.amounts)
        for mention, part, whole, statement in gathered.shares
    ]


def _share(
    mention: Mention, part: Amount, whole: Mention | None, statement: Statement, amounts: Sequence[Amount]
) -> ShareClaim:
    candidates: list[Figure] = [] if whole is None else [whole.figure]
    if whole is None:
        candidates = _named_wholes(mention, part, amounts)
    return ShareClaim(
        statement=statement,
        subject=part.mention.label,
        part=part.mention.figure,
        whole=candidates[0] if candidates else None,
        whole_name=mention.name or (whole.label if whole else ""),
        share=mention.figure,
        alternatives=tuple(candidates[1:]),
    )


def _named_wholes(mention: Mention, part: Amount, amounts: Sequence[Amount]) -> list[Figure]:
    """The printed figures of the whole that a share names, the nearest first."""
    others = [a for a in amounts if a is not part]
    same_section = [a for a in others if a.statement.section is part.statement.section]
    if not mention.name:
        if part.statement.section.topic == "three-public":
            return [a.mention.figure for a in others if a.key == "three-public"]
        return [a.mention.figure for a in same_section if a.depth == 0 and a.paragraph <= part.paragraph][
            ::-1
        ]
    key = loose_key(mention.name)
    near = [a for a in others if a.paragraph == part.paragraph and key is not None and a.loose == key]
    if near:
        return [a.mention.figure for a in near]
    alike = [a for a in same_section if _same_name(mention.name, a.mention.label)]
    if alike:
        return [a.mention.figure for a in alike]
    if key is None:
        return []
    named = [a for a in others if a.key == key and a.statement.section.part is Part.NARRATIVE]
    return [a.mention.figure for a in named]


def _same_name(name: str, label: str) -> bool:
    """Whether a label and the name of a whole mean one amount, whichever is spelled longer."""
    return likeness(name, label) >= 0.8 or (len(label) >= 6 and likeness(label, name) >= 0.95)

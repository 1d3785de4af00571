"""The grammar of claims: from the numbers of each paragraph to what the narrative asserts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from ...documents import Document, Paragraph
from ...reports import AmountClaim, EqualityClaim, Labelled, Part, Section, Statement
from .. import words
from ..plans import year_of
from ..sections import Outline
from .amounts import amount_key, loose_key
from .averages import keep_count, take_average
from .bases_behind import take_base_behind
from .changes import finish_changes, take_difference, take_rate
from .items import NO_ITEM, names_level
from .memory import GENERIC, Amount, Gathered, Memory
from .mention_roles import Mention, Role
from .mentions import as_planned, find_mentions
from .ordinals import ordinal_level
from .section_sums import balance_section, name_totals, sum_items
from .shares import take_completion, take_share
from .totals_behind import sum_behind
from .wholes import (
    close_list,
    end_outnumbered_lists,
    end_paragraph_lists,
    equal_amounts,
    leave_last_years,
    place_carry_over,
    place_in_lists,
    place_last_years,
)

_FINAL = re.compile(r"(?:(?:19|20)\d{2}年(?:度)?)?(?:全年|本年|当年|实际)?(?:支出)?决算(?:数|支出)?(?:为)?")
_NAMES_AN_EXPENSE = re.compile(r"^[^，。：]{2,20}(?:费|费用|经费)$")
_COMPARED = re.compile(r"[，,](?:较|比|与)(?:上年|去年|上一年)")
_OF_VEHICLES = re.compile(r"(?:购置|运行|运行维护)费(?:支出|用)?")
_OTHER_SIDE = re.compile(r"(?:本年)?支出(?:决算)?(?:合计|决算数?)?")
_OF_PAYER = re.compile(
    r"(.*(?:财政拨款|政府性基金预算|国有资本经营预算))(?:本年)?收入(?:决算)?(?:合计|决算数?)?"
)
_SILENT_PARTS = (Part.CONTENTS, Part.GLOSSARY, Part.COVER)


def read_narrative(
    document: Document, division: Outline, statements: Sequence[Statement], year: int | None
) -> Gathered:
    """All claims of the document but for its shares, whose wholes may stand elsewhere (`resolve_shares`).

    Walks the paragraphs in order and remembers what a reader would: the last amount, the open list, the
    item of the functional classification, what is compared with what.
    """
    by_paragraph: dict[int, list[Statement]] = {}
    for statement in statements:
        if statement.place.paragraph is not None:
            by_paragraph.setdefault(statement.place.paragraph, []).append(statement)
    memory = Memory(Gathered(), year)
    path, path_paragraph = NO_ITEM, -9
    path_level: int | None = None
    for paragraph in document.paragraphs:
        section = division.of_paragraph[paragraph.index]
        if section.part in _SILENT_PARTS:
            continue
        if memory.section is None or section.index != memory.section.index:
            _end_section(memory)
            memory.forget(section)
            memory.year = year_of(section, year)
        # An item named at the end of one paragraph is that of the figures in the next.
        level = ordinal_level(paragraph.text)
        goes_on = paragraph.index - path_paragraph <= 1 and not _leaves_items(path_level, level, paragraph)
        carried = path if goes_on else NO_ITEM
        mentions, path = find_mentions(paragraph, carried, memory.year)
        if section.part is Part.PLAN:
            mentions = tuple(as_planned(mention) for mention in mentions)
        if path != NO_ITEM and (path != carried or mentions):
            path_paragraph = paragraph.index
            path_level = level if names_level(paragraph.text) else path_level
        end_outnumbered_lists(memory, paragraph)
        for index, mention in enumerate(mentions):
            statement = _statement_at(by_paragraph, mention, section, paragraph)
            _take(memory, mention, mentions[:index], statement, paragraph)
        finish_changes(memory)
        end_paragraph_lists(memory, paragraph)
    _end_section(memory)
    return memory.out


def _leaves_items(of_items: int | None, level: int | None, paragraph: Paragraph) -> bool:
    """Whether a paragraph leaves the items by a number above theirs: （1）甲（项）A。⏎ （二）乙B。"""
    if of_items is None or level is None or level >= of_items:
        return False
    return not names_level(paragraph.text)


def _take(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
) -> None:
    """Put one number where it belongs."""
    role = mention.role
    if role is Role.SINGLE and take_average(memory, mention, statement):
        return
    if role in (Role.THRESHOLD, Role.SINGLE, Role.INDICATOR):
        memory.bind(mention, statement, role.value)
    elif mention.reason and role not in (Role.SHARE, Role.COMPLETION):
        memory.bind(mention, statement, "reason")
    elif role is Role.COUNT and words.direction_tail().search(mention.before):
        # 车辆5辆，比上年增加1辆: how many more, not how many.
        memory.bind(mention, statement, "count")
    elif role in (Role.AMOUNT, Role.COUNT):
        _take_amount(memory, mention, earlier, statement, paragraph)
    elif role in (Role.BUDGET, Role.OPENING, Role.CLOSING, Role.BASE):
        _take_measure(memory, mention, earlier, statement, paragraph)
    elif role is Role.DIFFERENCE:
        take_difference(memory, mention, statement, paragraph)
    elif role is Role.RATE:
        take_rate(memory, mention, statement, paragraph)
    elif role is Role.SHARE:
        take_share(memory, mention, statement, paragraph)
    elif role is Role.COMPLETION:
        take_completion(memory, mention, statement, paragraph)
    elif not re.search(r"[，。；：]", paragraph.text) and len(paragraph.text) <= 40:
        memory.bind(mention, statement, "label")
    else:
        memory.out.unbound.append((mention.figure, statement))


def _take_amount(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
) -> None:
    money = mention.role is Role.AMOUNT
    mention = _named(memory, mention, earlier, paragraph)
    prior = money and _is_prior(memory, mention, statement)
    if prior:
        take_base_behind(memory, mention, statement)
        place_last_years(memory, mention, earlier, paragraph)
    else:
        leave_last_years(memory)
        place_in_lists(memory, mention, earlier, paragraph)
    amount = Amount(
        mention,
        statement,
        paragraph.index,
        sum(any(part is mention for part in gathered.parts) for gathered in memory.lists),
        amount_key(mention.label, statement.section.topic) if money else None,
        loose_key(mention.label) if money else None,
    )
    summed = None if prior or amount.depth else sum_behind(memory, mention, statement)
    if summed is not None:
        memory.out.claims.append(summed)
    if not money:
        memory.bind(mention, statement, "count")
        memory.amounts.append(amount)
        keep_count(memory, mention, statement)
        return
    later = statement.section.part is Part.PLAN or mention.of_plan
    memory.out.claims.append(
        AmountClaim(
            statement=statement,
            subject=mention.label or (mention.item.names() or ("",))[-1],
            figure=mention.figure,
            fiscal_year=mention.year or memory.year,
            measure="prior" if prior else "budget" if later else "final",
            item=() if later else mention.item.names(),
            key=None if later else amount.key,
        )
    )
    if prior:
        return
    equal_amounts(memory, mention, statement, paragraph.index)
    memory.amounts.append(amount)
    memory.out.amounts.append(amount)
    _said_again(memory, mention, statement, paragraph)
    if mention.item.item and _is_item_amount(memory, mention, paragraph):
        planned = next((m for m, _ in reversed(memory.budgets) if m.item == mention.item), None)
        memory.items.append((amount, planned))


def _is_prior(memory: Memory, mention: Mention, statement: Statement) -> bool:
    """Whether an amount is told of a year before the account's.

    A section does not begin with last year, nor is last year at once compared with the year before it: then
    the year itself is wrong (wording.wrong-year).
    """
    if mention.year is None or memory.year is None or mention.year >= memory.year:
        return False
    if f"{memory.year}年" in mention.after:
        # 2023年A，2024年B
        return True
    compared = _COMPARED.match(mention.after) and str(memory.year) not in statement.text
    if compared or not any(a.mention.figure.is_money for a in memory.amounts):
        memory.misdated = (mention.year, mention.sentence)
    return memory.misdated != (mention.year, mention.sentence)


def _named(memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph) -> Mention:
    """A mention that its own words do not name takes the name of what stands before it.

    “X预算为B，支出决算为A”: A is X's, though only B is called so. “轿车0辆、金额0万元”: the cars' amount.
    """
    payer = _payer(mention, earlier) if _OTHER_SIDE.fullmatch(mention.label) else ""
    if payer:
        return replace(mention, label=f"{payer}{mention.label}")
    section = memory.section
    if section is not None and section.topic == "three-public" and _OF_VEHICLES.fullmatch(mention.label):
        return replace(mention, label=f"公务用车{mention.label}")
    spent = mention.label == "支出"
    if not spent and not GENERIC.fullmatch(mention.label):
        return mention
    for budget in reversed(memory.budgets_in(paragraph.index)):
        name = _without_budget(budget.label)
        if budget.sentence == mention.sentence and budget.item == mention.item and len(name) >= 2:
            # “收入预算B，支出A”: A is no income.
            return mention if spent and "收入" in name else replace(mention, label=name)
    if spent:
        return mention
    if earlier and "金额" in mention.before and earlier[-1].label:
        return replace(mention, label=f"{earlier[-1].label}金额")
    if section is not None and not memory.amounts and _NAMES_AN_EXPENSE.search(section.title):
        # “公务接待费。2024年决算数A”: the heading names the first amount under it.
        return replace(mention, label=f"{section.title}{mention.label}")
    return mention


def _payer(mention: Mention, earlier: Sequence[Mention]) -> str:
    """财政拨款 in “财政拨款收入A，支出B”, whose second amount leaves out what it shares with the first."""
    told = [m for m in earlier if m.role is Role.AMOUNT and m.sentence == mention.sentence]
    found = _OF_PAYER.fullmatch(told[-1].label) if told else None
    return found[1] if found else ""


def _without_budget(label: str) -> str:
    """X of X年初预算."""
    return _budget_tail().sub("", label)


@cache
def _budget_tail() -> re.Pattern[str]:
    return re.compile(rf"{words.own_budget()}(?:安排|总额|金额|数)*$")


def _named_by_aside(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], paragraph: Paragraph
) -> Mention:
    """公务接待费2万元（预算3万元）: the budget is that of the amount before the brackets."""
    told = memory.money_in(paragraph.index)
    alone = mention.role is Role.BUDGET and not _without_budget(mention.label)
    if not (alone and mention.bracketed and told and earlier and told[-1].mention is earlier[-1]):
        return mention
    return replace(mention, label=f"{told[-1].mention.label}{mention.label}")


def _take_measure(
    memory: Memory, mention: Mention, earlier: Sequence[Mention], statement: Statement, paragraph: Paragraph
) -> None:
    """Budgets, carry-overs, last year's amounts."""
    mention = _named_by_aside(memory, mention, earlier, paragraph)
    take_base_behind(memory, mention, statement)
    measure = "prior" if mention.role is Role.BASE else mention.role.value
    memory.out.claims.append(
        AmountClaim(
            statement=statement,
            subject=mention.label or mention.name,
            figure=mention.figure,
            fiscal_year=mention.base_year if measure == "prior" else memory.year,
            measure=measure,
            item=mention.item.names(),
            key=None if measure == "prior" else amount_key(mention.label, statement.section.topic),
        )
    )
    if mention.role in (Role.OPENING, Role.CLOSING):
        memory.carried.append((mention, paragraph.index))
        place_carry_over(memory, mention, earlier, paragraph)
    if mention.role is Role.BUDGET:
        if mention.of_plan:
            place_in_lists(memory, mention, earlier, paragraph)
        memory.budgets.append((mention, paragraph.index))
        _plan_item(memory, mention, paragraph.index)


def _plan_item(memory: Memory, budget: Mention, paragraph: int) -> None:
    """…（项）A，主要用于…。年初预算B: B is what the item was to cost."""
    if memory.items and budget.item.item:
        amount, planned = memory.items[-1]
        if planned is None and amount.mention.item == budget.item and paragraph - amount.paragraph <= 1:
            memory.items[-1] = amount, budget


def _end_section(memory: Memory) -> None:
    for gathered in list(memory.lists)[::-1]:
        close_list(memory, gathered)
    sum_items(memory)
    name_totals(memory)
    balance_section(memory)


def _said_again(memory: Memory, mention: Mention, statement: Statement, paragraph: Paragraph) -> None:
    """…（项）A，主要用于…。年初预算B，支出决算C: C is A."""
    if not mention.item.item or not memory.items or _is_item_amount(memory, mention, paragraph):
        return
    first = memory.items[-1][0]
    if paragraph.index - first.paragraph <= 1 and _FINAL.fullmatch(mention.label):
        memory.out.claims.append(
            EqualityClaim(
                statement=statement,
                subject=mention.item.item,
                figures=(
                    Labelled(mention.item.item, first.mention.figure),
                    Labelled(mention.label, mention.figure),
                ),
            )
        )


def _is_item_amount(memory: Memory, mention: Mention, paragraph: Paragraph) -> bool:
    """Whether a mention is the amount of its item, not a second figure said of the same item."""
    last = memory.items[-1][0] if memory.items else None
    if last is None or last.mention.item != mention.item:
        return True
    if last.paragraph != paragraph.index and ordinal_level(paragraph.text) is not None:
        # 1.一般行政管理事务（项）A。⏎ 2.一般行政管理事务（项）B。: of two sections, which are not printed.
        return names_level(paragraph.text)
    return bool(re.search(r"项\s*[）)]", mention.before))


def _statement_at(
    by_paragraph: Mapping[int, Sequence[Statement]], mention: Mention, section: Section, paragraph: Paragraph
) -> Statement:
    for statement in by_paragraph.get(paragraph.index, ()):
        start, end = statement.place.start, statement.place.end
        if start is not None and end is not None and start <= mention.start < end:
            return statement
    return Statement(section, paragraph.text, paragraph.place(), paragraph.segments)

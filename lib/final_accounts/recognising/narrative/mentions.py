"""Every number of a paragraph with its role, and what they say of one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ...documents import Paragraph
from ...figures import WAN_YUAN
from .. import words
from .amounts import loose_key
from .items import ItemPath, carry_forward
from .labels import clause_of, joint_names, label_of
from .lost_units import with_lost_units
from .mention_roles import Mention, Role
from .quantities import quantities, with_shared_units
from .role_of_money import BESIDE, OF_A_BUDGET, as_of_year
from .role_of_number import mention_of

_SAID_OF_AMOUNTS = (Role.DIFFERENCE, Role.RATE, Role.SHARE)
_LAST_YEARS = re.compile(r"上年|去年|上一年|前一年")
_NEXT_MATTER = re.compile(r"[。！？]|[；;](?!\s*(?:[（(][2-9二三四五六七八九][）)]|[2-9][.、．]|[②-⑨]))")
"""What ends a reason; ；（2） goes on with its points."""
_MARK = re.compile(r"[。！？](?![）)])|[（(）)]")
_WITHIN_BUDGET = re.compile(
    r"(?<!公共)(?<!基金)(?<!经营)(?P<name>预算(?:安排)?)(?:数|总额)?中[，,：:][^。；;]*$"
)
"""经费预算中，甲A，乙B: both were planned. 一般公共预算中 names the fund."""
_SENTENCE_OF_YEAR = re.compile(r"(?:^|[。；;])\s*(?P<year>20\d{2})年度?[，,]?[^。；;，,]*$")
_NOTHING_OF = re.compile(
    r"[，,：:]?(?:[^，。；：,;:\d]{2,24}(?:没有|为零|未发生|未安排|无支出)|(?:无|未发生|没有)[^，。；：,;:\d]{2,24})(?:[，,][^。；;\d]*)?[；;]"
)
"""其中：因公出国（境）费用没有；甲A: the list goes on behind a part of which there is nothing."""
_GUESTS = re.compile(r"(?:全年|本?年度?)?(?P<name>(?:国内|外事)?公务接待)(?:活动)?(?:共计?|累计)?")
_FROM_ABROAD = re.compile("外事|外宾|国外|境[）)]?外")
_IN_ALL = re.compile("(?:共计|合计|总计|累计|共)(?:支出|开支)?")
"""外事接待费A，国内公务接待N批次，M人次，共计支出B: B was spent on those at home."""
_SPENT = re.compile(r"(?:全年|本年度?|当年|实际)*(?:支出|开支)(?:共计|合计|总计|总额)?")
# 二是 after 主要原因：一是 goes on with the reasons.
_BREAK = re.compile(r"[。；;！？](?!\s*(?:[二三四五六七八九]是|其[二三四五]))")


def find_mentions(
    paragraph: Paragraph, carried: ItemPath, report_year: int | None
) -> tuple[tuple[Mention, ...], ItemPath]:
    """The numbers of a paragraph in order, and the item path after it."""
    text = paragraph.text
    spans = with_lost_units(with_shared_units(list(quantities(paragraph)), text), text)
    mentions: list[Mention] = []
    around = _Surroundings(report_year)
    position, path = 0, carried
    for index, (start, end, figure, threshold) in enumerate(spans):
        before = text[position:start]
        after = text[end : spans[index + 1][0] if index + 1 < len(spans) else len(text)]
        path = carry_forward(path, before)
        previous = mentions[-1] if mentions else None
        around.read(before, previous)
        mention = mention_of(figure, before, after, previous, threshold)
        anew = _BREAK.search(before) or re.match(r"[本今当]年", clause_of(before).strip())
        if mention.year is None and previous is not None and not anew:
            mention = replace(mention, year=previous.year)
        mention = replace(mention, start=start, end=end, item=path)
        mention = _as_planned_for_later(as_of_year(mention, report_year), report_year)
        mentions.append(around.put_round(mention, previous))
        position = end
    ordered = _planned_parts(_amounts_first(_bases_beside(mentions)))
    return _named_by_guests(_named_apart(ordered)), carry_forward(path, text[position:])


@dataclass(slots=True)
class _Surroundings:
    """What the words read so far in a paragraph say of the numbers behind them."""

    report_year: int | None
    sentence: int = 0
    open_brackets: int = 0
    against: str | None = None
    base_year: int | None = None
    reason: bool = False
    within_reason: bool = False

    def read(self, before: str, previous: Mention | None) -> None:
        """Takes in the words between two numbers."""
        for mark in _MARK.findall(before):
            ends = mark in "。！？"
            self.sentence += ends
            self.open_brackets = 0 if ends else self.open_brackets + (1 if mark in "（(" else -1)
        matter = max((m.end() for m in _NEXT_MATTER.finditer(before)), default=0)
        reason = words.reason_pattern().search(before, matter)
        self.within_reason = (self.within_reason and not matter) or reason is not None
        compared = words.last(words.against_pattern(), before)
        if compared is not None:
            self._compare(compared, before)
        elif previous is not None and BESIDE.match(before):
            # 与年初预算A相比，减少D
            beside = {Role.BUDGET: "budget", Role.BASE: "last-year"}
            self.against = beside.get(previous.role, self.against)
        self._give_reasons(before, compared)

    def _compare(self, compared: re.Match[str], before: str) -> None:
        """What is behind is told against a budget or against last year."""
        printed = re.search(r"(?:19|20)\d{2}", compared.group())
        self.against = "budget" if compared["budget"] else "last-year"
        self.base_year = int(printed.group()) if printed else None
        if compared["budget"] and self.report_year is not None and _LAST_YEARS.search(compared.group()):
            self.base_year = self.report_year - 1
        planned = OF_A_BUDGET.match(before, compared.end()) is not None or "预算" in compared.group()
        if planned and self.base_year is not None and self.base_year == self.report_year:
            self.against = "budget"

    def _give_reasons(self, before: str, compared: re.Match[str] | None) -> None:
        """Whether what is behind is a reason: until the sentence ends or something is compared anew."""
        last_break = max((m.end() for m in _BREAK.finditer(before)), default=-1)
        reasons = list(words.reason_pattern().finditer(before, max(last_break, 0)))
        if _goes_on_with_parts(before, reasons):
            self.reason = False
        elif reasons and (compared is None or reasons[-1].start() > compared.start()):
            self.reason = True
        elif compared is not None or last_break >= 0:
            self.reason = False

    def put_round(self, mention: Mention, previous: Mention | None) -> Mention:
        """The mention with what is known of its place."""
        behind_threshold = previous is not None and previous.role is Role.THRESHOLD and previous.opens_list
        in_brackets = self.open_brackets > 0
        return replace(
            mention,
            sentence=self.sentence,
            against=mention.against or self.against,
            base_year=self.base_year,
            reason=self.reason,
            within_reason=self.within_reason,
            opens_list=_opens_list(mention.before)
            or behind_threshold
            or (in_brackets and _opens_bracket(mention, previous, self.report_year)),
            bracketed=in_brackets,
        )


def _goes_on_with_parts(before: str, reasons: Sequence[re.Match[str]]) -> bool:
    """Whether 其中 behind a reason goes back to the amount: X减少D，主要原因是甲，其中：基本支出B."""
    opening = words.last(words.list_opening(), before)
    if opening is None or (reasons and reasons[-1].start() > opening.start()):
        return False
    label = label_of(before)
    return loose_key(label) is not None and not words.direction_tail().search(before)


def _bases_beside(mentions: Sequence[Mention]) -> list[Mention]:
    """与上年收入A1、支出A2相比: both are last year's."""
    ordered = list(mentions)
    for index, (one, other) in enumerate(pairwise(mentions)):
        compared = words.last(words.against_pattern(), one.before)
        beside = BESIDE.match(other.after) and re.fullmatch(r"[、和及][^，。；：,;:\d]*", other.before)
        amounts = one.role is other.role is Role.AMOUNT and one.figure.is_money
        if not (beside and amounts and compared is not None and compared["last_year"]):
            continue
        if compared.group().startswith("与") and not re.search(
            r"[，。；：,;:]", one.before[compared.end() :]
        ):
            ordered[index] = replace(one, role=Role.BASE)
            ordered[index + 1] = replace(other, role=Role.BASE)
    return ordered


def only_a_base(budget: Mention) -> bool:
    """Whether a budget is named only to measure another amount by it: 完成预算B的, 较预算B."""
    kinds = r"(?:当年|年初|全年|年度|调整后?|本年)*预算数?$"
    return bool(re.search(rf"(?:完成|为|占|较|比|与){kinds}", budget.before))


def as_planned(mention: Mention) -> Mention:
    """A mention of a budget's own sections: there budgets are the amounts, and are compared with others."""
    role = Role.AMOUNT if mention.role is Role.BUDGET else mention.role
    against = "last-year" if mention.against == "budget" else mention.against
    return replace(mention, role=role, against=against, of_plan=False)


def _as_planned_for_later(mention: Mention, report_year: int | None) -> Mention:
    """2025年，甲预算B，比2024年预算减少D in the account of 2024: B is no budget that its amounts are held
    against, but an amount of the next year that is compared itself."""
    year = _SENTENCE_OF_YEAR.search(mention.before)
    if mention.role is not Role.BUDGET or year is None or report_year is None:
        return mention
    later = int(year["year"])
    return replace(mention, role=Role.AMOUNT, year=later, of_plan=True) if later > report_year else mention


def _planned_parts(mentions: Sequence[Mention]) -> list[Mention]:
    """预算B，其中：甲B1，乙B2: what stands under a budget was planned, if nothing else was told before.

    Parts that are called 决算 were planned too where they make the budget up: the word was left standing.
    """
    ordered: list[Mention] = []
    planned: Mention | None = None
    misnamed = False
    for index, mention in enumerate(mentions):
        if planned is not None and "。" in mention.before:
            planned = None
        within = _WITHIN_BUDGET.search(mention.before)
        if within is not None:
            planned = replace(mention, name=within["name"])
        last = next((m for m in reversed(ordered) if m.role not in _SAID_OF_AMOUNTS), None)
        if mention.opens_list and planned is None and last is not None and last.role is Role.BUDGET:
            told = any(m.role is Role.AMOUNT and m.figure.is_money for m in ordered)
            planned = None if told or only_a_base(last) else last
            misnamed = planned is not None and _make_up(planned, mentions[index:])
        is_final = words.measure_tail("final").search(mention.before) or _SPENT.fullmatch(mention.label)
        if is_final and not misnamed:
            planned = None
        if planned is not None and mention.role is Role.AMOUNT and mention.figure.is_money:
            mention = replace(mention, role=Role.BUDGET, name=planned.name, of_plan=True)
        ordered.append(mention)
    return ordered


def _make_up(budget: Mention, behind: Sequence[Mention]) -> bool:
    """Whether the amounts of the sentence behind a budget are just what it is made up of."""
    listed = takewhile(lambda m: m.sentence == budget.sentence, behind)
    parts = [m.figure for m in listed if m.role is Role.AMOUNT and m.figure.is_money]
    if len(parts) < 2 or not budget.figure.is_money:
        return False
    unit = budget.figure.unit or WAN_YUAN
    return sum(part.to(unit).value for part in parts) == budget.figure.value


def _amounts_first(mentions: Sequence[Mention]) -> list[Mention]:
    """基本支出占P%，为A: the amount is told before its share, under the name that the share has."""
    ordered = list(mentions)
    for index, (share, amount) in enumerate(pairwise(mentions)):
        follows = re.fullmatch(r"[，,（(]?\s*(?:即|为|计|共|金额|支出|达)*", amount.before)
        if share.role is Role.SHARE and share.own_subject and amount.role is Role.AMOUNT and follows:
            name = label_of(share.before[: share.before.rindex("占")])
            ordered[index] = replace(
                amount, label=name, before=share.before, opens_list=share.opens_list, reason=share.reason
            )
            ordered[index + 1] = replace(share, own_subject=False, opens_list=False)
    return ordered


def _named_apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """收入总计、支出总计分别为A1，A2: each number of such a run gets the name that is its own."""
    named: list[Mention] = []
    for index, mention in enumerate(mentions):
        if mention.continues:
            continue
        run = [mention, *takewhile(lambda m: m.continues, mentions[index + 1 :])]
        names = joint_names(mention.label, len(run)) or [m.label for m in run]
        named += [
            replace(m, label=name, run=(place, len(run)))
            for place, (m, name) in enumerate(zip(run, names, strict=True))
        ]
    return tuple(named)


def _named_by_guests(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """公务接待N批次，M人次，支出A: A is 公务接待费, where the paragraph counts them once."""
    counted = [n for n, m in enumerate(mentions) if m.role is Role.COUNT and _GUESTS.fullmatch(m.label)]
    if len(counted) != 1:
        return tuple(mentions)
    guests = mentions[counted[0]]
    behind = list(takewhile(lambda m: m.role is Role.COUNT, mentions[counted[0] :]))
    at = counted[0] + len(behind)
    spent = mentions[at] if at < len(mentions) else guests
    if spent.role is not Role.AMOUNT or spent.sentence != guests.sentence:
        return tuple(mentions)
    beside = mentions[counted[0] - 1] if counted[0] else guests
    from_abroad = beside.figure.is_money and _FROM_ABROAD.search(beside.label)
    if spent.label not in ("", "支出") and not (from_abroad and _IN_ALL.fullmatch(spent.label)):
        return tuple(mentions)
    name = _GUESTS.sub(r"\g<name>费", guests.label)
    return (*mentions[:at], replace(spent, label=name), *mentions[at + 1 :])


def _opens_bracket(mention: Mention, previous: Mention | None, report_year: int | None) -> bool:
    """Whether brackets behind an amount break it down without a word: X A（甲B、乙C）."""
    if previous is None or previous.role is not mention.role:
        return False
    counted = mention.role is Role.COUNT and mention.figure.unit == previous.figure.unit
    if mention.role is not Role.AMOUNT and not counted:
        return False
    if counted and words.direction_tail().search(previous.before):
        return False
    named = re.match(r"[（(](?![较比与占含])", mention.before) and len(mention.label) > 1
    return bool(named) and mention.year in (None, report_year)


def _opens_list(before: str) -> bool:
    """Whether the words before a number open a list and it stands in the list's first member."""
    opening = words.last(words.list_opening(), before)
    if opening is None:
        return False
    told = _NOTHING_OF.match(before, opening.end())
    return not re.search(r"[。；;！？]", before[told.end() if told else opening.end() :])

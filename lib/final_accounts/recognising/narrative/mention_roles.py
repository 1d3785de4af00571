"""What one number says: the role that the words before it, and the number before it, give it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from ...figures import PERCENT, Figure
from .. import words
from .amounts import loose_key
from .items import NO_ITEM, ItemPath
from .labels import CLAUSE, LEADING_YEAR, clause_of, label_of
from .quantities import JOINT


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


BESIDE = re.compile(r"[）)]?(?:相比|比较|对比|相较)")
OF_A_BUDGET = re.compile(r"[^，。；,;\d]{0,16}预算(?!执行)")
_SENTENCE_END = re.compile(r"[。！？]")
_NAMES_A_RATE = re.compile(r"[增降减涨]幅|增速|(?:增长|下降|减少|增加|降低)(?:率|幅度|比例)")
_SAVED = re.compile(
    r"(?:节约|节省|压减|压缩|核减|削减)了?(?P<name>[^，。；：、,;:\d]{2,24}?)(?:共计?|合计|约|达)*$"
)
_INVOLVED = re.compile(r"涉及(?:财政)?预算资金(?:共计?|合计|总额)?$")
_OF_A_SCALE = re.compile(r"(?:按|以)[^，。；]{0,12}(?:比例|标准|税率|费率)[（(]?$")


def mention_of(figure: Figure, before: str, after: str, previous: Mention | None, threshold: bool) -> Mention:
    """The number's role, told from the words before it and the number before it."""
    bare = Mention(figure, Role.OTHER, 0, 0, before, label_of(before), 0, after=after)
    bare = replace(bare, year=_year_of(clause_of(before)))
    if threshold:
        return replace(bare, role=Role.THRESHOLD)
    if previous is not None and previous.role is Role.RATE and figure.unit == previous.figure.unit:
        turned = words.direction_tail().fullmatch(before.lstrip("、，和及与 "))
        if turned and before[:1] in "、，和及与" and _told_apart(previous):
            # 分别增长P1、下降P2
            return replace(
                bare, role=Role.RATE, direction=_sign(turned), label=previous.label, continues=True
            )
    if previous is not None and figure.unit == previous.figure.unit and JOINT.fullmatch(before):
        if _SENTENCE_END.search(before):
            return bare
        return replace(
            bare,
            role=previous.role,
            direction=previous.direction,
            name=previous.name,
            label=previous.label,
            continues=True,
        )
    if figure.unit in ("个百分点", "百分点") or _OF_A_SCALE.search(before):
        return replace(bare, role=Role.INDICATOR)
    if figure.unit == PERCENT:
        return _percentage(bare, before, previous)
    if figure.unit is None and not (
        _names_a_measure(before) or _names_an_amount(bare, previous) or _is_bare_base(bare)
    ):
        return bare
    if figure.is_money or figure.unit is None:
        return _money(bare, before, previous)
    return replace(bare, role=Role.COUNT)


def _year_of(clause: str) -> int | None:
    """The year that a clause says of its number, before the name or behind it: 公务接待费2023年决算数A."""
    year = LEADING_YEAR.match(clause.lstrip("（( ")) or words.year_tail().search(clause)
    if year is None or (year.start() and loose_key(clause[: year.start()]) is None):
        return None
    return int(year["year"])


def _told_apart(rate: Mention) -> bool:
    """Whether a rate is one of several behind 分别."""
    return rate.continues or "分别" in rate.before


def _percentage(bare: Mention, before: str, previous: Mention | None) -> Mention:
    direction = words.direction_tail().search(before)
    if direction and direction["reaching"] and not _NAMES_A_RATE.match(direction.group()):
        # 由9.5%降至3%: a level, no growth rate. 降幅达到3% is one.
        return replace(bare, role=Role.INDICATOR)
    if direction:
        return replace(bare, role=Role.RATE, direction=_sign(direction))
    completion = words.completion_tail().search(before)
    of_things = completion and not completion["name"] and previous and previous.role is Role.COUNT
    if of_things or words.indicator_tail().search(before):
        return replace(bare, role=Role.INDICATOR)
    if completion and not before.endswith("占"):
        return replace(bare, role=Role.COMPLETION, name=completion["name"] or "预算")
    if re.fullmatch(r"[\s，,]*完成(?:了|率)?(?:为|达)?", before) and _is_final(previous):
        return replace(bare, role=Role.COMPLETION, name="预算")
    share = words.share_tail().search(before)
    if share:
        subject = clause_of(before[: share.start()])
        own = bool(re.sub(r"[\s（(）)的所，、各均仅约分别总共]", "", subject))
        if own and previous is not None and not CLAUSE.search(before[: share.start()]):
            own = not re.fullmatch(r"[^，。；]{0,3}", subject)
        return replace(bare, role=Role.SHARE, name=_unquoted(share["whole"].strip("的")), own_subject=own)
    if re.fullmatch(r"\s*[（(]", before) and previous is not None:
        if previous.role is Role.DIFFERENCE:
            return replace(bare, role=Role.RATE, direction=previous.direction)
        if previous.role is Role.AMOUNT:
            return replace(bare, role=Role.SHARE)
    if re.fullmatch(r"[）)]?的(?:比例为)?", before) and previous is not None:
        if previous.role is Role.BUDGET:
            return replace(bare, role=Role.COMPLETION, name=previous.name or "预算")
        if previous.role is Role.AMOUNT and previous.label.startswith("占"):
            # 占支出总额B的P%: the whole is printed inside the share.
            return replace(bare, role=Role.SHARE, name=previous.label.removeprefix("占"))
    if re.search(r"(?:预决?算|决算)差异率(?:为|是|：|:)?$", before):
        # A rate with its own sign.
        return replace(bare, role=Role.RATE, against="budget", label="")
    if re.search(r"(?:率|度)(?:均?达到?|[仅约]?为|是|：|:)?$|[≥≤>＞≧由]$", before):
        return replace(bare, role=Role.INDICATOR)
    return bare


def _unquoted(name: str) -> str:
    """A name without the quotation marks around all of it; those of “三公”经费 stay."""
    whole = re.fullmatch(r"“([^“”]*)”", name)
    return whole[1] if whole else name


def _is_final(previous: Mention | None) -> bool:
    """Whether a number is a final amount by its own words: 支出决算为A."""
    return (
        previous is not None
        and previous.figure.is_money
        and bool(words.measure_tail("final").search(previous.before))
    )


def _money(bare: Mention, before: str, previous: Mention | None) -> Mention:
    singles = words.either(words.vocabulary()["measures"]["single"])
    if re.search(rf"{singles}[^，。；\d]{{0,24}}$", before):
        return replace(bare, role=Role.SINGLE)
    direction = words.direction_tail().search(before)
    if direction and not direction["reaching"]:
        return replace(bare, role=Role.DIFFERENCE, direction=_sign(direction))
    grown = words.grown_from_tail().search(before)
    if grown and words.grown_to_lead().match(bare.after):
        # X由上年的A增加到B
        return replace(bare, role=Role.BASE, label=label_of(before[: grown.start()]))
    if direction and previous is not None and words.grown_to_lead().match(before):
        grown = words.grown_from_tail().search(previous.before)
        return replace(bare, role=Role.AMOUNT, label=previous.label if grown else bare.label)
    saved = _SAVED.search(before)
    if saved and loose_key(saved["name"]) is not None:
        # 节约“三公”经费D is what was not spent, no amount of it.
        return replace(bare, role=Role.DIFFERENCE, direction=-1, label=saved["name"])
    beyond = words.beyond_budget_tail().search(before)
    if beyond:
        sign = 1 if beyond["above"] else -1
        return replace(bare, role=Role.DIFFERENCE, direction=sign, against="budget", label="")
    for compared in words.against_pattern().finditer(before):
        rest = before[compared.end() :]
        if _is_beside(bare, compared) and "预算" in compared.group() + rest and "预算执行" not in rest:
            return replace(bare, role=Role.BUDGET, name="预算")
        if not compared["last_year"] or OF_A_BUDGET.match(rest):
            continue
        alone = re.fullmatch(r"(?:的|决算数?|支出|收入|为|：)*[（(]?", rest)
        if alone or _leads_to_change(bare, compared, rest):
            return replace(bare, role=Role.BASE)
    for role in (Role.OPENING, Role.CLOSING):
        if words.measure_tail(role.value).search(before):
            return replace(bare, role=role)
    if words.prior_clause().match(clause_of(before).lstrip("而其中（( ")):
        return replace(bare, role=Role.BASE)
    was = words.was_tail().search(clause_of(before))
    if was and loose_key(clause_of(before)[: was.start()]) is not None:
        # 公务接待费上年支出A，本年支出B
        return replace(bare, role=Role.BASE, label=label_of(before[: len(before) - len(was.group())]))
    budget = None if words.kind_of_budget().search(before) else words.measure_tail("budget").search(before)
    final = words.measure_tail("final").search(before)
    if budget and (not final or final.end("name") <= budget.end("name")) and not final:
        if _INVOLVED.search(before):
            return replace(bare, role=Role.AMOUNT)
        label = re.sub(r"^(?:完成|为|较|比|与)", "", bare.label)
        return replace(bare, role=Role.BUDGET, name=budget["name"].removeprefix("完成"), label=label)
    return replace(bare, role=Role.AMOUNT)


def _is_bare_base(bare: Mention) -> bool:
    """Whether a number without a unit stands as last year's amount: 较上年2.08减少0.03万元."""
    compared = words.last(words.against_pattern(), bare.before)
    return (
        bare.figure.decimals > 0
        and compared is not None
        and compared["last_year"] is not None
        and _leads_to_change(bare, compared, bare.before[compared.end() :])
    )


def _leads_to_change(bare: Mention, compared: re.Match[str], rest: str) -> bool:
    """Whether 较上年X is a base spelled out: the amount behind it is at once said to grow or shrink.

    So is 与上年X相比, with the amount between.
    """
    if _is_beside(bare, compared):
        return True
    spelled = re.match(r"[较比]", compared.group()) and not re.search(r"[，。；：、,;:]", rest)
    return bool(spelled) and bool(words.direction_lead().match(bare.after))


def _is_beside(bare: Mention, compared: re.Match[str]) -> bool:
    """Whether an amount stands within 与上年X相比."""
    between = bare.before[compared.end() :]
    with_it = compared.group().startswith("与") and BESIDE.match(bare.after)
    return bool(with_it) and not re.search(r"[，。；：,;:]", between)


def _names_a_measure(before: str) -> bool:
    return any(words.measure_tail(name).search(before) for name in ("final", "budget")) or bool(
        re.search(r"(?:总计|合计|支出|收入|经费)(?:均)?为$", before)
    )


def _names_an_amount(bare: Mention, previous: Mention | None) -> bool:
    """Whether a bare number with 角 and 分 stands where a named amount would, after one in 万元."""
    among = previous is not None and (previous.figure.is_money or previous.figure.unit == PERCENT)
    return among and bare.figure.decimals == 2 and bool(re.search(r"[费金资出入贴贴险助款]$", bare.label))


def _sign(match: re.Match[str]) -> int | None:
    if match["both"]:
        return None
    return 1 if match["up"] else -1

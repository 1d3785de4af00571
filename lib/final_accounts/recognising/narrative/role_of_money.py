"""What an amount of money says: an amount, a budget, a carry-over, last year's, a difference, a price."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .. import words
from .amounts import loose_key
from .labels import clause_of, label_of
from .mention_roles import Mention, Role

BESIDE = re.compile(r"[）)]?(?:相比|比较|对比|相较)")
"""What follows an amount that another is compared with: 与上年A相比."""
OF_A_BUDGET = re.compile(r"[^，。；,;\d]{0,16}预算(?!执行)")
_SAVED = re.compile(
    r"(?:节约|节省|压减|压缩|核减|削减)了?(?P<name>[^，。；：、,;:\d]{2,24}?)(?:共计?|合计|约|达)*$"
)
_OF_LAST_YEAR = {Role.OPENING: Role.BASE, Role.CLOSING: Role.OPENING}
"""What carry-overs of last year are to the account: 上年年末结转和结余 is what the year opens with."""
_YEAR_BEFORE = re.compile(r"((?:19|20)\d{2})(?:年度?)?的?$")
_INVOLVED = re.compile(r"涉及(?:财政)?预算资金(?:共计?|合计|总额)?$")


def money_told(bare: Mention, previous: Mention | None) -> Mention:
    """An amount of money with its role: that of the first reading which knows it."""
    told = (reading(bare, previous) for reading in _READINGS)
    return next((mention for mention in told if mention is not None), replace(bare, role=Role.AMOUNT))


def _price(bare: Mention, previous: Mention | None) -> Mention | None:
    singles = words.either(words.vocabulary()["measures"]["single"])
    found = re.search(rf"{singles}[^，。；\d]{{0,24}}$", bare.before)
    return replace(bare, role=Role.SINGLE) if found else None


def _change(bare: Mention, previous: Mention | None) -> Mention | None:
    before = bare.before
    direction = words.direction_tail().search(before)
    if direction and not direction["reaching"]:
        return replace(bare, role=Role.DIFFERENCE, direction=words.direction_sign(direction))
    grown = words.grown_from_tail().search(before)
    if grown and words.grown_to_lead().match(bare.after):
        # X由上年的A增加到B
        return replace(bare, role=Role.BASE, label=label_of(before[: grown.start()]))
    if direction and previous is not None and words.grown_to_lead().match(before):
        grown = words.grown_from_tail().search(previous.before)
        return replace(bare, role=Role.AMOUNT, label=previous.label if grown else bare.label)
    return None


def _saved(bare: Mention, previous: Mention | None) -> Mention | None:
    """节约“三公”经费D is what was not spent, no amount of it; so is 超出预算D."""
    saved = _SAVED.search(bare.before)
    if saved and loose_key(saved["name"]) is not None:
        return replace(bare, role=Role.DIFFERENCE, direction=-1, label=saved["name"])
    beyond = words.beyond_budget_tail().search(bare.before)
    if beyond:
        sign = 1 if beyond["above"] else -1
        return replace(bare, role=Role.DIFFERENCE, direction=sign, against="budget", label="")
    return None


def _compared_with(bare: Mention, previous: Mention | None) -> Mention | None:
    for compared in words.against_pattern().finditer(bare.before):
        rest = bare.before[compared.end() :]
        if _is_beside(bare, compared) and "预算" in compared.group() + rest and "预算执行" not in rest:
            return replace(bare, role=Role.BUDGET, name="预算")
        if not compared["last_year"] or OF_A_BUDGET.match(rest):
            continue
        alone = re.fullmatch(r"(?:的|决算数?|支出|收入|为|：)*[（(]?", rest)
        if alone or _leads_to_change(bare, compared, rest):
            return replace(bare, role=Role.BASE)
    return None


def _carried(bare: Mention, previous: Mention | None) -> Mention | None:
    for role in (Role.OPENING, Role.CLOSING):
        found = words.measure_tail(role.value).search(bare.before)
        if found:
            of_last = words.last_year_tail().search(bare.before, 0, found.start())
            return replace(bare, role=_OF_LAST_YEAR[role] if of_last else role)
    return None


def as_of_year(mention: Mention, report_year: int | None) -> Mention:
    """A carry-over in its place: what an account's last year closed with, by its number, opens the year."""
    if report_year is None or mention.role not in _OF_LAST_YEAR:
        return mention
    name = words.measure_tail(mention.role.value).search(mention.before)
    year = _YEAR_BEFORE.search(mention.before, 0, name.start()) if name else None
    if year is None or int(year[1]) != report_year - 1:
        return mention
    return replace(mention, role=_OF_LAST_YEAR[mention.role])


def _last_years(bare: Mention, previous: Mention | None) -> Mention | None:
    clause = clause_of(bare.before)
    if words.prior_clause().match(clause.lstrip("而其中（( ")):
        return replace(bare, role=Role.BASE)
    was = words.was_tail().search(clause)
    if was and loose_key(clause[: was.start()]) is not None:
        # 公务接待费上年支出A，本年支出B
        return replace(bare, role=Role.BASE, label=label_of(bare.before.removesuffix(was.group())))
    return None


def _budget(bare: Mention, previous: Mention | None) -> Mention | None:
    if words.kind_of_budget().search(bare.before) or words.measure_tail("final").search(bare.before):
        return None
    budget = words.measure_tail("budget").search(bare.before.removesuffix("的"))
    if budget is None or _INVOLVED.search(bare.before):
        return None
    label = re.sub(r"^(?:完成|为|较|比|与)", "", bare.label)
    return replace(bare, role=Role.BUDGET, name=budget["name"].removeprefix("完成"), label=label)


_READINGS: tuple[Callable[[Mention, Mention | None], Mention | None], ...] = (
    _price,
    _change,
    _saved,
    _compared_with,
    _carried,
    _last_years,
    _budget,
)


def is_bare_base(bare: Mention) -> bool:
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

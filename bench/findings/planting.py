"""Plants one mistake in a copy of a printed account, and remembers where, what, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .account import Account
from .ground import RATES, Ground, Planter
from .judging import checks_of, looking
from .mistakes import (
    both_flipped,
    carry_over,
    cell_off,
    copied,
    count_off,
    decimal_shift,
    form_in_yuan,
    known,
    mean_in_other_unit,
    other_base,
    percent_doubled,
    rows_shifted,
    stray_unit,
    sum_off,
    template,
    total_off,
    unit_missing,
    wrong_whole,
    year_left,
)
from .sheet import Overrides, Sheet, Token
from .slips import doubled, dropped, mistyped, slip, transposed


@dataclass(frozen=True, slots=True)
class Mistake:
    """A planted mistake. `token` is the print that is wrong, `stated` and `right` its two texts.

    `hidden` if rounding allows what is printed: no figure then contradicts it. `explained` are words of
    which an explanation by this cause has one. `untold` if nothing printed gives the cause away: then to
    say that none was found is right.
    """

    kind: str
    token: Token
    stated: str
    right: str
    overrides: Overrides
    hidden: bool
    explained: tuple[str, ...]
    untold: bool = False


def plant(account: Account, sheet: Sheet, kind: str, rng: Random) -> Mistake | None:
    """One mistake of a kind at a random place; None where the account has no place for it."""
    ground = Ground(account, sheet, rng, dict(checks_of(sheet)), list(sheet.tokens()))
    planter, explained = KINDS[kind]
    for token, overrides in planter(ground):
        stated = overrides.get(token, token.printed())
        if kind not in SAME_PRINT and stated == token.printed():
            continue
        return Mistake(
            kind,
            token,
            stated,
            token.printed(),
            overrides,
            _hidden(ground, kind, overrides),
            (*explained, *_as_true(ground, kind, token, stated)),
            kind == LAST_YEAR and not _tells_last_year(ground, token),
        )
    return None


def _as_true(ground: Ground, kind: str, token: Token, stated: str) -> tuple[str, ...]:
    """Words for another cause that is as true: a total without a part may be another printed amount, a
    neighbour's amount last year's."""
    same = [other for other in ground.tokens if other is not token and other.printed() == stated]
    if same and kind == "part left out, sentence":
        return KINDS[COPIED][1]
    if kind == COPIED and any(other.fact.endswith("@then") for other in same):
        return KINDS[LAST_YEAR][1]
    if kind == LAST_YEAR and any(other.fact.endswith("@then") for other in same):
        return KINDS[COPIED][1]
    return ()


def _tells_last_year(ground: Ground, token: Token) -> bool:
    """Whether the account prints last year's amount of the same quantity, or its change since."""
    key = token.fact.partition("@")[0]
    return any(other.fact in (f"{key}@then", f"{key}@difference-then") for other in ground.tokens)


def _hidden(ground: Ground, kind: str, overrides: Overrides) -> bool:
    if kind in ALWAYS_SEEN:
        return False
    look = looking(overrides)
    touched = {id(check): check for token in overrides for check in ground.checks.get(token, [])}
    return all(check.holds(look) for check in touched.values())


COPIED, LAST_YEAR = "copied from another", "last year's amount left"

KINDS: dict[str, tuple[Planter, tuple[str, ...]]] = {
    "growth over this year": (known(("rate",), "by-this-year"), ("以本年数", "以决算数")),
    "growth over another base": (other_base, ("为基数", "基数")),
    "share of a wrong whole": (wrong_whole, ("为基数", "基数", "总体", "总额", "占")),
    "percentage truncated": (known(RATES, "cut"), ("截",)),
    "amount truncated": (known(("amount",), "cut"), ("截",)),
    "decimal shift": (decimal_shift, ("小数点", "元”与“万元")),
    "stray 元": (stray_unit, ("元”与“万元", "应为", "单位")),
    "average in the other unit": (mean_in_other_unit, ("万”字", "“元”误作", "混用")),
    "average mistyped": (slip(mistyped, ("mean",)), ("一位数字",)),
    "unit missing": (unit_missing, ("漏写", "单位")),
    "form in 元 under 万元": (form_in_yuan, ("单位应为元", "应为元")),
    "one direction flipped": (known(("word",), "flipped"), ("方向",)),
    "both directions flipped": (both_flipped, ("方向",)),
    "大于/小于 flipped": (known(("compare",), "flipped"), ("方向", "应为", "大于", "小于")),
    "digits transposed": (slip(transposed), ("颠倒",)),
    "digit dropped": (slip(dropped), ("漏写",)),
    "digit doubled": (slip(doubled), ("多写",)),
    "digit mistyped": (slip(mistyped), ("一位数字不同", "录入错误")),
    COPIED: (copied, ("照抄", "误用")),
    "part left out, sentence": (sum_off(False, "amount"), ("漏计", "不含")),
    "part left out, form": (sum_off(False, "cell"), ("漏计", "不含", "漏加")),
    "part counted twice, sentence": (sum_off(True, "amount"), ("两次", "重复")),
    "part counted twice, form": (sum_off(True, "cell"), ("两次", "重复")),
    "form cell off": (cell_off, ("应为", "一位数字", "颠倒", "漏写", "多写", "未找到", "相差")),
    "form total off": (total_off, ("应为", "一位数字", "颠倒", "漏写", "多写", "未找到", "相差")),
    "form rows shifted": (rows_shifted, ("错行", "错位", "一行")),
    "carry-over off": (carry_over, ("应为", "未找到", "结转", "相差")),
    "count off": (count_off, ("应为", "未找到", "相差", "之和")),
    "template text": (template, ("选定",)),
    "percent sign doubled": (percent_doubled, ("一个百分号",)),
    "form number repeated": (known(("form-number",), "repeated"), ("编号", "次序")),
    LAST_YEAR: (known(("amount",), "last-year"), ("上年",)),
    "last year's label left": (year_left, ("年份", "年度")),
}
"""Kinds of mistakes: how each is planted, and the words that an explanation of it has."""

ALWAYS_SEEN = frozenset(
    {
        "template text",
        "percent sign doubled",
        "form number repeated",
        "unit missing",
        "form in 元 under 万元",
        "last year's label left",
    }
)
SAME_PRINT = frozenset({"form in 元 under 万元"})

"""Each comparison as data: panels to draw, a reading, and all values in words for the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...figures import HUNDRED, rounded
from ...reports import Severity
from ...settings import reference
from ..charts.style import ALARM, Fill, slice_fill
from ..grouping import SHOWN
from ..messages import KIND_WORDS, SEVERITY_WORDS
from .amounts import Rate, amount, completion, denied, growth, parts, staff
from .charts import Panel
from .corpus import Account
from .words import (
    DENIED,
    MISSING,
    amount_bar,
    amount_words,
    completion_words,
    count_bar,
    head_bar,
    kind_words,
    number_words,
    rate_bar,
    shares_bar,
    shares_words,
    staff_words,
)

OTHERS = "其他各项"
MOST_PARTS = 7
"""Parts that have a fill of their own; the smaller ones are one part."""
FIRST_COLUMN = "部门与年度"
_SEVERITY_FILLS = {
    Severity.ERROR: Fill(ALARM),
    Severity.WARNING: Fill("#f2b450"),
    Severity.NOTE: Fill("#b4cadd"),
}
Accounts = Sequence[Account]
Measure = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one comparison shows. Each row begins with its account's name; bars come in the rows' order."""

    title: str
    reading: str
    panels: tuple[Panel, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.rows)


def alt_text(sheet: Sheet) -> str:
    """The picture in one sentence with its numbers."""
    told = []
    for row, name in enumerate(sheet.names):
        values = (
            f"{panel.title} {panel.bars[row].text or sheet.rows[row][column]}"
            for column, panel in enumerate(sheet.panels, start=1)
        )
        told.append(f"{name} {'、'.join(values)}")
    return f"{sheet.title}（并列条形图）：{'；'.join(told)}。"


def overview_rows(accounts: Accounts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Columns and rows of the main amounts, heads and findings of each account."""
    measures = _measures("overview")
    columns = (FIRST_COLUMN, *(m["label"] for m in measures), "人数", "错误", "提醒")
    rows = tuple(
        (
            account.label,
            *(
                amount_words(amount(account, measure["keys"]), is_denied=denied(account, measure["keys"]))
                for measure in measures
            ),
            staff_words(staff(account)),
            *(str(_count(account, severity)) for severity in (Severity.ERROR, Severity.WARNING)),
        )
        for account in accounts
    )
    return columns, rows


def _measures(name: str) -> list[Measure]:
    listed: list[Measure] = reference("comparison")[name]
    return listed


def _count(account: Account, severity: Severity) -> int:
    return sum(finding.severity == severity.value for finding in account.findings)


def structure_sheet(accounts: Accounts) -> Sheet:
    """Where the income comes from and what the expenditure is for, in percent of what is printed."""
    panels, words = [], []
    for panel in reference("comparison")["structure"]["panel"]:
        made_of = [parts(account, panel) for account in accounts]
        fills = _fills(made_of)
        bars = tuple(shares_bar(shares, fills, OTHERS) for shares in made_of)
        panels.append(Panel(panel["label"], bars, tuple(fills.items())))
        words.append([shares_words(shares) for shares in made_of])
    reading = (
        "每一条是一份决算，全长为 100%。有报表的按《收入支出决算总表》和《支出决算表》，没有的按文字说明；"
        "后者的功能分类只含一般公共预算财政拨款支出。"
    )
    return _sheet("收入与支出的结构", reading, accounts, panels, words)


def _fills(made_of: Sequence[Mapping[str, Decimal]]) -> dict[str, Fill]:
    """A fill for each of the parts that weigh most in any account, one for the rest if there is any."""
    weights: dict[str, Decimal] = {}
    for shares in made_of:
        whole = sum(shares.values(), Decimal(0))
        for name, value in shares.items():
            weights[name] = max(weights.get(name, Decimal(0)), value / whole if whole else Decimal(0))
    ranked = sorted(weights, key=lambda name: -weights[name])
    kept = ranked if len(ranked) <= MOST_PARTS + 1 else [*ranked[:MOST_PARTS], OTHERS]
    return {name: slice_fill(index) for index, name in enumerate(kept)}


def per_head_sheet(accounts: Accounts) -> Sheet:
    """Personnel and operating funds over the staff that a report prints."""
    heads = [staff(account) for account in accounts]
    panels, words = [], [["、".join(who.sentences) or MISSING for who in heads]]
    for measure in _measures("per_head"):
        found = [amount(account, measure["keys"]) for account in accounts]
        bars = tuple(head_bar(item, who) for item, who in zip(found, heads, strict=True))
        panels.append(Panel(f"{measure['label']}，万元/人", bars))
        words.append([
            f"{amount_words(item)}（{'人均 ' if bar.pieces else ''}{bar.text}）" if item else MISSING
            for item, bar in zip(found, bars, strict=True)
        ])  # fmt: skip
    reading = (
        "用基本支出里的人员经费、公用经费除以报告印出的实有人数。只印了一个人数的才算；印了几个人数的"
        "（如本级与下属单位分开写）不替报告相加，表中列出原文。人数口径各报告不同，请对照原文再作比较。"
    )
    columns = ("报告印出的人数", *(f"{m['label']}（万元）" for m in _measures("per_head")))
    return _sheet("人员经费与公用经费，人均", reading, accounts, panels, words, columns)


def three_public_sheet(accounts: Accounts) -> Sheet:
    """The three public expenses; nought and not printed are told apart."""
    panels, words = [], []
    for measure in _measures("three_public"):
        found = [amount(account, measure["keys"]) for account in accounts]
        none = [denied(account, (*measure["keys"], *measure.get("within", ()))) for account in accounts]
        bars = tuple(amount_bar(item, no) for item, no in zip(found, none, strict=True))
        panels.append(Panel(f"{measure['label']}，万元", bars))
        words.append([amount_words(item, True, no) for item, no in zip(found, none, strict=True)])
    reading = (
        f"报告印出的零写作 0，没有印出的写“{MISSING}”，只用文字说没有发生的写“{DENIED}”。各格有自己的比例尺。"
    )
    return _sheet("“三公”经费", reading, accounts, panels, words)


def completion_sheet(accounts: Accounts) -> Sheet:
    """Final amounts as a percentage of the budget."""
    reading = (
        "虚线是 100%。预算数和决算数都印出的，重新计算；只印完成率的，照录并加“*”。"
        "各报告所说的预算有年初预算，也有调整预算，不宜直接相比。"
    )
    return _rates("预算完成率", reading, accounts, "completion", completion, completion_words)


def growth_sheet(accounts: Accounts) -> Sheet:
    """The change on last year, and whether last year's own report says the same."""
    reading = (
        "按报告印出的本年数和增减额计算，与报告印出的增长率不一定相同（不同的见问题清单）。"
        "同一部门有连续几年的报告时，表中核对这一年所说的上年数与上一年的报告是否一致。"
    )
    sheet = _rates("比上年增减", reading, accounts, "growth", growth, _change_words)
    rows = tuple(
        (row[0], *(_chained(row[i + 1], account, accounts, m) for i, m in enumerate(_measures("growth"))))
        for row, account in zip(sheet.rows, accounts, strict=True)
    )
    return Sheet(sheet.title, sheet.reading, sheet.panels, sheet.columns, rows)


def _rates(
    title: str,
    reading: str,
    accounts: Accounts,
    name: str,
    rate_of: Callable[[Account, Sequence[str]], Rate | None],
    words_of: Callable[[Rate | None], str],
) -> Sheet:
    panels, words = [], []
    mark = HUNDRED if name == "completion" else None
    for measure in _measures(name):
        found = [rate_of(account, measure["keys"]) for account in accounts]
        bars = tuple(rate_bar(rate, signed=mark is None) for rate in found)
        percents = [rate.percent for rate in found if rate is not None and rate.percent is not None]
        limit = _limit(percents, mark)
        panels.append(Panel(f"{measure['label']}，%", bars, mark=mark, limit=limit))
        words.append([words_of(rate) for rate in found])
    if any(panel.limit is not None for panel in panels):
        reading += "带断口的条太长，没有按比例画，数值见条末。"
    return _sheet(title, reading, accounts, panels, words)


def _limit(percents: Sequence[Decimal], mark: Decimal | None) -> Decimal | None:
    """Where the bars of rates end, None where all can be drawn to scale: at a rate of 100 %, or the mark and
    as much again, or at thrice the usual size of a rate."""
    sizes = sorted(abs(percent) for percent in percents)
    if not sizes:
        return None
    limit = max((mark or 0) + HUNDRED, 3 * sizes[len(sizes) // 2])
    return limit if sizes[-1] > 2 * limit else None


def _change_words(rate: Rate | None) -> str:
    if rate is None or rate.before is None or rate.now is None:
        return MISSING
    return f"{number_words(rate.before)} → {number_words(rate.now)} 万元{_percent_words(rate)}"


def _percent_words(rate: Rate) -> str:
    return "" if rate.percent is None else f"，{rate_bar(rate, signed=True).text}"


def _chained(words: str, account: Account, accounts: Accounts, measure: Measure) -> str:
    """The words of a change, and whether last year's report, where it is here, printed the same base."""
    rate = growth(account, measure["keys"])
    earlier = next((other for other in accounts if _is_year_before(other, account)), None)
    then = amount(earlier, measure["keys"]) if earlier else None
    if rate is None or rate.before is None or then is None:
        return words
    same = rounded(then.value, 2) == rounded(rate.before, 2)
    return f"{words}（{'与上年报告一致' if same else f'上年报告印作 {number_words(then.value)} 万元'}）"


def _is_year_before(earlier: Account, account: Account) -> bool:
    if earlier.year is None or account.year is None:
        return False
    return earlier.bureau == account.bureau and earlier.year == account.year - 1


def findings_sheet(accounts: Accounts) -> Sheet:
    """How many findings of which severity, and in the table of which kind."""
    panels = [
        Panel(
            f"{SEVERITY_WORDS[severity]}，处",
            tuple(count_bar(_count(account, severity), _SEVERITY_FILLS[severity]) for account in accounts),
        )
        for severity in SHOWN
    ]
    found = {finding.kind for account in accounts for finding in account.findings}
    kinds = [kind for kind in KIND_WORDS if kind in found]
    words = [[kind_words(account, kind) for account in accounts] for kind in kinds]
    reading = "错误是报告自相矛盾的数字；提醒是截位、残留的模板文字之类；备注只供参考。表中按种类列出处数。"
    return _sheet("问题", reading, accounts, panels, words, tuple(KIND_WORDS[kind] for kind in kinds))


def _sheet(
    title: str,
    reading: str,
    accounts: Accounts,
    panels: Sequence[Panel],
    words: Sequence[Sequence[str]],
    columns: tuple[str, ...] | None = None,
) -> Sheet:
    """The sheet of some columns of words, each in the order of the accounts."""
    heads = columns or tuple(panel.title for panel in panels)
    rows = tuple(
        (account.label, *(column[index] for column in words)) for index, account in enumerate(accounts)
    )
    return Sheet(title, reading, tuple(panels), (FIRST_COLUMN, *heads), rows)

"""Forms that agree to the 分 never contradict themselves once they are printed in 万元."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from final_accounts.checking.registry import RULES
from final_accounts.checking.rules import form_between, form_sums
from final_accounts.figures import rounded
from final_accounts.reports import Report

from ..form_making import form, report, wrong

ITEMS = ("2080505", "2080506", "2080705", "2100410", "2101101", "2101599", "2210201")
NAMES = {"208": "八、社会保障和就业支出", "210": "九、卫生健康支出", "221": "十九、住房保障支出"}
OWN = [
    rule.function
    for rule in RULES.values()
    if rule.function.__module__ in (form_sums.__name__, form_between.__name__)
]

fen = st.integers(min_value=0, max_value=10**10)
item = st.tuples(fen, fen, fen)
"""Of each item: basic and project expenditure from the general budget, and project from other money."""


def wan(amount_fen: int) -> str:
    return f"{rounded(Decimal(amount_fen) / 1_000_000, 2):f}"


def printed_account(items: list[tuple[int, int, int]], opening: int) -> Report:
    basic: dict[str, int] = defaultdict(int)
    project: dict[str, int] = defaultdict(int)
    other: dict[str, int] = defaultdict(int)
    for code, (own_basic, own_project, rest) in zip(ITEMS, items, strict=True):
        for level in ("", code[:3], code[:5], code):
            basic[level] += own_basic
            project[level] += own_project
            other[level] += rest
    total = {code: basic[code] + project[code] + other[code] for code in basic}
    budget = {code: basic[code] + project[code] for code in basic}

    def coded(*columns: dict[str, int]) -> list[str]:
        return [
            f"{code} 科目" * bool(code) + "合计" * (not code) + "|" + "|".join(wan(c[code]) for c in columns)
            for code in sorted(basic)
        ]

    zero = dict.fromkeys(basic, 0)
    everything = {code: project[code] + other[code] for code in basic}
    appropriated, closing = budget[""] + opening, 2 * opening
    personnel = basic[""] // 3
    return report(
        form(
            "income-expenditure",
            f"收一、一般公共预算财政拨款收入|{wan(appropriated)}",
            f"收八、其他收入|{wan(other[''])}",
            f"收本年收入合计|{wan(appropriated + other[''])}",
            f"收年初结转和结余|{wan(opening)}",
            f"收总计|{wan(total[''] + closing)}",
            *[f"支{name}|{wan(total[code])}" for code, name in NAMES.items()],
            f"支本年支出合计|{wan(total[''])}",
            f"支年末结转和结余|{wan(closing)}",
            f"支总计|{wan(total[''] + closing)}",
        ),
        form(
            "income",
            f"合计|{wan(appropriated + other[''])}|{wan(appropriated)}|||||{wan(other[''])}",
        ),
        form("expenditure", *coded(total, basic, everything, zero, zero, zero)),
        form(
            "appropriation",
            f"收一、一般公共预算财政拨款|{wan(appropriated)}",
            f"收本年收入合计|{wan(appropriated)}",
            f"收年初财政拨款结转和结余|{wan(opening)}",
            f"收一般公共预算财政拨款|{wan(opening)}",
            f"收总计|{wan(budget[''] + closing)}",
            *[f"支{name}||{wan(budget[code])}|{wan(budget[code])}" for code, name in NAMES.items()],
            f"支本年支出合计||{wan(budget[''])}|{wan(budget[''])}",
            f"支年末财政拨款结转和结余||{wan(closing)}|{wan(closing)}",
            f"支总计||{wan(budget[''] + closing)}|{wan(budget[''] + closing)}",
        ),
        form("general-budget", *coded(budget, basic, project)),
        form(
            "basic",
            f"301 工资福利支出|{wan(personnel)}",
            f"30101 基本工资|{wan(personnel // 2)}",
            f"30102 津贴补贴|{wan(personnel - personnel // 2)}",
            f"302 商品和服务支出|{wan(basic[''] - personnel)}",
            f"人员经费合计|{wan(personnel)}",
            f"公用经费合计|{wan(basic[''] - personnel)}",
        ),
    )


@settings(max_examples=60)
@given(st.lists(item, min_size=len(ITEMS), max_size=len(ITEMS)), fen)
def test_what_agrees_in_fen_agrees_when_rounded(items: list[tuple[int, int, int]], opening: int) -> None:
    made = printed_account(items, opening)
    findings = [finding for function in OWN for finding in function(made)]
    assert len(findings) > 100
    assert wrong(findings) == []


@settings(max_examples=60)
@given(
    st.lists(item, min_size=len(ITEMS), max_size=len(ITEMS)),
    st.sampled_from(ITEMS),
    st.integers(min_value=50_000, max_value=10**9),
)
def test_a_figure_that_is_off_by_more_than_rounding_is_found(
    items: list[tuple[int, int, int]], code: str, by: int
) -> None:
    honest = printed_account(items, 0)
    items = list(items)
    at = ITEMS.index(code)
    items[at] = (items[at][0] + by, *items[at][1:])
    expenditure = next(form for form in printed_account(items, 0).forms if form.key == "expenditure")
    forms = tuple(expenditure if form.key == "expenditure" else form for form in honest.forms)
    made = report(*forms)
    assert wrong(finding for function in OWN for finding in function(made)) != []

"""The first sections of a narrative: totals, income, expenditure, the general public budget and its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .account import Item
from .amounts import Amount
from .composing import Composer, Fact
from .sheet import Token
from .vocabulary import (
    ECONOMIC_HEADS,
    EXPENDITURE_KINDS,
    FUNDS,
    INCOME_KINDS,
    OPERATING_LINES,
    PERSONNEL_LINES,
    categories,
)


def facts(composer: Composer) -> dict[str, Fact]:
    """The totals that any wording may speak of."""
    account = composer.account
    return {
        "t": Fact("grand", account.grand_total),
        "i": Fact("income", account.year_income, "income"),
        "e": Fact("expenditure", account.year_expenditure, "expenditure"),
        "op": Fact("opening", account.all_opening),
        "cl": Fact("closing", account.all_closing),
        "at": Fact("appropriation.grand", account.appropriation_total),
        "ai": Fact("appropriation.income", account.appropriation()),
        "ae": Fact("appropriation.expenditure", account.appropriated()),
        "ao": Fact("appropriation.opening", account.opening()),
        "ac": Fact("appropriation.closing", account.closing()),
        "g": Fact("general", account.appropriated("general"), "expenditure"),
        "b": Fact("general.basic", account.basic(), "general"),
        "p": Fact("personnel", account.personnel(), "general.basic"),
        "o": Fact("operating", account.operating(), "general.basic"),
    }


def totals(composer: Composer) -> None:
    known = facts(composer)
    paired = _one_way(known["i"].amount, known["e"].amount) and composer.phrase("totals.paired")
    composer.say("totals.paired" if paired else "totals", **known)
    if not composer.account.surplus_used and not composer.account.distribution:
        composer.say("totals.balance", **known)
        tokens = [
            composer.latest.get(f"{key}@now") for key in ("income", "expenditure", "closing", "opening")
        ]
        if composer.phrase("totals.balance") and all(tokens):
            first, *parts = [token for token in tokens if token is not None]
            composer.note_sum(first, parts, (1, 1, -1))


def _one_way(*amounts: Amount) -> bool:
    """Whether amounts all grew or all fell, from something."""
    signs = {(amount.now > amount.then) - (amount.now < amount.then) for amount in amounts}
    return len(signs) == 1 and 0 not in signs and all(amount.then and amount.now for amount in amounts)


def income(composer: Composer) -> None:
    account, known = composer.account, facts(composer)
    parts: list[tuple[str, Fact]] = []
    if composer.option("funds_apart"):
        parts += [
            (f"{name}收入", Fact(f"income.{fund}", account.appropriation(fund), "income"))
            for fund, name in FUNDS.items()
        ]
    else:
        parts.append(("财政拨款收入", Fact("appropriation.income", account.appropriation(), "income")))
    parts += [
        (name, Fact(f"income.{kind}", account.income(kind), "income")) for kind, name in INCOME_KINDS.items()
    ]
    shown = _shown(composer, parts)
    composer.say(
        "income",
        parts=lambda: composer.listing("part", "income", shown, composer.phrase("separator")),
        **known,
    )
    composer.say("income.change", **known)


def expenditure(composer: Composer) -> None:
    account, known = composer.account, facts(composer)
    parts = [
        (name, Fact(f"expenditure.{kind}", account.spent(kind), "expenditure"))
        for kind, name in EXPENDITURE_KINDS.items()
    ]
    shown = _shown(composer, parts)
    composer.say(
        "expenditure",
        parts=lambda: composer.listing("part", "expenditure", shown, composer.phrase("separator")),
        **known,
    )
    composer.say("expenditure.change", **known)


def _shown(composer: Composer, parts: list[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
    """The parts that the manner prints: those of nothing too, or not."""
    return parts if composer.option("zeros") else [part for part in parts if part[1].amount.now]


def appropriation(composer: Composer) -> None:
    composer.say("appropriation", **facts(composer))


def general(composer: Composer) -> None:
    composer_sections: list[tuple[str, Callable[[Composer], None]]] = [
        ("一般公共预算财政拨款支出决算总体情况", _general_total),
        ("一般公共预算财政拨款支出决算结构情况", _general_structure),
        ("一般公共预算财政拨款支出决算具体情况", _general_items),
    ]
    for number, (title, write) in enumerate(composer_sections, 1):
        if composer.option("subheadings"):
            composer.subheading(number, title)
        write(composer)


def _general_total(composer: Composer) -> None:
    composer.say("general", **facts(composer))


def _general_structure(composer: Composer) -> None:
    account = composer.account
    names = categories()
    spent = account.by_category(lambda item: item.appropriated if item.fund == "general" else Amount())
    suffix = str(composer.option("category_suffix"))
    parts = [
        (_category_label(names[code], suffix), Fact(f"general.{code}", amount, "general"))
        for code, amount in spent.items()
        if amount.now
    ]
    composer.say(
        "general.structure",
        parts=lambda: composer.listing("part", "general", parts, composer.phrase("separator")),
        **facts(composer),
    )


def _category_label(name: str, suffix: str) -> str:
    return {"": name, "类": f"{name}（类）", "类支出": f"{name.removesuffix('支出')}（类）支出"}[suffix]


def _general_items(composer: Composer) -> None:
    names = categories()
    items = [item for item in composer.account.items if item.fund == "general" and item.appropriated.now]
    composer.say("general.items", **facts(composer))
    whole = composer.latest.get("general@now")
    planned = composer.latest.get("general@initial")
    amounts: list[Token] = []
    budgets: list[Token] = []
    # Items of nothing this year are not printed; their budgets then are missing from the sum.
    complete = all(item.appropriated.now for item in composer.account.items if item.fund == "general")
    for number, item in enumerate(items, 1):
        fact = Fact(f"general.{item.code}", item.appropriated)
        composer.say("item", n=number, label=item_label(composer, item, names), x=fact)
        amounts.append(composer.latest[f"general.{item.code}@now"])
        if f"general.{item.code}@initial" in composer.latest:
            budgets.append(composer.latest[f"general.{item.code}@initial"])
    composer.note_sum(whole, amounts)
    if planned is not None and complete and len(budgets) == len(items):
        composer.note_sum(planned, budgets)


def item_label(composer: Composer, item: Item, names: dict[str, str]) -> str:
    category = names[item.category]
    if composer.option("category_short"):
        category = category.removesuffix("支出")
    return f"{category}（类）{item.section}（款）{item.name}（项）"


def basic(composer: Composer) -> None:
    known = facts(composer)
    composer.say("basic", **known)
    _lines_of(composer, "personnel", known["p"], PERSONNEL_LINES)
    _lines_of(composer, "operating", known["o"], OPERATING_LINES)
    first = composer.latest.get("general.basic@now")
    parts = [composer.latest.get("personnel@now"), composer.latest.get("operating@now")]
    if all(parts):
        composer.note_sum(first, [part for part in parts if part is not None])


def _lines_of(composer: Composer, part: str, fact: Fact, names: Mapping[str, str]) -> None:
    """One half of basic expenditure with the lines of the economic classification that it holds."""
    lines = composer.account.lines
    held = {code: lines[code] for code in names if code in lines and lines[code].now}
    parts = [(names[code], Fact(f"line.{code}", amount)) for code, amount in held.items()]
    heads = dict.fromkeys(code[:3] for code in held)
    composer.say(
        f"basic.{part}",
        x=fact,
        names="、".join(names[code] for code in held),
        heads="、".join(ECONOMIC_HEADS[head] for head in heads),
        parts=lambda: composer.listing("line", part, parts, "、", closed=False),
    )

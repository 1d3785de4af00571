"""The first sections of a narrative: totals, income, expenditure, the general public budget and its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .account import Item
from .amounts import Amount, total
from .composing import Composer, Fact
from .numerals import chinese
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
        "su": Fact("surplus-used", account.surplus_used),
        "di": Fact("distribution", account.distribution),
        "op": Fact("opening", account.all_opening),
        "cl": Fact("closing", account.all_closing),
        "at": Fact("appropriation.grand", account.appropriation_total),
        "ai": Fact("appropriation.income", account.appropriation(), "income"),
        "ae": Fact("appropriation.expenditure", account.appropriated()),
        "ao": Fact("appropriation.opening", account.opening()),
        "ac": Fact("appropriation.closing", account.closing()),
        "g": Fact("general", account.appropriated("general"), "expenditure"),
        "gi": Fact("income.general", account.appropriation("general"), "income"),
        "gp": Fact("general.project", account.appropriated("general") - account.basic(), "general"),
        "b": Fact("general.basic", account.basic(), "general"),
        "eb": Fact("expenditure.basic", account.spent("basic"), "expenditure"),
        "ep": Fact("expenditure.project", account.spent("project"), "expenditure"),
        "p": Fact("personnel", account.personnel(), "general.basic"),
        "o": Fact("operating", account.operating(), "general.basic"),
    }


def totals(composer: Composer) -> None:
    known = facts(composer)
    paired = _one_way(known["i"].amount, known["e"].amount) and composer.phrase("totals.paired")
    composer.say("totals.paired" if paired else "totals", **known)
    if not composer.account.surplus_used and not composer.account.distribution:
        composer.say("totals.balance", **known)
    composer.say_lines("totals", **known)
    _note_balance(composer)


def _note_balance(composer: Composer) -> None:
    """What the section's totals must add up to, as far as it prints them all."""
    used, distributed = composer.account.surplus_used, composer.account.distribution
    received = ["income", "opening", *(["surplus-used"] if used.now else [])]
    spent = ["expenditure", "closing", *(["distribution"] if distributed.now else [])]
    composer.note_whole("grand", received)
    composer.note_whole("grand", spent)
    first, *others = received
    composer.note_whole(first, [*spent, *others], (*[1] * len(spent), *[-1] * len(others)))


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
    _with_parts(composer, "income", _shown(composer, parts), known)


def expenditure(composer: Composer) -> None:
    account, known = composer.account, facts(composer)
    parts = [
        (name, Fact(f"expenditure.{kind}", account.spent(kind), "expenditure"))
        for kind, name in EXPENDITURE_KINDS.items()
    ]
    _with_parts(composer, "expenditure", _shown(composer, parts), known)


def _with_parts(composer: Composer, key: str, parts: list[tuple[str, Fact]], known: dict[str, Fact]) -> None:
    """A total with its parts in one sentence, or each in a paragraph of its own."""
    composer.say(
        key, parts=lambda: composer.listing("part", key, parts, composer.phrase("separator")), **known
    )
    if composer.phrase("part.paragraph"):
        for number, (label, fact) in enumerate(parts, 1):
            composer.say("part.paragraph", n=number, label=label, x=fact)
        composer.note_whole(key, [fact.key for _, fact in parts])
    composer.say(f"{key}.change", **known)


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
    composer.note_whole("general", ["general.basic", "general.project"])


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
    mine = [item for item in composer.account.items if item.fund == "general"]
    composer.say("general.items", **facts(composer))
    rows: list[tuple[str, str, Amount]] = [
        (item.code, item_label(composer, item, names), item.appropriated) for item in mine
    ]
    if composer.option("items_by") == "category":
        spent = composer.account.by_category(lambda item: item.appropriated if item in mine else Amount())
        rows = [(code, names[code], amount) for code, amount in spent.items()]
    shown = [row for row in rows if row[2].now]
    for number, (code, label, amount) in enumerate(shown, 1):
        fact = Fact(f"general.{code}", amount, "general")
        composer.say("item", n=number, cn=chinese(number), label=label, x=fact)
    keys = [f"general.{code}" for code, _, _ in shown]
    composer.note_whole("general", keys)
    if len(shown) == len(rows):
        # Rows of nothing this year are not printed; their budgets then are missing from the sum.
        composer.note_whole("general", keys, measure="initial")


def item_label(composer: Composer, item: Item, names: dict[str, str]) -> str:
    """How the manner names an item."""
    category = names[item.category]
    if composer.option("category_short"):
        category = category.removesuffix("支出")
    manners = {
        "path": f"{category}（类）{item.section}（款）{item.name}（项）",
        "name-code": f"{item.name}（{item.code}）",
        "code-name": f"{item.code}{item.name}",
        "dashes": f"{item.code}-{item.name}",
    }
    return manners[str(composer.option("item_label"))]


def basic(composer: Composer) -> None:
    known = facts(composer)
    composer.say("basic", **known)
    if composer.phrase("basic.head"):
        _heads_of(composer)
        return
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


def _heads_of(composer: Composer) -> None:
    """Basic expenditure by the heads of the economic classification, a paragraph each."""
    lines = composer.account.lines
    keys = []
    for number, head in enumerate(("301", "302", "303", "310"), 1):
        amount = total(amount for code, amount in lines.items() if code.startswith(head))
        if not amount.now:
            continue
        composer.say(
            "basic.head",
            cn=chinese(number),
            n=number,
            label=ECONOMIC_HEADS[head],
            x=Fact(f"line.{head}", amount),
        )
        keys.append(f"line.{head}")
    composer.note_whole("general.basic", keys)

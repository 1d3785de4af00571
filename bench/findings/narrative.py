"""The narrative of a generated account, section by section, in the wordings of its manner."""

from __future__ import annotations

from collections.abc import Callable

from .account import Item
from .amounts import Amount
from .composing import Composer, Count, Fact
from .sheet import Piece, Token
from .vocabulary import (
    ECONOMIC_HEADS,
    EXPENDITURE_KINDS,
    FUNDS,
    INCOME_KINDS,
    OPERATING_LINES,
    PERSONNEL_LINES,
    categories,
)

_DIGITS = "一二三四五六七八九十"


def chinese(number: int) -> str:
    """1 to 99 in Chinese."""
    if number <= 10:
        return _DIGITS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")


def write_narrative(composer: Composer) -> None:
    """All sections of the manner in its order."""
    for number, (key, title) in enumerate(composer.style.sections, 1):
        composer.begin_section()
        composer.sheet.put(str(composer.option("heading")).format(n=chinese(number)) + title.format(Y=composer.account.year))
        SECTIONS[key](composer)


def heading(composer: Composer, number: int, title: str) -> None:
    composer.sheet.put(str(composer.option("subheading")).format(n=chinese(number)) + title)


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
        tokens = [composer.latest.get(f"{key}@now") for key in ("income", "expenditure", "closing", "opening")]
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
            (f"{name}收入", Fact(f"income.{fund}", account.appropriation(fund), "income")) for fund, name in FUNDS.items()
        ]
    else:
        parts.append(("财政拨款收入", Fact("appropriation.income", account.appropriation(), "income")))
    parts += [(name, Fact(f"income.{kind}", account.income(kind), "income")) for kind, name in INCOME_KINDS.items()]
    shown = _shown(composer, parts)
    composer.say("income", parts=lambda: composer.listing("part", "income", shown, composer.phrase("separator")), **known)
    composer.say("income.change", **known)


def expenditure(composer: Composer) -> None:
    account, known = composer.account, facts(composer)
    parts = [
        (name, Fact(f"expenditure.{kind}", account.spent(kind), "expenditure")) for kind, name in EXPENDITURE_KINDS.items()
    ]
    shown = _shown(composer, parts)
    composer.say(
        "expenditure", parts=lambda: composer.listing("part", "expenditure", shown, composer.phrase("separator")), **known
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
            heading(composer, number, title)
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
        composer.say("item", n=number, label=_item_label(composer, item, names), x=fact)
        amounts.append(composer.latest[f"general.{item.code}@now"])
        if f"general.{item.code}@initial" in composer.latest:
            budgets.append(composer.latest[f"general.{item.code}@initial"])
    composer.note_sum(whole, amounts)
    if planned is not None and complete and len(budgets) == len(items):
        composer.note_sum(planned, budgets)


def _item_label(composer: Composer, item: Item, names: dict[str, str]) -> str:
    category = names[item.category]
    if composer.option("category_short"):
        category = category.removesuffix("支出")
    return f"{category}（类）{item.section}（款）{item.name}（项）"


def basic(composer: Composer) -> None:
    account = composer.account
    known = facts(composer)
    composer.say("basic", **known)
    for slot, names, key, fact in (
        ("basic.personnel", PERSONNEL_LINES, "personnel", known["p"]),
        ("basic.operating", OPERATING_LINES, "operating", known["o"]),
    ):
        held = [(code, account.lines[code]) for code in names if code in account.lines and account.lines[code].now]
        composer.say(
            slot,
            x=fact,
            names="、".join(names[code] for code, _ in held),
            heads="、".join(ECONOMIC_HEADS[head] for head in dict.fromkeys(code[:3] for code, _ in held)),
            parts=lambda held=held, names=names, key=key: composer.listing(  # type: ignore[misc]
                "line", key, [(names[code], Fact(f"line.{code}", amount)) for code, amount in held], "、", closed=False
            ),
        )
    first = composer.latest.get("general.basic@now")
    parts = [composer.latest.get("personnel@now"), composer.latest.get("operating@now")]
    if all(parts):
        composer.note_sum(first, [part for part in parts if part is not None])


def three_public(composer: Composer) -> None:
    public = composer.account.three_public
    known = {
        "x": Fact("public", public.total),
        "s": Fact("public.overseas", public.overseas, "public"),
        "v": Fact("public.vehicles", public.vehicles, "public"),
        "c": Fact("public.purchase", public.purchase, "public"),
        "u": Fact("public.upkeep", public.upkeep, "public"),
        "h": Fact("public.hospitality", public.hospitality, "public"),
    }
    if not public.total and composer.phrase("public.nothing"):
        composer.say("public.nothing")
        return
    composer.say("public", **known)
    composer.say("public.parts", **known)
    whole = composer.latest.get("public@now")
    parts = [composer.latest.get(f"public.{name}@now") for name in ("overseas", "vehicles", "hospitality")]
    if all(parts):
        composer.note_sum(whole, [part for part in parts if part is not None])
    _three_public_details(composer, known)


def _three_public_details(composer: Composer, known: dict[str, Fact]) -> None:
    public = composer.account.three_public
    composer.say(
        "public.overseas",
        groups=Count("groups", public.groups, str(composer.option("group_unit"))),
        travellers=Count("travellers", public.travellers, str(composer.option("traveller_unit"))),
        **known,
    )
    average = public.upkeep.now // public.vehicles_kept if public.vehicles_kept else 0
    composer.say(
        "public.vehicles",
        bought=Count("vehicles-bought", public.vehicles_bought, "辆"),
        kept=Count("vehicles-kept", public.vehicles_kept, "辆"),
        average=lambda: [composer.money("", average, "single")],
        **known,
    )
    parts = [composer.latest.get(f"public.{name}@now") for name in ("purchase", "upkeep")]
    if all(parts):
        composer.note_sum(composer.latest.get("public.vehicles@now"), [part for part in parts if part is not None])
    domestic = Fact("public.domestic", public.hospitality - public.foreign_hospitality)
    composer.say(
        "public.hospitality",
        d=domestic,
        f=Fact("public.foreign", public.foreign_hospitality),
        batches=Count("batches", public.batches, str(composer.option("batch_unit"))),
        guests=Count("guests", public.guests, str(composer.option("guest_unit"))),
        **known,
    )
    parts = [composer.latest.get(f"public.{name}@now") for name in ("domestic", "foreign")]
    if all(parts):
        composer.note_sum(composer.latest.get("public.hospitality@now"), [part for part in parts if part is not None])


def fund(composer: Composer) -> None:
    _other_budget(composer, "fund")


def state_capital(composer: Composer) -> None:
    _other_budget(composer, "capital")


def _other_budget(composer: Composer, name: str) -> None:
    """A section on a fund other than the general public budget."""
    account = composer.account
    items = [item for item in account.items if item.fund == name]
    known = {
        "x": Fact(f"{name}", account.appropriated(name), "expenditure"),
        "i": Fact(f"income.{name}", account.appropriation(name)),
        "op": Fact(f"{name}.opening", account.opening(name)),
        "cl": Fact(f"{name}.closing", account.closing(name)),
        "bas": Fact(f"{name}.basic", Amount()),
        "pro": Fact(f"{name}.project", account.appropriated(name)),
    }
    if not items:
        composer.say(f"{name}.nothing", **known)
        return
    composer.say(name, **known)
    keys = (f"{name}@now", f"income.{name}@now", f"{name}.closing@now", f"{name}.opening@now")
    balance = [composer.latest.get(key) for key in keys]
    if all(balance):
        spent, received, closing, opening = [token for token in balance if token is not None]
        composer.note_sum(received, [spent, closing, opening], (1, 1, -1))
    names = categories()
    spent_now = [item for item in items if item.appropriated.now]
    if composer.phrase(f"{name}.item"):
        for number, item in enumerate(spent_now, 1):
            composer.say(
                f"{name}.item", n=number, label=_item_label(composer, item, names),
                x=Fact(f"{name}.{item.code}", item.appropriated),
            )
        amounts = [composer.latest[f"{name}.{item.code}@now"] for item in spent_now]
        composer.note_sum(composer.latest.get(f"{name}@now"), amounts)


def operating(composer: Composer) -> None:
    same = composer.account.agency_operating == composer.account.operating()
    composer.say("operating", x=Fact("operating" if same else "agency-operating", composer.account.agency_operating))


def procurement(composer: Composer) -> None:
    bought = composer.account.procurement
    if not bought.total.now:
        composer.say("procurement.nothing")
        return
    names = (("货物", bought.goods), ("工程", bought.works), ("服务", bought.services))
    parts = [
        (f"政府采购{name}支出", Fact(f"procurement.{name}", amount, "procurement"))
        for name, amount in names
        if amount.now or composer.option("zeros")
    ]
    composer.say(
        "procurement",
        x=Fact("procurement", bought.total),
        m=Fact("procurement.smaller", bought.smaller_firms, "procurement"),
        w=Fact("procurement.small", bought.small_firms, str(composer.option("small_firms_of"))),
        parts=lambda: composer.listing("procurement.part", "procurement", parts, "、"),
    )


def assets(composer: Composer) -> None:
    vehicles = composer.account.vehicles
    shown = {kind: number for kind, number in vehicles.items() if number or composer.option("zeros")}
    tokens: list[Token] = []

    def kinds() -> list[Piece]:
        pieces: list[Piece] = []
        for index, (kind, number) in enumerate(shown.items()):
            token = composer.count(Count(f"vehicle.{kind}", number, "辆"))
            tokens.append(token)
            pieces += ["、" if index else "", kind, token]
        return pieces

    whole = Count("vehicles", sum(vehicles.values()), "辆")
    template = composer.phrase("assets" if shown and whole.value else "assets.nothing")
    pieces = composer.fill(
        template, vehicles=whole, kinds=kinds, equipment=Count("equipment", composer.account.equipment, "台（套）")
    )
    composer.sheet.put(*pieces)
    first = next((piece for piece in pieces if isinstance(piece, Token) and piece.fact == "vehicles"), None)
    composer.note_sum(first, tokens)


def staff(composer: Composer) -> None:
    heads = composer.account.staff
    pieces = composer.fill(
        composer.phrase("staff"),
        posts=Count("posts", heads.posts_administrative + heads.posts_institutional, "人"),
        posts_a=Count("posts.a", heads.posts_administrative, "人"),
        posts_i=Count("posts.i", heads.posts_institutional, "人"),
        heads=Count("heads", heads.heads_administrative + heads.heads_institutional, "人"),
        heads_a=Count("heads.a", heads.heads_administrative, "人"),
        heads_i=Count("heads.i", heads.heads_institutional, "人"),
        retired=Count("retired", heads.retired, "人"),
    )
    composer.sheet.put(*pieces)
    by_fact = {piece.fact: piece for piece in pieces if isinstance(piece, Token)}
    for whole in ("posts", "heads"):
        parts = [by_fact[key] for key in (f"{whole}.a", f"{whole}.i") if key in by_fact]
        if whole in by_fact and len(parts) == 2:
            composer.note_sum(by_fact[whole], parts)


def performance(composer: Composer) -> None:
    projects = composer.account.projects
    composer.say("performance", number=Count("projects", len(projects), "个"))
    for number, project in enumerate(projects, 1):
        amount = Amount(now=project.executed, adjusted=project.budget)
        composer.say(
            "performance.project", n=number, name=project.name, score=Count("", project.score, "分"),
            x=Fact(f"project.{project.name}", amount),
        )


def others(composer: Composer) -> None:
    """Several small matters under one heading."""
    for number, (title, write) in enumerate(
        (("机关运行经费支出情况", operating), ("政府采购支出情况", procurement), ("国有资产占有使用情况", assets), ("预算绩效管理情况", performance)), 1
    ):
        heading(composer, number, title)
        write(composer)


SECTIONS: dict[str, Callable[[Composer], None]] = {
    "totals": totals,
    "income": income,
    "expenditure": expenditure,
    "appropriation": appropriation,
    "general": general,
    "basic": basic,
    "three-public": three_public,
    "fund": fund,
    "capital": state_capital,
    "operating": operating,
    "procurement": procurement,
    "assets": assets,
    "performance": performance,
    "others": others,
}

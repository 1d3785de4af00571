"""The later sections: three public expenses, other funds, operating, procurement, assets, staff."""

from __future__ import annotations

from .amounts import Amount
from .composing import Composer, Count, Fact
from .narrative_totals import item_label
from .sheet import Piece, Token
from .vocabulary import categories


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
    kept = composer.count(Count("vehicles-kept", public.vehicles_kept, "辆"))
    per_vehicle = composer.mean(public.upkeep.now, public.vehicles_kept, composer.numerals.unit)
    composer.say(
        "public.vehicles",
        bought=Count("vehicles-bought", public.vehicles_bought, "辆"),
        kept=lambda: [kept],
        per_vehicle=lambda: [per_vehicle],
        average=lambda: [composer.money("", average, "single")],
        **known,
    )
    parts = [composer.latest.get(f"public.{name}@now") for name in ("purchase", "upkeep")]
    if all(parts):
        composer.note_sum(
            composer.latest.get("public.vehicles@now"), [part for part in parts if part is not None]
        )
    composer.note_mean(per_vehicle, "public.upkeep@now", kept)
    guests = composer.count(Count("guests", public.guests, str(composer.option("guest_unit"))))
    per_guest = composer.mean(public.hospitality.now, public.guests, "元")
    domestic = Fact("public.domestic", public.hospitality - public.foreign_hospitality)
    composer.say(
        "public.hospitality",
        d=domestic,
        f=Fact("public.foreign", public.foreign_hospitality),
        batches=Count("batches", public.batches, str(composer.option("batch_unit"))),
        guests=lambda: [guests],
        per_guest=lambda: [per_guest],
        **known,
    )
    composer.note_mean(per_guest, "public.hospitality@now", guests)
    parts = [composer.latest.get(f"public.{name}@now") for name in ("domestic", "foreign")]
    if all(parts):
        composer.note_sum(
            composer.latest.get("public.hospitality@now"), [part for part in parts if part is not None]
        )


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
                f"{name}.item",
                n=number,
                label=item_label(composer, item, names),
                x=Fact(f"{name}.{item.code}", item.appropriated),
            )
        amounts = [composer.latest[f"{name}.{item.code}@now"] for item in spent_now]
        composer.note_sum(composer.latest.get(f"{name}@now"), amounts)


def operating(composer: Composer) -> None:
    same = composer.account.agency_operating == composer.account.operating()
    composer.say(
        "operating", x=Fact("operating" if same else "agency-operating", composer.account.agency_operating)
    )


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
        template,
        vehicles=whole,
        kinds=kinds,
        equipment=Count("equipment", composer.account.equipment, "台（套）"),
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
            "performance.project",
            n=number,
            name=project.name,
            score=Count("", project.score, "分"),
            x=Fact(f"project.{project.name}", amount),
        )


def others(composer: Composer) -> None:
    """Several small matters under one heading."""
    for number, (title, write) in enumerate(
        (
            ("机关运行经费支出情况", operating),
            ("政府采购支出情况", procurement),
            ("国有资产占有使用情况", assets),
            ("预算绩效管理情况", performance),
        ),
        1,
    ):
        composer.subheading(number, title)
        write(composer)

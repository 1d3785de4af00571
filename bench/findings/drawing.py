"""Draws an account: leaves at random, everything else by addition."""

from __future__ import annotations

from random import Random

from .account import Account, Item, Procurement, Project, Staff, ThreePublic
from .amounts import NOTHING, Amount, total
from .vocabulary import (
    BUREAUS,
    CAPITAL_ITEMS,
    FUND_ITEMS,
    INCOME_KINDS,
    ITEMS,
    OPERATING_LINES,
    PERSONNEL_LINES,
    PROJECTS,
    VEHICLE_KINDS,
)

YUAN = 100
WAN = 10_000 * YUAN
_FROM_LINES = {
    "2080505": "30108",
    "2080506": "30109",
    "2101101": "30110",
    "2101103": "30111",
    "2210201": "30113",
}
"""Items that pay for one line of the economic classification."""


def draw_account(rng: Random) -> Account:
    """An account of some year, consistent in 分 in this year, in the year before and in both budgets."""
    scale = 10 ** rng.uniform(4.3, 7.2) * YUAN
    public = _three_public(rng, scale)
    lines = _lines(rng, scale, public)
    items = _items(rng, scale, lines)
    other = rng.random() < 0.35
    opening = _carried(rng, scale) if other else NOTHING
    used = _amount(rng, scale / 10) if other and rng.random() < 0.3 else NOTHING
    spare = total(amount for item in items for _, amount in item.incomes) - total(
        amount for item in items for _, amount in item.kinds
    )
    available = spare + opening + used
    distribution = _share(available, rng.uniform(0.1, 0.5)) if other and rng.random() < 0.2 else NOTHING
    operating = total(amount for code, amount in lines.items() if code[:3] in ("302", "310"))
    return Account(
        bureau=rng.choice(BUREAUS),
        year=rng.randint(2019, 2025),
        items=items,
        lines=lines,
        other_opening=opening,
        surplus_used=used,
        distribution=distribution,
        three_public=public,
        agency_operating=operating if rng.random() < 0.6 else _amount(rng, scale),
        procurement=_procurement(rng, scale),
        vehicles=_vehicles(rng, public.vehicles_kept),
        equipment=rng.choice((0, 0, 1, 3)),
        staff=_staff(rng),
        projects=_projects(rng, scale),
    )


def _vehicles(rng: Random, kept: int) -> dict[str, int]:
    """The vehicles of each kind, of which those that the appropriation runs are some."""
    vehicles = {kind: rng.choice((0, 0, 1, 2, 5)) for kind in VEHICLE_KINDS}
    vehicles[VEHICLE_KINDS[-1]] += max(kept - sum(vehicles.values()), 0)
    return vehicles


def _amount(rng: Random, scale: float, new: float = 0.05) -> Amount:
    """A positive amount about a scale; last year's and the budgets beside it, or nothing, or the same."""
    now = _rounded(rng, scale * rng.lognormvariate(0, 0.8))
    then = now if rng.random() < 0.05 else _rounded(rng, now * rng.uniform(0.4, 1.9))
    initial = now if rng.random() < 0.15 else _rounded(rng, now * rng.uniform(0.6, 1.3))
    adjusted = now if rng.random() < 0.4 else _rounded(rng, now * rng.uniform(1.0, 1.2))
    if rng.random() < new:
        then = 0
    if rng.random() < 2 * new:
        initial = 0
    return Amount(now, then, initial, max(adjusted, now))


def _rounded(rng: Random, fen: float) -> int:
    """Whole 分, now and then whole 元, hundreds of 元 or 万元, as amounts really come."""
    step = rng.choices((1, YUAN, 100 * YUAN, WAN), (70, 12, 10, 8))[0]
    return round(fen / step) * step or max(round(fen), YUAN)


def _share(amount: Amount, part: float) -> Amount:
    return Amount(*(int(amount.of(measure) * part) for measure in ("now", "then", "initial", "adjusted")))


def _carried(rng: Random, scale: float) -> Amount:
    """A carry-over: money that stood there, no budget of it."""
    return Amount(
        _rounded(rng, scale * rng.uniform(0.02, 0.5)), _rounded(rng, scale * rng.uniform(0.02, 0.5))
    )


def _three_public(rng: Random, scale: float) -> ThreePublic:
    def maybe(chance: float, size: float) -> Amount:
        return _amount(rng, scale * size) if rng.random() < chance else NOTHING

    overseas, purchase = maybe(0.25, 0.1), maybe(0.25, 0.3)
    upkeep, hospitality = maybe(0.6, 0.1), maybe(0.7, 0.03)
    foreign = _share(hospitality, rng.uniform(0.05, 0.4)) if rng.random() < 0.2 else NOTHING
    bought = rng.randint(1, 4) if purchase.now else 0
    return ThreePublic(
        overseas=overseas,
        purchase=purchase,
        upkeep=upkeep,
        hospitality=hospitality,
        foreign_hospitality=foreign,
        groups=rng.randint(1, 9) if overseas.now else 0,
        travellers=rng.randint(10, 60) if overseas.now else 0,
        vehicles_bought=bought,
        vehicles_kept=bought + rng.randint(1, 30) if upkeep.now or bought else 0,
        batches=rng.randint(2, 90) if hospitality.now else 0,
        guests=rng.randint(95, 900) if hospitality.now else 0,
        conference=maybe(0.4, 0.05),
        training=maybe(0.5, 0.05),
    )


def _lines(rng: Random, scale: float, public: ThreePublic) -> dict[str, Amount]:
    """The economic classification of basic expenditure; of the three public expenses a part at most."""
    lines: dict[str, Amount] = {}
    for code in PERSONNEL_LINES:
        if code in ("30101", "30102", *_FROM_LINES.values()) or rng.random() < 0.5:
            lines[code] = _amount(rng, scale * (3 if code in ("30101", "30102", "30103") else 0.6))
    held = {
        "30212": public.overseas,
        "31013": public.purchase,
        "30231": public.upkeep,
        "30217": public.hospitality,
        "30215": public.conference,
        "30216": public.training,
    }
    for code in OPERATING_LINES:
        if code in held:
            part = _share(held[code], rng.choice((0.0, 0.5, 1.0, 1.0)))
            if part.now:
                lines[code] = part
        elif code == "30201" or rng.random() < 0.5:
            lines[code] = _amount(rng, scale * 0.3)
    return lines


def _items(rng: Random, scale: float, lines: dict[str, Amount]) -> tuple[Item, ...]:
    carrying = rng.random() < 0.4
    runs = rng.choice([code for code, names in ITEMS.items() if names[1] in ("行政运行", "事业运行")])
    chosen = {runs, "2080505", "2210201", rng.choice(("2101101", "2101102"))}
    chosen |= {code for code in ("2080506", "2101103", "2080501") if rng.random() < 0.5}
    same = [code for code in ITEMS if code[:5] == runs[:5] and code != runs]
    chosen |= {code for code in same if rng.random() < 0.7}
    chosen |= set(rng.sample([code for code in ITEMS if code not in chosen], rng.randint(1, 8)))
    basics = _basics(rng, lines, runs, sorted(chosen))
    items = [
        _item(rng, scale, code, ITEMS[code], "general", basics.get(code, NOTHING), carrying)
        for code in sorted(chosen)
    ]
    if rng.random() < 0.4:
        count = rng.randint(1, 3)
        for code in rng.sample(sorted(FUND_ITEMS), count):
            items.append(_item(rng, scale, code, FUND_ITEMS[code], "fund", NOTHING, carrying))
    if rng.random() < 0.2:
        for code in rng.sample(sorted(CAPITAL_ITEMS), rng.randint(1, 2)):
            items.append(_item(rng, scale, code, CAPITAL_ITEMS[code], "capital", NOTHING, False))
    if rng.random() < 0.4:
        items = _with_other_money(rng, scale, items)
    return tuple(sorted(items, key=lambda item: (item.code, item.fund)))


def _basics(rng: Random, lines: dict[str, Amount], runs: str, chosen: list[str]) -> dict[str, Amount]:
    """Who pays which line: insurance and housing by their own items, the rest by the running costs."""
    basics = {code: lines[line] for code, line in _FROM_LINES.items() if code in chosen}
    rest = total(lines.values()) - total(basics.values())
    if "2080501" in chosen:
        basics["2080501"] = _share(rest, rng.uniform(0.01, 0.1))
        rest = rest - basics["2080501"]
    if "2101102" in chosen:
        basics["2101102"] = _share(rest, rng.uniform(0.01, 0.05))
        rest = rest - basics["2101102"]
    basics[runs] = rest
    return basics


def _item(
    rng: Random, scale: float, code: str, names: tuple[str, str], fund: str, basic: Amount, carrying: bool
) -> Item:
    project = NOTHING
    if not basic or rng.random() < 0.25:
        project = _amount(rng, scale * rng.choice((0.2, 1, 5)), new=0.1)
    opening = closing = NOTHING
    if carrying and project and rng.random() < 0.5:
        closing = _carried(rng, scale)
        # What was carried into this year is no more than what was spent and carried on.
        opening = _share(Amount((project + closing).now, (project + closing).then), rng.uniform(0.01, 0.6))
    return Item(code, code[:3], names[0], names[1], fund, basic, project, opening, closing)


def _with_other_money(rng: Random, scale: float, items: list[Item]) -> list[Item]:
    """Some items also paid from other money, which came in at least as much as it was spent."""
    places = [index for index, item in enumerate(items) if item.fund == "general"]
    changed = list(items)
    for index in rng.sample(places, min(len(places), rng.randint(1, 3))):
        income = rng.choice(list(INCOME_KINDS))
        kind = (
            "operation"
            if income == "operation"
            else rng.choices(("basic", "project", "superior", "affiliated"), (4, 6, 1, 1))[0]
        )
        spent = _amount(rng, scale * 0.4)
        received = spent + (_amount(rng, scale / 20) if rng.random() < 0.5 else NOTHING)
        item = changed[index]
        changed[index] = Item(
            item.code,
            item.category,
            item.section,
            item.name,
            item.fund,
            item.basic,
            item.project,
            item.opening,
            item.closing,
            ((kind, spent),),
            ((income, received),),
        )
    return changed


def _procurement(rng: Random, scale: float) -> Procurement:
    if rng.random() < 0.15:
        return Procurement(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
    goods = _amount(rng, scale / 2)
    works = _amount(rng, scale) if rng.random() < 0.4 else NOTHING
    services = _amount(rng, scale) if rng.random() < 0.7 else NOTHING
    smaller = _share(goods + works + services, rng.choice((1.0, rng.uniform(0.3, 1))))
    return Procurement(
        goods, works, services, smaller, _share(smaller, rng.choice((1.0, rng.uniform(0.1, 1))))
    )


def _staff(rng: Random) -> Staff:
    administrative, institutional = rng.randint(5, 60), rng.randint(0, 90)
    return Staff(
        administrative,
        institutional,
        administrative - rng.randint(0, 4),
        max(institutional - rng.randint(0, 9), 0),
        rng.randint(0, 70),
    )


def _projects(rng: Random, scale: float) -> tuple[Project, ...]:
    projects = []
    for name in rng.sample(PROJECTS, rng.randint(0, 3)):
        budget = _rounded(rng, scale * rng.uniform(0.2, 3))
        executed = budget if rng.random() < 0.3 else _rounded(rng, budget * rng.uniform(0.3, 0.99))
        projects.append(Project(name, budget, min(executed, budget), rng.randint(80, 100)))
    return tuple(projects)

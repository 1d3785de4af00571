"""What one account says of what is compared: amounts in 万元, their parts, staff, completion, growth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...figures import EXACT, HUNDRED, PERCENT, WAN_YUAN, YUAN_PER_UNIT
from ...recognising.forms.catalogue import squeeze, without_enumerator
from ...settings import reference
from ..tidy import ClaimFigure, FormCell
from .corpus import Account

FORM, NARRATIVE = "报表", "文字"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 万元 and where it was found: 报表 or 文字."""

    value: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class Staff:
    """The head count of a report. `number` is None where none or several are printed: `sentences` tell."""

    number: int | None
    sentences: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Rate:
    """A completion or a growth in percent. `printed` tells one that the report prints from one computed
    here; `before` and `now` are the amounts behind it, in 万元."""

    percent: Decimal | None
    printed: bool
    before: Decimal | None = None
    now: Decimal | None = None


def wan_yuan(value: str | None, unit: str | None) -> Decimal | None:
    """An amount in 万元, None for what is no money or not disclosed."""
    if value is None or unit not in YUAN_PER_UNIT:
        return None
    return Decimal(value) * YUAN_PER_UNIT[unit] / YUAN_PER_UNIT[WAN_YUAN]


def amount(account: Account, keys: Sequence[str], measure: str = "final") -> Amount | None:
    """The first of some named amounts that the account gives: its form's cell, else its narrative's."""
    for key in keys:
        found = next(_in_forms(account, key, measure), None)
        if found is not None:
            return Amount(found, FORM)
        for row in account.claims:
            if row.kind == "amount" and row.key == key and row.measure == measure:
                value = wan_yuan(row.value, row.unit)
                if value is not None:
                    return Amount(value, NARRATIVE)
    return None


def denied(account: Account, keys: Sequence[str]) -> bool:
    """Whether the report says in words that it has none of some named amounts."""
    return any(row.kind == "absence" and row.key in keys for row in account.claims)


def _in_forms(account: Account, key: str, measure: str) -> Iterator[Decimal]:
    for place in reference("amounts_in_forms").get(key, {}).get(measure, ()):
        columns, rows = _squeezed(place["columns"]), _squeezed(place["rows"])
        for cell in account.forms:
            own_side = "side" not in place or cell.side == place["side"]
            if cell.form != place["form"] or not own_side or squeeze(cell.column) not in columns:
                continue
            value = wan_yuan(cell.value, cell.unit)
            if without_enumerator(cell.label) in rows and value is not None and not cell.doubted:
                yield value


def _squeezed(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(squeeze, names))


def parts(account: Account, panel: Mapping[str, Any]) -> dict[str, Decimal]:
    """What a total is made of, in 万元, by the plain names of its parts: from the form, else the narrative.
    A form of which a cell is doubted is passed over.

    Parts of nought are left out; nothing printed gives an empty dict.
    """
    found = _parts_in_form(account, panel) or _parts_in_narrative(account, panel["key"])
    added: dict[str, Decimal] = {}
    for label, value in found:
        name = plain_name(label)
        if value:
            added[name] = added.get(name, Decimal(0)) + value
    return added


def _parts_in_form(account: Account, panel: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    cells = [cell for cell in account.forms if cell.form == panel["form"]]
    if "columns" in panel:
        wanted = _squeezed(panel["columns"])
        chosen = [cell for cell in cells if cell.code is None and squeeze(cell.column) in wanted]
        return _amounts((cell.column, cell) for cell in _relied_on(chosen))
    lines = _before_total([cell for cell in cells if cell.side == panel["side"]], _squeezed(panel["total"]))
    return _amounts((cell.label, cell) for cell in _relied_on(lines))


def _relied_on(cells: Sequence[FormCell]) -> Sequence[FormCell]:
    """The cells, none where one of them is doubted."""
    return () if any(cell.doubted for cell in cells) else cells


def _amounts(named: Iterable[tuple[str, FormCell]]) -> list[tuple[str, Decimal]]:
    """The amounts of cells that hold one, with the names of what they are."""
    return [(name, v) for name, cell in named if (v := wan_yuan(cell.value, cell.unit)) is not None]


def _before_total(cells: Sequence[FormCell], total: frozenset[str]) -> list[FormCell]:
    """The lines above the total, without those that only say what a line above is made of."""
    lines: list[FormCell] = []
    for cell in cells:
        if without_enumerator(cell.label) in total:
            return [line for line in lines if not line.label.startswith("其中")]
        lines.append(cell)
    return []


def _parts_in_narrative(account: Account, key: str) -> list[tuple[str, Decimal]]:
    wholes = [r.claim for r in account.claims if r.kind == "sum" and r.role == "whole" and r.key == key]
    if not wholes:
        return []
    rows = [row for row in account.claims if row.claim == wholes[0] and row.role == "parts"]
    return [(r.label or "", v) for r in rows if (v := wan_yuan(r.value, r.unit)) is not None]


_KIND_WORD = re.compile(r"[（(][类款项][）)]")


def plain_name(label: str) -> str:
    """A part's name without numbering, 类 and the word that all parts share."""
    name = without_enumerator(_KIND_WORD.sub("", label))
    return name if len(name) <= 4 else name.removesuffix("支出").removesuffix("收入")


def staff(account: Account) -> Staff:
    """The staff that a report prints: one number, or several that are not added up."""
    words = reference("comparison")["staff"]
    if account.counts is None:
        return Staff(None, (), known=False)
    own = [
        count
        for count in account.counts
        if count.unit in words["units"]
        and any(word in count.before for word in words["words"])
        and not any(word in count.before for word in words["without"])
    ]
    numbers = dict.fromkeys(int(Decimal(count.value)) for count in own)
    sentences = tuple(dict.fromkeys(f"{count.before}{count.printed}" for count in own))
    return Staff(next(iter(numbers)) if len(numbers) == 1 else None, sentences)


def completion(account: Account, keys: Sequence[str]) -> Rate | None:
    """Final over budget, both printed; else the rate that the report prints; None where it has neither."""
    for key in keys:
        budget, final = amount(account, (key,), "budget"), amount(account, (key,))
        if budget is not None and final is not None and budget.value:
            return Rate(_percent(final.value, budget.value), False, budget.value, final.value)
        for rows in _claims(account, "completion"):
            rate, done = rows.get("rate"), rows.get("final")
            if done is not None and done.key == key and rate is not None and rate.value is not None:
                return Rate(Decimal(rate.value), True, now=wan_yuan(done.value, done.unit))
    return None


def growth(account: Account, keys: Sequence[str]) -> Rate | None:
    """The change on last year, computed from the amounts that the report prints.

    A base of nought has no rate: then `percent` is None.
    """
    for rows in _claims(account, "change"):
        current = rows.get("current")
        if current is None or current.key not in keys or current.against != "last-year":
            continue
        now, before = wan_yuan(current.value, current.unit), _base(rows)
        if now is None or before is None:
            continue
        return Rate(_percent(now - before, before) if before > 0 else None, False, before, now)
    return None


def _base(rows: Mapping[str, ClaimFigure]) -> Decimal | None:
    """Last year's amount: printed, or this year's less the change."""
    base, current, difference = rows.get("base"), rows.get("current"), rows.get("difference")
    if base is not None:
        return wan_yuan(base.value, base.unit)
    if current is None or difference is None:
        return None
    now, change = wan_yuan(current.value, current.unit), wan_yuan(difference.value, difference.unit)
    if now is None or change is None or (change and difference.direction is None):
        return None
    return now - (difference.direction or 0) * change


def _claims(account: Account, kind: str) -> Iterator[dict[str, ClaimFigure]]:
    """The figures of each claim of a kind by their role."""
    by_claim: dict[int, dict[str, ClaimFigure]] = {}
    for row in account.claims:
        if row.kind == kind and (row.unit in YUAN_PER_UNIT or row.unit == PERCENT):
            by_claim.setdefault(row.claim, {}).setdefault(row.role, row)
    yield from by_claim.values()


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.divide(part * HUNDRED, whole)

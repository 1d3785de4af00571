"""What the narrative and the forms say about a chart's topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from ...figures import WAN_YUAN, Figure
from ...reports import AmountClaim, ChangeClaim, Claim, Form, FormRow, Part, ShareClaim, Statement, SumClaim
from ...settings import reference
from .words import YEAR, Topic, clean_label, vocabulary

OWN_PARTS = frozenset({Part.COVER, Part.OVERVIEW, Part.NARRATIVE, Part.FORMS})
"""Attachments have their own amounts; the glossary has none."""
_MOST_SUBSETS = 10

OneClaim = TypeVar("OneClaim", bound=Claim)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a whole: what it is called, its amount, and the share that the report prints for it."""

    label: str
    amount: Figure | None
    share: Figure | None


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and its parts. `whole` is None where it is not printed: the parts' sum stands for it."""

    slices: tuple[Slice, ...]
    whole: Figure | None


def claims_about(topic: Topic, claims: Sequence[Claim], kind: type[OneClaim]) -> Iterator[OneClaim]:
    """The claims of one kind in the sections of a topic, those of its most special section first."""
    for name in topic.sections:
        for claim in claims:
            section = claim.statement.section
            if isinstance(claim, kind) and section.topic == name and section.part in OWN_PARTS:
                yield claim


def find_division(topic: Topic, claims: Sequence[Claim], forms: Sequence[Form]) -> Division | None:
    """The parts of a pie: by their printed shares, else from a printed list, else from the form."""
    for name in topic.sections:
        of_section = [claim for claim in claims if claim.statement.section.topic == name]
        found = _from_shares(topic, of_section)
        if found is None and name == topic.sections[0]:
            found = _from_sums(topic, of_section)
        if found is not None:
            return found
    return _from_form(topic, forms) or _from_items(topic, claims) or _from_amounts(topic, claims)


def _from_shares(topic: Topic, claims: Sequence[Claim]) -> Division | None:
    shares: dict[str, ShareClaim] = {}
    for claim in claims_about(topic, claims, ShareClaim):
        label = clean_label(claim.subject)
        if topic.is_part(label) and label not in shares:
            shares[label] = claim
    if not shares:
        return None
    wholes = Counter(claim.whole.value for claim in shares.values() if claim.whole is not None)
    common = wholes.most_common(1)[0][0] if wholes else None
    kept = {
        label: claim
        for label, claim in shares.items()
        if common is None or claim.whole is None or claim.whole.value == common
    }
    whole = next((claim.whole for claim in kept.values() if claim.whole is not None), None)
    slices = [Slice(label, claim.part, claim.share) for label, claim in kept.items()]
    return Division(tuple(_without_parts_of_parts(slices, whole)), whole)


def _from_sums(topic: Topic, claims: Sequence[Claim]) -> Division | None:
    for claim in claims_about(topic, claims, SumClaim):
        if not claim.whole.is_money or claim.of == "last-year":
            continue
        parts = [
            Slice(clean_label(part.label), part.figure, None)
            for part in claim.parts
            if topic.is_part(clean_label(part.label)) and part.figure.is_money
        ]
        if parts and len(parts) == len(claim.parts):
            return Division(tuple(_without_parts_of_parts(parts, claim.whole)), claim.whole)
    return None


def _without_parts_of_parts(slices: Sequence[Slice], whole: Figure | None) -> Sequence[Slice]:
    """Leave out 其中 amounts that are already in another part: the most parts that add to the whole."""
    if whole is None or len(slices) > _MOST_SUBSETS:
        return slices
    for size in range(len(slices), 0, -1):
        for kept in combinations(slices, size):
            amounts = [piece.amount for piece in kept if piece.amount is not None]
            total = sum((in_unit(amount, whole.unit) for amount in amounts), Decimal(0))
            if abs(total - whole.value) <= whole.step * (size + 1) / 2:
                return kept
    return slices


def _from_form(topic: Topic, forms: Sequence[Form]) -> Division | None:
    form = next((form for form in forms if form.key == topic.form and not form.empty), None)
    if form is None:
        return None
    if topic.form == "general-budget":
        return _categories(form)
    total = _total_row(form, vocabulary()["sides"]["final" if topic.form == "three-public" else "total"])
    if total is None:
        return None
    sides = vocabulary()["sides"]
    slices = [
        Slice(clean_label(column), value, None)
        for column, value in zip(form.columns, total.values, strict=True)
        if value is not None and column and topic.is_part(column)
        if not column.startswith(tuple(sides["part_of_columns"])) and not _is_total_column(column)
    ]
    whole = total.values[0]
    return Division(tuple(_without_parts_of_parts(slices, whole)), whole) if slices else None


def _is_total_column(column: str) -> bool:
    """Whether a column sums the others up; a subtotal of one subject (公务用车小计) is a part."""
    return any(column.endswith(word) for word in vocabulary()["sides"]["total_columns"]) and (
        "公务" not in column
    )


def _categories(form: Form) -> Division | None:
    """The amounts by the first three digits of the code: as printed, else the sum of the longest codes."""
    total = _total_row(form, vocabulary()["sides"]["total"])
    coded = [(row.code, row.values[0], row.label) for row in form.rows if row.code and row.values[0]]
    printed = [Slice(clean_label(label), figure, None) for code, figure, label in coded if len(code) == 3]
    if not printed:
        names = reference("functional_classification")["categories"]
        deepest = max((len(code) for code, _, _ in coded), default=0)
        sums: dict[str, Figure] = {}
        for code, figure, _ in coded:
            if figure is not None and len(code) == deepest:
                head = code[:3]
                sums[head] = _plus(sums[head], figure) if head in sums else figure
        printed = [Slice(names.get(head, [head])[0], figure, None) for head, figure in sums.items()]
    return Division(tuple(printed), total.values[0] if total else None) if printed else None


def _total_row(form: Form, labels: Sequence[str]) -> FormRow | None:
    return next((row for row in form.rows if row.label in labels and any(row.values)), None)


def _from_items(topic: Topic, claims: Sequence[Claim]) -> Division | None:
    """The item by item expenditure added up by category."""
    if topic.form != "general-budget":
        return None
    sums: dict[str, Figure] = {}
    for claim in claims:
        if not isinstance(claim, AmountClaim) or len(claim.item) < 3 or claim.measure != "final":
            continue
        if claim.statement.section.part not in OWN_PARTS or not claim.figure.is_money:
            continue
        name = clean_label(claim.item[0])
        sums[name] = _plus(sums[name], claim.figure) if name in sums else claim.figure
    return Division(tuple(Slice(name, figure, None) for name, figure in sums.items()), None) if sums else None


def _plus(one: Figure, other: Figure) -> Figure:
    other = other.to(one.unit) if one.unit else other
    return Figure("", one.value + other.value, one.unit, max(one.decimals, other.decimals), one.place)


def _from_amounts(topic: Topic, claims: Sequence[Claim]) -> Division | None:
    """The first final amount of each named part, where neither shares nor a list are printed."""
    if not topic.parts:
        return None
    found: dict[str, Slice] = {}
    for claim in claims_about(topic, claims, AmountClaim):
        word = next((word for word in topic.parts if word in claim.subject), None)
        if word and claim.measure == "final" and claim.figure.is_money and word not in found:
            found[word] = Slice(clean_label(claim.subject), claim.figure, None)
    return Division(tuple(found.values()), None) if len(found) > 1 else None


def in_unit(figure: Figure, unit: str | None) -> Decimal:
    """An amount in a unit of money; as printed where either has none."""
    if not figure.value:
        return Decimal(0)
    if unit and figure.is_money and figure.unit != unit:
        return figure.to(unit).value
    return figure.value


def money_unit(claims: Sequence[Claim]) -> str:
    """The unit of money that the narrative uses most."""
    units = Counter(
        claim.figure.unit for claim in claims if isinstance(claim, AmountClaim) and claim.figure.is_money
    )
    units += Counter(
        claim.part.unit for claim in claims if isinstance(claim, ShareClaim) and claim.part.is_money
    )
    return units.most_common(1)[0][0] or WAN_YUAN if units else WAN_YUAN


def fiscal_year(claims: Sequence[Claim], statements: Sequence[Statement]) -> int | None:
    """The year that the report is about, as its claims and sentences say most often."""
    changes = [claim.base_year for claim in claims if isinstance(claim, ChangeClaim)]
    amounts = [claim.fiscal_year for claim in claims if isinstance(claim, AmountClaim)]
    years = Counter(year + 1 for year in changes if year) + Counter(year for year in amounts if year)
    if not years:
        years = Counter(
            int(match)
            for statement in statements
            if statement.section.part in OWN_PARTS
            for match in YEAR.findall(statement.text)
        )
    return years.most_common(1)[0][0] if years else None

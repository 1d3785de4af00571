"""Where a printed figure comes from, and where it goes: sums, shares, changes, completions, form cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..figures import MONEY_UNITS, PERCENT, YUAN_PER_UNIT, Figure, Key, Verdict, key_of, parse_figure, rounded
from ..recognising.forms.identities import Identity, Term, identities
from ..reports import (
    BalanceClaim,
    ChangeClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    EqualityClaim,
    Finding,
    Labelled,
    LedgerEntry,
    Report,
    ShareClaim,
    SumClaim,
)
from .findings.forms import judge_identity, usual_decimals


class Relation(StrEnum):
    """How a result comes from its operands."""

    SUM = "sum"
    PARTIAL_SUM = "partial-sum"
    BALANCE = "balance"
    SHARE = "share"
    DIFFERENCE = "difference"
    RATE = "rate"
    COMPLETION = "completion"
    AVERAGE = "average"
    SAME = "same"


_KINDS = {
    Relation.SUM: ("sum", "count"),
    Relation.PARTIAL_SUM: ("sum", "count"),
    Relation.BALANCE: ("balance",),
    Relation.SHARE: ("share",),
    Relation.DIFFERENCE: ("change",),
    Relation.RATE: ("change",),
    Relation.COMPLETION: ("completion",),
}
"""The kinds of findings that judge a relation of the narrative."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that takes part in a relation, with its own words and its sign."""

    figure: Figure
    words: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """`result` is what `operands` give by `relation`. `where` names the section or form that says so."""

    relation: Relation
    result: Operand
    operands: tuple[Operand, ...]
    where: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """A link met on the way, and the steps that lead on from each of its other figures."""

    link: Link
    onward: tuple[tuple[Operand, tuple[Step, ...]], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """`sources` say what `entry` is made of, `uses` what is made of it, `twins` where it stands again."""

    entry: LedgerEntry
    sources: tuple[Step, ...]
    uses: tuple[Step, ...]
    twins: tuple[LedgerEntry, ...]


def links(checked: CheckedReport) -> tuple[Link, ...]:
    """All relations that the report's narrative, its forms and the rules between both speak of."""
    verdicts = _stated_verdicts(checked.findings)
    found = [
        *(_of_claims(checked.report.claims, verdicts)),
        *(_of_forms(checked.report)),
        *(_of_findings(checked)),
    ]
    # A sum said twice in one place is one link.
    unique = {(link.relation, key_of(link.result.figure), _keys(link.operands)): link for link in found}
    return tuple(unique.values())


def _keys(operands: Iterable[Operand]) -> tuple[Key, ...]:
    return tuple(key_of(operand.figure) for operand in operands)


def _stated_verdicts(findings: Iterable[Finding]) -> dict[tuple[Key, str], Verdict]:
    """The worst verdict on each stated figure by kind of finding."""
    order = tuple(Verdict)
    worst: dict[tuple[Key, str], Verdict] = {}
    for finding in findings:
        if finding.stated_figure is not None:
            key = (key_of(finding.stated_figure), finding.kind)
            worst[key] = max(worst.get(key, finding.verdict), finding.verdict, key=order.index)
    return worst


def _of_claims(claims: Iterable[Claim], verdicts: dict[tuple[Key, str], Verdict]) -> Iterator[Link]:
    for claim in claims:
        for relation, result, operands in _relations(claim):
            known = [verdicts.get((key_of(result.figure), kind)) for kind in _KINDS.get(relation, ())]
            verdict = next((verdict for verdict in known if verdict), Verdict.UNDETERMINED)
            where = claim.statement.section.title or claim.statement.section.part.value
            yield Link(relation, result, operands, where, verdict)


def _relations(claim: Claim) -> Iterator[tuple[Relation, Operand, tuple[Operand, ...]]]:
    """What one sentence says of how its figures belong together."""
    match claim:
        case SumClaim(whole=whole, parts=parts) if parts:
            relation = Relation.SUM if claim.exhaustive else Relation.PARTIAL_SUM
            yield relation, Operand(whole, claim.subject), _labelled(parts)
        case ShareClaim(part=part, whole=whole, share=share) if whole is not None:
            operands = (Operand(part, claim.subject), Operand(whole, claim.whole_name))
            yield Relation.SHARE, Operand(share, f"{claim.subject}占{claim.whole_name}比重"), operands
        case ChangeClaim():
            yield from _of_change(claim)
        case CompletionClaim(budget=budget, final=final) if budget is not None and final is not None:
            operands = (Operand(final, f"{claim.subject}决算"), Operand(budget, claim.budget_name))
            yield Relation.COMPLETION, Operand(claim.rate, f"{claim.subject}完成率"), operands
        case BalanceClaim():
            addends = (
                Operand(claim.expenditure, "支出"),
                Operand(claim.closing, "年末结转和结余"),
                Operand(claim.opening, "年初结转和结余", -1),
            )
            yield Relation.BALANCE, Operand(claim.income, "收入"), addends
        case EqualityClaim(figures=(first, *others)) if others:
            yield Relation.SAME, Operand(first.figure, first.label), _labelled(others)


def _of_change(claim: ChangeClaim) -> Iterator[tuple[Relation, Operand, tuple[Operand, ...]]]:
    current, base, difference, rate = claim.current, claim.base, claim.difference, claim.rate
    sign = claim.direction or 1
    now, before = f"{claim.subject}本期", "预算数" if claim.against == "budget" else f"{claim.subject}上年"
    if current is not None and base is not None and difference is not None:
        # A decrease of 3 from 10 to 7 is printed without a sign: 3 = 10 − 7.
        operands = (Operand(current, now, sign), Operand(base, before, -sign))
        yield Relation.DIFFERENCE, Operand(difference, f"{claim.subject}增减额"), operands
    if rate is None:
        return
    result = Operand(rate, f"{claim.subject}增减率")
    if difference is not None and current is not None:
        first = Operand(difference, f"{claim.subject}增减额", sign)
        yield Relation.RATE, result, (first, Operand(base, before) if base else Operand(current, now))
    elif current is not None and base is not None:
        yield Relation.RATE, result, (Operand(current, now), Operand(base, before))


def _labelled(parts: Iterable[Labelled]) -> tuple[Operand, ...]:
    return tuple(Operand(part.figure, part.label) for part in parts)


def _of_forms(report: Report) -> Iterator[Link]:
    for form in report.forms:
        decimals = usual_decimals(form)
        for identity in identities(form):
            if identity.terms:
                verdict = judge_identity(identity, decimals).verdict
                yield _of_identity(identity, form.title, verdict)


def _of_identity(identity: Identity, title: str, verdict: Verdict) -> Link:
    relation = Relation.BALANCE if identity.family == "balance" else Relation.SUM
    operands = tuple(Operand(t.figure, t.where, t.sign) for t in identity.terms)
    if len(operands) == 1 and operands[0].sign > 0:
        relation = Relation.SAME
    return Link(relation, Operand(identity.stated, identity.where), operands, f"《{title}》", verdict)


def _of_findings(checked: CheckedReport) -> Iterator[Link]:
    """What rules between narrative and forms, and between forms, hold to be one amount."""
    names = {key_of(entry.figure): _entry_words(entry) for entry in checked.ledger.entries}
    for finding in checked.findings:
        stated = finding.stated_figure
        if finding.kind != "cross" or stated is None or (finding.recomputed or "").startswith(("≤", "≥")):
            continue
        others = [f for f in finding.figures if f is not stated and key_of(f) != key_of(stated)]
        if others and finding.rule == "cross.average":
            operands = tuple(Operand(figure, names.get(key_of(figure), "")) for figure in others)
            result = Operand(stated, names.get(key_of(stated), ""))
            yield Link(Relation.AVERAGE, result, operands, finding.section or "", finding.verdict)
            continue
        if not others or not _adds_up(stated, others, finding.verdict):
            continue
        operands = tuple(Operand(figure, names.get(key_of(figure), "")) for figure in others)
        relation = Relation.SAME if len(operands) == 1 else Relation.SUM
        result = Operand(stated, names.get(key_of(stated), ""))
        yield Link(relation, result, operands, finding.section or "", finding.verdict)


def _adds_up(stated: Figure, others: Sequence[Figure], verdict: Verdict) -> bool:
    """Whether a rule compares for equality: one that is content with unequal figures compares for order."""
    terms = tuple(Term(figure, 1, "", "") for figure in others)
    return verdict is not Verdict.CONSISTENT or Identity("", "", stated, terms).may_hold


def _entry_words(entry: LedgerEntry) -> str:
    return f"{entry.where}·{entry.bound_to}" if entry.bound_to else entry.where


_UNIT = re.compile(rf"({MONEY_UNITS}|%|％)$")
MOST_MATCHES = 60


def find(checked: CheckedReport, wanted: str) -> tuple[LedgerEntry, ...]:
    """The printed figures that `wanted` may mean, the exact ones first.

    A number finds the figures that are it, or round to it, in 元, 万元 or 亿元 (13,836.63 finds
    138,366,269.56 元); anything else finds figures by the words of what they are.
    """
    text = wanted.strip()
    unit_match = _UNIT.search(text)
    unit = unit_match[1].replace("％", PERCENT) if unit_match else None
    query = parse_figure(text[: unit_match.start()] if unit_match else text, unit)
    entries = checked.ledger.entries
    if query is None:
        named = [e for e in entries if text and text in f"{e.where}{e.bound_to or ''}{e.quote}"]
        return tuple(sorted(named, key=lambda e: text not in (e.bound_to or "")))[:MOST_MATCHES]
    ranked = [(rank, entry) for entry in entries if (rank := _rank(query, entry.figure)) is not None]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))[:MOST_MATCHES]


def _rank(query: Figure, figure: Figure) -> int | None:
    """0 for the same number, 1 for one that rounds to it in some money unit, None for another."""
    if query.unit is not None and query.unit not in YUAN_PER_UNIT and query.unit != figure.unit:
        return None
    if figure.value == query.value and query.unit in (None, figure.unit):
        return 0
    if not figure.is_money:
        return None
    units = [query.unit] if query.unit else list(YUAN_PER_UNIT)
    meant = (figure.to(unit).value for unit in units if unit is not None)
    same = any(value and rounded(value, query.decimals) == query.value for value in meant)
    return 1 if same else None


DEPTH = 3
"""How many relations a trace follows one way."""


def trace(checked: CheckedReport, entry: LedgerEntry, depth: int = DEPTH) -> Trace:
    """What a printed figure is made of, what is made of it, and where else its amount is printed."""
    known = links(checked)
    figure = entry.figure
    return Trace(
        entry=entry,
        sources=_back(known, figure, depth, frozenset()),
        uses=_forth(known, figure, depth, frozenset()),
        twins=tuple(_twins(checked, entry)),
    )


def _back(known: Sequence[Link], figure: Figure, depth: int, seen: frozenset[Key]) -> tuple[Step, ...]:
    seen |= {key_of(figure)}
    if not depth:
        return ()
    steps = []
    for link in known:
        if key_of(link.result.figure) != key_of(figure) or seen & set(_keys(link.operands)):
            continue
        onward = tuple((op, _back(known, op.figure, depth - 1, seen)) for op in link.operands)
        steps.append(Step(link, onward))
    return tuple(steps)


def _forth(known: Sequence[Link], figure: Figure, depth: int, seen: frozenset[Key]) -> tuple[Step, ...]:
    seen |= {key_of(figure)}
    if not depth:
        return ()
    return tuple(
        Step(link, ((link.result, _forth(known, link.result.figure, depth - 1, seen)),))
        for link in known
        if key_of(figure) in _keys(link.operands) and key_of(link.result.figure) not in seen
    )


def _twins(checked: CheckedReport, entry: LedgerEntry) -> Iterator[LedgerEntry]:
    """Other places that print the same amount; nought is everywhere and tells nothing."""
    figure = entry.figure
    if not figure.value:
        return
    for other in checked.ledger.entries:
        if other is not entry and _same_amount(figure, other.figure):
            yield other


def _same_amount(one: Figure, other: Figure) -> bool:
    if not (one.is_money and other.is_money):
        return one.unit == other.unit and one.value == other.value
    fine, coarse = sorted((one, other), key=lambda f: f.step * YUAN_PER_UNIT[f.unit or ""])
    return rounded(fine.to(coarse.unit or "").value, coarse.decimals) == coarse.value

"""Rules on sums in sentences: wholes and their parts, heads and things listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ...figures import WAN_YUAN, YUAN, Figure, Interval, Verdict, rounded
from ...places import Place
from ...recognising.narrative.numerals import whole_number
from ...reports import AmountClaim, ChangeClaim, Finding, Labelled, Part, Report, Statement, SumClaim, View
from ...wordings import Wording, tell
from ..findings.amounts import called, money_amounts, other_unit
from ..findings.change_readings import stray_in_change
from ..findings.claims import Reading, claim_finding, judge_readings, short_precision_note
from ..registry import rule
from ..verdicts import Outcome
from .three_public_rules import names_each

_ENOUGH = 2
_BESIDE_STRAYS = {1: 2, 2: 5}
"""Beside so many amounts in 元 at least so many in 万元 make those in 元 slips."""

_FEW = 3
"""Parts of a list of which none is left out."""

_ALIKE = 5
"""So many times its budget, or the other way round, an amount is still of its size."""


@rule("sum.parts", "sum")
def sum_of_parts(report: Report) -> Iterator[Finding]:
    """The parts of a list add to its whole; a list that may leave parts out never exceeds it."""
    for claim in sums(report, money=True):
        if claim.of != "budgets":
            yield judge_money(report, claim, "sum.parts")


@rule("count.parts", "count")
def count_of_parts(report: Report) -> Iterator[Finding]:
    """Heads, vehicles and things of each kind add to their stated number."""
    for claim in sums(report, money=False):
        parts = [(part.label, part.figure) for part in claim.parts]
        yield _judge_sum(report, claim, parts, "count.parts", "count")


@rule("unit.stray", "unit")
def unit_stray(report: Report) -> Iterator[Finding]:
    """An amount in 元 among amounts in 万元 is a slip where reading it in 万元 makes the sum come out,
    or where its digits are of the size of its neighbours': of the list, or of its budget beside it; or
    where only so its change in 万元 has the rate that is printed. In a section that otherwise speaks in 元
    the one in 万元 beside such an amount is the slip.
    """
    told: set[Place] = set()
    for claim in sums(report, money=True):
        for part in stray_units(claim):
            told.add(part.figure.place)
            meant = [(p.label, other_unit(p.figure) if p is part else p.figure) for p in claim.parts]
            written = _written_sum(meant, claim.whole)
            yield _stray(claim.statement, part.label, part.figure, written, (claim.whole.place,))
    for change in report.claims:
        if isinstance(change, ChangeClaim) and stray_in_change(report, change):
            current, difference = change.current, change.difference
            if current is not None and difference is not None and current.place not in told:
                told.add(current.place)
                yield _stray(change.statement, change.subject, current, "", (difference.place,))
    amounts = [c for c in money_amounts(report) if c.statement.section.part is Part.NARRATIVE]
    for one, other in pairwise(amounts):
        for said, beside in ((one, other), (other, one)):
            if said.figure.place not in told and _is_stray_beside(said, beside):
                wrong, right = (beside, said) if _speaks_in_yuan(amounts, said, beside) else (said, beside)
                told |= {said.figure.place, wrong.figure.place}
                yield _stray(wrong.statement, called(wrong), wrong.figure, "", (right.figure.place,))


def _is_stray_beside(claim: AmountClaim, beside: AmountClaim) -> bool:
    """Whether an amount in 元 is like the 万元 of its budget, or of what was spent of it, right beside it."""
    stray, known = claim.figure, beside.figure
    if {claim.measure, beside.measure} != {"final", "budget"} or claim.item != beside.item:
        return False
    if claim.statement.place.paragraph != beside.statement.place.paragraph:
        return False
    if (stray.unit, known.unit) != (YUAN, WAN_YUAN) or stray.decimals != 2 or not stray.value > 0:
        return False
    return known.value / _ALIKE <= stray.value <= known.value * _ALIKE


def _speaks_in_yuan(amounts: Sequence[AmountClaim], *pair: AmountClaim) -> bool:
    """Whether all other amounts of a pair's section that are not nought are in 元, two or more of them."""
    section = pair[0].statement.section
    others = [c.figure for c in amounts if c.statement.section == section and c not in pair]
    units = [figure.unit for figure in others if figure.value]
    return len(units) >= _ENOUGH and set(units) == {YUAN}


def _stray(
    statement: Statement, label: str, stray: Figure, written: str, beside: tuple[Place, ...]
) -> Finding:
    meant = other_unit(stray)
    right = f"{meant.value}{meant.unit}"
    surplus = meant.unit == YUAN
    return Finding(
        rule="unit.stray",
        kind="unit",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.unit_stray", label=label, stated=stray.text, unit=meant.unit, right=right),
        stated=stray.text,
        recomputed=right,
        unit=stray.unit,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.surplus_wan" if surplus else "cause.stray_unit"),
        calculation=written,
        places=(stray.place, *beside),
        stated_figure=stray,
        figures=(stray,),
    )


@rule("count.enumeration", "count")
def enumeration(report: Report) -> Iterator[Finding]:
    """以下两个问题：一是 … 二是 … lists as many as it says."""
    said = re.compile(
        r"(?:以下|如下|存在)(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|项|点|方面)[^。：:\d]{0,12}[：:]"
    )
    for paragraph in report.document.paragraphs:
        match = said.search(paragraph.text)
        if match is None:
            continue
        listed = re.findall(
            r"[：:；。，]?\s*([一二三四五六七八九])是[，,]?", paragraph.text[match.end() - 1 :]
        )
        if len(listed) < 2 or [whole_number(word) for word in listed] != list(range(1, len(listed) + 1)):
            continue
        count = whole_number(match["count"])
        if count == len(listed):
            continue
        yield Finding(
            rule="count.enumeration",
            kind="count",
            verdict=Verdict.INCONSISTENT,
            message=tell("found.enumeration", said=match.group().rstrip("：:"), count=len(listed)),
            stated=str(count),
            recomputed=str(len(listed)),
            quote=paragraph.text,
            explanation=tell("cause.enumeration"),
            places=(paragraph.place(*match.span()),),
        )


def sums(report: Report, money: bool) -> Iterator[SumClaim]:
    """The narrative's sums, of money or of heads."""
    for claim in report.claims:
        if isinstance(claim, SumClaim):
            is_money = claim.whole.is_money or (claim.whole.unit is None and claim.parts[0].figure.is_money)
            if is_money == money:
                yield claim


def judge_money(report: Report, claim: SumClaim, rule_name: str) -> Finding:
    """The finding on a sum of money, with a stray unit read as it must be meant."""
    parts = [(label, figure) for label, figure in _in_unit(claim)]
    finding = _judge_sum(report, claim, parts, rule_name, "sum")
    if finding.verdict is Verdict.INCONSISTENT:
        for lost in _without_unit(report, claim):
            judged = _judge_sum(report, claim, [*parts, ("", lost)], rule_name, "sum")
            if judged.verdict is Verdict.CONSISTENT:
                return judged
    return finding


def _without_unit(report: Report, claim: SumClaim) -> Iterator[Figure]:
    """Bare numbers of the section: an amount that lost its unit may be a part."""
    amounts = [(c.figure, c.statement) for c in report.claims if isinstance(c, AmountClaim)]
    for figure, statement in (*report.unbound, *amounts):
        if figure.unit is None and figure.decimals and statement.section == claim.statement.section:
            yield figure.read_as(claim.whole.unit or WAN_YUAN)


def stray_units(claim: SumClaim) -> Sequence[Labelled]:
    """The one or two amounts in 元 in a list of 万元 that must be 万元; beside fewer than two in 万元 only
    the one with which the list comes out."""
    strays = [part for part in claim.parts if part.figure.unit == YUAN and part.figure.value != 0]
    others = [part.figure for part in claim.parts if part.figure.unit == WAN_YUAN]
    if not strays or claim.whole.unit != WAN_YUAN or any(stray.figure.value >= 10_000 for stray in strays):
        return ()
    wide = Interval.total(f.interval() for f in (*others, *(s.figure.read_as(WAN_YUAN) for s in strays)))
    # Reading them in 万元 fits the sum, or they have the digits behind the point that only 万元 needs.
    precise = all(stray.figure.decimals == 2 for stray in strays)
    fits = wide.meets(claim.whole.interval()) and (precise or len(strays) == 1)
    if len(others) < _BESIDE_STRAYS.get(len(strays), len(claim.parts) + 1):
        return strays if fits and len(strays) == 1 else ()
    return strays if fits or (precise and all(stray.figure.value < 100 for stray in strays)) else ()


def _in_unit(claim: SumClaim) -> Iterator[tuple[str, Figure]]:
    unit = claim.whole.unit or WAN_YUAN
    strays = stray_units(claim)
    for part in claim.parts:
        figure = part.figure.read_as(WAN_YUAN) if part in strays else part.figure
        yield part.label, figure.to(unit) if figure.is_money else figure


def _judge_sum(
    report: Report, claim: SumClaim, parts: Sequence[tuple[str, Figure]], rule_name: str, kind: str
) -> Finding:
    whole = claim.whole if claim.whole.unit is not None else claim.whole.read_as(parts[0][1].unit or WAN_YUAN)
    figures = [figure for _, figure in parts]

    def compute(view: View) -> Interval:
        total = Interval.total(view(figure) for figure in figures)
        if claim.exhaustive:
            return total
        # What is left unprinted may be anything from nothing up.
        return Interval(total.low, max(total.high, view(whole).high))

    _, outcome = judge_readings(report, whole, [Reading(compute, "", tuple(figures))])
    total = sum((figure.value for figure in figures), Decimal(0))
    if kind == "count" and outcome.verdict is Verdict.TRUNCATED:
        outcome = Outcome(Verdict.INCONSISTENT, "", total)
    outcome = replace(outcome, nominal=total)
    partial = _may_be_partial(claim, whole, total)
    if outcome.verdict.is_wrong and partial:
        outcome = Outcome(Verdict.UNDETERMINED, "", total)
    return claim_finding(
        rule_name,
        kind,
        claim,
        whole,
        outcome,
        message=_told(claim, whole, parts, outcome.verdict, total),
        calculation=_written_sum(parts, whole),
        explanation=short_precision_note(outcome, report),
        figures=[part.figure for part in claim.parts],
        compute=compute,
    )


def _told(
    claim: SumClaim,
    whole: Figure,
    parts: Sequence[tuple[str, Figure]],
    verdict: Verdict,
    total: Decimal,
) -> Wording:
    """What is told of a sum: that it agrees, or by how much a whole list misses its whole, or one that may
    leave parts out exceeds it."""
    unit = whole.unit or ""
    said = {
        "subject": claim.subject or tell("named.total"),
        "stated": whole.text,
        "count": len(parts),
        "part": parts[0][0],
        "total": f"{total}{unit}",
        "gap": f"{abs(total - whole.value)}{unit}",
    }
    if verdict is Verdict.CONSISTENT:
        return tell(
            "found.sum_within" if total < whole.value and not claim.exhaustive else "found.sum_agrees", **said
        )
    if verdict is Verdict.UNDETERMINED and _may_be_partial(claim, whole, total):
        return tell("found.sum_partial", **said)
    if claim.exhaustive:
        return tell("found.sum_of_one" if len(parts) == 1 and parts[0][0] else "found.sum", **said)
    return tell("found.part_beyond" if len(parts) == 1 else "found.sum_beyond", **said)


def _may_be_partial(claim: SumClaim, whole: Figure, total: Decimal) -> bool:
    """Whether items that the narrative leaves out could explain a sum far below its whole."""
    below = partial_below(claim)
    return below is not None and total < whole.value * below


def partial_below(claim: SumClaim) -> Decimal | None:
    """Below which part of its whole a list may be one that leaves something out; None if it never may."""
    if not claim.exhaustive:
        return None
    if any(part.figure.value == 0 for part in claim.parts) and not claim.whole.is_money:
        # What names the kinds that there are none of names all there are.
        return None
    if names_each(part.label for part in claim.parts):
        return None
    if len(claim.parts) > _FEW:
        return Decimal("0.8")
    return None if claim.of == "list" else Decimal("0.5")


def _written_sum(parts: Sequence[tuple[str, Figure]], whole: Figure) -> str:
    if len(parts) == 1 and parts[0][1].value != whole.value:
        return f"{whole.value} ≠ {parts[0][1].value}"
    shown = [
        (f"{figure.value}" + (YUAN if figure.unit == YUAN and whole.unit == WAN_YUAN else ""))
        for _, figure in parts
    ]
    total = sum((figure.value for _, figure in parts), Decimal(0))
    return " + ".join(shown) + (f" = {rounded(total, max(f.decimals for _, f in parts))}" if parts else "")

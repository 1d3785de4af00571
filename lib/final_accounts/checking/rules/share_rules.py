"""Rules on shares and completions: X占W的P%, X完成预算B的P%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ...places import Place
from ...recognising.narrative.amounts import loose_key
from ...reports import ChangeClaim, CompletionClaim, Finding, Part, Report, ShareClaim
from ...wordings import Wording, tell
from ..findings.amounts import maybe_little, money_amounts
from ..findings.claims import Reading, claim_finding, judge_readings, short_precision_note, undetermined
from ..findings.form_cells import named_cells
from ..findings.once import once
from ..findings.ratios import ratio, ratio_by_difference, ratio_of_sum
from ..registry import rule
from ..verdicts import Outcome, printed_view, show_rate
from .three_public_rules import expenses_apart

_OF_NOUGHT = {"share": "found.share_of_nought", "completion": "found.completion_of_nought"}


@rule("share.rate", "share")
def share_rate(report: Report) -> Iterator[Finding]:
    """A share is its part over its whole: 比重 = 部分 ÷ 总体."""
    shares = [c for c in report.claims if isinstance(c, ShareClaim) and c.share.unit == PERCENT]
    agreed = _wholes_meant(report, shares)
    for claim in shares:
        printed = tuple(_wholes_in_forms(report, claim))
        if claim.whole is None and not printed:
            parts = _expenses_meant(report, claim)
            if parts and claim.part.is_money:
                yield from _judge(report, claim, claim.share, [ratio_of_sum(claim.part, parts)], "share")
                continue
            reason = tell("cause.no_whole", whole=claim.whole_name or tell("named.whole"))
            yield undetermined("share.rate", "share", claim, claim.share, reason, (claim.part,))
            continue
        readings = [
            ratio(maybe_little(report, claim.part), whole)
            for whole in agreed.get(claim.share.place, (claim.whole, *claim.alternatives, *printed))
            if whole is not None and _comparable(claim.part, whole)
        ]
        if claim.share.place not in agreed:
            readings.extend(_of_the_year(report, claim, shares))
        yield from _judge(report, claim, claim.share, readings, "share")


def other_wholes_meant(report: Report, claim: ShareClaim) -> bool:
    """Whether a form, or the expenses that make it up, tell the whole that no sentence prints."""
    return any(True for _ in _wholes_in_forms(report, claim)) or bool(_expenses_meant(report, claim))


def _of_the_year(report: Report, claim: ShareClaim, shares: Sequence[ShareClaim]) -> Iterator[Reading]:
    """A share of 总支出 or 总收入, taken for the grand total, as one of the year's own, which may be printed
    later or only be what the parts add up to."""
    if claim.whole is None or not claim.whole_name.startswith(("总支出", "总收入")):
        return
    key = (loose_key(claim.whole_name) or "").removeprefix("total-")
    for amount in money_amounts(report):
        is_own = amount.fiscal_year == report.fiscal_year and amount.measure == "final" and not amount.item
        if amount.key == key and is_own and _comparable(claim.part, amount.figure):
            yield ratio(claim.part, amount.figure)
    beside = [other for other in shares if other.whole is claim.whole and other.statement is claim.statement]
    together = Interval.total(other.share.interval() for other in beside)
    if len(beside) > 1 and together.low <= HUNDRED <= together.high and all(o.part.is_money for o in beside):
        yield ratio_of_sum(claim.part, [other.part for other in beside])


def _wholes_in_forms(report: Report, claim: ShareClaim) -> Iterator[Figure]:
    """The totals of the forms that a share names where the narrative does not print them."""
    if claim.whole is not None or claim.statement.section.part is not Part.NARRATIVE:
        return
    key = loose_key(claim.whole_name)
    if key is None or not claim.whole_name.startswith(("总", "本年", "全年", "收入", "支出")):
        return
    for each in dict.fromkeys((key.removeprefix("total-"), f"total-{key.removeprefix('total-')}")):
        for cell in named_cells(report, each, "final"):
            yield cell.figure


def _expenses_meant(report: Report, claim: ShareClaim) -> tuple[Figure, ...]:
    """What makes up the “三公”经费 that a share of one of the three names and no sentence or form prints."""
    section = claim.statement.section
    if loose_key(claim.whole_name) != "three-public" or section.topic != "three-public":
        return ()
    if section.part is not Part.NARRATIVE or any(True for _ in named_cells(report, "three-public", "final")):
        return ()
    parts = tuple(part.figure for part in expenses_apart(report))
    return parts if any(part is claim.part for part in parts) else ()


def _wholes_meant(report: Report, shares: Sequence[ShareClaim]) -> dict[Place, tuple[Figure, ...]]:
    """Shares of one sentence that name the same whole mean the same one: of several amounts that it could
    be, the one that most of them fit, and of equals the last, the sentence's own total.
    """
    groups: dict[tuple[Place, str, tuple[Place, ...]], list[ShareClaim]] = {}
    for claim in shares:
        if claim.whole is not None and claim.alternatives and claim.whole_name and claim.part.value:
            wholes = tuple(whole.place for whole in (claim.whole, *claim.alternatives))
            groups.setdefault((claim.statement.place, claim.whole_name, wholes), []).append(claim)
    meant: dict[Place, tuple[Figure, ...]] = {}
    for group in groups.values():
        if len(group) < 2 or group[0].whole is None:
            continue
        wholes_told = (group[0].whole, *group[0].alternatives)
        fits = [sum(_fits(report, claim, whole) for claim in group) for whole in wholes_told]
        if max(fits):
            best = max(range(len(fits)), key=lambda index: (fits[index], index))
            meant |= {claim.share.place: (wholes_told[best],) for claim in group}
    return meant


def _fits(report: Report, claim: ShareClaim, whole: Figure) -> bool:
    if not _comparable(claim.part, whole):
        return False
    _, outcome = judge_readings(report, claim.share, [ratio(claim.part, whole)])
    return outcome.verdict is Verdict.CONSISTENT


@rule("completion.rate", "completion")
def completion_rate(report: Report) -> Iterator[Finding]:
    """A completion is the final amount over the budget: 完成率 = 决算数 ÷ 预算数."""
    for claim in report.claims:
        if not isinstance(claim, CompletionClaim):
            continue
        beyond = _difference_from_budget(report, claim)
        if claim.budget is None and claim.final is not None and beyond is not None:
            difference, sign = beyond
            other_way = (claim.rate.value > HUNDRED) != (sign > 0)
            # A direction against the rate is what completion.change-direction speaks of.
            signs = (sign, -sign) if other_way else (sign,)
            readings = [ratio_by_difference(claim.final, difference, way) for way in signs]
            yield from _judge(report, claim, claim.rate, readings, "completion")
            continue
        planned = claim.budget or _budget_in_form(report, claim)
        if _of_nothing(claim):
            continue  # completion.zero-budget speaks of it
        if planned is None or claim.final is None or not _comparable(claim.final, planned):
            if planned is None and claim.final is not None and _says_part_of_nothing(claim.rate, claim.final):
                yield _on_nothing("completion.rate", "completion", claim, claim.rate, (claim.final,))
                continue
            known = tuple(figure for figure in (claim.final, claim.budget) if figure is not None)
            missing = tell("cause.no_budget" if claim.budget is None else "cause.no_final")
            yield undetermined("completion.rate", "completion", claim, claim.rate, missing, known)
            continue
        yield from _judge(
            report, claim, claim.rate, [ratio(maybe_little(report, claim.final), planned)], "completion"
        )


@rule("completion.zero-budget", "completion")
def zero_budget(report: Report) -> Iterator[Finding]:
    """A budget of zero has no completion rate; 0 % and 100 % of it are the template's way to say nothing."""
    for claim in report.claims:
        if not isinstance(claim, CompletionClaim) or not _of_nothing(claim):
            continue
        yield claim_finding(
            "completion.zero-budget",
            "completion",
            claim,
            claim.rate,
            Outcome(Verdict.INCONSISTENT, "", None),
            message=tell(
                "found.completion_of_nothing",
                subject=claim.subject,
                budget=claim.budget_name,
                stated=claim.rate.text,
            ),
            explanation=tell("cause.zero_base", base=tell("named.in_budget")),
            figures=tuple(figure for figure in (claim.budget, claim.final) if figure is not None),
        )


def _of_nothing(claim: CompletionClaim) -> bool:
    """Whether a rate is told of money spent without a budget; one too small to print gives a higher rate."""
    planned, spent = claim.budget, claim.final
    if planned is None or spent is None or planned.value != 0 or spent.value <= 0:
        return False
    if claim.rate.value in (0, HUNDRED) or planned.unit not in (None, spent.unit):
        return False
    return spent.interval().low / planned.interval().high * HUNDRED > claim.rate.interval().high


def _budget_in_form(report: Report, claim: CompletionClaim) -> Figure | None:
    """The budget of one of the three public expenses, where only its form prints it.

    The form's budget is that of the whole year: a completion of the initial budget is not of it unless
    the narrative's total budget is the form's.
    """
    amount = next((a for a in money_amounts(report) if a.figure is claim.final), None)
    if amount is None or amount.key is None or amount.statement.section.topic != "three-public":
        return None
    if amount.statement.section.part is not Part.NARRATIVE:
        return None
    cell = next(named_cells(report, amount.key, "budget"), None)
    if cell is None or "全年" in claim.budget_name or "调整" in claim.budget_name:
        return None if cell is None else cell.figure
    total = next(named_cells(report, "three-public", "budget"), None)
    same_total = any(
        a.key == "three-public"
        and a.measure == "budget"
        and total is not None
        and printed_view(a.figure.to(WAN_YUAN)).meets(printed_view(total.figure.to(WAN_YUAN)))
        for a in money_amounts(report)
    )
    return cell.figure if same_total else None


def _difference_from_budget(report: Report, claim: CompletionClaim) -> tuple[Figure, int] | None:
    """How far the sentence says the final amount lies from its budget: 决算数大于预算数D."""
    for other in _from_budgets(report).get(claim.statement.place, ()):
        if (
            other.statement == claim.statement
            and other.current is not None
            and other.current is claim.final
            and other.difference is not None
            and other.difference.is_money
            and other.direction is not None
        ):
            return other.difference, other.direction
    return None


@once
def _from_budgets(report: Report) -> dict[Place, list[ChangeClaim]]:
    """The differences from budgets by the places of their sentences."""
    found: dict[Place, list[ChangeClaim]] = {}
    for claim in report.claims:
        if isinstance(claim, ChangeClaim) and claim.against == "budget":
            found.setdefault(claim.statement.place, []).append(claim)
    return found


def _comparable(one: Figure, other: Figure) -> bool:
    return one.is_money and other.is_money


def _judge(
    report: Report, claim: ShareClaim | CompletionClaim, stated: Figure, readings: list[Reading], kind: str
) -> Iterator[Finding]:
    if not readings:
        yield undetermined(f"{kind}.rate", kind, claim, stated, tell("cause.other_units"))
        return
    reading, outcome = judge_readings(report, stated, readings)
    if outcome.nominal is None and _says_part_of_nothing(stated, *reading.figures):
        yield _on_nothing(f"{kind}.rate", kind, claim, stated, reading.figures)
        return
    if outcome.nominal is None:
        if stated.value == 0 or all(figure.value == 0 for figure in reading.figures):
            outcome = Outcome(Verdict.CONSISTENT if stated.value == 0 else Verdict.UNDETERMINED, "", None)
        elif readings:
            yield undetermined(
                f"{kind}.rate", kind, claim, stated, tell("cause.nought_whole"), reading.figures
            )
            return
    note = short_precision_note(outcome, report)
    if kind == "share" and outcome.verdict is Verdict.CONSISTENT and _is_bare_hundred(report, stated):
        finer = judge_readings(report, replace(stated, decimals=1), readings)[1]
        if finer.verdict is Verdict.INCONSISTENT:
            outcome, note = replace(finer, needed="printed"), tell("cause.bare_hundred")
    yield claim_finding(
        f"{kind}.rate",
        kind,
        claim,
        stated,
        outcome,
        message=_message(claim, stated, outcome),
        calculation=reading.calculation,
        explanation=note,
        figures=reading.figures,
        compute=reading.compute,
    )


def _is_bare_hundred(report: Report, stated: Figure) -> bool:
    """Whether a share is a 100 % without digits behind the point in a report whose shares have them."""
    if stated.value != HUNDRED or stated.decimals:
        return False
    return any(
        isinstance(c, ShareClaim) and c.share.unit == PERCENT and c.share.decimals for c in report.claims
    )


def _says_part_of_nothing(stated: Figure, *figures: Figure) -> bool:
    """Whether a rate is told of amounts that are each a bare 0; 0 % and 100 % are the template's way to say
    nothing."""
    nothing = all(figure.value == 0 and figure.decimals == 0 for figure in figures)
    return nothing and stated.value not in (0, HUNDRED)


def _on_nothing(
    rule_name: str,
    kind: str,
    claim: ShareClaim | CompletionClaim,
    stated: Figure,
    figures: tuple[Figure, ...],
) -> Finding:
    subject = claim.subject or tell("named.this_item")
    return claim_finding(
        rule_name,
        kind,
        claim,
        stated,
        Outcome(Verdict.INCONSISTENT, "", None),
        message=tell(_OF_NOUGHT[kind], subject=subject, stated=stated.text),
        explanation=tell("cause.rate_of_nought"),
        figures=figures,
    )


def _message(claim: ShareClaim | CompletionClaim, stated: Figure, outcome: Outcome) -> Wording:
    key, whole = (
        ("found.share", claim.whole_name or tell("named.whole"))
        if isinstance(claim, ShareClaim)
        else ("found.completion", claim.budget_name)
    )
    subject = claim.subject or tell("named.this_item")
    if outcome.verdict is Verdict.CONSISTENT:
        return tell(f"{key}_agrees", subject=subject, whole=whole, stated=stated.text)
    value = tell("named.no_value") if outcome.nominal is None else f"{show_rate(outcome.nominal, stated)}%"
    return tell(key, subject=subject, whole=whole, stated=stated.text, value=value)

"""Rules between sentences of the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...figures import WAN_YUAN, Interval, Verdict
from ...recognising.narrative.amounts import level_of
from ...reports import AbsenceClaim, AmountClaim, EqualityClaim, Finding, Part, Report, SumClaim, View
from ...wordings import NOTHING, tell
from ..findings.amounts import made_up_of, money_amounts, same
from ..findings.claims import Reading, claim_finding, judge_readings, short_precision_note
from ..findings.form_cells import named_cells
from ..registry import rule
from ..verdicts import Outcome

_BODY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,40}?)的?(?:(?:19|20)\d{2}年度?|[今本去上]年度?)?"
    r"(?=[“\"]?三公|一般公共预算|财政拨款|公务接待|公务用车|因公出国)"
)
"""Whose an amount is: the name before what it is."""
_BODY_ENDS = re.compile(r"(?:局|委|委员会|厅|院|办|办公室|部|处|中心|站|所|队|馆|校|学|园|会|社|镇|乡|街道)$")
_REGION = re.compile("(?![全各本])[\u4e00-\u9fff]{2,9}[省市县区州旗镇乡]")
"""A place by its name; 全县 is any."""
_ITSELF = re.compile(
    r"^(?:(?:19|20)\d{2}年度?|[今本]年度?)|(?:我|本|该)(?:部门|单位|局|院|校|委|办|镇|乡|街道)?$"
)

_OF_A_TREASURY = re.compile(r"上解上级支出|上解收入|补助下级支出|债务转贷|债券转贷|预算稳定调节基金")
"""What only a government's own account tells: money between treasuries."""

_WITHIN_TOTALS = {
    ("total-income", "income"): "cause.total_holds_carry_over",
    ("total-income", "appropriation-income"): "cause.total_holds_appropriations",
    ("total-expenditure", "expenditure"): "cause.total_holds_carry_over",
    ("total-expenditure", "appropriation-expenditure"): "cause.total_holds_appropriations",
}
"""What each grand total holds, and what is told where it is less."""


@rule("cross.repeated-amount", "cross")
def repeated_amount(report: Report) -> Iterator[Finding]:
    """The same amount said twice is the same number; where a form prints it, the form decides instead."""
    by_key: dict[tuple[str, str | None, int | None], list[AmountClaim]] = {}
    wholes = {
        part.figure.place: f"{claim.whole.value}{claim.whole.unit}"
        for claim in report.claims
        if isinstance(claim, SumClaim)
        for part in claim.parts
    }
    for claim in money_amounts(report):
        if (
            claim.key
            and claim.measure == "final"
            and not claim.item
            and claim.statement.section.part is Part.NARRATIVE
        ):
            group = _scope(claim, wholes.get(claim.figure.place))
            by_key.setdefault((claim.key, group, claim.fiscal_year), []).append(claim)
    for (key, _, _), claims in by_key.items():
        if any(True for _ in named_cells(report, key, "final")):
            continue
        first = claims[0]
        for claim in claims[1:]:
            if not claim.figure.is_money or not first.figure.is_money or _part_label(claim.subject):
                continue
            if _part_label(first.subject):
                continue
            readings = [same(first.figure.to(claim.figure.unit or WAN_YUAN)), *_carried(report, claim, first)]
            reading, outcome = judge_readings(report, claim.figure, readings)
            if outcome.verdict is not Verdict.CONSISTENT and (
                _told_of(claim) != _told_of(first) or _of_another(claim, first)
            ):
                continue
            yield claim_finding(
                "cross.repeated-amount",
                "cross",
                claim,
                claim.figure,
                outcome,
                message=tell(
                    "found.said_before",
                    subject=claim.subject,
                    stated=claim.figure.text,
                    first=first.subject,
                    value=first.figure.text,
                ),
                calculation=f"{claim.figure.value} ≠ {first.figure.value}"
                if outcome.verdict is not Verdict.CONSISTENT
                else "",
                explanation=short_precision_note(outcome, report),
                figures=(first.figure,),
                compute=reading.compute,
            )


def _carried(report: Report, claim: AmountClaim, first: AmountClaim) -> Iterator[Reading]:
    """总收入 and 总支出 beside a 总计 may be the year's own: what was carried over makes the difference."""
    is_wider = "总计" in claim.subject
    if not (claim.key or "").startswith("total-") or is_wider == ("总计" in first.subject):
        return
    for carried in money_amounts(report):
        if carried.measure in ("opening", "closing"):
            yield made_up_of(claim.figure, ((first.figure, 1), (carried.figure, 1 if is_wider else -1)))


@rule("cross.said-again", "cross")
def said_again(report: Report) -> Iterator[Finding]:
    """An amount repeated in the next words (接待3批次，18人次，共计支出A) is the one given before."""
    for claim in report.claims:
        if not isinstance(claim, EqualityClaim):
            continue
        first, *others = claim.figures
        for other in others:
            if not (first.figure.is_money and other.figure.is_money):
                continue
            reading = same(first.figure.to(other.figure.unit or WAN_YUAN))
            _, outcome = judge_readings(report, other.figure, [reading])
            wrong = outcome.verdict is not Verdict.CONSISTENT
            yield claim_finding(
                "cross.said-again",
                "cross",
                claim,
                other.figure,
                outcome,
                message=tell(
                    "found.said_before",
                    subject=other.label,
                    stated=other.figure.text,
                    first=first.label,
                    value=first.figure.text,
                ),
                calculation=f"{other.figure.value} ≠ {first.figure.value}" if wrong else "",
                figures=(first.figure,),
                compute=reading.compute,
            )


@rule("cross.funds-within-expenditure", "cross")
def funds_within_expenditure(report: Report) -> Iterator[Finding]:
    """The three budgets' expenditures together never exceed the year's, and make it up where nothing but
    appropriations was spent.
    """
    total = _first(report, "expenditure")
    parts = [_first(report, key) for key in ("general-budget", "fund", "state-capital")]
    known = [part for part in parts if part is not None and part.figure.is_money]
    if total is None or not total.figure.is_money or parts[0] is None or len(known) < 2:
        return
    # 财政拨款支出 may be that of all budgets; a treasury's 支出合计 that of one budget, with its transfers.
    of_a_treasury = any(_OF_A_TREASURY.search(claim.subject) for claim in money_amounts(report))
    if "公共预算" not in parts[0].subject or of_a_treasury:
        return
    unit = total.figure.unit or WAN_YUAN
    figures = [part.figure.to(unit) for part in known]

    def compute(view: View) -> Interval:
        spent = Interval.total(view(figure) for figure in figures)
        return Interval(spent.low, max(spent.high, view(total.figure).high + total.figure.step))

    _, outcome = judge_readings(report, total.figure, [Reading(compute, "", tuple(figures))])
    together = sum((figure.value for figure in figures), Decimal(0))
    written = " + ".join(str(figure.value) for figure in figures) + f" = {together}"
    if outcome.verdict is Verdict.CONSISTENT and not total.figure.interval().contains(together):
        outcome = Outcome(Verdict.UNDETERMINED, "", together)
    yield claim_finding(
        "cross.funds-within-expenditure",
        "cross",
        total,
        total.figure,
        Outcome(outcome.verdict, outcome.needed, together),
        message=tell(
            "found.funds_within",
            together=f"{together}{unit}",
            total=total.subject,
            stated=total.figure.text,
        ),
        calculation=written,
        explanation=tell("cause.appropriations_exceed")
        if outcome.verdict is Verdict.INCONSISTENT
        else NOTHING,
        figures=[part.figure for part in known],
        compute=compute,
    )


@rule("cross.total-covers-year", "cross")
def total_covers_year(report: Report) -> Iterator[Finding]:
    """收入总计 is at least 本年收入合计 and 财政拨款收入总计, 支出总计 at least 本年支出合计 and
    财政拨款支出总计, where no form decides."""
    if report.form("income-expenditure") is not None:
        return
    for total_key, year_key in _WITHIN_TOTALS:
        total = _first(report, total_key)
        year = _first(report, year_key)
        if total is None or year is None or not (total.figure.is_money and year.figure.is_money):
            continue
        amount = year.figure.to(total.figure.unit or WAN_YUAN)
        short = total.figure.interval().high < amount.interval().low
        outcome = Outcome(Verdict.INCONSISTENT if short else Verdict.CONSISTENT, "", amount.value)
        yield replace(
            claim_finding(
                "cross.total-covers-year",
                "cross",
                total,
                total.figure,
                outcome,
                message=tell(
                    "found.total_less" if short else "found.total_not_less",
                    total=total.subject,
                    stated=total.figure.text,
                    year=year.subject,
                    value=year.figure.text,
                ),
                calculation=f"{total.figure.value} < {amount.value}" if short else "",
                explanation=tell(_WITHIN_TOTALS[total_key, year_key]) if short else NOTHING,
                figures=(year.figure,),
            ),
            recomputed=f"≥{amount.value:f}",
        )


@rule("cross.absence", "cross")
def absence(report: Report) -> Iterator[Finding]:
    """What the report says it does not have, it prints no amount of."""
    for claim in report.claims:
        if not isinstance(claim, AbsenceClaim):
            continue
        amounts = [
            c
            for c in money_amounts(report)
            if c.key == claim.key and c.measure == "final" and c.figure.value > 0
        ]
        if not amounts:
            continue
        amount = amounts[0]
        yield Finding(
            rule="cross.absence",
            kind="cross",
            verdict=Verdict.INCONSISTENT,
            message=tell(
                "found.absence",
                said=claim.statement.text.strip().rstrip("。；;"),
                subject=amount.subject,
                amount=amount.figure.text,
            ),
            stated=tell("named.none"),
            recomputed=f"{amount.figure.value:f}",
            unit=amount.figure.unit,
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell("cause.contradicts_amount"),
            places=(claim.statement.place, amount.figure.place),
            figures=(amount.figure,),
        )


def _first(report: Report, key: str) -> AmountClaim | None:
    told = (c for c in money_amounts(report) if c.statement.section.part is Part.NARRATIVE)
    return next((c for c in told if c.key == key and c.measure == "final"), None)


def _scope(claim: AmountClaim, whole: str | None) -> str | None:
    """What tells amounts of one key apart: the section and whole of 基本支出, 总计 with the carry-over,
    all budgets."""
    if claim.key in ("basic", "project"):
        return f"{claim.statement.section.topic} {whole}"
    if claim.key in ("appropriation-income", "appropriation-expenditure"):
        return "总计" if re.search(r"总计|总额|收.{0,2}支", claim.subject) else None
    if claim.key == "general-budget":
        topic = re.sub("-(?:total|structure|items)$", "", claim.statement.section.topic or "")
        return None if "公共预算" in claim.subject else topic
    return None


def _told_of(claim: AmountClaim) -> tuple[str, ...]:
    """The level and the fund that an amount is told of, by its label and by the words before it."""
    begin = claim.statement.place.start or 0
    told = claim.statement.text[: (claim.figure.place.start or 0) - begin]
    funds = [fund for fund in ("政府性基金", "国有资本经营", "社会保险基金") if fund in told]
    return (level_of(claim.subject), *funds)


def _of_another(one: AmountClaim, other: AmountClaim) -> bool:
    """Whether two amounts are said of different bodies by name: 某市公安局的“三公”经费 and 某市“三公”经费.

    The account's own name may stand whole, shortened, or not at all.
    """
    found = [_BODY.match(claim.subject) for claim in (one, other)]
    shorter, longer = sorted((_ITSELF.sub("", body["name"]) if body else "" for body in found), key=len)
    if _REGION.fullmatch(shorter) and _REGION.fullmatch(longer):
        return shorter not in longer
    ends = [_BODY_ENDS.search(name) is not None for name in (shorter, longer)]
    if not shorter or not any(ends):
        return False
    return shorter not in longer or ends == [False, True]


def _part_label(subject: str) -> bool:
    """Whether a label speaks of a part (其他, 中, 含, 最大的支出) rather than of the named amount itself."""
    return bool(re.search(r"^含|其他|中$|结转|结余|占|最[大高多]", subject))
